"""See CHECK."""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import TYPE_CHECKING

from contentops.check.model import Check, Example, Flaw, NotApplicable, SegmentPair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language

_LETTER = r"(?<!\w)[A-Z](?:[12]?\d|[₀-₉]{1,2})?(?!\w)"
_JOINT = r"(?:\s?[,/&+–-]\s?|\s[^\W\d_]{2,5}\s)"
"""What stands between the letters of several vitamins: "A, D och E"."""
_CAPITAL = re.compile(r"[A-Z](?:[\d₀-₉]|(?!\w))")
"""What each letter of a vitamin looks like, and few sentences have: it is found faster than they are."""
_NUMBERED = re.compile(r"(?<![\w-])[A-Z](?:[12]?\d|[₀-₉]{1,2})(?![\w%])")
"""A letter with its number, B12 or Q10, is a name wherever it stands."""
_FIGURES = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def _find(pair: SegmentPair, source_language: Language, target_language: Language) -> Iterator[Flaw]:
    source = _letters(pair.source_shown, source_language)
    target = _letters(pair.target_shown, target_language)
    if not source or not target:
        return
    lost, added = set(source) - set(target), set(target) - set(source)
    if not (lost and added):
        # One of several that became another of the same sentence: "D-vitamin och K-vitamin", twice K.
        lost, added = set(source - target), set(target - source)
    if lost and added:
        yield Flaw(message=f"the source has {_list(lost)}, the translation {_list(added)}")


def _letters(text: str, language: Language) -> Counter[str]:
    beside = _beside(language)
    if not _CAPITAL.search(text):
        return Counter()
    places = {match.span(): match[0] for match in _NUMBERED.finditer(text)}
    for run in beside.finditer(text):
        for match in re.finditer(_LETTER, run[0]):
            span = run.start() + match.start(), run.start() + match.end()
            places[span] = match[0]
    return Counter(letter.translate(_FIGURES) for letter in places.values())


@functools.cache
def _beside(language: Language) -> re.Pattern[str]:
    """Letters before the word for a vitamin, or after it."""
    stem = language.data.get("vitamins", {}).get("stem")
    if stem is None:
        raise NotApplicable(f"locales/{language.locale}/language.toml has no stem in [vitamins]")
    some = rf"{_LETTER}(?:-?{_JOINT}{_LETTER})*"
    word = rf"(?i:{re.escape(stem)})\w*"
    return re.compile(rf"{some}(?:\s|\s?[-\u2010\u2011]\s?){word}|(?<!\w){word}\s{some}")


def _list(letters: set[str]) -> str:
    return ", ".join(f"“{letter}”" for letter in sorted(letters))


CHECK = Check(
    severity="block",
    title="A vitamin is another one",
    why="Vitamin D and vitamin B are two substances with two doses; one letter or figure is all that tells them apart.",
    advice="Write the letter and the figure that the source has.",
    find=_find,
    examples=(
        Example(source="Ta D-vitamin.", target="Tag B-vitamin.", finds=True),
        Example(source="Vitamin K2 finns i ost.", target="Vitamin K1 finnes i ost.", locale="nb", finds=True),
        Example(source="Ta A- och D-vitamin.", target="Ota A- ja E-vitamiinia.", locale="fi", finds=True),
        Example(source="Vitamin A, D och E.", target="Vitamin A, D und K.", locale="de", finds=True),
        Example(source="B12 finns i kött.", target="B6 is found in meat.", locale="en", finds=True),
        Example(source="D-vitamin är viktigt.", target="A lack of vitamin D is common.", locale="en", finds=False),
        Example(source="Vitamin A, D och E.", target="A-, D- og E-vitamin.", finds=False),
        Example(source="D-vitaminbrist.", target="Vitamin-D-Mangel.", locale="de", finds=False),
        Example(source="B12-brist.", target="B₁₂-mangel.", locale="nb", finds=False),
        Example(
            source="Vitamin D. En kapsel räcker.", target="Vitamin D. A capsule is enough.", locale="en", finds=False
        ),
        Example(source="D-vitamin hjälper.", target="Vitaminet hjelper.", locale="nb", finds=False),
    ),
)
