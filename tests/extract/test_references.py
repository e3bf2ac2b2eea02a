"""The reference list, however a shop writes it; what is no reference list stays text."""

from __future__ import annotations

import pytest

from contentops.article.model import Article, Cite, Heading, Reference
from contentops.extract import read

PROSE = (
    "Selen finns i fisk, ägg och paranötter, och kroppen behöver lite av det varje dag för att sköldkörteln och "
    "immunförsvaret ska fungera som de ska."
)
ENTRIES = (
    "Ek A, Alm B. Selen och hälsa. Nutrients. 2017;10(17):165-170.",
    "Sjö C, et al. Selen i jord. 2018.",
    "Livsmedelsverket. Selen. https://www.livsmedelsverket.se/selen",
)
IN_SEVERAL_LINES = (
    "<h2>Referenser</h2><p>1. Ek A, Alm B. Selen och hälsa.<br>Nutrients.<br>2017;10(17):165-170.</p>"
    "<p>2. Sjö C, et al. Selen i jord.<br>2018.</p>"
    "<p>3. Livsmedelsverket. Selen.</p><p>https://www.livsmedelsverket.se/selen</p>"
)
NUMBERED = [(number, text) for number, text in enumerate(ENTRIES, 1)]


def article(references: str, body: str = "") -> Article:
    page = f"<article><h1>Selen i maten</h1><h2>Varför</h2><p>{PROSE}(1)</p><p>{PROSE} Mer.</p>{body}{references}</article>"
    return read(f"<!doctype html><html lang=sv><body>{page}</body></html>", "https://butik.example/selen").article


def items(entries: tuple[str, ...] = ENTRIES) -> str:
    return "".join(f"<li>{text}</li>" for text in entries)


@pytest.mark.parametrize(
    "written",
    [
        f"<h2>Referenser</h2><ol>{items()}</ol>",
        f"<h2>Källor</h2><ul>{items()}</ul>",
        f"<h2>📚 Källor</h2><ol>{items()}</ol>",
        f"<h3>Referenser (3)</h3><ol>{items()}</ol>",
        f"<p><strong>Källor och referenser:</strong></p><ol>{items()}</ol>",
        f"<h2>Källor till artikeln</h2><p>Artikeln bygger på följande källor:</p><ol>{items()}</ol>",
        "<h2>Källförteckning</h2>" + "".join(f"<p>{n}. {text}</p>" for n, text in NUMBERED),
        "<h2>Källor</h2>" + "".join(f"<p>[{n}] {text}</p>" for n, text in NUMBERED),
        "<h2>Källor</h2>" + "".join(f"<p>({n}) {text}</p>" for n, text in NUMBERED),
        "<h2>Källor</h2>" + "".join(f"<p>{n}) {text}</p>" for n, text in NUMBERED),
        "<h2>Källor</h2>" + "".join(f"<p><sup>{n}</sup>{text}</p>" for n, text in NUMBERED),
        "<h2>Källor</h2>" + "".join(f"<p>{'¹²³'[n - 1]} {text}</p>" for n, text in NUMBERED),
        "<h2>Källor</h2>" + "".join(f"<p>{text}</p>" for text in ENTRIES),
        "<h2>Källor</h2><p>" + "<br>".join(ENTRIES) + "</p>",
        "<p><b>Referenser</b><br>" + "<br>".join(f"{n}. {text}" for n, text in NUMBERED) + "</p>",
        "<h2>Källor</h2><table>"
        + "".join(f"<tr><td>{n}</td><td>{text}</td></tr>" for n, text in NUMBERED)
        + "</table>",
        "<details><summary>Visa källor</summary><p>" + "<br>".join(f"{n}. {t}" for n, t in NUMBERED) + "</p></details>",
        f"<button aria-expanded=false aria-controls=k>Källor</button><div id=k hidden><ol>{items()}</ol></div>",
        "<h2>Referenser</h2><ol reversed>" + items(ENTRIES[::-1]) + "</ol>",
        f"<h2>Referenser</h2><h3>Studier</h3><ol>{items(ENTRIES[:2])}</ol><h3>Myndigheter</h3><ul>{items(ENTRIES[2:])}</ul>",
        "<h2>Fotnoter</h2><ol>"
        + "".join(f"<li id=fn{n}><a href='#b{n}'>↑</a> {text} <a href='#b{n}'>↩︎</a></li>" for n, text in NUMBERED)
        + "</ol>",
        IN_SEVERAL_LINES,
    ],
)
def test_each_way_to_write_the_list_gives_the_same_references(written: str) -> None:
    found = article(written)

    assert [(entry.number, entry.text) for entry in found.references] == NUMBERED
    assert found.references[2].url == "https://www.livsmedelsverket.se/selen"
    assert [inline.refs for inline in found.all_inlines() if isinstance(inline, Cite)] == [("r1",)]
    assert not any("Alm B" in block.text for block in found.blocks)


def test_a_list_of_publications_at_the_end_needs_no_title() -> None:
    published = tuple(f"{text} https://doi.org/10.1000/{n}" for n, text in enumerate(ENTRIES))

    assert len(article(f"<ol>{items(published)}</ol>").references) == len(ENTRIES)


