"""Verbs through glossary, marks and the real engine: what is most easily wrong, and what must stay as it is."""

from __future__ import annotations

import pytest

from contentops.translate.engines.apertium import Apertium
from tests.translate.said import said


@pytest.mark.parametrize(
    ("swedish", "nb", "da"),
    [
        # The infinitive's mark, where Swedish has none and where its negation stands after it.
        ("Du slipper äta fisk.", "Du slipper å spise fisk.", "Du slipper for at spise fisk."),
        ("Hon slutade röka.", "Hun sluttet å røyke.", "Hun holdt op med at ryge."),
        ("Det är viktigt att inte stressa.", "Det er viktig ikke å stresse.", "Det er vigtigt ikke at stresse."),
        ("Du kan äta fisk.", "Du kan spise fisk.", "Du kan spise fisk."),
        # Requests, and the same form as an infinitive.
        (
            "Skölj bönorna och koka dem.",
            "Skyll bønnene og kok dem.",
            "Skyl bønnerne og kog dem.",
        ),
        ("Vattnet ska koka.", "Vannet skal koke.", "Vandet skal koge."),
        ("Sluta inte ta medicinen.", "Ikke slutt å ta medisinen.", "Hold ikke op med at tage medicinen."),
        # A particle or a pronoun is part of the verb.
        ("Kroppen tar upp järn.", "Kroppen tar opp jern.", "Kroppen optager jern."),
        ("Hon drar ner på saltet.", "Hun kutter ned på saltet.", "Hun skærer ned på saltet."),
        ("Du vänjer dig vid smaken.", "Du venner deg til smaken.", "Du vænner dig til smagen."),
        ("Hur mår du?", "Hvordan har du det?", "Hvordan har du det?"),
        # One of two senses.
        ("Tröttheten beror på stress.", "Trettheten skyldes stress.", "Trætheden skyldes stress."),
        (
            "Det beror på hur mycket du äter.",
            "Det avhenger av hvor mye du spiser.",
            "Det afhænger af hvor meget du spiser.",
        ),
    ],
)
def test_a_sentence_with_its_verb(real: Apertium, swedish: str, nb: str, da: str) -> None:
    for locale, expected in (("nb", nb), ("da", da)):
        assert said(real, swedish, locale) == expected
