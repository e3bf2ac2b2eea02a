"""The store: what is put comes back, one writes at a time, and whatever is killed when, readers see whole releases."""

from __future__ import annotations

import hashlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from contentops.article.codec import canonical, to_json
from contentops.errors import StoreBusy, StoreDamaged, StoreUnwritable
from contentops.publish.document import document
from contentops.publish.store import Store
from contentops.publish.verify import verify
from tests.article.samples import ZINC


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "store")
    made.create()
    return made


# ----------------------------------------------------------------------------------------------------------------- objects


def test_what_is_put_comes_back_under_the_hash_of_its_canonical_json(store: Store) -> None:
    name = store.put({"b": 1, "a": "ø"})
    assert store.get(name) == {"a": "ø", "b": 1}
    assert name == hashlib.sha256('{"a":"ø","b":1}'.encode()).hexdigest()
    assert (store.root / "private" / "objects" / name).read_bytes() == b'{"a":"\xc3\xb8","b":1}'


def test_putting_twice_writes_once_and_says_so(store: Store) -> None:
    names = {store.put({"a": 1}), store.put({"a": 1}), store.put({"a": 2})}
    assert (len(names), store.written) == (2, 2)
    again = Store(store.root)
    again.put({"a": 1})
    assert again.written == 0


def test_a_private_object_is_not_a_readers_until_it_is_published(store: Store) -> None:
    name = store.put({"a": 1})
    public = store.root / "public" / "objects" / name
    assert store.has(name)
    assert not public.exists()
    store.publish(name)
    assert public.read_bytes() == canonical({"a": 1})
    before = store.written
    store.publish(name)
    assert store.written == before


def test_an_object_that_is_not_there_is_said_to_be_missing(store: Store) -> None:
    with pytest.raises(StoreDamaged, match="object abc is missing"):
        store.get("abc")


def test_a_changed_object_is_never_given_out(store: Store) -> None:
    name = store.put({"dose": 10})
    path = store.root / "private" / "objects" / name
    path.write_bytes(path.read_bytes().replace(b"10", b"99"))
    with pytest.raises(StoreDamaged, match="not what its name says") as caught:
        store.get(name)
    assert str(path) in str(caught.value)
    assert "contentops verify" in caught.value.hint


# -------------------------------------------------------------------------------------------------------------- manifests


def test_before_the_first_release_the_manifests_are_empty(store: Store) -> None:
    assert store.manifest("public") == store.manifest("private") == {"sequence": 0, "rows": []}


def test_a_swap_makes_a_manifest_the_current_one_of_its_side_alone(store: Store) -> None:
    store.swap("public", {"sequence": 3, "rows": [{"article": "a"}]})
    assert store.manifest("public") == {"sequence": 3, "rows": [{"article": "a"}]}
    assert store.manifest("private")["sequence"] == 0
    pointer = json.loads((store.root / "public" / "live.json").read_bytes())
    assert pointer.keys() == {"schema", "manifest", "sequence"}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"schema": 1}', b"\xff"])
def test_a_broken_pointer_is_named(store: Store, content: bytes) -> None:
    path = store.root / "public" / "live.json"
    path.write_bytes(content)
    with pytest.raises(StoreDamaged, match="not a pointer") as caught:
        store.manifest("public")
    assert str(path) in str(caught.value)


def test_what_a_killed_writer_left_half_written_is_swept_away_and_nothing_else(store: Store) -> None:
    name = store.put({"a": 1})
    part = store.root / "private" / "objects" / f".{name}.4711.part"
    part.write_bytes(b'{"a"')
    store.sweep()
    assert not part.exists()
    assert store.get(name) == {"a": 1}


# -------------------------------------------------------------------------------------------------------------- unwritable


def test_a_store_below_a_file_is_unwritable_and_the_message_names_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    below = Store(tmp_path / "file" / "store")
    assert not below.exists
    with pytest.raises(StoreUnwritable, match="cannot be written: Not a directory") as caught:
        below.create()
    assert str(below.root) in str(caught.value)
    assert "free space" in caught.value.hint


def test_a_store_that_lost_its_folders_says_so_when_it_is_written_or_locked(store: Store) -> None:
    (store.root / "private" / "objects").rmdir()
    with pytest.raises(StoreUnwritable):
        store.put({"a": 1})
    (store.root / "private").rmdir()
    with pytest.raises(StoreUnwritable, match="No such file"), store.lock("me"):
        pass


@contextmanager
def room(size: int) -> Iterator[None]:
    """No file can grow beyond ``size`` bytes: as near to a full disk as one comes without being root."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_without_room_for_the_next_release_the_last_one_stays_and_nothing_half_written_lies_about(store: Store) -> None:
    first, second = {"sequence": 1, "rows": []}, {"sequence": 2, "rows": []}
    store.swap("public", first)
    with room(10), pytest.raises(StoreUnwritable, match="File too large"):
        store.swap("public", second)
    with room(40), pytest.raises(StoreUnwritable, match=r"live\.json"):
        store.swap("public", second)  # room for the manifest, none for the pointer
    assert store.manifest("public") == first
    assert list(store.root.glob("**/*.part")) == []
    store.swap("public", second)
    assert store.manifest("public") == second


# -------------------------------------------------------------------------------------------------------------------- lock

HOLD = """
import sys, time
from pathlib import Path
from contentops.publish.store import Store
with Store(Path(sys.argv[1])).lock("a long run"):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


