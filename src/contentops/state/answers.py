"""What engines have answered, by what an answer depends on: what was paid for once is not paid for again.

The memory holds one text for a sentence, and the newest takes the place of the one before. Here the text of every way is
kept: going back to a model, or making everything anew with the same one, asks nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Engine, select

from contentops.state.database import answers as table
from contentops.state.database import as_key, inserting

_BATCH = 300


class Kept(NamedTuple):
    """An answer: its text with the segment's codes, and the words that the engine did not know."""

    text: str
    unknown: tuple[str, ...] = ()


class Answers:
    """The answers for one pair of locales."""

    def __init__(self, engine: Engine, source_locale: str, target_locale: str) -> None:
        self._engine = engine
        self._pair = (source_locale, target_locale)

    def get(self, way: str, asked: Mapping[str, str]) -> dict[str, Kept]:
        """The answers that were made in this way ("llm/model;prompt=1"), by the segment's key.

        ``asked`` gives for each key what its answer depends on besides, as a hash; an answer to another one is another.
        """
        keys = list(asked)
        found: dict[str, Kept] = {}
        with self._engine.connect() as connection:
            for start in range(0, len(keys), _BATCH):
                rows = connection.execute(
                    select(table.c.key, table.c.depends, table.c.text, table.c.unknown).where(
                        table.c.key.in_(keys[start : start + _BATCH]),
                        table.c.source_locale == self._pair[0],
                        table.c.target_locale == self._pair[1],
                        table.c.way == as_key(way),
                    )
                )
                found.update({key: Kept(text, tuple(un)) for key, depends, text, un in rows if depends == asked[key]})
        return found

    def put(self, way: str, answered: Iterable[tuple[str, str, Kept]]) -> None:
        """Keeps answers that were made in this way, each with its segment's key and what it depends on besides."""
        rows = [
            {
                "source_locale": self._pair[0],
                "target_locale": self._pair[1],
                "key": key,
                "way": as_key(way),
                "depends": depends,
                "text": kept.text,
                "unknown": list(kept.unknown),
            }
            for key, depends, kept in answered
        ]
        if not rows:
            return
        statement = inserting(self._engine)(table)
        with self._engine.begin() as connection:
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["key", "source_locale", "target_locale", "way", "depends"],
                    set_={name: statement.excluded[name] for name in ("text", "unknown")},
                ),
                rows,
            )
