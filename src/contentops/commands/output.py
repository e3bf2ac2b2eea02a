"""Where a command writes a file that it makes: under its name once it is whole, or to stdout."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from contentops.errors import StoreUnwritable


@contextlib.contextmanager
def writing(out: Path | None) -> Iterator[TextIO]:
    """A text file in UTF-8, line ends as they are written, that takes its name once it is whole; stdout without a name.

    Raises StoreUnwritable.
    """
    if out is None:
        stream = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
        try:
            yield stream
        finally:
            stream.flush()
            stream.detach()
        return
    beside = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            yield file
        beside.replace(out)
    except OSError as error:
        raise StoreUnwritable(f"{out}: cannot be written: {error.strerror}.", hint="Check the path.") from error
    finally:
        beside.unlink(missing_ok=True)
