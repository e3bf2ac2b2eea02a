"""One unit of an article (a paragraph, an item, a cell) as coded sentences, and the way back.

Coded text is prose with codes: ``⟦1⟧`` stands for a citation, a quantity or a break, ``⟦2⟧…⟦/2⟧`` wraps what is a link or
strong. Of a span of time only the number is a code, as its word takes the form that its sentence asks for: ``⟦1⟧ veckor``.
A unit is cut where its sentences end; a wrapping inline that is cut between two sentences is whole in each, and made one
again on the way back. A unit of several sentences can be taken whole as well: for a translator who makes one of two, or
puts them in another order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest

from contentops.article.model import Break, Cite, Inline, Inlines, Pair, Quantity, Text, normal, plain
from contentops.errors import SegmentError
from contentops.language import quantities
from contentops.language.language import Language, language
from contentops.language.sentences import split

CODE = re.compile(r"⟦(/?)(\d+)⟧")
WHOLE = "#all"
"""Ends the address of a unit that is taken whole. Its first sentence has another address: who means that one, by a list of
before, must not write over all of them."""
_LITERAL = re.compile(r"[⟦⟧]")
_LETTER = re.compile(r"[^\W\d_]")
_GLUED = re.compile(r"[^\W_]|-\w")
_NEXT_CODE = re.compile(r"[ \u00a0]*⟦(/?)(\d+)⟧")

Role = str
"""title, description, seo, lead, category, heading, paragraph, item, caption, cell, alt, quote, attribution or question."""

_WHOLE = frozenset({"title", "seo", "category", "heading", "question", "alt", "attribution"})
"""Roles that are one segment whatever full stops they hold."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence to translate, or a unit of several that is taken whole.

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


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands, and what it is there."""

    address: str
    role: Role
    block: str = ""


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
class Run:
    """A sentence of a unit, or the unit taken whole, or (``address`` empty) what stands between sentences.

    ``text`` is whole in itself; ``numbers[n - 1]`` is the number that its code ``n`` has in the unit.
    """

    address: str
    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's codes, and its sentences with what stands between them."""

    codes: tuple[Inline, ...]
    pieces: tuple[_Piece, ...]
    place: Place

    @classmethod
    def of(cls, inlines: Inlines, place: Place, speech: Language) -> Unit:
        """The unit that these inlines are, cut into sentences."""
        codes: list[Inline] = []
        coded = _encode(inlines, codes, None)
        # What is only "8 veckor" in a cell is no sentence: it is spelled as a whole.
        if any(isinstance(code, Quantity) and code.unit in quantities.TIME for code in codes) and _LETTER.search(
            CODE.sub("", coded)
        ):
            codes = []
            coded = _encode(inlines, codes, speech)
        ends = [] if place.role in _WHOLE else _sentence_ends(coded, codes, speech)
        return cls(tuple(codes), tuple(_pieces(coded, ends, codes, place.address)), place)

    @property
    def segments(self) -> list[Segment]:
        """Its sentences, each with its own codes, numbered from 1."""
        return [self._segment(run) for run in self.runs(whole=False) if run.address]

    @property
    def whole(self) -> Segment | None:
        """All its sentences as one segment; None where it has not several."""
        return self.parts(whole=True)[0] if self._has_several else None

    def parts(self, *, whole: bool) -> list[Segment]:
        """Its sentences, or the one segment that it is when it is taken whole (if it has several)."""
        return [self._segment(run) for run in self.runs(whole=whole) if run.address]

    def runs(self, *, whole: bool) -> list[Run]:
        """Its parts with what stands between and around them, in order."""
        if whole and self._has_several:
            before, inner, after = self._around
            texts = [("", before), (f"{self.place.address}{WHOLE}", inner), ("", after)]
        else:
            texts = [(piece.address, _whole(piece)) for piece in self.pieces]
        found = [(address, *_own_numbers(text)) for address, text in texts if text]
        return [Run(address, text, tuple(numbers)) for address, text, numbers in found]

    def _segment(self, run: Run) -> Segment:
        codes = tuple(self.codes[number - 1] for number in run.numbers)
        return Segment(run.address, self.place.role, self.place.block, run.text, codes)

    @property
    def _has_several(self) -> bool:
        return sum(bool(piece.address) for piece in self.pieces) > 1

    @property
    def _around(self) -> tuple[str, str, str]:
        """Its coded text in three: the blanks and breaks before the words, the words, and those after."""
        coded = "".join(piece.text for piece in self.pieces)
        first, last = _inner(coded, 0, len(coded), list(self.codes))
        return coded[:first], coded[first:last], coded[last:]

    def filled(self, texts: Mapping[str, str], here: Language, there: Language) -> Inlines:
        """Its inlines with each sentence replaced by the text at its address; empty where there is none.

        A text at the address of the whole takes the place of all of them.
        """
        if given := texts.get(f"{self.place.address}{WHOLE}"):
            before, inner, after = self._around
            _, numbers = _own_numbers(inner)
            _check(given, tuple(self.codes[number - 1] for number in numbers), f"{self.place.address}{WHOLE}")
            coded = f"{before}{_with_numbers(given, numbers)}{after}"
            return normal(_decode(coded, self.codes, here, there))
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
                text = _with_numbers(text, numbers)
            parts.append(_join(parts, text, open_before))
            open_before = piece.left_open
        return normal(_decode("".join(parts), self.codes, here, there))


