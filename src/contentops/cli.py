"""The command line. Data goes to stdout, messages to stderr; exit 0 done, 1 something held or failed, 2 wrong use."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from contentops import __version__
from contentops.commands.glossary import export as export_glossary
from contentops.commands.memory import memory
from contentops.commands.models import models
from contentops.commands.options import (
    BY,
    DONE,
    HELD_OR_FAILED,
    JSON,
    SETTINGS,
    STORE,
    TARGET,
    WRONG_USE,
    Folder,
    print_json,
    waiting,
)
from contentops.commands.xliff import xliff
from contentops.errors import ContentopsError, UsageError
from contentops.secrets import redacted


class _Commands(click.Group):
    """A group that turns our errors into a message and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # as click has it
        try:
            return super().invoke(ctx)
        except UsageError as error:
            click.echo(f"contentops: {redacted(str(error))}", err=True)
            ctx.exit(WRONG_USE)
        except ContentopsError as error:
            click.echo(f"contentops: {redacted(str(error))}", err=True)
            ctx.exit(HELD_OR_FAILED)


_FIRST = """\b
A first result:
  contentops localize examples --to da,nb --out out
  contentops review out list
  contentops review out approve ARTICLE --target da --by "Your Name"
"""


@click.group(
    cls=_Commands, epilog=_FIRST, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__)
def main() -> None:
    """Localizes Swedish shop articles; nothing goes live without a person's approval."""


main.add_command(memory)
main.add_command(xliff)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--url", help="The page's address, for absolute links.")
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    help="The shop's file, or a folder of such files [default: as the settings or the page's address say].",
)
@click.option("--explain", is_flag=True, help="Say on stderr where the article stood, what was cut, and why.")
@SETTINGS
def extract(file: Path, url: str | None, site: Path | None, settings: Path | None, *, explain: bool) -> None:
    """The article of one page (HTML or plain text; - is stdin) as JSON, with what was noticed in it."""
    from contentops import extract as stage
    from contentops.article.codec import to_json
    from contentops.article.record import Checks, checks_to_json
    from contentops.errors import NoArticle, SourceError, UnreadableSource
    from contentops.extract.explain import explain as in_words
    from contentops.extract.explain import explain_refusal
    from contentops.extract.sites import at
    from contentops.pipeline.shops import shops
    from contentops.publish.document import document
    from contentops.settings import load

    given = at(site) if site else shops(load(settings)).of(file)
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise UnreadableSource(f"{file}: cannot be read: {error.strerror}.", hint="Check the path.") from error
    try:
        extraction = stage.read(data, url, site=given)
    except SourceError as error:
        if explain and isinstance(error, NoArticle):
            click.echo(explain_refusal(error), err=True)
        raise error.named(str(file)) from error
    if explain:
        click.echo(in_words(extraction), err=True)
    checks = checks_to_json(Checks(items=extraction.findings))
    print_json({**to_json(document(extraction.article)), "checks": checks})


