"""The nightly flow: the configured pages, incrementally, unattended."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State as RunState
from prefect.states import Completed

from contentops.errors import UsageError
from contentops.pipeline.run import targets_of
from contentops.settings import load
from flows.desk import SKIPPED, review_form_address, superseded_by, this_run
from flows.forms import DEFAULT_TARGETS
from flows.outcome import Progress, final_state, in_words, leave_summary, quiet
from flows.steps import Order, carry_out, warn

SUMMARY = "nightly-summary"
"""The key of the artifact that each night leaves, so that nights can be compared."""


@flow(name="nightly")
def nightly() -> RunState[Any]:
    """Localizes the pages of the settings; only what changed is worked on. Warns when no new page has come for long."""
    return in_words(SUMMARY, _nightly)


def _nightly() -> RunState[Any]:
    if later := superseded_by():
        return Completed(
            name=SKIPPED, message=f"Missed while nothing ran. {later} is due as well and does all the work."
        )
    settings = load()
    if not settings.sources:
        raise UsageError("no pages are set.", hint='Set [sources] pages = ["…"] in contentops.toml.')
    names = tuple(target.name for target in settings.targets) or DEFAULT_TARGETS
    order = Order(
        sources=settings.sources,
        targets=tuple(target.name for target in targets_of(settings, names)),
        who=this_run("the nightly run"),
        form_address=review_form_address(),
    )
    summary = carry_out(order, settings, Progress("nightly"))
    warning = quiet(summary, settings)
    if warning:
        warn(warning)
    leave_summary(summary, settings, SUMMARY, warning)
    return final_state(summary, warning)
