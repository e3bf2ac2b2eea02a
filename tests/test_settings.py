"""Settings are optional, and a wrong one is refused by name before anything is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from contentops.article.record import State
from contentops.errors import UsageError
from contentops.settings import Settings, Target, load

WHOLE = """
[shop]
id = "halsobutiken"
base_url = "https://butik.example"
[targets.dk]
locale = "da"
market = "DK"
url = "https://butik.example/da/{slug}"
live = ["approved", "machine"]
engines = ["apertium"]
[targets.nb]
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "contentops.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load() == Settings()
    assert Settings().target("da") == Target("da", "da", live=(State.APPROVED,), engines=("apertium",))


def test_the_file_in_the_working_folder_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, WHOLE)
    monkeypatch.chdir(tmp_path)
    settings = load()
    assert settings.shop == "halsobutiken"
    assert settings.target("dk") == Target(
        "dk",
        "da",
        market="DK",
        url="https://butik.example/da/{slug}",
        live=(State.APPROVED, State.MACHINE),
        engines=("apertium",),
    )
    assert settings.target("nb") == Target("nb", "nb")
    assert settings.target("nn") == Target("nn", "nn")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[shop", "cannot be read"),
        ("[shpo]", r"unknown setting shpo \(did you mean 'shop'\?\)"),
        ('[shop]\nname = "x"', r"unknown setting shop\.name"),
        ('[targets.da]\nlocal = "da"', r"unknown setting targets\.da\.local \(did you mean 'locale'\?\)"),
        ('[targets.da]\nlocale = "dk"', r"unknown locale 'dk' \(did you mean 'da'\?\)"),
        ('[targets.da]\nengines = ["apertum"]', r"targets\.da\.engines: unknown engine 'apertum'"),
        ('[targets.da]\nlive = ["missing"]', r"targets\.da\.live: 'missing' cannot go live"),
        ('[sources]\npages = "scrape"', r"sources\.pages: 'scrape' is no list of names"),
        ("shop = 5", "shop: 5 is no table"),
        ("targets = []", r"targets: \[\] is no table"),
        ("[targets]\nda = 5", r"targets\.da: 5 is no table"),
        ("[store]\nfolder = 5", r"store\.folder: 5 is no text"),
        ("[targets.da]\nurl = 5", r"targets\.da\.url: 5 is no text"),
        ("[targets.da]\nengines = 5", r"targets\.da\.engines: 5 is no list of names"),
        ('[targets.da]\nengines = ["google", "google"]', r"targets\.da\.engines: google stands there twice"),
        ('[engines]\ndeepl = "k3y/k3y"', r"engines\.deepl: \*\*\* is no table"),
        ('engines = "k3y/k3y"', r"engines: \*\*\* is no table"),
        ('[targets."../x"]\nlocale = "da"', "no name of a target"),
        ("[sources]\nquiet_days = -1", r"sources\.quiet_days: -1 is no number of days"),
        ('[sources]\nfolders = ["a"]', r"unknown setting sources\.folders"),
        ('[sources]\nsites = "shops"', r"sources\.sites: 'shops' is no table"),
        ("[sources.sites]\npages = 5", r"sources\.sites\.pages: 5 is no text"),
        ('[sources.sites]\npages = "gone.toml"', r"sources\.sites\.pages: there is no 'gone\.toml'"),
        ('[sources.sites]\npages = ""', r"sources\.sites\.pages: there is no"),
        ('[desk]\nreaders = [""]', r"desk\.readers"),
        ('[targets.da]\nurl = "https://x.dk/{slg}"', r"targets\.da\.url: unknown \{slg\}"),
    ],
)
def test_a_wrong_setting_is_refused_by_its_name(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint) as error:
        load(written(tmp_path, text))
    assert error.value.hint


def test_paths_are_relative_to_the_file_and_the_environment_goes_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = '[sources]\npages = ["scrape"]\n[store]\nfolder = "shop"\n[desk]\npreview_url = "https://desk.example"\n'
    path = written(tmp_path, text)
    monkeypatch.setenv("CONTENTOPS_SETTINGS", str(path))
    settings = load()
    assert (settings.sources, settings.store) == ((tmp_path / "scrape",), tmp_path / "shop")
    assert (settings.preview_url, settings.quiet_days) == ("https://desk.example", 7)
    monkeypatch.setenv("CONTENTOPS_STORE", "/elsewhere")
    monkeypatch.setenv("CONTENTOPS_PREVIEW_URL", "http://127.0.0.1:8300/preview")
    assert (load().store, load().preview_url) == (Path("/elsewhere"), "http://127.0.0.1:8300/preview")


def test_a_settings_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such settings file"):
        load(tmp_path / "nosuch.toml")


def test_the_source_is_no_target() -> None:
    with pytest.raises(UsageError, match="sv is the source's locale"):
        Settings().target("sv")


def test_shop_files_are_named_for_folders_of_pages_relative_to_the_settings(tmp_path: Path) -> None:
    (tmp_path / "te.toml").touch()
    path = written(tmp_path, '[sources]\npages = ["scrape"]\n[sources.sites]\n"scrape/te" = "te.toml"')
    assert load(path).sites == ((tmp_path / "scrape/te", tmp_path / "te.toml"),)


def test_an_engine_that_is_not_there_or_has_no_such_setting_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"contentops.toml: engines.depl: unknown engine 'depl'"):
        load(written(tmp_path, "[engines.depl]\nkey = 'x'\n"))
    with pytest.raises(UsageError, match=r"unknown setting engines.apertium.key.*apertium has no settings"):
        load(written(tmp_path, "[engines.apertium]\nkey = 'x'\n"))


def test_formality_is_one_of_two_words(tmp_path: Path) -> None:
    assert load(written(tmp_path, "[targets.de]\nformality = 'formal'\n")).target("de").formality == "formal"
    with pytest.raises(UsageError, match=r"targets.de.formality: 'formel' \(did you mean 'formal'"):
        load(written(tmp_path, "[targets.de]\nformality = 'formel'\n"))
