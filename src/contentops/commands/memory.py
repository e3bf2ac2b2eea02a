"""`contentops memory`: what the translation memory has, and files of it for translators' tools."""

from __future__ import annotations

import functools
import sys
from pathlib import Path

import click

from contentops.commands.options import BY, DONE, HELD_OR_FAILED, JSON, SETTINGS, STORE, print_json, waiting
from contentops.commands.output import writing

_FILES = """\b
Examples:
  contentops memory show out
  contentops memory export out --to de --out memory-de.tmx
  contentops memory export out --to de --format csv --bom --delimiter semicolon --out memory-de.csv
  contentops memory export out --to de --format omegat --out project/tm/auto/memory.tmx
  contentops memory import out agency.tmx --by "Your Name" --dry-run
  contentops memory import out agency.tmx --by "Your Name" --approved
"""


@click.group(epilog=_FILES)
def memory() -> None:
    """The translation memory of a store: what is in it; files of it (TMX, CSV) for translators' tools, and from them."""


@memory.command()
@STORE
@SETTINGS
@JSON
def show(store: Path, settings: Path | None, *, as_json: bool) -> None:
    """How many translations are remembered, by locale, state and engine."""
    from contentops.review.memory import entries_by_kind
    from contentops.settings import load

    found = entries_by_kind(store, load(settings))
    if as_json:
        print_json({"store": str(store), "entries": [one._asdict() for one in found]})
        return
    for locale in dict.fromkeys(one.locale for one in found):
        own = [one for one in found if one.locale == locale]
        click.echo(f"{locale}: {sum(one.entries for one in own):,}")
        for one in own:
            click.echo(f"  {one.entries:>9,}  {one.state}  {one.engine or 'by people'}")
    if not found:
        click.echo(f"{store}: nothing is remembered yet.")


@memory.command()
@STORE
@click.option("--to", default="", help="Targets, comma-separated: de,da [default: all that the memory has].")
@click.option(
    "--format",
    "form",
    type=click.Choice(["tmx", "csv", "omegat"]),
    help="omegat is TMX with codes as OmegaT shows those of an XLIFF file [default: by the file's name, else tmx].",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file [default: stdout].")
@click.option(
    "--delimiter",
    type=click.Choice(["comma", "semicolon", "tab"]),
    default="comma",
    show_default=True,
    help="What stands between the columns of CSV; Swedish, Danish and German Excel open semicolons.",
)
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, by which Excel knows UTF-8.")
@SETTINGS
def export(  # a command line's options
    store: Path, to: str, form: str | None, out: Path | None, delimiter: str, settings: Path | None, *, bom: bool
) -> None:
    """Write the memory as TMX 1.4b, for translators' tools, or as CSV, for spreadsheets."""
    from contentops.pipeline.run import SOURCE_LOCALE, targets_of
    from contentops.review.memory import export as exported
    from contentops.settings import load
    from contentops.translate.interchange.memory import csv, tmx

    loaded = load(settings)
    names = tuple(name.strip() for name in to.split(",") if name.strip())
    wanted = tuple(dict.fromkeys(target.locale for target in targets_of(loaded, names))) if names else ()
    form = form or ("csv" if out and out.suffix.lower() == ".csv" else "tmx")
    if form == "csv":
        written = functools.partial(csv.write, delimiter=csv.DELIMITERS[delimiter], bom=bom)
    else:
        written = functools.partial(tmx.write, source_locale=SOURCE_LOCALE, omegat=form == "omegat")
    with writing(out) as stream:
        done = exported(store, loaded, wanted, written, stream.write)
    click.echo(done.words(), err=True)


@memory.command("import")
@STORE
@click.argument("file", nargs=-1, required=True, type=click.Path(path_type=Path))
@BY
@click.option(
    "--approved", is_flag=True, help="You stand for these texts: they are approved. Without it they are drafts."
)
@click.option("--replace", is_flag=True, help="With --approved: also where somebody has approved another text here.")
@click.option(
    "--to", default="", help="Take only these targets, comma-separated; needed for CSV that does not name one."
)
@click.option("--dry-run", is_flag=True, help="Say what would be taken, and take nothing.")
@SETTINGS
@JSON
def import_(  # a command line's options  # noqa: PLR0913
    store: Path,
    file: tuple[Path, ...],
    by: str,
    to: str,
    settings: Path | None,
    *,
    approved: bool,
    replace: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take translations from TMX (any version) or CSV files into a store's memory; the next localize uses them.

    A unit whose codes or numbers are not the same on both sides is refused and named, and the rest is taken. What somebody
    has approved here stays, and is named where the file has another text.
    """
    from contentops.pipeline.run import targets_of
    from contentops.review.memory import Terms
    from contentops.review.memory import import_ as imported
    from contentops.settings import load

    loaded = load(settings)
    names = tuple(name.strip() for name in to.split(",") if name.strip())
    wanted = tuple(dict.fromkeys(target.locale for target in targets_of(loaded, names))) if names else ()
    terms = Terms(by, approved=approved, replace=replace, to=wanted, dry_run=dry_run)
    done = imported(store, loaded, file, terms, waiting=waiting)
    if as_json:
        print_json(done.to_json())
    click.echo(done.words(), err=as_json)
    sys.exit(DONE if done.ok else HELD_OR_FAILED)
