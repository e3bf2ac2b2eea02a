from __future__ import annotations

import pytest
from babel import Locale
from babel.numbers import get_decimal_symbol
from hypothesis import given
from hypothesis import strategies as st

from contentops.language.language import language, locales
from contentops.language.quantities import find, joined, parted, spell, write_number

SWEDISH = language("sv")
Read = tuple[str, str, str | None, str]


def read(text: str, locale: str = "sv") -> list[Read]:
    return [(text[q.start : q.end], q.number, q.upper, q.unit) for q in find(text, language(locale))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("300 milligram", [("300 milligram", "300", None, "mg")]),
        ("10 mikrogram (400 IE)", [("10 mikrogram", "10", None, "ug"), ("400 IE", "400", None, "iu")]),
        ("7,5 mg", [("7,5 mg", "7.5", None, "mg")]),
        ("7.5 mg", [("7.5 mg", "7.5", None, "mg")]),
        ("1 000 mg", [("1 000 mg", "1000", None, "mg")]),
        ("1\u00a0000\u00a0mg", [("1\u00a0000\u00a0mg", "1000", None, "mg")]),
        ("25 000,5 IE", [("25 000,5 IE", "25000.5", None, "iu")]),
        ("18–50 år", [("18–50 år", "18", "50", "year")]),
        ("1,5 - 2 dl", [("1,5 - 2 dl", "1.5", "2", "dl")]),
        ("4 000–10 000 IE", [("4 000–10 000 IE", "4000", "10000", "iu")]),
        ("30 µg/l", [("30 µg/l", "30", None, "ug_per_l")]),
        ("30 \u03bcg", [("30 \u03bcg", "30", None, "ug")]),
        ("40 %", [("40 %", "40", None, "percent")]),
        ("40%", [("40%", "40", None, "percent")]),
        ("500mg", [("500mg", "500", None, "mg")]),
        ("Ta 12 mg.", [("12 mg", "12", None, "mg")]),
        ("37 °C", [("37 °C", "37", None, "celsius")]),
        ("3 g/dag", [("3 g/dag", "3", None, "g_per_day")]),
        ("0 mg", [("0 mg", "0", None, "mg")]),
        ("1\u2009000\u202fmg", [("1\u2009000\u202fmg", "1000", None, "mg")]),
        ("300—350 mg", [("300—350 mg", "300", "350", "mg")]),
        ("0,125 mg", [("0,125 mg", "0.125", None, "mg")]),
        ("2x500 mg", [("500 mg", "500", None, "mg")]),
        ("840 kJ/200 kcal", [("840 kJ", "840", None, "kj"), ("200 kcal", "200", None, "kcal")]),
        ("10 mikrogram/dag", [("10 mikrogram/dag", "10", None, "ug_per_day")]),
        ("800 IE/dag", [("800 IE/dag", "800", None, "iu_per_day")]),
        ("2 hg lax", [("2 hg", "2", None, "hg")]),
        ("1,2 g/kg kroppsvikt", [("1,2 g/kg", "1.2", None, "g_per_kg")]),
        ("20–30 ng/mL", [("20–30 ng/mL", "20", "30", "ng_per_ml")]),
        ("2,4 mmol magnesium", [("2,4 mmol", "2.4", None, "mmol")]),
        ("½ tsk", [("½ tsk", "0.5", None, "tsp")]),
        ("1½ dl", [("1½ dl", "1.5", None, "dl")]),
        ("1/2 tsk", [("1/2 tsk", "0.5", None, "tsp")]),
        ("1 1/4 dl", [("1 1/4 dl", "1.25", None, "dl")]),
        ("½–¾ dl", [("½–¾ dl", "0.5", "0.75", "dl")]),
        ("vitamin D 3 000 IE", [("3 000 IE", "3000", None, "iu")]),
    ],
)
def test_a_quantity_is_read_as_number_and_unit(text: str, expected: list[Read]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "vitamin B12",
        "2,5 miljoner",
        "år 2024",
        "5 m²",
        "20 %-ig lösning",
        "1/3 dl",  # no decimal is a third
        "1/20 l",
        "1,000 mg",  # one, or a thousand?
        "vitamin B 12 500 mg",  # 500 mg of B12, or 12 500 mg of B?
        "omega 3 500 mg",
        "2024-05-06",
        "08-123 45 67",
        "en halv tesked",
        "3 mgx",
        "version 1.2.3 mg",
        "10.000 IE",  # ten, or ten thousand? In Swedish a full stop groups nothing: left as it is written
        "",
    ],
)
def test_what_is_no_quantity_or_could_be_two_is_left_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("omega-3 500 mg", ("500 mg", "500", None, "mg")),
        ("B-12 500 µg", ("500 µg", "500", None, "ug")),
        ("D3 10 µg", ("10 µg", "10", None, "ug")),
        ("Q10 100 mg", ("100 mg", "100", None, "mg")),
    ],
)
def test_the_digit_of_a_name_is_no_part_of_the_dose_behind_it(text: str, expected: Read) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12.500 IE", "12500"),
        ("100.000 IE", "100000"),
        ("2,5 IE", "2.5"),
        ("1.5 IE", "1.5"),
        ("1.250.000,5 IE", "1250000.5"),
    ],
)
def test_in_danish_a_full_stop_before_three_digits_groups(text: str, number: str) -> None:
    assert read(text, "da") == [(text, number, None, "iu")]


