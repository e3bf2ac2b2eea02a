"""A store that cannot be written, that two want at once, or that was damaged."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from contentops.errors import StoreBusy, StoreError, StoreUnwritable
from contentops.publish.store import Store
from contentops.publish.verify import verify
from contentops.review import at_desk
from tests.faults import process
from tests.shop import OATS, PEAS, Shop, WordByWord, page

pytestmark = pytest.mark.usefixtures("engine")


@pytest.fixture
def porridge(shop: Shop) -> str:
    """One article, live in Danish; its id."""
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    shop.localize()
    with shop.desk() as desk:
        assert desk.approve(shop.article(), "da", "Karen Holm").live
    return shop.article()


# -------------------------------------------------------------------------------------------------------- unwritable


def test_a_store_below_a_file_cannot_be_made_and_the_message_says_so(shop: Shop, tmp_path: Path) -> None:
    shop.write("grot.html", page("Gröt till frukost", OATS))
    (tmp_path / "file").write_text("not a folder")
    shop.store = tmp_path / "file" / "store"
    with pytest.raises(StoreUnwritable, match="cannot be written: Not a directory") as error:
        shop.localize()
    assert str(shop.store) in error.value.message
    assert "rights" in error.value.hint


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_store_without_rights_is_refused_before_any_work(shop: Shop, engine: WordByWord, porridge: str) -> None:
    (shop.store / "private").chmod(0o500)
    engine.asked.clear()
    try:
        with pytest.raises(StoreUnwritable, match="Permission denied"):
            shop.localize()
    finally:
        (shop.store / "private").chmod(0o700)
    assert engine.asked == []
    assert (porridge, "da") in shop.live()


def test_a_disk_without_room_costs_nothing_that_is_there(shop: Shop, porridge: str) -> None:
    before = shop.live()
    shop.write("soppa.html", page("Soppa på torsdag", PEAS))
    code, out, said = process.run("room=3000", "localize", shop.pages, "--to", "da,nb", "--out", shop.store)
    assert code == 1
    assert "Traceback" not in said
    assert str(shop.store) in said + out, said + out
    assert verify(Store(shop.store)) == []
    assert shop.live() == before
    summary = shop.localize()
    assert (summary.failed, summary.missing) == ((), 0)
    assert (porridge, "da") in shop.live()


# ------------------------------------------------------------------------------------------------------- two at once


def test_of_two_runs_at_once_the_second_is_told_who_works_and_the_first_completes(shop: Shop, tmp_path: Path) -> None:
    shop.write("grot.html", page("Gröt till frukost", OATS))
    arguments = ("localize", shop.pages, "--to", "da,nb", "--out", shop.store)
    go = tmp_path / "go"
    with process.start(f"hold={go}", *arguments) as first:
        lock = shop.store / "private" / "lock"
        deadline = time.monotonic() + 30
        while not (lock.exists() and lock.read_text()) and time.monotonic() < deadline:
            time.sleep(0.02)
        with pytest.raises(StoreBusy, match=rf"contentops localize \(process {first.pid}\) is working") as error:
            shop.localize()
        assert str(shop.store) in error.value.message
        assert "--wait" in error.value.hint
        with process.start("count", *arguments, "--wait", "30") as second:
            time.sleep(0.5)
            go.touch()
            out, _ = first.communicate(timeout=60)
            waited, _ = second.communicate(timeout=60)
    assert (first.returncode, second.returncode) == (0, 0)
    assert "12 translated" in out
    assert "nothing was translated" in waited
    assert verify(Store(shop.store)) == []


def test_a_persons_act_waits_for_the_run_to_end(shop: Shop, porridge: str) -> None:
    began = time.monotonic()

    def act() -> None:
        with at_desk(shop.store, shop.settings, wait=0.3) as desk:
            desk.approve(porridge, "nb", "Karen Holm")

    with Store(shop.store).lock("a long run"), pytest.raises(StoreBusy, match="a long run"):
        act()
    assert time.monotonic() - began >= 0.3
    act()
    assert (porridge, "nb") in shop.live()


# ----------------------------------------------------------------------------------------------------------- damaged


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def flip_a_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def lose(path: Path) -> None:
    path.unlink()


HARMS = (cut_short, flip_a_bit, lose)


@pytest.mark.parametrize(
    ("what", "harm"),
    [
        *((what, harm) for what in ("document", "record", "manifest", "live document") for harm in HARMS),
        ("live pointer", cut_short),
        ("live pointer", flip_a_bit),
        ("state", cut_short),
    ],
)
def test_whatever_is_damaged_is_found_and_named(
    shop: Shop, porridge: str, what: str, harm: Callable[[Path], None]
) -> None:
    private, public = shop.store / "private", shop.store / "public"
    row = shop.drafts()[porridge, "nb"]
    manifest = json.loads((private / "draft.json").read_bytes())["manifest"]
    path, led_by = {
        "document": (private / "objects" / row["object"], porridge),
        "record": (private / "objects" / row["record"], porridge),
        "manifest": (private / "objects" / manifest, "draft.json"),
        "live document": (public / "objects" / shop.live()[porridge, "da"]["object"], porridge),
        "live pointer": (public / "live.json", "live.json"),
        "state": (private / "state.db", "state.db"),
    }[what]
    assert verify(Store(shop.store)) == []
    harm(path)
    faults = verify(Store(shop.store))
    assert any((led_by if harm is lose else path.name) in fault for fault in faults)


def test_a_damaged_store_is_not_worked_on(shop: Shop, porridge: str) -> None:
    cut_short(shop.store / "public" / "objects" / shop.live()[porridge, "da"]["object"])
    cut_short(shop.store / "private" / "draft.json")
    with pytest.raises(StoreError, match=r"draft\.json: not a pointer"):
        shop.localize()


def test_a_folder_that_is_no_store_is_said_to_be_none(tmp_path: Path) -> None:
    (fault,) = verify(Store(tmp_path))
    assert "no store" in fault
