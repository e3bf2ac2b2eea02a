from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from contentops.article.model import Break, Cite, Inline, Link, Quantity, Strong
from contentops.article.record import State
from contentops.article.segments import Segment
from contentops.state.memory import IMPORTED, Entry, Memory, counts, identity, key, tells_kinds


def segment(text: str, *codes: Inline, address: str = "p#0") -> Segment:
    return Segment(address, "paragraph", "p", text, codes)


MG, IU = Quantity("300", "mg", "300 mg"), Quantity("400", "iu", "400 IE")

# ---------------------------------------------------------------------------------------------------------------- identity


def test_the_value_of_a_quantity_is_not_part_of_a_sentences_identity() -> None:
    assert key(segment("Ta ⟦1⟧ om dagen.", MG)) == key(segment("Ta ⟦1⟧ om dagen.", IU))


def test_neither_is_what_a_citation_or_a_link_points_at() -> None:
    one = segment("Fisk ⟦1⟧är⟦/1⟧ bra.⟦2⟧", Link("https://a.example", ()), Cite(("r1",), "(1)"))
    other = segment("Fisk ⟦1⟧är⟦/1⟧ bra.⟦2⟧", Link("https://b.example", ()), Cite(("r2", "r3"), "[2,3]"))
    assert key(one) == key(other)


@pytest.mark.parametrize("other", [Cite(("r1",), "(1)"), Break()])
def test_the_kind_of_a_code_is(other: Inline) -> None:
    assert key(segment("Ta ⟦1⟧ om dagen.", MG)) != key(segment("Ta ⟦1⟧ om dagen.", other))


def test_what_wraps_a_word_is_too() -> None:
    assert key(segment("⟦1⟧Fisk⟦/1⟧ är bra.", Strong(()))) != key(segment("⟦1⟧Fisk⟦/1⟧ är bra.", Link("u", ())))


def test_where_a_sentence_stands_is_not() -> None:
    assert key(segment("Fisk är bra.", address="p1#0")) == key(segment("Fisk är bra.", address="p9#4"))


@pytest.mark.parametrize("same", ["Fisk  är bra.", " Fisk är\u00a0bra. ", "Fisk a\u0308r bra."])
def test_neither_are_blanks_and_the_way_a_letter_is_composed(same: str) -> None:
    assert key(segment(same)) == key(segment("Fisk är bra."))


@pytest.mark.parametrize("other", ["Fisk är bra", "fisk är bra.", "Fisk är inte bra."])
def test_a_stop_a_capital_and_a_word_are(other: str) -> None:
    assert key(segment(other)) != key(segment("Fisk är bra."))


@given(st.text(alphabet="ab⟦⟧/ :", max_size=20))
def test_a_text_without_codes_is_its_own_identity(text: str) -> None:
    assert identity(text, ()) == " ".join(text.split())


# ------------------------------------------------------------------------------------------------------------- remembering


def entry(number: int = 0, text: str = "Fisk er godt.", state: State = State.MACHINE_DRAFT, by: str = "") -> Entry:
    engine = "" if by else "apertium"
    return Entry(
        f"key-{number}", "Fisk är bra.", text, state, engine, "0a1b", ("fisk",), by, "2026-01-01" if by else ""
    )


def test_an_entry_comes_back_as_it_was(database: Engine) -> None:
    memory = Memory(database, "sv", "da")
    memory.put([entry(1), entry(2, state=State.APPROVED, by="Eva")])
    assert memory.get(["key-1", "key-2", "key-3"]) == {
        "key-1": entry(1),
        "key-2": entry(2, state=State.APPROVED, by="Eva"),
    }


def test_a_thousand_entries_come_back_in_one_call(database: Engine) -> None:
    memory = Memory(database, "sv", "da")
    many = [entry(n, f"Tekst {n}") for n in range(1000)]
    memory.put(many)
    assert memory.get([f"key-{n}" for n in range(1000)] * 2) == {e.key: e for e in many}
    assert memory.get([]) == {}


def test_a_pair_of_locales_has_a_memory_of_its_own(database: Engine) -> None:
    Memory(database, "sv", "da").put([entry()])
    assert Memory(database, "sv", "nb").get(["key-0"]) == {}
    Memory(database, "sv", "nb").put([entry(text="Fisk er bra.")])
    assert Memory(database, "sv", "da").get(["key-0"])["key-0"].text == "Fisk er godt."


