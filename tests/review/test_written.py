"""What a person has written is one line of sensible length that can be seen."""

from __future__ import annotations

import pytest

from contentops.errors import ReviewError
from contentops.review.written import LONGEST, written


def test_lines_and_spaces_become_one_and_hard_spaces_stay() -> None:
    assert written(" Tag \n300\u00a0mg\u2028 om\tdagen. ", "the text") == "Tag 300\u00a0mg om dagen."


@pytest.mark.parametrize("odd", ["a\x00b", "\x1b[31m", "\u202eabc", "a\u2066b", "\ud800", "a\ue000"])
def test_what_cannot_be_seen_is_refused_by_its_number(odd: str) -> None:
    with pytest.raises(ReviewError, match=r"the text holds a character that cannot be seen \(U\+"):
        written(odd, "the text")


def test_what_is_far_too_long_is_refused() -> None:
    with pytest.raises(ReviewError, match=f"more than {LONGEST}"):
        written("x" * (LONGEST + 1), "the reason")


@pytest.mark.parametrize("odd", ["\u200b", "\ufeff", "\u2060", "\ufdd2", "\u200d"], ids=ascii)
def test_a_mark_without_a_width_goes_as_it_goes_from_a_source(odd: str) -> None:
    assert written(f"Te{odd} er godt.{odd}", "the text") == "Te er godt."


@pytest.mark.parametrize("kept", ["Kaffee\u00adtasse", "👩\u200d⚕\ufe0f", "300\u202fmg"], ids=ascii)
def test_what_a_text_may_hold_stays(kept: str) -> None:
    assert written(kept, "the text") == kept


@pytest.mark.parametrize("nothing", ["\u200b", "\ufeff \u200b", "\u00ad", "\u200b\u00a0\u200b"], ids=ascii)
def test_a_text_in_which_nothing_can_be_seen_is_none(nothing: str) -> None:
    with pytest.raises(ReviewError, match="the text holds nothing that can be seen"):
        written(nothing, "the text")
    assert written("", "the text") == ""
