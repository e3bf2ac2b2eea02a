"""Archives that somebody else made."""

from __future__ import annotations

import io
import shutil
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from contentops.errors import ModelError
from contentops.translate.models import unpack as module
from contentops.translate.models.unpack import is_archive, unpack

FILES = {"model/model.bin": b"network", "model/config.json": b"{}", "sentencepiece.model": b"pieces"}
Make = Callable[[Path, dict[str, bytes]], Path]


def a_zip(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return path


def a_tar(path: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as out:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            out.addfile(info, io.BytesIO(content))
    return path


def written(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "inner" / "into"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize("make", [a_zip, a_tar])
def test_what_a_model_needs_is_unpacked_and_nothing_else(make: Make, tmp_path: Path, into: Path) -> None:
    others = {"stanza/sv/tokenize.pt": b"x", "model/run.py": b"x", "model/.hidden": b"x", "run.sh": b"x"}
    path = make(tmp_path / "archive", FILES | others)
    assert is_archive(path)
    unpack(path, into, "archive")
    assert written(into) == FILES


@pytest.mark.parametrize("make", [a_zip, a_tar])
@pytest.mark.parametrize(
    "name", ["../model.bin", "/srv/model.bin", "a/../../model.bin", "..\\model.bin", "C:/model.bin", "a/../../../x"]
)
def test_a_member_that_would_land_outside_has_the_whole_archive_refused(
    make: Make, name: str, tmp_path: Path, into: Path
) -> None:
    path = make(tmp_path / "archive", FILES | {name: b"evil"})
    with pytest.raises(ModelError, match="outside its folder"):
        unpack(path, into, "archive")
    assert written(tmp_path) == {"archive": path.read_bytes()}


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_a_tar_with_a_link_or_a_device_is_refused(kind: bytes, tmp_path: Path, into: Path) -> None:
    path = tmp_path / "archive.tar"
    with tarfile.open(path, "w") as out:
        info = tarfile.TarInfo("model.bin")
        info.type, info.linkname = kind, "/etc/passwd"
        out.addfile(info)
    with pytest.raises(ModelError, match=r"'model\.bin' is a link or a device"):
        unpack(path, into, "archive")
    assert written(into) == {}


def test_a_zip_with_a_link_is_refused(tmp_path: Path, into: Path) -> None:
    path = tmp_path / "archive.zip"
    with zipfile.ZipFile(path, "w") as out:
        info = zipfile.ZipInfo("model.bin")
        info.external_attr = 0o120777 << 16
        out.writestr(info, "/etc/passwd")
    with pytest.raises(ModelError, match="link or a device"):
        unpack(path, into, "archive")
    assert written(into) == {}


@pytest.mark.parametrize("make", [a_zip, a_tar])
def test_a_bomb_is_refused_before_it_is_unpacked(
    make: Make, tmp_path: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SMALL", 1 << 20)
    path = make(tmp_path / "archive", {"model.bin": bytes(8 << 20)})
    assert path.stat().st_size * module.MOST_GROWTH < 8 << 20
    with pytest.raises(ModelError, match="No model is packed like that"):
        unpack(path, into, "archive")
    assert written(into) == {}


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path: Path, into: Path) -> None:
    path = a_zip(tmp_path / "archive.zip", {"model.bin": bytes(100_000)})
    data = path.read_bytes()
    path.write_bytes(data.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(ModelError, match=r"archive: cannot be unpacked: .*CRC"):
        unpack(path, into, "archive")


def test_too_many_members_are_refused(tmp_path: Path, into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_MEMBERS", 5)
    for make in (a_zip, a_tar):
        path = make(tmp_path / make.__name__, {f"{number}/model.bin": b"" for number in range(9)})
        with pytest.raises(ModelError, match="more than 5"):
            unpack(path, into, "archive")


@pytest.mark.parametrize("make", [a_zip, a_tar])
def test_an_archive_that_breaks_off_is_refused(make: Make, tmp_path: Path, into: Path) -> None:
    noise = bytes((number * number * 31 >> 3) % 251 for number in range(100_000))
    path = make(tmp_path / "archive", {"model.bin": noise})
    data = bytearray(path.read_bytes())
    data[len(data) // 3 : len(data) // 2] = bytes(len(data) // 2 - len(data) // 3)
    path.write_bytes(data)
    with pytest.raises(ModelError, match="cannot be unpacked"):
        unpack(path, into, "archive")


def test_a_file_that_is_a_folder_too_is_refused(tmp_path: Path, into: Path) -> None:
    path = a_zip(tmp_path / "archive.zip", {"model.bin": b"x", "model.bin/config.json": b"{}"})
    with pytest.raises(ModelError, match="cannot be written"):
        unpack(path, into, "archive")


def test_a_file_that_stands_there_twice_is_refused(tmp_path: Path, into: Path) -> None:
    path = tmp_path / "archive.tar"
    with tarfile.open(path, "w") as out:
        for content in (b"one", b"two"):
            info = tarfile.TarInfo("model.bin")
            info.size = 3
            out.addfile(info, io.BytesIO(content))
    with pytest.raises(ModelError, match=r"has model\.bin twice"):
        unpack(path, into, "archive")


def test_a_locked_zip_says_what_to_do(tmp_path: Path, into: Path) -> None:
    path = a_zip(tmp_path / "archive.zip", {"model.bin": b"x"})
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + at] |= 1
    path.write_bytes(data)
    with pytest.raises(ModelError, match="locked by a password"):
        unpack(path, into, "archive")


def test_a_full_disk_is_told_before_anything_is_written(
    tmp_path: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_zip(tmp_path / "archive.zip", FILES)
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(ModelError, match=r"is full: it needs .* CONTENTOPS_MODELS"):
        unpack(path, into, "archive")
    assert written(into) == {}