@contextmanager
def holder(store: Store, seconds: float) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the store."""
    arguments = [sys.executable, "-c", HOLD, str(store.root), str(seconds)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_process_is_refused_and_told_who_works_until_that_one_is_killed(store: Store) -> None:
    with holder(store, 600) as process:
        with (
            pytest.raises(StoreBusy, match=rf"a long run \(process {process.pid}\) is working") as caught,
            store.lock("me"),
        ):
            pass
        assert str(store.root) in str(caught.value)
        assert "--wait" in caught.value.hint
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with store.lock("me"):
            assert (store.root / "private" / "lock").read_text() == f"me (process {os.getpid()})"
    assert (store.root / "private" / "lock").read_text() == ""


def test_whoever_waits_gets_the_store_when_it_is_free(store: Store) -> None:
    with holder(store, 0.3):
        begun = time.monotonic()
        told: list[str] = []
        with store.lock("me", wait=30, waiting=told.append):
            assert time.monotonic() - begun < 20
    (once,) = told
    assert once.startswith("a long run (process ")


def test_the_lock_is_freed_by_an_error(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.lock("me"):
        raise ZeroDivisionError
    with store.lock("me"):
        pass


# ------------------------------------------------------------------------------------------------------------ kill -9

PUBLISH = """
import json, sys
from pathlib import Path
from contentops.publish.store import Store

class InPlace(Store):
    '''What one writes without thinking: straight into the file that readers have open.'''
    def _write(self, path, data):
        with path.open("wb", buffering=0) as file:
            for start in range(0, len(data), 64):
                file.write(data[start : start + 64])

store = {"swap": Store, "in place": InPlace}[sys.argv[2]](Path(sys.argv[1]))
template = json.loads(sys.stdin.read())
store.create()
with store.lock("a publisher"):
    store.sweep()
    try:
        number = store.manifest("public")["sequence"]
    except Exception:
        number = int(sys.argv[3])
    while True:
        number += 1
        rows = []
        for locale in ("da", "nb", "nn"):
            name = store.put({**template, "locale": locale, "title": f"Release {number}"}, "public")
            rows.append({"article": template["id"], "target": locale, "locale": locale, "object": name})
        store.swap("public", {"sequence": number, "rows": rows})
        print(number, flush=True)
"""


@dataclass
class Reader(threading.Thread):
    """Follows live.json to its documents, over and over. ``torn`` is all that was not one whole release, or went back."""

    root: Path
    reads: int = 0
    last: int = 0
    torn: list[str] = field(default_factory=list)
    _ended: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        while not self._ended.is_set():
            if not (self.root / "live.json").exists():
                continue
            try:
                self._read()
            except (OSError, ValueError, KeyError, TypeError, AssertionError) as error:
                self.torn.append(repr(error))
            self.reads += 1

    def _read(self) -> None:
        pointer = json.loads((self.root / "live.json").read_bytes())
        manifest = self._object(pointer["manifest"])
        assert manifest["sequence"] == pointer["sequence"]
        titles = [self._object(row["object"])["title"] for row in manifest["rows"]]
        assert titles == [f"Release {manifest['sequence']}"] * 3, titles
        assert manifest["sequence"] >= self.last, f"{manifest['sequence']} after {self.last}"
        self.last = manifest["sequence"]

    def _object(self, name: str) -> Any:  # noqa: ANN401  # JSON
        data = (self.root / "objects" / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == name
        return json.loads(data)

    def end(self) -> None:
        self._ended.set()
        self.join(10)


def publish_and_kill(root: Path, how: str, kills: int) -> tuple[Reader, list[int]]:
    """Kills a publisher ``kills`` times at spread moments while a reader reads. Also what was acknowledged each time."""
    template = json.dumps(to_json(document(ZINC)))
    chance = random.Random(4711)  # noqa: S311  # moments, not secrets
    reader = Reader(root / "public")
    reader.start()
    acknowledged = [0]
    try:
        for _ in range(kills):
            with subprocess.Popen(
                [sys.executable, "-c", PUBLISH, str(root), how, str(acknowledged[-1])],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            ) as process:
                assert process.stdin is not None
                assert process.stdout is not None
                process.stdin.write(template)
                process.stdin.close()
                first = process.stdout.readline()
                time.sleep(chance.uniform(0.05, 0.3))
                process.kill()
                said = [int(line) for line in (first, *process.stdout) if line.endswith("\n")]
            assert said, "the publisher did not begin"
            acknowledged.append(said[-1])
    finally:
        reader.end()
    return reader, acknowledged


@pytest.mark.soak
def test_a_publisher_killed_at_any_moment_leaves_whole_releases_and_loses_nothing_acknowledged(
    tmp_path: Path, *, soak: bool
) -> None:
    kills = 40 if soak else 3
    reader, acknowledged = publish_and_kill(tmp_path / "store", "swap", kills)
    assert reader.torn == []
    assert reader.reads > kills
    assert acknowledged == sorted(set(acknowledged)), "every publisher went on where the one before it was killed"
    store = Store(tmp_path / "store")
    assert store.manifest("public")["sequence"] in (acknowledged[-1], acknowledged[-1] + 1)
    assert verify(store) == []
    with store.lock("the next run"):
        store.sweep()
    assert list(store.root.glob("**/*.part")) == []


@pytest.mark.soak
def test_the_same_reader_catches_a_writer_that_writes_in_place(tmp_path: Path) -> None:
    reader, _ = publish_and_kill(tmp_path / "store", "in place", 2)
    assert reader.torn
