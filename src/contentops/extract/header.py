"""What stands around the title: categories above or below it, the byline, the date, a lead outside the text's own element.

Read before the text, for here the lines are still apart; joined in one block, "Text: Anna Ek" and "3 maj 2026" are no byline
and no date any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contentops.extract.byline import author_of_line
from contentops.extract.chrome import Cut, cut
from contentops.extract.metadata import usable_categories, written_date
from contentops.extract.tree import HEADINGS, PROSE, Box
from contentops.extract.vocabulary import Vocabulary, key
from contentops.ingest.charset import clean

_CATEGORY = 60
_MOST_CATEGORIES = 8
_CATEGORY_WORDS = 5
_SAID = 40
LEAST_SAID = 3
"""Names in a line without links or label that make it a list of categories: two may be a name and a profession."""
_LINE = 200
_PARTS = re.compile(r"\s[|·•–-]\s|\|")
_LINKED = 0.75
_BEGINS_TEXT = HEADINGS | {"table", "blockquote", "figure"}
_NO_CATEGORY = ("#", "mailto:", "javascript:")
_LOOK = 60
"""Elements below the title that are looked at before the text has to begin."""


@dataclass(frozen=True, slots=True)
class Header:
    """What was read around the title. ``opening`` is the first element of running text below it.

    ``is_opening_apart``: byline or date stand between it and the text, as below a lead.
    """

    author: str = ""
    published: str | None = None
    categories: tuple[str, ...] = ()
    opening: Box | None = None
    is_opening_apart: bool = False


def title_box(body: Box, title: str, parts: list[Box]) -> Box | None:
    """The element that shows the title: its h1, else the last one with its text before the first part's prose."""
    folded = key(title)
    found: Box | None = None
    inline: Box | None = None  # as in a page of <font> and <br>, where no line has an element of its own
    for box in body.walk():
        if box.length and box.length <= len(title) + 5 and key(clean(box.text)) == folded:
            if box.tag == "h1":
                return box
            if box.is_block and not (box.children and box.children[0].is_block):
                found = box
            elif not box.is_block and box.tag != "a" and not any(above.tag == "a" for above in box.ancestors()):
                inline = inline or box
        elif found is not None and any(box is part for part in parts):
            break
    return found or inline


def read_header(title: Box, words: Vocabulary, cuts: list[Cut]) -> Header:
    """Reads what stands around the title, and cuts those of its lines that were understood."""
    author, published, opening = "", None, None
    apart = False
    categories: tuple[str, ...] = ()
    consumed: list[Box] = []
    before = ""
    for box in _below(title):
        announced, before = before.endswith(":") and key(before) not in words.lines, box.text
        if box.tag in _BEGINS_TEXT or (box.tag in ("ul", "ol") and not _is_categories(box, words)):
            break
        if box.prose >= PROSE and not _said_names(box, words):
            if opening is not None:
                break
            opening = box  # a byline may still follow the lead
            continue
        name, date = _signed(box, words)
        author, published = author or name, published or date
        categories = categories or _linked_beside(box, name or date, author, words)
        apart = apart or (opening is not None and bool(name or date))
        said = _said_names(box, words)
        is_categories = not name and not date and not announced and _is_categories(box, words)
        if is_categories or said:
            categories = categories or said or _names(box, words)
        if name or date or is_categories or said:
            consumed.append(box)
    if not categories:
        categories = _above(title, words, consumed)
    for box in consumed:
        if (
            not box.cut
            and not any(above.cut for above in box.ancestors())
            and (box.prose < PROSE or _said_names(box, words))
        ):
            cut(box, "read with the title", cuts)
    return Header(author, published, categories, opening, apart)


def _signed(box: Box, words: Vocabulary) -> tuple[str, str | None]:
    """The author and the date among the lines of an element."""
    author, published = "", None
    whole = " ".join(clean(box.text).split())
    texts = [clean(line).strip(" \n\t|·•") for line in box.node.text(separator="\n").split("\n")]
    texts = [text for text in texts if text]
    for index, text in enumerate(texts):
        joined = f"{text} {texts[index + 1]}" if text.endswith(":") and index + 1 < len(texts) else text
        author = author or author_of_line(joined, words)
        if not words.update.match(text) and not (index and words.update.match(texts[index - 1])):
            published = published or written_date(text, words)
    return author or author_of_line(whole, words), published


