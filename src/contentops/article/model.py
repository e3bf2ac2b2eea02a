"""The one document that every stage speaks.

A shop's page becomes an :class:`Article`: what a reader reads, and nothing else. Findings, states and names of reviewers
stand in the record beside it (:mod:`contentops.article.record`), so that an approval or a new check rewrites no document.

An article is a title, a lead and a row of **blocks** (heading, paragraph, list, table, image, quote, question). A block
holds **inlines**: runs of text, some of them nested (a link inside a strong). Two inlines are there for trust:

- :class:`Cite`, "(1,2)", points at entries of the reference list by id, so no citation can drift;
- :class:`Quantity`, "10 mikrogram", carries number and unit apart from their spelling, so no dose can change.

Everything is frozen and made of tuples: two equal articles are interchangeable, and equal JSON means equal hash.

Inlines are kept in **normal form**: no empty text, no two texts in a row (see :func:`normal`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Annotated, Literal, assert_never

from pydantic import Discriminator, computed_field

SCHEMA: Literal["contentops.article/1"] = "contentops.article/1"
"""Name and major version of the JSON. Fields may be added under the same number; none is renamed or removed."""

# ---------------------------------------------------------------------------------------------------------------- inlines


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters."""

    text: str
    type: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong importance, usually bold."""

    inlines: Inlines
    type: Literal["strong"] = "strong"


@dataclass(frozen=True, slots=True)
class Em:
    """Emphasis, usually italic."""

    inlines: Inlines
    type: Literal["em"] = "em"


@dataclass(frozen=True, slots=True)
class Sup:
    """Superscript that is no citation: m², 10⁻³."""

    inlines: Inlines
    type: Literal["sup"] = "sup"


@dataclass(frozen=True, slots=True)
class Sub:
    """Subscript: CO₂, B₁₂."""

    inlines: Inlines
    type: Literal["sub"] = "sub"


@dataclass(frozen=True, slots=True)
class Link:
    """A link; ``href`` is absolute where the page's address was known."""

    href: str
    inlines: Inlines
    type: Literal["link"] = "link"


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation marker. ``refs`` are ids of references in the written order; ``text`` is the marker as written: "(6,1)"."""

    refs: tuple[str, ...]
    text: str
    type: Literal["cite"] = "cite"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    ``number`` and ``upper`` (the end of a range) are decimals with a full stop whatever the language: "7.5". ``unit`` is a
    code of the unit table ("mg", "ug", "iu", "percent", "year"). ``text`` is the spelling in the article's locale: the only
    field that translation changes.
    """

    number: str
    unit: str
    text: str
    upper: str | None = None
    type: Literal["quantity"] = "quantity"


@dataclass(frozen=True, slots=True)
class Break:
    """A forced line break inside a block."""

    type: Literal["break"] = "break"


Pair = Strong | Em | Sup | Sub | Link
"""An inline that wraps others."""
Inline = Annotated[Text | Strong | Em | Sup | Sub | Link | Cite | Quantity | Break, Discriminator("type")]
Inlines = tuple[Inline, ...]


def plain(inlines: Iterable[Inline], *, cites: bool = False) -> str:
    """The characters a reader sees.

    Citation markers are left out unless ``cites``, with the space before them: they are apparatus, not prose.
    """
    if isinstance(inlines, tuple) and len(inlines) == 1 and isinstance(only := inlines[0], Text):
        return only.text  # as most texts are
    parts: list[str] = []
    _characters(inlines, parts, cites=cites)
    text = "".join(parts)
    return _AROUND_CITE.sub("", text) if _CITE_HERE in text else text


_CITE_HERE = "\ufdd0"  # a noncharacter: it stands in no page, and marks where a citation was left out
_AROUND_CITE = re.compile(rf"(?<![ \u00a0])[ \u00a0]*+{_CITE_HERE}")


