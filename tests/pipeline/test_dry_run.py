"""A dry run tells what a run would do, and does nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentops.errors import UsageError
from contentops.pipeline.dry_run import dry_run
from contentops.pipeline.summary import WITHOUT_ENGINE
from contentops.settings import Settings, Target
from tests.shop import TEA, Shop, WordByWord, page

DA = (Target("da", "da"),)


def files(folder: Path) -> dict[Path, bytes]:
    return {
        path: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in (".db-wal", ".db-shm")
    }


def test_before_the_first_run_everything_is_new_and_no_store_is_made(shop: Shop) -> None:
    shop.write("te.html", page("Te", TEA))
    shop.write("tom.html", b"")
    plan = dry_run([shop.pages], DA, shop.store, Settings())
    assert (plan.new, plan.changed, plan.unchanged) == (1, 0, 0)
    assert plan.to_translate["da"][0] >= len(TEA) + 2
    assert [failure.source for failure in plan.failed] == [str(shop.pages / "tom.html")]
    assert not shop.store.exists()


def test_after_a_run_only_an_edited_sentence_is_left(shop: Shop, engine: WordByWord) -> None:
    shop.write("te.html", page("Te", TEA))
    shop.localize()
    before, asked = files(shop.store), len(engine.asked)
    assert dry_run([shop.pages], DA, shop.store, Settings()).unchanged == 1
    assert dry_run([shop.pages], DA, shop.store, Settings()).to_translate == {"da": (0, 0)}
    edited = "Låt bladen dra i 3 minuter under ett lock."
    shop.write("te.html", page("Te", (TEA[0], edited, *TEA[2:])))
    plan = dry_run([shop.pages], DA, shop.store, Settings())
    assert plan.changed == 1
    assert plan.to_translate["da"][0] == 1
    assert "1 sentence to translate" in plan.words()
    assert (files(shop.store), len(engine.asked)) == (before, asked)


def test_a_target_that_no_engine_reaches_is_promised_nothing(shop: Shop) -> None:
    shop.write("te.html", page("Te", TEA))
    plan = dry_run([shop.pages], (Target("de", "de", engines=("apertium",)),), shop.store, Settings())
    number = plan.to_translate["de"][0]
    assert f"No engine reaches de: {number} sentences will be missing." in plan.words()
    assert "to translate" not in plan.words()
    assert WITHOUT_ENGINE in plan.words()
    (reason,) = plan.to_json()["engines_unusable"]["de"]
    assert reason.startswith("apertium: ")
    assert reason in plan.words()


def test_a_target_that_an_engine_reaches_has_no_reasons(shop: Shop, engine: WordByWord) -> None:
    shop.write("te.html", page("Te", TEA))
    plan = dry_run([shop.pages], DA, shop.store, Settings())
    assert plan.to_json()["engines_unusable"] == {}
    assert "sentences to translate" in plan.words()
    assert engine.asked == []


def test_an_engine_that_is_asked_for_takes_the_place_of_those_of_the_settings(shop: Shop) -> None:
    shop.write("te.html", page("Te", TEA))
    with pytest.raises(UsageError, match="unknown engine"):
        dry_run([shop.pages], DA, shop.store, Settings(), "apertum")
