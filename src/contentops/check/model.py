"""What a check is, what it is given, and what it answers."""

from __future__ import annotations

import functools
import inspect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from contentops.article.segments import segments
from contentops.check.prose import sentences
from contentops.language.language import Language, language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from contentops.article.model import Article
    from contentops.article.record import SegmentRecord, Severity
    from contentops.check.page import Page

NEEDS: Mapping[str, str] = {
    "article": "there is no article",
    "source": "there is no source article beside it",
    "target": "there is no translated article",
    "prose": "there is no running text",
    "sentence": "there is no text",
    "pair": "there is no sentence with its translation",
    "pairs": "there are no sentences with their translations",
    "unknown_words": "the engine did not say which words it does not know",
    "language": "there is no article, so no language",
    "source_language": "there is no source language",
    "target_language": "there is no target language",
    "glossary": "there is no glossary",
    "formality": "the target says nothing of how readers are addressed",
}
"""Everything that a check can ask for, and what is said when it is missing.

``pairs`` are all sentences of an article. ``article``, ``prose`` (the sentences of its running text) and ``language``
are those under check: of the translation where there is one, else of the source. A check that asks for ``sentence``,
``pair`` or ``unknown_words`` is called once for each sentence.
"""

PER_SEGMENT = frozenset({"sentence", "pair", "unknown_words"})
_WHOLE_ARTICLE = frozenset({"article", "prose", "source", "target", "pairs"})


SENTENCES = 64
"""Texts of which is remembered what several checks ask, one after the other: the sentences of the pair that is judged."""


class NotApplicable(Exception):
    """Raised by a check that has nothing to say about this text; ``str()`` is the reason that people read."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the article under check; ``coded`` carries codes (⟦1⟧), ``shown`` is what a reader sees."""

    address: str
    block: str
    role: str
    coded: str
    shown: str


@dataclass(frozen=True, slots=True)
class SegmentPair:
    """A sentence of the source with its translation, each coded (⟦1⟧) and as a reader sees it.

    ``by_person`` tells that a person wrote the translation.
    """

    address: str
    block: str
    role: str
    source: str
    source_shown: str
    target: str
    target_shown: str
    by_person: bool = False

    @classmethod
    def of(cls, segment: SegmentRecord) -> SegmentPair:
        """The pair of a segment's record."""
        return cls(
            segment.address,
            segment.block,
            segment.role,
            segment.source,
            segment.source_shown,
            segment.text,
            segment.shown,
            by_person=segment.origin == "person" or (segment.origin == "memory" and not segment.engine),
        )

    @property
    def translated(self) -> Sentence:
        """The translation alone."""
        return Sentence(self.address, self.block, self.role, self.target, self.target_shown)


def pairs_of(records: Iterable[SegmentRecord]) -> tuple[SegmentPair, ...]:
    """The pairs of an article's record; missing translations are left out."""
    return tuple(SegmentPair.of(segment) for segment in records if segment.text)


