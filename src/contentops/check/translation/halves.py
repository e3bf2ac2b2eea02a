"""See CHECK."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contentops.check.language_data import entries
from contentops.check.model import Check, Example, Flaw, SegmentPair
from contentops.language.words import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language

_IN_FIGURES = re.compile(r"\d[.,]5(?!\d)|\d\s?½|\d\s1/2(?!\d)")
_HALF_IN_FIGURES = re.compile(r"[.,]5|½|1/2(?!\d)|50|30|6")
"""Also half of a hundred, of an hour and of a year."""


def _find(pair: SegmentPair, source_language: Language, target_language: Language) -> Iterator[Flaw]:
    here = found(pair.source_shown, entries(source_language, "numerals", "and_a_half"))
    there = found(pair.target_shown, entries(target_language, "numerals", "and_a_half"))
    if len(here) > len(there) + len(_IN_FIGURES.findall(pair.target_shown)):
        yield Flaw(message=f"the source says “{here[0]}”, which the translation does not")
    elif len(there) > len(here) + len(_IN_FIGURES.findall(pair.source_shown)):
        yield Flaw(message=f"the translation says “{there[0]}”, which the source does not")
    elif (half := found(pair.source_shown, entries(source_language, "numerals", "half"))) and not (
        found(pair.target_shown, entries(target_language, "numerals", "half"))
        or there
        or _HALF_IN_FIGURES.search(pair.target_shown)
    ):
        yield Flaw(message=f"the source says “{half[0]}”, which the translation does not", severity="warn")


CHECK = Check(
    severity="block",
    title="A half is lost or added",
    why="“En och en halv tablett” without its “en och” is a third of the dose, and no number in figures shows it.",
    advice="Write one and a half where the source has it, and half where it has that.",
    find=_find,
    examples=(
        Example(source="Ta en och en halv tablett.", target="Tag en halv tablet.", finds=True),
        Example(source="Ta en halv tablett.", target="Ta en og en halv tablett.", locale="nb", finds=True),
        Example(source="Ta två och en halv.", target="Nehmen Sie zwei.", locale="de", finds=True),
        Example(source="Ta en halv tablett.", target="Ota yksi tabletti.", locale="fi", finds=True),
        Example(source="Ta en och en halv tablett.", target="Tag halvanden tablet.", finds=False),
        Example(source="Ta en och en halv tablett.", target="Ta 1,5 tablett.", locale="nb", finds=False),
        Example(source="Vila i ett halvt år.", target="Rest for six months.", locale="en", finds=False),
        Example(source="Ta en och en halv.", target="Nehmen Sie anderthalb.", locale="de", finds=False),
        Example(source="Ta en och en halv.", target="Ota puolitoista.", locale="fi", finds=False),
    ),
)
