"""The whole page as a light tree that knows, for every element, how much of it is prose.

The fast parser reads the page once; this tree stands over its nodes, so that chrome can be found and cut by asking numbers
that were counted once: characters, characters in links, characters of prose, prices.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from contentops.errors import NoArticle
from contentops.extract.vocabulary import Trait, Vocabulary, called
from contentops.ingest.limits import DEFAULT_LIMITS, refuse_depth

# fmt: off
BLOCK_TAGS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul", "caption",
))
_NEVER_READ = [
    "script", "style", "noscript", "template", "svg", "iframe", "select", "textarea", "object", "embed", "canvas", "audio",
    "video", "math",
]
# fmt: on
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])

PROSE = 60
"""Characters from which the text of one block counts as prose: menus, labels and product names are shorter."""

_PRICE_LENGTH = 25
_NO_PROSE = frozenset(["ul", "ol", "table", "tr"])


@dataclass(slots=True, eq=False)
class Box:
    """An element, and what was counted in it.

    ``content`` are its children and texts in order. ``length`` counts its characters, ``linked`` those inside links,
    ``prose`` those of its blocks that read as running text, outside links; ``own`` is its text outside the blocks that it
    holds. ``kept`` says that the shop's file wants it, or something in it: it is never cut.
    """

    node: LexborNode
    tag: str
    attributes: dict[str, str]
    names: str
    traits: frozenset[Trait]
    parent: Box | None
    page: list[Box]
    place: int
    content: list[Box | str] = field(default_factory=list)
    children: list[Box] = field(default_factory=list)
    end: int = 0
    own: str = ""
    length: int = 0
    linked: int = 0
    prose: int = 0
    prices: int = 0
    images: int = 0
    is_block: bool = True
    cut: bool = False
    kept: bool = False
    is_lead: bool = False

    @property
    def link_density(self) -> float:
        """Share of the characters that stand in links."""
        return self.linked / self.length if self.length else 0.0

    @property
    def text(self) -> str:
        """All characters, in one line."""
        return " ".join(self.node.text(separator=" ").split())

    def walk(self) -> list[Box]:
        """This element and all below it that are not cut, in the order of the page."""
        return [box for box in self.page[self.place : self.end] if not box.cut]

    def ancestors(self) -> Iterator[Box]:
        """The parents, nearest first."""
        box = self.parent
        while box is not None:
            yield box
            box = box.parent

    def following(self) -> list[Box]:
        """The elements after this one in its parent that are not cut."""
        if self.parent is None:
            return []
        siblings = self.parent.children
        return [box for box in siblings[siblings.index(self) + 1 :] if not box.cut]

    def holds(self, tags: frozenset[str]) -> bool:
        """Whether an element with one of ``tags`` stands in it."""
        return any(box.tag in tags and not box.cut for box in self.page[self.place : self.end])

    def remove(self) -> None:
        """Takes the element out of the page and its numbers out of its parents'."""
        for box in self.page[self.place : self.end]:
            box.cut = True
        for box in self.ancestors():
            box.length -= self.length
            box.linked -= self.linked
            box.prose -= self.prose
            box.prices -= self.prices
            box.images -= self.images
        self.node.decompose()


def parse(html: str) -> LexborHTMLParser:
    """The page, parsed by the fast parser. What is never read as text is still in it: JSON-LD stands in scripts."""
    return LexborHTMLParser(html)


def boxes(page: LexborHTMLParser, words: Vocabulary) -> Box:
    """The tree of the page's body. Raises SourceTooLarge for nesting beyond the limit, NoArticle for a page without body."""
    page.strip_tags(_NEVER_READ)
    body = page.body
    if body is None or body.child is None:
        raise NoArticle("the page has no body.", hint="Scrape the page again with its content.")
    return _box(body, None, [], words, 1)


def _box(node: LexborNode, parent: Box | None, page: list[Box], words: Vocabulary, depth: int) -> Box:  # noqa: C901, PLR0912, PLR0915 - one pass: a call costs on every element
    if depth > DEFAULT_LIMITS.depth:
        refuse_depth(depth)
    tag = node.tag or ""
    attributes = node.attributes
    if None in attributes.values():
        attributes = {name: value or "" for name, value in attributes.items()}
    names, traits = called(attributes.get("class") or "", attributes.get("id") or "")
    box = Box(node, tag, attributes, names, traits, parent, page, len(page))  # type: ignore[arg-type]
    page.append(box)
    content = box.content
    own: list[str] = []
    length = linked = own_linked = prose = prices = images = 0
    is_block = tag in BLOCK_TAGS
    child = node.child
    while child is not None:
        if child.is_text_node:
            text = child.text_content or ""
            content.append(text)
            stripped = text.strip()
            if stripped:
                length += len(stripped)
                own.append(text)
                if len(stripped) <= _PRICE_LENGTH and words.price.fullmatch(stripped):
                    prices += 1
            elif text:
                own.append(" ")
        elif child.is_element_node:
            inner = _box(child, box, page, words, depth + 1)
            content.append(inner)
            box.children.append(inner)
            length += inner.length
            linked += inner.linked
            prose += inner.prose
            prices += inner.prices
            images += inner.images
            if inner.is_block:
                is_block = True
                own.append("\n")
            else:
                own.append(inner.own)
                own_linked += inner.linked
        child = child.next
    if tag == "br":
        box.own = "\n"
    elif own:
        box.own = "".join(own)
    box.end = len(page)
    box.length = length
    box.linked = length if tag == "a" else linked
    box.prices = prices
    box.images = images + 1 if tag == "img" else images
    box.is_block = is_block
    if is_block and len(box.own) >= PROSE and tag not in _NO_PROSE:
        # A line of a menu is short; several of them in one block do not make prose.
        said = sum(len(line) for line in (part.strip() for part in box.own.split("\n")) if len(line) >= PROSE)
        prose += max(0, said - own_linked)
    box.prose = prose
    return box
