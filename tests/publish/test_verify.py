"""Each harm that can come to a store, done to a whole one, is found and named."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from contentops.article.codec import to_json
from contentops.article.record import Record, State, record_to_json
from contentops.publish.document import document
from contentops.publish.release import Row, release
from contentops.publish.store import Store
from contentops.publish.verify import verify
from contentops.state.database import connect, sqlite_url
from contentops.state.memory import Entry, Memory
from tests.article.samples import ZINC


def row_of(store: Store, article: str) -> Row:
    """The row of an approved article in Danish, its document and record in the store."""
    name = store.put(to_json(document(replace(ZINC, id=article, locale="da"), slug=article)))
    record = Record(
        article=article, target="da", locale="da", state=State.APPROVED, source_revision="r1", document=name
    )
    return {
        "article": article,
        "target": "da",
        "locale": "da",
        "state": "approved",
        "object": name,
        "record": store.put(record_to_json(record)),
        "slug": article,
        "source_revision": "r1",
        "held": [],
        "missing": 0,
    }


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A whole store: two articles live, a state beside them."""
    made = Store(tmp_path / "store")
    made.create()
    release(made, [row_of(made, "zink"), row_of(made, "salt")], {}, {}, shop="shop")
    database = connect(sqlite_url(made.root / "private" / "state.db"))
    many = [Entry(f"k{n}", "Zink är bra. " * 40, "Zink er godt.", State.MACHINE_DRAFT) for n in range(100)]
    Memory(database, "sv", "da").put(many)
    database.dispose()
    assert verify(made) == []
    return made


def live_row(store: Store) -> Row:
    found: Row = store.manifest("public")["rows"][0]
    return found


def flip(path: Path, bit: int = 3) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1 << bit
    path.write_bytes(data)


def test_a_folder_that_is_no_store_is_said_to_be_none(tmp_path: Path) -> None:
    assert verify(Store(tmp_path)) == [f"{tmp_path}: there is no store here"]


