"""Which old sentence a new one continues: edits, insertions, deletions and moves, alone and together."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.article.alignment import continued

FISH = "Fet fisk innehåller mycket D-vitamin."
SUN = "På sommaren bildar huden vitaminet av solljus."
MILK = "Mjölk berikas i Sverige sedan länge."
WINTER = "Under vintern räcker ljuset inte till."
EGGS = "Ägg bidrar också, men med mindre mängder."


def unit(name: str, *sentences: str) -> list[tuple[str, str]]:
    return [(f"{name}#{number}", sentence) for number, sentence in enumerate(sentences)]


def said(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> dict[str, str]:
    """By each new sentence, the old one that it continues."""
    return {new[j][1]: old[i][1] for j, i in continued(old, new).items()}


def test_equal_sentences_continue_themselves() -> None:
    old = unit("p", FISH, SUN, MILK)
    assert said(old, old) == {FISH: FISH, SUN: SUN, MILK: MILK}


@pytest.mark.parametrize("place", range(4))
def test_a_sentence_that_was_put_in_continues_none_and_moves_no_other(place: int) -> None:
    sentences = [FISH, SUN, MILK]
    longer = [*sentences[:place], EGGS, *sentences[place:]]
    assert said(unit("p", *sentences), unit("p", *longer)) == {FISH: FISH, SUN: SUN, MILK: MILK}


@pytest.mark.parametrize("gone", [FISH, SUN, MILK])
def test_a_sentence_that_was_deleted_is_continued_by_none(gone: str) -> None:
    sentences = [FISH, SUN, MILK]
    left = [sentence for sentence in sentences if sentence != gone]
    assert said(unit("p", *sentences), unit("p", *left)) == {sentence: sentence for sentence in left}


def test_sentences_that_changed_places_continue_themselves() -> None:
    assert said(unit("p", FISH, SUN, MILK), unit("p", MILK, SUN, FISH)) == {FISH: FISH, SUN: SUN, MILK: MILK}


def test_an_edited_sentence_continues_its_own_old_words_though_one_was_put_in_before_it() -> None:
    edited = "Fet fisk som lax innehåller mycket D-vitamin."
    assert said(unit("p", FISH, SUN), unit("p", EGGS, edited, SUN)) == {edited: FISH, SUN: SUN}


def test_two_edited_sentences_that_changed_places_continue_their_own() -> None:
    fish, sun = "Fet fisk innehåller alltid D-vitamin.", "På sommaren bildar huden det av solljus."
    assert said(unit("p", FISH, SUN, MILK), unit("p", sun, fish, MILK)) == {fish: FISH, sun: SUN, MILK: MILK}


def test_a_sentence_that_was_written_anew_at_its_place_continues_what_stood_there() -> None:
    assert said(unit("p", FISH, SUN, MILK), unit("p", FISH, EGGS, MILK)) == {FISH: FISH, EGGS: SUN, MILK: MILK}
    assert said(unit("title", FISH), unit("title", EGGS)) == {EGGS: FISH}


def test_a_sentence_that_was_edited_and_moved_to_another_paragraph_is_known_by_its_likeness() -> None:
    old = [*unit("p1", FISH, SUN), *unit("p2", MILK)]
    edited = "Fet fisk innehåller nästan alltid D-vitamin."
    new = [*unit("p1", SUN), *unit("p2", MILK, edited)]
    assert said(old, new) == {SUN: SUN, MILK: MILK, edited: FISH}


def test_a_new_sentence_of_another_paragraph_continues_nothing_that_is_unlike_it() -> None:
    old = [*unit("p1", FISH, SUN), *unit("p2", MILK)]
    new = [*unit("p1", SUN), *unit("p2", MILK, EGGS)]
    assert said(old, new) == {SUN: SUN, MILK: MILK}


def test_of_equal_sentences_each_stays_in_its_own_unit() -> None:
    old = [*unit("p1", FISH), *unit("p2", FISH)]
    new = [*unit("p3", FISH), *unit("p2", FISH)]
    assert continued(old, new) == {0: 0, 1: 1}


SENTENCES = st.lists(st.sampled_from([FISH, SUN, MILK, WINTER, EGGS]), max_size=8)


@given(SENTENCES, SENTENCES)
def test_each_old_sentence_is_continued_once_at_most_and_what_stayed_is_found(a: list[str], b: list[str]) -> None:
    pairs = continued(unit("p", *a), unit("p", *b))
    assert len(set(pairs.values())) == len(pairs)
    for sentence in {*a, *b}:
        equal = sum(a[i] == b[j] == sentence for j, i in pairs.items())
        assert equal == min(a.count(sentence), b.count(sentence))


def test_a_page_of_thousands_that_is_rewritten_takes_no_minute() -> None:
    drawn = random.Random(1)  # noqa: S311  # no secret
    words = f"{FISH} {SUN} {MILK} {WINTER} {EGGS}".split()

    def page() -> list[tuple[str, str]]:
        return [(f"p{n}#0", " ".join(drawn.choices(words, k=12))) for n in range(3000)]

    began = time.process_time()
    continued(page(), page())
    assert time.process_time() - began < 20
