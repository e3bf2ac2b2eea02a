"""Names of several words: in languages that write only names with capitals, they show in mid-sentence.

One capital is not enough: a place ("Medelhavet") has a name of its own in each language, and writers give a nutrient a
capital. Two or more in a row ("Apoteket Hjärtat") are somebody's name and stand as they are in every language.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from contentops.language.words import plain_case

if TYPE_CHECKING:
    from contentops.language.language import Language

_WORD = re.compile(r"\w[\w'’&+-]*|&")
_OPENS = re.compile(r"(?:^|[.!?:;…•*\"“”«»‘’'(\[⟦⟧/–—\n]|(?:^|\s)-|\d\))\s*$")
"""What stands before the first word of a sentence, a quotation, a bracket or an item: its capital says nothing."""
_SPACES = (" ", "\u00a0")
_LEAST = 2
_REMEMBERED = 2048
"""Sentences. Masking asks of one, and the checks of it when it is translated: other sentences are asked of in between."""
_NEAR = 8
"""Characters before a word that are looked at."""


@functools.lru_cache(maxsize=_REMEMBERED)
def names(text: str, language: Language) -> tuple[tuple[int, int], ...]:
    """Where names of two words or more stand. A language without `[names]` has none, nor has a line in Title Case."""
    data = language.data.get("names")
    if data is None or sum(map(_is_capitalized, _WORD.findall(text))) < _LEAST:
        return ()
    words = list(_WORD.finditer(text))
    if not any(word[0][0].islower() for word in words):
        return ()
    joints = frozenset(data["joints"])
    if any(_in_title_case(text, word, language) for word in words if word[0] not in joints):
        return ()
    spans = [(run[0].start(), run[-1].end()) for run in _runs(text, words, joints) if _is_name(run)]
    return tuple((start, end) for start, end in spans if plain_case(text[start:end]) not in _translated(language))


@functools.cache
def _translated(language: Language) -> frozenset[str]:
    return frozenset(plain_case(name) for name in language.data["names"]["translated"])


def _in_title_case(text: str, word: re.Match[str], language: Language) -> bool:
    """A small word with a capital in mid-sentence: "Så fungerar Järn I Kroppen"."""
    small = word[0].casefold() in language.function_words
    capital = word[0][0].isupper() and (len(word[0]) == 1 or not word[0].isupper())
    return small and capital and not _opens(text, word)


def _opens(text: str, word: re.Match[str]) -> bool:
    return _OPENS.search(text, max(0, word.start() - _NEAR), word.start()) is not None


def _runs(text: str, words: list[re.Match[str]], joints: frozenset[str]) -> list[list[re.Match[str]]]:
    """Words with a capital that stand beside each other, with the small words that may join them."""
    runs: list[list[re.Match[str]]] = [[]]
    for word in words:
        beside = runs[-1] and text[runs[-1][-1].end() : word.start()] in _SPACES
        capital = word[0][0].isupper() and not _opens(text, word)
        if beside and (capital or word[0] in joints):
            runs[-1].append(word)
        else:
            runs.append([word] if capital else [])
    for run in runs:
        while run and run[-1][0] in joints:
            run.pop()
    return runs


def _is_name(run: list[re.Match[str]]) -> bool:
    """An organisation's acronym beside it makes no name of one word: "Världshälsoorganisationen WHO"."""
    return sum(_is_capitalized(word[0]) for word in run) >= _LEAST


def _is_capitalized(word: str) -> bool:
    return word[0].isupper() and not word.isupper()
