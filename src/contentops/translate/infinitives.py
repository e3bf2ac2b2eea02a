"""Small words of Swedish that an engine reads better otherwise, chiefly the infinitive's mark.

Swedish leaves the mark out after many verbs ("slipper äta", "börjar sova") where its neighbours need it, has one word
for "without" and for "but" after a negation ("inte nu, utan i morgon"), and leaves out "har" ("den som börjat"). The text
that an engine sees is changed so; the words are data, in `locales/sv/infinitives.toml`.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable
from typing import Any

from contentops.language.language import folder, language

NEEDED = frozenset({"da", "nb", "nn"})
"""Targets in whose language the mark stands after such verbs."""

_FARTHEST = 200
"""Letters from a negation to what it is contrasted with: a text without a stop must not be searched to its end each time."""


def with_marks(text: str, locale: str) -> str:
    """The text as an engine reads it best: "slipper att äta" for "slipper äta", "inte att äta" for "att inte äta".

    And "men" for "utan" in "inte nu, utan i morgon", "som har börjat" for "som börjat".
    """
    if locale not in NEEDED:
        return text
    contrast, instead = _contrast()
    text = contrast.sub(rf"\1{instead}", text)
    omitted, auxiliary = _auxiliary()
    text = omitted.sub(rf"\1 {auxiliary}", text)
    bare, negated, openings = _patterns()
    mark = language("sv").data["grammar"]["infinitive_marker"]
    text = negated.sub(rf"\1 \2 {mark}", bare.sub(rf"\1 {mark}", text))
    for opening, small, capital in openings:
        text = opening.sub(lambda match, to=(small, capital): to[match[0][:1].isupper()], text)  # type: ignore[misc]
    return text


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


@functools.cache
def _contrast() -> tuple[re.Pattern[str], str]:
    """The word that says "but" after a negation, with all from the negation to it, and the word in its place.

    It says so after a comma, without one before the words that cannot follow "without", and where a thing is said to be
    none ("är ingen lyx utan en vana", "är inte att äta utan att sova").
    """
    data = _data()
    of = data["contrast"]
    word, mark = re.escape(of["word"]), re.escape(language("sv").data["grammar"]["infinitive_marker"])
    after_comma = rf",\s+(?={word}(?!\s+{mark}(?![\w-])))"
    bare = rf"\s+(?={word}\s+(?:{_any(of['before'])})(?![\w-]))"
    within, within_part = (f"[^.!?:;{more}]{{0,{_FARTHEST}}}?" for more in ("", ","))
    deed = rf"\s+(?={word}\s+{mark}(?![\w-]))"
    thing = rf"\s+(?={word}\s+(?:{_any(of['articles'])})(?![\w-]))"
    return (
        re.compile(
            rf"((?<![\w-])(?:(?:{_any(of['negations'])})(?![\w-]){within}(?:{after_comma}|{bare})"
            rf"|(?:{_any(of['copulas'])})\s+(?:{_any(of['negations'])})(?:\s+{mark}\s{within_part}{deed}|(?![\w-]){within_part}{thing}))"
            rf"){word}(?![\w-])",
            re.IGNORECASE,
        ),
        of["instead"],
    )


@functools.cache
def _auxiliary() -> tuple[re.Pattern[str], str]:
    """A word of a clause after which a supine stands without its auxiliary, with the adverbs between; and the auxiliary."""
    of = _data()["auxiliary"]
    not_there = "".join(rf"(?<!\b{re.escape(form)} )" for form in of["forms"])
    between = rf"(?:\s+(?:{_any(of['adverbs'])}))*"
    pattern = rf"(?<![\w-]){not_there}((?:{_any(of['after'])}){between})(?=\s+(?:{_any(of['supines'])})(?![\w-]))"
    return re.compile(pattern, re.IGNORECASE), of["mark"]


@functools.cache
def _data() -> dict[str, Any]:
    return tomllib.loads((folder() / "sv" / "infinitives.toml").read_text(encoding="utf-8"))


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
