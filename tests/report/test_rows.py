from __future__ import annotations

from dataclasses import replace

from contentops.article.model import Block, Cell, Heading, Image, Item, List, Paragraph, Question, Quote, Table, Text
from contentops.article.record import Finding, SegmentRecord, Similar, State
from contentops.report.rows import Aligned, Grid, Shape, aligned


def text(words: str) -> tuple[Text]:
    return (Text(words),)


def segment(address: str, block: str, role: str = "paragraph") -> SegmentRecord:
    return SegmentRecord(address=address, block=block, role=role, source="", source_shown=address)


BLOCKS: tuple[Block, ...] = (
    Heading(id="h-1", level=3, inlines=text("H")),
    Paragraph(id="p-1", inlines=text("A. B.")),
    List(
        id="l-1",
        ordered=True,
        items=(
            Item(id="i-0", inlines=()),
            Item(id="i-1", inlines=text("I"), items=(Item(id="i-2", inlines=text("J")),)),
        ),
    ),
    Table(id="t-1", rows=((Cell(inlines=text("C"), header=True), Cell(inlines=text("2.5"))),)),
    Image(id="f-1", src="https://e.example/a.jpg", alt="F"),
    Quote(id="q-1", inlines=text("Q")),
    Question(
        id="faq-1",
        inlines=text("W?"),
        blocks=(Paragraph(id="p-2", inlines=text("D")), List(id="l-2", items=(Item(id="i-3", inlines=text("K")),))),
    ),
)
SEGMENTS = (
    segment("title#0", "", "title"),
    segment("h-1#0", "h-1", "heading"),
    segment("p-1#0", "p-1"),
    segment("p-1#1", "p-1"),
    segment("i-1#0", "i-1", "item"),
    segment("i-2#0", "i-2", "item"),
    segment("t-1.r0c0#0", "t-1", "cell"),
    segment("f-1.alt#0", "f-1", "alt"),
    segment("q-1#0", "q-1", "quote"),
    segment("faq-1#0", "faq-1", "question"),
    segment("p-2#0", "p-2"),
    segment("i-3#0", "i-3", "item"),
)


def finding(**more: str) -> Finding:
    return Finding(rule="r", severity="warn", message="m", **more)  # type: ignore[arg-type]


def beside(made: Aligned) -> dict[str, int]:
    return {row.segment.address: len(row.findings) for row in made.rows if row.findings}


def test_the_sentences_of_one_run_stand_together_in_reading_order() -> None:
    units = aligned(BLOCKS, SEGMENTS, (), ()).units
    assert [[row.segment.address for row in unit.rows] for unit in units][:4] == [
        ["title#0"],
        ["h-1#0"],
        ["p-1#0", "p-1#1"],
        ["i-1#0"],
    ]
    assert sum(len(unit.rows) for unit in units) == len(SEGMENTS)


def test_each_unit_has_the_shape_of_its_block() -> None:
    units = aligned(BLOCKS, SEGMENTS, (), ()).units
    assert [unit.shape for unit in units] == [
        Shape(),
        Shape(kind="h3"),
        Shape(kind="paragraph"),
        Shape(kind="item", depth=1, marker="2."),
        Shape(kind="item", depth=2, marker="•"),
        Shape(kind="table"),
        Shape(kind="image"),
        Shape(kind="quote"),
        Shape(kind="question"),
        Shape(kind="paragraph", depth=1),
        Shape(kind="item", depth=2, marker="•"),
    ]


def test_a_table_stands_whole_with_its_cells_of_numbers_and_their_translation() -> None:
    danish = (Table(id="t-1", rows=((Cell(inlines=text("D"), header=True), Cell(inlines=text("2,5"))),)),)
    units = aligned(BLOCKS, SEGMENTS, [finding(segment="t-1.r0c0#0")], (), danish).units
    (grid,) = [unit for unit in units if isinstance(unit, Grid)]
    assert [(cell.row, cell.column, cell.source, cell.target, len(cell.rows)) for cell in grid.lines[0]] == [
        (1, 1, "C", "D", 1),
        (1, 2, "2.5", "2,5", 0),
    ]
    assert [cell.column for cell in grid.cells] == [1]
    assert len(grid.rows[0].findings) == 1


