from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from contentops.state.database import connect, sqlite_url


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    """A new state in a file."""
    engine = connect(sqlite_url(tmp_path / "state.db"))
    yield engine
    engine.dispose()
