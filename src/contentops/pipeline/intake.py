"""Intake: a file becomes an accepted source, or is refused, or is held because it looks broken.

Nothing is parsed when the bytes are the ones that were accepted, read by the same extractor and shop file. A known article
that comes back much shorter is held, and the one that was accepted stays: a shop's template changes more often than an
article loses half its text.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import Literal

from contentops import extract
from contentops.article.codec import revision
from contentops.article.identity import revise, unique
from contentops.article.model import Article, Heading
from contentops.errors import ContentopsError, SourceError
from contentops.ingest import SourceFile
from contentops.pipeline.run import Run
from contentops.state.sources import Source, keys, new_id

SHORTEST_SHARE = 0.6
"""Of the words of the accepted revision. A scrape with fewer is held."""

SAME_ARTICLE_SHARE = 0.5
"""Of the words of two pages together. From it on, a page at a known path with another address is the same, moved."""

Kind = Literal["new", "changed", "unchanged", "held"]


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of a file. ``reason`` says why it is held."""

    kind: Kind
    article: str
    revision: str
    source: Source | None = None
    reason: str = ""


def take(run: Run, file: SourceFile) -> Intake:
    """Takes a file in. Raises SourceError, naming the file, when it cannot become an article."""
    try:
        data = file.read()
        sha = hashlib.sha256(data).hexdigest()
        if known := run.known.get(file.key):
            article, accepted, extractor, last, held = known
            if accepted == sha and run.shops.is_current(file, extractor):
                if held:
                    run.sources.hold(article, "")
                run.taken.setdefault(article, file.key)
                return Intake("unchanged", article, last)
        return _accept(run, file, sha, extract.read(data, site=run.shops.of(file.path)))
    except SourceError as error:
        raise error.named(str(file.path)) from error


def as_before(run: Run, file: SourceFile) -> Intake | None:
    """The intake of a file whose bytes are those accepted, by the same extractor and shop file; None of any other."""
    known = run.known.get(file.key)
    if known is None:
        return None
    article, accepted, extractor, revision_, held = known
    if held or not run.shops.is_current(file, extractor):
        return None
    try:
        same = hashlib.sha256(file.read()).hexdigest() == accepted
    except SourceError:
        return None  # `take` says what is wrong with it
    return Intake("unchanged", article, revision_) if same else None


def load(run: Run, intake: Intake) -> Source:
    """The accepted source of an intake."""
    source = intake.source or run.sources.get(intake.article)
    if source is None:
        raise ContentopsError(f"{intake.article}: the state has lost this source.", hint="Run it again.")
    return source


def _accept(run: Run, file: SourceFile, sha: str, extraction: extract.Extraction) -> Intake:
    article = replace(extraction.article, shop=run.settings.shop)
    known_by = keys(article, file.key)
    old = _known(run, article, known_by)
    if old and run.taken.get(old.id, file.key) != file.key:
        return _again(run, old, article)
    if old and not run.options.accept_changed and (reason := _broken(old.article, article)):
        run.sources.hold(old.id, reason)
        return Intake("held", old.id, old.revision, replace(old, held=reason), reason)
    identifier = old.id if old else _minted(run, article, file.key)
    now = revision(article)
    made = run.shops.made_by(file, article.source_url)
    same = old is not None and old.revision == now
    if old:
        article = revise(old.article, article)
    article = replace(article, id=identifier, source_revision=now)
    source = Source(
        id=identifier,
        path=file.key,
        bytes_sha256=sha,
        extractor=made,
        revision=now,
        article=article,
        findings=extraction.findings,
        first_seen=old.first_seen if old else run.number,
        last_seen=run.number,
    )
    run.sources.accept(source, known_by)
    run.taken[identifier] = file.key
    run.known[file.key] = (identifier, sha, made, now, "")
    return Intake("unchanged" if same else "changed" if old else "new", identifier, now, source)


def _known(run: Run, article: Article, known_by: tuple[str, ...]) -> Source | None:
    """The article that this one continues: by its address, else by its path.

    At a known path, another address with other words is another article: many pages are called "index.html".
    """
    found = run.sources.find(known_by)
    old = run.sources.get(found) if found else None
    if old is None or not article.source_url or run.sources.find(known_by[:1]) == old.id:
        return old
    return old if not old.article.source_url or _shared_words(old.article, article) >= SAME_ARTICLE_SHARE else None


def _shared_words(old: Article, new: Article) -> float:
    before, now = (set(re.findall(r"\w+", one.text.casefold())) for one in (old, new))
    return len(before & now) / max(1, len(before | now))


def _again(run: Run, old: Source, article: Article) -> Intake:
    """A second file of one article in one run: passed over when it says the same, refused when it does not."""
    if revision(article) == old.revision:
        return Intake("unchanged", old.id, old.revision)
    raise SourceError(
        f"it is the same page as {run.taken[old.id]} (both say {article.source_url}), in other words.",
        hint="Keep the one that is right.",
    )


def _minted(run: Run, article: Article, path: str) -> str:
    """An id that no other article has."""
    tried: dict[str, int] = {}
    while run.sources.taken(identifier := unique(new_id(article, path), tried)):
        continue
    return identifier


def _broken(old: Article, new: Article) -> str:
    """Why a new scrape of a known article looks broken, in words; "" when it does not."""
    words_before, words_now = _words(old), _words(new)
    if words_now < SHORTEST_SHARE * words_before:
        return f"it came back with {words_now} of its {words_before} words"
    headings_before, headings_now = _headings(old), _headings(new)
    if headings_before and not headings_now:
        return f"it came back without its {headings_before} headings"
    return ""


def _words(article: Article) -> int:
    return len(re.findall(r"\w+", article.text))


def _headings(article: Article) -> int:
    return sum(isinstance(block, Heading) for block in article.blocks)
