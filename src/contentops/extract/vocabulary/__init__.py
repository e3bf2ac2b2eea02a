"""What shops write around their articles, as data: one TOML file for each language, and one for mark-up."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from contentops.extract.vocabulary.lines import Lines, beginnings

_HERE = Path(__file__).parent
_SPELLED = str.maketrans({"ø": "o", "æ": "a", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l"})
"""Letters that are no other letter with a mark on it."""
_ENGLISH = "en"
"""Read for every page: themes and plug-ins speak it whatever the shop speaks."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The chrome of one language. Sets hold :func:`key` forms; patterns match a whole line.

    ``boxes`` are titles of recommendations, ``box_patterns`` match what else is one where cards stand below it;
    ``loose_boxes`` are those of them that head texts as often,
    ``asides`` begin a line that points elsewhere ("Läs också: …"), ``tails`` are headings after which no article goes on;
    ``writers`` are those of them that say who wrote it,
    ``calls`` are found anywhere in a last paragraph that calls to act; ``biographies`` begin one that tells who wrote the
    text; ``closings`` wish the reader something; ``price_begins`` are the characters that a ``price`` can begin with
    (empty where any may be). ``sources`` are found in an address of those that a text leans on.
    ``contents`` are titles of tables of contents.
    ``update`` begins a line with the date of a change, not of publication; ``link_words`` are links of the reference list
    that say nothing but "link"; ``citation_labels`` stand before the number of a citation in brackets,
    ``citation_joints`` between two, ``citation_pages`` before the page; ``byline_label`` is
    how a ``byline`` begins.
    """

    lines: frozenset[str]
    boxes: frozenset[str]
    references: frozenset[str]
    contents: frozenset[str]
    questions: frozenset[str]
    generic_categories: frozenset[str]
    generic_authors: frozenset[str]
    patterns: Lines
    box_patterns: Lines
    loose_boxes: Lines
    tails: re.Pattern[str]
    writers: re.Pattern[str]
    asides: re.Pattern[str]
    calls: re.Pattern[str]
    closings: re.Pattern[str]
    sources: re.Pattern[str]
    biographies: re.Pattern[str]
    price: re.Pattern[str]
    price_begins: frozenset[str]
    byline: re.Pattern[str]
    byline_label: re.Pattern[str]
    category_label: re.Pattern[str]
    tag_label: re.Pattern[str]
    update: re.Pattern[str]
    link_words: frozenset[str]
    citation_labels: tuple[str, ...]
    citation_joints: tuple[str, ...]
    citation_pages: tuple[str, ...]
    credit: re.Pattern[str]
    months: dict[str, int]

    def may_recommend(self, folded: str) -> bool:
        """Whether a line, in :func:`key` form, is a title of recommendations where cards stand below it.

        It has two words at least: one alone ("Produkter") is a link of a menu more often.
        """
        return " " in folded and self.box_patterns.fullmatch(folded) is not None

    def recommends(self, folded: str) -> bool:
        """Whether a line, in :func:`key` form, is a title of recommendations, or may be one."""
        return folded in self.boxes or self.may_recommend(folded)


Trait = Literal[
    "body",
    "lead",
    "chrome",
    "remote",
    "doubted",
    "hidden",
    "shown",
    "collapsed",
    "references",
    "categories",
    "date",
    "elsewhere",
    "author",
    "callout",
    "pressed",
]
"""What the names of an element say about it; markup.toml tells what each means."""


class Called(NamedTuple):
    """What an element is called: classes and id as one string, and the traits that these names give it."""

    names: str
    traits: frozenset[Trait]


_EDGES = " :.!…-–—*»›→>«‹←"
_FIRST = re.compile(rf"[^\s{re.escape(_EDGES)}]")


def key(text: str) -> str:
    """A line in the form in which vocabularies are compared: folded, single spaces, no closing punctuation."""
    return _key(text) if len(text) <= _LONGEST_LINE else _folded(text)


_LONGEST_LINE = 120
"""Characters of a line whose key is remembered: the lines of shops are short, and asked for again and again."""


def is_key_of(text: str, folded: str) -> bool:
    """Whether ``folded`` is the key of a text; most texts show by their length or their first letter that it is not."""
    if abs(len(text) - len(folded)) > _LONGEST_LINE:
        return False
    first = _FIRST.search(text)
    return (first[0].casefold()[:1] if first else "") == folded[:1] and key(text) == folded


@functools.lru_cache(maxsize=8_192)
def _key(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(_EDGES)


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
        patterns=Lines(together("patterns")),
        box_patterns=Lines(together("box_patterns") + together("loose_boxes")),
        loose_boxes=Lines(together("loose_boxes")),
        tails=re.compile("|".join(f"(?:{entry})" for entry in together("tails") + together("writers")), re.IGNORECASE),
        writers=whole("writers"),
        asides=whole("asides"),
        calls=whole("calls"),
        closings=whole("closings"),
        sources=re.compile(rf"//(?:[\w-]+\.)*(?:{'|'.join(map(re.escape, together('sources')))})(?![\w.-])"),
        biographies=whole("biographies"),
        price=whole("prices"),
        price_begins=beginnings(together("prices")),
        byline_label=re.compile(bylines, re.IGNORECASE),
        byline=re.compile(rf"(?i:{bylines})\s*(?:[:–—-]\s*)?{names}\s*(?:[|,•·(–—/].*|$)"),
        category_label=re.compile(rf"(?:{'|'.join(together('category_labels'))})\s*:\s*(?=\S)", re.IGNORECASE),
        tag_label=re.compile(rf"(?:{'|'.join(together('tag_labels'))})\s*:\s*(?=\S)", re.IGNORECASE),
        update=re.compile("|".join(together("updates")), re.IGNORECASE),
        link_words=folded("link_words"),
        citation_labels=tuple(together("citation_labels")),
        citation_joints=tuple(together("citation_joints")),
        citation_pages=tuple(together("citation_pages")),
        credit=re.compile(rf"(?<=\w)[ .,|]+(?:{'|'.join(together('credits'))})\s*:", re.IGNORECASE),
        months=months,
    )


def plain_ascii(text: str) -> str:
    """A name for ids and addresses: lower case, letters without their marks (å, ä as a; ö, ø as o)."""
    spelled = text.casefold().translate(_SPELLED)
    return unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode("ascii")


def called(classes: str, identifier: str) -> Called:
    """The names of an element (lower case, camelCase apart, names apart by a space) and their traits."""
    names = classes[:_LONGEST]
    return _called(f"{names} {identifier[:_LONGEST_NAME]}" if identifier else names)


_LONGEST = 2_000
"""Characters of all classes of an element that are looked at."""
_LONGEST_NAME = 200
"""Characters. A class that is longer says nothing, and would take long to read."""


@functools.lru_cache(maxsize=32_768)
def _called(names: str) -> Called:
    if not names.islower():
        names = _CAMEL.sub("-", names).lower()
    words = _WORD.findall(names)
    marks = _marks()
    if marks.firsts.isdisjoint(words) and marks.heads.isdisjoint([word[:_HEAD] for word in words]):
        return Called(names, _NOTHING)
    found: frozenset[Trait] = _NOTHING
    for name in names.split():
        if len(name) <= _LONGEST_NAME:
            found |= _traits(name)
    if "shown" in found:
        found -= {"hidden"}
    return Called(names, found)


_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = re.compile(r"[a-z0-9åäöæø]+")
_HEAD = 3
"""Letters of a stem by which most names are passed over at once."""
_NOTHING: frozenset[Trait] = frozenset()


@dataclass(frozen=True, slots=True)
class _Marks:
    """markup.toml, made ready to be looked up: traits by an entry's words, by where they have to stand in a class."""

    anywhere: dict[str, frozenset[Trait]]
    opening: dict[str, frozenset[Trait]]
    whole: dict[str, frozenset[Trait]]
    stems: dict[str, frozenset[Trait]]
    stem_starts: tuple[str, ...]
    never: frozenset[str]
    firsts: frozenset[str]
    heads: frozenset[str]
    words: int


