"""See CHECK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contentops.check.model import Check, Example, Flaw, SegmentPair
from contentops.check.page import page
from contentops.language.words import plain_case, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEAST = 2
"""Words. One alone may well be two words in another language: "rätt"."""


def _find(pairs: tuple[SegmentPair, ...]) -> Iterator[Flaw]:
    first: dict[str, SegmentPair] = {}
    for pair in pairs:
        if len(words(pair.source_shown)) < _LEAST:
            continue
        known = first.setdefault(_plain(pair.source_shown), pair)
        if _plain(known.target_shown) != _plain(pair.target_shown):
            yield Flaw(
                message=f"“{pair.source_shown}” is “{known.target_shown}” elsewhere in the article",
                block=pair.block,
                segment=pair.address,
                text=pair.target_shown,
            )


def _plain(text: str) -> str:
    """Without capitals and end marks: a sentence and a heading of the same words are one."""
    return plain_case(text).rstrip(".!?:… ")


CHECK = Check(
    severity="note",
    title="One sentence of the source in two translations",
    why="Readers take two wordings for two things; a name of a product or a step has one.",
    advice="Choose one of them for both places, unless the difference is meant.",
    find=_find,
    examples=(
        Example(
            source=page("sv", "# Mat", "Ta med mat.", "Ät fisk.", "Ta med mat."),
            target=page("da", "# Mad", "Tag sammen med mad.", "Spis fisk.", "Medbring mad."),
            finds=True,
        ),
        Example(
            source=page("sv", "# Mat", "## Ta med mat", "Ta med mat.", "Rätt.", "Rätt."),
            target=page("da", "# Mad", "## Tag sammen med mad", "Tag sammen med mad.", "Ret.", "Rigtigt."),
            finds=False,
        ),
    ),
)
