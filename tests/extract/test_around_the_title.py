"""What stands around the title or is named for it: categories, dates; and what only looks like it."""

from __future__ import annotations

import pytest

from contentops.article.model import Article, List, Paragraph
from contentops.extract import extract

CHECKED = "<span>Faktagranskad av Anders Roos, läkare i Skövde</span> <time>3 maj 2026</time>"
PROSE = "Havre, korn och råg har odlats i Norden i tusentals år, och de smakar mer än de flesta tror. " * 3


def article(around: str, after: str = "") -> Article:
    return extract(
        f'<html lang="sv"><title>Korn</title><main><h1>Korn i köket</h1>{around}<div class="text"><p>{PROSE}</p>'
        f"<h2>Koka korn</h2><p>{PROSE}</p></div>{after}</main></html>",
        "https://butik.example/b",
    )


def names(found: Article) -> list[str]:
    return [category.name for category in found.categories]


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ("<p>2026-03-18 | Mat, Hälsa &amp; kost, Spannmål</p>", ["Mat", "Hälsa & kost", "Spannmål"]),
        ("<p>Mat, Hälsa, Spannmål</p>", ["Mat", "Hälsa", "Spannmål"]),
        ('<div><span class="chip">Mat</span><span class="chip">Hälsa</span></div>', ["Mat", "Hälsa"]),
        ('<div class="post-info"><p class="post-categories">Kategori: <a href="/m">Mat</a></p></div>', ["Mat"]),
    ],
)
def test_categories_below_the_title(around: str, expected: list[str]) -> None:
    found = article(around)

    assert names(found) == expected
    assert all("Mat" not in block.text for block in found.blocks)


def test_tags_below_the_text_are_taken_where_the_page_has_no_categories() -> None:
    tags = '<ul class="article-tags"><li><a href="/1">Gryn</a></li><li><a href="/2">Mat</a></li></ul>'

    assert names(article("", tags)) == ["Gryn", "Mat"]
    assert names(article("<p>Kategorier: Vardag</p>", f"<p>Taggar: {tags}</p>")) == ["Vardag"]


@pytest.mark.parametrize(
    "after",
    [
        '<aside class="categories"><a href="/1">Te</a> <a href="/2">Kaffe</a></aside>',
        '<div class="widget"><ul class="categories"><li><a href="/1">Te</a></li></ul></div>',
        '<div class="related"><span class="post-category"><a href="/1">Te</a></span></div>',
    ],
)
def test_the_categories_of_the_shop_are_not_those_of_the_article(after: str) -> None:
    assert names(article("", after)) == []


@pytest.mark.parametrize(
    "line",
    [
        "Enkelt, gott och billigt",
        "Anna Ek, Dietist",
        "Korn, råg och havre är tre sädesslag, vete det fjärde.",
    ],
)
def test_a_line_below_the_title_that_is_no_list_of_names_stays_text(line: str) -> None:
    found = article(f"<p>{line}</p>")

    assert names(found) == []
    assert line in found.text


def test_ids_of_categories_are_plain_ascii() -> None:
    found = article("<p>Kategorier: Frukt &amp; bär, Öl och rosé, 5-åringar</p>")

    assert [category.id for category in found.categories] == ["frukt-bar", "ol-och-rose", "5-aringar"]


@pytest.mark.parametrize(
    ("around", "after", "date"),
    [
        ("<p>2026-03-18</p>", "", "2026-03-18"),
        ('<div class="post-meta"><span class="post-date">18 mars 2026</span></div>', "", "2026-03-18"),
        ("<p>Senast uppdaterad: 2026-04-02</p><p>18 mars 2026</p>", "", "2026-03-18"),
        ("", "<p>Text: Anna Ek, 18 mars 2026</p>", "2026-03-18"),
        ("", '<div class="teaser"><span class="post-date">2026-04-02</span></div>', None),
    ],
)
def test_the_date_of_publication(around: str, after: str, date: str | None) -> None:
    assert article(around, after).published == date


@pytest.mark.parametrize("name", ["usp-list", "product-list", "links"])
def test_a_list_that_a_colon_announces_is_kept_whatever_it_is_named(name: str) -> None:
    rows = "".join(f'<div class="{name}__row"><a href="/{food}">{food}</a></div>' for food in ("gryn", "flingor"))

    found = article(f'<p>{PROSE}</p><p>Korn finns som:</p><div class="{name}">{rows}</div><p>{PROSE}</p>')

    lists = [block for block in found.blocks if isinstance(block, List)]
    assert [[item.text for item in block.items] for block in lists] == [["gryn", "flingor"]]


@pytest.mark.parametrize(
    "box",
    [
        '<p>Dela artikeln:</p><div class="share"><p><a href="/f">Facebook</a></p><p><a href="/x">Mejl</a></p></div>',
        '<p>Passar till:</p><div class="product-list"><div>Korngryn</div><div>29 kr</div></div>',
        '<p>Passar till:</p><div class="product-list"><div>Korngryn</div><div><button>Köp</button></div></div>',
    ],
)
def test_what_can_be_bought_or_shared_is_no_list_of_the_text(box: str) -> None:
    found = article(f"<p>{PROSE}</p>{box}<p>{PROSE}</p>")

    assert not any(isinstance(block, List) for block in found.blocks)
    assert not any("Facebook" in block.text or "Korngryn" in block.text for block in found.blocks)