@functools.cache
def _marks() -> _Marks:
    data: dict[str, list[str]] = tomllib.loads((_HERE / "markup.toml").read_text(encoding="utf-8"))
    kinds: dict[str, dict[str, set[Trait]]] = {"": {}, "^": {}, "=": {}, "*": {}}
    for trait in get_args(Trait):
        for entry in data[trait]:
            kind = entry[0] if entry[0] in "^=" else "*" if entry.endswith("*") else ""
            kinds[kind].setdefault(entry.strip("^=*"), set()).add(trait)
    anywhere, opening, whole, stems = (
        {entry: frozenset(traits) for entry, traits in kinds[kind].items()} for kind in ("", "^", "=", "*")
    )
    entries = (*anywhere, *opening, *whole, *data["never"], *(stem for stem in stems if stem.endswith("-")))
    return _Marks(
        anywhere,
        opening,
        whole,
        stems,
        tuple(stems),
        frozenset(data["never"]),
        frozenset(entry.split("-", 1)[0] for entry in entries),
        frozenset(stem[:_HEAD] for stem in stems if not stem.endswith("-")),
        max(len(entry.split("-")) for entry in entries),
    )


@functools.lru_cache(maxsize=32_768)
def _traits(written: str) -> frozenset[Trait]:
    """The traits of one class: of every run of its words that is an entry."""
    marks = _marks()
    words = _WORD.findall(written)
    firsts, heads = marks.firsts, marks.heads
    name = "-".join(words)
    found: set[Trait] = set(marks.whole.get(name, _NOTHING))
    place = 0
    for start, first in enumerate(words):
        if first in firsts:
            run = ""
            for word in words[start : start + marks.words]:
                run = f"{run}-{word}" if run else word
                if run in marks.never:
                    return _NOTHING
                found |= marks.anywhere.get(run, _NOTHING)
                if not start:
                    found |= marks.opening.get(run, _NOTHING)
        if (first in firsts or first[:_HEAD] in heads) and name.startswith(marks.stem_starts, place):
            for stem, traits in marks.stems.items():
                if name.startswith(stem, place):
                    found |= traits
        place += len(first) + 1
    return frozenset(found)
