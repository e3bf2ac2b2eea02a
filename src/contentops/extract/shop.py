"""What a shop's file asks of one page, and what came of it.

Selectors are run on the page before the light tree is built: what they find is marked, and the tree's elements are told by
the marks. Without a file nothing here does anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from contentops.article.model import Author, Paragraph, Text
from contentops.extract.byline import author_of_line
from contentops.extract.chrome import Cut, cut, place
from contentops.extract.metadata import Metadata, iso_date, usable_categories, without_site, written_date
from contentops.extract.pieces import Piece
from contentops.extract.sites import Site
from contentops.extract.tree import MARK, Box
from contentops.extract.vocabulary import Vocabulary, key
from contentops.ingest.charset import clean

REASON = "the shop's file"
READ = "read by the shop's file"
_TAKEN = "taken"
"""The mark of what was read as author, date or category: it leaves the text."""
_GOES = frozenset(("cut", _TAKEN))
_STAYS = frozenset(("keep", "body", "lead"))


@dataclass(frozen=True, slots=True)
class Effect:
    """What one key of a shop's file did on a page: the key, what it asks for, and what came of it in words."""

    key: str
    asked: str
    did: str


@dataclass(frozen=True, slots=True)
class Found:
    """An element in which a part of the article stood, why it was taken, and its characters."""

    place: str
    why: str
    length: int


