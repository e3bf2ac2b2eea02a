from __future__ import annotations

from collections.abc import Iterable

import pytest

from contentops.article.model import Article, Paragraph, Strong, Text
from contentops.article.segments import recognized, segments
from contentops.errors import SegmentError
from contentops.language import quantities
from contentops.language.language import language
from contentops.state.memory import identity, key
from contentops.translate.interchange.memory.codes import marked
from contentops.translate.interchange.memory.edges import Framed, framings
from contentops.translate.interchange.memory.matching import Known, Match, matches
from contentops.translate.interchange.memory.unit import Mark, Marked, Unit


def unit(source: str | Marked, target: str | Marked, locale: str = "da") -> Unit:
    texts = [marked(text) if isinstance(text, str) else text for text in (source, target)]
    return Unit(number=1, line=2, locale=locale, source=texts[0], target=texts[1])


def nothing(_: str) -> Iterable[Framed]:
    return ()


def found(source: str | Marked, target: str | Marked, locale: str = "da") -> tuple[str, str]:
    (match,) = matches(unit(source, target, locale), "sv", nothing)
    return match.source, match.text


# ------------------------------------------------------------------------------------------------------- plain sentences


def test_plain_text_is_its_own_identity_with_blanks_and_letters_as_the_memory_has_them() -> None:
    assert found("Fisk  är\u00a0bra. ", "Fisk er godt.") == ("Fisk är bra.", "Fisk er godt.")
    assert found("Fisk a\u0308r bra.", "Fisk er godt.")[0] == "Fisk är bra."


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("Ta 10 mg om dagen.", "Tag 10 mg om dagen."),
        ("Mellan 18–70 år gäller 7,5 milligram.", "Mellem 18–70 år gælder 7,5 milligram."),
        ("Högst 25 000 IE, men 2 dl är nog.", "Højst 25.000 IE, men 2 dl er nok."),
        ("Koka i 5 minuter och vila i 5 minuter.", "Kog i 5 minutter og hvil i 5 minutter."),
        ("Under 40 % av dem åt 2 gånger.", "Under 40 % af dem spiste 2 gange."),
    ],
)
def test_numbers_in_plain_text_become_the_codes_that_the_extractor_makes(text: str, translation: str) -> None:
    inlines = recognized(text, quantities.find(text, language("sv")))
    (part,) = segments(Article(locale="sv", title="", blocks=(Paragraph(id="p", inlines=inlines),)))
    (match,) = matches(unit(text, translation), "sv", nothing)
    assert (match.key, match.source) == (key(part), identity(part.text, part.codes))
    assert part.codes


def test_a_quantity_is_found_in_the_translation_wherever_and_however_it_is_written_there() -> None:
    assert found("Barn får 5 mg, vuxna 1 000 mg.", "Adults take 1000 mg, children 5 mg.", "en") == (
        "Barn får ⟦1:quantity⟧, vuxna ⟦2:quantity⟧.",
        "Adults take ⟦2⟧, children ⟦1⟧.",
    )
    assert found("Högst 25 000 IE.", "Höchstens 25.000 IE.", "de") == ("Högst ⟦1:quantity⟧.", "Höchstens ⟦1⟧.")
    assert found("Ta 7,5 mg.", "Take 7.5 mg.", "en")[1] == "Take ⟦1⟧."


def test_equal_quantities_are_taken_in_order() -> None:
    assert found("Ta 5 mg nu och 5 mg sen.", "Tag 5 mg nu og 5 mg senere.")[1] == "Tag ⟦1⟧ nu og ⟦2⟧ senere."


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("Tag 20 mg om dagen.", "the source says 10 mg, the translation 20 mg"),
        ("Tag 10 g om dagen.", "the source says 10 mg, the translation 10 g"),
        ("Tag det om dagen.", "the source says 10 mg, which the translation does not"),
        ("Tag 10 mg eller 20 mg.", "the translation says 20 mg, which the source does not"),
        ("Tag 10 mg, ja 10 mg.", "the translation says 10 mg, which the source does not"),
    ],
)
def test_a_quantity_that_is_another_in_the_translation_is_refused(target: str, reason: str) -> None:
    with pytest.raises(SegmentError, match=reason):
        found("Ta 10 mg om dagen.", target)


