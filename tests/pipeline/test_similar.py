"""Suggestions in a run: beside what waits for a person, never in its text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contentops.article.record import Similar
from contentops.article.segments import Segment
from contentops.settings import Settings, Target
from contentops.state.memory import Memory, Trusted
from contentops.state.suggestions import Suggestions
from tests.shop import OATS, PEAS, Shop, WordByWord, page

NEAR = "Gröt är en enkel frukost som nästan alla tycker om."
APPROVED = "Grød er en nem morgenmad, som de fleste kan lide."


def segment(shop: Shop, source: str, target: str = "da", name: str = "soppa") -> dict[str, Any]:
    (article,) = {article for article, _ in shop.drafts() if article.startswith(name)}
    return dict(next(s for s in shop.record(article, target)["segments"] if s["source_shown"] == source))


@pytest.fixture
def approved(shop: Shop, engine: WordByWord) -> Shop:
    """A shop in which one sentence of an article was written by a person."""
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    shop.localize()
    assert engine.asked
    with shop.desk() as desk:
        desk.edit(shop.article(), "da", OATS[0], APPROVED, "Karen Holm")
    return shop


def test_a_new_draft_has_what_a_person_approved_for_nearly_its_sentence(approved: Shop) -> None:
    approved.write("soppa.html", page("Soppa på torsdag", (NEAR, *PEAS), name="soppa"))
    approved.localize()
    own = segment(approved, NEAR)
    ((source, text, state, by),) = [(s["source"], s["text"], s["state"], s["by"]) for s in own["similar"]]
    assert (source, text, state, by) == (OATS[0], APPROVED, "approved", "Karen Holm")
    assert 75 <= own["similar"][0]["score"] < 100
    # The draft is the engine's as ever.
    assert (own["state"], own["origin"]) == ("machine-draft", "engine")
    assert own["text"] not in ("", APPROVED)
    assert segment(approved, PEAS[0])["similar"] == []
    assert segment(approved, NEAR, "nb")["similar"] == []


def test_a_missing_sentence_has_it_too_and_stays_missing(approved: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WordByWord, "unusable", lambda *_: "it is away")
    approved.write("soppa.html", page("Soppa på torsdag", (NEAR, *PEAS), name="soppa"))
    approved.localize()
    own = segment(approved, NEAR)
    assert (own["state"], own["text"], own["similar"][0]["text"]) == ("missing", "", APPROVED)


def test_what_was_suggested_stays_while_the_draft_does_and_ends_with_it(approved: Shop) -> None:
    approved.write("soppa.html", page("Soppa på torsdag", (NEAR, *PEAS), name="soppa"))
    approved.localize()
    first = segment(approved, NEAR)["similar"]
    (article,) = {article for article, _ in approved.drafts() if article.startswith("soppa")}
    with approved.desk() as desk:
        desk.edit(article, "da", PEAS[0], "Ærter er gode i en suppe om torsdagen.", "Karen Holm")
    assert segment(approved, NEAR)["similar"] == first
    with approved.desk() as desk:
        desk.send_back(article, "da", "Nils Dahl", "skriv den om", NEAR)
    assert segment(approved, NEAR)["state"] == "needs-work"
    assert segment(approved, NEAR)["similar"] == first
    with approved.desk() as desk:
        desk.edit(article, "da", NEAR, "Grød er en nem morgenmad, som næsten alle kan lide.", "Karen Holm")
    assert segment(approved, NEAR)["similar"] == []


def test_nothing_is_looked_for_where_nothing_is_new(approved: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    approved.write("soppa.html", page("Soppa på torsdag", (NEAR, *PEAS), name="soppa"))
    approved.localize()
    before = segment(approved, NEAR)["similar"]
    asked: list[str] = []

    def nearest(_: Suggestions, part: Segment) -> tuple[Similar, ...]:
        asked.append(part.text)
        return ()

    monkeypatch.setattr(Suggestions, "nearest", nearest)
    monkeypatch.setattr("contentops.pipeline.run.fingerprint", lambda: "another")
    approved.localize()  # every article is built again, and nothing is translated
    assert (asked, segment(approved, NEAR)["similar"]) == ([], before)
    approved.write("soppa.html", page("Soppa på torsdag", (NEAR, *PEAS[:3], "Bröd passar bra till."), name="soppa"))
    approved.localize()
    assert asked == ["Bröd passar bra till."] * 2


def test_the_memory_is_read_once_for_a_target_in_a_run(approved: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    trusted = Memory.trusted

    def counted(self: Memory) -> list[Trusted]:
        read.append(1)
        return trusted(self)

    monkeypatch.setattr(Memory, "trusted", counted)
    for name in ("soppa", "te"):
        approved.write(f"{name}.html", page(f"Mer om {name}", (NEAR.replace("enkel", name), *PEAS), name=name))
    approved.localize()
    assert len(read) == 2  # da and nb


def test_what_a_trusted_engine_made_is_suggested_for_a_draft_of_another(shop: Shop, engine: WordByWord) -> None:
    shop.settings = replace(Settings(), targets=(Target("da", "da"),))
    shop.to = ("da",)
    engine.trusted = True
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    shop.localize()
    engine.trusted = False
    shop.write("soppa.html", page("Soppa på torsdag", (NEAR, *PEAS), name="soppa"))
    shop.localize()
    (found,) = segment(shop, NEAR)["similar"]
    assert (found["state"], found["by"], found["source"]) == ("machine", "", OATS[0])
