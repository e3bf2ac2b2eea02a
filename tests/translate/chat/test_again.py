"""Asking again, and where that ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from contentops.errors import EngineBusy, EngineFailed
from contentops.translate.chat.again import MORE, Again, ask_until_answered, why_unread
from contentops.translate.engine import Refused, Reply

Asked = list[list[int]]


def asking(
    answer: Callable[[list[int], int], str | Reply],
) -> tuple[Asked, Callable[[Sequence[int]], list[str | Reply]]]:
    asked: Asked = []

    def ask(some: Sequence[int]) -> list[str | Reply]:
        asked.append(list(some))
        return [answer(asked[-1], place) for place in some]

    return asked, ask


def test_what_is_answered_is_asked_once() -> None:
    asked, ask = asking(lambda _, place: str(place))
    assert ask_until_answered(range(3), ask) == {0: "0", 1: "1", 2: "2"}
    assert asked == [[0, 1, 2]]
    assert ask_until_answered([], ask) == {}


def test_what_is_left_out_is_asked_alone_once() -> None:
    asked, ask = asking(lambda some, place: Again("no") if place in (1, 3) and (len(some) > 1 or place == 3) else "yes")
    assert ask_until_answered(range(4), ask) == {0: "yes", 1: "yes", 2: "yes", 3: Again("no")}
    assert asked == [[0, 1, 2, 3], [1], [3]]


def test_what_is_too_much_is_asked_in_halves() -> None:
    asked, ask = asking(lambda some, _: Again("too long") if len(some) > 2 else "yes")
    assert set(ask_until_answered(range(6), ask).values()) == {"yes"}
    assert [len(some) for some in asked] == [6, 3, 3, 1, 2, 1, 2]


def test_what_is_refused_for_good_is_not_asked_again() -> None:
    asked, ask = asking(lambda _, place: Refused("wrong") if place else "yes")
    assert ask_until_answered(range(2), ask) == {0: "yes", 1: Refused("wrong")}
    assert len(asked) == 1


def test_requests_have_an_end() -> None:
    asked, ask = asking(lambda some, _: Again("no") if len(some) > 1 else "yes")
    found = ask_until_answered(range(64), ask)
    assert len(asked) == 1 + MORE
    assert len(found) == 64
    asked, ask = asking(lambda _, place: "yes" if place == 0 else Again("no"))
    ask_until_answered(range(64), ask)
    assert len(asked) == 1 + MORE


def test_one_that_cannot_be_read_is_asked_twice() -> None:
    asked, ask = asking(lambda _, __: Again("no JSON", unread=True))
    found = ask_until_answered(range(16), ask)
    assert [len(some) for some in asked] == [16, 8]
    assert why_unread(tuple(found.values())) == "no JSON"
    assert why_unread([*found.values(), "yes"]) == why_unread([Again("too long")]) == why_unread([]) == ""


def test_what_was_answered_stays_when_a_later_request_fails() -> None:
    def ask(some: Sequence[int]) -> list[str | Reply]:
        if len(some) == 1:
            raise EngineBusy("too many requests.")
        return ["yes", Again("no"), Again("no")]

    found = ask_until_answered(range(3), ask)
    assert found == {0: "yes", 1: Refused("too many requests."), 2: Again("no")}


def test_a_first_request_that_fails_raises() -> None:
    def ask(some: Sequence[int]) -> list[str | Reply]:
        raise EngineFailed(f"{len(some)}")

    with pytest.raises(EngineFailed, match="3"):
        ask_until_answered(range(3), ask)
