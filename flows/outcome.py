"""What a run leaves for people to read: its final state, and artifacts in words, tables and links."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from textwrap import shorten
from typing import Any
from uuid import UUID

from prefect.artifacts import create_markdown_artifact, create_progress_artifact, update_progress_artifact
from prefect.client.schemas.objects import State as RunState
from prefect.states import Completed, Failed

from contentops.article.record import Finding, State
from contentops.errors import ContentopsError, unexpected
from contentops.pipeline.dry_run import Plan
from contentops.pipeline.preview import next_step
from contentops.pipeline.summary import Failure, Summary, count, said
from contentops.report.links import ReviewForm
from contentops.review import Act
from contentops.secrets import redacted
from contentops.settings import Settings

_TITLE = 48
"""Characters of a title in the table."""
_LEAST_SECRET = 6
"""Characters. A shorter value of a variable is no secret worth the name, and would black out ordinary words."""


_SECRET = {"KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASS", "PW", "AUTH", "CREDENTIAL", "CREDENTIALS"}
_FAILURES = 50
"""Failures that an artifact lists. When more pages fail they fail for one reason, and an artifact has its limits."""
_MESSAGE = 2_000
"""Characters of a state's message."""


def scrubbed(text: str) -> str:
    """The text without passwords in addresses, and without the values of variables that are named like secrets.

    States, artifacts and logs are shown to everybody who may open Prefect, and travel on in notifications. Bytes of a file
    name that are no UTF-8 are spelled out: they could not be stored.
    """
    text = redacted(text.encode("utf-8", "backslashreplace").decode())
    text = re.sub(r"(\w[\w+.-]*://[^\s:/@]*):\S+@", r"\1:***@", text)
    for name, value in os.environ.items():
        if len(value) >= _LEAST_SECRET and _SECRET & set(name.upper().split("_")):
            text = text.replace(value, "***")
    return text


# ----------------------------------------------------------------------------------------------------------- final states


def final_state(summary: Summary, warning: str = "") -> RunState[Any]:
    """How a run ended, in Prefect's terms, with the summary as its data."""
    first = scrubbed(" ".join([summary.words().splitlines()[0], *([warning] if warning else [])]))
    if summary.failed and not summary.articles:
        return refused(" ".join(failure.error for failure in summary.failed[:_FAILURES]))
    if summary.failed or summary.changed_site:
        return Completed(name="Completed with failures", message=first, data=summary)
    if summary.held or warning:
        return Completed(name="Completed with findings", message=first, data=summary)
    return Completed(message=first, data=summary)


def planned(plan: Plan) -> RunState[Any]:
    """The end of a dry run."""
    first = scrubbed(plan.words().splitlines()[0])
    return Completed(name="Completed with failures" if plan.failed else "Completed", message=first)


def refused(message: str) -> RunState[Any]:
    """The end of a run that did nothing, because of what is said in words, where a traceback would bury it."""
    return Failed(message=scrubbed(message)[:_MESSAGE])


def in_words(key: str, work: Callable[[], RunState[Any]], link: str = "") -> RunState[Any]:
    """What ``work`` ends with; what it raises is said in words, in the state and in an artifact, with a link to go on."""
    try:
        return work()
    except ContentopsError as error:
        message = str(error)
    except Exception as error:  # noqa: BLE001  # a traceback tells the reader nothing, and may tell others too much
        message = f"{unexpected(error)}. Please report it."
    text = _bold(message) + (f"\n\n[Go on in the preview]({link})" if link else "")
    create_markdown_artifact(key=key, markdown=text, description="Refused: nothing was changed")
    return refused(message)


def quiet(summary: Summary, settings: Settings, now: datetime | None = None) -> str:
    """The warning that no page has come for long, or ""."""
    if summary.new or not settings.quiet_days or not summary.newest_page:
        return ""
    days = ((now or datetime.now(UTC)) - datetime.fromisoformat(summary.newest_page)).days
    if days < settings.quiet_days:
        return ""
    return (
        f"No new page for {count(days, 'day')}: does the scraper still run, and does the blog still live where it did?"
    )


# -------------------------------------------------------------------------------------------------------------- artifacts


