"""What looks like the shop's and is the article's; each beside the shop's own, which goes."""

from __future__ import annotations

import pytest

from contentops.extract import read

PROSE = "Havre är lätt att odla, billigt att köpa och gott att äta, och gröten mättar länge på morgonen. " * 4
LAST = "Den som har bråttom kokar gröten i mikron, och den som har tid ställer grytan i ugnen över natten. " * 4
AFTER = f"<h2>Till sist</h2><p>{LAST}!</p>"
CARDS = "<p><a href='/p/1'>Havregryn 1 kg</a></p><p><a href='/p/2'>Rågflingor 750 g</a></p>"
AUTHOR = '<meta name="author" content="Karin Lind">'


def text(inside: str, after: str = "", head: str = "") -> str:
    body = f"<h1>Om havre</h1><article><p>{PROSE}</p><h2>Koka gröt</h2><p>{LAST}</p>{inside}</article>{after}"
    page = f'<html lang="sv"><head><title>Om havre</title>{head}</head><body>{body}'
    article = read(page, "https://butik.example/b").article
    return "\n".join([article.text, *(reference.text for reference in article.references)])


@pytest.mark.parametrize("title", ["Våra tips", "Våra favoriter", "Vi rekommenderar", "Missa inte"])
@pytest.mark.parametrize("after", ["", AFTER], ids=["last", "in the text"])
@pytest.mark.parametrize(
    "below", ["<ul><li>Rosta grynen</li><li>Salta lite</li></ul>", "<p>Rosta grynen i en torr panna.</p>"]
)
def test_a_title_that_texts_have_too_stays_above_text(title: str, after: str, below: str) -> None:
    found = text(f"<h2>{title}</h2>{below}{after}")

    assert title in found
    assert "Rosta grynen" in found


@pytest.mark.parametrize("title", ["Våra tips", "Våra favoriter", "Vi rekommenderar", "Missa inte"])
@pytest.mark.parametrize("after", ["", AFTER], ids=["last", "in the text"])
@pytest.mark.parametrize("below", [CARDS, ""], ids=["cards", "nothing"])
def test_it_goes_above_cards_and_above_nothing(title: str, after: str, below: str) -> None:
    found = text(f"<h2>{title}</h2>{below}{after}")

    assert title not in found
    assert "Rågflingor" not in found


def test_a_list_of_steps_below_a_last_title_of_recipes_is_text() -> None:
    assert "Rosta grynen" in text("<h2>Fler recept med havre</h2><ol><li>Rosta grynen.</li><li>Salta lite.</li></ol>")
    assert "Rosta grynen" not in text("<h2>Fler recept med havre</h2><ul><li><a href='/r'>Rosta grynen</a></li></ul>")


@pytest.mark.parametrize("title", ["Lycka till i köket!", "Smaklig måltid!", "Enjoy your breakfast!"])
def test_a_last_heading_that_wishes_something_stays(title: str) -> None:
    assert title in text(f"<h3>{title}</h3>")
    last = read(f"<h1>Om havre</h1><article><h2>Koka</h2><p>{PROSE}</p><h3>{title}</h3></article>", None)
    assert "source-empty-section" not in [finding.rule for finding in last.findings]
    assert "Gott till gröten" not in text("<h3>Gott till gröten!</h3>")


@pytest.mark.parametrize(
    "line",
    [
        "<ul><li><a href='https://www.livsmedelsverket.se/h'>Råd om havre</a></li></ul>",
        "<p><a href='https://www.livsmedelsverket.se/h'>Råd om havre</a></p>",
        "<p>Råd om havre ger vården: boka tid på <a href='https://www.1177.se/h'>din vårdcentral</a> om magen krånglar.</p>",
    ],
    ids=["list", "line", "call"],
)
def test_what_leads_to_an_authority_at_the_end_is_text(line: str) -> None:
    assert "Råd om havre" in text(line)
    assert "Råd om havre" not in text(
        line.replace("www.livsmedelsverket.se", "x.example").replace("www.1177.se", "x.se")
    )


def test_the_last_few_words_stay_where_a_stray_link_stands_below_them() -> None:
    stray = "<p><a href='/alla'>Alla våra guider</a></p>"

    assert "Koka länge" in text(f"<h2>Sammanfattning</h2><p>Koka länge, och salta sist.</p>{stray}")
    assert "Koka länge" not in text(f"<h2>Redo för gröt?</h2><p>Koka länge, och salta sist.</p>{stray}")


def test_somebody_of_whom_the_text_has_spoken_is_not_its_author() -> None:
    known = "<p>”Salta sist”, säger Lena Ek, som har kokat gröt i storkök i tjugo år.</p>"
    last = "<p>Lena Ek är dietist och äter själv gröt varje morgon.</p>"

    assert "varje morgon." in text(known + last)
    assert "varje morgon." not in text(last.replace("Lena Ek", "Karin Lind"))
    assert "varje morgon." not in text(
        known.replace("Lena Ek", "Karin Lind") + last.replace("Lena Ek", "Karin Lind"), head=AUTHOR
    )


