"""What a file for a translator's tool holds, whatever its format: on its way out, and as it comes back.

A *unit* is a block of an article and its *runs* are its sentences with what stands between them. Their text is coded: the
code ``⟦0-1⟧`` is number 1 of the run "0", so that one that has strayed into another run is seen.

Each unit carries a *seal*, which tools hand on unread: of every run a hash of its source and of the text that it had, and
the level that the file gave it. By it is known what has changed, here and there, since the file was written.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from contentops.article.record import State

CODE = re.compile(r"⟦(/?)([^⟦⟧/]+)⟧")
BRACKET = re.compile(r"[⟦⟧]")
FOREIGN = "?"
"""Begins the id of a code that no file of ours holds: an element that a tool put in, a code without an id."""

WHOLE = "all"
"""The run of a unit that is taken whole; in a seal, all its runs together."""

_SEALED = re.compile(r"(\w+)=([0-9a-f]{16})/([0-9a-f]{16})/([0-3])")


class Level(IntEnum):
    """How far a text has come, in the words that all formats have."""

    TO_DO = 0
    REVIEW = 1
    TRANSLATED = 2
    FINAL = 3


@dataclass(frozen=True, slots=True)
class Code:
    """What a code stands for: the type of inline, and how the source and the target show it ("3 månader", "3 Monate")."""

    kind: str
    shown: str = ""
    shown_there: str = ""
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A sentence (``id`` "0", "1", …), the unit taken whole ("all"), or what stands between sentences ("").

    ``of`` is the identity of its source; ``target`` is "" while it is missing.
    """

    id: str
    source: str
    target: str = ""
    state: State = State.MISSING
    of: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A block: ``id`` is its address, ``role`` what it is there. ``notes`` are for the translator."""

    id: str
    role: str
    runs: tuple[Run, ...]
    codes: Mapping[str, Code] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    whole: str = ""
    """The identity of the source of all of it; "" where it has not several sentences."""

    @property
    def sentences(self) -> tuple[Run, ...]:
        """Its runs but for what stands between them."""
        return tuple(run for run in self.runs if run.id)

    def seal(self, levels: Mapping[str, Level], written: Mapping[str, str]) -> str:
        """Its seal, for the levels that the file gives its runs and the target texts that it writes, by run."""
        marks = {run.id: (run.of, written[run.id]) for run in self.sentences}
        if self.whole:
            marks[WHOLE] = (self.whole, together([(run.id, written.get(run.id, run.source)) for run in self.runs]))
        return " ".join(
            f"{name}={digest(of)}/{digest(text)}/{levels.get(name, Level.TO_DO).value}"
            for name, (of, text) in marks.items()
        )


@dataclass(frozen=True, slots=True)
class File:
    """An article in a target. ``revision`` is that of the source that it was made from."""

    article: str
    target: str
    locale: str
    source_locale: str
    shop: str
    revision: str
    title: str = ""
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the seal says of a run: hashes of its source and of the text that it had, and the level."""

    of: str
    text: str
    level: Level


@dataclass(frozen=True, slots=True)
class RunBack:
    """A run as it comes back. ``text`` is None where it has no target, ``level`` where nothing is said of it."""

    id: str
    text: str | None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class UnitBack:
    """A unit as it comes back, its runs in the order of the target.

    ``cut`` is False where its text came back in one piece although it has several runs. ``notes`` are the translator's.
    """

    id: str
    seal: Mapping[str, Sealed]
    runs: tuple[RunBack, ...]
    notes: tuple[str, ...] = ()
    cut: bool = True


@dataclass(frozen=True, slots=True)
class FileBack:
    """An article in a target as it comes back."""

    article: str
    target: str
    shop: str
    revision: str
    units: tuple[UnitBack, ...] = ()


def read_seal(text: str) -> dict[str, Sealed]:
    """The marks of a seal by run; none of one that is damaged."""
    found = {m[1]: Sealed(m[2], m[3], Level(int(m[4]))) for m in map(_SEALED.fullmatch, text.split()) if m}
    return found if len(found) == len(text.split()) else {}


def digest(text: str) -> str:
    """What a seal holds of a text: 64 bits of its SHA-256, whatever blanks a tool has put for its blanks."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def together(runs: list[tuple[str, str]]) -> str:
    """The texts of runs as one; two sentences that were put side by side get a blank between them."""
    out, before = "", ""
    for name, text in runs:
        if name and before and text and not out[-1].isspace() and not text[0].isspace():
            out += " "
        out += text
        before = name if text else before
    return out
