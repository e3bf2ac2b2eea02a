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
from contentops.ingest.charset import clean

_SKIPPED = frozenset(["form", "input", "nav", "meta", "link", "wbr"])
_MEANING = frozenset(["a", "b", "strong", "i", "em", "sup", "sub", "q", "cite", "img", "br", "button"])
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
        for part in self._parts:
            self._element(part)

    def _element(self, box: Box) -> None:
        tag = box.tag
        if box.cut or (tag in _SKIPPED and not box.kept):
            return
        block = tag in BLOCK_TAGS
        if not (block or tag in _MEANING or (tag in _STYLED and _STYLE.search(box.attributes.get("style", "")))):
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
