"""A model into its place, from a folder, a file or an address; and out of it again.

All of it happens in a folder of its own beside the models, and one rename puts it into its place: who is killed on the way
leaves nothing that is taken for a model, and what he leaves the next one clears away. Two at once do not meet until that
rename, where they take turns.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from contentops.errors import ModelError
from contentops.translate.models.download import Progress, download, is_url, shown
from contentops.translate.models.folder import find, locked
from contentops.translate.models.layout import Wanted, describe, files
from contentops.translate.models.model import FILE, NAME, Model, checksum, checksums, read, write
from contentops.translate.models.network import Effort
from contentops.translate.models.room import copy, need_room, unwritable
from contentops.translate.models.unpack import is_archive, unpack
from contentops.translate.models.verify import Verified, fitted

_NEW = ".new-"
_OLD, _GONE = ".old-", ".gone-"
"""Folders that hold a model whose place another one is about to take, and one that was removed."""
_ENDINGS = re.compile(r"(?:\.(?:zip|argosmodel|tar|t?gz|tgz|bz2|xz))+$", re.IGNORECASE)
_HEX = re.compile(r"[0-9a-fA-F]{64}")

Say = Callable[[str], None]
"""Told what is being done, a line at a time."""


@dataclass(frozen=True, slots=True)
class Installed:
    """What came of it: the model, what was found when it was asked, and whether it was there before as it is."""

    found: Verified
    there_before: bool = False


def install(
    source: str,
    folder: Path,
    wanted: Wanted,
    effort: Effort,
    *,
    sha256: str = "",
    replace_other: bool = False,
    progress: Progress = lambda _have, _of: None,
    say: Say = lambda _: None,
) -> Installed:
    """Installs the model of a folder, an archive or an address into a folder of models.

    ``sha256`` is what the archive's checksum must be. The same model again changes nothing but what is said of it; another
    one of that name is refused unless ``replace_other``. Raises ModelError, and leaves the folder as it was.
    """
    name = shown(source) if is_url(source) else source
    if sha256 and not _HEX.fullmatch(sha256):
        raise ModelError(f"{sha256!r} is no SHA-256.", hint="It has 64 digits of 0-9 and a-f.")
    if sha256 and not is_url(source) and Path(source).is_dir():
        raise ModelError(f"{name}: a folder has no checksum of its own.", hint="Leave out --sha256.")
    with _staging(folder) as staging:
        try:
            root = _brought(source, staging, sha256.casefold(), progress, say)
            model = _assembled(root, staging / "model", wanted, source)
        except OSError as error:
            raise unwritable(folder, name, error) from error
        say("loading it and translating test sentences …")
        found = fitted(model, effort)
        model = replace(found.model, installed=datetime.now(UTC).isoformat(timespec="seconds"))
        return _placed(replace(found, model=model), folder, replace_other=replace_other)


def remove(folder: Path, name: str) -> None:
    """Takes a model away. Raises ModelError when there is none of that name, with those that there are."""
    if not NAME.fullmatch(name) or not (folder / name).is_dir():
        find(folder, name)
    with locked(folder):
        away = Path(tempfile.mkdtemp(dir=folder, prefix=_GONE))
        try:
            (folder / name).rename(away / name)
        except OSError as error:
            away.rmdir()
            raise ModelError(f"{name}: cannot be removed: {error.strerror}.") from error
    shutil.rmtree(away, ignore_errors=True)


@contextlib.contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A folder to work in, held by a lock while its owner lives; those of the dead are cleared away."""
    with locked(folder):
        for left in folder.glob(f"{_NEW}*"):
            with _held(left) as dead:
                if dead:
                    shutil.rmtree(left, ignore_errors=True)
        for left in folder.glob(f"{_GONE}*"):
            shutil.rmtree(left, ignore_errors=True)
        for left in folder.glob(f"{_OLD}*"):
            _put_back(left)
        try:
            staging = Path(tempfile.mkdtemp(dir=folder, prefix=_NEW))
        except OSError as error:
            raise unwritable(folder, "the model", error) from error
        holding = _held(staging)
        holding.__enter__()
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        holding.__exit__(None, None, None)


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[bool]:
    """Whether the folder's lock could be had at once; it is held meanwhile."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(opened)


def _brought(source: str, staging: Path, sha256: str, progress: Progress, say: Say) -> Path:
    """The folder in which the model's files lie, unpacked if need be."""
    if is_url(source):
        name, archive = shown(source), staging / "download"
        say(f"getting {name} …")
        download(source, archive, progress)
    else:
        name, archive = source, Path(source)
        if archive.is_dir():
            return archive
        if not archive.is_file():
            raise ModelError(f"{source}: there is no such file or folder.", hint="Check the path.")
    if sha256 and (own := checksum(archive)) != sha256:
        raise ModelError(
            f"{name}: has the checksum {own} and not {sha256}.", hint="It is damaged or another file; do not use it."
        )
    if not is_archive(archive):
        raise ModelError(
            f"{name}: is no zip and no tar, or is cut off.", hint="Get it again, or name another archive or a folder."
        )
    root = staging / "unpacked"
    root.mkdir()
    say("unpacking …")
    unpack(archive, root, name)
    if is_url(source):
        archive.unlink()
    return root


