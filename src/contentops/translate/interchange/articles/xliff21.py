"""XLIFF 2.1 (and 2.0): a ``<unit>`` for a block, a ``<segment>`` for a sentence, ``<ph/>`` and ``<pc>`` for codes.

What stands between sentences is ``<ignorable>``. Each segment has its state; a sentence without a translation has no target.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from contentops.article.record import State
from contentops.translate.interchange.articles.bilingual import (
    FOREIGN,
    Code,
    File,
    FileBack,
    Level,
    RunBack,
    Unit,
    UnitBack,
    read_seal,
)
from contentops.translate.interchange.articles.document import OURS, US, notes_of_others, read_files
from contentops.translate.interchange.articles.inline import coded, foreign, name, put
from contentops.translate.interchange.articles.serialize import serialize
from contentops.translate.interchange.xml import writable

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
"""That of 2.1 as well."""

STATES = {
    State.MISSING: "initial",
    State.NEEDS_WORK: "initial",
    State.MACHINE_DRAFT: "initial",
    State.MACHINE: "translated",
    State.APPROVED: "final",
}
"""Beside it stands our own word as the ``subState``: contentops:machine-draft."""
LEVELS = {
    "initial": Level.TO_DO,
    "translated": Level.TRANSLATED,
    "reviewed": Level.FINAL,
    "final": Level.FINAL,
}

_KINDS = {
    "strong": ("fmt", "xlf:b"),
    "em": ("fmt", "xlf:i"),
    "break": ("fmt", "xlf:lb"),
    "sup": ("fmt", "contentops:sup"),
    "sub": ("fmt", "contentops:sub"),
    "link": ("link", "contentops:link"),
}
_PROSE = frozenset({"source", "target", "note"})
_ORDER = re.compile(r"[0-9]{1,6}")
_NO_NAME = re.compile(r"[^\w.-]")


def write(files: Sequence[File]) -> bytes:
    """The articles as one document, which must be of one pair of languages."""
    first = files[0]
    languages = {"srcLang": first.source_locale, "trgLang": first.locale}
    root = Element("xliff", {"version": "2.1", **languages, "xmlns": NAMESPACE, "xmlns:co": OURS})
    for number, file in enumerate(files, 1):
        attributes = {
            "id": f"f{number}",
            "original": file.article,
            "co:shop": file.shop,
            "co:target": file.target,
            "co:revision": file.revision,
        }
        place = SubElement(root, "file", {key: writable(value) for key, value in attributes.items()})
        if file.title:
            SubElement(SubElement(place, "notes"), "note", {"category": US}).text = writable(file.title)
        for unit in file.units:
            _write_unit(place, unit)
    return serialize(root, _PROSE)


def _write_unit(file: Element, unit: Unit) -> None:
    levels = {run.id: LEVELS[STATES[run.state]] for run in unit.sentences}
    levels["all"] = min(levels.values())
    written = {run.id: writable(run.target) for run in unit.sentences}
    attributes = {
        # An id of XLIFF 2 is a name: what an address has besides is spelled out, and the address itself stands beside it.
        "id": _NO_NAME.sub(lambda odd: f"_{ord(odd[0]):x}_", unit.id),
        "name": unit.id,
        "type": f"contentops:{unit.role}",
        "xml:space": "preserve",
        "co:seal": unit.seal(levels, written),
    }
    place = SubElement(file, "unit", {key: writable(value) for key, value in attributes.items()})
    if unit.notes:
        notes = SubElement(place, "notes")
        for note in unit.notes:
            SubElement(notes, "note", {"category": US}).text = writable(note)
    for run in unit.runs:
        if not run.id:
            between = SubElement(place, "ignorable")
            _put(SubElement(between, "source"), run.source, unit.codes)
            continue
        state = {"state": STATES[run.state], "subState": f"contentops:{run.state}"}
        segment = SubElement(place, "segment", {"id": f"s{run.id}", **state})
        _put(SubElement(segment, "source"), run.source, unit.codes)
        if run.target:
            _put(SubElement(segment, "target"), run.target, unit.codes, there=True)


def _put(parent: Element, text: str, codes: Mapping[str, Code], *, there: bool = False) -> None:
    def make(name: str, code: Code) -> tuple[str, dict[str, str]]:
        kind, own = _KINDS.get(code.kind, ("other", f"contentops:{code.kind}"))
        attributes = {"id": name, "canCopy": "no", "canDelete": "no", "type": kind, "subType": own}
        if code.wraps:
            return "pc", attributes
        shown = writable(code.shown_there if there else code.shown)
        return "ph", attributes | {"equiv": shown, "disp": shown}

    put(parent, text, codes, make)


# -------------------------------------------------------------------------------------------------------- the way back


def read(root: Element) -> tuple[FileBack, ...]:
    """The articles of a document."""
    return read_files(root, NAMESPACE, "unit", _read_unit)


def _read_unit(place: Element) -> UnitBack:
    runs: list[tuple[int, RunBack]] = []
    pieces = [child for child in place if child.tag in (_q("segment"), _q("ignorable"))]
    for number, piece in enumerate(pieces, 1):
        target, source = piece.find(_q("target")), piece.find(_q("source"))
        order = target.get("order", "") if target is not None else ""
        where = int(order) if _ORDER.fullmatch(order) else number
        if piece.tag == _q("segment"):
            text = None if target is None else coded(target, _code)
            level = LEVELS.get(piece.get("state", "initial"))
            runs.append((where, RunBack(_run_of(piece.get("id", "")), text, level)))
        else:
            between = source if target is None else target
            runs.append((where, RunBack("", "" if between is None else coded(between, _code))))
    runs.sort(key=lambda run: run[0])
    notes = notes_of_others(place.iterfind(f"{_q('notes')}/{_q('note')}"), "category")
    return UnitBack(
        id=place.get("name", place.get("id", "")),
        seal=read_seal(place.get(f"{{{OURS}}}seal", "")),
        runs=tuple(run for _, run in runs),
        notes=notes,
    )


def _run_of(segment: str) -> str:
    """The run that a segment's id names; that of a segment that a tool made is none of ours."""
    return segment[1:] if segment.startswith("s") and segment[1:] else f"{FOREIGN}{segment}"


def _code(element: Element) -> str:
    tag = element.tag.removeprefix(_q(""))
    match tag:
        case "ph" | "sc":  # a tool that cuts a segment in two cuts a pair in two as well
            return f"⟦{name(element)}⟧"
        case "ec":
            return f"⟦/{name(element, 'startRef')}⟧"
        case "pc":
            return f"⟦{name(element)}⟧{coded(element, _code)}⟦/{name(element)}⟧"
        case "sm" | "em":
            return ""
        case "cp":
            return f"⟦{foreign(element)}⟧"
        case _:  # a comment, a marked term, something of the tool's own: its words are the text's
            return coded(element, _code)


def _q(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"