def _characters(inlines: Iterable[Inline], parts: list[str], *, cites: bool) -> None:
    for inline in inlines:  # asked by isinstance, which is faster than a match: this is the most asked of all questions
        if isinstance(inline, Text):
            parts.append(inline.text)
        elif isinstance(inline, Pair):
            _characters(inline.inlines, parts, cites=cites)
        elif isinstance(inline, Quantity):
            parts.append(inline.text)
        elif isinstance(inline, Cite):
            parts.append(inline.text if cites else _CITE_HERE)
        elif isinstance(inline, Break):
            parts.append("\n")
        else:
            assert_never(inline)


def normal(inlines: Iterable[Inline]) -> Inlines:
    """The normal form: empty texts dropped, neighbouring texts joined, at every depth."""
    out: list[Inline] = []
    for inline in inlines:
        match inline:
            case Text(text=""):
                continue
            case Text() if out and isinstance(out[-1], Text):
                out[-1] = Text(out[-1].text + inline.text)
            case Strong() | Em() | Sup() | Sub() | Link():
                inner = normal(inline.inlines)
                out.append(inline if inner == inline.inlines else replace(inline, inlines=inner))
            case _:
                out.append(inline)
    return tuple(out)


def walk_inlines(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline, outer before inner, in reading order."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Pair):
            yield from walk_inlines(inline.inlines)


# ----------------------------------------------------------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A section heading. ``level`` is 2 to 6: level 1 is the article's title."""

    inlines: Inlines
    level: int = 2
    id: str = ""
    type: Literal["heading"] = "heading"

    @computed_field  # type: ignore[prop-decorator]
    @property
    def text(self) -> str:
        """Plain text, without citation markers."""
        return plain(self.inlines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text."""

    inlines: Inlines
    id: str = ""
    type: Literal["paragraph"] = "paragraph"

    @computed_field  # type: ignore[prop-decorator]
    @property
    def text(self) -> str:
        """Plain text, without citation markers."""
        return plain(self.inlines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a list, with the list nested below it. ``ordered`` is of that nested list."""

    inlines: Inlines
    items: tuple[Item, ...] = ()
    ordered: bool = False
    id: str = ""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def text(self) -> str:
        """Plain text of this item alone, without citation markers."""
        return plain(self.inlines)


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """A list, numbered when ``ordered``."""

    items: tuple[Item, ...]
    ordered: bool = False
    id: str = ""
    type: Literal["list"] = "list"

    @computed_field  # type: ignore[prop-decorator]
    @property
    def text(self) -> str:
        """All items, one a line, nested ones after their parent."""
        return "\n".join([plain(item.inlines) for item in walk_items(self.items)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A table cell; ``header`` marks a heading of its row or column."""

    inlines: Inlines
    header: bool = False
    colspan: int = 1
    rowspan: int = 1

    @computed_field  # type: ignore[prop-decorator]
    @property
    def text(self) -> str:
        """Plain text, without citation markers."""
        return plain(self.inlines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: rows of cells, a spanning cell standing once where it begins."""

    rows: tuple[tuple[Cell, ...], ...]
    caption_inlines: Inlines = ()
    id: str = ""
    type: Literal["table"] = "table"

    @computed_field  # type: ignore[prop-decorator]
    @property
    def caption(self) -> str:
        """Plain text of the caption."""
        return plain(self.caption_inlines)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def text(self) -> str:
        """Caption, then rows, one a line, cells apart by tabs."""
        rows = ("\t".join(plain(cell.inlines) for cell in row) for row in self.rows)
        return "\n".join(line for line in (plain(self.caption_inlines), *rows) if line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A figure: address, alternative text, caption."""

    src: str
    alt: str = ""
    caption_inlines: Inlines = ()
    width: int | None = None
    height: int | None = None
    id: str = ""
    type: Literal["image"] = "image"

    @computed_field  # type: ignore[prop-decorator]
    @property
    def caption(self) -> str:
        """Plain text of the caption."""
        return plain(self.caption_inlines)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def text(self) -> str:
        """The caption: what of a figure is read as text."""
        return self.caption


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quotation and, in ``source``, who said it."""

    inlines: Inlines
    source: str = ""
    id: str = ""
    type: Literal["quote"] = "quote"

    @computed_field  # type: ignore[prop-decorator]
    @property
    def text(self) -> str:
        """Plain text of the quotation."""
        return plain(self.inlines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of a FAQ (the inlines) with its answer (the blocks)."""

    inlines: Inlines
    blocks: tuple[Block, ...]
    id: str = ""
    type: Literal["question"] = "question"

    @computed_field  # type: ignore[prop-decorator]
    @property
    def text(self) -> str:
        """Plain text of the question alone; the answer is in ``blocks``."""
        return plain(self.inlines)


Block = Annotated[Heading | Paragraph | List | Table | Image | Quote | Question, Discriminator("type")]


def text_of(block: Block) -> str:
    """The block's ``text``; for many blocks it is the faster way to ask."""
    if isinstance(block, Paragraph | Heading | Quote | Question):
        return plain(block.inlines)
    return plain(block.caption_inlines) if isinstance(block, Image) else block.text


def walk_items(items: Iterable[Item]) -> Iterator[Item]:
    """Every item, a parent before the items nested below it."""
    for item in items:
        yield item
        if item.items:
            yield from walk_items(item.items)


def walk_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, a question before the blocks of its answer."""
    for block in blocks:
        yield block
        if isinstance(block, Question):
            yield from walk_blocks(block.blocks)


def runs(block: Block) -> tuple[Inlines, ...]:
    """Every run of inlines that a block itself holds, in reading order (not those of the blocks inside it)."""
    match block:
        case Heading() | Paragraph() | Quote() | Question():
            return (block.inlines,)
        case List():
            return tuple(item.inlines for item in walk_items(block.items))
        case Table():
            return (block.caption_inlines, *(cell.inlines for row in block.rows for cell in row))
        case Image():
            return (block.caption_inlines,)
        case _ as never:
            assert_never(never)


# ---------------------------------------------------------------------------------------------------------------- article


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A category. ``id`` is made from the source's name and is the same in every locale."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote the article."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An entry of the reference list. Never translated."""

    id: str
    number: int
    text: str
    url: str | None = None
    doi: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seo:
    """What a search engine is given, where it differs from title and description ("" where not)."""

    title: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article in one locale: the extracted source, or its rendering in a target.

    ``id`` is minted once and shared by all locales. ``published`` and ``modified`` are ISO 8601, as precise as the page
    was. ``source_revision`` is the content hash of the source article, which every target carries: the revision that it
    translates. ``lead`` is the opening paragraph; it stands here and not among the blocks.
    """

    locale: str
    title: str
    blocks: tuple[Block, ...]
    source_locale: str = "sv"
    lead_inlines: Inlines = ()
    description: str = ""
    categories: tuple[Category, ...] = ()
    author: Author | None = None
    published: str | None = None
    modified: str | None = None
    image: str | None = None
    references: tuple[Reference, ...] = ()
    seo: Seo = field(default_factory=Seo)
    shop: str = ""
    id: str = ""
    slug: str = ""
    source_url: str | None = None
    source_revision: str = ""
    schema: Literal["contentops.article/1"] = SCHEMA

    @computed_field  # type: ignore[prop-decorator]
    @property
    def lead(self) -> str:
        """Plain text of the lead."""
        return plain(self.lead_inlines)

    @property
    def text(self) -> str:
        """Plain reading text: title, lead, then the blocks, one a line."""
        blocks = (text_of(block) for block in walk_blocks(self.blocks))
        return "\n".join(line for line in (self.title, plain(self.lead_inlines), *blocks) if line)

    def all_inlines(self) -> Iterator[Inline]:
        """Every inline of lead and blocks, in reading order."""
        yield from walk_inlines(self.lead_inlines)
        for block in walk_blocks(self.blocks):
            for run in runs(block):
                yield from walk_inlines(run)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Article):
    """A published article: the article and what is derived from it for its readers."""

    html: str = ""
    reading_minutes: int = 1
    jsonld: dict[str, object] = field(default_factory=dict)
