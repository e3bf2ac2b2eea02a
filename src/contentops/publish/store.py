"""The store: a folder of files named by their SHA-256, and two pointers that are swapped whole.

    STORE/public/objects/<sha256>    what is or was live: documents and live manifests
    STORE/public/live.json           points at the current live manifest
    STORE/private/objects/<sha256>   drafts, records and draft manifests
    STORE/private/draft.json         points at the current draft manifest
    STORE/private/state.db           what is remembered (unless a database is named)
    STORE/private/lock               who is working on the store

An object is never changed. A reader follows a pointer to a manifest and the manifest to its objects, so it sees one release
or the next and nothing between, whatever is killed when.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from contentops.article.codec import canonical
from contentops.errors import StoreBusy, StoreDamaged, StoreUnwritable

Side = Literal["public", "private"]
POINTERS: dict[Side, str] = {"public": "live.json", "private": "draft.json"}


@dataclass(slots=True)
class Store:
    """A store's folder. ``written`` counts the objects that were not there before."""

    root: Path
    written: int = field(default=0)

    @property
    def exists(self) -> bool:
        """Whether there is a store here."""
        return (self.root / "private").is_dir()

    def create(self) -> None:
        """Makes the folders. Raises StoreUnwritable, naming the folder and the cause."""
        try:
            for side in POINTERS:
                (self.root / side / "objects").mkdir(parents=True, exist_ok=True)
            probe = self.root / "private" / f".probe-{os.getpid()}"
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as error:
            raise _unwritable(self.root, error) from error

    @contextlib.contextmanager
    def lock(self, who: str, wait: float = 0.0, waiting: Callable[[str], None] = lambda _: None) -> Iterator[None]:
        """Holds the store for one writer. Raises StoreBusy after ``wait`` seconds, naming who holds it.

        ``waiting`` is told who holds it when the waiting begins, and again whenever that is somebody else. The kernel frees
        the lock of a process that dies, so a killed run never blocks the next.
        """
        try:
            file = (self.root / "private" / "lock").open("a+", encoding="utf-8")
        except OSError as error:
            raise _unwritable(self.root, error) from error
        with file:
            deadline = time.monotonic() + wait
            told = ""
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    file.seek(0)
                    holder = file.read().strip() or "another process"
                    if time.monotonic() < deadline and holder != told:
                        told = holder
                        waiting(holder)
                    if time.monotonic() >= deadline:
                        raise StoreBusy(
                            f"{self.root}: {holder} is working on this store.",
                            hint="Wait until it has ended, or name seconds to wait with --wait.",
                        ) from None
                    time.sleep(0.1)
            file.truncate(0)
            file.write(f"{who} (process {os.getpid()})")
            file.flush()
            yield
            file.truncate(0)

    # ------------------------------------------------------------------------------------------------------- objects

    def put(self, value: object, side: Side = "private") -> str:
        """Keeps a JSON value and returns its hash. What is there already is not written again."""
        data = canonical(value)
        name = hashlib.sha256(data).hexdigest()
        path = self._object(name, side)
        if not path.exists():
            self._write(path, data)
            self.written += 1
        return name

    def get(self, name: str) -> Any:  # noqa: ANN401  # JSON
        """The JSON value of a hash. Raises StoreDamaged when it is not there or is not what its name says."""
        for side in POINTERS:
            path = self._object(name, side)
            if path.exists():
                data = path.read_bytes()
                if hashlib.sha256(data).hexdigest() != name:
                    raise StoreDamaged(f"{path}: the content is not what its name says.", hint="Run contentops verify.")
                return json.loads(data)
        raise StoreDamaged(f"{self.root}: object {name} is missing.", hint="Run contentops verify.")

    def has(self, name: str) -> bool:
        """Whether an object of this hash is there."""
        return any(self._object(name, side).exists() for side in POINTERS)

    def publish(self, name: str) -> None:
        """Lets readers have a private object."""
        if not self._object(name, "public").exists():
            self.put(self.get(name), "public")

    def _object(self, name: str, side: Side) -> Path:
        return self.root / side / "objects" / name

    # ------------------------------------------------------------------------------------------- pointers and manifests

    def manifest(self, side: Side) -> dict[str, Any]:
        """The current manifest of a side; an empty one with sequence 0 before the first release."""
        path = self.root / side / POINTERS[side]
        try:
            pointer = json.loads(path.read_bytes())
            name = pointer["manifest"]
        except FileNotFoundError:
            return {"sequence": 0, "rows": []}
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise StoreDamaged(f"{path}: not a pointer: {error}.", hint="Restore it from a backup.") from error
        manifest: dict[str, Any] = self.get(name)
        return manifest

    def swap(self, side: Side, manifest: dict[str, Any]) -> None:
        """Makes a manifest the current one of its side."""
        name = self.put(manifest, side)
        pointer = {"schema": "contentops.pointer/1", "manifest": name, "sequence": manifest["sequence"]}
        self._write(self.root / side / POINTERS[side], canonical(pointer))

    def _write(self, path: Path, data: bytes) -> None:
        """Writes a whole file or nothing: beside it, then renamed over it, both made to last."""
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            with beside.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except OSError as error:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise _unwritable(path, error) from error

    def sweep(self) -> None:
        """Removes the half-written files that a killed run left. Only under the lock."""
        for side in POINTERS:
            for part in (self.root / side).glob("**/.*.part"):
                part.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> StoreUnwritable:
    return StoreUnwritable(
        f"{path}: cannot be written: {error.strerror or error}.", hint="Check the path, its rights and the free space."
    )
