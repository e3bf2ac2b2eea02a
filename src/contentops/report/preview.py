"""The preview: a static site that shows what is there, what was found and what waits for whom.

Plain files: they open from a disk, a web server or a mail. Nothing in them runs and nothing is fetched but an article's
own pictures, when the reader's view is opened. People act with the commands that the pages show.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from contentops.article.model import Article, Document
from contentops.article.record import Finding, State
from contentops.errors import UsageError
from contentops.publish.document import document as published
from contentops.publish.html import sanitized
from contentops.report.files import MARK, mirror
from contentops.report.rows import aligned
from contentops.report.words import Words, byline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.report.site import Page, Site, TargetPage

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,199}")
_COMMAND = re.compile(r"(contentops|make) ")


def write(folder: Path, site: Site) -> Path:
    """Writes the preview of ``site`` into ``folder`` and returns its start page, ``folder/index.html``.

    One page for each article and target stands at ``<article>/<target>.html``. Only files whose content changed are
    written; pages of articles that are gone are removed. Raises UsageError for an article or target whose name is no
    file name, and StoreUnwritable.
    """
    for page in site.pages:
        for target in page.targets:
            address(page, target)  # refuses a bad name before anything is written
    mirror(folder, _rendered(site))
    return folder / "index.html"


def _rendered(site: Site) -> Iterator[tuple[PurePosixPath, str]]:
    """Page by page: a shop has thousands of articles, and their pages need not be in memory together."""
    desk = _Desk(site)
    for page in site.pages:
        for target in page.targets:
            yield PurePosixPath(address(page, target)), desk.article(page, target)
    yield PurePosixPath("index.html"), desk.start()  # last: it links to nothing that is not there yet


def address(page: Page, target: TargetPage) -> str:
    """Where the page of an article and target stands in the preview: "magnesium-och-somn/da.html"."""
    return f"{_safe(page.article)}/{_safe(target.target)}.html"


def _safe(name: str) -> str:
    # Ids come from addresses of other people's pages: one like "../public/live" must not name a file elsewhere.
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} cannot be the name of a preview page.",
            hint="Ids of articles and names of targets are made of a–z, 0–9, hyphen and underscore.",
        )
    return name


class _Desk:
    """One site on its way to HTML: its templates, its words, its commands."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.words = Words(site.locale)
        self.templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.globals.update(
            _=self.words.say,
            words=self.words,
            site=site,
            mark=Markup(MARK),  # noqa: S704 - a constant
            address=address,
            kinds=_kinds,
        )

    def start(self) -> str:
        entries = [target for page in self.site.pages for target in page.targets]
        return self.templates.get_template("index.html.j2").render(
            root="", filters=self.filters(entries), summary=self.summary(entries)
        )

    def article(self, page: Page, target: TargetPage) -> str:
        record = target.record
        document = target.document
        if not isinstance(document, Document):
            document = published(document)
        return self.templates.get_template(
            "article.html.j2"
        ).render(
            root="../",
            page=page,
            target=target,
            source=page.source,
            document=document,
            aligned=aligned(page.source.blocks, record.segments, record.checks.items, page.source_findings),
            origins=self.origins(target),
            body=Markup(sanitized(document.html)),  # noqa: S704 - sanitized in this very line
            byline=_byline(document),
            snippet=_snippet(document),
            # Bound to what this page shows: refused when the text has changed since.
            approve=self.command(
                *("review", self.site.store, "approve", page.article, "--document", record.document[:12]),
                target=target.target,
            ),
            edit=self.command("review", self.site.store, "edit", page.article, target=target.target),
            send_back=self.command("review", self.site.store, "send-back", page.article, target=target.target),
            waive=lambda finding: self.waive(page, target, finding),
        )

    def command(self, name: str, *arguments: str, target: str) -> str:
        words = ["contentops", name, *arguments, "--target", target, "--by"]
        return f'{shlex.join(words)} "NAME"'

    def waive(self, page: Page, target: TargetPage, finding: Finding) -> str:
        words = ["contentops", "waive", self.site.store, finding.rule, page.article, finding.block]
        return f"{shlex.join(words)} --target {shlex.quote(target.target)} --reason REASON --by NAME"

    def filters(self, entries: list[TargetPage]) -> list[tuple[str, str, int]]:
        """Key, words and count of each filter that would show something, targets last."""
        say = self.words.say
        names = {
            "waiting": say("Waiting to be read"),
            "held": say("Held"),
            "missing": say("Missing sentences"),
            "needs-work": say("Needs work"),
            "behind": say("Behind the source"),
            "approved": say("Approved"),
            "live": say("Live"),
            "withdrawn": say("Withdrawn"),
            **{f"target-{_safe(target)}": self.words.language(target) for target in self.site.targets},
        }
        counts = {key: sum(key in _kinds(entry) for entry in entries) for key in names}
        return [(key, name, counts[key]) for key, name in names.items() if counts[key]]

    def summary(self, entries: list[TargetPage]) -> list[str]:
        """What the start page says first: how much there is, and what waits for whom."""
        count = self.words.count
        kinds = [_kinds(entry) for entry in entries]

        def number(kind: str) -> int:
            return sum(kind in of_entry for of_entry in kinds)

        said = [
            count("{count} article", "{count} articles", len(self.site.pages)),
            count("{count} target", "{count} targets", len(self.site.targets)),
        ]
        if waiting := number("waiting"):
            said.append(count("{count} draft waits for a reader", "{count} drafts wait for a reader", waiting))
        if held := number("held"):
            said.append(count("{count} is held by a finding", "{count} are held by findings", held))
        if missing := sum(entry.missing for entry in entries):
            said.append(
                count("{count} sentence waits for a translator", "{count} sentences wait for a translator", missing)
            )
        if behind := number("behind"):
            said.append(count("{count} is behind its source", "{count} are behind their source", behind))
        live = number("live")
        said.append(count("{count} is live", "{count} are live", live) if live else self.words.say("nothing is live"))
        return said

    def origins(self, target: TargetPage) -> str:
        """How many sentences came from where, as one line."""
        segments = target.record.segments
        count = self.words.count
        said = [count("{count} sentence", "{count} sentences", len(segments))]
        if memory := sum(segment.origin == "memory" for segment in segments):
            said.append(count("{count} from memory", "{count} from memory", memory))
        if engine := sum(segment.origin == "engine" for segment in segments):
            said.append(count("{count} by an engine", "{count} by an engine", engine))
        if person := sum(segment.origin == "person" for segment in segments):
            said.append(count("{count} by a person", "{count} by a person", person))
        if missing := sum(segment.state is State.MISSING for segment in segments):
            said.append(count("{count} missing", "{count} missing", missing))
        return ", ".join(said)


