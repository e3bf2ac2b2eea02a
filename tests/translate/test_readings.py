"""Small words with two senses: each reading of the file changes its example, and nothing that only looks like it."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.language.language import folder
from contentops.translate.glossary import glossary
from contentops.translate.masking import mask
from contentops.translate.readings import readings, with_readings

ENTRIES = tomllib.loads((folder() / "sv" / "readings.toml").read_text(encoding="utf-8"))["reading"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["sv"])
def test_an_example_is_read_as_its_entry_says(entry: dict[str, str]) -> None:
    assert with_readings(entry["sv"], "nb") == entry["read"]


@given(st.lists(st.sampled_from([word for entry in ENTRIES for word in entry["sv"].split()]), max_size=14))
def test_what_is_not_looked_for_is_not_there(words: list[str]) -> None:
    text = expected = " ".join(words)
    for reading in readings():
        expected = reading.of(expected)
    assert with_readings(text, "nb") == expected


@pytest.mark.parametrize("number", range(len(ENTRIES)))
def test_an_example_needs_its_own_entry(number: int) -> None:
    text = ENTRIES[number]["sv"]
    for other, reading in enumerate(readings()):
        text = reading.of(text) if other != number else text
    assert text != ENTRIES[number]["read"]


@pytest.mark.parametrize(
    "text",
    [
        "Ät maten varm, utan sås.",
        "Hon kan inte sova utan kudde.",
        "Det går inte, utan att hon märker det.",
        "Du vet hur kroppen fungerar.",
        "Den som har haft migrän vet.",
        "Fråga om du har haft det.",
        "Hon tog det som favorit.",
        "Hon säger att hon vill ha det gjort.",
        "Inga tillskott utan en läkares råd.",
        "Ta inte en tablett utan ett glas vatten.",
        "Ät inte på kvällen utan en mugg te.",
        "Sluta inte med medicinen utan att det är bestämt.",
        "Det är inte att rekommendera utan att fråga läkare.",
        "Du behöver inte, utan recept, köpa något.",
        "Det är inte lätt utan medicin som verkar.",
        "Tala inte om du har ont i halsen.",
        "Medicinen minskar ofta smärtan.",
        "Saltet ökar också blodtrycket.",
        "Socker ökar både vikten och blodsockret.",
        "Läkaren kan minska eller öka dosen.",
        "Du bör öka från 5 till 10 mg.",
        "Hon har minskat om hon har ont.",
        "Efter operationen ökade patienten intaget.",
        "I studien ökade proteinet muskelmassan.",
        "Fråga var tredje patient.",
        "Alla vet när barnen fick mat.",
        "Kom och hälsa på oss.",
        "Du måste inte bara vila.",
        "Han får mat åt sina barn.",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert with_readings(text, "da") == text


def test_only_near_languages_get_another_wording() -> None:
    assert with_readings(ENTRIES[0]["sv"], "de") == ENTRIES[0]["sv"]


def test_a_capital_is_kept() -> None:
    assert with_readings("Hur trött är du?", "nb") == "Hur-mycket trött är du?"


def test_the_text_for_an_engine_is_read_so() -> None:
    assert "hvor" in [slot.value for slot in mask("Jag vet hur trött hon är.", (), glossary("nb")).slots]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ät inte nu, utan i morgon.", "Ät inte nu, utan-men i morgon."),
        ("Det är ingen mat, utan en dryck.", "Det är ingen mat, utan-men en dryck."),
        ("Det gäller inte mat utan om vila.", "Det gäller inte mat utan-men om vila."),
        ("Vila är ingen lyx utan en vana.", "Vila är ingen lyx utan-men en vana."),
        ("Målet är inte att äta utan att sova.", "Målet är inte att äta utan-men att sova."),
        ("Ät varken ost, utan bröd, eller skinka.", "Ät varken ost, utan-men bröd, eller skinka."),
    ],
)
def test_utan_is_but_after_a_negation(text: str, expected: str) -> None:
    assert with_readings(text, "nb") == expected
    assert with_readings(text, "sv") == text


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
def test_utan_is_without_where_nothing_is_denied(text: str) -> None:
    assert with_readings(text, "nb") == text
