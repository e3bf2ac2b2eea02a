"""Finnish, beyond what every locale's pairs show: stems of terms, sentences, claims in inflected words."""

from __future__ import annotations

import itertools

import pytest

from benchmarks.false_alarms import subject
from contentops.check.example import subject_of
from contentops.check.model import Example
from contentops.check.runner import run, run_on_pair
from contentops.language.language import language
from contentops.language.numerals import find
from contentops.language.sentences import split

CLAIMS = (
    "Kaura voi alentaa kolesterolia.",
    "Kala pienentää sydäninfarktin riskiä.",
    "Inkivääri lievittää migreeniä.",
    "D-vitamiini ehkäisee flunssaa.",
    "Kurkuma auttaa nivelrikkoon.",
    "Sinkki parantaa aknea.",
    "Valkosipuli suojaa syövältä.",
    "Vihreä tee hidastaa rintasyövän kasvua.",
    "Magnesium on tehokas apu suonenvetoihin.",
    "Tutkimusten mukaan omega-3 vähentää masennusta.",
    "Karpalomehu estää virtsatietulehduksia.",
    "Kuitu hoitaa ummetusta.",
)
NO_CLAIMS = (
    "Kalium edistää verenpaineen pysymistä normaalina.",
    "Keskustele lääkärin kanssa, jos sinulla on diabetes ja haluat lisätä annosta.",
    "Raudanpuute on yleistä ja voi vaikuttaa jaksamiseen.",
    "Ota yhteyttä lääkäriin, jos kuume nousee tai oireet pahenevat.",
    "Magnesium auttaa vähentämään väsymystä ja uupumusta.",
    "Sinkki edistää immuunijärjestelmän normaalia toimintaa.",
    "Useimmiten riittää, että lisäät kalan määrää.",
)


def rules(source: str, target: str) -> list[str]:
    return [finding.rule for finding in run_on_pair(subject("fi", source, target)).items]


@pytest.mark.parametrize(
    "target",
    [
        "Raudanpuute on yleistä.",
        "Raudanpuutetta on monella.",
        "Monet kärsivät raudanpuutteesta.",
        "Raudan puutteen huomaa.",
    ],
)
def test_a_term_is_known_in_its_cases_and_grades(target: str) -> None:
    assert "glossary" not in rules("Järnbrist.", target)


def test_another_word_is_no_rendering_of_a_term() -> None:
    assert "glossary" in rules("Järnbrist.", "Sinkin puute on yleistä.")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("kolmevuotiaille", 3),
        ("kahdeksan", 8),
        ("kahdessatoista", 12),
        ("kahdellakymmenelläviidellä", 25),
        ("kaksiviikkoinen", 2),
        ("neljäsataa", 400),
    ],
)
def test_a_number_in_words_is_known_in_its_cases_and_before_what_it_counts(text: str, value: int) -> None:
    assert [numeral.value for numeral in find(text, language("fi"))] == [value]


@pytest.mark.parametrize("text", ["vuotias", "osaisi", "prosenttia", "kuusamalainen"])
def test_a_word_that_only_looks_like_one_is_no_number(text: str) -> None:
    assert find(text, language("fi")) == []


def claims(sentence: str) -> list[str]:
    found = run(subject_of(Example(target=sentence, locale="fi", finds=True))).items
    return [finding.rule for finding in found if finding.rule == "disease-claim"]


@pytest.mark.parametrize("sentence", CLAIMS)
def test_a_claim_about_a_disease_is_held(sentence: str) -> None:
    assert claims(sentence) == ["disease-claim"]


@pytest.mark.parametrize("sentence", NO_CLAIMS)
def test_advice_and_normal_functions_are_no_claims(sentence: str) -> None:
    assert claims(sentence) == []


def test_sentences_end_where_they_end() -> None:
    text = "Magnesiumia on esim. pähkinöissä, siemenissä jne. Rautaa on mm. lihassa. Ota n. 2 tl klo 8.30. Ks. s. 4."
    ends = [0, *split(text, language("fi")), len(text)]
    assert [text[start:end].strip() for start, end in itertools.pairwise(ends)] == [
        "Magnesiumia on esim. pähkinöissä, siemenissä jne.",
        "Rautaa on mm. lihassa.",
        "Ota n. 2 tl klo 8.30.",
        "Ks. s. 4.",
    ]
