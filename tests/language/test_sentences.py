"""Swedish sentences as health and shop texts write them. "|" is where one sentence ends and the next begins."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.article.model import Article, Cite, Inline, Paragraph, Quantity, Strong, Text
from contentops.article.segments import segments
from contentops.language.language import language
from contentops.language.sentences import split

SWEDISH = language("sv")

ITEMS = {
    "an abbreviation in the middle": "Välj fet fisk, t.ex. lax och sill.| Två gånger räcker.",
    "an abbreviation before a name": "Det gäller bl.a. Sverige och Norge.| Andra länder räknar annorlunda.",
    "an abbreviation before a number": "Ta ca. 10 droppar på kvällen.| Skaka flaskan först.",
    "a time of day": "Butiken öppnar kl. 9 på lördagar.| Ring gärna först.",
    "three abbreviations in a row": "Jfr. t.ex. nr. 3 i serien.| Den är slutsåld.",
    "a title before a name": "Boken är skriven av dr. Eva Lind och prof. Nils Ek.| Den kom i våras.",
    "an abbreviation that ends the sentence": "Servera med ris, bröd m.m.| Det räcker till fyra.",
    "the same abbreviation in the middle": "Servera med ris, bröd m.m. och en sallad.",
    "an amount of money at the end": "Burken kostar 50 kr.| Frakten är fri.",
    "a decimal with a comma": "Dosen är 2,5 mg.| Den är låg.",
    "a decimal with a point": "Värdet var 2.5 mg.| Det är lågt.",
    "a citation after the stop": "Studien var liten.(1)| Fler behövs.",
    "several citations after the stop": "Studien var liten.(1,2)| Fler behövs.[3]| Så är det.",
    "a citation before the stop": "Studien var liten (1).| Fler behövs.",
    "a number in brackets is no citation of its own": "Ta 10 mikrogram (400 IE) om dagen.| Det räcker.",
    "a quotation": "”Jag sover bättre.”| Så svarade de flesta.",
    "an exclamation inside a quotation": "”Ät mer grönt!” ropade hon.| Sedan gick hon.",
    "a stop inside a quotation": "Hon sade: ”Ät mer grönt.” och gick.",
    "one initial": "Receptet kommer från J. Berg i Umeå.| Det är enkelt.",
    "initials with and without a space": "Av A. B. Karlsson och K.R. Olsson.| Foto saknas.",
    "a list of names": "Källor: Berg A., Ek B. och Lind C. har alla bidragit.",
    "an ordinal": "Den 3. upplagan kom i maj.| Den är slutsåld.",
    "a year at the end": "Rådet gavs 2020.| Sedan dess har det ändrats.",
    "a sentence that begins with a number": "Många åt för lite fisk.| 18 procent åt ingen alls.",
    "a question and an exclamation": "Hur mycket är nog?| Mindre än du tror!| Läs vidare.",
    "an ellipsis that ends": "Det kan dröja…| Men ge inte upp.",
    "an ellipsis that goes on": "Det kan dröja... men ge inte upp.",
    "an address": "Läs mer på www.butik.example/blogg.| Där finns recept.",
    "an e-mail address": "Skriv till hej@butik.example.| Vi svarar samma dag.",
    "a lost space": "Koka i fem minuter.|Låt sedan svalna.",
    "a sentence in brackets": "Koka långsamt.| (Det tar en stund.)| Låt sedan svalna.",
    "a dash": "Vila – det är viktigare än du tror.| Sov gott.",
    "a line break": "Skölj bönorna\n| Koka dem mjuka",
    "one sentence without a stop": "Magnesium i maten",
}


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS.keys())
def test_a_text_is_parted_where_a_reader_parts_it(item: str) -> None:
    text = item.replace("|", "")
    bounds = [0, *split(text, SWEDISH), len(text)]
    said = [text[start:end].strip() for start, end in pairwise(bounds)]
    assert said == [part.strip() for part in item.split("|")]


@pytest.mark.parametrize(
    ("locale", "item"),
    [
        ("de", "Die Frist endet am 3. Mai.| Danach gilt die 2. Auflage."),
        ("de", "Die Gruppe war älter als 18.| Die Teilnehmer aßen z.B. Lachs, Nüsse usw.| Das half."),
        ("de", "Vitamin D.| Danach folgt Vitamin C."),
        ("en", "Take e.g. salmon, approx. 150 ml.| It is enough."),
        ("en", "Serve with rice, bread etc.| It serves four.| Eat before 6 p.m.| Sleep well."),
        ("en", "The value was 2.5 mg.(1)| That is low."),
    ],
)
def test_each_language_has_its_own_abbreviations_and_ordinals(locale: str, item: str) -> None:
    text = item.replace("|", "")
    bounds = [0, *split(text, language(locale)), len(text)]
    assert [text[start:end].strip() for start, end in pairwise(bounds)] == [part.strip() for part in item.split("|")]


def test_a_capital_after_a_full_stop_is_not_enough_where_the_abbreviation_list_says_otherwise() -> None:
    assert split("Det gäller t.ex. Sverige.", SWEDISH) == []
    assert len(split("Det gäller text. Sverige.", SWEDISH)) == 1


def test_blank_lines_at_the_end_are_no_sentence() -> None:
    assert split("1\n \n", SWEDISH) == []


@given(st.text(alphabet='ab AÄ.!?…\n”")(1,2 ', max_size=60))
def test_the_ends_are_inside_the_text_and_in_order(text: str) -> None:
    ends = split(text, SWEDISH)
    assert ends == sorted(set(ends))
    assert all(0 < end < len(text) for end in ends)
    assert all(text[end:].strip() for end in ends)


def sentences(*inlines: Inline) -> list[str]:
    article = Article(locale="sv", title="", blocks=(Paragraph(id="p", inlines=inlines),))
    return [segment.shown for segment in segments(article)]


def test_a_citation_stays_with_the_sentence_that_it_follows() -> None:
    assert sentences(Text("Studien var liten."), Cite(("r1",), "(1)"), Text(" Fler behövs.")) == [
        "Studien var liten.(1)",
        "Fler behövs.",
    ]


def test_emphasis_over_two_sentences_is_parted_with_them() -> None:
    assert sentences(Strong((Text("Koka långsamt. Låt svalna."),)), Text(" Servera.")) == [
        "Koka långsamt.",
        "Låt svalna.",
        "Servera.",
    ]


def test_a_quantity_at_the_end_of_a_sentence_ends_with_it() -> None:
    assert sentences(Text("Ta högst "), Quantity("7.5", "mg", "7,5 mg"), Text(". Drick vatten.")) == [
        "Ta högst 7,5 mg.",
        "Drick vatten.",
    ]
