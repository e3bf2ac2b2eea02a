"""A reply read as hostile input."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.errors import EngineFailed
from contentops.translate.chat.reply import Given, read

IDS = ("a-1", "a-2")
ONE = {"id": "a-1", "start": "Ät mer", "text": "Iss mehr"}
TWO = {"id": "a-2", "start": "Vila", "text": "Ruhe"}
BOTH = {"a-1": Given("Ät mer", "Iss mehr"), "a-2": Given("Vila", "Ruhe")}


def reply(*entries: object) -> str:
    return json.dumps({"translations": entries})


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "```json\n{}\n```",
        "Here you are:\n\n{}\n\nI hope that helps! {{smile}}",
        '<think>Perhaps {{"translations": []}}? No.</think>{}',
        '{{"thoughts": "none"}} {}',
    ],
)
def test_the_answer_is_found_in_what_stands_around_it(around: str) -> None:
    assert read(around.format(reply(ONE, TWO)), IDS) == BOTH


def test_order_and_more_fields_do_not_matter() -> None:
    assert read(reply({**TWO, "note": "free"}, ONE), IDS) == BOTH


def test_ids_that_were_not_asked_are_passed_over_and_missing_ones_are_missing() -> None:
    assert read(reply(ONE, {**TWO, "id": "a-3"}, {**TWO, "id": "a-1,a-2"}), IDS) == {"a-1": BOTH["a-1"]}


def test_two_answers_to_one_are_none() -> None:
    assert read(reply(ONE, TWO, {**ONE, "text": "Anders"}), IDS) == {"a-1": "it answered twice", "a-2": BOTH["a-2"]}
    assert read(reply(ONE, {**ONE, "text": 7}), IDS) == {"a-1": "it answered twice"}


@pytest.mark.parametrize("wrong", [{"text": None}, {"text": ["Iss"]}, {"text": 7}, {"start": 3}, {"start": None}])
def test_parts_of_the_wrong_type_are_no_answer(wrong: dict[str, object]) -> None:
    assert read(reply({**ONE, **wrong}, TWO), IDS) == {"a-1": "its answer lacks a part", "a-2": BOTH["a-2"]}


@pytest.mark.parametrize("entry", [None, 7, "a-1", [], ["a-1", "Ät", "Iss"], {"id": 1}, {}, {"id": ["a-1"]}])
def test_what_is_no_entry_is_passed_over(entry: object) -> None:
    assert read(reply(entry, TWO), IDS) == {"a-2": BOTH["a-2"]}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "not the JSON"),
        ("I'm sorry, but I can't help with that.", "not the JSON"),
        ("null", "not the JSON"),
        ("[1, 2]", "not the JSON"),
        ('{"translations": {"a-1": "Iss"}}', "not the JSON"),
        ('{"translations": "Iss mehr"}', "not the JSON"),
        (reply(ONE, TWO)[:-20], "not the JSON"),
        (reply(ONE) + reply(TWO), "several times"),
        ('{"translations": [], "translations": []}', "not the JSON"),
        ("<think>" * 3, "not the JSON"),
        ('{"a":' * 5000, "not the JSON"),
        ("{" * 100_000, "not the JSON"),
        ('{"a": ' + "9" * 5000 + "}", "not the JSON"),
    ],
)
def test_a_reply_that_cannot_be_read_says_so(content: str, why: str) -> None:
    with pytest.raises(EngineFailed, match=why):
        read(content, IDS)


@given(st.text(alphabet='{}[]":,\\ a-12translationsidtextstart\n', max_size=400))
def test_whatever_comes_it_is_read_or_refused(content: str) -> None:
    try:
        found = read(content, IDS)
    except EngineFailed:
        return
    assert set(found) <= set(IDS)


@pytest.mark.parametrize(
    "content", ['{"' * 200_000, '{"a":"' + "{" * 500_000, '[{"id":' * 100_000, "</think" * 100_000]
)
def test_hostile_replies_are_read_in_no_time(content: str) -> None:
    started = time.monotonic()
    with pytest.raises(EngineFailed):
        read(content, IDS)
    assert time.monotonic() - started < 2
