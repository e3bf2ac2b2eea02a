"""Which language a paragraph is in, by the small words of each.

The languages here are near relatives and short of letters of their own, so words are counted that the lists of
`language.toml` give to one of them, or to few. A paragraph with too few such words is in no language that can be told.
"""

from __future__ import annotations

import functools
import tomllib

from contentops.language.language import folder, language, locales
from contentops.language.words import words

_DISTINCTIVE = 1.5
"""What a word counts that the lists give to one language as distinctive; another counts its share of one."""


def scores(text: str) -> dict[str, float]:
    """How much of a text speaks for each language that we have words of, by its code; most first."""
    weights = _weights()
    told = dict.fromkeys(_lists(), 0.0)
    for word in words(text):
        if len(word) > 1 and word.isupper() and not text.isupper():
            continue  # an acronym: WHO asks nothing
        for code, weight in weights.get(word.casefold(), ()):
            told[code] += weight
    return dict(sorted(told.items(), key=lambda pair: -pair[1]))


@functools.cache
def _lists() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Function words and distinctive words of each locale, and of languages that are no locale."""
    listed = {code: (language(code).function_words, language(code).distinctive_words) for code in locales()}
    for path in sorted((folder() / "other").glob("*.toml")):
        if path.stem not in listed:
            listed[path.stem] = (frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["function"]), frozenset())
    return listed


@functools.cache
def _weights() -> dict[str, tuple[tuple[str, float], ...]]:
    listed = _lists()
    weights: dict[str, tuple[tuple[str, float], ...]] = {}
    for word in {word for both in listed.values() for one in both for word in one}:
        owners = [code for code, both in listed.items() if word in both[0] or word in both[1]]
        own = _DISTINCTIVE if len(owners) == 1 and word in listed[owners[0]][1] else 1.0
        if len(owners) < len(listed):
            weights[word] = tuple((code, own / len(owners) ** 2) for code in owners)
    return weights
