"""`requests`, for a library that uses it without care: with a limit of time and of size, and errors of our own.

deep-translator asks through the functions of the module `requests`, without a time-out, and lets its errors through, which
name the whole address. :func:`guard` puts another object under that name into one module of the library; what the library
asks inside of :func:`within` goes through it, what anybody else asks is left as it is. Nothing is shared between threads.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import ModuleType
from typing import Any, NamedTuple

import requests
import urllib3
from requests import exceptions

from contentops.errors import EngineBusy, EngineError, EngineFailed
from contentops.secrets import redacted
from contentops.translate.http_errors import error_of

_MOST_BYTES = 2_000_000
"""An answer to a text of 5,000 characters is far smaller; what is larger is no answer, or never ends."""
_CHUNK = 65_536
_MOST_REDIRECTS = 3


@dataclass(slots=True)
class Page:
    """What a service answered with a status of 2xx, as much of it as deep-translator asks for."""

    status_code: int
    text: str

    def json(self) -> Any:  # noqa: ANN401  # JSON
        """The text as JSON. Raises ValueError for what is none."""
        return json.loads(self.text)

    def close(self) -> None:
        """It is read already."""


Look = Callable[[Page], None]
"""Sees a page before the library does: it may mend the text, and raises an EngineError for what is no answer."""


class _Call(NamedTuple):
    seconds: float
    look: Look


_call: ContextVar[_Call | None] = ContextVar("call", default=None)


@contextmanager
def within(seconds: float, look: Look) -> Iterator[None]:
    """What a guarded module asks in this block ends after about ``seconds``, and ``look`` sees what is answered.

    It raises EngineBusy for what may pass, EngineUnavailable and EngineFailed for what will not; none of them holds on to
    the library's own error, which has the address in it.
    """
    token = _call.set(_Call(seconds, look))
    try:
        yield
    finally:
        _call.reset(token)


def guard(module: ModuleType) -> None:
    """Lets a module that asks through `requests` ask through this. Twice is once."""
    if not isinstance(module.requests, _Guarded):
        module.requests = _Guarded()  # type: ignore[attr-defined]  # it has that name: the line above has read it


class _Guarded:
    """Has all that the module `requests` has."""

    def get(self, url: str, **options: Any) -> Page | requests.Response:  # noqa: ANN401  # as in requests
        """As in requests."""
        return _ask("GET", url, options)

    def post(self, url: str, **options: Any) -> Page | requests.Response:  # noqa: ANN401
        """As in requests."""
        return _ask("POST", url, options)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(requests, name)


def _ask(method: str, url: str, options: Mapping[str, Any]) -> Page | requests.Response:
    call = _call.get()
    if call is None:
        return requests.request(method, url, **options)  # noqa: S113  # somebody else's, not ours to limit
    error: EngineError
    try:
        page = _page(method, url, options, call.seconds)
    except EngineError as ours:
        error = ours
    except (exceptions.Timeout, urllib3.exceptions.TimeoutError):
        error = EngineBusy(f"it did not answer within {call.seconds:g} seconds")
    except exceptions.SSLError:
        error = EngineFailed("its certificate is not good.", hint="Check the address, and this machine's clock.")
    except (exceptions.ConnectionError, urllib3.exceptions.HTTPError, ConnectionError):
        error = EngineBusy("the connection to it failed")
    except (exceptions.RequestException, OSError, ValueError) as other:
        error = EngineFailed(f"it cannot be asked at this address: {type(other).__name__}.", hint="Check the address.")
    else:
        call.look(page)
        return page
    raise error  # not in the except clauses: there it would hold on to the library's error


def _page(method: str, url: str, options: Mapping[str, Any], limit: float) -> Page:
    """Asks, and reads the answer whole. Raises errors of ours, of requests and of urllib3."""
    address = requests.Request(method, url, params=options.get("params")).prepare().url or ""
    if redacted(address) != address:
        raise EngineFailed("it would send the key in an address, where logs and proxies read it.")
    until = time.monotonic() + limit
    with requests.Session() as session:  # a new one: cookies of one text are nothing to the next
        session.max_redirects = _MOST_REDIRECTS
        with session.request(method, url, **{**options, "timeout": limit, "stream": True}) as response:
            if error := error_of(response.status_code, response.headers.get("Retry-After", "")):
                raise error
            body = b""
            # As much as there is, and not as much as was asked for: who sends a byte now and then is late too.
            while chunk := response.raw.read1(_CHUNK, decode_content=True):
                body += chunk
                if len(body) > _MOST_BYTES:
                    raise EngineFailed(f"its answer is longer than {_MOST_BYTES:,} bytes")
                if time.monotonic() > until:
                    raise EngineBusy(f"it did not answer within {limit:g} seconds")
            charset = response.encoding if "charset" in response.headers.get("Content-Type", "") else None
    try:
        return Page(response.status_code, body.decode(charset or "utf-8", errors="replace"))
    except LookupError:
        return Page(response.status_code, body.decode(errors="replace"))
