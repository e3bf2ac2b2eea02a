"""Reference lists and citations as pages write them: what is tied, and what stays a name of chemistry."""

from __future__ import annotations

import pytest

from contentops.article.model import Article, Cite
from contentops.extract import extract

PROSE = "Zink finns i kött, ost och fullkorn, och kroppen behöver lite av det varje dag för att må bra. " * 2
ENTRIES = ("Ek A. Zink och sömn. Näringsrön 2019;12(3):181-189.", "Lind C. Zink i maten. Läkarbladet 2020.")


def article(body: str, references: str) -> Article:
    title = "Om zink i maten"
    text = f"<h1>{title}</h1><p>{PROSE}</p><h2>Så verkar zink</h2>{body}<p>{PROSE}</p>{references}"
    return extract(
        f"<!doctype html><html lang='sv'><title>{title}</title><body><article>{text}</article></body></html>"
    )


def cited(found: Article) -> list[str]:
    return [inline.text for inline in found.all_inlines() if isinstance(inline, Cite)]


@pytest.mark.parametrize(
    "references",
    [
        f"<p>Källor: {ENTRIES[0]}<br>{ENTRIES[1]}</p>",
        f"<p><strong>Källor:</strong> {ENTRIES[0]}<br>{ENTRIES[1]}</p>",
        f"<p><strong>Referenser: 1. {ENTRIES[0]}</strong><br>2. {ENTRIES[1]}</p>",
        f"<h2>Källor &amp; studier</h2><ol><li>{ENTRIES[0]}</li><li>{ENTRIES[1]}</li></ol>",
    ],
)
def test_a_list_that_begins_in_the_line_of_its_title_is_read(references: str) -> None:
    found = article("<p>Zink behövs (1) varje dag [2].</p>", references)

    assert [(reference.number, reference.text) for reference in found.references] == list(enumerate(ENTRIES, 1))
    assert cited(found) == ["(1)", "[2]"]
    assert "Källor" not in found.text


def test_a_source_named_in_the_middle_of_a_text_begins_no_list() -> None:
    body = "<p>Källa: Råd och rön<br>Foto: Anna Ek</p>" + f"<p>{PROSE}</p>" * 8

    assert "Källa: Råd och rön" in article(body, "").text


@pytest.mark.parametrize(
    "name", ["(1-2)-β-glukan", "β-(1,2)-glukan", "(1)-laddad jon", "5 µm<sup>2</sup>", "3 nm<sup>2</sup>"]
)
def test_a_number_in_a_name_or_a_measure_is_no_citation(name: str) -> None:
    listed = "".join(f"<li>{entry}</li>" for entry in ENTRIES)
    found = article(f"<p>Havre har {name} i kornet, säger en studie (2).</p>", f"<h2>Referenser</h2><ol>{listed}</ol>")

    assert cited(found) == ["(2)"]
