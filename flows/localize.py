"""The localize flow: the way of an article (contentops.pipeline.localize), with Prefect's eyes on it.

Batches of articles are tasks. Take the decorators off and it still runs: `contentops localize` is this without Prefect.

    python -m flows.localize --source examples --to da,nb --out out
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click
from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State as RunState
from prefect.states import Completed, Failed

from contentops.errors import ContentopsError
from contentops.ingest import SourceFile
from contentops.pipeline import localize as way
from contentops.pipeline.preview import write_preview
from contentops.pipeline.run import Options, Run, open_run, targets_of
from contentops.pipeline.summary import Failure, Summary, nothing_found, summarize
from contentops.publish.release import Released
from contentops.publish.store import Store
from contentops.settings import load

_RETRY = {"retries": 2, "retry_delay_seconds": 5, "timeout_seconds": 900}
"""For tasks that only read or write files. Work on articles is never retried whole: what it translated is remembered,
and an article that fails is reported by name."""


def progress(message: str) -> None:
    """One line for the run's log and, when a person started it in a terminal, for the terminal."""
    get_run_logger().info(message)
    if os.environ.get("CONTENTOPS_TERMINAL"):
        click.echo(message, err=True)


@task(name="find pages", cache_policy=NO_CACHE, **_RETRY)  # type: ignore[call-overload, untyped-decorator]
def find_pages(sources: list[Path]) -> tuple[list[SourceFile], list[Failure]]:
    """Which pages there are."""
    return way.survey(sources)


@task(name="work on a batch", task_run_name="batch {number}", cache_policy=NO_CACHE)
def work_on_batch(run: Run, batch: list[SourceFile], number: int, total: int) -> way.Worked:
    """Extract, translate and check one batch of articles."""
    progress(f"batch {number}: {batch[0].key} … ({len(batch)} of {total} articles)")
    return way.work(run, batch, progress)


@task(name="publish", cache_policy=NO_CACHE, **_RETRY)  # type: ignore[call-overload, untyped-decorator]
def publish(run: Run, sources: list[Path], files: list[SourceFile], worked: list[way.Worked]) -> tuple[Released, str]:
    """One swap for all articles and targets."""
    return way.publish(run, sources, files, worked)


@task(name="write the preview", cache_policy=NO_CACHE, **_RETRY)  # type: ignore[call-overload, untyped-decorator]
def preview(run: Run) -> Path:
    """The pages that people look at."""
    return write_preview(run)


@flow(name="localize", validate_parameters=True)
def localize(
    sources: list[str],
    to: list[str],
    out: str,
    engine: str = "",
    retranslate: bool = False,  # noqa: FBT001, FBT002  # a field of the form
    accept_changed: bool = False,  # noqa: FBT001, FBT002  # a field of the form
    wait: float = 0.0,
) -> RunState[Any]:
    """Localizes Swedish pages into a store; only what changed is worked on.

    Args:
        sources: Files or folders of scraped pages.
        to: Targets, such as da and nb.
        out: The store, made if it is not there.
        engine: Use this engine instead of those that the settings name.
        retranslate: Make machine translations anew; a person's are always kept.
        accept_changed: Take articles that came back much shorter, and a site that seems to have changed.
        wait: Seconds to wait for another run on the store.
    """
    try:
        summary = _run(
            [Path(source) for source in sources], to, Path(out), Options(engine, retranslate, accept_changed), wait
        )
    except ContentopsError as error:
        # Said in words, where a traceback would bury them: a wrong target, a store in use, no space left.
        return Failed(message=str(error))
    create_markdown_artifact(key="localize-summary", markdown=markdown(summary), description="What the run did")
    return final_state(summary)


def _run(sources: list[Path], to: list[str], out: Path, options: Options, wait: float) -> Summary:
    settings = load()
    targets = targets_of(settings, tuple(to))
    files, failures = find_pages(sources)
    if not files:
        return nothing_found(failures, targets, out)
    with open_run(Store(out), settings, targets, options, who="the localize flow", wait=wait) as run:
        worked = [way.Worked(failures=failures)]
        for number, batch in enumerate(way.batches(files), 1):
            worked.append(work_on_batch(run, list(batch), number, len(files)))
        released, changed_site = publish(run, sources, files, worked)
        return summarize(run, worked, released, changed_site, preview(run))


def final_state(summary: Summary) -> RunState[Any]:
    """How the run ended, in Prefect's terms, with the summary as its data."""
    first = summary.words().splitlines()[0]
    if summary.failed and not summary.articles:
        return Failed(message=" ".join(failure.error for failure in summary.failed))
    if summary.failed or summary.changed_site:
        return Completed(name="Completed with failures", message=first, data=summary)
    if summary.held:
        return Completed(name="Completed with findings", message=first, data=summary)
    return Completed(message=first, data=summary)


def markdown(summary: Summary) -> str:
    """The summary in words, and a table of the articles."""
    lines = [*(f"{line}  " for line in summary.words().splitlines()), ""]
    lines += ["| Article | Target | State | Held by |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {row['article']} | {row['target']} | {row['state']} | {', '.join(row['held'])} |"
        for row in summary.rows
        if row["target"] in summary.targets
    ]
    return "\n".join(lines)


@click.command()
@click.option("--source", "sources", multiple=True, required=True, help="A file or folder of pages; may be repeated.")
@click.option("--to", default="da,nb", show_default=True, help="Targets, comma-separated.")
@click.option("--out", default="out", show_default=True, help="The store.")
def main(sources: tuple[str, ...], to: str, out: str) -> None:
    """Run the localize flow here and now; Prefect's server is started for it when none is set."""
    names = [name.strip() for name in to.split(",") if name.strip()]
    try:
        targets_of(load(), tuple(names))  # before Prefect starts, which takes a while
    except ContentopsError as error:
        raise SystemExit(f"contentops: {error}") from None
    os.environ["CONTENTOPS_TERMINAL"] = "1"
    click.echo("Starting Prefect (this takes 10 to 30 seconds, the first time longer) …", err=True)
    state = localize(list(sources), names, out, return_state=True)
    if not state.is_completed():
        raise SystemExit(f"{state.name}. {state.message}")
    summary: Summary = state.result()  # type: ignore[assignment]
    click.echo(f"\n{state.name}. {summary.words()}")
    raise SystemExit(1 if summary.failed or summary.changed_site else 0)


if __name__ == "__main__":
    main()
