"""PostgreSQL for tests: CONTENTOPS_TEST_POSTGRES names a database in which each test gets a schema of its own.

CONTENTOPS_TEST_POSTGRES=postgresql+psycopg://me@127.0.0.1:5432/test python -m pytest tests/state tests/pipeline
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, make_url, text

VARIABLE = "CONTENTOPS_TEST_POSTGRES"


def is_there() -> bool:
    """Whether a database is named to test with."""
    return bool(os.environ.get(VARIABLE))


@contextmanager
def schema() -> Iterator[str]:
    """The URL of a new schema, which is dropped afterwards. Skips the test where no database is named."""
    if not is_there():
        pytest.skip(f"{VARIABLE} names no PostgreSQL database (docs/running.md)")
    pytest.importorskip("psycopg", reason="PostgreSQL's driver is not installed (docs/running.md)")
    name = f"contentops_{uuid.uuid4().hex[:12]}"
    admin = create_engine(os.environ[VARIABLE])
    try:
        with admin.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {name}"))
        yield named(f"-csearch_path={name}")
    finally:
        with admin.begin() as connection:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {name} CASCADE"))
        admin.dispose()


def named(options: str) -> str:
    """The URL of the database with options for its connections."""
    url = make_url(os.environ[VARIABLE]).update_query_dict({"options": options})
    return url.render_as_string(hide_password=False)
