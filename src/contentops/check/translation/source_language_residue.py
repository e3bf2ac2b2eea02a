"""See CHECK."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from contentops.check.language_data import name
from contentops.check.model import Check, Example, Flaw, SegmentPair
from contentops.language.names import names
from contentops.language.words import folded, plain_case, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language

_SURE = 2
"""From so many different words on it is left-over text; a single one may be a name or a quotation."""


def _find(
    pair: SegmentPair, source_language: Language, target_language: Language, unknown_words: tuple[str, ...] = ()
) -> Iterator[Flaw]:
    text = pair.target_shown
    for start, end in names(pair.source_shown, source_language):
        text = text.replace(pair.source_shown[start:end], " ")
    source, target = folded(pair.source_shown), folded(text)
    there = _listed(target_language)
    foreign = name(source_language)
    if plain_case(pair.source_shown) == plain_case(pair.target_shown) and _is_prose(source, source_language, there):
        yield Flaw(message=f"the sentence still stands in {foreign}")
        return
    letters = _foreign_letters(source_language, target_language)
    left = [word for word in target if word in source_language.distinctive_words and word not in there]
    if not letters.isdisjoint(text):
        left += [word for word in _uncapitalised(text) if not letters.isdisjoint(word) and word in source]
    left = list(dict.fromkeys(left))
    if left:
        yield Flaw(
            message=f"{foreign} words in the translation: {', '.join(left)}",
            severity="block" if len(left) >= _SURE else "warn",
        )
    unknown = [
        word for word in map(str.casefold, unknown_words) if word in source and word in target and word not in left
    ]
    if unknown:
        listed = ", ".join(dict.fromkeys(unknown))
        yield Flaw(message=f"the engine did not know and left as it was: {listed}", severity="warn")


@functools.cache
def _listed(language: Language) -> frozenset[str]:
    """The words that tell a language."""
    return language.function_words | language.distinctive_words


def _uncapitalised(text: str) -> list[str]:
    """Words that are no names: those in small letters."""
    return [word for word in words(text) if word == word.casefold()]


@functools.cache
def _foreign_letters(here: Language, there: Language) -> frozenset[str]:
    """Letters of the one language that the other has not."""
    return _letters(here) - _letters(there)


def _letters(language: Language) -> frozenset[str]:
    """Letters beyond a to z that the language's own word lists use: ä and ö in Swedish, æ and ø in Danish."""
    return frozenset(
        letter for word in _listed(language) for letter in word if letter.isalpha() and not letter.isascii()
    )


def _is_prose(sentence: tuple[str, ...], language: Language, there: frozenset[str]) -> bool:
    own = _listed(language)
    return len(set(sentence)) > 1 and any(word in own and word not in there for word in sentence)


CHECK = Check(
    severity="block",
    title="Text left in the source language",
    why="A sentence in another language tells a reader that nobody looked. Engines pass on what they do not know.",
    advice="Translate the words named; where one is a name, add it to the glossary as never translated.",
    find=_find,
    examples=(
        Example(source="Järn är viktigt och finns i kött.", target="Järn är viktigt och finns i kött.", finds=True),
        Example(source="Järn är viktigt för alla.", target="Jern är viktigt for alle.", finds=True),
        Example(source="Den ingår även här.", target="Den indgår även her.", finds=True),
        Example(
            source="Skyrsås passar till.",
            target="Skyrsås passer til.",
            unknown_words=("Skyrsås",),
            locale="nb",
            finds=True,
        ),
        Example(source="Ät välkokta bönor.", target="Spis välkokta bønner.", finds=True),
        Example(source="Järn är viktigt.", target="Jern er vigtigt.", finds=False),
        Example(source="Odlat av Åkersbönor i Malmö.", target="Dyrket af Åkersbönor i Malmö.", finds=False),
        Example(source="Fråga på Apoteket Hjärtat.", target="Spørg på Apoteket Hjärtat.", finds=False),
        Example(source="Omega-3 Forte", target="Omega-3 Forte", finds=False),
        Example(source="Magnesium.", target="Magnesium.", locale="nn", finds=False),
    ),
)
