"""See CHECK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contentops.check.language_data import limit, name
from contentops.check.model import Check, Example, Flaw, NotApplicable
from contentops.check.page import page
from contentops.language.readability import lix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language

_ENOUGH = 100
"""Words from which LIX says something: in a shorter text one sentence moves it by a band."""


def _find(prose: tuple[str, ...], language: Language) -> Iterator[Flaw]:
    baseline, warn = limit(language, "readability", "lix_baseline"), limit(language, "readability", "lix_warn")
    index = lix(prose, int(limit(language, "readability", "long_word")))
    if index.words < _ENOUGH:
        raise NotApplicable(f"{index.words} words of running text are too few for LIX; it needs {_ENOUGH}")
    if index.value > (baseline + warn) / 2:
        share = 100 * index.long_words / index.words
        yield Flaw(
            message=f"LIX {index.value:.0f}, where {baseline:.0f} is usual in {name(language)}: "
            f"{index.words / index.sentences:.1f} words a sentence, {share:.0f} % long words",
            severity="warn" if index.value > warn else "note",
        )


_EASY = "Vi äter fisk och gröt. Det är gott och bra mat för alla. Du kan äta det varje dag."
_HARD = (
    "Näringsrekommendationernas vetenskapliga utgångspunkter förutsätter befolkningsstudier, "
    "interventionsundersökningar samt systematiska litteraturöversikter rörande näringsämnenas "
    "biotillgänglighet, kroppsfunktioner och långsiktiga hälsokonsekvenser."
)

CHECK = Check(
    severity="warn",
    title="Hard to read for its language",
    why="LIX (words a sentence plus the percentage of long words) above what is usual makes readers leave. Languages "
    "differ, so each has its own baseline.",
    advice="Split the longest sentences and say long words in shorter ones.",
    find=_find,
    examples=(
        Example(source=page("sv", "# Kost", *[_HARD] * 8), finds=True),
        Example(source=page("sv", "# Kost", *[_EASY] * 8), finds=False),
    ),
)
