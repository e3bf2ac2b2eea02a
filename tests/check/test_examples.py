"""Every check finds something in its failing examples and nothing in its passing ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from contentops.check.catalogue import Rule, rules
from contentops.check.docs import broken_examples
from contentops.check.example import subject_of
from contentops.check.model import NEEDS
from contentops.check.runner import run

if TYPE_CHECKING:
    from contentops.check.model import Example

EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in rules()
    for number, example in enumerate(rule.check.examples, 1)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_example_gives_the_verdict_that_it_promises(rule: Rule, example: Example) -> None:
    checks = run(subject_of(example), [rule])
    outcome = checks.outcomes[0]
    assert outcome.outcome == "findings" if example.finds else outcome.outcome in ("clean", "not-applicable"), checks
    assert outcome.reason not in NEEDS.values(), "the example lacks what the check needs, so it shows nothing"
    assert all(finding.message and finding.hint for finding in checks.items)


def test_printing_the_docs_names_an_example_that_breaks_its_promise() -> None:
    rule = next(rule for rule in rules() if rule.id == "title-length")
    found, *others = rule.check.examples
    wrong = replace(rule, check=replace(rule.check, examples=(*others, replace(found, finds=False))))
    assert broken_examples([rule]) == []
    (said,) = broken_examples([wrong])
    assert said.startswith(f"title-length: example {len(others) + 1} should find nothing: ")
