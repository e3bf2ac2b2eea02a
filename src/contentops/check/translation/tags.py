"""See CHECK."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from contentops.article.segments import CODE
from contentops.check.model import Check, Example, Flaw, SegmentPair

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENS = "⟦"
"""What every code has."""


def _find(pair: SegmentPair) -> Iterator[Flaw]:
    if _OPENS not in pair.source and _OPENS not in pair.target:
        return
    before, after = _codes(pair.source), _codes(pair.target)
    if lost := before - after:
        yield Flaw(message=f"the translation lost {_listed(lost)}")
    if added := after - before:
        yield Flaw(message=f"the translation has {_listed(added)} once too often")
    if before == after and not _nested(pair.target):
        yield Flaw(message="what is linked or stressed is closed before it opens, or two of them cross")


def _codes(text: str) -> Counter[str]:
    return Counter(match[0] for match in CODE.finditer(text))


def _nested(text: str) -> bool:
    pairs = {match[2] for match in CODE.finditer(text) if match[1]}
    opened: list[str] = []
    for match in CODE.finditer(text):
        if match[2] not in pairs:
            continue
        if not match[1]:
            opened.append(match[2])
        elif not opened or opened.pop() != match[2]:
            return False
    return True


def _listed(codes: Counter[str]) -> str:
    return ", ".join(codes.elements())


CHECK = Check(
    severity="block",
    title="A link, an emphasis or a citation is lost or doubled",
    why="A code stands for what is no prose. Without it the link is gone, the dose unsaid or the statement unsourced.",
    advice="Put each code of the source into the translation once, around or behind the same words.",
    find=_find,
    examples=(
        Example(source="Läs ⟦1⟧om järn⟦/1⟧.⟦2⟧", target="Læs om jern.⟦2⟧", finds=True),
        Example(source="Läs ⟦1⟧om järn⟦/1⟧.", target="Læs ⟦1⟧om jern.", finds=True),
        Example(source="Ta ⟦1⟧ om dagen.", target="Tag ⟦1⟧⟦1⟧ om dagen.", finds=True),
        Example(source="Läs ⟦1⟧om⟦/1⟧ ⟦2⟧järn⟦/2⟧.", target="Læs ⟦1⟧om ⟦2⟧jern⟦/1⟧⟦/2⟧.", finds=True),
        Example(source="Först ⟦1⟧, sedan ⟦2⟧järn⟦/2⟧.", target="⟦2⟧Jern⟦/2⟧ kommer efter ⟦1⟧.", finds=False),
        Example(source="Läs om järn.", target="Læs om jern.", finds=False),
    ),
)
