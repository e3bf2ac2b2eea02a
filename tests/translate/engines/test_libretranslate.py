"""LibreTranslate against a stub that answers as its servers do, new and old: what is asked, and what each fault comes to."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contentops.errors import SegmentError, UsageError
from contentops.translate import remote
from contentops.translate.engine import Answer, Refused, make
from contentops.translate.engines.libretranslate import LibreTranslate
from contentops.translate.glossary import Glossary
from contentops.translate.masking import mask, unmask
from contentops.translate.setup import Setup
from tests.translate.engines.stub import (
    FAULTS,
    KEY,
    SENTENCES,
    Fault,
    Request,
    Response,
    Stub,
    german,
    heard,
    localized_by,
    nothing_wrong_stored,
    serving,
    shown,
)

EVERY = ("da", "de", "en", "fi", "nb")


class Server:
    """A server: its languages, whether it takes lists, and what its model does to tokens in a plain text."""

    def __init__(self) -> None:
        self.targets: Sequence[str] = EVERY
        self.tells_targets = True
        self.most_at_once = 1000
        self.most_characters = 100_000
        self.loses_tokens = False

    def texts(self, request: Request) -> list[str]:
        if request.path != "/translate":
            return []
        asked = request.json["q"]
        return asked if isinstance(asked, list) else [asked]

    def answer(self, request: Request, said: Sequence[str | None]) -> Response:
        if request.path == "/languages":
            return Response(json.dumps([self.language(code) for code in ("sv", *self.targets)]))
        body = request.json
        several = isinstance(body["q"], list)
        if several and len(said) > self.most_at_once:
            return Response('{"error": "Invalid request: request exceeds text limit"}', 400)
        if any(len(text) > self.most_characters for text in self.texts(request)):
            return Response('{"error": "Invalid request: request exceeds text limit"}', 400)
        translated = [None if one is None else self.translated(one, body["format"]) for one in said]
        return Response(json.dumps({"translatedText": translated if several else translated[0]}))

    def translated(self, text: str, form: str) -> str:
        """In plain text a model may write tokens otherwise; the answer to HTML is unescaped as a whole."""
        if form == "html":
            return html.unescape(text)
        return re.sub("XQ[A-Z]+X", lambda token: token[0].capitalize(), text) if self.loses_tokens else text

    def language(self, code: str) -> dict[str, Any]:
        targets = {"targets": [one for one in ("sv", *self.targets) if one != code]} if self.tells_targets else {}
        return {"code": code, "name": code.upper()} | targets


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def stub(server: Server) -> Iterator[Stub]:
    with serving(server) as stub:
        yield stub


MADE: list[LibreTranslate] = []


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Closes the engines that a test made."""
    yield
    while MADE:
        MADE.pop().close()


def libretranslate(stub: Stub, **values: Any) -> LibreTranslate:  # noqa: ANN401  # settings
    """The engine, which waits for nothing."""
    given_ = {"key": KEY, "url": stub.url, "timeout": 1, "requests_per_second": 1000} | values
    engine = make("libretranslate", Setup("libretranslate", given_))
    assert isinstance(engine, LibreTranslate)
    engine.sleep = lambda _: None
    MADE.append(engine)
    return engine


def translations(stub: Stub) -> list[Any]:
    """The JSON of the requests that translate."""
    return [request.json for request in stub.requests if request.path == "/translate"]


# ------------------------------------------------------------------------------------------------------- what is asked


def test_texts_are_asked_for_together_with_the_key_in_the_body_alone(stub: Stub) -> None:
    texts = ["Kroppen behöver järn varje dag.", "Ta XQAX om dagen till maten."]
    assert libretranslate(stub).translate(texts, "de") == [
        Answer("Der Körper braucht järn jeden Tag."),
        Answer("Nimm XQAX am Tag zum Essen."),
    ]
    assert translations(stub) == [{"q": texts, "source": "sv", "target": "de", "format": "text", "api_key": KEY}]
    for request in stub.requests:
        assert KEY not in f"{request.path} {request.headers}"


