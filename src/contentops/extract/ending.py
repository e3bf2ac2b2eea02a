"""What is left of the shop at the end of a text: titles whose cards went, links to press, calls to act."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contentops.article.model import Heading, Image, Inlines, List, Paragraph, plain
from contentops.extract.chrome import Cut
from contentops.extract.pieces import Piece, link_density
from contentops.extract.references import leads_to_a_source, names_a_source
from contentops.extract.vocabulary import Vocabulary, key

_DEAR = 0.25
"""Share of the text that may be cut from its end: what costs more is no leftover."""
_LEFT = 0.15
"""Share of the text that is left below a title of recommendations, at most."""
_LONGEST_LEFT = 3_000
_EXCERPT = 300
_LINE = 100
_LINK = "a link at the end"
_LINKS = "a list of links at the end"
_WHOLLY_LINKED = 0.9
_ENUMERATED = 0.75
"""Link density of a line of links with commas or strokes between them."""
_MOST = 0.75
_BIOGRAPHY = 500
_BIOGRAPHY_OF = "about the author"
_CALLING = 350
_NAME_ENDS = re.compile(r"(?!\w|['’]s? )")
"""What follows a name that is not a genitive."""
_FULL_NAME = re.compile(r"\W?[A-ZÅÄÖÆØ][\w’-]+ (?:[A-ZÅÄÖÆØ][\w.’-]+ )*?(?P<last>[A-ZÅÄÖÆØ][\w’-]+)(?! [A-ZÅÄÖÆØ])\b")
_CALL = 160
"""Characters of a heading and of what stands between it and what is to be pressed below it, at most, in a call to act."""


def without_ending(
    pieces: Sequence[Piece], author: str, words: Vocabulary, cuts: list[Cut], kept: frozenset[str] = frozenset()
) -> list[Piece]:
    """The pieces without what ends the text and is none of it.

    A title with nothing below it, whose cards were cut or never came; a line that is a link as a whole. Where such a line
    stood below a heading and a sentence or two, these called to press it and go too. ``kept`` are lines that stay, in
    :func:`key` form.
    """
    found: list[Cut] = []
    end = _recommended(pieces, words, kept)
    found.extend(Cut.of("recommendations", piece.text) for piece in pieces[end:] if piece.text)
    while (last := _before_pictures(pieces, end)) and key(pieces[last - 1].text) not in kept:
        reason = _reason(pieces[last - 1], pieces[last - 2].text if last > 1 else "", author, words)
        if reason == _BIOGRAPHY_OF and _is_of_another(pieces[: last - 1], pieces[last - 1].text, author):
            reason = ""
        if not reason:
            break
        end = last - 1
        found.append(Cut.of(reason, pieces[end].text))
    if found and found[-1].reason == _LINK:
        call = _call(pieces[:end])
        found.extend(Cut.of("calls to press a link", piece.text) for piece in pieces[end - call : end] if piece.text)
        end -= call
    if sum(cut.length for cut in found) > _DEAR * sum(len(piece.text) for piece in pieces):
        return list(pieces)
    cuts.extend(found)
    left = list(pieces[:end])
    if left and isinstance(wish := left[-1].block, Heading) and words.closings.match(left[-1].text):
        left[-1] = Piece(Paragraph(inlines=wish.inlines), left[-1].role)  # it heads nothing
    return left


def _recommended(pieces: Sequence[Piece], words: Vocabulary, kept: frozenset[str]) -> int:
    """The end of the pieces before a title of recommendations that hardly any text stands below."""
    length, longest, end = 0, 0.0, len(pieces)
    for index in range(len(pieces) - 1, 0, -1):
        piece = pieces[index]
        length += len(piece.text)
        if length > _LONGEST_LEFT or (isinstance(piece.block, Paragraph) and len(piece.text) > _EXCERPT):
            break
        if kept and key(piece.text) in kept:
            break
        title = key(piece.text) if isinstance(piece.block, Heading) else ""
        if title and words.recommends(title) and not _says(title, pieces[index + 1 :], words):
            longest = longest or _LEFT * sum(len(every.text) for every in pieces)
            end = index if length <= longest else end
    return end


def _says(title: str, below: Sequence[Piece], words: Vocabulary) -> bool:
    """Whether what stands below a title is text, none of which leads away as a whole.

    That is a list or a table; and a paragraph, where the title is one that texts have too.
    """
    said = [piece.block for piece in below if not isinstance(piece.block, Image)]
    if not said or isinstance(said[0], Heading):
        return False
    if isinstance(said[0], Paragraph) and words.loose_boxes.fullmatch(title) is None:
        return False
    for block in said:
        match block:
            case Paragraph(inlines=inlines) | Heading(inlines=inlines):
                leads_away = _leads_away(inlines, words)
            case List(items=items):
                leads_away = any(_leads_away(item.inlines, words) for item in items)
            case _:
                leads_away = False
        if leads_away:
            return False
    return True


def _before_pictures(pieces: Sequence[Piece], end: int) -> int:
    """The end of the pieces without pictures that nothing is said of: of cut cards they are what stays."""
    while end and isinstance(image := pieces[end - 1].block, Image) and not image.caption_inlines:
        end -= 1
    return end


def _leads_away(inlines: Inlines, words: Vocabulary) -> bool:
    """Whether an entry is a link as a whole, or calls to follow the one that it holds."""
    density = link_density(inlines)
    return density > _WHOLLY_LINKED or (density > 0 and words.calls.search(plain(inlines)) is not None)


def _names(text: str, author: str) -> bool:
    """Whether a text begins with the author's name, or the first of the names: it tells who that is."""
    first = author.partition(" ")[0]
    if len(first) <= 1 or first not in text[: len(first) + 1]:
        return False
    before, _, after = text.partition(first)
    return not before.isalnum() and _NAME_ENDS.match(after) is not None


