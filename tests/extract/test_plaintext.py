"""A plain-text scrape becomes the blocks that its page had."""

from __future__ import annotations

from contentops.article.model import Heading, List, Paragraph
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
