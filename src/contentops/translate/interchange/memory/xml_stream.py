"""XML from strangers, read as it comes: nothing is fetched, nothing is expanded, and memory does not grow with the file.

A document type that names a file (many TMX carry one) is read over: nobody looks for it. One that declares entities is
refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Protocol
from xml.parsers import expat

from contentops.errors import InterchangeError

_AT_ONCE = 64 * 1024
_LONGEST_TAG = 1024 * 1024
"""Bytes. A tag of more, which the parser would have to hold whole, is none of a translator's tool."""
_DEEPEST = 100
"""Elements in one another. TMX needs a dozen."""


class Handler(Protocol):
    """Who is told of what stands in the file. Names of elements come without a prefix."""

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        """An element begins, in this line."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Characters; a text may come in several pieces."""


def feed(stream: BinaryIO, file: str, handler: Handler, *, wanted: str, form: str) -> Iterator[None]:
    """Reads the stream, and stops after each piece of it for the handler's harvest to be taken.

    ``wanted`` is the root's name, ``form`` what such a file is called. Raises InterchangeError, naming ``file``, for what is
    not well-formed, has another root, is nested too deep, or declares entities.
    """
    parser = expat.ParserCreate()
    reading = _Reading(parser, file, handler, wanted, form)
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    parser.EntityDeclHandler = reading.entity
    parser.SkippedEntityHandler = reading.unknown_entity
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
        if not reading.depth and not reading.begun:
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


class _Reading:
    """Stands between the parser and the handler, and refuses what is too much."""

    def __init__(self, parser: expat.XMLParserType, file: str, handler: Handler, wanted: str, form: str) -> None:
        self._parser, self._file, self._handler = parser, file, handler
        self._wanted, self._form = wanted, form
        self.depth = 0
        self.begun = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        line = self._parser.CurrentLineNumber
        if not self.begun and name != self._wanted:
            also = " It is read by: contentops xliff import." if name == "xliff" else ""
            raise InterchangeError(f"{self._file}: it is no {self._form}: its root is <{name[:60]}>.{also}")
        self.begun = True
        self.depth += 1
        if self.depth > _DEEPEST:
            raise InterchangeError(f"{self._file}: line {line}: over {_DEEPEST} elements in one another.")
        self._handler.start(name, attributes, line)

    def end(self, name: str) -> None:
        self.depth -= 1
        self._handler.end(name.rpartition(":")[2])

    def text(self, data: str) -> None:
        self._handler.text(data)

    def entity(self, name: str, *_: object) -> None:
        raise InterchangeError(
            f"{self._file}: line {self._parser.CurrentLineNumber}: it declares an entity ({name[:60]}): none is expanded.",
            hint="Take the declarations out of its DOCTYPE.",
        )

    def unknown_entity(self, name: str, *_: object) -> None:
        raise InterchangeError(
            f"{self._file}: line {self._parser.CurrentLineNumber}: it uses an undeclared entity ({name[:60]}).",
            hint="Write the character itself.",
        )
