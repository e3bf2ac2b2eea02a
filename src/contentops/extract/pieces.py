"""Blocks on their way to an article: each with what the page said about its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from contentops.article.model import (
    Block,
    Break,
    Cite,
    Em,
    Heading,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Quantity,
    Strong,
    Sub,
    Sup,
    Text,
    normal,
    plain,
    walk_inlines,
)

Role = Literal["", "lead", "references"]

_SPACE = re.compile(r"[\t\n\r\f\v\u2028\u2029][ \t\n\r\f\v\u2028\u2029]*| [ \t\n\r\f\v\u2028\u2029]+")
"""White space that is not one single space already."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block. ``role`` is what the mark-up named it; ``first`` is the number of its first item, for a numbered list."""

    block: Block
    role: Role = ""
    first: int = 1
    _text: list[str] = field(default_factory=list, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The block's text, citation markers included. Worked out once: every step asks for it."""
        if not self._text:
            block = self.block
            self._text.append(
                plain(block.inlines, cites=True) if isinstance(block, Heading | Paragraph) else block.text
            )
        return self._text[0]


def tidy(inlines: Inlines) -> Inlines:
    """Inlines as a reader sees them: spaces collapsed, none at the edges or around breaks, no empty wraps.

    A no-break space is kept where it stands between words; a break at an edge is none.
    """
    if len(inlines) == 1 and isinstance(only := inlines[0], Text):
        text = _SPACE.sub(" ", only.text).strip(" \u00a0")
        return (Text(text),) if text else ()
    out = _without_blank_wraps(_collapse(list(normal(inlines)), _State()))
    out = _trim(_trim(out, left=True), left=False)
    return normal(out)


@dataclass(slots=True)
class _State:
    space: bool = True  # whether a space here would double one, or stand at the beginning


def _collapse(inlines: list[Inline], state: _State) -> list[Inline]:
    out: list[Inline] = []
    for inline in inlines:
        match inline:
            case Text():
                text = _SPACE.sub(" ", inline.text)
                if state.space:
                    text = text.lstrip(" ")
                if text:
                    state.space = text.endswith(" ")
                    out.append(Text(text))
            case Break():
                if out and isinstance(out[-1], Text):
                    out[-1] = Text(out[-1].text.rstrip(" \u00a0"))
                state.space = True
                out.append(inline)
            case Cite() | Quantity():
                state.space = False
                out.append(inline)
            case Link():
                out.append(Link(inline.href, tuple(_collapse(list(inline.inlines), state))))
            case Strong() | Em() | Sup() | Sub():
                out.append(type(inline)(tuple(_collapse(list(inline.inlines), state))))
    return out


def _without_blank_wraps(inlines: list[Inline]) -> list[Inline]:
    out: list[Inline] = []
    for inline in inlines:
        match inline:
            case Strong() | Em() | Sup() | Sub() | Link():
                inner = tuple(_without_blank_wraps(list(inline.inlines)))
                if not plain(inner, cites=True).strip():
                    out.extend(inner)  # a space or a break in bold is a space or a break
                elif isinstance(inline, Link):
                    out.append(Link(inline.href, inner))
                elif len(inner) == 1 and type(inner[0]) is type(inline):
                    out.append(inner[0])
                else:
                    out.append(type(inline)(inner))
            case Text(text=""):
                pass
            case _:
                out.append(inline)
    return out


def _trim(inlines: list[Inline], *, left: bool) -> list[Inline]:
    out = list(inlines)
    while out:
        index = 0 if left else -1
        edge = out[index]
        match edge:
            case Break():
                del out[index]
                continue
            case Text():
                text = edge.text.lstrip(" \u00a0") if left else edge.text.rstrip(" \u00a0")
                if not text:
                    del out[index]
                    continue
                out[index] = Text(text)
            case Strong() | Em() | Sup() | Sub() | Link():
                inner = tuple(_trim(list(edge.inlines), left=left))
                if not inner:
                    del out[index]
                    continue
                out[index] = Link(edge.href, inner) if isinstance(edge, Link) else type(edge)(inner)
            case _:
                pass
        break
    return out


def lines(inlines: Inlines) -> list[Inlines]:
    """The inlines cut at their breaks, each line tidied; empty lines stay as ``()``. Breaks inside a wrap cut it too."""
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
    return any(isinstance(inner, Break) for inner in walk_inlines((inline,)))


def link_density(inlines: Inlines) -> float:
    """Share of the characters that stand in links."""
    whole = len(plain(inlines, cites=True))
    return _linked(inlines) / whole if whole else 0.0


def _linked(inlines: Inlines) -> int:
    count = 0
    for inline in inlines:
        match inline:
            case Link():
                count += len(plain(inline.inlines, cites=True))
            case Strong() | Em() | Sup() | Sub():
                count += _linked(inline.inlines)
            case _:
                pass
    return count
