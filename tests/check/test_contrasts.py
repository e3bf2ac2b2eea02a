"""Words that exclude each other: found by their groups, alike in every locale, and looked up fast."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from benchmarks.false_alarms import LOCALES, good_pairs
from contentops.check.contrasts import CALENDAR, OPPOSITES, TIME_WORDS, places, turned
from contentops.language.language import language, locales

SV, NB, EN = language("sv"), language("nb"), language("en")


def said(source: str, target: str, table: str = OPPOSITES) -> list[str]:
    return [f"{one.group}: {one}" for one in turned(source, target, SV, NB, table)]


def test_a_word_that_becomes_its_opposite_is_told_with_both() -> None:
    assert said("Ät mer fisk.", "Spis mindre fisk.") == ["amount: the source says “mer”, the translation “mindre”"]


def test_both_sides_in_both_sentences_are_no_change() -> None:
    assert said("Mer fisk, mindre kött.", "Mindre kjøtt, mer fisk.") == []


def test_one_of_two_that_changes_is_told() -> None:
    assert len(said("Mer fisk, mindre kött.", "Mindre fisk, mindre kjøtt.")) == 1


def test_a_word_that_is_left_out_is_none() -> None:
    assert said("Ät mer fisk.", "Spis fisk.") == []


def test_a_neutral_phrase_hides_its_words() -> None:
    assert said("Inte minst hjärtat.", "Ikke minst maksimalt.") == []
    assert said("Minst tio.", "Maksimalt ti.") != []


def test_a_phrase_counts_before_the_word_in_it() -> None:
    assert said("Barn sover för lite.", "Barn sover for mye.") != []


def test_a_number_stands_for_its_sign_only_before_numbers() -> None:
    assert said("Över 10 mg.", "Under 10 mg.") != []
    assert said("Över vintern.", "Under vinteren.") == []


def test_a_number_and_its_noun_are_parted() -> None:
    assert said("En 12-veckors studie.", "En 12-måneders studie.", TIME_WORDS) != []


def test_places_are_those_of_whole_words() -> None:
    assert places("Kvinnor och män, inte mänskor.", SV, OPPOSITES) == {
        "people.women": [(0, 7)],
        "people.men": [(12, 15)],
    }


@pytest.mark.parametrize("table", [OPPOSITES, TIME_WORDS, CALENDAR])
@pytest.mark.parametrize("locale", sorted(set(locales()) - {"sv"}))
def test_every_locale_names_the_same_groups_and_meanings(locale: str, table: str) -> None:
    def names(of: str) -> dict[str, list[str]]:
        return {group: sorted(entries) for group, entries in language(of).data[table].items()}

    if table == TIME_WORDS:
        assert language(locale).data[table].keys() == SV.data[table].keys()
    else:
        assert {**names(locale), "neutral": []} == {**names("sv"), "neutral": []}


@pytest.mark.parametrize("locale", locales())
def test_no_entry_stands_on_both_sides_of_its_group(locale: str) -> None:
    data = language(locale).data
    groups = [*data[OPPOSITES].values(), *data[CALENDAR].values(), data[TIME_WORDS]]
    twice = [
        entry
        for meanings in groups
        if isinstance(meanings, dict)
        for entry, n in Counter(entry for listed in meanings.values() for entry in set(listed)).items()
        if n > 1
    ]
    assert twice == []


@pytest.mark.parametrize("locale", LOCALES)
def test_most_words_of_right_translations_that_are_turned_are_found(locale: str) -> None:
    """Each Swedish word of [opposites] in a right pair has its counterpart there: the lists are no empty promise."""
    there = language(locale)
    wanted = kept = 0
    for source, target in good_pairs(locale):
        before, after = places(source, SV, OPPOSITES), places(target, there, OPPOSITES)
        wanted += len(before)
        kept += sum(name in after for name in before)
    assert wanted > 10
    assert kept >= 0.7 * wanted


def test_a_long_text_is_looked_through_at_once() -> None:
    began = time.monotonic()
    assert (
        turned("Ät mer fisk och mindre kött. " * 3000, "Eat more fish and less meat. " * 3000, SV, EN, OPPOSITES) == []
    )
    assert time.monotonic() - began < 5