def test_an_area_is_no_length() -> None:
    up = (Mark("sup", "open", "sup"), "2", Mark("sup", "close", "sup"))
    assert found(("En yta av 5 m", *up, "."), ("Et areal på 5 m", *up, ".")) == (
        "En yta av 5 m⟦1:sup⟧2⟦/1:sup⟧.",
        "Et areal på 5 m⟦1⟧2⟦/1⟧.",
    )


# ------------------------------------------------------------------------------------------------------------------ codes


def test_codes_are_numbered_as_they_stand_in_the_source_whatever_they_are_called() -> None:
    first, second = Mark("single:77", "single", "cite", unique=True), Mark("single:3", "single", "cite", unique=True)
    assert found(("Fisk är bra", first, second), (second, "Fisk er godt", first)) == (
        "Fisk är bra⟦1:cite⟧⟦2:cite⟧",
        "⟦2⟧Fisk er godt⟦1⟧",
    )


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (
            "<b>Fisk</b> är bra.",
            "<strong>Fisk</strong> er godt.",
            ("⟦1:strong⟧Fisk⟦/1:strong⟧ är bra.", "⟦1⟧Fisk⟦/1⟧ er godt."),
        ),
        (
            'Läs <a href="/x">om <i>fisk</i></a>.',
            "Læs <a href='/y'>om <em>fisk</em></a>.",
            ("Läs ⟦1:link⟧om ⟦2:em⟧fisk⟦/2:em⟧⟦/1:link⟧.", "Læs ⟦1⟧om ⟦2⟧fisk⟦/2⟧⟦/1⟧."),
        ),
        ("Ett<br/>två<br>tre", "En<br>to<br/>tre", ("Ett⟦1:break⟧två⟦2:break⟧tre", "En⟦1⟧to⟦2⟧tre")),
        ("Ta ⟦1:quantity⟧ nu.", "Tag ⟦1⟧ nu.", ("Ta ⟦1:quantity⟧ nu.", "Tag ⟦1⟧ nu.")),
        ("⟦1:link⟧Fisk⟦/1:link⟧.", "⟦1⟧Fisk⟦/1⟧.", ("⟦1:link⟧Fisk⟦/1:link⟧.", "⟦1⟧Fisk⟦/1⟧.")),
        ("Om a < b och b > c.", "Hvis a < b og b > c.", ("Om a < b och b > c.", "Hvis a < b og b > c.")),
    ],
)
def test_codes_that_are_written_out_are_codes(source: str, target: str, expected: tuple[str, str]) -> None:
    assert found(source, target) == expected


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("Fisk er <b>godt</b>.", "loses code ⟦1⟧"),
        ("<i>Fisk</i> er <b>godt</b>.<br>", "a code that the source has not"),
        ("<i>Fisk</i> er <b>godt</b><b></b>.", "a code that the source has not"),
        ("<i>Fisk <b>er</i> godt</b>.", "does not nest"),
        ("<i>Fisk</i> er <b>godt.", "loses code ⟦/2⟧"),
        ("⟦1⟧Fisk⟦/1⟧ er ⟦2⟧godt⟦/2⟧.", "a code that the source has not"),
    ],
)
def test_codes_that_are_lost_doubled_invented_or_crossed_are_refused(target: str, reason: str) -> None:
    with pytest.raises(SegmentError, match=reason):
        found("<i>Fisk</i> är <b>bra</b>.", target)


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("Ta ⟦1:quantity⟧.", "Tag ⟦1⟧⟦1⟧.", "the translation repeats code ⟦1⟧"),
        ("Ta ⟦1:quantity⟧⟦1:quantity⟧.", "Tag ⟦1⟧.", "the source repeats code ⟦1⟧"),
        ("Ta ⟦1:quantity⟧.", "Tag ⟦1:cite⟧.", "is quantity in the source and cite in the translation"),
        ("Ta ⟦1:quantity⟧.", "Tag ⟦1⟧ ⟦.", "the translation holds a broken code"),
        ("Ta ⟦1:dose⟧.", "Tag ⟦1⟧.", "a code that the source has not"),
    ],
)
def test_so_are_our_own(source: str, target: str, reason: str) -> None:
    with pytest.raises(SegmentError, match=reason):
        found(source, target)


# ------------------------------------------------------------------------------------------- codes whose kind is not said


