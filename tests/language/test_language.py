from __future__ import annotations

import pytest

from contentops.errors import UsageError
from contentops.language.language import did_you_mean, language, locales


def test_the_locales_are_those_with_a_language_file() -> None:
    assert locales() == ("da", "fi", "nb", "nn", "sv")


@pytest.mark.parametrize("locale", locales())
def test_every_locale_knows_the_same_units_and_groups_of_negation(locale: str) -> None:
    here, swedish = language(locale), language("sv")
    assert here.units.keys() == swedish.units.keys()
    assert here.negation.keys() == swedish.negation.keys()
    assert here.abbreviations >= here.final_abbreviations


@pytest.mark.parametrize("locale", locales())
def test_no_spelling_stands_for_two_units(locale: str) -> None:
    forms = [form for unit in language(locale).units.values() for form in unit.forms]
    assert sorted(forms) == sorted(set(forms))


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("dk", "da"),
        ("DK", "da"),
        ("no", "nb"),
        ("se", "sv"),
        ("danish", "da"),
        ("norwegian", "nb"),
        ("nynorsk", "nn"),
        ("sv-SE", "sv"),
        ("da_DK", "da"),
        ("nob", "nb"),
    ],
)
def test_an_unknown_locale_is_refused_with_the_one_that_was_probably_meant(asked: str, meant: str) -> None:
    with pytest.raises(UsageError, match=rf"unknown locale '{asked}' \(did you mean '{meant}'") as caught:
        language(asked)
    assert "da, fi, nb, nn, sv" in caught.value.hint


def test_a_locale_like_no_other_is_refused_without_a_guess() -> None:
    with pytest.raises(UsageError) as caught:
        language("xx")
    assert "did you mean" not in str(caught.value)


def test_nothing_is_suggested_that_does_not_exist() -> None:
    assert did_you_mean("dk", ["fi", "is"]) == ""
    assert "'apertium'" in did_you_mean("apertum", ["apertium", "deepl"])
