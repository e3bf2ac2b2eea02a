"""See CHECK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contentops.check.model import Check, Example, Expectation, Flaw, Glossary, SegmentPair
from contentops.language.names import names
from contentops.language.words import plain_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language


def _find(
    pair: SegmentPair, source_language: Language, target_language: Language, glossary: Glossary | None = None
) -> Iterator[Flaw]:
    source, target = pair.source_shown, plain_case(pair.target_shown)
    known = tuple(glossary.expected(source, target_language.locale)) if glossary else ()
    listed = [term.source for term in known if term.name]
    # Where the glossary has a rendering for the whole of it, its own check sees to it.
    rendered = {plain_case(term.source) for term in known}
    found = [source[start:end] for start, end in names(source, source_language)]
    wanted = [*listed, *(name for name in found if plain_case(name) not in rendered)]
    others = {term.source: tuple(plain_case(form) for form in term.also) for term in known if term.name}
    lost = [
        name
        for name in dict.fromkeys(wanted)
        if not any(_stands(form, target) for form in (plain_case(name), *others.get(name, ())))
    ]
    if lost:
        yield Flaw(message=f"a name is not as in the source: {', '.join(f'“{name}”' for name in lost)}")


def _stands(name: str, target: str) -> bool:
    """Whether the name stands there; its genitive may be written otherwise ("Anna Bergs", "af Anna Berg")."""
    return name in target or (name.endswith("s") and name[:-1].rstrip("':’") in target)


CHECK = Check(
    severity="warn",
    title="A name is translated or changed",
    why="Who looks for a shop, a product or a person by another name does not find it.",
    advice="Write the name as the source has it; one that has another name in this language belongs in the glossary.",
    find=_find,
    examples=(
        Example(source="Fråga på Apoteket Hjärtat.", target="Spørg på Apoteket Hjertet.", finds=True),
        Example(source="Köp Holistic Magnesium nu.", target="Kjøp Helhetlig Magnesium nå.", locale="nb", finds=True),
        Example(
            source="Om omega-3.",
            target="Om omega 3.",
            expects=(Expectation("omega-3", ("omega-3",), name=True),),
            finds=True,
        ),
        Example(
            source="Livsmedelsverket avråder.",
            target="The Swedish Food Agency advises against it.",
            locale="en",
            expects=(Expectation("Livsmedelsverket", ("Livsmedelsverket",), name=True, also=("Swedish Food Agency",)),),
            finds=False,
        ),
        Example(source="Vi frågade Anna Bergs kollega.", target="Vi spurgte en kollega til Anna Berg.", finds=False),
        Example(source="Så här: Ät mer fisk.", target="Sådan: Spis mere fisk.", finds=False),
        Example(source="Så Fungerar Magnesium I Kroppen", target="Sådan virker magnesium i kroppen", finds=False),
        Example(source="Fisk från Nya Zeeland.", target="Fisk fra New Zealand.", finds=False),
    ),
)
