"""Everyday words and adjectives of the glossary, in sentences through mask, engine and back."""

from __future__ import annotations

import tomllib

import pytest

from contentops.language.language import folder, language
from contentops.translate.engines.apertium import Apertium
from tests.translate.said import said


@pytest.mark.parametrize(
    ("sentence", "nb", "da", "nn"),
    [
        # Question words are not relative pronouns, and a question of time is not a condition.
        ("Vilka livsmedel är bäst?", "Hvilke matvarer er best?", "Hvilke fødevarer er bedst?", None),
        ("Hur ofta bör man äta?", "Hvor ofte bør man spise?", "Hvor ofte bør man spise?", "Kor ofte bør ein ete?"),
        ("När kan man äta?", "Når kan man spise?", "Hvornår kan man spise?", "Når kan ein ete?"),
        ("När man är trött bör man vila.", None, "Når man er træt bør man hvile.", None),
        # The pronoun is not the noun, and the noun is not the pronoun.
        ("Man vet inte varför.", "Man vet ikke hvorfor.", "Man ved ikke hvorfor.", "Ein veit ikkje kvifor."),
        ("En äldre man fick besvär.", "En eldre mann fikk plager.", "En ældre mand fik gener.", None),
        (
            "Ju äldre man blir, desto bättre.",
            "Jo eldre man blir, desto bedre.",
            None,
            "Jo eldre ein blir, desto betre.",
        ),
        # Every, not was.
        ("Var tionde kvinna sover.", "Hver tiende kvinne sover.", "Hver tiende kvinde sover.", None),
        ("Han var trött.", "Han var trøtt.", "Han var træt.", "Han var trøytt."),
        ("Det var tredje gången.", "Det var tredje gangen.", "Det var tredje gang.", "Det var tredje gongen."),
        # Words of two expressions that stand together for another reason.
        ("Det är ont om tid.", "Det er knapt med tid.", "Der er knap tid.", None),
        ("Det gör ont om man går.", "Det gjør vondt hvis man går.", "Det gør ondt hvis man går.", None),
        # An adverb between att and the infinitive; the conjunction stays one.
        (
            "Det är svårt att inte bli trött.",
            "Det er vanskelig ikke å bli trøtt.",
            "Det er svært ikke at blive træt.",
            None,
        ),
        ("Jag vet att inte alla sover.", "Jeg vet at ikke alle sover.", "Jeg ved at ikke alle sover.", None),
        ("Målet är att inte röka.", "Målet er å ikke røyke.", None, None),
        # Amount, not degree.
        ("Det är mycket bättre.", "Det er mye bedre.", "Det er meget bedre.", "Det er mykje betre."),
        ("Det är mycket vanligt.", "Det er veldig vanlig.", "Det er meget almindeligt.", None),
        # What follows a masked "has difficulty" is still an infinitive.
        ("Många har svårt att sova.", "Mange har problemer med å sove.", "Mange har svært ved at sove.", None),
        # Adjectives in their everyday sense.
        ("Sömnen blir dålig.", "Søvnen blir dårlig.", "Søvnen bliver dårlig.", "Søvnen blir dårleg."),
        ("Hon blev yr och trött.", "Hun ble svimmel og trøtt.", "Hun blev svimmel og træt.", None),
        ("Frisk luft är bra för dig.", "Frisk luft er bra for deg.", None, "Frisk luft er bra for deg."),
        ("Fisk är lika bra som kött.", "Fisk er like bra som kjøtt.", "Fisk er lige så godt som kød.", None),
    ],
)
def test_everyday_words_are_taken_in_their_everyday_sense(
    real: Apertium, sentence: str, nb: str | None, da: str | None, nn: str | None
) -> None:
    expected = {locale: text for locale, text in (("nb", nb), ("da", da), ("nn", nn)) if text}
    assert {locale: said(real, sentence, locale) for locale in expected} == expected


def test_a_condition_becomes_hvis_in_danish_and_a_question_stays_om(real: Apertium) -> None:
    assert said(real, "Om du har ont kan du vila.", "da") == "Hvis du har ondt kan du hvile."
    assert said(real, "Du vet inte om du har brist.", "da") == "Du ved ikke, om du har mangel."
    assert said(real, "Oavsett om du sover eller inte.", "da").startswith("Uanset om du sover")


def test_no_everyday_entry_loses_or_adds_a_negation() -> None:
    def negations(text: str, locale: str) -> int:
        words = {w for group in language(locale).data["negation"].values() for w in group}
        return sum(word.strip(",.") in words for word in text.casefold().split())

    wrong = [
        f"{spelling}: {entry[locale][cell]}"
        for name in ("expressions", "adjectives")
        for entry in tomllib.loads((folder() / "glossary" / f"{name}.toml").read_text(encoding="utf-8"))["term"]
        for cell, spellings in entry["sv"].items()
        for spelling in ([spellings] if isinstance(spellings, str) else spellings)
        for locale in ("nb", "da", "nn")
        if locale in entry and negations(spelling, "sv") != negations(entry[locale][cell], locale)
    ]
    assert wrong == []
