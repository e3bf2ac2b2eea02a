"""Numbers with units: found in a text, and spelled for another locale.

A dose is the part of a health text that must never change. So a quantity is taken out of the text before translation, as a
number and a unit code, and spelled anew for the target: by Babel's decimal sign, with a no-break space before the unit (but
for a percent sign where Babel has none), in the word or the symbol that the source chose, and without grouping below 10 000
("1 000 mg" in one country is "1.000 mg" in the next, which a third reads as one milligram). A unit for which a locale lists
no word is a symbol there whatever the source chose.

The word for a span of time is prose: "1–5 år" is "von 1 bis 5 Jahren". :func:`parted` tells it from its number, which alone
is protected, and :func:`joined` finds it beside its number again.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from contentops.language.language import Language

TIME = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})
"""The units whose words are translated with their sentence."""
_GROUP_FROM = 10_000
_NBSP = "\u00a0"
_PERCENT = "%"
_SPACES = " \u00a0\u202f\u2009"
_SIGNS = (".", ",")
_DASHES = r"\-\u2010\u2011–—−"
_DIGITS = re.compile(r"[\d½¼¾]+")
_PARTS = {"½": "5", "¼": "25", "¾": "75"}
_FRACTION = re.compile(rf"(?:(?P<whole>\d{{1,3}})[{_SPACES}]?)??(?:(?P<part>[½¼¾])|(?P<over>\d)/(?P<under>[248]))")
"""Halves, quarters and eighths, which are decimals exactly: a third is left as it is written."""
_AS_FRACTION = re.compile(rf"[\d{_SPACES}{_DASHES}]*(?:[½¼¾]|\d/[248](?!\d))(?:[\d½¼¾/{_SPACES}{_DASHES}]*[\d½¼¾])?")
"""Numbers of which one is written as a fraction: they are written so in every locale."""
_LAST_OF_NUMBER = tuple("0123456789½¼¾")
_TWO_NUMBERS = re.compile(rf"\d{{1,2}}[{_SPACES}](?!000)\d{{3}}")
_NAME = re.compile(rf"(?<![^\W_])(?:[A-ZÅÄÖÆØ]|[Oo]mega)[{_SPACES}]$")
"""What a number belongs to as a name: "vitamin B 12 500 mg" is no dose of 12 500 mg, and no reader can be sure."""


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity in a text: where it stands, number (and end of its range) as decimals with a full stop, unit code."""

    start: int
    end: int
    number: str
    upper: str | None
    unit: str


@functools.cache
def _patterns(speech: Language) -> tuple[re.Pattern[str], dict[str, str], str]:
    """What a quantity is written like, the codes of the units, and the sign that groups the digits, if any."""
    codes = {form: unit.code for unit in speech.units.values() for form in unit.forms}
    units = "|".join(re.escape(form).replace(r"\ ", f"[{_SPACES}]") for form in sorted(codes, key=len, reverse=True))
    # 1 000 or 10 000,5 or 7,5 or 7.5. A full stop (da, de) or a comma (en) before three digits is grouping where the
    # language groups so and from 10 000 on, as we write it; "1.000" could be one or a thousand, and so could "1,000": both
    # are left alone. Four groups are enough for any dose, and keep a column of numbers from being read again from each of
    # them to its end.
    groups = group_sign(speech.locale)
    sign, point = re.escape(groups), re.escape(_decimal_sign(speech.locale))
    signed = rf"(?:\d{{2,3}}(?:{sign}\d{{3}}){{1,4}}|\d(?:{sign}\d{{3}}){{2,4}})(?:{point}\d+)?|" if sign else ""
    grouped = rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}}){{1,4}}(?:{point}\d+)?"
    fraction = rf"(?:\d{{1,3}}[{_SPACES}]?)?[½¼¾]|(?:\d{{1,3}}[{_SPACES}])?\d/[248](?!\d)"
    # The sign of another language is a decimal sign too, where it cannot be grouping.
    comma, stop = r"0,\d+|\d+,(?!\d\d0(?!\d))\d+", r"\d+\.(?!\d{3}(?!\d))\d+"
    if point == r"\.":
        comma, stop = r"\d+,(?!\d{3}(?!\d))\d+", r"\d+\.\d+"
    number = rf"(?:{fraction}|{signed}{grouped}|{comma}|{stop}|\d+)(?!\d)"
    # Nothing is read from inside a name: the 3 of "omega-3 500 mg" is no thousand. But a dose may close up to a sign of
    # multiplication, 2x500 mg, or to a slash behind a word, 840 kJ/200 kcal.
    begins = r"(?=[\d½¼¾])(?:(?<![\w.,/'’:·*½¼¾])|(?<=\d[xX*])|(?<=[^\W\d_]/))(?<![^\W\d_]-)(?!0\d)"
    pattern = re.compile(
        rf"{begins}(?P<number>{number})(?:[{_SPACES}]?[{_DASHES}][{_SPACES}]?(?P<upper>{number}))?"
        rf"[{_SPACES}]?(?P<unit>{units})(?![^\W_])(?!-\w)"
    )
    return pattern, codes, groups


