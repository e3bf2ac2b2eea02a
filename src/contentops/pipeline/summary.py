"""What a run did, for programs and in words."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contentops.article.record import State, record_from_json
from contentops.pipeline.run import SOURCE_LOCALE, Run
from contentops.publish.release import Released
from contentops.report.words import Words
from contentops.settings import Target
from contentops.translate.draft import Work

if TYPE_CHECKING:
    from contentops.pipeline.localize import Worked


WITHOUT_ENGINE = "  People write them, in the preview or by contentops xliff; or bring an engine: contentops engines"
"""What to do about sentences that no engine can be asked for."""
REASONS = 3
"""Reasons of an engine that a summary names, the most frequent; the drafts have them all."""
LISTED = 100
"""Rows of the table that a run leaves. The preview has them all; a browser that must draw thousands is slow."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that did not become an article, and why."""

    source: str
    error: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the table that people get: a draft's row, its title, its open findings in words."""

    row: dict[str, Any]
    title: str
    findings: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a run did.

    ``rows`` are the draft manifest's rows of the articles that this run saw, ``listed`` the first of them in the order in
    which people should look. ``newest_page`` is when a run before this one met a new page last, ISO 8601.
    """

    articles: int
    unchanged: int
    targets: tuple[str, ...]
    memory: int
    translated: int
    missing: int
    waiting: int
    live: int
    held: tuple[dict[str, Any], ...]
    failed: tuple[Failure, ...]
    release: int | None
    objects_written: int
    rows: tuple[dict[str, Any], ...]
    engines_unusable: tuple[str, ...]
    changed_site: str
    store: Path
    preview: Path
    new: int = 0
    newest_page: str = ""
    listed: tuple[Listed, ...] = ()
    engines: tuple[tuple[str, Work], ...] = ()
    """What each engine that was asked anything did."""
    passed_over: tuple[str, ...] = ()
    """Why engines that the settings name could not be asked, where another one could."""

    @property
    def ok(self) -> bool:
        """Nothing held and nothing failed. Drafts that wait for a person are the normal end of a machine's work."""
        return not self.held and not self.failed and not self.changed_site

    def to_json(self) -> dict[str, Any]:
        """The fixed form of `contentops localize --json`."""
        return {
            "articles": self.articles,
            "unchanged": self.unchanged,
            "segments": {"memory": self.memory, "translated": self.translated, "missing": self.missing},
            "waiting": self.waiting,
            "held": list(self.held),
            "failed": [{"source": failure.source, "error": failure.error} for failure in self.failed],
            "release": self.release,
            "engines_unusable": list(self.engines_unusable),
            "passed_over": list(self.passed_over),
            "engines": {
                name: {
                    "segments": work.segments,
                    "characters": work.characters,
                    "taken": work.taken,
                    "held": work.held,
                    "refused": dict(work.refused.most_common()),
                }
                for name, work in self.engines
            },
            "objects_written": self.objects_written,
            "live": self.live,
            "changed_site": self.changed_site,
            "preview": str(self.preview),
        }

    def words(self) -> str:
        """The summary that a person reads at the end of a run."""
        nothing_new = self.release is None and not self.translated and not self.failed and not self.changed_site
        seen = f"{count(self.articles, 'article')} ({self.unchanged} unchanged)"
        lines = [f"{seen}, {count(len(self.targets), 'target')} ({', '.join(self.targets)})."]
        if nothing_new:
            lines.append("Nothing changed since the last run: nothing was translated and nothing was written.")
        else:
            lines.append(
                f"Sentences: {self.memory} from memory, {self.translated} translated, {self.missing} missing. "
                f"{'Release ' + str(self.release) if self.release else 'No release'}, "
                f"{count(self.objects_written, 'object')} written."
            )
        lines += [said(name, work) for name, work in self.engines]
        lines.append(f"{count(self.waiting, 'draft')} waiting for a person, {self.live} live.")
        if self.changed_site:
            lines.append(f"HELD: {self.changed_site}")
        lines += [f"Held: {held['article']} in {held['target']}: {', '.join(held['rules'])}" for held in self.held]
        lines += [f"Failed: {failure.error}" for failure in self.failed]
        if self.engines_unusable:
            lines += [*(f"No engine: {reason}" for reason in self.engines_unusable), WITHOUT_ENGINE]
        lines += [f"Not asked: {reason}" for reason in self.passed_over]
        if self.articles or self.preview.exists():
            lines.append(f"Open {self.preview}")
        if example := self._to_approve():
            lines.append(
                f"Make one live: {command()} review {shlex.quote(str(self.store))} approve {example['article']} "
                f'--target {example["target"]} --by "Your Name"'
            )
        return "\n".join(lines)

    def _to_approve(self) -> dict[str, Any] | None:
        able = [r for r in self.rows if r["target"] in self.targets and not r["missing"] and not r["withdrawn"]]
        waiting = [r for r in able if r["state"] not in (State.APPROVED, State.NEEDS_WORK) and not r["held"]]
        return next(iter(waiting), None)


