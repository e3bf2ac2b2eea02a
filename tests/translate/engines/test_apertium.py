"""Apertium by its real processes; the faults by stand-ins that hang and die on command, in the same pipeline."""

from __future__ import annotations

import os
import re
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from contentops.errors import EngineUnavailable
from contentops.translate.engine import Answer
from contentops.translate.engines import apertium as module
from contentops.translate.engines.apertium import Apertium
from contentops.translate.lexemes import lexemes

FISH, REST = "Fisk är bra för kroppen.", "Jag läser en bok."


def said(answers: list[Answer | None]) -> list[str | None]:
    return [answer.text if answer else None for answer in answers]


def alive(group: int) -> list[int]:
    """The processes of a group that still run (a zombie does not)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, owner = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(owner) == group and state != "Z":
            found.append(int(stat.parent.name))
    return found


def groups(engine: Apertium) -> list[int]:
    return [p._process.pid for p in engine._pipelines.values() if p._process]


def gone(group: int, within: float = 5.0) -> bool:
    deadline = time.monotonic() + within
    while alive(group):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


# ------------------------------------------------------------------------------------------------------------------ routes


@pytest.mark.parametrize(
    ("target", "words"),
    [("nb", "Jeg leser en bok."), ("da", "Jeg læser en bog."), ("nn", "Eg les ei bok.")],
)
def test_every_target_has_its_route_from_swedish(real: Apertium, target: str, words: str) -> None:
    assert said(real.translate([REST], target)) == [words]


def test_it_knows_its_targets_and_says_which_it_has_no_route_to(real: Apertium) -> None:
    assert real.targets() == ("da", "nb", "nn")
    assert all(real.unusable(target) == "" for target in real.targets())
    assert "no route from Swedish to fi" in real.unusable("fi")
    with pytest.raises(EngineUnavailable, match="fi"):
        real.translate([FISH], "fi")


@pytest.mark.parametrize("target", ["da", "nb", "nn"])
def test_no_mark_of_the_engine_leaves_it_and_the_unknown_words_are_named(real: Apertium, target: str) -> None:
    texts = ["En blåhurrig bogglare åt snörkelmums.", "Zorrgels är dyra.", "Den plöttrigaste av alla flummerier."]
    answers = real.translate(texts, target)
    for answer in answers:
        assert answer is not None
        assert not re.search(r"[*@#]", answer.text)
    first = answers[0]
    assert first is not None
    assert "bogglare" in first.unknown
    known = real.translate([REST], target)[0]
    assert known is not None
    assert known.unknown == ()


def test_it_tells_which_words_it_has_in_its_dictionary_or_renders_as_wanted_by_itself(real: Apertium) -> None:
    words = {"banan": "", "blodtryck": "", "bogglare": "boggler", "sömnvanor": "søvnvaner", "tupplur": "lur"}
    for _ in range(2):
        assert real.known(words, "nb") == {"banan", "blodtryck", "sömnvanor"}
    assert real.known(words | {"sömnvanor": "vaner for søvn"}, "nb") == {"banan", "blodtryck"}
    assert real.known({}, "da") == frozenset()


def test_it_knows_no_word_where_it_cannot_be_asked(stand_in: Apertium) -> None:
    assert stand_in.known({"banan": "banan"}, "fi") == frozenset()


def test_tokens_come_back_as_they_went(real: Apertium) -> None:
    tokens = ["XQAX", "XQBX", "XQYX", "XQAAX", "XQBAX"]
    texts = [f"Ta {token} om dagen, och {token}." for token in tokens]
    for target in real.targets():
        for token, text in zip(tokens, said(real.translate(texts, target)), strict=True):
            assert text is not None
            assert text.count(token) == 2


def test_a_text_is_translated_the_same_whatever_came_before_it(real: Apertium) -> None:
    texts = [FISH, "Vila", "Rubrik utan punkt", REST, "Hur mycket?", "”Ja”", "Salt och peppar", "Nej!", ""]
    alone = [said(real.translate([text], "nb"))[0] for text in texts]
    assert said(real.translate(texts, "nb")) == alone
    assert said(real.translate(texts[::-1], "nb")) == alone[::-1]


@pytest.mark.parametrize("target", ["nb", "nn", "da"])
def test_what_the_tagger_learns_from_a_text_changes_no_later_one(apertium: None, target: str) -> None:  # noqa: ARG001
    texts = ["Nu vet vi mer om hur kroppen fungerar.", "Rör om och låt stå.", "För tio år sedan visste ingen detta."]
    texts += ["Vår kropp består av vatten.", "När man sover blir man pigg.", "Mina händer är alltid kalla."]
    said_in = []
    for order in (1, -1):
        engine = Apertium()
        said_in.append(said(engine.translate(texts[::order], target))[::order])
        engine.close()
    assert said_in[0] == said_in[1]


def test_threads_get_the_answers_to_their_own_questions(real: Apertium) -> None:
    texts = [FISH, REST, "Salt och peppar", "Nej!"]
    expected = said(real.translate(texts, "nb"))
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda text: said(real.translate([text] * 5, "nb")), texts))
    assert answers == [[text] * 5 for text in expected]


@pytest.mark.parametrize(
    "text",
    [
        "Salt\0och peppar",
        "a [b] {c} ^d$ /e\\f <g>",
        "50 % & mer @ #1 *",
        "⟦1⟧",
        "[<b>]fet[</b>]",
        "🙂 fisk",
        "\u200bfisk",
    ],
)
def test_special_characters_break_nothing_and_nothing_is_added(real: Apertium, text: str) -> None:
    answers = said(real.translate([text, REST], "nb"))
    assert answers[0] is not None
    assert set(re.findall(r"[^\w\s]", answers[0])) <= set(text)
    assert answers[1] == "Jeg leser en bok."


def test_a_word_of_five_thousand_letters_is_refused_at_once_and_alone(real: Apertium) -> None:
    begun = time.monotonic()
    assert said(real.translate([f"Ett {'x' * 5000} ord", REST], "nb")) == [None, "Jeg leser en bok."]
    assert time.monotonic() - begun < 5


# ------------------------------------------------------------------------------------------------------------------ faults


def test_a_process_that_was_killed_between_two_calls_is_started_again(apertium: None) -> None:  # noqa: ARG001
    engine = Apertium()
    try:
        before = said(engine.translate([FISH], "nb"))
        group = groups(engine)[0]
        os.killpg(group, signal.SIGKILL)
        assert said(engine.translate([FISH], "nb")) == before
        assert groups(engine) != [group]
        assert gone(group)
    finally:
        engine.close()


def test_a_process_that_is_killed_in_the_middle_costs_no_text(apertium: None) -> None:  # noqa: ARG001
    engine = Apertium()
    try:
        texts = [f"{FISH} Sedan vila {'mycket ' * n}." for n in range(60)]
        expected = said(engine.translate(texts, "nb"))
        group = groups(engine)[0]
        timer = threading.Timer(0.03, os.killpg, (group, signal.SIGKILL))
        timer.start()
        answers = said(engine.translate(texts, "nb"))
        timer.join()
        assert None not in answers
        assert answers == expected
        assert groups(engine) != [group], "it was killed after the last text and not in the middle"
        assert gone(group)
        assert said(engine.translate(texts[:1], "nb")) == expected[:1]
    finally:
        engine.close()


def test_close_leaves_no_process_behind_and_the_engine_can_be_used_again(apertium: None) -> None:  # noqa: ARG001
    engine = Apertium()
    engine.translate([FISH], "da")
    begun = groups(engine)
    assert len(begun) == 2
    assert all(alive(group) for group in begun)
    engine.close()
    assert all(gone(group) for group in begun)
    assert said(engine.translate([REST], "nb")) == ["Jeg leser en bok."]
    engine.close()
    engine.close()


STAND_IN = """#!{python}
import os, sys, time
waiting = b""
while part := os.read(0, 65536):
    waiting += part
    while b"\\0" in waiting:
        question, _, waiting = waiting.partition(b"\\0")
        if b"HANG" in question:
            time.sleep(600)
        if b"DIE" in question:
            os._exit(1)
        os.write(1, question.replace(b"fisk", b"fesk") + b"\\0")
