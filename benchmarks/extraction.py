"""Quality of the extraction: the golden pairs of tests/pages, scored by what an article is made of, with pinned floors.

Each folder there holds a page, the article it must become (expected.json) and, where somebody listed them, words of the
shop around it that must not appear (without.txt, one a line). The page is extracted, both articles are taken apart into
facts (see :func:`facts_of`), and facts are compared as bags: precision is the share of ours that are right, recall the share
of the expected that we have.

The floors are in extraction_floors.toml. Below one the script says where and ends with 1. `--raise-floors` writes what is
better than the file says; nothing but `--lower-floors` writes anything worse.

Where the annotated pages of ../shared/eval are, its scorer runs too, for us beside trafilatura if that is installed.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import math
import re
import subprocess
import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import assert_never

from contentops.article.codec import from_json
from contentops.article.model import (
    Article,
    Block,
    Cite,
    Heading,
    Image,
    Item,
    List,
    Paragraph,
    Quantity,
    Question,
    Quote,
    Table,
    walk_blocks,
)
from contentops.errors import ContentopsError
from contentops.extract import extract

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "tests" / "pages"
FLOORS = Path(__file__).with_name("extraction_floors.toml")
ANNOTATED = ROOT.parent / "shared" / "eval"
URL = "https://butik.example/blogg/inlagg"
"""Where the HTML pages of the golden pairs are taken to stand, as in tests/extract/test_pages.py."""
OURS = "benchmarks.extraction:plain_text"
PEER = "benchmarks.extraction:trafilatura"
PEER_MODULE = "trafilatura"

FIELDS = (
    "text",
    "clean",
    "headings",
    "items",
    "cells",
    "captions",
    "images",
    "quotes",
    "questions",
    "quantities",
    "citations",
    "references",
    "metadata",
)
DIGITS = 4
SCALE = 10_000
"""A floor has four decimals. It is rounded down, so that a score meets the floor made of it."""
SHOWN = 3
"""Facts of each kind that are named for a field below its floor."""

Fact = tuple[str, ...]
Facts = Mapping[str, Counter[Fact]]


# ---------------------------------------------------------------------------------------------------------------- scoring


@dataclass(frozen=True, slots=True)
class Score:
    """How many facts were found, how many expected, and how many are the same."""

    same: int = 0
    found: int = 0
    expected: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.same + other.same, self.found + other.found, self.expected + other.expected)

    @property
    def precision(self) -> float:
        """Share of the found facts that were expected; 1 when none was found."""
        return self.same / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the expected facts that were found; 1 when none was expected."""
        return self.same / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two; 1 when nothing was expected and nothing found."""
        return 2 * self.same / (self.found + self.expected) if self.found or self.expected else 1.0


@dataclass(frozen=True, slots=True)
class Case:
    """The scores of one page by field, and what was lost and what should not be there."""

    name: str
    scores: Mapping[str, Score]
    lost: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    surplus: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def flat(text: str) -> str:
    """The text in NFC, every run of white space one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def words(text: str) -> Counter[Fact]:
    """The words of a text with their counts, without regard to case."""
    return Counter((word,) for word in re.findall(r"\w+", flat(text).lower()))


def facts_of(article: Article) -> Facts:
    """What an article holds, by field.

    heading (level, text); item (depth from 1, ordered or not, text); cell (column from 1, header or not, spans, text);
    caption (of what, text); image (address, alternative text); quote (text, who said it); question (text); quantity (number,
    end of the range, unit, text); citation (marker, numbers of the references); reference (number, text, URL, DOI); metadata
    (name, value), for each category one. A citation whose reference is not in the list keeps the id in its place.
    """
    facts: dict[str, Counter[Fact]] = {name: Counter() for name in FIELDS if name != "clean"}
    facts["text"] = words("\n".join((article.text, *(entry.text for entry in article.references))))
    for block in walk_blocks(article.blocks):
        for name, fact in _of_block(block):
            facts[name][fact] += 1
    number = {entry.id: str(entry.number) for entry in article.references}
    for inline in article.all_inlines():
        if isinstance(inline, Cite):
            facts["citations"][flat(inline.text), *(number.get(ref, ref) for ref in inline.refs)] += 1
        elif isinstance(inline, Quantity):
            facts["quantities"][inline.number, inline.upper or "", inline.unit, flat(inline.text)] += 1
    for entry in article.references:
        facts["references"][str(entry.number), flat(entry.text), entry.url or "", entry.doi or ""] += 1
    facts["metadata"].update(_metadata(article))
    return facts


