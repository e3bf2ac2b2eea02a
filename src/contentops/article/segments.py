"""Segments: the article as a translator sees it, sentence by sentence, and the way back.

``segments(article)`` lists what is to be translated; ``fill(article, locale, texts)`` puts translations in the place of
their sentences. They are inverses: filling an article with its own texts gives the same article, and the segments of a
filled article are the texts that filled it.

A segment's text is prose with **codes** for everything that is not: ``⟦1⟧`` stands for a citation, a quantity or a break,
``⟦2⟧…⟦/2⟧`` wraps what is a link or strong. A translation must carry each code exactly once, in any order that nests.

The *address* says where a segment stands ("p-1f3a9c2b#0": first sentence of that paragraph). It is never its identity: the
same sentence elsewhere is the same translation.

A *unit* is what the sentences stand in: a paragraph, an item, a cell. One of several sentences may be taken whole: then it
is one segment ("p-1f3a9c2b#all"), its translation may have fewer sentences, or the same in another order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import assert_never

from contentops.article.coding import CODE, WHOLE, Place, Role, Segment, Unit, check_codes, localized, show
from contentops.article.model import (
    Article,
    Block,
    Cell,
    Heading,
    Image,
    Inline,
    Inlines,
    Item,
    List,
    Paragraph,
    Quantity,
    Question,
    Quote,
    Table,
    Text,
    normal,
    plain,
)
from contentops.language import quantities
from contentops.language.language import language

__all__ = [
    "CODE",
    "Segment",
    "Unit",
    "check_codes",
    "fill",
    "localized",
    "recognized",
    "segments",
    "show",
    "taken_whole",
    "units",
]


def segments(article: Article, whole: Collection[str] = ()) -> tuple[Segment, ...]:
    """What there is to translate, in reading order. References are not: they stay in their language.

    ``whole`` are the addresses of the units that are taken whole ("p-1f3a9c2b").
    """
    return tuple(part for unit in units(article) for part in unit.parts(whole=unit.place.address in whole))


def units(article: Article) -> tuple[Unit, ...]:
    """What the sentences stand in, in reading order."""
    found: list[Unit] = []
    speech = language(article.locale)

    def collect(place: Place, inlines: Inlines) -> Inlines:
        found.append(Unit.of(inlines, place, speech))
        return inlines

    _each_unit(article, collect)
    return tuple(found)


def taken_whole(addresses: Iterable[str]) -> frozenset[str]:
    """The units that were taken whole, by the addresses of the segments that there were."""
    return frozenset(address.removesuffix(WHOLE) for address in addresses if address.endswith(WHOLE))


def fill(article: Article, locale: str, texts: Mapping[str, str]) -> Article:
    """The article in ``locale``, each segment replaced by the text at its address.

    A unit with a text for the whole gets that one. A segment without a text is left empty: the source's words are never
    shown under another language's name. Quantities are spelled for ``locale``; their value never changes. Raises
    SegmentError where a text does not carry the codes of its segment.
    """
    here, there = language(article.locale), language(locale)

    def put(place: Place, inlines: Inlines) -> Inlines:
        return Unit.of(inlines, place, here).filled(texts, here, there)

    return replace(_each_unit(article, put), locale=locale)


# --------------------------------------------------------------------------------------- the one walk over all of a document

_Visit = Callable[[Place, Inlines], Inlines]


def _each_unit(article: Article, visit: _Visit) -> Article:
    """The article with every translatable unit replaced by what ``visit`` returns. segments and fill both walk here."""
    speech = language(article.locale)

    def string(place: Place, value: str) -> str:
        if not value:
            return ""
        seen = visit(place, recognized(value, quantities.find(value, speech)))
        return "".join(plain((inline,), cites=True) for inline in seen)

    return replace(
        article,
        title=string(Place("title", "title"), article.title),
        description=string(Place("description", "description"), article.description),
        seo=replace(
            article.seo,
            title=string(Place("seo.title", "seo"), article.seo.title),
            description=string(Place("seo.description", "description"), article.seo.description),
        ),
        categories=tuple(
            replace(category, name=string(Place(f"category.{category.id}", "category"), category.name))
            for category in article.categories
        ),
        lead_inlines=visit(Place("lead", "lead"), article.lead_inlines),
        blocks=tuple(_each_in_block(block, visit, string) for block in article.blocks),
    )


def _each_in_block(block: Block, visit: _Visit, string: Callable[[Place, str], str]) -> Block:
    def at(role: Role, part: str = "") -> Place:
        return Place(f"{block.id}{part}", role, block.id)

    match block:
        case Heading() | Paragraph():
            return replace(block, inlines=visit(at(block.type), block.inlines))
        case List():
            return replace(block, items=tuple(_each_in_item(item, visit) for item in block.items))
        case Table():
            return replace(
                block,
                caption_inlines=visit(at("caption", ".caption"), block.caption_inlines),
                rows=tuple(
                    tuple(_each_in_cell(cell, at("cell", f".r{r}c{c}"), visit) for c, cell in enumerate(row))
                    for r, row in enumerate(block.rows)
                ),
            )
        case Image():
            return replace(
                block,
                alt=string(at("alt", ".alt"), block.alt),
                caption_inlines=visit(at("caption", ".caption"), block.caption_inlines),
            )
        case Quote():
            return replace(
                block,
                inlines=visit(at("quote"), block.inlines),
                source=string(at("attribution", ".source"), block.source),
            )
        case Question():
            return replace(
                block,
                inlines=visit(at("question"), block.inlines),
                blocks=tuple(_each_in_block(inner, visit, string) for inner in block.blocks),
            )
        case _ as never:
            assert_never(never)


def _each_in_item(item: Item, visit: _Visit) -> Item:
    return replace(
        item,
        inlines=visit(Place(item.id, "item", item.id), item.inlines),
        items=tuple(_each_in_item(inner, visit) for inner in item.items),
    )


def _each_in_cell(cell: Cell, place: Place, visit: _Visit) -> Cell:
    return replace(cell, inlines=visit(place, cell.inlines))


def recognized(text: str, found: Iterable[quantities.Found]) -> Inlines:
    """A plain string as inlines: the quantities that were ``found`` in it told apart from its words."""
    out: list[Inline] = []
    end = 0
    for one in found:
        out.append(Text(text[end : one.start]))
        out.append(Quantity(one.number, one.unit, text[one.start : one.end], one.upper))
        end = one.end
    return normal((*out, Text(text[end:]))) if out else (Text(text),) if text else ()
