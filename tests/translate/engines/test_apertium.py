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

FISH, REST = "Fisk är bra för kroppen.", "Jag läser en bok."


@pytest.fixture(scope="module")
def real(apertium: None) -> Iterator[Apertium]:  # noqa: ARG001  # it skips where Apertium is missing
    engine = Apertium()
    yield engine
    engine.close()


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
    tokens = ["XQAX", "XQBX", "XQZX", "XQAAX", "XQBZX"]
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


def test_a_mode_whose_program_is_missing_answers_nothing(stand_in: Apertium, tmp_path: Path) -> None:
    (tmp_path / "swe-nob.mode").write_text("/nowhere/program\n", encoding="utf-8")
    assert said(stand_in.translate(["fisk", "mer fisk"], "nb")) == [None, None]


# ---------------------------------------------------------------------------------------------------------------- missing


def test_missing_modes_are_said_with_the_line_that_installs_them(stand_in: Apertium, tmp_path: Path) -> None:
    (tmp_path / "swe-nob.mode").unlink()
    assert "sudo apt-get install apertium apertium-swe-nor" in stand_in.unusable("nb")
    with pytest.raises(EngineUnavailable, match="sudo apt-get install"):
        stand_in.translate([FISH], "nb")


def test_a_route_is_usable_only_with_all_its_modes(stand_in: Apertium) -> None:
    assert stand_in.unusable("nb") == ""
    assert "nob-dan is not installed" in stand_in.unusable("da")


def test_missing_programs_are_said_with_the_line_that_installs_them(
    stand_in: Apertium, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "Apertium is not installed; run: sudo apt-get install apertium" in stand_in.unusable("nb")
