"""See CHECK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contentops.check.contrasts import OPPOSITES, lists, turned
from contentops.check.model import Check, Example, Flaw, NotApplicable, SegmentPair
from contentops.check.negations import between, explicit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.article.record import Severity
    from contentops.language.language import Language


def _find(pair: SegmentPair, source_language: Language, target_language: Language) -> Iterator[Flaw]:
    for language in (source_language, target_language):
        if not lists(language, OPPOSITES):
            raise NotApplicable(f"locales/{language.locale}/language.toml has no [opposites]")
    found = turned(pair.source_shown, pair.target_shown, source_language, target_language, OPPOSITES)
    if not found:
        return
    # "Inte farligt" is "ufarlig", and a negation that differs is another check's.
    source, target = between(pair.source_shown, pair.target_shown, source_language, target_language)
    if explicit(source) != explicit(target):
        return
    # Two that are turned round may say the same again: "mindre vanligt", "more unusual".
    severity: Severity = "block" if len({one.source for one in found}) == 1 else "warn"
    for one in found:
        yield Flaw(message=str(one), severity=severity)


CHECK = Check(
    severity="block",
    title="A word is turned into its opposite",
    why="“More” for “less”, “after” for “before”: every word is right and the advice is wrong. Numbers do not show it.",
    advice="Compare the words named: the translation must say the same side as its source.",
    find=_find,
    examples=(
        Example(source="Äldre behöver mer protein.", target="Ældre har brug for mindre protein.", finds=True),
        Example(source="Ta den före maten.", target="Ta den etter maten.", locale="nb", finds=True),
        Example(source="Ta minst två tabletter.", target="Ta høyst to tabletter.", locale="nb", finds=True),
        Example(source="Det ökar risken.", target="Det senkar risikoen.", locale="nn", finds=True),
        Example(source="Det är ofarligt.", target="Det er farligt.", finds=True),
        Example(source="Det är sällan nödvändigt.", target="Es ist oft notwendig.", locale="de", finds=True),
        Example(source="Kvinnor behöver mer.", target="Miehet tarvitsevat enemmän.", locale="fi", finds=True),
        Example(source="Män behöver mer.", target="Women need more.", locale="en", finds=True),
        Example(source="Fettlösliga vitaminer.", target="Vandopløselige vitaminer.", finds=True),
        Example(source="Enkelomättat fett.", target="Flerumættet fedt.", finds=True),
        Example(source="Det är inte farligt.", target="Det er ufarligt.", finds=False),
        Example(source="Ta den inte efter maten.", target="Ta den før maten.", locale="nb", finds=False),
        Example(source="Mer frukt och mindre socker.", target="Mindre sukker og mer frukt.", locale="nb", finds=False),
        Example(source="Inte minst äldre behöver det.", target="Ikke mindst ældre har brug for det.", finds=False),
        Example(source="En mindre mängd räcker.", target="A small amount is enough.", locale="en", finds=False),
    ),
)
