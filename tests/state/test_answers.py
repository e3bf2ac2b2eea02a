"""What engines have answered, each by its way."""

from __future__ import annotations

from sqlalchemy import Engine

from contentops.state.answers import Answers, Kept

WAY = "llm/m-1;prompt=1"


def test_an_answer_is_found_by_its_way_and_by_what_it_depends_on(database: Engine) -> None:
    answers = Answers(database, "sv", "de")
    answers.put(WAY, [("k1", "d1", Kept("Eins.", ("ord",))), ("k2", "d1", Kept("Zwei."))])
    assert answers.get(WAY, {"k1": "d1", "k2": "d1", "k3": "d1"}) == {
        "k1": Kept("Eins.", ("ord",)),
        "k2": Kept("Zwei."),
    }
    assert answers.get(WAY, {"k1": "d2"}) == {}
    assert answers.get("llm/m-2;prompt=1", {"k1": "d1"}) == {}
    assert Answers(database, "sv", "fi").get(WAY, {"k1": "d1"}) == {}


def test_what_is_answered_again_takes_the_place_of_what_was_and_other_ways_stay(database: Engine) -> None:
    answers = Answers(database, "sv", "de")
    answers.put(WAY, [("k1", "d1", Kept("Eins."))])
    answers.put("deepl/x", [("k1", "d1", Kept("Ein."))])
    answers.put(WAY, [("k1", "d2", Kept("Einer."))])
    answers.put(WAY, [("k1", "d1", Kept("Eine."))])
    answers.put(WAY, [])
    assert answers.get(WAY, {"k1": "d1"}) == {"k1": Kept("Eine.")}
    assert answers.get(WAY, {"k1": "d2"}) == {"k1": Kept("Einer.")}
    assert answers.get("deepl/x", {"k1": "d1"}) == {"k1": Kept("Ein.")}


def test_many_are_found_at_once_and_a_way_may_be_long(database: Engine) -> None:
    answers = Answers(database, "sv", "de")
    way = f"llm/{'m' * 5000}"
    wanted = {f"k{number}": "d" for number in range(1000)}
    answers.put(way, [(key, "d", Kept(key)) for key in wanted])
    assert answers.get(way, wanted) == {key: Kept(key) for key in wanted}
