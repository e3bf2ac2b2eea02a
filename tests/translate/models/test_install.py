"""Models into their place and out of it, whatever happens on the way."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from contentops.errors import ModelError
from contentops.translate.models import install as module
from contentops.translate.models.folder import models
from contentops.translate.models.install import Installed, install, remove
from contentops.translate.models.layout import Wanted
from contentops.translate.models.model import FILE, UNKNOWN_LICENCE, Model, checksum, checksums, read
from contentops.translate.models.network import Effort
from contentops.translate.models.verify import verify
from tests.translate.models.server import serving
from tests.translate.tiny_model import PLACES, SCANDINAVIAN, argos, opus, zipped

EFFORT = Effort(threads=1, beam=1)
NOTHING = Wanted()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with models that are not installed: opus-mt-sv-da/, other/ (another of that name), sv_en.argosmodel."""
    folder = tmp_path_factory.mktemp("made")
    opus(folder / "opus-mt-sv-da", SCANDINAVIAN)
    opus(folder / "other" / "opus-mt-sv-da", {"ä": "e"})
    zipped(argos(folder / "sv_en", "sv", "en", {"ä": "a", "ö": "o"}), folder / "sv_en.argosmodel", "sv_en/")
    zipped(folder / "opus-mt-sv-da", folder / "opus.zip")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "models"


def got(
    source: Path | str, folder: Path, wanted: Wanted = NOTHING, sha256: str = "", *, other: bool = False
) -> Installed:
    return install(str(source), folder, wanted, EFFORT, sha256=sha256, replace_other=other)


