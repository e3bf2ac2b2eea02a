"""`requests` as a library uses it: limited in time and size inside of a call of ours, as it was for everybody else."""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import ModuleType

import pytest
import requests

from contentops.errors import EngineBusy, EngineError, EngineFailed
from contentops.secrets import keep
from contentops.translate.guarded_requests import Page, guard, within
from tests.translate.engines.stub import KEY, Fault, Request, Response, Stub, serving, shown


class Plain:
    """What is asked has no text in it; what is answered is told by the test."""

    def texts(self, request: Request) -> list[str]:
        del request
        return []

    def answer(self, request: Request, said: Sequence[str | None]) -> Response:
        del request, said
        return Response("well")


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serving(Plain()) as stub:
        yield stub


@pytest.fixture
def library() -> ModuleType:
    """A module that asks through `requests`."""
    module = ModuleType("library")
    module.requests = requests  # type: ignore[attr-defined]
    guard(module)
    guard(module)
    return module


def nothing(_: Page) -> None:
    """Looks away."""


def test_a_page_is_read_whole_and_seen_before_the_library_sees_it(stub: Stub, library: ModuleType) -> None:
    def mend(page: Page) -> None:
        page.text += " mended"

    with within(5, mend):
        page = library.requests.get(stub.url)
    assert (page.status_code, page.text) == (200, "well mended")
    page.close()


def test_what_is_asked_by_others_is_left_as_it_is(stub: Stub, library: ModuleType) -> None:
    stub.put(Fault("", Response("no", 500)))
    assert isinstance(library.requests.get(stub.url, timeout=5), requests.Response)
    assert library.requests.exceptions is requests.exceptions


def test_a_limit_is_that_of_its_thread(stub: Stub, library: ModuleType) -> None:
    found: list[object] = []
    with within(5, nothing):
        other = threading.Thread(target=lambda: found.append(library.requests.get(stub.url, timeout=5)))
        other.start()
        other.join()
    assert isinstance(found[0], requests.Response)


def asked(library: ModuleType, url: str, limit: float = 5, **options: object) -> EngineError:
    with within(limit, nothing), pytest.raises(EngineError) as caught:
        library.requests.post(url, **options)
    return caught.value


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/?key={key}", "http://[x/{key}", "nothing://{key}", "http://no-such-host.invalid/{key}"]
)
def test_no_error_of_the_library_hangs_on_to_ours(url: str, stub: Stub, library: ModuleType) -> None:
    error = asked(library, url.format(key=KEY))
    assert (error.__cause__, error.__context__) == (None, None)
    assert shown(KEY, [], stub, error) == []


def test_a_key_is_not_sent_in_an_address(stub: Stub, library: ModuleType) -> None:
    keep(KEY)
    assert "in an address" in str(asked(library, stub.url, params={"key": KEY}))
    assert "in an address" in str(asked(library, f"{stub.url}/{KEY}"))
    assert stub.requests == []


def test_an_answer_without_an_end_is_not_read_to_it(stub: Stub, library: ModuleType) -> None:
    stub.put(Fault("", Response("x" * 2_100_000)))
    error = asked(library, stub.url)
    assert type(error) is EngineFailed
    assert str(error) == "its answer is longer than 2,000,000 bytes"


def test_a_redirect_without_an_end_is_not_followed(stub: Stub, library: ModuleType) -> None:
    stub.put(Fault("", Response("", 302, {"Location": "/again"})))
    error = asked(library, stub.url)
    assert type(error) is EngineFailed
    assert len(stub.requests) == 4


def packed(send: Callable[[BaseHTTPRequestHandler, bytes], None]) -> ThreadingHTTPServer:
    """A server whose answers are packed by gzip, sent as told."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Encoding", "gzip")
            send(self, gzip.compress("Räksmörgås är gott. ".encode() * 9000))

        def log_message(self, *_: object) -> None:
            pass

    return ThreadingHTTPServer(("127.0.0.1", 0), Handler)


def plainly(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def in_chunks(handler: BaseHTTPRequestHandler, body: bytes, *, end: bool = True) -> None:
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for start in range(0, len(body), 7):
        part = body[start : start + 7]
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
    if end:
        handler.wfile.write(b"0\r\n\r\n")
    handler.close_connection = True


def without_end(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    in_chunks(handler, body[: len(body) // 2], end=False)


@pytest.mark.parametrize(
    ("send", "whole"),
    [(plainly, True), (in_chunks, True), (without_end, False)],
    ids=["plainly", "in chunks", "without end"],
)
def test_packed_and_chunked_answers_are_read_or_known_to_be_broken(
    send: Callable[[BaseHTTPRequestHandler, bytes], None], library: ModuleType, *, whole: bool
) -> None:
    server = packed(send)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        with within(5, nothing):
            url = f"http://127.0.0.1:{server.server_port}"
            if whole:
                assert library.requests.get(url).text == "Räksmörgås är gott. " * 9000
            else:
                with pytest.raises(EngineBusy):
                    library.requests.get(url)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_guard_stands_in_the_library_and_not_in_requests() -> None:
    assert sys.modules["requests"].get.__module__ == "requests.api"
