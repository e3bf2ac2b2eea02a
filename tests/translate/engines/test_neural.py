"""The engine with tiny models, through the real programs; what models do to text is tested with them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from contentops.article.model import Article, Paragraph, Text
from contentops.article.segments import segments
from contentops.errors import EngineUnavailable, UsageError
from contentops.language.language import locales
from contentops.state.database import connect, sqlite_url
from contentops.state.memory import Memory, key
from contentops.translate.draft import draft
from contentops.translate.engine import Answer, ByRequest, Refused, make
from contentops.translate.engines import neural as module
from contentops.translate.engines.neural import Neural
from contentops.translate.glossary import Glossary
from contentops.translate.models.folder import models
from contentops.translate.models.install import install
from contentops.translate.models.layout import Wanted
from contentops.translate.models.network import Effort
from contentops.translate.setup import Setup
from tests.translate.tiny_model import PLACES, SCANDINAVIAN, argos, opus

EFFORT = Effort(threads=2, beam=1)


def engine(folder: Path, **values: Any) -> Neural:  # noqa: ANN401  # settings
    made = make("neural", Setup("neural", {"folder": str(folder), "threads": 2, "beam": 1, **values}))
    assert isinstance(made, Neural)
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Models from Swedish to Danish, from Swedish to English and from English to German."""
    made, there = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("models")
    opus(made / "sv-da", SCANDINAVIAN)
    argos(made / "a", "sv", "en", {"ä": "a", "ö": "o", "å": "a"})
    argos(made / "b", "en", "de", {"o": "ü"})
    for name in ("sv-da", "a", "b"):
        install(str(made / name), there, Wanted(), EFFORT)
    return there


def test_a_model_from_swedish_translates_and_is_named_with_its_version(folder: Path) -> None:
    neural = engine(folder)
    answers = neural.translate(["Kött, XQAX.", "Bröd."], "da")
    version = models(folder)[0][-1].version
    assert answers == [Answer("Køtt, XQAX.", way=f"sv-da@{version}"), Answer("Brød.", way=f"sv-da@{version}")]
    assert len(version) == 8
    neural.close()


def test_two_models_go_one_after_the_other_where_none_leads_straight(folder: Path) -> None:
    neural = engine(folder)
    assert neural.unusable("de") == ""
    (answer,) = neural.translate(["Kött och XQBX, XQAX."], "de")
    assert isinstance(answer, Answer)
    assert answer.text == "Kütt üch XQBX, XQAX."
    assert [part.partition("@")[0] for part in answer.way.split("+")] == ["argos-sv-en", "argos-en-de"]


def test_what_the_first_of_two_refuses_is_not_asked_of_the_second(folder: Path) -> None:
    odd, good = engine(folder).translate(["Okänt ☃.", "Bröd."], "de")
    assert odd == Refused("the model does not know “☃”")
    assert isinstance(good, Answer)
    assert good.text == "Brüd."


def test_a_model_that_gives_the_source_back_is_refused(folder: Path) -> None:
    echoed, short = engine(folder).translate(["Det här blir kvar.".replace("ä", "a"), "Ja tack."], "da")
    assert echoed == Refused("it gave back the source")
    assert isinstance(short, Answer)


def test_sixteen_threads_get_their_own_answers(folder: Path) -> None:
    neural = engine(folder)
    texts = [f"Bröd {'abcdefghijklmnop'[number]} är XQ{'ABCDEFGHIJKLMNOP'[number]}X." for number in range(16)] * 4
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda text: neural.translate([text], "da")[0], texts))
    expected = [text.replace("ö", "ø").replace("ä", "æ") for text in texts]
    assert [answer.text if isinstance(answer, Answer) else answer for answer in answers] == expected


def test_what_was_closed_can_be_asked_again(folder: Path) -> None:
    neural = engine(folder)
    first = neural.translate(["Bröd."], "da")
    neural.close()
    assert neural.translate(["Bröd."], "da") == first


