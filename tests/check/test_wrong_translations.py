"""What is wrong in a translation is found, in each language that has pairs in `known_bad.toml`; and claims in each."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.false_alarms import LOCALES, good_pairs, subject
from contentops.check.catalogue import rules
from contentops.check.example import subject_of
from contentops.check.model import Example
from contentops.check.page import page
from contentops.check.runner import run, run_on_pair
from contentops.language.language import language, locales

BAD = [
    (locale, pair)
    for pair in tomllib.loads((Path(__file__).parent / "known_bad.toml").read_text(encoding="utf-8"))["pair"]
    for locale in locales()
    if locale in pair and locale != "sv"
]


@pytest.mark.parametrize(
    ("locale", "pair"), BAD, ids=[f"{locale}-{pair['check']}-{pair['sv']}" for locale, pair in BAD]
)
def test_a_wrong_translation_is_found_by_its_check(locale: str, pair: dict[str, str]) -> None:
    found = run_on_pair(subject(locale, pair["sv"], pair[locale])).items
    severities = {finding.severity for finding in found if finding.rule == pair["check"]}
    assert severities, found
    assert "block" in severities or not pair.get("block")


def test_every_check_of_one_sentence_has_wrong_pairs() -> None:
    judged = {rule.id for rule in rules() if rule.family == "translation" and rule.check.on_one_pair}
    # Agreement is judged where a locale has [agreement]; codes stand only in segments, and each check has its examples.
    assert judged - {pair["check"] for _, pair in BAD} == {"noun-agreement", "tags"}


def mutated(target: str, pattern: str, change: Callable[[str], str]) -> Iterator[str]:
    for match in re.finditer(pattern, target, re.IGNORECASE):
        yield f"{target[: match.start()]}{change(match[0])}{target[match.end() :]}"


@pytest.mark.parametrize("locale", LOCALES)
def test_each_number_of_a_right_translation_that_changes_is_held(locale: str) -> None:
    passed = [
        wrong
        for source, target in good_pairs(locale)
        for wrong in mutated(target, r"\d+", lambda number: str(int(number) + 1))
        if not run_on_pair(subject(locale, source, wrong)).blocking
    ]
    assert passed == []


@pytest.mark.parametrize("locale", LOCALES)
def test_of_negations_that_are_taken_out_of_right_translations_four_in_five_are_found(locale: str) -> None:
    """The rest stand beside a word that may negate too ("saknas", "inte minst") or beside another negation."""
    negations = "|".join(re.escape(word) for group in language(locale).negation.values() for word in group)
    wrong = [
        (source, text)
        for source, target in good_pairs(locale)
        for text in mutated(target, rf"(?<![\w-])(?:{negations})(?![\w-])", lambda _: "")
    ]
    found = [one for one in wrong if "negation" in {f.rule for f in run_on_pair(subject(locale, *one)).items}]
    assert len(found) >= 0.8 * len(wrong), [one for one in wrong if one not in found]


GERMAN = "Eisen ist wichtig für den Körper, und es kommt in Fleisch und in grünem Gemüse vor."
ENGLISH = "Iron is important for the body, and it is found in meat and in green vegetables."
DUTCH = "IJzer is belangrijk voor het lichaam en zit in vlees en in groene groenten die je elke dag eet."
DANISH = "Jern er vigtigt for kroppen, og det findes i kød og i grønne grøntsager, som man spiser hver dag."
SWEDISH = "Järn är viktigt för kroppen, och det finns i kött och i gröna grönsaker som man äter varje dag."


@pytest.mark.parametrize(
    ("locale", "text", "finds"),
    [
        ("de", GERMAN, False),
        ("en", ENGLISH, False),
        ("de", DUTCH, True),
        ("de", DANISH, True),
        ("de", ENGLISH, True),
        ("de", SWEDISH, True),
        ("en", DUTCH, True),
        ("en", DANISH, True),
        ("en", GERMAN, True),
        ("da", GERMAN, True),
        ("nb", DUTCH, True),
    ],
)
def test_a_paragraph_in_another_language_is_held(locale: str, text: str, *, finds: bool) -> None:
    example = Example(target=page(locale, "# Mat", text), locale=locale, finds=finds)
    held = [finding.rule for finding in run(subject_of(example)).blocking]
    assert ("target-language" in held) is finds


CLAIMS = [
    ("de", "Hafer senkt den Cholesterinspiegel."),
    ("de", "Fisch verringert das Risiko für Herzinfarkte."),
    ("de", "Vitamin D beugt Osteoporose vor."),
    ("de", "Tee lindert Kopfschmerzen und Migräne."),
    ("de", "Ingwer wirkt gegen Erkältungen."),
    ("de", "Magnesium schützt vor Herz-Kreislauf-Erkrankungen."),
    ("de", "Ein Mangel kann zu Blutarmut führen, und Eisen hilft."),
    ("de", "Zimt kann den Blutzucker regulieren."),
    ("en", "Oats can lower cholesterol."),
    ("en", "Fish reduces the risk of heart attack."),
    ("en", "Tea relieves migraine."),
    ("en", "Vitamin D prevents osteoporosis."),
    ("en", "Ginger is effective against colds."),
    ("en", "Magnesium protects against cardiovascular disease."),
    ("en", "Cinnamon regulates blood sugar."),
]
NO_CLAIMS = [
    ("de", "Fragen Sie Ihren Arzt, wenn Sie Diabetes haben und die Dosis erhöhen wollen."),
    ("de", "Magnesium trägt zur Verringerung von Müdigkeit und Ermüdung bei."),
    ("de", "Kalium trägt zur Aufrechterhaltung eines normalen Blutdrucks bei."),
    ("de", "Eisenmangel ist im Winter häufig und kann die Leistung beeinflussen."),
    ("de", "Fisch ist leichter als Fleisch und hilft, länger satt zu bleiben."),
    ("en", "Raisins are a relatively good source of iron and are easily carried."),
    ("de", "In den meisten Fällen genügt es, mehr Fisch zu essen."),
    ("de", "Zink trägt zur normalen Funktion des Immunsystems bei."),
    ("de", "Chrom trägt zur Aufrechterhaltung eines normalen Blutzuckerspiegels bei."),
    ("en", "Talk to your doctor if you have diabetes and want to increase the dose."),
    ("en", "Magnesium contributes to a reduction of tiredness and fatigue."),
    ("en", "Potassium contributes to the maintenance of normal blood pressure."),
    ("en", "Iron deficiency is common in winter and can affect performance."),
    ("en", "In most cases it is enough to eat more fish."),
    ("en", "Zinc contributes to the normal function of the immune system."),
    ("en", "Chromium contributes to the maintenance of normal blood glucose levels."),
]


def claims(locale: str, sentence: str) -> list[str]:
    found = run(subject_of(Example(target=sentence, locale=locale, finds=True))).items
    return [finding.message for finding in found if finding.rule == "disease-claim"]


@pytest.mark.parametrize(("locale", "sentence"), CLAIMS)
def test_a_claim_about_a_disease_is_held(locale: str, sentence: str) -> None:
    assert len(claims(locale, sentence)) == 1


@pytest.mark.parametrize(("locale", "sentence"), NO_CLAIMS)
def test_advice_and_normal_functions_are_no_claims(locale: str, sentence: str) -> None:
    assert claims(locale, sentence) == []


def test_a_text_that_says_one_noun_thousands_of_times_is_judged_at_once() -> None:
    began = time.monotonic()
    found = run_on_pair(subject("nb", "Barn behöver järn och fisk. " * 1500, "Barn trenger jern og fisk. " * 1500))
    assert not found.blocking
    assert time.monotonic() - began < 15  # each term at each place of each other would take minutes