def test_an_empty_store_is_whole(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.create()
    assert verify(store) == []


def test_every_flipped_bit_is_found_and_its_file_named(store: Store) -> None:
    paths = sorted(store.root.glob("*/objects/*"))
    assert len(paths) >= 8  # documents in both folders, records, manifests
    for number, path in enumerate(paths):
        flip(path, number % 8)
        assert f"{path}: the content is not what its name says" in verify(store)
        flip(path, number % 8)
    assert verify(store) == []


@pytest.mark.parametrize("side", ["public", "private"])
def test_a_lost_object_is_found_with_the_article_that_needs_it(store: Store, side: str) -> None:
    path = store.root / side / "objects" / live_row(store)["object"]
    path.unlink()
    faults = verify(store)
    assert len(faults) == 1
    assert f"{live_row(store)['article']} in da" in faults[0]
    assert path.name in faults[0]


def test_a_lost_record_is_found(store: Store) -> None:
    row = store.manifest("private")["rows"][0]
    (store.root / "private" / "objects" / row["record"]).unlink()
    assert [row["record"] in fault for fault in verify(store)] == [True]


def test_a_lost_manifest_is_found(store: Store) -> None:
    path = store.root / "public" / "live.json"
    name = json.loads(path.read_bytes())["manifest"]
    (store.root / "public" / "objects" / name).unlink()
    assert [fault.startswith(f"{path}: does not lead to a manifest") for fault in verify(store)] == [True]


def with_pointer(change: Callable[[dict[str, object]], object]) -> Callable[[Store], None]:
    def harm(store: Store) -> None:
        path = store.root / "public" / "live.json"
        pointer = json.loads(path.read_bytes())
        change(pointer)
        path.write_text(json.dumps(pointer))

    return harm


def with_content(content: bytes) -> Callable[[Store], None]:
    def harm(store: Store) -> None:
        (store.root / "public" / "live.json").write_bytes(content)

    return harm


POINTERS = {
    "to nowhere": (with_pointer(lambda p: p.update(manifest="0" * 64)), "does not lead to a manifest"),
    "with another number": (with_pointer(lambda p: p.update(sequence=9)), "says sequence 9, its manifest 1"),
    "without a manifest": (with_pointer(lambda p: p.pop("manifest")), "does not lead to a manifest"),
    "cut short": (with_content(b'{"manifest": "0'), "does not lead to a manifest"),
    "empty": (with_content(b""), "does not lead to a manifest"),
}


@pytest.mark.parametrize(("harm", "said"), POINTERS.values(), ids=POINTERS.keys())
def test_a_wrong_pointer_is_found(store: Store, harm: Callable[[Store], None], said: str) -> None:
    harm(store)
    faults = verify(store)
    assert len(faults) == 1
    assert faults[0].startswith(str(store.root / "public" / "live.json"))
    assert said in faults[0]


def test_a_pointer_to_an_object_that_is_no_manifest_is_found(store: Store) -> None:
    with_pointer(lambda p: p.update(manifest=live_row(store)["object"]))(store)
    assert ["does not lead to a manifest" in fault for fault in verify(store)] == [True]


def rewrite(store: Store, side: str, changes: Row) -> None:
    """The current manifest with its first row changed, everything hashed as it should be."""
    assert side in ("public", "private")
    manifest = store.manifest("public" if side == "public" else "private")
    manifest["rows"][0] |= changes
    store.swap("public" if side == "public" else "private", manifest)


def test_a_row_with_another_articles_document_is_found(store: Store) -> None:
    rows = store.manifest("public")["rows"]
    rewrite(store, "public", {"object": rows[1]["object"]})
    assert [f"the document is of {rows[1]['article']} in da" in fault for fault in verify(store)] == [True]


def test_a_row_that_names_another_locale_than_its_document_is_found(store: Store) -> None:
    rewrite(store, "public", {"locale": "nb"})
    assert ["the document is of" in fault for fault in verify(store)] == [True]


def test_a_record_about_another_document_is_found(store: Store) -> None:
    rows = store.manifest("private")["rows"]
    rewrite(store, "private", {"record": rows[1]["record"]})
    assert ["the record is about another document" in fault for fault in verify(store)] == [True]


def test_an_object_that_is_no_document_is_found(store: Store) -> None:
    name = store.put({"title": 1}, "public")
    rewrite(store, "public", {"object": name})
    assert ["not a valid article" in fault for fault in verify(store)] == [True]


def test_a_row_without_an_object_is_found(store: Store) -> None:
    manifest = store.manifest("public")
    del manifest["rows"][0]["object"]
    store.swap("public", manifest)
    assert ["'object'" in fault for fault in verify(store)] == [True]


def test_what_a_killed_writer_left_half_written_is_no_fault(store: Store) -> None:
    (store.root / "public" / "objects" / ".abc.4711.part").write_bytes(b'{"ti')
    assert verify(store) == []


def harm_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for start in range(4096, len(data), 4096):
        data[start : start + 200] = b"\xff" * 200
    path.write_bytes(data)


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def replace_by_text(path: Path) -> None:
    path.write_text("no database " * 1000)


@pytest.mark.parametrize("harm", [harm_pages, cut_in_half, replace_by_text])
def test_a_damaged_state_is_found_and_named(store: Store, harm: Callable[[Path], None]) -> None:
    path = store.root / "private" / "state.db"
    harm(path)
    faults = verify(store)
    assert faults
    assert all(fault.startswith(str(path)) for fault in faults)


def test_verifying_changes_nothing(store: Store) -> None:
    before = {path: path.read_bytes() for path in store.root.glob("**/*") if path.is_file()}
    verify(store)
    assert {path: path.read_bytes() for path in store.root.glob("**/*") if path.is_file()} == before
    with closing(sqlite3.connect(store.root / "private" / "state.db")) as connection:
        assert connection.execute("SELECT count(*) FROM memory").fetchone() == (100,)


def test_a_lost_live_pointer_is_found(store: Store) -> None:
    (store.root / "public" / "live.json").unlink()
    assert any("live.json: is missing" in fault for fault in verify(store))
