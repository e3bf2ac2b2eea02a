"""Compounds in drafts: rendered by their parts where the engine does not know them, left to it where it does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from contentops.article.model import Article, Paragraph, Text
from contentops.article.segments import segments
from contentops.state.database import connect, sqlite_url
from contentops.state.memory import Memory
from contentops.translate.compounds import Compounds, Head
from contentops.translate.draft import Drafted, draft
from contentops.translate.engine import Answer, Engine
from contentops.translate.glossary import Glossary

TERMS = Glossary("da", [], (), Compounds({"sömn": "søvn", "kost": "kost"}, {"vanor": Head("vaner", noun=True)}))


class Silent:
    """Gives back what it is asked, and does not tell what it knows."""

    name = "silent"
    trusted = False

    def __init__(self) -> None:
        self.asked: list[str] = []

    def targets(self) -> tuple[str, ...]:
        return ("da",)

    def unusable(self, target: str) -> str:
        return "" if target in self.targets() else f"it knows no {target}"

    def translate(self, texts: Sequence[str], target: str) -> list[Answer | None]:
        assert target == "da"
        self.asked += texts
        return [Answer(text) for text in texts]

    def close(self) -> None:
        pass


class Telling(Silent):
    """Knows "kostvanor"."""

    def __init__(self) -> None:
        super().__init__()
        self.questions: list[dict[str, str]] = []

    def known(self, words: dict[str, str], target: str) -> frozenset[str]:
        assert target == "da"
        self.questions.append(words)
        return frozenset({"kostvanor"} & set(words))


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    database = connect(sqlite_url(tmp_path / "state.db"))
    yield Memory(database, "sv", "da")
    database.dispose()


def drafted(memory: Memory, engine: Engine, text: str = "Se över sömnvanor och kostvanor.") -> Drafted:
    article = Article(locale="sv", title="", blocks=(Paragraph(id="p", inlines=(Text(text),)),))
    return draft(segments(article), memory, [engine], TERMS, lambda *_: "")


def test_a_compound_that_the_engine_knows_is_left_to_it_and_another_is_rendered_by_its_parts(memory: Memory) -> None:
    engine = Telling()
    assert [entry.text for entry in drafted(memory, engine).entries.values()] == ["Se över søvnvaner och kostvanor."]
    assert engine.asked == ["Se över XQAX och kostvanor."]
    assert engine.questions == [{"sömnvanor": "søvnvaner", "kostvanor": "kostvaner"}]


def test_what_is_remembered_does_not_depend_on_what_the_engine_knows_and_needs_no_question(memory: Memory) -> None:
    drafted(memory, Telling())
    for engine in (Telling(), Silent()):
        assert drafted(memory, engine).from_memory == 1
        assert engine.asked == []
        assert not getattr(engine, "questions", [])


def test_an_engine_that_does_not_tell_what_it_knows_is_left_every_compound(memory: Memory) -> None:
    engine = Silent()
    drafted(memory, engine)
    assert engine.asked == ["Se över sömnvanor och kostvanor."]


def test_no_question_is_asked_about_a_text_without_compounds(memory: Memory) -> None:
    engine = Telling()
    drafted(memory, engine, "Vila är bra.")
    assert engine.questions == []
