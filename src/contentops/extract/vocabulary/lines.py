"""Many regular expressions for whole lines as one, asked by the character that a line begins with.

A line is tried against the few entries that can begin as it does: trying all of them cost as much as many other steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_DIGITS = frozenset("0123456789")
_SPECIAL = frozenset("\\.^$*+?{}[]|()")
"""Characters that are no letters of what they match."""


class Lines:
    """Regular expressions, one of which a whole line has to match; case does not matter."""

    __slots__ = ("_by_first", "_entries", "_known")

    def __init__(self, entries: Sequence[str]) -> None:
        self._entries = [(entry, _firsts(entry)) for entry in entries]
        self._known = frozenset[str]().union(*(firsts for _, firsts in self._entries if firsts is not None))
        self._by_first: dict[str, re.Pattern[str] | None] = {}

    def fullmatch(self, line: str) -> re.Match[str] | None:
        """The match of a whole line, None where it is no such line."""
        line = line.lower()  # a pattern that minds no case tries every entry at every letter
        first = line[:1]
        if first not in self._known:
            first = ""
        if first in self._by_first:
            pattern = self._by_first[first]
        else:
            fitting = [entry for entry, firsts in self._entries if firsts is None or first in firsts]
            together = "|".join(f"(?:{entry})" for entry in fitting)
            pattern = self._by_first[first] = re.compile(together) if fitting else None
        return pattern.fullmatch(line) if pattern is not None else None


def beginnings(entries: Sequence[str]) -> frozenset[str]:
    """The characters that what the expressions match can begin with, small and capital; empty where that is not told."""
    firsts = _together(entries) or ()
    return frozenset(letter for first in firsts for letter in (first, first.upper()))


def _firsts(entry: str) -> frozenset[str] | None:
    """The characters that what an expression matches can begin with; None where that is not told by its letters."""
    if len(branches := _branches(entry)) > 1:
        return _together(branches)
    first, after = entry[:1], entry[1:2]
    if not first:
        return None
    if first == "(" and after != "?":
        close = _closing(entry)
        inner, rest = entry[1:close], entry[close + 1 :]
        if not _may_be_missing(rest):
            return _firsts(inner)
        return _together([inner, rest[1:]]) if rest[0] != "{" else None
    if entry.startswith(r"\d") and not _may_be_missing(entry[2:]):
        return _DIGITS
    if first == "[":
        end = _end_of_set(entry, 0)
        is_plain = _SPECIAL.union("-").isdisjoint(entry[1:end].replace("$", ""))
        return frozenset(entry[1:end]) if is_plain and not _may_be_missing(entry[end + 1 :]) else None
    return frozenset(first) if first not in _SPECIAL and not _may_be_missing(entry[1:]) else None


def _may_be_missing(rest: str) -> bool:
    """Whether what stands before the rest of an expression is matched by nothing, too."""
    return rest[:1] in ("?", "*") or rest.startswith(("{0", "{,"))


def _together(entries: Sequence[str]) -> frozenset[str] | None:
    found: set[str] = set()
    for entry in entries:
        firsts = _firsts(entry)
        if firsts is None:
            return None
        found |= firsts
    return frozenset(found)


def _branches(entry: str) -> list[str]:
    """An expression cut at the bars that stand in no group."""
    bars = [index for index, character, depth in _signs(entry) if character == "|" and not depth]
    return [entry[start + 1 : end] for start, end in pairwise([-1, *bars, len(entry)])]


def _closing(entry: str) -> int:
    """Where the group ends that an expression begins with."""
    return next((index for index, _, depth in _signs(entry) if not depth), len(entry))


def _signs(entry: str) -> Iterator[tuple[int, str, int]]:
    """The characters of an expression outside of sets and escapes: place, character, how many groups are open after it."""
    depth, index = 0, 0
    while index < len(entry):
        character = entry[index]
        if character == "\\":
            index += 1
        elif character == "[":
            index = _end_of_set(entry, index)
        else:
            depth += (character == "(") - (character == ")")
            yield index, character, depth
        index += 1


def _end_of_set(entry: str, start: int) -> int:
    index = start + 1
    while index < len(entry) and entry[index] != "]":
        index += 2 if entry[index] == "\\" else 1
    return index
