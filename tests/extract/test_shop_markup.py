"""Habits of shop editors and themes that say in looks what the mark-up does not."""

from __future__ import annotations

import pytest

from contentops.article.model import Article, Heading, Image, List, Paragraph, Question, Table, plain
from contentops.extract import extract

PROSE = "Havre är lätt att odla, billigt att köpa och gott att äta, och gröten mättar länge på morgonen. " * 3
LINE = "Gröt är kanske det minst trendiga som finns, men få livsmedel har lika gott stöd."


def article(body: str, before: str = f"<p>{PROSE}</p><h2>Rubrik</h2>", head: str = "") -> Article:
    text = f"<h1>Om havre</h1><article>{before}{body}<p>{PROSE}</p></article>"
    html = f'<html lang="sv"><title>Om havre</title>{head}<body>{text}'
    return extract(html, "https://butik.example/blogg/a")


def table(body: str) -> Table:
    return next(block for block in article(body).blocks if isinstance(block, Table))


def test_a_bold_first_row_is_the_header_of_a_table_without_one() -> None:
    found = table(
        "<table><tr><td><b>Mat</b></td><td><b>Fiber</b></td></tr><tr><td>Kli</td><td>mycket</td></tr></table>"
    )

    assert [[cell.header for cell in row] for row in found.rows] == [[True, True], [False, False]]
    assert plain(found.rows[0][0].inlines) == "Mat"


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td><b>Kli</b></td><td>mycket</td></tr><tr><td>Gryn</td><td>lagom</td></tr>",
        "<tr><td><b>Kli</b></td><td><b>mycket</b></td></tr><tr><td><b>Gryn</b></td><td><b>lagom</b></td></tr>",
        "<tr><td><b>Kli</b></td><td><b>mycket</b></td></tr><tr><th>Gryn</th><td>lagom</td></tr>",
    ],
)
def test_other_bold_cells_are_no_header(rows: str) -> None:
    assert not any(cell.header and plain(cell.inlines) == "Kli" for cell in table(f"<table>{rows}</table>").rows[0])


def test_a_line_of_links_within_the_page_is_a_table_of_contents() -> None:
    found = article('<p><a href="#a">Vad är kli?</a> | <a href="#b">Tre sätt</a></p>').text

    assert "Tre sätt" not in found


@pytest.mark.parametrize("sign", ["#", "¶", "§"])
def test_a_link_of_a_heading_to_itself_is_no_text(sign: str) -> None:
    blocks = article(f'<h2 id="kli">Vad är kli?<a href="#kli">{sign}</a></h2><p>Skalet på kornet.</p>').blocks

    assert "Vad är kli?" in [block.text for block in blocks if isinstance(block, Heading)]


def test_one_picture_cut_for_several_screens_is_one_and_keeps_its_caption() -> None:
    images = '<img src="/bred.jpg" alt="En skål gröt"><img src="/smal.jpg" alt="En skål gröt">'
    blocks = article(f"<figure>{images}<figcaption>Gröt med äpple.</figcaption></figure>").blocks

    assert [(block.src, block.caption) for block in blocks if isinstance(block, Image)] == [
        ("https://butik.example/bred.jpg", "Gröt med äpple.")
    ]


def test_two_pictures_in_a_figure_stay_two() -> None:
    images = '<img src="/1.jpg" alt="Före"><img src="/2.jpg" alt="Efter">'
    blocks = article(f"<figure>{images}<figcaption>Före och efter.</figcaption></figure>").blocks

    assert [block.alt for block in blocks if isinstance(block, Image)] == ["Före", "Efter"]


def test_a_line_in_italics_below_a_picture_is_its_caption() -> None:
    blocks = article(f'<p><img src="/b.jpg" alt="Gröt"></p><p><em>{LINE}</em></p>').blocks

    assert [block.caption for block in blocks if isinstance(block, Image)] == [LINE]


def test_below_the_picture_that_opens_an_article_it_is_the_lead() -> None:
    found = article(
        f"<h2>Rubrik</h2><p>{PROSE}</p>", before=f'<p><img src="/b.jpg" alt="Gröt"></p><p><em>{LINE}</em></p>'
    )

    assert found.lead == LINE


def test_a_reference_list_folded_behind_a_title_is_read() -> None:
    found = article(
        '<p>Kli sänker kolesterolet (1).</p><div><div data-role="title"><b>Visa referenser</b></div>'
        '<div data-role="content" style="display:none"><p>1. Ek J. Havre och fett. 2018.</p></div></div>'
    )

    assert [entry.text for entry in found.references] == ["Ek J. Havre och fett. 2018."]


def test_a_date_with_a_space_before_its_time_becomes_iso_8601() -> None:
    head = '<script type="application/ld+json">{"@type":"BlogPosting","datePublished":"2025-10-20 09:15:00"}</script>'

    assert article("", head=head).published == "2025-10-20T09:15:00"


