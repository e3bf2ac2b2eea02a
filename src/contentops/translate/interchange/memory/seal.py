"""The seal of an entry in a file of ours: whether anything of it has been changed since it was written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from contentops.article.record import State
from contentops.state.memory import Entry


def seal(entry: Entry, locale: str) -> str:
    """A hash of an entry, written beside it. Whoever changes a text in a file of ours changes what the hash is of.

    It guards against taking a changed text for what somebody approved, not against malice: anybody can calculate it.
    """
    said = [
        locale,
        *(getattr(entry, name) for name in ("source", "text", "state", "engine", "terms", "unknown", "by", "at")),
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()[:16]


def claimed(values: Mapping[str, str], source: str, text: str, locale: str) -> Entry | None:
    """The entry that a file of ours gives, or None where it is none or something of it has been changed.

    ``values`` are state, engine, terms, unknown (JSON), by, at and seal by these names.
    """
    if not values.get("seal"):
        return None
    try:
        unknown = json.loads(values.get("unknown") or "[]")
        state = State(values.get("state", ""))
    except ValueError:
        return None
    if not isinstance(unknown, list) or state in (State.MISSING, State.SOURCE):
        return None
    engine, terms, by, at = (values.get(name, "") for name in ("engine", "terms", "by", "at"))
    entry = Entry(key_of(source), source, text, state, engine, terms, tuple(unknown), by, at)
    return entry if seal(entry, locale) == values["seal"] else None


def values_of(entry: Entry, locale: str) -> dict[str, str]:
    """What a file of ours says of an entry besides its texts: the values that :func:`claimed` reads, and the key."""
    return {
        "key": entry.key,
        "state": entry.state.value,
        "engine": entry.engine,
        "terms": entry.terms,
        "unknown": json.dumps(entry.unknown) if entry.unknown else "",
        "by": entry.by,
        "at": entry.at,
        "seal": seal(entry, locale),
    }


def key_of(source: str) -> str:
    """The memory's key of a source that names its codes' kinds."""
    return hashlib.sha256(source.encode(errors="replace")).hexdigest()
