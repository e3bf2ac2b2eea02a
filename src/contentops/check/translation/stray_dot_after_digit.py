"""See CHECK."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from babel import Locale

from contentops.check.model import Check, Example, Flaw, SegmentPair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language

_DOT = re.compile(r"(?<!\d\.)\b\d+\.(?=\)|[ \u00a0]+(?P<next>[^\W\d_]\w*))")
_ORDINAL = re.compile(r"\b\d+(?:\.(?=[ \u00a0]+[^\W\d_])|:[^\W\d_])")


def _find(pair: SegmentPair, target_language: Language) -> Iterator[Flaw]:
    if not _DOT.search(pair.target_shown) or _ORDINAL.search(pair.source_shown):
        return  # where the source counts first, second, the translation may too
    dated = _months(target_language.locale)
    # A capital begins a new sentence or, in German, a noun that is counted in order ("am 2. Tag"), but no plural is.
    counted = {unit.many for unit in target_language.units.values() if unit.many != unit.one}
    for match in _DOT.finditer(pair.target_shown):
        word = match["next"] or ""
        if word[:1].isupper() and word not in counted:
            continue
        if word.casefold() not in dated:
            end = match.end("next") if match["next"] else match.end() + 1
            yield Flaw(message=f"a full stop after the number in “{pair.target_shown[match.start() : end]}”")


@functools.cache
def _months(locale: str) -> frozenset[str]:
    """The names of months, which stand after a number with a stop, long and short."""
    months = Locale.parse(locale).months["format"]
    return frozenset(
        month.casefold().rstrip(".") for width in ("wide", "abbreviated") for month in months[width].values()
    )


CHECK = Check(
    severity="block",
    title="A full stop between a number and what it counts",
    why="Engines take 10 for the tenth and write 10. mikrogram; a reader stumbles, and a dose is in doubt.",
    advice="Take the full stop away.",
    find=_find,
    examples=(
        Example(source="Ta 10 mikrogram.", target="Tag 10. mikrogram.", finds=True),
        Example(source="Ta vitamin (1) nu.", target="Ta vitamin (1.) nå.", locale="nb", finds=True),
        Example(source="Alla 18–70 år.", target="Alle 18–70. år.", finds=True),
        Example(source="Ta 10 mikrogram.", target="Tag 10 mikrogram.", finds=False),
        Example(source="Sedan den 3 maj.", target="Siden 3. mai.", locale="nb", finds=False),
        Example(source="Efter 10 veckor.", target="Nach 10. Wochen.", locale="de", finds=True),
        Example(source="Sedan den 3 maj.", target="Seit dem 3. Mai.", locale="de", finds=False),
        Example(source="Den 2:a tabletten.", target="Den 2. tablet.", finds=False),
    ),
)
