"""What stands around every request to an engine over a network."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.errors import EngineBusy, EngineFailed, EngineUnavailable
from contentops.translate.engine import Answer, Context, Refused, Reply
from contentops.translate.remote import ATTEMPTS, InContextRemote, Remote, split
from contentops.translate.setup import Setup

Said = Callable[[Sequence[str]], Sequence[str | Reply]]


class Asked(Remote):
    """Answers with what it is told to, one after the other, and lists what it was asked."""

    codes: ClassVar[dict[str, str]] = {"de": "DE"}
    texts_in_request = 3
    characters_in_text = 20
    characters_in_request = 40

    def __init__(self, *said: Said | Exception, setup: Setup | None = None) -> None:
        super().__init__(setup or Setup("asked", {"requests_per_second": 1000}))
        self.said = list(said)
        self.requests: list[list[str]] = []
        self.slept: list[float] = []
        self.sleep = self.slept.append

    def request(self, texts: Sequence[str], target: str, contexts: Sequence[Context]) -> Sequence[str | Reply]:
        assert target == "de"
        assert len(texts) == len(contexts)
        self.requests.append(list(texts))
        said = self.said.pop(0) if len(self.said) > 1 else self.said[0]
        if isinstance(said, Exception):
            raise said
        return said(texts)


def marked(texts: Sequence[str]) -> list[str]:
    return [f"{text}!" for text in texts]


def words(replies: Sequence[Reply]) -> list[str]:
    return [reply.text if isinstance(reply, Answer) else reply.reason if reply else "" for reply in replies]


def test_many_short_texts_go_in_one_request_up_to_its_limits() -> None:
    engine = Asked(marked)
    assert words(engine.translate(["a", "b", "c", "d", "x" * 20, "y" * 20, "z"], "de")) == [
        *("a!", "b!", "c!", "d!"),
        *(f"{'x' * 20}!", f"{'y' * 20}!", "z!"),
    ]
    assert [len(texts) for texts in engine.requests] == [3, 2, 2]


def test_a_long_text_goes_in_parts_and_comes_back_whole() -> None:
    engine = Asked(marked)
    assert words(engine.translate(["Aba beb cec ded. Fef geg heh iji."], "de")) == [
        "Aba beb cec ded.! Fef geg heh iji.!"
    ]
    assert engine.requests == [["Aba beb cec ded.", "Fef geg heh iji."]]


def test_a_word_without_an_end_is_refused_and_the_others_go_on() -> None:
    engine = Asked(marked)
    endless, good = engine.translate(["x" * 21, "a"], "de")
    assert endless == Refused("a word of it is longer than the 20 characters that it takes")
    assert good == Answer("a!")


@given(st.lists(st.text("ab.!", min_size=1, max_size=30), max_size=12).map(" ".join), st.integers(1, 40))
def test_parts_are_within_the_limit_and_nothing_is_lost(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert " ".join(parts).split() == text.split()
    assert all(len(part) <= limit or " " not in part for part in parts)


def test_what_may_pass_is_asked_again_and_later_each_time() -> None:
    engine = Asked(EngineBusy("429"), EngineBusy("429"), marked)
    assert words(engine.translate(["a"], "de")) == ["a!"]
    assert len(engine.requests) == 3
    first, second = engine.slept
    assert 0.5 <= first <= 1.0
    assert 1.0 <= second <= 1.5


def test_an_engine_that_asks_to_be_left_alone_is() -> None:
    engine = Asked(EngineBusy("429", after=7.0), EngineBusy("429", after=1e9), marked)
    engine.translate(["a"], "de")
    assert engine.slept == [7.0, 30.0]


def test_attempts_have_an_end_and_then_the_text_is_refused_with_the_reason() -> None:
    engine = Asked(EngineBusy("too many requests"))
    assert engine.translate(["a"], "de") == [Refused("too many requests")]
    assert len(engine.requests) == ATTEMPTS


def test_what_will_not_pass_is_not_asked_again() -> None:
    engine = Asked(EngineFailed("bad request"), marked)
    assert words(engine.translate(["a"], "de")) == ["bad request"]
    assert words(engine.translate(["b"], "de")) == ["b!"]
    assert len(engine.requests) == 2


def test_an_engine_that_keeps_failing_is_left_alone() -> None:
    engine = Asked(EngineFailed("it is down"))
    replies = [words(engine.translate(["a"], "de")) for _ in range(9)]
    assert replies[-1] == ["not asked, it failed 5 times in a row: it is down"]
    assert len(engine.requests) == 5


def test_an_engine_that_refuses_the_key_is_asked_once() -> None:
    engine = Asked(EngineUnavailable("the key is refused"), marked)
    for _ in range(3):
        assert words(engine.translate(["a"], "de")) == ["the key is refused"]
    assert len(engine.requests) == 1


def test_a_key_is_in_no_reason() -> None:
    setup = Setup("asked", {"key": "planted-key-77"})
    engine = Asked(
        EngineFailed("GET http://x/?auth=planted-key-77 failed"),
        lambda _: [Refused("planted-key-77 is over its quota")],
        setup=setup,
    )
    setup.key()
    assert words(engine.translate(["a"], "de")) == ["GET http://x/?auth=*** failed"]
    assert words(engine.translate(["a"], "de")) == ["*** is over its quota"]


class Purse:
    """Has so many characters."""

    def __init__(self, left: int) -> None:
        self.left = left

    def spend(self, engine: str, characters: int) -> str:
        if characters > self.left:
            return f"the {engine} budget is used up"
        self.left -= characters
        return ""


def test_what_is_over_the_budget_is_not_sent() -> None:
    engine = Asked(marked, setup=Setup("asked", {}, ledger=Purse(5)))
    assert words(engine.translate(["aaaa"], "de")) == ["aaaa!"]
    assert words(engine.translate(["bb"], "de")) == ["the asked budget is used up"]
    assert words(engine.translate(["c"], "de")) == ["c!"]
    assert engine.requests == [["aaaa"], ["c"]]


def test_of_a_request_that_is_over_the_budget_as_much_is_sent_as_is_left_for() -> None:
    engine = Asked(marked, setup=Setup("asked", {}, ledger=Purse(5)))
    over = "the asked budget is used up"
    assert words(engine.translate(["aa", "bbb", "c"], "de")) == ["aa!", "bbb!", over]
    assert engine.requests == [["aa"], ["bbb"]]


def test_a_request_that_must_be_made_again_counts_once() -> None:
    engine = Asked(EngineBusy("429"), EngineBusy("429"), marked, setup=Setup("asked", {}, ledger=Purse(5)))
    assert words(engine.translate(["aaaa"], "de")) == ["aaaa!"]
    failing = Asked(EngineBusy("it is down"), setup=Setup("asked", {}, ledger=Purse(5)))
    assert words(failing.translate(["aaaa"], "de")) == ["it is down"]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (lambda _: ["a"], "it gave 1 answers to 2 texts"),
        (lambda _: [None, None], "it gave no answer"),
        (lambda _: ["", " "], "it gave an empty answer"),
    ],
)
def test_what_is_no_answer_is_refused(said: Said, reason: str) -> None:
    assert words(Asked(said).translate(["a", "b"], "de")) == [reason, reason]


def test_an_error_page_in_place_of_the_translation_is_asked_for_again() -> None:
    page = "Error 500 (Server Error)!!1"
    engine = Asked(lambda _: [page, page], marked)
    assert words(engine.translate(["a", "b"], "de")) == ["a!", "b!"]
    assert len(engine.requests) == 2


def test_one_text_of_many_with_a_notice_is_refused_alone() -> None:
    engine = Asked(lambda texts: ["Error 500 (Server Error)!!1", *marked(texts)[1:]])
    assert words(engine.translate(["a", "b"], "de")) == ["it gave an error page instead of a translation", "b!"]
    assert len(engine.requests) == 1


def test_notices_about_single_texts_do_not_stop_the_engine() -> None:
    engine = Asked(lambda texts: ["QUERY LENGTH LIMIT EXCEEDED"] * len(texts))
    for _ in range(9):
        assert words(engine.translate(["a"], "de")) == ["the text is longer than it takes"]
    assert len(engine.requests) == 9


def test_an_engine_whose_quota_is_used_up_is_asked_no_more() -> None:
    engine = Asked(lambda texts: ["MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS"] * len(texts))
    for text in ("a", "b"):
        assert words(engine.translate([text], "de")) == ["its quota is used up"]
    assert len(engine.requests) == 1


def test_a_key_in_an_answer_is_refused() -> None:
    setup = Setup("asked", {"key": "planted-key-78"})
    setup.key()
    assert words(Asked(lambda _: ["sent with planted-key-78"]).translate(["a"], "de")) == ["it gave back a key"]
    assert words(Asked(marked).translate(["planted-key-78"], "de")) == ["planted-key-78!"]


def test_its_targets_are_locales_that_we_have() -> None:
    class Far(Asked):
        codes: ClassVar[dict[str, str]] = {"de": "DE", "pt-BR": "PT"}

    assert Far(marked).targets() == ("de",)


def test_no_more_requests_are_on_their_way_than_it_allows() -> None:
    setup = Setup("asked", {"requests_at_once": 2, "requests_per_second": 1e6})
    now, most, lock = 0, 0, threading.Lock()
    meet = threading.Event()

    def counted(texts: Sequence[str]) -> list[str]:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        meet.wait(0.01)
        with lock:
            now -= 1
        return marked(texts)

    engine = Asked(counted, setup=setup)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: words(engine.translate([str(n)], "de")), range(24)))
    assert found == [[f"{n}!"] for n in range(24)]
    assert most <= 2


def test_one_that_reads_more_than_the_text_gets_what_belongs_to_each() -> None:
    class Reading(InContextRemote, Asked):
        def request(self, texts: Sequence[str], target: str, contexts: Sequence[Context]) -> Sequence[str | Reply]:
            del target
            return [f"{text} in {context.around}" for text, context in zip(texts, contexts, strict=True)]

    engine = Reading(marked)
    asked = ["a", "b", "c", "d", "e"]
    replies = engine.translate_in_context(asked, "de", [Context(around=text[:1]) for text in asked])
    assert words(replies) == ["a in a", "b in b", "c in c", "d in d", "e in e"]


def test_texts_go_in_one_request_only_with_those_that_have_the_same_around_them_where_an_engine_says_so() -> None:
    class ByParagraph(InContextRemote, Asked):
        def together(self, context: Context) -> str:
            return context.around

    engine = ByParagraph(marked)
    around = [Context(around=one) for one in "xxyxxxx"]
    assert words(engine.translate_in_context(list("abcdefg"), "de", around)) == [f"{text}!" for text in "abcdefg"]
    assert engine.requests == [["a", "b"], ["c"], ["d", "e", "f"], ["g"]]


def test_what_nobody_foresaw_is_a_refusal_without_its_words_and_the_rest_goes_on() -> None:
    proxy = ValueError("Unknown scheme for proxy URL 'ht!tp://user:pass9@proxy'")
    engine = Asked(proxy, marked)
    replies = words(engine.translate(["a", "b", "c", "d"], "de"))
    assert replies == [*["it failed in a way that was not foreseen (ValueError)"] * 3, "d!"]
