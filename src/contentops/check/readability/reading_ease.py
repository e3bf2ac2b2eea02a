"""See CHECK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contentops.check.language_data import name
from contentops.check.model import Check, Example, Flaw, NotApplicable
from contentops.check.page import page
from contentops.language.readability import FLESCH_LOCALES, reading_ease

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language

_HARD = 30.0
"""Flesch's own lowest band, "very difficult", ends here; the adaptations are fitted to the same scale."""


def _find(prose: tuple[str, ...], language: Language) -> Iterator[Flaw]:
    if language.locale not in FLESCH_LOCALES:
        raise NotApplicable(f"no formula of textstat is valid for {name(language)}")
    try:
        ease = reading_ease(prose, language.locale)
    except ValueError as nothing:
        raise NotApplicable(str(nothing)) from nothing
    if ease < _HARD:
        yield Flaw(message=f"reading ease {ease:.0f} of 100 (below {_HARD:.0f} is very hard)")


CHECK = Check(
    severity="note",
    title="A low reading ease (textstat)",
    why="Flesch's formula, in the adaptation for the language. Used only where textstat has one: elsewhere it would "
    "count with English constants and say nothing.",
    advice="Split the longest sentences and say long words in shorter ones.",
    find=_find,
    examples=(
        Example(
            target=page(
                "de",
                "# Kost",
                "Ernährungswissenschaftliche Literaturübersichten dokumentieren Nährstoffverfügbarkeiten.",
            ),
            finds=True,
        ),
        Example(target=page("de", "# Kost", "Wir essen gern Fisch und Brot."), finds=False),
        Example(target=page("da", "# Kost", "Ernæringsvidenskabelige litteraturoversigter dokumenterer."), finds=False),
    ),
)
