"""The fingerprint changes with a check or its data, and with nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contentops.check.fingerprint import _digest, fingerprint

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_a_hash_and_stays_the_same() -> None:
    assert len(fingerprint()) == 64
    fingerprint.cache_clear()
    first = fingerprint()
    fingerprint.cache_clear()
    assert fingerprint() == first


def test_an_edited_renamed_or_new_file_changes_it(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("1")
    before = _digest((tmp_path, "*.py"))
    (tmp_path / "one.txt").write_text("no check")
    assert _digest((tmp_path, "*.py")) == before
    (tmp_path / "one.py").write_text("2")
    edited = _digest((tmp_path, "*.py"))
    (tmp_path / "two.py").write_text("")
    added = _digest((tmp_path, "*.py"))
    (tmp_path / "two.py").rename(tmp_path / "three.py")
    assert len({before, edited, added, _digest((tmp_path, "*.py"))}) == 4
