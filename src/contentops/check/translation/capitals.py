"""See CHECK."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contentops.check.language_data import entries
from contentops.check.model import Check, Example, Expectation, Flaw, Glossary, SegmentPair
from contentops.language.words import plain_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language

_FIRST = re.compile(r"^[^\w]*([^\W\d_][\w-]*)")
_ACRONYM = re.compile(r"(?<![\w/@.-])[^\W\d_a-zåäöæøéü]{2,6}(?![\w/@])")
_WORD = re.compile(r"[^\W\d_]{2,}")


def _find(
    pair: SegmentPair, source_language: Language, target_language: Language, glossary: Glossary | None = None
) -> Iterator[Flaw]:
    first, other = _FIRST.match(pair.source_shown), _FIRST.match(pair.target_shown)
    # "pH-värdet" keeps its small letter.
    if first and other and first[1][0].isupper() and other[1].islower():
        yield Flaw(message=f"the sentence begins with a small letter: “{other[1]}”")
    if lost := _lost_acronyms(pair, source_language, target_language, glossary):
        yield Flaw(message=f"the source says {', '.join(lost)}, which the translation does not")


def _lost_acronyms(
    pair: SegmentPair, source_language: Language, target_language: Language, glossary: Glossary | None
) -> list[str]:
    text = pair.source_shown
    shouted = [word for word in _WORD.findall(text) if word.isupper()]
    if not shouted or 2 * len(shouted) > len(_WORD.findall(text)):
        return []  # a line in capitals
    passed = {*entries(source_language, "acronyms", "none"), *entries(source_language, "acronyms", "translated")}
    passed |= {form for unit in source_language.units.values() for form in unit.forms}
    found = [acronym for acronym in dict.fromkeys(_ACRONYM.findall(text)) if acronym not in passed]
    lost = [acronym for acronym in found if not re.search(rf"(?<![^\W_]){re.escape(acronym)}", pair.target_shown)]
    if not lost or glossary is None:
        return lost
    target = plain_case(pair.target_shown)
    known = [
        term.source
        for term in glossary.expected(text, target_language.locale)
        if any(plain_case(form) in target for form in (*term.targets, *term.also))
    ]
    return [acronym for acronym in lost if not any(acronym in source for source in known)]


CHECK = Check(
    severity="warn",
    title="A sentence begins with a small letter, or an acronym is lost",
    why="EFSA, DHA and BMI are known by these letters. A small first letter shows that a part was put in or taken away.",
    advice="Begin as the source begins, and write the acronym as readers of this language know it.",
    find=_find,
    examples=(
        Example(source="Järn är viktigt.", target="jern er vigtigt.", finds=True),
        Example(source="”Ät mer!”", target="“spis mere!”", finds=True),
        Example(source="Enligt EFSA räcker det.", target="Ifølge Efsa er det nok.", finds=True),
        Example(source="Oljan ger DHA och EPA.", target="Oljen gir DHA og epoke.", locale="nb", finds=True),
        Example(source="Järn är viktigt.", target="Jern er vigtigt.", finds=False),
        Example(source="Värdet pH 7 är neutralt.", target="pH-værdien 7 er neutral.", finds=False),
        Example(source="1 tablett om dagen", target="1 tablet om dagen", finds=False),
        Example(source="EU:s råd om DHA-olja", target="EU’s råd om DHA-olie", finds=False),
        Example(source="OBS! Ät inte mer.", target="Bemærk! Spis ikke mere.", finds=False),
        Example(source="KÖP NU", target="Køb nu", finds=False),
        Example(
            source="Många lider av KOL i Sverige.",
            target="Mange lider av kols i Sverige.",
            locale="nb",
            expects=(Expectation("KOL", ("kols",)),),
            finds=False,
        ),
    ),
)