class Exceptions:
    """A shop's file at work on one page; does nothing where ``site`` is None."""

    def __init__(self, site: Site | None) -> None:
        self.site = site
        self.effects: list[Effect] = []
        self.found: list[Found] = []
        self.shown_title = ""
        """The title as the page shows it, the site's name still on."""
        self.categories: tuple[str, ...] = ()
        self.kept: frozenset[str] = frozenset()
        """Lines that stay, in :func:`key` form."""
        self.lead: Box | None = None
        self._parts: list[Box] = []

    def vocabulary(self, words: Vocabulary) -> Vocabulary:
        """The words of the shop's chrome with those of the file."""
        site = self.site
        if site is None or not (site.lines or site.boxes):
            return words
        return replace(words, lines=words.lines | site.lines, boxes=words.boxes | site.boxes)

    def text(self, text: str) -> str:
        """A plain text whose lines have lost the site's name at their end."""
        name = self.site.site_name if self.site else ""
        if not name:
            return text
        before = text.split("\n")
        after = [without_site(line, name, None) if line.rstrip().endswith(name) else line for line in before]
        changed = sum(new != old for new, old in zip(after, before, strict=True))
        self._say("site_name", name, f"taken off {_count(changed, 'line')}" if changed else "")
        return "\n".join(after)

    def read(self, page: LexborHTMLParser, metadata: Metadata, words: Vocabulary) -> Metadata:
        """Marks what the selectors find, and reads what stands in title, author, date and categories."""
        site = self.site
        if site is None:
            return metadata
        for node in page.css(f"[{MARK}]"):
            del node.attrs[MARK]  # a page does not mark itself
        asked = [("body", site.body), ("lead", site.lead), *(("cut", one) for one in site.cut)]
        for name, selector in (*asked, *(("keep", one) for one in site.keep)):
            if selector:
                self._say(name, selector, _count(len(_marked(page, selector, name)), "element"))
        metadata = self._without_name(metadata)
        self.shown_title = self._title(page)
        self.categories = self._categories(page, words)
        return replace(
            metadata,
            author=self._author(page, metadata, words) or metadata.author,
            published=self._published(page, words) or metadata.published,
            categories=self.categories or metadata.categories,
        )

    def settle(self, body: Box) -> list[Cut]:
        """Cuts what always goes, and marks in the tree what always stays. Comes before any other cut."""
        cuts: list[Cut] = []
        if self.site is None:
            return cuts
        marked = [(box, frozenset(box.attributes[MARK].split())) for box in body.walk() if MARK in box.attributes]
        for box, marks in marked:
            if not box.cut and box is not body and marks & _GOES:
                cut(box, REASON if "cut" in marks else READ, cuts)
        kept: set[str] = set()
        for box, marks in marked:
            if not box.cut and marks & _STAYS:
                for above in (box, *box.ancestors()):
                    above.kept = True
                if "keep" in marks:
                    kept.update(self._kept_whole(box))
                self._part(box, marks)
        self.kept = frozenset(kept - {""})
        return cuts

    @staticmethod
    def _kept_whole(box: Box) -> Iterator[str]:
        for inner in box.walk():
            inner.kept = True
            yield key(clean(inner.text))

    def _part(self, box: Box, marks: frozenset[str]) -> None:
        if "body" in marks and box.length and not any(box in part.walk() for part in self._parts):
            self._parts.append(box)
        if "lead" in marks and box.length and self.lead is None:
            self.lead = box

    def parts(self, why: list[str]) -> list[Box]:
        """The elements that the file names as the article's body; none where it names none or the page has none."""
        if self._parts:
            why.append("named by the shop's file")
        return self._parts

    def named(self, found: str) -> str:
        """The title: of the element that the file names, else the one that was found; without the site's name."""
        if self.site is None:
            return found
        self.shown_title = self.shown_title or found
        return without_site(self.shown_title, self.site.site_name, None) if self.site.site_name else self.shown_title

    def titled(self, pieces: list[Piece], title: str) -> list[Piece]:
        """The pieces with the title as it is now, where the page shows it with the site's name on."""
        if self.site is None or self.shown_title == title:
            return pieces
        shown = key(self.shown_title)
        return [
            Piece(Paragraph(inlines=(Text(title),)), piece.role) if key(piece.text) == shown else piece
            for piece in pieces
        ]

    def with_lead(self, parts: list[Box]) -> list[Box]:
        """The parts with the lead that the file names marked as such, and before them where it stands outside."""
        lead = self.lead
        if lead is None:
            return parts
        for part in parts:
            for box in part.walk():
                box.is_lead = False
        lead.is_lead = True
        around = (lead, *lead.ancestors())
        if any(part in around for part in parts):
            return parts
        return [lead, *(part for part in parts if part not in lead.walk())]

    def tell(self, parts: list[Box], why: list[str]) -> None:
        """Notes where the article was found: the elements in the order of the page, those beside its body as such."""
        for part in parts:
            reason = "its lead" if part.is_lead else why[0] if why else ""
            self.found.append(Found(place(part), reason, part.length))

    # --------------------------------------------------------------------------------------------------------- reading

    def _say(self, name: str, asked: str, did: str) -> None:
        self.effects.append(Effect(name, asked, did or "nothing was found"))

    def _title(self, page: LexborHTMLParser) -> str:
        if self.site is None or not self.site.title:
            return ""
        lines = _lines(page.css(self.site.title))
        self._say("title", self.site.title, f"“{lines[0]}”" if lines else "")
        return lines[0] if lines else ""

    def _author(self, page: LexborHTMLParser, metadata: Metadata, words: Vocabulary) -> Author | None:
        if self.site is None or not self.site.author:
            return None
        nodes = _marked(page, self.site.author, _TAKEN)
        lines = _lines(nodes)
        name = (author_of_line(lines[0], words) or lines[0]) if lines else ""
        self._say("author", self.site.author, name)
        links = [nodes[0], *nodes[0].css("a")] if nodes else []
        link = next((href for node in links if (href := node.attributes.get("href"))), None)
        return Author(name=name, url=urljoin(metadata.base or "", link) if link else None) if name else None

    def _published(self, page: LexborHTMLParser, words: Vocabulary) -> str | None:
        if self.site is None or not self.site.published:
            return None
        lines = _lines(_marked(page, self.site.published, _TAKEN))
        date = next((date for line in lines if (date := iso_date(line) or written_date(line, words))), None)
        self._say("published", self.site.published, date or (f"no date in “{lines[0][:60]}”" if lines else ""))
        return date

    def _categories(self, page: LexborHTMLParser, words: Vocabulary) -> tuple[str, ...]:
        if self.site is None or not self.site.categories:
            return ()
        categories = usable_categories(_lines(_marked(page, self.site.categories, _TAKEN)), words)
        self._say("categories", self.site.categories, ", ".join(categories))
        return categories

    def _without_name(self, metadata: Metadata) -> Metadata:
        name = self.site.site_name if self.site else ""
        if not name:
            return metadata
        headlines = tuple(without_site(line, name, None) for line in metadata.headlines)
        changed = sum(new != old for new, old in zip(headlines, metadata.headlines, strict=True))
        self._say("site_name", name, f"taken off {_count(changed, 'title')}" if changed else "")
        return replace(
            metadata,
            headlines=tuple(dict.fromkeys(headlines)),
            seo_title=without_site(metadata.seo_title, name, None),
        )


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""


def _marked(page: LexborHTMLParser, selector: str, mark: str) -> list[LexborNode]:
    """What a selector finds, marked."""
    found = page.css(selector)
    for node in found:
        before = node.attributes.get(MARK)
        node.attrs[MARK] = f"{before} {mark}" if before else mark
    return found


def _lines(nodes: list[LexborNode]) -> list[str]:
    """What elements say, in the order of the page; empty ones are passed over."""
    return [line for node in nodes if (line := _line(node))]


def _line(node: LexborNode) -> str:
    attributes = node.attributes
    said = attributes.get("content") or attributes.get("datetime") or node.text(separator=" ")
    return " ".join(clean(said).split())
