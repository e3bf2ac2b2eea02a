"""What a flow asks Prefect about itself: its name, the review form's address, runs that were missed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter
from prefect.exceptions import ObjectNotFound
from prefect.runtime import deployment, flow_run
from prefect.settings import get_current_settings

SKIPPED = "Skipped"
"""The end of a night that another one does the work of."""
REVIEW = "review/review"
"""Flow and deployment of the review form."""


def this_run(kind: str) -> str:
    """What whoever waits for this run is told: "the nightly run “sunny-otter” since 04:30"."""
    name = f" “{flow_run.name}”" if flow_run.name else ""
    return f"{kind}{name}, at work since {datetime.now().astimezone():%H:%M}"


def review_form_address() -> str:
    """Where the review form is; "" where none is deployed."""
    with get_client(sync_client=True) as client:
        try:
            found = client.read_deployment_by_name(REVIEW)
        except ObjectNotFound:
            return ""
    address = get_current_settings().ui_url
    return f"{address.rstrip('/')}/deployments/deployment/{found.id}/run" if address else ""


def superseded_by() -> str:
    """The name of a later run of this deployment that is due as well, or "".

    A machine that was off for three nights finds three runs that were missed. The latest does the work of all.
    """
    mine = flow_run.scheduled_start_time
    if not deployment.id or mine is None:
        return ""
    due = FlowRunFilter.model_validate(
        {
            "deployment_id": {"any_": [deployment.id]},
            "state": {"type": {"any_": ["SCHEDULED", "PENDING", "RUNNING", "COMPLETED"]}},
            "expected_start_time": {"after_": mine.isoformat(), "before_": datetime.now(UTC).isoformat()},
        }
    )
    with get_client(sync_client=True) as client:
        runs = [run for run in client.read_flow_runs(flow_run_filter=due) if run.state_name != SKIPPED]
    return latest([(run.expected_start_time, run.name) for run in runs if str(run.id) != str(flow_run.id)], mine)


def latest(runs: Iterable[tuple[datetime | None, str]], mine: datetime) -> str:
    """The name of the run that starts last, of those that start later than mine; "" when none does."""
    later = [(start, name) for start, name in runs if start and start > mine]
    return max(later)[1] if later else ""
