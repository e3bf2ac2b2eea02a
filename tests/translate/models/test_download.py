"""Files by HTTP, from a real server on this machine."""

from __future__ import annotations

import os
import shutil
import socket
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from contentops.errors import ModelError
from contentops.translate.models import download as module
from contentops.translate.models.download import download, shown
from tests.translate.models.server import Request, serving

CONTENT = bytes(range(256)) * 4000
QUICK = httpx.Timeout(0.5)


def got(address: str, target: Path) -> list[tuple[int, int]]:
    """Downloads it without pauses; what was told on the way."""
    told: list[tuple[int, int]] = []
    download(address, target, lambda have, of: told.append((have, of)), timeout=QUICK, pause=0)
    return told


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "download"


def test_a_file_is_got_and_its_progress_told(target: Path) -> None:
    with serving(lambda request: request.send(CONTENT)) as server:
        told = got(f"{server.address}/model.zip", target)
    assert target.read_bytes() == CONTENT
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert server.seen[0]["accept-encoding"] == "identity"


def test_a_server_that_does_not_say_how_large_the_file_is_will_do(target: Path) -> None:
    def answer(request: Request) -> None:
        request.send_response(200)
        request.end_headers()
        request.wfile.write(CONTENT)

    with serving(answer) as server:
        assert got(f"{server.address}/model.zip", target)[-1] == (len(CONTENT), 0)
    assert target.read_bytes() == CONTENT


@pytest.mark.parametrize("mark", ["ETag", "Last-Modified"])
def test_a_line_that_breaks_is_taken_up_where_it_broke(mark: str, target: Path) -> None:
    value = {"ETag": '"v1"', "Last-Modified": "Wed, 21 Oct 2015 07:28:00 GMT"}[mark]
    marked: dict[str, Any] = {mark: value}

    def answer(request: Request) -> None:
        start = int(request.headers.get("Range", "bytes=0-").removeprefix("bytes=").removesuffix("-"))
        if not start:
            request.send(CONTENT, cut=300_000, **marked)
            return
        assert request.headers["If-Range"] == value
        part = f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}"
        request.send(CONTENT[start:], status=206, cut=400_000, Content_Range=part, **marked)

    with serving(answer) as server:
        got(f"{server.address}/model.zip", target)
    assert target.read_bytes() == CONTENT
    assert [seen.get("range") for seen in server.seen] == [None, "bytes=300000-", "bytes=700000-"]


def test_a_file_that_has_changed_meanwhile_is_got_from_the_start(target: Path) -> None:
    contents = [(b"old" * 100_000, 100, '"old"'), (CONTENT, None, '"new"')]

    def answer(request: Request) -> None:
        content, cut, tag = contents.pop(0)
        request.send(content, cut=cut, ETag=tag)

    with serving(answer) as server:
        got(f"{server.address}/model.zip", target)
    assert target.read_bytes() == CONTENT


def test_a_shorter_file_than_before_leaves_nothing_of_the_longer_one(target: Path) -> None:
    contents = [(CONTENT, 500_000), (b"short", None)]

    def answer(request: Request) -> None:
        content, cut = contents.pop(0)
        request.send(content, cut=cut)

    with serving(answer) as server:
        got(f"{server.address}/model.zip", target)
    assert target.read_bytes() == b"short"


def test_a_server_that_gives_parts_and_does_not_hold_with_them_is_asked_from_the_start(target: Path) -> None:
    def answer(request: Request) -> None:
        if "Range" in request.headers:
            request.send(b"", status=416)
        else:
            request.send(CONTENT, cut=100 if len(server.seen) == 1 else None, ETag='"v1"')

    with serving(answer) as server:
        got(f"{server.address}/model.zip", target)
    assert target.read_bytes() == CONTENT
    assert len(server.seen) == 3


def test_a_file_that_never_comes_whole_is_given_up_with_the_cause(target: Path) -> None:
    with (
        serving(lambda request: request.send(CONTENT, cut=1000)) as server,
        pytest.raises(ModelError, match=r"model\.zip: cannot be got: .* \(6 tries, 1 kB of it here\)"),
    ):
        got(f"{server.address}/model.zip", target)


def test_a_server_that_gives_a_byte_at_a_time_is_given_up_too(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_TRIES", 12)

    def answer(request: Request) -> None:
        start = int(request.headers.get("Range", "bytes=0-").removeprefix("bytes=").removesuffix("-"))
        part = f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}"
        request.send(CONTENT[start:], status=206 if start else 200, cut=1, Content_Range=part, ETag='"v1"')

    with serving(answer) as server, pytest.raises(ModelError, match="12 tries"):
        got(f"{server.address}/model.zip", target)


