"""See CHECK."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from contentops.check.amounts import Amount, amounts, in_words, plain, shared_units
from contentops.check.contrasts import OPPOSITES, places
from contentops.check.model import Check, Example, Expectation, Flaw, Glossary, SegmentPair
from contentops.language.words import plain_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from contentops.language.language import Language

_TIME = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})
_SMALLEST = 2
"""In words, below this a number has other words too."""


_Name = tuple[str, str]
"""An amount by its value and its unit."""
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence says: where its amounts stand, and where what they may belong to does (by a name that both share)."""

    amounts: dict[_Name, _Span]
    anchors: dict[str, _Span]

    def nearest(self, amount: _Name, of: Iterable[str]) -> str:
        start, end = self.amounts[amount]
        return min(of, key=lambda name: max(self.anchors[name][0] - end, start - self.anchors[name][1]))


def _find(
    pair: SegmentPair, source_language: Language, target_language: Language, glossary: Glossary | None = None
) -> Iterator[Flaw]:
    units = shared_units(source_language, target_language)
    source = _amounts(pair.source_shown, source_language, units)
    if len(source) <= 1:
        return
    target = _amounts(pair.target_shown, target_language, units)
    both = source.keys() & target.keys()
    turned = [
        (one, other)
        for one, other in combinations(sorted(both, key=source.__getitem__), 2)
        if source[one] < source[other] and target[other] < target[one] and _kind(one) == _kind(other)
    ]
    if not turned:
        return
    here, there = _anchors(pair, source_language, target_language, glossary)
    before, after = _Told(source, here), _Told(target, there)
    for one, other in turned:
        verdict = _verdict(one, other, before, after)
        if verdict != "moved":
            yield Flaw(
                message=f"{_written(one)} and {_written(other)} stand the other way round",
                severity="block" if verdict == "swapped" else "warn",
            )


def _amounts(text: str, language: Language, units: frozenset[str]) -> dict[_Name, _Span]:
    """Where each amount stands that the text has once."""
    found = [
        (_named(amount), (amount.start, amount.start + len(amount.written)))
        for amount in amounts(text, language, units)
    ]
    found += [
        ((str(numeral.value), ""), (numeral.start, numeral.end))
        for numeral in in_words(plain(text, language), language)
        if numeral.value >= _SMALLEST and not numeral.ordinal
    ]
    often = Counter(name for name, _ in found)
    return {name: span for name, span in found if often[name] == 1}


def _named(amount: Amount) -> _Name:
    return amount.value, amount.unit


def _kind(amount: _Name) -> str:
    """Amounts of one kind may be taken for each other: two doses, two spans of time, two counts."""
    return "time" if amount[1] in _TIME else "dose" if amount[1] else "count"


def _written(amount: _Name) -> str:
    return f"“{' '.join(part for part in amount if part)}”"


def _verdict(one: _Name, other: _Name, before: _Told, after: _Told) -> str:
    """Whether what the two belong to moved with them ("moved"), stayed where it was ("swapped"), or cannot be seen."""
    both = sorted(before.anchors, key=before.anchors.__getitem__)
    if len(both) <= 1:
        return "unknown"
    was = before.nearest(one, both), before.nearest(other, both)
    became = after.nearest(one, both), after.nearest(other, both)
    if was[0] != was[1] and was == became:
        return "moved"
    stayed = both == sorted(both, key=after.anchors.__getitem__)
    return "swapped" if stayed or (was[0] != was[1] and was == became[::-1]) else "unknown"


def _anchors(
    pair: SegmentPair, here: Language, there: Language, glossary: Glossary | None
) -> tuple[dict[str, _Span], dict[str, _Span]]:
    """Terms and words of [opposites] that stand once in the sentence and once in its translation, each with its place."""
    source, target = plain(pair.source_shown, here), plain(pair.target_shown, there)
    first, second = places(source, here, OPPOSITES), places(target, there, OPPOSITES)
    for term in dict.fromkeys(glossary.expected(pair.source_shown, there.locale)) if glossary else ():
        at = _places(source, (term.source,))
        rendered = _places(target, term.targets)
        first.setdefault(term.source, []).extend(at)
        second.setdefault(term.source, []).extend(rendered)
    once = [name for name, at in first.items() if len(at) == len(second.get(name, ())) == 1]
    return {name: first[name][0] for name in once}, {name: second[name][0] for name in once}


def _places(text: str, forms: Iterable[str]) -> list[_Span]:
    found = {
        match.span()
        for form in map(plain_case, forms)
        for match in re.finditer(rf"(?<!\w){re.escape(form)}", text, re.IGNORECASE)
    }
    return sorted(found)


_IRON, _ZINC = Expectation("järn", ("jern",)), Expectation("zink", ("zink", "sink"))

CHECK = Check(
    severity="block",
    title="Two amounts have changed places",
    why="Every number is there, and women get the dose of men. Lists of numbers look equal then.",
    advice="Compare what each amount belongs to; where the sentence is only turned round, waive the finding.",
    find=_find,
    examples=(
        Example(source="Kvinnor 75 mg, män 90 mg.", target="Kvinder 90 mg, mænd 75 mg.", finds=True),
        Example(
            source="Ta 15 mg järn och 9 mg zink.",
            target="Ta 9 mg jern og 15 mg sink.",
            locale="nb",
            expects=(_IRON, _ZINC),
            finds=True,
        ),
        Example(
            source="Två på morgonen, tre på kvällen.", target="Tre om morgenen, to om kvelden.", locale="nb", finds=True
        ),
        Example(source="Ta 5 mg och sedan 10 mg.", target="Nehmen Sie 10 mg und dann 5 mg.", locale="de", finds=True),
        Example(source="Kvinnor 75 mg, män 90 mg.", target="Mænd 90 mg, kvinder 75 mg.", finds=False),
        Example(source="Kvinnor 75 mg, män 90 mg.", target="Kvinder 75 mg, mænd 90 mg.", finds=False),
        Example(
            source="Ungefär 7,5 mikrogram räcker för barn 1–5 år.",
            target="Für Kinder von 1 bis 5 Jahren genügen etwa 7,5 µg.",
            locale="de",
            finds=False,
        ),
        Example(
            source="Ta 15 mg järn och 9 mg zink.",
            target="Tag 9 mg zink og 15 mg jern.",
            expects=(_IRON, _ZINC),
            finds=False,
        ),
    ),
)
