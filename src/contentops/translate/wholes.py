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
    keys = {unit.place.address: key(whole) for unit in units if (whole := unit.whole)}
    known = memory.get(keys.values()) if keys else {}
    return tuple(
        part
        for unit in units
        for part in unit.parts(whole=_translated(unit, known.get(keys.get(unit.place.address, ""))))
    )


def _translated(unit: Unit, entry: Entry | None) -> bool:
    """Whether a person's text of the whole can be taken."""
    if entry is None or not entry.by_person or unit.whole is None:
        return False
    try:
        check_codes(unit.whole, entry.text)
    except SegmentError:
        return False
    return bool(entry.text)
