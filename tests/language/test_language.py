from __future__ import annotations

import shutil
import tomllib

import pytest

from contentops.errors import UsageError
from contentops.language.language import did_you_mean, folder, language
from contentops.language.language import locales as every_locale
from tests.conftest import Locales

OTHER = {
    path.stem: frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["function"])
    for path in (folder() / "other").glob("*.toml")
}


def test_the_locales_are_those_with_a_language_file(locales: Locales) -> None:
    root, forget = locales
    assert {"da", "de", "en", "nb", "nn", "sv"} <= set(every_locale())
    shutil.copytree(root / "da", root / "qaa")  # a code that no language will ever have
    forget()
    assert "qaa" in every_locale()
    assert language("qaa").units


@pytest.mark.parametrize("locale", every_locale())
def test_every_locale_has_the_tables_and_lists_that_the_nearest_other_has(locale: str) -> None:
    """What a language person copies and translates is whole: no table and no list of a table is forgotten."""
    for table in (
        "sentences",
        "words",
        "negation",
        "quotes",
        "readability",
        "seo",
        "claims",
        "amounts",
        "opposites",
        "time_words",
        "calendar",
        "vitamins",
        "units",
        "slug",
    ):
        wanted = set(language("sv").data[table]) - {"but_after_negation", "nearly_negating"}
        assert wanted <= set(language(locale).data[table]), table
    assert {"one", "tens", "hundreds", "thousands", "every", "every_other", "half", "and_a_half"} <= set(
        language(locale).data["numerals"]
    )
    assert len(language(locale).data["claims"]["disease"]) > 200
    assert len(language(locale).data["claims"]["relation"]) > 60


@pytest.mark.parametrize("locale", every_locale())
def test_no_distinctive_word_is_in_a_list_of_another_language(locale: str) -> None:
    own = language(locale).distinctive_words
    shared = {
        other: own & (language(other).distinctive_words | language(other).function_words)
        for other in every_locale()
        if other != locale
    }
    shared |= {code: own & words for code, words in OTHER.items()}
    assert {other: words for other, words in shared.items() if words} == {}


@pytest.mark.parametrize("code", OTHER)
def test_a_language_that_is_no_locale_lists_only_words_of_its_own(code: str) -> None:
    assert code not in every_locale()
    assert {
        locale: words for locale in every_locale() if (words := OTHER[code] & language(locale).function_words)
    } == {}


def test_words_are_folded_as_those_of_a_text_are() -> None:
    assert "ausserdem" in language("de").distinctive_words


@pytest.mark.parametrize("locale", every_locale())
def test_every_locale_knows_the_same_units_and_groups_of_negation(locale: str) -> None:
    here, swedish = language(locale), language("sv")
    assert here.units.keys() == swedish.units.keys()
    assert here.negation.keys() == swedish.negation.keys()
    assert here.abbreviations >= here.final_abbreviations


@pytest.mark.parametrize("locale", every_locale())
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
        ("german", "de"),
        ("English", "en"),
        ("de-AT", "de"),
        ("uk", "en"),
    ],
)
def test_an_unknown_locale_is_refused_with_the_one_that_was_probably_meant(asked: str, meant: str) -> None:
    with pytest.raises(UsageError, match=rf"unknown locale '{asked}' \(did you mean '{meant}'") as caught:
        language(asked)
    assert f"Known are {', '.join(every_locale())};" in caught.value.hint


def test_a_locale_like_no_other_is_refused_without_a_guess() -> None:
    with pytest.raises(UsageError) as caught:
        language("xx")
    assert "did you mean" not in str(caught.value)


def test_nothing_is_suggested_that_does_not_exist() -> None:
    assert did_you_mean("dk", ["fi", "is"]) == ""
    assert "'apertium'" in did_you_mean("apertum", ["apertium", "deepl"])
