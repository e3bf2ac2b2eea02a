from __future__ import annotations

import os
from pathlib import Path

import pytest

from contentops.errors import StoreUnwritable
from contentops.report.files import MARK, mirror

INDEX = "index.html"
DANISH = "magnesium/da.html"


def page(words: str) -> str:
    return f"<!doctype html><head>{MARK}</head>{words}"


def bring(folder: Path, pages: dict[str, str]) -> None:
    mirror(folder, pages.items())


def listed(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_pages_stand_where_they_are_named(tmp_path: Path) -> None:
    bring(tmp_path / "new" / "preview", {INDEX: page("blåbær"), DANISH: page("d")})
    assert listed(tmp_path / "new" / "preview") == ["index.html", "magnesium/da.html"]
    assert "blåbær" in (tmp_path / "new" / "preview" / "index.html").read_text(encoding="utf-8")


def test_only_a_page_that_changed_is_written(tmp_path: Path) -> None:
    bring(tmp_path, {INDEX: page("a"), DANISH: page("d")})
    long_ago = 1_000_000_000
    for name in (INDEX, DANISH):
        os.utime(tmp_path / name, (long_ago, long_ago))
    bring(tmp_path, {INDEX: page("b"), DANISH: page("d")})
    assert (tmp_path / DANISH).stat().st_mtime == long_ago
    assert (tmp_path / INDEX).stat().st_mtime > long_ago
    assert (tmp_path / INDEX).read_text(encoding="utf-8") == page("b")


def test_pages_of_articles_that_are_gone_are_removed_with_their_folder(tmp_path: Path) -> None:
    bring(tmp_path, {INDEX: page("a"), DANISH: page("d"), "magnesium/nb.html": page("n")})
    bring(tmp_path, {INDEX: page("a"), DANISH: page("d")})
    assert listed(tmp_path) == ["index.html", "magnesium/da.html"]
    bring(tmp_path, {INDEX: page("a")})
    assert not (tmp_path / "magnesium").exists()


def test_what_somebody_else_put_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "own.html").write_text("<p>mine</p>")
    (tmp_path / "notes" / "own.txt").write_text(MARK)
    bring(tmp_path, {INDEX: page("a")})
    assert listed(tmp_path) == ["index.html", "notes/own.html", "notes/own.txt"]


def test_what_a_killed_run_left_is_swept_up(tmp_path: Path) -> None:
    (tmp_path / "magnesium").mkdir()
    (tmp_path / "magnesium" / ".contentops-da.html").write_text("<!doctype ht")
    bring(tmp_path, {INDEX: page("a")})
    assert listed(tmp_path) == ["index.html"]


def test_a_page_is_replaced_as_a_whole_and_never_written_in_place(tmp_path: Path) -> None:
    bring(tmp_path, {INDEX: page("old")})
    with (tmp_path / INDEX).open(encoding="utf-8") as reader:
        bring(tmp_path, {INDEX: page("new")})
        assert reader.read() == page("old"), "who was reading the old page goes on reading it"
    assert (tmp_path / INDEX).read_text(encoding="utf-8") == page("new")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "magnesium").write_text("a file where a folder should be")
    with pytest.raises(StoreUnwritable, match=r"magnesium/da\.html: the preview cannot be written"):
        bring(tmp_path, {DANISH: page("d")})
    assert listed(tmp_path) == ["magnesium"]


def test_what_a_killed_run_left_of_a_page_that_is_written_anew_is_no_error(tmp_path: Path) -> None:
    bring(tmp_path, {DANISH: page("d")})
    (tmp_path / "magnesium" / ".contentops-da.html").write_text("<!doctype ht")
    bring(tmp_path, {DANISH: page("anew")})
    assert listed(tmp_path) == ["magnesium/da.html"]
