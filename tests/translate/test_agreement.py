"""What stands between Apertium's programs: tokens with their tags, what agrees with a noun, and our constraint grammar."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from contentops.language.language import folder
from contentops.translate import agreement, between, lexemes
from contentops.translate.engines import apertium as engine_module
from contentops.translate.engines.apertium import Apertium
from contentops.translate.tokens import mended
from tests.translate.said import said

GRAMMARS = {locale: (folder() / locale / "apertium.rlx").read_text(encoding="utf-8") for locale in ("sv", "nb")}
RULES = [
    (grammar, *rule)
    for grammar, text in GRAMMARS.items()
    for rule in re.findall(r"# sv: (.*)\n# (nb|da|nn): (.*)\n((?:(?:SELECT|REMOVE|SUBSTITUTE).*\n)+)", text)
]
COPULAS = frozenset({"vara¹"})
DEAR = "^dyr<adj><nt><sg><ind>/dyr<adj><nt><sg><ind>$"
IS = "^vara¹<vblex><pres>/være<vblex><pres>$"
HOUSE = "^hus<n><nt><sg><ind>/hus<n><nt><sg><ind>$"


# -------------------------------------------------------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("source", "nb", "da"),
    [
        # The noun has another gender there: what stands before it, and what is said of it.
        ("Ett stort blodprov togs.", "En stor blodprøve ble tatt.", "En stor blodprøve blev taget."),
        ("Blodprovet är dyrt.", "Blodprøven er dyr.", "Blodprøven er dyr."),
        ("Därför är blodprovet dyrt.", "Derfor er blodprøven dyr.", "Derfor er blodprøven dyr."),
        ("Blodprovet kan vara dyrt.", "Blodprøven kan være dyr.", "Blodprøven kan være dyr."),
        ("Ditt nya blodprov är dyrt.", "Din nye blodprøve er dyr.", "Din nye blodprøve er dyr."),
        ("Vaccinet är säkert och billigt.", "Vaksinen er sikker og billig.", "Vaccinen er sikker og billig."),
        ("En långsam ämnesomsättning.", "Et langsomt stoffskifte.", "Et langsomt stofskifte."),
        # The same gender, a plural, and what agrees with nothing in the source stay.
        ("Ett starkt hjärta är bra.", "Et sterkt hjerte er bra.", "Et stærkt hjerte er godt."),
        ("Ämnesomsättningen och huden är torra.", "Stoffskiftet og huden er tørre.", "Stofskiftet og huden er tørre."),
        ("Mat med ämnesomsättningen är dyrt.", "Mat med stoffskiftet er dyrt.", "Mad med stofskiftet er dyrt."),
        # A noun whose singular and plural look alike.
        ("Ett milt symtom.", "Et mildt symptom.", "Et mildt symptom."),
        ("Milda symtom.", "Milde symptomer.", "Milde symptomer."),
        # The form that the language wants after a determiner.
        ("Denna dos är hög.", "Denne dosen er høy.", "Denne dosis er høj."),
        # The conjunction and the infinitive's mark.
        ("Vila för att kroppen ska läka.", "Hvil for at kroppen skal gro.", "Hvil for at kroppen skal hele."),
        ("Att bara fokusera på kroppen är svårt.", "Å bare fokusere på kroppen er vanskelig.", ""),
        ("Målet är att motverka feber.", "Målet er å motvirke feber.", "Målet er at modvirke feber."),
    ],
)
def test_a_sentence_agrees_with_the_nouns_that_are_put_back(real: Apertium, source: str, nb: str, da: str) -> None:
    assert said(real, source, "nb") == nb
    assert not da or said(real, source, "da") == da


def test_nynorsk_keeps_what_agrees_in_bokmal(real: Apertium) -> None:
    assert said(real, "Ett stort blodprov togs.", "nn") == "Ei stor blodprøve vart teken."


@pytest.mark.parametrize(
    ("source", "nn"),
    [
        ("Läkaren tog några blodprover.", "Legen tok nokre blodprøver."),
        ("Det bidrar till hjärtats normala funktion.", "Det bidreg til den normale funksjonen til hjartet."),
        ("En byggsten i cellernas väggar.", "Ein byggjestein i veggene til cellene."),
    ],
)
def test_the_second_mode_of_nynorsk_knows_the_masked_nouns_too(real: Apertium, source: str, nn: str) -> None:
    assert said(real, source, "nn") == nn


def test_a_token_of_which_two_of_three_equal_letters_were_written_is_whole_again() -> None:
    assert mended("til XQAZNNBX er") == "til XQAZNNNBX er"
    for text in ("XQAZNUNBX", "XQAZNNMBX", "XQAZNNNBX", "XQNNX"):
        assert mended(text) == text


def test_a_token_in_capitals_makes_no_other_word_one_in_capitals(real: Apertium) -> None:
    for text in ("Ta XQAZNUUAX för att XQBZNUUBX ska XQCZVAX.", "XQAX XQBZVBX att du ska märka skillnad."):
        answer = real.translate([text], "da")[0]
        assert answer
        assert not re.search(r"\b(?!XQ)[A-ZÆØÅ]{2,}", answer.text)


def test_a_text_whose_tokens_do_not_come_back_goes_with_tokens_that_tell_nothing(
    real: Apertium, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    by_text = real._by_text

    def losing(text: str, target: str) -> engine_module._Steps:
        asked.append(text)
        answer = yield from by_text(text, target)
        return replace(answer, text=answer.text.replace("XQAZ", "XQ")) if answer else None

    monkeypatch.setattr(real, "_by_text", losing)
    answer = real.translate(["Ett dyrt XQAZNNMAX."], "nb")[0]
    assert asked == ["Ett dyrt XQAZNNMAX.", "Ett dyrt XQAX."]
    assert answer
    assert answer.text == "Et dyrt XQAX."


# ----------------------------------------------------------------------------------------------------------------- grammar


def test_every_rule_of_the_grammar_has_an_example() -> None:
    written = "".join(rule[-1] for rule in RULES)
    for text in GRAMMARS.values():
        for rule in re.findall(r"^(?:SELECT|REMOVE|IFF|DELETE|SUBSTITUTE).*\n", text, re.MULTILINE):
            assert rule in written


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule[1])
def test_every_rule_does_what_its_example_says_and_is_needed_for_it(
    real: Apertium, rule: tuple[str, str, str, str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grammar, sentence, locale, expected, written = rule
    answer = real.translate([sentence], locale)[0]
    assert answer
    assert expected in answer.text
    for other in {"sv", "nb", "da", "nn"} - {grammar}:
        (tmp_path / other).symlink_to(folder() / other)
    shutil.copytree(folder() / grammar, tmp_path / grammar)
    (tmp_path / grammar / "apertium.rlx").write_text(GRAMMARS[grammar].replace(written, ""), encoding="utf-8")
    monkeypatch.setenv("CONTENTOPS_LOCALES", str(tmp_path))
    engine_module._compiled.cache_clear()
    without = Apertium()
    try:
        answer = without.translate([sentence], locale)[0]
    finally:
        without.close()
        engine_module._compiled.cache_clear()
    assert answer
    assert expected not in answer.text


# ------------------------------------------------------------------------------------------------------------------ stages


def test_a_token_gets_the_tags_of_its_word_and_another_word_none() -> None:
    assert (
        between.analysed("^XQAZNNMAX/*XQAZNNMAX$ ^zorr/*zorr$", "swe")
        == "^xqaznnmax/xqaznnmax<n><nt><sg><ind>$ ^zorr/*zorr$"
    )
    assert between.analysed("^XQAX/*XQAX$", "swe") == "^xqax/*xqax$"
    assert between.analysed("^XQAZNUCFX/*XQAZNUCFX$", "nob") == "^xqaznucfx/xqaznucfx<n><m><sg><def><gen>$"
    assert between.analysed("^XQAZNNNIX/*XQAZNNNIX$", "swe").count("/") == 2
    assert between.analysed("^XQAZVBX/*XQAZVBX$", "nob") == "^xqazvbx/xqazvbx<vblex><pres>$"


def test_a_token_gets_the_gender_of_the_target_and_comes_out_in_capitals_with_the_form_asked_for() -> None:
    none = lexemes.Words(frozenset(), frozenset())
    stream = "^xqaznuuax<n><ut><sg><ind>/@xqaznuuax<n><ut><sg><ind>$"
    assert between.rendered(stream, "nob", none) == "^xqaznuuax<n><ut><sg><ind>/xqaznuuax<n><m><sg><ind>$"
    assert between.rendered(stream, "dan", none) == "^xqaznuuax<n><ut><sg><ind>/xqaznuuax<n><ut><sg><ind>$"
    assert (
        between.asked("^xqaznuubx<n><ut><sg><ind>$ ^*xqbx$ ^kost<n><m><sg>$", "")
        == "^*XQAZNUUAX$ ^*XQBX$ ^kost<n><m><sg>$"
    )


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        ("{a} {n}", "dyr<adj><mf><sg><ind>"),
        (
            "{n} {v} {a}",
            "dyr<adj><mf><sg>",
        ),
        # What does not agree in the source does not agree with this noun, and neither does what is said of another.
        ("^dyr<adj><ut><sg><ind>/dyr<adj><mf><sg><ind>$ {n}", "/dyr<adj><mf><sg><ind>"),
        (
            "^i<pr>/i<pr>$ {n} {v} {a}",
            "/dyr<adj><nt><sg>",
        ),
        (
            "^äta<vblex><inf>/spise<vblex><inf>$ {n} {v} {a}",
            "/dyr<adj><nt><sg>",
        ),
        (
            "{n} {v} {a} {h}",
            "/dyr<adj><nt><sg>",
        ),
    ],
)
def test_what_agrees_with_a_noun_in_the_source_agrees_with_it_in_the_target(stream: str, expected: str) -> None:
    noun = "^prov<n><nt><sg><def>/prøve<n><m><sg><def>$"
    assert expected in agreement.agreed(stream.format(n=noun, a=DEAR, v=IS, h=HOUSE), COPULAS)


def test_a_noun_of_the_same_gender_changes_nothing() -> None:
    stream = rf"{DEAR} {HOUSE}[ <b>] \^ ^.<sent>/.<sent>$"
    assert agreement.agreed(stream, COPULAS) == stream


def test_a_stage_answers_text_by_text_and_passes_what_it_cannot_read() -> None:
    command = engine_module._ours("asked", "dan", "")
    asked = b"^xqaznuubx<n><sg><ind>$\0" + b"\xff\0" + b"^xqbx"
    answer = subprocess.run(["/bin/sh", "-c", command], input=asked, capture_output=True, check=True).stdout
    assert answer == b"^*XQAZNUUAX$\0" + b"\xff\0" + b"^xqbx"


def test_a_stage_loses_nothing_of_what_fills_a_pipe() -> None:
    command = engine_module._ours("asked", "dan", "")
    asked = b"".join(b"^xqaznuubx<n><sg><ind>$ %d\0" % number for number in range(20_000))
    answer = subprocess.run(["/bin/sh", "-c", command], input=asked, capture_output=True, check=True).stdout
    assert answer == b"".join(b"^*XQAZNUUAX$ %d\0" % number for number in range(20_000))
