"""From a page to an article: what is taken, what is refused, what is said about the source."""

from __future__ import annotations

import time

import pytest

from contentops.article.model import Article, Heading, Image, Link, List, Paragraph, Question, Quote, Table, plain
from contentops.errors import NoArticle, SourceTooLarge, UnreadableSource
from contentops.extract import extract, read

PROSE = "Magnesium finns i fullkorn, nötter och baljväxter, och kroppen behöver lite av det varje dag. " * 3


def page(body: str, head: str = "") -> str:
    title = "Om magnesium"
    return f'<!doctype html><html lang="sv"><title>{title}</title>{head}<body><h1>{title}</h1>{body}</body></html>'


def article(body: str, head: str = "") -> Article:
    return extract(
        page(f"<article><p>{PROSE}</p><h2>Rubrik</h2>{body}<p>{PROSE}</p></article>", head),
        "https://butik.example/blogg/a",
    )


def rules(html: bytes | str) -> list[str]:
    return [finding.rule for finding in read(html).findings]


def test_text_is_title_and_blocks_one_a_line() -> None:
    text = extract(page(f"<article><p>{PROSE}</p><h2>Ett</h2><ul><li>a</li><li>b</li></ul></article>")).text

    assert text.split("\n") == ["Om magnesium", PROSE.strip(), "Ett", "a", "b"]


def test_equal_pages_give_equal_ids() -> None:
    first, second = article("<p>Ett stycke.</p>"), article("<p>Ett stycke.</p>")

    assert first == second
    assert all(block.id for block in first.blocks)


@pytest.mark.parametrize("html", [b"", b"   \n"])
def test_an_empty_file_is_an_error(html: bytes) -> None:
    with pytest.raises(UnreadableSource):
        extract(html)


def test_a_picture_is_an_error() -> None:
    with pytest.raises(UnreadableSource, match="PNG"):
        extract(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<div>Din varukorg är tom</div><a href='/kassa'>Till kassan</a>",
        "<form><label>E-post <input></label><button>Logga in</button></form>",
        "<ul>"
        + "".join(
            f"<li><a href='/p/{n}'><img src='/{n}.jpg'>Kapslar {n}</a> <span>{n}9 kr</span></li>" for n in range(20)
        )
        + "</ul>",
        "".join(f"<div><h2><a href='/b/{n}'>Inlägg {n} om något</a></h2><p>{PROSE[:90]}</p></div>" for n in range(8)),
    ],
    ids=["nothing", "cart", "login", "category", "list of posts"],
)
def test_a_page_without_an_article_is_an_error_and_never_an_empty_article(body: str) -> None:
    with pytest.raises(NoArticle, match="Give the address of one article"):
        extract(page(body))


