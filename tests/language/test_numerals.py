from __future__ import annotations

import pytest

from contentops.language import numerals
from contentops.language.language import language, locales

SWEDISH = language("sv")


def values(text: str, locale: str = "sv") -> list[int]:
    return [numeral.value for numeral in numerals.find(text, language(locale))]


@pytest.mark.parametrize("locale", locales())
def test_every_number_to_a_hundred_is_written_and_read_again_and_none_is_another(locale: str) -> None:
    speech = language(locale)
    words = [numerals.cardinal(value, speech) for value in (0, *range(2, 101), 200, 300, 1000, 5000)]
    assert all(words)
    assert len(set(words)) == len(words)
    assert [values(f"klockan {word} y", locale) for word in words] == [
        [value] for value in (0, *range(2, 101), 200, 300, 1000, 5000)
    ]


@pytest.mark.parametrize("locale", [locale for locale in locales() if locale != "sv"])
def test_every_ordinal_to_the_twentieth_is_written_and_read_again(locale: str) -> None:
    for value in range(1, 21):
        word = numerals.ordinal(value, language(locale))
        (found,) = numerals.find(f"den {word} dag", language(locale))
        assert (found.value, found.ordinal, found.every) == (value, True, False)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Ät klockan sex.", [6]),
        ("Fem till sex dagar, sex av tio", [5, 6, 6, 10]),
        ("Sex är bra, ha sex ofta.", []),
        ("En eller ett är artiklar, andra är fler.", []),
        ("Två hundra gram, tvåhundra gram, tre tusen steg", [200, 200, 3000]),
        ("tjugoen, femtiotvå", [21, 52]),
        ("Tvåan och fyrverkeri", []),
    ],
)
def test_what_is_a_number_in_words(text: str, numbers: list[int]) -> None:
    assert values(text) == numbers


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("Var tionde person sover.", True),
        ("Ungefär var tredje.", True),
        ("vart femte år", True),
        ("varannan dag", True),
        ("var fjärde vuxen", True),
        ("Det var tredje gången.", False),
        ("Hon var femte man.", False),
        ("Resan var fjärde dagen.", False),
    ],
)
def test_every_third_is_told_from_was_the_third(text: str, every: bool) -> None:  # noqa: FBT001
    assert [numeral.every for numeral in numerals.find(text, SWEDISH)] == [every]


@pytest.mark.parametrize(
    ("text", "nb", "da", "nn"),
    [
        ("var tionde person", "hver tiende", "hver tiende", "kvar tiande"),
        ("vart femte år", "hvert femte", "hvert femte", "kvart femte"),
        ("var femte minut", "hvert femte", "hvert femte", "kvart femte"),
        ("varannan vecka", "annenhver", "hver anden", "annakvar"),
        ("vartannat år", "annethvert", "hvert andet", "annakvart"),
    ],
)
def test_every_is_written_in_the_gender_of_the_noun(text: str, nb: str, da: str, nn: str) -> None:
    (numeral,) = numerals.find(text, SWEDISH)
    written, noun = text[numeral.start : numeral.end], text.rsplit(maxsplit=1)[-1]
    for locale, expected in (("nb", nb), ("da", da), ("nn", nn)):
        assert numerals.write(numeral, written, noun, SWEDISH, language(locale)) == expected


@pytest.mark.parametrize(
    ("text", "locale", "numbers"),
    [
        ("Fünfundzwanzig Tabletten, einundzwanzig Tage", "de", [25, 21]),
        ("dreißig Minuten, jeden dritten Tag", "de", [30, 3]),
        ("zweihundert Gramm, dreitausend Schritte", "de", [200, 3000]),
        ("Twenty-five tablets, thirty-one days", "en", [25, 31]),
        ("two hundred grams, every other day", "en", [200, 2]),
        ("the fourth week, twice a day", "en", [4, 2]),
        ("hver anden uge", "da", [2]),
    ],
)
def test_numbers_in_words_of_other_languages(text: str, locale: str, numbers: list[int]) -> None:
    assert values(text, locale) == numbers
