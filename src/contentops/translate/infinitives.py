"""Swedish leaves out the infinitive's mark after many verbs ("slipper äta", "börjar sova") where its neighbours need it.

The mark is put into the text that an engine sees; the words are data, in `locales/sv/infinitives.toml`.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from typing import Any

from contentops.language.language import folder, language
from contentops.translate.patterns import any_of

_WORD = re.compile(r"[\w-]+")
_PLAIN = re.compile(r"[\w -]+")
"""An opening that is words only, and no pattern."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """Words before an infinitive, what stands in their place, and whether the infinitive's mark is among them."""

    words: re.Pattern[str]
    instead: str
    marked: bool

    def of(self, text: str) -> str:
        return self.words.sub(lambda match: _like(match[0], match.expand(self.instead)), text)


def with_marks(text: str, locale: str) -> str:
    """The text as an engine reads it best: "slipper att äta" for "slipper äta", "inte att äta" for "att inte äta"."""
    if not leaves_nothing_out(locale):
        return text
    bare, negated, plain, instead, openings = _patterns()
    mark = language("sv").data["grammar"]["infinitive_marker"]
    words = frozenset(_WORD.findall(text.casefold()))
    if words.isdisjoint(_forms()):
        return text
    if not words.isdisjoint(_verbs()):  # most texts have none, and looking for each everywhere takes long
        text = bare.sub(lambda match: f"{match[1]} {mark}", text)
        words |= {mark}
    if mark in words:
        text = negated.sub(lambda match: f"{match[1]} {match[2]} {mark}", text)
    if not words.isdisjoint(_first_words()):
        text = plain.sub(lambda match: _like(match[0], instead[match[0].lower()]), text)
    for opening in openings:
        if mark in words or not opening.marked:
            text = opening.of(text)
    return text


def leaves_nothing_out(locale: str) -> bool:
    """Whether a language needs the small words that Swedish leaves out (``mark_after_verbs`` in its `[grammar]`)."""
    return bool(language(locale).data["grammar"].get("mark_after_verbs", False))


@functools.cache
def infinitives() -> frozenset[str]:
    """The infinitives of the file: each is nothing else."""
    return frozenset(_data()["infinitives"])


def _like(written: str, text: str) -> str:
    """The text with a capital where what is written has one."""
    return text[:1].upper() + text[1:] if written[:1].isupper() else text


@functools.cache
def _data() -> dict[str, Any]:
    return tomllib.loads((folder() / "sv" / "infinitives.toml").read_text(encoding="utf-8"))


@functools.cache
def _forms() -> frozenset[str]:
    """The infinitives and their passives."""
    return frozenset(form for verb in infinitives() for form in (verb, f"{verb}s"))


@functools.cache
def _verbs() -> frozenset[str]:
    return frozenset(verb.casefold() for verb in _data()["verbs"])


@functools.cache
def _first_words() -> frozenset[str]:
    return frozenset(opening.split()[0] for opening in _data()["openings"] if _PLAIN.fullmatch(opening))


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], dict[str, str], list[_Opening]]:
    """A verb that takes a bare infinitive, with its subject and small words; a mark with its negation; other openings.

    The openings that are words only are one pattern, with what stands in the place of each.
    """
    data = _data()
    follows = rf"(?=\s+(?:{any_of(_forms())})(?![\w-]))"
    between = rf"(?:\s+(?:{any_of(data['subjects'])}))?(?:\s+(?:{any_of(data['adverbs'])}))*"
    mark = re.escape(language("sv").data["grammar"]["infinitive_marker"])
    plain = {opening: instead for opening, instead in data["openings"].items() if _PLAIN.fullmatch(opening)}
    return (
        re.compile(rf"(?<![\w-])((?:{any_of(data['verbs'])}){between}){follows}", re.IGNORECASE),
        re.compile(
            rf"(?<![\w-])({any_of(data['before_negated'])})\s+{mark}\s+({any_of(data['negations'])}){follows}",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<![\w-])(?:{any_of(plain)}){follows}", re.IGNORECASE),
        plain,
        [
            _Opening(
                re.compile(rf"(?<![\w-]){opening}{follows}", re.IGNORECASE),
                instead,
                re.search(rf"\b{mark}\b", opening) is not None,
            )
            for opening, instead in data["openings"].items()
            if opening not in plain
        ],
    )
