"""The reference list: where it begins, and what its entries are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contentops.article.model import (
    Break,
    Cell,
    Heading,
    Inlines,
    Link,
    List,
    Pair,
    Paragraph,
    Question,
    Reference,
    Table,
    Text,
    normal,
    plain,
)
from contentops.extract.pieces import Piece, lines
from contentops.extract.vocabulary import Vocabulary, key

_TITLE = 40
_LONG = 200
_NUMBERED = re.compile(r"^\s*[\[(]?(\d{1,3})[\].):]?[.)]?(?:\s+|(?=[^\W\d]))")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]+")
_DOI = re.compile(r"(?<![\w.])10\.\d{4,9}/[^\s\"<>]+")
_VIEW = re.compile(r"(?:/(?:full|abstract|pdf|epdf|html))?(?:[?#].*)?$")
"""What publishers' addresses add to a DOI."""
_LOOKS_CITED = re.compile(r"https?://|www\.|doi|\b(?:19|20)\d\d\b|\bet al\b|\d+\(\d+\)")
_BACK = re.compile(r"\s*(?:[↑↩^⤴]\ufe0e?\s*)+|[\u21a9\ufe0e\ufe0f]+")


def split_references(
    pieces: Sequence[Piece], words: Vocabulary
) -> tuple[list[Piece], tuple[Reference, ...], list[Piece]]:
    """The pieces without their reference list, its entries, and what stood below it.

    What follows the list and is no question is none of the text: below its references an article has ended. A byline may
    still be in it.
    """
    for start, piece in enumerate(pieces):
        titled = _is_title(piece, words)
        if not titled and not (piece.role == "references" and isinstance(piece.block, List) and _looks_cited(piece)):
            continue
        end, entries = _entries(pieces, start + 1 if titled else start, marked=piece.role == "references")
        if entries:
            rest = [after for after in pieces[end:] if isinstance(after.block, Question)]
            if any(isinstance(after.block, Question) for after in rest) and isinstance(pieces[end].block, Heading):
                rest.insert(0, pieces[end])
            rest = rest or _text_goes_on(pieces[end:])
            below = [after for after in pieces[end:] if after not in rest]
            references = tuple(_reference(number, inlines, words) for number, inlines in entries)
            return [*pieces[:start], *rest], references, below
    return list(pieces), (), []


def _text_goes_on(pieces: Sequence[Piece]) -> list[Piece]:
    """A section with a heading and prose after the list is text; a stray line is not."""
    headed = next((index for index, piece in enumerate(pieces) if isinstance(piece.block, Heading)), None)
    if headed is None or not any(
        isinstance(piece.block, Paragraph) and len(piece.text) >= _LONG for piece in pieces[headed:]
    ):
        return []
    return list(pieces[headed:])


def _is_title(piece: Piece, words: Vocabulary) -> bool:
    return (
        isinstance(piece.block, Heading | Paragraph)
        and len(piece.text) <= _TITLE
        and key(piece.text) in words.references
    )


def _entries(pieces: Sequence[Piece], start: int, *, marked: bool) -> tuple[int, list[tuple[int, Inlines]]]:
    found: list[tuple[int, Inlines]] = []
    index = start
    while index < len(pieces):
        piece = pieces[index]
        match piece.block:
            case List() as block:
                if not (block.ordered or marked or _looks_cited(piece)):
                    break
                if found and not _looks_cited(piece):
                    break
                first = piece.first if piece.first > 1 or not found else found[-1][0] + 1
                found.extend((first + n, item.inlines) for n, item in enumerate(block.items))
            case Paragraph() as block:
                entries = [
                    _numbered(line, len(found) + n + 1)
                    for n, line in enumerate(line for line in lines(block.inlines) if line)
                ]
                if not all(explicit or _LOOKS_CITED.search(plain(inlines)) for _, inlines, explicit in entries):
                    break
                found.extend((number, inlines) for number, inlines, _ in entries)
            case Table() as block:
                rows = [_numbered(_row(row), len(found) + n) for n, row in enumerate(block.rows, 1)]
                if not all(explicit or _LOOKS_CITED.search(plain(inlines)) for _, inlines, explicit in rows):
                    break
                found.extend((number, inlines) for number, inlines, _ in rows)
            case _:
                break
        index += 1
    numbers = [number for number, _ in found]
    if len(set(numbers)) != len(numbers):  # numbers that repeat name nothing: count anew
        found = [(n, inlines) for n, (_, inlines) in enumerate(found, 1)]
    return index, found


def _row(cells: Sequence[Cell]) -> Inlines:
    """The cells of a row side by side: number, then text."""
    return normal(inline for cell in cells for inline in (*cell.inlines, Text(" ")))


def _looks_cited(piece: Piece) -> bool:
    block = piece.block
    if not isinstance(block, List):
        return False
    cited = sum(1 for item in block.items if _LOOKS_CITED.search(item.text) or _first_link(item.inlines))
    return cited * 2 >= len(block.items)


def _numbered(inlines: Inlines, position: int) -> tuple[int, Inlines, bool]:
    match = _NUMBERED.match(plain(inlines))
    return (int(match.group(1)), inlines, True) if match else (position, inlines, False)


def _reference(number: int, inlines: Inlines, words: Vocabulary) -> Reference:
    spelled = plain(_unbroken(_without_link_words(inlines, words)), cites=True)
    text = _BACK.sub(" ", spelled)
    if (match := _NUMBERED.match(text)) and int(match.group(1)) == number:
        text = text[match.end() :]
    text = " ".join(text.split())
    written = _URL.search(text)
    url = _first_link(inlines) or (written.group().rstrip(".,;)") if written else None)
    if url and url.startswith("www."):
        url = f"https://{url}"
    doi = _DOI.search(f"{url or ''} {text}")
    bare = _VIEW.sub("", doi.group()).rstrip(".,;)") if doi else None
    return Reference(id=f"r{number}", number=number, text=text, url=url, doi=bare)


def _without_link_words(inlines: Inlines, words: Vocabulary) -> Inlines:
    """The entry without links that only say that they are one ("Länk"): their address stands in ``url``."""
    return tuple(
        inline
        for inline in inlines
        if not (isinstance(inline, Link) and key(plain(inline.inlines).strip(" ()[]")) in words.link_words)
    )


def _unbroken(inlines: Inlines) -> Inlines:
    return tuple(Text(" ") if isinstance(inline, Break) else inline for inline in inlines)


def _first_link(inlines: Inlines) -> str | None:
    for inline in inlines:
        if isinstance(inline, Link) and inline.href.startswith("http"):
            return inline.href
        if isinstance(inline, Pair) and (found := _first_link(inline.inlines)):
            return found
    return None
