"""The article's part of the page, read into blocks.

Beautiful Soup holds only this part: it costs too much for a whole page. Block elements become blocks, text between them
becomes paragraphs, boxes without a meaning of their own are looked through.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bs4.element import PageElement, Tag

from contentops.article.model import (
    Block,
    Break,
    Cell,
    Em,
    Heading,
    Image,
    Inline,
    Inlines,
    Item,
    Link,
    List,
    Paragraph,
    Question,
    Quote,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
    plain,
)
from contentops.extract.addresses import absolute, is_whole, of_picture, split
from contentops.extract.pieces import Piece, Role, lines, tidy
from contentops.extract.soup import CAPTION, FOLDS, PageTag, soup_of
from contentops.extract.tree import BLOCK_TAGS, HEADINGS, OPENERS, Box, panels_of
from contentops.extract.vocabulary import Vocabulary, key
from contentops.ingest.charset import clean

_STRONG = frozenset(("b", "strong"))
_EM = frozenset(("i", "em"))
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_ITALIC = re.compile(r"font-style\s*:\s*italic")
_TINY = 50
"""Pixels below which an image is an icon or a tracker."""
_SOURCE = 100
_LONGEST_HEADING = 220
_CELL = 600
_ROW = 220
_EMOJI = 4
_SHORT_ITEM = 80
_TYPED_NUMBER = re.compile(r"^\d{1,3}[.)]\s+(?=\S)")
_OPENER = re.compile(r"\s*(?<![+＋×▼▾▸▶›∨⌄⌃▲])[+＋×▼▾▸▶›∨⌄⌃▲]++\s*$")
"""The sign that says that a question can be opened."""
_ANCHOR_SIGNS = frozenset("#¶§🔗")
"""What a heading's link to itself is written with."""
_TYPE = re.compile(r"font-size\s*:\s*(\d{1,3}(?:\.\d+)?)(px|pt)")
_POINT = 4 / 3
"""Pixels of a point."""
_LARGE = ((24.0, 2), (18.0, 3))
"""From how many pixels a line is set like a heading, and of which level: browsers' sizes for h2 and h3."""
_LARGE_LINE = 100
_SENTENCE_END = re.compile(r"[.!…:;,]\W*$")
_BUTTON = frozenset(["button"])
_SECTIONS = HEADINGS - {"h1"}
_LISTS = frozenset(["ul", "ol"])
_FIGURE = frozenset(["figure"])
_PARAGRAPH = frozenset(["p"])
_CELLS = frozenset(["td", "th", "tr"])
_SOURCES = frozenset(["footer", "cite", "figcaption"])
_HEADS = frozenset(["th", "caption", "thead"])
_NO_DATA = frozenset(["h1", "h2", "h3", "blockquote", "figure"])
_NO_QUOTE = frozenset(["h1", "h2", "h3", "h4", "ul", "ol", "table", "img"])
_NO_ROW = HEADINGS | {"table", "ul", "ol", "button", "form", "figure"}
_NO_CAPTION = frozenset(["a", "button", "h2", "h3", "ul"])
_SOURCE_DASH = re.compile(r"^\s*[–—―-]\s*")


def read_blocks(parts: Sequence[Box], base: str | None, words: Vocabulary) -> list[Piece]:
    """The blocks of the parts of a page, in reading order; addresses absolute by ``base``."""
    has_headings = any(part.holds(_SECTIONS) for part in parts)
    with soup_of(parts) as soup:
        reader = _Reader(soup, base, words, has_headings=has_headings)
        reader.children(soup)
        reader.flush()
        return reader.out


