from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.translate.prefilter import Need, Prefilter, needs_of
from contentops.translate.readings import readings


def words(*some: str) -> Need:
    return Need(words=frozenset(some))


def parts(*some: str) -> Need:
    return Need(parts=frozenset(some))


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\bhur\b", [words("hur")]),
        (r"hur", [parts("hur")]),
        (r"\bhur(?= (?:mycket|ofta)\b)", [words("hur"), words("mycket", "ofta")]),
        (r"\bdet behövs\b", [words("det"), words("behövs")]),
        (r"\b(minsk|ök)(ar|ade)\b", [words("minskar", "minskade", "ökar", "ökade")]),
        (r"\b(?<!inte )var(?! det)\b", [words("var")]),
        (r"\bgå? upp\b", [words("upp")]),
        (r"\b(?:(?:lite|mycket) )?salt\b", [parts("salt")]),
        (r"\bsalt(?: \w+){1,2} peppar\b", [words("salt"), words("peppar")]),
        (r"\bt\.ex\.", [words("t"), words("ex")]),
        (r"\b(?:salt [^.]* peppar|socker)\b", [Need(frozenset({"salt"}), frozenset({"socker"}))]),
        (r"(?<=salt )peppar\b", [parts("peppar"), parts("salt")]),
        (r"\b(?:salt|\d+) peppar\b", [words("peppar")]),
        (r"\w+|salt", []),
        (r"salt|", []),
        (r"(?i)salt", []),
        (r"\u00e5t", []),
        (r"(salt)\1", [parts("salt")]),
        (r"Å(?:K)", [parts("åk")]),
    ],
)
def test_a_pattern_tells_what_it_needs(pattern: str, needs: list[Need]) -> None:
    found = needs_of(pattern)
    assert [need for need in needs if need not in found] == []
    assert bool(found) == bool(needs)


def _joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    group = st.sampled_from(
        ["(?:{})", "({})", "(?={})", "(?!{})", "(?<!b)(?:{})", "(?:{})?", "(?:{}){{1,2}}", "(?:{})*"]
    )
    return st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=3).map("|".join).map("(?:{})".format),
        st.tuples(group, inner).map(lambda both: both[0].format(both[1])),
    )


PATTERNS = st.recursive(
    st.sampled_from(
        ["a", "b", "Å", " ", "ab", r"\b", r"\w", r"\w+", r"\.", "[ab]", "[^a]", ".", "^", "$", "s", "k", "i"]
    ),
    _joined,
    max_leaves=12,
)


@given(PATTERNS, st.text("abAåÅ .ſKskiİı-", max_size=12))
def test_what_is_found_is_never_ruled_out(pattern: str, text: str) -> None:
    if re.compile(pattern, re.IGNORECASE).search(text):
        assert Prefilter([pattern]).candidates(text) == [0] or Prefilter([pattern]).candidates(text) == (0,)


def test_most_are_ruled_out_and_the_rest_keep_their_order() -> None:
    prefilter = Prefilter([r"\bsalt\b", r"\bpeppar\b", r"\w+", r"\b(?:peppar|salt) och\b", r"\bsalt(?= och ris\b)"])
    assert prefilter.candidates("Peppar och Salt.") == [0, 1, 2, 3]
    assert prefilter.candidates("Saltet.") == [2]


def test_every_reading_is_found_by_a_word_that_it_needs() -> None:
    text = "Ett vanligt glas vatten på morgonen smakar gott."
    left = Prefilter(reading.where.pattern for reading in readings()).candidates(text)
    assert len(left) < 3
