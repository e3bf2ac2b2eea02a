"""Spans of time: the word beside its code, and what was remembered when both were one code."""

from __future__ import annotations

import pytest

from contentops.article.model import Article, Paragraph, Quantity, Text
from contentops.article.segments import Segment, check_codes, segments
from contentops.language.language import language
from contentops.translate.spans import as_one_code, tied, untied, with_words

SV = language("sv")


def part(*inlines: Quantity | Text) -> Segment:
    [only] = segments(Article(locale="sv", title="", blocks=(Paragraph(id="p1", inlines=inlines),)))
    return only


SPAN = part(Text("Ta "), Quantity("500", "mg", "500 mg"), Text(" i "), Quantity("1", "week", "1 vecka"), Text("."))
AGES = part(Text("Barn "), Quantity("1", "year", "1–5\u00a0år", "5"), Text("."))


def test_a_segment_as_it_was_has_no_words_of_spans() -> None:
    assert SPAN.text == "Ta ⟦1⟧ i ⟦2⟧ vecka."
    before = as_one_code(SPAN, SV)
    assert before is not None
    assert before.text == "Ta ⟦1⟧ i ⟦2⟧."
    check_codes(before, "⟦2⟧: ⟦1⟧.")


def test_a_segment_without_spans_was_never_another() -> None:
    assert as_one_code(part(Text("Ta "), Quantity("500", "mg", "500 mg"), Text(".")), SV) is None


@pytest.mark.parametrize(
    ("segment", "locale", "was", "says"),
    [
        (SPAN, "da", "I ⟦2⟧ ⟦1⟧.", "I ⟦2⟧\u00a0uge ⟦1⟧."),
        (SPAN, "de", "⟦2⟧ lang ⟦1⟧.", "⟦2⟧\u00a0Woche lang ⟦1⟧."),
        (AGES, "nb", "Barn ⟦1⟧.", "Barn ⟦1⟧\u00a0år."),
        (AGES, "fi", "Lapset ⟦1⟧.", "Lapset ⟦1⟧\u00a0vuotta."),
    ],
)
def test_a_translation_from_then_gets_the_words_that_it_was_shown_with(
    segment: Segment, locale: str, was: str, says: str
) -> None:
    assert with_words(was, segment, SV, language(locale)) == says


def test_a_number_is_tied_to_the_word_of_its_span_in_any_form() -> None:
    assert tied("von ⟦1⟧ Jahren an", AGES, language("de")) == "von ⟦1⟧\u00a0Jahren an"
    assert tied("von ⟦1⟧ an", AGES, language("de")) == "von ⟦1⟧ an"


def test_an_engine_gets_plain_spaces() -> None:
    assert untied(AGES.text) == "Barn ⟦1⟧ år."
