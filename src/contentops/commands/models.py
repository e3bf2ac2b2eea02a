"""`contentops models`: the models of the engine `neural`, on this machine."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contentops.commands.options import DONE, HELD_OR_FAILED, JSON, SETTINGS, print_json
from contentops.errors import ModelError, UsageError

if TYPE_CHECKING:  # --help needs no translator
    from contentops.translate.models.model import Model
    from contentops.translate.models.network import Effort
    from contentops.translate.models.verify import Verified

_FOLDER = click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="The folder of models [default: that of the settings, CONTENTOPS_MODELS, or ~/.local/share/contentops/models].",
)
_FIRST = """\b
Examples:
  contentops models install opus-mt-sv-de/
  contentops models install translate-sv_en.argosmodel
  contentops models install https://models.example/opus-mt-sv-fi.tar.gz --sha256 9f86… --licence CC-BY-4.0
  contentops models install opus-mt-sv-gmq/ --source sv --target nb --target nn
"""


@click.group()
def models() -> None:
    """Models of translation for the engine neural: which there are, whether they are whole, more of them."""


@models.command("list")
@_FOLDER
@SETTINGS
@JSON
def list_(folder: Path | None, settings: Path | None, *, as_json: bool) -> None:
    """The installed models: from and to which language, licence, and where each came from."""
    from contentops.translate.models.folder import models as there
    from contentops.translate.models.room import in_words

    at, _ = _place(folder, settings)
    good, broken = there(at)
    if as_json:
        values = [_told(model) for model in good]
        print_json(
            {"folder": str(at), "models": values, "broken": [{"name": b.name, "reason": b.reason} for b in broken]}
        )
        return
    for model in good:
        size = in_words(sum(path.stat().st_size for path in model.folder.iterdir() if path.is_file()))
        click.echo(f"{model.name}: {model.source} to {', '.join(model.targets)}, {size}")
        click.echo(f"  licence: {model.licence}\n  installed {model.installed} from {model.origin}")
    for one in broken:
        click.echo(f"{one.name}: cannot be used: {one.reason}")
    if not good and not broken:
        click.echo(f"no model is installed in {at}.", err=True)


@models.command()
@click.argument("name", nargs=-1)
@_FOLDER
@SETTINGS
@JSON
def verify(name: tuple[str, ...], folder: Path | None, settings: Path | None, *, as_json: bool) -> None:
    """The checksums of models, all of them or those named, and what each makes of a test sentence.

    Exit 1 when a file has changed, or a model cannot be loaded or makes nothing of the sentence. Whether the sentence is
    right, only a person can tell: it is shown.
    """
    from contentops.translate.models.folder import find
    from contentops.translate.models.folder import models as there
    from contentops.translate.models.verify import verify as verified

    at, effort = _place(folder, settings)
    good, broken = there(at)
    failed = [] if name else [(one.name, one.reason) for one in broken]
    found = []
    for one in name or [model.name for model in good]:
        try:
            found.append(verified(find(at, one), effort))
        except ModelError as error:
            failed.append((one, f"{error}"))
    if as_json:
        values = [{"model": _told(each.model), "works": each.works, **_found(each)} for each in found]
        print_json({"folder": str(at), "models": values, "failed": [{"name": n, "reason": r} for n, r in failed]})
    else:
        for each in found:
            click.echo(_in_words(each))
        for one, reason in failed:
            click.echo(f"{one}: {reason}")
        if not found and not failed:
            click.echo(f"no model is installed in {at}.", err=True)
    sys.exit(HELD_OR_FAILED if failed or not all(each.works for each in found) else DONE)


@models.command(epilog=_FIRST)
@click.argument("source_of_it", metavar="SOURCE")
@click.option("--name", default="", help="What it shall be called [default: as it calls itself, or its file].")
@click.option(
    "--source",
    default="",
    metavar="LOCALE[=TOKEN]",
    help="The language that it translates from, if it does not say so.",
)
@click.option(
    "--target",
    multiple=True,
    metavar="LOCALE[=TOKEN]",
    help="A language that it translates to, if it does not say so; again for each. The token that asks a model of many "
    "languages for it is found by itself where there is one only.",
)
@click.option("--licence", default="", help="Its licence, if it does not say so.")
@click.option("--sha256", default="", help="The checksum that the file must have.")
@click.option("--replace", "replace_other", is_flag=True, help="Take the place of another model of that name.")
@_FOLDER
@SETTINGS
@JSON
def install(  # noqa: PLR0913  # a command line's options
    source_of_it: str,
    name: str,
    source: str,
    target: tuple[str, ...],
    licence: str,
    sha256: str,
    folder: Path | None,
    settings: Path | None,
    *,
    replace_other: bool,
    as_json: bool,
) -> None:
    """Install a model from SOURCE: a folder, a file (zip, tar, Argos package) or an address of http or https.

    It is loaded and asked before it takes its place; what does not work is not installed.
    """
    from contentops.translate.models.install import install as install_it
    from contentops.translate.models.layout import Wanted
    from contentops.translate.models.model import UNKNOWN_LICENCE

    at, effort = _place(folder, settings)
    from_locale, from_token = _locale(source, "--source") if source else ("", None)
    wanted = Wanted(
        name=name,
        source=from_locale,
        source_token=from_token or "",
        targets=dict(_locale(one, "--target") for one in target),
        licence=licence,
    )
    shown = _Progress()
    made = install_it(
        source_of_it,
        at,
        wanted,
        effort,
        sha256=sha256,
        replace_other=replace_other,
        progress=shown.show,
        say=shown.say,
    )
    model = made.found.model
    if as_json:
        print_json({"model": _told(model), "there_before": made.there_before, **_found(made.found)})
        return
    click.echo(_in_words(made.found))
    click.echo(f"{'was there already' if made.there_before else 'installed'}: {model.folder}")
    if model.licence == UNKNOWN_LICENCE:
        click.echo(f"contentops: {model.name} does not say its licence; --licence keeps what you found out.", err=True)


@models.command()
@click.argument("name")
@_FOLDER
@SETTINGS
def remove(name: str, folder: Path | None, settings: Path | None) -> None:
    """Take a model away. Texts that it made stay."""
    from contentops.translate.models.install import remove as remove_it

    at, _ = _place(folder, settings)
    remove_it(at, name)
    click.echo(f"removed: {name}")


def _place(folder: Path | None, settings: Path | None) -> tuple[Path, Effort]:
    """The folder of models, and how much of the machine they take."""
    from contentops.settings import load
    from contentops.translate.engines.neural import OPTIONS, effort_of, folder_of

    setup = load(settings).setup("neural")
    setup.only(OPTIONS)
    return folder or folder_of(setup), effort_of(setup)


def _locale(text: str, option: str) -> tuple[str, str | None]:
    """A locale, and its token; None where none is given."""
    from contentops.translate.models.model import LANGUAGE

    locale, has_token, token = text.partition("=")
    if not LANGUAGE.fullmatch(locale):
        raise UsageError(f"{option}: {locale!r} is no locale.", hint=f"Write {option} de, or {option} de=TOKEN.")
    return locale, token if has_token else None


def _told(model: Model) -> dict[str, Any]:
    from contentops.translate.models.model import to_json

    return {**to_json(model), "folder": str(model.folder)}


def _found(found: Verified) -> dict[str, Any]:
    sentences = [
        {"locale": one.locale, "source": one.sentence, "text": one.text, "refused": one.refused} for one in found.spoken
    ]
    protected = {"sentences": found.protected, "kept": dict(found.kept)} if found.kept is not None else None
    return {"wrong": list(found.wrong), "sentences": sentences, "protected": protected}


def _in_words(found: Verified) -> str:
    model = found.model
    lines = [f"{model.name}: {model.source} to {', '.join(model.targets)}; licence: {model.licence}"]
    lines += [f"  {wrong}; install it again" for wrong in found.wrong]
    for one in found.spoken:
        lines.append(f"  {model.source}: {one.sentence}")
        lines.append(f"  {one.locale}: {one.text or f'nothing ({one.refused})'}")
    if found.kept is not None:
        kept = ", ".join(f"{name} {count}" for name, count in found.kept.items())
        lines.append(f"  protected places came back whole, of {found.protected} sentences, spelled as {kept}")
    return "\n".join(lines)


class _Progress:
    """How far a download is, on stderr: one line that is written over on a terminal, a line every ten seconds elsewhere."""

    _EVERY = 10.0

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._next = time.monotonic() + (0.2 if self._terminal else self._EVERY)
        self._open = False

    def show(self, have: int, of: int) -> None:
        """So many bytes are here, of so many; 0 where nobody knows of how many."""
        from contentops.translate.models.room import in_words

        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + (0.2 if self._terminal else self._EVERY)
        part = f"{in_words(have)} of {in_words(of)}, {100 * have // of} %" if of else in_words(have)
        click.echo(f"\r  {part}   " if self._terminal else f"  {part}", nl=not self._terminal, err=True)
        self._open = self._terminal

    def say(self, line: str) -> None:
        """A line of its own."""
        click.echo(f"{chr(10) if self._open else ''}{line}", err=True)
        self._open = False
