"""Pages of the neighbours: what their shops write goes, what their articles end in stays."""

from __future__ import annotations

import pytest

from contentops.article.model import Article
from contentops.extract import extract

PROSE = {
    "nb": "Havre er lett å dyrke, billig å kjøpe og god å spise, og grøten metter lenge om morgenen. ",
    "da": "Havre er let at dyrke, billig at købe og god at spise, og grøden mætter længe om morgenen. ",
    "de": "Hafer ist leicht anzubauen, billig zu kaufen und gut zu essen, und der Brei macht lange satt. ",
}


def article(locale: str, ending: str) -> Article:
    said = f"<p>{PROSE[locale] * 4}</p>"
    body = f"<h1>Havre</h1><article>{said}<h2>Havre 2</h2>{said}{ending}</article>"
    return extract(f'<html lang="{locale}"><title>Havre</title><body>{body}', "https://b.example/a")


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("nb", "<h3>Les også</h3><ul><li><a href='/r'>Mer om rug</a></li></ul>"),
        ("nb", "<p>Les også: <a href='/r'>Mer om rug</a></p>"),
        ("nb", "<p>Lesetid: 4 minutter</p><p>Del artikkelen</p>"),
        ("da", "<h3>Måske kan du også lide</h3><p><a href='/r'>Mere om rug</a></p><p>29,00 kr.</p>"),
        ("da", "<p>Læs også: <a href='/r'>Mere om rug</a></p>"),
        ("da", "<p>Din e-mailadresse vil ikke blive offentliggjort.</p>"),
        ("de", "<h3>Das könnte dich auch interessieren</h3><ul><li><a href='/r'>Mehr über Roggen</a></li></ul>"),
        ("de", "<p>Lies auch: <a href='/r'>Mehr über Roggen</a></p>"),
    ],
)
def test_what_the_shop_writes_goes(locale: str, line: str) -> None:
    assert article(locale, line).text == article(locale, "").text


@pytest.mark.parametrize(
    ("locale", "line", "said"),
    [
        ("nb", "<h3>Lykke til!</h3>", "Lykke til!"),
        ("nb", "<h2>Våre tips</h2><ul><li>Salt til slutt</li></ul>", "Våre tips"),
        ("nb", "<p><a href='https://www.helsenorge.no/havre'>Om havre og helse</a></p>", "Om havre og helse"),
        ("da", "<h3>Velbekomme!</h3>", "Velbekomme!"),
        ("da", "<p>Læs også bagsiden af posen, før du koger.</p>", "bagsiden"),
        ("de", "<h3>Guten Appetit!</h3>", "Guten Appetit!"),
        ("de", "<h2>Unsere Tipps</h2><p>Salz kommt zum Schluss.</p>", "Unsere Tipps"),
    ],
)
def test_what_the_article_ends_in_stays(locale: str, line: str, said: str) -> None:
    assert said in article(locale, line).text


@pytest.mark.parametrize(("locale", "title"), [("nb", "Kilder"), ("da", "Referencer"), ("de", "Quellen")])
def test_the_reference_list_is_known_by_its_title(locale: str, title: str) -> None:
    found = article(locale, f"<h2>{title}</h2><p>Ek L. Havre. Mat 2019.</p><p>Berg A. Havre. Mat 2020.</p>")

    assert [reference.text for reference in found.references] == ["Ek L. Havre. Mat 2019.", "Berg A. Havre. Mat 2020."]
    assert not article(locale, "<h2>Havre 3</h2><p>Ek L. Havre. Mat 2019.</p>").references