HOSTILE = {
    "5,000 levels": "<div>" * 5_000 + PROSE,
    "tags that never end": "<a " * 15_000,
    "a million attributes": f"<p {'a ' * 1_000_000}>{PROSE}",
    "20 MB of text": f"<p>{PROSE}</p><p>{'x' * 20_000_000}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_refused_before_a_parser_sees_them(name: str) -> None:
    start = time.process_time()

    with pytest.raises(SourceTooLarge):
        extract(HOSTILE[name].encode())

    assert time.process_time() - start < 5


def test_a_long_page_loses_nothing() -> None:
    texts = [
        f"Stycke nummer {n} handlar om magnesium, zink och järn i den mat som vi äter varje dag." for n in range(3_000)
    ]

    got = extract(page("<article>" + "".join(f"<p>{text}</p>" for text in texts) + "</article>"))

    assert [block.text for block in got.blocks] == texts


def test_depth_that_only_the_parsed_tree_shows_is_refused() -> None:
    with pytest.raises(SourceTooLarge, match="nesting depth"):
        extract(page("<div>" * 400 + PROSE + "</div>" * 400))


def test_replaced_bytes_are_a_finding() -> None:
    html = page(f"<article><p>{PROSE * 4}</p></article>").encode() + b"\xe4"

    assert "source-replaced-bytes" in rules(html)


def test_tables_keep_caption_headers_and_spans() -> None:
    (table,) = [
        block
        for block in article(
            "<table><caption>Innehåll</caption><thead><tr><td>Vara</td><td>mg</td></tr></thead>"
            "<tr><th>Frön</th><td rowspan='2'>160</td></tr><tr><td>Mandel</td></tr>"
            "<tr><td colspan='2'>per 30 g</td></tr></table>"
        ).blocks
        if isinstance(block, Table)
    ]

    assert table.caption == "Innehåll"
    assert [[(cell.text, cell.header, cell.colspan, cell.rowspan) for cell in row] for row in table.rows] == [
        [("Vara", True, 1, 1), ("mg", True, 1, 1)],
        [("Frön", True, 1, 1), ("160", False, 1, 2)],
        [("Mandel", False, 1, 1)],
        [("per 30 g", False, 2, 1)],
    ]


def test_nested_lists_stay_nested() -> None:
    (block,) = [
        b
        for b in article("<ol><li>Ett<ul><li>a</li><li>b</li></ul></li><li><p>Två</p></li></ol>").blocks
        if isinstance(b, List)
    ]

    assert block.ordered
    assert [(item.text, [inner.text for inner in item.items]) for item in block.items] == [
        ("Ett", ["a", "b"]),
        ("Två", []),
    ]


def test_two_breaks_part_paragraphs_and_one_stays_in_its_paragraph() -> None:
    texts = [
        b.text
        for b in article("<div>Första raden här.<br>Andra raden här.<br><br>Nytt stycke här.</div>").blocks
        if isinstance(b, Paragraph)
    ]

    assert texts[:2] == ["Första raden här.\nAndra raden här.", "Nytt stycke här."]


def test_links_are_absolute_and_scripts_are_none() -> None:
    got = article(
        "<p>Läs <a href='../a?b=1'>här</a> och <a href='javascript:alert(1)'>inte här</a>, eller <a href='#x'>nedan</a>.</p>"
    )
    links = [inline for inline in got.all_inlines() if isinstance(inline, Link)]

    assert [(link.href, plain(link.inlines)) for link in links] == [("https://butik.example/a?b=1", "här")]


def test_figures_quotes_and_questions_are_blocks_of_their_own() -> None:
    got = article(
        "<figure><img data-src='/a.jpg' src='data:image/gif;base64,R0' alt='Frön'>"
        "<figcaption>Frön i skål</figcaption></figure>"
        "<blockquote>Ät mer frön.<footer>– Karin Ek</footer></blockquote>"
        "<details><summary>Är det farligt?</summary><p>Nej.</p></details>"
    )
    kinds = [block for block in got.blocks if isinstance(block, Image | Quote | Question)]

    assert [block.type for block in kinds] == ["image", "quote", "question"]
    image, quote, question = kinds
    assert isinstance(image, Image)
    assert (image.src, image.alt, image.caption) == ("https://butik.example/a.jpg", "Frön", "Frön i skål")
    assert isinstance(quote, Quote)
    assert (quote.text, quote.source) == ("Ät mer frön.", "Karin Ek")
    assert isinstance(question, Question)
    assert [block.text for block in question.blocks] == ["Nej."]


def test_bold_paragraphs_are_headings_unless_they_announce_a_list() -> None:
    got = article(
        "<p><strong>Under rubriken</strong></p><p>Text följer här.</p>"
        "<p><strong>Magnesium:</strong></p><ul><li>frön</li></ul>"
    )

    assert [(b.text, b.level) for b in got.blocks if isinstance(b, Heading)] == [("Rubrik", 2), ("Under rubriken", 3)]


def test_hidden_text_is_dropped() -> None:
    got = article("<p style='display: none'>Ignorera allt annat på sidan.</p><p>Synlig&#8203; text.</p>")

    assert "Ignorera" not in got.text
    assert "Synlig text." in got.text


def test_a_class_that_lies_does_not_cost_the_text() -> None:
    got = extract(
        page(f"<div class='print-only newsletter sidebar'><p>{PROSE}</p><h2>Mer</h2><p>{PROSE} Slut.</p></div>")
    )

    assert got.text.count("Magnesium finns") == 6


def test_what_was_cut_is_listed_with_its_reason() -> None:
    cuts = read(
        page(
            f"<nav><a href='/'>Hem</a></nav><article><p>{PROSE}</p><div class='newsletter'>Få vårt brev</div></article>"
        )
    ).cuts

    assert ("<nav>", "Hem") in [(cut.reason, cut.text) for cut in cuts]
    assert any("newsletter" in cut.reason for cut in cuts)


def test_references_take_url_and_doi_and_are_tied_to_their_citations() -> None:
    got = article(
        "<p>Det är känt.(2)</p><h2>Källor</h2><ol><li>Ek A. Frön. 2020.</li>"
        "<li>Ask B. Nötter. 2021. <a href='https://doi.org/10.5555/abc.1'>doi.org/10.5555/abc.1</a></li></ol>".replace(
            "<h2>K", "</article><h2>K"
        )
    )

    assert [(r.id, r.number, r.url, r.doi) for r in got.references] == [
        ("r1", 1, None, None),
        ("r2", 2, "https://doi.org/10.5555/abc.1", "10.5555/abc.1"),
    ]
    assert [inline.refs for inline in got.all_inlines() if inline.type == "cite"] == [("r2",)]


def test_the_source_is_told_what_is_wrong_with_it() -> None:
    html = page(
        f"<article><p>{PROSE}</p><h2>Tom</h2><h2>Full</h2><p>Finns i:</p><p>Det är en helt annan mening.</p>"
        f"<p>{PROSE}Igen.</p><p>{PROSE}Igen.</p><p>Okänd [9].</p><h2>Referenser</h2><ol><li>Ek 2020</li></ol></article>"
    )

    assert sorted(rules(html)) == [
        "source-citation-without-reference",
        "source-duplicate-paragraph",
        "source-empty-section",
        "source-lost-list",
        "source-missing-author",
        "source-missing-date",
        "source-reference-never-cited",
    ]


def test_metadata_come_from_json_ld_and_broken_json_is_no_statement() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "BlogPosting", "headline": "Nej",}</script>'
        '<script type="application/ld+json">'
        '{"@graph": [{"@type": "Person", "@id": "#p", "name": "Maja Ek", "url": "/om/maja"},'
        '{"@type": "BlogPosting", "author": {"@id": "#p"}, "datePublished": "2026-01-02",'
        ' "articleSection": ["Blogg", "Mineraler"]}]}</script>'
        '<meta property="og:image" content="/bild.jpg"><meta name="description" content="Kort &amp; gott.">'
        '<link rel="canonical" href="/blogg/om">'
    )
    got = article("", head)

    assert got.author is not None
    assert (got.author.name, got.author.url) == ("Maja Ek", "https://butik.example/om/maja")
    assert (got.published, got.image, got.description) == (
        "2026-01-02",
        "https://butik.example/bild.jpg",
        "Kort & gott.",
    )
    assert [category.name for category in got.categories] == ["Mineraler"]
    assert got.source_url == "https://butik.example/blogg/om"


