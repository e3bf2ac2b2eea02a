"""The way of an article, top to bottom.

    survey   which files there are
    with open_run(...) as run:
        settle   those files of which nothing has changed, without reading more than their bytes
        work     the others, batch by batch: each file taken in, then drafted, checked and built for every target
        publish  one swap for all of them
        preview  the pages that people look at

The Prefect flow calls these same steps; `localize` calls them without Prefect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from contentops import ingest
from contentops.errors import ContentopsError, SourceError, unexpected
from contentops.ingest import SourceFile
from contentops.pipeline.build import Built, Row, build_source, build_target, still_good
from contentops.pipeline.intake import Intake, as_before, load, take
from contentops.pipeline.preview import write_preview
from contentops.pipeline.run import Options, Run, open_run
from contentops.pipeline.summary import Failure, Summary, count, nothing_found, summarize
from contentops.publish.release import Released, release
from contentops.publish.store import Store
from contentops.settings import Settings, Target
from contentops.state.notes import NEWEST_PAGE

BATCH = 25
"""Articles in a batch. At 0.15 s of work an article, a task run for each batch costs Prefect's server little."""
CHANGED_SITE_SHARE = 0.2
"""Of a shop's known articles. When more come back broken or vanish, the site has changed rather than its articles."""
CHANGED_SITE_LEAST = 2
"""Articles. One broken or vanished article is its own affair, whatever share of a small shop it is."""

Progress = Callable[[str], None]


@dataclass(slots=True)
class Worked:
    """What became of a batch of files."""

    intakes: list[Intake] = field(default_factory=list)
    builds: list[Built] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def words(self) -> str:
        """What became of it, in a line for the log."""
        kinds = [intake.kind for intake in self.intakes]
        said = [count(len(kinds), "article")]
        said += [f"{number} {kind}" for kind in ("new", "changed", "held") if (number := kinds.count(kind))]
        if self.failures:
            said.append(f"{len(self.failures)} failed")
        said.append(f"{count(sum(built.translated for built in self.builds), 'sentence')} translated")
        return ", ".join(said)


def localize(
    paths: Sequence[Path],
    targets: tuple[Target, ...],
    root: Path,
    settings: Settings,
    options: Options | None = None,
    *,
    wait: float = 0.0,
    waiting: Progress = lambda _: None,
    progress: Progress = lambda _: None,
) -> Summary:
    """Files and folders of Swedish pages, localized into a store. One bad article fails alone.

    It waits ``wait`` seconds for another run on the store, and tells ``waiting`` whose that is.

    Raises StoreUnwritable, StoreBusy, StoreDamaged or UsageError when nothing at all could be done.
    """
    files, failures = survey(paths)
    if not files:
        return nothing_found(failures, targets, root)
    with open_run(
        Store(root), settings, targets, options, who="contentops localize", wait=wait, waiting=waiting
    ) as run:
        settled, due = settle(run, files)
        worked = [Worked(failures=failures), settled]
        for number, batch in enumerate(batches(due), 1):
            worked.append(work(run, batch, progress))
            progress(f"batch {number} of {number_of_batches(due)}: {worked[-1].words()}")
        released, changed_site = publish(run, paths, files, worked)
        page = write_preview(run)
        return summarize(run, worked, released, changed_site, page)


def survey(paths: Sequence[Path]) -> tuple[list[SourceFile], list[Failure]]:
    """The pages there are, and a failure for each path that gave none."""
    files: dict[Path, SourceFile] = {}
    failures = []
    for path in paths:
        try:
            found = ingest.find([path])
        except SourceError as error:
            failures.append(Failure(str(path), str(error)))
            continue
        for file in found:
            files.setdefault(file.path.resolve(), file)
    return sorted(files.values(), key=lambda file: file.key), failures


def batches(files: Sequence[SourceFile], size: int = BATCH) -> Iterable[Sequence[SourceFile]]:
    """The files in batches."""
    return (files[start : start + size] for start in range(0, len(files), size))


