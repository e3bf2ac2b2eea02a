"""A person with a browser: from the first page of `contentops serve --drafts` to an article, and nowhere else."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests.browser import NewPage
from tests.serving import served
from tests.shop import OATS, Shop, WordByWord, page


@pytest.fixture
def site(shop: Shop, engine: WordByWord) -> Iterator[str]:
    """The address of a small shop's store, drafts included."""
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    shop.localize()
    assert engine.asked
    with served(shop.store, "--drafts") as there:
        yield there.address


def test_a_click_leads_from_the_first_page_to_an_article(site: str, new_page: NewPage) -> None:
    desk = new_page()
    desk.goto(site)
    assert desk.url == f"{site}preview/"
    desk.get_by_role("main").locator("a[href$='/da.html']").first.click()
    desk.wait_for_url("**/preview/*/da.html")
    assert "Gröt till frukost" in desk.get_by_role("main").inner_text()


def test_no_request_leaves_this_machine(site: str, new_page: NewPage) -> None:
    desk = new_page()
    failed: dict[str, str] = {}
    desk.on("requestfailed", lambda request: failed.update({request.url: request.failure or ""}))
    desk.goto(f"{site}live.json")  # the preview itself lets no page of it fetch anything
    outside = ("https://butik.example/bild.jpg", "http://192.0.2.1/bild.jpg", "http://[2001:db8::1]/bild.jpg")
    for url in outside:
        desk.evaluate("url => fetch(url, {mode: 'no-cors'}).catch(() => null)", url)
    assert sorted(failed) == sorted(outside)
    assert all("BLOCKED_BY_CLIENT" in why for why in failed.values())
    assert desk.evaluate("async url => (await fetch(url)).status", f"{site}live.json") == 200


@pytest.mark.parametrize("turn", [1, 2])
def test_asyncio_is_free_until_a_test_takes_the_browser_and_again_after_it(
    turn: int, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("chromium")
    assert asyncio.run(asyncio.sleep(0, result=turn)) == turn
    new_page: NewPage = request.getfixturevalue("new_page")
    assert asyncio.get_running_loop().is_running()
    blank = new_page(viewport={"width": 390, "height": 844}, color_scheme="dark")
    assert blank.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]") == [390, True]
