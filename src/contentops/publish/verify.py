"""Verifying a store: every hash and every reference."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from pathlib import Path
from typing import Any

from contentops.article.codec import document_from_json
from contentops.article.record import record_from_json
from contentops.errors import DocumentError
from contentops.publish.store import POINTERS, Side, Store


def verify(store: Store) -> list[str]:
    """What is wrong with a store, a line each, naming the file; [] when all is well."""
    if not store.exists:
        return [f"{store.root}: there is no store here"]
    faults: list[str] = []
    for side in POINTERS:
        faults += [
            f"{path}: the content is not what its name says"
            for path in sorted((store.root / side / "objects").glob("[!.]*"))
            if hashlib.sha256(path.read_bytes()).hexdigest() != path.name
        ]
        faults += _pointer(store, side)
    faults += _state(store.root / "private" / "state.db")
    return faults


def _pointer(store: Store, side: Side) -> list[str]:
    path = store.root / side / POINTERS[side]
    if not path.exists():
        released = side == "public" and (store.root / "private" / POINTERS["private"]).exists()
        return [f"{path}: is missing, though there was a release"] if released else []
    try:
        pointer = json.loads(path.read_bytes())
        manifest = _read(store, side, pointer["manifest"])
        rows = manifest["rows"]
        if manifest["sequence"] != pointer["sequence"]:
            return [f"{path}: says sequence {pointer['sequence']}, its manifest {manifest['sequence']}"]
    except (ValueError, KeyError, TypeError, OSError) as error:
        return [f"{path}: does not lead to a manifest: {error!r}"]
    faults = []
    for row in rows:
        who = f"{path}: {row.get('article')} in {row.get('target')}"
        try:
            document = document_from_json(_read(store, side, row["object"]))
            if document.id != row["article"] or document.locale != row["locale"]:
                faults.append(f"{who}: the document is of {document.id} in {document.locale}")
            if side == "private":
                record = record_from_json(_read(store, side, row["record"]))
                if record.document != row["object"]:
                    faults.append(f"{who}: the record is about another document")
        except (OSError, KeyError, ValueError, DocumentError) as error:
            faults.append(f"{who}: {error}")
    return faults


def _read(store: Store, side: Side, name: str) -> Any:  # noqa: ANN401  # JSON
    return json.loads((store.root / side / "objects" / name).read_bytes())


def _state(path: Path) -> list[str]:
    if not path.exists():
        return []
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            answers = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    except sqlite3.DatabaseError as error:
        return [f"{path}: {error}"]
    if answers == ["ok"]:
        return [f"{path}: its end is missing"] if _is_cut_short(path) else []
    return [f"{path}: {answer}" for answer in answers]


def _is_cut_short(path: Path) -> bool:
    """Whether a database at rest is shorter than its header says: SQLite takes what is missing for zeros.

    Bytes 16 and 17 of the header are the size of a page (1 is 65,536), 28 to 31 their number (sqlite.org/fileformat2.html).
    """
    journal = path.with_name(f"{path.name}-wal")
    if journal.exists() and journal.stat().st_size:
        return False
    with path.open("rb") as file:
        header = file.read(32)
    size = int.from_bytes(header[16:18]) if header[16:18] != b"\x00\x01" else 65_536
    return path.stat().st_size < size * int.from_bytes(header[28:32])
