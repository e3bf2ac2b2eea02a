"""Whether what a model wrote for a sentence may be its translation, before anybody reads the words.

An answer that belongs to another sentence carries that one's tokens, repeats that one's beginning, or has another length. An
answer to an order in the text has neither the length nor the tokens of its sentence. What passes here is still checked as
every translation is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz import fuzz

from contentops.language.language import language
from contentops.translate.chat.chatter import chatter
from contentops.translate.chat.prompt import Question, Request, beginning
from contentops.translate.tokens import TOKEN

_ALIKE = 85
"""Of a hundred: how alike a repeated beginning must be. A model may mend a slip of the pen; other words are another text."""
_FROM, _SHORT_FROM = 30, 12
"""Characters. From 30 on the locale's own bounds for lengths hold, with a quarter more: what is beyond is no free
rendering, it is another text. Shorter ones vary ("folkhälsomyndigheten" may be four letters): at least a fifth, from 12."""
_ROOM, _LEAST, _MORE = 1.25, 0.2, 40
_USUAL = (0.6, 1.7)
_PROMPT_WORDS = 7
"""So many words in a row of what the model was told come from there."""
_SAME_FROM = 3
"""Words. Shorter sources may well have one translation: "Källor" and "Referenser"."""


def swapped(request: Request, question: Question, start: str) -> bool:
    """Whether the beginning that stands beside an answer is not that of its question, or as much that of another."""
    said = beginning(start, request.words)
    own = fuzz.ratio(said, question.start)
    others = (one.start for one in request.questions if one.start != question.start)
    return own < _ALIKE or any(fuzz.ratio(said, other) >= own for other in others)


def fault(request: Request, question: Question, answer: str, target: str) -> str:
    """Why an answer cannot be the translation of its question, in words; "" when it may be."""
    if strange := _strange(question.text, answer):
        return f"its answer has the character {strange}"
    if answer.count("\n") > question.text.count("\n"):
        return "it wrote several lines for one"
    if sorted(map(_token, TOKEN.finditer(answer))) != sorted(map(_token, TOKEN.finditer(question.text))):
        return "what is protected in the sentence did not come back once each"
    if said := chatter(question.text, answer):
        return said
    if _from_prompt(request, answer):
        return "it wrote of what it was told"
    return _length(question.text, answer, target)


def repeated(request: Request, answers: Sequence[str | None]) -> set[int]:
    """The places of answers that several sentences got, though they say different things; None is no answer."""
    places: dict[str, list[int]] = {}
    for place, answer in enumerate(answers):
        if answer is not None:
            places.setdefault(_folded(answer), []).append(place)
    found: set[int] = set()
    for some in places.values():
        sources = [_folded(request.questions[place].text) for place in some]
        if len(set(sources)) > 1 and max(len(source.split()) for source in sources) >= _SAME_FROM:
            found.update(some)
    return found


def _token(match: re.Match[str]) -> str:
    return match[1]


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", TOKEN.sub(" ", text).casefold()))


def _strange(source: str, answer: str) -> str:
    """The first character of an answer that no reader sees and its source does not have, by its number; else ""."""
    for character in answer:
        if unicodedata.category(character).startswith("C") and character not in source and character != "\n":
            return f"U+{ord(character):04X}"
    return ""


def _from_prompt(request: Request, answer: str) -> bool:
    if any(question.id in answer for question in request.questions):
        return True
    told, said = _folded(request.system), _folded(answer).split()
    return any(
        f" {' '.join(said[place : place + _PROMPT_WORDS])} " in f" {told} "
        for place in range(len(said) - _PROMPT_WORDS + 1)
    )


def _length(source: str, answer: str, target: str) -> str:
    before, after = (len(" ".join(TOKEN.sub(" ", text).split())) for text in (source, answer))
    short, long = language(target).data.get("length", {}).get("ratio", _USUAL)
    if before >= _FROM:
        least, most = before * short / _ROOM, before * long * _ROOM
    else:
        least, most = before * _LEAST if before >= _SHORT_FROM else 0, before * long + _MORE
    if least <= after <= most:
        return ""
    return f"its answer has {after} characters for the {before} of the sentence"