WHOLE = "⟦1⟧Fisk⟦/1⟧ är ⟦2⟧ bra."


def store(*sentences: tuple[str, tuple[str, ...]]) -> Known:
    """A store that has these sentences."""

    def known(text: str) -> Iterable[Framed]:
        return [whole for one in sentences for said, whole in framings(*one) if said == text]

    return known


def told(source: str, target: str, *sentences: tuple[str, tuple[str, ...]]) -> list[Match]:
    return matches(unit(source, target), "sv", store(*sentences))


def test_what_omegats_tags_are_is_told_by_the_sentences_of_the_store() -> None:
    (match,) = told("<g0>Fisk</g0> är <x1/> bra.", "<g0>Fisk</g0> er <x1/> godt.", (WHOLE, ("strong", "cite")))
    assert (match.source, match.text) == ("⟦1:strong⟧Fisk⟦/1:strong⟧ är ⟦2:cite⟧ bra.", "⟦1⟧Fisk⟦/1⟧ er ⟦2⟧ godt.")


def test_a_sentence_that_stands_there_with_several_kinds_is_translated_for_each() -> None:
    sentences = [(WHOLE, ("strong", "cite")), (WHOLE, ("em", "cite"))]
    both = told("<g0>Fisk</g0> är <x1/> bra.", "<g0>Fisk</g0> er <x1/> godt.", *sentences)
    assert [match.source[:8] for match in both] == ["⟦1:stron", "⟦1:em⟧Fi"]


def test_kinds_that_do_not_fit_tell_nothing() -> None:
    with pytest.raises(SegmentError, match="nothing says what its codes are"):
        told("<x0/>Fisk<x1/> är bra.", "<x0/>Fisk<x1/> er godt.", ("⟦1⟧Fisk⟦/1⟧ är bra.", ("strong",)))


@pytest.mark.parametrize(
    ("whole", "kinds", "source", "text"),
    [
        ("Fisk är bra.⟦1⟧⟦2⟧", ("cite", "cite"), "Fisk är bra.⟦1:cite⟧⟦2:cite⟧", "Fisk er godt.⟦1⟧⟦2⟧"),
        ("⟦1⟧Fisk är bra.⟦/1⟧", ("link",), "⟦1:link⟧Fisk är bra.⟦/1:link⟧", "⟦1⟧Fisk er godt.⟦/1⟧"),
    ],
)
def test_what_stands_at_a_sentences_edges_may_be_left_out(
    whole: str, kinds: tuple[str, ...], source: str, text: str
) -> None:
    alone, with_edges = told("Fisk är bra.", "Fisk er godt.", (whole, kinds), ("Fisk är ⟦1⟧ bra.", ("cite",)))
    assert (alone.source, alone.text) == ("Fisk är bra.", "Fisk er godt.")
    assert (with_edges.source, with_edges.text) == (source, text)


def test_codes_between_the_edges_are_numbered_anew() -> None:
    whole = ("⟦1⟧ ⟦2⟧Fisk⟦/2⟧ är ⟦3⟧ bra.⟦4⟧", ("quantity", "strong", "cite", "cite"))
    (match,) = told("<g0>Fisk</g0> är <x1/> bra.", "<x1/> er <g0>fisk</g0>.", whole)
    assert match.source == "⟦1:quantity⟧ ⟦2:strong⟧Fisk⟦/2:strong⟧ är ⟦3:cite⟧ bra.⟦4:cite⟧"
    assert match.text == "⟦1⟧ ⟦3⟧ er ⟦2⟧fisk⟦/2⟧.⟦4⟧"


def test_codes_of_a_sentence_that_the_store_has_not_are_refused() -> None:
    with pytest.raises(SegmentError, match="nothing says what its codes are"):
        found("Fisk är <x0/> bra.", "Fisk er <x0/> godt.")


def test_what_is_strong_in_the_article_is_found_by_its_tags() -> None:
    inlines = (Strong((Text("Fisk"),)), Text(" är bra."))
    (part,) = segments(Article(locale="sv", title="", blocks=(Paragraph(id="p", inlines=inlines),)))
    (match,) = matches(unit("<b>Fisk</b> är bra.", "<b>Fisk</b> er godt."), "sv", nothing)
    assert match.key == key(part)
