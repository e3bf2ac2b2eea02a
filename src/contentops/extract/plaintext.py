"""A plain-text scrape: what a page's text looks like when its mark-up is gone.

Lines are blocks; bullets and numbers make lists, indentation nests them. Headings have no mark left and are told by their
shape later, as on pages without semantic mark-up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from contentops.article.model import Item, List, Paragraph, Text
from contentops.extract.pieces import Piece, tidy

_BULLET = re.compile(r"^(?P<indent>\s*)(?P<mark>[•●▪◦‣·○■*]|[-–—])\s+(?P<text>\S.*)$")
_NUMBER = re.compile(r"^(?P<indent>\s*)(?P<number>\d{1,3})[.)]\s+(?P<text>\S.*)$")
_WRAPPED = 60
"""A line at least this long that ends without a stop and is followed at once by a line in lower case was broken by width."""


_DEEPEST = 8
"""Levels below which an item of a list stands beside the one before it, however far it is indented."""


@dataclass(slots=True)
class _Line:
    text: str
    indent: int = 0
    mark: str = ""  # "•" or "1"; "" for a line that is no item
    number: int = 0
    items: list[_Line] = field(default_factory=list)


def read_lines(text: str) -> list[Piece]:
    """The blocks of a plain text, in order: paragraphs and lists."""
    out: list[Piece] = []
    listed: list[_Line] = []
    for line in _joined(text.splitlines()):
        if listed and (not line.mark or not _continues(listed, line)):
            out.append(_list(listed))
            listed = []
        if line.mark:
            listed.append(line)
        elif inlines := tidy((Text(line.text),)):
            out.append(Piece(Paragraph(inlines=inlines)))
    if listed:
        out.append(_list(listed))
    return out


def _joined(raw: list[str]) -> list[_Line]:
    out: list[_Line] = []
    open_line = False
    for written in raw:
        text = written.strip()
        if not text:
            open_line = False
            continue
        if open_line and text[0].islower() and not _BULLET.match(written) and not _NUMBER.match(written):
            out[-1].text = f"{out[-1].text} {text}"
        else:
            out.append(_line(written))
        open_line = len(written.rstrip()) >= _WRAPPED and not text.endswith((".", "!", "?", ":"))
    return out


def _line(written: str) -> _Line:
    expanded = written.expandtabs(4)
    if match := _BULLET.match(expanded):
        return _Line(match["text"].strip(), len(match["indent"]), match["mark"])
    if match := _NUMBER.match(expanded):
        return _Line(match["text"].strip(), len(match["indent"]), "1", int(match["number"]))
    return _Line(written.strip())


def _continues(listed: list[_Line], line: _Line) -> bool:
    """Whether an item goes on with the list: one list is numbered or not, and numbers go up by one."""
    last = next((item for item in reversed(listed) if item.indent <= line.indent), None)
    if last is None:
        return False
    if last.indent < line.indent:
        return True  # a list nested below the last item
    if bool(last.number) != bool(line.number):
        return False
    return not line.number or line.number == last.number + 1


def _list(listed: list[_Line]) -> Piece:
    roots: list[_Line] = []
    path: list[_Line] = []
    for line in listed:
        while path and line.indent <= path[-1].indent + 1:
            path.pop()
        (path[-1].items if path else roots).append(line)
        if len(path) < _DEEPEST:
            path.append(line)
    return Piece(
        List(items=tuple(_item(line) for line in roots), ordered=bool(roots[0].number)), first=roots[0].number or 1
    )


def _item(line: _Line) -> Item:
    nested = tuple(_item(inner) for inner in line.items)
    return Item(inlines=tidy((Text(line.text),)), items=nested, ordered=bool(line.items and line.items[0].number))
