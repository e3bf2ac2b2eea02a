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
_SURE, _TIMES = 2.5, 2.0
"""Another language needs so many of its own words, and so many times those of the language that it should be."""
_ENOUGH, _SHARE = 10, 0.08
"""Of so many words in small letters, of three letters or more, at least this share are in the lists of a language that a
text is in. Of the right sentences in tests/check/known_good that are so long the least is 0.22, of French and Dutch in any
of our languages the most is 0.07."""
_LETTERS = 3
"""Shorter words are alike in too many languages: "en", "et", "de", "la"."""


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


def another(text: str, expected: str, source: str = "") -> str:
    """The code of the language that a text is in clearly, and should not be; "" when it may be in ``expected``.

    What ``source``, in Swedish, says in that language too is a quotation.
    """
    told = scores(text)
    found, most = next(iter(told.items()))
    if found == expected or most < _SURE or most < _TIMES * told.get(expected, 0.0):
        return ""
    if found != "sv" and scores(source)[found] >= most / _TIMES:
        return ""
    return found


def strange(text: str, expected: str) -> bool:
    """Whether a text is so long, and has so few words of the language, that it is in another, be it one of ours or not."""
    said = [word for number, word in enumerate(words(text)) if word.isalpha() and (word.islower() or not number)]
    said = [word.casefold() for word in said if len(word) >= _LETTERS]
    own = language(expected)
    known = sum(word in own.function_words or word in own.distinctive_words for word in said)
    return len(said) >= _ENOUGH and known < _SHARE * len(said)


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
