"""An article as HTML that any site may put into its page.

Two walls keep a shop's page from bringing script along: everything is escaped where it is written, and the whole is
then sanitized against a list of what we write ourselves. A mistake in one is caught by the other.

The HTML is the article's body: lead, blocks, references. The title is not in it, for the site writes it as the page's
one h1; headings here begin at h2. There is no script, no style and no ``lang``: the page around it says that once.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, assert_never
from urllib.parse import quote, urlsplit

import nh3

from contentops.article.model import (
    Article,
    Block,
    Break,
    Cell,
    Cite,
    Em,
    Heading,
    Image,
    Inline,
    Inlines,
    Item,
    Link,
    List,
    Paragraph,
    Quantity,
    Question,
    Quote,
    Reference,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
)
from contentops.language.catalog import messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LINK_SCHEMES = frozenset({"http", "https", "mailto"})
_IMAGE_SCHEMES = frozenset({"http", "https"})
_DEEPEST = 6  # h6

_ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),  # without this entry nh3 lets title and lang through everywhere
    "a": {"href"},
    "blockquote": {"id"},
    "data": {"value"},
    "figure": {"class", "id"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "h5": {"id"},
    "h6": {"id"},
    "img": {"alt", "height", "loading", "src", "width"},
    "li": {"id", "value"},
    "ol": {"id"},
    "p": {"class", "id"},
    "section": {"class", "id"},
    "sup": {"class"},
    "table": {"id"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ul": {"id"},
}
_PLAIN_TAGS = {"br", "caption", "em", "figcaption", "strong", "sub", "tbody", "thead", "tr"}
_TAGS = _PLAIN_TAGS | (_ATTRIBUTES.keys() - {"*"})


def article_html(article: Article) -> str:
    """Lead, blocks and references of an article as sanitized HTML, one block a line.

    Every block carries its id. Citations are ``<sup class="cite">`` with a link to each entry; a dose is
    ``<data value="300 mg">``, readable by people and programs. A link or image whose address is not absolute keeps its
    words and loses the address: on another site it would lead somewhere else. Blocks whose text is missing are left
    out.
    """
    return sanitized("\n".join(line for line in _Writer(article).lines() if line))


def sanitized(html: str) -> str:
    """``html`` with only the tags, attributes and addresses that :func:`article_html` itself writes."""
    return nh3.clean(
        html,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_wanted,
        url_schemes=set(_LINK_SCHEMES),
        link_rel="noopener",
    )


def _wanted(tag: str, attribute: str, value: str) -> str | None:
    match tag, attribute:
        case "a", "href":
            return value if value.startswith("#") or _has_scheme(value, _LINK_SCHEMES) else None
        case "img", "src":
            return value if _has_scheme(value, _IMAGE_SCHEMES) else None
        case _:
            return value


def _has_scheme(address: str, schemes: frozenset[str]) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:  # a malformed host, as in "http://[x"
        return False
    return parts.scheme in schemes and bool(parts.netloc or (parts.scheme == "mailto" and parts.path))


class _Writer:
    """One article on its way to HTML: its reference numbers, its words, and how deep its headings stand."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.by_id = {reference.id: reference for reference in article.references}

    def lines(self) -> Iterator[str]:
        article = self.article
        yield _filled("p", self.inline(article.lead_inlines), ' class="lead"')
        yield from self.blocks(article.blocks, level=1)
        if article.references:
            heading = escape(messages(article.locale).gettext("References"))
            yield '<section class="references" id="references">'
            yield f"<h2>{heading}</h2>"
            yield "<ol>"
            yield from (_reference(reference) for reference in article.references)
            yield "</ol>"
            yield "</section>"

    def blocks(self, blocks: Iterable[Block], level: int) -> Iterator[str]:
        """``level`` is that of the heading above; a question stands one below it, as a heading of its own."""
        for block in blocks:
            if isinstance(block, Heading):
                level = block.level
            yield from self.block(block, min(level + 1, _DEEPEST))

    def block(self, block: Block, below: int) -> Iterator[str]:
        mark = _id(block.id)
        match block:
            case Heading():
                yield _filled(f"h{min(max(block.level, 2), _DEEPEST)}", self.inline(block.inlines), mark)
            case Paragraph():
                yield _filled("p", self.inline(block.inlines), mark)
            case List():
                yield self.items(block.items, ordered=block.ordered, mark=mark)
            case Table():
                yield self.table(block, mark)
            case Image():
                yield self.image(block, mark)
            case Quote():
                yield self.quote(block, mark)
            case Question():
                answer = [line for line in self.blocks(block.blocks, below) if line]
                if question := _filled(f"h{below}", self.inline(block.inlines)):
                    answer.insert(0, question)
                if answer:
                    yield f'<section class="question"{mark}>'
                    yield from answer
                    yield "</section>"
            case _ as never:
                assert_never(never)

    def items(self, items: Iterable[Item], *, ordered: bool, mark: str = "") -> str:
        inside = []
        for item in items:
            words = self.inline(item.inlines)
            nested = self.items(item.items, ordered=item.ordered)
            if words or nested:
                inside.append(f"<li{_id(item.id)}>{words}{nested}</li>")
        tag = "ol" if ordered else "ul"
        return f"<{tag}{mark}>{''.join(inside)}</{tag}>" if inside else ""

    def table(self, table: Table, mark: str) -> str:
        rows = [row for row in table.rows if row]
        top = _header_rows(rows)
        head = "".join(self.row(row, scope="col") for row in rows[:top])
        body = "".join(self.row(row, scope="row") for row in rows[top:])
        caption = self.inline(table.caption_inlines)
        return _filled("table", _filled("caption", caption) + _filled("thead", head) + _filled("tbody", body), mark)

    def row(self, row: tuple[Cell, ...], scope: str) -> str:
        return f"<tr>{''.join(self.cell(cell, scope) for cell in row)}</tr>"

    def cell(self, cell: Cell, scope: str) -> str:
        spans = "".join(
            f' {name}="{size}"' for name, size in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if size > 1
        )
        tag = "th" if cell.header else "td"
        scoped = f' scope="{scope}"' if cell.header else ""
        return f"<{tag}{scoped}{spans}>{self.inline(cell.inlines)}</{tag}>"

    def image(self, image: Image, mark: str) -> str:
        picture = ""
        if _has_scheme(image.src, _IMAGE_SCHEMES):
            size = "".join(
                f' {name}="{pixels}"' for name, pixels in (("width", image.width), ("height", image.height)) if pixels
            )
            picture = f'<img src="{escape(image.src)}" alt="{escape(image.alt)}"{size} loading="lazy">'
        return _filled("figure", picture + _filled("figcaption", self.inline(image.caption_inlines)), mark)

    def quote(self, block: Quote, mark: str) -> str:
        words = _filled("p", self.inline(block.inlines))
        if not words:
            return ""
        if not block.source:
            return f"<blockquote{mark}>{words}</blockquote>"
        # HTML wants who said it outside the blockquote: inside stands only what was said.
        said_by = f"<figcaption>{escape(block.source)}</figcaption>"
        return f'<figure class="quote"{mark}><blockquote>{words}</blockquote>{said_by}</figure>'

    def inline(self, inlines: Inlines, *, in_link: bool = False) -> str:
        return "".join(self.one(inline, in_link=in_link) for inline in inlines)

    def one(self, inline: Inline, *, in_link: bool) -> str:
        match inline:
            case Text():
                return escape(inline.text)
            case Strong() | Em() | Sup() | Sub():
                return _filled(inline.type, self.inline(inline.inlines, in_link=in_link))
            case Link():
                return self.link(inline, in_link=in_link)
            case Cite():
                return f'<sup class="cite">{self.marker(inline, in_link=in_link)}</sup>'
            case Quantity():
                return _quantity(inline)
            case Break():
                return "<br>"
            case _ as never:
                assert_never(never)

    def link(self, link: Link, *, in_link: bool) -> str:
        words = self.inline(link.inlines, in_link=True)
        if in_link or not words or not _has_scheme(link.href, _LINK_SCHEMES):
            return words
        return f'<a href="{escape(link.href)}">{words}</a>'

    def marker(self, cite: Cite, *, in_link: bool) -> str:
        """The marker as written, each number a link to its entry; "(1–3)" links its ends."""
        cited = [self.by_id[ref] for ref in cite.refs if ref in self.by_id]
        if in_link or not cited:  # a link inside a link is no HTML
            return escape(cite.text)
        of_number = {str(reference.number): reference.id for reference in cited}
        out, linked = [], False
        for part in re.split(r"(\d+)", cite.text):
            target = of_number.get(part)
            linked = linked or target is not None
            out.append(_to_reference(target, part) if target else escape(part))
        return "".join(out) if linked else _to_reference(cited[0].id, cite.text)


