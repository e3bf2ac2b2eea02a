"""Regular expressions in data: words as alternatives, and "{name}" for what a file tells once and uses in many patterns.

A file of the standard library alone: it is run between the programs of Apertium too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_NAME = re.compile(r"\{([a-z_]+)\}")


def any_of(words: Iterable[str]) -> str:
    """The words as alternatives of a pattern, literally, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


def filled(pattern: str, parts: Mapping[str, str]) -> str:
    """The pattern with each "{name}" replaced by that part. Raises KeyError for a name that has none."""
    return _NAME.sub(lambda match: parts[match[1]], pattern)
