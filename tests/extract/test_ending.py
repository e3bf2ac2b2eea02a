"""What stands at the end of a text and is none of it; and what ends a text and stays."""

from __future__ import annotations

import pytest

from contentops.extract import read

PROSE = "Havre är lätt att odla, billigt att köpa och gott att äta, och gröten mättar länge på morgonen. " * 4
LAST = "Den som har bråttom kokar gröten i mikron, och den som har tid ställer grytan i ugnen över natten. " * 4
CARD = '<img src="/kort.jpg" alt="">'
LINK = '<p><a href="/gryn">Se alla våra gryn</a></p>'


def text(ending: str, around: str = "") -> str:
    body = f"<h1>Om havre</h1><article><p>{PROSE}</p><h2>Koka gröt</h2><p>{LAST}</p>{ending}</article>{around}"
    return read(f'<html lang="sv"><title>Om havre</title><body>{body}', "https://butik.example/b").article.text


@pytest.mark.parametrize(
    "ending",
    [
        "<h2>Gott till gröten</h2>",
        f"<h2>Gott till gröten</h2>{CARD}{CARD}",
        f"<h2>Gott till gröten</h2><h3><a href='/a'>Sylt på lingon</a></h3>{CARD}",
        LINK.replace("Se alla våra gryn", "Gott till gröten"),
    ],
    ids=["title", "title of pictures", "title of linked titles", "link"],
)
def test_what_ends_a_text_with_nothing_below_it_goes(ending: str) -> None:
    found = text(ending)

    assert "Gott till gröten" not in found
    assert found.endswith(LAST.strip())


def test_a_heading_and_a_sentence_that_call_to_press_a_link_go_with_it() -> None:
    found = text(f"<h2>Dags för frukost?</h2><p>Vi har gryn för alla smaker.</p>{LINK}")

    assert "frukost" not in found
    assert "alla smaker" not in found


@pytest.mark.parametrize(
    "ending",
    [
        f"<h2>Till sist</h2><p>{PROSE}</p><p>Gröt blir det nog.</p>",
        "<p>Ett recept finns hos dem som vet:</p><p><a href='/r'>Gröt blir det nog</a></p>",
        "<p>Så här <a href='/r'>gör vi</a>: Gröt blir det nog</p>",
        "<h2>Gröt blir det nog</h2><ul><li>av havre</li><li>av korn</li></ul>",
        "<h2>Gröt blir det nog</h2><figure><img src='/g.jpg' alt=''><figcaption>Så här.</figcaption></figure>",
    ],
    ids=["last section", "announced link", "sentence with a link", "list", "picture with a caption"],
)
def test_what_ends_a_text_and_says_something_stays(ending: str) -> None:
    assert "Gröt blir det nog" in text(ending)


def test_the_end_is_not_cut_where_it_is_much_of_the_text() -> None:
    links = "".join(f"<p><a href='/{n}'>Ett recept på gröt av sorten nummer {n} här</a></p>" for n in range(20))

    assert text(links).count("av sorten nummer") == 20


def test_what_was_cut_at_the_end_is_told() -> None:
    html = f"<html lang=sv><title>Havre</title><h1>Havre</h1><article><p>{PROSE}</p><h2>Mer gott</h2></article>"

    assert ("a title with nothing below it", "Mer gott") in [(cut.reason, cut.text) for cut in read(html).cuts]


@pytest.mark.parametrize("title", ["Fler recept med havre", "You may be interested in these recipes:", "Mer från Lisa"])
def test_a_title_of_recommendations_goes_with_the_links_below_it(title: str) -> None:
    links = "<ul><li><a href='/a'>Sylt på lingon</a></li><li><a href='/b'>Bröd på råg</a></li></ul>"

    found = text(f"<h2>{title}</h2>{links}<h2>Till sist</h2><p>{LAST}Gott är det.</p>")

    assert title not in found
    assert "Sylt" not in found
    assert "Till sist" in found


def test_the_same_words_above_text_are_a_heading() -> None:
    found = text(f"<h2>Fler recept med havre</h2><p>{LAST}Gott är det.</p>")

    assert "Fler recept med havre" in found


PRAISE = (
    "<div><p>Den bästa gröt jag någonsin har ätit, och jag har ändå ätit gröt varje morgon i fyrtio år.</p></div>" * 3
)