@pytest.mark.parametrize("status", [401, 403, 404, 410, 206, 304])
def test_what_is_not_there_is_not_asked_again(status: int, target: Path) -> None:
    with (
        serving(lambda request: request.send(b"<h1>no</h1>", status=status)) as server,
        pytest.raises(ModelError, match=f"the server says {status}"),
    ):
        got(f"{server.address}/model.zip", target)
    assert len(server.seen) == 1
    assert not target.exists()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_may_pass_is_asked_again(status: int, target: Path) -> None:
    def answer(request: Request) -> None:
        if len(server.seen) < 3:
            request.send(b"busy", status=status)
        else:
            request.send(CONTENT)

    with serving(answer) as server:
        got(f"{server.address}/model.zip", target)
    assert target.read_bytes() == CONTENT
    with (
        serving(lambda request: request.send(b"busy", status=status)) as busy,
        pytest.raises(ModelError, match=f"the server says {status}"),
    ):
        got(f"{busy.address}/model.zip", target)
    assert len(busy.seen) == module.TRIES


def test_a_server_that_says_nothing_is_given_up(target: Path) -> None:
    def answer(_: Request) -> None:
        time.sleep(1.0)

    with serving(answer) as server, pytest.raises(ModelError, match="did not answer in time"):
        download(f"{server.address}/model.zip", target, timeout=httpx.Timeout(0.1), pause=0)


def test_nobody_there_is_told(target: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/model.zip"
    with pytest.raises(ModelError, match=r"cannot be got: .*refused"):
        got(address, target)


def test_a_few_redirects_are_followed_and_a_ring_is_not(target: Path) -> None:
    def answer(request: Request) -> None:
        number = int(request.path.removeprefix("/"))
        if number:
            request.lead(f"/{number - 1}")
        else:
            request.send(CONTENT)

    with serving(answer) as server:
        got(f"{server.address}/{module.MOST_REDIRECTS}", target)
        assert target.read_bytes() == CONTENT
        with pytest.raises(ModelError, match="from one address to the next"):
            got(f"{server.address}/{module.MOST_REDIRECTS + 1}", target)
    with serving(lambda request: request.lead("/")) as ring, pytest.raises(ModelError, match="from one address"):
        got(f"{ring.address}/", target)
    assert len(ring.seen) == module.MOST_REDIRECTS + 1


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/"])
def test_a_redirect_to_anything_but_http_is_not_followed(to: str, target: Path) -> None:
    with serving(lambda request: request.lead(to)) as server, pytest.raises(ModelError, match="leads to"):
        got(f"{server.address}/", target)
    assert not target.exists()


def test_a_redirect_to_what_is_no_address_is_given_up(target: Path) -> None:
    with serving(lambda request: request.lead("http://x:y/")) as server, pytest.raises(ModelError, match="Invalid URL"):
        got(f"{server.address}/", target)


def test_a_redirect_from_https_to_http_is_not_followed() -> None:
    with pytest.raises(ModelError, match="leads to http"):
        module._redirected(httpx.URL("https://models.example/a"), "http://models.example/a")
    assert module._redirected(httpx.URL("http://models.example/a"), "https://x.example/b").scheme == "https"


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://models.example/x", "http://", "https:///x", "http://x:y/"]
)
def test_only_http_is_asked(address: str, target: Path) -> None:
    with pytest.raises(ModelError, match="address"):
        got(address, target)


def test_a_file_larger_than_any_model_is_not_got(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 1000)

    def answer(request: Request) -> None:
        request.send_response(200)
        request.end_headers()
        request.wfile.write(CONTENT)

    with serving(lambda request: request.send(CONTENT)) as server, pytest.raises(ModelError, match="any model"):
        got(f"{server.address}/x", target)
    assert not target.exists()
    with serving(answer) as silent, pytest.raises(ModelError, match="any model"):
        got(f"{silent.address}/x", target)


def test_a_full_disk_is_told_before_anything_is_written(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(target.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with serving(lambda request: request.send(CONTENT)) as server, pytest.raises(ModelError, match="is full: it needs"):
        got(f"{server.address}/x", target)
    assert not target.exists()


def test_a_disk_that_gets_full_meanwhile_is_told(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with serving(lambda request: request.send(CONTENT)) as server, pytest.raises(ModelError, match="is full"):
        got(f"{server.address}/x", target)


def test_what_an_address_keeps_secret_stands_in_no_message(target: Path) -> None:
    secret = "s3cr3t"  # noqa: S105  # planted
    with serving(lambda request: request.send(b"", status=404)) as server:
        address = f"{server.address.replace('://', f'://me:{secret}@')}/model.zip?sig={secret}#{secret}"
        with pytest.raises(ModelError) as caught:
            got(address, target)
    assert secret not in str(caught.value)
    assert server.seen[0]["path"].endswith(secret)  # it was asked so
    for wrong in (f"ftp://me:{secret}@models.example/x?{secret}", f"http://me:{secret}@x:y/"):
        with pytest.raises(ModelError) as caught:
            got(wrong, target)
        assert secret not in str(caught.value)
    assert shown(address) == f"{server.address}/model.zip"