def test_a_section_on_the_author_of_a_book_is_text_where_the_text_goes_on() -> None:
    section = (
        "<h2>Om författaren</h2><p>Hon som skrev boken om gröt föddes i Uddevalla och var apotekare hela sitt liv.</p>"
    )

    assert "Uddevalla" in text(section + AFTER)
    assert "Uddevalla" not in text(section)
    assert "Uddevalla" not in text(f"{section}<h2>Relaterade inlägg</h2><p>{LAST}</p>")


ENTRIES = "<ol><li>Ek L. Havre. Mat 2019.</li><li>Berg A. Gröt. Mat 2020.</li></ol>"


@pytest.mark.parametrize(
    "box",
    [
        f"<footer><h3>Källor</h3>{ENTRIES}</footer>",
        f"<footer class='article-footer'><h3>Källor</h3>{ENTRIES}</footer>",
        f"<footer class='footnotes'>{ENTRIES}</footer>",
        f"<aside class='referenser'><h3>Källor</h3>{ENTRIES}</aside>",
        f"<aside><h3>Källor</h3>{ENTRIES}</aside>",
    ],
)
def test_the_reference_list_stays_wherever_it_stands(box: str) -> None:
    assert "Berg A. Gröt." in text(box)
    assert "Berg A. Gröt." in text("", after=box)
    assert "Berg A. Gröt." not in text(
        box.replace("Källor", "Kundservice").replace("referenser", "x").replace("footnotes", "x")
    )


FACTS = (
    "<h3>Fakta om havre</h3><ul><li>Sås: i april, maj</li><li>Skördas: i augusti</li><li>Fiber: tio procent</li></ul>"
)


def test_an_aside_named_a_box_of_facts_needs_no_sentences() -> None:
    assert "Skördas: i augusti" in text(f"<aside class='faktaruta'>{FACTS}</aside>")
    assert "Skördas: i augusti" not in text(f"<aside class='sidospalt'>{FACTS}</aside>")
    assert "Rågflingor" not in text(f"<aside class='faktaruta'>{CARDS * 2}</aside>")


def test_a_list_that_says_something_of_each_product_is_no_row_of_cards() -> None:
    entry = "<li><a href='/p/{0}'>Havregryn från {0}</a>, 29 kr{1}</li>"
    said = "".join(entry.format(name, ": grova och sega, men goda") for name in ("Skåne", "Öland"))
    bare = "".join(entry.format(name, "") for name in ("Skåne", "Öland"))

    assert "från Öland" in text(f"<h2>Vårt test</h2><ul>{said}</ul>{AFTER}")
    assert "från Öland" not in text(f"<h2>Vårt test</h2><ul>{bare}</ul>{AFTER}")


def test_what_an_expert_comments_is_nobody_elses_comment() -> None:
    said = "<p>Havre tål frost bättre än de flesta sädesslag, och det är därför den odlas så långt norrut.</p>"

    assert "tål frost" in text(f"<div class='expert-comment'>{said}</div>{AFTER}")
    assert "tål frost" not in text(f"<div class='comment'>{said}</div>{AFTER}")


def test_a_line_above_buttons_to_share_does_not_end_the_text() -> None:
    share = "<p>Dela artikeln</p><p><a href='https://facebook.com/s'>Facebook</a></p>"
    found = text(
        f"{share}<p>Gröt kan kokas på vatten, mjölk eller lite av varje, och den som vill tar salt.</p>{AFTER}"
    )

    assert "lite av varje" in found
    assert "Facebook" not in found
    assert "Dela artikeln" not in found


def test_sections_of_short_paragraphs_below_the_references_are_text() -> None:
    short = "<p>Salta sist, när gröten har kokat klart, så blir den slät och fin.</p>" * 2
    more = "<p>Ät den varm, med kall mjölk till, och strö lite kanel eller socker på.</p>" * 2
    references = f"<h2>Källor</h2>{ENTRIES}"

    assert "Ät den varm" in text(f"{references}<h2>Servera</h2>{short}{more}")
    assert "Ät den varm" not in text(f"{references}<h2>Servera</h2>{more}")


@pytest.mark.parametrize("box", ["<aside class='pullquote'>{}</aside>", "<aside class='note'>{}</aside>"])
def test_an_aside_with_a_few_words_to_a_text_stays(box: str) -> None:
    assert "Salta sist." in text(box.format("<p>Salta sist.</p>") + AFTER)
    assert "Salta sist." not in text(box.format("<p><a href='/s'>Salta sist.</a></p>") + AFTER)


