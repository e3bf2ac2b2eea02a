"""What may be the translation of a sentence, and what belongs to another or to nobody."""

from __future__ import annotations

import pytest

from contentops.translate.chat.judgement import fault, repeated, swapped
from contentops.translate.chat.prompt import Request, request
from contentops.translate.engine import Context

FISH = "Ät gärna fisk och bönor flera gånger i veckan."
FISCH = "Iss gern mehrmals in der Woche Fisch und Bohnen."


def of(*texts: str) -> Request:
    return request(texts, "de", [Context()] * len(texts))


def judged(text: str, answer: str) -> str:
    asked = of(text)
    return fault(asked, asked.questions[0], answer, "de")


def test_a_translation_passes() -> None:
    assert judged(FISH, FISCH) == ""
    assert judged("Ta XQAX om dagen.", "Nimm XQAX am Tag.") == ""


@pytest.mark.parametrize(
    "start", ["Ät gärna fisk", "ät gärna fisk och bönor", "«Ät gärna, fisk", "Ät gjärna fisk", "Ät  gärna\nfisk"]
)
def test_a_beginning_that_is_its_own_is_right(start: str) -> None:
    asked = of(FISH, "Vila en stund efter maten.")
    assert not swapped(asked, asked.questions[0], start)


@pytest.mark.parametrize("start", ["Vila en stund", "", "Iss gern mehrmals", "Ät", "bönor flera gånger", "3"])
def test_a_beginning_that_is_not_is_seen(start: str) -> None:
    asked = of(FISH, "Vila en stund efter maten.")
    assert swapped(asked, asked.questions[0], start)


def test_texts_that_differ_late_are_told_apart() -> None:
    asked = of("Ät mer av den goda fisken.", "Ät mer av den goda fisksoppan.")
    one, other = asked.questions
    assert not swapped(asked, one, "Ät mer av den goda fisken")
    assert swapped(asked, other, "Ät mer av den goda fisken")
    assert swapped(asked, one, "Ät mer av")


def test_one_text_that_is_the_beginning_of_another_is_told_apart() -> None:
    asked = of("Ät mer fisk", "Ät mer fisk och bönor")
    short, long = asked.questions
    assert not swapped(asked, short, "Ät mer fisk")
    assert swapped(asked, long, "Ät mer fisk")
    assert swapped(asked, short, "Ät mer fisk och")


@pytest.mark.parametrize(
    "answer",
    ["Nimm am Tag.", "Nimm XQAX und XQAX am Tag.", "Nimm XQBX am Tag.", "Nimm xqax am Tag.", "Nimm XQAX, XQBX am Tag."],
)
def test_tokens_come_back_once_each(answer: str) -> None:
    assert "did not come back once each" in judged("Ta XQAX om dagen.", answer)


def test_the_token_of_a_neighbour_is_not_its_own() -> None:
    asked = of("Ta XQAX om dagen.", "Ät XQAX om dagen.")
    assert fault(asked, asked.questions[1], "Iss XQAX am Tag.", "de")
    assert not fault(asked, asked.questions[1], "Iss XQBX am Tag.", "de")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (FISH, "HACKED"),
        (FISH, FISCH * 3),
        ("Källor i maten", "?"),
        ("Vila.", "Ruhen Sie sich aus, trinken Sie viel Wasser und gehen Sie früh schlafen."),
    ],
)
def test_what_is_much_shorter_or_longer_is_another_text(text: str, answer: str) -> None:
    assert "characters for the" in judged(text, answer)


@pytest.mark.parametrize(
    ("text", "answer"), [("Folkhälsomyndigheten", "FOHM."), ("Om oss", "Über unser Unternehmen"), ("Hej", "Guten Tag")]
)
def test_short_texts_have_room(text: str, answer: str) -> None:
    assert judged(text, answer) == ""


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\u202e", "\u200b", "\ud800", "\ue000", "\ufdd1", "\x85"])
def test_a_character_that_nobody_sees_is_refused(character: str) -> None:
    assert "has the character U+" in judged(FISH, f"{FISCH}{character}")
    assert judged(f"{FISH}\u200b", f"{FISCH}\u200b") == ""


def test_lines_are_as_many() -> None:
    assert judged(FISH, FISCH.replace("Woche ", "Woche\n")) == "it wrote several lines for one"


def test_what_comes_from_the_prompt_is_seen() -> None:
    asked = of(FISH)
    for answer in (
        "Translate these and nothing else, context is the text around.",
        f"Iss {asked.questions[0].id} gern.",
    ):
        assert fault(asked, asked.questions[0], answer, "de") == "it wrote of what it was told"


def test_one_answer_to_several_sentences_is_seen() -> None:
    asked = of("Ät mer fisk nu.", "Vila en stund.", "Källor", "Referenser", "Sov gott i natt.")
    assert repeated(asked, ["HACKED", "hacked.", "Quellen", "Quellen", "Schlaf gut."]) == {0, 1}
    assert repeated(asked, ["Iss.", None, None, "Quellen", None]) == set()