def test_but_one_digit_and_three_could_be_one_or_a_thousand_and_is_left_alone() -> None:
    assert read("1.000 mg", "da") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12,500 IU", ("12,500 IU", "12500", None, "iu")),
        ("1,250,000.5 IU", ("1,250,000.5 IU", "1250000.5", None, "iu")),
        ("0.125 mg", ("0.125 mg", "0.125", None, "mg")),
        ("7.5–10 micrograms", ("7.5–10 micrograms", "7.5", "10", "ug")),
        ("7,5 mg", ("7,5 mg", "7.5", None, "mg")),  # the Swedish sign left, and no doubt about the value
        ("1000 mg", ("1000 mg", "1000", None, "mg")),
    ],
)
def test_in_english_a_comma_groups_and_a_full_stop_is_the_decimal_sign(text: str, expected: Read) -> None:
    assert read(text, "en") == [expected]


@pytest.mark.parametrize("text", ["1,000 mg", "7,125 mg", "0,125 mg"])
def test_but_a_comma_and_three_digits_could_be_one_or_a_thousand_and_is_left_alone(text: str) -> None:
    assert read(text, "en") == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("400 I.E. am Tag", "iu"),
        ("400 Internationale Einheiten", "iu"),
        ("seit 5 Jahren", "year"),
        ("in 3 Monaten", "month"),
        ("300 Milligramm", "mg"),
        ("2 Esslöffel Öl", "tbsp"),
        ("20 Prozent", "percent"),
    ],
)
def test_german_words_and_cases_of_units_are_read(text: str, unit: str) -> None:
    assert [found[3] for found in read(text, "de")] == [unit]


@pytest.mark.parametrize(
    ("written", "locale", "expected"),
    [
        ("7,5 mg", "da", "7,5\u00a0mg"),
        ("300 milligram", "nb", "300\u00a0milligram"),
        ("1 vecka", "da", "1\u00a0uge"),
        ("2 veckor", "da", "2\u00a0uger"),
        ("1–2 veckor", "nb", "1–2\u00a0uker"),
        ("400 IE", "nn", "400\u00a0IE"),
        ("40%", "da", "40\u00a0%"),
        ("1 000 mg", "da", "1000\u00a0mg"),
        ("9 999 mg", "nb", "9999\u00a0mg"),
        ("10 000 IE", "da", "10.000\u00a0IE"),
        ("10 000 IE", "nb", "10\u00a0000\u00a0IE"),
        ("4 000-10 000 IE", "da", "4000–10.000\u00a0IE"),
        ("7,50 mg", "da", "7,50\u00a0mg"),
        ("½ tsk", "da", "½\u00a0tsk."),
        ("½ tesked", "da", "½\u00a0teske"),
        ("1 1/2 dl", "nb", "1 1/2\u00a0dl"),
        ("½–1 dl", "nn", "½–1\u00a0dl"),
        ("300 milligram", "de", "300\u00a0mg"),
        ("7,5 mikrogram", "de", "7,5\u00a0µg"),
        ("2 matskedar", "de", "2\u00a0EL"),
        ("½ tesked", "de", "½\u00a0TL"),
        ("1 internationell enhet", "de", "1\u00a0IE"),
        ("12 500 IE", "de", "12.500\u00a0IE"),
        ("2 procent", "de", "2\u00a0%"),
        ("1 vecka", "de", "1\u00a0Woche"),
        ("18–50 år", "de", "18–50\u00a0Jahre"),
        ("3 månader", "de", "3\u00a0Monate"),
        ("7,5 mikrogram", "en", "7.5\u00a0micrograms"),
        ("1 gram", "en", "1\u00a0gram"),
        ("400 IE", "en", "400\u00a0IU"),
        ("12 500 IE", "en", "12,500\u00a0IU"),
        ("1 000 mg", "en", "1000\u00a0mg"),
        ("40 %", "en", "40%"),
        ("2,5–3 %", "en", "2.5–3%"),
        ("40 procent", "en", "40\u00a0per cent"),
        ("2 matskedar", "en", "2\u00a0tablespoons"),
    ],
)
def test_a_quantity_is_spelled_as_the_target_writes_it(written: str, locale: str, expected: str) -> None:
    found = find(written, SWEDISH)[0]
    assert spell(found.number, found.upper, found.unit, written, SWEDISH, language(locale)) == expected