@dataclass(slots=True)
class _Reader:
    soup: PageTag
    base: str | None
    words: Vocabulary
    out: list[Piece] = field(default_factory=list)
    run: list[Inline] = field(default_factory=list)
    role: Role = ""
    done: set[int] = field(default_factory=set)  # panels read with the button that opens them
    has_headings: bool = True
    by_id: dict[str, PageTag] = field(default_factory=dict)  # filled when a button first asks

    # ------------------------------------------------------------------------------------------------------- walking

    def children(self, tag: Tag) -> None:
        for child in tag.contents:
            self.node(child)

    def node(self, node: PageElement) -> None:
        if not isinstance(node, PageTag):
            self.run.append(Text(str(node)))
            return
        if id(node) in self.done:
            return
        if node.name in BLOCK_TAGS:
            if self.run:
                self.flush()
            self.block(node)
            if self.run:
                self.flush()
        elif node.name == "img":
            self.image(node, ())
        elif node.name == "button":
            self.flush()
            self.question(node, node.get_text(" "), self.panel(node))
        elif node.box.is_block or (node.box.children and node.box.holds(_BUTTON)):
            self.children(node)
        else:
            self.run.extend(self.inline(node))
            self.images(node)

    def block(self, node: PageTag) -> None:  # noqa: C901, PLR0912, PLR0915 - one case for each kind of block, each a line
        role = self.role
        if node.box.is_lead:
            self.role = "lead"
        elif "references" in node.box.traits:
            self.role = "references"
        if node.name == "p" and self.has_headings and node.box.images != 1:  # as most are
            for child in node.contents:
                self.node(child)
            self.flush()
            self.role = role
            return
        match node.name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self.heading(node)
            case "ul" | "ol" | "div" if node.attrs.get("role") == "tablist" and (panels := self.panels(node)):
                level = self.level_of_part()
                for tab, panel in panels:
                    self.question(tab, tab.get_text(" "), panel, level)
            case "ul" | "ol" | "menu":
                if _is_accordion(node) or _is_gallery(node):
                    self.children(node)
                else:
                    self.listed(node)
            case "dl":
                self.definitions(node)
            case "table":
                self.table(node)
            case "figure":
                self.figure(node)
            case "blockquote":
                self.quote(node)
            case "details":
                self.details(node)
            case "pre":
                for line in node.get_text().split("\n"):
                    self.run.extend((Text(line), Break()))
            case "hr":
                pass
            case "figcaption" if self.out and isinstance(image := self.out[-1].block, Image) and not image.caption:
                found = replace(image, caption_inlines=tidy(tuple(self.inlines(node))))
                self.out[-1] = replace(self.out[-1], block=found)
            case "div" if node.attrs.get("role") == "button" and node.get("aria-controls"):
                self.question(node, node.get_text(" "), self.panel(node))
            case "div" | "section" if self.is_announced() and (rows := _rows(node)):
                texts = [tidy(_one_line(tidy(tuple(self.inlines(row))))) for row in rows]
                self.add(List(items=tuple(Item(inlines=text) for text in texts if text)))
            case "div" if "collapsed" in node.box.traits and (asked := _asked(node)):
                self.question(asked[0], asked[0].get_text(" "), asked[1])
            case "div" if (caption := _caption(node)) is not None:
                self.done.add(id(caption))
                self.images(node, tidy(tuple(self.inlines(caption))))
            case "div" | "p" if not self.has_headings and (level := _level_of_type(node)):
                self.heading(node, level)
            case "p" if _is_framed(node.box):
                self.images(node, tidy(tuple(self.inlines(node))))
            case _:
                self.children(node)
                self.flush()
        self.role = role

    def add(self, block: Block, first: int = 1, step: int = 1) -> None:
        self.out.append(Piece(block, self.role, first, step))

    def flush(self) -> None:
        """What was gathered becomes paragraphs: one, or several where two breaks or more stand between."""
        if not self.run:
            return
        run, self.run = tuple(self.run), []
        gathered: list[Inline] = []
        cut = lines(run)
        if len(cut) == 1:
            if cut[0]:
                self.add(Paragraph(inlines=cut[0]))
            return
        for line in [*cut, ()]:
            if line:
                gathered.extend((Break(), *line) if gathered else line)
            elif gathered:
                self.add(Paragraph(inlines=tidy(tuple(gathered))))
                gathered = []

    def is_announced(self) -> bool:
        """Whether the block before ends in a colon: what follows it may be a list without the mark-up of one."""
        return bool(self.out) and isinstance(self.out[-1].block, Paragraph) and self.out[-1].text.rstrip().endswith(":")

    # -------------------------------------------------------------------------------------------------------- inlines

    def inlines(self, tag: Tag) -> list[Inline]:
        out: list[Inline] = []
        for child in tag.contents:
            if not isinstance(child, Tag):
                out.append(Text(str(child)))
            elif id(child) not in self.done:
                if child.name in BLOCK_TAGS:
                    # a block where only inlines may stand, as a paragraph in an item: a line of its own
                    out.extend((Break(), *self.inlines(child), Break()))
                else:
                    out.extend(self.inline(child))
        return out

    def inline(self, tag: Tag) -> list[Inline]:
        match tag.name:
            case "br":
                return [Break()]
            case "img":
                alt = clean(str(tag.get("alt") or ""))
                return [Text(alt)] if len(alt) <= _EMOJI and _is_emoji(tag) else []
            case "q":
                return [Text("”"), *self.inlines(tag), Text("”")]
            case "a":
                return self.link(tag, tuple(self.inlines(tag)))
            case _:
                inner = tuple(self.inlines(tag))
                wrap = _wrap(tag)
                return [wrap(inner)] if inner and wrap is not None else list(inner)

    def link(self, tag: Tag, inner: Inlines) -> list[Inline]:
        href = str(tag.get("href") or "").strip()
        if "#" in href and plain(inner).strip() in _ANCHOR_SIGNS:
            return []
        if href.startswith("#") and len(href) > 1:
            return [Link(href, inner)]  # a citation's anchor, or unwrapped later
        address = self.absolute(href)
        return [Link(address, inner)] if address else list(inner)

    def absolute(self, address: str) -> str:
        """The address made absolute; "" for what a reader cannot follow."""
        if is_whole(address):
            return address
        if not address or address.startswith("#"):
            return ""
        try:
            joined = absolute(address, self.base)
            scheme = split(joined).scheme.lower()
        except ValueError:  # "http://[", which no browser opens either
            return ""
        return joined if scheme in ("http", "https", "mailto", "tel", "") else ""

    # --------------------------------------------------------------------------------------------------------- blocks

    def heading(self, tag: PageTag, level: int = 0) -> None:
        if tag.box.holds(_BUTTON) and (button := _first(tag, "button")) is not None:
            self.question(tag, tag.get_text(" "), self.panel(button) or self.panel(tag))
            return
        level = level or min(6, max(2, int(tag.name[1])))
        if text := tidy(tuple(self.inlines(tag))):
            # A lead set in the type of a heading is a paragraph: no heading is that long.
            is_prose = len(plain(text)) > _LONGEST_HEADING
            self.add(Paragraph(inlines=text) if is_prose else Heading(inlines=text, level=level))
        self.images(tag)

    def listed(self, tag: PageTag) -> None:
        items = self.items(tag)
        step = -1 if tag.get("reversed") is not None else 1
        start = str(tag.get("start") or (len(items) if step < 0 else "1"))
        if items:
            self.add(
                List(items=_without_numbers(items) if tag.name == "ol" else items, ordered=tag.name == "ol"),
                int(start) if start.isdigit() else 1,
                step,
            )
        self.images(tag)

    def items(self, tag: Tag) -> tuple[Item, ...]:
        out: list[Item] = []
        for child in tag.contents:
            if not isinstance(child, PageTag):
                if text := tidy((Text(str(child)),)):
                    out.append(Item(inlines=text))
            elif child.name in ("ul", "ol"):
                # a list between items, which belongs to the item before it
                nested = self.items(child)
                if nested and out:
                    out[-1] = Item(inlines=out[-1].inlines, items=out[-1].items + nested, ordered=child.name == "ol")
                else:
                    out.extend(nested)
            elif child.name == "li" or child.box.length:
                out.extend(self.item(child))
        return tuple(out)

    def item(self, tag: PageTag) -> list[Item]:
        nested: list[Item] = []
        ordered = False
        inner = _outermost(tag, _LISTS) if tag.box.is_block and tag.box.holds(_LISTS) else []
        for found in inner:
            nested.extend(self.items(found))
            ordered = found.name == "ol"
            self.done.add(id(found))
        text = _one_line(tidy(tuple(self.inlines(tag))))
        if not text:
            return nested
        return [Item(inlines=text, items=tuple(nested), ordered=ordered)]

    def definitions(self, tag: Tag) -> None:
        items: list[Item] = []
        term: Inlines = ()
        for found in tag.find_all(["dt", "dd"]):
            text = tidy(tuple(self.inlines(found)))
            if found.name == "dt":
                if term:
                    items.append(Item(inlines=(Strong(term),)))
                term = text
            elif text:
                items.append(Item(inlines=(Strong(term), Text(" "), *text) if term else text))
                term = ()
        if term:
            items.append(Item(inlines=(Strong(term),)))
        if items:
            self.add(List(items=tuple(items)))

    def table(self, tag: PageTag) -> None:
        if not _is_data(tag):
            self.children(tag)
            return
        rows: list[tuple[Cell, ...]] = []
        for row in _below(tag, ("tr",)):
            cells = tuple(self.cell(cell) for cell in _outermost(row, _CELLS) if cell.name != "tr")
            if any(cell.inlines for cell in cells):
                rows.append(cells)
        caption = _first(tag, "caption")
        if rows:
            self.add(
                Table(
                    rows=_with_header(rows),
                    caption_inlines=tidy(tuple(self.inlines(caption))) if caption is not None else (),
                )
            )

    def cell(self, tag: Tag) -> Cell:
        def span(name: str) -> int:
            value = str(tag.get(name) or "1")
            return min(int(value), 1000) if value.isdigit() and int(value) else 1

        header = tag.name == "th" or (
            tag.parent is not None and tag.parent.parent is not None and tag.parent.parent.name == "thead"
        )
        return Cell(
            inlines=tidy(tuple(self.inlines(tag))), header=header, colspan=span("colspan"), rowspan=span("rowspan")
        )

    def figure(self, tag: PageTag) -> None:
        caption_tag = _first(tag, "figcaption")
        caption = tidy(tuple(self.inlines(caption_tag))) if caption_tag is not None else ()
        table = _first(tag, "table")
        if table is not None:
            before = len(self.out)
            self.table(table)
            self.flush()
            if (
                caption
                and len(self.out) > before
                and isinstance(found := self.out[-1].block, Table)
                and not found.caption_inlines
            ):
                self.out[-1] = Piece(Table(rows=found.rows, caption_inlines=caption), self.role)
            return
        quote = _first(tag, "blockquote")
        if quote is not None:
            self.quote(quote, plain(caption))
            return
        images = list(_below(tag, ("img",)))
        alts = {str(image.get("alt") or "").strip() for image in images}
        if len(alts) == 1 and "" not in alts:  # one picture, cut for several screens
            self.done.update(id(image) for image in images[1:])
            images = images[:1]
        for number, image in enumerate(images):
            self.image(image, caption if number == len(images) - 1 else ())
        if not images:
            self.children(tag)

    def images(self, tag: PageTag, caption: Inlines = ()) -> None:
        """The pictures inside an element, which stand after its text."""
        if tag.box.images:
            for image in _below(tag, ("img",)):
                self.image(image, caption)

    def image(self, tag: Tag, caption: Inlines) -> None:
        if id(tag) in self.done or _is_emoji(tag) or not isinstance(tag, PageTag):
            return
        self.done.add(id(tag))
        address = self.absolute(_image_address(tag))
        sizes = {name: _pixels(str(tag.get(name) or "")) for name in ("width", "height")}
        if (
            not address
            or address.split("?")[0].endswith(".svg")
            or any(size is not None and size < _TINY for size in sizes.values())
        ):
            if caption:
                self.add(Paragraph(inlines=caption))
            return
        self.add(
            Image(
                src=address,
                alt=" ".join(clean(str(tag.get("alt") or "")).split()),
                caption_inlines=caption,
                width=sizes["width"],
                height=sizes["height"],
            )
        )

    def quote(self, tag: PageTag, source: str = "") -> None:
        if tag.box.holds(_NO_QUOTE):
            self.children(tag)  # an indented part of the article, not a quotation
            return
        for found in tag.find_all([*_SOURCES]) if tag.box.holds(_SOURCES) else ():
            if (
                id(found) not in self.done
                and found.get_text(strip=True)
                and not (
                    found.name == "cite"
                    and found.parent is not tag
                    and found.parent is not None
                    and found.parent.name not in ("footer", "p", "div")
                )
            ):
                whole = " ".join(found.get_text(" ").split())
                if found.name == "cite" and found.find_parent("footer"):
                    continue
                source = source or whole
                self.done.add(id(found))
        parts = lines(tuple(self.inlines(tag)))
        said = [part for part in parts if part]
        if not source and len(said) > 1 and _SOURCE_DASH.match(plain(said[-1])) and len(plain(said[-1])) <= _SOURCE:
            source = plain(said.pop())
        joined: list[Inline] = []
        for part in said:
            joined.extend((Break(), *part) if joined else part)
        if joined:
            self.add(Quote(inlines=tidy(tuple(joined)), source=_SOURCE_DASH.sub("", source).strip()))

    # ------------------------------------------------------------------------------------------------ what folds open

    def details(self, tag: PageTag) -> None:
        summary = _first(tag, "summary")
        if summary is None:
            self.children(tag)
            return
        text = " ".join(summary.get_text(" ").split())
        self.done.add(id(summary))
        self.question(summary, text, tag)

    def panels(self, tabs: PageTag) -> list[tuple[PageTag, PageTag]]:
        """Each tab of a row with the panel that it turns to; [] where one of them has none in the article."""
        self.index()
        boxes = {id(box): identifier for identifier, box in panels_of(tabs.box).items()}
        found = [
            (tab, self.by_id[boxes[id(tab.box)]])
            for tab in tabs.find_all()
            if isinstance(tab, PageTag) and id(tab.box) in boxes and boxes[id(tab.box)] in self.by_id
        ]
        return found if len(found) == len(boxes) else []

    def level_of_part(self) -> int:
        """The level of a title in the section that is being read."""
        levels = [piece.block.level for piece in self.out if isinstance(piece.block, Heading)]
        return min(levels[-1] + 1, 6) if levels else 2

    def question(self, tag: Tag, text: str, panel: Tag | None, level: int = 0) -> None:
        """What a button or a summary opens: a question with its answer, or a section that happens to be folded up.

        ``level`` is that of the section's heading, where it is known.
        """
        text = " ".join(text.split())
        self.done.add(id(tag))
        asked = tidy(tuple(self.inlines(tag))) if tag.name != "button" else tidy((Text(text),))
        asked = tuple(_unbolded(asked))
        if asked and isinstance(asked[-1], Text):
            asked = tidy((*asked[:-1], Text(_OPENER.sub("", asked[-1].text))))
            text = _OPENER.sub("", text)
        if panel is None:
            if asked and text.endswith("?"):
                self.add(Heading(inlines=asked, level=3))
            return
        inner = _Reader(self.soup, self.base, self.words, done=self.done, by_id=self.by_id)
        inner.children(panel)
        inner.flush()
        self.done.add(id(panel))
        names_of_section = (self.words.references, self.words.contents, self.words.lines)
        if text.endswith("?") or (_in_faq(tag) and not any(key(text) in known for known in names_of_section)):
            if inner.out and asked:
                self.add(Question(inlines=asked, blocks=tuple(piece.block for piece in inner.out)))
            return
        if asked and key(text) not in self.words.lines:
            self.add(Heading(inlines=asked, level=level or self.level_below()))
        self.out.extend(inner.out)

    def panel(self, tag: Tag) -> Tag | None:
        """What a button opens: by its id, else what follows the button or the element that holds it alone."""
        self.index()
        named = (str(tag.get(name) or "").lstrip("#") for name in sorted(OPENERS))
        return next((self.by_id[name] for name in named if name and name in self.by_id), None) or _following(tag)

    def index(self) -> None:
        """Notes which element has which id, once."""
        if not self.by_id:
            self.by_id[""] = self.soup
            for found in self.soup.descendants:
                if isinstance(found, PageTag) and "id" in found.attrs:
                    self.by_id.setdefault(str(found.attrs["id"]), found)

    def level_below(self) -> int:
        levels = [piece.block.level for piece in self.out if isinstance(piece.block, Heading)]
        return min(levels, default=2)