def _assembled(root: Path, folder: Path, wanted: Wanted, source: str) -> Model:
    """The model's files side by side in a folder of their own, and what they say."""
    name = shown(source) if is_url(source) else source
    there = files(root, name)
    model = describe(there, wanted, name, _name_of(source), folder)
    folder.mkdir()
    kept = {called: path for called, path in there.items() if called != FILE}
    need_room(folder, sum(path.stat().st_size for path in kept.values()), name)
    for called, path in kept.items():
        if root.name == "unpacked" and root.parent == folder.parent:
            path.rename(folder / called)
        else:
            with path.open("rb") as file:
                copy(file, folder / called, path.stat().st_size, name)
            (folder / called).chmod(0o644)
    return replace(model, origin=name, sha256=checksums(folder))


def _name_of(source: str) -> str:
    """A name for a model, from where it comes."""
    last = (shown(source) if is_url(source) else str(Path(source).absolute())).rstrip("/").rpartition("/")[2]
    return re.sub(r"[^A-Za-z0-9.-]+", "-", _ENDINGS.sub("", last)).strip("-.")[:100] or "model"


def _placed(found: Verified, folder: Path, *, replace_other: bool) -> Installed:
    """The model in its place."""
    model = found.model
    place = folder / model.name
    here = replace(model, folder=place)
    with locked(folder):
        other = _there(place)
        same = other is not None and other.sha256 == model.sha256
        if other and same and checksums(place) == model.sha256:
            now = replace(here, installed=other.installed, origin=other.origin or model.origin)
            if now != other:
                write(now)
            return Installed(replace(found, model=now), there_before=True)
        if place.exists() and not same and not replace_other:
            raise ModelError(
                f"there is another model {model.name!r} in {folder}.",
                hint="Give this one another name (--name), or say --replace.",
            )
        away = Path(tempfile.mkdtemp(dir=folder, prefix=_OLD))
        try:
            write(model)
            if place.exists():
                place.rename(away / model.name)
            model.folder.rename(place)
        except OSError as error:
            raise unwritable(folder, model.name, error) from error
        finally:
            _put_back(away)
    return Installed(replace(found, model=here))


def _put_back(away: Path) -> None:
    """Puts the model that had to make room back, if nothing took its place."""
    for model in away.iterdir():
        if not (away.parent / model.name).exists():
            model.rename(away.parent / model.name)
    shutil.rmtree(away, ignore_errors=True)


def _there(place: Path) -> Model | None:
    with contextlib.suppress(ModelError):
        return read(place)
    return None
