"""Finnish: no alarm on translations that are right, one on each that is wrong; the glossary's stems fit sentences."""

from __future__ import annotations

import itertools
import re
import tomllib

import pytest

from contentops.check.catalogue import rules
from contentops.check.model import SegmentPair, Subject
from contentops.check.runner import run
from contentops.language.identify import scores
from contentops.language.language import folder, language
from contentops.language.sentences import split
from contentops.translate.glossary import glossary
from tests.check.finnish_pairs import CLAIMS, GOOD, NO_CLAIMS, WRONG

DIFFERS_BY_CHOICE = {"glossary"}
"""Its stems are looked at below."""


def findings(source: str, target: str, family: str = "translation") -> list[tuple[str, str]]:
    pair = SegmentPair("p-1#0", "p-1", "paragraph", source, source, target, target)
    subject = Subject(
        pairs=(pair,),
        source_language=language("sv"),
        target_language=language("fi"),
        glossary=glossary("fi"),
    )
    checks = run(subject, [rule for rule in rules() if rule.family == family])
    return [(finding.rule, finding.message) for finding in checks.items if finding.rule not in DIFFERS_BY_CHOICE]


@pytest.mark.parametrize(("source", "target"), GOOD)
def test_a_right_translation_raises_no_alarm(source: str, target: str) -> None:
    assert findings(source, target) == []


@pytest.mark.parametrize(("rule", "source", "target"), WRONG)
def test_a_wrong_translation_is_found_by_its_check(rule: str, source: str, target: str) -> None:
    assert rule in [found for found, _ in findings(source, target)]


def accepted() -> dict[str, tuple[str, ...]]:
    """Every Swedish form of a noun with what the file accepts for it: nominatives and beginnings of words."""
    entries = tomllib.loads((folder() / "glossary" / "finnish.toml").read_text(encoding="utf-8"))["term"]
    return {
        form: (*(cell for name, cell in entry["fi"].items() if name != "also"), *entry["fi"]["also"])
        for entry in entries
        for cell in entry["sv"].values()
        for form in ([cell] if isinstance(cell, str) else cell)
    }


def stands(form: str, text: str) -> bool:
    end = "" if form.endswith("*") else r"(?!\w)"
    return re.search(rf"(?<!\w){re.escape(form.removesuffix('*').casefold())}{end}", text.casefold()) is not None


@pytest.mark.parametrize(("source", "target"), GOOD)
def test_each_term_of_a_right_translation_is_accepted_in_the_case_that_it_has_there(source: str, target: str) -> None:
    forms = accepted()
    hits = [hit.term for hit in glossary("fi").hits(source) if hit.term.kind == "noun"]
    assert [term.source for term in hits if not any(stands(form, target) for form in forms[term.source])] == []


def test_a_term_in_no_case_of_its_word_is_not_accepted() -> None:
    forms = accepted()
    assert not any(stands(form, "Sinkin puute on yleistä.") for form in forms["järnbrist"])
    assert any(stands(form, "Raudanpuutetta on monella.") for form in forms["järnbrist"])


@pytest.mark.parametrize("sentence", CLAIMS)
def test_a_claim_about_a_disease_is_held(sentence: str) -> None:
    assert [rule for rule, _ in findings("Så är det.", sentence, "claims")] == ["disease-claim"]


@pytest.mark.parametrize("sentence", NO_CLAIMS)
def test_advice_and_normal_functions_are_no_claims(sentence: str) -> None:
    assert findings("Så är det.", sentence, "claims") == []


def test_paragraphs_are_told_from_the_other_languages() -> None:
    texts = [" ".join(target for _, target in GOOD[i : i + 3]) for i in range(0, len(GOOD) - 2, 3)]
    assert [next(iter(scores(text))) for text in texts] == ["fi"] * len(texts)


def test_sentences_end_where_they_end() -> None:
    text = "Magnesiumia on esim. pähkinöissä, siemenissä jne. Rautaa on mm. lihassa. Ota n. 2 tl klo 8.30. Ks. s. 4."
    ends = [0, *split(text, language("fi")), len(text)]
    assert [text[start:end].strip() for start, end in itertools.pairwise(ends)] == [
        "Magnesiumia on esim. pähkinöissä, siemenissä jne.",
        "Rautaa on mm. lihassa.",
        "Ota n. 2 tl klo 8.30.",
        "Ks. s. 4.",
    ]
