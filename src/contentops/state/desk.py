"""What people have decided: approvals, what was sent back, waivers, withdrawals. Written only by a person's act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from contentops.article.record import Finding, Waiver
from contentops.state.database import approvals, returns, waivers, withdrawals


@dataclass(frozen=True, slots=True)
class Approval:
    """A person's approval of an article in a target, bound to the hash of the document that was shown."""

    article: str
    target: str
    document: str
    record: str
    row: dict[str, Any]
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Return:
    """A text that was sent back. ``segment`` is its address, "" for the whole article."""

    segment: str
    text: str
    comment: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An article that was taken down; ``target`` "" is every target."""

    target: str
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that people have decided about one article."""

    approvals: dict[str, Approval]
    returns: dict[str, tuple[Return, ...]]
    waivers: dict[str, tuple[tuple[str, str, str, Waiver], ...]]
    withdrawals: dict[str, Withdrawal]

    def withdrawn(self, target: str) -> Withdrawal | None:
        """The withdrawal that covers a target, if any."""
        return self.withdrawals.get(target) or self.withdrawals.get("")

    def waiver(self, target: str, finding: Finding) -> Waiver | None:
        """The waiver of this finding at this sentence, if any."""
        for rule, block, text, waiver in self.waivers.get(target, ()):
            if (rule, block, text) == (finding.rule, finding.block, finding.text):
                return waiver
        return None


NOTHING = Decisions({}, {}, {}, {})


class Desk:
    """The decisions in the database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert

    def decisions(self) -> dict[str, Decisions]:
        """All decisions, by article. They are few beside articles, so a run reads them once."""
        found: dict[str, Decisions] = {}

        def of(article: str) -> Decisions:
            return found.setdefault(article, Decisions({}, {}, {}, {}))

        with self._engine.connect() as connection:
            for row in _rows(connection, approvals):
                of(row["article"]).approvals[row["target"]] = Approval(**row)
            for row in _rows(connection, returns):
                one = Return(row["segment"], row["text"], row["comment"], row["by"], row["at"])
                there = of(row["article"]).returns
                there[row["target"]] = (*there.get(row["target"], ()), one)
            for row in _rows(connection, waivers):
                waiver = Waiver(reason=row["reason"], by=row["by"], at=row["at"])
                lifted = of(row["article"]).waivers
                lifted[row["target"]] = (
                    *lifted.get(row["target"], ()),
                    (row["rule"], row["block"], row["text"], waiver),
                )
            for row in _rows(connection, withdrawals):
                of(row["article"]).withdrawals[row["target"]] = Withdrawal(
                    row["target"], row["reason"], row["by"], row["at"]
                )
        return found

    def approve(self, approval: Approval) -> None:
        """Remembers an approval and forgets what was sent back before it."""
        with self._engine.begin() as connection:
            self._put(connection, approvals, _values(approval))
            connection.execute(
                delete(returns).where(returns.c.article == approval.article, returns.c.target == approval.target)
            )

    def keep(self, approval: Approval) -> None:
        """Remembers what holds an approved document now: a check or a waiver may have come since."""
        with self._engine.begin() as connection:
            self._put(connection, approvals, _values(approval))

    def send_back(self, article: str, target: str, back: Return) -> None:
        """Remembers that a text was sent back; an approval of the article does not count any more."""
        with self._engine.begin() as connection:
            self._put(connection, returns, {"article": article, "target": target, **_values(back)})
            connection.execute(delete(approvals).where(approvals.c.article == article, approvals.c.target == target))

    def resolve(self, article: str, target: str, segment: str) -> None:
        """Forgets that a segment was sent back: a person has written it anew."""
        with self._engine.begin() as connection:
            connection.execute(
                delete(returns).where(
                    returns.c.article == article, returns.c.target == target, returns.c.segment == segment
                )
            )

    def waive(self, article: str, target: str, finding: Finding, waiver: Waiver) -> None:
        """Lets a finding stand at its sentence."""
        values = {
            "article": article,
            "target": target,
            "rule": finding.rule,
            "block": finding.block,
            "text": finding.text,
        }
        with self._engine.begin() as connection:
            self._put(connection, waivers, {**values, **_values(waiver)})

    def withdraw(self, article: str, withdrawal: Withdrawal) -> None:
        """Takes an article down, in one target or in all."""
        with self._engine.begin() as connection:
            self._put(connection, withdrawals, {"article": article, **_values(withdrawal)})

    def restore(self, article: str, target: str) -> bool:
        """Undoes a withdrawal; whether there was one. Target "" undoes all of the article's."""
        with self._engine.begin() as connection:
            statement = delete(withdrawals).where(withdrawals.c.article == article)
            if target:
                statement = statement.where(withdrawals.c.target == target)
            return connection.execute(statement).rowcount > 0

    def _put(self, connection: Connection, table: Table, values: dict[str, Any]) -> None:
        statement = self._insert(table).values(values)
        primary = [column.name for column in table.primary_key]
        rest = {name: statement.excluded[name] for name in values if name not in primary}
        connection.execute(statement.on_conflict_do_update(index_elements=primary, set_=rest))


def _rows(connection: Connection, table: Table) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(table)).mappings()]


def _values(decision: Approval | Return | Waiver | Withdrawal) -> dict[str, Any]:
    return {name: getattr(decision, name) for name in decision.__slots__}
