"""The whole page as a light tree that knows, for every element, how much of it is prose.

The fast parser reads the page once; this tree stands over its nodes, so that chrome can be found and cut by asking numbers
that were counted once: characters, characters in links, characters of prose, prices.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from contentops.errors import NoArticle
from contentops.extract.addresses import of_picture
from contentops.extract.vocabulary import Trait, Vocabulary, called
from contentops.ingest.limits import DEFAULT_LIMITS, refuse_depth

# fmt: off
BLOCK_TAGS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul", "caption",
))
# fmt: on
_NEVER_READ = (
    "script, style, noscript, template, svg, iframe, select, textarea, object, embed, canvas, audio, video, math"
)
_ARTICLES = frozenset(["article", "main"])
_SEALED = frozenset(["nav", "header", "footer", "dialog", "menu"])
MARK = "data-contentops-shop"
"""Attribute by which a shop's file marks what it names, before the tree is built."""
_OF_AN_ARTICLE = (
    f"h1, article, main, time, [itemprop], [class*=categ], [class*=author], [class*=byline], [class*=date], [{MARK}]"
)
_OF_A_TEXT = "figure, table, p"
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
OPENERS = frozenset(["aria-controls", "data-target", "data-bs-target"])
"""Attributes in which a button names what it opens."""

_ROLES = {
    "list": "ul", "listitem": "li", "table": "table", "rowgroup": "tbody", "row": "tr", "columnheader": "th",
    "rowheader": "th", "cell": "td",
}  # fmt: skip
_ROLE_BEARERS = frozenset(["div", "span"])

PROSE = 60
"""Characters from which the text of one block counts as prose: menus, labels and product names are shorter."""

_PRICE_LENGTH = 25
_NO_PROSE = frozenset(["ul", "ol", "table", "tr"])


_UNNAMED = called("", "")


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
    page: list[Box]
    place: int
    parent: Box | None
    names: str = field(init=False)
    traits: frozenset[Trait] = field(init=False)
    end: int = field(init=False)
    content: list[Box | str] = field(init=False)
    children: list[Box] = field(init=False)
    own: str = field(init=False)
    length: int = field(init=False)
    linked: int = field(init=False)
    prose: int = field(init=False)
    prices: int = field(init=False)
    images: int = field(init=False)
    is_block: bool = field(init=False)
    cut: bool = field(init=False, default=False)
    is_lead: bool = field(init=False, default=False)
    kept: bool = field(init=False, default=False)

    @property
    def link_density(self) -> float:
        """Share of the characters that stand in links."""
        return self.linked / self.length if self.length else 0.0

    @property
    def text(self) -> str:
        """All characters, in one line."""
        said = self.own if self.own and not self.children else self.node.text(separator=" ")
        return " ".join(said.split())

    def beginning(self, characters: int) -> str:
        """So many characters of :attr:`text` at most."""
        if self.length <= characters:
            return self.text[:characters]
        said = ""
        for node in self.node.traverse(include_text=True):
            if node.is_text_node and len(said := f"{said} {node.text_content}") > characters:
                said = " ".join(said.split())
                if len(said) >= characters:
                    break
        return " ".join(said.split())[:characters]

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
        for box in self.page[self.place : self.end]:  # noqa: SIM110 - any() would take half as long again
            if box.tag in tags and not box.cut:
                return True
        return False

    def release(self) -> None:
        """Forgets the page, so that its memory is free at once: elements know their parents, and parents their elements."""
        page = self.page
        for box in page:
            box.parent = None
        page.clear()

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


def _sealed(node: LexborNode, parent: Box, page: list[Box], *, inside: bool) -> Box | None:
    """A menu, a site's header or footer as one element that is not opened; None where it holds anything of an article.

    Half of a shop's elements stand in these, and a look at all of their text at once says that none of it is prose.
    ``inside`` an article they may be its own, and are opened for a paragraph or a picture too.
    """
    text = node.text(separator="\n")
    if max(map(len, text.split("\n"))) >= PROSE or node.css_first(_OF_AN_ARTICLE) is not None:
        return None
    if inside and node.css_first(_OF_A_TEXT) is not None:
        return None
    if node.tag == "footer" and node.css_first("ol") is not None:
        return None
    if node.tag == "header" and node.css_first("a") is None and node.css_first("h2, h3, h4") is not None:
        return None
    attributes = _attributes(node)
    names, traits = called(attributes.get("class", ""), attributes.get("id", ""))
    if "references" in traits:
        return None
    box = Box(node, node.tag or "", attributes, page, len(page), parent)
    page.append(box)
    box.names, box.traits, box.end = names, traits, len(page)
    box.content, box.children, box.own = [text], [], ""
    box.length = box.linked = len(text.strip())
    box.prose = box.prices = box.images = 0
    box.is_block = True
    return box


def _attributes(node: LexborNode) -> dict[str, str]:
    """The attributes of an element, those without a value as ""."""
    found = node.attributes
    if None in found.values():
        return {name: value or "" for name, value in found.items()}
    return found  # type: ignore[return-value]  # no value is None


def long_lines(text: str, least: int) -> list[str]:
    """The lines of a text, stripped, that have so many characters at least."""
    return [line for part in text.split("\n") if len(part) >= least and len(line := part.strip()) >= least]


