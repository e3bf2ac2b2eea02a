"""A plain-text scrape becomes the blocks that its page had."""

from __future__ import annotations

import textwrap
from dataclasses import replace

import pytest

from contentops.article.model import Article, Cite, Heading, List, Paragraph, Strong, Table, Text
from contentops.extract import read
from contentops.extract.plaintext import read_lines

PROSE = "Zink finns i kött, ost och fullkorn, och kroppen behöver lite av det varje dag."


def test_bullets_and_numbers_make_lists_and_indentation_nests_them() -> None:
    pieces = read_lines("• ett\n  • inne\n• två\n\n1. först\n2. sedan\n\n- streck\n")
    lists = [piece.block for piece in pieces if isinstance(piece.block, List)]

    assert [(block.ordered, [item.text for item in block.items]) for block in lists[:2]] == [
        (False, ["ett", "två"]),
        (True, ["först", "sedan"]),
    ]
    assert [item.text for item in lists[0].items[0].items] == ["inne"]


def test_a_line_broken_by_its_width_is_joined() -> None:
    pieces = read_lines(
        "En rad som är så lång att den har brutits i två av programmet som\nskrev den till filen.\n\nNy rad."
    )

    assert [piece.text for piece in pieces] == [
        "En rad som är så lång att den har brutits i två av programmet som skrev den till filen.",
        "Ny rad.",
    ]


def test_an_enumeration_without_bullets_is_no_row_of_headings() -> None:
    lines = (
        "Zink i maten",
        PROSE,
        "Så mycket behöver du",
        "Rekommenderat intag:",
        "Kvinnor: 8 mg",
        "Män: 9 mg per dag",
        PROSE,
    )
    text = "\n\n".join(lines)
    article = read(text).article

    assert [block.text for block in article.blocks if isinstance(block, Heading)] == ["Så mycket behöver du"]
    assert [block.text for block in article.blocks if isinstance(block, Paragraph)][:3] == [
        "Rekommenderat intag:",
        "Kvinnor: 8 mg",
        "Män: 9 mg per dag",
    ]
    assert "source-lost-list" not in [finding.rule for finding in read(text).findings]


def test_lines_of_the_shop_are_cut_and_listed() -> None:
    extraction = read(f"Din varukorg är tom\n\nZink i maten\n\n{PROSE}\n\nFår vi tipsa dig om:\n\n{PROSE} Och mer.")

    assert extraction.article.title == "Zink i maten"
    assert "tipsa" not in extraction.article.text
    assert [cut.text for cut in extraction.cuts] == ["Din varukorg är tom", "Får vi tipsa dig om:"]


ARTICLE = (
    ("title", "Zink i maten: så får du i dig nog"),
    ("byline", "Skriven av Anna Ek"),
    ("p", "Zink finns i kött, ost och fullkorn, och kroppen behöver lite av det varje dag för att må bra (1)."),
    ("h2", "Så mycket behöver du"),
    ("p", "Den som äter blandad kost får oftast i sig 8 mg om dagen, men behovet ökar för gravida [2,3]."),
    ("p", "Zink finns naturligt i:"),
    ("ul", "ost|kött|fullkorn, ärter och bönor som har fått ligga i blöt över natten innan de kokas"),
    ("h2", "Steg för steg"),
    ("ol", "Börja med frukosten.|Fortsätt med lunchen (2).|Avsluta med ett mellanmål."),
    ("h2", "Till sist"),
    (
        "p",
        "Fråga din läkare om du är osäker. Det är särskilt viktigt för dig som äter andra läkemedel, till exempel järn.",
    ),
    ("h2", "Referenser"),
    (
        "ol",
        (
            "Ek A, Berg B. Zink och sömn hos äldre i Norden. Näringsrön 2019;12(3):181-189. doi:10.1000/zink.12."
            "|Lind C. Zink. Läkarbladet 2020. https://lakarbladet.example/zink|Ask D. Zinkbrist. Råd och rön 2017."
        ),
    ),
)