@pytest.mark.parametrize("tag", ["main", "article"])
def test_text_below_the_article_is_none_of_it(tag: str) -> None:
    whole = f"<{tag}><p>{PROSE}</p><h2>Koka gröt</h2><p>{LAST}</p></{tag}><div>{PRAISE}</div>"

    found = read(f'<html lang="sv"><title>Om havre</title><body><h1>Om havre</h1>{whole}', None).article.text

    assert "fyrtio år" not in found
    assert "i mikron" in found


def test_articles_that_are_sections_belong_together() -> None:
    parts = f"<article><h2>Koka gröt</h2><p>{LAST}</p></article><article><h2>Stek gröt</h2><p>{PROSE}</p></article>"
    more = f"<article><h2>Baka gröt</h2>{PRAISE}</article>"

    found = read(f'<html lang="sv"><title>Om havre</title><body><h1>Om havre</h1>{parts}{more}', None).article.text

    assert "Stek gröt" in found
    assert "fyrtio år" in found


@pytest.mark.parametrize(
    "line",
    [
        "Artikeln fortsätter nedanför bilden",
        "Inlägget innehåller reklamlänkar till butiker som vi själva handlar i.",
        "Vi får en liten provision om du handlar genom länkarna.",
        "Följ oss gärna på Instagram för fler recept!",
        "Genom att anmäla dig till listan godkänner du våra villkor.",
        "Bild: Havrefältet AB",
        "Story continues below",
        "As an Amazon Associate I earn from what you buy.",
        "This post may contain affiliate links.",
        "We may earn a commission when you buy through our links.",
        "Come and join us on Facebook, where we share more.",
        "By signing up you agree to our terms of use.",
        "Pin this recipe for later!",
        "Image credit: The Oat Field",
    ],
)
def test_a_line_that_asks_or_earns_is_no_text(line: str) -> None:
    assert line not in text(f"<p>{line}</p><h2>Till sist</h2><p>{LAST}Gott är det.</p>")


@pytest.mark.parametrize(
    "line",
    [
        "Vi får ofta frågor om hur man följer ett recept på Instagram utan konto.",
        "Artikeln handlar om gröt, som fortsätter att vara billig.",
        "Follow the recipe and join the two halves of the dough.",
        "This bowl contains oats, and by using water you keep it light.",
        "Images of oats: how painters of the north have seen a field in late summer, and why they came back to it often",
    ],
)
def test_a_line_of_the_text_in_like_words_stays(line: str) -> None:
    assert line in text(f"<p>{line}</p><h2>Till sist</h2><p>{LAST}Gott är det.</p>")


@pytest.mark.parametrize(
    "button",
    [
        '<p><a class="btn btn-primary" href="/gryn">Fyll på skafferiet</a></p>',
        '<div class="wp-block-buttons"><div class="wp-block-button"><a href="/gryn">Fyll på skafferiet</a></div></div>',
        '<a class="knapp" href="/gryn">Fyll på skafferiet</a>',
    ],
)
def test_a_link_that_looks_like_a_button_goes(button: str) -> None:
    assert "skafferiet" not in text(f"{button}<h2>Till sist</h2><p>{LAST}Gott är det.</p>")


@pytest.mark.parametrize(
    "body",
    [
        '<p>När påsen är slut kan man <a class="btn" href="/gryn">fylla på skafferiet</a> hos oss.</p>',
        '<h3><a class="button" href="/gryn">Fyll på skafferiet</a></h3>',
        '<a class="button" href="#svar">Varför fylla på skafferiet?</a><div id="svar"><p>För att det är tomt.</p></div>',
        '<p>Råd:</p><ul class="buttons"><li><a href="/a">Fylla på skafferiet</a></li><li><a href="/b">Baka</a></li></ul>',
    ],
    ids=["in a sentence", "heading", "opens a part", "announced list"],
)
def test_a_button_of_the_text_stays(body: str) -> None:
    assert "skafferiet" in text(f"{body}<h2>Till sist</h2><p>{LAST}Gott är det.</p>")


def cards(
    number: int, excerpt: str = "Så odlas det i Norden, och så lagas det bäst en kall morgon i november. "
) -> str:
    return "".join(
        f'<div class="kort"><h3><a href="/b/{n}">Om {name}</a></h3><p>{excerpt * 2}</p></div>'
        for n, name in enumerate(["korn", "råg", "vete", "hirs"][:number])
    )