def _is_accordion(tag: PageTag) -> bool:
    """Whether the items of a list are parts that fold open, each with its title."""
    return tag.box.holds(FOLDS) and any(child.tag == "li" and child.holds(FOLDS) for child in tag.box.children)


def _is_gallery(tag: PageTag) -> bool:
    """Whether each item of a list is a figure: pictures with their captions, side by side."""
    if not tag.box.images:
        return False
    shown = [child for child in tag.box.children if not child.cut and (child.length or child.images)]
    return all(child.tag == "li" and child.images and child.holds(_FIGURE) for child in shown)


def _first(tag: Tag, name: str) -> PageTag | None:
    """The first element of this name below another."""
    return next(_below(tag, (name,)), None)


def _below(tag: Tag, names: Container[str]) -> Iterator[PageTag]:
    """The elements of these names below another, in the order of the page. Tag.find_all() makes a filter of names first."""
    for child in tag.contents:
        if isinstance(child, PageTag):
            if child.name in names:
                yield child
            if child.contents:
                yield from _below(child, names)


def _outermost(tag: Tag, wanted: frozenset[str]) -> list[Tag]:
    """The elements of these names that stand in no other of them, nor in an item of its own."""
    found: list[Tag] = []
    for child in tag.contents:
        if isinstance(child, Tag):
            if child.name in wanted:
                found.append(child)
            elif child.name != "li":
                found.extend(_outermost(child, wanted))
    return found


