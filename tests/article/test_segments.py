"""segments and fill are inverses; a translation carries each code once or is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contentops.article.identity import mint
from contentops.article.model import Article, Break, Cite, Link, Paragraph, Quantity, Strong, Text, plain
from contentops.article.segments import check_codes, fill, segments, taken_whole, units
from contentops.errors import SegmentError
from tests.article import strategies


def paragraph(*inlines: object) -> Article:
    return mint(Article(locale="sv", title="T", blocks=(Paragraph(inlines=inlines),)))  # type: ignore[arg-type]


def texts_of(article: Article) -> list[str]:
    return [s.text for s in segments(article) if s.block]


@settings(max_examples=80, deadline=None)
@given(strategies.article)
def test_filling_an_article_with_its_own_texts_gives_it_back(article: Article) -> None:
    assert fill(article, "sv", {s.address: s.text for s in segments(article)}) == article


@settings(max_examples=60, deadline=None)
@given(strategies.article)
def test_the_segments_of_a_filled_article_are_the_texts_that_filled_it(article: Article) -> None:
    texts = {s.address: re.sub(r"([^\W\d_]{5,})", r"\1na", s.text) for s in segments(article)}
    assert {s.address: s.text for s in segments(fill(article, "sv", texts))} == texts


@settings(max_examples=80, deadline=None)
@given(strategies.article, st.data())
def test_they_are_inverses_with_any_choice_of_units_that_are_taken_whole(article: Article, data: st.DataObject) -> None:
    whole = {unit.place.address for unit in units(article) if data.draw(st.booleans())}
    parts = segments(article, whole)
    assert taken_whole(s.address for s in parts) == {u.place.address for u in units(article) if u.whole} & whole
    assert fill(article, "sv", {s.address: s.text for s in parts}) == article
    texts = {s.address: re.sub(r"([^\W\d_]{5,})", r"\1na", s.text) for s in parts}
    assert {s.address: s.text for s in segments(fill(article, "sv", texts), whole)} == texts


@settings(max_examples=30, deadline=None)
@given(strategies.article)
def test_every_address_is_unique(article: Article) -> None:
    addresses = [s.address for s in segments(article)]
    assert len(addresses) == len(set(addresses))


def test_a_citation_after_the_stop_belongs_to_its_sentence() -> None:
    article = paragraph(Text("Det minskar. "), Cite(("r1", "r2"), "(1,2)"), Text(" Det ökar."), Cite(("r3",), "(3)"))
    assert texts_of(article) == ["Det minskar. ⟦1⟧", "Det ökar.⟦1⟧"]


def test_a_strong_over_two_sentences_is_whole_in_each_and_one_again_after() -> None:
    article = paragraph(Strong((Text("Första meningen. Andra meningen."),)), Text(" Tredje."))
    assert texts_of(article) == ["⟦1⟧Första meningen.⟦/1⟧", "⟦1⟧Andra meningen.⟦/1⟧", "Tredje."]
    a, b, c = (s.address for s in segments(article) if s.block)
    filled = fill(article, "da", {a: "⟦1⟧Første sætning.⟦/1⟧", b: "⟦1⟧Anden sætning.⟦/1⟧", c: "Tredje."})
    assert filled.blocks[0].inlines == (Strong((Text("Første sætning. Anden sætning."),)), Text(" Tredje."))  # type: ignore[union-attr]


def test_two_sentences_that_are_taken_whole_may_become_one_and_the_strong_over_both_is_one_code() -> None:
    article = paragraph(
        Strong((Text("Ta "), Quantity("300", "mg", "300 mg"), Text(". Vila sedan."))), Text(" Drick te."), Break()
    )
    address = article.blocks[0].id
    [whole] = [s for s in segments(article, {address}) if s.block]
    assert whole.address == f"{address}#all"
    assert whole.text == "⟦1⟧Ta ⟦2⟧. Vila sedan.⟦/1⟧ Drick te."
    filled = fill(article, "de", {whole.address: "Trinken Sie Tee, ⟦1⟧nehmen Sie ⟦2⟧ und ruhen Sie⟦/1⟧."})
    assert filled.blocks[0].inlines == (  # type: ignore[union-attr]
        Text("Trinken Sie Tee, "),
        Strong((Text("nehmen Sie "), Quantity("300", "mg", "300\u00a0mg"), Text(" und ruhen Sie"))),
        Text("."),
        Break(),
    )


def test_a_unit_of_one_sentence_is_that_sentence_taken_whole_or_not() -> None:
    article = paragraph(Text("En mening."))
    assert segments(article, {article.blocks[0].id}) == segments(article)


def test_a_whole_that_loses_a_code_of_one_of_its_sentences_is_refused() -> None:
    article = paragraph(Text("Ta "), Quantity("300", "mg", "300 mg"), Text(". Vila sedan."))
    with pytest.raises(SegmentError, match="#all: the translation loses code ⟦1⟧"):
        fill(article, "de", {f"{article.blocks[0].id}#all": "Ruhen Sie."})


def test_a_break_stands_between_sentences() -> None:
    assert texts_of(paragraph(Text("magnesium"), Break(), Text("zink"))) == ["magnesium", "zink"]


def test_a_segment_without_a_translation_is_left_empty_not_in_swedish() -> None:
    article = paragraph(Text("Första meningen. Andra."))
    filled = fill(article, "nb", {})
    assert filled.title == ""
    assert plain(filled.blocks[0].inlines).strip() == ""  # type: ignore[union-attr]


def test_a_quantity_keeps_its_value_and_takes_the_spelling_of_the_target() -> None:
    article = paragraph(
        Text("Ta "), Quantity("1000", "mg", "1 000 mg"), Text(" i "), Quantity("3", "month", "3 månader")
    )
    [segment] = [s for s in segments(article) if s.block]
    assert segment.text == "Ta ⟦1⟧ i ⟦2⟧ månader"
    assert segment.shown == "Ta 1 000 mg i 3 månader"
    filled = fill(article, "nb", {segment.address: "Ta ⟦1⟧ i ⟦2⟧\u00a0måneder"})
    assert filled.blocks[0].inlines == (  # type: ignore[union-attr]
        Text("Ta "),
        Quantity("1000", "mg", "1000\u00a0mg"),
        Text(" i "),
        Quantity("3", "month", "3\u00a0måneder"),
    )


@pytest.mark.parametrize(
    ("locale", "text", "spelled"),
    [
        ("de", "Kinder von ⟦1⟧ Jahren", "1–5 Jahren"),
        ("fi", "⟦1⟧ vuoden ikäiset lapset", "1–5 vuoden"),
        ("da", "børn på ⟦1⟧ år", "1–5 år"),
        ("fi", "⟦1⟧-vuotiaat lapset", "1–5"),
    ],
)
def test_the_word_for_a_span_of_time_is_that_of_its_sentence(locale: str, text: str, spelled: str) -> None:
    article = paragraph(Text("barn "), Quantity("1", "year", "1-5\u00a0år", "5"))
    [segment] = [s for s in segments(article) if s.block]
    filled = fill(article, locale, {segment.address: text})
    found = [one for one in filled.blocks[0].inlines if isinstance(one, Quantity)]  # type: ignore[union-attr]
    assert found == [Quantity("1", "year", spelled, "5")]
    assert [s.text for s in segments(filled) if s.block] == [text]


@pytest.mark.parametrize(("written", "spelled"), [("8 veckor", "8\u00a0Wochen"), ("1 vecka", "1\u00a0Woche")])
def test_a_cell_that_is_only_a_span_of_time_is_spelled_as_a_whole(written: str, spelled: str) -> None:
    article = paragraph(Quantity(written[0], "week", written))
    assert texts_of(article) == []
    assert plain(fill(article, "de", {}).blocks[0].inlines) == spelled  # type: ignore[union-attr]


def test_the_symbol_of_a_span_of_time_is_no_word() -> None:
    assert texts_of(paragraph(Text("Koka "), Quantity("30", "minute", "30 min"))) == ["Koka ⟦1⟧"]


def test_a_title_with_a_dose_is_localized_too() -> None:
    article = Article(locale="sv", title="Räcker 1 000 mg?", blocks=())
    assert [s.text for s in segments(article)] == ["Räcker ⟦1⟧?"]
    assert fill(article, "da", {"title#0": "Er ⟦1⟧ nok?"}).title == "Er 1000\u00a0mg nok?"


@pytest.mark.parametrize(
    ("translation", "complaint"),
    [
        ("Se siden.", "loses"),
        ("Se ⟦1⟧siden⟦/1⟧ ⟦1⟧nu⟦/1⟧.", "repeats"),
        ("Se ⟦1⟧siden⟦/1⟧ ⟦2⟧.", "invents"),
        ("Se ⟦/1⟧siden⟦1⟧.", "nest"),
        ("Se ⟦1⟧siden⟦/1⟧ ⟦.", "broken"),
    ],
)
def test_a_translation_that_damages_a_code_is_refused(translation: str, complaint: str) -> None:
    [segment] = [
        s for s in segments(paragraph(Text("Se "), Link("https://e.example", (Text("sidan"),)), Text("."))) if s.block
    ]
    with pytest.raises(SegmentError, match=complaint):
        check_codes(segment, translation)
    check_codes(segment, "⟦1⟧Siden⟦/1⟧ kan ses.")