def test_a_row_of_cards_of_other_pages_at_the_end_goes_with_its_title() -> None:
    found = text(f"<section><h2>Ur arkivet</h2><div>{cards(3)}</div></section>")

    assert "korn" not in found
    assert "Ur arkivet" not in found
    assert found.endswith(LAST.strip())


@pytest.mark.parametrize(
    "ending",
    [
        f"<div>{cards(2)}</div>",
        f"<div>{cards(3)}</div><h2>Till sist</h2><p>{LAST}Gott är det.</p>",
        f"<div>{cards(4, 'Så odlas det i Norden, och så lagas det bäst. ' * 5)}</div>",
        f"<div>{cards(3).replace('/b/', '#b')}</div>",
    ],
    ids=["two", "text below", "most of the text", "places of this page"],
)
def test_what_only_looks_like_cards_stays(ending: str) -> None:
    assert "Om korn" in text(ending)


@pytest.mark.parametrize(
    "line",
    [
        "Vill du också äta gröt? Kom in och <a href='/gryn'>upptäck våra gryn</a> i butiken.",
        "Vet du inte vilken sort du ska ta? <a href='/kontakt'>Kontakta oss</a> så hjälper vi dig.",
        "Hungry now? <a href='/gryn'>Shop our oats</a> and have them at home on Monday.",
    ],
)
def test_a_last_paragraph_that_calls_to_act_goes_with_its_heading(line: str) -> None:
    found = text(f"<h2>Gott om gryn</h2><p>{line}</p>")

    assert "Gott om gryn" not in found
    assert found.endswith(LAST.strip())


@pytest.mark.parametrize(
    "line",
    [
        "Gröt blir det nog, och den som vill upptäcka våra gryn gör det lättast med en sked.",
        f"Gröt blir det nog. <a href='/gryn'>Upptäck våra gryn</a> när påsen är slut. {LAST}",
        "Gröt blir det nog, som <a href='/havre'>havren</a> växer i år.",
    ],
    ids=["no link", "long", "no call"],
)
def test_a_last_paragraph_of_the_text_stays(line: str) -> None:
    assert "Gröt blir det nog" in text(f"<p>{line}</p>")


@pytest.mark.parametrize(
    "names",
    ["home-cta", "blog-meta", "affiliate-note", "cli-modal"],
)
def test_boxes_by_their_names(names: str) -> None:
    assert "vår egen åker" not in text(
        f"<div class='{names}'><p>Våra gryn kommer från vår egen åker.</p></div><p>{LAST}!</p>"
    )


def test_how_long_ago_something_was_written_is_no_text() -> None:
    found = text(
        f"<p>för 5 minuter sedan</p><p>2 hours ago</p><p>För 5 minuter sedan kokade gröten över.</p><p>{LAST}!</p>"
    )

    assert "2 hours ago" not in found
    assert found.casefold().count("för 5 minuter sedan") == 1


LINKS = "<ul><li><a href='/a'>Sylt på lingon</a></li><li><a href='/b'>Bröd på råg</a></li></ul>"


@pytest.mark.parametrize("title", ["", "<h2>Gott till</h2>", "<p>Gröt blir det nog.</p>"])
def test_a_list_of_links_that_ends_a_text_goes(title: str) -> None:
    found = text(title + LINKS)

    assert "Sylt" not in found
    assert "Gott till" not in found
    assert ("Gröt blir" in found) == ("Gröt blir" in title)


@pytest.mark.parametrize("body", [f"<p>Prova också:</p>{LINKS}", f"{LINKS}<p>Gröt blir det nog.</p>"])
def test_a_list_of_links_that_is_announced_or_followed_stays(body: str) -> None:
    assert "Sylt" in text(body)


def signed(ending: str) -> str:
    body = f"<h1>Om havre</h1><article><p>{PROSE}</p><h2>Koka gröt</h2><p>{LAST}</p>{ending}</article>"
    head = '<title>Om havre</title><meta name="author" content="Maja Ek">'
    return read(f'<html lang="sv">{head}<body>{body}', "https://butik.example/b").article.text