def test_a_server_without_keys_is_sent_none(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONTENTOPS_LIBRETRANSLATE_KEY", raising=False)
    engine = libretranslate(stub, key="")
    assert engine.unusable("de") == ""
    engine.translate(["Så gör du"], "de")
    assert translations(stub) == [{"q": "Så gör du", "source": "sv", "target": "de", "format": "text"}]


def test_a_text_that_lost_a_token_is_asked_for_again_as_html_and_the_others_are_not(stub: Stub, server: Server) -> None:
    server.loses_tokens = True
    texts = ["Så gör du", "Ta XQAX om dagen till maten.", "Kroppen behöver A & XQAX varje dag."]
    assert libretranslate(stub).translate(texts, "de") == [
        Answer("So geht es"),
        Answer("Nimm XQAX am Tag zum Essen."),
        Answer("Der Körper braucht A & XQAX jeden Tag."),
    ]
    assert [(one["format"], one["q"]) for one in translations(stub)] == [
        ("text", texts),
        (
            "html",
            [
                'Ta <span translate="no">XQAX</span> om dagen till maten.',
                'Kroppen behöver A &amp; <span translate="no">XQAX</span> varje dag.',
            ],
        ),
    ]


class Purse:
    """Keeps account, up to a limit."""

    def __init__(self, limit: int) -> None:
        self.left = limit

    def spend(self, engine: str, characters: int) -> str:
        assert engine == "libretranslate"
        if characters > self.left:
            return "used up"
        self.left -= characters
        return ""


def test_what_is_asked_for_again_is_paid_for_again(stub: Stub, server: Server) -> None:
    server.loses_tokens = True
    texts = ["Ta XQAX om dagen till maten."]
    values = {"key": KEY, "url": stub.url, "requests_per_second": 1000}
    for purse, said in ((Purse(50), Refused("used up")), (Purse(500), Answer("Nimm XQAX am Tag zum Essen."))):
        before, had = len(translations(stub)), purse.left
        engine = make("libretranslate", Setup("libretranslate", values, ledger=purse))
        assert isinstance(engine, LibreTranslate)
        MADE.append(engine)
        assert engine.translate(texts, "de") == [said]
        sent = sum(len("".join(one["q"])) for one in translations(stub)[before:])
        assert had - purse.left == sent


def test_what_fails_as_html_refuses_those_texts_alone(stub: Stub, server: Server) -> None:
    server.loses_tokens = True
    stub.put(None, None, Fault("busy", Response('{"error": "Slowdown"}', 429)))
    answers = libretranslate(stub).translate(["Så gör du", "Ta XQAX om dagen till maten."], "de")
    assert answers == [Answer("So geht es"), Refused("too many requests (HTTP 429: Slowdown)")]


def test_what_is_asked_again_as_html_is_of_the_budget_too(stub: Stub, server: Server) -> None:
    server.loses_tokens = True
    texts = ["Så gör du", "Ta XQAX om dagen till maten."]

    class Purse:
        left = sum(map(len, texts))

        def spend(self, engine: str, characters: int) -> str:
            self.left -= characters
            return f"{engine} has nothing left" if self.left < 0 else ""

    engine = libretranslate(stub)
    engine.setup = replace(engine.setup, ledger=Purse())
    assert engine.translate(texts, "de") == [Answer("So geht es"), Refused("libretranslate has nothing left")]
    assert [one["format"] for one in translations(stub)] == ["text"]


def test_a_server_that_takes_no_lists_is_asked_text_by_text_from_then_on(stub: Stub, server: Server) -> None:
    server.most_at_once = 0
    engine = libretranslate(stub)
    texts = ["Så gör du", "Mat och sömn", "Det är bra för hjärtat och för magen."]
    said = [Answer(german(text)) for text in texts]
    assert engine.translate(texts, "de") == said
    assert [one["q"] for one in translations(stub)] == [texts, *texts]
    assert engine.translate(texts, "de") == said
    assert [one["q"] for one in translations(stub)] == [texts, *texts, *texts]


def test_a_text_that_the_server_does_not_take_is_refused_and_the_others_go_on(stub: Stub, server: Server) -> None:
    server.most_characters = 20
    engine = libretranslate(stub)
    texts = ["Så gör du", "Det är bra för hjärtat och för magen.", "Mat och sömn"]
    for _ in range(2):  # the list was refused for one text in it: lists are asked for again
        asked = len(stub.requests)
        assert engine.translate(texts, "de") == [
            Answer("So geht es"),
            Refused("it failed (HTTP 400: Invalid request: request exceeds text limit)"),
            Answer("Essen und Schlaf"),
        ]
        assert [one["q"] for one in translations(stub)][-4:] == [texts, *texts]
        assert len(stub.requests) - asked in (4, 5)


def test_what_came_before_a_server_wants_to_be_left_alone_is_kept(stub: Stub, server: Server) -> None:
    server.most_at_once = 0
    stub.put(None, None, None, Fault("busy", Response('{"error": "Slowdown"}', 429)))
    answers = libretranslate(stub).translate(["Så gör du", "Mat och sömn", "Så gör du"], "de")
    busy = Refused("too many requests (HTTP 429: Slowdown)")
    assert answers == [Answer("So geht es"), busy, busy]
    assert len(translations(stub)) == 3


@pytest.mark.parametrize(("targets", "code"), [(("nb", "de"), "nb"), (("no", "de"), "no")])
def test_bokmal_has_the_code_that_the_server_has(stub: Stub, server: Server, targets: Sequence[str], code: str) -> None:
    server.targets = targets
    libretranslate(stub).translate(["Ja."], "nb")
    assert [one["target"] for one in translations(stub)] == [code]


@pytest.mark.parametrize("tells", [True, False], ids=["targets told", "an old server"])
def test_a_language_that_the_server_lacks_is_not_asked_for(stub: Stub, server: Server, *, tells: bool) -> None:
    server.targets, server.tells_targets = ("de",), tells
    engine = libretranslate(stub)
    assert engine.translate(["Ja."], "fi") == [Refused("the server does not translate Swedish to Finnish")]
    assert translations(stub) == []
    assert engine.translate(["Så gör du"], "de") == [Answer("So geht es")]
    assert [request.path for request in stub.requests] == ["/languages", "/translate"]


def test_what_it_cannot_do_is_told_without_asking(stub: Stub) -> None:
    assert libretranslate(stub).unusable("nn") == "it does not translate to nn"
    assert libretranslate(stub, url="").unusable("de") == (
        "it has no server: set url in [engines.libretranslate] to that of one of yours"
    )
    assert stub.requests == []


@pytest.mark.parametrize(
    "url", ["localhost:5000", "ftp://host", f"http://user:{KEY}@host:5000", f"http://host/?api_key={KEY}", "http://"]
)
def test_an_address_that_is_none_or_holds_a_secret_is_refused_and_not_shown(url: str) -> None:
    with pytest.raises(UsageError, match=r"engines.libretranslate.url: no address of a server") as refused:
        make("libretranslate", Setup("libretranslate", {"url": url}))
    assert KEY not in str(refused.value)


def test_a_key_that_stands_where_a_message_is_cut_is_not_told_by_half(stub: Stub) -> None:
    for before in range(170, 200, 5):
        stub.put(Fault("told", Response(json.dumps({"error": f"{'x' * before} {KEY} is unknown"}), 403)))
        (reply,) = libretranslate(stub).translate(["Så gör du"], "de")
        assert isinstance(reply, Refused)
        assert KEY[:6] not in reply.reason


def test_an_address_may_have_a_path_and_end_in_a_slash(stub: Stub) -> None:
    assert libretranslate(stub, url=f"{stub.url}/").translate(["Så gör du"], "de") == [Answer("So geht es")]


# ------------------------------------------------------------------------------------------------------------- faults

SHAPE = "its answer has another shape than expected"
OUTCOMES = {
    "too many requests": r"too many requests \(HTTP 429: Too Many Requests\)",
    "too many requests, wait": r"too many requests \(HTTP 429: Too Many Requests\)",
    "server error": r"it failed \(HTTP 500\)",
    "unavailable": r"it failed \(HTTP 503\)",
    "not allowed": r"the server refuses us \(HTTP 401: Unauthorized\). Check its key, or ask whoever runs it.",
    "bad request": r"it failed \(HTTP 400: Bad Request\)",
    "error page with status 200": "its answer is no JSON",
    "error page as the translation": "it gave an error page instead of a translation",
    "quota text as the translation": "its quota is used up",
    "hangs": "it did not answer within 1 seconds",
    "closes the connection": r"the connection to it failed \(Server disconnected without sending a response.\)",
    "refuses the connection": r"the connection to it failed \(.*Connection refused\)",
    "truncated": r"the connection to it failed \(peer closed connection without sending complete message body.*\)",
    "truncated without a length": "its answer is no JSON",
    "echo": "it gave back the source",
    "no translation": f"it gave no answer|{SHAPE}",
    "empty translation": "it gave an empty answer",
    "another language": "its answer does not read as German",
    "another shape": SHAPE,
    "a list": SHAPE,
    "no JSON": "its answer is no JSON",
    "tokens lost": "it gave back mark-up that it was not sent.",
    # Of these servers alone.
    "wrong key": r"the server refuses us \(HTTP 403: Invalid API key\). Check its key, or ask whoever runs it.",
    "no key": r"the server refuses us \(HTTP 400: .* to get an API key\). Check its key, or ask whoever runs it.",
    "banned": r"the server refuses us \(HTTP 403: Too many request limits violations\). Check .*",
    "another program": r"there is no LibreTranslate at its address \(HTTP 404\). Check url.",
    "redirect": "the server sends on to another address. Set url to that address.",
    "tells the key": r"it failed \(HTTP 400: bad request with \*\*\*\)",
    "drips": "it did not answer within 1 seconds",
    "has no end": "its answer does not end",
    "one answer too many": rf"it gave 2 answers to \d texts|{SHAPE}",
}
OWN = (
    Fault("wrong key", Response('{"error": "Invalid API key"}', 403)),
    Fault("no key", Response('{"error": "Please contact the server operator to get an API key"}', 400)),
    Fault("banned", Response('{"error": "Too many request limits violations"}', 403)),
    Fault("another program", Response("<h1>Not Found</h1>", 404, {"Content-Type": "text/html"})),
    Fault("redirect", Response("", 301, {"Location": "http://elsewhere.example/translate"})),
    Fault("tells the key", Response(json.dumps({"error": f"bad request with {KEY}"}), 400)),
    Fault("drips", Response(json.dumps({"translatedText": "Nimm das. " * 20})), wire="drip"),
    Fault("has no end", Response(json.dumps({"translatedText": "Nimm das. " * 300_000}))),
    Fault("one answer too many", Response('{"translatedText": ["Nimm das.", "Und das."]}')),
)
SLOW = ("hang", "drip")
LANGUAGES = "its list of languages has another shape than expected|the server does not translate Swedish to German"


def refused_for_a_reason(
    fault: Fault, engine: LibreTranslate, stub: Stub, folder: Path, of_languages: str = ""
) -> None:
    """Asserts that the sentences are refused as OUTCOMES says, that nothing wrong is stored, and that no key shows."""
    stub.put(fault)
    with heard() as logged:
        came = nothing_wrong_stored(engine, folder, SENTENCES[:1] if fault.wire in SLOW else SENTENCES)
    engine.close()
    assert came.refused
    for reason in came.refused.values():
        assert re.fullmatch(f"libretranslate: (?:{OUTCOMES[fault.name]}|{of_languages})", reason)
    assert shown(KEY, logged, stub, engine, came, folder) == []


@pytest.mark.parametrize("fault", [*FAULTS, *OWN], ids=str)
def test_a_fault_refuses_the_text_with_its_reason_stores_nothing_wrong_and_shows_no_key(
    fault: Fault, stub: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "ATTEMPTS", 2)
    engine = libretranslate(stub)
    engine.translate(["Mat och sömn"], "de")  # so that it knows the languages
    engine.close()  # a connection that is open would outlive the server
    refused_for_a_reason(fault, engine, stub, tmp_path)


@pytest.mark.parametrize("fault", [one for one in (*FAULTS, *OWN) if not one.words and one.wire not in SLOW], ids=str)
def test_so_does_one_that_strikes_when_the_languages_are_asked_for(
    fault: Fault, stub: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "ATTEMPTS", 2)
    refused_for_a_reason(fault, libretranslate(stub), stub, tmp_path, LANGUAGES)


def test_the_key_goes_to_no_other_place(stub: Stub, tmp_path: Path) -> None:
    with serving(Server()) as other:
        for status in (301, 302, 307, 308):
            stub.put(Fault("redirect", Response("", status, {"Location": f"{other.url}/translate"})))
            nothing_wrong_stored(libretranslate(stub), tmp_path)
        assert other.requests == []


def test_what_passes_costs_nothing_but_time(stub: Stub, tmp_path: Path) -> None:
    stub.put(*(fault for fault in FAULTS if fault.name in ("too many requests", "unavailable", "server error")), None)
    came = nothing_wrong_stored(libretranslate(stub), tmp_path)
    assert (came.translated, came.refused) == (len(SENTENCES), {})


def test_a_server_is_left_alone_for_as_long_as_it_asks(stub: Stub) -> None:
    engine = libretranslate(stub)
    slept: list[float] = []
    engine.sleep = slept.append
    stub.put(None, Fault("busy", Response('{"error": "Slowdown"}', 429, {"Retry-After": "7"})), None)
    assert engine.translate(["Så gör du"], "de") == [Answer("So geht es")]
    assert slept == [7.0]


def test_an_article_goes_through_and_its_key_is_in_nothing_that_the_run_leaves(stub: Stub, tmp_path: Path) -> None:
    with heard() as logged:
        shop, summary = localized_by("libretranslate", {"key": KEY, "url": stub.url}, tmp_path)
    assert (summary.translated, summary.missing) == (8, 0)
    assert shown(KEY, logged, stub, shop.settings, summary, tmp_path) == []


def test_sixteen_threads_get_their_own_answers(stub: Stub, server: Server) -> None:
    server.most_at_once = 7  # some go as lists, some one by one
    engine = libretranslate(stub, requests_at_once=16)
    stub.said = lambda text: text.replace("Mening", "Satz")

    def asked(thread: int) -> bool:
        texts = [f"Mening {thread} {n} XQAX." for n in range(5 + thread % 5)]
        return engine.translate(texts, "de") == [Answer(text.replace("Mening", "Satz")) for text in texts]

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(asked, range(64)))
    assert [request.path for request in stub.requests].count("/languages") == 1


