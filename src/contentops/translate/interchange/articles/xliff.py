"""XLIFF of either version: which one a file is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from contentops.errors import InterchangeError
from contentops.translate.interchange.articles import xliff12, xliff21
from contentops.translate.interchange.articles.bilingual import File, FileBack
from contentops.translate.interchange.xml import parse

LARGEST = 100_000_000
"""Bytes. Some 2,900 articles of the length of our examples (35 kB each); to read so much takes about 0.8 GB of memory."""

WRITERS: Mapping[str, Callable[[Sequence[File]], bytes]] = {"1.2": xliff12.write, "2.1": xliff21.write}
"""By the version that is written."""

_READERS = {f"{{{xliff12.NAMESPACE}}}xliff": xliff12.read, f"{{{xliff21.NAMESPACE}}}xliff": xliff21.read}


def read_file(path: Path) -> tuple[FileBack, ...]:
    """The articles of a file. Raises InterchangeError, naming it, for one that cannot be read or is no XLIFF."""
    try:
        if path.stat().st_size > LARGEST:
            raise InterchangeError(
                f"{path}: {path.stat().st_size} bytes, more than {LARGEST}.", hint="Import fewer articles at once."
            )
        data = path.read_bytes()
    except OSError as error:
        raise InterchangeError(f"{path}: cannot be read: {error.strerror}.", hint="Check the path.") from error
    return read(data, str(path))


def read(data: bytes, name: str) -> tuple[FileBack, ...]:
    """The articles of a document; ``name`` is what it is called in errors."""
    root = parse(data, name)
    reader = _READERS.get(root.tag)
    if reader is None:
        raise InterchangeError(
            f"{name}: not XLIFF 1.2 or 2.1: it begins with <{root.tag.rpartition('}')[2]}>"
            f"{f' of {root.tag[1:].partition(chr(125))[0]}' if root.tag.startswith('{') else ' without a namespace'}.",
            hint="Save it as XLIFF 1.2 or 2.1; the namespace must be the standard's.",
        )
    files = reader(root)
    if not files:
        raise InterchangeError(f"{name}: there is no <file> in it.", hint="Give a file that was exported from here.")
    return files
