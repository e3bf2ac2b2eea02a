"""Google's page through deep-translator, against a page on this machine that looks as it does."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from deep_translator.google import GoogleTranslator

from contentops.errors import UsageError
from contentops.translate.engine import Answer, Refused, make
from contentops.translate.engines.google import OPTIONS, Google
from contentops.translate.remote import ATTEMPTS, Remote
from contentops.translate.setup import Setup
from tests.translate.engines.stub import (
    ASKED,
    FAULTS,
    HTML,
    KEY,
    RIGHT,
    TOKENS_LOST,
    Fault,
    Request,
    Response,
    Stub,
    documented,
    german,
    heard,
    localized_by,
    nothing_wrong_stored,
    seconds,
    serving,
    shown,
    swapped,
    words,
)


class GooglePage:
    """The page: the text is in the address, its translation in a div. One without is the page before anything is asked."""

    def texts(self, request: Request) -> list[str]:
        assert request.method == "GET"
        assert set(request.query) == {"sl", "tl", "q"}
        return [request.query["q"]]

    def answer(self, request: Request, said: Sequence[str | None]) -> Response:
        (text,) = said
        shown = "" if text is None else f'<div class="result-container">{html.escape(text)}</div>'
        return Response(
            f'<!DOCTYPE html><html><head><title>Google</title></head><body><div class="input">'
            f"{html.escape(request.query['q'])}</div>{shown}<div class='links'>Home</div></body></html>",
            headers=HTML,
        )


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serving(GooglePage()) as stub:
        yield stub


def settings(stub: Stub, **values: Any) -> dict[str, Any]:  # noqa: ANN401
    told = {"accept_unofficial": True, "url": f"{stub.url}/m", "timeout": 10, "requests_per_second": 1000}
    return {**told, **values}


def made(stub: Stub, **values: Any) -> Google:  # noqa: ANN401
    """The engine, asking the stub; it does not really wait between attempts."""
    engine = make("google", Setup("google", settings(stub, **values)))
    assert isinstance(engine, Google)
    engine.sleep = lambda _: None
    return engine


BUSY = ATTEMPTS
OUTCOMES: dict[str, tuple[str, int]] = {
    "too many requests": ("it answered 429 Too Many Requests", BUSY),
    "too many requests, wait": ("it answered 429 Too Many Requests", BUSY),
    "server error": ("it answered 500 Internal Server Error", BUSY),
    "unavailable": ("it answered 503 Service Unavailable", BUSY),
    "not allowed": ("it answered 401 Unauthorized: it asks for a key, or refuses ours", 1),
    "bad request": ("it answered 400 Bad Request", 1),
    "error page with status 200": ("its page has no translation in it", BUSY),
    "error page as the translation": ("it gave an error page instead of a translation", BUSY),
    "quota text as the translation": ("its quota is used up", 1),
    "hangs": ("it did not answer within 0.2 seconds", BUSY),
    "closes the connection": ("the connection to it failed", BUSY),
    "refuses the connection": ("the connection to it failed", 0),
    "truncated": ("the connection to it failed", BUSY),
    "truncated without a length": ("its page breaks off within the translation", BUSY),
    "echo": ("it gave back the source", 1),
    "no translation": ("its page has no translation in it", BUSY),
    "empty translation": ("it gave an empty answer", 1),
    "another language": ("its answer does not read as German", 1),
    "another shape": ("its page has no translation in it", BUSY),
    "a list": ("its page has no translation in it", BUSY),
    "no JSON": ("its page has no translation in it", BUSY),
    "tokens lost": (RIGHT, 1),
}
"""Of each fault: what comes of a text without tokens, and how often it was asked for."""


def test_every_fault_has_its_outcome_and_the_documentation_says_it() -> None:
    assert list(OUTCOMES) == [fault.name for fault in FAULTS]
    told = {name: reason.replace("0.2 seconds", "30 seconds") for name, (reason, _) in OUTCOMES.items()}
    told["tokens lost"] = TOKENS_LOST
    assert documented("google") == [(name, told[name], requests) for name, (_, requests) in OUTCOMES.items()]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_has_its_outcome_and_nothing_wrong_is_stored(fault: Fault, stub: Stub, tmp_path: Path) -> None:
    stub.put(fault)
    reason, requests = OUTCOMES[fault.name]
    told = {"timeout": seconds(fault)}
    assert (words(made(stub, **told).translate([ASKED], "de")), len(stub.requests)) == ([reason], requests)
    drafted = nothing_wrong_stored(made(stub, **told), tmp_path)
    if fault.name == "tokens lost":
        assert drafted.missing == 1
        assert drafted.refused == {"p0#0": f"google: {TOKENS_LOST}"}
    else:
        assert not drafted.entries
        assert {re.sub(r"not asked, .* in a row: ", "", why) for why in drafted.refused.values()} == {
            f"google: {reason}"
        }


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if OUTCOMES[fault.name][1] == BUSY], ids=str)
def test_what_passes_is_asked_again(fault: Fault, stub: Stub) -> None:
    stub.put(fault, fault, None)
    assert words(made(stub, timeout=seconds(fault)).translate([ASKED], "de")) == [RIGHT]
    assert len(stub.requests) == 3


def test_it_waits_as_long_as_it_is_asked_to(stub: Stub) -> None:
    stub.put(next(fault for fault in FAULTS if fault.name == "too many requests, wait"), None)
    engine = made(stub)
    slept: list[float] = []
    engine.sleep = slept.append
    assert words(engine.translate([ASKED], "de")) == [RIGHT]
    assert slept == [7.0]


def test_an_answer_that_comes_byte_by_byte_is_not_waited_for(stub: Stub) -> None:
    drip = Fault("drip", wire="drip")
    stub.put(drip, None)
    assert words(made(stub, timeout=seconds(drip)).translate([ASKED], "de")) == [RIGHT]
    assert len(stub.requests) == 2


def test_the_languages_have_the_names_that_it_has(stub: Stub) -> None:
    stub.said = lambda _: "Kroppen trenger jern hver dag."
    engine = made(stub)
    assert words(engine.translate([ASKED], "nb")) == ["Kroppen trenger jern hver dag."]
    assert (stub.requests[0].query["sl"], stub.requests[0].query["tl"]) == ("sv", "no")
    assert engine.codes["pt-BR"] == "pt"
    assert set(engine.targets()) == {"da", "de", "en", "fi", "nb"}
    assert engine.unusable("nn") == "it does not translate to nn"
    for code in engine.codes.values():
        GoogleTranslator(source="sv", target=code)  # raises for one that it does not know


def test_lines_are_not_glued_together(stub: Stub) -> None:
    page = '<html><div class="result-container">Der Körper braucht<br>Eisen <br/> jeden Tag.</div></html>'
    stub.put(Fault("lines", Response(page, headers=HTML)))
    assert words(made(stub).translate([ASKED], "de")) == ["Der Körper braucht Eisen jeden Tag."]


@pytest.mark.parametrize("headers", [HTML, {"Content-Type": "text/html"}, {"Content-Type": "text/html; charset=none"}])
def test_letters_and_signs_are_read_as_they_are_meant(headers: dict[str, str], stub: Stub) -> None:
    page = "<html><div class=result-container>Der Körper braucht jeden Tag 5&nbsp;mg &amp; „mehr“.</div></html>"
    stub.put(Fault("signs", Response(page, headers=headers)))
    assert words(made(stub).translate([ASKED], "de")) == ["Der Körper braucht jeden Tag 5\xa0mg & „mehr“."]


@pytest.mark.parametrize("page", ["<div " * 300_000, " " * 1_500_000, "<br " * 300_000, "<div class='t0'>" * 100_000])
def test_a_page_without_sense_is_judged_in_no_time(page: str, stub: Stub) -> None:
    stub.put(Fault("hostile", Response(page, headers=HTML)))
    started = time.monotonic()
    (reply,) = made(stub, timeout=5).translate([ASKED], "de")
    assert isinstance(reply, Refused)
    assert time.monotonic() - started < 20


def test_a_lone_symbol_gets_no_answer(stub: Stub) -> None:
    assert words(made(stub).translate(["→"], "de")) == ["it gave no answer"]


def test_a_long_text_goes_in_parts_below_its_limit(stub: Stub) -> None:
    sentences = [f"Kroppen behöver {number} varje dag." for number in range(400)]
    (answer,) = made(stub).translate([" ".join(sentences)], "de")
    assert isinstance(answer, Answer)
    assert answer.text == " ".join(map(german, sentences))
    assert len(stub.asked) > 2
    assert all(len(text) < 5000 for text in stub.asked)


# ---------------------------------------------------------------------------------------------------------- off by default


def test_it_is_used_only_where_that_is_accepted() -> None:
    for values in ({}, {"accept_unofficial": False}):
        engine = make("google", Setup("google", values))
        assert engine.unusable("de").startswith("it is unofficial: ")
        assert "accept_unofficial = true into [engines.google]" in engine.unusable("de")
    assert make("google", Setup("google", {"accept_unofficial": True})).unusable("de") == ""
    with pytest.raises(UsageError, match=r"unknown setting engines.google.trusted"):
        make("google", Setup("google", {"trusted": True}))
    with pytest.raises(UsageError, match=r"engines.google.accept_unofficial: 'yes' is neither true nor false"):
        make("google", Setup("google", {"accept_unofficial": "yes"}))


# ----------------------------------------------------------------------------------------------------------------- threads


def test_no_answer_of_16_threads_reaches_another_text(stub: Stub) -> None:
    assert swapped(made(stub, requests_at_once=16, requests_per_second=100_000)) == 0
    assert len(set(stub.asked)) == 400


def test_one_object_for_all_threads_would_mix_them_up(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    one = GoogleTranslator(source="sv", target="de")

    def shared(**_: str) -> object:
        return one

    shared.__module__ = GoogleTranslator.__module__
    monkeypatch.setattr(Google, "translator", staticmethod(shared))
    assert swapped(made(stub, requests_at_once=16, requests_per_second=100_000)) > 0


# -------------------------------------------------------------------------------------------------------------------- keys


def test_it_has_no_key_and_says_so_without_showing_the_one_that_it_is_given() -> None:
    assert not {"key", "key_file"} & OPTIONS
    with pytest.raises(UsageError, match=r"unknown setting engines.google.key") as refused:
        make("google", Setup("google", {"key": KEY}))
    assert KEY not in f"{refused.value!r} {refused.value}"


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_key_of_the_environment_shows_nowhere(
    fault: Fault, stub: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTENTOPS_GOOGLE_KEY", KEY)
    monkeypatch.setattr(Remote, "sleep", staticmethod(lambda _: None))
    stub.put(fault)
    with heard() as logged:
        shop, summary = localized_by("google", settings(stub, timeout=seconds(fault)), tmp_path)
    assert stub.requests or fault.wire == "refuse"
    assert shown(KEY, logged, stub, shop.store, summary) == []


def test_a_page_is_localized_by_it(stub: Stub, tmp_path: Path) -> None:
    shop, summary = localized_by("google", settings(stub), tmp_path)
    assert (summary.missing, summary.failed) == (0, ())
    assert shop.drafts()


def test_a_refusal_is_told_with_its_reason(stub: Stub) -> None:
    stub.put(FAULTS[5])
    assert made(stub).translate([ASKED], "de") == [Refused("it answered 400 Bad Request")]