# ---------------------------------------------------------------------------------------------------------------- tokens

WORDS = st.sampled_from(["Ta", "5 mg", "A&B", "x < y", '"ja"', "<b>", "&amp;", "10–20", "om dagen", "D-vitamin"])


@pytest.fixture(scope="module")
def bent() -> Iterator[tuple[Stub, LibreTranslate]]:
    """A server whose model loses every token, and an engine for it."""
    server = Server()
    server.loses_tokens = True
    with serving(server) as stub:
        engine = LibreTranslate(Setup("libretranslate", {"url": stub.url}))
        yield stub, engine
        engine.close()


@settings(max_examples=50)
@given(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), st.sampled_from(["", "turn", "drop", "double"]))
def test_through_the_server_each_protected_place_comes_back_once_or_the_text_is_refused(
    bent: tuple[Stub, LibreTranslate], text: str, what: str
) -> None:
    stub, engine = bent
    masked = mask(text, (), Glossary("de", []))
    tags = re.compile('<span translate="no">XQ[A-Z]+X</span>')

    def said(sent: str) -> str:
        found = tags.findall(sent)
        if what == "turn":
            turned = iter(reversed(found))
            return tags.sub(lambda _: next(turned), sent)
        if what == "drop":
            return tags.sub("", sent, count=1)
        return tags.sub(lambda tag: f"{tag[0]} {tag[0]}", sent, count=1) if what == "double" else sent

    stub.said = said
    reply = engine.request([masked.text], "de", [])[0]
    assert isinstance(reply, str)
    if what in ("drop", "double") and masked.slots:
        with pytest.raises(SegmentError, match="protected places"):
            unmask(masked, reply)
    else:
        there = unmask(masked, reply)
        assert sorted(there.split()) == sorted(text.split())
        assert what == "turn" or there == text
