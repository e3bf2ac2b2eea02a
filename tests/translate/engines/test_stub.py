"""The service that fails as told does, and what looks for a key finds one."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
import pytest

from contentops.translate.engine import Answer
from tests.translate.engines.stub import (
    ERROR_PAGE,
    FAULTS,
    KEY,
    SENTENCES,
    Fault,
    Next,
    Request,
    Response,
    Stub,
    german,
    heard,
    nothing_wrong_stored,
    serving,
    shown,
    spellings,
)


class Plain:
    """Text in, text out."""

    def texts(self, request: Request) -> list[str]:
        return [request.body.decode()] if request.body else []

    def answer(self, request: Request, said: Sequence[str | None]) -> Response:
        del request
        return Response(said[0] or "" if said else "nothing asked", headers={"Content-Type": "text/plain"})


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serving(Plain()) as stub:
        yield stub


def ask(stub: Stub, text: str = "Kroppen behöver järn varje dag.") -> httpx.Response:
    return httpx.post(stub.url, content=text.encode(), timeout=0.2)


def test_it_translates_what_it_knows_and_tells_what_came(stub: Stub) -> None:
    assert ask(stub).text == "Der Körper braucht järn jeden Tag."
    assert ask(stub, "Okänt.").text == "Okänt."
    assert stub.asked == ["Kroppen behöver järn varje dag.", "Okänt."]
    assert [request.method for request in stub.requests] == ["POST", "POST"]


def test_it_knows_the_sentences_that_the_faults_are_tried_on() -> None:
    assert all(german(segment.text) != segment.text for segment in SENTENCES)


def test_faults_come_in_their_turn_and_the_last_stays(stub: Stub) -> None:
    busy, broken = FAULTS[0], FAULTS[2]
    stub.put(busy, None, broken)
    assert [ask(stub).status_code for _ in range(4)] == [429, 200, 500, 500]


@pytest.mark.parametrize(
    ("wire", "error"),
    [
        ("hang", httpx.ReadTimeout),
        ("close", httpx.RemoteProtocolError),
        ("refuse", httpx.ConnectError),
        ("truncate", httpx.RemoteProtocolError),
    ],
)
def test_it_fails_on_the_wire(stub: Stub, wire: str, error: type[Exception]) -> None:
    stub.put(next(fault for fault in FAULTS if fault.wire == wire))
    with pytest.raises(error):
        ask(stub)


def test_it_breaks_off_in_the_middle_without_saying_so(stub: Stub) -> None:
    stub.put(Fault("", wire="truncate unseen"))
    assert ask(stub).text == "Der Körper braucht "


def test_it_says_other_words_and_other_pages(stub: Stub) -> None:
    named = {fault.name: fault for fault in FAULTS}
    stub.put(named["echo"], named["tokens lost"], named["error page with status 200"])
    assert ask(stub).text == "Kroppen behöver järn varje dag."
    assert ask(stub, "Ta XQAX om dagen till maten.").text == "Nimm am Tag zum Essen."
    assert (page := ask(stub)).text == ERROR_PAGE
    assert page.status_code == 200


class Wrong(Next):
    name = "wrong"

    def translate(self, texts: Sequence[str], target: str) -> list[Answer]:
        del target
        return [Answer("Falsch.") for _ in texts]


def test_something_wrong_that_is_stored_is_seen(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        nothing_wrong_stored(Wrong(), tmp_path)
    assert nothing_wrong_stored(Next(), tmp_path / "other").missing == 0


@pytest.mark.parametrize("spelled", spellings(KEY), ids=range(len(spellings(KEY))))
def test_a_key_that_shows_is_found(stub: Stub, spelled: bytes, tmp_path: Path) -> None:
    key = spelled.decode()
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "state.db").write_bytes(b"\0" + spelled + b"\0")
    hidden = RuntimeError("outside")
    hidden.__context__ = ValueError(f"inside: {key}")
    with heard() as logged:
        logging.getLogger("urllib3.connectionpool").debug("GET %s", key)
        httpx.get(f"{stub.url}/?key={key}", timeout=2)
    places = shown(KEY, logged, stub, hidden, tmp_path, {"reason": key})
    for place in ("urllib3", "address GET", "ValueError", "state.db", "dict"):
        assert any(place in where for where in places), place
    assert shown("another-key", logged, stub, hidden, tmp_path, {"reason": key}) == []