"""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Apertium]:
    """An engine whose mode hangs at the word HANG and dies at the word DIE."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("stand-in", "lt-proc"):
        (programs / name).write_text(STAND_IN.format(python=sys.executable), encoding="utf-8")
        (programs / name).chmod(0o755)
    (tmp_path / "swe-nob.mode").write_text(f"{programs / 'stand-in'}\n", encoding="utf-8")
    monkeypatch.setenv("APERTIUM_MODES", str(tmp_path))
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setattr(module, "TIMEOUT", 1.5)
    engine = Apertium()
    yield engine
    engine.close()


def test_a_text_that_hangs_the_process_fails_alone_and_the_process_is_ended(stand_in: Apertium) -> None:
    assert said(stand_in.translate(["fisk"], "nb")) == ["fesk"]
    group = groups(stand_in)[0]
    assert said(stand_in.translate(["fisk", "HANG fisk", "mer fisk"], "nb")) == ["fesk", None, "mer fesk"]
    assert gone(group)


def test_a_text_that_kills_the_process_fails_alone(stand_in: Apertium) -> None:
    assert said(stand_in.translate(["fisk", "DIE", "mer fisk"], "nb")) == ["fesk", None, "mer fesk"]


def test_among_many_that_are_under_way_only_those_to_blame_fail(stand_in: Apertium) -> None:
    texts = [f"fisk {n}" for n in range(40)]
    texts[7], texts[9], texts[30] = "DIE 7", "HANG 9", "DIE 30"
    answers = said(stand_in.translate(texts, "nb"))
    assert answers == [None if n in (7, 9, 30) else f"fesk {n}" for n in range(40)]


