"""What a translation engine is, and how the engines are found: one file each in `engines/`, nothing registered by hand."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Protocol, runtime_checkable

from contentops.errors import UsageError
from contentops.language.language import did_you_mean
from contentops.translate import engines
from contentops.translate.setup import Setup


@dataclass(frozen=True, slots=True)
class Answer:
    """A translated text. ``unknown`` are the source words that the engine did not know and passed through.

    ``way`` names how an engine made it that has more than one way; it is recorded with the engine's name.
    """

    text: str
    unknown: tuple[str, ...] = ()
    way: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """No text, and why, in words that a content manager understands: "the month's 500,000 characters are used up"."""

    reason: str


Reply = Answer | Refused | None
"""What becomes of one text; None where an engine failed on it and can say nothing of why."""


@dataclass(frozen=True, slots=True)
class Context:
    """What an engine may know of a text besides its words. None of it is to be translated.

    ``title`` is the article's, ``around`` the paragraph that the sentence stands in, or the paragraphs next to a heading or
    an item; both in Swedish. ``terms`` are the glossary's, Swedish and as they shall be; ``examples`` are sentences near it
    with what a person approved for them. ``formality`` is "formal", "informal" or "" where the target says nothing.
    """

    title: str = ""
    around: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    examples: tuple[tuple[str, str], ...] = ()
    formality: str = ""


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

    def translate(self, texts: Sequence[str], target: str) -> Sequence[Reply]:
        """One reply for each text, in order.

        Raises EngineFailed when it cannot go on at all.
        """

    def close(self) -> None:
        """Ends what it started."""


@runtime_checkable
class ByRequest(Protocol):
    """An engine whose requests may cost something: money, a quota, or somebody's patience.

    It answers ``texts_in_request`` texts in one request and ``requests_at_once`` of them at a time. What a request brought
    is stored as it arrives, so that a run that is killed pays again for those on their way at most. What it made does not
    depend on our rules, and is kept even where the gate blocks it. A trusted engine that does not say so is taken for one
    that is asked for one text at a time.
    """

    texts_in_request: int
    requests_at_once: int


@runtime_checkable
class ByWay(Protocol):
    """An engine that can say by what its answers are settled: its model, what that is told, its parameters.

    What it answered is kept by its way and not asked for again, not even when all is made anew: another way is asked.
    """

    def way(self) -> str:
        """The way, as in :class:`Answer`; "" where it cannot say, and is asked again."""


@runtime_checkable
class InContext(Protocol):
    """An engine that reads more than the text. It gets the glossary's terms told and not masked."""

    def translate_in_context(self, texts: Sequence[str], target: str, contexts: Sequence[Context]) -> Sequence[Reply]:
        """As ``translate``, with what there is to know of each text."""


@runtime_checkable
class Grammatical(Protocol):
    """An engine that reads from a token what it stands for (a noun, its gender), for the form of the words beside it."""

    def worded(self, text: str, target: str) -> str:
        """Its text, the terms put back, as it shall be worded."""


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


def make(name: str, setup: Setup | None = None) -> Engine:
    """The engine of that name, made from its settings. Raises UsageError for one that we do not have or a wrong setting."""
    setup = setup or Setup(name)
    setup.only(options(name))
    factory: Callable[[Setup], Engine] = _module(name).engine
    return factory(setup)


def options(name: str) -> frozenset[str]:
    """The settings of `[engines.<name>]`: those of the engine's own file, none where it lists none."""
    return frozenset(getattr(_module(name), "OPTIONS", ()))


def _module(name: str) -> ModuleType:
    if name not in names():
        raise UsageError(
            f"unknown engine {name!r}{did_you_mean(name, names())}.", hint=f"Known are {', '.join(names())}."
        )
    return importlib.import_module(f"{engines.__name__}.{name}")
