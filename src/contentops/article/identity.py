"""Block ids: minted once from what a block says, and carried over when the source is edited.

A translator's work, a comment and a waiver all hang on block ids, so an id must survive the edits that people make: a word
changed, a paragraph inserted, two sections swapped. Ids of articles are another matter: the state keeps them.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from rapidfuzz import fuzz

from contentops.article.alignment import add_best
from contentops.article.model import Article, Block, Heading, Image, Item, List, Paragraph, Question, plain

_SIMILAR = 50.0
"""rapidfuzz ratio (0 to 100) from which a block that was edited and moved counts as the same block; between the same
neighbours none is asked. An error to the low side reuses the id of another paragraph, which costs a stale comment; an
error to the high side loses a comment."""

_REACH = 60
"""Blocks. Further apart, two blocks are not compared: rewriting a page of thousands must not take a minute."""

_PREFIX = {
    "heading": "h",
    "paragraph": "p",
    "list": "l",
    "table": "t",
    "image": "f",
    "quote": "q",
    "question": "faq",
    "item": "i",
}

Node = Any  # a Block or an Item: both have ``id`` and ``text``


def mint(article: Article) -> Article:
    """The article with an id for every block and item that has none. Equal articles get equal ids."""
    return revise(None, article)


def revise(old: Article | None, new: Article) -> Article:
    """``new`` with the ids of the blocks of ``old`` that it still holds.

    Equal text of one type first, in order; then, between the same neighbours, the most similar unmatched block of that
    type; what is left gets a new id, minted from its type and text. Ids are unique in the article.
    """
    taken: dict[str, int] = {}
    blocks = _revise(old.blocks if old else (), new.blocks, _naming(taken), taken)
    return replace(new, blocks=blocks)


def _revise(
    old: Sequence[Node], new: Sequence[Node], named: Callable[[Node | None, Node, str], Node], taken: dict[str, int]
) -> Any:  # noqa: ANN401
    pairs = _pair(old, new)
    # Ids that are carried over are taken before any new one is minted, so a new block can never push an old one aside.
    ids: dict[int, str] = {}
    for j, i in sorted(pairs.items()):
        if old[i].id and old[i].id not in taken:
            ids[j] = old[i].id
            taken[old[i].id] = 1
    out = []
    for j, node in enumerate(new):
        identifier = ids.get(j) or _fresh(node, taken)
        out.append(named(old[pairs[j]] if j in pairs else None, node, identifier))
    return tuple(out)


def _naming(taken: dict[str, int]) -> Callable[[Block | None, Block, str], Block]:
    """What gives a block its id, and every block and item inside it one too."""

    def named(old: Block | None, new: Block, identifier: str) -> Block:
        match new:
            case Paragraph():  # most blocks are these two; replace() takes twice as long
                return Paragraph(inlines=new.inlines, id=identifier)
            case Heading():
                return Heading(inlines=new.inlines, level=new.level, id=identifier)
            case List():
                before = old.items if isinstance(old, List) else ()
                items = _revise(before, new.items, named_item, taken)
                return List(items=items, ordered=new.ordered, id=identifier)
            case Question():
                answer = old.blocks if isinstance(old, Question) else ()
                return replace(new, id=identifier, blocks=_revise(answer, new.blocks, named, taken))
            case _:
                return replace(new, id=identifier)

    def named_item(old: Item | None, new: Item, identifier: str) -> Item:
        items = _revise(old.items if old else (), new.items, named_item, taken) if new.items else ()
        return Item(inlines=new.inlines, items=items, ordered=new.ordered, id=identifier)

    return named


def _pair(old: Sequence[Node], new: Sequence[Node]) -> dict[int, int]:
    """Which old node each new one continues: index in ``new`` -> index in ``old``."""
    if not old:
        return {}
    pairs = _equal(old, new)
    free = sorted(set(range(len(old))) - set(pairs.values()))
    candidates: list[tuple[float, int, int, int]] = []
    lows, highs = _neighbours(pairs, len(old), len(new))
    said = {i: _words(old[i]) for i in free}
    for j, node in enumerate(new):
        if j in pairs or not free:
            continue
        low, high, words = lows[j], highs[j], _words(node)
        for i in free[bisect_left(free, j - _REACH) : bisect_right(free, j + _REACH)]:
            if _type(old[i]) != _type(node):
                continue
            likeness = fuzz.ratio(said[i], words)
            if low < i < high or likeness >= _SIMILAR:
                candidates.append((-likeness, abs(i - j), j, i))
    add_best(pairs, candidates)
    return pairs


def _neighbours(pairs: dict[int, int], old: int, new: int) -> tuple[list[int], list[int]]:
    """For each new node, the old ones that its nearest paired neighbours continue."""
    lows, highs = [-1] * new, [old] * new
    for j in range(1, new):
        lows[j] = max(lows[j - 1], pairs.get(j - 1, -1))
    for j in range(new - 2, -1, -1):
        highs[j] = min(highs[j + 1], pairs.get(j + 1, old))
    return lows, highs


def _equal(old: Sequence[Node], new: Sequence[Node]) -> dict[int, int]:
    """Pairs of equal text: the unchanged beginning, the unchanged end, then what moved, in order."""
    pairs: dict[int, int] = {}
    start, end = 0, 0
    shorter = min(len(old), len(new))
    while start < shorter and _key(old[start]) == _key(new[start]):
        pairs[start] = start
        start += 1
    while end < shorter - start and _key(old[-1 - end]) == _key(new[-1 - end]):
        pairs[len(new) - 1 - end] = len(old) - 1 - end
        end += 1
    waiting: dict[tuple[str, str], list[int]] = {}
    for i in range(start, len(old) - end):
        waiting.setdefault(_key(old[i]), []).append(i)
    for j in range(start, len(new) - end):
        if same := waiting.get(_key(new[j])):
            pairs[j] = same.pop(0)
    return pairs


def _key(node: Node) -> tuple[str, str]:
    return _type(node), _words(node)


def _type(node: Node) -> str:
    return getattr(node, "type", "item")


def _words(node: Node) -> str:
    """What identifies a block to a person: its text, with what its type adds to it."""
    match node:
        case Paragraph() | Heading():
            return plain(node.inlines)
        case Item():
            said = plain(node.inlines)
            return "\n".join((said, *(_words(item) for item in node.items))) if node.items else said
        case Question():
            return "\n".join((node.text, *(_words(block) for block in node.blocks)))
        case Image():
            return f"{node.src}{plain(node.caption_inlines)}{node.alt}"
        case _:
            return str(node.text)


def _fresh(node: Node, taken: dict[str, int]) -> str:
    kind, said = _key(node)
    stem = hashlib.sha256(f"{kind}\0{said}".encode()).hexdigest()[:8]
    return unique(f"{_PREFIX[kind]}-{stem}", taken)


def unique(name: str, taken: dict[str, int]) -> str:
    """``name``, or ``name-2``, ``name-3`` … when it is taken; the answer is taken afterwards.

    ``taken`` holds what is taken, with how often each was asked for: a page of 50,000 equal items stays linear.
    """
    times = taken.get(name, 0)
    answer = name if not times else f"{name}-{times + 1}"
    while answer in taken:
        times += 1
        answer = f"{name}-{times + 1}"
    taken[name] = times + 1
    taken.setdefault(answer, 1)
    return answer


def ids(blocks: Iterable[Block]) -> list[str]:
    """Every id of blocks and items, in reading order."""
    out: list[str] = []
    for block in blocks:
        out.append(block.id)
        match block:
            case List():
                out += _item_ids(block.items)
            case Question():
                out += ids(block.blocks)
            case _:
                pass
    return out


def _item_ids(items: Iterable[Item]) -> list[str]:
    out: list[str] = []
    for item in items:
        out += [item.id, *_item_ids(item.items)]
    return out
