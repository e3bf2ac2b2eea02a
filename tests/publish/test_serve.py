"""`contentops serve`: readers get what is live, the desk its preview when asked for, and nobody anything else."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import re
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from contentops.cli import main
from contentops.errors import UsageError
from contentops.publish.serve.app import application
from contentops.publish.serve.server import listen, server
from contentops.publish.store import Store
from tests.serving import served
from tests.shop import OATS, PEAS, Shop, WordByWord, inject, page

_OUTSIDE = "Not for readers"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Site:
    """A server on loopback; its paths go out exactly as they are written."""

    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, path)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def raw(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(65536), b""))


@contextmanager
def running(store: Path, *, drafts: bool) -> Iterator[Site]:
    """Serves a store from another thread."""
    with listen("127.0.0.1", 0) as listening:
        of_the_store = server(application(store, drafts=drafts))
        thread = threading.Thread(target=of_the_store.run, kwargs={"sockets": [listening]})
        port = listening.getsockname()[1]
        thread.start()
        try:
            yield Site(port)
        finally:
            of_the_store.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A store of two articles in two targets, one of them live in Danish. Tests leave it as it is."""
    folder = tmp_path_factory.mktemp("serve")
    with pytest.MonkeyPatch.context() as monkeypatch:
        inject(monkeypatch, WordByWord())
        made = Shop(folder / "pages", folder / "store")
        made.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
        made.write("soppa.html", page("Soppa på ärtor", PEAS, name="soppa"))
        made.localize()
        with made.desk() as desk:
            desk.approve("grot", "da", "Karen Holm")
    (made.store / "secret.txt").write_text(_OUTSIDE)
    (made.store / "preview" / "folder").mkdir()
    (made.store / "preview" / "style.css").write_text("p { color: #333 }")
    (made.store / "preview" / "out.html").symlink_to(made.store / "secret.txt")
    (made.store / "preview" / "away").symlink_to(made.store / "private")
    (made.store / "preview" / "circle.html").symlink_to("circle.html")
    os.mkfifo(made.store / "preview" / "pipe.html")
    return made


@pytest.fixture(scope="module")
def readers(shop: Shop) -> Iterator[Site]:
    """What is served without --drafts."""
    with running(shop.store, drafts=False) as site:
        yield site


@pytest.fixture(scope="module")
def desk(shop: Shop) -> Iterator[Site]:
    """What is served with --drafts."""
    with running(shop.store, drafts=True) as site:
        yield site


# ------------------------------------------------------------------------------------------------------ what readers get


def test_a_reader_follows_the_pointer_to_the_manifest_and_the_manifest_to_its_documents(readers: Site) -> None:
    pointer = json.loads(readers.ask("/live.json").body)
    manifest = json.loads(readers.ask(f"/objects/{pointer['manifest']}").body)
    assert manifest["sequence"] == pointer["sequence"]
    (row,) = manifest["rows"]
    document = json.loads(readers.ask(f"/objects/{row['object']}").body)
    assert (document["id"], document["locale"]) == (row["article"], "da")


def test_the_pointer_is_asked_for_again_each_time_and_an_object_never(readers: Site) -> None:
    pointer = readers.ask("/live.json")
    assert pointer.headers["content-type"] == "application/json; charset=utf-8"
    assert pointer.headers["cache-control"] == "no-cache"
    assert pointer.headers["etag"] == f'"{hashlib.sha256(pointer.body).hexdigest()}"'
    name = json.loads(pointer.body)["manifest"]
    an_object = readers.ask(f"/objects/{name}")
    assert an_object.headers["content-type"] == "application/json; charset=utf-8"
    assert an_object.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert an_object.headers["etag"] == f'"{name}"'


