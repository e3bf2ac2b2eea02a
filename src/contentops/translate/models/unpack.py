"""An archive's files, those that a model needs and no others: zip, or tar with or without compression.

An archive comes from anywhere. One that would write outside its folder, that holds links or devices, or that grows beyond
what a model can be is refused whole, and says which of its members is to blame.
"""

from __future__ import annotations

import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from contentops.errors import ModelError
from contentops.translate.models.layout import is_wanted
from contentops.translate.models.room import LARGEST, copy, need_room, unwritable

MOST_MEMBERS = 10_000
MOST_GROWTH = 200
"""How many times its size an archive may unpack to. A network hardly gets smaller; text does by ten times."""
_SMALL = 64 << 20
"""Bytes. What unpacks to less is no bomb, however small it was."""
_PART = 1 << 20
_DAMAGED = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    RuntimeError,
    NotImplementedError,
)


class _Member(Protocol):
    """What zip and tar say of a member alike."""

    name: str
    size: int
    is_file: bool
    is_folder: bool

    def open(self) -> IO[bytes]: ...


def is_archive(path: Path) -> bool:
    """Whether the file is a zip or a tar, by its content."""
    return zipfile.is_zipfile(path) or tarfile.is_tarfile(path)


def unpack(path: Path, into: Path, shown: str) -> None:
    """Writes the files of an archive that a model has use for into a folder, in the folders that they stand in.

    ``shown`` is what messages call the archive. Raises ModelError, and leaves what it has written to the caller.
    """
    try:
        with _members(path, shown) as members:
            there = _listed(members, path, shown)
            chosen = [member for member in there if member.is_file and is_wanted(PurePosixPath(member.name).name)]
            need_room(into, sum(member.size for member in chosen), shown)
            for member in chosen:
                target = into / PurePosixPath(member.name)
                target.parent.mkdir(parents=True, exist_ok=True)
                with member.open() as file:
                    copy(file, target, member.size, shown)
    except OSError as error:
        raise unwritable(into, shown, error) from error
    except _DAMAGED as error:
        raise _damaged(shown, error) from error


def _listed(members: Iterator[_Member], path: Path, shown: str) -> list[_Member]:
    """All members, judged. A tar has been read to its end then, and its checksum compared."""
    try:
        there = list(members)
        packed = path.stat().st_size
    except OSError as error:  # bz2 and gzip have nothing of their own for what is damaged
        raise _damaged(shown, error) from error
    _judge(there, packed, shown)
    return there


def _damaged(shown: str, error: Exception) -> ModelError:
    return ModelError(f"{shown}: cannot be unpacked: {error}.", hint="The archive is damaged; get it again.")


def _judge(members: list[_Member], packed: int, shown: str) -> None:
    if len(members) > MOST_MEMBERS:
        raise ModelError(f"{shown}: has {len(members)} members, more than {MOST_MEMBERS}.", hint="It is no model.")
    for member in members:
        path = PurePosixPath(member.name)
        outside = path.is_absolute() or ".." in path.parts or "\\" in member.name or ":" in (path.parts or ("",))[0]
        if outside or not member.name.strip() or "\0" in member.name:
            raise ModelError(
                f"{shown}: its member {member.name!r} would be written outside its folder.", hint="Do not trust it."
            )
        if not member.is_file and not member.is_folder:
            raise ModelError(f"{shown}: its member {member.name!r} is a link or a device.", hint="A model needs none.")
    size = sum(member.size for member in members)
    if size > _most(packed):
        raise ModelError(
            f"{shown}: would unpack from {packed} to {size} bytes.",
            hint="No model is packed like that; do not trust it.",
        )


def _most(packed: int) -> int:
    """Bytes that an archive of a size may unpack to."""
    return min(LARGEST, max(_SMALL, packed * MOST_GROWTH))


@contextmanager
def _members(path: Path, shown: str) -> Iterator[Iterator[_Member]]:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield (_InZip(archive, info, shown) for info in archive.infolist())
    else:
        with tarfile.open(path) as tar:
            yield (_InTar(tar, info) for info in _until_too_much(tar, _most(path.stat().st_size)))


def _until_too_much(tar: tarfile.TarFile, most: int) -> Iterator[tarfile.TarInfo]:
    """The members, up to the one with which there are too many or too much: to list a tar is to read it through."""
    size = 0
    for number, info in enumerate(tar):
        size += info.size
        yield info
        if number > MOST_MEMBERS or size > most:
            return
    while size <= most and (part := tar.fileobj.read(_PART)):
        size += len(part)  # what compressed it has its checksum at the end


class _InZip:
    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, shown: str) -> None:
        self.name = info.filename
        self.size = info.file_size
        kind = stat.S_IFMT(info.external_attr >> 16)
        self.is_folder = info.is_dir()
        self.is_file = not self.is_folder and kind in (0, stat.S_IFREG)
        self._archive, self._info, self._shown = archive, info, shown

    def open(self) -> IO[bytes]:
        if self._info.flag_bits & 1:
            raise ModelError(f"{self._shown}: is locked by a password.", hint="Unpack it, and install the folder.")
        return self._archive.open(self._info)


class _InTar:
    def __init__(self, tar: tarfile.TarFile, info: tarfile.TarInfo) -> None:
        self.name = info.name
        self.size = info.size
        self.is_folder = info.isdir()
        self.is_file = info.isreg() and not info.issparse()
        self._tar, self._info = tar, info

    def open(self) -> IO[bytes]:
        file = self._tar.extractfile(self._info)
        if file is None:
            raise ModelError(f"{self.name}: is no file.")
        return file
