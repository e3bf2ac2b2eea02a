"""What every engine of deep-translator gets: tried with engines that have a key, which google and mymemory have not."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from deep_translator.base import BaseTranslator
from deep_translator.deepl import DeeplTranslator

from contentops.translate import engine, engines
from contentops.translate.deep_translator_remote import DeepTranslatorRemote
from contentops.translate.engine import Answer, Engine, Refused
from contentops.translate.remote import Remote
from contentops.translate.setup import Setup
from tests.test_recipes import CONTRIBUTING, RECIPE, BaiduService
from tests.translate.engines.stub import (
    ASKED,
    FAULTS,
    KEY,
    RIGHT,
    Fault,
    Response,
    Stub,
    heard,
    localized_by,
    nothing_wrong_stored,
    seconds,
    serving,
    shown,
    words,
)


@pytest.fixture
def one_file_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The engine of CONTRIBUTING, in a folder beside that of the engines: nothing else is written."""
    (code,) = (code for name, code in RECIPE.findall(CONTRIBUTING) if name == "translate/engines/baidu.py")
    folder = tmp_path / "engines"
    folder.mkdir()
    (folder / "baidu.py").write_text(code, encoding="utf-8")
    monkeypatch.setattr(engines, "__path__", [*engines.__path__, str(folder)])
    engine.names.cache_clear()
    yield
    monkeypatch.undo()
    engine.names.cache_clear()
    sys.modules.pop("contentops.translate.engines.baidu", None)


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serving(BaiduService()) as stub:
        yield stub


def settings(stub: Stub, fault: Fault, key: str = KEY) -> dict[str, Any]:
    return {
        "account": "account-1",
        "key": key,
        "url": stub.url,
        "timeout": seconds(fault),
        "requests_per_second": 1000,
    }


def made(stub: Stub, fault: Fault) -> Engine:
    return engine.make("baidu", Setup("baidu", settings(stub, fault)))


@pytest.mark.usefixtures("one_file_more")
@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_one_file_more_stores_nothing_wrong_and_shows_its_key_nowhere(
    fault: Fault, stub: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Remote, "sleep", staticmethod(lambda _: None))
    stub.put(fault)
    with heard() as logged:
        replies = made(stub, fault).translate([ASKED], "de")
        drafted = nothing_wrong_stored(made(stub, fault), tmp_path / "drafted")
        shop, summary = localized_by("baidu", settings(stub, fault), tmp_path)
    assert len(replies) == 1
    if fault.name == "tokens lost":
        assert words(replies) == [RIGHT]
    else:
        assert isinstance(replies[0], Refused)
        assert not drafted.entries
    assert shown(KEY, logged, stub, replies, drafted, summary, tmp_path / "drafted", shop.store) == []


@pytest.mark.usefixtures("one_file_more")
def test_one_file_more_translates(stub: Stub, tmp_path: Path) -> None:
    drafted = nothing_wrong_stored(made(stub, FAULTS[0]), tmp_path)
    assert drafted.missing == 0
    assert {entry.engine for entry in drafted.entries.values()} == {"baidu"}


@pytest.mark.usefixtures("one_file_more")
def test_a_key_that_comes_back_is_refused_and_not_told(stub: Stub, tmp_path: Path) -> None:
    refusing = {"error_code": "52003", "error_msg": f"UNAUTHORIZED {KEY}"}
    said = {"trans_result": [{"dst": f"Der Körper braucht {KEY} jeden Tag."}]}
    stub.put(Fault("refusing", Response(json.dumps(refusing))), Fault("telling", Response(json.dumps(said))))
    with heard() as logged:
        baidu = made(stub, FAULTS[0])
        replies = [*baidu.translate([ASKED], "de"), *baidu.translate([ASKED], "de")]
        nothing_wrong_stored(baidu, tmp_path)
    assert words(replies) == ["its answer has no translation in it: BaiduAPIerror", "it gave back a key"]
    assert shown(KEY, logged, stub, replies, tmp_path) == []


class KeyInAddress(DeepTranslatorRemote):
    """The package's DeepL, which writes its key into the address."""

    codes: ClassVar[dict[str, str]] = {"de": "de", "fi": "klingon"}
    translator = DeeplTranslator

    def arguments(self) -> dict[str, Any]:
        return {"api_key": self.setup.key()}


def test_a_class_that_writes_its_key_into_an_address_is_not_let_through(stub: Stub) -> None:
    one = KeyInAddress(Setup("deep", {"key": KEY, "url": f"{stub.url}/"}))
    with heard() as logged:
        replies = one.translate([ASKED], "de")
    assert words(replies) == ["it would send the key in an address, where logs and proxies read it."]
    assert stub.requests == []
    assert shown(KEY, logged, stub, replies) == []


def test_a_language_or_a_setting_that_the_package_refuses_is_told(stub: Stub) -> None:
    one = KeyInAddress(Setup("deep", {"key": KEY, "url": f"{stub.url}/"}))
    (why,) = words(one.translate([ASKED], "fi"))
    assert why == "the package refuses its settings, or the language 'klingon': LanguageNotSupportedException"
    (why,) = words(KeyInAddress(Setup("deep", {})).translate([ASKED], "de"))
    assert why == "the package refuses its settings, or the language 'de': ApiKeyException"


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("Nie.", Answer("Nie.")),
        (["Nie."], Answer("Nie.")),
        (None, Refused("it gave no answer")),
        (["Nie.", "Nimmer."], Refused("its answer has no translation in it")),
        (5, Refused("its answer has no translation in it")),
    ],
)
def test_what_a_class_returns_is_a_text_or_no_translation(said: object, becomes: object) -> None:
    class Told(BaseTranslator):  # type: ignore[misc]  # the package has no types
        __module__ = DeeplTranslator.__module__

        def translate(self, text: str, **_: object) -> object:
            del text
            return said

    class Telling(DeepTranslatorRemote):
        codes: ClassVar[dict[str, str]] = {"de": "de"}
        translator = Told

    assert Telling(Setup("telling")).translate(["Aldrig."], "de") == [becomes]
