"""`contentops glossary coverage`: what it reads, what it says, and when it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from contentops.cli import main
from tests.shop import PEAS, page


def coverage(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["glossary", "coverage", *map(str, arguments)], catch_exceptions=False)


def data(*arguments: str | Path) -> Any:  # noqa: ANN401  # JSON
    return json.loads(coverage(*arguments, "--json").stdout)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    file = tmp_path / "text.txt"
    file.write_text("Kolhydrater och protein ger kroppen energi.\nSkrummelplask, sa skrummelplask och gnirpelfnys.\n")
    return file


@pytest.fixture
def without_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APERTIUM_MODES", str(tmp_path / "none"))


@pytest.mark.usefixtures("apertium")
def test_the_words_to_add_next_come_by_how_often_they_stand(text: Path) -> None:
    found = data(text, "--to", "nb")["targets"]["nb"]
    assert found["unknown"]["most_frequent"][:2] == [
        {"word": "skrummelplask", "count": 2},
        {"word": "gnirpelfnys", "count": 1},
    ]
    assert found["glossary"]["terms"] >= 2
    assert found["content_words"] == sum(found[row]["words"] for row in ("glossary", "engine", "unknown"))


@pytest.mark.usefixtures("apertium")
def test_each_share_is_of_the_content_words(text: Path) -> None:
    found = data(text, "--to", "nb")["targets"]["nb"]
    for row in ("glossary", "engine", "unknown"):
        assert found[row]["share"] == round(found[row]["words"] / found["content_words"], 4)


def test_a_locale_without_an_embedded_engine_has_none(text: Path) -> None:
    assert data(text, "--to", "fi")["targets"]["fi"]["engine"] is None
    said = coverage(text, "--to", "nb,fi").stdout
    (line,) = (line for line in said.splitlines() if line.startswith("left to the engine"))
    assert line.split()[-1] == "-"
    assert "fi: add these next" in said


@pytest.mark.usefixtures("without_engine")
def test_where_the_engine_is_not_installed_only_the_glossary_counts(text: Path) -> None:
    assert data(text, "--to", "nb")["targets"]["nb"]["engine"] is None


def test_without_targets_every_locale_that_has_a_glossary_is_counted(text: Path) -> None:
    assert {"da", "fi", "nb", "nn"} <= set(data(text)["targets"])
    assert "sv" not in data(text)["targets"]


def test_pages_are_read_as_articles_and_folders_to_the_bottom(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "page.html").write_text(page("Soppa på torsdag", PEAS), encoding="utf-8")
    (tmp_path / "b.txt").write_text("Ät mer fisk.", encoding="utf-8")
    found = data(tmp_path, "--to", "nb")
    assert found["files"] == 2
    assert found["sentences"] > len(PEAS)


@pytest.mark.usefixtures("apertium")
def test_targets_that_lack_the_same_words_are_listed_once(text: Path) -> None:
    assert coverage(text, "--to", "nb,da").stdout.count("skrummelplask") == 1


def test_no_more_words_are_listed_than_asked_for(text: Path) -> None:
    assert len(data(text, "--to", "fi", "--words", "1")["targets"]["fi"]["unknown"]["most_frequent"]) == 1


@pytest.mark.parametrize(("to", "code", "said"), [("dk", 2, "did you mean 'da'?"), ("nb,xx", 2, "unknown locale 'xx'")])
def test_an_unknown_locale_is_wrong_use(text: Path, to: str, code: int, said: str) -> None:
    result = coverage(text, "--to", to)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr


def test_a_page_in_another_language_is_refused_with_what_to_give(tmp_path: Path) -> None:
    file = tmp_path / "side.html"
    file.write_text(page("Suppe", PEAS).replace('lang="sv"', 'lang="da"'), encoding="utf-8")
    result = coverage(file, "--to", "nb")
    assert result.exit_code == 1
    assert "not Swedish" in result.stderr


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = coverage(tmp_path / "nothing.html", "--to", "nb")
    assert result.exit_code == 1
    assert "nothing.html" in result.stderr
