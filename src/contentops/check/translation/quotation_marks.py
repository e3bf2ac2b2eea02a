"""See CHECK."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contentops.check.language_data import entries, name
from contentops.check.model import Check, Example, Flaw, SegmentPair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language

_MARK = re.compile(r"[“”„«»]|(?<!\d)\"")
"""Double marks; after a digit the straight one is inches, and single ones are apostrophes too."""


def _find(pair: SegmentPair, target_language: Language) -> Iterator[Flaw]:
    marks = _MARK.findall(pair.target_shown)
    if not marks:
        return
    quotes = target_language.data["quotes"]
    house = f"{quotes['open']}{quotes['close']}"
    styles = [house, *entries(target_language, "quotes", "also")]
    foreign = sorted({mark for mark in marks if not any(mark in style for style in styles)})
    if foreign:
        yield Flaw(
            message=f"{' and '.join(foreign)} is no quotation mark of {name(target_language)}; "
            f"it writes {house[0]}…{house[1]}"
        )
    # A quotation of several sentences opens in one and closes in another; the source tells.
    elif len(_MARK.findall(pair.source_shown)) % 2 == 0 and not any(_paired(marks, style) for style in styles):
        yield Flaw(message=f"the quotation marks {' '.join(marks)} do not open and close in pairs of one kind")


def _paired(marks: list[str], style: str) -> bool:
    return "".join(marks) == style * (len(marks) // 2) and len(marks) % 2 == 0


CHECK = Check(
    severity="warn",
    title="Quotation marks of another language, or without their counterpart",
    why="Marks differ from language to language, and engines pass on those of the source. A reader sees that at once.",
    advice="Write the marks of the language, one that opens and one that closes.",
    find=_find,
    examples=(
        Example(source="Hon säger: ”Ät mer.”", target="Hun sier: ”Spis mer.”", locale="nb", finds=True),
        Example(source="Hon säger: ”Ät mer.”", target="Hun siger: «Spis mere.»", finds=True),
        Example(source="Hon säger: ”Ät mer.”", target="Hun sier: «Spis mer.", locale="nb", finds=True),
        Example(source="Hon säger: ”Ät mer.”", target="Ho seier: »Et meir.«", locale="nn", finds=True),
        Example(source="Hon säger: ”Ät mer.”", target="Hun sier: «Spis mer.»", locale="nb", finds=False),
        Example(source="Hon säger: ”Ät mer.”", target="Hun siger: “Spis mere.”", finds=False),
        Example(source="Hon säger: ”Ät mer.", target="Hun siger: ”Spis mere.", finds=False),
        Example(source="D’Arcys råd", target="D’Arcys råd", finds=False),
    ),
)