@pytest.mark.parametrize(
    "line",
    [
        "Maja Ek är kock och odlar sin egen havre på en åker utanför Skara.",
        "Maja skriver om spannmål, bröd och annat som tar tid.",
        "Om författaren: Maja odlar sin egen havre.",
    ],
)
def test_a_last_paragraph_about_the_author_goes(line: str) -> None:
    assert line not in signed(f"<p>{line}</p>")


@pytest.mark.parametrize(
    "line", ["Majas gröt blir det nog.", "Det är Maja Ek som säger det.", "Majoren tog om av gröten."]
)
def test_a_last_paragraph_that_is_not_about_the_author_stays(line: str) -> None:
    assert line in signed(f"<p>{line}</p>")


@pytest.mark.parametrize(
    "line",
    [
        "This article is for informational purposes only.",
        "What you read here is not intended as medical advice, nor as a diagnosis.",
        "Innehållet på sidan ersätter inte råd från läkare.",
        "Artikeln är endast avsedd för information.",
    ],
)
def test_what_a_text_says_that_it_is_not_stays(line: str) -> None:
    """Whoever writes of health may have to say it: it is no leftover of the shop."""
    assert line in text(f"<p>{line}</p>")
    assert line in text(f"<h2>Ansvarsfriskrivning</h2><p>{line}</p>")
    assert line in text(f"<div class='disclaimer'><p>{line}</p></div>")


def test_a_list_of_the_shops_own_channels_goes() -> None:
    found = text(
        "<p>Stay connected:</p><ul><li>Facebook: Grynboden</li><li>Instagram: grynboden</li></ul>" + f"<p>{LAST}!</p>"
    )

    assert "Grynboden" not in found
    assert "Stay connected" not in found


def test_names_of_a_highlighter_cut_nothing_out_of_code() -> None:
    code = "<pre><span class='hljs-comment'># koka gröt</span> <span class='token comment'># och ät</span></pre>"

    assert "# koka gröt" in text(f"{code}<p>{LAST}!</p>")
    assert "# och ät" in text(f"{code}<p>{LAST}!</p>")


@pytest.mark.parametrize("names", ["wp-embedded-content", "instagram-media", "author-detail-box"])
def test_boxes_of_other_places_go_by_their_names(names: str) -> None:
    assert "åkern" not in text(f"<blockquote class='{names}'><p>Så ser åkern ut.</p></blockquote><p>{LAST}!</p>")


def test_a_rating_with_the_number_of_its_reviews_is_no_text() -> None:
    assert "stars" not in text(f"<p>4.8 out of 5 stars from 193 reviews</p><p>{LAST}!</p>")


def test_a_line_of_links_with_commas_ends_no_text() -> None:
    found = text("<h3>Filed under</h3><p><a href='/a'>Gröt</a>, <a href='/b'>Frukost</a>, <a href='/c'>Korn</a></p>")

    assert found.endswith(LAST.strip())


def test_what_stands_again_for_another_screen_is_read_once() -> None:
    part = f"<h2>Skölj grynen</h2><p>{LAST}Kallt vatten räcker.</p>"

    found = text(f"<div class='a'>{part}</div><div class='b'>{part}</div>")

    assert found.count("Kallt vatten räcker.") == 1


def test_the_second_is_read_where_the_first_is_hidden_and_paragraphs_are_left_alone() -> None:
    line = f"<p>{LAST}Kallt vatten räcker.</p>"

    assert text(f"<div hidden>{line}</div><div>{line}</div>").count("Kallt vatten räcker.") == 1
    assert text(line + line).count("Kallt vatten räcker.") == 2


@pytest.mark.parametrize(
    "line",
    [
        "Privacy policy",
        "Click to share on Facebook (Opens in new window)",
        "Tillbaka till alla inlägg",
        "Enhetspris",
        "Join 12,000+ readers who eat porridge",
        "Få nya recept direkt till din inkorg varje fredag",
        "Powered by Grynboden",
        "Facebook Twitter Pinterest",
        "Subscribe now to get the next text.",
        "The post Koka gröt appeared first on Grynboden.",
        "Din e-postadress kommer inte att publiceras. Obligatoriska fält är märkta *",
        "Inga kommentarer",
    ],
)
def test_more_lines_of_shops(line: str) -> None:
    assert line not in text(f"<p>{line}</p><h2>Till sist</h2><p>{LAST}!</p>")


