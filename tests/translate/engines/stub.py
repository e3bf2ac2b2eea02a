"""A translation service on this machine that fails as it is told to, and what must hold however it fails.

A test file of an engine says what the service looks like on the wire (:class:`Service`), runs through FAULTS and states the
outcome of each. Two things are asserted of all: nothing wrong is stored (:func:`nothing_wrong_stored`), and the key is
nowhere (:func:`shown`).
"""

from __future__ import annotations

import base64
import json
import logging
import re
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal, Protocol
from urllib.parse import parse_qsl, quote, quote_plus, urlsplit

from contentops.article.model import Article, Inlines, Paragraph, Quantity, Text
from contentops.article.segments import Segment, segments
from contentops.settings import Settings, Target
from contentops.state.database import connect, sqlite_url
from contentops.state.memory import Memory, key
from contentops.translate.draft import Drafted, draft
from contentops.translate.engine import Answer, Engine
from contentops.translate.glossary import Glossary
from contentops.translate.setup import Setup
from tests.shop import Shop, page

# ------------------------------------------------------------------------------------------------------------ the service


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked. ``path`` has its query; the names of ``headers`` are in small letters."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    @property
    def json(self) -> Any:  # noqa: ANN401  # JSON
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Response:
    """What is answered. The Content-Type stands in ``headers`` where it is not JSON."""

    body: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class Service(Protocol):
    """How a vendor's service reads a request and words an answer."""

    def texts(self, request: Request) -> list[str]:
        """The texts that are to be translated; none where the request asks something else."""

    def answer(self, request: Request, said: Sequence[str | None]) -> Response:
        """The answer with these translations, in the vendor's shape; None is what the vendor writes for no translation."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to fail: ``response`` in place of the service's, other ``words`` in it, or something on the ``wire``."""

    name: str
    response: Response | None = None
    words: Callable[[str], str | None] | None = None
    wire: Literal["", "hang", "drip", "close", "refuse", "truncate", "truncate unseen"] = ""

    def __str__(self) -> str:
        return self.name


HTML = {"Content-Type": "text/html; charset=UTF-8"}
ERROR_PAGE = (
    "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Error 500 (Server Error)!!1</title><p><b>500.</b> "
    "<ins>That’s an error.</ins><p>There was an error. Please try again later. <ins>That’s all we know.</ins></html>"
)
ERROR_TEXT = (
    "Error 500 (Server Error)!!1500.That’s an error.There was an error. Please try again later.That’s all we know."
)
QUOTA = (
    "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN  05 HOURS 12 MINUTES "
    "31 SECONDS VISIT HTTPS://MYMEMORY.TRANSLATED.NET/DOC/USAGELIMITS.PHP TO TRANSLATE MORE"
)
FRENCH = (
    "Le corps en a besoin chaque jour, et il est dans la viande et dans les feuilles des légumes que nous mangeons."
)

FAULTS = (
    Fault("too many requests", Response('{"error": "Too Many Requests"}', 429)),
    Fault("too many requests, wait", Response('{"error": "Too Many Requests"}', 429, {"Retry-After": "7"})),
    Fault("server error", Response(ERROR_PAGE, 500, HTML)),
    Fault("unavailable", Response("upstream connect error", 503, {"Content-Type": "text/plain"})),
    Fault("not allowed", Response('{"error": "Unauthorized"}', 401)),
    Fault("bad request", Response('{"error": "Bad Request"}', 400)),
    Fault("error page with status 200", Response(ERROR_PAGE, 200, HTML)),
    Fault("error page as the translation", words=lambda _: ERROR_TEXT),
    Fault("quota text as the translation", words=lambda _: QUOTA),
    Fault("hangs", wire="hang"),
    Fault("closes the connection", wire="close"),
    Fault("refuses the connection", wire="refuse"),
    Fault("truncated", wire="truncate"),
    Fault("truncated without a length", wire="truncate unseen"),
    Fault("echo", words=lambda text: text),
    Fault("no translation", words=lambda _: None),
    Fault("empty translation", words=lambda _: ""),
    Fault("another language", words=lambda _: FRENCH),
    Fault("another shape", Response('{"unexpected": [1, {"a": null}]}')),
    Fault("a list", Response("[]")),
    Fault("no JSON", Response("OK", 200, {"Content-Type": "text/plain"})),
    Fault("tokens lost", words=lambda text: re.sub(r"\s*XQ[A-Z]+X", "", german(text))),
)
"""What every engine over a network is put through. One that has none of its own way to fail so says so in its outcome."""


