"""Lexemes on the seam of two Apertium modes: where the second dictionary names a word otherwise than the first wrote it.

Data in `locales/<locale>/apertium.toml`; the format is told in its head.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping

from contentops.errors import UsageError
from contentops.language.language import folder

_UNIT = re.compile(r"\^((?:\\.|[^\\^$])*)\$")
_LEXEME = re.compile(r"((?:\\.|[^\\<>#])+)((?:<[^<>]+>)*)")


class Lexemes:
    """The lexemes of one target that are named otherwise, each by its lemma with the tags that it begins with."""

    def __init__(self, renamed: Mapping[str, str]) -> None:
        self._renamed = renamed
        self._lemmas = frozenset(key.partition("<")[0] for key in renamed)

    def mapped(self, stream: str) -> str:
        """The stream with each such lexeme renamed: the most tags win, tags that follow are kept, and so is a capital."""
        return _UNIT.sub(lambda match: f"^{self._unit(match[1])}$", stream) if self._renamed else stream

    def _unit(self, unit: str) -> str:
        match = _LEXEME.match(unit)
        if not match or (lemma := _lowered(match[1])) not in self._lemmas:
            return unit
        tags = match[2]
        begin = tags
        while True:
            if (to := self._renamed.get(f"{lemma}{begin}")) is not None:
                to = to if lemma == match[1] else f"{to[:1].upper()}{to[1:]}"
                return f"{to}{tags[len(begin) :]}{unit[match.end() :]}"
            if not begin:
                return unit
            begin = begin[: begin.rindex("<")]


def _lowered(lemma: str) -> str:
    return f"{lemma[:1].lower()}{lemma[1:]}"


@functools.cache
def lexemes(locale: str) -> Lexemes:
    """The lexemes of a target locale; none where it has no file. Raises UsageError when the file is broken."""
    path = folder() / locale / "apertium.toml"
    if not path.is_file():
        return Lexemes({})
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("lexeme", [])
        return Lexemes({entry["from"]: entry["to"] for entry in entries})
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise UsageError(f"{locale}/{path.name}: the file cannot be read: {error}.", hint="See its head.") from error
