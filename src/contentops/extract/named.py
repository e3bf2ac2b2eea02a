"""Categories, dates and names that stand in elements named so, or after a word such as "Taggar:".

Read before the chrome is cut, for themes keep them in boxes ("post-info", "entry-footer") that otherwise are none of the
text. They are the last resort: what a page declares, and what stands around its title, is better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contentops.extract.byline import author_of_line, is_name
from contentops.extract.metadata import usable_categories, written_date
from contentops.extract.tree import HEADINGS, PROSE, Box
from contentops.extract.vocabulary import Trait, Vocabulary, key
from contentops.ingest.charset import clean

_NAME = 60
_WORDS = 5
_MOST = 8
_LABEL = 30
"""Characters of an element beside its links, at most: a label and commas."""
_LINE = 300
_DATE_LINE = 80
_DATE = 30
_BYLINE = 160
_NEAR = 3
_SECTIONS = ("article", "main")
_TITLE = frozenset(["h1"])
_ROWS: frozenset[Trait] = frozenset(["chrome", "author", "date"])
_OUTSIDE = frozenset(["nav", "aside"])
_SEPARATORS = re.compile(r"[,|•·/#]")


def named_categories(body: Box, words: Vocabulary) -> tuple[str, ...]:
    """The categories in an element named so or labelled so; else, as named or labelled, the tags; () where none are."""
    title = _headline(body)
    labelled: tuple[str, ...] = ()
    tagged: tuple[str, ...] = ()
    after = _after(body, title)
    colons = [box for box in after if ":" in box.own]
    labels = {*colons, *(box.parent for box in colons)}
    for box in after:
        named = "categories" in box.traits
        if not (named or box in labels):
            continue  # neither named nor labelled
        if not 0 < box.length <= _LINE or box.prose >= PROSE or box.images or box.prices:
            continue
        text = clean(box.text)
        is_tags = words.tag_label.match(text) is not None
        label = words.category_label.match(text) or words.tag_label.match(text)
        if not (named or label):
            continue
        found = _names(box, text[label.end() :] if label else "", words)
        if not found or _is_elsewhere(box):
            continue
        if is_tags or not label:
            tagged = tagged or found
        else:
            labelled = labelled or found
    return labelled or tagged


def named_date(body: Box, words: Vocabulary) -> str | None:
    """The date in the first element named so, as ISO 8601."""
    for box in _after(body, _headline(body)):
        if (
            0 < box.length <= _DATE_LINE
            and "date" in box.traits
            and not words.update.match(box.text)
            and (date := written_date(box.text, words))
            and not _is_elsewhere(box)
        ):
            return date
    return _date_alone(body, words)


def _date_alone(body: Box, words: Vocabulary) -> str | None:
    """The date in an element around the title that holds nothing else, and is not that of a change."""
    for box in _before_the_text(body):
        if (
            0 < box.length <= _DATE
            and not box.children
            and (date := written_date(box.own, words))
            and not words.update.match(box.text)
            and not (box.parent is not None and words.update.match(box.parent.own.strip()))
            and not _is_elsewhere(box)
        ):
            return date
    return None


def named_author(body: Box, words: Vocabulary) -> str:
    """The name that an element called "author" or "byline" holds, or that stands in a byline in it."""
    bare = ""  # a name without a label: weaker than a byline, wherever it stands
    for box in body.walk():
        if not 0 < box.length <= _BYLINE or "author" not in box.traits:
            continue
        line = " ".join(clean(box.text).split())
        if name := author_of_line(line, words):
            return name
        if not bare and is_name(line, words) and not _is_remote(box):
            bare = line
    return bare or _signed_below(body, words) or _named_beside_the_date(body, words)


def _named_beside_the_date(body: Box, words: Vocabulary) -> str:
    """The name in an element of its own around the title, with a byline's word or in one row with the date."""
    for box in _before_the_text(body):
        if not 0 < box.length <= _NAME or (" " not in box.own.strip() and not box.linked) or box.images:
            continue
        line = " ".join(clean(box.text).split())
        if name := author_of_line(line, words):
            return "" if _is_elsewhere(box) else name
        is_own = not box.children and not box.linked and "&" not in line and is_name(line, words)
        if is_own and _stands_beside_a_date(box, words) and not _is_elsewhere(box):
            return line
    return ""


