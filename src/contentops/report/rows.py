"""The side-by-side view as data: which sentence stands beside which translation, and which findings beside both."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, assert_never

from contentops.article.model import Block, Heading, Image, Item, List, Paragraph, Question, Quote, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from contentops.article.record import Finding, SegmentRecord

_CELL = re.compile(r"\.r(\d+)c(\d+)(?:#|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a block is set: its kind, how deep it is nested, and the marker of a list item ("•", "3.")."""

    kind: str = "field"
    depth: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One sentence: source, translation, and the findings of each."""

    segment: SegmentRecord
    findings: tuple[Finding, ...] = ()
    source_findings: tuple[Finding, ...] = ()

    @property
    def anchor(self) -> str:
        """The row's id in the page. Other ids of the page never begin like this."""
        return "s-" + re.sub(r"[^\w-]", "-", self.segment.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The sentences of one run of text: a paragraph, an item, a cell, the title."""

    role: str
    shape: Shape
    rows: tuple[Row, ...]

    @property
    def cell(self) -> tuple[int, int] | None:
        """Row and column of a table cell, counted from 1."""
        found = _CELL.search(self.rows[0].segment.address)
        return (int(found[1]) + 1, int(found[2]) + 1) if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """All units in reading order, and the findings that belong to no sentence of them."""

    units: tuple[Unit, ...]
    findings: tuple[Finding, ...]
    source_findings: tuple[Finding, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row, in reading order."""
        return tuple(row for unit in self.units for row in unit.rows)


def aligned(
    blocks: Iterable[Block],
    segments: Sequence[SegmentRecord],
    findings: Iterable[Finding],
    source_findings: Iterable[Finding],
) -> Aligned:
    """The segments of a record as units and rows.

    ``blocks`` are the source's and give the shapes. A finding stands at its segment; without one at the first sentence
    of its block (of a list: of its first item); and where neither is in the text, among those about the whole article.
    """
    outline = dict(_outline(blocks))
    places = _places(segments, blocks)
    ours, about_all = _placed(findings, places)
    theirs, about_source = _placed(source_findings, places)
    units = []
    for _, group in groupby(segments, key=lambda segment: segment.address.rpartition("#")[0]):
        rows = tuple(
            Row(
                segment=segment,
                findings=tuple(ours.get(segment.address, ())),
                source_findings=tuple(theirs.get(segment.address, ())),
            )
            for segment in group
        )
        first = rows[0].segment
        units.append(Unit(role=first.role, shape=outline.get(first.block, Shape()), rows=rows))
    return Aligned(units=tuple(units), findings=about_all, source_findings=about_source)


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
