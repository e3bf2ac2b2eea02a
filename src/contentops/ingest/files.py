"""Which files are pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from contentops.errors import UnreadableSource

SUFFIXES = (".html", ".htm", ".xhtml", ".txt")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A scraped page.

    ``key`` is its path below the folder that was given, with "/": it names the page as long as the folder's layout stays.
    """

    path: Path
    key: str

    def read(self) -> bytes:
        """The bytes. Raises UnreadableSource when the file cannot be read."""
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise UnreadableSource(
                f"{self.path}: cannot be read ({error.strerror}).",
                hint="Check that the file is there and that you may read it.",
                source=str(self.path),
            ) from error


def find(paths: Iterable[Path]) -> list[SourceFile]:
    """The pages among files and folders, each once, sorted by key.

    Folders are searched to the bottom for HTML and text files; hidden files and READMEs are passed over. A file that is
    named itself is taken whatever it is called. Raises UnreadableSource for a path that does not exist or a folder
    without pages.
    """
    found: dict[Path, SourceFile] = {}
    keys: set[str] = set()
    for path in paths:
        for file, key in _below(path):
            if file.resolve() in found:
                continue
            # Two folders may hold files of one name; the later one's key gets the name of its folder.
            unique = (
                key
                if key not in keys
                else f"{path.resolve().name if path.is_dir() else path.resolve().parent.name}/{key}"
            )
            keys.add(unique)
            found[file.resolve()] = SourceFile(file, unique)
    return sorted(found.values(), key=lambda source: source.key)


def _below(path: Path) -> list[tuple[Path, str]]:
    if path.is_file():
        return [(path, path.name)]
    if not path.is_dir():
        raise UnreadableSource(
            f"{path}: there is no such file or folder.",
            hint="Give a page (.html, .htm, .xhtml, .txt) or a folder of pages.",
            source=str(path),
        )
    pages = [
        (file, file.relative_to(path).as_posix()) for file in path.rglob("*") if _is_page(file.relative_to(path), file)
    ]
    if not pages:
        raise UnreadableSource(
            f"{path}: the folder holds no pages.",
            hint=f"Pages are files that end in {', '.join(SUFFIXES)}.",
            source=str(path),
        )
    return pages


def _is_page(relative: Path, file: Path) -> bool:
    hidden = any(part.startswith(".") for part in relative.parts)
    readme = relative.stem.casefold().startswith("readme")
    return not hidden and not readme and relative.suffix.casefold() in SUFFIXES and file.is_file()
