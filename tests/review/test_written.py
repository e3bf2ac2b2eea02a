"""What a person has written is one line of sensible length that can be seen."""

from __future__ import annotations

import pytest

from contentops.errors import ReviewError
from contentops.review.written import LONGEST, written


def test_lines_and_spaces_become_one_and_hard_spaces_stay() -> None:
    assert written(" Tag \n300\u00a0mg\u2028 om\tdagen. ", "the text") == "Tag 300\u00a0mg om dagen."


@pytest.mark.parametrize("odd", ["a\x00b", "\x1b[31m", "\u202eabc", "a\u2066b", "\ud800"])
def test_what_cannot_be_seen_is_refused_by_its_number(odd: str) -> None:
    with pytest.raises(ReviewError, match=r"the text holds a character that cannot be seen \(U\+"):
        written(odd, "the text")


def test_what_is_far_too_long_is_refused() -> None:
    with pytest.raises(ReviewError, match=f"more than {LONGEST}"):
        written("x" * (LONGEST + 1), "the reason")
