"""A model of translation: a folder with a network, its pieces, and a file that says what they are."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from contentops.errors import ModelError
from contentops.translate.models.spelling import SPELLINGS

FILE = "contentops-model.json"
SCHEMA = 1
UNKNOWN_LICENCE = "unknown: ask where you got it"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_TOKEN = re.compile(r"\S{0,40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LARGEST_FILE = 1 << 20
_LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Model:
    """What is known of a model.

    ``targets`` are the locales that it translates to, each with the token that asks for it: one that stands before the
    source where it is spelled ">>nob<<", else the first of the answer ("deu_Latn"); "" where a model has one target.
    ``source_token`` is what it wants before any source ("swe_Latn"), ``source_end`` behind it. ``source_pieces`` and
    ``target_pieces`` are the files by which a text is cut into pieces, ``longest`` how many of them it reads. ``spellings``
    are how protected places are spelled for it, the best first. ``sha256`` is of each file.
    """

    name: str
    folder: Path
    source: str
    targets: Mapping[str, str]
    source_pieces: str
    target_pieces: str
    source_token: str = ""
    source_end: str = ""
    longest: int = 200
    spellings: tuple[str, ...] = tuple(SPELLINGS)
    licence: str = UNKNOWN_LICENCE
    origin: str = ""
    installed: str = ""
    sha256: Mapping[str, str] | None = None

    @property
    def version(self) -> str:
        """The first letters of the network's checksum: two models of one name are told apart by it."""
        return (self.sha256 or {}).get("model.bin", "")[:8]

    def serves(self, locale: str) -> str | None:
        """The target by which it translates to a locale: that locale, or its language; None where it does not."""
        return next((name for name in (locale, locale.partition("-")[0]) if name in self.targets), None)


def read(folder: Path) -> Model:
    """The model of a folder. Raises ModelError that names the file and the cause."""
    path = folder / FILE
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise ModelError(f"{path}: is too large for what it is.")
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise ModelError(
            f"{folder} is no installed model: it has no {FILE}.", hint=f"contentops models install {folder}"
        ) from None
    except OSError as error:
        raise ModelError(f"{path}: cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{path}: is no JSON: {error}.", hint="Install the model again.") from error
    return replace(from_json(data, path), name=folder.name, folder=folder)


def from_json(data: object, path: Path) -> Model:
    """A model from the JSON of its file at ``path``, whose folder is the model's. Raises ModelError, naming the key."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise ModelError(f"{path}: is of another version than {SCHEMA}.", hint="Install the model again.")
    said = _Said(data, path)
    return Model(
        name=said.text("name", NAME),
        folder=path.parent,
        source=said.text("source", LANGUAGE),
        targets=said.table("targets", LANGUAGE, _TOKEN, least=1),
        source_pieces=said.text("source_pieces", NAME),
        target_pieces=said.text("target_pieces", NAME),
        source_token=said.text("source_token", _TOKEN),
        source_end=said.text("source_end", _TOKEN),
        longest=said.number("longest", _LONGEST),
        spellings=said.names("spellings", SPELLINGS),
        licence=said.text("licence") or UNKNOWN_LICENCE,
        origin=said.text("origin"),
        installed=said.text("installed"),
        sha256=said.table("sha256", NAME, _SHA256),
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """The values of a model's file, each of its kind or a ModelError that names it."""

    data: Mapping[str, Any]
    path: Path

    def text(self, key: str, pattern: re.Pattern[str] | None = None) -> str:
        value = self.data.get(key, "")
        if not isinstance(value, str) or (pattern and not pattern.fullmatch(value)):
            raise self._wrong(key)
        return value

    def number(self, key: str, most: int) -> int:
        value = self.data.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
            raise self._wrong(key)
        return value

    def names(self, key: str, known: Collection[str]) -> tuple[str, ...]:
        value = self.data.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(one, str) and one in known for one in value):
            raise self._wrong(key)
        return tuple(value)

    def table(self, key: str, names: re.Pattern[str], values: re.Pattern[str], *, least: int = 0) -> dict[str, str]:
        value = self.data.get(key, {})
        if not isinstance(value, dict) or len(value) < least:
            raise self._wrong(key)
        for name, one in value.items():
            if not names.fullmatch(name) or not isinstance(one, str) or not values.fullmatch(one):
                raise self._wrong(key)
        return value

    def _wrong(self, key: str) -> ModelError:
        return ModelError(f"{self.path}: {key}: {self.data.get(key)!r} will not do.", hint="Install the model again.")


def to_json(model: Model) -> dict[str, Any]:
    """What its file says."""
    return {
        "schema": SCHEMA,
        "name": model.name,
        "source": model.source,
        "source_token": model.source_token,
        "targets": dict(model.targets),
        "source_pieces": model.source_pieces,
        "target_pieces": model.target_pieces,
        "source_end": model.source_end,
        "longest": model.longest,
        "spellings": list(model.spellings),
        "licence": model.licence,
        "origin": model.origin,
        "installed": model.installed,
        "sha256": dict(model.sha256 or {}),
    }


def write(model: Model) -> None:
    """Writes its file, whole or not at all."""
    beside = model.folder / f".{FILE}.new"
    beside.write_text(f"{json.dumps(to_json(model), ensure_ascii=False, indent=2)}\n", encoding="utf-8")
    beside.replace(model.folder / FILE)


def checksum(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def checksums(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file of a model's folder but the one that says what it is."""
    return {
        path.name: checksum(path)
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name != FILE and not path.name.startswith(".")
    }
