"""`contentops models` as people use it."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from contentops.cli import main
from contentops.commands import models as module
from contentops.translate.models.model import UNKNOWN_LICENCE
from tests.translate.tiny_model import SCANDINAVIAN, opus, zipped


def contentops(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def data(result: Result) -> Any:  # noqa: ANN401  # JSON
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Models that are not installed: sv-da/, which says all of itself, and many.zip, which says nothing."""
    folder = tmp_path_factory.mktemp("made")
    opus(folder / "sv-da", SCANDINAVIAN)
    opus(folder / "many", SCANDINAVIAN, labels=[">>nob<<", ">>nno<<"], readme="")
    zipped(folder / "many", folder / "many.zip")
    return folder


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of models, in a working folder whose settings have models take little of the machine."""
    (tmp_path / "contentops.toml").write_text("[engines.neural]\nthreads = 1\nbeam = 1\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONTENTOPS_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


def test_a_model_is_installed_listed_verified_used_and_removed(made: Path, folder: Path) -> None:
    installed = contentops("models", "install", made / "sv-da")
    assert installed.exit_code == 0
    assert "sv-da: sv to da; licence: cc-by-4.0" in installed.stdout
    assert "da: Kroppen behøver vitaminer varje dag." in installed.stdout
    assert "of 6 sentences, spelled as letters 6, code 6, brackets 6" in installed.stdout
    assert f"installed: {folder / 'sv-da'}" in installed.stdout
    assert "was there already" in contentops("models", "install", made / "sv-da").stdout

    listed = contentops("models", "list")
    assert listed.exit_code == 0
    assert re.search(r"sv-da: sv to da, \d\.\d MB\n  licence: cc-by-4\.0\n  installed 20\S+ from /", listed.stdout)

    verified = contentops("models", "verify")
    assert verified.exit_code == 0
    assert "Kroppen behøver" in verified.stdout

    (neural,) = (one for one in data(contentops("engines", "--json"))["engines"] if one["engine"] == "neural")
    assert neural["usable"] == ["da"]
    assert "contentops models install" in neural["reasons"]["de"]

    removed = contentops("models", "remove", "sv-da")
    assert (removed.exit_code, removed.stdout) == (0, "removed: sv-da\n")
    assert "no model is installed" in contentops("models", "list").stderr


def test_a_sentence_goes_the_whole_way_through_an_installed_model(made: Path, tmp_path: Path) -> None:
    contentops("models", "install", made / "sv-da")
    page = "Zink i maten\n\nZink finns i kött(1) och i ägg.\n\nHur mycket?\n\nVuxna behöver 9 mg om dagen, säger boken.\n\n"
    more = (
        "Bröd på fullkorn, ost, ägg och bönor bidrar också, och den som äter varierat behöver sällan tänka på saken. "
    )
    (tmp_path / "zink.txt").write_text(f"{page}{more * 3}\n\nReferenser\n\n1. Boken. Zink. 2023.\n", encoding="utf-8")
    summary = data(
        contentops("localize", tmp_path / "zink.txt", "--to", "da", "--out", "out", "--engine", "neural", "--json")
    )
    assert summary["articles"] == 1
    (row,) = data(contentops("review", "out", "list", "--json"))["rows"]
    assert row["state"] in ("machine-draft", "missing")
    record = data(contentops("review", "out", "show", row["article"], "--target", "da", "--json"))["record"]
    (adults,) = (one for one in record["segments"] if "Vuxna" in one["source_shown"])
    assert "behøver 9\u00a0mg om dagen, sæger" in adults["shown"]
    assert adults["engine"].startswith("neural/sv-da@")


def test_a_model_of_several_languages_is_asked_for_them_and_its_licence_is_kept(made: Path) -> None:
    refused = contentops("models", "install", made / "many.zip", "--source", "sv")
    assert refused.exit_code == 1
    assert ">>nno<<, >>nob<<" in refused.stderr
    several = ("--source", "sv", "--target", "nb", "--target", "nn=>>nno<<")
    result = contentops("models", "install", made / "many.zip", *several, "--name", "nordic", "--json")
    assert data(result)["model"]["targets"] == {"nb": ">>nob<<", "nn": ">>nno<<"}
    assert data(result)["model"]["licence"] == UNKNOWN_LICENCE
    again = contentops("models", "install", made / "many.zip", *several, "--name", "nordic", "--licence", "CC-BY-4.0")
    assert "licence: CC-BY-4.0" in again.stdout
    assert [one["licence"] for one in data(contentops("models", "list", "--json"))["models"]] == ["CC-BY-4.0"]


def test_an_unknown_licence_is_told(made: Path) -> None:
    result = contentops("models", "install", made / "many.zip", "--source", "sv", "--target", "nb")
    assert "licence: unknown: ask where you got it" in result.stdout
    assert "does not say its licence; --licence keeps what you found out" in result.stderr


def test_a_damaged_or_broken_model_ends_verification_with_1_and_is_named(made: Path, folder: Path) -> None:
    contentops("models", "install", made / "sv-da")
    (folder / "sv-da" / "source.spm").write_bytes(b"damaged")
    (folder / "stray").mkdir()
    result = contentops("models", "verify")
    assert result.exit_code == 1
    assert "source.spm is not the file that was installed; install it again" in result.stdout
    assert "stray: " in result.stdout
    assert contentops("models", "verify", "stray").exit_code == 1
    assert contentops("models", "verify", "nothing").exit_code == 1
    value = data(contentops("models", "verify", "sv-da", "--json"))
    assert [one["works"] for one in value["models"]] == [False]
    assert "stray: cannot be used" in contentops("models", "list").stdout
    assert [one["name"] for one in data(contentops("models", "list", "--json"))["broken"]] == ["stray"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("install", "nowhere"), 1, "there is no such file or folder"),
        (("install", "nowhere", "--target", "D E"), 2, "'D E' is no locale"),
        (("install", "ftp://models.example/x"), 1, "is no address of http or https"),
        (("install",), 2, "Missing argument"),
        (("remove", "nothing"), 1, "there is no model 'nothing'"),
    ],
)
def test_what_cannot_be_done_is_said_with_its_exit_code(arguments: tuple[str, ...], code: int, said: str) -> None:
    result = contentops("models", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr


def test_the_folder_may_be_that_of_the_settings_or_named(made: Path, tmp_path: Path) -> None:
    (tmp_path / "contentops.toml").write_text('[engines.neural]\nfolder = "here"\nthreads = 1\nbeam = 1\n')
    contentops("models", "install", made / "sv-da")
    assert (tmp_path / "here" / "sv-da").is_dir()
    assert data(contentops("models", "list", "--folder", tmp_path / "there", "--json"))["models"] == []
    (tmp_path / "contentops.toml").write_text("[engines.neural]\nbeams = 1\n")
    assert contentops("models", "list").exit_code == 2


def test_the_progress_of_a_download_is_told_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    progress = module._Progress()
    for second in range(35):
        now[0] = float(second)
        progress.show(second * 1_000_000, 40_000_000)
    progress.say("unpacking …")
    assert capsys.readouterr().err.splitlines() == [
        "  10.0 MB of 40.0 MB, 25 %",
        "  20.0 MB of 40.0 MB, 50 %",
        "  30.0 MB of 40.0 MB, 75 %",
        "unpacking …",
    ]
