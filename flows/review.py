"""The review flow: one act of a person on one article in one target, as the form says."""

from __future__ import annotations

import contextlib
import re
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State as RunState
from prefect.runtime import flow_run
from prefect.states import Completed

from contentops.errors import ContentopsError, UsageError
from contentops.review import Act, Desk, at_desk
from contentops.settings import load
from flows.desk import review_form_address
from flows.forms import Review, read
from flows.outcome import in_words, leave_answer, page_of
from flows.steps import say

WAIT = 60 * 60.0
"""Seconds that an act waits for a run to end: a person looks again after lunch, and the answer is there."""


def _name() -> str:
    """The run's name in Prefect's lists: "Edit magnesium-och-somn-8bcc37 in da, Anna Berg"."""
    form = flow_run.parameters.get("form")
    values = form if isinstance(form, dict) else {}
    said = [str(values.get(name) or "") for name in ("action", "article", "target", "your_name")]
    return re.sub(r"\s+", " ", f"{said[0]} {said[1]} in {said[2]}, {said[3].strip() or 'nobody named'}")[:200]


@flow(name="review", flow_run_name=_name, validate_parameters=False)
def review(form: Review) -> RunState[Any]:
    """Approve, send back, edit, waive, withdraw, restore or roll back; the answer is an artifact of the run."""
    return in_words("review-refused", lambda: _review(form), link=_page(form))


def _review(form: object) -> RunState[Any]:
    asked = read(Review, form)
    _require(asked)
    settings = load()
    address = review_form_address()
    who = f"{asked.your_name.strip()} ({asked.action} {asked.article})"
    with at_desk(settings.store, settings, who=who, wait=WAIT, waiting=_waiting, form_address=address) as desk:
        act = carry_out(desk, asked)
    leave_answer(act, settings, address)
    say(act.message)
    if act.row["held"] and asked.action in ("Approve", "Edit"):
        return Completed(name="Completed with findings", message=act.message)
    return Completed(message=act.message)


def _page(form: object) -> str:
    """The page of the form's article in the preview; "" where there is none to name."""
    values = form if isinstance(form, dict) else {}
    article, target = str(values.get("article")), str(values.get("target"))
    address = ""
    with contextlib.suppress(ContentopsError):
        address = load().preview_url
    return (
        page_of(address, article, target) if address and re.fullmatch(r"[\w-]+/[\w-]+", f"{article}/{target}") else ""
    )


def _waiting(holder: str) -> None:
    say(f"waiting for {holder}: one at a time works on a store")


def carry_out(desk: Desk, asked: Review) -> Act:
    """The act. Raises ReviewError, in words, when it cannot be done."""
    article, target, by = asked.article.strip(), asked.target, asked.your_name
    match asked.action:
        case "Approve":
            return desk.approve(article, target, by, asked.shown)
        case "Send back":
            return desk.send_back(article, target, by, asked.comment, asked.place)
        case "Edit":
            return desk.edit(article, target, asked.place, asked.text, by, shown=asked.shown, approve=asked.approve)
        case "Waive a finding":
            return desk.waive(asked.finding, article, asked.place, target, asked.comment, by)
        case "Withdraw":
            return desk.withdraw(article, target, asked.comment, by)[0]
        case "Restore":
            return desk.restore(article, target)[0]
        case "Roll back":
            return desk.roll_back(article, target, asked.release, asked.comment, by)
        case never:
            raise UsageError(f"{never!r} is no action of the form.")


_TELLING = 12
"""Digits of a hash that tell one text from all others of a shop."""

_NEEDED = {
    "Approve": ("shown",),
    "Send back": ("comment",),
    "Edit": ("place",),
    "Waive a finding": ("finding", "comment"),
    "Withdraw": ("comment",),
    "Roll back": ("release", "comment"),
}


def _require(asked: Review) -> None:
    """Raises UsageError that names every field that is empty and should not be."""
    needed = ("article", "your_name", *_NEEDED.get(asked.action, ()))
    if asked.action == "Edit" and asked.approve:
        needed += ("shown",)
    titles = Review.model_fields
    empty = [f"“{titles[name].title}”" for name in needed if not str(getattr(asked, name) or "").strip()]
    if empty:
        raise UsageError(
            f"{asked.action}: {' and '.join(empty)} {'is' if len(empty) == 1 else 'are'} empty.",
            hint="Go back to the form, fill it in and submit it again. Nothing was changed.",
        )
    if "shown" in needed and len(asked.shown.partition(".")[0]) < _TELLING:
        raise UsageError(
            f"“{titles['shown'].title}” does not say which text you have read.",
            hint=f"Follow “{asked.action}” on the article's page again. Nothing was changed.",
        )