def test_a_lead_in_a_table_cell_of_its_own_is_read() -> None:
    found = extract(
        "<html lang=sv><title>Om havre och kli</title><body><table><tr><td><font size=5>Om havre och kli</font></td></tr>"
        f"<tr><td><b>{LINE}</b></td></tr><tr><td><p>{PROSE}</p><p><b>Vad är kli?</b></p><p>{PROSE}</p></td></tr>"
        "</table>"
    )

    assert found.lead == LINE


def test_a_picture_beside_a_text_has_no_caption() -> None:
    beside = (
        f'<div class="wp-block-media-text"><figure><img src="/a.jpg" alt="Gröt"></figure><div><p>{LINE}</p></div></div>'
    )
    below = f'<div class="bild"><figure><img src="/a.jpg" alt="Gröt"></figure><div>{LINE}</div></div>'
    found = article(beside)

    assert LINE in [block.text for block in found.blocks if isinstance(block, Paragraph)]
    assert [block.caption for block in found.blocks if isinstance(block, Image)] == [""]
    assert [block.caption for block in article(below).blocks if isinstance(block, Image)] == [LINE]


@pytest.mark.parametrize("name", ["faq-item", "et_pb_toggle et_pb_accordion_item"])
@pytest.mark.parametrize("title", ["div", "h5"])
def test_a_question_in_a_box_that_folds_needs_no_button(name: str, title: str) -> None:
    found = article(
        f'<div class="{name}"><{title}>Får man äta gröt kall?</{title}><div><p>Ja, den mättar mer då.</p></div></div>'
    )

    assert [(block.text, block.blocks[0].text) for block in found.blocks if isinstance(block, Question)] == [
        ("Får man äta gröt kall?", "Ja, den mättar mer då.")
    ]


def test_a_title_in_a_box_that_folds_is_no_question_where_it_asks_nothing() -> None:
    found = article('<div class="faq-item"><h4>Kall gröt</h4><div><p>Den mättar mer än varm.</p></div></div>')

    assert "Kall gröt" in [block.text for block in found.blocks if isinstance(block, Heading)]


def test_numbers_that_stand_alone_count_steps() -> None:
    steps = "".join(
        f"<div><span>{n}</span></div><div>{text}</div>" for n, text in enumerate(("Rosta grynen.", "Salta."), 1)
    )
    found = article(steps)
    alone = article("<div>7</div><div>av tio svenskar äter gröt varje vecka.</div>")

    assert [
        (block.ordered, [item.text for item in block.items]) for block in found.blocks if isinstance(block, List)
    ] == [(True, ["Rosta grynen.", "Salta."])]
    assert "7" in [block.text for block in alone.blocks]


@pytest.mark.parametrize("name", ["sqs-block product-block", "produkt", "produktkort", "et_pb_pricing_tables"])
def test_a_card_of_one_product_without_a_button(name: str) -> None:
    title = '<h3><a href="/p/1">Havregryn 1 kg</a></h3>'
    card = f'<section class="{name}">{title}<p>Från en gård i Skåne.</p><p>49 kr</p></section>'

    assert "gård i Skåne" not in article(card).text
    assert "Havregryn 1 kg" not in article(card).text


def test_a_last_row_of_things_to_do_with_the_page_goes() -> None:
    printed = '<a href="#" onclick="print()">Skriv ut sidan</a>'
    row = f'<p><a href="/b">« Tillbaka</a> | {printed} | <a href="/t">Tipsa en vän</a></p>'

    assert "Tipsa en vän" not in article(row).text
    assert "Havre | Korn | Råg" in article("<p>Havre | Korn | Råg</p>").text


TABS = (
    '<ul class="nav nav-tabs" role="tablist"><li><a class="nav-link" href="#t1">Per kopp</a></li>'
    '<li><a class="nav-link" href="#t2"><span>Per påse</span></a></li></ul>'
)


@pytest.mark.parametrize("hidden", ['style="display:none"', "hidden", 'aria-hidden="true"'])
@pytest.mark.parametrize("tabs", [TABS, TABS.replace("ul", "div").replace("li>", "span>")], ids=["list", "boxes"])
def test_tabs_are_sections_of_the_text(tabs: str, hidden: str) -> None:
    second = f'<div id="t2" {hidden}><p>En påse räcker länge.</p></div>'
    found = article(f'{tabs}<div class="panels"><div id="t1"><p>{LINE}</p></div>{second}</div>')

    assert [(block.level, block.text) for block in found.blocks if isinstance(block, Heading)] == [
        (2, "Rubrik"),
        (3, "Per kopp"),
        (3, "Per påse"),
    ]
    texts = [block.text for block in found.blocks]
    assert texts.index("Per kopp") < texts.index(LINE) < texts.index("Per påse") < texts.index("En påse räcker länge.")


