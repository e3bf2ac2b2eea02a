"""The example pages come out as they were written: their structure whole, their shops gone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from contentops.article.model import Article, Cite, Heading, Image, List, Question, Quote, Table, walk_blocks
from contentops.extract import extract

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Shape:
    """What is countable in an article."""

    title: str
    author: str
    published: str
    categories: tuple[str, ...]
    lead: str
    levels: tuple[int, ...]
    lists: tuple[int, ...]
    images: int = 0
    quotes: int = 0
    questions: int = 0
    tables: int = 0
    citations: tuple[str, ...] = ()
    references: int = 0


SHAPES = {
    "woocommerce-magnesium-och-somn.html": Shape(
        "Magnesium och sömn: vad vet vi egentligen?",
        "Elin Sandqvist",
        "2026-02-11T08:30:00+01:00",
        ("Sömn", "Mineraler", "Vardagshälsa"),
        "Ligger du vaken fast du är trött?",
        (2, 2, 2, 3, 2, 2, 2),
        (4, 2, 5, 3),
        citations=("(2)", "(3)", "(1,2)", "(1)", "4", "(5)"),
        references=5,
    ),
    "shopify-omega-3.html": Shape(
        "Omega-3 från fisk, alger och frön: så väljer du",
        "Jonas Ekvall",
        "2026-01-20T10:00:00+01:00",
        ("Fettsyror", "Kost", "Guider"),
        "Omega-3 är ett samlingsnamn",
        (2, 2, 2, 2, 2, 3, 2),
        (3, 4),
        images=2,
        quotes=1,
        citations=("[1]", "[2]", "[3]", "[1]", "[3]", "[4]", "[4]", "[5]"),
        references=5,
    ),
    "magento-jarn-och-trotthet.html": Shape(
        "Trött trots att du sover? Så hänger järn och energi ihop",
        "Maja Brolund",
        "2025-10-14T06:00:00+02:00",
        ("Mineraler", "Energi & ork", "Kvinnors hälsa"),
        "Trötthet kan ha många orsaker",
        (2, 2, 3, 2, 2, 2, 2),
        (3, 4, 3),
        images=2,
        questions=4,
        tables=1,
        citations=("(1)", "(2)", "(3)", "(1,4)", "(4)", "(5)"),
        references=5,
    ),
    "headless-c-vitamin.html": Shape(
        "C-vitamin: så mycket behöver du, och här finns det",
        "Hanna Lövgren",
        "2026-09-03",
        ("Vitaminer", "Frukt & bär"),
        "Kroppen kan varken tillverka eller lagra",
        (2, 2, 2, 2, 2, 3, 3, 3, 2),
        (4, 6, 3, 4),
        images=1,
    ),
}

# fmt: off
CHROME = (
    "varukorg", "falsefalse", "tipsa dig", "Köp nu", "9 kr", "nyhetsbrev", "cookies", "kakor", "{{", "röster",
    "ommentar", "Svara", "Dela", "Läs också", "Relaterade", "Fler artiklar", "Fri frakt", "fri frakt", "0 kapslar",
    "Kundservice", "Följ oss", "Etiketter", "Taggar", "Betyg", "Lästid", "min läsning", "Tillbaka till bloggen",
    "Publicerad", "Skribent", "Text: ", "Hem /", "Referenser", "Källor",
)
# fmt: on


def shape(article: Article) -> Shape:
    blocks = list(walk_blocks(article.blocks))

    def count(kind: type) -> int:
        return sum(isinstance(block, kind) for block in blocks)

    return Shape(
        title=article.title,
        author=article.author.name if article.author else "",
        published=article.published or "",
        categories=tuple(category.name for category in article.categories),
        lead=article.lead[: len(SHAPES_LEADS.get(article.title, article.lead))],
        levels=tuple(block.level for block in blocks if isinstance(block, Heading)),
        lists=tuple(len(block.items) for block in blocks if isinstance(block, List)),
        images=count(Image),
        quotes=count(Quote),
        questions=count(Question),
        tables=count(Table),
        citations=tuple(inline.text for inline in article.all_inlines() if isinstance(inline, Cite)),
        references=len(article.references),
    )


SHAPES_LEADS = {expected.title: expected.lead for expected in SHAPES.values()}


@pytest.mark.parametrize("name", SHAPES)
def test_an_example_has_the_shape_it_was_written_with(name: str) -> None:
    assert shape(extract((EXAMPLES / name).read_bytes())) == SHAPES[name]


@pytest.mark.parametrize("name", SHAPES)
def test_an_example_leaks_no_line_of_its_shop(name: str) -> None:
    text = extract((EXAMPLES / name).read_bytes()).text

    assert [line for line in CHROME if line in text] == []
