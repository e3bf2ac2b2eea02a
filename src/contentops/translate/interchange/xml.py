"""XML from strangers: nothing is fetched, nothing is expanded, elements stand only so deep in one another.

:func:`parse` gives a tree, :func:`feed` tells of elements as they come, for files that no memory would hold. A document type
that declares an entity is refused by both. One that only names a file, as many TMX do, is read over by :func:`feed`: nobody
looks for it; XLIFF has none, and :func:`parse` refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Protocol
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from contentops.errors import InterchangeError

UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that no XML can hold."""

_DEEPEST = 100
"""Elements in one another. Files of translators' tools have about ten."""
_AT_ONCE = 64 * 1024
_LONGEST_TAG = 1024 * 1024
"""Bytes. A tag of more, which the parser would have to hold whole, is none of a translator's tool."""


def writable(text: str) -> str:
    """The text without the characters that no XML can hold."""
    return UNWRITABLE.sub("\ufffd", text)


class Handler(Protocol):
    """Who is told of what stands in the file."""

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        """An element begins, in this line."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Characters; a text may come in several pieces."""


def _guarded(parser: expat.XMLParserType, file: str, handler: Handler) -> expat.XMLParserType:
    """The parser, which tells the handler of elements and characters and refuses what is too deep or declares entities."""
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        line = parser.CurrentLineNumber
        if depth > _DEEPEST:
            raise InterchangeError(
                f"{file}: line {line}: over {_DEEPEST} elements in one another.",
                hint="Give a file that a translator's tool has written.",
            )
        handler.start(name, attributes, line)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(name)

    def entity(name: str, *_: object) -> None:
        raise InterchangeError(
            f"{file}: line {parser.CurrentLineNumber}: it declares an entity ({name[:60]}): none is expanded.",
            hint="Take the declarations out of its DOCTYPE.",
        )

    def unknown_entity(name: str, *_: object) -> None:
        raise InterchangeError(
            f"{file}: line {parser.CurrentLineNumber}: it uses an undeclared entity ({name[:60]}).",
            hint="Write the character itself.",
        )

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = handler.text
    parser.EntityDeclHandler, parser.SkippedEntityHandler = entity, unknown_entity
    return parser


# --------------------------------------------------------------------------------------------------------------- as a tree


def parse(data: bytes, file: str) -> Element:
    """The root element; a name with a namespace is "{namespace}name".

    Raises InterchangeError, naming ``file``, for what is not well-formed, is nested too deep, or has a document type.
    """
    tree = _Tree()
    parser = _guarded(expat.ParserCreate(namespace_separator="}"), file, tree)

    def document_type(*_: object) -> None:
        raise InterchangeError(
            f"{file}: line {parser.CurrentLineNumber}: it has a document type (<!DOCTYPE …>), which is not read.",
            hint="Save it without one.",
        )

    parser.StartDoctypeDeclHandler = document_type
    try:
        parser.Parse(data, True)  # noqa: FBT003  # expat's own word for the last piece
        return tree.close()
    except (expat.ExpatError, LookupError, ValueError) as error:  # the latter two: an encoding that is none
        raise InterchangeError(
            f"{file}: not XML: {error}.", hint="Give the file as the translator's tool has saved it."
        ) from error


class _Tree:
    """Builds the tree."""

    def __init__(self) -> None:
        builder = TreeBuilder()
        self._builder = builder
        self.text = builder.data
        self.close = builder.close

    def start(self, name: str, attributes: dict[str, str], _: int) -> None:
        self._builder.start(_clark(name), {_clark(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self._builder.end(_clark(name))


def _clark(name: str) -> str:
    return f"{{{name}" if "}" in name else name


# ------------------------------------------------------------------------------------------------------------- as it comes


def feed(stream: BinaryIO, file: str, handler: Handler, *, wanted: str, form: str) -> Iterator[None]:
    """Reads the stream, and stops after each piece of it for the handler's harvest to be taken.

    The handler gets names of elements without a prefix. ``wanted`` is the root's name, ``form`` what such a file is called.
    Raises InterchangeError, naming ``file``, for what is not well-formed, has another root, is nested too deep, or declares
    entities.
    """
    rooted = _Rooted(file, handler, wanted, form)
    parser = _guarded(expat.ParserCreate(), file, rooted)
    size = 0
    try:
        while data := stream.read(_AT_ONCE):
            size += len(data)
            parser.Parse(data, False)  # noqa: FBT003  # expat's own
            if size - max(parser.CurrentByteIndex, 0) > _LONGEST_TAG:
                raise InterchangeError(
                    f"{file}: line {parser.CurrentLineNumber}: a tag of over {_LONGEST_TAG:,} bytes."
                )
            yield
        if not size:
            raise InterchangeError(f"{file}: it is empty.", hint=f"Give a {form} file.")
        parser.Parse(b"", True)  # noqa: FBT003
        yield
    except expat.ExpatError as error:
        if not rooted.begun:
            raise InterchangeError(
                f"{file}: it is no XML: {expat.ErrorString(error.code)} in line {error.lineno}.",
                hint=f"Give a {form} file.",
            ) from error
        raise InterchangeError(
            f"{file}: line {error.lineno}: not well-formed XML: {expat.ErrorString(error.code)}.",
            hint="Export it again; what stands before that line was read.",
        ) from error
    except (ValueError, LookupError) as error:  # an encoding that is declared and not known
        raise InterchangeError(f"{file}: {error}.", hint="Save it as UTF-8.") from error


class _Rooted:
    """Refuses a file with another root, and takes the prefixes off."""

    def __init__(self, file: str, handler: Handler, wanted: str, form: str) -> None:
        self._file, self._handler, self._wanted, self._form = file, handler, wanted, form
        self.text = handler.text
        self.begun = False

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        name = name.rpartition(":")[2]
        if not self.begun and name != self._wanted:
            also = " It is read by: contentops xliff import." if name == "xliff" else ""
            raise InterchangeError(f"{self._file}: it is no {self._form}: its root is <{name[:60]}>.{also}")
        self.begun = True
        self._handler.start(name, attributes, line)

    def end(self, name: str) -> None:
        self._handler.end(name.rpartition(":")[2])