def _of_block(block: Block) -> Iterator[tuple[str, Fact]]:
    match block:
        case Heading():
            yield "headings", (str(block.level), flat(block.text))
        case List():
            yield from (("items", fact) for fact in _items(block.items, ordered=block.ordered))
        case Table():
            yield from (("cells", fact) for fact in _cells(block))
            yield from (("captions", fact) for fact in _caption("table", block.caption))
        case Image():
            yield "images", (block.src, flat(block.alt))
            yield from (("captions", fact) for fact in _caption("image", block.caption))
        case Quote():
            yield "quotes", (flat(block.text), flat(block.source))
        case Question():
            yield "questions", (flat(block.text),)
        case Paragraph():
            return
        case _ as never:
            assert_never(never)


def _items(items: Iterable[Item], *, ordered: bool, depth: int = 1) -> Iterator[Fact]:
    for item in items:
        yield str(depth), "ordered" if ordered else "unordered", flat(item.text)
        yield from _items(item.items, ordered=item.ordered, depth=depth + 1)


def _cells(table: Table) -> Iterator[Fact]:
    for row in table.rows:
        for column, cell in enumerate(row, 1):
            kind = "header" if cell.header else "data"
            yield str(column), kind, f"{cell.colspan}x{cell.rowspan}", flat(cell.text)


def _caption(of: str, text: str) -> Iterator[Fact]:
    if text:
        yield of, flat(text)


def _metadata(article: Article) -> Iterator[Fact]:
    values = {
        "title": article.title,
        "lead": article.lead,
        "author": article.author.name if article.author else None,
        "published": article.published,
        "modified": article.modified,
        "source_url": article.source_url,
        "image": article.image,
        "locale": article.locale,
    }
    yield from ((name, flat(value)) for name, value in values.items() if value)
    yield from (("category", flat(category.name)) for category in article.categories)


def leaks(article: Article, without: Iterable[str]) -> tuple[str, ...]:
    """Which of the strings stand anywhere in the article, without regard to case and white space."""
    author = article.author.name if article.author else ""
    parts = [article.text, article.description, author]
    parts += [category.name for category in article.categories]
    parts += [entry.text for entry in article.references]
    for block in walk_blocks(article.blocks):
        if isinstance(block, Image):
            parts.append(block.alt)
        elif isinstance(block, Quote):
            parts.append(block.source)
    everything = flat("\n".join(parts)).casefold()
    return tuple(string for string in without if flat(string).casefold() in everything)


def compare(name: str, found: Article, expected: Article, without: Iterable[str] = ()) -> Case:
    """The scores of an article beside the one expected. "clean" counts the strings of ``without`` that stayed out."""
    ours, theirs = facts_of(found), facts_of(expected)
    scores = {key: Score((ours[key] & theirs[key]).total(), ours[key].total(), theirs[key].total()) for key in ours}
    lost = {key: _told(theirs[key] - ours[key]) for key in ours}
    surplus = {key: _told(ours[key] - theirs[key]) for key in ours}
    strings = tuple(without)
    surplus["clean"] = leaks(found, strings)
    scores["clean"] = Score(len(strings) - len(surplus["clean"]), len(strings), len(strings))
    return Case(name, {key: scores[key] for key in FIELDS}, lost, surplus)


def _told(facts: Counter[Fact]) -> tuple[str, ...]:
    return tuple(" | ".join(part for part in fact if part) for fact in facts.elements())


def totals(cases: Iterable[Case]) -> dict[str, Score]:
    """The scores of all cases together, each fact weighing the same."""
    out = {key: Score() for key in FIELDS}
    for case in cases:
        for key in FIELDS:
            out[key] += case.scores[key]
    return out


# ----------------------------------------------------------------------------------------------------------------- floors


@dataclass(frozen=True, slots=True)
class Floors:
    """The least that is accepted.

    ``totals`` and ``cases`` (by case, then field) are F1 scores, 1 where none is written. ``amounts`` are the cases and the
    expected facts of all of them together, 0 where none is written: an expectation that is written anew from a worse
    extraction agrees with it, and shows only in what it no longer holds.
    """

    totals: Mapping[str, float] = field(default_factory=dict)
    cases: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    amounts: Mapping[str, int] = field(default_factory=dict)


