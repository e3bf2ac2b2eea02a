"""The preview of a store: its manifests and records, handed to the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from contentops import __version__
from contentops.article.codec import digest, document_from_json
from contentops.article.record import State, record_from_json
from contentops.pipeline.run import SOURCE_LOCALE, Run
from contentops.pipeline.summary import count
from contentops.report.preview import write
from contentops.report.site import Page, Site, TargetPage

FOLDER = "preview"


def write_preview(run: Run) -> Path:
    """Writes the preview of the current draft manifest and returns its first page.

    Nothing is done when the preview is of this manifest already; else only the files that changed are written.
    """
    manifest = run.store.manifest("private")
    folder = run.store.root / FOLDER
    stamp, shows = folder / ".shows", f"{__version__} {digest(manifest)}\n"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == shows:
        return folder / "index.html"
    page = write(folder, _site(run, manifest))
    # Last: a run that is killed before this line writes the preview again.
    stamp.write_text(shows, encoding="utf-8")
    return page


def _site(run: Run, manifest: dict[str, Any]) -> Site:
    by_article: dict[str, dict[str, dict[str, Any]]] = {}
    for row in manifest["rows"]:
        by_article.setdefault(row["article"], {})[row["target"]] = row
    names = tuple(dict.fromkeys(name for of in by_article.values() for name in of if name != SOURCE_LOCALE))
    pages = tuple(_page(run, article, of) for article, of in sorted(by_article.items()) if SOURCE_LOCALE in of)
    return Site(
        title=run.settings.shop,
        pages=pages,
        targets=names,
        release=manifest["sequence"] or None,
        store=str(run.store.root),
    )


def _page(run: Run, article: str, rows: dict[str, dict[str, Any]]) -> Page:
    own = rows[SOURCE_LOCALE]
    return Page(
        article=article,
        source=document_from_json(run.store.get(own["object"])),
        source_findings=record_from_json(run.store.get(own["record"])).checks.items,
        targets=tuple(_target(run, row) for name, row in rows.items() if name != SOURCE_LOCALE),
    )


def _target(run: Run, row: dict[str, Any]) -> TargetPage:
    return TargetPage(
        target=row["target"],
        locale=row["locale"],
        document=document_from_json(run.store.get(row["object"])),
        record=record_from_json(run.store.get(row["record"])),
        state=State(row["state"]),
        held=tuple(row["held"]),
        behind=row["behind"],
        live=row["live"] is not None,
        withdrawn=row["withdrawn"],
        missing=row["missing"],
    )


def next_step(row: dict[str, Any]) -> str:
    """What a person does next with a draft, in words."""
    if row["withdrawn"]:
        return "Withdrawn. Restore it when it may be shown again."
    if row["missing"]:
        return f"No translation of {count(row['missing'], 'sentence')}: write them, or run again with an engine."
    if row["held"]:
        return f"Held by {', '.join(row['held'])}: edit the sentences, or waive the findings with a reason."
    if row["state"] == State.APPROVED:
        return "Approved; nothing to do."
    if row["state"] == State.NEEDS_WORK:
        return "Sent back: edit what the comment names, then approve."
    return "Read it beside the Swedish, edit what is wrong, and approve."