@main.command()
@click.argument("source", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--to", default="", help="Targets, comma-separated: da,nb,nn [default: those of the settings].")
@click.option("--out", "store", required=True, type=Folder(), help="The store, made if it is not there.")
@click.option("--engine", default="", help="Use this engine instead of those that the settings name.")
@click.option(
    "--retranslate", is_flag=True, help="Make machine translations anew. A person's and imported ones are always kept."
)
@click.option("--accept-changed", is_flag=True, help="Take articles that came back much shorter, and a changed site.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--wait", default=0.0, metavar="SECONDS", help="Wait so long for another run on the store [default: 0].")
@SETTINGS
@JSON
def localize(  # noqa: PLR0913  # a command line's options
    source: tuple[Path, ...],
    to: str,
    store: Path,
    engine: str,
    wait: float,
    settings: Path | None,
    *,
    retranslate: bool,
    accept_changed: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """The whole way for files and folders of Swedish pages, into a store. Only what changed is worked on."""
    from contentops.pipeline.dry_run import dry_run as look_ahead
    from contentops.pipeline.localize import localize as the_way
    from contentops.pipeline.run import Options, targets_of
    from contentops.settings import load

    loaded = load(settings)
    names = tuple(name.strip() for name in to.split(",") if name.strip())
    targets = targets_of(loaded, names)
    if dry_run:
        plan = look_ahead(source, targets, store, loaded, engine)
        click.echo(json.dumps(plan.to_json(), indent=2) if as_json else plan.words())
        sys.exit(HELD_OR_FAILED if plan.failed else DONE)
    summary = the_way(
        source,
        targets,
        store,
        loaded,
        Options(engine, retranslate, accept_changed),
        wait=wait,
        waiting=waiting,
        progress=lambda message: click.echo(message, err=True),
    )
    if as_json:
        print_json(summary.to_json())
    click.echo(summary.words(), err=as_json)
    sys.exit(DONE if summary.ok else HELD_OR_FAILED)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """The findings of one article's JSON (as extract or a store gives it), as JSON."""
    from contentops.article.codec import from_json
    from contentops.article.record import checks_to_json
    from contentops.check.model import Subject
    from contentops.check.runner import run
    from contentops.errors import DocumentError

    try:
        article = from_json(json.loads(file.read_bytes()))
    except OSError as error:
        raise DocumentError(f"{file}: cannot be read: {error.strerror}.", hint="Check the path.") from error
    except ValueError as error:
        raise DocumentError(f"{file}: not JSON: {error}.", hint="Give the JSON of one article.") from error
    except DocumentError as error:
        raise DocumentError(f"{file}: {error.message}", hint=error.hint) from error
    checks = run(Subject.alone(article))
    print_json(checks_to_json(checks))
    sys.exit(HELD_OR_FAILED if checks.blocking else DONE)


@main.command()
@STORE
@JSON
def verify(store: Path, *, as_json: bool) -> None:
    """Every hash and reference of a store. Exit 1 and a list when one is wrong."""
    from contentops.publish.store import Store
    from contentops.publish.verify import verify as faults_of

    faults = faults_of(Store(store))
    if as_json:
        print_json({"store": str(store), "faults": faults})
    else:
        click.echo("\n".join(faults) or f"{store}: every hash and reference is right.")
    sys.exit(HELD_OR_FAILED if faults else DONE)


@main.command()
@STORE
@click.option("--port", type=click.IntRange(0, 65535), default=8300, show_default=True, help="0 takes any free one.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 is all of them."
)
@click.option("--drafts", is_flag=True, help="The desk's preview too, at /preview/.")
def serve(store: Path, port: int, host: str, *, drafts: bool) -> None:
    """Serve a store over HTTP: live.json and what it leads to, and with --drafts the preview. Ctrl-C ends it."""
    from contentops.publish.serve.server import serve as until_told

    until_told(store, host, port, drafts=drafts, say=lambda message: click.echo(message, err=True))


@main.command()
@SETTINGS
@JSON
def engines(settings: Path | None, *, as_json: bool) -> None:
    """Each engine, its locales, whether it can be used here and, if not, why; the locales that none serves."""
    from contentops.language.language import locales
    from contentops.settings import load
    from contentops.translate.engine import make, names

    loaded, answers = load(settings), []
    for name in names():
        engine = make(name, loaded.setup(name))
        reasons = {target: engine.unusable(target) for target in engine.targets()}
        answers.append(
            {
                "engine": name,
                "locales": list(engine.targets()),
                "usable": [target for target, reason in reasons.items() if not reason],
                "trusted": engine.trusted,
                "reasons": {target: reason for target, reason in reasons.items() if reason},
            }
        )
    reached = {target for answer in answers for target in answer["usable"]}  # type: ignore[attr-defined]
    left = [locale for locale in locales() if locale != "sv" and locale not in reached]
    if as_json:
        print_json({"engines": answers, "without_engine": left})
        return
    for answer in answers:
        click.echo(f"{answer['engine']}: {', '.join(answer['locales'])}")  # type: ignore[arg-type]
        usable = answer["usable"]
        click.echo(f"  usable here: {', '.join(usable) if usable else 'no'}")  # type: ignore[arg-type]
        for reason in dict.fromkeys(answer["reasons"].values()):  # type: ignore[attr-defined]
            click.echo(f"  {reason}")
    if left:
        click.echo(f"no engine can be used here for: {', '.join(left)} (memory and people fill their drafts)")


main.add_command(models)


@main.group("glossary")
def glossary_() -> None:
    """How terms are translated (locales/glossary/): mistakes in its files, what it knows of a text, what is missing."""


glossary_.add_command(export_glossary, "export")


@glossary_.command("check")
@JSON
def check_glossary(*, as_json: bool) -> None:
    """Read every file of the glossary and list what is wrong in it. Exit 1 when something is."""
    from contentops.pipeline.summary import count
    from contentops.translate.glossary_files import mistakes, read

    wrong = mistakes()
    files = {} if wrong else read()
    terms = sum(len(data.get("term", ())) for data in files.values())
    if as_json:
        print_json({"mistakes": [asdict(mistake) for mistake in wrong]})
    elif wrong:
        click.echo("\n".join(str(mistake) for mistake in wrong))
        click.echo(f"{count(len(wrong), 'mistake')}.", err=True)
    else:
        click.echo(f"{count(terms, 'term')} in {count(len(files), 'file')}, no mistakes.")
    sys.exit(HELD_OR_FAILED if wrong else DONE)


_COVERAGE = """\b
A word is
  in the glossary     as a term, inside a phrase, or as a compound by its parts;
  left to the engine  when only the embedded engine's dictionary has it;
  known to neither    a person adds it, the most frequent first:
                      see locales/glossary/README.md.

A locale without an embedded engine has a "-" there: what is not in its glossary is known to neither. Measure on articles
that no terms were written for; on others the figure flatters.

\b
Examples:
  contentops glossary coverage examples --to nb,da
  contentops glossary coverage new-article.txt --to fi --words 50
"""


@glossary_.command(epilog=_COVERAGE)
@click.argument("source", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--to", default="", help="Locales, comma-separated: nb,da,fi [default: all that have a glossary].")
@click.option(
    "--words",
    "listed",
    default=20,
    show_default=True,
    type=click.IntRange(0),
    help="How many of the words that nothing knows are listed.",
)
@SETTINGS
@JSON
def coverage(source: tuple[Path, ...], to: str, listed: int, settings: Path | None, *, as_json: bool) -> None:
    """How much of Swedish pages the glossary knows, and which words to add to it next.

    SOURCE is HTML pages, plain texts, or folders of them. Counted are content words, each time that one occurs: function
    words, numbers, units and names are left out.
    """
    from contentops.pipeline.coverage import report
    from contentops.settings import load

    targets = tuple(name.strip() for name in to.split(",") if name.strip())
    found = report(source, targets, load(settings), listed)
    if as_json:
        print_json(found.to_json())
    else:
        click.echo(found.words())


# ------------------------------------------------------------------------------------------------------------- a person


@main.group()
@STORE
@SETTINGS
@click.pass_context
def review(ctx: click.Context, store: Path, settings: Path | None) -> None:
    """Read, approve, send back and edit the drafts of a store."""
    ctx.obj = (store, settings)


@review.command("list")
@JSON
@click.pass_obj
def list_(at: tuple[Path, Path | None], *, as_json: bool) -> None:
    """Every article and target: state, what holds it, what to do next."""
    from contentops.pipeline.preview import next_step

    with _desk(at) as desk:
        rows = desk.rows()
    if as_json:
        print_json({"rows": rows})
        return
    for row in rows:
        live = "live" if row["live"] == row["object"] else "older version live" if row["live"] else "not live"
        behind = ", behind its source" if row["behind"] else ""
        click.echo(f"{row['article']}  {row['target']}  {row['state']}  {live}{behind}\n    {next_step(row)}")


@review.command()
@click.argument("article")
@TARGET
@click.option("--waiting", is_flag=True, help="Only the sentences that nobody has approved as they are.")
@JSON
@click.pass_obj
def show(at: tuple[Path, Path | None], article: str, target: str, *, waiting: bool, as_json: bool) -> None:
    """A draft beside its source, sentence by sentence, with its findings and the hash that an approval names.

    A sentence whose source has changed is marked, and its old text stands below it; so do similar sentences that somebody
    stands for.
    """
    from contentops.article.record import State, record_to_json
    from contentops.pipeline.summary import count
    from contentops.report.rows import in_words
    from contentops.review import findings_of

    with _desk(at) as desk:
        row = desk.row(article, target)
        record = desk.record(row)
    if as_json:
        print_json({"row": row, "record": record_to_json(record)})
        return
    click.echo(f"{row['article']} in {target}: {row['state']}\ndocument {row['object']}\n")
    unread = [segment for segment in record.segments if segment.state is not State.APPROVED]
    read_before = len(unread) < len(record.segments)  # else all is new, and no mark tells anything
    for segment in unread if waiting else record.segments:
        mark = ""
        if segment.state is not State.APPROVED:
            mark = ", changed" if segment.previous else ", new" if read_before else ""
        click.echo(f"[{segment.address}] {segment.state}{mark}{f' ({segment.comment})' if segment.comment else ''}")
        click.echo(f"  sv  {segment.source_shown}\n  {record.locale}  {segment.shown or '(missing)'}")
        if segment.previous:
            click.echo(f"  before: {in_words(segment.previous)}")
        for similar in segment.similar:
            by = f"{similar.state}{f' by {similar.by}' if similar.by else ''}"
            click.echo(f"  similar, {by}, {similar.score} %: {in_words(similar.text)}")
    if waiting:
        click.echo(f"{count(len(unread), 'sentence')} of {len(record.segments)} to be read.")
    click.echo("\nFindings:")
    for finding in findings_of(record):
        waived = f" (waived by {finding.waiver.by}: {finding.waiver.reason})" if finding.waiver else ""
        place = f" at {finding.segment or finding.block}" if finding.segment or finding.block else ""
        click.echo(f"  {finding.severity}: {finding.rule}{place}: {finding.message}{waived}")


@review.command()
@click.argument("article")
@TARGET
@click.option("--document", default="", help="The hash of what you read, as show and the preview give it.")
@BY
@click.pass_obj
def approve(at: tuple[Path, Path | None], article: str, target: str, document: str, by: str) -> None:
    """Approve an article as it was shown. It goes live unless a finding blocks it."""
    with _desk(at) as desk:
        act = desk.approve(article, target, by, document)
    _said(act.message, ok=not act.row["held"])


@review.command("send-back")
@click.argument("article")
@TARGET
@click.option("--comment", required=True, help="What is to be done.")
@click.option("--segment", default="", help="One sentence: its address, or words that only it has.")
@BY
@click.pass_obj
def send_back(  # a command line's options
    at: tuple[Path, Path | None], article: str, target: str, comment: str, segment: str, by: str
) -> None:
    """Send an article, or one sentence of it, back with a comment."""
    with _desk(at) as desk:
        act = desk.send_back(article, target, by, comment, segment)
    _said(act.message)


@review.command()
@click.argument("article")
@TARGET
@click.option(
    "--segment",
    required=True,
    help="The sentence: its address, or words that only it has. Or slug, description, seo.title.",
)
@click.option("--text", required=True, help="The sentence as it shall be; citations and quantities as they are shown.")
@click.option("--approve", is_flag=True, help="Approve the article with this edit.")
@BY
@click.pass_obj
def edit(  # a command line's options
    at: tuple[Path, Path | None], article: str, target: str, segment: str, text: str, by: str, *, approve: bool
) -> None:
    """Write one sentence anew. It is checked at once, approved as yours and remembered; no engine is asked."""
    with _desk(at) as desk:
        act = desk.edit(article, target, segment, text, by, approve=approve)
    _said(act.message, ok=not (approve and act.row["held"]))


@review.command("roll-back")
@click.argument("article")
@TARGET
@click.option("--release", "number", required=True, type=int, help="The release whose text readers shall get again.")
@click.option("--reason", required=True, help="Why.")
@BY
@click.pass_obj
def roll_back(  # a command line's options
    at: tuple[Path, Path | None], article: str, target: str, number: int, reason: str, by: str
) -> None:
    """Show readers the text of an earlier release, until another is approved or it is restored."""
    with _desk(at) as desk:
        act = desk.roll_back(article, target, number, reason, by)
    _said(act.message)


@main.command()
@STORE
@click.argument("rule")
@click.argument("article")
@click.argument("block")
@TARGET
@click.option("--reason", required=True, help="Why the finding may stand.")
@BY
@SETTINGS
def waive(  # a command line's options
    store: Path, rule: str, article: str, block: str, target: str, reason: str, by: str, settings: Path | None
) -> None:
    """Let the findings of a RULE at a BLOCK stand, with a reason and a name.

    BLOCK is a block's id, or the address of one of its sentences, which then is the only one. Another text at that place is
    not waived.
    """
    with _desk((store, settings)) as desk:
        act = desk.waive(rule, article, block, target, reason, by)
    _said(act.message)


@main.command()
@STORE
@click.argument("article")
@click.option("--target", default="", help="One target [default: all].")
@click.option("--reason", default="", help="Why.")
@BY
@SETTINGS
def withdraw(  # a command line's options
    store: Path, article: str, target: str, reason: str, by: str, settings: Path | None
) -> None:
    """Take an article down at once. It stays down until it is restored."""
    with _desk((store, settings)) as desk:
        acts = desk.withdraw(article, target, reason, by)
    _said("\n".join(act.message for act in acts))


@main.command()
@STORE
@click.argument("article")
@click.option("--target", default="", help="One target [default: all].")
@SETTINGS
def restore(store: Path, article: str, target: str, settings: Path | None) -> None:
    """Undo a withdrawal or a rollback. What was approved is live again."""
    with _desk((store, settings)) as desk:
        acts = desk.restore(article, target)
    _said("\n".join(act.message for act in acts))


def _desk(at: tuple[Path, Path | None]) -> Any:  # noqa: ANN401  # a context manager; the import is lazy
    from contentops.review import at_desk
    from contentops.settings import load

    store, settings = at
    return at_desk(store, load(settings), waiting=waiting)


def _said(message: str, *, ok: bool = True) -> None:
    click.echo(message)
    sys.exit(DONE if ok else HELD_OR_FAILED)


if __name__ == "__main__":
    main()
