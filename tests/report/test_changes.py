from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.article.record import SegmentRecord
from contentops.report.changes import changes, word_by_word


def segment(address: str, source: str, text: str) -> SegmentRecord:
    return SegmentRecord(
        address=address, block="p", role="paragraph", source=source, source_shown=source, text=text, shown=text
    )


def diff(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in word_by_word(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("Spis frø.", "Spis frø.", [("same", "Spis frø.")]),
        ("Spis frø.", "Spis kerner.", [("same", "Spis "), ("gone", "frø"), ("new", "kerner"), ("same", ".")]),
        (
            "Spis de frø nu.",
            "Spis en kerne nu.",
            [("same", "Spis "), ("gone", "de frø"), ("new", "en kerne"), ("same", " nu.")],
        ),
        ("Tag 7,5 mg.", "Tag 7,6 mg.", [("same", "Tag "), ("gone", "7,5"), ("new", "7,6"), ("same", " mg.")]),
        ("", "Ny.", [("new", "Ny.")]),
        ("Væk.", "", [("gone", "Væk.")]),
        ("", "", []),
    ],
)
def test_a_text_is_compared_word_by_word(before: str, after: str, pieces: list[tuple[str, str]]) -> None:
    assert diff(before, after) == pieces


@given(st.text("abc ,.1\n", max_size=40), st.text("abc ,.1\n", max_size=40))
def test_both_texts_can_be_read_off_the_pieces(before: str, after: str) -> None:
    pieces = diff(before, after)
    assert "".join(text for kind, text in pieces if kind != "new") == before
    assert "".join(text for kind, text in pieces if kind != "gone") == after


def test_a_text_without_end_is_not_compared_word_by_word() -> None:
    before, after = "a b " * 100_000, "b a " * 100_000
    assert [kind for kind, _ in diff(before, after)] == ["gone", "new"]


A, B, C = segment("p#0", "A.", "a."), segment("p#1", "B.", "b."), segment("p#2", "C.", "c.")


def test_nothing_changed_in_what_is_equal() -> None:
    assert changes((A, B), (A, B)).count == 0


def test_a_sentence_put_in_before_others_is_the_only_one_that_changed() -> None:
    now = (segment("p#0", "X.", "x."), segment("p#1", "A.", "a."), segment("p#2", "B.", "b."))
    made = changes((A, B), now)
    assert list(made.at) == ["p#0"]
    assert made.at["p#0"].added
    assert made.removed == ()


def test_a_sentence_that_is_gone_is_listed() -> None:
    made = changes((A, B, C), (A, segment("p#1", "C.", "c.")))
    assert (made.at, made.removed, made.count) == ({}, (B,), 1)


def test_a_source_sentence_that_changed_is_compared_too() -> None:
    (change,) = changes((A,), (segment("p#0", "A nu.", "a nu."),)).at.values()
    assert [(p.kind, p.text) for p in change.source] == [("same", "A"), ("new", " nu"), ("same", ".")]
    (change,) = changes((A,), (segment("p#0", "A.", "å."),)).at.values()
    assert change.source == ()


def test_a_link_that_moved_is_a_change_without_other_words() -> None:
    then = SegmentRecord(
        address="p#0", block="p", role="item", source="⟦1⟧A⟦/1⟧ b", source_shown="A b", text="⟦1⟧a⟦/1⟧ b", shown="a b"
    )
    now = SegmentRecord(
        address="p#0", block="p", role="item", source="⟦1⟧A⟦/1⟧ b", source_shown="A b", text="a ⟦1⟧b⟦/1⟧", shown="a b"
    )
    (change,) = changes((then,), (now,)).at.values()
    assert (change.text, change.source, change.added) == ((), (), False)
