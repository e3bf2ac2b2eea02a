"""No new finding on translations that are right, with the real glossary; and agreement told by its genders."""

from __future__ import annotations

import pytest

from contentops.check.catalogue import rules
from contentops.check.model import SegmentPair, Subject
from contentops.check.runner import run
from contentops.language.identify import scores
from contentops.language.language import language
from contentops.translate.glossary import glossary
from tests.check.good_pairs import GOOD_BESIDES, GOOD_NYNORSK, GOOD_PAIRS

PAIRS = [(locale, one[0], one[column]) for one in GOOD_PAIRS for column, locale in ((1, "da"), (2, "nb"))]
PAIRS += [("nn", source, target) for source, target in GOOD_NYNORSK]
PAIRS += GOOD_BESIDES
DIFFERS_BY_CHOICE = {"glossary"}
"""A person may choose another word than the glossary's; that finding is meant."""


def found(locale: str, source: str, target: str) -> list[tuple[str, str]]:
    pair = SegmentPair("p-1#0", "p-1", "paragraph", source, source, target, target)
    subject = Subject(
        pairs=(pair,),
        source_language=language("sv"),
        target_language=language(locale),
        glossary=glossary(locale),
    )
    checks = run(subject, [rule for rule in rules() if rule.family == "translation"])
    return [(finding.rule, finding.message) for finding in checks.items if finding.rule not in DIFFERS_BY_CHOICE]


@pytest.mark.parametrize(("locale", "source", "target"), PAIRS)
def test_a_right_translation_raises_no_alarm(locale: str, source: str, target: str) -> None:
    assert found(locale, source, target) == []


@pytest.mark.parametrize(
    ("locale", "source", "target", "word"),
    [
        ("da", "En regelbunden hjärtrytm.", "En regelmæssigt hjerterytme.", "regelmæssigt"),
        ("da", "En vanlig dos.", "En almindeligt dosis.", "almindeligt"),
        ("da", "Den vanliga dosen.", "Den almindeligt dosis.", "almindeligt"),
        ("da", "Balansen är viktig.", "Balancen er vigtigt.", "vigtigt"),
        ("da", "Den vanliga dosen är viktig.", "Den almindelige dosis er vigtigt.", "vigtigt"),
        ("da", "Den nya dosen.", "Det nye dosis.", "det"),
        ("nb", "Ett annat vitamin.", "En annen vitamin.", "en"),
        ("da", "En annan tablett.", "En andet tablet.", "andet"),
        ("nb", "Ett nytt blodprov.", "Et nytt blodprøve.", "et"),
        ("nb", "Ett stabilt blodtryck.", "Et stabil blodtrykk.", "stabil"),
        ("nb", "Viktiga vitaminer och många viktiga mineraler.", "Mange viktig mineraler.", "viktig"),
        ("nn", "En matsked om dagen.", "Ein spiseskei om dagen.", "ein"),
    ],
)
def test_what_does_not_agree_with_a_term_is_named(locale: str, source: str, target: str, word: str) -> None:
    messages = [message for rule, message in found(locale, source, target) if rule == "noun-agreement"]
    assert [f"“{word}” does not agree" in message for message in messages] == [True]


@pytest.mark.parametrize(("column", "locale"), [(0, "sv"), (1, "da"), (2, "nb")])
def test_paragraphs_of_three_sentences_are_told_apart(column: int, locale: str) -> None:
    texts = [" ".join(one[column] for one in GOOD_PAIRS[i : i + 3]) for i in range(0, 39, 3)]
    told = [next(iter(scores(text))) for text in texts]
    assert told.count(locale) >= len(texts) - 1
