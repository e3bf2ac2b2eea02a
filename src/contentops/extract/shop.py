"""What a shop's file asks of one page, and what came of it.

Selectors are run on the page before the light tree is built: what they find is marked, and the tree's elements are told by
the marks. Without a file nothing here does anything.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from contentops.article.model import Author
from contentops.extract.byline import author_of_line
from contentops.extract.chrome import Cut, cut, place
from contentops.extract.metadata import Metadata, iso_date, usable_categories, without_site, written_date
from contentops.extract.sites import Site
from contentops.extract.tree import Box
from contentops.extract.vocabulary import Vocabulary, key
from contentops.ingest.charset import clean

REASON = "the shop's file"
_MARK = "data-contentops-shop"
_TAKEN = "taken"
"""The mark of what was read as author, date or category: it leaves the text."""


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
        self.title = ""
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
        lines = [without_site(line, name, None) if line.rstrip().endswith(name) else line for line in text.split("\n")]
        self._say(
            "site_name", name, _elements(sum(a != b for a, b in zip(lines, text.split("\n"), strict=True)), "line")
        )
        return "\n".join(lines)

    def read(self, page: LexborHTMLParser, metadata: Metadata, words: Vocabulary) -> Metadata:
        """Marks what the selectors find, and reads what stands in title, author, date and categories."""
        site = self.site
        if site is None:
            return metadata
        for node in page.css(f"[{_MARK}]"):
            del node.attrs[_MARK]  # a page does not mark itself
        for name in ("body", "lead"):
            if selector := getattr(site, name):
                self._mark(page, name, selector)
        for name in ("cut", "keep"):
            for selector in getattr(site, name):
                self._mark(page, name, selector)
        if site.site_name:
            metadata = self._without_name(metadata, site.site_name)
        if site.title:
            self.title = next((without_site(line, site.site_name, None) for line in self._lines(page, "title")), "")
            self._say("title", site.title, f"“{self.title}”" if self.title else "")
        if site.author and (author := self._author(page, metadata, words)):
            metadata = replace(metadata, author=author)
        if site.published and (published := self._published(page, words)):
            metadata = replace(metadata, published=published)
        if site.categories:
            self.categories = usable_categories(self._lines(page, "categories", take=True), words)
            self._say("categories", site.categories, ", ".join(self.categories))
            metadata = replace(metadata, categories=self.categories or metadata.categories)
        return metadata

    def settle(self, body: Box) -> list[Cut]:
        """Cuts what always goes, and marks in the tree what always stays. Comes before any other cut."""
        site = self.site
        cuts: list[Cut] = []
        if site is None:
            return cuts
        marked = [(box, box.attributes[_MARK].split()) for box in body.walk() if _MARK in box.attributes]
        for box, marks in marked:
            if not box.cut and box is not body and ("cut" in marks or _TAKEN in marks):
                cut(box, REASON if "cut" in marks else "read by the shop's file", cuts)
        kept: set[str] = set()
        for box, marks in marked:
            if box.cut:
                continue
            if "keep" in marks:
                for inner in box.walk():
                    inner.kept = True
                    kept.add(key(clean(inner.text)))
            if "body" in marks and box.length and not any(box in part.walk() for part in self._parts):
                self._parts.append(box)
            if "lead" in marks and box.length and self.lead is None:
                self.lead = box
            if {"keep", "body", "lead"} & set(marks):
                for above in (box, *box.ancestors()):
                    above.kept = True
        self.kept = frozenset(kept - {""})
        return cuts

    def parts(self, why: list[str]) -> list[Box]:
        """The elements that the file names as the article's body; none where it names none or the page has none."""
        if self._parts:
            why.append("named by the shop's file")
        return self._parts

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

    def _mark(self, page: LexborHTMLParser, name: str, selector: str) -> list[LexborNode]:
        found = page.css(selector)
        for node in found:
            before = node.attributes.get(_MARK)
            node.attrs[_MARK] = f"{before} {name}" if before else name
        if name in ("body", "lead", "cut", "keep"):
            self._say(name, selector, _elements(len(found), "element"))
        return found

    def _lines(self, page: LexborHTMLParser, name: str, *, take: bool = False) -> list[str]:
        """What the elements of a selector say, in the order of the page; empty ones are passed over."""
        selector: str = getattr(self.site, name)
        found = self._mark(page, _TAKEN, selector) if take else page.css(selector)
        return [line for node in found if (line := _line(node))]

    def _author(self, page: LexborHTMLParser, metadata: Metadata, words: Vocabulary) -> Author | None:
        assert self.site is not None  # noqa: S101 - asked for by a file
        lines = self._lines(page, "author", take=True)
        name = (author_of_line(lines[0], words) or lines[0]) if lines else ""
        self._say("author", self.site.author, name)
        if not name:
            return None
        link = next((node.attributes.get("href") for node in _links(page, self.site.author)), None)
        return Author(name=name, url=urljoin(metadata.base or "", link) if link else None)

    def _published(self, page: LexborHTMLParser, words: Vocabulary) -> str | None:
        assert self.site is not None  # noqa: S101
        lines = self._lines(page, "published", take=True)
        date = next((date for line in lines if (date := iso_date(line) or written_date(line, words))), None)
        self._say("published", self.site.published, date or (f"no date in “{lines[0][:60]}”" if lines else ""))
        return date

    def _without_name(self, metadata: Metadata, name: str) -> Metadata:
        headlines = tuple(dict.fromkeys(without_site(line, name, None) for line in metadata.headlines))
        changed = sum(line not in metadata.headlines for line in headlines)
        self._say("site_name", name, f"taken off {_elements(changed, 'title')}" if changed else "")
        return replace(metadata, headlines=headlines, seo_title=without_site(metadata.seo_title, name, None))


def _elements(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""


def _line(node: LexborNode) -> str:
    attributes = node.attributes
    said = attributes.get("content") or attributes.get("datetime") or node.text(separator=" ")
    return " ".join(clean(said).split())


def _links(page: LexborHTMLParser, selector: str) -> list[LexborNode]:
    first = page.css_first(selector)
    if first is None:
        return []
    return [first] if first.tag == "a" and first.attributes.get("href") else first.css("a[href]")
