"""Which language a text is in: told where it is clear, never guessed."""

from __future__ import annotations

import pytest

from contentops.language.identify import another, strange

ENGLISH = "The body needs iron, and it is found in meat and in the leaves of vegetables."
FRENCH = (
    "Le corps en a besoin chaque jour, et il est dans la viande et dans les feuilles des légumes que nous mangeons."
)


def test_a_text_in_another_language_is_named() -> None:
    assert another(ENGLISH, "de") == "en"
    assert another(ENGLISH, "en") == ""
    assert another("Det är viktigt att äta mycket fisk, och även bönor för hälsan.", "da") == "sv"


def test_what_the_source_has_in_that_language_is_a_quotation() -> None:
    assert another(ENGLISH, "de", f"Så står det: {ENGLISH}") == ""


@pytest.mark.parametrize("text", ["Iron", "Omega-3 Forte, 60 capsules", "The WHO", ""])
def test_a_short_text_is_in_no_language_that_can_be_told(text: str) -> None:
    assert another(text, "de") == ""
    assert not strange(text, "de")


@pytest.mark.parametrize("expected", ["da", "nb", "nn", "de", "en", "fi"])
def test_a_language_that_we_do_not_have_is_strange_to_each(expected: str) -> None:
    assert another(FRENCH, expected) == ""
    assert strange(FRENCH, expected)
    assert not strange(" ".join(FRENCH.split()[:9]), expected)
