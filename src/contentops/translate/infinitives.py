"""Swedish leaves out the infinitive's mark after many verbs ("slipper äta", "börjar sova") where its neighbours need it.

The mark is put into the text that an engine sees; the words are data, in `locales/sv/infinitives.toml`.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable

from contentops.language.language import folder, language

NEEDED = frozenset({"da", "nb", "nn"})
"""Targets in whose language the mark stands after such verbs."""


def with_marks(text: str, locale: str) -> str:
    """The text as an engine reads it best: "slipper att äta" for "slipper äta", "inte att äta" for "att inte äta"."""
    if locale not in NEEDED:
        return text
    bare, negated, opening, instead = _patterns()
    mark = language("sv").data["grammar"]["infinitive_marker"]
    text = negated.sub(rf"\1 \2 {mark}", bare.sub(rf"\1 {mark}", text))
    return opening.sub(lambda match: _like(match[0], instead[match[0].lower()]), text)


def _like(written: str, text: str) -> str:
    """The text with a capital where what is written has one."""
    return text.capitalize() if written[:1].isupper() else text


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """A verb that takes a bare infinitive, with its subject and small words; a mark with its negation; other openings.

    Last comes what stands in the place of each opening.
    """
    data = tomllib.loads((folder() / "sv" / "infinitives.toml").read_text(encoding="utf-8"))
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
        re.compile(rf"(?<![\w-])(?:{_any(data['openings'])}){follows}", re.IGNORECASE),
        dict(data["openings"]),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
