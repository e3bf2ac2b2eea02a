"""See CHECK."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contentops.check.model import Check, Example, Flaw, SegmentPair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language

_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")
_CHOICE = re.compile(r"[^\W\d_][\w-]* ?/ ?[^\W\d_][\w-]*")


def _find(pair: SegmentPair, source_language: Language, target_language: Language) -> Iterator[Flaw]:
    if "/" not in pair.target_shown:
        return
    before, after = _choices(pair.source_shown, source_language), _choices(pair.target_shown, target_language)
    if len(after) > len(before):
        yield Flaw(message=f"{', '.join(f'“{choice}”' for choice in after)}: the source has no such slash")


def _choices(text: str, language: Language) -> list[str]:
    """Words with a slash between them; addresses and units (mg/dl) are none."""
    units = {form.casefold() for unit in language.units.values() for form in unit.forms if "/" in form}
    found = [match[0] for match in _CHOICE.finditer(_ADDRESS.sub(" ", text))]
    return [choice for choice in found if choice.casefold() not in units]


CHECK = Check(
    severity="warn",
    title="A slash that the source has not",
    why="Engines and dictionaries offer two words at once; a reader should not have to choose.",
    advice="Keep the word that fits.",
    find=_find,
    examples=(
        Example(source="Ät mer fisk.", target="Spis/æd mere fisk.", finds=True),
        Example(source="En ny studie.", target="En / et nytt studie.", locale="nb", finds=True),
        Example(source="Trötthet och/eller yrsel.", target="Træthed og/eller svimmelhed.", finds=False),
        Example(source="Ta 10 mg per dag.", target="Tag 10 mg/dag.", finds=False),
        Example(source="Se https://shop.example/rad/fisk.", target="Se https://shop.example/rad/fisk.", finds=False),
    ),
)
