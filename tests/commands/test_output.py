from __future__ import annotations

from pathlib import Path

import pytest

from contentops.commands.output import writing
from contentops.errors import StoreUnwritable


def test_a_file_takes_its_name_once_it_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "memory.tmx"
    out.write_text("before")

    def fail() -> None:
        with writing(out) as stream:
            stream.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert [path.read_text() for path in tmp_path.iterdir()] == ["before"]
    with writing(out) as stream:
        stream.write("whole\r\nå")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ["whole\r\nå".encode()]


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreUnwritable, match=r"x\.tmx: cannot be written: No such file"),
        writing(tmp_path / "no" / "x.tmx"),
    ):
        pass
