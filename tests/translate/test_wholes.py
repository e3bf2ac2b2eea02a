"""Units that a person has translated whole: when they are taken, and when they are sentences again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from contentops.article.model import Article, Inline, Paragraph, Quantity, Text
from contentops.article.record import State
from contentops.article.segments import units
from contentops.state.database import connect, sqlite_url
from contentops.state.memory import Entry, Memory, identity, key
from contentops.translate.wholes import parts_of


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    engine = connect(sqlite_url(tmp_path / "state.db"))
    yield engine
    engine.dispose()


DOSE = Quantity("300", "mg", "300 mg")


def article(*inlines: Inline) -> Article:
    return Article(locale="sv", title="Titel", blocks=(Paragraph(id="p-1", inlines=inlines),))


TWO = article(Text("Ta "), DOSE, Text(". Vila sedan."))


def remembered(database: Engine, text: str, state: State = State.APPROVED) -> Memory:
    """A memory that has a text for the whole of the two sentences."""
    memory = Memory(database, "sv", "de")
    (whole,) = (unit.whole for unit in units(TWO) if unit.whole)
    memory.put([Entry(key(whole), identity(whole.text, whole.codes), text, state, by="Eva")])
    return memory


def addresses(of: Article, memory: Memory) -> list[str]:
    return [part.address for part in parts_of(units(of), memory)]


SENTENCES = ["title#0", "p-1#0", "p-1#1"]
WHOLE = ["title#0", "p-1#all"]


def test_without_a_text_of_the_whole_it_is_sentences(database: Engine) -> None:
    assert addresses(TWO, Memory(database, "sv", "de")) == SENTENCES


@pytest.mark.parametrize("state", [State.APPROVED, State.NEEDS_WORK])
def test_a_persons_text_of_the_whole_goes_before_the_sentences(database: Engine, state: State) -> None:
    assert addresses(TWO, remembered(database, "Nehmen Sie ⟦1⟧ und ruhen Sie.", state)) == WHOLE


def test_another_dose_is_the_same_whole_and_another_word_is_not(database: Engine) -> None:
    memory = remembered(database, "Nehmen Sie ⟦1⟧ und ruhen Sie.")
    assert addresses(article(Text("Ta "), Quantity("500", "mg", "500 mg"), Text(". Vila sedan.")), memory) == WHOLE
    assert addresses(article(Text("Ta "), DOSE, Text(". Vila länge.")), memory) == SENTENCES


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Nehmen Sie ⟦1⟧.", State.MACHINE),
        ("Nehmen Sie ⟦1⟧.", State.MACHINE_DRAFT),
        ("Ruhen Sie.", State.APPROVED),
        ("", State.APPROVED),
    ],
)
def test_a_machines_text_or_one_that_lost_a_code_is_not_taken(database: Engine, text: str, state: State) -> None:
    assert addresses(TWO, remembered(database, text, state)) == SENTENCES