def test_publications_typed_below_each_other_at_the_end_need_no_title() -> None:
    published = [f"{text} https://doi.org/10.1000/{n}" for n, text in enumerate(ENTRIES)]
    typed = "".join(f"<p>{n}. {text}</p>" for n, text in enumerate(published, 1))

    assert [entry.number for entry in article(typed).references] == [1, 2, 3]
    assert article(f"{typed}<p>{PROSE}</p>").references == ()
    assert article("<p>1. Skölj 2018 års ris.</p><p>2. Koka det.</p>").references == ()


def test_names_alone_are_references_below_a_heading_at_the_end() -> None:
    found = article("<h2>Källor</h2><p>Livsmedelsverket</p><p>1177.se</p><p>Text: Åsa Ek</p>")

    assert [entry.text for entry in found.references] == ["Livsmedelsverket", "1177.se"]
    assert found.author is not None
    assert found.author.name == "Åsa Ek"


def test_links_alone_are_references() -> None:
    found = article(
        "<h2>Källor</h2><p><a href='https://www.1177.se/selen'>1177 om selen</a><br>"
        "<a href='https://slv.example/selen'>Myndigheten om selen</a></p>"
    )

    assert [entry.url for entry in found.references] == ["https://www.1177.se/selen", "https://slv.example/selen"]


def test_a_list_that_starts_elsewhere_keeps_its_numbers() -> None:
    found = article(f"<h2>Referenser</h2><ol start=4>{items()}</ol>")

    assert [entry.number for entry in found.references] == [4, 5, 6]


@pytest.mark.parametrize(
    "section",
    [
        f"<h2>Källor</h2><ul><li>kött</li><li>ost</li></ul><h2>Mer</h2><p>{PROSE}</p>",
        f"<h2>Gör så här</h2><ol><li>Blötlägg bönorna.</li><li>Koka dem.</li></ol><p>{PROSE}</p>",
        "<h2>Gör så här</h2><ol><li>Blötlägg bönorna.</li><li>Koka dem.</li></ol>",
    ],
)
def test_other_lists_are_no_references(section: str) -> None:
    found = article(section)

    assert found.references == ()
    assert any(isinstance(block, Heading) and block.text in ("Källor", "Gör så här") for block in found.blocks)


def test_what_stands_below_the_list_and_is_no_entry_can_be_read_in_the_cuts() -> None:
    page = (
        f"<article><h1>Selen i maten</h1><h2>Varför</h2><p>{PROSE}</p><p>{PROSE} Mer.</p><h2>Referenser</h2>"
        f"<p>1. {ENTRIES[0]}<br>2. {ENTRIES[1]}</p><p>Vi önskar en fin höst!</p></article>"
    )
    extraction = read(f"<!doctype html><html lang=sv><body>{page}</body></html>")

    assert len(extraction.article.references) == len(ENTRIES[:2])
    assert ("below the references", "Vi önskar en fin höst!") in [(cut.reason, cut.text) for cut in extraction.cuts]


@pytest.mark.parametrize(
    ("entry", "url", "doi"),
    [
        ("Ek A. 2017. doi: 10.1000/nu1.", None, "10.1000/nu1"),
        ("Ek A. 2017. DOI:10.1000/nu1);", None, "10.1000/nu1"),
        ("Ek A. 2017 (10.1016/S0140-6736(05)61234-5).", None, "10.1016/S0140-6736(05)61234-5"),
        ("Ek A. 2017. https://doi.org/10.1000/nu1.", "https://doi.org/10.1000/nu1", "10.1000/nu1"),
        ("<a href='https://doi.org/10.1000/nu1'>Ek A. 2017.</a>", "https://doi.org/10.1000/nu1", "10.1000/nu1"),
        ("Ek. 2017. <a href='https://doi.org/10.1000%2Fnu1'>Länk</a>", "https://doi.org/10.1000%2Fnu1", "10.1000/nu1"),
        (
            "Ek. 2017. https://tidskrift.example/articles/10.1000/nu1/full?a=1#Sec2",
            "https://tidskrift.example/articles/10.1000/nu1/full?a=1#Sec2",
            "10.1000/nu1",
        ),
        (
            "Ek. 2017. https://tidskrift.example/10.1000/nu1.pdf",
            "https://tidskrift.example/10.1000/nu1.pdf",
            "10.1000/nu1",
        ),
        ("Ek. 2017 [https://www.1177.se/a(b)].", "https://www.1177.se/a(b)", None),
        ("Ek. 2017. www.1177.se/selen.", "https://www.1177.se/selen", None),
        ("Ek. Fördelat som 10.5/10.6 i gruppen. 2017.", None, None),
    ],
)
def test_an_entry_keeps_its_address_and_its_doi(entry: str, url: str | None, doi: str | None) -> None:
    found: Reference = article(f"<h2>Referenser</h2><ol><li>{entry}</li><li>{ENTRIES[1]}</li></ol>").references[0]

    assert (found.url, found.doi) == (url, doi)
    assert found.text.startswith("Ek")
