"""The side-by-side view as data: which sentence stands beside which translation, and which findings beside both."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, assert_never

from contentops.article.model import Block, Heading, Image, Item, List, Paragraph, Question, Quote, Table, walk_blocks
from contentops.report.changes import Piece, word_by_word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from contentops.article.record import Finding, SegmentRecord, Similar, State

_CELL = re.compile(r"\.r(\d+)c(\d+)#")
_CODE = re.compile(r"⟦/?(\d+)(?::[a-z]+)?⟧")
_CLOSES = re.compile(r"⟦/(\d+)(?::[a-z]+)?⟧")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a block is set: its kind, how deep it is nested, and the marker of a list item ("•", "3.")."""

    kind: str = "field"
    depth: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """A translation that stands for a sentence nearly like this one, as words, and how the two sources differ.

    "…" is a number or a marker: it would be this sentence's own. ``score`` is in per cent.
    """

    text: str
    score: int
    state: State
    by: str
    difference: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One sentence: source, translation, and the findings of each.

    ``previous`` is the translation that the sentence had before it changed in the source, as words; "" when that text now
    stands somewhere else. ``similar`` is what may help, the most alike first.
    """

    segment: SegmentRecord
    findings: tuple[Finding, ...] = ()
    source_findings: tuple[Finding, ...] = ()
    previous: str = ""
    similar: tuple[Suggested, ...] = ()

    @property
    def anchor(self) -> str:
        """The row's id in the page. Other ids of the page begin neither with "s-" nor with "t-"."""
        return f"s-{self._name}"

    @property
    def text_id(self) -> str:
        """The id of the translation within the row, for what is said about it."""
        return f"t-{self._name}"

    @property
    def _name(self) -> str:
        return re.sub(r"[^\w-]", "-", self.segment.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The sentences of one run of text: a paragraph, an item, the title."""

    role: str
    shape: Shape
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A table cell: its two texts, and its sentences (none in a cell of numbers alone). Counted from 1."""

    row: int
    column: int
    source: str
    target: str
    header: bool = False
    colspan: int = 1
    rowspan: int = 1
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table, whole: also the cells that hold nothing to translate."""

    shape: Shape
    lines: tuple[tuple[GridCell, ...], ...]

    @property
    def cells(self) -> tuple[GridCell, ...]:
        """Every cell that has sentences, in reading order."""
        return tuple(cell for line in self.lines for cell in line if cell.rows)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every sentence, in reading order."""
        return tuple(row for cell in self.cells for row in cell.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """All units and tables in reading order, and the findings that belong to no sentence of them."""

    units: tuple[Unit | Grid, ...]
    findings: tuple[Finding, ...]
    source_findings: tuple[Finding, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row, in reading order."""
        return tuple(row for unit in self.units for row in unit.rows)


def aligned(
    blocks: Sequence[Block],
    segments: Sequence[SegmentRecord],
    findings: Iterable[Finding],
    source_findings: Iterable[Finding],
    translated: Sequence[Block] = (),
) -> Aligned:
    """The segments of a record as units and rows.

    ``blocks`` are the source's and give the shapes; ``translated`` are the target's and give the cells of tables that
    hold numbers alone. A finding stands at its segment; without one at the first sentence of its block (of a list: of its
    first item); and where neither is in the text, among those about the whole article.
    """
    outline = dict(_outline(blocks))
    tables = {block.id: block for block in walk_blocks(blocks) if isinstance(block, Table)}
    others = {block.id: block for block in walk_blocks(translated) if isinstance(block, Table)}
    places = _places(segments, blocks)
    ours, about_all = _placed(findings, places)
    theirs, about_source = _placed(source_findings, places)
    still_here = {segment.text for segment in segments}
    groups = [
        tuple(
            Row(
                segment=segment,
                findings=tuple(ours.get(segment.address, ())),
                source_findings=tuple(theirs.get(segment.address, ())),
                previous="" if segment.previous in still_here else in_words(segment.previous),
                similar=tuple(_suggested(one, segment) for one in segment.similar),
            )
            for segment in group
        )
        for _, group in groupby(segments, key=lambda segment: segment.address.rpartition("#")[0])
    ]
    cells: dict[str, dict[tuple[int, int], tuple[Row, ...]]] = {}
    for rows in groups:
        if place := _cell(rows, tables):
            cells.setdefault(rows[0].segment.block, {})[place] = rows
    units: list[Unit | Grid] = []
    for rows in groups:
        first = rows[0].segment
        if not _cell(rows, tables):
            units.append(Unit(role=first.role, shape=outline.get(first.block, Shape()), rows=rows))
        elif of := cells.pop(first.block, None):  # the whole table stands where its first cell does
            shape = outline.get(first.block, Shape())
            units.append(Grid(shape=shape, lines=_lines(tables[first.block], others.get(first.block), of)))
    return Aligned(units=tuple(units), findings=about_all, source_findings=about_source)


def _suggested(similar: Similar, segment: SegmentRecord) -> Suggested:
    return Suggested(
        text=in_words(similar.text),
        score=similar.score,
        state=similar.state,
        by=similar.by,
        difference=word_by_word(in_words(similar.source), in_words(segment.source)),
    )


def in_words(coded: str) -> str:
    """A coded text without its codes: "…" for a number or a marker that is not known any more."""
    closed = set(_CLOSES.findall(coded))
    return _CODE.sub(lambda code: "" if code[1] in closed else "…", coded)


def _cell(rows: tuple[Row, ...], tables: Collection[str]) -> tuple[int, int] | None:
    """Row and column of the table cell that these sentences are, from 0."""
    segment = rows[0].segment
    found = _CELL.search(segment.address) if segment.block in tables else None
    return (int(found[1]), int(found[2])) if found else None


def _lines(
    source: Table, target: Table | None, rows: dict[tuple[int, int], tuple[Row, ...]]
) -> tuple[tuple[GridCell, ...], ...]:
    def translation(r: int, c: int) -> str:
        try:
            return target.rows[r][c].text if target else ""
        except IndexError:  # a record beside another revision's document
            return ""

    return tuple(
        tuple(
            GridCell(
                row=r + 1,
                column=c + 1,
                source=cell.text,
                target=translation(r, c),
                header=cell.header,
                colspan=cell.colspan,
                rowspan=cell.rowspan,
                rows=rows.get((r, c), ()),
            )
            for c, cell in enumerate(line)
        )
        for r, line in enumerate(source.rows)
    )


def _placed(
    findings: Iterable[Finding], places: dict[str, str]
) -> tuple[dict[str, list[Finding]], tuple[Finding, ...]]:
    placed: dict[str, list[Finding]] = {}
    left = []
    for finding in findings:
        address = places.get(finding.segment) or places.get(finding.block)
        if address:
            placed.setdefault(address, []).append(finding)
        else:
            left.append(finding)
    return placed, tuple(left)


def _places(segments: Iterable[SegmentRecord], blocks: Iterable[Block]) -> dict[str, str]:
    """Address of the row for every segment address and every id of a block or item that has text."""
    places: dict[str, str] = {}
    for segment in segments:
        places[segment.address] = segment.address
        if segment.block:
            places.setdefault(segment.block, segment.address)
    for block in _lists(blocks):
        first = next((places[item.id] for item in block.items if item.id in places), "")
        if first:
            places.setdefault(block.id, first)
    places.pop("", None)
    return places


def _lists(blocks: Iterable[Block]) -> Iterator[List]:
    for block in blocks:
        match block:
            case List():
                yield block
            case Question():
                yield from _lists(block.blocks)
            case _:
                pass


def _outline(blocks: Iterable[Block], depth: int = 0) -> Iterator[tuple[str, Shape]]:
    for block in blocks:
        match block:
            case Heading():
                yield block.id, Shape(kind=f"h{block.level}", depth=depth)
            case Paragraph() | Quote() | Table() | Image():
                yield block.id, Shape(kind=block.type, depth=depth)
            case List():
                yield from _items(block.items, depth, ordered=block.ordered)
            case Question():
                yield block.id, Shape(kind="question", depth=depth)
                yield from _outline(block.blocks, depth + 1)
            case _ as never:
                assert_never(never)


def _items(items: Iterable[Item], depth: int, *, ordered: bool) -> Iterator[tuple[str, Shape]]:
    shape = Shape(kind="item", depth=depth + 1)
    for number, item in enumerate(items, 1):
        yield item.id, replace(shape, marker=f"{number}." if ordered else "•")
        yield from _items(item.items, depth + 1, ordered=item.ordered)
