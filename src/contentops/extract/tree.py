"""The whole page as a light tree that knows, for every element, how much of it is prose.

The fast parser reads the page once; this tree stands over its nodes, so that chrome can be found and cut by asking numbers
that were counted once: characters, characters in links, characters of prose, prices.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from contentops.errors import NoArticle
from contentops.extract.vocabulary import Vocabulary, names
from contentops.ingest.limits import refuse_depth

# fmt: off
BLOCK_TAGS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul", "caption",
))
# fmt: on
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_NEVER_READ = [
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "select",
    "textarea",
    "object",
    "embed",
    "canvas",
    "audio",
    "video",
    "math",
]

PROSE = 60
"""Characters from which the text of one block counts as prose: menus, labels and product names are shorter."""

_PRICE_LENGTH = 25


@dataclass(slots=True, eq=False)
class Box:
    """An element, and what was counted in it.

    ``length`` counts its characters, ``linked`` those inside links, ``prose`` those of its blocks that read as running text,
    outside links; ``own`` is its text outside the blocks that it holds.
    """

    node: LexborNode
    tag: str
    attributes: dict[str, str]
    names: str
    parent: Box | None
    children: list[Box] = field(default_factory=list)
    own: str = ""
    length: int = 0
    linked: int = 0
    prose: int = 0
    prices: int = 0
    images: int = 0
    is_block: bool = True
    cut: bool = False

    @property
    def link_density(self) -> float:
        """Share of the characters that stand in links."""
        return self.linked / self.length if self.length else 0.0

    @property
    def text(self) -> str:
        """All characters, in one line."""
        return " ".join(self.node.text(separator=" ").split())

    def walk(self) -> Iterator[Box]:
        """This element and all below it that are not cut, in the order of the page."""
        stack = [self]
        while stack:
            box = stack.pop()
            if box.cut:
                continue
            yield box
            stack.extend(reversed(box.children))

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
        return any(box.tag in tags for box in self.walk())

    def remove(self) -> None:
        """Takes the element out of the page and its numbers out of its parents'."""
        self.cut = True
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
    return _box(body, None, words, 1)


def _box(node: LexborNode, parent: Box | None, words: Vocabulary, depth: int) -> Box:
    refuse_depth(depth)
    attributes = {name: value or "" for name, value in node.attributes.items()}
    called = names(attributes.get("class", ""), attributes.get("id", ""))
    box = Box(node, node.tag or "", attributes, called, parent)
    own: list[str] = []
    own_linked = 0
    child = node.child
    while child is not None:
        if child.is_text_node:
            own.append(_read_text(box, child.text_content or "", words))
        elif child.is_element_node:
            inner = _box(child, box, words, depth + 1)
            _take_in(box, inner)
            own.append("\n" if inner.is_block else inner.own)
            own_linked += 0 if inner.is_block else inner.linked
        child = child.next
    box.own = "\n" if box.tag == "br" else "".join(own)
    box.is_block = box.tag in BLOCK_TAGS or any(inner.is_block for inner in box.children)
    box.images += box.tag == "img"
    if box.tag == "a":
        box.linked = box.length
    if box.is_block and box.tag not in ("ul", "ol", "table", "tr"):
        # A line of a menu is short; several of them in one block do not make prose.
        said = sum(len(line) for line in (part.strip() for part in box.own.split("\n")) if len(line) >= PROSE)
        box.prose += max(0, said - own_linked)
    return box


def _read_text(box: Box, text: str, words: Vocabulary) -> str:
    stripped = text.strip()
    box.length += len(stripped)
    if stripped and len(stripped) <= _PRICE_LENGTH and words.price.fullmatch(stripped):
        box.prices += 1
    return text if stripped else text[:1] and " "


def _take_in(box: Box, inner: Box) -> None:
    box.children.append(inner)
    box.length += inner.length
    box.linked += inner.linked
    box.prose += inner.prose
    box.prices += inner.prices
    box.images += inner.images
