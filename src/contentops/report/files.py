"""A folder brought in step with the pages that it shall hold."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from contentops.errors import StoreUnwritable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path, PurePosixPath

MARK = '<meta name="generator" content="contentops preview">'
"""Stands in the head of every page. Only files that carry it are ever removed: the folder may hold other things."""

_HEAD = 1024
_UNFINISHED = ".contentops-"


def mirror(folder: Path, pages: Iterable[tuple[PurePosixPath, str]]) -> None:
    """Writes ``pages`` (path below ``folder``, and HTML) and removes pages of an earlier run that are not among them.

    A file whose content is the same is not touched, so its time stays and a web server's cache holds. Each file is
    replaced as a whole: a reader gets the old page or the new one. Raises StoreUnwritable, naming the file.
    """
    here = folder
    wanted = set()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages:
            here = folder / name
            wanted.add(here)
            _replace(here, text.encode())
        _sweep(folder, wanted)
    except OSError as error:
        raise StoreUnwritable(
            f"{here}: the preview cannot be written: {error.strerror or error}.",
            hint="Free space or mend the folder's permissions, and run again; nothing else is lost.",
        ) from error


def _replace(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(exist_ok=True)
    unfinished = path.with_name(f"{_UNFINISHED}{path.name}")
    try:
        unfinished.write_bytes(content)
        os.replace(unfinished, path)  # noqa: PTH105 - named for what matters here: it replaces, in one step
    finally:
        unfinished.unlink(missing_ok=True)


def _sweep(folder: Path, wanted: set[Path]) -> None:
    """Removes our own pages that are not wanted, what a killed run left, and folders that are then empty."""
    for path in [*folder.glob("*.html"), *folder.glob("*/*.html")]:
        if path not in wanted and (path.name.startswith(_UNFINISHED) or _is_ours(path)):
            path.unlink()
            if path.parent != folder and not any(path.parent.iterdir()):
                path.parent.rmdir()


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return MARK.encode() in file.read(_HEAD)