NUMBERS = st.decimals(min_value=0, max_value=10**7, places=2).map(str) | st.integers(0, 10**7).map(str)
SMALL = st.decimals(min_value=0, max_value=9999, places=1).map(str) | st.integers(0, 9999).map(str)


@given(
    number=NUMBERS,
    upper=st.none() | NUMBERS,
    code=st.sampled_from(sorted(SWEDISH.units)),
    there=st.sampled_from(locales()),
    as_word=st.booleans(),
)
def test_a_quantity_spelled_for_any_locale_is_the_same_quantity_there(
    *, number: str, upper: str | None, code: str, there: str, as_word: bool
) -> None:
    unit = SWEDISH.units[code]
    written = f"1 {unit.many if as_word else unit.symbol}"
    spelled = spell(number, upper, code, written, SWEDISH, language(there))
    assert read(f"Text {spelled} text.", there) == [(spelled, number, upper, code)]


@given(number=SMALL, locale=st.sampled_from(locales()))
def test_nothing_below_ten_thousand_is_grouped(number: str, locale: str) -> None:
    assert write_number(number, locale) == number.replace(".", get_decimal_symbol(Locale.parse(locale)))


@pytest.mark.parametrize("code", sorted(SWEDISH.units))
def test_german_writes_symbols_for_all_but_natural_units(code: str) -> None:
    unit = SWEDISH.units[code]
    natural = code in {"year", "month", "week", "day", "hour", "minute", "second", "krona"}
    german = language("de").units[code]
    spelled = spell("2", None, code, f"2 {unit.many or unit.symbol}", SWEDISH, language("de"))
    assert spelled == f"2\u00a0{german.many if natural else german.symbol}"


def test_a_unit_that_a_locale_does_not_know_keeps_the_symbol_of_the_source() -> None:
    swedish, bare = language("sv"), language("da")
    units = {code: unit for code, unit in bare.units.items() if code != "mg"}
    poorer = type(bare)(**{name: getattr(bare, name) for name in bare.__slots__ if name != "units"}, units=units)
    assert spell("5", None, "mg", "5 milligram", swedish, poorer) == "5\u00a0mg"


FRACTIONS = st.sampled_from(["½", "¼", "¾", "1½", "2 ¾", "1/2", "3/8", "1 1/4", "½–1", "1–1½", "1/4-1/2"])


@given(numerals=FRACTIONS, code=st.sampled_from(sorted(SWEDISH.units)), there=st.sampled_from(locales()))
def test_a_fraction_stays_one_in_any_locale(numerals: str, code: str, there: str) -> None:
    written = f"{numerals} {SWEDISH.units[code].symbol}"
    (found,) = find(written, SWEDISH)
    spelled = spell(found.number, found.upper, found.unit, written, SWEDISH, language(there))
    assert spelled.startswith(numerals)
    assert read(f"Text {spelled} text.", there) == [(spelled, found.number, found.upper, code)]


@pytest.mark.parametrize(
    ("written", "unit", "locale", "parts"),
    [
        ("2 veckor", "week", "sv", ("2", " veckor")),
        ("1–5\u00a0år", "year", "sv", ("1–5", "\u00a0år")),
        ("5 Jahren", "year", "de", ("5", " Jahren")),
        ("30 min", "minute", "sv", None),
        ("10 mg", "mg", "sv", None),
        ("5", "year", "sv", None),
    ],
)
def test_of_a_span_of_time_the_word_is_told_from_the_number(
    written: str, unit: str, locale: str, parts: tuple[str, str] | None
) -> None:
    assert parted(written, unit, language(locale)) == parts


@pytest.mark.parametrize(
    ("locale", "after", "word"),
    [
        ("de", " Jahren und", " Jahren"),
        ("fi", "\u00a0vuoden ikäiset", "\u00a0vuoden"),
        ("nb", " år", " år"),
        ("nb", " årlig", ""),
        ("nb", " mg", ""),
        ("nb", "-åringer", ""),
    ],
)
def test_the_word_for_a_span_is_found_behind_its_number(locale: str, after: str, word: str) -> None:
    assert joined("1–5", "year", after, language(locale)) == word
    assert joined("1–5 år", "year", after, language(locale)) == ""


def test_the_number_of_a_span_alone_is_spelled_without_a_unit() -> None:
    assert spell("1.5", None, "hour", "1,5", SWEDISH, language("en")) == "1.5"
    assert spell("1", "5", "year", "1-5", SWEDISH, language("da")) == "1–5"