def test_short_paragraphs_without_a_colon_before_them_are_no_list() -> None:
    rows = '<div class="r">Det ena är gott.</div><div class="r">Det andra är billigt.</div>'

    found = article(f"<p>{PROSE}</p><div>{rows}</div>")

    assert [type(block) for block in found.blocks].count(Paragraph) >= len(("ena", "andra"))
    assert not any(isinstance(block, List) for block in found.blocks)


@pytest.mark.parametrize("shown", ["Om havre | Gryn & Co", "Gryn & Co – Om havre"])
@pytest.mark.parametrize("declared", ["Om havre | Gryn & Co", "Om havre"])
@pytest.mark.parametrize("order", ["<h1>{h}</h1><article>{b}</article>", "<article><h1>{h}</h1>{b}</article>"])
def test_a_headline_that_carries_the_sites_name_is_the_title_without_it(shown: str, declared: str, order: str) -> None:
    said = "<p>" + "Havre är lätt att odla, billigt att köpa och gott att äta. " * 6 + "</p>"
    head = f'<meta property="og:title" content="{declared}"><meta property="og:site_name" content="Gryn & Co">'
    page = f'<html lang="sv"><title>{declared}</title>{head}<body>{order.format(h=shown, b=said * 2)}'

    found = extract(page, "https://g.example/x")

    assert found.title == "Om havre"
    assert "Gryn" not in found.text


def test_a_headline_that_only_speaks_of_the_site_keeps_its_name() -> None:
    said = "<p>" + "Havre är lätt att odla, billigt att köpa och gott att äta. " * 6 + "</p>"
    head = '<meta property="og:site_name" content="Gryn & Co">'
    page = f'<html lang="sv"><title>Så blev Gryn & Co till</title>{head}<body><h1>Så blev Gryn & Co till</h1>{said}'

    assert extract(page, "https://g.example/x").title == "Så blev Gryn & Co till"


@pytest.mark.parametrize(
    "page",
    [
        "<main><header><h1>Om havre</h1>{0}</header><section>{1}</section></main>",
        "<article><header><h1>Om havre</h1>{0}</header><div itemprop='articleBody'>{1}</div></article>",
    ],
    ids=["in the same part", "outside of the body"],
)
def test_a_paragraph_in_the_header_of_the_title_is_the_lead(page: str) -> None:
    lead = "<p>Havre är kornet som växer där inget annat gör det, och det är gott.</p>"
    said = "<p>" + "Havre är lätt att odla, billigt att köpa och gott att äta. " * 6 + "</p>"

    assert extract(page.format(lead, said * 2), None).lead.startswith("Havre är kornet")
    assert extract(page.format("", lead + said * 2), None).lead == ""


@pytest.mark.parametrize(
    "around",
    [
        "<div><span><time>3 maj 2026</time></span> <span><span>Karin Lind</span></span></div>",
        '<ul><li title="Karin Lind">Karin Lind</li><li>3 maj 2026</li><li>4 min läsning</li></ul>',
        '<div class="article-meta"><span>3. maj 2026</span> <span>Av Karin Lind</span></div>',
        f'<p class="lead">{PROSE}</p><div class="byline-row"><span>Skriven av Karin Lind</span>{CHECKED}</div>',
        "<p>Publicerad 3 maj 2026 av Karin Lind</p>",
    ],
    ids=["beside the date", "item", "byline in a row", "below the lead", "after the date"],
)
def test_the_author_in_a_row_with_the_date(around: str) -> None:
    found = article(around)

    assert found.author is not None
    assert found.author.name == "Karin Lind"
    assert found.published == "2026-05-03"


def test_a_name_alone_is_the_author_after_a_date_only() -> None:
    assert (found := article("<p>Publicerad 3 maj 2026 av Karin</p>").author) is not None
    assert found.name == "Karin"
    assert article("<p>Korn av Gotland</p>").author is None


@pytest.mark.parametrize("row", ["<a href='/c/1'>Mat Och Dryck</a>", "<span>Kost &amp; Hälsa</span>"])
def test_a_category_in_a_row_with_the_date_is_no_author(row: str) -> None:
    assert article(f"<div><time>3 maj 2026</time> {row}</div>").author is None


def test_the_sites_menu_above_the_text_is_no_list_of_categories() -> None:
    menu = '<div class="top"><a href="/te">Te</a> <a href="/kaffe">Kaffe</a> <a href="/gryn">Gryn</a></div>'
    found = extract(
        f'<html lang="sv"><title>Korn</title><body>{menu}<main><div><h1>Korn i köket</h1></div><p>{PROSE}</p>'
        f"<p>Kategorier: Vardag</p></main></html>",
        "https://butik.example/b",
    )

    assert names(found) == ["Vardag"]


@pytest.mark.parametrize(
    ("written", "expected"), [("03.05.2026", "2026-05-03"), ("3.5.2026", "2026-05-03"), ("3/5/2026", None)]
)
def test_a_date_with_points(written: str, expected: str | None) -> None:
    assert article(f"<p>{written}</p>").published == expected
