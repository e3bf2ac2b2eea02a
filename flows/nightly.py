"""The nightly flow: the configured pages, incrementally, unattended."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State as RunState
from prefect.states import Completed

from contentops.errors import ContentopsError, UsageError
from contentops.pipeline.run import targets_of
from contentops.settings import load
from flows.desk import review_form_address, superseded_by, this_run
from flows.forms import DEFAULT_TARGETS
from flows.outcome import Progress, final_state, leave_summary, quiet, refused
from flows.steps import Order, carry_out, warn


@flow(name="nightly")
def nightly() -> RunState[Any]:
    """Localizes the pages of the settings; only what changed is worked on. Warns when no new page has come for long."""
    if later := superseded_by():
        return Completed(
            name="Skipped", message=f"Missed while nothing ran. {later} is due as well and does all the work."
        )
    try:
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
    except ContentopsError as error:
        return refused(str(error))
    warning = quiet(summary, settings)
    if warning:
        warn(warning)
    leave_summary(summary, settings, "nightly-summary", warning)
    return final_state(summary, warning)
