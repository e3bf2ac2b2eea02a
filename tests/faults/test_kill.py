"""kill -9 at any moment: what is there is whole, what is live stays served, and the next run completes without doing
anything twice.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from contentops.publish.store import Store
from contentops.publish.verify import verify
from tests.faults import process
from tests.shop import OATS, PEAS, TEA, Shop, WordByWord, inject, page

KILLS = 12 if os.environ.get("CONTENTOPS_SOAK") == "1" else 3
PORRIDGE = "grot-3565fd"

pytestmark = pytest.mark.soak


def spread(moments: int) -> list[int]:
    """KILLS of so many moments, the first among them, evenly spread."""
    return [1 + round(number * (moments - 1) / (KILLS - 1)) for number in range(KILLS)]


@dataclass(frozen=True)
class Before:
    """A shop with one live article, another text of it and two new pages waiting; and what a whole run makes of it."""

    folder: Path
    moments: int
    remembered: int
    objects: dict[tuple[str, str], str]
    live: dict[str, Any]

    def copy(self, to: Path) -> Shop:
        shutil.copytree(self.folder, to)
        return Shop(to / "pages", to / "store")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Before:
    folder = tmp_path_factory.mktemp("before") / "shop"
    shop = Shop(folder / "pages", folder / "store")
    with pytest.MonkeyPatch.context() as monkeypatch:
        inject(monkeypatch, WordByWord())
        shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
        shop.localize()
        with shop.desk() as desk:
            assert desk.approve(PORRIDGE, "da", "Karen Holm").live
        shop.write("grot.html", page("Gröt till frukost", (*OATS[:3], TEA[3]), name="grot"))
        shop.write("soppa.html", page("Soppa på torsdag", PEAS))
        shop.write("te.html", page("En kopp te", TEA))
    live = shop.live()[PORRIDGE, "da"]
    whole = Shop(folder.with_name("whole") / "pages", folder.with_name("whole") / "store")
    shutil.copytree(folder, whole.pages.parent)
    code, _, said = process.run("count", "localize", whole.pages, "--to", "da,nb", "--out", whole.store)
    assert code == 0, said
    return Before(folder, int(said.split()[-1]), remembered(whole), objects(whole), live)


def remembered(shop: Shop) -> int:
    """How many translations the memory holds."""
    with closing(sqlite3.connect(shop.store / "private" / "state.db")) as database:
        (count,) = database.execute("SELECT count(*) FROM memory").fetchone()
    return int(count)


def objects(shop: Shop) -> dict[tuple[str, str], str]:
    return {key: row["object"] for key, row in shop.drafts().items()}


@contextmanager
def readers(shop: Shop) -> Iterator[list[str]]:
    """Reads what is live over and over, as a site does; gives the documents that it saw."""
    public, seen, failed = shop.store / "public", list[str](), list[BaseException]()
    over = threading.Event()

    def read() -> None:
        try:
            while not over.is_set():
                pointer = json.loads((public / "live.json").read_bytes())
                manifest = json.loads((public / "objects" / pointer["manifest"]).read_bytes())
                for row in manifest["rows"]:
                    seen.append(json.loads((public / "objects" / row["object"]).read_bytes())["id"])
                time.sleep(0.001)
        except BaseException as error:  # noqa: BLE001  # told to the test's own thread
            failed.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()
    assert failed == []
    assert seen


def is_whole(shop: Shop, before: Before) -> None:
    """Nothing is wrong in the store, and what was live is."""
    assert verify(Store(shop.store)) == []
    row = shop.live()[PORRIDGE, "da"]
    assert (row["object"], row["source_revision"]) == (before.live["object"], before.live["source_revision"])


def completes(shop: Shop, before: Before) -> None:
    """The next run does what was left, and the one after it nothing."""
    there = remembered(shop)
    summary = shop.localize()
    assert (summary.failed, summary.changed_site) == ((), "")
    assert summary.translated == remembered(shop) - there == before.remembered - there
    assert objects(shop) == before.objects
    is_whole(shop, before)
    assert shop.live()[PORRIDGE, "da"]["behind"]
    assert not list(shop.store.rglob("*.part"))
    again = shop.localize()
    assert (again.translated, again.objects_written, again.release) == (0, 0, None)


@pytest.mark.parametrize("nth", range(KILLS))
def test_a_run_that_is_killed_at_a_write_leaves_the_store_whole_and_the_next_completes(
    before: Before, nth: int, tmp_path: Path, engine: WordByWord
) -> None:
    shop = before.copy(tmp_path / "shop")
    with readers(shop) as seen:
        code, _, said = process.run(
            f"kill={spread(before.moments)[nth]}", "localize", shop.pages, "--to", "da,nb", "--out", shop.store
        )
    assert code == -9, said
    assert set(seen) == {PORRIDGE}
    is_whole(shop, before)
    completes(shop, before)
    assert len(engine.asked) < before.remembered


def approval(shop: Shop) -> tuple[str | Path, ...]:
    return ("review", shop.store, "approve", PORRIDGE, "--target", "nb", "--by", "Karen Holm")


@pytest.fixture(scope="module")
def moments_of_an_approval(before: Before, tmp_path_factory: pytest.TempPathFactory) -> int:
    shop = before.copy(tmp_path_factory.mktemp("approval") / "shop")
    code, _, said = process.run("count", *approval(shop))
    assert code == 0, said
    return int(said.split()[-1])


@pytest.mark.parametrize("nth", range(KILLS))
def test_an_approval_that_is_killed_at_a_write_is_given_wholly_or_not_at_all(
    before: Before, moments_of_an_approval: int, nth: int, tmp_path: Path, engine: WordByWord
) -> None:
    shop = before.copy(tmp_path / "shop")
    with readers(shop):
        code, _, _ = process.run(f"kill={spread(moments_of_an_approval)[nth]}", *approval(shop))
    assert code == -9
    is_whole(shop, before)
    grot = shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))  # as it was when it was approved
    shop.localize(grot)
    is_whole(shop, before)
    approved = shop.drafts()[PORRIDGE, "nb"]["state"] == "approved"
    assert approved is ((PORRIDGE, "nb") in shop.live())
    assert approved is (nth == KILLS - 1) or 0 < nth < KILLS - 1
    with shop.desk() as desk:
        assert desk.approve(PORRIDGE, "nb", "Karen Holm").live
    assert engine.asked == []


@pytest.mark.usefixtures("apertium")
def test_the_command_itself_with_the_real_engine_killed_at_spread_moments(tmp_path: Path) -> None:
    pages, command = tmp_path / "pages", Path(sys.executable).with_name("contentops")
    first = Shop(pages, tmp_path / "whole")
    for name, title, sentences in (("grot", "Gröt", OATS), ("soppa", "Soppa", PEAS), ("te", "En kopp te", TEA)):
        first.write(f"{name}.html", page(title, sentences, name=name))

    def start(store: Path) -> subprocess.Popen[bytes]:
        started = subprocess.Popen(
            [command, "localize", pages, "--to", "da,nb", "--out", store],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while not (store / "private" / "lock").exists() and started.poll() is None:
            time.sleep(0.002)
        return started

    with start(first.store) as whole:
        began = time.monotonic()
        assert whole.wait(60) == 0
        lasts = time.monotonic() - began
    total, made, killed = remembered(first), objects(first), 0
    for number in range(KILLS):
        shop = Shop(pages, tmp_path / f"store-{number}")
        with start(shop.store) as started:
            time.sleep(lasts * (number + 0.5) / (KILLS + 1))
            started.kill()
            killed += started.wait(60) == -9
        assert verify(Store(shop.store)) == []
        there = remembered(shop) if (shop.store / "private" / "state.db").exists() and tables(shop) else 0
        summary = shop.localize()
        assert (summary.failed, summary.missing, summary.translated) == ((), 0, total - there)
        assert verify(Store(shop.store)) == []
        assert objects(shop) == made
    assert killed > KILLS // 2


def tables(shop: Shop) -> bool:
    """Whether the killed run came as far as making the memory's table."""
    with closing(sqlite3.connect(shop.store / "private" / "state.db")) as database:
        return bool(database.execute("SELECT 1 FROM sqlite_master WHERE name = 'memory'").fetchone())
