"""Debian's Chromium for tests and screenshots. It asks nothing outside this machine, by its own wish or a page's.

`new_page` opens pages; the browser itself is started once for all tests. Where there is no Chromium, tests that need it are
skipped with the reason (`make setup` installs it).

While a test holds the browser, Playwright's event loop counts as the running one of this thread, so that neither asyncio.run
nor a Prefect flow can be called in it: let another process do that. Between such tests the thread is free again.
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import playwright
import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_SECONDS = 15
_ARGUMENTS = (
    "--no-sandbox",  # root, as in a container, has none
    "--disable-dev-shm-usage",  # a container's is too small for a page
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
    f"--host-resolver-rules=MAP * ~NOTFOUND, {', '.join(f'EXCLUDE {host}' for host in LOOPBACK)}",
)


def missing() -> str:
    """Why no browser can be driven here; "" when one can."""
    if not shutil.which("chromium"):
        return "there is no chromium on PATH (make setup installs it on Debian)"
    driver = Path(playwright.__file__).parent / "driver" / "node"
    started = subprocess.run([driver, "--version"], capture_output=True, text=True, check=False)
    return "" if started.returncode == 0 else f"Playwright's driver does not start: {started.stderr.strip()}"


@contextmanager
def launched() -> Iterator[Browser]:
    """A running Chromium. Raises RuntimeError with the reason where there can be none."""
    if reason := missing():
        raise RuntimeError(reason)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, **options: Any) -> Iterator[Page]:  # noqa: ANN401  # those of Browser.new_context
    """An empty page in a context of its own, that no request leaves this machine from."""
    with browser.new_context(service_workers="block", **options) as context:
        context.route("**/*", _only_loopback)
        context.set_default_timeout(_SECONDS * 1000)
        yield context.new_page()


def _only_loopback(route: Route) -> None:
    url = urlsplit(route.request.url)
    host = f"[{url.hostname}]" if ":" in (url.hostname or "") else url.hostname
    if host in LOOPBACK:
        route.continue_()
    else:
        route.abort("blockedbyclient")


# ------------------------------------------------------------------------------------------------------------- fixtures

NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[tuple[Browser, asyncio.AbstractEventLoop]]:
    """The browser of the session, asleep: its loop is not the thread's running one. Tests take `browser` or `new_page`."""
    if reason := missing():
        pytest.skip(reason)
    with launched() as browser:
        loop = asyncio.get_running_loop()
        asyncio._set_running_loop(None)
        yield browser, loop
        asyncio._set_running_loop(loop)


@pytest.fixture
def browser(chromium: tuple[Browser, asyncio.AbstractEventLoop]) -> Iterator[Browser]:
    """The browser, awake for one test."""
    awake, loop = chromium
    asyncio._set_running_loop(loop)
    yield awake
    asyncio._set_running_loop(None)


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Opens empty pages: ``new_page(viewport={"width": 390, "height": 844}, color_scheme="dark")``."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(opened(browser, **options))
