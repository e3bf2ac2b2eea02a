"""No false alarm on translations that are right, and evidence in the message where one is wrong."""

from __future__ import annotations

import pytest

from contentops.check.example import subject_of
from contentops.check.model import Example
from contentops.check.runner import run, run_on_pair

GOOD = [
    ("da", "Vuxna kan ta upp till 1 000 mg per dag.", "Voksne kan tage op til 1000 mg om dagen."),
    ("da", "Det motsvarar 12 500 IE.(3)", "Det svarer til 12.500 IE.(3)"),
    ("da", "Ungefär 7,5 mikrogram räcker för barn 1–5 år.", "Cirka 7,5 mikrogram er nok til børn på 1–5 år."),
    ("da", "Över 10 000 personer deltog den 3 maj 2019.", "Over 10.000 personer deltog den 3. maj 2019."),
    ("da", "Ät inte bara fisk utan även bönor.", "Spis ikke kun fisk, men også bønner."),
    ("da", "Det finns ingen anledning att oroa sig.", "Der er ingen grund til bekymring."),
    (
        "da",
        "Varken te eller kaffe utan mat, säger Åsa Lindström.",
        "Hverken te eller kaffe uden mad, siger Åsa Lindström.",
    ),
    ("da", "Vila i 2 veckor (minst 14 dagar).", "Hvil i 2 uger (mindst 14 dage)."),
    ("nb", "Cirka 30 % av järnet tas upp.(1,2)", "Omtrent 30 prosent av jernet tas opp.(2,1)"),
    ("nb", "Vitamin B12 och omega-3 finns i fet fisk.", "Vitamin B12 og omega-3 finnes i fet fisk."),
    ("nb", "Man har inget behov av mer.", "Man har ikke noe behov for mer."),
    ("nb", "Efter 30 minuters promenad", "Etter 30 minutters spasertur"),
    ("nb", "Läs mer på https://shop.example/rad.", "Les mer på https://shop.example/rad."),
    ("nn", "Järn är viktigt för alla, men ta aldrig för mycket.", "Jern er viktig for alle, men ta aldri for mykje."),
    ("nn", "Te utan mjölk", "Te utan mjølk"),
]


@pytest.mark.parametrize(("locale", "source", "target"), GOOD)
def test_a_right_translation_passes_the_gate(locale: str, source: str, target: str) -> None:
    gate = run_on_pair(subject_of(Example(source=source, target=target, locale=locale, finds=False)))
    assert gate.items == ()
    assert "clean" in {outcome.outcome for outcome in gate.outcomes}


WRONG = [
    (
        "numbers-and-units",
        "Ta 10 mikrogram.",
        "Tag 100 mikrogram.",
        "the source says 10 mikrogram, the translation 100 mikrogram",
    ),
    ("numbers-and-units", "Ta 2 tabletter.", "Tag tabletter.", "the source says 2, which the translation does not"),
    ("citations", "Det minskar.(1,2)", "Det falder.", "the translation lost the citation (1,2)"),
    ("negation", "Ät inte rå bönor.", "Spis rå bønner.", "the source negates with “inte”, the translation does not"),
    (
        "source-language-residue",
        "Det är viktigt även nu.",
        "Det er viktigt även nu.",
        "Swedish words in the translation: viktigt, även",
    ),
    ("stray-dot-after-digit", "Ta 10 mg.", "Tag 10. mg.", "a full stop after the number in “10. mg”"),
    ("doubled-word", "Ta den.", "Tag tag den.", "“Tag tag”: the same word twice"),
    ("engine-marks", "Ät öring.", "Spis *öring.", "marks of the engine before words: *öring"),
]


@pytest.mark.parametrize(("rule", "source", "target", "message"), WRONG)
def test_a_message_gives_the_evidence(rule: str, source: str, target: str, message: str) -> None:
    gate = run_on_pair(subject_of(Example(source=source, target=target, finds=True)))
    assert message in [finding.message for finding in gate.items if finding.rule == rule]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kontakta läkare om du har diabetes.",
        "Brist på D-vitamin är vanligt på vintern.",
        "Magnesium bidrar till att minska trötthet och utmattning.",
        "Kalium bidrar till att bibehålla normalt blodtryck.",
        "I vissa fall kan en lägre dos räcka.",
        "Rådgör med din läkare om du äter medicin mot högt blodtryck.",
        "Zink bidrar till immunsystemets normala funktion.",
    ],
)
def test_advice_and_normal_functions_are_no_claims(sentence: str) -> None:
    checks = run(subject_of(Example(source=sentence, finds=False)))
    assert [finding.text for finding in checks.items if finding.rule == "disease-claim"] == []


def test_a_claim_is_named_with_its_words_and_its_law() -> None:
    checks = run(subject_of(Example(source="Havre sänker kolesterolet.", finds=True)))
    (finding,) = checks.blocking
    assert "“kolesterolet” together with “sänker”" in finding.message
    assert "1924/2006" in finding.message


def test_a_translation_cannot_hide_a_claim_of_its_source() -> None:
    hidden = Example(source="Havre sänker kolesterolet.", target="Havre er fint for de indre organer.", finds=True)
    (finding,) = [finding for finding in run(subject_of(hidden)).blocking if finding.rule == "disease-claim"]
    assert finding.message.startswith("its source sentence names “kolesterolet” together with “sänker”")
    assert finding.text == "Havre er fint for de indre organer."
