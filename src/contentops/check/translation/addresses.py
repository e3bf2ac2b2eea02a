"""See CHECK."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from contentops.check.model import Check, Example, Flaw, SegmentPair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.article.record import Severity

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”“»«]*[^\s<>\"”“»«.,;:!?)]|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
)
"""A web or e-mail address as readers see it; the stop of its sentence is not part of it."""
_SIGNS = ("://", "www.", "@")
"""What each address has one of."""


def _find(pair: SegmentPair) -> Iterator[Flaw]:
    if not _has_sign(pair.source_shown) and not _has_sign(pair.target_shown):
        return
    before, after = _addresses(pair.source_shown), _addresses(pair.target_shown)
    if before == after:
        return
    severity: Severity | None = "warn" if pair.by_person else None
    if lost := before - after:
        yield Flaw(message=f"the translation lost {', '.join(lost.elements())}", severity=severity)
    if added := after - before:
        yield Flaw(message=f"the source has no {', '.join(added.elements())}", severity=severity)


def _has_sign(text: str) -> bool:
    """Most texts have none, and need not be looked through at each character."""
    return any(map(text.__contains__, _SIGNS))


def _addresses(text: str) -> Counter[str]:
    return Counter(match[0] for match in _ADDRESS.finditer(text))


CHECK = Check(
    severity="block",
    title="A web or e-mail address is not that of the source",
    why="One letter more or less, and readers reach nobody, or somebody else. A person who wrote another on purpose, "
    "such as the page for her country, gets a warning only.",
    advice="Write each address as the source has it.",
    find=_find,
    examples=(
        Example(source="Se https://shop.example/rad.", target="Se https://shop.example/råd.", finds=True),
        Example(source="Skriv till hej@shop.example.", target="Skriv til hej @ shop.example.", finds=True),
        Example(source="Läs mer.", target="Læs mere på www.shop.example.", finds=True),
        Example(
            source="Läs https://shop.example/a?b=1 eller skriv till hej@shop.example.",
            target="Skriv til hej@shop.example, eller læs https://shop.example/a?b=1.",
            finds=False,
        ),
        Example(source="Se (www.shop.example).", target="Se www.shop.example!", finds=False),
    ),
)
