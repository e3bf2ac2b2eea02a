"""The recipes of CONTRIBUTING work as written, in a copy of the project."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.shop import page
from tests.translate.engines.stub import FAULTS, KEY, PAGE, Fault, Request, Response, serving, shown

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


def python(copy: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(copy / "src"), **variables}
    return subprocess.run(
        [sys.executable, *arguments], env=env, cwd=copy, capture_output=True, text=True, check=False, timeout=120
    )


def test_the_recipes_are_written_as_the_project_is(copy: Path) -> None:
    names = [str(copy / "src" / "contentops" / name) for name, _ in RECIPE.findall(CONTRIBUTING)]
    assert len(names) == 3
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


class BaiduService:
    """Its answers: a list, one for each line of the text."""

    def texts(self, request: Request) -> list[str]:
        assert (request.query["from"], request.query["to"]) == ("swe", "de")
        assert request.query["appid"] == "account-1"
        return [request.query["q"]]

    def answer(self, request: Request, said: Sequence[str | None]) -> Response:
        return Response(json.dumps({"trans_result": [{"src": request.query["q"], "dst": text} for text in said]}))


def test_an_engine_of_deep_translator_is_one_file_that_is_guarded_as_the_others_are(copy: Path) -> None:
    shop = copy / "shop"
    (shop / "pages").mkdir(parents=True)
    (shop / "pages" / "mat.html").write_text(page("Mat och sömn", PAGE), encoding="utf-8")
    localize = ("-m", "contentops.cli", "localize", str(shop / "pages"), "--to", "de", "--engine", "baidu", "--json")
    with serving(BaiduService()) as stub:
        (shop / "contentops.toml").write_text(
            f'[engines.baidu]\naccount = "account-1"\nurl = "{stub.url}"\nrequests_per_second = 1000\n',
            encoding="utf-8",
        )
        settings = ("--settings", str(shop / "contentops.toml"))
        without = python(copy, *localize, *settings, "--out", str(shop / "none"))
        assert json.loads(without.stdout)["engines_unusable"] == ["baidu: set CONTENTOPS_BAIDU_KEY"], without.stderr
        stub.put(Fault("wrong", Response('{"error_code": "52001", "error_msg": "TIMEOUT"}')), FAULTS[2], None)
        done = python(copy, *localize, *settings, "--out", str(shop / "store"), CONTENTOPS_BAIDU_KEY=KEY)
        summary = json.loads(done.stdout)
        assert summary["segments"]["translated"] == len(stub.asked) - 2, (
            "the error of a text is final, a bad status passes"
        )
        assert summary["segments"]["missing"] == 1
        assert len(stub.asked) > len(PAGE)
        assert shown(KEY, [], stub, done, shop) == []


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
