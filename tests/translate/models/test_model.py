from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from contentops.errors import ModelError
from contentops.translate.models.folder import find, models, standard_folder
from contentops.translate.models.model import FILE, Model, read, to_json, write


def a_model(folder: Path, **values: Any) -> Model:  # noqa: ANN401  # of whatever field
    model = Model(
        name=folder.name,
        folder=folder,
        source="sv",
        targets={"nb": ">>nob<<", "nn": ">>nno<<"},
        source_pieces="source.spm",
        target_pieces="target.spm",
        source_end="</s>",
        sha256={"model.bin": "ab" * 32},
    )
    return replace(model, **values)


@pytest.fixture
def model(tmp_path: Path) -> Model:
    (tmp_path / "one").mkdir()
    return a_model(tmp_path / "one")


def test_what_is_written_is_read(model: Model) -> None:
    write(model)
    assert read(model.folder) == model
    assert [path.name for path in model.folder.iterdir()] == [FILE]


def test_a_model_that_was_moved_has_the_name_of_its_folder(model: Model, tmp_path: Path) -> None:
    write(model)
    model.folder.rename(tmp_path / "two")
    assert read(tmp_path / "two").name == "two"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schema", 2),
        ("name", "../x"),
        ("source", "Svenska"),
        ("targets", {}),
        ("targets", {"nb": 1}),
        ("targets", ["nb"]),
        ("source_pieces", "../../etc/passwd"),
        ("longest", 0),
        ("longest", True),
        ("longest", "many"),
        ("spellings", []),
        ("spellings", ["unheard of"]),
        ("spellings", [[]]),
        ("sha256", {"model.bin": "short"}),
        ("licence", 7),
    ],
)
def test_a_file_that_does_not_say_what_it_should_is_refused_by_its_name_and_key(
    model: Model, key: str, value: object
) -> None:
    (model.folder / FILE).write_text(json.dumps({**to_json(model), key: value}), encoding="utf-8")
    with pytest.raises(ModelError, match="version" if key == "schema" else key) as caught:
        read(model.folder)
    assert str(model.folder / FILE) in caught.value.message


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, b"[]", b"\xff"])
def test_a_file_that_is_no_json_is_refused(model: Model, content: bytes) -> None:
    (model.folder / FILE).write_bytes(content)
    with pytest.raises(ModelError, match=FILE):
        read(model.folder)


def test_the_models_of_a_folder_are_told_from_what_is_none(model: Model, tmp_path: Path) -> None:
    write(model)
    (tmp_path / "stray").mkdir()
    (tmp_path / ".new-x").mkdir()
    (tmp_path / "notes.txt").write_text("no model")
    good, broken = models(tmp_path)
    assert good == [model]
    assert [one.name for one in broken] == ["stray"]
    assert FILE in broken[0].reason
    assert models(tmp_path / "not there") == ([], [])


def test_a_name_that_is_not_there_is_answered_with_those_that_are(model: Model, tmp_path: Path) -> None:
    write(model)
    assert find(tmp_path, "one") == model
    with pytest.raises(ModelError, match=r"no model 'ett' .* Installed: one\."):
        find(tmp_path, "ett")


def test_a_locale_is_served_by_its_own_target_or_its_languages(tmp_path: Path) -> None:
    model = a_model(tmp_path, targets={"pt": "", "en": "", "en-US": ">>eng_US<<"})
    assert [model.serves(locale) for locale in ("pt-BR", "en-US", "en", "fi")] == ["pt", "en-US", "en", None]


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"CONTENTOPS_MODELS": "/srv/models", "XDG_DATA_HOME": "/data"}, "/srv/models"),
        ({"XDG_DATA_HOME": "/data"}, "/data/contentops/models"),
        ({"XDG_DATA_HOME": "data"}, str(Path.home() / ".local/share/contentops/models")),
        ({}, str(Path.home() / ".local/share/contentops/models")),
    ],
)
def test_models_are_kept_where_the_environment_says_or_with_the_users_data(
    environment: dict[str, str], folder: str
) -> None:
    assert standard_folder(environment) == Path(folder)
