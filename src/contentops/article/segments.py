"""Segments: the article as a translator sees it, sentence by sentence, and the way back.

``segments(article)`` lists what is to be translated; ``fill(article, locale, texts)`` puts translations in the place of
their sentences. They are inverses: filling an article with its own texts gives the same article, and the segments of a
filled article are the texts that filled it.

A segment's text is prose with **codes** for everything that is not: ``⟦1⟧`` stands for a citation, a quantity or a break,
``⟦2⟧…⟦/2⟧`` wraps what is a link or strong. A translation must carry each code exactly once, in any order that nests.

The *address* says where a segment stands ("p-1f3a9c2b#0": first sentence of that paragraph). It is never its identity: the
same sentence elsewhere is the same translation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from contentops.article.model import (
    Article,
    Block,
    Break,
    Cell,
    Cite,
    Heading,
    Image,
    Inline,
    Inlines,
    Item,
    List,
    Pair,
    Paragraph,
    Quantity,
    Question,
    Quote,
    Table,
    Text,
    normal,
    plain,
)
from contentops.errors import SegmentError
from contentops.language import quantities
from contentops.language.language import Language, language
from contentops.language.sentences import split

CODE = re.compile(r"⟦(/?)(\d+)⟧")
_LITERAL = re.compile(r"[⟦⟧]")
_LETTER = re.compile(r"[^\W\d_]")
_NEXT_CODE = re.compile(r"[ \u00a0]*⟦(/?)(\d+)⟧")

Role = str
"""title, description, seo, lead, category, heading, paragraph, item, caption, cell, alt, quote, attribution or question."""

_WHOLE = frozenset({"title", "seo", "category", "heading", "question", "alt", "attribution"})
"""Roles that are one segment whatever full stops they hold."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence to translate.

    ``codes[n - 1]`` is what code ``n`` stands for; a wrapping inline stands there empty. ``block`` is the id of the block
    or item, or "" for the article's own fields.
    """

    address: str
    role: Role
    block: str
    text: str
    codes: tuple[Inline, ...] = ()

    @property
    def shown(self) -> str:
        """The sentence as a reader sees it."""
        return show(self.text, self.codes)


def segments(article: Article) -> tuple[Segment, ...]:
    """What there is to translate, in reading order. References are not: they stay in their language."""
    found: list[Segment] = []
    speech = language(article.locale)

    def collect(place: _Place, inlines: Inlines) -> Inlines:
        found.extend(_Unit.of(inlines, place, speech).segments)
        return inlines

    _each_unit(article, collect)
    return tuple(found)


def fill(article: Article, locale: str, texts: Mapping[str, str]) -> Article:
    """The article in ``locale``, each segment replaced by the text at its address.

    A segment without a text is left empty: the source's words are never shown under another language's name. Quantities
    are spelled for ``locale``; their value never changes. Raises SegmentError where a text does not carry the codes of its
    segment.
    """
    here, there = language(article.locale), language(locale)

    def put(place: _Place, inlines: Inlines) -> Inlines:
        return _Unit.of(inlines, place, here).filled(texts, here, there)

    return replace(_each_unit(article, put), locale=locale)


def show(text: str, codes: tuple[Inline, ...]) -> str:
    """A segment's text with its codes as a reader sees them: markers and quantities spelled out, wrapping marks gone."""

    def spell(match: re.Match[str]) -> str:
        number = int(match.group(2))
        if number > len(codes) or isinstance(codes[number - 1], Pair):
            return ""
        return plain((codes[number - 1],), cites=True)

    return CODE.sub(spell, text)


def localized(segment: Segment, locale: str, source_locale: str) -> tuple[Inline, ...]:
    """The segment's codes as they will stand in ``locale``: quantities respelled, the rest unchanged."""
    return tuple(_localize(code, language(source_locale), language(locale)) for code in segment.codes)


def check_codes(segment: Segment, text: str) -> None:
    """Raises SegmentError unless ``text`` carries each code of ``segment`` exactly once and well nested."""
    _check(text, segment.codes, segment.address)


