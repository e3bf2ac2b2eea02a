"""See CHECK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contentops.check.contrasts import OPPOSITES, turned
from contentops.check.model import Check, Example, Flaw, NotApplicable, SegmentPair
from contentops.check.negations import between
from contentops.language.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language


def _find(pair: SegmentPair, source_language: Language, target_language: Language) -> Iterator[Flaw]:
    for language in (source_language, target_language):
        if not any(language.negation.values()):
            raise NotApplicable(f"locales/{language.locale}/language.toml lists no negations")
    source, target = between(pair.source_shown, pair.target_shown, source_language, target_language)
    differing = [group for group in source if not source[group].agrees(target[group])]
    if not differing:
        yield from _but_or_without(pair, source_language, target_language)
        return
    here = [word for group in differing for word in source[group].words]
    there = [word for group in differing for word in target[group].words]
    # Surest where a sentence that negates nothing meets one that does; "without" alone has too many other senses, and
    # beside a word that is turned round too the two may say the same: "inte farligt", "ufarlig".
    flips = (
        differing != ["without"]
        and (not any(c.most for c in source.values()) or not any(c.most for c in target.values()))
        and not turned(pair.source_shown, pair.target_shown, source_language, target_language, OPPOSITES)
    )
    if here and there:
        message = f"the source negates with {_quoted(here)}, the translation with {_quoted(there)}"
    elif here:
        message = f"the source negates with {_quoted(here)}, the translation does not"
    else:
        message = f"the translation negates with {_quoted(there)}, the source does not"
    yield Flaw(message=message, severity="block" if flips else "warn")


def _but_or_without(pair: SegmentPair, source_language: Language, target_language: Language) -> Iterator[Flaw]:
    """What is "but" or "without" after a negation is one of the two in the translation: "inte utan", not "ikke med"."""
    said = target_language.data["words"].get("but")
    two = frozenset(source_language.data["words"].get("but_after_negation", ()))
    if not said or not two:
        return
    here = folded(pair.source_shown)
    if two.isdisjoint(here):
        return
    without = {*target_language.negation.get("without", ()), *said}
    lost = sum(word in two for word in here) - sum(word in without for word in folded(pair.target_shown))
    if lost > 0:
        yield Flaw(
            message=f"the source says {_quoted(sorted(two))}, the translation neither “but” nor “without”",
            severity="warn",
        )


def _quoted(found: list[str]) -> str:
    return ", ".join(f"“{word}”" for word in found)


CHECK = Check(
    severity="block",
    title="A negation is lost or added",
    why="Without its “not”, advice about health becomes its opposite. Nothing else in the sentence looks wrong then.",
    advice="Compare the two sentences: does each say yes where the other does, and no where the other does?",
    find=_find,
    examples=(
        Example(source="Ta inte mer än en tablett.", target="Tag mere end en tablet.", finds=True),
        Example(source="Fisk passar alla.", target="Fisk passer ikke for alle.", locale="nb", finds=True),
        Example(source="Ät aldrig rå bönor.", target="Spis ikke rå bønner.", finds=True),
        Example(source="Te utan socker.", target="Te med sukker.", finds=True),
        Example(source="Det finns inget bevis.", target="Det finnes ikke noe bevis.", locale="nb", finds=False),
        Example(source="Man kan inte leva utan vatten.", target="Man kan ikke leve med vand.", finds=True),
        Example(source="Ta den aldrig utan mat.", target="Ta den aldri med mat.", locale="nb", finds=True),
        Example(source="Man kan inte leva utan vatten.", target="Man kan ikke leve uden vand.", finds=False),
        Example(source="Inte bara kött utan även fisk.", target="Ikke bare kød, men også fisk.", finds=False),
        Example(source="Te utan socker.", target="Te utan sukker.", locale="nn", finds=False),
        Example(
            source="Sällan farligt utan ofta nyttigt.",
            target="Sjelden farlig, men ofte sunt.",
            locale="nb",
            finds=False,
        ),
        Example(source="Inte minst äldre.", target="Older people in particular.", locale="en", finds=False),
        Example(source="Ta inte mer än två.", target="Nehmen Sie mehr als zwei.", locale="de", finds=True),
        Example(source="Det saknas bevis.", target="Der findes ikke beviser.", finds=False),
        Example(source="Det saknas inte bevis.", target="Der er beviser.", finds=True),
        Example(source="Blodet utanför kärlen.", target="Blodet uden for karrene.", finds=False),
        Example(source="Ät aldrig rå bönor.", target="Älä koskaan syö raakoja papuja.", locale="fi", finds=False),
        Example(source="Ät aldrig rå bönor.", target="Älä syö raakoja papuja.", locale="fi", finds=True),
        Example(source="Ät inte rå bönor.", target="Syö raakoja papuja.", locale="fi", finds=True),
        Example(source="Ta den utan att äta.", target="Ota se syömättä.", locale="fi", finds=False),
        Example(source="Varken te eller kaffe.", target="Ei teetä eikä kahvia.", locale="fi", finds=False),
        Example(source="Smith et al. visade det.", target="Smith et al. osoittivat sen.", locale="fi", finds=False),
        Example(source="Luftens kvalitet är bra.", target="Ilman laatu on hyvä.", locale="fi", finds=False),
        Example(source="Du slipper sprutor.", target="Et tarvitse pistoksia.", locale="fi", finds=False),
        Example(source="Du får sprutor.", target="Et tarvitse pistoksia.", locale="fi", finds=True),
    ),
)
