"""`contentops xliff`: drafts for translators' tools, and what they send back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from contentops.commands.options import BY, DONE, HELD_OR_FAILED, JSON, SETTINGS, STORE, TARGET, print_json, waiting
from contentops.commands.output import writing


@click.group()
def xliff() -> None:
    """Drafts for translators' tools, and what they send back."""


_EXPORT = """\b
Examples:
  contentops xliff export out --target de --out german.xlf
  contentops xliff export out c-vitamin --target da --waiting --version 2.1

docs/translators.md tells how OmegaT, Weblate and others are used with it.
"""


@xliff.command("export", epilog=_EXPORT)
@STORE
@click.argument("article", nargs=-1)
@TARGET
@click.option("--version", type=click.Choice(["1.2", "2.1"]), default="1.2", show_default=True, help="Of XLIFF.")
@click.option(
    "--all/--waiting",
    "everything",
    default=True,
    help="All blocks [default], or only those with a sentence that nobody has approved as it is.",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file [default: stdout].")
@SETTINGS
def export_xliff(  # a command line's options
    store: Path,
    article: tuple[str, ...],
    target: str,
    version: str,
    out: Path | None,
    settings: Path | None,
    *,
    everything: bool,
) -> None:
    """Write drafts as XLIFF: the articles named, or all, in one file."""
    from contentops.pipeline.summary import count
    from contentops.review import at_desk
    from contentops.review.xliff import outgoing_files
    from contentops.settings import load
    from contentops.translate.interchange.articles.xliff import WRITERS

    with at_desk(store, load(settings), waiting=waiting) as desk:
        files = outgoing_files(desk, article, target, waiting=not everything)
    if not files:
        click.echo(f"contentops: nothing waits in {target}: no file was written.", err=True)
        return
    with writing(out) as stream:
        stream.write(WRITERS[version](files).decode())
    sentences = [run for one in files for unit in one.units for run in unit.sentences]
    without = sum(not run.target for run in sentences)
    click.echo(
        f"{count(len(files), 'article')}, {count(len(sentences), 'sentence')}, {without} of them without a translation.",
        err=True,
    )


_IMPORT = """\b
A sentence that the file says is translated, reviewed or final is remembered as approved by you. One with new words
that the file says nothing of is stored to be looked at again. Nothing goes live by it without --approve.

\b
Refused, alone and with the reason, is a sentence
  whose source has changed since the export;
  that has lost, doubled or invented a code (a number, a citation, a link);
  for which somebody has approved other words since the export.

\b
Examples:
  contentops xliff import out german.xlf --by "Your Name" --dry-run
  contentops xliff import out german.xlf --by "Your Name" --final --approve
"""


@xliff.command("import", epilog=_IMPORT)
@STORE
@click.argument("file", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--final", is_flag=True, help="What has changed is approved, for tools that write no states, as OmegaT.")
@click.option("--approve", is_flag=True, help="Approve each article of which all is approved and nothing was refused.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@BY
@SETTINGS
@JSON
def import_xliff(  # a command line's options
    store: Path,
    file: tuple[Path, ...],
    by: str,
    settings: Path | None,
    *,
    final: bool,
    approve: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take back what translators have done. Exit 1 when something of it was refused."""
    from contentops.errors import InterchangeError
    from contentops.review import at_desk
    from contentops.review.came_back import Refusal
    from contentops.review.xliff import take
    from contentops.settings import load
    from contentops.translate.interchange.articles.xliff import read_file

    came, unreadable = [], []
    for path in file:
        try:
            came += [(str(path), article) for article in read_file(path)]
        except InterchangeError as error:
            unreadable.append(Refusal(str(path), "", "", str(error).removeprefix(f"{path}: ")))
    with at_desk(store, load(settings), waiting=waiting) as desk:
        report = take(desk, came, by, final=final, approve=approve, dry_run=dry_run)
    report.refused[:0] = unreadable
    if as_json:
        print_json(report.to_json())
    else:
        click.echo(report.words())
    held = approve and any(one.unapproved for one in report.taken)
    sys.exit(HELD_OR_FAILED if report.refused or held else DONE)
