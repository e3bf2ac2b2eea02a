"""Units that a person has translated whole: a paragraph whose two sentences she made one, or put in another order.

What is remembered of such a unit has all its sentences for its source. It is taken before what is remembered of each of
them, and as soon as one of them changes it is not found any more: then they are sentences again.
"""

from __future__ import annotations

from collections.abc import Iterable

from contentops.article.segments import Segment, Unit, check_codes
from contentops.errors import SegmentError
from contentops.state.memory import Entry, Memory, key


def parts_of(units: Iterable[Unit], memory: Memory) -> tuple[Segment, ...]:
    """What there is to translate of the units: sentences, or the whole where a person has translated that."""
    units = tuple(units)
    wholes = [unit.whole for unit in units]
    keys = [key(whole) if whole else "" for whole in wholes]
    known = memory.get(filter(None, keys))
    return tuple(
        part
        for unit, whole, name in zip(units, wholes, keys, strict=True)
        for part in ([whole] if whole and _translated(whole, known.get(name)) else unit.segments)
    )


def _translated(whole: Segment, entry: Entry | None) -> bool:
    """Whether a person's text of the whole can be taken."""
    if entry is None or not entry.by_person:
        return False
    try:
        check_codes(whole, entry.text)
    except SegmentError:
        return False
    return bool(entry.text)