def read_floors(path: Path) -> Floors:
    """The floors of a file; a file that is not there has none."""
    if not path.exists():
        return Floors()
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    return Floors(values.get("totals", {}), values.get("cases", {}), values.get("amounts", {}))


def floors_toml(floors: Floors) -> str:
    """The floors as the text of their file."""
    lines = ["# Written by `benchmarks/extraction.py --raise-floors`; only `--lower-floors` writes a lower one.", ""]
    lines += ["[amounts] # cases, and what their expected articles hold together"]
    lines += [f"{key} = {value}" for key, value in floors.amounts.items()]
    lines += ["", "[totals] # F1"]
    lines += [f"{key} = {value}" for key, value in floors.totals.items()]
    for name, values in sorted(floors.cases.items()):
        lines += [
            "",
            f"[cases.{json.dumps(name)}] # F1; 1.0 where no field stands, and for cases that do not stand here",
        ]
        lines += [f"{key} = {value}" for key, value in values.items()]
    return "\n".join(lines) + "\n"


def _down(value: float) -> float:
    return math.floor(value * SCALE + 1e-9) / SCALE


def amounts(cases: Iterable[Case]) -> dict[str, int]:
    """How many cases there are, and how many facts they expect of each field."""
    every = tuple(cases)
    return {"cases": len(every)} | {key: score.expected for key, score in totals(every).items()}


def measured(cases: Iterable[Case]) -> Floors:
    """The highest floors that these cases pass."""
    every = tuple(cases)
    below = {case.name: {key: _down(score.f1) for key, score in case.scores.items() if score.f1 < 1} for case in every}
    return Floors(
        {key: _down(score.f1) for key, score in totals(every).items()},
        {name: values for name, values in below.items() if values},
        amounts(every),
    )


def raised(floors: Floors, cases: Sequence[Case]) -> Floors:
    """The floors, with those raised that the cases exceed. None becomes lower, and a case that is gone keeps its own."""
    now = measured(cases)
    gone = floors.cases.keys() - {case.name for case in cases}
    by_case: dict[str, Mapping[str, float]] = {}
    for name, values in floors.cases.items():
        own = {
            key: old if name in gone else max(old, now.cases.get(name, {}).get(key, 1.0)) for key, old in values.items()
        }
        by_case[name] = {key: value for key, value in own.items() if value < 1}
    return Floors(
        {key: max(floors.totals.get(key, 1.0), value) for key, value in now.totals.items()},
        {name: values for name, values in by_case.items() if values},
        {key: max(floors.amounts.get(key, 0), value) for key, value in now.amounts.items()},
    )


def failures(floors: Floors, cases: Iterable[Case]) -> list[str]:
    """What is below its floor, a line each, with the case, the field and the first facts that are lost or too many."""
    every = tuple(cases)
    out = []
    for key, number in amounts(every).items():
        if number < (least := floors.amounts.get(key, 0)):
            out.append(f"the expected articles: {key} {number}, which must not be fewer than {least}")
    for key, score in totals(every).items():
        if _down(score.f1) < (least_f1 := floors.totals.get(key, 1.0)):
            out.append(f"all cases: {key} {score.f1:.{DIGITS}f} is below {least_f1:.{DIGITS}f}")
    for case in every:
        for key, score in case.scores.items():
            least_f1 = floors.cases.get(case.name, {}).get(key, 1.0)
            if _down(score.f1) < least_f1:
                out.append(f"{case.name}: {key} {score.f1:.{DIGITS}f} is below {least_f1:.{DIGITS}f}")
                out += [f"    lost: {fact}" for fact in case.lost.get(key, ())[:SHOWN]]
                out += [f"    too much: {fact}" for fact in case.surplus.get(key, ())[:SHOWN]]
    return out


# --------------------------------------------------------------------------------------------------------------- the pages


def score_folder(folder: Path) -> Case:
    """The scores of one golden pair. A page from which no article comes scores as an empty one, and is told on stderr."""
    page = next(folder.glob("page.*"))
    expected = from_json(json.loads((folder / "expected.json").read_text(encoding="utf-8"))["article"])
    listed = folder / "without.txt"
    without = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
    try:
        found = extract(page.read_bytes(), URL if page.suffix == ".html" else None)
    except ContentopsError as error:
        print(f"{folder.name}: {type(error).__name__}: {error}", file=sys.stderr)
        found = Article(locale="", title="", blocks=())
    return compare(folder.name, found, expected, (line.strip() for line in without if line.strip()))


