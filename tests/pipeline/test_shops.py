"""A shop file belongs to what a page is read by: a changed one has its own shop's pages read again, and no others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from contentops import extract
from contentops.errors import UsageError
from contentops.pipeline.dry_run import dry_run
from contentops.pipeline.run import targets_of
from tests.shop import OATS, PEAS, TEA, Shop, page

pytestmark = pytest.mark.usefixtures("engine")

CUT = 'hosts = ["te.example"]\ncut = [".tips"]\n'
BOX = '<p class="tips">Vi har fyllt på med nya sorter i butiken den här veckan.</p></article>'


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the pages that were read."""
    reads = extract.read
    titles: list[str] = []

    def read(data: bytes, *, site: extract.Site | extract.Sites | None) -> extract.Extraction:
        extraction = reads(data, site=site)
        titles.append(extraction.article.title)
        return extraction

    monkeypatch.setattr(extract, "read", read)
    return titles


@pytest.fixture
def files(shop: Shop, tmp_path: Path) -> Path:
    """The folder of shop files that the settings name. The pages are of two shops, and one has no address."""
    folder = tmp_path / "shops"
    folder.mkdir()
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    tea = page("Te", TEA, name="te").replace("butik.example", "te.example").replace("</article>", BOX)
    shop.write("te.html", tea)
    shop.write("soppa.html", page("Soppa", PEAS))
    shop.settings = replace(shop.settings, sites=((shop.pages, folder),))
    return folder


def said(shop: Shop, name: str) -> str:
    (row,) = (row for (article, target), row in shop.drafts().items() if target == "sv" and article.startswith(name))
    return str(shop.get(row["object"]))


def test_a_new_shop_file_has_its_own_shops_pages_read_again(shop: Shop, files: Path, parsed: list[str]) -> None:
    shop.localize()
    assert "fyllt på" in said(shop, "te")
    parsed.clear()
    (files / "te.toml").write_text(CUT, encoding="utf-8")
    summary = shop.localize()
    assert (parsed, summary.failed, summary.unchanged) == (["Te"], (), 2)
    assert "fyllt på" not in said(shop, "te")
    parsed.clear()
    assert (shop.localize().release, parsed) == (None, [])


@pytest.mark.parametrize(
    ("text", "again"),
    [
        (f"# Sällan\n{CUT}", []),
        (CUT + 'site_name = "Tehuset"', ["Te"]),
        (CUT.replace("te.example", "te.example', 'kaffe.example").replace('"', "'"), ["Te"]),
        (CUT.replace("te.example", "kaffe.example"), ["Te"]),
        (None, ["Te"]),
    ],
    ids=["a comment", "another key", "another host", "no longer its host", "gone"],
)
def test_a_changed_shop_file_has_its_own_shops_pages_read_again(
    shop: Shop, files: Path, parsed: list[str], text: str | None, again: list[str]
) -> None:
    file = files / "te.toml"
    file.write_text(CUT, encoding="utf-8")
    shop.localize()
    parsed.clear()
    if text is None:
        file.unlink()
    else:
        file.write_text(text, encoding="utf-8")
    shop.localize()
    assert parsed == again


def test_a_shop_file_named_for_a_folder_reads_the_pages_without_an_address(
    shop: Shop, files: Path, parsed: list[str]
) -> None:
    file = files / "arter.toml"
    file.write_text('lines = ["Så gör du"]', encoding="utf-8")
    lines = ("Ärtor varje dag", " ".join(PEAS), "Fritt fram för alla", " ".join(TEA), "Till sist", " ".join(OATS))
    shop.write("text/arter.txt", "\n\n".join(lines))
    shop.settings = replace(shop.settings, sites=((shop.pages / "text", file),))
    shop.localize()
    assert "Fritt fram" in said(shop, "arter")
    parsed.clear()
    file.write_text('lines = ["Fritt fram för alla"]', encoding="utf-8")
    shop.localize()
    assert (parsed, "Fritt fram" in said(shop, "arter")) == (["Ärtor varje dag"], False)


def test_a_wrong_shop_file_is_refused_before_anything_is_done_and_holds_up_nobody_at_the_desk(
    shop: Shop, files: Path
) -> None:
    shop.localize()
    before = shop.objects()
    (files / "te.toml").write_text('hosts = ["te.example"]\nbody = "p["', encoding="utf-8")
    for work in (
        shop.localize,
        lambda: dry_run([shop.pages], targets_of(shop.settings, shop.to), shop.store, shop.settings),
    ):
        with pytest.raises(UsageError, match=r"te\.toml: body: 'p\[' is no CSS selector"):
            work()
    assert shop.objects() == before
    with shop.desk() as desk:
        assert desk.rows()


def test_a_dry_run_reads_as_a_run_does(shop: Shop, files: Path) -> None:
    def changed() -> tuple[int, int]:
        plan = dry_run([shop.pages], targets_of(shop.settings, shop.to), shop.store, shop.settings)
        return plan.changed, plan.unchanged

    shop.localize()
    assert changed() == (0, 3)
    (files / "te.toml").write_text(CUT, encoding="utf-8")
    assert changed() == (1, 2)


def test_the_record_says_by_what_a_page_was_read(shop: Shop, files: Path) -> None:
    (files / "te.toml").write_text(CUT, encoding="utf-8")
    shop.localize()
    (tea,) = (article for article, target in shop.drafts() if target == "da" and article.startswith("te"))
    site = extract.sites.load(files / "te.toml")
    assert shop.record(tea, "da")["provenance"]["extractor"] == f"{extract.VERSION} te.example {site.fingerprint}"
