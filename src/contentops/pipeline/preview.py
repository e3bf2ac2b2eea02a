"""The preview of a store: its manifests and records, handed to the report."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

from contentops.article.codec import digest, document_from_json
from contentops.article.record import State, record_from_json
from contentops.pipeline.run import SOURCE_LOCALE, Run
from contentops.pipeline.summary import count
from contentops.publish.store import POINTERS
from contentops.report.preview import look, write, write_act
from contentops.report.site import Earlier, Entry, LiveVersion, Page, Site, TargetPage

FOLDER = "preview"

Row = dict[str, Any]


def write_preview(run: Run) -> Path:
    """Writes the preview of the current draft manifest and returns its first page.

    Nothing is done when the preview is of this manifest already; else only the articles that changed are read, and only
    the files that changed are written.
    """
    folder = run.store.root / FOLDER
    site = Site(
        title=run.settings.shop,
        entries=(),
        store=str(run.store.root.resolve()),  # however whoever writes it came here, it is the same page
        form=run.form_address,
    )
    stamp, shows = folder / ".shows", f"{look(site)} {_current(run)}\n"
    start = folder / "index.html"
    if start.exists() and stamp.exists() and stamp.read_bytes() == shows.encode():
        write_act(folder, site)
        return start
    stamp.unlink(missing_ok=True)
    manifest = run.store.manifest("private")
    page = write(folder, replace(site, entries=_entries(run, manifest["rows"]), release=manifest["sequence"] or None))
    # Last: a run that is killed before this line writes the preview again.
    stamp.write_text(shows, encoding="utf-8")
    return page


def _current(run: Run) -> str:
    """Names the current draft manifest without reading it; a manifest of 10,000 articles takes a while to read."""
    pointer = run.store.root / "private" / POINTERS["private"]
    return digest(pointer.read_text(encoding="utf-8")) if pointer.exists() else "none"


def _entries(run: Run, rows: list[Row]) -> tuple[Entry, ...]:
    by_article: dict[str, dict[str, Row]] = {}
    for row in rows:
        by_article.setdefault(row["article"], {})[row["target"]] = row
    return tuple(
        Entry(
            article=article,
            targets=tuple(name for name in of if name != SOURCE_LOCALE),
            digest=digest([list(of.values()), _decided(run, article)]),
            load=partial(_page, run, article, of),
        )
        for article, of in sorted(by_article.items())
        if SOURCE_LOCALE in of
    )


def _decided(run: Run, article: str) -> list[object]:
    """What of people's decisions an article's pages show."""
    about = run.decisions(article)
    return [
        {name: [a.document, a.record, a.by, a.at] for name, a in about.last_approved.items()},
        {name: [[v.release, v.object] for v in versions] for name, versions in about.live_versions.items()},
    ]


def _page(run: Run, article: str, rows: dict[str, Row]) -> Page:
    own = rows[SOURCE_LOCALE]
    return Page(
        article=article,
        source=document_from_json(run.store.get(own["object"])),
        source_findings=record_from_json(run.store.get(own["record"])).checks.items,
        targets=tuple(_target(run, row) for name, row in rows.items() if name != SOURCE_LOCALE),
    )


def _target(run: Run, row: Row) -> TargetPage:
    return TargetPage(
        target=row["target"],
        locale=row["locale"],
        document=document_from_json(run.store.get(row["object"])),
        record=record_from_json(run.store.get(row["record"])),
        state=State(row["state"]),
        held=tuple(row["held"]),
        behind=row["behind"],
        live=row["live"] is not None,
        older_live=row["live"] not in (None, row["object"]),
        withdrawn=row["withdrawn"],
        missing=row["missing"],
        approved=_approved(run, row),
        earlier=_earlier(run, row),
        rolled_back=row.get("rolled_back", 0),
    )


def _earlier(run: Run, row: Row) -> tuple[LiveVersion, ...]:
    """What readers had before and could have again; what they get now is nothing to go back to."""
    versions = run.decisions(row["article"]).live_versions.get(row["target"], ())
    newest = {version.object: version.release for version in versions if version.object != row["live"]}
    return tuple(LiveVersion(release=number, object=name) for name, number in sorted(newest.items(), key=itemgetter(1)))


def _approved(run: Run, row: Row) -> Earlier | None:
    """The version that was approved last, when it is not the present one and is still kept."""
    approval = run.decisions(row["article"]).last_approved.get(row["target"])
    if approval is None or approval.document == row["object"] or not run.store.has(approval.record):
        return None
    return Earlier(record=record_from_json(run.store.get(approval.record)), by=approval.by, at=approval.at)


def next_step(row: Row) -> str:
    """What a person does next with a draft, in a few words: they stand in a narrow table."""
    if row["withdrawn"]:
        return "Withdrawn: restore it to show it again."
    if row["missing"]:
        return f"Write the {count(row['missing'], 'missing sentence')}."
    if row["held"]:
        return f"Edit, or waive: {', '.join(row['held'])}."
    if row["state"] == State.APPROVED:
        return "Nothing more to do."
    if row["state"] == State.NEEDS_WORK:
        return "Edit as the comment says, approve."
    return "Read, edit, approve."
