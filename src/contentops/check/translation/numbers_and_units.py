"""See CHECK."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from contentops.check.amounts import DIGIT, Amount, amounts, in_words, shared_units
from contentops.check.model import Check, Example, Flaw, SegmentPair

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from contentops.language.language import Language

_SPACES = " \u00a0\u202f\u2009"
_COMPARED = re.compile(rf"[<>≤≥](?=[{_SPACES}]?\d)")
_MINUS = re.compile(r"(?<![^\s(])(?<!\d )[-−](?=\d)")


def _find(pair: SegmentPair, source_language: Language, target_language: Language) -> Iterator[Flaw]:
    if not DIGIT.search(pair.source_shown) and not DIGIT.search(pair.target_shown):
        return
    units = shared_units(source_language, target_language)
    lost = list(amounts(pair.source_shown, source_language, units))
    added = list(amounts(pair.target_shown, target_language, units))
    common = Counter((a.value, a.unit) for a in lost) & Counter((a.value, a.unit) for a in added)
    lost, added = _rest(lost, common), _rest(added, common)
    for amount in tuple(lost):
        same = next((a for a in added if a.value == amount.value and _unit_may_go(a, amount)), None)
        if same:
            lost.remove(amount)
            added.remove(same)
    # A number may stand in words on the other side: "fyra veckor", "4 uger".
    lost = _not_in_words(lost, pair.target_shown, target_language)
    added = _not_in_words(added, pair.source_shown, source_language)
    yield from _signs(pair)
    source, target = _list(lost), _list(added)
    if source and target:
        yield Flaw(message=f"the source says {source}, the translation {target}")
    elif source:
        yield Flaw(message=f"the source says {source}, which the translation does not")
    elif target:
        yield Flaw(message=f"the translation says {target}, which the source does not")


def _signs(pair: SegmentPair) -> Iterator[Flaw]:
    """A comparison that is turned round, and a minus that is gone: either may also stand in words on one side."""
    source, target = (Counter(_COMPARED.findall(text)) for text in (pair.source_shown, pair.target_shown))
    if source and (added := target - source):
        yield Flaw(message=f"the source has {' '.join(source)} before a number, the translation {' '.join(added)}")
    if len(_MINUS.findall(pair.source_shown)) > len(_MINUS.findall(pair.target_shown)) and not re.search(
        r"(?i)\bmin[ui]", pair.target_shown
    ):
        yield Flaw(message="a minus before a number is gone")


def _unit_may_go(one: Amount, other: Amount) -> bool:
    if one.unit and other.unit:
        return one.unit == other.daily or other.unit == one.daily
    return (not one.unit and other.loose) or (not other.unit and one.loose)


def _not_in_words(some: list[Amount], text: str, language: Language) -> list[Amount]:
    plain = [amount for amount in some if amount.loose or not amount.unit]
    words = {str(numeral.value) for numeral in in_words(text, language)} if plain else set()
    return [amount for amount in some if amount not in plain or amount.value not in words]


def _rest(some: Iterable[Amount], common: Counter[tuple[str, str]]) -> list[Amount]:
    left = common.copy()
    out = []
    for amount in some:
        if left[amount.value, amount.unit]:
            left[amount.value, amount.unit] -= 1
        else:
            out.append(amount)
    return out


def _list(some: Iterable[Amount]) -> str:
    return ", ".join(dict.fromkeys(amount.written for amount in some))


CHECK = Check(
    severity="block",
    title="A number or a unit is not that of the source",
    why="A changed dose can harm a reader. Engines write 10. mikrogram for 10 mikrogram, drop a number or swap two.",
    advice="Write every number with its unit as in the source; only its spelling may follow the language.",
    find=_find,
    examples=(
        Example(source="Vuxna behöver 300 mg per dag.", target="Voksne har brug for 350 mg om dagen.", finds=True),
        Example(source="Ta 10 mikrogram.", target="Tag 10 milligram.", finds=True),
        Example(source="Ta 10 mikrogram.", target="Tag mikrogram.", finds=True),
        Example(source="Högst 1 000 mg.", target="Højst 1.000 mg.", finds=True),
        Example(source="Kvinnor 75 mg, män 90 mg.", target="Kvinder 75 mg, mænd 90 mg og børn 40 mg.", finds=True),
        Example(source="Ta 7,5 mg eller 1 000 mg.", target="Tag 7,5 milligram eller 1000 mg.", finds=False),
        Example(source="Högst 25 000 IE.", target="Højst 25.000 IE.", finds=False),
        Example(source="För alla 18–70 år, se (1,2).", target="For alle fra 18 til 70 år, se (2,1).", finds=False),
        Example(source="En 30 minuters promenad.", target="En gåtur på 30 minutter.", finds=False),
        Example(source="Ta 1 gram om dagen.", target="Ta 1 gram per dag.", locale="nb", finds=False),
        Example(source="Ta 2 g/dag.", target="Tag 2 g dagligt.", finds=False),
        Example(source="En portion på 125 gram.", target="A 125-gram serving.", locale="en", finds=False),
        Example(source="En portion på 125 gram.", target="A 125-milligram serving.", locale="en", finds=True),
        Example(source="Högst 12 500 IE.", target="At most 12,500 IU.", locale="en", finds=False),
        Example(source="Högst 12 500 IE.", target="Höchstens 12.500 IE.", locale="de", finds=False),
        Example(source="Ta 2 g/dag.", target="Tag 2 g.", finds=True),
        Example(source="Vila i fyra veckor, ta 2 glas.", target="Hvil i 4 uger, tag to glas.", finds=False),
        Example(source="Ta två tabletter.", target="Tag 3 tabletter.", finds=True),
        Example(source="Minst 10⁹ bakterier.", target="Mindst 10⁶ bakterier.", finds=True),
        Example(source="Minst 10⁹ bakterier.", target="Mindst 10.⁹ bakterier.", finds=True),
        Example(source="Minst 10⁹ bakterier.", target="Mindst 10⁹ bakterier.", finds=False),
        Example(source="Värdet var < 30.", target="Værdien var > 30.", finds=True),
        Example(source="Värdet var ≥ 30.", target="Værdien var mindst 30.", finds=False),
        Example(source="Det var −5 grader.", target="Det var 5 grader.", finds=True),
        Example(source="Det var −5 grader.", target="Det var minus 5 grader.", finds=False),
        Example(source="Ta 5 -10 mg.", target="Tag 5-10 mg.", finds=False),
        Example(source="Läs om vitamin B12.", target="Les om vitamin B12.", locale="nb", finds=False),
    ),
)
