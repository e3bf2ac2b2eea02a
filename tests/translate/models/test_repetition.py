from __future__ import annotations

import pytest

from contentops.translate.models.repetition import repeated


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Det er godt, det er godt, det er godt, det er godt.", "det er godt,"),
        ("nei nei nei", "nei"),
        ("D-vitamin is a vitamin of the vitamin of the vitamin of the body", "vitamin of the"),
        ("Hahahahahahahaha.", "ha"),
        ("Kroppen trenger vitaminerrrrrrrrr", "r"),
    ],
)
def test_what_goes_round_in_circles_is_found(text: str, phrase: str) -> None:
    assert repeated(text) == phrase


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kroppen trenger vitaminer, og kroppen trenger mineraler, og kroppen trenger søvn.",
        "Det er veldig, veldig godt.",
        "– – – –",
        "10 000 000 000 000",
        "1 1 1 1",
        "www.example.com",
        "......",
    ],
)
def test_what_only_says_something_twice_or_is_no_words_is_left(text: str) -> None:
    assert repeated(text) == ""


def test_what_its_source_repeats_may_be_repeated() -> None:
    assert repeated("Veldig veldig veldig bra.", "Väldigt väldigt väldigt bra.") == ""
    assert repeated("Veldig veldig veldig bra.", "Väldigt bra.") == "veldig"
