"""`contentops glossary export`: the glossary for translators' tools."""

from __future__ import annotations

from pathlib import Path

import click

from contentops.commands.output import writing
from contentops.errors import UsageError

_EXAMPLE = """\b
Example, for a project of OmegaT:
  contentops glossary export --to de --out project/glossary/shop.utf8
"""


@click.command(epilog=_EXAMPLE)
@click.option("--to", "locale", required=True, help="The locale, such as de.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["tsv", "tbx"]),
    help="tsv is what OmegaT calls a glossary: word, rendering, comment [default: by the file's name, else tsv].",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file [default: stdout].")
def export(locale: str, form: str | None, out: Path | None) -> None:
    """Write the terms of a locale as a tab-separated glossary, for OmegaT, or as TBX."""
    from contentops.language.language import language
    from contentops.translate.interchange.glossary import SOURCE, concepts, tab_separated, tbx

    language(locale)  # raises, with what was perhaps meant
    if locale == SOURCE:
        raise UsageError("the glossary is from Swedish.", hint="Name another locale, such as --to de.")
    found = list(concepts(locale))
    form = form or ("tbx" if out and out.suffix.lower() == ".tbx" else "tsv")
    with writing(out) as stream:
        stream.writelines(tbx(found, locale) if form == "tbx" else tab_separated(found))
    click.echo(f"{len(found):,} terms written.", err=True)
