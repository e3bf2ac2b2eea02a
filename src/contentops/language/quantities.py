"""Numbers with units: found in a text, and spelled for another locale.

A dose is the part of a health text that must never change. So a quantity is taken out of the text before translation, as a
number and a unit code, and spelled anew for the target: by Babel's decimal sign, with a no-break space before the unit, in
the word or the symbol that the source chose, and without grouping below 10 000 ("1 000 mg" in one country is "1.000 mg" in
the next, which a third reads as one milligram).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale
from babel.numbers import format_decimal, get_group_symbol

from contentops.language.language import Language

_GROUP_FROM = 10_000
_NBSP = "\u00a0"
_SPACES = " \u00a0\u202f\u2009"
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity in a text: where it stands, number (and end of its range) as decimals with a full stop, unit code."""

    start: int
    end: int
    number: str
    upper: str | None
    unit: str


@functools.cache
def _patterns(speech: Language) -> tuple[re.Pattern[str], dict[str, str]]:
    codes = {form: unit.code for unit in speech.units.values() for form in unit.forms}
    units = "|".join(re.escape(form).replace(r"\ ", f"[{_SPACES}]") for form in sorted(codes, key=len, reverse=True))
    # 1 000 or 10 000,5 or 7,5 or 7.5. A full stop before three digits is grouping where the language groups so (da), and
    # from 10 000 on, as we write it; "1.000" could be one or a thousand, and is left alone. Four groups are
    # enough for any dose, and keep a column of numbers from being read again from each of them to its end.
    stopped = r"(?:\d{2,3}(?:\.\d{3}){1,4}|\d(?:\.\d{3}){2,4})(?:,\d+)?|" if _groups_by_stop(speech.locale) else ""
    number = rf"(?:{stopped}\d{{1,3}}(?:[{_SPACES}]\d{{3}}){{1,4}}(?:,\d+)?|\d+,\d+|\d+\.(?!\d{{3}}(?!\d))\d+|\d+)"
    # Nothing is read from inside a name: the 3 of "omega-3 500 mg" is no thousand.
    pattern = re.compile(
        rf"(?<![\w.,/'’:·*])(?<![^\W\d_]-)(?!0\d)(?P<number>{number})(?:[{_SPACES}]?[-–][{_SPACES}]?(?P<upper>{number}))?"
        rf"[{_SPACES}]?(?P<unit>{units})(?![^\W_])(?!-\w)"
    )
    return pattern, codes


def find(text: str, speech: Language) -> list[Found]:
    """The quantities of a text, in order. A number without a unit is none."""
    if not _DIGIT.search(text):
        return []
    pattern, codes = _patterns(speech)
    found = []
    stops = _groups_by_stop(speech.locale)
    for match in pattern.finditer(text):
        upper = decimal(match["upper"], stops=stops) if match["upper"] else None
        unit = codes[re.sub(f"[{_SPACES}]", " ", match["unit"])]
        found.append(Found(match.start(), match.end(), decimal(match["number"], stops=stops), upper, unit))
    return found


@functools.cache
def _groups_by_stop(locale: str) -> bool:
    return get_group_symbol(Locale.parse(locale)) == "."


def decimal(written: str, *, stops: bool = False) -> str:
    """A written number as a decimal with a full stop: "1 000,50" -> "1000.50"; with ``stops``, "12.500" -> "12500"."""
    if stops:
        written = re.sub(r"\.(?=\d{3}(?!\d))", "", written)
    return re.sub(f"[{_SPACES}]", "", written).replace(",", ".")


def spell(number: str, upper: str | None, code: str, written: str, here: Language, there: Language) -> str:
    """The quantity as ``there`` writes it. ``written``, its spelling in ``here``, tells whether the unit was word or symbol.

    >>> spell("7.5", None, "mg", "7,5 milligram", sv, da)
    '7,5 milligram'
    """
    numerals = write_number(number, there.locale)
    if upper is not None:
        numerals = f"{numerals}–{write_number(upper, there.locale)}"
    return f"{numerals}{_NBSP}{_unit(code, written, upper or number, here, there)}"


def _unit(code: str, written: str, number: str, here: Language, there: Language) -> str:
    unit = there.units.get(code)
    if unit is None:  # a locale without this unit keeps the source's symbol: better foreign than wrong
        return here.units[code].symbol
    own = here.units[code]
    as_word = any(word and written.endswith(word) for word in (own.one, own.many))
    if not as_word:
        return unit.symbol
    return (unit.one if Decimal(number) == 1 else unit.many) or unit.symbol


def write_number(number: str, locale: str) -> str:
    """A decimal as the locale writes it: its decimal sign, as many decimals as given, grouped from 10 000."""
    value = Decimal(number)
    decimals = len(number.partition(".")[2])
    pattern = "#,##0" if abs(value) >= _GROUP_FROM else "0"
    if decimals:
        pattern += "." + "0" * decimals
    return format_decimal(value, format=pattern, locale=Locale.parse(locale), decimal_quantization=False)