class Progress:
    """The progress artifact of a run: a bar, and what is done right now."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._id: UUID | None = None

    def show(self, percent: float, now: str) -> None:
        """Moves the bar to ``percent`` and says what is done ``now``."""
        if self._id is None:
            self._id = create_progress_artifact(progress=percent, key=f"{self._key}-progress", description=now)  # type: ignore[assignment]
        else:
            update_progress_artifact(artifact_id=self._id, progress=percent, description=now)


def leave_summary(summary: Summary, settings: Settings, key: str, warning: str = "") -> None:
    """The artifact of a run; the same key for each run of a kind, so that nights can be compared."""
    create_markdown_artifact(key=key, markdown=summary_markdown(summary, settings, warning), description=_day(summary))


def _day(summary: Summary) -> str:
    return f"What the run did: {summary.words().splitlines()[0]}"


def summary_markdown(summary: Summary, settings: Settings, warning: str = "") -> str:
    """The summary: counts in words, what needs somebody, then a table of the drafts."""
    lines = [_bold(warning)] if warning else []
    lines += _counts(summary)
    if summary.changed_site:
        lines.append(_bold(summary.changed_site))
    lines += _failures(summary.failed)
    lines += _engines(summary)
    if settings.preview_url:
        lines += ["", f"[Open the preview]({_preview(settings, 'index.html')}) to read, edit and approve."]
    if summary.listed:
        lines += [
            "",
            "| Article | Target | State | Findings | What to do next | Preview |",
            "|---|---|---|---|---|---|",
        ]
        lines += [_row(listed.row, listed.title, listed.findings, settings) for listed in summary.listed]
    drafts = sum(row["target"] in summary.targets for row in summary.rows)
    if (more := drafts - len(summary.listed)) > 0:
        lines += ["", f"And {count(more, 'draft')} more: the preview lists all, those that need somebody first."]
    return scrubbed("\n".join(lines))


def _counts(summary: Summary) -> list[str]:
    first, second, *_ = [*summary.words().splitlines(), ""]
    words = [
        f"{first} {second}".strip(),
        f"{count(summary.waiting, 'draft')} waiting for a person, {summary.live} live.",
    ]
    if summary.held:
        words.append(f"{count(len(summary.held), 'draft')} held by findings.")
    if summary.new:
        words.append(f"{count(summary.new, 'new page')}.")
    return [" ".join(words)]


def _engines(summary: Summary) -> list[str]:
    """What each engine did, and why others were not asked."""
    lines = [f"- {_cell(said(name, work))}" for name, work in summary.engines]
    lines += [f"- No engine: {_cell(reason)}" for reason in summary.engines_unusable]
    lines += [f"- Not asked: {_cell(reason)}" for reason in summary.passed_over]
    return ["", *lines] if lines else []


def _failures(failed: Sequence[Failure]) -> list[str]:
    if not failed:
        return []
    listed = [f"- {_cell(failure.error)}" for failure in failed[:_FAILURES]]
    if (more := len(failed) - _FAILURES) > 0:
        listed.append(f"- and {more} more; each is a line of the log")
    return ["", f"**{count(len(failed), 'page')} failed:**", "", *listed]


def _row(row: dict[str, Any], title: str, findings: str, settings: Settings) -> str:
    state = "live" if row["live"] == row["object"] else row["state"]
    if row["live"] and row["live"] != row["object"]:
        state += ", an older text is live"
    # Prefect breaks no line in a cell: what is short comes to stand beside the rest, and the link is met first.
    name = _cell(shorten(title or row["article"], _TITLE, placeholder=" …"))
    linked = f"[{name}]({_page(settings, row)})" if settings.preview_url else name
    cells = (row["target"], state, findings, next_step(row))
    return f"| {linked} | {' | '.join(_cell(cell) for cell in cells)} |"


def leave_plan(plan: Plan, key: str) -> None:
    """The artifact of a dry run."""
    create_markdown_artifact(
        key=key, markdown=scrubbed(_lines(plan.words())), description="A dry run: nothing was done"
    )


def leave_answer(act: Act, settings: Settings, form: str) -> None:
    """The artifact that answers a person's act: what came of it, and where to go on."""
    row = act.row
    key = re.sub(r"[^a-z0-9]+", "-", f"review-{row['article']}-{row['target']}".lower())
    create_markdown_artifact(key=key, markdown=answer_markdown(act, settings, form), description="What came of it")


def answer_markdown(act: Act, settings: Settings, form: str) -> str:
    """The answer in words, with the findings that stand open and links to go on."""
    row = act.row
    lines = [f"**{_cell(act.message)}**", "", next_step(row)]
    standing = [finding for finding in act.checks.items if not finding.waiver]
    if standing:
        # A list: Prefect breaks no line in a table's cell.
        lines += ["", f"**{count(len(standing), 'finding')} in the article:**", ""]
        lines += [_finding(finding) for finding in standing[:_FINDINGS]]
        lines += [f"- and {len(standing) - _FINDINGS} more, in the preview"] if len(standing) > _FINDINGS else []
    links = []
    if form and row["state"] != State.APPROVED and not (row["missing"] or row["withdrawn"] or row["held"]):
        link = ReviewForm(form).link("Approve", row["article"], row["target"], shown=row["object"])
        links.append(f"[Approve it as it now stands]({link})")
    if settings.preview_url:
        links.append(f"[Read it in the preview]({_page(settings, row)})")
    return scrubbed("\n".join([*lines, "", " · ".join(links)]))


_FINDINGS = 20


def _finding(finding: Finding) -> str:
    kind = {"block": "Holds it", "warn": "Warning", "note": "Note"}[finding.severity]
    where = f"at “{_cell(shorten(finding.text, 160, placeholder=' …'))}”: " if finding.text else ""
    return f"- **{kind}** {where}{_cell(finding.message)} {_cell(finding.hint)}"


def _page(settings: Settings, row: dict[str, Any]) -> str:
    return page_of(settings.preview_url, row["article"], row["target"])


def page_of(preview_url: str, article: str, target: str) -> str:
    """The address of an article's page in the preview."""
    return f"{preview_url.rstrip('/')}/{article}/{target}.html"


def _preview(settings: Settings, path: str) -> str:
    return f"{settings.preview_url.rstrip('/')}/{path}"


def _bold(text: str) -> str:
    return f"**{_cell(text)}**"


def _lines(text: str) -> str:
    return "  \n".join(_cell(line) for line in text.splitlines())


def _cell(text: str) -> str:
    """Text of other people's pages as words of a table's cell: it makes no column, no mark-up, no link."""
    return re.sub(r"([\\`*_\[\]<>|#~])", r"\\\1", " ".join(scrubbed(text).split()))
