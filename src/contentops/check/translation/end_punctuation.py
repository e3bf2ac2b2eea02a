"""See CHECK."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contentops.check.model import Check, Example, Flaw, SegmentPair
from contentops.language.words import plain_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language

_CITATION = re.compile(r"\s*(?:\(\d[\d,;–\s-]*\)|\[\d[\d,;–\s-]*\])(?=\W*$)")
_END = re.compile(r"[\W_]*$")
_KINDS = ("?", "!", "…", ":", ".")
"""In this order: "?!" asks, and "…" is a kind of its own, however it is written."""
_NEAR = 60


def _find(pair: SegmentPair, source_language: Language, target_language: Language) -> Iterator[Flaw]:
    before, after = _kind(pair.source_shown), _kind(pair.target_shown)
    if before == after:
        return
    # "m.m." ends with a stop that is its own: it may become "med mere", and the sentence ends without one.
    abbreviated = _abbreviated(pair.source_shown, source_language) or _abbreviated(pair.target_shown, target_language)
    if abbreviated and {before, after} <= {".", "…", ""}:
        return
    said = f"the source ends with {_named(before)}, the translation with {_named(after)}"
    yield Flaw(message=said, severity=None if "?" in (before, after) else "note")


def _kind(text: str) -> str:
    text = _CITATION.sub("", text[-_NEAR:])
    end = _END.search(text)
    marks = (end[0] if end else "").replace("...", "…")
    return next((kind for kind in _KINDS if kind in marks), "")


def _abbreviated(text: str, language: Language) -> bool:
    words = plain_case(_CITATION.sub("", text[-_NEAR:])).rstrip("\"'”’»)] ").split()
    return bool(words) and words[-1].lstrip("(") in language.abbreviations | language.final_abbreviations


def _named(kind: str) -> str:
    return f"“{kind}”" if kind else "no mark"


CHECK = Check(
    severity="warn",
    title="A sentence that ends otherwise than its source",
    why="A question that became a statement says something else; a stop in a heading or a cell looks out of place.",
    advice="End the sentence as the source ends.",
    find=_find,
    examples=(
        Example(source="Behöver du järn?", target="Du har brug for jern.", finds=True),
        Example(source="Ät mer fisk!", target="Spis mere fisk.", finds=True),
        Example(source="Järn och zink", target="Jern og zink.", finds=True),
        Example(source="Bra källor:", target="Gode kilder", finds=True),
        Example(source="Det minskar.(1,2)", target="Det falder (1,2).", finds=False),
        Example(source="Hon säger: ”Ät mer.”", target="Hun siger: “Spis mere”.", finds=False),
        Example(source="Nötter, frön m.m.", target="Nødder, frø med mere", finds=False),
        Example(source="Och så vidare …", target="Og så videre...", finds=False),
        Example(source="Magnesium (mg)", target="Magnesium (mg)", finds=False),
    ),
)
