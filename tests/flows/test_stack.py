from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from flows import stack as module
from flows.stack import Stack, StackFailed


class _Server(HTTPServer):
    """Answers with ``answers``, one after the other; the last one again and again."""

    answers: list[tuple[int, object]]


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, _Server)
        answers = self.server.answers
        status, value = answers.pop(0) if len(answers) > 1 else answers[0]
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(value).encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[_Server]:
    with _Server(("127.0.0.1", 0), _Handler) as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


@pytest.fixture
def stack(server: _Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stack:
    monkeypatch.setattr(module, "_AGAIN_AFTER", 0.01)
    return Stack(tmp_path / "store", tmp_path / "home", server.server_port, 1)


def test_a_server_whose_database_is_busy_is_asked_again(server: _Server, stack: Stack) -> None:
    server.answers = [(503, {}), (503, {}), (201, {"id": "a-run"})]

    assert stack.ask("flow_runs", {"name": "a"}) == {"id": "a-run"}


def test_a_server_that_stays_busy_is_said_to_be(server: _Server, stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BUSY_AT_MOST", 0.05)
    server.answers = [(503, {"exception_message": "Service Unavailable"})]

    with pytest.raises(StackFailed, match="503"):
        stack.ask("flow_runs", {"name": "a"})


def test_another_error_is_not_asked_again(server: _Server, stack: Stack) -> None:
    server.answers = [(422, {"detail": "no"}), (201, {})]

    with pytest.raises(StackFailed, match="422"):
        stack.ask("flow_runs", {"name": "a"})