def content(folder: Path) -> dict[str, bytes]:
    """All that is in a folder of models, the lock left out."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock") if folder.exists() else []


# ------------------------------------------------------------------------------------------------------- what is installed


def test_a_folder_is_installed_with_what_it_says_of_itself(made: Path, folder: Path) -> None:
    model = got(made / "opus-mt-sv-da", folder).found.model
    assert model == read(folder / "opus-mt-sv-da")
    assert (model.source, dict(model.targets), model.licence) == ("sv", {"da": ""}, "cc-by-4.0")
    assert model.sha256 == checksums(made / "opus-mt-sv-da")
    assert model.origin == str(made / "opus-mt-sv-da")
    assert model.installed.endswith("+00:00")
    assert model.longest == PLACES  # measured: it says nothing of it
    assert names(folder) == ["opus-mt-sv-da"]


def test_what_it_makes_of_a_sentence_and_of_protected_places_is_told(made: Path, folder: Path) -> None:
    found = got(made / "opus-mt-sv-da", folder).found
    assert [spoken.text for spoken in found.spoken] == ["Kroppen behøver vitaminer varje dag."]
    assert found.kept == {"letters": 6, "code": 6, "brackets": 6}
    assert found.protected == 6


def test_the_spelling_that_comes_back_best_is_kept_first(tmp_path: Path, folder: Path) -> None:
    model = got(opus(tmp_path / "q", {"Q": "K", "ö": "ø"}), folder).found.model
    assert model.spellings == ("code", "brackets", "letters")


def test_an_argos_package_is_installed_without_what_is_not_needed(made: Path, folder: Path) -> None:
    model = got(made / "sv_en.argosmodel", folder).found.model
    assert (model.name, model.source, dict(model.targets), model.licence) == ("argos-sv-en", "sv", {"en": ""}, "CC0")
    assert "sentences.pt" not in {path.name for path in model.folder.iterdir()}


def test_a_tar_is_installed_by_the_name_of_its_file(made: Path, tmp_path: Path, folder: Path) -> None:
    with tarfile.open(tmp_path / "my model_1.tar.gz", "w:gz") as out:
        out.add(made / "opus-mt-sv-da", "some/folder")
    assert got(tmp_path / "my model_1.tar.gz", folder).found.model.name == "my-model-1"


def test_a_licence_that_is_not_stated_is_unknown(tmp_path: Path, folder: Path) -> None:
    opus(tmp_path / "plain", SCANDINAVIAN, readme="")
    wanted = Wanted(source="sv", targets={"nb": None})
    assert got(tmp_path / "plain", folder, wanted).found.model.licence == UNKNOWN_LICENCE
    again = got(tmp_path / "plain", folder, Wanted(source="sv", targets={"nb": None}, licence="CC-BY-4.0"))
    assert again.there_before
    assert read(folder / "plain").licence == "CC-BY-4.0"


def test_the_same_again_changes_nothing(made: Path, folder: Path) -> None:
    assert not got(made / "opus-mt-sv-da", folder).there_before
    before = content(folder)
    again = got(made / "opus-mt-sv-da", folder)
    assert again.there_before
    assert content(folder) == before


def test_the_same_again_mends_what_is_damaged(made: Path, folder: Path) -> None:
    model = got(made / "opus-mt-sv-da", folder).found.model
    before = content(folder)
    (model.folder / "source.spm").write_bytes(b"damaged")
    assert not got(made / "opus-mt-sv-da", folder).there_before
    changed = {name for name, data in content(folder).items() if data != before[name]}
    assert changed <= {f"opus-mt-sv-da/{FILE}"}  # the time stands in it
    assert verify(read(model.folder), EFFORT).works


def test_another_model_of_the_same_name_is_refused_unless_it_is_to_replace_it(made: Path, folder: Path) -> None:
    got(made / "opus-mt-sv-da", folder)
    before = content(folder)
    with pytest.raises(ModelError, match=r"another model 'opus-mt-sv-da' .* \(--name\), or say --replace"):
        got(made / "other" / "opus-mt-sv-da", folder)
    assert content(folder) == before
    got(made / "other" / "opus-mt-sv-da", folder, Wanted(name="other"))
    got(made / "other" / "opus-mt-sv-da", folder, other=True)
    assert read(folder / "opus-mt-sv-da").sha256 == read(folder / "other").sha256
    assert names(folder) == ["opus-mt-sv-da", "other"]


# --------------------------------------------------------------------------------------------------------------- addresses


def test_a_model_is_got_from_an_address_and_its_secrets_are_not_kept(made: Path, folder: Path) -> None:
    data = (made / "opus.zip").read_bytes()
    with serving(lambda request: request.send(data)) as server:
        address = f"{server.address.replace('://', '://me:s3cr3t@')}/models/opus.zip?sig=s3cr3t"
        model = got(address, folder, sha256=checksum(made / "opus.zip").upper()).found.model
        assert model.origin == f"{server.address}/models/opus.zip"
    assert model.name == "opus"
    assert not any(b"s3cr3t" in data for data in content(folder).values())
    assert names(folder) == ["opus"]


def test_a_page_that_is_no_archive_leaves_nothing(folder: Path) -> None:
    with serving(lambda request: request.send(b"<html>404</html>")) as server:
        with pytest.raises(ModelError, match=r"model\.zip: is no zip and no tar, or is cut off"):
            got(f"{server.address}/model.zip", folder)
        with pytest.raises(ModelError, match="has the checksum"):
            got(f"{server.address}/model.zip", folder, sha256="0" * 64)
    assert names(folder) == []


# ----------------------------------------------------------------------------------------------------------- what is wrong


def test_a_wrong_checksum_is_refused_with_both(made: Path, folder: Path) -> None:
    own = hashlib.sha256((made / "opus.zip").read_bytes()).hexdigest()
    with pytest.raises(ModelError, match=f"has the checksum {own} and not {'a' * 64}"):
        got(made / "opus.zip", folder, sha256="a" * 64)
    with pytest.raises(ModelError, match="'abc' is no SHA-256"):
        got(made / "opus.zip", folder, sha256="abc")
    with pytest.raises(ModelError, match="a folder has no checksum"):
        got(made / "opus-mt-sv-da", folder, sha256="a" * 64)
    assert names(folder) == []


@pytest.mark.parametrize("source", ["not-there", "README.md", "empty"])
def test_what_is_no_model_leaves_nothing(source: str, tmp_path: Path, folder: Path) -> None:
    (tmp_path / "README.md").write_text("no archive")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match=source):
        got(tmp_path / source, folder)
    assert names(folder) == []


@pytest.mark.parametrize("says", [{"damaged": True}, {"never_ends": True}])
def test_a_model_that_does_not_work_is_not_installed(says: dict[str, bool], tmp_path: Path, folder: Path) -> None:
    opus(tmp_path / "bad", never_ends=says.get("never_ends", False))
    if "damaged" in says:
        (tmp_path / "bad" / "model.bin").write_bytes(b"\0" * 100)
    with pytest.raises(ModelError, match=r"bad: (cannot be loaded|makes nothing of “Kroppen)"):
        got(tmp_path / "bad", folder)
    assert names(folder) == []


def test_a_full_disk_is_told_and_leaves_nothing(made: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(made)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1 << 20))
    for source in ("opus-mt-sv-da", "opus.zip"):
        with pytest.raises(ModelError, match=r"is full: it needs .* MB, and 1\.0 MB are free"):
            got(made / source, folder)
    assert names(folder) == []


def test_a_folder_that_cannot_be_written_is_told(made: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ModelError, match=r"cannot be written: .* CONTENTOPS_MODELS"):
        got(made / "opus-mt-sv-da", tmp_path / "file" / "models")


def test_when_the_new_model_cannot_take_its_place_the_old_one_has_it_again(
    made: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    got(made / "opus-mt-sv-da", folder)
    before = content(folder)
    rename = Path.rename

    def fails(path: Path, target: Path) -> Path:
        if path.name == "model":
            raise OSError(5, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(ModelError, match="Input/output error"):
        got(made / "other" / "opus-mt-sv-da", folder, other=True)
    assert content(folder) == before


# ------------------------------------------------------------------------------------------------- killed, and two at once


@pytest.fixture
def installer(made: Path, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that installs the model, stopped where it has its files and has not yet put them into place."""
    program = (
        "import sys, time; from pathlib import Path; import contentops.translate.models.install as module\n"
        "from contentops.translate.models.layout import Wanted\n"
        "from contentops.translate.models.network import Effort\n"
        "def hang(*_):\n    print('here', flush=True)\n    time.sleep(120)\n"
        "module.fitted = hang\n"
        "module.install(sys.argv[1], Path(sys.argv[2]), Wanted(), Effort(threads=1))\n"
    )
    command = [sys.executable, "-c", program, str(made / "opus-mt-sv-da"), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"here\n"
        yield process
        process.kill()


def test_who_is_killed_leaves_nothing_that_is_taken_for_a_model_and_the_next_clears_it_away(
    installer: subprocess.Popen[bytes], made: Path, folder: Path
) -> None:
    installer.send_signal(signal.SIGKILL)
    installer.wait()
    left = names(folder)
    assert len(left) == 1
    assert left[0].startswith(".new-")
    assert models(folder) == ([], [])
    got(made / "opus-mt-sv-da", folder)
    assert names(folder) == ["opus-mt-sv-da"]


def test_who_works_beside_another_does_not_clear_away_what_that_one_has(
    installer: subprocess.Popen[bytes], made: Path, folder: Path
) -> None:
    (working,) = names(folder)
    got(made / "sv_en.argosmodel", folder)
    assert names(folder) == [working, "argos-sv-en"]
    assert installer.poll() is None


def test_who_breaks_off_leaves_nothing(made: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_off(_model: Model, _effort: Effort) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "fitted", broken_off)
    with pytest.raises(KeyboardInterrupt):
        got(made / "opus.zip", folder)
    assert names(folder) == []


def test_a_model_that_made_room_for_one_that_never_came_is_put_back(made: Path, folder: Path) -> None:
    got(made / "opus-mt-sv-da", folder)
    before = content(folder)
    (folder / ".old-x").mkdir()
    (folder / "opus-mt-sv-da").rename(folder / ".old-x" / "opus-mt-sv-da")  # as a kill between two renames leaves it
    with pytest.raises(ModelError):
        got(made / "not there", folder)
    assert content(folder) == before


def test_four_at_once_install_one_model_once(made: Path, folder: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: got(made / "opus.zip", folder), range(4)))
    assert sorted(result.there_before for result in results) == [False, True, True, True]
    assert names(folder) == ["opus"]
    assert verify(read(folder / "opus"), EFFORT).works