def test_the_next_texts_are_written_before_the_first_is_answered(
    stand_in: Apertium, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "first_texts", lambda _: ())  # what is read first is asked one by one
    program = tmp_path / "bin" / "stand-in"
    # It answers nothing before it has three questions: one at a time would wait in vain.
    program.write_text(
        program.read_text(encoding="utf-8").replace(
            "    while b", "    if waiting.count(b'\\0') < 3: continue\n    while b"
        ),
        encoding="utf-8",
    )
    assert said(stand_in.translate(["fisk", "mer fisk", "rå fisk"], "nb")) == ["fesk", "mer fesk", "rå fesk"]


def test_an_engine_that_is_closed_in_the_middle_starts_nothing_again(
    stand_in: Apertium, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TIMEOUT", 60.0)
    with ThreadPoolExecutor(1) as thread:
        asked = thread.submit(stand_in.translate, ["HANG", *["fisk"] * 100], "nb")
        while not groups(stand_in):
            time.sleep(0.01)
        group = groups(stand_in)[0]
        begun = time.monotonic()
        stand_in.close()
        assert said(asked.result()) == [None] * 101
    assert time.monotonic() - begun < 10
    assert gone(group)
    assert groups(stand_in) == []


def test_long_texts_in_number_fill_no_pipe(stand_in: Apertium) -> None:
    texts = [f"{'fisk ' * 5000}{n}" for n in range(30)]
    assert said(stand_in.translate(texts, "nb")) == [text.replace("fisk", "fesk") for text in texts]


def test_a_mode_whose_program_is_missing_answers_nothing(stand_in: Apertium, tmp_path: Path) -> None:
    (tmp_path / "swe-nob.mode").write_text("/nowhere/program\n", encoding="utf-8")
    assert said(stand_in.translate(["fisk", "mer fisk"], "nb")) == [None, None]


# ---------------------------------------------------------------------------------------------------------------- missing


def test_missing_modes_are_said_with_the_line_that_installs_them(stand_in: Apertium, tmp_path: Path) -> None:
    (tmp_path / "swe-nob.mode").unlink()
    assert "sudo apt-get install apertium apertium-swe-nor" in stand_in.unusable("nb")
    with pytest.raises(EngineUnavailable, match="sudo apt-get install"):
        stand_in.translate([FISH], "nb")


@pytest.mark.parametrize(
    ("program", "said"), [("", "apt-get install cg3"), ("#!/bin/sh\necho wrong rule >&2\nexit 1\n", "wrong rule")]
)
def test_a_grammar_that_cannot_be_compiled_is_said_at_once(
    stand_in: Apertium, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, said: str
) -> None:
    (tmp_path / "swe-nob.mode").write_text("lt-proc a.bin | cg-proc b.bin\n", encoding="utf-8")
    if program:
        (tmp_path / "bin" / "cg-comp").write_text(program, encoding="utf-8")
        (tmp_path / "bin" / "cg-comp").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}")
    module._compiled.cache_clear()
    assert said in stand_in.unusable("nb")
    with pytest.raises(EngineUnavailable, match=said):
        stand_in.translate([FISH], "nb")