def summarize(run: Run, worked: Sequence[Worked], released: Released, changed_site: str, preview: Path) -> Summary:
    """The summary of a run."""
    intakes = [intake for one in worked for intake in one.intakes]
    builds = [built for one in worked for built in one.builds]
    seen = {intake.article for intake in intakes}
    changed = {built.row["article"] for built in builds if built.changed}
    names = tuple(target.name for target in run.targets)
    rows = [row for row in released.draft if row["article"] in seen and row["target"] in (SOURCE_LOCALE, *names)]
    of_targets = [row for row in rows if row["target"] != SOURCE_LOCALE]
    unusable: dict[str, None] = {}
    passed_over: dict[str, None] = {}
    for target in run.targets:
        able, reasons = run.engines(target)
        (passed_over if able else unusable).update(dict.fromkeys(reasons))
    return Summary(
        articles=len(seen),
        unchanged=len(seen - changed),
        targets=names,
        memory=sum(built.from_memory for built in builds),
        translated=sum(built.translated for built in builds),
        missing=sum(row["missing"] for row in of_targets),
        waiting=sum(row["state"] != State.APPROVED and not row["withdrawn"] for row in of_targets),
        live=len(released.live),
        held=tuple(
            {"article": row["article"], "target": row["target"], "rules": row["held"]} for row in rows if row["held"]
        ),
        failed=tuple(failure for one in worked for failure in one.failures),
        release=released.sequence,
        objects_written=run.store.written,
        rows=tuple(rows),
        engines_unusable=tuple(unusable),
        passed_over=tuple(passed_over),
        changed_site=changed_site,
        store=run.store.root,
        preview=preview,
        new=sum(intake.kind == "new" for intake in intakes),
        newest_page=run.newest_page,
        engines=tuple((name, work) for name, work in run.work.items() if work.segments),
        listed=tuple(_listed(run, row) for row in sorted(of_targets, key=_urgency)[:LISTED]),
    )


def _urgency(row: dict[str, Any]) -> tuple[bool, bool, bool, bool, bool, str, str]:
    """Sorts first what a person should look at first: what is live and outdated, then held, sent back, to be read."""
    return (
        row["withdrawn"],
        not row["behind"],
        not row["held"],
        row["state"] != State.NEEDS_WORK,
        row["state"] == State.APPROVED,
        row["article"],
        row["target"],
    )


def _listed(run: Run, row: dict[str, Any]) -> Listed:
    items = record_from_json(run.store.get(row["record"])).checks.items
    standing = [finding for finding in items if finding.waiver is None]
    said = Words("en").findings(standing) if standing else "none"
    return Listed(row, run.store.get(row["object"])["title"], said)


def nothing_found(failures: Sequence[Failure], targets: Sequence[Target], store: Path) -> Summary:
    """The summary of a run that found no page at all, and so made no store."""
    return Summary(
        articles=0,
        unchanged=0,
        targets=tuple(target.name for target in targets),
        memory=0,
        translated=0,
        missing=0,
        waiting=0,
        live=0,
        held=(),
        failed=tuple(failures),
        release=None,
        objects_written=0,
        rows=(),
        engines_unusable=(),
        changed_site="",
        store=store,
        preview=store / "preview" / "index.html",
    )


def command() -> str:
    """How `contentops` is called from here: by name where it is on the PATH, else by where it is installed."""
    if shutil.which("contentops"):
        return "contentops"
    own = Path(sys.executable).with_name("contentops")
    return os.path.relpath(own) if own.exists() else "python -m contentops.cli"


def said(name: str, work: Work) -> str:
    """What an engine did: "deepl: 40 sentences (2,120 characters), 38 taken; refused: it gave no answer (2)."."""
    line = f"{name}: {count(work.segments, 'sentence')} ({work.characters:,} characters), {work.taken} taken"
    if work.held:
        line = f"{line}, {work.held} kept for a person although a finding holds them"
    if not work.refused:
        return f"{line}."
    reasons = [f"{reason} ({number})" for reason, number in work.refused.most_common(REASONS)]
    if (more := len(work.refused) - REASONS) > 0:
        reasons.append(f"and {count(more, 'other reason')}")
    return f"{line}; refused: {'; '.join(reasons)}."


def count(number: int, noun: str) -> str:
    """A number with its noun, in the plural where it is one: "2 articles"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
