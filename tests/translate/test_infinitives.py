"""The infinitive's mark: put where Swedish leaves it out, never where its neighbours do without."""

from __future__ import annotations

import pytest

from contentops.translate.glossary import glossary
from contentops.translate.infinitives import with_marks
from contentops.translate.masking import mask


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Du slipper äta det.", "Du slipper att äta det."),
        ("Hon orkar inte träna.", "Hon orkar inte att träna."),
        ("Då slipper du ofta äta.", "Då slipper du ofta att äta."),
        ("Hon lyckades sluta röka.", "Hon lyckades att sluta att röka."),
        ("Den börjar användas.", "Den börjar att användas."),
        ("Kom ihåg att inte äta.", "Kom ihåg inte att äta."),
        ("Sänk för att inte störa.", "Sänk för inte att störa."),
    ],
)
def test_a_bare_infinitive_gets_its_mark(text: str, marked: str) -> None:
    assert with_marks(text, "nb") == marked


@pytest.mark.parametrize(
    "text",
    [
        "Du kan äta det.",
        "Du slipper att äta det.",
        "Hon orkar hela dagen.",
        "Kursen börjar snart.",
        "Vi börjar.",
        "Det är bra att inte barn äter det.",
        "Hon börjar-äta.",
    ],
)
def test_nothing_else_gets_a_mark(text: str) -> None:
    assert with_marks(text, "nb") == text


def test_only_targets_that_need_the_mark_get_it() -> None:
    assert with_marks("Du slipper äta det.", "sv") == "Du slipper äta det."


def test_the_text_for_an_engine_has_the_mark() -> None:
    assert mask("Huden riskerar torka.", (), glossary("nb")).text != "Huden riskerar torka."
    assert " att " in mask("Huden riskerar bli torr.", (), glossary("nb")).text
