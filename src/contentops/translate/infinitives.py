"""Swedish leaves out the infinitive's mark after many verbs ("slipper äta", "börjar sova") where its neighbours need it.

The mark is put into the text that an engine sees; the words are data, in `locales/sv/infinitives.toml`.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable
from typing import Any

from contentops.language.language import folder, language

_WORD = re.compile(r"[\w-]+")
INFINITIVES = "infinitives.toml"
"""The file of a language's folder in which the words are."""


def with_marks(text: str, locale: str) -> str:
    """The text as an engine reads it best: "slipper att äta" for "slipper äta", "inte att äta" for "att inte äta"."""
    if not language(locale).data["grammar"].get("mark_after_verbs", False):
        return text
    bare, negated, openings = _patterns()
    mark = language("sv").data["grammar"]["infinitive_marker"]
    words = frozenset(_WORD.findall(text.casefold()))
    if not words.isdisjoint(_verbs()):  # most texts have none, and looking for each everywhere takes long
        text = bare.sub(rf"\1 {mark}", text)
    if mark not in words:
        return text
    text = negated.sub(rf"\1 \2 {mark}", text)
    for opening, small, capital in openings:
        text = opening.sub(lambda match, to=(small, capital): to[match[0][:1].isupper()], text)  # type: ignore[misc]
    return text


@functools.cache
def _data() -> dict[str, Any]:
    return tomllib.loads((folder() / "sv" / INFINITIVES).read_text(encoding="utf-8"))


@functools.cache
def _verbs() -> frozenset[str]:
    return frozenset(verb.casefold() for verb in _data()["verbs"])


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], list[tuple[re.Pattern[str], str, str]]]:
    """A verb that takes a bare infinitive, with its subject and small words; a mark with its negation; other openings.

    Each opening comes with what stands in its place, with a small letter and with a capital.
    """
    data = _data()
    infinitives = {form for verb in data["infinitives"] for form in (verb, f"{verb}s")}
    follows = rf"(?=\s+(?:{_any(infinitives)})(?![\w-]))"
    between = rf"(?:\s+(?:{_any(data['subjects'])}))?(?:\s+(?:{_any(data['adverbs'])}))*"
    mark = re.escape(language("sv").data["grammar"]["infinitive_marker"])
    return (
        re.compile(rf"(?<![\w-])((?:{_any(data['verbs'])}){between}){follows}", re.IGNORECASE),
        re.compile(
            rf"(?<![\w-])({_any(data['before_negated'])})\s+{mark}\s+({_any(data['negations'])}){follows}",
            re.IGNORECASE,
        ),
        [
            (re.compile(rf"(?<![\w-]){before}{follows}", re.IGNORECASE), instead, instead.capitalize())
            for before, instead in data["openings"].items()
        ],
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
