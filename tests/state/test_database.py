from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, update

from contentops.article.record import State
from contentops.errors import StoreDamaged, StoreError
from contentops.state.database import VERSION, connect, meta, sqlite_url
from contentops.state.memory import Entry, Memory


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The file of a state with something in it, closed."""
    path = tmp_path / "state.db"
    database = connect(sqlite_url(path))
    Memory(database, "sv", "da").put([Entry(f"k{n}", "Fisk", "Fisk", State.MACHINE_DRAFT) for n in range(200)])
    database.dispose()
    return path


def test_a_state_can_be_opened_again(made: Path) -> None:
    database = connect(sqlite_url(made))
    assert len(Memory(database, "sv", "da").get([f"k{n}" for n in range(200)])) == 200
    database.dispose()


def test_a_reader_does_not_wait_for_a_writer(made: Path) -> None:
    database = connect(sqlite_url(made))
    with closing(sqlite3.connect(made, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM memory")
        assert len(Memory(database, "sv", "da").get(["k1"])) == 1
        writer.execute("ROLLBACK")
    database.dispose()


@pytest.mark.parametrize("version", ["0", str(VERSION + 1), "x"])
def test_a_state_of_another_version_is_refused_and_left_as_it_is(made: Path, version: str) -> None:
    with closing(sqlite3.connect(made)) as connection, connection:
        connection.execute("UPDATE meta SET value = ? WHERE name = 'version'", (version,))
    with pytest.raises(StoreError, match=rf"has version {version}, this contentops writes {VERSION}") as caught:
        connect(sqlite_url(made))
    assert str(made) in str(caught.value)
    assert "new store" in caught.value.hint
    with closing(sqlite3.connect(made)) as connection:
        assert connection.execute("SELECT value FROM meta").fetchall() == [(version,)]


def test_a_file_that_is_no_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    path.write_bytes(b"this was a state once" * 500)
    with pytest.raises(StoreDamaged, match="damaged") as caught:
        connect(sqlite_url(path))
    assert str(path) in str(caught.value)
    assert "backup" in caught.value.hint


def test_a_state_whose_first_pages_are_lost_is_said_to_be_damaged(made: Path) -> None:
    data = bytearray(made.read_bytes())
    data[100:4096] = b"\xff" * (4096 - 100)
    made.write_bytes(data)
    with pytest.raises(StoreDamaged, match="damaged"):
        connect(sqlite_url(made))


def test_a_state_that_cannot_be_opened_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be opened") as caught:
        connect(sqlite_url(tmp_path / "file" / "state.db"))
    assert "rights" in caught.value.hint


# -------------------------------------------------------------------------------------------------------------- PostgreSQL


@pytest.mark.parametrize("url", ["nonsense", "no-such-kind://me:geheim@localhost/x"])
def test_an_address_that_is_none_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(StoreError, match="no address of a database") as caught:
        connect(url)
    assert "geheim" not in str(caught.value)
    assert "postgresql+psycopg://" in caught.value.hint


def test_a_driver_that_is_not_installed_is_named_with_what_to_do() -> None:
    with pytest.raises(StoreError, match="not installed: No module named") as caught:
        connect("postgresql+pg8000://me:geheim@localhost/x")
    assert "geheim" not in str(caught.value)
    assert "docs/running.md" in caught.value.hint


def test_another_kind_of_database_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    other = create_engine("sqlite://")
    monkeypatch.setattr(other.dialect, "name", "mysql")
    monkeypatch.setattr("contentops.state.database.create_engine", lambda _: other)
    with pytest.raises(StoreError, match="cannot be kept in mysql"):
        connect("mysql://localhost/x")


def test_a_server_that_is_not_there_is_named_without_the_password() -> None:
    pytest.importorskip("psycopg", reason="PostgreSQL's driver is not installed (docs/running.md)")
    with pytest.raises(StoreError, match="cannot be opened") as caught:
        connect("postgresql+psycopg://me:geheim@127.0.0.1:1/x")
    assert "geheim" not in str(caught.value)
    assert "server runs" in caught.value.hint


def test_a_new_state_is_made_and_opened_again_wherever_it_is_kept(database_url: str) -> None:
    for _ in range(2):
        database = connect(database_url)
        Memory(database, "sv", "da").put([Entry("k", "Fisk", "Fisk", State.MACHINE_DRAFT)])
        assert Memory(database, "sv", "da").get(["k"])
        database.dispose()
    database = connect(database_url)
    with database.begin() as connection:
        connection.execute(update(meta).where(meta.c.name == "version").values(value="0"))
    database.dispose()
    with pytest.raises(StoreError, match="has version 0"):
        connect(database_url)
