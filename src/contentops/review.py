"""What a person does: read, approve, send back, edit a sentence, waive a finding, withdraw and restore.

Each act is remembered first and then the article is built and released anew, without an engine. An approval is bound to
the hash of the document that was shown, and refused when the text has changed since.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from contentops.article.model import Pair, plain
from contentops.article.record import Checks, Finding, Record, SegmentRecord, State, Waiver, record_from_json
from contentops.article.segments import CODE, Segment, check_codes, localized, segments
from contentops.errors import ReviewError, SegmentError, UnknownName
from contentops.language.language import did_you_mean
from contentops.pipeline.build import build_source, build_target
from contentops.pipeline.preview import write_preview
from contentops.pipeline.run import SOURCE_LOCALE, Run, existing, open_run
from contentops.pipeline.summary import count
from contentops.publish.release import Released, release
from contentops.settings import Settings, Target
from contentops.state.desk import Approval, Return, Withdrawal
from contentops.state.memory import Entry, Memory, key
from contentops.state.sources import Source

WAIT = 30.0
"""Seconds that a person's act waits for a run to end."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """What an act led to: the article's row after it, its findings, and whether it is live now."""

    message: str
    row: Row
    checks: Checks
    live: bool


class Desk:
    """The desk of one open store. Made by :func:`at_desk`."""

    def __init__(self, run: Run) -> None:
        self._run = run

    # --------------------------------------------------------------------------------------------------------- reading

    def rows(self) -> list[Row]:
        """The rows of all drafts."""
        return [row for row in self._run.store.manifest("private")["rows"] if row["target"] != SOURCE_LOCALE]

    def row(self, article: str, target: str) -> Row:
        """The row of a draft; ``article`` may be the beginning of one id. Raises ReviewError for one that is not there."""
        rows = self.rows()
        names = sorted({row["article"] for row in rows})
        chosen = [article] if article in names else [name for name in names if name.startswith(article)]
        if not chosen:
            raise UnknownName(
                f"{self._run.store.root}: there is no article {article!r}{did_you_mean(article, names)}.",
                hint="See: contentops review STORE list",
            )
        if len(chosen) > 1:
            raise UnknownName(f"{article!r} could be {', '.join(chosen)}.", hint="Give the whole id.")
        own = {row["target"]: row for row in rows if row["article"] == chosen[0]}
        if target not in own:
            raise UnknownName(
                f"{chosen[0]} has no target {target!r}{did_you_mean(target, own)}.",
                hint=f"It has {', '.join(sorted(own))}.",
            )
        return own[target]

    def record(self, row: Row) -> Record:
        """The record of a row."""
        return record_from_json(self._run.store.get(row["record"]))

    # ------------------------------------------------------------------------------------------------------------ acts

    def approve(self, article: str, target: str, by: str, document: str = "") -> Act:
        """Approves the article as it was shown. ``document`` is the hash (or its beginning) of what was shown.

        Raises ReviewError when the text has changed since, or sentences are missing.
        """
        by = _named(by)
        row = self.row(article, target)
        if document and not row["object"].startswith(document):
            raise ReviewError(
                f"{row['article']} in {target} has changed since it was shown: now it is {row['object'][:12]}.",
                hint="Read it again and approve what it says now.",
            )
        if row["missing"]:
            raise ReviewError(
                f"{row['article']} in {target}: no translation of {count(row['missing'], 'sentence')}.",
                hint="Write them with: contentops review STORE edit",
            )
        source, place = self._source(row), self._target(row)
        at = _now()
        record = self.record(row)
        memory = Memory(self._run.database, source.article.locale, place.locale)
        parts = {part.address: part for part in segments(source.article)}
        known = memory.get(key(part) for part in parts.values())
        entries = {s.address: known.get(key(parts[s.address])) for s in record.segments}
        if any(entry and entry.text != s.text for s in record.segments for entry in (entries[s.address],)):
            # The same sentence was written anew in another article: show that before anybody approves it.
            self._again(source, place, "")
            raise ReviewError(
                f"{row['article']} in {target}: a sentence of it was changed in another article since it was shown.",
                hint="Read it again and approve what it says now.",
            )
        memory.approve((entry for entry in entries.values() if entry and not entry.by_person), by, at)
        self._run.desk.approve(Approval(row["article"], target, row["object"], row["record"], row, by, at))
        return self._again(source, place, f"{row['article']} in {target}: approved by {by}.")

    def send_back(self, article: str, target: str, by: str, comment: str, segment: str = "") -> Act:
        """Sends an article, or one sentence of it, back to be worked on."""
        by = _named(by)
        if not comment.strip():
            raise ReviewError("what is to be done is not said.", hint='Add --comment "…".')
        row = self.row(article, target)
        text = row["object"]
        if segment:
            text = _find(self.record(row), segment).text
            segment = _find(self.record(row), segment).address
        self._run.desk.send_back(row["article"], target, Return(segment, text, comment, by, _now()))
        down = " It was live in these words and is taken down." if row["live"] == row["object"] else ""
        return self._again(
            self._source(row), self._target(row), f"{row['article']} in {target}: sent back by {by}.{down}"
        )

    def edit(self, article: str, target: str, segment: str, text: str, by: str) -> Act:
        """Puts a person's words in the place of one sentence; they are checked at once and remembered as approved.

        ``segment`` is an address, or words that stand in one sentence only. ``text`` may carry the sentence's codes (⟦1⟧)
        or spell out what they stand for, as the reader sees it.
        """
        by = _named(by)
        if not text.strip():
            raise ReviewError("the sentence would be empty.", hint='Give its words: --text "…".')
        row = self.row(article, target)
        source, place = self._source(row), self._target(row)
        own = _find(self.record(row), segment)
        part = next(part for part in segments(source.article) if part.address == own.address)
        coded = with_codes(part, text.strip(), place.locale, source.article.locale)
        memory = Memory(self._run.database, source.article.locale, place.locale)
        memory.put([Entry(key(part), part.text, coded, State.APPROVED, by=by, at=_now())])
        self._run.desk.resolve(row["article"], target, own.address)
        act = self._again(source, place, f"{row['article']} in {target}: {own.address} written by {by}.")
        found = [f for f in act.checks.items if f.segment == own.address and not f.waiver]
        said = "; ".join(f"{f.severity}: {f.message}" for f in found) or "Its checks are clean"
        return Act(f"{act.message} {said}.".replace("..", "."), act.row, act.checks, act.live)

    def waive(self, rule: str, article: str, block: str, target: str, reason: str, by: str) -> Act:
        """Lets the findings of a rule at a block stand, with a reason. Another sentence there is not waived."""
        by = _named(by)
        if not reason.strip():
            raise ReviewError("a waiver needs a reason.", hint='Add --reason "…".')
        row = self.row(article, target)
        found = [f for f in self.record(row).checks.items if f.rule == rule and block in (f.block, f.segment)]
        if not found:
            own = sorted({f"{f.rule} {f.block}".strip() for f in self.record(row).checks.items})
            raise UnknownName(
                f"{row['article']} in {target}: {rule} found nothing at {block!r}.",
                hint=f"Its findings are: {', '.join(own) or 'none'}.",
            )
        waiver = Waiver(reason=reason, by=by, at=_now())
        for finding in found:
            self._run.desk.waive(row["article"], target, finding, waiver)
        many = f"{len(found)} finding{'s' if len(found) > 1 else ''}"
        return self._again(
            self._source(row), self._target(row), f"{row['article']} in {target}: {many} of {rule} waived by {by}."
        )

    def withdraw(self, article: str, target: str, reason: str, by: str) -> list[Act]:
        """Takes an article down, in one target or ("") in all. Lasts until :meth:`restore`."""
        by = _named(by)
        rows = [self.row(article, target)] if target else self._all(article)
        self._run.desk.withdraw(rows[0]["article"], Withdrawal(target, reason, by, _now()))
        return [
            self._again(self._source(r), self._target(r), f"{r['article']} in {r['target']}: withdrawn.") for r in rows
        ]

    def restore(self, article: str, target: str) -> list[Act]:
        """Undoes a withdrawal. What was approved is live again."""
        rows = [self.row(article, target)] if target else self._all(article)
        if not self._run.desk.restore(rows[0]["article"], target):
            raise ReviewError(f"{rows[0]['article']} is not withdrawn{f' in {target}' if target else ''}.")
        return [
            self._again(self._source(r), self._target(r), f"{r['article']} in {r['target']}: restored.") for r in rows
        ]

    # ---------------------------------------------------------------------------------------------------------- inside

    def _all(self, article: str) -> list[Row]:
        targets = {row["target"] for row in self.rows() if row["article"].startswith(article)}
        if not targets:
            self.row(article, "")
        return [self.row(article, target) for target in sorted(targets)]

    def _source(self, row: Row) -> Source:
        source = self._run.sources.get(row["article"])
        if source is None:
            raise ReviewError(
                f"{row['article']}: its source is not in the state.", hint="Run contentops localize again."
            )
        return source

    def _target(self, row: Row) -> Target:
        for target in self._run.settings.targets:
            if target.name == row["target"]:
                return target
        return Target(row["target"], row["locale"])

    def _again(self, source: Source, target: Target, message: str) -> Act:
        """Builds the article without an engine, releases it and writes its preview."""
        run = self._run
        run.forget_decisions()
        run.builds[target.name] = run.sources.builds(target.name)
        rows = [build_source(run, source).row, build_target(run, source, target, engines=[]).row]
        policy = {one.name: one.live for one in (*run.settings.targets, target)}
        released: Released = release(run.store, rows, run.all_decisions(), policy, shop=run.settings.shop)
        write_preview(run)
        row = next(r for r in released.draft if (r["article"], r["target"]) == (source.id, target.name))
        live = row["live"] == row["object"]
        if row["held"] and row["state"] == State.APPROVED:
            message += f" It is held by {', '.join(row['held'])}: waive the findings or edit the sentences."
        elif live:
            message += " It is live."
        return Act(message, row, self.record(row).checks, live)


@contextlib.contextmanager
def at_desk(root: Path, settings: Settings, *, wait: float = WAIT) -> Iterator[Desk]:
    """The desk of a store, held while a person acts. Raises StoreError when there is no store, StoreBusy after ``wait``."""
    with open_run(existing(root), settings, who="contentops review", wait=wait) as run:
        yield Desk(run)


def with_codes(part: Segment, text: str, locale: str, source_locale: str) -> str:
    """A person's text with the segment's codes: as given, or found by what they show ("(1,2)", "300 mg").

    Raises ReviewError when one of them is not there, or stands there more than once.
    """
    try:
        if CODE.search(text) or not part.codes:
            check_codes(part, text)
            return text
        for number, (code, there) in enumerate(zip(part.codes, localized(part, locale, source_locale), strict=True), 1):
            if isinstance(code, Pair):
                # What was emphasised or linked cannot be told from plain words; around the whole it can.
                if not part.text.startswith(f"⟦{number}⟧") or not part.text.rstrip().endswith(f"⟦/{number}⟧"):
                    raise ReviewError(
                        f"{part.address} holds a link or emphasis.",
                        hint=f"Write its codes as in the source: {part.text}",
                    )
                text = f"⟦{number}⟧{text}⟦/{number}⟧"
                continue
            text = _placed(text, number, {plain((one,), cites=True) for one in (code, there)}, part)
        check_codes(part, text)
    except SegmentError as error:
        raise ReviewError(error.message, hint=f"The source is: {part.text}") from error
    return text


def _placed(text: str, number: int, spellings: set[str], part: Segment) -> str:
    pattern = "|".join(re.escape(s).replace("\u00a0", "[ \u00a0]").replace(r"\ ", "[ \u00a0]") for s in spellings)
    found = list(re.finditer(rf"(?<!\d)(?:{pattern})(?!\d)", text))
    # Two equal codes ("300 mg … 300 mg") are taken in order.
    if not found:
        shown = " or ".join(sorted({spelling.replace("\u00a0", " ") for spelling in spellings}))
        raise ReviewError(f"{part.address}: the text has lost {shown}.", hint=f"The source is: {part.shown}")
    return f"{text[: found[0].start()]}⟦{number}⟧{text[found[0].end() :]}"


def _find(record: Record, wanted: str) -> SegmentRecord:
    """The segment at an address, or the one whose text holds the words."""
    for segment in record.segments:
        if segment.address == wanted:
            return segment
    found = [s for s in record.segments if wanted in s.shown or wanted in s.source_shown or wanted == s.block]
    if len(found) == 1:
        return found[0]
    many = f"{len(found)} sentences have" if found else "no sentence has"
    raise UnknownName(
        f"{record.article} in {record.target}: {many} {wanted!r}.",
        hint="Give a sentence's address, as `contentops review STORE show` lists it.",
    )


def findings_of(record: Record) -> tuple[Finding, ...]:
    """The findings that a person should look at, the blocking ones first."""
    order = {"block": 0, "warn": 1, "note": 2}
    return tuple(sorted(record.checks.items, key=lambda f: (f.waiver is not None, order[f.severity])))


def _named(by: str) -> str:
    """A person's name. Raises ReviewError for none: an approval is somebody's word."""
    if not by.strip():
        raise ReviewError("nobody is named.", hint='Say who does this: --by "Your Name".')
    return by.strip()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
