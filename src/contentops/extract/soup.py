"""The article's part of the page as a tree of Beautiful Soup, built straight from the elements that were not cut.

Beautiful Soup's own parsers would read the part's HTML a second time, and its builder asks of every tag what only a parser
can want to know. So the elements are made and linked here; searching them and walking through them is Beautiful Soup's. Made
are only those that a reader of blocks can tell apart: no element without a meaning of its own between the words, no space
between blocks.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence

from bs4.element import NavigableString, PageElement, Tag

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
    """An element of the page with the numbers that were counted in it.

    What Beautiful Soup keeps of each tag for printing it or parsing more into it is the same for all of these.
    """

    box: Box
    parser_class = None
    namespace = None
    prefix = None
    sourceline = None
    sourcepos = None
    known_xml = False
    hidden = False
    can_be_empty_element = False
    cdata_list_attributes = None
    preserve_whitespace_tags = None
    interesting_string_types = Tag.MAIN_CONTENT_STRING_TYPES

    def __init__(self, name: str, box: Box) -> None:  # not Tag's own, which works all of the above out for every tag
        self.name = name
        self.box = box
        self.attrs = box.attributes  # type: ignore[assignment]  # invariant: each value is one string
        self.contents = []


@contextlib.contextmanager
def soup_of(parts: Sequence[Box]) -> Iterator[PageTag]:
    """The parts one after the other below one root, each element a :class:`PageTag`; texts are cleaned.

    Elements know their neighbours all around, so they are taken apart at the end: their memory is free at once.
    """
    builder = _Builder(PageTag("[document]", parts[0].page[0]))
    builder.feed(parts)
    try:
        yield builder.root
    finally:
        for element in builder.made:
            element.__dict__.clear()


def _holds_tabs(part: Box) -> bool:
    return any(box.attributes["role"] == "tablist" for box in part.walk() if "role" in box.attributes)


class _Builder:
    """Makes the elements, and links each to its neighbours."""

    def __init__(self, root: PageTag) -> None:
        root.parent = root.next_element = root.previous_element = root.next_sibling = root.previous_sibling = None
        self.root = root
        self.made: list[PageElement] = [root]
        self._holder = root
        self._text: list[str] = []
        self._after_block = True
        self._folds = False

    def feed(self, parts: Sequence[Box]) -> None:
        self._folds = any(part.holds(FOLDS) or _holds_tabs(part) for part in parts)
        for part in parts:
            self._element(part)
        self._end_text()

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
        if self._text:
            self._end_text()
        holder = self._holder
        made = PageTag(tag, box)
        self._link(made)
        self._after_block = block or tag == "br"
        if box.content:
            self._holder = made
            self._content(box)
            if self._text:
                self._end_text()
            self._holder = holder
        self._after_block = block or tag == "br"

    def _end_text(self) -> None:
        """What was gathered becomes one text."""
        text = clean("".join(self._text))
        self._text.clear()
        if text:
            self._link(str.__new__(NavigableString, text))

    def _link(self, made: PageTag | NavigableString) -> None:
        holder, last = self._holder, self.made[-1]
        siblings = holder.contents
        made.parent = holder
        made.previous_element = last
        last.next_element = made
        made.next_element = made.next_sibling = None
        if siblings:
            made.previous_sibling = siblings[-1]
            siblings[-1].next_sibling = made
        else:
            made.previous_sibling = None
        siblings.append(made)
        self.made.append(made)

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
        for part in box.content:
            if isinstance(part, Box):
                self._element(part)
            elif self._after_block and part.isspace() and box.tag != "pre":
                continue
            else:
                self._text.append(part)
                self._after_block = False