class Expected(Protocol):
    """What the glossary says of one term of a sentence: the form found, the forms allowed for it, those forbidden."""

    @property
    def source(self) -> str:
        """The term as it stands in the sentence."""

    @property
    def targets(self) -> tuple[str, ...]:
        """Its approved renderings."""

    @property
    def also(self) -> tuple[str, ...]:
        """Other forms that are right; one that ends in "*" is the beginning of a word."""

    @property
    def forbidden(self) -> tuple[str, ...]:
        """Renderings that are known to be wrong."""

    @property
    def cells(self) -> tuple[str, ...]:
        """What the rendering of a noun is: its gender in the singular ("c", "m", "n", …), "pl" in the plural."""

    @property
    def definite(self) -> bool:
        """Whether the term is definite in the source: "dosen"."""

    @property
    def name(self) -> bool:
        """Whether it is a name, which no target translates."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """An :class:`Expected` written by hand, for examples."""

    source: str
    targets: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    definite: bool = False
    name: bool = False
    also: tuple[str, ...] = ()


class Glossary(Protocol):
    """What a check asks of a glossary."""

    def expected(self, source_text: str, target_locale: str) -> Iterable[Expected]:
        """The terms that occur in a sentence, with their allowed and forbidden renderings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is checked: a source article, or a translation with its source and their sentences in pairs.

    ``unpaired`` are sentences that a person wrote beside those of the source, such as a description where the page has
    none. ``prose`` is taken from the article unless given. ``unknown_words`` are the words, by address, that the engine did
    not know; None when no engine told. ``formality`` is how the target addresses its readers: "formal", "informal" or "".
    """

    source: Article | None = None
    target: Article | None = None
    pairs: tuple[SegmentPair, ...] = ()
    unpaired: tuple[Sentence, ...] = ()
    source_language: Language | None = None
    target_language: Language | None = None
    glossary: Glossary | None = None
    unknown_words: Mapping[str, tuple[str, ...]] | None = None
    prose: tuple[str, ...] | None = None
    formality: str = ""

    @classmethod
    def of(
        cls,
        *,
        source: Article | None = None,
        target: Article | None = None,
        pairs: tuple[SegmentPair, ...] = (),
        glossary: Glossary | None = None,
        unknown_words: Mapping[str, tuple[str, ...]] | None = None,
        formality: str = "",
    ) -> Subject:
        """A subject with the languages of its articles. Raises UsageError for a locale that we do not have."""
        return cls(
            source=source,
            target=target,
            pairs=pairs,
            source_language=language(source.locale) if source else None,
            target_language=language(target.locale) if target else None,
            glossary=glossary,
            unknown_words=unknown_words,
            formality=formality,
        )

    @classmethod
    def alone(cls, article: Article) -> Subject:
        """One article without its counterpart, as a file may hold it: a source, or a translation."""
        if article.locale == article.source_locale:
            return cls.of(source=article)
        return cls.of(target=article)

    def values(self) -> dict[str, object]:
        """What there is for each need that concerns the whole article; None where it is missing."""
        article = self.target or self.source
        prose = self.prose
        if prose is None and article is not None:
            prose = sentences(article)
        return {
            "article": article,
            "prose": prose,
            "source": self.source,
            "target": self.target,
            "pairs": self.pairs or None,
            "language": self.target_language or self.source_language,
            "source_language": self.source_language,
            "target_language": self.target_language,
            "glossary": self.glossary,
            "formality": self.formality or None,
        }

    def segments(self) -> list[dict[str, object]]:
        """What there is for each need that concerns one sentence, sentence by sentence."""
        if self.pairs:
            paired: list[dict[str, object]] = [
                {"sentence": pair.translated, "pair": pair, "unknown_words": self._unknown(pair.address)}
                for pair in self.pairs
            ]
            return paired + [{"sentence": one, "pair": None, "unknown_words": None} for one in self.unpaired]
        article = self.target or self.source
        if article is None:
            return []
        return [
            {
                "sentence": Sentence(s.address, s.block, s.role, s.text, s.shown),
                "pair": None,
                "unknown_words": self._unknown(s.address),
            }
            for s in segments(article)
        ]

    def _unknown(self, address: str) -> tuple[str, ...] | None:
        return None if self.unknown_words is None else self.unknown_words.get(address, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """What a check found. Where it stands is filled in by the runner for checks that look at one sentence.

    ``severity`` and ``hint`` are the check's own unless given.
    """

    message: str
    severity: Severity | None = None
    hint: str = ""
    block: str = ""
    segment: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text and whether the check finds something in it.

    ``source`` (Swedish) and ``target`` are one sentence each, or a whole :class:`Page`. ``expects`` is what a glossary
    would say of the source sentence, ``unknown_words`` what an engine would report, ``formality`` what the target is set to.
    """

    finds: bool
    source: str | Page = ""
    target: str | Page = ""
    locale: str = "da"
    expects: tuple[Expectation, ...] = ()
    unknown_words: tuple[str, ...] = ()
    formality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check as a value.

    ``title`` names the flaw, ``why`` tells what is at stake, ``advice`` what to do about it. ``severity`` is the worst
    that it gives. ``find`` is a pure function: its parameters are its needs (see :data:`NEEDS`), those with a default
    are welcome but not needed, and it is given nothing else.
    """

    severity: Severity
    title: str
    why: str
    advice: str
    find: Callable[..., Iterable[Flaw]]
    examples: tuple[Example, ...] = field(repr=False)

    @property
    def needs(self) -> tuple[str, ...]:
        """Without one of these the check does not apply."""
        return self.asked.needs

    @property
    def welcome(self) -> tuple[str, ...]:
        """These it takes where they are."""
        return self.asked.welcome

    @property
    def per_segment(self) -> bool:
        """Whether it is called once for each sentence."""
        return self.asked.per_segment

    @property
    def on_one_pair(self) -> bool:
        """Whether one sentence with its translation is enough for it."""
        return self.asked.on_one_pair

    @property
    def asked(self) -> Asked:
        """What its function asks for."""
        return _asked(self.find)


@dataclass(frozen=True, slots=True)
class Given:
    """Names of what a check is given: without one of ``needs`` it does not apply, ``welcome`` it takes where they are."""

    needs: tuple[str, ...]
    welcome: tuple[str, ...]

    def of(self, there: Mapping[str, object]) -> dict[str, object] | None:
        """What it is given of what is there; None where something that it needs is missing."""
        given = {}
        for name in self.needs:
            if (value := there[name]) is None:
                return None
            given[name] = value
        for name in self.welcome:
            if (value := there[name]) is not None:
                given[name] = value
        return given


@dataclass(frozen=True, slots=True)
class Asked:
    """What a check's function asks for, and which of it concerns the whole article, which one sentence."""

    needs: tuple[str, ...]
    welcome: tuple[str, ...]
    per_segment: bool
    on_one_pair: bool
    of_article: Given
    of_segment: Given


@functools.cache
def _asked(find: Callable[..., Iterable[Flaw]]) -> Asked:
    """What a function asks for, read from its signature once: a signature costs more than most checks."""
    parameters = inspect.signature(find).parameters.values()
    needs = tuple(p.name for p in parameters if p.default is p.empty)
    welcome = tuple(p.name for p in parameters if p.default is not p.empty)
    per_segment = bool(PER_SEGMENT & {*needs, *welcome})
    each, whole = (
        Given(*(tuple(name for name in names if (name in PER_SEGMENT) is one) for names in (needs, welcome)))
        for one in (True, False)
    )
    return Asked(needs, welcome, per_segment, per_segment and not _WHOLE_ARTICLE & set(needs), whole, each)