def test_a_table_of_another_revision_leaves_its_cells_empty() -> None:
    units = aligned(BLOCKS, SEGMENTS, (), (), (Table(id="t-1", rows=()),)).units
    (grid,) = [unit for unit in units if isinstance(unit, Grid)]
    assert [cell.target for cell in grid.lines[0]] == ["", ""]


def test_a_finding_stands_at_its_sentence() -> None:
    assert beside(aligned(BLOCKS, SEGMENTS, [finding(segment="p-1#1", block="p-1")], ())) == {"p-1#1": 1}


def test_a_finding_of_a_block_stands_at_the_block_s_first_sentence() -> None:
    assert beside(aligned(BLOCKS, SEGMENTS, [finding(block="p-1"), finding(block="t-1")], ())) == {
        "p-1#0": 1,
        "t-1.r0c0#0": 1,
    }


def test_a_finding_of_a_list_stands_at_its_first_item_with_text() -> None:
    assert beside(aligned(BLOCKS, SEGMENTS, [finding(block="l-1"), finding(block="l-2")], ())) == {
        "i-1#0": 1,
        "i-3#0": 1,
    }


def test_a_finding_of_nothing_that_is_there_is_about_the_whole_article() -> None:
    lost = [finding(), finding(block="p-9"), finding(segment="p-1#7", block="p-9")]
    made = aligned(BLOCKS, SEGMENTS, lost, [finding()])
    assert made.findings == tuple(lost)
    assert made.source_findings == (finding(),)
    assert beside(made) == {}


def test_findings_of_the_source_stand_apart_from_those_of_the_translation() -> None:
    made = aligned(BLOCKS, SEGMENTS, (), [finding(block="p-1")])
    row = next(row for row in made.rows if row.segment.address == "p-1#0")
    assert (len(row.findings), len(row.source_findings)) == (0, 1)


def test_no_two_rows_share_an_anchor() -> None:
    anchors = [row.anchor for row in aligned(BLOCKS, SEGMENTS, (), ()).rows]
    assert len(set(anchors)) == len(SEGMENTS)
    assert anchors[:3] == ["s-title-0", "s-h-1-0", "s-p-1-0"]


def test_what_stood_here_before_is_shown_in_words_unless_it_stands_elsewhere_now() -> None:
    moved, gone = segment("p-1#0", "p-1"), segment("p-1#1", "p-1")
    segments = (
        replace(moved, text="A.", previous="Tag ⟦1⟧ ⟦2⟧hver⟦/2⟧ dag."),
        replace(gone, text="B.", previous="A."),
    )
    assert [row.previous for row in aligned(BLOCKS, segments, (), ()).rows] == ["Tag … hver dag.", ""]


def test_a_suggestion_is_shown_in_words_with_how_its_source_differs() -> None:
    similar = Similar(
        "Ta ⟦1:quantity⟧ om ⟦2:strong⟧dagen⟦/2:strong⟧.", "Tag ⟦1⟧ om ⟦2⟧dagen⟦/2⟧.", 88, State.APPROVED, "Bo"
    )
    own = replace(segment("p-1#0", "p-1"), source="Ta ⟦1⟧ om kvällen.", similar=(similar,))
    (row,) = aligned(BLOCKS, (own,), (), ()).rows
    (shown,) = row.similar
    assert (shown.text, shown.score, shown.state, shown.by) == ("Tag … om dagen.", 88, "approved", "Bo")
    assert [(piece.kind, piece.text) for piece in shown.difference] == [
        ("same", "Ta … om "),
        ("gone", "dagen"),
        ("new", "kvällen"),
        ("same", "."),
    ]