def test_a_route_is_usable_only_with_all_its_modes(stand_in: Apertium) -> None:
    assert stand_in.unusable("nb") == ""
    assert "nob-dan is not installed" in stand_in.unusable("da")


def test_missing_programs_are_said_with_the_line_that_installs_them(
    stand_in: Apertium, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "Apertium is not installed; run: sudo apt-get install apertium" in stand_in.unusable("nb")


# ---------------------------------------------------------------------------------------------------------- lexical pivot


@pytest.mark.parametrize(
    ("swedish", "danish"),
    [
        ("Ät mer fisk.", "Spis mere fisk."),  # by text: "Pejs"
        ("Alla barn ska få vitaminer.", "Alle børn skal få vitaminer."),  # "vitamin"
        ("De goda bakterierna hjälper oss.", "De gode bakterier hjælper os."),
        ("Patienterna följdes i tio år.", "Patienterne blev fulgt i ti år."),  # "blev fulgte"
        ("Det är inte säkert att det hjälper alla.", "Det er ikke sikkert, at det hjælper alle."),  # "at der hjælper"
        ("Man vet inte varför.", "Man ved ikke hvorfor."),
        ("Mer om sömn", "Mere om søvn"),
    ],
)
def test_danish_goes_by_lemmas_and_is_recorded_so(real: Apertium, swedish: str, danish: str) -> None:
    assert real.translate([swedish], "da") == [Answer(danish, (), "lexical")]


def test_a_text_with_a_word_that_finds_no_form_goes_by_text(real: Apertium) -> None:
    text = "Redan på medeltiden använde man växten."
    assert "@" in lexical(real, text)
    assert real.translate([text], "da") == real._ended([real._by_text(text, "da")])


def test_an_unknown_word_comes_through_and_is_no_reason_to_go_by_text(real: Apertium) -> None:
    answer = real.translate(["Ta XQAX med zorrgelprover, inte XQBX."], "da")[0]
    assert answer is not None
    assert answer.way == "lexical"
    assert answer.unknown == ("zorrgelprover",)
    assert "XQAX med zorrgelprover" in answer.text
    assert answer.text.endswith("XQBX.")


def test_a_mark_inside_a_compound_or_before_no_word_does_not_leave_either(real: Apertium) -> None:
    for answer in real.translate(["Andra tecken är trötthet och yrsel.", "Kontrollera bäst före-datum."], "da"):
        assert answer is not None
        assert not re.search(r"[*@#]", answer.text)
    assert module._read("øsregne@sel og *zorr", "yrsel och zorr", []) == "øsregnesel og zorr"
    assert module._read("skriv til a@b og *zorr", "skriv till a@b och zorr", []) == "skriv til a@b og zorr"


def test_tokens_come_through_both_ways_untouched(real: Apertium) -> None:
    text = "XQAX är värre än XQBX, men XQAAX på medeltiden hjälper mot XQYX"
    both = real._ended([real._by_lemmas(text, "da"), real._by_text(text, "da")])
    for answer in both:
        assert answer is not None
        assert re.findall(r"XQ[A-Z]+X", answer.text) == ["XQAX", "XQBX", "XQAAX", "XQYX"]


@pytest.mark.parametrize("target", ["nb", "nn"])
def test_the_other_targets_go_by_text(real: Apertium, target: str) -> None:
    assert real.translate([REST], target) == real._ended([real._by_text(REST, target)])


@pytest.mark.parametrize(
    ("text", "begins"),
    [("Medan du sover vilar kroppen.", "Mens du"), ("Björn är trött.", "Björn er"), ("medan", "mens")],
)
def test_a_word_that_is_no_name_is_translated_at_the_start_and_has_its_capital_again(
    real: Apertium, text: str, begins: str
) -> None:
    answer = real.translate([text], "nb")[0]
    assert answer is not None
    assert answer.text.startswith(begins)


@pytest.mark.parametrize(
    "text", ["Salt\0och peppar", "a [b] {c} ^d$ /e\\f <g>", "50 % & mer @ #1 *", "⟦1⟧", "🙂 fisk", ""]
)
def test_special_characters_break_no_stream_between_the_parts(real: Apertium, text: str) -> None:
    answers = said(real.translate([text, REST], "da"))
    assert answers[0] is not None
    assert set(re.findall(r"[^\w\s]", answers[0])) <= set(text)
    assert answers[1] == "Jeg læser en bog."


def lexical(engine: Apertium, text: str) -> str:
    lemmas = engine._ask("swe-nob", module.Part.TO_TRANSFER, module._question(text)).answer()
    assert lemmas
    return engine._ask("nob-dan", module.Part.FROM_DICTIONARY, lexemes("da").mapped(lemmas)).answer() or ""


def test_a_process_of_either_part_that_was_killed_is_started_again(apertium: None) -> None:  # noqa: ARG001
    engine = Apertium()
    try:
        before = engine.translate([FISH], "da")
        begun = groups(engine)
        assert len(begun) == 2
        for group in begun:
            os.killpg(group, signal.SIGKILL)
        assert engine.translate([FISH], "da") == before
        assert not set(groups(engine)) & set(begun)
        assert all(gone(group) for group in begun)
    finally:
        engine.close()


@pytest.fixture
def in_parts(stand_in: Apertium, tmp_path: Path) -> Apertium:
    """Modes with seams. Words go through all stages unchanged but for "fisk"; each part hangs and dies like the first."""
    programs = tmp_path / "bin"
    for name in ("rtx-proc", "apertium-pretransfer"):
        (programs / name).write_bytes((programs / "stand-in").read_bytes())
        (programs / name).chmod(0o755)
    for mode in ("swe-nob", "nob-dan"):
        (tmp_path / f"{mode}.mode").write_text(
            "lt-proc | apertium-pretransfer | rtx-proc | lt-proc $1\n", encoding="utf-8"
        )
    return stand_in


@pytest.mark.parametrize("word", ["HANG", "DIE"])
def test_a_text_that_a_part_of_a_mode_fails_on_fails_alone(in_parts: Apertium, word: str) -> None:
    assert said(in_parts.translate(["fisk", f"{word} fisk", "mer fisk"], "da")) == ["fesk", None, "mer fesk"]


def test_modes_without_seams_are_run_whole(in_parts: Apertium, tmp_path: Path) -> None:
    assert in_parts.translate(["fisk"], "da") == [Answer("fesk", (), "lexical")]
    (tmp_path / "nob-dan.mode").write_text("stand-in\n", encoding="utf-8")
    assert in_parts.translate(["fisk"], "da") == [Answer("fesk")]