def _asked(tag: PageTag) -> tuple[PageTag, PageTag] | None:
    """The question and the answer in a box of two elements, named as one that folds; None where it is none."""
    parts = [child for child in tag.contents if isinstance(child, PageTag) and (child.box.length or child.box.images)]
    if len(parts) != len(("question", "answer")):
        return None
    asked, answer = parts
    is_question = asked.box.length <= _LONGEST_HEADING and asked.box.text.endswith("?") and not asked.box.images
    return (asked, answer) if is_question and answer.box.length and not asked.box.holds(FOLDS) else None


def _rows(tag: PageTag) -> list[Tag]:
    """The rows of a box that holds nothing but short boxes of one name: a list as designers write it; else []."""
    rows: list[PageTag] = []
    for child in tag.contents:
        if isinstance(child, PageTag):
            if child.box.length:
                rows.append(child)
        elif not child.get_text().isspace():
            return []
    alike = {row.box.names for row in rows}
    plain_rows = all(
        row.name == "div"
        and row.box.length <= _ROW
        and not row.box.images
        and not row.box.holds(_NO_ROW)
        and sum(1 for box in row.box.walk() if box.tag == "p") <= 1
        for row in rows
    )
    return list(rows) if len(rows) > 1 and plain_rows and len(alike) == 1 and "" not in alike else []