def test_nothing_is_stored_of_what_a_model_does_wrong_and_the_reason_stays(tmp_path: Path) -> None:
    opus(tmp_path / "sv-da", {"Q": "K", "1": "7", "ä": "æ"})
    install(str(tmp_path / "sv-da"), tmp_path / "models", Wanted(), EFFORT)
    texts = ("Ta en om dagen, eller 9 om det behövs.", "Det här är bra.", "Det är ☃.", f"{'Långt, ' * 30}sa han.")
    blocks = tuple(Paragraph(id=f"p{number}", inlines=(Text(text),)) for number, text in enumerate(texts))
    parts = segments(Article(locale="sv", title="", blocks=blocks))
    database = connect(sqlite_url(tmp_path / "state.db"))
    memory = Memory(database, "sv", "da")
    drafted = draft(parts, memory, [engine(tmp_path / "models")], Glossary("da", []), lambda _segment, _text: "")
    kept = memory.get(key(part) for part in parts)
    database.dispose()
    assert [drafted.refused.get(part.address, "") for part in parts] == [
        "neural: the model lost, doubled or made up 1 of what is protected (amounts, names, links)",
        "",
        "neural: the model does not know “☃”",
        f"neural: it is too long for the model: 219 pieces, of at most {PLACES}",
    ]
    assert [entry.text for entry in kept.values()] == ["Det hær ær bra."]


# -------------------------------------------------------------------------------------------------- where it cannot be used


def test_it_says_why_it_cannot_be_used_and_what_to_do(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    neural = engine(folder)
    assert neural.targets() == tuple(locale for locale in locales() if locale != "sv")
    assert {target for target in neural.targets() if not neural.unusable(target)} == {"da", "de", "en"}
    assert neural.unusable("fi") == "no model leads from Swedish to fi; run: contentops models install FILE-OR-ADDRESS"
    assert neural.unusable("xx") == "there is no locale xx"
    assert neural.unusable("sv")
    empty = engine(tmp_path / "none")
    assert empty.unusable("de") == (
        f"no model is installed in {tmp_path / 'none'}; run: contentops models install FILE-OR-ADDRESS"
    )
    (tmp_path / "file").write_text("")
    assert "cannot be read" in engine(tmp_path / "file").unusable("de")
    with pytest.raises(EngineUnavailable, match="no model leads from Swedish to fi"):
        neural.translate(["Bröd."], "fi")
    monkeypatch.setattr(module, "missing_packages", lambda: "ctranslate2 not installed; run: pip install …")
    assert neural.unusable("da") == "ctranslate2 not installed; run: pip install …"


def test_a_model_that_is_damaged_afterwards_makes_it_unavailable_with_the_next_step(
    folder: Path, tmp_path: Path
) -> None:
    install(str(folder / "sv-da"), tmp_path, Wanted(), EFFORT)
    (tmp_path / "sv-da" / "model.bin").write_bytes(b"damaged")
    with pytest.raises(EngineUnavailable, match=r"sv-da: cannot be loaded: .* contentops models verify sv-da"):
        engine(tmp_path).translate(["Bröd."], "da")


# ------------------------------------------------------------------------------------------------------------------ settings


def test_its_text_is_a_draft_unless_the_settings_trust_it(folder: Path) -> None:
    assert not engine(folder).trusted
    assert not isinstance(engine(folder), ByRequest)  # drafts are made anew when our rules change
    trusted = engine(folder, trusted=True)
    assert trusted.trusted
    assert isinstance(trusted, ByRequest)
    assert trusted.texts_in_request > 1


def test_the_folder_is_the_usual_one_or_that_of_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTENTOPS_MODELS", str(tmp_path / "usual"))
    assert make("neural").unusable("de").startswith(f"no model is installed in {tmp_path / 'usual'};")
    setup = Setup("neural", {"folder": "models"}, file=tmp_path / "contentops.toml")
    assert make("neural", setup).unusable("de").startswith(f"no model is installed in {tmp_path / 'models'};")


@pytest.mark.parametrize(
    ("key", "value"),
    [("threads", 0), ("beam", "four"), ("batch", -1), ("device", 1), ("trusted", "yes"), ("folder", 3), ("beams", 4)],
)
def test_a_wrong_setting_is_named(key: str, value: object, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=rf"engines\.neural\.{key}"):
        make("neural", Setup("neural", {key: value}, file=tmp_path / "contentops.toml"))
