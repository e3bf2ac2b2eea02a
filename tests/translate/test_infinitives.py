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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ät inte nu, utan i morgon.", "Ät inte nu, men i morgon."),
        ("Det är ingen mat, utan en dryck.", "Det är ingen mat, men en dryck."),
        ("Det handlar inte om mat utan om vila.", "Det handlar inte om mat men om vila."),
        ("Vila är ingen lyx utan en vana.", "Vila är ingen lyx men en vana."),
        ("Målet är inte att äta utan att sova.", "Målet är inte att äta men att sova."),
        ("Ät varken ost, utan bröd, eller skinka.", "Ät varken ost, men bröd, eller skinka."),
    ],
)
def test_utan_is_but_after_a_negation(text: str, expected: str) -> None:
    assert with_marks(text, "nb") == expected
    assert with_marks(text, "sv") == text


@pytest.mark.parametrize(
    "text",
    [
        "Ät långsamt, utan stress.",
        "Gå inte ut utan mössa.",
        "Det är inte svårt. Ät, utan stress.",
        "Hon äter inte, utan att det märks.",
        "Det är inte bra att äta utan att tugga.",
        "Det går inte bra, utanför är det kallt.",
    ],
)
def test_utan_is_without_elsewhere(text: str) -> None:
    assert with_marks(text, "nb") == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Den som börjat tidigt vinner.", "Den som har börjat tidigt vinner."),
        ("Om du inte sovit är du trött.", "Om du inte har sovit är du trött."),
    ],
)
def test_an_auxiliary_that_is_left_out_is_put_in(text: str, expected: str) -> None:
    assert with_marks(text, "nb") == expected


@pytest.mark.parametrize(
    "text", ["Har du sovit?", "Hade hon aldrig ätit det?", "Den som har börjat.", "Det som torkat kött ger."]
)
def test_an_auxiliary_that_is_there_is_enough(text: str) -> None:
    assert with_marks(text, "nb") == text
