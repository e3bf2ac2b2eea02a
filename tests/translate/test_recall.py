"""An engine that says by what its answers are settled is asked once for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from contentops.article.model import Article, Paragraph, Text
from contentops.article.record import State
from contentops.article.segments import Segment, segments
from contentops.state.database import connect, sqlite_url
from contentops.state.memory import Entry, Memory, key
from contentops.translate.draft import Drafted, Gate, draft
from contentops.translate.engine import Answer, Engine
from contentops.translate.glossary import Glossary, Term


@dataclass
class Paid:
    """Answers with its model's name. ``asked`` is what it was paid for."""

    model: str = "a"
    name: str = "paid"
    trusted: bool = False
    texts_in_request: int = 5
    requests_at_once: int = 1
    asked: list[str] = field(default_factory=list)

    def targets(self) -> tuple[str, ...]:
        return ("da",)

    def unusable(self, target: str) -> str:
        return "" if target == "da" else "no"

    def translate(self, texts: Sequence[str], target: str) -> list[Answer]:
        assert target == "da"
        self.asked += texts
        return [Answer(f"{self.model}: {text}", way=self.way()) for text in texts]

    def close(self) -> None:
        pass

    def way(self) -> str:
        return self.model


class Silent(Paid):
    """One that can't say by what its answers are settled."""

    def way(self) -> str:
        return ""


SEGMENTS: tuple[Segment, ...] = segments(
    Article(
        locale="sv",
        title="",
        blocks=tuple(Paragraph(id=f"p{n}", inlines=(Text(f"Rad {'abc'[n]} här."),)) for n in range(3)),
    )
)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    database = connect(sqlite_url(tmp_path / "state.db"))
    yield Memory(database, "sv", "da")
    database.dispose()


def anew(
    memory: Memory,
    *engines: Engine,
    glossary: Glossary | None = None,
    gate: Gate = lambda _, __: "",
    formality: str = "",
) -> Drafted:
    return draft(SEGMENTS, memory, engines, glossary or Glossary("da", []), gate, retranslate=True, formality=formality)


def models(drafted: Drafted) -> set[str]:
    return {entry.text.partition(":")[0] for entry in drafted.entries.values()}


def test_going_back_to_a_model_costs_nothing(memory: Memory) -> None:
    first, other, back = Paid("a"), Paid("b"), Paid("a")
    assert models(anew(memory, first)) == {"A"}
    assert models(anew(memory, other)) == {"B"}
    found = anew(memory, back)
    assert models(found) == {"A"}
    assert (len(first.asked), len(other.asked), len(back.asked)) == (3, 3, 0)
    assert {entry.engine for entry in found.entries.values()} == {"paid/a"}
    assert {entry.engine for entry in memory.get(map(key, SEGMENTS)).values()} == {"paid/a"}


def test_what_is_not_sent_is_no_translation_of_this_run(memory: Memory) -> None:
    assert (anew(memory, Paid()).translated, anew(memory, Paid()).translated) == (3, 0)
    found = anew(memory, Paid())
    assert (found.from_memory, found.recalled, found.translated, found.missing) == (3, 3, 0, 0)
    assert (found.work["paid"].segments, found.work["paid"].taken) == (0, 0)
    assert found.fresh == {segment.address for segment in SEGMENTS}


def test_one_that_cannot_say_is_asked_again(memory: Memory) -> None:
    anew(memory, Silent())
    again = Silent()
    anew(memory, again)
    assert len(again.asked) == 3


def test_another_term_in_a_sentence_is_another_question(memory: Memory) -> None:
    anew(memory, Paid())
    again = Paid()
    terms = Glossary("da", [Term("rad", "linje", "noun")])
    anew(memory, again, glossary=terms)
    assert len(again.asked) == 3
    anew(memory, again, glossary=terms)
    assert len(again.asked) == 3


def test_whether_it_is_trusted_is_judged_anew(memory: Memory) -> None:
    anew(memory, Paid())
    found = anew(memory, Paid(trusted=True))
    assert {entry.state for entry in found.entries.values()} == {State.MACHINE}
    assert found.recalled == 3


def test_what_the_gate_blocks_was_paid_for_too_and_goes_to_the_next_engine(memory: Memory) -> None:
    def gate(_: Segment, text: str) -> str:
        return "not by a" if text.startswith("A:") else ""

    first = Paid("a")
    assert models(anew(memory, first, gate=gate)) == {"A"}
    again, after = Paid("a"), Paid("b", name="next")
    found = anew(memory, again, after, gate=gate)
    assert models(found) == {"B"}
    assert (len(again.asked), len(after.asked), found.recalled) == (0, 3, 0)
    assert set(found.refused.values()) == {"paid: not by a"}


def test_a_persons_text_stays(memory: Memory) -> None:
    anew(memory, Paid("a"))
    memory.put([Entry(key(SEGMENTS[0]), SEGMENTS[0].text, "Af en person.", State.APPROVED, by="Eva")])
    found = anew(memory, Paid("a"))
    assert found.entries[SEGMENTS[0].address].text == "Af en person."
    assert memory.get([key(SEGMENTS[0])])[key(SEGMENTS[0])].text == "Af en person."
