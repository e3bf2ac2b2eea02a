"""The preview: a static site that shows what is there, what was found and what waits for whom.

Plain files: they open from a disk, a web server or a mail. Nothing in them runs and nothing is fetched but an article's
own pictures, when the reader's view is opened. People act by links, or by the commands that the pages show for a terminal.
Every link goes by one page, `act.html`, the only one that knows where the review form is and the only one with a script: it
hands on what the link fills in. So a Prefect server can move without thousands of pages being written anew.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shlex
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from contentops import __version__
from contentops.article.codec import digest
from contentops.article.model import Article, Document
from contentops.errors import UsageError
from contentops.language.language import folder as locales
from contentops.publish.document import document as published
from contentops.publish.html import sanitized
from contentops.report.acts import Acts, can_be_approved
from contentops.report.cards import Card, Line, recall, remember
from contentops.report.changes import changes
from contentops.report.files import MARK, listed, mirror, replace, writable
from contentops.report.links import ReviewForm
from contentops.report.lists import PER_PAGE, Choice, kinds, lists, near, pages
from contentops.report.rows import Grid, aligned
from contentops.report.words import Words, byline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from contentops.report.lists import Shown
    from contentops.report.site import Entry, Page, Site, TargetPage

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,199}")
_HERE = Path(__file__).parent
ACT = "act.html"
_KEPT_EVERY = 500
"""Articles. A first writing of thousands takes minutes; one that is killed begins again where it was, nearly."""


def write(folder: Path, site: Site) -> Path:
    """Writes the preview of ``site`` into ``folder`` and returns its start page, ``folder/index.html``.

    One page for each article and target stands at ``<article>/<target>.html``. Only articles whose digest changed since
    the last writing are read, and only files whose content changed are written; pages of articles that are gone are
    removed. Raises UsageError for an article or target whose name is no file name, and StoreUnwritable.
    """
    own = {entry.article: [address(entry.article, target) for target in entry.targets] for entry in site.entries}
    style = look(site)
    known = recall(folder, style)
    there = listed(folder)
    cards: dict[str, Card] = {}
    fresh: list[Entry] = []
    kept = {ACT}
    for entry in site.entries:
        card = known.get(entry.article)
        if card and card.digest == entry.digest and there.issuperset(own[entry.article]):
            cards[entry.article] = card
            kept.update(own[entry.article])
        else:
            fresh.append(entry)
    write_act(folder, site)
    if fresh:
        remember(folder, style, cards.values())  # a writing that is killed below is not taken for a whole one
    keep = partial(remember, folder, style)
    mirror(folder, _rendered(site, fresh, cards, keep), kept=kept, there=there)
    keep(cards.values())
    return folder / "index.html"


def write_act(folder: Path, site: Site) -> None:
    """Writes the page that links go by, if the form's address has changed. Raises StoreUnwritable."""
    with writable(lambda: folder / ACT):
        folder.mkdir(parents=True, exist_ok=True)
        replace(folder / ACT, _Desk(site).act().encode())


def look(site: Site) -> str:
    """Hash of what every page depends on besides its article: templates, code, words, the title."""
    seen = hashlib.sha256()
    catalogue = locales() / site.locale / "LC_MESSAGES" / "contentops.po"
    for path in (*sorted(_HERE.rglob("*.py")), *sorted(_HERE.rglob("*.j2")), catalogue):
        if path.is_file():
            seen.update(path.read_bytes())
    return digest([__version__, seen.hexdigest(), site.title, site.store, site.locale])


def address(article: str, target: str) -> str:
    """Where the page of an article and target stands in the preview: "magnesium-och-somn/da.html"."""
    return f"{_safe(article)}/{_safe(target)}.html"