def _caption(tag: PageTag) -> Tag | None:
    """The caption in a box that holds one picture and, after it, one short line: a figure without the name of one."""
    if tag.box.images != 1 or not 0 < tag.box.length <= CAPTION:
        return None
    parts = [child for child in tag.contents if isinstance(child, PageTag) and (child.box.length or child.box.images)]
    if len(parts) != len(("picture", "line")):
        return None
    picture, line = parts
    if (
        picture.box.length
        or line.name not in ("div", "span", "small", "em", "p")
        or line.box.images
        or line.box.holds(_NO_CAPTION)
        or (line.name == "div" and line.box.holds(_PARAGRAPH) and "caption" not in line.box.names)
    ):
        return None
    return line if line.name != "p" or "caption" in line.box.names else None


def _is_framed(box: Box) -> bool:
    """Whether a paragraph is one picture with its caption, in frames of an editor that are called so."""
    return box.images == 1 and 0 < box.length <= CAPTION and any("caption" in inner.names for inner in box.walk())


def _level_of_type(tag: PageTag) -> int:
    """The level of heading that a short line in large type is, where nothing is marked up as one; 0 if it is none."""
    box = tag.box
    if not 0 < box.length <= _LARGE_LINE or box.images or box.linked or box.prices:
        return 0
    while (size := _TYPE.search(box.attributes.get("style", ""))) is None:
        if len(box.children) != 1 or box.children[0].length != box.length:
            return 0
        box = box.children[0]
    pixels = float(size[1]) * (_POINT if size[2] == "pt" else 1)
    if any(child.is_block or child.tag == "br" for child in box.children) or _SENTENCE_END.search(box.text):
        return 0
    return next((level for least, level in _LARGE if pixels >= least), 0)


