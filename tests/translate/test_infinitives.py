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
        ("Kom ihåg att inte äta.", "Kom ihåg att-inte äta."),
        ("Genom att äta mer.", "Vid att äta mer."),
        ("Det sker genom att inte äta.", "Det sker vid att-inte äta."),
        ("Sänk för att inte störa.", "Sänk för inte att störa."),
        ("Det är lätt att bara äta.", "Det är lätt att-bara äta."),
        ("Det får ofta kroppen att svettas.", "Det får ofta kroppen till-att svettas."),
        ("Risken att ramla ökar.", "Risken för-att ramla ökar."),
        ("Jeansen går inte att köpa.", "Jeansen går-sig inte köpa."),
        ("Det går inte att köpa jeans.", "Det går inte att köpa jeans."),
        ("Risken att barn ramlar.", "Risken att barn ramlar."),
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
        "Genom att kroppen bildar det.",
        "Vi vet att inte alla äter det.",
        "Hon börjar-äta.",
    ],
)
def test_nothing_else_gets_a_mark(text: str) -> None:
    assert with_marks(text, "nb") == text


def test_only_targets_that_need_the_mark_get_it() -> None:
    assert with_marks("Du slipper äta det.", "sv") == "Du slipper äta det."


def test_a_negation_is_never_moved_to_the_verb_before() -> None:
    """ "Välj att inte äta" is not "velg ikke å spise"."""
    assert "inte att" not in with_marks("Välj att inte äta sent.", "nb")
    assert with_marks("Sluta för att inte störa.", "nb") == "Sluta för inte att störa."


def test_the_text_for_an_engine_has_the_mark() -> None:
    assert mask("Huden riskerar torka.", (), glossary("nb")).text != "Huden riskerar torka."
    assert " att " in mask("Huden riskerar bli torr.", (), glossary("nb")).text


def test_what_proves_to_be_takes_the_mark() -> None:
    assert with_marks("Det visade sig ha effekt.", "nb") == "Det visade sig att ha effekt."
    assert with_marks("Det visar sig att vi sover.", "nb") == "Det visar sig att vi sover."
