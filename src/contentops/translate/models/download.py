"""A file by HTTP: large, over a line that breaks, from a server that may be anybody's.

Only http and https; a few redirects, none from https to http; no larger than a model can be. A line that breaks is taken up
where it broke, where the server tells that the file is still the same, else from the start. What an address carries that is
nobody's business (a password, a signed query) stands in no message.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from contentops import __version__
from contentops.errors import ModelError
from contentops.translate.models.room import LARGEST, in_words, need_room, unwritable

MOST_REDIRECTS = 5
TRIES, MOST_TRIES = 5, 100
"""How often it is asked without having got a byte further, and in all."""
TIMEOUT = httpx.Timeout(60.0, connect=20.0)
"""Seconds without a byte; a whole download may take as long as it takes."""
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})

Progress = Callable[[int, int], None]
"""Told how many bytes are here, and of how many: 0 where the server does not say."""


def is_url(text: str) -> bool:
    """Whether it is an address and not a path."""
    return "://" in text


def shown(url: str) -> str:
    """The address without what may be a secret in it."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        return "the address"
    return str(parsed.copy_with(username=None, password=None, query=None, fragment=None))


def download(
    url: str,
    target: Path,
    progress: Progress = lambda _have, _of: None,
    *,
    timeout: httpx.Timeout = TIMEOUT,
    pause: float = 1.0,
) -> None:
    """Writes what the address gives into a file. Raises ModelError, and leaves what it has written to the caller.

    ``pause`` are the seconds before it is asked again the first time; they double.
    """
    here = _Here(target)
    failed = 0
    headers = {"User-Agent": f"contentops/{__version__}", "Accept-Encoding": "identity"}
    with httpx.Client(timeout=timeout, headers=headers, follow_redirects=False) as client:
        for tries in range(1, MOST_TRIES + 1):
            before = here.size
            try:
                if _attempt(client, _checked(url), here, progress):
                    return
                why = "it ended too early"
            except httpx.TimeoutException:
                why = "it did not answer in time"
            except httpx.TransportError as error:
                why = _without(f"{error}", url) or type(error).__name__
            failed = 0 if here.size > before else failed + 1
            if failed == TRIES or tries == MOST_TRIES:
                raise ModelError(
                    f"{shown(url)}: cannot be got: {why} ({tries} tries, {in_words(here.size)} of it here).",
                    hint="Try again, or get the file by other means and install that.",
                )
            time.sleep(pause * 2 ** max(0, failed - 1))


class _Here:
    """What has been written so far, and by what to know whether the server still has the same file."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.size = 0
        self.same = ""


def _attempt(client: httpx.Client, url: httpx.URL, here: _Here, progress: Progress) -> bool:
    """Whether the file is whole now. Raises ModelError when asking again is of no use."""
    headers = {"Range": f"bytes={here.size}-", "If-Range": here.same} if here.size and here.same else {}
    for _ in range(MOST_REDIRECTS + 1):
        with client.stream("GET", url, headers=headers) as response:
            if response.status_code in _REDIRECTS and (to := response.headers.get("location")):
                url = _redirected(url, to)
                continue
            return _body(response, here, progress, url)
    raise ModelError(
        f"{shown(str(url))}: leads from one address to the next, more than {MOST_REDIRECTS} times.",
        hint="Name the address at which it ends.",
    )


def _body(response: httpx.Response, here: _Here, progress: Progress, url: httpx.URL) -> bool:
    status, name = response.status_code, shown(str(url))
    part = _RANGE.fullmatch(response.headers.get("content-range", ""))
    if status == httpx.codes.PARTIAL_CONTENT and part and int(part[1]) == here.size:
        total = int(part[3]) if part[3].isdigit() else 0
    elif status == httpx.codes.OK:
        here.size = 0  # the whole of it, from the start
        here.same = response.headers.get("etag", "") or response.headers.get("last-modified", "")
        if here.same.startswith("W/"):  # the same in spirit only
            here.same = ""
        length = response.headers.get("content-length", "")
        total = int(length) if length.isdigit() else 0
    elif status >= httpx.codes.INTERNAL_SERVER_ERROR or status == httpx.codes.TOO_MANY_REQUESTS:
        raise httpx.TransportError(f"the server says {status} {response.reason_phrase}")
    elif here.size:  # it does not hold with parts: from the start
        here.size, here.same = 0, ""
        return False
    else:
        raise ModelError(f"{name}: the server says {status} {response.reason_phrase}.", hint="Check the address.")
    if total > LARGEST:
        raise ModelError(f"{name}: is {in_words(total)}, larger than any model.", hint="Check the address.")
    need_room(here.target.parent, max(0, total - here.size), name)
    try:
        with here.target.open("r+b" if here.size else "wb") as out:
            out.seek(here.size)
            for block in response.iter_raw():
                out.write(block)
                here.size += len(block)
                if here.size > LARGEST:
                    raise ModelError(f"{name}: is larger than any model.", hint="Check the address.")
                progress(here.size, total)
            out.truncate()
            os.fsync(out.fileno())
    except OSError as error:
        raise unwritable(here.target.parent, name, error) from error
    return not total or here.size == total


def _checked(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise ModelError(
            f"that is no address: {_without(f'{error}', url)}.", hint="Name one of http or https."
        ) from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise ModelError(f"{shown(url)}: is no address of http or https.", hint="Name one, or a file or folder.")
    return parsed


def _redirected(url: httpx.URL, to: str) -> httpx.URL:
    then = url.join(to)  # httpx has refused by now what is no address
    if then.scheme not in ("http", "https") or (url.scheme == "https" and then.scheme == "http"):
        raise ModelError(
            f"{shown(str(url))}: leads to {then.scheme}, which is not asked.", hint="Name the address at which it ends."
        )
    return then


def _without(message: str, url: str) -> str:
    """A message without the address."""
    return message.replace(url, shown(url))