def test_the_id_of_a_heading_names_no_part_of_the_shop() -> None:
    assert "Så delar du" in text(f"<h2 id='sa-delar-du-social-share-products'>Så delar du</h2><p>{LAST}!</p>")
    assert "Så delar du" not in text(f"<h2 class='share-title'>Så delar du</h2><p>{LAST}!</p>")


def test_a_product_that_the_article_describes_is_text_and_a_card_is_none() -> None:
    told = f"<div class='product-card'><h3>Stora gryn</h3><p>{PROSE}Gryn åt folket.</p><p>{LAST}</p></div>"
    card = "<div class='product-card'><h3>Stora gryn</h3><p>Gryn åt folket.</p></div>"

    assert "Gryn åt folket" in text(f"{told}<h2>Till sist</h2><p>{LAST * 9}!</p>")
    assert "Gryn åt folket" not in text(f"{card}<h2>Till sist</h2><p>{LAST}!</p>")


@pytest.mark.parametrize(
    "line",
    [
        "Lisa Berg är dietist och frilansande skribent, och hon bor på Öland.",
        "(Lisa Berg is a food writer and an oat farmer on an island in the Baltic.)",
    ],
)
def test_a_last_paragraph_that_tells_who_wrote_goes_without_a_known_author(line: str) -> None:
    assert line not in text(f"<p>{line}</p>")
    assert line in text(f"<p>{line}</p><h2>Till sist</h2><p>{LAST}!</p>")


def test_somebody_in_the_last_sentence_is_no_author() -> None:
    assert "Öland" in text("<p>Den som äter gröt är ofta dietist, och bor på Öland.</p>")


def test_a_line_that_is_a_link_as_a_whole_and_calls_to_act_goes_from_the_middle_too() -> None:
    after = f"<h2>Till sist</h2><p>{LAST}!</p>"

    assert "våra gryn" not in text(f"<p><a href='/gryn'>Upptäck våra gryn</a></p>{after}")
    assert "våra gryn" in text(f"<p>Den som kan <a href='/gryn'>upptäcka våra gryn</a> sover gott.</p>{after}")


def test_links_around_blocks_at_the_end_are_cards() -> None:
    links = "".join(f"<a href='/b/{n}'><div>Gröt av sort {n}</div></a>" for n in range(3))

    assert "av sort" not in text(f"<div>{links}</div>")
    assert "av sort" in text(f"<div>{links}</div><p>{LAST}!</p>")


def test_little_text_below_a_last_title_of_recommendations_goes_with_it() -> None:
    long = f"<h2>Koka länge</h2><p>{LAST * 4}!</p>"
    teaser = "Vi har skrivit om korn, råg och vete, och om hur de mals."

    assert teaser not in text(f"{long}<h2>Fler artiklar om spannmål</h2><p>{teaser}</p>")
    assert teaser in text(f"{long}<h2>Fler artiklar om spannmål</h2><p>{teaser} {LAST}</p>")
    assert teaser in text(f"{long}<h2>Det vi har skrivit</h2><p>{teaser}</p>")


def test_a_title_of_recommendations_may_hold_a_link_to_all_of_them() -> None:
    title = "<h2>Senaste inläggen av Lisa Berg (<a href='/alla'>alla</a>)</h2>"
    links = "<ul><li><a href='/a'>Sylt på lingon</a></li><li><a href='/b'>Bröd på råg</a></li></ul>"

    assert "Lisa Berg" not in text(f"{title}{links}<h2>Till sist</h2><p>{LAST}!</p>")


@pytest.mark.parametrize(
    "entry",
    [
        "<a href='https://doi.org/10.5555/havre.1'>Om havre och hälsa</a>",
        "<a href='https://pubmed.ncbi.nlm.nih.gov/1234567/'>Om havre och hälsa</a>",
        "<a href='https://tidskrift.example/3'>Ek A, et al. Om havre och hälsa</a>",
    ],
)
def test_studies_that_are_linked_at_the_end_are_no_leftover(entry: str) -> None:
    assert "Om havre och hälsa" in text(f"<p>Gröt blir det nog.</p><ul><li>{entry}</li><li>{entry}</li></ul>")
    assert "Om havre och hälsa" in text(f"<p>Gröt blir det nog.</p><p>{entry}</p>")