def number_of_batches(files: Sequence[SourceFile], size: int = BATCH) -> int:
    """How many batches the files make."""
    return -(-len(files) // size)


def settle(run: Run, files: Sequence[SourceFile]) -> tuple[Worked, list[SourceFile]]:
    """What came of the files of which nothing has changed, neither bytes nor anything else, and the files that are due.

    Raises UsageError for a wrong shop file.
    """
    settled, due = Worked(), []
    for file in files:
        intake = as_before(run, file)
        builds = _still_good(run, intake) if intake else None
        if intake is None or builds is None:
            due.append(file)
            continue
        run.taken.setdefault(intake.article, file.key)
        settled.intakes.append(intake)
        settled.builds += builds
    run.sources.seen([intake.article for intake in settled.intakes], run.number)
    return settled, due


def _still_good(run: Run, intake: Intake) -> list[Built] | None:
    """The newest builds of an article for all targets, or None when one of them has to be made."""
    builds = [still_good(run, intake.article, intake.revision, target) for target in (None, *run.targets)]
    if any(build is None or (number == 0 and build.row["held"]) for number, build in enumerate(builds)):
        return None
    return [Built(build.row, changed=False) for build in builds if build]


def work(run: Run, files: Sequence[SourceFile], progress: Progress = lambda _: None) -> Worked:
    """Takes each file in and builds it for every target. Never raises for a bad article: it fails alone.

    ``progress`` is told of each problem, with file and cause.
    """
    worked = Worked()
    seen: list[str] = []
    for file in files:
        try:
            intake = take(run, file)
            builds = _build(run, intake)
        except ContentopsError as error:
            worked.failures.append(Failure(str(file.path), str(error)))
            progress(f"{file.path}: failed: {error}")
        except Exception as error:  # noqa: BLE001  # a page that breaks our own code must not take the others with it
            what = unexpected(error)
            worked.failures.append(Failure(str(file.path), f"{file.path}: {what}. Please report it with the page."))
            progress(f"{file.path}: {what}")
        else:
            seen.append(intake.article)
            worked.intakes.append(intake)
            worked.builds += builds
            if intake.reason:
                progress(f"{file.path}: {intake.kind}: {intake.reason}")
    run.sources.seen(seen, run.number)
    return worked


def _build(run: Run, intake: Intake) -> list[Built]:
    """The builds of one article, all of them or none, so that its targets stay in step."""
    out: list[Built] = []
    source = None
    for target in (None, *run.targets):
        # A held scrape shows in the source's row, which is therefore made anew when it is held and when it no longer is.
        build = still_good(run, intake.article, intake.revision, target)
        held_as_built = bool(build and build.row["held"]) if target is None else None
        if build and (target or held_as_built == (intake.kind == "held")):
            out.append(Built(build.row, changed=False))
            continue
        source = source or load(run, intake)
        if target is None:
            out.append(build_source(run, source))
        else:
            out.append(build_target(run, source, target, engines=run.engines(target)[0]))
    return out


def publish(
    run: Run, paths: Sequence[Path], files: Sequence[SourceFile], worked: Sequence[Worked]
) -> tuple[Released, str]:
    """One release of all that was built, and "" — or nothing released, and why the site seems to have changed."""
    reason = "" if run.options.accept_changed else _changed_site(run, paths, files, worked)
    if reason:
        current = run.store.manifest("private")["rows"]
        return Released(None, tuple(current), tuple(run.store.manifest("public")["rows"])), reason
    rows: list[Row] = [built.row for one in worked for built in one.builds]
    policy = {target.name: target.live for target in (*run.settings.targets, *run.targets)}
    released = release(
        run.store, rows, run.all_decisions(), policy, shop=run.settings.shop, remember=run.desk.went_live
    )
    if released.went_live:
        run.forget_decisions()
    if not run.newest_page or any(intake.kind == "new" for one in worked for intake in one.intakes):
        run.notes.put(NEWEST_PAGE, datetime.now(UTC).isoformat(timespec="seconds"))
    return released, ""


def _changed_site(run: Run, paths: Sequence[Path], files: Sequence[SourceFile], worked: Sequence[Worked]) -> str:
    """Why the site seems to have changed, in words; "" when it does not."""
    held = {intake.article for one in worked for intake in one.intakes if intake.kind == "held"}
    failed = {failure.source for one in worked for failure in one.failures}
    refused = {run.known[file.key][0] for file in files if str(file.path) in failed and file.key in run.known}
    gone: set[str] = set()
    if any(path.is_dir() for path in paths):
        here = {file.key for file in files}
        gone = {article for key, (article, *_) in run.known.items() if key not in here}
        gone -= {intake.article for one in worked for intake in one.intakes}
    # Known before this run: a site that was built anew brings many new pages with the broken ones.
    known = {article for article, *_ in run.known.values()}
    known -= {intake.article for one in worked for intake in one.intakes if intake.kind == "new"}
    broken = held | refused | gone
    if len(broken) < CHANGED_SITE_LEAST or len(broken) <= CHANGED_SITE_SHARE * len(known):
        return ""
    return (
        f"{len(broken)} of {len(known)} known articles came back broken or are gone: the site seems to have changed, "
        "and nothing was published. If it is right so, run again with --accept-changed."
    )
