"""What a chat model is asked: the words it is told, and the texts of one request with what there is to know of them.

Its answers are told apart by what the request says and no text can foresee: ids that are drawn for each request, tokens
that no two texts of it share, and the beginning of each text, which has to be repeated beside its translation.
"""

from __future__ import annotations

import functools
import itertools
import json
import re
import secrets
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError

from contentops.translate.chat.chatter import gives_orders
from contentops.translate.engine import Context
from contentops.translate.tokens import TOKEN, number, spelled

_FILE = tomllib.loads(Path(__file__).with_name("prompt.toml").read_text(encoding="utf-8"))
VERSION: int = _FILE["version"]
"""Of the words that a model is told."""

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "translations": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("id", "start", "text")},
                "required": ["id", "start", "text"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["translations"],
    "additionalProperties": False,
}
"""Of a reply. The same for every request: a server prepares a new one for seconds, and keeps those that it has seen."""

_START = 3
"""Words of a text that are repeated; more where two texts begin alike."""


@dataclass(frozen=True, slots=True)
class Question:
    """A text as it is asked. ``start`` are its first words, folded; its tokens begin at ``first``, as no other's do."""

    id: str
    text: str
    start: str
    first: int

    def own(self, answer: str) -> str:
        """The answer with the tokens that the text had before it was asked beside others."""
        return _shifted(answer, -self.first)


@dataclass(frozen=True, slots=True)
class Request:
    """One request: its questions, and the two messages that ask them."""

    questions: tuple[Question, ...]
    system: str
    user: str
    words: int

    @property
    def messages(self) -> list[dict[str, str]]:
        """As the protocol has them."""
        return [{"role": "system", "content": self.system}, {"role": "user", "content": self.user}]


def request(texts: Sequence[str], target: str, contexts: Sequence[Context]) -> Request:
    """The texts, to be translated to a locale, with their contexts: what they share is told once."""
    drawn = secrets.token_hex(3)
    asked, firsts = _unlike_others(texts)
    count = _words_to_repeat(asked)
    questions = tuple(
        Question(f"{drawn}-{place}", text, beginning(text, count), first)
        for place, (text, first) in enumerate(zip(asked, firsts, strict=True), 1)
    )
    told = {
        "title": next((c.title for c in contexts if c.title and not gives_orders(c.title)), ""),
        "context": _lines(contexts, set(texts)),
        "glossary": _pairs(term for context in contexts for term in context.terms),
        "examples": _pairs(
            pair for context in contexts for pair in context.examples if not any(map(gives_orders, pair))
        ),
    }
    user = {
        **{name: value for name, value in told.items() if value},
        "start_words": count,
        "segments": [{"id": question.id, "text": question.text} for question in questions],
    }
    formality = next((context.formality for context in contexts if context.formality), "")
    return Request(
        questions,
        system(target, formality),
        json.dumps(user, ensure_ascii=False, separators=(",", ":")),
        count,
    )


@functools.cache
def system(target: str, formality: str) -> str:
    """What a model is told of its task, for one target and one way to address readers ("" says nothing of it)."""
    ways = _FILE["formality"].get(formality, {})
    sentence = ways.get(target) or ways.get("*", "")
    filled: str = _FILE["system"].format(language=_name(target), formality=f"\n6. {sentence}" if sentence else "")
    return filled.strip()


def beginning(text: str, count: int) -> str:
    """The first words of a text, folded, without what stands between them."""
    return " ".join(_words(text)[:count])


def _unlike_others(texts: Sequence[str]) -> tuple[list[str], list[int]]:
    """The texts with tokens that no other of them has, and the number of each one's first."""
    out, firsts = [], []
    first = 0
    for text in texts:
        firsts.append(first)
        out.append(_shifted(text, first))
        first += max((number(token[1]) + 1 for token in TOKEN.finditer(text)), default=0)
    return out, firsts


def _shifted(text: str, by: int) -> str:
    return TOKEN.sub(lambda token: spelled(number(token[1]) + by), text)


def _words_to_repeat(texts: Sequence[str]) -> int:
    """How many first words tell every two texts apart, unless they are the same words."""
    most = _START
    ordered = sorted({tuple(_words(text)) for text in texts})
    for one, other in itertools.pairwise(ordered):
        alike = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
        most = max(most, alike + 1)
    return most


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _lines(contexts: Iterable[Context], asked: set[str]) -> list[str]:
    """The paragraphs around the texts, in their order, each once; not what is asked itself or is addressed to machines."""
    lines = dict.fromkeys(line for context in contexts for line in context.around.split("\n") if line.strip())
    # A long one may be there as a whole and cut short.
    return [
        line
        for line in lines
        if line not in asked
        and not gives_orders(line)
        and not any(other != line and other.startswith(line) for other in lines)
    ]


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    return [list(pair) for pair in dict.fromkeys(pairs)]


def _name(target: str) -> str:
    if named := _FILE["languages"].get(target):
        return str(named)
    try:
        return Locale.parse(target, sep="-").get_display_name("en") or target
    except (UnknownLocaleError, ValueError):
        return target
