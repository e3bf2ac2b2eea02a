"""A server of files on this machine that does to them what lines and servers do."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Request"], None]
"""Answers one request."""


class Request(BaseHTTPRequestHandler):
    """One request, with ways to answer it."""

    answer: Answer
    seen: list[dict[str, str]]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # as the library calls it
        """Answers as the test says."""
        self.seen.append({"path": self.path, **{name.casefold(): value for name, value in self.headers.items()}})
        self.close_connection = True
        type(self).answer(self)

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def send(self, content: bytes, *, status: int = 200, cut: int | None = None, **headers: str) -> None:
        """The content, or the beginning of it that is said to be the whole."""
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content[:cut])

    def lead(self, to: str) -> None:
        """Another address."""
        self.send(b"", status=302, Location=to)


@dataclass(frozen=True)
class Server:
    """The running server: its address without a slash at the end, and what it was asked."""

    address: str
    seen: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def serving(answer: Answer) -> Iterator[Server]:
    """A server that answers so, from when it listens until the block ends."""
    seen: list[dict[str, str]] = []
    handler = type("Handler", (Request,), {"answer": staticmethod(answer), "seen": seen})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Server(f"http://127.0.0.1:{server.server_address[1]}", seen)
        finally:
            server.shutdown()
            thread.join()
