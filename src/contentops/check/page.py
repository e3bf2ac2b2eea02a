"""A small article in a few lines, for the examples of checks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contentops.article.identity import mint
from contentops.article.model import (
    Article,
    Block,
    Cell,
    Cite,
    Heading,
    Image,
    Inlines,
    Item,
    List,
    Paragraph,
    Reference,
    Table,
    Text,
    normal,
)

_MARKER = re.compile(r"\((\d+(?:,\d+)*)\)")
_REFERENCE = re.compile(r"\[(\d+)\] (.+)")
_IMAGE = re.compile(r"!\[(.*)\]")


@dataclass(frozen=True, slots=True)
class Page:
    """An article written as lines.

    "# title", "## heading" (more signs, deeper; a second "#", the level of the title), "- item", "| cell | cell |",
    "![alternative text]" for an image, "> meta description", "[1] reference" and, for the rest, paragraphs. In all of
    them "(1,2)" is a citation.
    """

    locale: str
    lines: tuple[str, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The lines that are paragraphs."""
        return tuple(block.text for block in self.article.blocks if isinstance(block, Paragraph))

    @property
    def article(self) -> Article:
        """The article, with ids."""
        title, description = "", ""
        blocks: list[Block] = []
        references: list[Reference] = []
        for line in self.lines:
            if line.startswith("# ") and not title:
                title = line[2:]
            elif line.startswith("> "):
                description = line[2:]
            elif reference := _REFERENCE.fullmatch(line):
                references.append(Reference(id=f"r{reference[1]}", number=int(reference[1]), text=reference[2]))
            else:
                _add(blocks, line)
        return mint(
            Article(
                locale=self.locale,
                title=title,
                description=description,
                blocks=tuple(blocks),
                references=tuple(references),
            )
        )


def page(locale: str, *lines: str) -> Page:
    """An article of these lines."""
    return Page(locale, lines)


def _add(blocks: list[Block], line: str) -> None:
    marks = len(line) - len(line.lstrip("#"))
    if marks and line[marks] == " ":
        blocks.append(Heading(inlines=_inlines(line[marks:].strip()), level=marks))
    elif line.startswith("- "):
        item = Item(inlines=_inlines(line[2:]))
        match blocks[-1:]:
            case [List(items=items)]:
                blocks[-1] = List(items=(*items, item))
            case _:
                blocks.append(List(items=(item,)))
    elif line.startswith("| "):
        row = tuple(Cell(inlines=_inlines(cell.strip())) for cell in line.strip("|").split("|"))
        match blocks[-1:]:
            case [Table(rows=rows)]:
                blocks[-1] = Table(rows=(*rows, row))
            case _:
                blocks.append(Table(rows=(row,)))
    elif image := _IMAGE.fullmatch(line):
        blocks.append(Image(src="https://shop.example/image.jpg", alt=image[1]))
    else:
        blocks.append(Paragraph(inlines=_inlines(line)))


def _inlines(text: str) -> Inlines:
    out: list[Text | Cite] = []
    end = 0
    for match in _MARKER.finditer(text):
        out.append(Text(text[end : match.start()]))
        out.append(Cite(tuple(f"r{number}" for number in match[1].split(",")), match[0]))
        end = match.end()
    return normal((*out, Text(text[end:])))
