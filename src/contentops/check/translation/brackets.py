"""See CHECK."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from contentops.check.model import Check, Example, Flaw, SegmentPair

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAIRS = {")": "(", "]": "[", "}": "{"}


def _find(pair: SegmentPair) -> Iterator[Flaw]:
    before, after = _brackets(pair.source_shown), _brackets(pair.target_shown)
    if before == after:
        return
    if (stray := _stray(pair.target_shown)) and not _stray(pair.source_shown):
        yield Flaw(message=f"a bracket without its counterpart: {stray}")
    elif not stray:
        there, here = sum(before.values()) // 2, sum(after.values()) // 2
        yield Flaw(message=f"the source has {there} in brackets, the translation {here}", severity="note")


def _brackets(text: str) -> Counter[str]:
    return Counter(character for character in text if character in "()[]{}")


def _stray(text: str) -> str:
    """The first bracket that closes nothing or is never closed; "" where all are paired."""
    opened: list[str] = []
    for character in text:
        if character in _PAIRS.values():
            opened.append(character)
        elif character in _PAIRS and (not opened or opened.pop() != _PAIRS[character]):
            return character
    return opened[-1] if opened else ""


CHECK = Check(
    severity="warn",
    title="A bracket is lost or added",
    why="Half a bracket looks careless, and what stood in it is read as part of the sentence.",
    advice="Open and close the same brackets as the source; commas or dashes in their place are fine where you mean them.",
    find=_find,
    examples=(
        Example(source="Fisk (lax och sill).", target="Fisk (laks og sild.", finds=True),
        Example(source="Fisk (lax).", target="Fisk laks).", finds=True),
        Example(source="Fisk (lax).", target="Fisk, laks.", finds=True),
        Example(source="Fisk (lax) [1].", target="Fisk (laks) [1].", finds=False),
        Example(source="a) Ät fisk (lax).", target="a) Spis fisk (laks).", finds=False),
        Example(source="Fisk (lax) och nötter (mandel).", target="Nødder (mandel) og fisk (laks).", finds=False),
    ),
)