def as_page() -> str:
    out = []
    for kind, text in ARTICLE:
        if kind in ("ul", "ol"):
            out.append(f"<{kind}>{''.join(f'<li>{item}</li>' for item in text.split('|'))}</{kind}>")
        else:
            tag = {"title": "h1", "byline": "p"}.get(kind, kind)
            out.append(f"<{tag}>{text}</{tag}>")
    title = f"<title>{ARTICLE[0][1]}</title>"
    return f"<!doctype html><html lang='sv'>{title}<body><article>{''.join(out)}</article></body></html>"


def as_text(
    bullet: str = "-",
    number: str = "{}.",
    heading: str = "{}",
    title: str = "{}",
    *,
    gap: str = "\n\n",
    indent: str = "",
    width: int = 10_000,
) -> str:
    blocks: list[str] = []
    section = ""
    for kind, text in ARTICLE:
        lines = text.split("|")
        if kind == "ul":
            lines = [f"{bullet} {line}" for line in lines]
        elif kind == "ol":
            lines = [
                f"{(number if section == 'Referenser' else '{}.').format(n)} {line}" for n, line in enumerate(lines, 1)
            ]
        elif kind in ("h2", "title"):
            section = text
            shape = title if kind == "title" else heading
            lines = shape.format(text, "=" * len(text), "-" * len(text)).split("\n")
        wrapped = (
            textwrap.fill(indent + line, width, subsequent_indent="  " if kind in ("ul", "ol") else "")
            for line in lines
        )
        blocks.append("\n".join(wrapped))
    return gap.join(blocks) + "\n"


def shape(article: Article) -> list[object]:
    """All of an article but its addresses and ids."""
    blocks = [replace(block, id="") for block in article.blocks]
    plain = [
        replace(block, items=tuple(replace(item, id="") for item in block.items)) if isinstance(block, List) else block
        for block in blocks
    ]
    return [article.title, article.author, article.lead_inlines, *plain, *article.references]


@pytest.mark.parametrize(
    "text",
    [
        as_text(),
        as_text("•", "[{}]"),
        as_text("*", "({})"),
        as_text("–", "{})"),
        as_text(gap="\n"),
        as_text().replace("\n", "\r\n"),
        as_text().replace("\n", "\r"),
        as_text(indent="\t"),
        as_text(heading="## {}", title="# {}"),
        as_text(heading="## {} ##", title="# {}"),
        as_text(heading="{0}\n{2}", title="{0}\n{1}"),
        as_text(heading="{0}\n{1}", title="{0}\n{1}"),
        as_text(width=72),
        as_text(width=50),
        as_text(number="[{}]", width=72),
        as_text(heading="## {}", title="# {}", width=64),
        as_text(gap="\n\n-----\n\n"),
        f"\ufeff{as_text()}",
    ],
    ids=[
        "blank lines", "dots", "stars", "dashes", "no blank lines", "CRLF", "CR", "tabs", "marked headings", "marked twice",
        "underlined", "underlined alike", "72 wide", "50 wide", "72 wide, brackets", "64 wide, marked", "rules", "BOM",
    ],
)  # fmt: skip
def test_a_text_is_the_same_article_as_its_page(text: str) -> None:
    page = read(as_page()).article

    assert [block.level for block in page.blocks if isinstance(block, Heading)] == [2, 2, 2]
    assert [len(block.items) for block in page.blocks if isinstance(block, List)] == [3, 3]
    assert [inline.text for inline in page.all_inlines() if isinstance(inline, Cite)] == ["(1)", "[2,3]", "(2)"]
    assert [reference.number for reference in page.references] == [1, 2, 3]
    assert shape(read(text).article) == shape(page)
    assert shape(read(text.encode()).article) == shape(page)


