"""The tables, and how the database is opened: SQLite inside the store by default, PostgreSQL by URL."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import (
    JSON,
    Column,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from contentops.errors import StoreDamaged, StoreError

VERSION = 1
"""Of the tables. A store with another version is refused, never changed silently."""

_LONGEST_IN_KEY = 2_000
"""Bytes. PostgreSQL's indices hold rows of 2,700."""

_ADDRESSES = "Leave it out for a file in the store, or name PostgreSQL: postgresql+psycopg://user@host/database"

metadata = MetaData()

meta = Table("meta", metadata, Column("name", String, primary_key=True), Column("value", String, nullable=False))

sources = Table(
    "sources",
    metadata,
    Column("id", String, primary_key=True),
    Column("path", Text, nullable=False),  # as the file was named at the last run
    Column("bytes_sha256", String, nullable=False),
    Column("extractor", String, nullable=False),
    Column("revision", String, nullable=False),
    Column("article", JSON, nullable=False),
    Column("findings", JSON, nullable=False),
    Column("first_seen", Integer, nullable=False),  # number of the run
    Column("last_seen", Integer, nullable=False),
    Column("held", Text, nullable=False, default=""),  # why the newest scrape was not taken; "" when it was
    comment="One row for each article; the accepted revision of its source.",
)

aliases = Table(
    "aliases",
    metadata,
    Column("key", String, primary_key=True),  # "url:…" or "path:…"
    Column("article", String, nullable=False, index=True),
    comment="Every address and path that an article has been known by.",
)

