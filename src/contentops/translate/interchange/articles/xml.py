"""XML of translators' tools: read as hostile input, and written so that sentences keep their blanks.

No document type is read, so there are no entities to grow or to lead out of the file; nothing is fetched.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder, tostring
from xml.parsers import expat

from contentops.errors import InterchangeError

DEEPEST = 100
"""Elements in one another. Files of translators' tools have about ten."""


def parse(data: bytes, name: str) -> Element:
    """The root element; a name with a namespace is "{namespace}name". Raises InterchangeError, naming the file."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise InterchangeError(
                f"{name}: line {parser.CurrentLineNumber}: more than {DEEPEST} elements in one another.",
                hint="Give a file that a translator's tool has written.",
            )
        builder.start(_clark(tag), {_clark(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_clark(tag))

    def document_type(*_: object) -> None:
        raise InterchangeError(
            f"{name}: line {parser.CurrentLineNumber}: it has a document type (<!DOCTYPE …>), which is not read.",
            hint="Save it without one.",
        )

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = document_type
    try:
        parser.Parse(data, True)  # noqa: FBT003  # expat's own word for the last piece
        return builder.close()
    except (expat.ExpatError, LookupError, ValueError) as error:  # the latter two: an encoding that is none
        raise InterchangeError(
            f"{name}: not XML: {error}.", hint="Give the file as the translator's tool has saved it."
        ) from error


def _clark(name: str) -> str:
    return f"{{{name}" if "}" in name else name


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