def test_categories_author_and_a_lost_list_are_found_in_a_text_too() -> None:
    lines = (
        "Meny\nDin varukorg är tom",
        "Zink för hud och hår",
        "Hud & hår,\nMineraler,\nKost",
        "Bloggat av: Anna Ek",
        PROSE,
        "Var finns zink?",
        "Zink finns naturligt i:",
        "Får vi tipsa dig om:",
        "Brist på zink",
        PROSE.replace("kött", "fisk"),
    )
    extraction = read("\n\n".join(lines))

    assert extraction.article.author is not None
    assert extraction.article.author.name == "Anna Ek"
    assert [finding.text for finding in extraction.findings if finding.rule == "source-lost-list"] == [
        "Zink finns naturligt i:"
    ]
    assert "varukorg" not in extraction.article.text
    assert "tipsa" not in extraction.article.text


def test_short_lines_are_paragraphs_and_no_text_broken_by_its_width() -> None:
    text = "\n".join(f"Rad {n} är ett stycke för sig, kort nog att rymmas på skärmen." for n in range(8))

    assert len(read_lines(text)) == 8


def test_a_rule_below_a_sentence_makes_no_heading_of_it() -> None:
    pieces = read_lines("Zink finns i ost.\n-----\n\nHäng med\n=====\n\nMer om zink.")

    assert [type(piece.block) for piece in pieces] == [Paragraph, Heading, Paragraph]


def test_a_text_of_a_single_endless_paragraph_is_joined_in_time() -> None:
    text = f"{'zink och järn och annat ' * 3}\n" * 60_000  # would take minutes if each line copied those before it

    assert len(read_lines(text)) == 1


def test_lines_of_cells_apart_by_tabs_are_a_table_and_a_first_row_without_numbers_its_head() -> None:
    pieces = read_lines("Före.\n\nMat\tZink\nOst\t3 mg\nGryn\t2 mg\n\nEfter.\nen\tensam rad\n")
    tables = [piece.block for piece in pieces if isinstance(piece.block, Table)]

    assert [piece.text for piece in pieces] == ["Före.", "Mat\tZink\nOst\t3 mg\nGryn\t2 mg", "Efter.", "en ensam rad"]
    assert [[cell.header for cell in row] for row in tables[0].rows] == [[True, True], [False, False], [False, False]]


def test_the_breadcrumbs_say_which_line_is_the_title_and_a_table_of_contents_goes() -> None:
    extraction = read(
        "Alltid snabba leveranser\nVitaminer\nHem / Blogg / Zink i vardagen\n\nZink i vardagen\n\n"
        f"Mineraler, Kost, Hud\n\n3 maj 2022\n\nVar finns zink?\nHur mycket behövs?\nNär blir det för mycket?\n\n{PROSE}\n\n"
        f"Var finns zink?\n\n{PROSE}\n\nHur mycket behövs?\n\n{PROSE} Mer.\n\nNär blir det för mycket?\n\n{PROSE} Sist.\n"
    )
    article = extraction.article

    assert article.title == "Zink i vardagen"
    assert article.published == "2022-05-03"
    assert [category.name for category in article.categories] == ["Mineraler", "Kost", "Hud"]
    assert article.lead == PROSE
    assert [block.text for block in article.blocks if isinstance(block, Heading)] == [
        "Var finns zink?",
        "Hur mycket behövs?",
        "När blir det för mycket?",
    ]


def test_double_stars_are_bold_and_a_line_of_them_is_a_heading() -> None:
    text = f"# Zink i maten\n\n{PROSE}\n\n**Var finns zink?**\n\n{PROSE} Och **mer** därtill, 2 ** 3."
    article = read(text).article

    assert [block.text for block in article.blocks if isinstance(block, Heading)] == ["Var finns zink?"]
    assert [inline for inline in article.all_inlines() if isinstance(inline, Strong)] == [Strong((Text("mer"),))]
    assert article.blocks[-1].text.endswith("Och mer därtill, 2 ** 3.")


def test_a_trail_with_a_short_name_leads_to_the_whole_title() -> None:
    scrape = f"Start > Zink\nZINK\nZink: metallen i maten\nAv Nils Ekman\n\n{PROSE}\n\nI maten\n\nFisk med. {PROSE}\n"

    assert read(scrape).article.title == "Zink: metallen i maten"
    assert read(scrape.replace("Zink: metallen", "Bly och metallen")).article.title == "Zink"
