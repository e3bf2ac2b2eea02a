"""What the preview is made of. Whoever runs the pipeline fills these; nothing here reads a store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from contentops.article.model import Article
    from contentops.article.record import Finding, Record, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The version that was approved last: its record, who approved it, and when (ISO 8601)."""

    record: Record
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveVersion:
    """A document that readers had: the number of the release that brought it, and its hash."""

    release: int
    object: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetPage:
    """One article in one target.

    ``document`` is the draft as it stands, live or not; ``older_live`` says that readers have another text than this.
    ``held`` are the rules that keep it from going live; ``behind`` says that the source has moved on since; ``missing``
    counts sentences without a translation. ``approved`` is the version that was approved last, where that is not this one.
    ``earlier`` are the versions that a person can roll back to, newest last; ``rolled_back`` is the release that readers
    were taken back to, 0 when none.
    """

    target: str
    locale: str
    document: Article
    record: Record
    state: State
    held: tuple[str, ...] = ()
    behind: bool = False
    live: bool = False
    older_live: bool = False
    withdrawn: bool = False
    missing: int = 0
    approved: Earlier | None = None
    earlier: tuple[LiveVersion, ...] = ()
    rolled_back: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One article: its source, what was found in the source, and its targets in the order of the site's."""

    article: str
    source: Article
    source_findings: tuple[Finding, ...] = ()
    targets: tuple[TargetPage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article of the site, not yet read.

    ``targets`` are the names of its targets. ``digest`` is of everything that its pages depend on: while it stays the
    same, ``load`` is not called and the pages stay as they are.
    """

    article: str
    targets: tuple[str, ...]
    digest: str
    load: Callable[[], Page]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The whole preview.

    ``release`` is the sequence number of the release that it shows (None before the first). ``store`` is written into
    the commands that a page offers; ``form`` is the review form's address ("" where there is none), which one page alone
    knows. ``locale`` is the language of the preview itself: English words where its catalogue has none.
    """

    title: str
    entries: tuple[Entry, ...]
    release: int | None = None
    store: str = "STORE"
    locale: str = "en"
    form: str = ""
