"""See CHECK."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from contentops.check.model import Check, Example, Flaw, SegmentPair

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = re.compile(r"(?<!\w)[*@#]+(?=\w)")
_MARK_SIGN = re.compile(r"[*@#]")
_LEFTOVER_SIGN = re.compile(r"[⟦⟧xX](?:(?<=[⟦⟧])|[qQ])")
"""What each of these has: it is found faster than they are."""
_LEFTOVER = re.compile(r"⟦[^⟧]*⟧?|⟧|\bxq[a-z]+x\b", re.IGNORECASE)


def _find(pair: SegmentPair) -> Iterator[Flaw]:
    marks = _new(_MARK, pair) if _MARK_SIGN.search(pair.target_shown) else Counter()
    if marks:
        marked = re.findall(rf"(?<!\w)[{re.escape(''.join(marks))}]+\w+", pair.target_shown)
        yield Flaw(message=f"marks of the engine before words: {', '.join(marked)}")
    leftovers = _new(_LEFTOVER, pair) if _LEFTOVER_SIGN.search(pair.target_shown) else Counter()
    if leftovers:
        yield Flaw(message=f"a placeholder was not put back: {', '.join(leftovers)}")


def _new(pattern: re.Pattern[str], pair: SegmentPair) -> Counter[str]:
    """What the pattern finds in the translation more often than in the source."""
    found = Counter(pattern.findall(pair.target_shown))
    return found - Counter(pattern.findall(pair.source_shown)) if found else found


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