def _kinds(entry: TargetPage) -> list[str]:
    """The filters under which an entry is shown."""
    kinds = {
        "waiting": entry.state in (State.MACHINE, State.MACHINE_DRAFT) and not entry.withdrawn,
        "held": bool(entry.held),
        "missing": entry.missing > 0,
        "needs-work": entry.state is State.NEEDS_WORK,
        "behind": entry.behind,
        "approved": entry.state is State.APPROVED,
        "live": entry.live,
        "withdrawn": entry.withdrawn,
        f"target-{_safe(entry.target)}": True,
    }
    return [kind for kind, applies in kinds.items() if applies]


def _byline(document: Document) -> str:
    return byline(
        document.locale,
        author=document.author.name if document.author else "",
        published=document.published or "",
        modified=document.modified or "",
        minutes=document.reading_minutes,
    )


def _snippet(document: Article) -> dict[str, Any]:
    """Title, address and description as a search result shows them; the address as its host and path in steps."""
    url = str(document.jsonld.get("url") or "") if isinstance(document, Document) else ""
    parts = urlsplit(url)
    steps = [parts.netloc, *parts.path.strip("/").split("/")] if url else [document.slug]
    return {
        "title": document.seo.title or document.title,
        "address": " › ".join(step for step in steps if step),
        "description": document.seo.description or document.description,
    }
