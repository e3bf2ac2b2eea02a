from __future__ import annotations

import pytest

from contentops.report.cards import Card, Line
from contentops.report.lists import PER_PAGE, Choice, lists, near, pages


def card(title: str, **kinds: str) -> Card:
    lines = tuple(Line(target, tuple(of.split()), 0, "") for target, of in kinds.items())
    return Card(title.lower(), "", title, "", lines)


def titles(cards: list[Card], choice: Choice) -> list[str]:
    return [one.title for one, _ in lists(cards)[choice]]


def test_what_needs_a_person_comes_first_and_then_the_title_decides() -> None:
    cards = [
        card("Lever", da="approved live"),
        card("Ägg", da="waiting"),
        card("Zink", da="missing"),
        card("Ost", da="needs-work"),
        card("Mjölk", da="held waiting"),
        card("Bröd", da="live approved", nb="behind live approved"),
        card("Åkerbär", da="waiting"),
        card("Öring", da="held withdrawn"),
        card("Abborre"),
    ]
    assert titles(cards, Choice()) == [
        *("Bröd", "Mjölk", "Ost", "Zink", "Åkerbär", "Ägg"),
        *("Abborre", "Lever", "Öring"),  # nobody is waited for
    ]


def test_a_list_shows_the_targets_that_it_is_about_and_no_others() -> None:
    cards = [card("A", da="held waiting", nb="live"), card("B", da="live", nb="held")]
    made = lists(cards)
    shown = {choice: [(one.title, [line.target for line in of]) for one, of in made[choice]] for choice in made}
    assert shown[Choice()] == [("A", ["da", "nb"]), ("B", ["da", "nb"])]
    assert shown[Choice("", "held")] == [("A", ["da"]), ("B", ["nb"])]
    assert shown[Choice("nb")] == [("B", ["nb"]), ("A", ["nb"])]
    assert shown[Choice("da", "held")] == [("A", ["da"])]
    assert Choice("nb", "waiting") not in made


def test_no_two_lists_share_a_file() -> None:
    names = [
        Choice(target, kind).address(page)
        for target in ("", "da", "da-2", "page-2", "held")
        for kind in ("", "held", "live")
        for page in (1, 2)
    ]
    assert len(set(names)) == len(names)
    assert not [name for name in names if "/" in name]


@pytest.mark.parametrize(("count", "cut"), [(0, [0]), (1, [1]), (PER_PAGE, [100]), (PER_PAGE + 1, [100, 1])])
def test_a_list_is_cut_into_pages(count: int, cut: list[int]) -> None:
    shown = [(card(str(n)), ()) for n in range(count)]
    assert [len(part) for part in pages(shown)] == cut


@pytest.mark.parametrize(
    ("page", "last", "offered"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 9, [1, 2, 3, 0, 9]),
        (5, 9, [1, 0, 3, 4, 5, 6, 7, 0, 9]),
        (9, 9, [1, 0, 7, 8, 9]),
    ],
)
def test_a_page_offers_its_neighbours_the_first_and_the_last(page: int, last: int, offered: list[int]) -> None:
    assert near(page, last) == offered
