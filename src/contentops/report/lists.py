"""The start page and its filters as data: which articles stand in which list, in which order, on which page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contentops.article.record import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contentops.report.cards import Card, Line
    from contentops.report.site import TargetPage

PER_PAGE = 100
"""Articles on one page of a list."""

_FIRST = {kind: rank for rank, kind in enumerate(("behind", "held", "needs-work", "missing", "waiting"))}
"""What needs a person, the most urgent first."""

_SWEDISH = str.maketrans({"å": "{", "ä": "|", "ö": "}"})
"""å, ä and ö come after z, in this order."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a list shows: all articles, those of one kind, of one target, or both."""

    target: str = ""
    kind: str = ""

    def address(self, page: int = 1) -> str:
        """The file of one page of the list: "index.html", "held.html", "in-da.held.page-2.html".

        No article can take such a name: its pages stand in a folder. No target can: its name holds no full stop.
        """
        name = ".".join(part for part in (f"in-{self.target}" if self.target else "", self.kind) if part)
        if not name:
            return f"page-{page}.html" if page > 1 else "index.html"
        return f"{name}.page-{page}.html" if page > 1 else f"{name}.html"


Shown = tuple["Card", tuple["Line", ...]]
"""An article with those of its targets that a list shows."""


def kinds(page: TargetPage) -> tuple[str, ...]:
    """The filters under which an article in a target is shown."""
    applies = {
        "behind": page.behind,
        "held": bool(page.held),
        "needs-work": page.state is State.NEEDS_WORK,
        "missing": page.missing > 0,
        "waiting": page.state in (State.MACHINE, State.MACHINE_DRAFT) and not page.withdrawn,
        "approved": page.state is State.APPROVED,
        "live": page.live,
        "rolled-back": page.rolled_back > 0,
        "withdrawn": page.withdrawn,
    }
    return tuple(kind for kind, here in applies.items() if here)


def lists(cards: Iterable[Card]) -> dict[Choice, list[Shown]]:
    """Every list that shows something, and the one of all: what needs a person first, then by title."""
    found: dict[Choice, list[tuple[int, Shown]]] = defaultdict(list)
    found[Choice()] = []
    for card in sorted(cards, key=lambda card: (card.title.casefold().translate(_SWEDISH), card.article)):
        here: dict[Choice, list[tuple[int, Line]]] = {Choice(): []}
        for line in card.lines:
            ranked = (_rank(line), line)
            for choice in (
                Choice(),
                Choice(line.target),
                *(Choice("", kind) for kind in line.kinds),
                *(Choice(line.target, kind) for kind in line.kinds),
            ):
                here.setdefault(choice, []).append(ranked)
        for choice, lines in here.items():
            rank = min((rank for rank, _ in lines), default=len(_FIRST))
            found[choice].append((rank, (card, tuple(line for _, line in lines))))
    return {choice: [s for _, s in sorted(of, key=lambda ranked: ranked[0])] for choice, of in found.items()}


def pages(shown: Sequence[Shown]) -> list[Sequence[Shown]]:
    """The list cut into pages; one, empty, when there is nothing in it."""
    return [shown[start : start + PER_PAGE] for start in range(0, max(len(shown), 1), PER_PAGE)]


def near(page: int, last: int) -> list[int]:
    """The pages to offer from a page: the first, the last and its neighbours; 0 for a gap."""
    offered = sorted({1, last, *range(max(page - 2, 1), min(page + 2, last) + 1)})
    out: list[int] = []
    for number in offered:
        if out and number - out[-1] > 1:
            out.append(0)
        out.append(number)
    return out


def _rank(line: Line) -> int:
    if "withdrawn" in line.kinds:
        return len(_FIRST)
    return min((_FIRST[kind] for kind in line.kinds if kind in _FIRST), default=len(_FIRST))