def test_tabs_without_panels_are_the_shops() -> None:
    assert "Per kopp" not in article(TABS).text


def test_a_list_of_figures_is_a_row_of_pictures() -> None:
    figure = '<li><figure><img src="/{0}.jpg" alt=""><figcaption>{0} på bordet</figcaption></figure></li>'
    found = article(f'<ul class="wp-block-gallery">{figure.format("Gryn")}{figure.format("Kli")}</ul>')
    said = article("<ul><li>Rosta grynen<figure><img src='/a.jpg' alt=''></figure></li><li>Salta lite</li></ul>")

    assert [block.caption for block in found.blocks if isinstance(block, Image)] == ["Gryn på bordet", "Kli på bordet"]
    assert not any(isinstance(block, List) for block in found.blocks)
    assert [len(block.items) for block in said.blocks if isinstance(block, List)] == [2]


def test_short_lines_after_a_colon_are_a_list() -> None:
    found = article("<p>Du behöver:</p><p>2 dl havregryn<br>4 dl vatten<br>1 krm salt</p>")
    verse = article("<p>Så går visan:</p><p>Havre i hagen,<br>havre i skålen,<br>havre i magen.</p>")
    none = article("<p>Gott till gröten.</p><p>Äpple<br>Kanel<br>Mjölk</p>")

    assert [[item.text for item in block.items] for block in found.blocks if isinstance(block, List)] == [
        ["2 dl havregryn", "4 dl vatten", "1 krm salt"]
    ]
    assert not any(isinstance(block, List) for block in (*verse.blocks, *none.blocks))


@pytest.mark.parametrize(
    "line", ["Besökare nr 18 204. Senast uppdaterad av Bengt 2021.", "Få 15 % rabatt på din första order"]
)
def test_a_counter_and_an_offer_in_lines_of_their_own_go(line: str) -> None:
    assert line not in article(f"<p>{line}</p>").text
    assert "Besökare med hund" in article("<p>Besökare med hund får gröt i skål.</p>").text


def test_a_poll_goes() -> None:
    assert "Äter du gröt" not in article('<div class="poll"><p>Äter du gröt?</p><button>Ja</button></div>').text


def test_a_text_beside_a_small_picture_is_no_caption() -> None:
    found = article(
        '<div class="expert"><img src="/a.jpg" alt="Bo"><div><b>Bo svarar</b><p>Ät gröten varm.</p></div></div>'
    )

    assert "Ät gröten varm." in [block.text for block in found.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("name", ["snabbfakta", "summary", "key-points", "faktaboks"])
def test_facts_between_title_and_text_are_text(name: str) -> None:
    facts = f'<div class="{name}"><b>Snabbfakta</b><div>Fiber: 10 g</div></div>'
    page = '<html lang="sv"><title>Om havre</title><div><h1>Om havre</h1>{}<div class="post-content"><p>{}</p>{}</div></div>'
    text = extract(page.format(facts, PROSE, f"<p>{LINE}</p>"), None).text
    cards = extract(page.format(facts.replace("Fiber", '<a href="/f">Fiber</a>'), PROSE, f"<p>{LINE}</p>"), None).text

    assert text.index("Fiber: 10 g") < text.index(PROSE.strip())
    assert "Fiber" not in cards


def test_a_bookmark_is_a_card_of_another_page() -> None:
    card = '<div class="kg-bookmark-card"><a href="/b"><div>Mala själv</div><div>Från gryn till mjöl.</div></a></div>'

    assert "Mala själv" not in article(card).text


@pytest.mark.parametrize(
    "line", ["Betyg: 9 av 10. Skummet höll i sju minuter.", "3 av 5 (60 %) åt gröt, och de blev mätta fortare."]
)
def test_a_sentence_that_begins_like_a_rating_is_text(line: str) -> None:
    assert line in article(f"<p>{line}</p>").text


@pytest.mark.parametrize(
    "line", ["Betyg: 3.86 av 5 (76 röster)", "Betygsatt 4,5 av 5", "4,7 av 5 - (38 röster)", "5/5"]
)
def test_a_rating_in_a_line_of_its_own_goes(line: str) -> None:
    assert line not in article(f"<p>{line}</p>").text


def test_a_short_line_that_begins_with_a_call_and_links_goes_amid_the_text_too() -> None:
    assert "Köp gryn" not in article('<p>Köp gryn hos oss <a href="/p">här</a>.</p>').text
    assert "Köp gryn" in article('<p>Köp gryn hos en <a href="https://odlare.example">odlare</a>.</p>').text
    assert "Så köper du" in article('<p>Så köper du gryn i vår <a href="/p">butik</a>.</p>').text
