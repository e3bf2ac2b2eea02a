"""See CHECK."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from contentops.check.language_data import name
from contentops.check.model import Check, Example, Flaw, NotApplicable, SegmentPair
from contentops.language.language import language, locales
from contentops.language.words import folded, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language


def _find(pair: SegmentPair, target_language: Language) -> Iterator[Flaw]:
    neighbours = _neighbours(target_language)
    if not neighbours:
        raise NotApplicable(f"{name(target_language)} has no near neighbour among the locales")
    source = frozenset(folded(pair.source_shown))
    first, *others = words(pair.target_shown) or [""]
    # Names have capitals; a word that the source has too may be a quotation or a title.
    own = [first.casefold(), *(word for word in others if word == word.casefold())]
    own = [word for word in own if word not in source]
    for near in neighbours:
        found = list(dict.fromkeys(word for word in own if word in near.distinctive_words))
        if found:
            yield Flaw(message=f"{name(near)} words in the translation: {', '.join(f'“{word}”' for word in found)}")


@functools.cache
def _neighbours(speech: Language) -> tuple[Language, ...]:
    listed = speech.data["words"].get("neighbours", ())
    return tuple(language(locale) for locale in listed if locale in locales())


CHECK = Check(
    severity="warn",
    title="A word of a neighbouring language",
    why="Danish and Norwegian share most words, so one that slips in from the other is read over, by everyone but readers.",
    advice="Write the word that this language has for it.",
    find=_find,
    examples=(
        Example(source="Det finns i kött.", target="Det findes i kjøtt.", locale="nb", finds=True),
        Example(source="Du behöver inte mer.", target="Du trenger ikkje mer.", locale="nb", finds=True),
        Example(source="Vad är järn?", target="Hva er jern?", finds=True),
        Example(source="Vad är järn?", target="Hva er jern?", locale="nn", finds=True),
        Example(source="Det finns i kött.", target="Det finnes i kjøtt.", locale="nb", finds=False),
        Example(source="Vad är järn?", target="Hvad er jern?", finds=False),
        Example(source="Boken heter Mad af Noma.", target="Boka heter Mad af Noma.", locale="nb", finds=False),
    ),
)
