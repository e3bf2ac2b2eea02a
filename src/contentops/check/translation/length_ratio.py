"""See CHECK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contentops.check.language_data import bounds
from contentops.check.model import Check, Example, Flaw, SegmentPair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language

_FROM = 30
"""Shorter sources are not judged: one long word moves their ratio."""


def _find(pair: SegmentPair, target_language: Language) -> Iterator[Flaw]:
    short, long = bounds(target_language, "length", "ratio")
    before, after = len(pair.source_shown), len(pair.target_shown)
    if before < _FROM:
        return
    ratio = after / before
    if ratio < short:
        yield Flaw(message=f"the translation has {after} characters for the {before} of the source: is a part missing?")
    elif ratio > long:
        yield Flaw(
            message=f"the translation has {after} characters for the {before} of the source: is a part repeated?"
        )


CHECK = Check(
    severity="warn",
    title="A translation much shorter or longer than its source",
    why="Half a sentence lost reads well and says half. A quota notice or a repeated phrase makes it long.",
    advice="Compare the two sentences part by part.",
    find=_find,
    examples=(
        Example(source="Fisk ger protein, och nötter ger fett och fiber.", target="Fisk giver protein.", finds=True),
        Example(
            source="Nötter ger fett och mycket fiber.",
            target="Nødder giver fedt og meget fiber, fedt og meget fiber, fedt og meget fiber.",
            finds=True,
        ),
        Example(source="Nötter ger fett och mycket fiber.", target="Nødder giver fedt og mange fibre.", finds=False),
        Example(source="Nytt!", target="Nyhed i butikken!", finds=False),
    ),
)
