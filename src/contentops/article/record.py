"""What people behind the desk know of a document, kept apart from it: states, findings, where each sentence came from.

One record for each article and target (and one for the source). Readers never get it; a new check, an approval or a waiver
writes a new record and leaves the document, and its hash, as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from pydantic import TypeAdapter

Severity = Literal["block", "warn", "note"]
"""``block`` keeps a text from going live until a person waives it; ``warn`` asks a person to look; ``note`` informs."""

Origin = Literal["memory", "engine", "person", ""]
"""Where a translation came from when it first stood at its place: remembered from elsewhere, an engine, a person."""

OutcomeKind = Literal["findings", "clean", "not-applicable", "crashed"]


class State(StrEnum):
    """How far a text can be trusted, from least to most."""

    MISSING = "missing"
    NEEDS_WORK = "needs-work"
    MACHINE_DRAFT = "machine-draft"
    MACHINE = "machine"
    APPROVED = "approved"
    SOURCE = "source"

    @property
    def rank(self) -> int:
        """Order of trust; the state of an article is the lowest of its segments."""
        return list(State).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A person's word that a finding may stand, with the reason."""

    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a check saw. ``block`` and ``segment`` say where; ``text`` is the sentence; ``hint`` is what to do."""

    rule: str
    severity: Severity
    message: str
    block: str = ""
    segment: str = ""
    text: str = ""
    hint: str = ""
    waiver: Waiver | None = None

    @property
    def blocks(self) -> bool:
        """Whether it keeps the text from going live."""
        return self.severity == "block" and self.waiver is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one check ended. ``reason`` says why it did not apply, or how it crashed."""

    rule: str
    outcome: OutcomeKind
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """All findings, and the outcome of every check that was asked."""

    items: tuple[Finding, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Findings that keep the text from going live."""
        return tuple(finding for finding in self.items if finding.blocks)


@dataclass(frozen=True, slots=True)
class Similar:
    """The remembered translation of a sentence that is nearly this one: to be read, never taken by itself.

    ``source`` carries its codes with their kinds (⟦1:quantity⟧), ``text`` without. ``score`` is how much the two sources are
    alike, in per cent; ``state`` and ``by`` say who stands for the text.
    """

    source: str
    text: str
    score: int
    state: State
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentRecord:
    """One sentence: its source, its translation, and where that came from.

    ``source`` and ``text`` carry codes (⟦1⟧); ``source_shown`` and ``shown`` are what a reader sees. ``origin`` is
    "memory", "engine", "person" or "" (missing); ``previous`` is the translation that this sentence had before it changed in
    the source. ``similar`` is what may help whoever reads a draft or writes what is missing, the most alike first.
    """

    address: str
    block: str
    role: str
    source: str
    source_shown: str
    text: str = ""
    shown: str = ""
    state: State = State.MISSING
    origin: Origin = ""
    engine: str = ""
    by: str = ""
    at: str = ""
    comment: str = ""
    previous: str = ""
    similar: tuple[Similar, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made the document: the file and its bytes, the extractor, the engines."""

    source: str = ""
    bytes_sha256: str = ""
    extractor: str = ""
    engines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The record of one article in one target. ``document`` is the hash of the document that it is about."""

    article: str
    target: str
    locale: str
    state: State
    source_revision: str
    document: str
    segments: tuple[SegmentRecord, ...] = ()
    checks: Checks = field(default_factory=Checks)
    provenance: Provenance = field(default_factory=Provenance)
    schema: Literal["contentops.record/1"] = "contentops.record/1"


_RECORD = TypeAdapter(Record)
_CHECKS = TypeAdapter(Checks)


def record_to_json(record: Record) -> dict[str, Any]:
    """The record as JSON values."""
    value: dict[str, Any] = _RECORD.dump_python(record, mode="json")
    return value


def record_from_json(value: object) -> Record:
    """The inverse of :func:`record_to_json`."""
    return _RECORD.validate_python(value)


def checks_to_json(checks: Checks) -> dict[str, Any]:
    """The checks as JSON values: ``items`` and ``outcomes``."""
    value: dict[str, Any] = _CHECKS.dump_python(checks, mode="json")
    return value