# --------------------------------------------------------------------------------------- the one walk over all of a document


@dataclass(frozen=True, slots=True)
class _Place:
    address: str
    role: Role
    block: str = ""


_Visit = Callable[[_Place, Inlines], Inlines]


def _each_unit(article: Article, visit: _Visit) -> Article:
    """The article with every translatable unit replaced by what ``visit`` returns. segments and fill both walk here."""
    speech = language(article.locale)

    def string(place: _Place, value: str) -> str:
        if not value:
            return ""
        seen = visit(place, recognized(value, speech))
        return "".join(plain((inline,), cites=True) for inline in seen)

    return replace(
        article,
        title=string(_Place("title", "title"), article.title),
        description=string(_Place("description", "description"), article.description),
        seo=replace(
            article.seo,
            title=string(_Place("seo.title", "seo"), article.seo.title),
            description=string(_Place("seo.description", "description"), article.seo.description),
        ),
        categories=tuple(
            replace(category, name=string(_Place(f"category.{category.id}", "category"), category.name))
            for category in article.categories
        ),
        lead_inlines=visit(_Place("lead", "lead"), article.lead_inlines),
        blocks=tuple(_each_in_block(block, visit, string) for block in article.blocks),
    )


def _each_in_block(block: Block, visit: _Visit, string: Callable[[_Place, str], str]) -> Block:
    def at(role: Role, part: str = "") -> _Place:
        return _Place(f"{block.id}{part}", role, block.id)

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
        inlines=visit(_Place(item.id, "item", item.id), item.inlines),
        items=tuple(_each_in_item(inner, visit) for inner in item.items),
    )


def _each_in_cell(cell: Cell, place: _Place, visit: _Visit) -> Cell:
    return replace(cell, inlines=visit(place, cell.inlines))


def recognized(text: str, speech: Language) -> Inlines:
    """A plain string as inlines: its quantities told apart from its words."""
    out: list[Inline] = []
    end = 0
    for found in quantities.find(text, speech):
        out.append(Text(text[end : found.start]))
        out.append(Quantity(found.number, found.unit, text[found.start : found.end], found.upper))
        end = found.end
    return normal((*out, Text(text[end:])))


