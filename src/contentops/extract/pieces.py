"""Blocks on their way to an article: each with what the page said about its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from contentops.article.model import (
    Block,
    Break,
    Em,
    Heading,
    Inline,
    Inlines,
    Link,
    Pair,
    Paragraph,
    Strong,
    Sub,
    Sup,
    Text,
    plain,
    text_of,
)

Role = Literal["", "lead", "references"]

TITLE_OR_TEXT = (Heading, Paragraph)
"""What most blocks are. Written ``Heading | Paragraph`` the question would make a type each time that it is asked."""
_SPACE = re.compile(r"[\t\n\r\f\v\u2028\u2029][ \t\n\r\f\v\u2028\u2029]*| [ \t\n\r\f\v\u2028\u2029]+")
"""White space that is not one single space already."""


@dataclass(slots=True)  # a frozen one takes longer to make; nobody changes one
class Piece:
    """A block. ``role`` is what the mark-up named it; ``text`` is all of its text, citation markers included.

    Of a numbered list, ``first`` is the number of its first item, ``step`` what each adds to it: -1 in one that counts down.
    """

    block: Block
    role: Role = ""
    first: int = 1
    step: int = 1
    text: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:  # once, for every step asks for it
        block = self.block
        self.text = plain(block.inlines, cites=True) if isinstance(block, TITLE_OR_TEXT) else text_of(block)


def tidy(inlines: Inlines) -> Inlines:
    """Inlines as a reader sees them: spaces collapsed, none at the edges or around breaks, no empty wraps.

    A no-break space is kept where it stands between words; a break at an edge is none.
    """
    if len(inlines) == 1 and isinstance(only := inlines[0], Text):
        text = _single_spaced(only.text).strip(" \u00a0")
        return inlines if text == only.text and text else (Text(text),) if text else ()
    out = _collapse(inlines, _State())
    _trim(out, left=True)
    _trim(out, left=False)
    return tuple(out)


def _single_spaced(text: str) -> str:
    return text if text.isprintable() and "  " not in text else _SPACE.sub(" ", text)  # no line's end is printable


@dataclass(slots=True)
class _State:
    space: bool = True  # whether a space here would double one, or stand at the beginning


def _collapse(inlines: Inlines, state: _State) -> list[Inline]:  # noqa: C901, PLR0912 - a case for each kind of inline
    """The inlines with single spaces, in normal form, without wraps around nothing."""
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            text = _single_spaced(inline.text)
            if state.space:
                text = text.lstrip(" ")
            if text:
                state.space = text[-1] == " "
                _append(out, inline if text == inline.text else Text(text))
        elif isinstance(inline, Break):
            if out and isinstance(last := out[-1], Text):
                del out[-1]
                if text := last.text.rstrip(" \u00a0"):
                    out.append(Text(text))
            state.space = True
            out.append(inline)
        elif isinstance(inline, Pair):
            inner = tuple(_collapse(inline.inlines, state))
            if inner == inline.inlines and _is_said(inner):
                out.append(inline)  # as most are
            elif all(isinstance(one, Break) or (isinstance(one, Text) and not one.text.strip()) for one in inner):
                for one in inner:  # a space or a break in bold is a space or a break
                    _append(out, one)
            elif len(inner) == 1 and type(inner[0]) is type(inline) and not isinstance(inline, Link):
                out.append(inner[0])
            else:
                out.append(Link(inline.href, inner) if isinstance(inline, Link) else type(inline)(inner))
        else:
            state.space = False
            out.append(inline)
    return out


def _is_said(inlines: Inlines) -> bool:
    """Whether the inlines are one text that says something."""
    return len(inlines) == 1 and isinstance(only := inlines[0], Text) and not only.text.isspace()


def _append(out: list[Inline], inline: Inline) -> None:
    if isinstance(inline, Text) and out and isinstance(last := out[-1], Text):
        out[-1] = Text(last.text + inline.text)
    else:
        out.append(inline)


def _trim(out: list[Inline], *, left: bool) -> None:
    """Takes spaces and breaks away from one edge."""
    index = 0 if left else -1
    while out:
        edge = out[index]
        if isinstance(edge, Text):
            text = edge.text.lstrip(" \u00a0") if left else edge.text.rstrip(" \u00a0")
            if text:
                out[index] = edge if text == edge.text else Text(text)
                return
        elif isinstance(edge, Pair):
            inner = list(edge.inlines)
            _trim(inner, left=left)
            if inner:
                kept = tuple(inner)
                if kept != edge.inlines:
                    out[index] = Link(edge.href, kept) if isinstance(edge, Link) else type(edge)(kept)
                return
        elif not isinstance(edge, Break):
            return
        del out[index]


def lines(inlines: Inlines) -> list[Inlines]:
    """The inlines cut at their breaks, each line tidied; empty lines stay as ``()``. Breaks inside a wrap cut it too."""
    for inline in inlines:
        if not isinstance(inline, Text) and _breaks(inline):
            break
    else:
        return [tidy(inlines)]
    out: list[list[Inline]] = [[]]
    for inline in inlines:
        match inline:
            case Break():
                out.append([])
            case Strong() | Em() | Sup() | Sub() | Link() if not _breaks(inline):
                out[-1].append(inline)
            case Strong() | Em() | Sup() | Sub() | Link():
                inner = lines(inline.inlines)
                for number, line in enumerate(inner):
                    if number:
                        out.append([])
                    if line:
                        # tidied lines lose the spaces at the wrap's own edges, which part words
                        kept = line if len(inner) > 1 else inline.inlines
                        out[-1].append(Link(inline.href, kept) if isinstance(inline, Link) else type(inline)(kept))
            case _:
                out[-1].append(inline)
    return [tidy(tuple(line)) for line in out]


def _breaks(inline: Inline) -> bool:
    if isinstance(inline, Pair):
        return any(_breaks(inner) for inner in inline.inlines if not isinstance(inner, Text))
    return isinstance(inline, Break)


def link_density(inlines: Inlines) -> float:
    """Share of the characters that stand in links."""
    linked = _linked(inlines)
    return linked / len(plain(inlines, cites=True)) if linked else 0.0  # most texts have no link


def _linked(inlines: Inlines) -> int:
    count = 0
    for inline in inlines:
        if isinstance(inline, Text):
            continue
        if isinstance(inline, Link):
            count += len(plain(inline.inlines, cites=True))
        elif isinstance(inline, Pair):
            count += _linked(inline.inlines)
    return count
