"""The whole page as a light tree that knows, for every element, how much of it is prose.

The fast parser reads the page once; this tree stands over its nodes, so that chrome can be found and cut by asking numbers
that were counted once: characters, characters in links, characters of prose, prices.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from contentops.errors import NoArticle
from contentops.extract.addresses import of_picture
from contentops.extract.vocabulary import Called, Trait, Vocabulary, called
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
    end: int
    content: list[Box | str]
    children: list[Box]
    own: str
    length: int
    linked: int
    prose: int
    prices: int
    images: int
    is_block: bool
    parent: Box | None = None
    cut: bool = False
    is_lead: bool = False
    kept: bool = False
    _called: Called | None = None

    @property
    def names(self) -> str:
        """Classes and id, as :func:`contentops.extract.vocabulary.called` spells them."""
        return (self._called or self._look_up()).names

    @property
    def traits(self) -> frozenset[Trait]:
        """What these names say of the element."""
        return (self._called or self._look_up()).traits

    def _look_up(self) -> Called:
        """Names and traits, looked up when somebody asks: most elements of a menu go with it."""
        attributes = self.attributes
        self._called = found = called(attributes.get("class", ""), attributes.get("id", "")) if attributes else _UNNAMED
        return found

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
        return any(box.tag in tags and not box.cut for box in self.page[self.place : self.end])

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


def _sealed(node: LexborNode, page: list[Box], *, inside: bool) -> Box | None:
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
    if "references" in called(attributes.get("class", ""), attributes.get("id", "")).traits:
        return None
    length = len(text.strip())
    place = len(page)
    box = Box(
        node, node.tag or "", attributes, page, place, place + 1, [text], [], "", length, length, 0, 0, 0,
        is_block=True,
    )  # fmt: skip
    page.append(box)
    return box


def _attributes(node: LexborNode) -> dict[str, str]:
    """The attributes of an element, those without a value as ""."""
    found = node.attributes
    if None in found.values():
        return {name: value or "" for name, value in found.items()}
    return found  # type: ignore[return-value]  # no value is None


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


_PLACEHOLDER: Box = None  # type: ignore[assignment]  # keeps the place of an element until what it holds was counted


def parse(html: str) -> LexborHTMLParser:
    """The page, parsed by the fast parser. What is never read as text is still in it: JSON-LD stands in scripts."""
    return LexborHTMLParser(html)


def boxes(page: LexborHTMLParser, words: Vocabulary) -> Box:
    """The tree of the page's body. Raises SourceTooLarge for nesting beyond the limit, NoArticle for a page without body."""
    _show_without_scripts(page)
    page.strip_tags(_NEVER_READ)
    body = page.body
    if body is None or body.child is None:
        raise NoArticle("the page has no body.", hint="Scrape the page again with its content.")
    return _box(body, [], words, 1, inside=False)


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
    node: LexborNode, page: list[Box], words: Vocabulary, depth: int, *, inside: bool
) -> Box:
    if depth > DEFAULT_LIMITS.depth:
        refuse_depth(depth)
    place = len(page)
    page.append(_PLACEHOLDER)
    tag = node.tag or ""
    attributes: dict[str, str] = node.attributes  # type: ignore[assignment]  # no value is None, after the next line
    if None in attributes.values():
        attributes = _attributes(node)
    if tag in _ROLE_BEARERS and "role" in attributes:
        tag = _tag_of_role(attributes) or tag
    content: list[Box | str] = []
    children: list[Box] = []
    own = ""
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
                if characters <= _PRICE_LENGTH and not stripped.isalpha() and words.price.fullmatch(stripped):
                    prices += 1
            elif text:
                own += " "
        elif child.is_element_node:
            inner = _sealed(child, page, inside=inside) if child.tag in _SEALED else None
            if inner is None:
                inner = _box(child, page, words, depth + 1, inside=inside)
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
        said = sum(len(line) for line in (part.strip() for part in own.split("\n")) if len(line) >= PROSE)
        prose += max(0, said - own_linked)
    page[place] = box = Box(
        node, tag, attributes, page, place, len(page), content, children, own, length, linked, prose,
        prices, images, is_block,
    )  # fmt: skip
    for inner in children:
        inner.parent = box
    return box