def panels_of(tabs: Box) -> dict[str, Box]:
    """Ids of the panels that a row of tabs turns to, in order, each with the link or button that does."""
    found: dict[str, Box] = {}
    for box in tabs.walk():
        named = box.attributes.get("aria-controls") or (box.attributes.get("href", "") if box.tag == "a" else "")
        if box.length and (identifier := named.lstrip("#")) and identifier not in found:
            found[identifier] = box
    return found


def is_named_body(box: Box) -> bool:
    """Whether an element says that it holds an article's text, by its microdata or by its names."""
    attributes = box.attributes
    if not attributes:
        return False
    if "itemprop" in attributes and "articlebody" in attributes["itemprop"].casefold():
        return True
    return box.tag in ("div", "section", "article", "td", "main") and "body" in box.traits


def parse(html: bytes | str) -> LexborHTMLParser:
    """The page (bytes are UTF-8), parsed by the fast parser. What is never read as text is still in it, as JSON-LD."""
    return LexborHTMLParser(html)


def boxes(page: LexborHTMLParser, words: Vocabulary) -> Box:
    """The tree of the page's body. Raises SourceTooLarge for nesting beyond the limit, NoArticle for a page without body."""
    _show_without_scripts(page)
    for node in reversed(page.css(_NEVER_READ)):  # those inside others first: what holds them goes with all of its own
        node.decompose(recursive=False)
    body = page.body
    if body is None or body.child is None:
        raise NoArticle("the page has no body.", hint="Scrape the page again with its content.")
    return _box(body, body.tag or "", None, [], words, 1, inside=False)


def _show_without_scripts(page: LexborHTMLParser) -> None:
    """Pictures that stand for readers without scripts only, moved to the place that a script would put them in."""
    for picture in page.css("noscript img[src]"):
        shown = picture.parent
        holder = shown.parent if shown is not None else None
        if shown is None or holder is None or shown.tag != "noscript":
            continue
        others = [one for one in holder.css("img") if one.mem_id != picture.mem_id]
        if any(not (value or "data:").startswith("data:") for one in others for value in of_picture(one.attributes)):
            continue  # the script's own address is there, and is better
        for one in others:
            one.decompose()
        shown.unwrap()


def _tag_of_role(attributes: dict[str, str]) -> str:
    """The element that a box says to be by its role; "" for a role that is none of a text's."""
    role = attributes["role"].strip().lower()
    if role == "heading":
        level = attributes.get("aria-level", "").strip()
        return f"h{level}" if level in ("1", "2", "3", "4", "5", "6") else "h2"
    return _ROLES.get(role, "")


def _box(  # noqa: C901, PLR0912, PLR0915 - one pass: a call costs on every element
    node: LexborNode, tag: str, parent: Box | None, page: list[Box], words: Vocabulary, depth: int, *, inside: bool
) -> Box:
    if depth > DEFAULT_LIMITS.depth:
        refuse_depth(depth)
    attributes: dict[str, str] = node.attributes  # type: ignore[assignment]  # no value is None, after the next line
    if attributes:
        if None in attributes.values():
            attributes = _attributes(node)
        if "role" in attributes and tag in _ROLE_BEARERS:
            tag = _tag_of_role(attributes) or tag
    box = Box(node, tag, attributes, page, len(page), parent)
    page.append(box)
    if "class" in attributes or "id" in attributes:
        box.names, box.traits = called(attributes.get("class", ""), attributes.get("id", ""))
    else:
        box.names, box.traits = _UNNAMED
    content: list[Box | str] = []
    children: list[Box] = []
    own = ""
    begins = words.price_begins
    length = linked = own_linked = prose = prices = images = 0
    is_block = tag in BLOCK_TAGS
    inside = inside or tag in _ARTICLES
    child = node.child
    while child is not None:
        if child.is_text_node:
            text = child.text_content or ""
            content.append(text)
            if stripped := text.strip():
                characters = len(stripped)
                length += characters
                own += text
                if (
                    characters <= _PRICE_LENGTH
                    and (stripped[0] in begins or not begins)
                    and words.price.fullmatch(stripped)
                ):
                    prices += 1
            elif text:
                own += " "
        elif child.is_element_node:
            name = child.tag or ""
            inner = _sealed(child, box, page, inside=inside) if name in _SEALED else None
            if inner is None:
                inner = _box(child, name, box, page, words, depth + 1, inside=inside)
            content.append(inner)
            children.append(inner)
            length += inner.length
            linked += inner.linked
            prose += inner.prose
            prices += inner.prices
            images += inner.images
            if inner.is_block:
                is_block = True
                own += "\n"
            else:
                own += inner.own
                own_linked += inner.linked
        child = child.next
    if tag == "br":
        own = "\n"
    elif tag == "img":
        images += 1
    elif tag == "a":
        linked = length
    if is_block and len(own) >= PROSE and tag not in _NO_PROSE:
        # A line of a menu is short; several of them in one block do not make prose.
        said = sum(map(len, long_lines(own, PROSE)))
        if said > own_linked:
            prose += said - own_linked
    box.end = len(page)
    box.content, box.children, box.own = content, children, own
    box.length, box.linked, box.prose = length, linked, prose
    box.prices, box.images, box.is_block = prices, images, is_block
    return box
