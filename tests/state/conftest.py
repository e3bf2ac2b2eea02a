from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine

from contentops.state.database import connect, sqlite_url
from tests import postgres


@pytest.fixture(params=("sqlite", "postgresql") if postgres.is_there() else ("sqlite",))
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a new state is kept: in a file, and in PostgreSQL where there is one to test with."""
    with ExitStack() as stack:
        if request.param == "postgresql":
            yield stack.enter_context(postgres.schema())
        else:
            yield sqlite_url(tmp_path / "state.db")


@pytest.fixture
def database(database_url: str) -> Iterator[Engine]:
    """A new state."""
    engine = connect(database_url)
    yield engine
    engine.dispose()