@pytest.mark.parametrize("box", ["<div class='sponsored {}'>{}</div>", "<div class='{}' role='complementary'>{}</div>"])
def test_a_box_of_facts_is_one_whatever_else_it_is_called(box: str) -> None:
    said = "<p>Havre kom till Norden som ogräs i kornet, och blev kvar för att den trivdes.</p>"

    assert "som ogräs" in text(box.format("faktaruta", said) + AFTER)
    assert "som ogräs" not in text(box.format("spalt ad-box", said) + AFTER)


def test_a_table_with_a_header_is_data_though_it_is_named_after_prices() -> None:
    rows = "<tr><{0}>Mjöl</{0}><{0}>Pris</{0}></tr><tr><td>Havre</td><td>19 kr</td></tr>"
    table = f"<div class='price-table'><table>{rows}</table></div>"

    assert "Mjöl" in text(table.format("th") + AFTER)
    assert "Mjöl" not in text(table.format("td") + AFTER)


def test_the_header_of_a_section_of_text_is_none_of_the_site() -> None:
    section = "<section><header><h3>{}</h3></header><p>I kallt vatten.</p></section>"
    page = (
        f'<html lang="sv"><title>Om havre</title><body><h1>Om havre</h1><div><p>{PROSE}</p>{section}<p>{LAST}</p></div>'
    )

    assert "Så kokar du" in read(page.format("Så kokar du"), None).article.text
    assert "Så kokar du" not in read(page.format("<a href='/'>Så kokar du</a>"), None).article.text


def test_a_link_around_a_picture_a_title_and_a_few_words_is_a_card() -> None:
    card = "<div><a href='/rag'><img src='/r.jpg' alt=''><h4>Om råg</h4>{}</a></div>"

    assert "Om råg" not in text(card.format("<p>Rågen är segare.</p>") + AFTER)
    assert "Om råg" in text(card.format("") + "<p>Rågen är segare.</p>" + AFTER)


def test_a_line_that_sends_elsewhere_with_here_goes() -> None:
    assert "om råg" not in text(f"<p><a href='/rag'>Läs mer om råg här</a></p>{AFTER}")
    assert "om råg" in text(f"<p>Läs mer om råg härnäst, för den är segare.</p>{AFTER}")


def test_advice_against_buying_is_no_call_to_buy() -> None:
    assert "står länge" in text("<p>Köp inte stora påsar här: <a href='/gryn'>gryn</a> som står länge härsknar.</p>")
    assert "står länge" not in text("<p>Köp stora påsar här: <a href='/gryn'>gryn</a> som står länge.</p>")


WARNING = "Den som inte tål gluten ska välja havre som är märkt glutenfri, för annan havre är ofta blandad med korn."
OFFER = "Den som vill ha en påse hem i brevlådan hittar våra sorter i butiken, där de ligger i alfabetisk ordning."


@pytest.mark.parametrize("name", ["cta", "promo-box", "banner review", "related-box", "inline-promo", "call-to-action"])
def test_a_paragraph_between_paragraphs_is_text_whatever_its_box_is_named(name: str) -> None:
    assert WARNING in text(f'<div class="{name}"><h3>Gluten</h3><p>{WARNING}</p></div>{AFTER}')
    assert "Gluten" in text(f'<div class="{name}"><h3>Gluten</h3><p>{WARNING}</p></div>{AFTER}')


@pytest.mark.parametrize(
    "inside",
    [
        f'<p>{OFFER} <a href="/havre">Se dem alla</a></p>',
        f'<img src="/havre.jpg" alt=""><p>{OFFER}</p>',
        f"<p>{OFFER}</p><p>49 kr</p>",
        f"<p>{OFFER}</p><form><input type='email'></form>",
        "<p>Använd koden GRYN när du handlar havre hos oss, så drar vi av 15 % i kassan på alla sorters flingor.</p>",
    ],
    ids=["link", "picture", "price", "form", "call"],
)
@pytest.mark.parametrize("box", ['div class="cta"', "aside"])
def test_a_box_that_wants_something_is_the_shops_also_between_paragraphs(inside: str, box: str) -> None:
    found = text(f"<{box}>{inside}</{box.split(maxsplit=1)[0]}>{AFTER}")

    assert OFFER not in found
    assert "GRYN" not in found


def test_such_a_box_below_the_text_is_the_shops() -> None:
    assert WARNING not in text(f'<div class="cta"><p>{WARNING}</p></div>')
    assert WARNING not in text(f"<aside><p>{WARNING}</p></aside>")


def test_an_aside_between_paragraphs_is_text() -> None:
    assert WARNING in text(f"<aside><p>{WARNING}</p></aside>{AFTER}")


def test_an_author_between_paragraphs_is_no_text() -> None:
    who = "Karin odlar havre på en gård utanför Skara och har skrivit om spannmål i tio år, mest för tidningar."

    assert who not in text(f'<div class="author-box"><p>{who}</p></div>{AFTER}')
