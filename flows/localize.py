"""The manual flow: localize pages into the store, as the form says.

Take the decorators off and it still runs: `contentops localize` is this without Prefect.

    python -m flows.localize --source examples --to da,nb --out out
"""

from __future__ import annotations

import os
from typing import Any

import click
from prefect import flow
from prefect.client.schemas.objects import State as RunState

from contentops.errors import ContentopsError
from contentops.pipeline.dry_run import dry_run
from contentops.pipeline.run import Options, targets_of
from contentops.pipeline.summary import Summary
from contentops.settings import load
from flows.desk import review_form_address, this_run
from flows.forms import AS_SET, REDO_CHANGED, REDO_TRANSLATIONS, Localize, read
from flows.outcome import Progress, final_state, in_words, leave_plan, leave_summary, planned
from flows.steps import Order, carry_out

SUMMARY = "localize-summary"
"""The key of the artifact that each run leaves."""


@flow(name="localize", validate_parameters=False)
def localize(form: Localize) -> RunState[Any]:
    """Localizes Swedish pages; only what changed is worked on."""
    return in_words(SUMMARY, lambda: _localize(form))


def _localize(form: object) -> RunState[Any]:
    asked = read(Localize, form)
    settings = load()
    sources = asked.sources(settings)
    targets = targets_of(settings, tuple(asked.targets))
    if asked.dry_run:
        plan = dry_run(sources, targets, settings.store, settings)
        leave_plan(plan, SUMMARY)
        return planned(plan)
    options = Options(
        engine="" if asked.engine == AS_SET else asked.engine,
        retranslate=REDO_TRANSLATIONS in asked.redo,
        accept_changed=REDO_CHANGED in asked.redo,
    )
    order = Order(
        sources=tuple(sources),
        targets=tuple(target.name for target in targets),
        who=this_run("the manual run"),
        options=options,
        form_address=review_form_address(),
    )
    summary = carry_out(order, settings, Progress("localize"))
    leave_summary(summary, settings, SUMMARY)
    return final_state(summary)


@click.command()
@click.option("--source", "sources", multiple=True, required=True, help="A file or folder of pages; may be repeated.")
@click.option("--to", default="da,nb", show_default=True, help="Targets, comma-separated.")
@click.option("--out", default="out", show_default=True, help="The store.")
def main(sources: tuple[str, ...], to: str, out: str) -> None:
    """Run the localize flow here and now; Prefect's server is started for it when none is set."""
    names = [name.strip() for name in to.split(",") if name.strip()]
    os.environ["CONTENTOPS_STORE"] = out
    try:  # before Prefect starts, which takes a while
        targets_of(load(), tuple(names))
        form = read(Localize, {"targets": names, "pages": "\n".join(sources)})
    except ContentopsError as error:
        raise SystemExit(f"contentops: {error}") from None
    os.environ["CONTENTOPS_TERMINAL"] = "1"
    click.echo("Starting Prefect (this takes 10 to 30 seconds, the first time longer) …", err=True)
    state: RunState[Any] = localize(form, return_state=True)
    if not state.is_completed():
        raise SystemExit(f"{state.name}. {state.message}")
    summary: Summary = state.result()
    click.echo(f"\n{state.name}. {summary.words()}")
    raise SystemExit(1 if summary.failed or summary.changed_site else 0)


if __name__ == "__main__":
    main()
