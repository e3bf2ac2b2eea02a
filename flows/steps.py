"""The steps of a run as Prefect tasks: the pipeline's own (contentops.pipeline.localize), with Prefect's eyes on them.

The cutting is what makes it cheap: one task for all that has not changed, one for each batch of articles that are due,
never one for an article or a sentence.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click
from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE

from contentops.pipeline import localize as way
from contentops.pipeline.preview import write_preview
from contentops.pipeline.run import Options, open_run, targets_of
from contentops.pipeline.summary import Summary, count, nothing_found, summarize
from contentops.publish.store import Store
from contentops.settings import Settings
from flows.outcome import Progress, scrubbed

_RETRY = {"retries": 2, "retry_delay_seconds": 5, "timeout_seconds": 900}
"""For tasks that only read or write files. Work on articles is never retried whole: what it translated is remembered,
and an article that fails is reported by name."""

WAIT = 6 * 60 * 60.0
"""Seconds that a run waits for another one on its store. A night's work on a large shop takes hours; a run that hangs for
longer is somebody's to look at."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a run shall do, and under which name it stands in the log of whoever waits for it."""

    sources: tuple[Path, ...]
    targets: tuple[str, ...]
    who: str
    options: Options = field(default_factory=Options)
    wait: float = WAIT
    form_address: str = ""


def say(message: str) -> None:
    """One line for the run's log and, when a person started it in a terminal, for the terminal."""
    get_run_logger().info(scrubbed(message))
    if os.environ.get("CONTENTOPS_TERMINAL"):
        click.echo(message, err=True)


def warn(message: str) -> None:
    """A problem for the run's log: which file, and why."""
    get_run_logger().warning(scrubbed(message))
    if os.environ.get("CONTENTOPS_TERMINAL"):
        click.echo(message, err=True)


Made = TypeVar("Made")


def _seen(name: str, step: Callable[[], Made], *, retried: bool = False) -> Made:
    """A step as a Prefect task.

    It is called without parameters: Prefect would look for futures in all that a run knows, which takes longer than many a
    step.
    """
    options: dict[str, Any] = _RETRY if retried else {}
    return task(name=name, cache_policy=NO_CACHE, **options)(step)()


def carry_out(order: Order, settings: Settings, progress: Progress) -> Summary:
    """The whole way. Waits for another run on the store, and says for whom. Raises ContentopsError."""
    targets = targets_of(settings, order.targets)
    sources = list(order.sources)
    files, failures = _seen("find pages", lambda: way.survey(sources), retried=True)
    for failure in failures:
        warn(failure.error)
    if not files:
        return nothing_found(failures, targets, settings.store)

    def waiting(holder: str) -> None:
        say(f"waiting for {holder}: one run at a time works on a store")
        progress.show(0, f"Waiting for {holder}")

    with open_run(
        Store(settings.store),
        settings,
        targets,
        order.options,
        who=order.who,
        wait=order.wait,
        waiting=waiting,
        form_address=order.form_address,
    ) as run:
        settled, due = _seen("settle what has not changed", lambda: way.settle(run, files))
        say(f"{len(settled.intakes)} of {count(len(files), 'article')} unchanged, {len(due)} due")
        worked = [way.Worked(failures=failures), settled]
        of = way.number_of_batches(due)
        for number, batch in enumerate(way.batches(due), 1):
            progress.show(100 * (number - 1) / of, f"Batch {number} of {of}, {count(len(due), 'article')} due")
            worked.append(_seen(f"batch {number} of {of}", partial(way.work, run, batch, warn)))
            say(f"batch {number} of {of}: {worked[-1].words()}")
        progress.show(100, "Publishing" if due else "Nothing has changed")
        released, changed_site = _seen("publish", lambda: way.publish(run, sources, files, worked), retried=True)
        page = _seen("write the preview", lambda: write_preview(run), retried=True)
        progress.show(100, "Done")
        return summarize(run, worked, released, changed_site, page)