def test_a_machine_replaces_what_a_machine_wrote(database: Engine) -> None:
    memory = Memory(database, "sv", "da")
    memory.put([entry()])
    memory.put([entry(text="Fisk er sundt.", state=State.MACHINE)])
    assert memory.get(["key-0"])["key-0"] == entry(text="Fisk er sundt.", state=State.MACHINE)


@pytest.mark.parametrize("by_person", [State.APPROVED, State.NEEDS_WORK])
@pytest.mark.parametrize("state", [State.MACHINE_DRAFT, State.MACHINE])
def test_a_machine_never_replaces_what_a_person_wrote(database: Engine, state: State, by_person: State) -> None:
    memory = Memory(database, "sv", "da")
    mine = entry(text="Fisk er dejligt.", state=by_person, by="Eva")
    memory.put([mine])
    memory.put([entry(text="Fisk er godt.", state=state), entry(1)])
    assert memory.get(["key-0"])["key-0"] == mine
    assert memory.get(["key-1"])  # the rest of the batch is remembered


def test_a_person_replaces_what_anybody_wrote(database: Engine) -> None:
    memory = Memory(database, "sv", "da")
    memory.put([entry()])
    for by in ("Eva", "Nils"):
        memory.put([entry(text=f"Fisk, sagde {by}.", state=State.APPROVED, by=by)])
        assert memory.get(["key-0"])["key-0"].by == by


def test_what_is_to_be_looked_at_again_is_suggested_to_nobody(database: Engine) -> None:
    memory = Memory(database, "sv", "da")
    memory.put([entry(1, state=State.NEEDS_WORK, by="Eva"), entry(2, state=State.APPROVED, by="Eva")])
    assert [found.key for found in memory.trusted()] == ["key-2"]


def test_approving_keeps_the_text_and_says_who_and_when(database: Engine) -> None:
    memory = Memory(database, "sv", "da")
    memory.put([entry()])
    memory.approve(memory.get(["key-0"]).values(), "Eva", "2026-02-03T04:05:06+00:00")
    approved = memory.get(["key-0"])["key-0"]
    assert approved == replace(entry(), state=State.APPROVED, by="Eva", at="2026-02-03T04:05:06+00:00")
    assert approved.by_person


def test_what_is_remembered_is_there_for_the_next_process(database: Engine) -> None:
    Memory(database, "sv", "da").put([entry()])
    database.dispose()
    assert Memory(database, "sv", "da").get(["key-0"]) == {"key-0": entry()}


# ----------------------------------------------------------------------------------------------------------- all there is


def test_all_entries_of_a_pair_come_by_their_source(database: Engine) -> None:
    memory = Memory(database, "sv", "da")
    many = [replace(entry(n), source=f"Mening {n:05}") for n in range(4500)]
    memory.put(many[::-1])
    Memory(database, "sv", "nb").put([entry()])
    assert list(memory.entries()) == many


def test_entries_are_counted_by_locale_state_and_engine(database: Engine) -> None:
    assert counts(database, "sv") == []
    Memory(database, "sv", "nb").put([entry()])
    Memory(database, "sv", "da").put([entry(1), entry(2), entry(3, state=State.APPROVED, by="Eva")])
    Memory(database, "nb", "da").put([entry()])
    assert [(one.locale, one.state, one.engine, one.entries) for one in counts(database, "sv")] == [
        ("da", State.APPROVED, "", 1),
        ("da", State.MACHINE_DRAFT, "apertium", 2),
        ("nb", State.MACHINE_DRAFT, "apertium", 1),
    ]


@pytest.mark.parametrize(
    ("source", "told"), [("Fisk.", True), ("Ta ⟦1:quantity⟧.", True), ("Ta ⟦1⟧.", False), ("⟦1:em⟧a⟦/1⟧", False)]
)
def test_a_source_of_an_older_version_does_not_tell_its_codes_kinds(source: str, told: bool) -> None:  # noqa: FBT001
    assert tells_kinds(source) == told


def test_what_was_imported_is_no_longer_so_once_somebody_stands_for_it() -> None:
    draft = replace(entry(), engine=IMPORTED)
    assert draft.imported
    assert not replace(draft, state=State.APPROVED).imported
    assert not entry().imported
