"""See CHECK."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from contentops.check.model import Check, Example, Flaw, SegmentPair

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = re.compile(r"(?<!\w)[*@#]+(?=\w)")
_LEFTOVER = re.compile(r"⟦[^⟧]*⟧?|⟧|\bxq[a-z]+x\b", re.IGNORECASE)


def _find(pair: SegmentPair) -> Iterator[Flaw]:
    marks = Counter(_MARK.findall(pair.target_shown)) - Counter(_MARK.findall(pair.source_shown))
    if marks:
        marked = re.findall(rf"(?<!\w)[{re.escape(''.join(marks))}]+\w+", pair.target_shown)
        yield Flaw(message=f"marks of the engine before words: {', '.join(marked)}")
    leftovers = Counter(_LEFTOVER.findall(pair.target_shown)) - Counter(_LEFTOVER.findall(pair.source_shown))
    if leftovers:
        yield Flaw(message=f"a placeholder was not put back: {', '.join(leftovers)}")


CHECK = Check(
    severity="block",
    title="Marks or placeholders of the translation engine",
    why="The engine marks words that it does not know (*) or cannot inflect (@, #). Readers must never see that.",
    advice="Translate the marked word, or put back what the placeholder stands for, and take the mark away.",
    find=_find,
    examples=(
        Example(source="Färsk ingefära.", target="Frisk *ingefära.", finds=True),
        Example(source="Den goda fisken.", target="Den @god fisken.", locale="nb", finds=True),
        Example(source="Stora fiskar.", target="Store #fisk.", finds=True),
        Example(source="Färsk ingefära.", target="Frisk **ingefära.", finds=True),
        Example(source="Ta 10 mg.", target="Tag XQABX.", finds=True),
        Example(source="Ta 10 mg.", target="Tag ⟦1⟧.", finds=True),
        Example(source="Färsk ingefära.", target="Frisk ingefær.", finds=False),
        Example(
            source="Följ #hälsa eller skriv till hej@shop.example.",
            target="Følg #sundhed eller skriv til hej@shop.example.",
            finds=False,
        ),
        Example(source="*Gäller nya kunder.", target="*Gælder nye kunder.", finds=False),
    ),
)
