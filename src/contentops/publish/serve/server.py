"""The server process: its socket, its address in words, its end."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from contentops.errors import StoreError, UsageError
from contentops.publish.serve.app import application

_HEADERS = [("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer")]
_LAST_ANSWERS = 3
"""Seconds that readers in the middle of an answer get when the server is told to end."""


def serve(store: Path, host: str, port: int, *, drafts: bool, say: Callable[[str], None]) -> None:
    """Serves a store until Ctrl-C or SIGTERM. ``say`` gets the address, once connections are accepted, and any warning.

    Raises StoreError when there is no store, UsageError for an address that cannot be listened on.
    """
    if not (store / "public").is_dir():
        raise StoreError(f"{store}: there is no store here.", hint="contentops localize … --out makes one.")
    with _ends_in_peace(), listen(host, port) as listening:
        if drafts and not _is_loopback(listening):
            say(
                f"Warning: with --drafts and --host {host}, anyone on the network can read the drafts. "
                "Leave --host out, or put a login in front."
            )
        say(_words(store, listening, drafts=drafts))
        server(application(store, drafts=drafts)).run(sockets=[listening])


def server(app: Starlette) -> uvicorn.Server:
    """uvicorn, silent but for errors; it names no software."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            headers=_HEADERS,
            server_header=False,
            proxy_headers=False,
            access_log=False,
            log_config=None,
            log_level="error",
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=_LAST_ANSWERS,
        )
    )


def listen(host: str, port: int) -> socket.socket:
    """A socket that accepts connections; port 0 takes any free one. Raises UsageError with the next step."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except (socket.gaierror, UnicodeError) as error:
        raise UsageError(
            f"{host!r} is no address of this machine.", hint="--host takes a name or a number, such as 127.0.0.1."
        ) from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UsageError(
                f"{host}:{port} is taken by another program.",
                hint="End that one, or choose another port with --port (0 takes any free one).",
            ) from error
        raise UsageError(
            f"{host}:{port} cannot be listened on: {error.strerror}.", hint="Choose others with --host and --port."
        ) from error


@contextlib.contextmanager
def _ends_in_peace() -> Iterator[None]:
    """Lets both signals end the block as Ctrl-C does, and nothing more come of it.

    uvicorn raises the signal that ended it once more when it has ended; the default of SIGTERM would kill us then. And a
    shell starts a background job with SIGINT ignored, until somebody asks for it.
    """
    before = [(ending, signal.signal(ending, signal.default_int_handler)) for ending in (signal.SIGINT, signal.SIGTERM)]
    try:
        with contextlib.suppress(KeyboardInterrupt):
            yield
    finally:
        for ending, handler in before:
            signal.signal(ending, handler)


def _is_loopback(listening: socket.socket) -> bool:
    return ipaddress.ip_address(listening.getsockname()[0].partition("%")[0]).is_loopback


def _words(store: Path, listening: socket.socket, *, drafts: bool) -> str:
    host, port = listening.getsockname()[:2]
    if ipaddress.ip_address(host.partition("%")[0]).is_unspecified:
        host = socket.gethostname()
    site = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    desk = f"\nThe preview, drafts included: {site}/preview/" if drafts else ""
    return f"Serving {store} at {site}/ (Ctrl-C ends it).\nWhat readers may have: {site}/live.json{desk}"
