"""Which sentence of an earlier revision each sentence of an article continues.

What stood beside a sentence (its old translation, where that came from) follows the sentence, not its number: one put in at
the head of a paragraph moves every other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

_SIMILAR = 60.0
"""rapidfuzz ratio (0 to 100) from which a sentence that was edited and now stands elsewhere counts as the same. Of 20,000
random pairs of sentences of our example pages, 99 in a hundred reach no more than 46. An error to the low side shows an old
text that was another sentence's, to the high side none."""

_REACH = 120
"""Sentences. Further apart, two that differ are not compared: rewriting a page of thousands must not take a minute."""


def continued(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> dict[int, int]:
    """Index in ``new`` -> index in ``old`` of the sentence that it continues. Each is (address, text with its codes).

    Equal text in the same unit first, then equal text anywhere, each in order. Of what is left, the most similar pairs:
    in the same unit between the same neighbours any two (a sentence that was written anew), elsewhere only similar ones.
    A sentence that was put in continues none, one that was deleted is continued by none.
    """
    pairs = _equal(old, new)
    used = set(pairs.values())
    free = [i for i in range(len(old)) if i not in used]
    lows, highs = _neighbours(pairs, len(old), len(new))
    candidates: list[tuple[float, int, int, int]] = []
    for j, (address, text) in enumerate(new):
        if j in pairs:
            continue
        for i in free[bisect_left(free, j - _REACH) : bisect_right(free, j + _REACH)]:
            there = lows[j] < i < highs[j] and _unit(address) == _unit(old[i][0])
            likeness = fuzz.ratio(old[i][1], text, score_cutoff=0 if there else _SIMILAR)
            if there or likeness:
                candidates.append((-likeness, abs(i - j), j, i))
    add_best(pairs, candidates)
    return pairs


def add_best(pairs: dict[int, int], candidates: Iterable[tuple[float, int, int, int]]) -> None:
    """Adds to the pairs, new to old, those candidates that come first, each new and each old one once.

    A candidate is what it is ordered by, the least first, then the new one and the old one.
    """
    taken: set[int] = set()
    for _, _, j, i in sorted(candidates):
        if j not in pairs and i not in taken:
            pairs[j] = i
            taken.add(i)


def _equal(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> dict[int, int]:
    """The pairs of equal text: in the same unit, then anywhere, each in order."""
    pairs: dict[int, int] = {}
    for within in (True, False):
        waiting: dict[tuple[str, str], list[int]] = defaultdict(list)
        used = set(pairs.values())
        for i, (address, text) in enumerate(old):
            if i not in used:
                waiting[_unit(address) if within else "", text].append(i)
        for same in waiting.values():
            same.reverse()
        for j, (address, text) in enumerate(new):
            if j not in pairs and (same := waiting.get((_unit(address) if within else "", text), [])):
                pairs[j] = same.pop()
    return pairs


def _neighbours(pairs: dict[int, int], old: int, new: int) -> tuple[list[int], list[int]]:
    """For each new sentence, the old ones that its nearest paired neighbours continue."""
    lows, highs = [-1] * new, [old] * new
    for j in range(1, new):
        lows[j] = pairs.get(j - 1, lows[j - 1])
    for j in range(new - 2, -1, -1):
        highs[j] = pairs.get(j + 1, highs[j + 1])
    return lows, highs


def _unit(address: str) -> str:
    return address.rpartition("#")[0]
