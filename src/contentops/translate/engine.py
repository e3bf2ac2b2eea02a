"""What a translation engine is, and how the engines are found: one file each in `engines/`, nothing registered by hand."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from contentops.errors import UsageError
from contentops.language.language import did_you_mean
from contentops.translate import engines


@dataclass(frozen=True, slots=True)
class Answer:
    """A translated text. ``unknown`` are the source words that the engine did not know and passed through.

    ``way`` names how an engine made it that has more than one way; it is recorded with the engine's name.
    """

    text: str
    unknown: tuple[str, ...] = ()
    way: str = ""


class Engine(Protocol):
    """A translation engine.

    ``name`` is the file's name. ``trusted`` engines make ``machine`` text, the others ``machine-draft``. Texts carry
    tokens of capital letters ("XQAX") in place of what must not change; an engine returns them as they are.
    """

    name: str
    trusted: bool

    def targets(self) -> tuple[str, ...]:
        """The locales that it translates Swedish to."""

    def unusable(self, target: str) -> str:
        """Why it cannot translate to ``target`` on this machine, in words with the next step; "" when it can."""

    def translate(self, texts: Sequence[str], target: str) -> list[Answer | None]:
        """One answer for each text, in order; None where it failed on that text.

        Raises EngineFailed when it cannot go on at all.
        """

    def close(self) -> None:
        """Ends what it started."""


@runtime_checkable
class ByRequest(Protocol):
    """An engine that answers several texts in one request that may cost something. Trusted ones say how many.

    What one request brought is stored before the next is made, so that a run that is killed pays for one request again at
    most. A trusted engine that does not say so is asked for one text at a time.
    """

    texts_in_request: int


@runtime_checkable
class Telling(Protocol):
    """An engine that tells which words it has in its dictionary; others it puts together by guess or leaves as they are."""

    def known(self, words: dict[str, str], target: str) -> frozenset[str]:
        """Those of the words, in small letters, that it needs no help with.

        It knows them as a whole, or renders them by itself as ``words`` says that they should be. Left to it, they stand in
        the sentence as what they are, and the words around them agree with them.
        """


@runtime_checkable
class Listing(Protocol):
    """An engine whose dictionary can be asked without a translation."""

    def in_dictionary(self, words: Iterable[str], target: str) -> frozenset[str]:
        """Those of the words, in small letters, that it has as a whole; none where it cannot be used for the target."""


@functools.cache
def names() -> tuple[str, ...]:
    """The engines there are, by file name."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(engines.__path__)))


@runtime_checkable
class Passing(Protocol):
    """An engine that makes a target by way of other languages, whose data it reads too."""

    def through(self, target: str) -> tuple[str, ...]:
        """The locales between Swedish and ``target``."""


@functools.cache
def through_locales(name: str, target: str) -> tuple[str, ...]:
    """The locales that the engine of that name passes on the way to ``target``; none for one that we do not have."""
    engine: object = make(name) if name in names() else None
    return engine.through(target) if isinstance(engine, Passing) else ()


def make(name: str) -> Engine:
    """The engine of that name. Raises UsageError for one that we do not have."""
    if name not in names():
        raise UsageError(
            f"unknown engine {name!r}{did_you_mean(name, names())}.", hint=f"Known are {', '.join(names())}."
        )
    factory: Callable[[], Engine] = importlib.import_module(f"{engines.__name__}.{name}").engine
    return factory()
