"""A plain-text scrape: what a page's text looks like when its mark-up is gone.

Lines are blocks; bullets and numbers make lists, indentation nests them. A text that was broken at a width is joined again.
Headings are marked ("## Zink", or underlined) or have no mark left: then they are told by their shape later, as on pages
without semantic mark-up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from contentops.article.model import Cell, Heading, Inline, Inlines, Item, List, Paragraph, Strong, Table, Text, normal
from contentops.extract.pieces import Piece, tidy

_BULLET = re.compile(r"^(?P<indent>\s*)(?P<mark>[•●▪◦‣·○■□►➤✓✔\uf0b7*]|[-–—])\s+(?P<text>\S.*)$")
_NUMBER = re.compile(r"^(?P<indent>\s*)(?P<number>\d{1,3})[.)]\s+(?P<text>\S.*)$")
_ENTRY = re.compile(r"^\s*[\[(](\d{1,3})[\])]\s+(?=[^\W\d_a-zåäöéæø])")
"""An entry of a reference list in lines: "[3] Ek A. …"."""
_DIGIT = re.compile(r"\d")
_MARKED = re.compile(r"^(?P<marks>#{1,6})\s+(?P<text>\S.*?)(?:\s+#+)?\s*$")
_STARRED = re.compile(r"(?<!\*)\*\*(?P<text>[^*\s](?:[^*]*[^*\s])?)\*\*(?!\*)")
_RULE = re.compile(r"^\s*(?:={3,}|-{3,}|_{3,}|\*{3,}|~{3,})\s*$")
_HEADING = 120
"""Characters of a line that may be underlined as a heading, at most."""
_WRAPPED = 60
"""A line at least this long that ends without a stop and is followed at once by a line in lower case was broken by width."""
_WIDEST = 132
"""Characters of the widest line of a text that was broken by width: mail has 60 to 80, the widest terminals 132."""
_NARROWEST = 40
_FULL = 0.8
_LEAST_FULL = 4
"""Lines that must nearly reach a text's width before it is taken for one that was broken by width."""

_DEEPEST = 8
"""Levels below which an item of a list stands beside the one before it, however far it is indented."""


@dataclass(slots=True)
class _Line:
    first: str
    indent: int = 0
    mark: str = ""  # "•" or "1"; "" for a line that is no item
    number: int = 0
    level: int = 0  # of a heading
    items: list[_Line] = field(default_factory=list)
    more: list[str] = field(default_factory=list)  # lines that go on with it

    @property
    def text(self) -> str:
        return " ".join((self.first, *self.more))


def read_lines(text: str) -> list[Piece]:
    """The blocks of a plain text, in order: paragraphs, lists, and tables whose cells stand apart by tabs."""
    out: list[Piece] = []
    listed: list[_Line] = []
    rows: list[list[str]] = []
    for line in _joined(text.splitlines()):
        cells = line.text.split("\t") if "\t" in line.text and not (line.mark or line.level) else []
        if rows and len(cells) != len(rows[0]):
            out.append(_table(rows))
            rows = []
        if listed and (not line.mark or not _continues(listed, line)):
            out.append(_list(listed))
            listed = []
        if cells:
            rows.append(cells)
        elif line.mark:
            listed.append(line)
        elif inlines := tidy(_bold(line.text)):
            out.append(Piece(Heading(inlines=inlines, level=line.level) if line.level else Paragraph(inlines=inlines)))
    if rows:
        out.append(_table(rows))
    if listed:
        out.append(_list(listed))
    return out


def _bold(text: str) -> Inlines:
    """A line with what stands in double stars in bold, as many write a heading and a word that matters."""
    out: list[Inline] = []
    end = 0
    for found in _STARRED.finditer(text):
        out.extend((Text(text[end : found.start()]), Strong((Text(found["text"]),))))
        end = found.end()
    return normal((*out, Text(text[end:])))


def _table(rows: list[list[str]]) -> Piece:
    """Lines with the same number of tabs as a table, a first row without numbers its head; a single line is a paragraph."""
    if len(rows) == 1:
        return Piece(Paragraph(inlines=tidy((Text(" ".join(rows[0])),))))
    headed = all(map(str.strip, rows[0])) and not _DIGIT.search("".join(rows[0])) and _DIGIT.search(str(rows[1:]))
    return Piece(
        Table(
            rows=tuple(
                tuple(Cell(inlines=tidy((Text(cell),)), header=bool(headed) and not number) for cell in row)
                for number, row in enumerate(rows)
            )
        )
    )


def _joined(raw: list[str]) -> list[_Line]:
    out: list[_Line] = []
    width = _width(raw)
    before = ""  # the line before, while the block that it belongs to may go on
    for written in raw:
        text = written.strip()
        if not text or _RULE.match(written):
            if before and _underlines(text, before) and not out[-1].mark:
                out[-1].level = 2 if text[0] == "=" else 3
            before = ""
            continue
        if before and _goes_on(out[-1], before, written, width):
            out[-1].more.append(text)
        else:
            out.append(_line(written))
        before = "" if out[-1].level else written
    return out


def _underlines(text: str, before: str) -> bool:
    """Whether a line of strokes makes a heading of the line above it."""
    return text[:1] in ("=", "-") and len(before) <= _HEADING and not before.rstrip().endswith((".", ",", ";", ":"))


def _width(raw: list[str]) -> int:
    """The width at which a text was broken into lines; 0 for one whose lines are its paragraphs."""
    lengths = [(len(line.rstrip()), line.rstrip()) for line in raw if line.strip() and not _RULE.match(line)]
    width = max((length for length, _ in lengths), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    full = [line for length, line in lengths if length >= _FULL * width]
    broken = [line for line in full if not line.endswith((".", "!", "?", ":"))]
    return width if len(full) >= _LEAST_FULL and len(broken) * 2 > len(full) else 0


def _goes_on(block: _Line, before: str, written: str, width: int) -> bool:
    """Whether a line goes on with the block of the line before it."""
    text = written.strip()
    if _BULLET.match(written) or _NUMBER.match(written) or _marked(written):
        return False
    if (entry := _ENTRY.match(written)) and (last := _ENTRY.match(block.first)) and int(entry[1]) == int(last[1]) + 1:
        return False
    before = before.rstrip()
    if width:  # it was broken where its next word found no room
        return len(before) + 1 + len(text.split(maxsplit=1)[0]) > width
    return len(before) >= _WRAPPED and text[0].islower() and not before.endswith((".", "!", "?", ":"))


def _marked(written: str) -> re.Match[str] | None:
    """The line as a heading with its marks, where it is one."""
    return _MARKED.match(written.strip()) if len(written) <= 2 * _HEADING else None


def _line(written: str) -> _Line:
    expanded = written.expandtabs(4)
    if match := _BULLET.match(expanded):
        return _Line(match["text"].strip(), len(match["indent"]), match["mark"])
    if match := _NUMBER.match(expanded):
        return _Line(match["text"].strip(), len(match["indent"]), "1", int(match["number"]))
    if match := _marked(written):
        return _Line(match["text"], level=min(6, len(match["marks"]) + 1))
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
    return Item(inlines=tidy(_bold(line.text)), items=nested, ordered=bool(line.items and line.items[0].number))
