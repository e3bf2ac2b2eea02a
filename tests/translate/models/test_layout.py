"""What folders that others made are. These files are read as text; that the networks work is tested elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from contentops.errors import ModelError
from contentops.translate.models.layout import Wanted, describe, files, locale_of
from contentops.translate.models.model import FILE, UNKNOWN_LICENCE, Model, to_json

Content = dict[str, bytes | str]

OPUS: Content = {
    "model.bin": b"network",
    "config.json": "{}",
    "source.spm": b"",
    "target.spm": b"",
    "shared_vocabulary.json": '["a"]',
}
ARGOS: Content = {
    "sv_en/metadata.json": '{"from_code": "sv", "to_code": "en", "package_version": "1.9"}',
    "sv_en/sentencepiece.model": b"",
    "sv_en/model/model.bin": b"network",
    "sv_en/model/shared_vocabulary.txt": "a\nb",
    "sv_en/README.md": "License: CC0",
    "sv_en/stanza/sv.pt": b"",
}
NLLB: Content = {
    "model.bin": b"network",
    "config.json": '{"eos_token": "</s>"}',
    "sentencepiece.bpe.model": b"",
    "shared_vocabulary.json": '["a", "swe_Latn", "deu_Latn", "nob_Latn", "zho_Hans", "zho_Hant"]',
}
SV_DE = Wanted(source="sv", targets={"de": None})


def put(folder: Path, content: Mapping[str, bytes | str]) -> Path:
    for name, data in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def described(folder: Path, wanted: Wanted | None = None) -> Model:
    return describe(files(folder, "the model"), wanted or Wanted(), "the model", folder.name, folder)


# ------------------------------------------------------------------------------------------------------------------- files


def test_the_files_of_a_model_are_found_under_a_folder_above_and_the_rest_is_left(tmp_path: Path) -> None:
    put(tmp_path, {f"above/{name}": data for name, data in OPUS.items()} | {"above/run.py": "", "above/x.pt": ""})
    assert set(files(tmp_path, "it")) == set(OPUS)


def test_what_stands_above_a_model_and_belongs_to_something_else_is_left(tmp_path: Path) -> None:
    put(tmp_path, {**{f"model/{name}": data for name, data in OPUS.items()}, "LICENSE": "of something else"})
    assert set(files(tmp_path, "it")) == set(OPUS)
    assert described(tmp_path, SV_DE).licence == UNKNOWN_LICENCE


def test_the_parts_of_an_argos_package_are_laid_side_by_side(tmp_path: Path) -> None:
    there = files(put(tmp_path, ARGOS), "it")
    assert set(there) == {"metadata.json", "sentencepiece.model", "model.bin", "shared_vocabulary.txt", "README.md"}


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ({"x.txt": ""}, r"it has no model\.bin\. Name a converted OPUS-MT model"),
        ({"pytorch_model.bin": ""}, r"not converted\. Convert it: ct2-transformers-converter"),
        ({"a/decoder.yml": ""}, r"not converted"),
        ({"a/model.bin": "", "b/model.bin": ""}, r"holds 2 models \(a, b\)\. Install them one by one"),
        ({"model.bin": "version https://git-lfs.github.com/spec/v1\noid sha256:…"}, "pointer of Git LFS"),
    ],
)
def test_what_is_no_model_says_what_it_is(content: Mapping[str, str], cause: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=cause):
        files(put(tmp_path, content), "it")


# --------------------------------------------------------------------------------------------------------------- languages


def test_an_argos_package_says_all_of_itself(tmp_path: Path) -> None:
    model = described(put(tmp_path, ARGOS))
    assert (model.name, model.source, model.targets) == ("argos-sv-en", "sv", {"en": ""})
    assert (model.source_pieces, model.target_pieces, model.source_end) == ("sentencepiece.model",) * 2 + ("",)
    assert model.licence == "CC0"


@pytest.mark.parametrize(
    "says",
    [
        {"tokenizer_config.json": '{"source_lang": "swe", "target_lang": "deu"}'},
        {"README.md": "* source languages: sv\n* target languages: de\n"},
        {"README.md": "* Source Language(s): swe\n* Target Language(s): deu\n"},
    ],
)
def test_an_opus_model_says_its_languages_in_more_than_one_place(says: Mapping[str, str], tmp_path: Path) -> None:
    model = described(put(tmp_path, {**OPUS, **says}))
    assert (model.source, model.targets, model.source_end) == ("sv", {"de": ""}, "</s>")


def test_what_a_model_does_not_say_is_asked_for(tmp_path: Path) -> None:
    put(tmp_path, OPUS)
    with pytest.raises(ModelError, match=r"which language it translates from\. Say it: --source sv --target de"):
        described(tmp_path)
    with pytest.raises(ModelError, match=r"which language it translates to\. Say it: --target de"):
        described(tmp_path, Wanted(source="sv"))
    assert described(tmp_path, SV_DE).targets == {"de": ""}


def test_what_a_person_says_goes_before_what_a_model_says(tmp_path: Path) -> None:
    put(tmp_path, ARGOS)
    model = described(tmp_path, Wanted("mine", "en", "", {"fi": None}, "MIT"))
    assert (model.name, model.source, model.targets, model.licence) == ("mine", "en", {"fi": ""}, "MIT")


@pytest.mark.parametrize(
    ("code", "locale"),
    [
        ("swe", "sv"),
        ("no", "nb"),
        ("nor", "nb"),
        ("nob", "nb"),
        ("nno", "nn"),
        ("DE", "de"),
        ("de_DE", "de"),
        ("x y", ""),
    ],
)
def test_languages_are_named_as_we_name_them(code: str, locale: str) -> None:
    assert locale_of(code) == locale


# ------------------------------------------------------------------------------------------------------------------ tokens


def test_the_tokens_of_a_model_of_several_targets_are_found_in_its_vocabulary(tmp_path: Path) -> None:
    put(tmp_path, {**OPUS, "shared_vocabulary.json": '["a", ">>nob<<", ">>nno_Latn<<", ">>dan<<"]'})
    with pytest.raises(ModelError, match=r"translates to \(its vocabulary has >>dan<<, >>nno_Latn<<, >>nob<<\)"):
        described(tmp_path, Wanted(source="sv"))
    model = described(tmp_path, Wanted(source="sv", targets={"nb": None, "nn": None, "da": ">>dan<<"}))
    assert model.targets == {"nb": ">>nob<<", "nn": ">>nno_Latn<<", "da": ">>dan<<"}
    with pytest.raises(ModelError, match=r"needs a token for fi, and its vocabulary has none .* --target fi=TOKEN"):
        described(tmp_path, Wanted(source="sv", targets={"fi": None}))
    assert described(tmp_path, Wanted(source="sv", targets={"fi": ""})).targets == {"fi": ""}


def test_a_model_for_many_languages_has_a_token_for_the_source_too(tmp_path: Path) -> None:
    put(tmp_path, NLLB)
    model = described(tmp_path, SV_DE)
    assert (model.source_token, model.targets, model.source_end) == ("swe_Latn", {"de": "deu_Latn"}, "</s>")
    with pytest.raises(ModelError, match=r"several for it \(zho_Hans, zho_Hant\)"):
        described(tmp_path, Wanted(source="sv", targets={"zh": None}))


def test_a_token_that_the_network_does_not_know_is_refused(tmp_path: Path) -> None:
    put(tmp_path, NLLB)
    for wanted in (
        Wanted(source="sv", targets={"de": "ger_Latn"}),
        Wanted(source="sv", source_token="se", targets={"de": None}),  # noqa: S106  # a piece of text
    ):
        with pytest.raises(ModelError, match=r"its vocabulary has no '(ger_Latn|se)'"):
            described(tmp_path, wanted)


def test_a_model_whose_program_adds_the_end_is_not_given_it_twice(tmp_path: Path) -> None:
    put(tmp_path, {**OPUS, "config.json": '{"add_source_eos": true}'})
    assert described(tmp_path, SV_DE).source_end == ""


# ----------------------------------------------------------------------------------------------------------------- licence


@pytest.mark.parametrize(
    ("says", "licence"),
    [
        ({"README.md": "---\nlicense: cc-by-4.0\n---\n"}, "cc-by-4.0"),
        ({"README.md": "# It\n\n* License: CC-BY 4.0\n"}, "CC-BY 4.0"),
        ({"README.md": "**License:** CC-BY 4.0\n"}, "CC-BY 4.0"),
        ({"README.md": "---\nlicense:\n- apache-2.0\nlanguage: sv\n---\n"}, "apache-2.0"),
        ({"README.md": "---\nlicense:\nlanguage: sv\n---\n"}, UNKNOWN_LICENCE),
        ({"LICENSE": "\nCreative Commons Attribution 4.0\n\nlong text"}, "Creative Commons Attribution 4.0"),
        ({"metadata.json": '{"from_code": "sv", "to_code": "de", "license": "MIT"}', "README.md": "License: x"}, "MIT"),
        ({"README.md": "It is licensed somehow."}, UNKNOWN_LICENCE),
        ({}, UNKNOWN_LICENCE),
    ],
)
def test_the_licence_is_what_the_model_states_and_never_guessed(
    says: Mapping[str, str], licence: str, tmp_path: Path
) -> None:
    assert described(put(tmp_path, {**OPUS, **says}), SV_DE).licence == licence


# ------------------------------------------------------------------------------------------------------------ what is wrong


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"target.spm": None}, "lacks the files by which a text is cut into pieces"),
        ({"source.spm": None, "target.spm": None, "bpe.model": ""}, r"\(its bpe\.model is of another kind\)"),
        ({"config.json": "{"}, r"config\.json: is no JSON"),
        ({"config.json": "[]"}, r"config\.json: is not what it should be"),
        ({"shared_vocabulary.json": "{}"}, r"shared_vocabulary\.json: is not what it should be"),
        ({"metadata.json": "[" * 100_000}, r"metadata\.json: is no JSON"),
        ({FILE: "{}"}, "is of another version"),
    ],
)
def test_a_model_that_lacks_something_or_is_damaged_says_what(
    change: Mapping[str, str | None], cause: str, tmp_path: Path
) -> None:
    content = {name: data for name, data in {**OPUS, **change}.items() if data is not None}
    with pytest.raises(ModelError, match=cause):
        described(put(tmp_path, content), SV_DE)


def test_a_name_that_is_none_is_refused(tmp_path: Path) -> None:
    put(tmp_path, OPUS)
    with pytest.raises(ModelError, match=r"'\.\./x' is no name for a model"):
        described(tmp_path, Wanted("../x", "sv", "", {"de": None}))


def test_a_model_that_was_installed_elsewhere_says_what_was_said_of_it_there(tmp_path: Path) -> None:
    there = Model("was-here", tmp_path, "sv", {"de": ""}, "source.spm", "target.spm", licence="CC-BY-4.0", longest=9)
    put(tmp_path, {**OPUS, FILE: json.dumps(to_json(there))})
    model = described(tmp_path)
    assert (model.name, model.source, model.targets, model.licence) == ("was-here", "sv", {"de": ""}, "CC-BY-4.0")
    assert model.longest > 9  # measured anew
