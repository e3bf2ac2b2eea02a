"""The preview as a run writes it: what it reads, what people's decisions put into it, and what its links do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from contentops.pipeline import preview
from contentops.pipeline.run import Run, open_run
from contentops.publish.store import Store
from tests.shop import OATS, PEAS, Shop, page

FORM = "http://127.0.0.1:4200/deployments/deployment/1/run"

pytestmark = pytest.mark.usefixtures("engine")


@pytest.fixture
def porridge(shop: Shop) -> str:
    """Two articles; the id of the one about porridge."""
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    shop.write("arter.html", page("Ärtor på torsdag", PEAS, name="arter"))
    shop.localize()
    return next(article for article, _ in shop.drafts() if article.startswith("grot"))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The articles that a writing of the preview reads."""
    articles: list[str] = []
    original = preview._page

    def counted(run: Run, article: str, rows: dict[str, dict[str, object]]) -> object:
        articles.append(article)
        return original(run, article, rows)

    monkeypatch.setattr(preview, "_page", counted)
    return iter([articles])


def write(shop: Shop, form: str = FORM) -> None:
    with open_run(Store(shop.store), shop.settings, who="test", form_address=form) as run:
        preview.write_preview(run)


def shown(shop: Shop, article: str, target: str = "da") -> str:
    return (shop.store / "preview" / article / f"{target}.html").read_text(encoding="utf-8")


def forms(html: str) -> list[dict[str, str]]:
    found = []
    for href in re.findall(r'href="(\.\./act\.html\?[^"]*)"', html):
        (value,) = parse_qs(urlsplit(href).query)["parameters"]
        found.append(json.loads(value)["form"])
    return found


def sentence(shop: Shop, article: str, words: str) -> dict[str, str]:
    segments: list[dict[str, str]] = shop.record(article, "da")["segments"]
    return next(s for s in segments if words in s["source_shown"])


def test_what_a_link_fills_in_is_what_the_desk_takes(shop: Shop, porridge: str) -> None:
    write(shop)
    asked = forms(shown(shop, porridge))
    edit = next(f for f in asked if f["action"] == "Edit" and "smör" in f.get("source", ""))
    with shop.desk() as desk:
        act = desk.edit(
            edit["article"], "da", edit["place"], "Smagen bliver rundere med smør.", "Karen", shown=edit["shown"]
        )
    assert "written by Karen" in act.message
    approve = next(f for f in forms(shown(shop, porridge)) if f["action"] == "Approve")
    with shop.desk() as desk:
        assert desk.approve(approve["article"], "da", "Karen", approve["shown"]).live


@pytest.mark.parametrize("place", ["slug", "description", "seo.title"])
def test_a_field_that_the_source_has_not_is_edited_by_its_link(shop: Shop, porridge: str, place: str) -> None:
    write(shop)
    edit = next(f for f in forms(shown(shop, porridge)) if f.get("place") == place)
    with shop.desk() as desk:
        desk.edit(porridge, "da", edit["place"], "en-god-morgen", "Karen", shown=edit["shown"])
    assert "en-god-morgen" in shown(shop, porridge)


def test_what_changed_since_the_approval_is_on_the_page(shop: Shop, porridge: str) -> None:
    with shop.desk() as desk:
        desk.approve(porridge, "da", "Anna")
    assert "since Anna approved it" not in shown(shop, porridge)
    own = sentence(shop, porridge, "smör")
    with shop.desk() as desk:
        desk.edit(porridge, "da", own["address"], f"{own['shown'].rstrip('.')} nu.", "Bo")
    assert "1 sentence changed since Anna approved it on" in shown(shop, porridge)
    assert re.search(r"<ins>.*\bnu<.*</ins>", shown(shop, porridge))
    with shop.desk() as desk:
        desk.approve(porridge, "da", "Anna")
    assert "since Anna approved it" not in shown(shop, porridge)


def test_an_earlier_version_can_be_rolled_back_to_and_the_page_says_so(shop: Shop, porridge: str) -> None:
    own = sentence(shop, porridge, "smör")
    with shop.desk() as desk:
        desk.approve(porridge, "da", "Anna")
        desk.edit(porridge, "da", own["address"], f"{own['shown'].rstrip('.')} nu.", "Bo")
        desk.approve(porridge, "da", "Anna")
    write(shop)
    (back,) = [f for f in forms(shown(shop, porridge)) if f["action"] == "Roll back"]
    with shop.desk() as desk:
        desk.roll_back(porridge, "da", int(back["release"]), "the words before were better", "Anna")
    html = shown(shop, porridge)
    assert f"Readers have release {back['release']} again, until another text is approved or it is restored." in html
    assert "Restore" in {f["action"] for f in forms(html)}
    assert "rolled-back.html" in {path.name for path in (shop.store / "preview").iterdir()}


def test_only_the_article_that_changed_is_read(shop: Shop, porridge: str, read: Iterator[list[str]]) -> None:
    articles = next(read)
    with shop.desk() as desk:
        desk.approve(porridge, "da", "Anna")
    assert articles == [porridge]
    articles.clear()
    write(shop, form="")
    assert articles == []
    write(shop)  # another form: one page knows it
    write(shop, form="")  # the form is remembered
    assert articles == []
    Path(shop.store / "preview" / "index.html").unlink()
    write(shop)
    assert articles == []
    assert (shop.store / "preview" / "index.html").is_file()


def test_where_nothing_is_written_only_missing_sentences_are_told(shop: Shop) -> None:
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    shop.to = ("de",)
    shop.localize()
    article = shop.article()
    rules = [item["rule"] for item in shop.record(article, "de")["checks"]["items"]]
    assert "missing-translation" in rules
    assert not {"title-length", "description-length"} & set(rules)
    html = (shop.store / "preview" / article / "de.html").read_text(encoding="utf-8")
    assert "no description: the search engine chooses its own words" in html
