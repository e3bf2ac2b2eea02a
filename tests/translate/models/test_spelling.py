from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.translate.models.spelling import SPELLINGS
from contentops.translate.tokens import spelled

ASKED = "Ta XQAX om dagen, XQBX gånger."


@pytest.mark.parametrize(
    ("name", "written"),
    [("letters", ASKED), ("code", "Ta X1 om dagen, X2 gånger."), ("brackets", "Ta [1] om dagen, [2] gånger.")],
)
def test_tokens_are_spelled_for_the_network_and_read_again(name: str, written: str) -> None:
    spelling = SPELLINGS[name]
    assert spelling.write(ASKED) == written
    assert spelling.read(written, ASKED) == ASKED


@pytest.mark.parametrize("name", SPELLINGS)
@given(st.lists(st.integers(0, 900), unique=True, max_size=8))
def test_what_is_written_is_read_as_it_was(name: str, numbers: list[int]) -> None:
    text = " och ".join(spelled(number) for number in numbers)
    assert SPELLINGS[name].read(SPELLINGS[name].write(text), text) == text


@pytest.mark.parametrize("name", SPELLINGS)
def test_a_token_that_is_lost_doubled_or_made_up_is_not_read(name: str) -> None:
    spelling = SPELLINGS[name]
    first, second, third = (spelling.write(spelled(number)) for number in range(3))
    for answer in (f"Ta {first}.", f"{first} {first} {second}", f"{first} {second} {third}", "Ta dem."):
        assert spelling.read(answer, ASKED) is None
    assert [spelling.kept(answer, ASKED) for answer in (f"{second} {first}", f"{first} {first}", "")] == [2, 0, 0]


def test_capitals_that_a_network_changes_do_not_matter() -> None:
    assert SPELLINGS["letters"].read("Xqbx er xqax.", ASKED) == "XQBX er XQAX."
    assert SPELLINGS["code"].read("x2 er x1.", ASKED) == "XQBX er XQAX."


def test_what_tells_what_a_word_is_comes_back_with_its_token() -> None:
    asked = "Ta XQBZNUMAX."
    assert SPELLINGS["code"].read("Take X2.", asked) == "Take XQBZNUMAX."


@pytest.mark.parametrize(
    ("name", "text"), [("code", "X1 och XQAX"), ("brackets", "se [3] och XQAX"), ("letters", "xqax")]
)
def test_a_spelling_does_not_fit_a_text_with_something_that_looks_like_it(name: str, text: str) -> None:
    assert not SPELLINGS[name].fits(text)
    assert SPELLINGS[name].fits(re.sub("X1|3|xqax", "", text))
