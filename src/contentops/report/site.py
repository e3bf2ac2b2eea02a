"""What the preview is made of. Whoever runs the pipeline fills these; nothing here reads a store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contentops.article.model import Article
    from contentops.article.record import Finding, Record, State


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetPage:
    """One article in one target.

    ``document`` is the draft as it stands, live or not. ``held`` are the rules that keep it from going live; ``behind``
    says that the source has moved on since; ``missing`` counts sentences without a translation.
    """

    target: str
    locale: str
    document: Article
    record: Record
    state: State
    held: tuple[str, ...] = ()
    behind: bool = False
    live: bool = False
    withdrawn: bool = False
    missing: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One article: its source, what was found in the source, and its targets in the order of the site's."""

    article: str
    source: Article
    source_findings: tuple[Finding, ...] = ()
    targets: tuple[TargetPage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The whole preview.

    ``release`` is the sequence number of the release that it shows (None before the first). ``store`` is written into
    the commands that a page offers. ``locale`` is the language of the preview itself: English words where its catalogue
    has none.
    """

    title: str
    pages: tuple[Page, ...]
    targets: tuple[str, ...]
    release: int | None = None
    store: str = "STORE"
    locale: str = "en"
