"""The desk of one store: what a person reads there, and what she does.

Each act is remembered first and then the article is built and released anew, without an engine. An approval is bound to
the hash of the document that was shown, and refused when the text has changed since.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from contentops.article.record import Checks, Finding, Record, SegmentRecord, State, Waiver, record_from_json
from contentops.article.segments import Segment, segments, taken_whole, units
from contentops.errors import ReviewError, UnknownName
from contentops.language.language import did_you_mean
from contentops.pipeline.build import build_source, build_target
from contentops.pipeline.preview import write_preview
from contentops.pipeline.run import SOURCE_LOCALE, Run, existing, open_run
from contentops.pipeline.summary import count
from contentops.publish.release import release
from contentops.report.links import fingerprint
from contentops.review.coded import with_codes
from contentops.review.fields import FIELDS, at_address, refuse_no_slug, refuse_unfit, says
from contentops.review.written import named, written
from contentops.settings import Settings, Target
from contentops.state.desk import Approval, FieldText, Return, Rollback, Withdrawal
from contentops.state.memory import Entry, Memory, identity, key
from contentops.state.sources import Source
from contentops.translate.wholes import parts_of

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


@dataclass(frozen=True, slots=True)
class Writing:
    """What was written for an article: ``entries`` for the memory, and the ``addresses`` where a person's words stand.

    What had been sent back at the addresses in ``settled`` is done. ``comments`` say of new texts what is to be done with
    them; ``sent_back`` are texts that stay as they are, sent back.
    """

    row: Row
    entries: tuple[Entry, ...] = ()
    addresses: frozenset[str] = frozenset()
    settled: frozenset[str] = frozenset()
    comments: tuple[Return, ...] = ()
    sent_back: tuple[Return, ...] = ()


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

    def source(self, row: Row) -> Source:
        """The accepted source of a row. Raises ReviewError when it is not in the state."""
        source = self._run.sources.get(row["article"])
        if source is None:
            raise ReviewError(
                f"{row['article']}: its source is not in the state.", hint="Run contentops localize again."
            )
        return source

    def target(self, row: Row) -> Target:
        """The target of a row, as the settings have it."""
        for target in self._run.settings.targets:
            if target.name == row["target"]:
                return target
        return Target(row["target"], row["locale"])

    def memory(self, row: Row) -> Memory:
        """What is remembered for the locale of a row."""
        return self._run.memory(row["locale"])

    @property
    def shop(self) -> str:
        """The shop whose store this is."""
        return self._run.settings.shop

    # ------------------------------------------------------------------------------------------------------------ acts

    def approve(self, article: str, target: str, by: str, document: str = "") -> Act:
        """Approves the article as it was shown. ``document`` is the hash (or its beginning) of what was shown.

        Raises ReviewError when the text has changed since, or sentences are missing.
        """
        by = named(by)
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
        source, place = self.source(row), self.target(row)
        at = _now()
        record = self.record(row)
        memory = Memory(self._run.database, source.article.locale, place.locale)
        parts = _parts(source, record)
        known = memory.get(key(part) for part in parts.values())
        entries = {address: known.get(key(part)) for address, part in parts.items()}
        said = {s.address: s.text for s in record.segments}
        now = {part.address for part in parts_of(units(source.article), memory)}
        if now != said.keys() or any(entry and entry.text != said.get(address) for address, entry in entries.items()):
            # The same sentence was written anew in another article: show that before anybody approves it.
            self._again(source, place, "")
            raise ReviewError(
                f"{row['article']} in {target}: a sentence of it was changed in another article since it was shown.",
                hint="Read it again and approve what it says now.",
            )
        memory.approve((entry for entry in entries.values() if entry and entry.state is not State.APPROVED), by, at)
        self._run.desk.approve(Approval(row["article"], target, row["object"], row["record"], row, by, at))
        return self._again(source, place, f"{row['article']} in {target}: approved by {by}.")

    def send_back(self, article: str, target: str, by: str, comment: str, segment: str = "") -> Act:
        """Sends an article, or one sentence of it, back to be worked on."""
        by = named(by)
        if not comment.strip():
            raise ReviewError("what is to be done is not said.", hint='Add --comment "…".')
        comment = written(comment, "the comment")
        row = self.row(article, target)
        text = row["object"]
        if segment:
            text = _find(self.record(row), segment).text
            segment = _find(self.record(row), segment).address
        self._run.desk.send_back(row["article"], target, Return(segment, text, comment, by, _now()))
        rollback = self._run.decisions(row["article"]).rollbacks.get(target)
        if rollback and rollback.row["object"] == row["object"]:
            self._run.desk.end_rollback(row["article"], target)
        down = " It was live in these words and is taken down." if row["live"] == row["object"] else ""
        return self._again(
            self.source(row), self.target(row), f"{row['article']} in {target}: sent back by {by}.{down}"
        )

    def edit(  # what the form asks
        self, article: str, target: str, place: str, text: str, by: str, *, shown: str = "", approve: bool = False
    ) -> Act:
        """Puts a person's words in the place of one sentence; they are checked at once and remembered as approved.

        ``place`` is a segment's address, words that stand in one sentence only, or a field that no sentence of the source
        fills: "slug", "description", "seo.title", "seo.description" (empty words give it back to what follows from the
        article). ``text`` may carry the sentence's codes (⟦1⟧) or spell out what they stand for, as the reader sees it.
        ``shown`` tells what was read, as the preview's link gives it: an edit of a sentence that has changed since is
        refused. With ``approve`` the article is approved as it then stands, if only this has changed since it was shown.
        """
        by = named(by)
        text = written(text, "the text")
        row = self.row(article, target)
        document, _, words = shown.partition(".")
        if approve and document and not row["object"].startswith(document):
            raise ReviewError(
                f"{row['article']} in {target}: other sentences have changed since you opened the page.",
                hint="Open the page again, or edit without approving and read it before you approve.",
            )
        record = self.record(row)
        own = None
        if place in FIELDS and not any(s.address.startswith(f"{place}#") for s in record.segments):
            act = self._write_field(row, place, text, words, by)
        else:
            own = _find(record, place)
            act = self._write_sentence(row, own, text, words, by)
        if not approve:
            return act
        if not _only_this_changed(record, self.record(act.row), own):
            # The build takes what others have written, or the source has become, since the page was made.
            message = f"{act.message} It is not approved: other sentences have changed too. Read it again."
            return Act(message.replace(" It is live.", ""), act.row, act.checks, act.live)
        approved = self.approve(row["article"], target, by, act.row["object"])
        return Act(f"{act.message} {approved.message}", approved.row, approved.checks, approved.live)

    def write(self, writings: Sequence[Writing]) -> list[Act]:
        """Puts what was written elsewhere, many sentences of many articles, in their places: built and released at once.

        No article is approved by it.
        """
        for one in writings:
            article, target = one.row["article"], one.row["target"]
            self.memory(one.row).put(one.entries)
            for address in one.settled:
                self._run.desk.resolve(article, target, address)
            for back in one.comments:
                self._run.desk.comment(article, target, back)
            for back in one.sent_back:
                self._run.desk.send_back(article, target, back)
        rows = self._built([(self.source(one.row), self.target(one.row), one.addresses) for one in writings])
        return [self._act(row, f"{row['article']} in {row['target']}: {row['state']}.") for row in rows]

    def _write_sentence(self, row: Row, own: SegmentRecord, text: str, words: str, by: str) -> Act:
        target = row["target"]
        if not text:
            raise ReviewError("the sentence would be empty.", hint='Give its words: --text "…".')
        now = (own.shown, own.text) if own.text else (own.source_shown, own.source)
        if text in (own.shown, own.text) and own.state is State.APPROVED:
            raise ReviewError(f"{row['article']} in {target}: it says that already.", hint="Nothing was changed.")
        if words and words not in map(fingerprint, now):
            raise ReviewError(
                f"{row['article']} in {target}: this sentence has changed since you opened the page.",
                hint=f"Open the page again. Now it says: {own.shown}",
            )
        source, place = self.source(row), self.target(row)
        part = _parts(source, self.record(row))[own.address]
        coded = with_codes(part, text, place.locale, source.article.locale)
        memory = Memory(self._run.database, source.article.locale, place.locale)
        memory.put([Entry(key(part), identity(part.text, part.codes), coded, State.APPROVED, by=by, at=_now())])
        self._run.desk.resolve(row["article"], target, own.address)
        message = f"{row['article']} in {target}: {own.address} written by {by}."
        act = self._again(source, place, message, written=own.address)
        return _with_findings(act, own.address)

    def _write_field(self, row: Row, name: str, text: str, words: str, by: str) -> Act:
        target = self.target(row)
        now = says(row, self._run.store.get(row["object"]), name)
        refuse_unfit(row, name, text, read=words, now=now)
        if name == "slug" and text:
            refuse_no_slug(text, row["locale"])
            if other := self._at_address(row, text):
                raise ReviewError(f"{text} is the address of {other} already.", hint="Choose another.")
        self._run.desk.write(row["article"], row["target"], name, FieldText(text, by, _now()))
        done = f"written by {by}" if text else "given back to what follows from the article"
        act = self._again(self.source(row), target, f"{row['article']} in {row['target']}: {FIELDS[name]} {done}.")
        return _with_findings(act, name)

    def _at_address(self, row: Row, slug: str) -> str:
        return at_address(row, slug, self.rows(), self._run.live_slugs)

    def waive(self, rule: str, article: str, block: str, target: str, reason: str, by: str) -> Act:
        """Lets the findings of a rule at a block stand, with a reason. Another sentence there is not waived."""
        by = named(by)
        if not reason.strip():
            raise ReviewError("a waiver needs a reason.", hint='Add --reason "…".')
        reason = written(reason, "the reason")
        row = self.row(article, target)
        # Nowhere in particular is a place of its own: "" is not the segment of a finding that has a block.
        found = [
            f
            for f in self.record(row).checks.items
            if f.rule == rule and block in {f.segment or f.block, f.block or f.segment}
        ]
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
            self.source(row), self.target(row), f"{row['article']} in {target}: {many} of {rule} waived by {by}."
        )

    def withdraw(self, article: str, target: str, reason: str, by: str) -> list[Act]:
        """Takes an article down, in one target or ("") in all. Lasts until :meth:`restore`."""
        by, reason = named(by), written(reason, "the reason")
        rows = [self.row(article, target)] if target else self._all(article)
        self._run.desk.withdraw(rows[0]["article"], Withdrawal(target, reason, by, _now()))
        return [
            self._again(self.source(r), self.target(r), f"{r['article']} in {r['target']}: withdrawn.") for r in rows
        ]

    def restore(self, article: str, target: str) -> list[Act]:
        """Undoes a withdrawal; of an article that is not withdrawn, a rollback. What was approved is live again."""
        rows = [self.row(article, target)] if target else self._all(article)
        name = rows[0]["article"]
        about = self._run.decisions(name)
        if any(about.withdrawn(row["target"]) for row in rows):
            whole = about.withdrawals.get("")
            self._run.desk.restore(name, "" if whole else target)
            for row in self._all(name) if whole and target else []:
                if row["target"] != target:  # they were withdrawn with this one, and stay so
                    self._run.desk.withdraw(name, replace(whole or Withdrawal("", "", "", ""), target=row["target"]))
        elif not self._run.desk.end_rollback(name, target):
            raise ReviewError(f"{name} is neither withdrawn nor rolled back{f' in {target}' if target else ''}.")
        return [
            self._again(self.source(r), self.target(r), f"{r['article']} in {r['target']}: restored.") for r in rows
        ]

    def roll_back(self, article: str, target: str, number: int, reason: str, by: str) -> Act:
        """Shows readers the text again that was live in release ``number``, until another is approved or it is restored.

        Raises ReviewError when nothing of the article was live then, or when that text is live now.
        """
        by = named(by)
        if not reason.strip():
            raise ReviewError("a rollback needs a reason.", hint="Say why the earlier text is the better one.")
        reason = written(reason, "the reason")
        row = self.row(article, target)
        versions = self._run.decisions(row["article"]).live_versions.get(target, ())
        then = self._run.desk.live_row(row["article"], target, number) if number > 0 else None
        if then is None:
            were = ", ".join(str(version.release) for version in versions)
            raise ReviewError(
                f"{row['article']} in {target} was not live in release {number}.",
                hint=f"Its texts went live with release {were}." if were else "It has never been live.",
            )
        self._refuse_rollback(row, then, number)
        self._run.desk.roll_back(row["article"], target, Rollback(number, then, reason, by, _now()))
        message = f"{row['article']} in {target}: rolled back to its text of release {number} by {by}."
        act = self._again(self.source(row), self.target(row), message)
        if act.row["withdrawn"]:
            return Act(f"{act.message} It is withdrawn, so nothing is live.", act.row, act.checks, act.live)
        return Act(f"{act.message} That text is live.", act.row, act.checks, act.live)

    def _refuse_rollback(self, row: Row, then: Row, number: int) -> None:
        where = f"{row['article']} in {row['target']}"
        if then["object"] == row["live"]:
            raise ReviewError(f"{where}: the text of release {number} is live now.")
        if State(then["state"]) not in self.target(row).live:
            raise ReviewError(
                f"{where}: its text of release {number} is {then['state']}, which may not be live any more."
            )
        if not self._run.store.has(then["object"]):
            raise ReviewError(f"{where}: its text of release {number} is lost.", hint="Run contentops verify.")
        if other := self._at_address(row, then["slug"]):
            raise ReviewError(
                f"{where}: in release {number} its address ended in {then['slug']}, which is that of {other} now.",
                hint="Edit the address of one of them first.",
            )

    # ---------------------------------------------------------------------------------------------------------- inside

    def _all(self, article: str) -> list[Row]:
        targets = {row["target"] for row in self.rows() if row["article"].startswith(article)}
        if not targets:
            self.row(article, "")
        return [self.row(article, target) for target in sorted(targets)]

    def _again(self, source: Source, target: Target, message: str, *, written: str = "") -> Act:
        """Builds the article without an engine, releases it and writes its preview."""
        (row,) = self._built([(source, target, {written})])
        return self._act(row, message)

    def _act(self, row: Row, message: str) -> Act:
        live = row["live"] == row["object"]
        if row["held"] and row["state"] == State.APPROVED:
            message += f" It is held by {', '.join(row['held'])}: waive the findings or edit the sentences."
        elif live:
            message += " It is live."
        return Act(message, row, self.record(row).checks, live)

    def _built(self, due: Sequence[tuple[Source, Target, Collection[str]]]) -> list[Row]:
        """The rows of articles after they are built without an engine and released together, with the preview.

        Each comes with the addresses of what a person has just written there.
        """
        run = self._run
        run.forget_decisions()
        run.forget_suggestions()
        rows = []
        for source, target, by_person in due:
            run.builds[target.name] = run.sources.builds(target.name)
            rows += [
                build_source(run, source).row,
                build_target(run, source, target, engines=[], written=by_person).row,
            ]
        policy = {one.name: one.live for one in (*run.settings.targets, *(target for _, target, _ in due))}
        released = release(
            run.store,
            rows,
            run.all_decisions(),
            policy,
            shop=run.settings.shop,
            remember=run.desk.went_live,
        )
        run.forget_decisions()
        run.live_slugs = {(r["article"], r["target"]): r["slug"] for r in released.live}
        write_preview(run)
        drafts = {(row["article"], row["target"]): row for row in released.draft}
        return [drafts[source.id, target.name] for source, target, _ in due]


@contextlib.contextmanager
def at_desk(
    root: Path,
    settings: Settings,
    *,
    who: str = "contentops review",
    wait: float = WAIT,
    waiting: Callable[[str], None] = lambda _: None,
    form_address: str = "",
) -> Iterator[Desk]:
    """The desk of a store, held while a person acts. Raises StoreError when there is no store, StoreBusy after ``wait``.

    ``waiting`` is told for whom it waits.
    """
    with open_run(existing(root), settings, who=who, wait=wait, waiting=waiting, form_address=form_address) as run:
        yield Desk(run)


def _parts(source: Source, record: Record) -> dict[str, Segment]:
    """The segments of a record, by address, as they stand in the source that it was made from."""
    whole = taken_whole(s.address for s in record.segments)
    return {part.address: part for part in segments(source.article, whole)}


def _only_this_changed(read: Record, now: Record, own: SegmentRecord | None) -> bool:
    """Whether the sentences are those that were read, but for the one that was written (wherever it stands)."""
    before = {s.address: s.text for s in read.segments if own is None or s.source != own.source}
    after = {s.address: s.text for s in now.segments if own is None or s.source != own.source}
    return before == after and read.source_revision == now.source_revision


def _with_findings(act: Act, place: str) -> Act:
    """The act, with what the checks found at a place said in words."""
    found = [f for f in act.checks.items if f.segment == place and not f.waiver]
    said = "; ".join(f"{f.severity}: {f.message}" for f in found) or "Its checks are clean"
    return Act(f"{act.message} {said}.".replace("..", "."), act.row, act.checks, act.live)


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


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
