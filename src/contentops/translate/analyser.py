"""Which words Apertium's Swedish analyser has in its dictionary."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

_TIMEOUT = 20.0
_FIRST_STAGE = re.compile(r"^lt-proc [^|']*'([^']+)'")
_ANALYSED = re.compile(r"\^([^/^$]+)/([^^$]*)\$")
_ONE_WORD = re.compile(r"[\w-]+")
_SEEN: dict[tuple[Path, str], bool] = {}
"""What the dictionaries have answered: they do not change while the program runs."""


def in_dictionary(words: Iterable[str], mode: Path) -> frozenset[str]:
    """Those of the words that the first program of a mode knows as a whole; none when it cannot be asked.

    In its mode it cuts unknown words into parts by guess ("-e"); here it only looks up. Some of what it then finds are
    parts of compounds alone, marked so, and no words.
    """
    wanted = frozenset(words)
    if new := [word for word in sorted(wanted) if (mode, word) not in _SEEN]:
        found = _looked_up(new, mode)
        _SEEN.update({(mode, word): word in found for word in new})
    return frozenset(word for word in wanted if _SEEN[mode, word])


def _looked_up(words: Iterable[str], mode: Path) -> frozenset[str]:
    asked = "\n".join(word for word in words if _ONE_WORD.fullmatch(word))
    dictionary = _FIRST_STAGE.match(mode.read_text(encoding="utf-8").strip())
    if not dictionary or not asked:
        return frozenset()
    try:
        answer = subprocess.run(  # noqa: S603  # the dictionary that Debian's own mode file names
            ["lt-proc", "-w", dictionary[1]],  # noqa: S607
            input=asked.encode(),
            capture_output=True,
            timeout=_TIMEOUT,
            check=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        ).stdout.decode("utf-8", "replace")
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(
        word
        for word, analyses in _ANALYSED.findall(answer)
        if not analyses.startswith("*") and any("<compound-" not in analysis for analysis in analyses.split("/"))
    )
