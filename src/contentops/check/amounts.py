"""The amounts of a sentence: every number with its unit, so that two sentences can be compared."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from contentops.check.model import SENTENCES
from contentops.language import numerals, quantities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language

DIGIT = re.compile(r"[\d½¼¾]")
"""What every amount has one of, and few sentences do."""
_MARKER = re.compile(r"[(\[]\s*\d{1,3}\.?(?:\s*[,;–-]\s*\d{1,3}\.?)*\s*[)\]]")
"""A citation, (6,1), also as engines break it, (6.,1.): another check's, not an amount."""
_SPACES = " \u00a0\u202f\u2009"
_NUMBER = re.compile(rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)*(?:\.?[⁻⁺]?[⁰¹²³⁴-⁹]+)?")
_GROUPED_BY = {
    sign: re.compile(rf"(?<![\w.,])\d{{1,3}}(?:{re.escape(sign)}\d{{3}})+(?![.,]?\d)") for sign in (".", ",")
}
_JOINED = re.compile(r"(?<=\d)-(?=[^\W\d_])")
"""What joins a number and its unit before a noun: "a 125-gram serving"."""
_GROUPED_FROM = 10_000
"""Below this no quantity is grouped: "1.000 mg" is a thousand in one country and one in the next."""
_INFLECTED = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "krona"})
"""Units whose words have forms that the unit table leaves out ("a ten minutes' walk"): they may lose their unit."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One number. ``start`` is where it stands in the text as :func:`plain` gives it."""

    value: str
    unit: str
    written: str
    start: int
    loose: bool = False  # may also stand without its unit
    daily: str = ""  # the unit that it has too, when what follows is counted with it: "1 gram" + "om dagen"


def plain(text: str, language: Language) -> str:
    """The text without citations, which are another check's, and without the signs that group digits."""
    if not DIGIT.search(text):
        return text
    grouped = _GROUPED_BY.get(quantities.group_sign(language.locale))
    text = _JOINED.sub(" ", _MARKER.sub(" ", text))
    return grouped.sub(_ungrouped, text) if grouped else text


@functools.cache
def shared_units(here: Language, there: Language) -> frozenset[str]:
    """The units that both languages have."""
    return frozenset(here.units.keys() & there.units.keys())


@functools.lru_cache(maxsize=SENTENCES)
def in_words(text: str, language: Language) -> tuple[numerals.Numeral, ...]:
    """The numbers of a text that are written in words."""
    return tuple(numerals.find(text, language))


@functools.lru_cache(maxsize=SENTENCES)
def amounts(text: str, language: Language, units: frozenset[str]) -> tuple[Amount, ...]:
    """Every number of a text with its unit, none where that is not in ``units``; first those with a unit."""
    return tuple(_amounts(plain(text, language), language, units)) if DIGIT.search(text) else ()


def _amounts(text: str, language: Language, units: frozenset[str]) -> Iterator[Amount]:
    grouped = _GROUPED_BY.get(quantities.group_sign(language.locale))
    rest = text
    for found in quantities.find(text, language):
        written = text[found.start : found.end]
        rest = rest[: found.start] + " " * len(written) + rest[found.end :]
        unit = found.unit if found.unit in units else ""
        loose = found.unit in _INFLECTED
        daily = f"{unit}_per_day" if _per_day(language).match(text, found.end) else ""
        if found.upper is None:
            yield Amount(_canonical(found.number), unit, written, found.start, loose, daily)
        else:  # "18–70 years" is also said "from 18 to 70 years", where the first number has no unit
            yield Amount(_canonical(found.number), unit, written, found.start, loose=True, daily=daily)
            yield Amount(_canonical(found.upper), unit, written, found.start, loose, daily)
    for match in _NUMBER.finditer(rest):
        number = re.sub(r"\D", "", match[0]) if grouped and grouped.fullmatch(match[0]) else match[0]
        yield Amount(_canonical(quantities.decimal(number)), "", match[0], match.start())


@functools.cache
def _per_day(language: Language) -> re.Pattern[str]:
    phrases = "|".join(
        re.escape(phrase).replace(r"\ ", f"[{_SPACES}]") for phrase in language.data["amounts"]["per_day"]
    )
    return re.compile(rf"[{_SPACES}](?:{phrases})(?!\w)")


def _ungrouped(match: re.Match[str]) -> str:
    number = re.sub(r"\D", "", match[0])
    return number if int(number) >= _GROUPED_FROM else match[0]


def _canonical(number: str) -> str:
    try:
        return f"{Decimal(number).normalize():f}"
    except InvalidOperation:  # a date or a version, 3.10.2025: compared as it is written
        return number
