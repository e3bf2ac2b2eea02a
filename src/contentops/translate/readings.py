"""Small Swedish words that are one word here and another there ("utan" is "without" and "but"), told apart by what is near.

An engine takes the sense that is the most frequent. What the text is to have in its place is data, in
`locales/sv/readings.toml`: another Swedish wording, or a hyphenated word that the glossary holds.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass

from contentops.errors import UsageError
from contentops.language.language import folder
from contentops.translate.infinitives import leaves_nothing_out
from contentops.translate.patterns import any_of, filled
from contentops.translate.prefilter import Prefilter


@dataclass(frozen=True, slots=True)
class Reading:
    """A place where a word has a certain sense (``where``), and what stands for it there (``written``, with groups)."""

    where: re.Pattern[str]
    written: str

    def of(self, text: str) -> str:
        """The text with every such place rewritten; a capital at its beginning is kept."""
        return self.where.sub(self._rewritten, text)

    def _rewritten(self, match: re.Match[str]) -> str:
        text = match.expand(self.written)
        return text[:1].upper() + text[1:] if match[0][:1].isupper() else text


def with_readings(text: str, locale: str) -> str:
    """The text with each small word as an engine reads it rightly: "inte dyrt utan-men bra" for "inte dyrt utan bra"."""
    if not leaves_nothing_out(locale):
        return text
    left = _prefilter().candidates(text)
    while left:
        number, *left = left
        before, text = text, readings()[number].of(text)
        if text != before:  # what one has written the later ones find
            left = [later for later in _prefilter().candidates(text) if later > number]
    return text


@functools.cache
def readings() -> tuple[Reading, ...]:
    """The readings of the file, in its order. Raises UsageError where it is broken."""
    data = tomllib.loads((folder() / "sv" / "readings.toml").read_text(encoding="utf-8"))
    lists = {name: f"(?:{any_of(words)})" for name, words in data["words"].items()}
    try:
        return tuple(
            Reading(re.compile(filled(entry["where"], lists), re.IGNORECASE), entry["written"])
            for entry in data["reading"]
        )
    except (re.error, KeyError) as error:
        raise UsageError(
            f"sv/readings.toml: an entry is not whole: {error}.", hint="See the head of the file."
        ) from error


@functools.cache
def _prefilter() -> Prefilter:
    return Prefilter(reading.where.pattern for reading in readings())