@pytest.mark.parametrize("drafts", [False, True])
def test_the_start_page_is_the_preview_or_a_list_of_what_is_live(drafts: bool, shop: Shop) -> None:  # noqa: FBT001
    with running(shop.store, drafts=drafts) as site:
        start = site.ask("/")
    if drafts:
        assert (start.status, start.headers["location"]) == (307, "/preview/")
        return
    text = start.body.decode()
    (row,) = shop.live().values()
    assert (start.status, start.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "1 live article, in 1 document." in text
    assert re.findall(r'href="([^"]*)"', text) == ["/live.json", f"/objects/{row['object']}"]
    assert "--drafts" in text
    assert not [
        draft for draft in shop.drafts().values() if draft["article"] != row["article"] and draft["slug"] in text
    ]


def test_before_the_first_release_the_start_page_says_that_nothing_is_live(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.create()
    with running(store.root, drafts=True) as site:
        assert site.ask("/live.json").status == 404
        assert site.ask("/preview/").status == 404
    with running(store.root, drafts=False) as site:
        assert "nothing is live" in site.ask("/").body.decode()


# ---------------------------------------------------------------------------------------------------- what the desk gets


def test_the_preview_starts_at_its_index_and_leads_to_its_pages(desk: Site, shop: Shop) -> None:
    assert desk.ask("/preview").headers["location"] == "/preview/"
    start = desk.ask("/preview/")
    assert start.body == (shop.store / "preview" / "index.html").read_bytes()
    pages = sorted(set(re.findall(r'href="([\w-]+/\w+\.html)', start.body.decode())))
    assert len(pages) == 4
    for name in pages:
        answer = desk.ask(f"/preview/{name}")
        assert answer.body == (shop.store / "preview" / name).read_bytes()
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["cache-control"] == "no-cache"
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert desk.ask("/preview/style.css").headers["content-type"] == "text/css; charset=utf-8"


@pytest.mark.parametrize("path", ["/preview", "/preview/", "/preview/index.html", "/preview/style.css"])
def test_without_drafts_there_is_no_preview(path: str, readers: Site) -> None:
    assert readers.ask(path).status == 404


def test_the_desk_gets_what_readers_get_too(desk: Site, readers: Site) -> None:
    assert desk.ask("/live.json").body == readers.ask("/live.json").body


# ------------------------------------------------------------------------------------------------------- asked once more


@pytest.mark.parametrize("path", ["/live.json", "/preview/", "/preview/style.css", "object"])
@pytest.mark.parametrize("known", ["{}", "W/{}", '"other", {}', "*"])
def test_who_has_it_already_is_told_so(path: str, known: str, desk: Site) -> None:
    if path == "object":
        path = f"/objects/{json.loads(desk.ask('/live.json').body)['manifest']}"
    first = desk.ask(path)
    again = desk.ask(path, if_none_match=known.format(first.headers["etag"]))
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == first.headers["cache-control"]
    other = desk.ask(path, if_none_match='"other"')
    assert (other.status, other.body) == (200, first.body)


@pytest.mark.parametrize("path", ["/live.json", "/preview/", "/nothing"])
def test_head_has_the_headers_of_get_and_no_body(path: str, desk: Site) -> None:
    get, head = desk.ask(path), desk.ask(path, "HEAD")
    assert (head.status, head.body) == (get.status, b"")
    assert {**head.headers, "date": ""} == {**get.headers, "date": ""}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/live.json", f"/objects/{'0' * 64}", "/preview/index.html"])
def test_nothing_can_be_done_but_reading(method: str, path: str, desk: Site) -> None:
    answer = desk.ask(path, method)
    assert answer.status == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize("path", ["/", "/live.json", "/preview/", "/preview/style.css", "/nothing", "/preview/nothing"])
def test_every_answer_forbids_guessing_and_tells_nobody_where_one_came_from(path: str, desk: Site) -> None:
    headers = desk.ask(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


# --------------------------------------------------------------------------------------------------- what nobody may have


_FROM_PREVIEW = (
    "../private/draft.json", "../private/state.db", "../secret.txt", "./../secret.txt", "folder/../../secret.txt",
    "folder/../index.html", "/{store}/secret.txt", "{store}/secret.txt", "/etc/passwd", "..", ".", "../", "out.html",
    "away/draft.json", "away/", "circle.html", "pipe.html", "folder", "folder/", ".shows", "..\\secret.txt",
    "index.html\0", "index.html/", "index.html/x", "x" * 300, "x/" * 3000, "\ufffd.html",
)  # fmt: skip


def _all_encoded(path: str) -> str:
    return "".join(f"%{byte:02x}" for byte in path.encode())


@pytest.mark.parametrize(
    "encode",
    [lambda path: quote(path, "/"), lambda path: quote(path, ""), _all_encoded],
    ids=["as it is", "slashes too", "every letter"],
)
@pytest.mark.parametrize("base", ["/preview/", "/objects/", "/"])
def test_no_path_leads_out_of_what_is_served(base: str, encode: object, desk: Site, shop: Shop) -> None:
    assert callable(encode)
    for path in _FROM_PREVIEW:
        answer = desk.ask(base + encode(path.format(store=shop.store)))
        if base == "/" and path in {".", ".."}:
            continue
        assert answer.status in {400, 404}, path
        assert _OUTSIDE.encode() not in answer.body


@pytest.mark.parametrize(
    "target",
    [
        "/preview/../secret.txt", "/preview/%2e%2e/secret.txt", "/preview/%252e%252e/secret.txt", "//secret.txt",
        "/preview/%c0%ae%c0%ae/secret.txt", "/objects/../../secret.txt", "/private/draft.json", "/../secret.txt",
        "/public/live.json", "/secret.txt", "http://127.0.0.1/../secret.txt", "/preview//../secret.txt",
    ],
)  # fmt: skip
def test_no_raw_request_line_leads_out_of_what_is_served(target: str, desk: Site) -> None:
    answer = desk.raw(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    assert re.match(rb"HTTP/1.1 40[04] ", answer)
    assert _OUTSIDE.encode() not in answer


def test_no_private_object_is_served(readers: Site, desk: Site, shop: Shop) -> None:
    public = {path.name for path in (shop.store / "public" / "objects").iterdir()}
    private = {path.name for path in (shop.store / "private" / "objects").iterdir()} - public
    assert private
    for name in private:
        assert {readers.ask(f"/objects/{name}").status, desk.ask(f"/objects/{name}").status} == {404}


def test_there_are_no_listings(desk: Site) -> None:
    assert {desk.ask(path).status for path in ("/objects", "/objects/", "/preview/folder/", "/preview/folder")} == {404}


def test_a_damaged_object_is_refused_and_kept_by_no_cache(shop: Shop) -> None:
    name = "0" * 64
    damaged = shop.store / "public" / "objects" / name
    damaged.write_text("{}")
    try:
        with running(shop.store, drafts=False) as site:
            answer = site.ask(f"/objects/{name}")
    finally:
        damaged.unlink()
    assert (answer.status, answer.headers["cache-control"]) == (500, "no-store")
    assert b"contentops verify" in answer.body


@pytest.mark.parametrize("pointer", ["", "[]", "{}", '{"manifest": 1}', json.dumps({"manifest": "0" * 64})])
def test_a_damaged_pointer_is_told_on_the_start_page(pointer: str, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.create()
    (store.root / "public" / "live.json").write_text(pointer)
    with running(store.root, drafts=False) as site:
        answer = site.ask("/")
    assert answer.status == 500
    assert b"contentops verify" in answer.body


# -------------------------------------------------------------------------------------------------- while a run publishes


def test_many_readers_see_whole_releases_while_the_pointer_is_swapped(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.create()

    def release(number: int) -> None:
        rows = [{"article": "a", "target": "da", "object": store.put({"number": number, "text": "x" * 9999}, "public")}]
        store.swap("public", {"sequence": number, "rows": rows})

    release(0)
    over = threading.Event()

    def read(site: Site) -> list[int]:
        seen = []
        while not over.is_set():
            pointer = json.loads(site.ask("/live.json").body)
            manifest = json.loads(site.ask(f"/objects/{pointer['manifest']}").body)
            document = json.loads(site.ask(f"/objects/{manifest['rows'][0]['object']}").body)
            assert pointer["sequence"] == manifest["sequence"] == document["number"]
            seen.append(pointer["sequence"])
        return seen

    with running(store.root, drafts=False) as site, ThreadPoolExecutor(8) as pool:
        reads = [pool.submit(read, site) for _ in range(8)]
        try:
            for number in range(1, 60):
                release(number)
                time.sleep(0.01)
        finally:
            over.set()
        for seen in (one.result() for one in reads):
            assert seen == sorted(seen)
            assert len(set(seen)) > 3  # readers came in between


# --------------------------------------------------------------------------------------------------------- the command


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("options", [(), ("--drafts",)])
def test_it_says_its_addresses_and_nothing_more_until_it_is_ended(
    by: signal.Signals, options: tuple[str, ...], shop: Shop
) -> None:
    with served(shop.store, *options) as there:
        site = Site(int(there.address.rsplit(":", 1)[1].strip("/")))
        assert site.ask("/live.json").status == 200
        assert site.ask("/preview/").status == (200 if options else 404)
        assert site.raw(b"nonsense\r\n\r\n").startswith(b"HTTP/1.1 400")
        assert ("/preview/" in there.said) == bool(options)
        assert "Warning" not in there.said
        assert there.end(by) == (0, "", "")


def test_a_reader_who_keeps_the_line_open_does_not_keep_the_server_running(shop: Shop) -> None:
    with served(shop.store) as there:
        port = int(there.address.rsplit(":", 1)[1].strip("/"))
        with socket.create_connection(("127.0.0.1", port), timeout=20) as idle:
            idle.sendall(b"GET /live.json HTTP/1.1\r\nHost: x\r\n\r\nGET /")
            assert idle.recv(100)
            began = time.monotonic()
            assert there.end()[0] == 0
            assert time.monotonic() - began < 10


def test_drafts_for_the_network_come_with_a_warning(shop: Shop) -> None:
    with served(shop.store, "--drafts", "--host", "0.0.0.0") as there:  # noqa: S104
        assert "anyone on the network can read the drafts" in there.said + there.end()[2]
    with served(shop.store, "--host", "0.0.0.0") as there:  # noqa: S104
        assert "Warning" not in there.said + there.end()[2]


def test_a_port_that_is_taken_is_told_with_what_to_do(shop: Shop) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(main, ["serve", str(shop.store), "--port", str(port)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"127.0.0.1:{port} is taken by another program. End that one, or choose another port" in result.stderr


@pytest.mark.parametrize("host", ["nowhere.invalid", "x" * 70, "192.0.2.1", ""])
def test_an_address_that_is_not_ours_is_told(host: str) -> None:
    with pytest.raises(UsageError, match="--host"):
        listen(host, 0)


def test_a_store_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["serve", str(tmp_path / "store"), "--port", "0"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{tmp_path / 'store'}: there is no store here." in result.stderr
    assert not (tmp_path / "store").exists()