def find(text: str, speech: Language) -> list[Found]:
    """The quantities of a text, in order. A number without a unit is none."""
    pattern, codes, sign = _patterns(speech)
    found: list[Found] = []
    end = 0
    for digits in _DIGITS.finditer(text):  # a number begins where its digits do; the pattern costs more at every letter
        match = pattern.match(text, digits.start()) if digits.start() >= end else None
        if match is None:
            continue
        end = match.end()
        if _TWO_NUMBERS.match(match["number"]) and _NAME.search(text, max(0, match.start() - 6), match.start()):
            continue
        upper = decimal(match["upper"], sign) if match["upper"] else None
        unit = codes[re.sub(f"[{_SPACES}]", " ", match["unit"])]
        found.append(Found(match.start(), match.end(), decimal(match["number"], sign), upper, unit))
    return found


@functools.cache
def group_sign(locale: str) -> str:
    """What groups the digits of a locale's numbers besides a space: "." in Danish, "," in English; "" where nothing does."""
    sign: str = get_group_symbol(Locale.parse(locale))
    return sign if sign in _SIGNS else ""


@functools.cache
def _decimal_sign(locale: str) -> str:
    sign: str = get_decimal_symbol(Locale.parse(locale))
    return sign


@functools.cache
def _before_percent(locale: str) -> str:
    """What stands between a number and its percent sign."""
    pattern: str = Locale.parse(locale).percent_formats[None].pattern
    return "" if re.search(r"\d%", pattern) else _NBSP


def decimal(written: str, groups: str = "") -> str:
    """A written number as a decimal with a full stop: "1 000,50" -> "1000.50", "1½" -> "1.5".

    ``groups`` is a sign that groups before three digits: "." makes "12.500" "12500".
    """
    if fraction := _FRACTION.fullmatch(written):
        part = _PARTS.get(fraction["part"]) or ""
        if part:
            return f"{fraction['whole'] or '0'}.{part}"
        return str(Decimal(fraction["whole"] or 0) + Decimal(fraction["over"]) / Decimal(fraction["under"]))
    if groups:
        written = re.sub(rf"{re.escape(groups)}(?=\d{{3}}(?!\d))", "", written)
    return re.sub(f"[{_SPACES}]", "", written).replace(",", ".")


def parted(written: str, code: str, speech: Language) -> tuple[str, str] | None:
    """A span of time as its number and the rest, "5" and " veckor"; None for another unit, or where that is a symbol."""
    if code not in TIME or (match := _span(speech, code).fullmatch(written)) is None:
        return None
    return match["number"], written[match.end("number") :]


def joined(written: str, code: str, after: str, speech: Language) -> str:
    """What of the text ``after`` a bare number of a span of time belongs to it: " Jahren"; "" where nothing does."""
    if code not in TIME or not written.endswith(_LAST_OF_NUMBER):
        return ""
    match = _span_word(speech, code).match(after)
    return match[0] if match else ""


@functools.cache
def _span(speech: Language, code: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<number>.*[{''.join(_LAST_OF_NUMBER)}]){_span_word(speech, code).pattern}", re.DOTALL)


@functools.cache
def _span_word(speech: Language, code: str) -> re.Pattern[str]:
    unit = speech.units.get(code)
    words = sorted(unit.words if unit else (), key=len, reverse=True)
    return re.compile(rf"[{_SPACES}](?:{'|'.join(map(re.escape, words))})(?![^\W_])(?!-\w)" if words else r"(?!)")


def spell(number: str, upper: str | None, code: str, written: str, here: Language, there: Language) -> str:
    """The quantity as ``there`` writes it. ``written``, its spelling in ``here``, tells whether the unit was word or symbol.

    >>> spell("7.5", None, "mg", "7,5 milligram", sv, da)
    '7,5 milligram'
    """
    numerals = write_number(number, there.locale)
    if fraction := _AS_FRACTION.match(written):
        numerals = fraction.group()
    elif upper is not None:
        numerals = f"{numerals}–{write_number(upper, there.locale)}"
    if code in TIME and written.endswith(_LAST_OF_NUMBER):  # its word is translated with the sentence
        return numerals
    last = Decimal(upper or number)
    singular = last == 1 or (fraction is not None and last < 1)
    unit = _unit(code, written, here, there, singular=singular)
    return f"{numerals}{_before_percent(there.locale) if unit == _PERCENT else _NBSP}{unit}"


def _unit(code: str, written: str, here: Language, there: Language, *, singular: bool) -> str:
    unit = there.units.get(code)
    if unit is None:  # a locale without this unit keeps the source's symbol: better foreign than wrong
        return here.units[code].symbol
    own = here.units[code]
    as_word = any(word and written.endswith(word) for word in (own.one, own.many))
    if not as_word:
        return unit.symbol
    return (unit.one if singular else unit.many) or unit.symbol


def write_number(number: str, locale: str) -> str:
    """A decimal as the locale writes it: its decimal sign, as many decimals as given, grouped from 10 000."""
    value = Decimal(number)
    decimals = len(number.partition(".")[2])
    pattern = "#,##0" if abs(value) >= _GROUP_FROM else "0"
    if decimals:
        pattern += "." + "0" * decimals
    return format_decimal(value, format=pattern, locale=Locale.parse(locale), decimal_quantization=False)