def _below(title: Box) -> Iterator[Box]:
    """The elements after the title in reading order, boxes that hold prose opened, at most so many."""
    seen = 0
    path = title
    for above in title.ancestors():
        stack = list(reversed(path.following()))
        while stack:
            box = stack.pop()
            if not box.length:
                continue
            seen += 1
            if seen > _LOOK:
                return
            if (
                box.prose >= PROSE
                and box.tag not in ("p", "ul", "ol", "table", "blockquote", "figure")
                and any(child.is_block for child in box.children)
            ):
                stack.extend(child for child in reversed(box.children) if not child.cut)
            else:
                yield box
        if above.tag in ("body", "main", "article"):
            return
        path = above


def _above(title: Box, words: Vocabulary, consumed: list[Box]) -> tuple[str, ...]:
    """Categories in the elements right above the title: the nearest that hold nothing but short links."""
    path = title
    for above, _ in zip(title.ancestors(), range(3), strict=False):
        before = [box for box in above.children[: above.children.index(path)] if not box.cut and box.length]
        for box in reversed(before):
            said = _said_names(box, words)
            if said or (_is_categories(box, words) and box.linked):
                consumed.append(box)
                return said or _names(box, words)
            if box.prose or box.length > 3 * _CATEGORY:
                return ()
        path = above
        if above.tag in ("main", "article"):
            break  # what stands before it is the site's
    return ()


def _entries(box: Box) -> list[Box]:
    if box.tag == "a":
        return [box]
    items = [inner for inner in box.walk() if inner.tag == "li" and inner.length]
    return items or [inner for inner in box.walk() if inner.tag == "a" and inner.length]


def _is_categories(box: Box, words: Vocabulary) -> bool:
    entries = _entries(box)
    if not entries or len(entries) > _MOST_CATEGORIES or box.prices:
        return False
    texts = [" ".join(entry.text.split()) for entry in entries]
    if any(
        len(text) > _CATEGORY
        or len(text.split()) > _CATEGORY_WORDS
        or key(text) in words.lines
        or text.rstrip(" ,").endswith((".", ":", "?"))
        for text in texts
    ):
        return False
    if any(
        entry.tag == "a"
        and (entry.attributes.get("href") == "/" or entry.attributes.get("href", "").startswith(_NO_CATEGORY))
        for entry in entries
    ):
        return False
    if box.link_density > _LINKED:
        return True
    # A plain list: categories are shown with commas between them, which no list of the text has.
    return box.tag in ("ul", "ol") and len(texts) > 1 and all(text.endswith(",") for text in texts[:-1])


def _said_names(box: Box, words: Vocabulary) -> tuple[str, ...]:
    """The categories of an element without links: names with commas between, alone or beside a date, or a row of chips.

    Every part has to be understood: a line that is half a list of names and half a sentence is text.
    """
    if box.linked or box.prices or box.images or box.length > _LINE:
        return ()
    chips = [child for child in box.children if child.length]
    alike = len({chip.names for chip in chips}) == 1 and bool(chips[0].names)
    if len(chips) > 1 and alike and box.length == sum(chip.length for chip in chips):
        texts = [" ".join(clean(chip.text).split()) for chip in chips]
        return usable_categories(texts, words) if are_names(texts, words, least=2) else ()
    found: list[str] = []
    for part in _PARTS.split(clean(box.text)):
        texts = [text.strip() for text in part.split(",")]
        if are_names(texts, words, least=LEAST_SAID):
            found.extend(texts)
        elif part.strip() and not (
            written_date(part, words) or author_of_line(part, words) or words.patterns.fullmatch(part.strip())
        ):
            return ()
    return usable_categories(found, words)


def _linked_beside(box: Box, signed: str | None, author: str, words: Vocabulary) -> tuple[str, ...]:
    """The categories that are linked in the line of the byline or the date; the author's own link is none."""
    if not signed:
        return ()
    texts = [" ".join(clean(entry.text).split()) for entry in box.walk() if entry.tag == "a" and entry.length]
    texts = [text for text in texts if text not in author]
    return usable_categories(texts, words) if are_names(texts, words, least=1) else ()


def are_names(texts: list[str], words: Vocabulary, *, least: int) -> bool:
    """Whether texts can be names of categories, ``least`` of them or more: short, with a capital, no digits, no sentence."""
    return least <= len(texts) <= _MOST_CATEGORIES and all(
        1 < len(text) <= _SAID
        and text[0].isupper()
        and len(text.split()) <= _CATEGORY_WORDS
        and not any(character.isdigit() for character in text)
        and text[-1] not in ".:?!"
        and key(text) not in words.lines
        and not words.patterns.fullmatch(text)
        and not author_of_line(text, words)
        for text in texts
    )


def _names(box: Box, words: Vocabulary) -> tuple[str, ...]:
    return usable_categories([clean(" ".join(entry.text.split())) for entry in _entries(box)], words)
