"""XLIFF 1.2: a ``<trans-unit>`` for a block, a ``<mrk mtype="seg">`` for a sentence, ``<x/>`` and ``<g>`` for codes.

The state is the unit's, that of its least sentence: 1.2 has none for a sentence. A sentence without a translation has the
source's words for its target: tools such as OmegaT show nothing but what stands in a target.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from contentops import __version__
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
from contentops.translate.interchange.articles.inline import coded, foreign, literal, name, put
from contentops.translate.interchange.articles.serialize import serialize
from contentops.translate.interchange.kinds import TYPES
from contentops.translate.interchange.xml import writable

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"

STATES = {
    State.MISSING: "needs-translation",
    State.NEEDS_WORK: "needs-review-translation",
    State.MACHINE_DRAFT: "needs-review-translation",
    State.MACHINE: "translated",
    State.APPROVED: "final",
}
LEVELS = {
    "new": Level.TO_DO,
    "needs-translation": Level.TO_DO,
    "needs-adaptation": Level.REVIEW,
    "needs-l10n": Level.REVIEW,
    "needs-review-adaptation": Level.REVIEW,
    "needs-review-l10n": Level.REVIEW,
    "needs-review-translation": Level.REVIEW,
    "translated": Level.TRANSLATED,
    "signed-off": Level.FINAL,
    "final": Level.FINAL,
}

_PROSE = frozenset({"source", "seg-source", "target", "note"})


def write(files: Sequence[File]) -> bytes:
    """The articles as one document."""
    root = Element("xliff", {"version": "1.2", "xmlns": NAMESPACE, "xmlns:co": OURS})
    for file in files:
        attributes = {
            "original": file.article,
            "source-language": file.source_locale,
            "target-language": file.locale,
            "datatype": "html",
            "tool-id": US,
            "co:shop": file.shop,
            "co:target": file.target,
            "co:revision": file.revision,
        }
        place = SubElement(root, "file", {key: writable(value) for key, value in attributes.items()})
        header = SubElement(place, "header")
        SubElement(header, "tool", {"tool-id": US, "tool-name": US, "tool-version": __version__})
        if file.title:
            SubElement(header, "note", {"from": US}).text = writable(file.title)
        body = SubElement(place, "body")
        for unit in file.units:
            _write_unit(body, unit)
    return serialize(root, _PROSE)


def _write_unit(body: Element, unit: Unit) -> None:
    least = min((run.state for run in unit.sentences), key=lambda state: state.rank)
    state = STATES[least]
    written = {run.id: writable(run.target or run.source) for run in unit.sentences}
    levels = dict.fromkeys((*written, "all"), LEVELS[state])
    attributes = {"id": unit.id, "restype": f"x-{unit.role}", "xml:space": "preserve"}
    if least is State.APPROVED:
        attributes["approved"] = "yes"
    attributes["co:seal"] = unit.seal(levels, written)
    place = SubElement(body, "trans-unit", {key: writable(value) for key, value in attributes.items()})
    _put(SubElement(place, "source"), "".join(run.source for run in unit.runs), unit.codes)
    cut = len(unit.runs) > 1
    if cut:
        _put_runs(SubElement(place, "seg-source"), unit, [(run.id, run.source) for run in unit.runs])
    target = SubElement(place, "target", {"state": state})
    if least is State.MACHINE_DRAFT:
        target.set("state-qualifier", "leveraged-mt")
    texts = [(run.id, run.target or run.source if run.id else run.source) for run in unit.runs]
    if cut:
        _put_runs(target, unit, texts, there=True)
    else:
        _put(target, texts[0][1], unit.codes, there=True)
    for note in unit.notes:
        SubElement(place, "note", {"from": US}).text = writable(note)


def _put_runs(parent: Element, unit: Unit, texts: Iterable[tuple[str, str]], *, there: bool = False) -> None:
    for run, text in texts:
        if run:
            _put(SubElement(parent, "mrk", {"mtype": "seg", "mid": run}), text, unit.codes, there=there)
        else:
            _put(parent, text, unit.codes, there=there)


def _put(parent: Element, text: str, codes: Mapping[str, Code], *, there: bool = False) -> None:
    def make(name: str, code: Code) -> tuple[str, dict[str, str]]:
        attributes = {"id": name, "ctype": TYPES[code.kind]}
        if code.wraps:
            return "g", attributes
        return "x", attributes | {"equiv-text": writable(code.shown_there if there else code.shown)}

    put(parent, text, codes, make)


# -------------------------------------------------------------------------------------------------------- the way back


def read(root: Element) -> tuple[FileBack, ...]:
    """The articles of a document."""
    return read_files(root, NAMESPACE, "trans-unit", _read_unit)


def _read_unit(place: Element) -> UnitBack:
    target = place.find(_q("target"))
    seal = read_seal(place.get(f"{{{OURS}}}seal", ""))
    level = None
    if target is not None:
        level = LEVELS.get(target.get("state", "final" if place.get("approved") == "yes" else ""))
    names = [run for run in seal if run != "all"] or ["all"]
    runs, cut = [RunBack(run, None, level) for run in names], True
    if target is not None and any(_is_run(child) for child in target):
        runs = list(_runs(target, level))
    elif target is not None:
        # Some tools give the text of a unit back without its sentences.
        cut = place.find(_q("seg-source")) is None and len(names) == 1
        runs = [RunBack(names[0] if cut else "", coded(target, _code), level)]
    notes = notes_of_others(place.findall(_q("note")), "from")
    return UnitBack(id=place.get("id", ""), seal=seal, runs=tuple(runs), notes=notes, cut=cut)


def _runs(target: Element, level: Level | None) -> Iterator[RunBack]:
    """The sentences of a target, and what stands between them as runs without a name."""
    between = literal(target.text)
    for child in target:
        if _is_run(child):
            if between:
                yield RunBack("", between, level)
            yield RunBack(child.get("mid", FOREIGN), coded(child, _code), level)
            between = literal(child.tail)
        else:
            between += _code(child) + literal(child.tail)
    if between:
        yield RunBack("", between, level)


def _is_run(element: Element) -> bool:
    return element.tag == _q("mrk") and element.get("mtype") == "seg"


def _code(element: Element) -> str:
    if element.tag == _q("x"):
        return f"⟦{name(element)}⟧"
    if element.tag == _q("g"):
        return f"⟦{name(element)}⟧{coded(element, _code)}⟦/{name(element)}⟧"
    if element.tag == _q("mrk") or not element.tag.startswith(_q("")):
        return coded(element, _code)  # a comment, a marked term, something of the tool's own: its words are the text's
    return f"⟦{foreign(element)}⟧"


def _q(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"
