"""`contentops glossary export` at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_cli import contentops


def test_the_glossary_is_data_on_stdout_and_its_count_on_stderr() -> None:
    done = contentops("glossary", "export", "--to", "de")
    assert done.exit_code == 0
    assert "C-vitamin\tVitamin C\tnoun, n\n" in done.stdout
    assert done.stderr.endswith(" terms written.\n")


@pytest.mark.parametrize(("name", "begins"), [("shop.utf8", "Livsmedelsverket\t"), ("shop.tbx", "<?xml")])
def test_its_format_is_that_of_its_name(tmp_path: Path, name: str, begins: str) -> None:
    done = contentops("glossary", "export", "--to", "de", "--out", tmp_path / name)
    assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(("locale", "said"), [("dk", "did you mean 'da'?"), ("sv", "from Swedish")])
def test_a_locale_without_a_glossary_is_wrong_use(locale: str, said: str) -> None:
    done = contentops("glossary", "export", "--to", locale)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
