"""The auxiliary of a supine: put where Swedish leaves it out, never where another word is the supine's."""

from __future__ import annotations

import pytest

from contentops.translate.glossary import glossary
from contentops.translate.masking import mask
from contentops.translate.supines import with_auxiliaries


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("När du ätit bör du vila.", "När du har ätit bör du vila."),
        ("Forskning som visat detta är ny.", "Forskning som har visat detta är ny."),
        ("De som inte fått vaccin.", "De som inte har fått vaccin."),
        ("Jag vet att många av oss tappat sugen.", "Jag vet att många av oss har tappat sugen."),
        ("De sover som stockar om de fått vara ute.", "De sover som stockar om de har fått vara ute."),
        ("Det blev inte som hon tänkt.", "Det blev inte som hon hade tänkt."),
        ("Vänta tills den blivit stor, om du haft tid.", "Vänta tills den har blivit stor, om du har haft tid."),
    ],
)
def test_an_auxiliary_that_is_left_out_is_put_in(text: str, whole: str) -> None:
    assert with_auxiliaries(text, "nb") == whole


@pytest.mark.parametrize(
    "text",
    [
        "När du har ätit bör du vila.",
        "Hon har som barn fått astma.",
        "Har du som vuxen druckit mjölk?",
        "Vi har ätit.",
        "När mjölken är slut har hon druckit vatten.",
        "Efter att ha ätit.",
        "Hon vet att, trots allt, fått är ett ord.",
        "Om fått skrivs mycket.",
    ],
)
def test_nothing_else_gets_an_auxiliary(text: str) -> None:
    assert with_auxiliaries(text, "nb") == text


def test_only_targets_that_need_the_auxiliary_get_it() -> None:
    assert with_auxiliaries("När du ätit.", "sv") == "När du ätit."


def test_the_text_for_an_engine_has_the_auxiliary() -> None:
    assert " har " in mask("Om du fått feber.", (), glossary("nb")).text
