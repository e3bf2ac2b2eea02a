"""What changed since a version that a person approved: which sentences, and in them which words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from contentops.article.record import SegmentRecord

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+|\s+|[^\w\s]")
_MOST_TOKENS = 1_000
"""Beyond these a sentence is no sentence; comparing takes time that grows with the square of their number."""

Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that is not as it was.

    ``text`` is empty where its words are the same and a link or emphasis moved; ``source`` is empty where the source
    sentence is as it was.
    """

    text: tuple[Piece, ...] = ()
    source: tuple[Piece, ...] = ()
    added: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """Every sentence that changed, by its address now, and those that are gone."""

    at: dict[str, Change]
    removed: tuple[SegmentRecord, ...]

    @property
    def count(self) -> int:
        """How many sentences changed, came or went."""
        return len(self.at) + len(self.removed)


def changes(then: Sequence[SegmentRecord], now: Sequence[SegmentRecord]) -> Changes:
    """What changed between two records of one article in one target.

    Sentences are aligned within the block where they stand: equal source sentences first, and what is left between
    those in order, so that a sentence put in before others does not make all of them look changed.
    """
    old, new = _units(then), _units(now)
    at: dict[str, Change] = {}
    removed: list[SegmentRecord] = []
    for place in dict.fromkeys((*old, *new)):
        for before, after in _pairs(old.get(place, []), new.get(place, [])):
            if after is None:
                removed += [before] if before else []
            elif before is None:
                at[after.address] = Change(
                    text=_whole("new", after.shown), source=_whole("new", after.source_shown), added=True
                )
            elif before.text != after.text or before.source != after.source:
                at[after.address] = Change(
                    text=word_by_word(before.shown, after.shown) if before.shown != after.shown else (),
                    source=word_by_word(before.source_shown, after.source_shown)
                    if before.source_shown != after.source_shown
                    else (),
                )
    return Changes({s.address: at[s.address] for s in now if s.address in at}, tuple(removed))


def word_by_word(before: str, after: str) -> tuple[Piece, ...]:
    """One text against another, in runs of words: what stayed, what went, what came."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(old), len(new)) > _MOST_TOKENS:
        return _whole("gone", before) + _whole("new", after)
    runs: list[tuple[str, str]] = []  # of each run what went and what came; both the same where it stayed
    same: list[bool] = []
    for tag, i, j, k, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, came = "".join(old[i:j]), "".join(new[k:end])
        stays = tag == "equal"
        if same and not same[-1] and not stays:
            runs[-1] = runs[-1][0] + gone, runs[-1][1] + came
        elif len(same) > 1 and not stays and same[-1] and not runs[-1][0].strip():
            # Only a blank stayed between two changes: they read as one.
            blank = runs.pop()[0]
            same.pop()
            runs[-1] = f"{runs[-1][0]}{blank}{gone}", f"{runs[-1][1]}{blank}{came}"
        else:
            runs.append((gone, came))
            same.append(stays)
    pieces: list[Piece] = []
    for (gone, came), stays in zip(runs, same, strict=True):
        pieces += _whole("same", gone) if stays else _whole("gone", gone) + _whole("new", came)
    return tuple(pieces)


def _whole(kind: Kind, text: str) -> tuple[Piece, ...]:
    return (Piece(kind, text),) if text else ()


def _units(segments: Iterable[SegmentRecord]) -> dict[str, list[SegmentRecord]]:
    return {place: list(group) for place, group in groupby(segments, key=lambda s: s.address.rpartition("#")[0])}


def _pairs(
    old: Sequence[SegmentRecord], new: Sequence[SegmentRecord]
) -> Iterator[tuple[SegmentRecord | None, SegmentRecord | None]]:
    matcher = SequenceMatcher(None, [s.source for s in old], [s.source for s in new], autojunk=False)
    for _, i, j, k, end in matcher.get_opcodes():
        yield from zip_longest(old[i:j], new[k:end])
