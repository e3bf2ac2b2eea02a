"""XML as translators' tools get it: laid out for people, and every blank of a sentence kept."""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring


def serialize(root: Element, prose: frozenset[str]) -> bytes:
    """The document as UTF-8, one element a line but inside those that hold ``prose``: there every blank counts."""
    _lay_out(root, prose, "\n")
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _lay_out(element: Element, prose: frozenset[str], line: str) -> None:
    if element.tag in prose or not len(element):
        return
    element.text = f"{line}  "
    for child in element:
        _lay_out(child, prose, f"{line}  ")
        child.tail = f"{line}  "
    element[-1].tail = line
