"""How many characters engines were sent, by month: what a budget is kept by, over runs and processes."""

from __future__ import annotations

from sqlalchemy import Engine, select

from contentops.state.database import inserting
from contentops.state.database import spending as table


class Spending:
    """The characters in the database. Safe between threads and between programs."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, engine: str, month: str) -> int:
        """The characters that an engine was sent in a month ("2026-11")."""
        wanted = select(table.c.characters).where(table.c.engine == engine, table.c.month == month)
        with self._engine.connect() as connection:
            return connection.execute(wanted).scalar() or 0

    def book(self, engine: str, month: str, characters: int, limit: int) -> bool:
        """Adds the characters, where the month then has no more than ``limit`` (0: any number); else books nothing."""
        if limit and characters > limit:
            return False
        row = inserting(self._engine)(table).values(engine=engine, month=month, characters=characters)
        after = table.c.characters + row.excluded.characters
        added = row.on_conflict_do_update(
            index_elements=["engine", "month"],
            set_={"characters": after},
            where=after <= limit if limit else None,
        )
        with self._engine.begin() as connection:
            return connection.execute(added.returning(table.c.characters)).scalar() is not None
