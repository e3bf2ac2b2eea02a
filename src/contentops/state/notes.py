"""Single values that outlive a run: where the review form is, when the newest page came."""

from __future__ import annotations

from sqlalchemy import Engine, select

from contentops.state.database import inserting, meta

REVIEW_FORM = "review-form"
"""The address of the review form, as the last flow found it, so that whoever writes the preview next keeps its links."""
NEWEST_PAGE = "newest-page"
"""When a run last met a page that was not known before, ISO 8601."""


class Notes:
    """The values in the database, by name."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._insert = inserting(engine)

    def get(self, name: str) -> str:
        """The value; "" when there is none."""
        with self._engine.connect() as connection:
            return connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar() or ""

    def put(self, name: str, value: str) -> None:
        """Remembers the value."""
        with self._engine.begin() as connection:
            statement = self._insert(meta).values(name=name, value=value)
            connection.execute(
                statement.on_conflict_do_update(index_elements=["name"], set_={"value": statement.excluded.value})
            )