# ------------------------------------------------------------------------------------------- one unit: inlines <-> sentences


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of a unit's coded text: a sentence, or (``address`` empty) what stands between sentences.

    ``opened`` are the wrapping codes already open where it begins: they are opened again in the sentence's own text, so
    that each sentence is whole by itself, and joined again in ``filled``.
    """

    text: str
    opened: tuple[int, ...]
    left_open: tuple[int, ...]
    address: str = ""


@dataclass(frozen=True, slots=True)
class _Unit:
    codes: tuple[Inline, ...]
    pieces: tuple[_Piece, ...]
    place: _Place

    @classmethod
    def of(cls, inlines: Inlines, place: _Place, speech: Language) -> _Unit:
        codes: list[Inline] = []
        coded = _encode(inlines, codes)
        ends = [] if place.role in _WHOLE else _sentence_ends(coded, codes, speech)
        return cls(tuple(codes), tuple(_pieces(coded, ends, codes, place.address)), place)

    @property
    def segments(self) -> list[Segment]:
        out = []
        for piece in self.pieces:
            if piece.address:
                text, numbers = _own_numbers(_whole(piece))
                codes = tuple(self.codes[number - 1] for number in numbers)
                out.append(Segment(piece.address, self.place.role, self.place.block, text, codes))
        return out

    def filled(self, texts: Mapping[str, str], here: Language, there: Language) -> Inlines:
        parts: list[str] = []
        open_before: tuple[int, ...] = ()
        for piece in self.pieces:
            text = _whole(piece)
            if piece.address:
                text, numbers = _own_numbers(text)
                text = texts.get(piece.address, "")
                if text:
                    own = tuple(self.codes[number - 1] for number in numbers)
                    _check(text, own, piece.address)
                text = CODE.sub(lambda m, numbers=numbers: f"⟦{m[1]}{numbers[int(m[2]) - 1]}⟧", text)  # type: ignore[misc]
            parts.append(_join(parts, text, open_before))
            open_before = piece.left_open
        return normal(_decode("".join(parts), self.codes, here, there))


def _encode(inlines: Inlines, codes: list[Inline]) -> str:
    """Inlines as coded text; ``codes`` receives what each number stands for."""
    out: list[str] = []
    for inline in inlines:
        match inline:
            case Text():
                end = 0
                for literal in _LITERAL.finditer(inline.text):  # a page may hold our brackets: they become codes too
                    codes.append(Text(literal.group()))
                    out.append(f"{inline.text[end : literal.start()]}⟦{len(codes)}⟧")
                    end = literal.end()
                out.append(inline.text[end:])
            case Cite() | Quantity() | Break():
                codes.append(inline)
                out.append(f"⟦{len(codes)}⟧")
            case _:
                codes.append(replace(inline, inlines=()))
                number = len(codes)
                out.append(f"⟦{number}⟧{_encode(inline.inlines, codes)}⟦/{number}⟧")
    return "".join(out)


def _sentence_ends(coded: str, codes: list[Inline], speech: Language) -> list[int]:
    """Offsets in ``coded`` where one sentence ends and the next begins."""
    prose: list[str] = []
    offsets: list[int] = []  # of each character of the prose, its offset in ``coded``
    end = 0
    for match in CODE.finditer(coded):
        prose.append(coded[end : match.start()])
        offsets.extend(range(end, match.start()))
        code = codes[int(match[2]) - 1]
        spelled = "" if match[1] or isinstance(code, Pair | Cite) else plain((code,))
        prose.append(spelled)
        offsets.extend([match.start()] * len(spelled))
        end = match.end()
    prose.append(coded[end:])
    offsets.extend(range(end, len(coded)))
    ends = []
    for stop in split("".join(prose), speech):
        last = offsets[stop - 1]
        code_here = CODE.match(coded, last)
        ends.append(_with_tail(coded, code_here.end() if code_here else last + 1, codes))
    return ends


def _with_tail(coded: str, end: int, codes: list[Inline]) -> int:
    """``end`` moved behind the citations that belong to the sentence and the wrapping codes that close with it."""
    while match := _NEXT_CODE.match(coded, end):
        if not match[1] and not isinstance(codes[int(match[2]) - 1], Cite):
            break
        end = match.end()
    return end


def _pieces(coded: str, ends: list[int], codes: list[Inline], address: str) -> list[_Piece]:
    out: list[_Piece] = []
    stack: list[int] = []
    index = 0

    def add(text: str, *, sentence: bool) -> None:
        nonlocal index
        if not text:
            return
        opened = tuple(stack)
        for match in CODE.finditer(text):
            number = int(match[2])
            if match[1]:
                stack.remove(number)
            elif isinstance(codes[number - 1], Pair):
                stack.append(number)
        own = f"{address}#{index}" if sentence else ""
        index += sentence
        out.append(_Piece(text, opened, tuple(stack), own))

    start = 0
    for end in [*dict.fromkeys(ends), len(coded)]:
        # Blanks and breaks around a sentence are not its own: they stand between sentences in every language.
        first, last = _inner(coded, start, end, codes)
        add(coded[start:first], sentence=False)
        add(coded[first:last], sentence=bool(_LETTER.search(CODE.sub("", coded[first:last]))))
        add(coded[last:end], sentence=False)
        start = end
    return out


def _inner(coded: str, start: int, end: int, codes: list[Inline]) -> tuple[int, int]:
    """``coded[start:end]`` without the blanks and breaks at its edges, as offsets."""
    breaks = [f"⟦{n}⟧" for n, code in enumerate(codes, 1) if isinstance(code, Break)]
    while start < end:
        if coded[start].isspace():
            start += 1
        elif mark := next((mark for mark in breaks if coded.startswith(mark, start, end)), ""):
            start += len(mark)
        else:
            break
    while end > start:
        if coded[end - 1].isspace():
            end -= 1
        elif mark := next((mark for mark in breaks if coded.endswith(mark, start, end)), ""):
            end -= len(mark)
        else:
            break
    return start, end


def _whole(piece: _Piece) -> str:
    opens = "".join(f"⟦{number}⟧" for number in piece.opened)
    closes = "".join(f"⟦/{number}⟧" for number in reversed(piece.left_open))
    return f"{opens}{piece.text}{closes}"


def _own_numbers(text: str) -> tuple[str, list[int]]:
    """The text with its codes numbered from 1, and which number each had before."""
    numbers: list[int] = []
    for match in CODE.finditer(text):
        if int(match[2]) not in numbers:
            numbers.append(int(match[2]))
    return CODE.sub(lambda m: f"⟦{m[1]}{numbers.index(int(m[2])) + 1}⟧", text), numbers


def _join(parts: list[str], text: str, opened: tuple[int, ...]) -> str:
    """``text`` ready to follow ``parts``: a wrapping inline that was cut between two sentences is made one again."""
    for number in opened:
        opening, closing = f"⟦{number}⟧", f"⟦/{number}⟧"
        if not (parts and text.startswith(opening)):
            break
        last = next((i for i in range(len(parts) - 1, -1, -1) if parts[i]), None)
        if last is None or not parts[last].endswith(closing):
            break
        parts[last] = parts[last].removesuffix(closing)
        text = text.removeprefix(opening)
    return text


def _check(text: str, codes: tuple[Inline, ...], address: str) -> None:
    seen: list[str] = []
    stack: list[int] = []
    for match in CODE.finditer(text):
        number = int(match[2])
        if number < 1 or number > len(codes):
            raise SegmentError(
                f"{address}: the translation invents code {match[0]}.", hint="Use only the source's codes."
            )
        seen.append(match[0])
        if not isinstance(codes[number - 1], Pair):
            if match[1]:
                raise SegmentError(
                    f"{address}: {match[0]} closes what is no pair.", hint="Use only the source's codes."
                )
        elif not match[1]:
            stack.append(number)
        elif not stack or stack.pop() != number:
            raise SegmentError(f"{address}: {match[0]} does not nest.", hint="Close inner codes before outer ones.")
    expected = [f"⟦{n}⟧" for n in range(1, len(codes) + 1)]
    expected += [f"⟦/{n}⟧" for n, code in enumerate(codes, 1) if isinstance(code, Pair)]
    for code in expected:
        if seen.count(code) != 1:
            what = "loses" if code not in seen else "repeats"
            raise SegmentError(f"{address}: the translation {what} code {code}.", hint="Each code stands exactly once.")
    if _LITERAL.search(CODE.sub("", text)):
        raise SegmentError(
            f"{address}: the translation holds a broken code.", hint="Write codes as in the source: ⟦1⟧."
        )


def _decode(coded: str, codes: tuple[Inline, ...], here: Language, there: Language) -> Inlines:
    """Coded text as inlines; the inverse of :func:`_encode`, quantities respelled."""
    stack: list[list[Inline]] = [[]]
    wraps: list[Pair] = []
    end = 0
    for match in CODE.finditer(coded):
        stack[-1].append(Text(coded[end : match.start()]))
        end = match.end()
        code = codes[int(match[2]) - 1]
        if not isinstance(code, Pair):
            stack[-1].append(_localize(code, here, there))
        elif not match[1]:
            wraps.append(code)
            stack.append([])
        else:
            inner = tuple(stack.pop())
            wrap = wraps.pop()
            stack[-1].append(replace(wrap, inlines=inner))
    stack[-1].append(Text(coded[end:]))
    return tuple(stack[0])


def _localize(code: Inline, here: Language, there: Language) -> Inline:
    if not isinstance(code, Quantity) or here.locale == there.locale:
        return code
    return replace(code, text=quantities.spell(code.number, code.upper, code.unit, code.text, here, there))