def _rendered(
    site: Site, fresh: Sequence[Entry], cards: dict[str, Card], keep: Callable[[Iterable[Card]], None]
) -> Iterator[tuple[str, str]]:
    """Page by page, and a card for each fresh article: their records need not be in memory together.

    A page is asked for when the one before it is written, so a card stands for pages that are there.
    """
    desk = _Desk(site)
    for number, entry in enumerate(fresh, 1):
        page = entry.load()
        for target in page.targets:
            yield address(page.article, target.target), desk.article(page, target)
        cards[entry.article] = desk.card(page, entry.digest)
        if number % _KEPT_EVERY == 0:
            keep(cards.values())
    # Last: they link to nothing that is not there yet.
    yield from desk.start([cards[entry.article] for entry in site.entries])


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
            loader=FileSystemLoader(_HERE / "templates"),
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
            kinds=kinds,
            is_grid=lambda unit: isinstance(unit, Grid),
        )

    # --------------------------------------------------------------------------------------------------------- an article

    def article(self, page: Page, target: TargetPage) -> str:
        record = target.record
        document = target.document
        if not isinstance(document, Document):
            document = published(document)
        since = changes(target.approved.record.segments, record.segments) if target.approved else None
        return self.templates.get_template(
            "article.html.j2"
        ).render(
            root="../",
            page=page,
            target=target,
            source=page.source,
            document=document,
            aligned=aligned(
                page.source.blocks, record.segments, record.checks.items, page.source_findings, document.blocks
            ),
            since=since,
            body=Markup(sanitized(document.html)),  # noqa: S704 - sanitized in this very line
            byline=_byline(document),
            snippet=_snippet(document),
            acts=Acts(ReviewForm(f"../{ACT}"), page.article, target),
            can_be_approved=can_be_approved(target),
            # Bound to what this page shows: refused when the text has changed since.
            approve=self.command(
                *("review", self.site.store, "approve", page.article, "--document", record.document[:12]),
                target=target.target,
            ),
            edit=self.command("review", self.site.store, "edit", page.article, target=target.target),
            send_back=self.command("review", self.site.store, "send-back", page.article, target=target.target),
            waive=self.command("waive", self.site.store, "RULE", page.article, "BLOCK", target=target.target),
        )

    def act(self) -> str:
        """The page that hands on what a link fills in."""
        form = json.dumps(self.site.form).replace("<", "\\u003c")
        script = f"const form = {form}; if (form && location.search) location.replace(form + location.search);"
        allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        return self.templates.get_template("act.html.j2").render(
            root="",
            script=Markup(script),  # noqa: S704 - made here; the address is JSON without "<"
            allowed=allowed,
        )

    def command(self, name: str, *arguments: str, target: str) -> str:
        words = ["contentops", name, *arguments, "--target", target, "--by"]
        return f'{shlex.join(words)} "NAME"'

    # ---------------------------------------------------------------------------------------------------------- the lists

    def card(self, page: Page, of: str) -> Card:
        """The article's card, and a line of it for each target."""
        card = self.templates.get_template("card.html.j2").module
        return Card(
            article=page.article,
            digest=of,
            title=page.source.title or page.article,
            head=str(card.head(page)),  # type: ignore[attr-defined] # a macro
            lines=tuple(
                Line(
                    target=target.target,
                    kinds=kinds(target),
                    missing=target.missing,
                    html=str(card.line(page, target)),  # type: ignore[attr-defined] # a macro
                )
                for target in page.targets
            ),
        )

    def start(self, cards: Sequence[Card]) -> Iterator[tuple[str, str]]:
        """Every page of every list: all articles, and what each filter shows of them."""
        every = lists(cards)
        counts = {choice: sum(len(lines) for _, lines in shown) for choice, shown in every.items()}
        targets = sorted({choice.target for choice in every if choice.target})
        summary = self.summary(cards, counts, targets)
        template = self.templates.get_template("list.html.j2")
        for choice, shown in every.items():
            cut = pages(shown)
            chips = self.chips(choice, counts, targets)
            for number, part in enumerate(cut, 1):
                yield (
                    choice.address(number),
                    template.render(
                        root="",
                        choice=choice,
                        heading=self.heading(choice),
                        summary=summary,
                        chips=chips,
                        cards=_joined(part),
                        any=bool(cards),
                        total=len(shown),
                        page=number,
                        first=(number - 1) * PER_PAGE + 1,
                        shown=len(part),
                        near=near(number, len(cut)) if len(cut) > 1 else [],
                        last=len(cut),
                    ),
                )

    def heading(self, choice: Choice) -> str:
        """What a list shows, in words: "Held, in Danish"."""
        if not choice.kind:
            return (
                self.words.say("Articles in {language}", language=self.words.language(choice.target))
                if (choice.target)
                else self.words.say("Articles")
            )
        name = self.words.kind(choice.kind)
        if not choice.target:
            return name
        return self.words.say("{kind}, in {language}", kind=name, language=self.words.language(choice.target))

    def chips(
        self, choice: Choice, counts: Mapping[Choice, int], targets: Sequence[str]
    ) -> list[list[tuple[str, Choice, int]]]:
        """Two rows of filters: by kind within the chosen target, by target within the chosen kind."""
        say = self.words.say
        by_kind = [(say("All"), Choice(choice.target))]
        by_kind += [(self.words.kind(kind), Choice(choice.target, kind)) for kind in self.words.kinds]
        by_target = [(say("All languages"), Choice("", choice.kind))]
        by_target += [(self.words.language(target), Choice(target, choice.kind)) for target in targets]
        rows = [by_target, by_kind] if len(targets) > 1 else [by_kind]
        return [
            [(name, one, counts[one]) for name, one in row if counts.get(one) or one in (choice, Choice())]
            for row in rows
        ]

    def summary(self, cards: Sequence[Card], counts: Mapping[Choice, int], targets: Sequence[str]) -> list[str]:
        """What the start page says first: how much there is, and what waits for whom."""
        count = self.words.count

        def number(kind: str) -> int:
            return counts.get(Choice("", kind), 0)

        said = [
            count("{count} article", "{count} articles", len(cards)),
            count("{count} target", "{count} targets", len(targets)),
        ]
        if waiting := number("waiting"):
            said.append(count("{count} draft waits for a reader", "{count} drafts wait for a reader", waiting))
        if held := number("held"):
            said.append(count("{count} is held by a finding", "{count} are held by findings", held))
        if missing := sum(line.missing for card in cards for line in card.lines):
            said.append(
                count("{count} sentence waits for a translator", "{count} sentences wait for a translator", missing)
            )
        if behind := number("behind"):
            said.append(count("{count} is behind its source", "{count} are behind their source", behind))
        live = number("live")
        said.append(count("{count} is live", "{count} are live", live) if live else self.words.say("nothing is live"))
        return said


def _joined(shown: Sequence[Shown]) -> Markup:
    """Cards as HTML. Their parts were made by our own templates, which escape, and kept as they were made."""
    out = []
    for card, lines in shown:
        entries = f'<ul class="entries">\n{"".join(line.html for line in lines)}</ul>\n' if lines else ""
        out.append(f'<article class="card">\n{card.head}{entries}</article>\n')
    return Markup("".join(out))  # noqa: S704 - see above


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
        "description": (document.seo.description or document.description).strip(),  # blanks join what is missing
    }
