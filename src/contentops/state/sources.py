"""The sources: which articles there are, under which ids, and the revision of each that was accepted last."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Engine, func, select

from contentops.article.codec import from_json, to_json
from contentops.article.model import Article
from contentops.article.record import Finding
from contentops.state.database import aliases, as_key, builds, inserting, sources

_AT_ONCE = 100
"""Articles that are read from the database at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article as it was accepted last. ``held`` says why the newest scrape was not taken; "" when it was."""

    id: str
    path: str
    bytes_sha256: str
    extractor: str
    revision: str
    article: Article
    findings: tuple[Finding, ...]
    first_seen: int
    last_seen: int
    held: str = ""


@dataclass(frozen=True, slots=True)
class Build:
    """The newest build of an article for a target: the hash of its inputs, and the manifest's row."""

    inputs: str
    row: dict[str, Any]


class Sources:
    """The sources in the database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._insert = inserting(engine)

    def next_run(self) -> int:
        """The number of the run that begins now: one more than any that was seen."""
        with self._engine.connect() as connection:
            return (connection.execute(select(func.max(sources.c.last_seen))).scalar() or 0) + 1

    def get(self, article: str) -> Source | None:
        """One source, or None."""
        with self._engine.connect() as connection:
            row = connection.execute(select(sources).where(sources.c.id == article)).mappings().first()
            return _source(dict(row)) if row else None

    def articles(self) -> Iterator[tuple[str, Article]]:
        """Every article as it was accepted last, with its id, a few at a time in memory."""
        with self._engine.connect() as connection:
            wanted = select(sources.c.id, sources.c.article).order_by(sources.c.id)
            for article, value in connection.execution_options(yield_per=_AT_ONCE).execute(wanted):
                yield article, from_json(value)

    def fingerprints(self) -> dict[str, tuple[str, str, str, str, str]]:
        """By path: id, hash of the bytes, extractor, revision, why held. Tells whether a file must be parsed at all."""
        columns = (sources.c.path, sources.c.id, sources.c.bytes_sha256, sources.c.extractor)
        with self._engine.connect() as connection:
            rows = connection.execute(select(*columns, sources.c.revision, sources.c.held))
            return {path: (article, sha, extractor, now, held) for path, article, sha, extractor, now, held in rows}

    def find(self, keys: Sequence[str]) -> str | None:
        """The id of the article that is known by one of these keys, the first that is."""
        keys = [short for key in keys for short in dict.fromkeys((key, as_key(key)))]
        with self._engine.connect() as connection:
            rows = connection.execute(select(aliases.c.key, aliases.c.article).where(aliases.c.key.in_(keys)))
            found: dict[str, str] = {row.key: row.article for row in rows}
        return next((found[key] for key in keys if key in found), None)

    def taken(self, article: str) -> bool:
        """Whether an id is in use."""
        with self._engine.connect() as connection:
            return (
                connection.execute(select(aliases.c.key).where(aliases.c.article == article).limit(1)).first()
                is not None
            )

    def accept(self, source: Source, keys: Sequence[str]) -> None:
        """Remembers a source and the keys it is known by."""
        values = {
            "id": source.id,
            "path": source.path,
            "bytes_sha256": source.bytes_sha256,
            "extractor": source.extractor,
            "revision": source.revision,
            "article": to_json(source.article),
            "findings": [_finding_values(finding) for finding in source.findings],
            "first_seen": source.first_seen,
            "last_seen": source.last_seen,
            "held": source.held,
        }
        with self._engine.begin() as connection:
            statement = self._insert(sources).values(values)
            rest = {name: statement.excluded[name] for name in values if name not in ("id", "first_seen")}
            connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=rest))
            self._alias(connection, source.id, keys)

    def _alias(self, connection: Connection, article: str, keys: Sequence[str]) -> None:
        for key in keys:
            connection.execute(self._insert(aliases).values(key=as_key(key), article=article).on_conflict_do_nothing())

    def hold(self, article: str, reason: str) -> None:
        """Says why the newest scrape of an article was not taken; the accepted revision stays."""
        with self._engine.begin() as connection:
            connection.execute(sources.update().where(sources.c.id == article).values(held=reason))

    def seen(self, articles: Sequence[str], run: int) -> None:
        """Remembers that the articles were there at this run."""
        with self._engine.begin() as connection:
            for start in range(0, len(articles), 500):
                some = articles[start : start + 500]
                connection.execute(sources.update().where(sources.c.id.in_(some)).values(last_seen=run))

    def builds(self, target: str) -> dict[str, Build]:
        """The newest build of every article for a target."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(builds).where(builds.c.target == target)).mappings()
            return {row["article"]: Build(row["inputs"], row["row"]) for row in rows}

    def outdate(self, articles: Collection[str], locale: str) -> set[str]:
        """Has the next run build these articles again for every target of a locale; those of them that had been built.

        For when what they are made of has changed outside of a run.
        """
        outdated: set[str] = set()
        with self._engine.begin() as connection:
            for article, target, row in connection.execute(
                select(builds.c.article, builds.c.target, builds.c.row)
            ).all():
                if article in articles and row["locale"] == locale:
                    own = (builds.c.article == article) & (builds.c.target == target)
                    connection.execute(builds.update().where(own).values(inputs=""))
                    outdated.add(article)
        return outdated

    def built(self, article: str, target: str, build: Build) -> None:
        """Remembers a build."""
        values = {
            "article": article,
            "target": target,
            "inputs": build.inputs,
            "row": build.row,
        }
        with self._engine.begin() as connection:
            statement = self._insert(builds).values(values)
            rest = {name: statement.excluded[name] for name in ("inputs", "row")}
            connection.execute(statement.on_conflict_do_update(index_elements=["article", "target"], set_=rest))


def keys(article: Article, path: str) -> tuple[str, ...]:
    """What an article is known by: its canonical URL first, then its path under the source."""
    url = article.source_url
    return ((f"url:{normal_url(url)}",) if url else ()) + (f"path:{path}",)


def normal_url(url: str) -> str:
    """An address without what tells no pages apart: scheme, "www.", fragment, last slash, tracking parameters."""
    parts = urlsplit(url)
    query = "&".join(p for p in parts.query.split("&") if p and not re.match(r"(utm_|gclid|fbclid|mc_)", p))
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}{'?' if query else ''}{query}"


def new_id(article: Article, path: str) -> str:
    """A readable id that is safe in a file's name: the last part of address or path, and six digits of a hash."""
    key = keys(article, path)[0]
    name = re.sub(r"[^a-z0-9]+", "-", _ascii(key.rstrip("/").rpartition("/")[2].rpartition(":")[2]).casefold()).strip(
        "-"
    )
    stem = re.sub(r"-(html?|php|aspx|txt)$", "", name)[:60].strip("-") or "article"
    return f"{stem}-{hashlib.sha256(key.encode()).hexdigest()[:6]}"


def _ascii(text: str) -> str:
    table = str.maketrans({"å": "a", "ä": "a", "ö": "o", "é": "e", "Å": "A", "Ä": "A", "Ö": "O", "ø": "o", "æ": "ae"})
    return text.translate(table)


def _source(row: dict[str, Any]) -> Source:
    row["article"] = from_json(row["article"])
    row["findings"] = tuple(Finding(**finding) for finding in row["findings"])
    return Source(**row)


def _finding_values(finding: Finding) -> dict[str, str]:
    return {name: getattr(finding, name) for name in finding.__slots__ if name != "waiver"}
