"""Pages are found in folders, and named by where they stand in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentops.errors import UnreadableSource
from contentops.ingest import find


def test_pages_of_a_folder_are_found_to_the_bottom_and_sorted(tmp_path: Path) -> None:
    for name in ("b.html", "a.txt", "deep/er/c.htm", "d.xhtml", "README.txt", "bild.jpg", ".git/e.html", ".gömd.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")

    assert [source.key for source in find([tmp_path])] == ["a.txt", "b.html", "d.xhtml", "deep/er/c.htm"]


def test_a_file_that_is_named_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    page = tmp_path / "skrapning"
    page.write_bytes(b"text")

    (source,) = find([page, page])

    assert source.key == "skrapning"
    assert source.read() == b"text"


def test_files_of_one_name_in_two_folders_get_two_keys(tmp_path: Path) -> None:
    for shop in ("ett", "två"):
        (tmp_path / shop).mkdir()
        (tmp_path / shop / "sida.html").write_text(shop)

    assert [source.key for source in find([tmp_path / "ett", tmp_path / "två"])] == ["sida.html", "två/sida.html"]


def test_a_path_that_is_missing_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"borta.*no such file.*Give a page"):
        find([tmp_path / "borta"])


def test_a_folder_without_pages_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="holds no pages"):
        find([tmp_path])


def test_a_file_that_vanished_is_named(tmp_path: Path) -> None:
    page = tmp_path / "sida.html"
    page.write_text("x")
    (source,) = find([page])
    page.unlink()

    with pytest.raises(UnreadableSource, match=r"sida\.html: cannot be read"):
        source.read()