def _encode(inlines: Inlines, codes: list[Inline], speech: Language | None) -> str:
    """Inlines as coded text; ``codes`` receives what each number stands for.

    The words for spans of time are text where the language is given.
    """
    out: list[str] = []
    for inline, following in zip_longest(inlines, inlines[1:]):
        match inline:
            case Text():
                end = 0
                for literal in _LITERAL.finditer(inline.text):  # a page may hold our brackets: they become codes too
                    codes.append(Text(literal.group()))
                    out.append(f"{inline.text[end : literal.start()]}⟦{len(codes)}⟧")
                    end = literal.end()
                out.append(inline.text[end:])
            case Quantity() if (
                speech and not _is_glued(following) and (parts := quantities.parted(inline.text, inline.unit, speech))
            ):
                codes.append(replace(inline, text=parts[0]))
                out.append(f"⟦{len(codes)}⟧{parts[1]}")
            case Cite() | Quantity() | Break():
                codes.append(inline)
                out.append(f"⟦{len(codes)}⟧")
            case _:
                codes.append(replace(inline, inlines=()))
                number = len(codes)
                out.append(f"⟦{number}⟧{_encode(inline.inlines, codes, speech)}⟦/{number}⟧")
    return "".join(out)


def _is_glued(following: Inline | None) -> bool:
    """Whether a text goes on in the word before it, which it would be taken for a part of on the way back."""
    return isinstance(following, Text) and _GLUED.match(following.text) is not None


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


def _with_numbers(text: str, numbers: list[int]) -> str:
    """The inverse of :func:`_own_numbers`."""
    return CODE.sub(lambda m: f"⟦{m[1]}{numbers[int(m[2]) - 1]}⟧", text)


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
    """Coded text as inlines; the inverse of :func:`_encode`, quantities respelled and spans of time whole again."""
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
            inner = _with_spans(stack.pop(), there)
            wrap = wraps.pop()
            stack[-1].append(replace(wrap, inlines=inner))
    stack[-1].append(Text(coded[end:]))
    return _with_spans(stack[0], there)


def _with_spans(inlines: list[Inline], speech: Language) -> Inlines:
    """The inlines, each number of a span of time together with the word for it that follows."""
    out: list[Inline] = []
    for inline in inlines:
        before = out[-1] if out else None
        if isinstance(inline, Text) and isinstance(before, Quantity):
            word = quantities.joined(before.text, before.unit, inline.text, speech)
            out[-1:] = [replace(before, text=before.text + word), replace(inline, text=inline.text[len(word) :])]
        else:
            out.append(inline)
    return tuple(out)


def _localize(code: Inline, here: Language, there: Language) -> Inline:
    if not isinstance(code, Quantity) or here.locale == there.locale:
        return code
    return replace(code, text=quantities.spell(code.number, code.upper, code.unit, code.text, here, there))