# ----------------------------------------------------------------------------------------------------------------- removal


def test_a_model_is_removed_and_so_is_what_is_broken(made: Path, folder: Path) -> None:
    got(made / "opus-mt-sv-da", folder)
    (folder / "stray").mkdir()
    remove(folder, "opus-mt-sv-da")
    remove(folder, "stray")
    assert names(folder) == []
    with pytest.raises(ModelError, match="no model 'opus-mt-sv-da'"):
        remove(folder, "opus-mt-sv-da")


@pytest.mark.parametrize("name", ["..", ".", "", "../outside", ".lock", "a/b"])
def test_nothing_outside_the_folder_is_removed(name: str, made: Path, folder: Path) -> None:
    got(made / "opus-mt-sv-da", folder)
    (folder.parent / "outside").mkdir()
    with pytest.raises(ModelError, match="no model"):
        remove(folder, name)
    assert (folder.parent / "outside").is_dir()
    assert names(folder) == ["opus-mt-sv-da"]


# ------------------------------------------------------------------------------------------------------------ verification


def test_a_whole_model_is_verified(made: Path, folder: Path) -> None:
    found = verify(got(made / "opus-mt-sv-da", folder).found.model, EFFORT)
    assert found.works
    assert found.wrong == ()
    assert [spoken.text for spoken in found.spoken] == ["Kroppen behøver vitaminer varje dag."]


def test_files_that_are_not_what_was_installed_are_named_and_not_loaded(made: Path, folder: Path) -> None:
    model = got(made / "opus-mt-sv-da", folder).found.model
    (model.folder / "README.md").unlink()
    (model.folder / "config.json").write_text(json.dumps({"add_source_eos": True}))
    (model.folder / "source_vocabulary.json").write_text("[]")
    found = verify(model, EFFORT)
    assert found.wrong == (
        "README.md is missing",
        "config.json is not the file that was installed",
        "source_vocabulary.json was not there when it was installed",
    )
    assert not found.works
    assert found.spoken == ()
