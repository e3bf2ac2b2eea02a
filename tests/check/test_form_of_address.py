"""What shows how a reader is addressed, and what only looks so."""

from __future__ import annotations

import pytest

from benchmarks.false_alarms import good_pairs
from contentops.check.example import subject_of
from contentops.check.model import Example
from contentops.check.page import page
from contentops.check.runner import run


def found(locale: str, *lines: str, formality: str = "") -> list[str]:
    example = Example(target=page(locale, "# –", *lines), formality=formality, finds=True)
    return [finding.text for finding in run(subject_of(example)).items if finding.rule == "form-of-address"]


@pytest.mark.parametrize(("locale", "formality"), [("de", "formal"), ("fi", "informal")])
def test_right_translations_of_one_form_have_no_finding(locale: str, formality: str) -> None:
    texts = [target for _, target in good_pairs(locale) if not target.startswith(("#", "-", "|", ">", "!", "["))]
    assert found(locale, *texts) == []
    assert found(locale, *texts, formality=formality) == []
    other = "informal" if formality == "formal" else "formal"
    assert len(found(locale, *texts, formality=other)) >= 25


def test_the_rarer_form_is_the_one_that_is_named() -> None:
    assert found("de", "Nehmen Sie es.", "Fragen Sie den Arzt.", "Das hilft dir.") == ["Das hilft dir."]
    assert found("de", "Nimm es.", "Frag deinen Arzt.", "Wir helfen Ihnen.") == ["Wir helfen Ihnen."]


@pytest.mark.parametrize(
    "line", ["Sie ist Ärztin.", "Dazu: Ihre Wirkung ist gut.", "„Sie“ ist ein Wort.", "Das kennen sie."]
)
def test_a_german_capital_that_a_sentence_gives_shows_nothing(line: str) -> None:
    assert found("de", line, formality="informal") == []


@pytest.mark.parametrize("line", ["Voitteko hyvin?", "Jos nukutte huonosti, levätkää.", "Kysykää lisää."])
def test_finnish_verbs_show_it_without_a_pronoun(line: str) -> None:
    assert found("fi", line, formality="informal")