class Stub:
    """The service. ``url`` is its address without a slash at the end; ``requests`` are those that came, in order."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.requests: list[Request] = []
        self.asked: list[str] = []
        self.said: Callable[[str], str | None] = german
        self.ended = threading.Event()
        self._planned: list[Fault | None] = []
        self._always: Fault | None = None
        self._lock = threading.Lock()
        self._server = _Server(self)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def put(self, *faults: Fault | None) -> None:
        """Fails so from now on; of several, each once, and what is last always. None is no fault."""
        *self._planned, self._always = faults
        if self._always and self._always.wire == "refuse":
            self.stop()

    def stop(self) -> None:
        """Listens no more."""
        self.ended.set()
        if self._thread.is_alive():
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()

    def next_fault(self) -> Fault | None:
        with self._lock:
            return self._planned.pop(0) if self._planned else self._always

    def came(self, request: Request, texts: Sequence[str]) -> None:
        with self._lock:
            self.requests.append(request)
            self.asked += texts


@contextmanager
def serving(service: Service) -> Iterator[Stub]:
    """The service, until the block ends."""
    stub = Stub(service)
    try:
        yield stub
    finally:
        stub.stop()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, stub: Stub) -> None:
        self.stub = stub
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """An engine that gave up has closed its end: nothing to tell."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self._do()

    def do_POST(self) -> None:
        self._do()

    def _do(self) -> None:
        stub = self.server.stub
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, self.path, headers, body)
        texts = stub.service.texts(request)
        stub.came(request, texts)
        fault = stub.next_fault() or Fault("none")
        said = [(fault.words or stub.said)(text) for text in texts]
        with suppress(OSError):
            self._send(fault.response or stub.service.answer(request, said), fault.wire)

    def _send(self, response: Response, wire: str) -> None:
        ended = self.server.stub.ended
        body = response.body.encode()
        self.close_connection |= bool(wire)
        if wire == "hang":
            ended.wait(30)
        if wire in ("hang", "close"):
            return
        self.send_response(response.status)
        for name, value in ({"Content-Type": "application/json"} | dict(response.headers)).items():
            self.send_header(name, value)
        length = ("Connection", "close") if wire == "truncate unseen" else ("Content-Length", str(len(body)))
        self.send_header(*length)
        self.end_headers()
        if wire == "drip":
            for byte in body:
                self.wfile.write(bytes([byte]))
                ended.wait(0.05)
        else:
            self.wfile.write(_half(body) if wire.startswith("truncate") else body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def _half(body: bytes) -> bytes:
    """What is left of an answer that breaks off: inside the translation, where there is one."""
    inside = re.search(rb"(?:braucht|Nimm|Iss|gut|ist) ", body)
    return body[: inside.end() if inside else len(body) // 2]


# ---------------------------------------------------------------------------------------------------------- what it says

_GERMAN = (
    (r"Kroppen behöver (.+?) varje dag", r"Der Körper braucht \1 jeden Tag"),
    (r"Ta (.+?) om dagen till maten", r"Nimm \1 am Tag zum Essen"),
    (r"Ät gärna fisk och bönor flera gånger i veckan", "Iss gern mehrmals in der Woche Fisch und Bohnen"),
    (r"Sömnen blir bättre när rummet är svalt och mörkt", "Der Schlaf ist besser, wenn das Zimmer kühl und dunkel ist"),
    (r"Det är bra för hjärtat och för magen", "Das ist gut für das Herz und für den Magen"),
    (r"En promenad före middagen hjälper också", "Ein Spaziergang vor dem Abendessen hilft auch"),
    (r"Mat och sömn", "Essen und Schlaf"),
    (r"Så gör du", "So geht es"),
)


def german(text: str) -> str:
    """A text made of the sentences above in German; others stay as they are. What (.+?) stands for is taken over."""
    for swedish, said in _GERMAN:
        text = re.sub(swedish, said, text)
    return text


_DOSE: Inlines = (Text("Ta "), Quantity("5", "mg", "5 mg"), Text(" om dagen till maten."))
_PARAGRAPHS: tuple[Inlines, ...] = (
    _DOSE,
    (Text("Kroppen behöver järn varje dag."),),
    (Text("Ät gärna fisk och bönor flera gånger i veckan. Det är bra för hjärtat och för magen."),),
    (Text("Sömnen blir bättre när rummet är svalt och mörkt."),),
)
SENTENCES: tuple[Segment, ...] = segments(
    Article(
        locale="sv",
        title="",
        blocks=tuple(Paragraph(id=f"p{number}", inlines=inlines) for number, inlines in enumerate(_PARAGRAPHS)),
    )
)
"""Sentences that the service knows, one of them with a dose that is masked."""


class Next:
    """The engine behind the one that is tried; it is always right."""

    name = "next"
    trusted = False

    def targets(self) -> tuple[str, ...]:
        return ("de",)

    def unusable(self, target: str) -> str:
        return "" if target == "de" else "no"

    def translate(self, texts: Sequence[str], target: str) -> list[Answer]:
        assert target == "de"
        return [Answer(german(text)) for text in texts]

    def close(self) -> None:
        pass


# ------------------------------------------------------------------------------------------------- nothing wrong is stored


def nothing_wrong_stored(engine: Engine, folder: Path, sentences: Sequence[Segment] = SENTENCES) -> Drafted:
    """What came of the sentences, drafted by the engine alone.

    Asserts that the memory holds the right translation of a sentence or nothing, that each one without has a reason, and
    that another engine behind it gets what this one refused.
    """
    folder.mkdir(exist_ok=True)
    database = connect(sqlite_url(folder / "state.db"))
    try:
        memory = Memory(database, "sv", "de")
        alone = _drafted(sentences, memory, [engine])
        _all_right(sentences, memory)
        assert set(alone.refused) == {s.address for s in sentences} - set(alone.entries)
        assert all(why.removeprefix(f"{engine.name}: ").strip() for why in alone.refused.values())
        both = _drafted(sentences, memory, [engine, Next()])
        _all_right(sentences, memory)
        assert both.missing == 0
        return alone
    finally:
        database.dispose()


def _drafted(sentences: Sequence[Segment], memory: Memory, engines: Sequence[Engine]) -> Drafted:
    return draft(sentences, memory, engines, Glossary("de", []), lambda _, __: "")


def _all_right(sentences: Sequence[Segment], memory: Memory) -> None:
    held = memory.get(map(key, sentences))
    right = {key(s): german(s.text) for s in sentences}
    assert {own: entry.text for own, entry in held.items()} == {own: right[own] for own in held}


# ------------------------------------------------------------------------------------------------------ the key is nowhere

KEY = "planted+key/7f3a-9c41=="
"""Has characters that addresses spell otherwise."""


def spellings(secret: str) -> tuple[bytes, ...]:
    """A secret as it stands in a text, in an address, and in a header of the basic kind."""
    told = dict.fromkeys((secret, quote(secret, safe=""), quote(secret), quote_plus(secret)))
    return (*(one.encode() for one in told), base64.b64encode(secret.encode()))


def shown(secret: str, logged: Iterable[logging.LogRecord], stub: Stub, *things: object) -> list[str]:
    """Where a secret shows, in words; nothing where it does not.

    Looked at are the log's records, addresses that the service was asked at, the command lines of all processes, and
    ``things``: exceptions with their traceback, folders with all their files, everything else as str and repr.
    """
    places: list[tuple[str, bytes]] = []
    formatter = logging.Formatter()
    for record in logged:
        text = f"{formatter.format(record)} {record.args!r} {record.__dict__!r}"
        places.append((f"log of {record.name}", text.encode()))
    places += [(f"address {request.method}", request.path.encode()) for request in stub.requests]
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            places.append((str(process), process.read_bytes()))
    for thing in things:
        places += _places(thing)
    told = spellings(secret)
    return [where for where, content in places if any(one in content for one in told)]


def _places(thing: object) -> Iterator[tuple[str, bytes]]:
    match thing:
        case BaseException():
            text = "".join(traceback.TracebackException.from_exception(thing, capture_locals=False).format())
            yield f"{type(thing).__name__}", f"{thing} {thing!r} {thing.args!r} {text}".encode()
            for other in (thing.__cause__, thing.__context__):
                if other:
                    yield from _places(other)
        case Path() if thing.is_dir():
            yield from ((str(path), path.read_bytes()) for path in thing.rglob("*") if path.is_file())
        case _:
            yield type(thing).__name__, f"{thing} {thing!r}".encode()


@contextmanager
def heard() -> Iterator[list[logging.LogRecord]]:
    """All that is logged meanwhile, at every level, by libraries too."""
    records: list[logging.LogRecord] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    root, listener = logging.getLogger(), Listener(0)
    before = {logger: logger.level for logger in (root, *map(logging.getLogger, _TALKATIVE))}
    for logger in before:
        logger.setLevel(logging.DEBUG)
    root.addHandler(listener)
    try:
        yield records
    finally:
        root.removeHandler(listener)
        for logger, level in before.items():
            logger.setLevel(level)


_TALKATIVE = ("urllib3", "requests", "httpx", "httpcore", "openai", "deepl", "tenacity", "contentops")


def localized_by(name: str, values: Mapping[str, Any], folder: Path) -> tuple[Shop, Any]:
    """A shop whose page was localized to German by the engine with these settings, and the run's summary."""
    settings = Settings(
        targets=(Target("de", "de", engines=(name,)),), engines=(Setup(name, values, folder / "contentops.toml"),)
    )
    shop = Shop(folder / "pages", folder / "store", settings, to=("de",))
    shop.write("mat.html", page("Mat och sömn", PAGE))
    return shop, shop.localize()


PAGE = (
    "Kroppen behöver järn varje dag.",
    "Ät gärna fisk och bönor flera gånger i veckan.",
    "Det är bra för hjärtat och för magen.",
    "Ta 5 mg om dagen till maten.",
    "Sömnen blir bättre när rummet är svalt och mörkt.",
    "En promenad före middagen hjälper också.",
)
