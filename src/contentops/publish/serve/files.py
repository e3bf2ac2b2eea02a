"""Files of a store for people whom we do not know: nothing outside the folder, nothing hidden, no half-written file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from contentops.errors import StoreDamaged


def read(folder: Path, name: str) -> bytes | None:
    """The bytes of a file below ``folder``, read anew each time; None when there is none that may be given.

    ``name`` is what a stranger asks for, decoded: with ``..``, absolute, or through a link that leads out of the folder it
    names nothing. Names that begin with a dot are ours: stamps, and files on their way to being renamed.
    """
    if any(not part or part.startswith(".") for part in name.split("/")):
        return None
    try:
        home = folder.resolve(strict=True)
        path = (home / name).resolve(strict=True)
        # A pipe in the folder would never answer.
        return path.read_bytes() if path.is_relative_to(home) and path.is_file() else None
    except (OSError, ValueError, RuntimeError):  # gone, too long, a NUL in it, links in a circle
        return None


def read_object(public: Path, name: str) -> bytes | None:
    """The bytes of a public object. Raises StoreDamaged when they are not what its name says: caches would keep them."""
    data = read(public, f"objects/{name}")
    if data is not None and hashlib.sha256(data).hexdigest() != name:
        raise StoreDamaged(f"objects/{name}: the content is not what its name says.", hint="Run contentops verify.")
    return data