def _before_the_text(body: Box) -> Iterator[Box]:
    """The elements around the title, up to the text: one paragraph may stand between, the lead."""
    title = _headline(body)
    if title is None:
        return
    paragraphs = 0
    for box in _after(body, title):
        is_text = box.place > title.place and box.is_block and len(box.own) >= PROSE
        paragraphs += is_text and box.traits.isdisjoint(_ROWS)
        if paragraphs > 1:
            return
        yield box


def _stands_beside_a_date(box: Box, words: Vocabulary) -> bool:
    for above, _ in zip(box.ancestors(), range(_NEAR), strict=False):
        if above.length > _LINE:
            return False
        if any(
            0 < inner.length <= _NAME and not inner.children and written_date(inner.text, words)
            for inner in above.walk()
        ):
            return True
    return False


def _signed_below(body: Box, words: Vocabulary) -> str:
    """The name in a line of its own that says whose the text is, with a colon, below the title."""
    for box in _after(body, _headline(body)):
        if box.is_block and 0 < box.length <= _NAME and ":" in box.own and not box.linked:
            name = author_of_line(" ".join(clean(box.text).split()), words)
            if name and not _is_remote(box):
                return name
    return ""


def _is_remote(box: Box) -> bool:
    """Whether it stands among comments, or in the card of another article."""
    return any(
        "remote" in above.traits or ("elsewhere" in above.traits and "author" not in above.traits)  # not "author-card"
        for above in (box, *box.ancestors())
        if above.tag not in ("body", "html")
    )


def _headline(body: Box) -> Box | None:
    return next((box for box in body.page if box.tag == "h1" and box.length and not box.cut), None)


def _after(body: Box, title: Box | None) -> list[Box]:
    """The elements after the title within its section, and those in the boxes right around it."""
    if title is None:
        return body.walk()
    section = next((above for above in title.ancestors() if above.tag in _SECTIONS), body)
    around = [above for above, _ in zip(title.ancestors(), range(_NEAR), strict=False) if above is not body]
    first = min((above.place + 1 for above in around), default=title.place)
    found = [box for box in body.page[max(first, section.place) : section.end] if not box.cut]
    if section.tag == "article":  # a row right below it, before anything with a heading
        for below in section.following():
            if any(inner.tag in HEADINGS or inner.tag == "article" for inner in below.walk()):
                break
            found += below.walk()
    return found


def _is_elsewhere(box: Box) -> bool:
    for above in (box, *box.ancestors()):
        if above.tag in ("body", "html") or above.holds(_TITLE):
            return False  # what holds the title is named after more than what stands beside it
        if above.tag in _OUTSIDE or ("elsewhere" in above.traits or "remote" in above.traits):
            return True
    return False


def _names(box: Box, rest: str, words: Vocabulary) -> tuple[str, ...]:
    """The texts of the links, where the element holds little else; else the names after the label, commas between."""
    links = [inner for inner in box.walk() if inner.tag == "a" and inner.length]
    if links:
        texts = [" ".join(link.text.split()) for link in links] if box.length - box.linked <= _LABEL else []
    else:
        texts = [part.strip() for part in _SEPARATORS.split(rest)]
    good = all(
        0 < len(text) <= _NAME
        and len(text.split()) <= _WORDS
        and key(text) not in words.lines
        and text[-1] not in ".?:"
        for text in texts
    )
    return usable_categories([clean(text) for text in texts], words) if good and len(texts) <= _MOST else ()
