"""What counts as a word, and how an entry of a word list is found."""

from __future__ import annotations

import pytest

from contentops.language.words import folded, found, is_long, without, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("D-vitamin och/eller zink", ["D-vitamin", "och", "eller", "zink"]),
        ("7,5 mg är 1.5 mer", ["7,5", "mg", "är", "1.5", "mer"]),
        ("t.ex. lax, bl.a. sill", ["t.ex", "lax", "bl.a", "sill"]),
        ("Slut på texten.Nästa mening", ["Slut", "på", "texten", "Nästa", "mening"]),
        ("10–20 droppar", ["10", "20", "droppar"]),
        ("(–) …", []),
    ],
)
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_folded_words_are_compared_without_their_capitals() -> None:
    assert folded("Ät D-vitamin på GROSSE Straße") == ("ät", "d-vitamin", "på", "grosse", "strasse")


def test_hyphens_and_digits_do_not_make_a_word_long() -> None:
    assert is_long("vitamin", 7)
    assert not is_long("omega-3", 7)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (("kolesterol",), ["kolesterolet"]),
        (("rol",), []),
        (("mot ",), ["mot"]),
        (("god",), ["goda"]),
        (("goda fet",), ["goda fetter"]),
        (("goda", "goda fetter"), ["goda fetter"]),
        (("verkar", "verkar för", "syn"), ["verkar", "syns"]),
        (("*rol",), ["kolesterolet"]),
        ((), []),
    ],
)
def test_an_entry_is_found_at_the_beginning_of_a_word(entries: tuple[str, ...], expected: list[str]) -> None:
    assert found("Goda\u00a0 fetter verkar mot kolesterolet, motsatsen syns.", entries) == expected


def test_entries_can_be_taken_out() -> None:
    assert without("Till normalt blodtryck", ("normalt blodtryck",)).strip() == "till"
