"""The whole way with the state in PostgreSQL instead of a file of the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from contentops.article.record import Finding, Waiver
from contentops.pipeline.dry_run import dry_run
from contentops.pipeline.run import targets_of
from contentops.publish.store import Store
from contentops.publish.verify import verify
from contentops.state.database import connect
from contentops.state.desk import Desk
from tests import postgres
from tests.shop import OATS, PEAS, Shop, WordByWord, page

PORRIDGE = "grot-3565fd"


@pytest.fixture
def elsewhere(shop: Shop) -> Iterator[Shop]:
    """A shop whose state is in a schema of its own."""
    with postgres.schema() as url:
        shop.settings = replace(shop.settings, database=url)
        yield shop


def test_approve_edit_waive_withdraw_roll_back_and_run_again(elsewhere: Shop, engine: WordByWord) -> None:
    shop = elsewhere
    shop.write("grot.html", page("Gröt till frukost 🌾", OATS, name="grot"))
    shop.write("soppa.html", page("Soppa på torsdag", PEAS))
    first = shop.localize()
    assert (first.failed, first.missing, first.live) == ((), 0, 0)
    assert not (shop.store / "private" / "state.db").exists()
    with shop.desk() as desk:
        assert desk.approve(PORRIDGE, "da", "Karen Holm").live
        desk.edit(PORRIDGE, "da", OATS[3], "Server den gerne med friske bær.", "Karen Holm", approve=True)
        desk.send_back(PORRIDGE, "nb", "Nils Dahl", "for kort", OATS[0])
    number = Store(shop.store).manifest("public")["sequence"]
    engine.asked.clear()
    assert shop.localize().translated == len(engine.asked) == 0

    near = OATS[3].replace("färska bär", "frysta bär")
    shop.write("grot.html", page("Gröt till frukost 🌾", (*OATS[:3], near), name="grot"))
    edited = shop.localize()
    assert (edited.failed, edited.translated) == ((), 2)
    own = next(s for s in shop.record(PORRIDGE, "da")["segments"] if s["source_shown"] == near)
    assert own["previous"] == "Server den gerne med friske bær."
    assert [(one["text"], one["by"]) for one in own["similar"]] == [(own["previous"], "Karen Holm")]
    assert shop.live()[PORRIDGE, "da"]["behind"]
    with shop.desk() as desk:
        assert desk.approve(PORRIDGE, "da", "Karen Holm").live
        desk.withdraw(PORRIDGE, "da", "tilbagekaldt", "Karen Holm")
        assert (PORRIDGE, "da") not in shop.live()
        desk.restore(PORRIDGE, "da")
        assert "is live" in desk.roll_back(PORRIDGE, "da", number, "forkert", "Karen Holm").message
    assert shop.localize().failed == ()
    assert verify(Store(shop.store)) == []
    plan = dry_run((shop.pages,), targets_of(shop.settings, shop.to), shop.store, shop.settings)
    assert {target: sentences for target, (sentences, _) in plan.to_translate.items()} == {"da": 0, "nb": 0}


def test_a_very_long_sentence_can_be_waived(elsewhere: Shop) -> None:
    words = " ".join(f"ord{number}" for number in range(4000))  # an index of PostgreSQL takes 2,700 bytes
    finding = Finding(rule="length-ratio", severity="warn", message="m", block="p", text=words)
    waiver = Waiver(reason="tabel", by="Eva", at="2026-01-03")
    database = connect(elsewhere.settings.database)
    try:
        desk = Desk(database)
        desk.waive("zink-1", "da", finding, waiver)
        desk.waive("zink-1", "da", finding, waiver)
        about = desk.decisions()["zink-1"]
        assert about.waiver("da", finding) == waiver
        assert about.waiver("da", replace(finding, text=f"{words} mere")) is None
    finally:
        database.dispose()


def test_an_article_with_a_very_long_address_is_known_again(elsewhere: Shop, engine: WordByWord) -> None:
    path = "-".join(f"ord{number}" for number in range(1500))
    elsewhere.write("grot.html", page("Gröt till frukost", OATS, name=path))
    for _ in range(2):
        assert elsewhere.localize().failed == ()
    assert engine.asked
    assert len({article for article, _ in elsewhere.drafts()}) == 1