def _is_of_another(above: Sequence[Piece], text: str, author: str) -> bool:
    """Whether it is told of somebody whom the text has spoken of before, and not of its author."""
    name = _FULL_NAME.match(text)
    return name is not None and not _names(text, author) and any(name["last"] in piece.text for piece in above)


def _reason(piece: Piece, before: str, author: str, words: Vocabulary) -> str:
    """Why the last piece is none of the text; "" where it may be. ``before`` is the text above it."""
    match piece.block:
        case Heading() if words.closings.match(piece.text) is None and not (
            key(piece.text) in words.references or key(piece.text) in words.questions
        ):
            return "a title with nothing below it"
        case Paragraph(inlines=inlines) if len(piece.text) <= _LINE and link_density(inlines) > _ENUMERATED:
            return "" if before.rstrip().endswith(":") or names_a_source(inlines, words) else _LINK
        case Paragraph() if len(piece.text) <= _BIOGRAPHY and (
            _names(piece.text, author) or words.biographies.match(piece.text)
        ):
            return _BIOGRAPHY_OF
        case Paragraph(inlines=inlines) if (
            len(piece.text) <= _CALLING
            and link_density(inlines)
            and words.calls.search(piece.text)
            and not leads_to_a_source(inlines, words)
        ):
            return "a call to act at the end"
        case List(items=items) if sum(_leads_away(item.inlines, words) for item in items) >= _MOST * len(items):
            named = before.rstrip().endswith(":") or any(names_a_source(item.inlines, words) for item in items)
            return "" if named else _LINKS
        case _:
            return ""


def _call(pieces: Sequence[Piece]) -> int:
    """How many pieces at the end are a heading and a few words that call to press what stood below; 0 where none are.

    Such a heading asks or exclaims: one that names what its section is about may head the last few words of the text.
    """
    length = 0
    for count, piece in enumerate(reversed(pieces), 1):
        length += len(piece.text)
        if length > _CALL or not isinstance(piece.block, Heading | Paragraph | Image):
            return 0
        if isinstance(piece.block, Heading):
            return count if count > 1 and piece.text.rstrip().endswith(("?", "!")) else 0
    return 0
