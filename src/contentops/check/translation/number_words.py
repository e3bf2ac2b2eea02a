"""See CHECK."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contentops.check.amounts import in_words
from contentops.check.model import Check, Example, Flaw, SegmentPair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language

_DIGITS = re.compile(r"\d+")
_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f.](?=\d{3}(?!\d))")
_SMALLEST = 2
_SURE_FROM = 3
"""Below this a number has other words too: "två gånger" is "dobbelt", "första" is "fra begynnelsen"."""


def _find(pair: SegmentPair, source_language: Language, target_language: Language) -> Iterator[Flaw]:
    source = pair.source_shown
    said = [n for n in in_words(source, source_language) if n.value >= _SMALLEST]
    if not said:
        return
    there = {numeral.value for numeral in in_words(pair.target_shown, target_language)}
    there |= {int(digits) for digits in _DIGITS.findall(_GROUPED.sub("", pair.target_shown))}
    lost = [n for n in said if n.value not in there]
    if lost:
        words = ", ".join(dict.fromkeys(f"“{source[n.start : n.end]}”" for n in lost))
        sure = any(n.value >= _SURE_FROM and not n.ordinal for n in lost)
        yield Flaw(
            message=f"the source says {words}, which the translation does not", severity="block" if sure else "warn"
        )


CHECK = Check(
    severity="block",
    title="A number in words is lost or changed",
    why="“Fyra tabletter” is a dose as much as “4 tabletter”. Engines take number words for other words: “sex” stays sex.",
    advice="Write the number of the source, in words or in digits.",
    find=_find,
    examples=(
        Example(source="Ät klockan sex.", target="Spis klokken sex.", locale="nb", finds=True),
        Example(source="Minst fyra olika sorter.", target="Mindst firer forskellige slags.", finds=True),
        Example(source="Tjugofem tabletter.", target="Tjuefem tabletter.", finds=True),
        Example(source="Var tionde person.", target="Hver tyvende person.", finds=True),
        Example(source="Ta tre tabletter.", target="Tag to tabletter.", finds=True),
        Example(source="Vila i fyra veckor.", target="Hvil i 4 uger.", finds=False),
        Example(source="Tjugofem tabletter.", target="Femogtyve tabletter.", finds=False),
        Example(source="Var tionde person.", target="Hver 10. person.", locale="nb", finds=False),
        Example(source="Två tusen steg.", target="2000 skridt.", finds=False),
        Example(source="Sex och samlevnad.", target="Sex og samliv.", locale="nb", finds=False),
        Example(source="Den andra dagen.", target="Den neste dagen.", locale="nb", finds=False),
    ),
)
