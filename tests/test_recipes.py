"""The recipes of CONTRIBUTING work as written, in a copy of the project."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
CONTRIBUTING = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPE = re.compile(r"<!-- recipe: \w+, file: (\S+) -->\n```python\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("copy")
    shutil.copytree(PROJECT / "src", root / "src")
    shutil.copytree(PROJECT / "locales", root / "locales")
    for name, code in RECIPE.findall(CONTRIBUTING):
        (root / "src" / "contentops" / name).write_text(code, encoding="utf-8")
    return root


def python(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(copy / "src")}
    return subprocess.run(
        [sys.executable, *arguments], env=env, cwd=copy, capture_output=True, text=True, check=False, timeout=120
    )


def test_the_recipes_are_written_as_the_project_is(copy: Path) -> None:
    names = [str(copy / "src" / "contentops" / name) for name, _ in RECIPE.findall(CONTRIBUTING)]
    assert len(names) == 2
    settings = str(PROJECT / "pyproject.toml")
    done = python(copy, "-m", "ruff", "check", "--config", settings, *names)
    assert done.returncode == 0, done.stdout


def test_a_check_is_one_file_whose_examples_hold(copy: Path) -> None:
    program = """
from contentops.article.record import SegmentRecord
from contentops.check.catalogue import rules
from contentops.check.model import Subject, pairs_of
from contentops.check.runner import run
[rule] = [rule for rule in rules() if rule.id == "shouting"]
for example in rule.check.examples:
    record = SegmentRecord(address="p#0", block="p", role="paragraph", source=example.source, source_shown=example.source,
                           text=example.target, shown=example.target)
    print(rule.family, example.finds, bool(run(Subject(pairs=pairs_of((record,))), [rule]).items))
"""
    done = python(copy, "-c", program)
    assert done.stdout.splitlines() == ["translation True True", "translation False False"], done.stderr


def test_an_engine_is_one_file_that_a_run_can_use(copy: Path) -> None:
    page = copy / "page.txt"
    page.write_text(
        "Zink i maten\n\nZink finns i nötkött och i ostron, och kroppen behöver det varje dag.(1)\n\n"
        "Hur mycket?\n\nVuxna behöver 9 mg om dagen. Det finns ingen anledning att ta mer än så, säger myndigheten.\n\n"
        "De flesta får i sig det med vanlig mat. Bröd på fullkorn, ost, ägg och bönor bidrar också, och den som "
        "äter varierat behöver sällan tänka på saken. Kroppen lagrar inget zink, så det ska fyllas på ofta.\n\n"
        "Referenser\n\n1. Livsmedelsverket. Zink. 2023.\n",
        encoding="utf-8",
    )
    listed = json.loads(python(copy, "-m", "contentops.cli", "engines", "--json").stdout)
    assert {"loud", "apertium"} <= {engine["engine"] for engine in listed["engines"]}
    done = python(
        copy,
        "-m",
        "contentops.cli",
        "localize",
        str(page),
        "--to",
        "da",
        "--out",
        "store",
        "--engine",
        "loud",
        "--json",
    )
    summary = json.loads(done.stdout)
    assert summary["articles"] == 1, done.stderr
    assert summary["segments"]["translated"] > 2, done.stderr
    assert summary["segments"]["missing"] == 0, done.stderr


def test_a_locale_is_one_folder_whose_drafts_wait_for_people(copy: Path) -> None:
    shutil.copytree(copy / "locales" / "da", copy / "locales" / "fo", dirs_exist_ok=True)
    page = copy / "zink.txt"
    page.write_text(
        "Zink i maten\n\nZink finns i nötkött och i ostron.\n\nHur mycket?\n\nVuxna behöver 9 mg om dagen, sägs det, "
        "och de flesta får i sig det utan att tänka på saken.\n\n"
        "Bröd på fullkorn, ost, ägg och bönor bidrar också, och den som äter varierat behöver sällan tänka på det. "
        "Kroppen lagrar inget zink att tala om, så det ska fyllas på ofta, helst varje dag.\n",
        encoding="utf-8",
    )
    done = python(copy, "-m", "contentops.cli", "localize", str(page), "--to", "fo", "--out", "store-fo", "--json")
    summary = json.loads(done.stdout)
    assert summary["waiting"] == 1, done.stderr
    assert summary["segments"]["missing"] > 2
    assert summary["segments"]["translated"] == 0
