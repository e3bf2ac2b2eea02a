"""A folder brought in step with the pages that it shall hold."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from contentops.errors import StoreUnwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

MARK = '<meta name="generator" content="contentops preview">'
"""Stands in the head of every page. Only files that carry it are ever removed: the folder may hold other things."""

_HEAD = 1024
_UNFINISHED = ".contentops-"


def mirror(
    folder: Path, pages: Iterable[tuple[str, str]], *, kept: Collection[str] = (), there: Collection[str] | None = None
) -> None:
    """Writes ``pages`` (address below ``folder``, and HTML) and removes pages of an earlier run that are not among them.

    ``kept`` are the addresses of pages that stay as they are; ``there`` is what :func:`listed` says, when it was asked
    already. A file whose content is the same is not touched, so its time stays and a web server's cache holds. Each file
    is replaced as a whole: a reader gets the old page or the new one. Raises StoreUnwritable, naming the file.
    """
    before = listed(folder) if there is None else there
    here = folder
    wanted = set(kept)
    with writable(lambda: here):
        folder.mkdir(parents=True, exist_ok=True)
        for address, text in pages:
            here = folder / address
            wanted.add(address)
            replace(here, text.encode())
        for address in before:
            if address not in wanted:
                here = folder / address
                _remove(here, folder)


def listed(folder: Path) -> set[str]:
    """The addresses of all HTML files in ``folder`` and in the folders right below it."""
    if not folder.is_dir():
        return set()
    found: set[str] = set()
    with writable(lambda: folder), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                with os.scandir(entry.path) as inner:
                    found.update(f"{entry.name}/{file.name}" for file in inner if file.name.endswith(".html"))
            elif entry.name.endswith(".html"):
                found.add(entry.name)
    return found


def replace(path: Path, content: bytes) -> None:
    """Puts ``content`` in the place of a file, in one step; a file that holds it already is not touched."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(exist_ok=True)
    unfinished = path.with_name(f"{_UNFINISHED}{path.name}")
    try:
        unfinished.write_bytes(content)
        os.replace(unfinished, path)  # noqa: PTH105 - named for what matters here: it replaces, in one step
    finally:
        unfinished.unlink(missing_ok=True)


@contextlib.contextmanager
def writable(where: Callable[[], Path]) -> Iterator[None]:
    """Raises StoreUnwritable for what the system refuses, naming the file that ``where`` says it was at."""
    try:
        yield
    except OSError as error:
        raise StoreUnwritable(
            f"{where()}: the preview cannot be written: {error.strerror or error}.",
            hint="Free space or mend the folder's permissions, and run again; nothing else is lost.",
        ) from error


def _remove(path: Path, folder: Path) -> None:
    """Removes a page of ours or what a killed run left of one, and its folder if that is then empty."""
    if not (path.name.startswith(_UNFINISHED) or _is_ours(path)):
        return
    path.unlink(missing_ok=True)  # what a killed run left of a page went when the page was written anew
    if path.parent != folder and not any(path.parent.iterdir()):
        path.parent.rmdir()


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return MARK.encode() in file.read(_HEAD)
