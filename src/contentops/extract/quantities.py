"""Quantities in running text with mark-up: "<b>300</b> mg" is one dose, and "5 m²" no length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from contentops.article.model import Em, Inline, Inlines, Link, Quantity, Strong, Sub, Sup, Text, normal, plain
from contentops.article.segments import recognized
from contentops.language.language import Language
from contentops.language.quantities import find

_APART = "\ufdd0"  # a noncharacter, which stands in no page: what parts two texts and is neither word nor space
_SQUARED = frozenset(["m", "cm", "mm", "km"])
_EXPONENT = re.compile(r"\s*[-−–⁻]?\d")


def quantified(inlines: Inlines, speech: Language) -> Inlines:
    """The inlines with their numbers with units as :class:`Quantity`.

    A quantity whose number and unit stand in different mark-up stands whole in the first of the two that wraps one of them.
    A length with an exponent is an area or a volume and stays as it is.
    """
    if len(inlines) == 1 and isinstance(only := inlines[0], Text):
        alone = find(only.text, speech)
        return recognized(only.text, alone) if alone else inlines
    leaves = list(_leaves(inlines))
    if all(leaf.inline is None for leaf in leaves):
        return inlines
    joined = "".join(leaf.text for leaf in leaves)
    starts = [0]
    for leaf in leaves:
        starts.append(starts[-1] + len(leaf.text))
    met = False
    place = 0
    for found in find(joined, speech):
        while starts[place + 1] <= found.start:
            place += 1
        end = place
        while starts[end + 1] < found.end:
            end += 1
        held = range(place, end + 1)
        after = leaves[end + 1] if found.end == starts[end + 1] and end + 1 < len(leaves) else None
        if after is not None and found.unit in _SQUARED and _EXPONENT.match(after.raised):
            continue
        if len({leaf.link for leaf in leaves[place : end + 1] if leaf.link}) > 1:
            continue
        host = next((n for n in held if leaves[n].wrapped), place)
        quantity = Quantity(found.number, found.unit, joined[found.start : found.end], found.upper)
        for n in held:
            cut = (max(found.start, starts[n]) - starts[n], min(found.end, starts[n + 1]) - starts[n])
            leaves[n].edits.append((*cut, quantity if n == host else None))
        met = True
    return normal(_rebuilt(inlines, iter(leaves))) if met else inlines


@dataclass(slots=True)
class _Leaf:
    """A text without mark-up in it, or one character in place of what is no text.

    ``link`` tells links apart, 0 for none; ``raised`` is what a superscript says; ``edits`` are spans of the text and the
    quantity that takes their place.
    """

    inline: Text | None
    text: str
    wrapped: bool
    link: int
    raised: str
    edits: list[tuple[int, int, Quantity | None]]


def _leaves(inlines: Inlines, *, wrapped: bool = False, link: int = 0) -> Iterator[_Leaf]:
    for inline in inlines:
        match inline:
            case Text():
                yield _Leaf(inline, inline.text, wrapped, link, "", [])
            case Sup() | Sub():
                yield _Leaf(None, _APART, wrapped, link, plain((inline,)) if isinstance(inline, Sup) else "", [])
            case Strong() | Em() | Link():
                yield from _leaves(inline.inlines, wrapped=True, link=id(inline) if isinstance(inline, Link) else link)
            case _:
                yield _Leaf(None, _APART, wrapped, link, "", [])


def _rebuilt(inlines: Inlines, leaves: Iterator[_Leaf]) -> Iterator[Inline]:
    """The inlines with the edits of their leaves; a wrap that lost all of its text is gone."""
    for inline in inlines:
        if isinstance(inline, Strong | Em | Link):
            inner = normal(_rebuilt(inline.inlines, leaves))
            if inner:
                yield replace(inline, inlines=inner)
            continue
        leaf = next(leaves)
        if leaf.inline is None:
            yield inline
            continue
        end = 0
        for start, until, quantity in leaf.edits:
            yield Text(leaf.text[end:start])
            if quantity is not None:
                yield quantity
            end = until
        yield Text(leaf.text[end:])