def table(cases: Iterable[Case]) -> str:
    """F1 by case and field ("·" where nothing was expected or found), then precision, recall, F1 and amounts of all."""
    every = tuple(cases)
    width = max((len(case.name) for case in every), default=0)
    width = max(width, len("precision"))
    columns = [max(len(key), 5) for key in FIELDS]

    def line(name: str, values: Iterable[str]) -> str:
        return f"{name:{width}}  " + " ".join(f"{value:>{size}}" for value, size in zip(values, columns, strict=True))

    def shown(score: Score, value: float) -> str:
        return f"{value:.3f}" if score.found or score.expected else "·"

    lines = [line("F1", FIELDS)]
    lines += [line(case.name, (shown(score, score.f1) for score in case.scores.values())) for case in every]
    whole = totals(every).values()
    lines += [
        line("precision", (shown(score, score.precision) for score in whole)),
        line("recall", (shown(score, score.recall) for score in whole)),
        line("F1 of all", (shown(score, score.f1) for score in whole)),
        line("expected", (str(score.expected) for score in whole)),
        line("found", (str(score.found) for score in whole)),
    ]
    return "\n".join(lines)


# ---------------------------------------------------------------------------------------- beside a general extractor


def plain_text(html: str, url: str | None) -> str:
    """The reading text of a page, as the scorer of ../shared/eval asks for it. It counts what :func:`extract` raises."""
    return extract(html, url).text


def trafilatura(html: str, url: str | None) -> str:
    """What trafilatura makes of a page, without the comments below it, with which it scores lower."""
    found = importlib.import_module(PEER_MODULE).extract(html, url=url, include_comments=False)
    return str(found or "")


def speed_ratio(printed: str, ours: str, peer: str) -> float | None:
    """Our pages per CPU second over the peer's, read from the table that the scorer printed; None where one is missing."""
    speeds = {
        row[0]: float(row[-2]) for line in printed.splitlines() if (row := line.split()) and row[0] in {ours, peer}
    }
    return speeds[ours] / speeds[peer] if speeds.keys() >= {ours, peer} and speeds[peer] else None


def beside_peer(annotated: Path) -> int:
    """Runs the scorer of the annotated pages, for us and for the peer if it is installed. Returns how the scorer ended."""
    script = annotated / "score.py"
    if not script.exists():
        print("\nNo annotated pages here (../shared/eval): the golden pairs stand alone.")
        return 0
    installed = importlib.util.find_spec(PEER_MODULE) is not None
    if not installed:
        print("\ntrafilatura is not installed (`make eval` tries to): the annotated pages are scored for us alone.")
    print("\nAnnotated pages:", flush=True)
    command = [sys.executable, str(script.resolve()), OURS, *([PEER] if installed else [])]
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    print(ran.stdout, end="")
    ratio = speed_ratio(ran.stdout, OURS, PEER)
    if ratio is not None:
        print(f"pages per CPU second, ours over trafilatura's: {ratio:.2f}")
    return ran.returncode


def main(arguments: list[str] | None = None) -> int:
    """Scores, prints, compares with the floors; returns 1 below one of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, default=PAGES, help="folder of the golden pairs")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="file of the floors")
    parser.add_argument(
        "--annotated", type=Path, default=ANNOTATED, help="folder of the annotated pages and their scorer"
    )
    parser.add_argument("--golden-only", action="store_true", help="leave the annotated pages out")
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--raise-floors", action="store_true", help="write the floors that are exceeded")
    change.add_argument("--lower-floors", action="store_true", help="write the scores as they are, lower ones too")
    chosen = parser.parse_args(arguments)

    cases = [score_folder(folder) for folder in sorted(chosen.pages.iterdir()) if (folder / "expected.json").exists()]
    print(table(cases))
    floors = read_floors(chosen.floors)
    if chosen.lower_floors or chosen.raise_floors:
        floors = measured(cases) if chosen.lower_floors else raised(floors, cases)
        chosen.floors.write_text(floors_toml(floors), encoding="utf-8")
    low = failures(floors, cases)
    failed = 0 if chosen.golden_only else beside_peer(chosen.annotated)
    print("\nBelow the floor:\n" + "\n".join(low) if low else "\nNothing is below its floor.")
    return 1 if low or failed else 0


if __name__ == "__main__":
    sys.exit(main())
