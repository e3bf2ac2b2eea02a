"""See CHECK."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from contentops.check.model import Check, Example, Flaw, SegmentPair

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENS = re.compile(r"[(\[]")
_MARKER = re.compile(r"[(\[]\s*(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\s*[)\]]")
"""A citation as readers see it: (1), (6,1), [2–4]."""


def _find(pair: SegmentPair) -> Iterator[Flaw]:
    if not _OPENS.search(pair.source_shown) and not _OPENS.search(pair.target_shown):
        return
    source, target = _markers(pair.source_shown), _markers(pair.target_shown)
    if source == target:
        return
    if lost := source - target:
        yield Flaw(message=f"the translation lost the citation {_list(lost)}")
    if added := target - source:
        yield Flaw(message=f"the translation has a citation {_list(added)} that the source has not")


def _markers(text: str) -> Counter[str]:
    return Counter(",".join(sorted(re.findall(r"\d+", match[1]), key=int)) for match in _MARKER.finditer(text))


def _list(markers: Counter[str]) -> str:
    return ", ".join(f"({marker})" for marker in markers.elements())


CHECK = Check(
    severity="block",
    title="A citation is lost, invented or changed",
    why="A statement about health stands on its source; a marker that points elsewhere makes it a false one.",
    advice="Put the source's citation marker behind the statement that it belongs to.",
    find=_find,
    examples=(
        Example(source="Det minskar.(1,2)", target="Det falder.(1)", finds=True),
        Example(source="Det minskar.(1)", target="Det falder.", finds=True),
        Example(source="Det minskar.", target="Det falder.(3)", finds=True),
        Example(source="Järn (1) och zink (2).", target="Jern (1) og zink (1).", finds=True),
        Example(source="Det minskar. (6,1)", target="Det falder.(6, 1)", finds=False),
        Example(source="Först zink (2), sedan järn (1).", target="Jern (1) kommer efter zink (2).", finds=False),
    ),
)
