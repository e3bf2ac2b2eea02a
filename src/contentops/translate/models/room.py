"""Room on the disk, and files written into it with a limit."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import IO

from contentops.errors import ModelError

LARGEST = 16 << 30
"""Bytes of a model. The largest that translate are half as large."""
_SPARE = 64 << 20
"""Bytes that stay free beside a model."""
_PART = 1 << 20


def in_words(size: float) -> str:
    """A number of bytes: "2.6 MB"."""
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:  # noqa: PLR2004
            return f"{size:.1f} {unit}" if unit == "MB" else f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


def need_room(folder: Path, size: int, what: str) -> None:
    """Raises ModelError when the disk of a folder has not room for so many bytes."""
    free = shutil.disk_usage(folder).free
    if size + _SPARE > free:
        raise _full(folder, what, f"it needs {in_words(size)}, and {in_words(free)} are free")


def copy(file: IO[bytes], target: Path, size: int, what: str) -> None:
    """Writes what is read from a file, which said that it has ``size`` bytes. Raises ModelError for more, or a full disk."""
    written = 0
    try:
        with target.open("xb") as out:
            while part := file.read(_PART):
                written += len(part)
                if written > size:
                    raise ModelError(f"{what}: {target.name} is larger than it says.", hint="Do not trust it.")
                out.write(part)
            out.flush()
            os.fsync(out.fileno())
    except FileExistsError:
        raise ModelError(f"{what}: has {target.name} twice.", hint="Do not trust it.") from None
    except OSError as error:
        raise unwritable(target.parent, what, error) from error


def unwritable(folder: Path, what: str, error: OSError) -> ModelError:
    """What to say of an error of the disk while ``what`` was written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _full(folder, what, "there was no room left while it was written")
    return ModelError(f"{what}: cannot be written to {folder}: {error.strerror}.", hint="Check the folder of models.")


def _full(folder: Path, what: str, how: str) -> ModelError:
    return ModelError(
        f"{what}: the disk of {folder} is full: {how}.",
        hint="Make room, or name a folder on another disk: CONTENTOPS_MODELS.",
    )
