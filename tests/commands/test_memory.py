"""`contentops memory` as programs and people use it: exit codes, what goes to stdout, what to stderr."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from contentops.translate.interchange.memory.csv import COLUMNS
from tests.shop import OATS, Shop, WordByWord, inject, page
from tests.test_cli import contentops, data
from tests.translate.interchange.memory.test_tmx import foreign, tu

BY = ("--by", "Nils Ek")
GOOD = foreign(tu("Fisk är bra.", "Fisk er godt."))
DAMAGED = foreign(tu("Fisk är bra.", "Fisk er godt."), tu("Ta 5 mg.", "Tag 6 mg."))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a memory, for what only reads."""
    folder = tmp_path_factory.mktemp("memory")
    with pytest.MonkeyPatch.context() as monkeypatch:
        inject(monkeypatch, WordByWord())
        shop = Shop(folder / "pages", folder / "store", to=("da",))
        shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
        shop.localize()
    return shop.store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "agency.tmx"
    path.write_text(DAMAGED, encoding="utf-8")
    return path


def test_show_counts_what_is_remembered(store: Path) -> None:
    assert contentops("memory", "show", store).stdout == "da: 6\n          6  machine-draft  apertium\n"
    assert data(contentops("memory", "show", store, "--json"))["entries"] == [
        {"locale": "da", "state": "machine-draft", "engine": "apertium", "entries": 6}
    ]


def test_an_export_is_data_on_stdout_and_its_count_on_stderr(store: Path) -> None:
    done = contentops("memory", "export", store, "--to", "da")
    assert (done.exit_code, done.stderr) == (0, "6 entries written (6 to da).\n")
    assert done.stdout.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">')
    assert done.stdout.count("<tu>") == 6
    done = contentops("memory", "export", store, "--format", "csv", "--delimiter", "semicolon", "--bom")
    assert done.stdout_bytes.startswith(b"\xef\xbb\xbf" + ";".join(COLUMNS).encode() + b"\r\n")


@pytest.mark.parametrize(("name", "begins"), [("m.tmx", "<?xml"), ("m.csv", "source,target"), ("m", "<?xml")])
def test_an_exports_format_is_that_of_its_name(store: Path, tmp_path: Path, name: str, begins: str) -> None:
    done = contentops("memory", "export", store, "--out", tmp_path / name)
    assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_for_omegat_codes_are_its_tags(store: Path) -> None:
    done = contentops("memory", "export", store, "--format", "omegat")
    assert "<seg>Koka gröten i &lt;x0/&gt; minuter och rör hela tiden.</seg>" in done.stdout
    assert "<prop" not in done.stdout


def test_the_installed_command_writes_utf_8_to_a_pipe_whatever_the_terminal_has(store: Path) -> None:
    command = [sys.executable, "-m", "contentops.cli", "memory", "export", str(store), "--format", "csv"]
    out = subprocess.run(
        command, capture_output=True, check=True, env={"LC_ALL": "C", "PYTHONUTF8": "0", **_path()}
    ).stdout
    assert "Gröt".encode() in out
    assert out.count(b"\r\n") == 7


def _path() -> dict[str, str]:
    return {"PYTHONPATH": ":".join(sys.path)}


def test_an_import_takes_what_it_can_and_ends_with_1_when_something_was_refused(tmp_path: Path, file: Path) -> None:
    done = contentops("memory", "import", tmp_path / "store", file, *BY)
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "1 added, 0 replaced, 0 there already, 0 not taken, 1 refused.",
        f"Refused: {file}: unit 2, line 2: the source says 5 mg, the translation 6 mg: Ta 5 mg.",
    ]
    file.write_text(GOOD, encoding="utf-8")
    again = contentops("memory", "import", tmp_path / "store", file, *BY)
    assert (again.exit_code, again.stdout) == (0, "0 added, 0 replaced, 1 there already, 0 not taken, 0 refused.\n")


def test_an_import_tells_programs_everything(tmp_path: Path, file: Path) -> None:
    done = contentops("memory", "import", tmp_path / "store", file, tmp_path / "none.tmx", *BY, "--json")
    report = json.loads(done.stdout)
    assert done.exit_code == 1
    assert (report["added"], report["number_refused"], report["dry_run"]) == (1, 1, False)
    assert report["refused"] == [
        {
            "file": str(file),
            "number": 2,
            "line": 2,
            "source": "Ta 5 mg.",
            "reason": "the source says 5 mg, the translation 6 mg",
        }
    ]
    assert [one["source"] for one in report["failed"]] == [str(tmp_path / "none.tmx")]
    assert "1 added" in done.stderr


def test_a_dry_run_makes_no_store(tmp_path: Path, file: Path) -> None:
    done = contentops("memory", "import", tmp_path / "store", file, *BY, "--dry-run")
    assert done.exit_code == 1
    assert done.stdout.startswith("Dry run, nothing was done. 1 added")
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        ("import", "store"),
        ("import", "store", "agency.tmx", "--replace"),
        ("import", "store", "agency.tmx", "--to", "dk"),
        ("import", "store", "agency.docx"),
        ("export", "store", "--format", "xls"),
        ("export", "", "--to", "da"),
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2_and_makes_nothing(
    wrong: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "agency.tmx").write_text(GOOD, encoding="utf-8")
    done = contentops("memory", *wrong)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("act", ["show", "export"])
def test_a_store_that_is_not_there_is_not_made(tmp_path: Path, act: str) -> None:
    done = contentops("memory", act, tmp_path / "store")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "there is no store here" in done.stderr
    assert not (tmp_path / "store").exists()