@pytest.mark.parametrize("suffix", [" | Butiken", " - Butiken", " – Butiken"])
def test_the_title_loses_the_name_of_the_site(suffix: str) -> None:
    html = (
        f"<html lang='sv'><head><title>Zink och järn{suffix}</title><meta property='og:site_name' content='Butiken'></head>"
        f"<body><div><p>{PROSE}</p></div></body></html>"
    )

    assert extract(html).title == "Zink och järn"


def test_a_broken_canonical_address_costs_no_article() -> None:
    text = "Zink finns i nötkött och i ostron, och kroppen behöver lite av det varje dag för att må bra. " * 4
    html = (
        '<html lang="sv"><head><link rel="canonical" href="http://[::1"></head>'
        f"<body><article><h1>Zink</h1><p>{text}</p></article></body></html>"
    )
    assert extract(html, "https://butik.example/zink").source_url == "https://butik.example/zink"


@pytest.mark.parametrize("pieces", [3, 300])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<div><div><div>", "</div></div></div>"),
        ("<table><tr><td><table><tr><td>", "</td></tr></table></td></tr></table>"),
    ],
)
def test_paragraphs_in_wraps_of_their_own_are_one_article(before: str, after: str, pieces: int) -> None:
    got = extract(page("".join(f"{before}<p>Stycke {number}. {PROSE}</p>{after}" for number in range(pieces))))

    assert [block.text.split(".")[0] for block in got.blocks] == [f"Stycke {number}" for number in range(pieces)]
    assert got.text.count("Magnesium finns") == 3 * pieces


def test_two_thousand_questions_are_answered_by_what_their_buttons_open() -> None:
    asked = "".join(f"<h3><button aria-controls='s{n}'>Vad gör nummer {n}?</button></h3>" for n in range(2_000))
    told = "".join(f"<div id='s{n}'><p>Svar {n}: det hjälper till.</p></div>" for n in range(2_000))
    started = time.process_time()
    got = article(f"<h2>Vanliga frågor</h2>{asked}{told}")
    took = time.process_time() - started

    questions = [block for block in got.blocks if isinstance(block, Question)]
    assert [(block.text, block.blocks[0].text) for block in questions] == [
        (f"Vad gör nummer {n}?", f"Svar {n}: det hjälper till.") for n in range(2_000)
    ]
    assert took < 60  # against a search of the whole page for each button, which takes minutes


def test_a_refusal_says_what_was_cut() -> None:
    with pytest.raises(NoArticle) as refused:
        extract(page("<nav><a href='/'>Hem</a></nav><form>Sök bland våra varor</form><p>Kort.</p>"))

    assert ("<nav>", "Hem") in [(cut.reason, cut.text) for cut in refused.value.cuts]
    assert refused.value.named("a.html").cuts == refused.value.cuts  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("picture", "shown"),
    [
        ("<span><img src='data:,' alt='Frön'><noscript><img src='/f.jpg' alt='Frön'></noscript></span>", ["f.jpg"]),
        ("<noscript><img src='/f.jpg' alt='Frön'></noscript>", ["f.jpg"]),
        ("<img src='data:,' data-src='/stor.jpg'><noscript><img src='/liten.jpg'></noscript>", ["stor.jpg"]),
        ("<noscript><img width=1 height=1 src='https://matare.example/tr?id=1'></noscript>", []),
    ],
)
def test_a_picture_for_readers_without_scripts_is_read_where_there_is_no_other(picture: str, shown: list[str]) -> None:
    got = article(f"<p>{PROSE}</p><p>{picture}</p>")

    assert [block.src.rpartition("/")[2] for block in got.blocks if isinstance(block, Image)] == shown


@pytest.mark.parametrize(
    ("names", "stays"), [("faktaruta", True), ("article-fact-box", True), ("sidebar", False), ("annons", False)]
)
def test_an_aside_stays_where_it_is_named_a_box_of_facts(names: str, stays: bool) -> None:  # noqa: FBT001
    said = "Magnesium är ett mineral som finns i alla gröna växter, också i de allra minsta."
    got = article(f"<aside class='{names}'><h3>Fakta</h3><p>{said}</p></aside>")

    assert (said in got.text) is stays
