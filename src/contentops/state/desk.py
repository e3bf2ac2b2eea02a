"""What people have decided: approvals, what was sent back, waivers, own words, withdrawals, rollbacks.

Written only by a person's act; but for the texts that went live, which a release adds so that a person can go back to one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, select

from contentops.article.record import Finding, Waiver
from contentops.state.database import (
    approval_log,
    approvals,
    as_key,
    field_texts,
    inserting,
    live_versions,
    returns,
    rollbacks,
    waivers,
    withdrawals,
)


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
class Approved:
    """An approval that was given once, whether it still counts or not."""

    document: str
    record: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class FieldText:
    """A person's words in a field that no sentence of the source fills, such as the slug."""

    text: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class LiveVersion:
    """A text that went live, and with which release."""

    release: int
    object: str


@dataclass(frozen=True, slots=True)
class Rollback:
    """An article that was put back to the text of an earlier release; ``row`` is the manifest row of that text."""

    release: int
    row: dict[str, Any]
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that people have decided about one article, by target."""

    approvals: dict[str, Approval] = field(default_factory=dict)
    returns: dict[str, tuple[Return, ...]] = field(default_factory=dict)
    waivers: dict[str, tuple[tuple[str, str, str, Waiver], ...]] = field(default_factory=dict)
    withdrawals: dict[str, Withdrawal] = field(default_factory=dict)
    fields: dict[str, dict[str, FieldText]] = field(default_factory=dict)
    rollbacks: dict[str, Rollback] = field(default_factory=dict)
    last_approved: dict[str, Approved] = field(default_factory=dict)
    live_versions: dict[str, tuple[LiveVersion, ...]] = field(default_factory=dict)

    def withdrawn(self, target: str) -> Withdrawal | None:
        """The withdrawal that covers a target, if any."""
        return self.withdrawals.get(target) or self.withdrawals.get("")

    def waiver(self, target: str, finding: Finding) -> Waiver | None:
        """The waiver of this finding at this sentence, if any."""
        for rule, block, text, waiver in self.waivers.get(target, ()):
            if (rule, block) == (finding.rule, finding.block) and text in (finding.text, as_key(finding.text)):
                return waiver
        return None


NOTHING = Decisions()


class Desk:
    """The decisions in the database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._insert = inserting(engine)

    def decisions(self) -> dict[str, Decisions]:
        """All decisions, by article. They are few beside articles, so a run reads them once."""
        found: dict[str, Decisions] = {}

        def of(article: str) -> Decisions:
            return found.setdefault(article, Decisions())

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
            for row in _rows(connection, field_texts):
                own = of(row["article"]).fields.setdefault(row["target"], {})
                own[row["field"]] = FieldText(row["text"], row["by"], row["at"])
            for row in _rows(connection, rollbacks):
                of(row["article"]).rollbacks[row["target"]] = Rollback(
                    row["release"], row["row"], row["reason"], row["by"], row["at"]
                )
            for given in connection.execute(select(approval_log).order_by(approval_log.c.at)):
                of(given.article).last_approved[given.target] = Approved(
                    given.document, given.record, given.by, given.at
                )
            self._live(connection, of)
        return found

    def _live(self, connection: Connection, of: Callable[[str], Decisions]) -> None:
        columns = (live_versions.c.article, live_versions.c.target, live_versions.c.release, live_versions.c.object)
        for article, target, number, name in connection.execute(select(*columns).order_by(live_versions.c.release)):
            there = of(article).live_versions
            there[target] = (*there.get(target, ()), LiveVersion(number, name))

    def approve(self, approval: Approval) -> None:
        """Remembers an approval and forgets what was sent back, or put back to an earlier text, before it."""
        with self._engine.begin() as connection:
            self._put(connection, approvals, _values(approval))
            logged = {column.name: getattr(approval, column.name) for column in approval_log.columns}
            self._put(connection, approval_log, logged)
            for table in (returns, rollbacks):
                connection.execute(
                    delete(table).where(table.c.article == approval.article, table.c.target == approval.target)
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

    def comment(self, article: str, target: str, back: Return) -> None:
        """Remembers what is to be done with a new text. What was approved before it counts on."""
        with self._engine.begin() as connection:
            self._put(connection, returns, {"article": article, "target": target, **_values(back)})

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
            "text": as_key(finding.text),
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

    def write(self, article: str, target: str, name: str, written: FieldText) -> None:
        """Remembers a person's words for a field; empty ones give the field back to what follows from the article."""
        with self._engine.begin() as connection:
            if written.text:
                values = {"article": article, "target": target, "field": name, **_values(written)}
                self._put(connection, field_texts, values)
                return
            at = (field_texts.c.article == article, field_texts.c.target == target, field_texts.c.field == name)
            connection.execute(delete(field_texts).where(*at))

    def went_live(self, rows: Iterable[dict[str, Any]], number: int) -> None:
        """Remembers the manifest rows that go live with a release."""
        with self._engine.begin() as connection:
            for row in rows:
                of = {"article": row["article"], "target": row["target"]}
                self._put(connection, live_versions, {**of, "release": number, "object": row["object"], "row": row})

    def agree(self, rows: Sequence[dict[str, Any]], number: int) -> None:
        """Makes the texts that went live agree with the store: ``rows`` are live, by release ``number``.

        What a killed release has remembered and never made is forgotten; a store from before they were remembered gives
        what is live now.
        """
        with self._engine.begin() as connection:
            connection.execute(delete(live_versions).where(live_versions.c.release > number))
            known = connection.execute(select(live_versions.c.release).limit(1)).first()
        if rows and not known:
            self.went_live(rows, number)

    def live_row(self, article: str, target: str, number: int) -> dict[str, Any] | None:
        """The manifest row of an article's text that was live in a release; None when none was."""
        at = (live_versions.c.article == article, live_versions.c.target == target, live_versions.c.release <= number)
        with self._engine.connect() as connection:
            newest = select(live_versions.c.row).where(*at).order_by(live_versions.c.release.desc()).limit(1)
            row: dict[str, Any] | None = connection.execute(newest).scalar()
            return row

    def roll_back(self, article: str, target: str, rollback: Rollback) -> None:
        """Puts an article back to the text of an earlier release."""
        with self._engine.begin() as connection:
            self._put(connection, rollbacks, {"article": article, "target": target, **_values(rollback)})

    def end_rollback(self, article: str, target: str) -> bool:
        """Ends a rollback; whether there was one. Target "" ends all of the article's."""
        with self._engine.begin() as connection:
            statement = delete(rollbacks).where(rollbacks.c.article == article)
            if target:
                statement = statement.where(rollbacks.c.target == target)
            return connection.execute(statement).rowcount > 0

    def _put(self, connection: Connection, table: Table, values: dict[str, Any]) -> None:
        statement = self._insert(table).values(values)
        primary = [column.name for column in table.primary_key]
        rest = {name: statement.excluded[name] for name in values if name not in primary}
        connection.execute(statement.on_conflict_do_update(index_elements=primary, set_=rest))


def _rows(connection: Connection, table: Table) -> list[dict[str, Any]]:
    # In a fixed order: what a build depends on is hashed, and PostgreSQL moves a row that is written again.
    return [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]


def _values(decision: Approval | Return | Waiver | Withdrawal | FieldText | Rollback) -> dict[str, Any]:
    return {name: getattr(decision, name) for name in decision.__slots__}
