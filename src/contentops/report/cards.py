"""What the start pages need of each article, kept from one writing of the preview to the next.

A shop has thousands of articles, and a person who edits one sentence waits for the answer. So the preview remembers, beside
its pages, what each article's pages were made from and how its card looks; only articles whose digest differs are read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contentops.report.files import replace, writable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FILE = ".cards.json"


@dataclass(frozen=True, slots=True)
class Line:
    """One target of an article in a list: the filters that show it, its missing sentences, and its HTML."""

    target: str
    kinds: tuple[str, ...]
    missing: int
    html: str


@dataclass(frozen=True, slots=True)
class Card:
    """An article in a list. ``digest`` is of what its pages were made from, ``head`` the card's upper part as HTML."""

    article: str
    digest: str
    title: str
    head: str
    lines: tuple[Line, ...]


def recall(folder: Path, look: str) -> dict[str, Card]:
    """The cards of the last writing by their article; none when pages looked otherwise then, or nothing is remembered."""
    try:
        known = json.loads((folder / FILE).read_bytes())
        if known["look"] != look:
            return {}
        return {
            article: Card(article, digest, title, head, tuple(Line(t, tuple(k), m, h) for t, k, m, h in lines))
            for article, digest, title, head, lines in known["cards"]
        }
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # whatever was there, the pages are made anew


def remember(folder: Path, look: str, cards: Iterable[Card]) -> None:
    """Keeps the cards for the next writing. Raises StoreUnwritable."""
    rows = [[c.article, c.digest, c.title, c.head, [_row(line) for line in c.lines]] for c in cards]
    text = json.dumps({"look": look, "cards": rows}, ensure_ascii=False, separators=(",", ":"))
    with writable(lambda: folder / FILE):
        replace(folder / FILE, text.encode())


def _row(line: Line) -> tuple[str, tuple[str, ...], int, str]:
    return line.target, line.kinds, line.missing, line.html
