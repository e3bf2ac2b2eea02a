"""What is said of a disease: each claim is held, and what only tells of the disease is let through."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from contentops.check.example import subject_of
from contentops.check.model import Example
from contentops.check.runner import run

SENTENCES = tomllib.loads((Path(__file__).parent / "disease_claims.toml").read_text(encoding="utf-8"))
LOCALES = ("sv", "nb", "da", "nn", "fi", "de", "en")
FALSE_ALARMS = {"sv": 2, "nb": 2, "da": 2, "nn": 0, "fi": 0, "de": 0, "en": 0}
"""The most neutral sentences that are held by mistake. Lower it when the lists become better."""


def listed(kind: str, locale: str) -> list[str]:
    return [entry[locale] for entry in SENTENCES[kind] if locale in entry]


def held(sentence: str, locale: str) -> bool:
    example = (
        Example(source=sentence, finds=True) if locale == "sv" else Example(target=sentence, locale=locale, finds=True)
    )
    return "disease-claim" in [finding.rule for finding in run(subject_of(example)).blocking]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_claim_is_held(locale: str) -> None:
    assert [sentence for sentence in listed("claim", locale) if not held(sentence, locale)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_what_only_tells_of_a_disease_is_let_through(locale: str) -> None:
    alarms = [sentence for sentence in listed("neutral", locale) if held(sentence, locale)]
    assert len(alarms) <= FALSE_ALARMS[locale], alarms


@pytest.mark.parametrize(
    ("neutral", "claim"),
    [
        ("Migrän drabbar kvinnor oftare.", "Migrän drabbar kvinnor som äter fisk mer sällan."),
        ("Depression är kopplad till stress.", "Depression är kopplad till brist på D-vitamin och stress."),
        ("Du som tar läkemedel mot högt blodtryck.", "C-vitamin är bättre än läkemedel mot högt blodtryck."),
        ("Psoriasis påverkar huden hos vuxna.", "Forskare såg att psoriasis påverkades hos vuxna."),
    ],
)
def test_the_same_words_are_a_claim_beside_food_or_research(neutral: str, claim: str) -> None:
    assert (held(neutral, "sv"), held(claim, "sv")) == (False, True)


def test_without_a_sign_that_it_is_neutral_a_sentence_is_held() -> None:
    assert held("Preskrumpel kan leda till benskörhet.", "sv")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_sentences_are_enough_to_tell(locale: str) -> None:
    least = {"nn": 7, "fi": 14, "de": 12, "en": 12}.get(locale, 40)
    assert min(len(listed("claim", locale)), len(listed("neutral", locale))) >= least
