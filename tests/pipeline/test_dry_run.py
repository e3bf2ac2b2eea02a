"""A dry run tells what a run would do, and does nothing."""

from __future__ import annotations

from pathlib import Path

from contentops.pipeline.dry_run import dry_run
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
