"""Bad pages in one batch with good ones: each is a message with file, cause and next step, and the rest is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from contentops.errors import UsageError
from contentops.language.language import locales
from contentops.pipeline.run import targets_of
from contentops.publish.store import Store
from contentops.publish.verify import verify
from contentops.settings import Settings
from tests.shop import OATS, PEAS, TEA, Shop, WordByWord, page

pytestmark = pytest.mark.usefixtures("engine")

CART = (
    '<!doctype html><html lang="sv"><body><header><nav><a href="/">Hem</a></nav></header><main><h1>Varukorg</h1>'
    '<form action="/kassan"><table><tr><td>Te</td><td>1</td><td>49 kr</td></tr></table>'
    "<button>Till kassan</button></form></main></body></html>"
)

REFUSED = {
    "empty.html": (b"", "the file is empty", "Scrape the page again"),
    "blank.html": (b" \r\n\t\n", "the file is empty", "Scrape the page again"),
    "image.html": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "a PNG image", "Give HTML or plain text"),
    "binary.html": (bytes(range(256)) * 40, "binary", "Give HTML or plain text"),
    "cart.html": (CART.encode(), "no article", "Give the address of one article"),
    "deep.html": (
        page("Djupt", OATS).replace("<article>", "<article>" + "<div>" * 5000).encode(),
        "levels of nesting",
        "scrape the page again",
    ),
}
READ = {
    "windows.html": page("Färska bär på gröten", OATS).encode("cp1252"),
    "utf7.html": page("Soppa på ärtor", (*PEAS[:3], "Skriv +ADw-script+AD4- på påsen och ställ den i skafferiet."))
    .replace('charset="utf-8"', 'charset="utf-7"')
    .encode(),
    "one-bad-byte.html": page("Te när det är kallt", TEA).encode().replace(b"nyss", b"ny\xffss"),
    "good.html": page("En god gröt", (*OATS[:3], "Ställ fram skålarna på bordet.")).encode(),
}


@pytest.fixture
def batch(shop: Shop) -> Shop:
    for name, (data, _, _) in REFUSED.items():
        shop.write(name, data)
    for name, data in READ.items():
        shop.write(name, data)
    return shop


def test_each_bad_page_fails_alone_with_its_file_its_cause_and_what_to_do(batch: Shop) -> None:
    summary = batch.localize()
    said = {Path(failure.source).name: failure.error for failure in summary.failed}
    assert set(said) == set(REFUSED)
    for name, (_, cause, step) in REFUSED.items():
        assert str(batch.pages / name) in said[name]
        assert cause in said[name]
        assert step in said[name]
        assert f"Failed: {said[name]}" in summary.words()
    assert (summary.articles, summary.missing, summary.ok) == (len(READ), 0, False)
    assert summary.release == 1
    assert verify(Store(batch.store)) == []


def test_a_bad_page_fails_again_at_the_next_run_and_costs_the_good_ones_nothing(batch: Shop) -> None:
    first = batch.localize()
    again = batch.localize()
    assert {failure.error for failure in again.failed} == {failure.error for failure in first.failed}
    assert (again.translated, again.objects_written, again.unchanged) == (0, 0, len(READ))


def shown(shop: Shop, title: str) -> str:
    """The Swedish text of the article of this title."""
    for (_, target), row in shop.drafts().items():
        document = shop.get(row["object"])
        if target == "sv" and document["title"] == title:
            return "\n".join(s["source_shown"] for s in shop.get(row["record"])["segments"])
    raise AssertionError(f"there is no article {title!r}")


def test_windows_1252_that_says_it_is_utf_8_is_read_as_what_it_is(batch: Shop) -> None:
    batch.localize()
    text = shown(batch, "Färska bär på gröten")
    assert OATS[1] in text
    assert "\ufffd" not in text


def test_a_page_that_declares_utf_7_gets_no_markup_out_of_harmless_characters(batch: Shop) -> None:
    batch.localize()
    text = shown(batch, "Soppa på ärtor")
    assert "+ADw-script+AD4-" in text
    assert "<script>" not in text
    assert PEAS[1] in text


def test_one_bad_byte_costs_one_character_and_is_reported(batch: Shop) -> None:
    batch.localize()
    assert TEA[0].replace("nyss", "ny\ufffdss") in shown(batch, "Te när det är kallt")
    row = next(
        row
        for (_, target), row in batch.drafts().items()
        if target == "sv" and batch.get(row["object"])["title"] == "Te när det är kallt"
    )
    assert "source-replaced-bytes" in {f["rule"] for f in batch.get(row["record"])["checks"]["items"]}


def test_a_page_that_breaks_our_own_code_does_not_take_the_others_with_it(
    batch: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("contentops.pipeline.localize.build_source", broken)
    summary = batch.localize()
    (good,) = (f.error for f in summary.failed if f.source.endswith("good.html"))
    assert "good.html: unexpected ZeroDivisionError" in good
    assert "Please report it" in good


@pytest.mark.parametrize(
    ("path", "cause"),
    [(lambda folder: folder / "gone.html", "no such file"), (lambda folder: folder / "none", "no pages")],
    ids=["a path that is not there", "a folder without pages"],
)
def test_a_path_that_gives_nothing_is_named_and_the_others_are_done(
    shop: Shop, tmp_path: Path, path: Callable[[Path], Path], cause: str
) -> None:
    (tmp_path / "none").mkdir()
    shop.write("good.html", page("En god gröt", OATS))
    summary = shop.localize(path(tmp_path), shop.pages)
    (failure,) = summary.failed
    assert str(path(tmp_path)) in failure.error
    assert cause in failure.error
    assert summary.articles == 1


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("dk", "da"), ("no", "nb"), ("danish", "da"), ("nynorsk", "nn"), ("da-DK", "da"), ("nbb", "nb")],
)
def test_an_unknown_locale_is_answered_with_the_one_that_was_meant(wrong: str, meant: str) -> None:
    with pytest.raises(UsageError, match=f"did you mean '{meant}'") as error:
        targets_of(Settings(), ("da", wrong))
    assert wrong in error.value.message
    assert f"Known are {', '.join(locales())};" in error.value.hint


def test_swedish_is_no_target() -> None:
    with pytest.raises(UsageError, match="source's locale"):
        targets_of(Settings(), ("sv",))


def test_the_page_of_a_cart_in_the_place_of_an_article_leaves_what_is_live(shop: Shop, engine: WordByWord) -> None:
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    shop.localize()
    with shop.desk() as desk:
        assert desk.approve(shop.article(), "da", "Karen Holm").live
    before = shop.live()
    shop.write("grot.html", CART)
    engine.asked.clear()
    summary = shop.localize()
    assert len(summary.failed) == 1
    assert shop.live() == before
    assert engine.asked == []