def _quantity(quantity: Quantity) -> str:
    number = quantity.number if quantity.upper is None else f"{quantity.number}-{quantity.upper}"
    return f'<data value="{escape(f"{number} {quantity.unit}")}">{escape(quantity.text)}</data>'


def _reference(reference: Reference) -> str:
    address = reference.url
    if not (address and _has_scheme(address, _LINK_SCHEMES)) and reference.doi:
        address = f"https://doi.org/{quote(reference.doi, safe='/')}"
    words = escape(reference.text)
    if address and words and _has_scheme(address, _LINK_SCHEMES):
        words = f'<a href="{escape(address)}">{words}</a>'
    return f'<li{_id(reference.id)} value="{reference.number}">{words}</li>'


def _to_reference(identifier: str, words: str) -> str:
    return f'<a href="#{escape(identifier)}">{escape(words)}</a>'


def _header_rows(rows: list[tuple[Cell, ...]]) -> int:
    """How many rows at the top are headings; 0 where a cell reaches out of them, for a thead would cut it off."""
    top = 0
    while top < len(rows) and all(cell.header for cell in rows[top]):
        top += 1
    if top == len(rows) or any(index + cell.rowspan > top for index in range(top) for cell in rows[index]):
        return 0
    return top


def _id(identifier: str) -> str:
    return f' id="{escape(identifier)}"' if identifier else ""


def _filled(tag: str, inside: str, attributes: str = "") -> str:
    """The element, or nothing where it would be empty."""
    return f"<{tag}{attributes}>{inside}</{tag}>" if inside.strip() else ""