memory = Table(
    "memory",
    metadata,
    # First in the index: PostgreSQL, before it has counted its rows, takes a pair of locales for the rarer condition.
    Column("key", String, primary_key=True),
    Column("source_locale", String, primary_key=True),
    Column("target_locale", String, primary_key=True),
    Column("source", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("state", String, nullable=False),
    Column("engine", String, nullable=False),  # "" for a person's text
    Column("terms", String, nullable=False),  # hash of what a machine's text depends on
    Column("unknown", JSON, nullable=False),  # words that the engine did not know
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    comment="The translation memory: one text for each sentence and pair of locales.",
)

answers = Table(
    "answers",
    metadata,
    Column("key", String, primary_key=True),
    Column("source_locale", String, primary_key=True),
    Column("target_locale", String, primary_key=True),
    Column("way", String, primary_key=True),  # the engine, its model, prompt and parameters
    Column("depends", String, primary_key=True),  # hash of the glossary's terms and how readers are addressed
    Column("text", Text, nullable=False),
    Column("unknown", JSON, nullable=False),
    comment="What engines that may be paid answered, each by its way, so that none is paid for the same twice.",
)

approvals = Table(
    "approvals",
    metadata,
    Column("article", String, primary_key=True),
    Column("target", String, primary_key=True),
    Column("document", String, nullable=False),  # the hash of what was shown
    Column("record", String, nullable=False),
    Column("row", JSON, nullable=False),  # the manifest row as it was approved
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    comment="The newest approval of each article and target.",
)

returns = Table(
    "returns",
    metadata,
    Column("article", String, primary_key=True),
    Column("target", String, primary_key=True),
    Column("segment", String, primary_key=True),  # "" for the whole article
    Column("text", Text, nullable=False),  # what was sent back; another text is not sent back
    Column("comment", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    comment="What was sent back to be worked on, with the comment.",
)

approval_log = Table(
    "approval_log",
    metadata,
    Column("article", String, primary_key=True),
    Column("target", String, primary_key=True),
    Column("at", String, primary_key=True),
    Column("document", String, primary_key=True),
    Column("record", String, nullable=False),
    Column("by", String, nullable=False),
    comment="Every approval that was ever given, in effect or not.",
)

field_texts = Table(
    "field_texts",
    metadata,
    Column("article", String, primary_key=True),
    Column("target", String, primary_key=True),
    Column("field", String, primary_key=True),  # "slug", "description", "seo.title", "seo.description"
    Column("text", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    comment="What a person wrote into a field that no sentence of the source fills.",
)

live_versions = Table(
    "live_versions",
    metadata,
    Column("article", String, primary_key=True),
    Column("target", String, primary_key=True),
    Column("release", Integer, primary_key=True),
    Column("object", String, nullable=False),
    Column("row", JSON, nullable=False),  # the manifest row as it went live
    comment="Which text went live with which release.",
)

rollbacks = Table(
    "rollbacks",
    metadata,
    Column("article", String, primary_key=True),
    Column("target", String, primary_key=True),
    Column("release", Integer, nullable=False),
    Column("row", JSON, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    comment="Articles that a person put back to an earlier live text. Lasts until the next approval, or until restored.",
)

waivers = Table(
    "waivers",
    metadata,
    Column("article", String, primary_key=True),
    Column("target", String, primary_key=True),
    Column("rule", String, primary_key=True),
    Column("block", String, primary_key=True),
    Column("text", Text, primary_key=True),  # the sentence; another sentence is not waived
    Column("reason", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    comment="Findings that a person lets stand.",
)

withdrawals = Table(
    "withdrawals",
    metadata,
    Column("article", String, primary_key=True),
    Column("target", String, primary_key=True),  # "" for every target
    Column("reason", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    comment="Articles that a person took down. Lasts until restored.",
)

builds = Table(
    "builds",
    metadata,
    Column("article", String, primary_key=True),
    Column("target", String, primary_key=True),
    Column("inputs", String, nullable=False),  # hash of all that the build depended on
    Column("row", JSON, nullable=False),
    comment="The newest build of each article and target, so that nothing unchanged is built again.",
)

spending = Table(
    "spending",
    metadata,
    Column("engine", String, primary_key=True),
    Column("month", String, primary_key=True),  # "2026-11"
    Column("characters", Integer, nullable=False),
    comment="How many characters each engine was sent in a month.",
)


def connect(url: str) -> Engine:
    """The database at a SQLAlchemy URL, its tables made if it is new. Raises StoreError when it cannot be used."""
    engine = _engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_settings)
    try:
        _prepare(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _prepare(engine: Engine) -> None:
    try:
        metadata.create_all(engine)
        with engine.begin() as connection:
            version = connection.execute(select(meta.c.value).where(meta.c.name == "version")).scalar()
            if version is None:
                connection.execute(meta.insert().values(name="version", value=str(VERSION)))
    except DBAPIError as error:
        if "malformed" in str(error.orig) or "not a database" in str(error.orig):
            raise StoreDamaged(
                f"the state at {engine.url} is damaged: {error.orig}.", hint="Restore it from a backup."
            ) from error
        raise StoreError(
            f"the state at {engine.url} cannot be opened: {error.orig}.",
            hint="Check the path and rights."
            if engine.dialect.name == "sqlite"
            else "Check that the server runs, and state.database in the settings: user, host, port and database.",
        ) from error
    if version not in (None, str(VERSION)):
        raise StoreError(
            f"the state at {engine.url} has version {version}, this contentops writes {VERSION}.",
            hint="Use the version that wrote it, or a new store.",
        )


def inserting(engine: Engine) -> Callable[[Table], postgresql.Insert | sqlite.Insert]:
    """What makes an insertion in the database's own dialect, which can say what becomes of a row that is there already."""
    return postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert


def as_key(text: str) -> str:
    """The text as part of a key: itself, or its hash where it is longer than an index holds."""
    return text if len(text.encode()) <= _LONGEST_IN_KEY else f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _engine(url: str) -> Engine:
    # An address that cannot be read is not repeated: there may be a password in it.
    try:
        engine = create_engine(url)
    except ArgumentError as error:
        raise StoreError("state.database in the settings is no address of a database.", hint=_ADDRESSES) from error
    except ImportError as error:
        raise StoreError(
            f"state.database in the settings needs a driver that is not installed: {error}.",
            hint="PostgreSQL's is psycopg; docs/running.md says how to install it.",
        ) from error
    if engine.dialect.name not in ("sqlite", "postgresql"):
        raise StoreError(f"the state cannot be kept in {engine.dialect.name}.", hint=_ADDRESSES)
    return engine


def sqlite_url(path: Path) -> str:
    """The URL of an SQLite file."""
    return f"sqlite:///{path}"


def _sqlite_settings(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    # WAL: a reader (the review command, the preview) never waits for the run that writes.
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")
