"""The catalogue is whole: every check is found by its file, explained, and shown by examples of both kinds."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import contentops.check
from contentops.check import docs
from contentops.check.catalogue import FAMILIES, Rule, rules
from contentops.check.model import NEEDS

PACKAGE = Path(contentops.check.__file__).parent
PAGE = Path(__file__).parents[2] / "docs" / "checks.md"
each_rule = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)


def test_every_file_of_a_family_is_a_check_named_by_it() -> None:
    files = {
        (path.parent.name, path.stem.replace("_", "-"))
        for family in FAMILIES
        for path in (PACKAGE / family).glob("*.py")
        if path.stem != "__init__"
    }
    assert {(rule.family, rule.id) for rule in rules()} == files


def test_every_folder_is_a_family() -> None:
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} == set(FAMILIES)


def test_no_two_checks_share_an_id() -> None:
    assert [rule for rule, count in Counter(rule.id for rule in rules()).items() if count > 1] == []


@each_rule
def test_a_check_has_examples_of_both_kinds(rule: Rule) -> None:
    assert {example.finds for example in rule.check.examples} == {True, False}


@each_rule
def test_a_check_says_what_it_finds_why_it_matters_and_what_to_do(rule: Rule) -> None:
    check = rule.check
    assert not check.title.endswith(".")
    assert check.why.endswith(".")
    assert check.advice.endswith((".", "?"))


@each_rule
def test_a_check_asks_only_for_what_there_is(rule: Rule) -> None:
    assert rule.check.needs
    assert {*rule.check.needs, *rule.check.welcome} <= NEEDS.keys()


@each_rule
def test_a_check_does_not_repeat_its_id(rule: Rule) -> None:
    source = (PACKAGE / rule.family / f"{rule.id.replace('-', '_')}.py").read_text(encoding="utf-8")
    assert f'"{rule.id}"' not in source


def test_the_page_of_checks_is_what_the_checks_print() -> None:
    command = [sys.executable, "-m", "contentops.check.docs"]
    printed = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert printed == docs.document()
    assert PAGE.read_text(encoding="utf-8") == printed, "run: python -m contentops.check.docs > docs/checks.md"
