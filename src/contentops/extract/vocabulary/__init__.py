"""What shops write around their articles, as data: one TOML file for each language, and one for mark-up."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_SPELLED = str.maketrans({"ø": "o", "æ": "a", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l"})
"""Letters that are no other letter with a mark on it."""
_ENGLISH = "en"
"""Read for every page: themes and plug-ins speak it whatever the shop speaks."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The chrome of one language. Sets hold :func:`key` forms; patterns match a whole line.

    ``boxes`` are titles of recommendations, ``asides`` begin a line that points elsewhere ("Läs också: …"), ``tails`` are
    headings after which no article goes on, ``contents`` are titles of tables of contents. ``update`` begins a line with
    the date of a change, not of publication; ``link_words`` are links of the reference list that say nothing but "link".
    """

    lines: frozenset[str]
    boxes: frozenset[str]
    references: frozenset[str]
    contents: frozenset[str]
    questions: frozenset[str]
    generic_categories: frozenset[str]
    generic_authors: frozenset[str]
    patterns: re.Pattern[str]
    tails: re.Pattern[str]
    asides: re.Pattern[str]
    price: re.Pattern[str]
    byline: re.Pattern[str]
    category_label: re.Pattern[str]
    tag_label: re.Pattern[str]
    update: re.Pattern[str]
    link_words: frozenset[str]
    credit: re.Pattern[str]
    months: dict[str, int]


@dataclass(frozen=True, slots=True)
class Markup:
    """Names of classes and ids. Each pattern is searched in the names joined by single spaces and hyphens, lower case."""

    body: re.Pattern[str]
    lead: re.Pattern[str]
    chrome: re.Pattern[str]
    remote: re.Pattern[str]
    hidden: re.Pattern[str]
    collapsed: re.Pattern[str]
    references: re.Pattern[str]
    categories: re.Pattern[str]
    date: re.Pattern[str]
    elsewhere: re.Pattern[str]
    author: re.Pattern[str]


def key(text: str) -> str:
    """A line in the form in which vocabularies are compared: folded, single spaces, no closing punctuation."""
    return " ".join(text.casefold().split()).strip(" :.!…-–—*»›→>")


@functools.cache
def vocabulary(locale: str) -> Vocabulary:
    """The vocabulary of a page in ``locale``, English always included. A language without a file has English alone."""
    wanted = dict.fromkeys((locale, _ENGLISH))
    sources = [
        tomllib.loads(path.read_text(encoding="utf-8")) for name in wanted if (path := _HERE / f"{name}.toml").exists()
    ]

    def together(name: str) -> list[str]:
        return [entry for source in sources for entry in source.get(name, ())]

    def folded(name: str) -> frozenset[str]:
        return frozenset(key(entry) for entry in together(name))

    def whole(name: str) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{entry})" for entry in together(name)), re.IGNORECASE)

    names = r"(?P<name>[^\W\d_][^\W\d_.’'-]*\.?(?:[ -][^\W\d_][^\W\d_.’'-]*\.?){0,4}(?:[’'-][^\W\d_]+)*)"
    bylines = "|".join(entry.replace(" ", r"\s+") for entry in together("bylines"))
    months: dict[str, int] = {}
    for source in reversed(sources):
        months |= {month: number for number, month in enumerate(source.get("months", ()), 1)}
    return Vocabulary(
        lines=folded("lines"),
        boxes=folded("boxes"),
        references=folded("references"),
        contents=folded("contents"),
        questions=folded("questions"),
        generic_categories=folded("generic_categories"),
        generic_authors=folded("generic_authors"),
        patterns=whole("patterns"),
        tails=whole("tails"),
        asides=whole("asides"),
        price=whole("prices"),
        byline=re.compile(rf"(?i:{bylines})\s*(?:[:–—-]\s*)?{names}\s*(?:[|,•·(–—/].*|$)"),
        category_label=re.compile(rf"(?:{'|'.join(together('category_labels'))})\s*:\s*(?=\S)", re.IGNORECASE),
        tag_label=re.compile(rf"(?:{'|'.join(together('tag_labels'))})\s*:\s*(?=\S)", re.IGNORECASE),
        update=re.compile("|".join(together("updates")), re.IGNORECASE),
        link_words=folded("link_words"),
        credit=re.compile(rf"(?<=\w)[ ,|]+(?:{'|'.join(together('credits'))})\s*:", re.IGNORECASE),
        months=months,
    )


@functools.cache
def markup() -> Markup:
    """The names of mark-up, the same in every language."""
    data: dict[str, Any] = tomllib.loads((_HERE / "markup.toml").read_text(encoding="utf-8"))

    def named(name: str) -> re.Pattern[str]:
        # A name is matched at the seams of a class: "cart" in "mini-cart", "cart__total", not in "cartesian".
        return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(data[name])})(?![a-z0-9])")

    return Markup(
        body=named("body"),
        lead=named("lead"),
        chrome=named("chrome"),
        remote=named("remote"),
        # A whole class: "print-hidden" and "hidden-md" hide in one medium only.
        hidden=re.compile(
            rf"(?<![^ ])(?:{'|'.join(data['hidden'])})(?![^ ])(?!.*(?<![a-z])(?:sm|md|lg|xl)-(?:block|flex|grid|inline))"
        ),
        collapsed=named("collapsed"),
        references=named("references"),
        categories=named("categories"),
        date=named("date"),
        elsewhere=named("elsewhere"),
        author=named("author"),
    )


def plain_ascii(text: str) -> str:
    """A name for ids and addresses: lower case, letters without their marks (å, ä as a; ö, ø as o)."""
    spelled = text.casefold().translate(_SPELLED)
    return unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode("ascii")


@functools.lru_cache(maxsize=20_000)
def names(classes: str, identifier: str) -> str:
    """Classes and id of an element as one string: camelCase apart, lower case, words apart by "-", names by a space."""
    both = f"{classes} {identifier}" if identifier else classes
    both = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", both)
    return " ".join(re.sub(r"[^a-z0-9åäöæø]+", "-", name.lower()).strip("-") for name in both.split())
