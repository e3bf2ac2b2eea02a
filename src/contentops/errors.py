"""Every error that contentops raises on purpose.

    ContentopsError
    ├── SourceError            one input cannot become an article; the rest of the batch goes on
    │   ├── UnreadableSource   not readable, empty, binary
    │   ├── SourceTooLarge     beyond a size, depth or attribute limit
    │   └── NoArticle          a page without an article (a cart, a category, a login)
    ├── DocumentError          a JSON document is not a valid article
    ├── SegmentError           a translation does not fit its segment (a code lost, doubled or invented)
    ├── InterchangeError       a translators' file cannot be read at all; units before the fault may be in
    ├── EngineError            a translation engine
    │   ├── EngineUnavailable  cannot be used here at all; says why
    │   └── EngineFailed       was usable and failed on this text
    ├── StoreError             the store
    │   ├── StoreBusy          another run is working on it
    │   ├── StoreUnwritable    cannot be written
    │   └── StoreDamaged       a hash or a reference in it is wrong
    ├── ReviewError            a person's act that cannot be done (a stale text, an empty name)
    │   └── UnknownName        an article, target, rule or sentence that is not there; a UsageError too
    └── UsageError             wrong settings, an unknown locale or engine

A message says what happened, to which file or locale, and what to do next; ``hint`` is that next step.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any


class ContentopsError(Exception):
    """Base of all; ``str()`` gives one sentence or two, the second being the next step."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(f"{message} {hint}".strip())


class SourceError(ContentopsError):
    """One input cannot become an article. ``source`` names it."""

    def __init__(self, message: str, *, hint: str = "", source: str = "") -> None:
        self.source = source
        super().__init__(message, hint=hint)

    def named(self, source: str) -> SourceError:
        """The same error, naming the file that the caller knows and the raiser did not."""
        if self.source:
            return self
        return type(self)(f"{source}: {self.message}", hint=self.hint, source=source)


class UnreadableSource(SourceError):
    """The file is missing, empty, binary or may not be read."""


class SourceTooLarge(SourceError):
    """The page is beyond a limit; the message says which."""


class NoArticle(SourceError):
    """The page holds no article. ``cuts`` is what was cut from it before nothing was left, for people who ask why."""

    cuts: tuple[Any, ...] = ()  # of contentops.extract.chrome.Cut

    def named(self, source: str) -> SourceError:
        """The same error, naming the file, with its cuts."""
        error = super().named(source)
        if isinstance(error, NoArticle):
            error.cuts = self.cuts
        return error


class DocumentError(ContentopsError):
    """A JSON document is not a valid article; the message gives the path inside it."""


class SegmentError(ContentopsError):
    """A translation does not carry each code of its segment exactly once."""


class InterchangeError(ContentopsError):
    """A file of a translators' tool cannot be read; the message names it and, where there is one, the line."""


class EngineError(ContentopsError):
    """A translation engine."""


class EngineUnavailable(EngineError):
    """The engine cannot be used on this machine."""


class EngineFailed(EngineError):
    """The engine was usable and failed on this text."""


class StoreError(ContentopsError):
    """The store."""


class StoreBusy(StoreError):
    """Another run is working on the store."""


class StoreUnwritable(StoreError):
    """The store cannot be written."""


class StoreDamaged(StoreError):
    """A hash or a reference in the store is wrong."""


class ReviewError(ContentopsError):
    """A person's act that cannot be done."""


class UsageError(ContentopsError):
    """Wrong settings, an unknown locale, an unknown engine."""


class UnknownName(ReviewError, UsageError):
    """An article, target, rule or sentence that is not there."""


def unexpected(error: Exception) -> str:
    """An error that is not ours, in a line: what it is, and where it was raised ("unexpected KeyError: 'a' (tree.py:7)")."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"unexpected {type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
