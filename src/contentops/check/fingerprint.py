"""When checks must run again: when one of them, or the data that they read, has changed."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from contentops.language.language import folder


@functools.cache
def fingerprint() -> str:
    """SHA-256 over the source of all checks, of what they know about languages, and over the data of all locales.

    Equal fingerprints give equal findings for an unchanged text, so a text needs no new check until this changes.
    """
    package = Path(__file__).parent
    return _digest((package, "*.py"), (package.parent / "language", "*.py"), (folder(), "*.toml"))


def _digest(*places: tuple[Path, str]) -> str:
    seen = hashlib.sha256()
    for root, pattern in places:
        for path in sorted(root.rglob(pattern)):
            content = path.read_bytes()
            seen.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
            seen.update(content)
    return seen.hexdigest()