def _wrap(tag: Tag) -> type[Strong | Em | Sup | Sub] | None:
    """What an inline element means: by its name, or by the style that old editors write."""
    name = tag.name
    if name in ("span", "font"):
        style = str(tag.get("style") or "")
        return Strong if _BOLD.search(style) else Em if _ITALIC.search(style) else None
    if name in _STRONG:
        return Strong
    if name in _EM:
        return Em
    return Sup if name == "sup" else Sub if name == "sub" else None


def _one_line(inlines: Inlines) -> Inlines:
    """A short item without its breaks: an amount and its ware stand below each other in mark-up only."""
    if all(isinstance(inline, Text) for inline in inlines):
        return inlines
    parts = [line for line in lines(inlines) if line]
    if len(parts) <= 1:
        return inlines
    space: Inline = Text(" ") if len(plain(inlines)) <= _SHORT_ITEM else Break()
    joined: list[Inline] = []
    for part in parts:
        joined.extend((space, *part) if joined else part)
    return tidy(tuple(joined))


def _without_numbers(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items without numbers that were typed in front of them, where each has one."""
    texts = [item.inlines[0].text if isinstance(item.inlines[0], Text) else "" for item in items]
    if not all(_TYPED_NUMBER.match(text) for text in texts):
        return items
    return tuple(
        replace(item, inlines=tidy((Text(_TYPED_NUMBER.sub("", text)), *item.inlines[1:])))
        for item, text in zip(items, texts, strict=True)
    )


def _unbolded(inlines: Inlines) -> Inlines:
    while len(inlines) == 1 and isinstance(inlines[0], Strong | Em):
        inlines = inlines[0].inlines
    return inlines


def _in_faq(tag: Tag) -> bool:
    return any(
        (isinstance(above, PageTag) and "collapsed" in above.box.traits)
        or "Question" in str(above.get("itemtype") or "")
        or "FAQPage" in str(above.get("itemtype") or "")
        for above in (tag, *tag.parents)
    )


def _following(tag: Tag) -> Tag | None:
    """What stands after a button, or after the element that holds it alone."""
    holder: Tag | None = tag
    for _ in range(4):
        if holder is None:
            return None
        following = holder.find_next_sibling()
        if isinstance(following, Tag):
            return None if following.name in HEADINGS or following.name == "button" else following
        if holder.parent is not None and holder.parent.get_text(strip=True) != tag.get_text(strip=True):
            return None
        holder = holder.parent
    return None


def _with_header(rows: list[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows; a first row that alone is bold in every cell, in a table without a header, becomes the header.

    So does a first column that alone is bold in every row.
    """

    def bold(row: tuple[Cell, ...]) -> bool:
        return all(len(cell.inlines) == 1 and isinstance(cell.inlines[0], Strong) for cell in row)

    def bold_first(row: tuple[Cell, ...]) -> bool:
        return len(row) > 1 and bold(row[:1]) and not bold(row[1:])

    def as_header(cell: Cell) -> Cell:
        run = cell.inlines[0]
        return replace(cell, header=True, inlines=run.inlines) if isinstance(run, Strong) else cell

    if len(rows) > 1 and all(bold_first(row) and not any(cell.header for cell in row) for row in rows):
        return tuple((as_header(row[0]), *row[1:]) for row in rows)
    first, *rest = rows
    if not rest or not bold(first) or any(bold(row) or any(cell.header for cell in row) for row in rest):
        return tuple(rows)
    return (tuple(as_header(cell) for cell in first), *rest)


def _is_data(tag: PageTag) -> bool:
    """Whether a table holds data, and is not the scaffold of an old page's layout."""
    if any(box.tag == "table" for box in tag.box.walk()[1:]) or str(tag.get("role") or "") in ("presentation", "none"):
        return False
    if tag.box.holds(_HEADS):
        return True
    rows = [list(_below(row, ("td",))) for row in _below(tag, ("tr",))]
    rows = [row for row in rows if row]
    if len(rows) <= 1 or max(len(row) for row in rows) <= 1:
        return False
    if tag.box.holds(_NO_DATA):
        return False
    lengths = [cell.box.length for row in rows for cell in row]
    return max(lengths) <= _CELL and sum(1 for length in lengths if length) >= len(lengths) / 2


def _is_emoji(tag: Tag) -> bool:
    return bool(re.search(r"(?<![a-z])(?:emoji|smiley)", str(tag.get("class") or "")))


def _pixels(value: str) -> int | None:
    match = re.match(r"\s*(\d+)(?:\.\d+)?(?:px)?\s*$", value)
    return int(match.group(1)) if match else None


def _image_address(tag: PageTag) -> str:
    return next((value for value in of_picture(tag.box.attributes) if value and not value.startswith("data:")), "")
