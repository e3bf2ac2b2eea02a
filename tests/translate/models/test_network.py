"""Models at work: tiny ones, made by hand, by the real programs."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from contentops.errors import ModelError
from contentops.translate.engine import Refused
from contentops.translate.models import network as module
from contentops.translate.models.layout import Wanted, describe, files
from contentops.translate.models.model import Model
from contentops.translate.models.network import Effort, Network, missing_packages
from tests.translate.tiny_model import LETTERS, PLACES, SCANDINAVIAN, for_many, opus

EFFORT = Effort(threads=2, batch=2, beam=2)


def model_of(folder: Path, targets: Mapping[str, str | None] | None = None) -> Model:
    wanted = Wanted("tiny", "sv", "", targets or {"da": None})
    return replace(describe(files(folder, "it"), wanted, "it", "tiny", folder), longest=PLACES)


def reasons(answers: Sequence[str | Refused]) -> list[str]:
    return [answer.reason if isinstance(answer, Refused) else "" for answer in answers]


@pytest.fixture(scope="module")
def scandinavian(tmp_path_factory: pytest.TempPathFactory) -> Network:
    return Network(model_of(opus(tmp_path_factory.mktemp("m") / "tiny", SCANDINAVIAN)), EFFORT)


def test_texts_are_translated_in_order_with_what_is_protected_in_them(scandinavian: Network) -> None:
    texts = ["Kött och ägg, XQAX.", "", "Bara det.", "XQBX äter XQAX, säger XQCX – och går."]
    assert scandinavian.translate(texts, "da") == [
        "Køtt och ægg, XQAX.",
        Refused("the model gave an empty answer"),
        "Bara det.",
        "XQBX æter XQAX, sæger XQCX – och går.",
    ]


def test_a_text_says_the_same_alone_and_among_others_from_sixteen_threads(scandinavian: Network) -> None:
    texts = [
        f"Mening {'abcdefghijklmnop'[number]} är {'lång ' * (number // 2)}XQ{'ABCDEFGHIJKLMNOP'[number]}X."
        for number in range(16)
    ]
    alone = [scandinavian.translate([text], "da")[0] for text in texts]
    assert alone == [text.replace("ä", "æ") for text in texts]
    assert scandinavian.translate(texts, "da") == alone
    with ThreadPoolExecutor(16) as pool:
        for turn in range(4):
            turned = [*texts[turn:], *texts[:turn]]
            answers = list(pool.map(lambda text: scandinavian.translate([text], "da")[0], turned))
            assert answers == [alone[texts.index(text)] for text in turned]


def test_what_is_longer_than_the_model_reads_is_refused_and_never_cut_off(scandinavian: Network) -> None:
    room = PLACES - 2  # the blank that every text begins with, and its end
    words = "Den här meningen är lika lång som modellens minne, och inte ett tecken till"
    just = f"{words} {'abcdefghijklmnopqrstuvwxyz'[: room - len(words) - 1]}"
    assert len(just) == room
    fits, too_long = scandinavian.translate([just, f"{just}."], "da")
    assert fits == just.replace("ä", "æ")
    assert reasons([too_long]) == [f"it is too long for the model: {PLACES + 1} pieces, of at most {PLACES}"]


def test_a_model_with_fewer_places_than_it_is_said_to_have_fails_on_that_text_alone(tmp_path: Path) -> None:
    network = Network(model_of(opus(tmp_path / "tiny", SCANDINAVIAN, places=40)), EFFORT)
    short, long, other = network.translate(
        ["Ett ägg.", "Den här meningen har fler bokstäver än fyrtio.", "Två ägg."], "da"
    )
    assert (short, other) == ("Ett ægg.", "Två ægg.")
    assert isinstance(long, Refused)
    assert "the model failed" in long.reason


def test_characters_that_the_model_does_not_know_are_written_plainly_or_refused(scandinavian: Network) -> None:
    quoted, odd, dashes = scandinavian.translate(["Det är ’bra’ …", "Det är ☃.", "Ät\u00a0nu — eller\u00adsen."], "da")
    assert quoted == "Det ær 'bra' ..."
    assert odd == Refused("the model does not know “☃”")
    assert dashes == "Æt nu - ellersen."


# ---------------------------------------------------------------------------------------------------- what models do to text


def test_a_model_that_loses_one_spelling_is_asked_again_in_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = Network(model_of(opus(tmp_path / "tiny", {"Q": "K"})), EFFORT)
    asked: list[list[str]] = []
    raw = network.raw

    def listed(texts: Sequence[str], locale: str) -> list[str | Refused]:
        asked.append(list(texts))
        return raw(texts, locale)

    monkeypatch.setattr(network, "raw", listed)
    assert network.translate(["Ta XQAX och XQBX.", "Ta dem."], "da") == ["Ta XQAX och XQBX.", "Ta dem."]
    assert asked == [["Ta XQAX och XQBX.", "Ta dem."], ["Ta X1 och X2."]]


def test_a_model_that_cannot_read_one_spelling_is_asked_in_another(tmp_path: Path) -> None:
    network = Network(model_of(opus(tmp_path / "tiny", letters=LETTERS.replace("Q", ""))), EFFORT)
    assert network.translate(["Ta XQAX."], "da") == ["Ta XQAX."]


def test_a_text_that_is_too_long_in_one_spelling_may_fit_in_another(tmp_path: Path) -> None:
    network = Network(replace(model_of(opus(tmp_path / "tiny")), longest=16), EFFORT)
    assert network.translate(["XQAX och XQBX."], "da") == ["XQAX och XQBX."]


def test_a_model_that_loses_every_spelling_is_refused_with_what_it_lost(tmp_path: Path) -> None:
    network = Network(model_of(opus(tmp_path / "tiny", {"Q": "K", "1": "7"})), EFFORT)
    lost, kept = network.translate(["Ta XQAX och XQBX.", "Ta XQBX."], "da")
    assert lost == Refused("the model lost, doubled or made up 1 of what is protected (amounts, names, links)")
    assert kept == "Ta XQBX."


def test_a_text_that_looks_like_every_spelling_of_a_token_is_refused(scandinavian: Network) -> None:
    (answer,) = scandinavian.translate(["Ta xqbx, x1 och [1], XQAX."], "da")
    assert reasons([answer]) == ["the model has no way to write what is protected in it"]


def test_a_model_that_never_ends_is_refused(tmp_path: Path) -> None:
    network = Network(model_of(opus(tmp_path / "tiny", never_ends=True)), EFFORT)
    assert reasons(network.translate(["Kött."], "da")) == ["the model's answer goes on and on"]


def test_a_model_that_repeats_itself_is_refused_and_its_source_may(tmp_path: Path) -> None:
    network = Network(model_of(opus(tmp_path / "tiny", dict.fromkeys("bcdfghjkl", "e"))), EFFORT)
    circling, fair = network.translate(["Han bcdfghj.", "Eeeeeeeee, sa han."], "da")
    assert reasons([circling]) == ["the model repeats “e”"]
    assert fair == "Eeeeeeeee, sa ean."


def test_a_text_that_went_round_in_circles_is_asked_once_more_with_a_penalty_on_that(
    scandinavian: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = scandinavian._decoded
    asked: list[tuple[int, float]] = []

    def circling(some: Mapping[int, list[str]], token: str, penalty: float) -> dict[int, list[str] | Refused]:
        asked.extend((i, penalty) for i in some)
        return {i: [*"hahahahahahaha"] for i in some} if penalty == 1.0 and 1 in some else real(some, token, penalty)

    monkeypatch.setattr(scandinavian, "_decoded", circling)
    assert scandinavian.raw(["Kött.", "Ägg."], "da")[1] == "Ægg."
    assert asked[:2] == [(0, 1.0), (1, 1.0)]
    assert (1, module._PENALTY) in asked


def test_a_model_that_says_nothing_is_refused(tmp_path: Path) -> None:
    network = Network(model_of(opus(tmp_path / "tiny", dict.fromkeys("Kött.", "▁"))), EFFORT)
    assert reasons(network.translate(["Kött."], "da")) == ["the model gave an empty answer"]


# ------------------------------------------------------------------------------------------------------------------ tokens


def test_a_model_of_several_targets_is_told_which_before_the_text(tmp_path: Path) -> None:
    model = model_of(opus(tmp_path / "tiny", SCANDINAVIAN, labels=[">>nob<<", ">>nno<<"]), {"nb": None, "nn": None})
    network = Network(model, EFFORT)
    assert network._pieces("ä", ">>nno<<") == [">>nno<<", "▁", "ä", "</s>"]
    assert network.translate(["Två ägg."], "nn") == ["Två ægg."]
    with pytest.raises(ModelError, match="does not translate to da"):
        network.translate(["Två ägg."], "da")


def test_a_model_for_many_languages_is_told_which_by_the_first_of_its_answer(tmp_path: Path) -> None:
    network = Network(model_of(for_many(tmp_path / "tiny", ["swe_Latn", "deu_Latn"]), {"de": None}), EFFORT)
    assert network._pieces("ä", "deu_Latn") == ["swe_Latn", "▁", "ä", "</s>"]
    (answer,) = network.translate(["Två ägg, XQAX."], "de")
    assert isinstance(answer, str)
    assert "deu_Latn" not in answer
    assert answer.endswith("XQAX.")


# ----------------------------------------------------------------------------------------------------------------- loading


@pytest.mark.parametrize("numbers", ["int8", "float16", "int8_float16"])
def test_a_model_with_smaller_numbers_works_and_nothing_is_said_about_it(
    numbers: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    network = Network(model_of(opus(tmp_path / "tiny", SCANDINAVIAN, numbers=numbers)), EFFORT)
    assert network.translate(["Kött och ägg."], "da") == ["Køtt och ægg."]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["model.bin", "source.spm", "shared_vocabulary.json"])
@pytest.mark.parametrize("damage", ["cut", "gone", "noise"])
def test_a_damaged_model_is_not_loaded_and_says_so(name: str, damage: str, tmp_path: Path) -> None:
    model = model_of(opus(tmp_path / "tiny"))
    path = model.folder / name
    if damage == "gone":
        path.unlink()
    else:
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2] if damage == "cut" else b"\x93" * len(content))
    with pytest.raises(ModelError):
        Network(model, EFFORT)


def test_an_unknown_device_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"tiny: cannot be loaded: .*abacus"):
        Network(model_of(opus(tmp_path / "tiny")), Effort(device="abacus"))


def test_missing_packages_are_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert missing_packages() == ""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ctranslate2" else object())
    assert missing_packages() == "ctranslate2 not installed; run: pip install 'contentops[neural]'"
    with pytest.raises(ModelError, match="ctranslate2 not installed"):
        Network(model_of(opus(tmp_path / "tiny")), EFFORT)
