"""What an example of a check stands for, as something to run the check on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from contentops.article.segments import segments
from contentops.check.model import Example, Expectation, SegmentPair, Subject
from contentops.check.page import Page, page
from contentops.language.language import Language, language, locales

if TYPE_CHECKING:
    from collections.abc import Iterable

_SOURCE = "sv"
_ADDRESS = "p-example#0"


@dataclass(frozen=True, slots=True)
class _Listed:
    """A glossary that says the same of every sentence."""

    expectations: tuple[Expectation, ...]

    def expected(self, source_text: str, target_locale: str) -> Iterable[Expectation]:
        return self.expectations if source_text and target_locale else ()


def subject_of(example: Example) -> Subject:
    """The example as a subject: two sentences as a pair, one sentence as an article, pages as they are."""
    match example.source, example.target:
        case str(source), str(target) if source and target:
            pair = SegmentPair(_ADDRESS, "p-example", "paragraph", source, source, target, target)
            return Subject(
                pairs=(pair,),
                source_language=language(_SOURCE),
                target_language=language(example.locale),
                glossary=_Listed(example.expects),
                unknown_words={_ADDRESS: example.unknown_words},
            )
        case source, target:
            pages = _of_pages(_page(source, _SOURCE), _page(target, example.locale))
            return replace(pages, formality=example.formality)


def _page(text: str | Page, locale: str) -> Page | None:
    if isinstance(text, Page):
        return text
    return page(locale, "# –", text) if text else None


def _of_pages(source: Page | None, target: Page | None) -> Subject:
    checked = target or source
    return Subject(
        pairs=_pairs(source, target),
        source=source.article if source else None,
        target=target.article if target else None,
        source_language=_language(source.locale) if source else None,
        target_language=_language(target.locale) if target else None,
        # A language that we do not have cannot be split by its own rules: each line of the example is a sentence then.
        prose=checked.paragraphs if checked and checked.locale not in locales() else None,
    )


def _pairs(source: Page | None, target: Page | None) -> tuple[SegmentPair, ...]:
    """The sentences of two pages side by side, where they have equally many."""
    if not source or not target or {source.locale, target.locale} - set(locales()):
        return ()
    before, after = segments(source.article), segments(target.article)
    if len(before) != len(after):
        return ()
    return tuple(
        SegmentPair(one.address, one.block, one.role, one.text, one.shown, two.text, two.shown)
        for one, two in zip(before, after, strict=True)
    )


def _language(locale: str) -> Language:
    if locale in locales():
        return language(locale)
    nothing: frozenset[str] = frozenset()
    return Language(locale, locale, nothing, nothing, (), nothing, nothing, {}, {}, {})
