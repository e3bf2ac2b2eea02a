"""See CHECK."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contentops.article.segments import segments
from contentops.check.language_data import name
from contentops.check.model import Check, Example, Flaw, NotApplicable, SegmentPair
from contentops.check.page import page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.article.model import Article
    from contentops.article.segments import Segment
    from contentops.language.language import Language

_OTHER = {"formal": "informal", "informal": "formal"}
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w-])")
_BEGINS = re.compile(r"(?:\A|[.!?:…\n]|[–—-]\s)[\s\"'“”„»«‚‘’(\[*•–-]*\Z")
"""What stands before a word with which a sentence begins, or may begin."""


def _find(
    target: Article, target_language: Language, pairs: tuple[SegmentPair, ...] = (), formality: str = ""
) -> Iterator[Flaw]:
    if "address" not in target_language.data:
        raise NotApplicable(f"{name(target_language)} is not judged by how it addresses its readers")
    used = [(sentence, _forms(text, target_language)) for sentence, text in _own_words(target, target_language)]
    seen = [(sentence, forms) for sentence, forms in used if forms]
    called = target_language.data["address"]["called"]
    addresses = {pair.address: pair.target_shown for pair in pairs}
    if formality:
        wrong, why = _OTHER[formality], f"the target is set to “{called[formality]}” ({formality})"
    else:
        times = {form: sum(form in forms for _, forms in seen) for form in _OTHER}
        if not all(times.values()):
            return
        wrong = "informal" if times["informal"] <= times["formal"] else "formal"
        right = _OTHER[wrong]
        why = f"the article says “{called[right]}” in {times[right]} other places"
    for sentence, forms in seen:
        if wrong in forms:
            same = addresses.get(sentence.address) == sentence.shown
            yield Flaw(
                message=f"“{forms[wrong]}” addresses the reader as “{called[wrong]}”, and {why}",
                block=sentence.block,
                segment=sentence.address if same or not pairs else "",
                text=sentence.shown,
            )


def _own_words(article: Article, language: Language) -> Iterator[tuple[Segment, str]]:
    """The sentences, each with its text without what is quoted: whoever is quoted speaks as they spoke."""
    blocks: dict[str, list[Segment]] = {}
    for sentence in segments(article):
        if sentence.role != "quote":
            blocks.setdefault(f"{sentence.block} {sentence.role}", []).append(sentence)
    quoted = _quoted(language)
    for sentences in blocks.values():
        # A quotation may go on for some sentences: they are looked at together, one a line.
        whole = "\n".join(sentence.shown.replace("\n", " ") for sentence in sentences)
        left = quoted.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), whole)
        yield from zip(sentences, left.split("\n"), strict=True)


@functools.cache
def _quoted(language: Language) -> re.Pattern[str]:
    quotes = language.data["quotes"]
    pairs = {f"{quotes['open']}{quotes['close']}", *quotes["also"], "“”", "„“", "««", '""'}
    return re.compile("|".join(f"{re.escape(a)}[^{re.escape(a + b)}]*{re.escape(b)}" for a, b in sorted(pairs)))


def _forms(text: str, language: Language) -> dict[str, str]:
    """The forms of address in a text, each with the first word that shows it."""
    words = _words(language)
    found: dict[str, str] = {}
    for match in _WORD.finditer(text):
        word = match[0]
        folded = word.casefold()
        form = words.form.get(folded) or ("formal" if word.islower() and folded.endswith(words.endings) else "")
        if not form and folded in words.first | words.capital:
            begins = bool(_BEGINS.search(text, 0, match.start()))
            if folded in words.first and begins:
                form = "informal"
            elif folded in words.capital and word.istitle() and not begins:
                form = "formal"
        if form:
            found.setdefault(form, word)
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a language's forms, folded."""

    form: dict[str, str]
    first: frozenset[str]
    capital: frozenset[str]
    endings: tuple[str, ...]


@functools.cache
def _words(language: Language) -> _Words:
    data = language.data["address"]
    return _Words(
        {word.casefold(): form for form in _OTHER for word in data[form]},
        frozenset(word.casefold() for word in data["informal_first"]),
        frozenset(word.casefold() for word in data["formal_with_capital"]),
        tuple(data["formal_endings"]),
    )


_SWEDISH = ("# Magnesium", "Ta 200 mg om dagen.", "Du kan fråga din läkare.", "Läs mer om din sömn.")

CHECK = Check(
    severity="warn",
    title="Readers addressed formally here and informally there, or otherwise than the target is set",
    why="A shop that says “Sie” in one sentence and “du” in the next reads as put together by a machine.",
    advice="Write the sentence anew in the target's form of address; the target's `formality` in the settings says which.",
    find=_find,
    examples=(
        Example(
            source=page("sv", *_SWEDISH),
            target=page(
                "de",
                "# Magnesium",
                "Nehmen Sie 200 mg am Tag.",
                "Fragen Sie Ihren Arzt.",
                "Lies mehr über deinen Schlaf.",
            ),
            finds=True,
        ),
        Example(
            source=page("sv", *_SWEDISH),
            target=page(
                "fi", "# Magnesium", "Ota 200 mg päivässä.", "Voitte kysyä lääkäriltänne.", "Lue lisää unestasi."
            ),
            finds=True,
        ),
        Example(
            target=page("de", "# Magnesium", "Nimm 200 mg am Tag.", "Frag deinen Arzt."),
            formality="formal",
            finds=True,
        ),
        Example(
            target=page("fi", "# Magnesium", "Ottakaa 200 mg päivässä.", "Kysykää lääkäriltänne."),
            formality="informal",
            finds=True,
        ),
        Example(
            target=page(
                "de",
                "# Magnesium",
                "Nehmen Sie 200 mg am Tag.",
                "Anna Berg sagt: „Du merkst es bald. Frag deinen Arzt.“",
                "Sie forscht zum Schlaf: Sie und ihre Kollegen fragten 40 Frauen.",
            ),
            finds=False,
        ),
        Example(
            target=page("de", "# Magnesium", "Nimm 200 mg am Tag.", "Sie stecken in Nüssen, und ihre Wirkung ist gut."),
            formality="informal",
            finds=False,
        ),
        Example(
            target=page("fi", "# Magnesium", "Ota 200 mg päivässä.", "Lapsi ei ota sitä.", "Hengitysteitä hoidetaan."),
            formality="informal",
            finds=False,
        ),
        Example(target=page("da", "# Magnesium", "Tag 200 mg om dagen.", "Spørg Deres læge."), finds=False),
    ),
)
