"""See CHECK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contentops.check.model import Check, Example, Flaw, SegmentPair

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORT, _LONG = 0.6, 1.7
"""Characters of the translation for each of the source. Between neighbouring languages whole sentences stay within 0.8
to 1.25; the room beyond that is for free renderings, so that a finding means a part lost or words repeated."""
_FROM = 30
"""Shorter sources are not judged: one long word moves their ratio."""


def _find(pair: SegmentPair) -> Iterator[Flaw]:
    before, after = len(pair.source_shown), len(pair.target_shown)
    if before < _FROM:
        return
    ratio = after / before
    if ratio < _SHORT:
        yield Flaw(message=f"the translation has {after} characters for the {before} of the source: is a part missing?")
    elif ratio > _LONG:
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
