"""The article's part of the page as a tree of Beautiful Soup, built straight from the elements that were not cut.

Beautiful Soup's own parsers would read the part's HTML a second time. It is handed the elements instead, and of these only
what a reader of blocks can tell apart: no element without a meaning of its own between the words, no space between blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder import TreeBuilder
from bs4.element import Tag

from contentops.extract.tree import BLOCK_TAGS, Box
from contentops.extract.vocabulary import Trait
from contentops.ingest.charset import clean

_SKIPPED = frozenset(["form", "input", "nav", "meta", "link", "wbr"])
_MEANING = frozenset(["a", "b", "strong", "i", "em", "sup", "sub", "q", "cite", "img", "br", "button"])
_BOXES = frozenset(["div", "section", "article", "main"])
FOLDS = frozenset(["button", "details"])
"""What a part of the text folds open by."""
_MEANT_EMPTY = frozenset(["td", "th", "hr", "tr", "li"])
_SAYING: frozenset[Trait] = frozenset(["collapsed", "references"])
CAPTION = 200
"""Characters beside a picture that may be its caption."""
_STYLED = frozenset(["span", "font"])
_STYLE = re.compile(r"font-(?:weight|style)\s*:")


class PageTag(Tag):
    """An element of the page with the numbers that were counted in it."""

    box: Box


def soup_of(parts: Iterable[Box]) -> BeautifulSoup:
    """The parts one after the other, each element a :class:`PageTag`; texts are cleaned."""
    return BeautifulSoup("", builder=_Builder(list(parts)), element_classes={Tag: PageTag})


class _Builder(TreeBuilder):
    """Tells Beautiful Soup of elements that another parser has read."""

    NAME = "boxes"
    features = ("html",)
    is_xml = False
    empty_element_tags = {"br", "hr", "img"}  # noqa: RUF012 - as the base class has it
    DEFAULT_PRESERVE_WHITESPACE_TAGS = {"pre"}  # noqa: RUF012

    def __init__(self, parts: list[Box]) -> None:
        super().__init__(multi_valued_attributes={}, store_line_numbers=False)
        self._parts = parts

    def prepare_markup(self, markup: Any, *_: Any, **__: Any) -> Iterator[tuple[Any, None, None, bool]]:  # noqa: ANN401
        yield (markup, None, None, False)

    def feed(self, _: Any) -> None:  # noqa: ANN401
        self._after_block = True
        self._folds = any(part.holds(FOLDS) for part in self._parts)
        while self._parts:  # not held on to: Beautiful Soup and its builder know each other
            self._element(self._parts.pop(0))

    def _element(self, box: Box) -> None:
        tag = box.tag
        if box.cut or (tag in _SKIPPED and not box.kept):
            return
        block = tag in BLOCK_TAGS
        if not (box.length or box.images) and block and self._after_block and tag not in _MEANT_EMPTY:
            return
        if self._is_seen_through(box) if block else self._is_meaningless(box):
            self._content(box)
            return
        soup = self.soup
        assert soup is not None  # noqa: S101 - Beautiful Soup sets it before it feeds
        made = soup.handle_starttag(tag, None, None, box.attributes)
        assert isinstance(made, PageTag)  # noqa: S101 - by element_classes
        made.box = box
        self._after_block = block or tag == "br"
        self._content(box)
        soup.handle_endtag(tag)
        self._after_block = block or tag == "br"

    def _is_seen_through(self, box: Box) -> bool:
        """Whether a box says nothing but that its blocks stand in it; each of the others is read as something."""
        if box.tag not in _BOXES or self._folds or box.is_lead or not _SAYING.isdisjoint(box.traits):
            return False
        if (box.images == 1 and box.length <= CAPTION) or "itemtype" in box.attributes or box.own.strip():
            return False
        children = box.children
        return all(child.tag in BLOCK_TAGS for child in children) and not (
            len(children) > 1 and all(child.tag == "div" for child in children)
        )

    def _is_meaningless(self, box: Box) -> bool:
        return box.tag not in _MEANING and not (
            box.tag in _STYLED and _STYLE.search(box.attributes.get("style", "")) is not None
        )

    def _content(self, box: Box) -> None:
        soup = self.soup
        assert soup is not None  # noqa: S101
        for part in box.content:
            if isinstance(part, Box):
                self._element(part)
            elif self._after_block and part.isspace() and box.tag != "pre":
                continue
            else:
                soup.handle_data(clean(part))
                self._after_block = False
