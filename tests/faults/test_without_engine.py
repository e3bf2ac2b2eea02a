"""Targets without a usable engine, and an Apertium that is missing, dies, or answers no more."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
from pathlib import Path

import pytest

from contentops.publish.store import Store
from contentops.publish.verify import verify
from contentops.translate.engines import apertium as engine_file
from tests.shop import OATS, PEAS, Shop, page


def swedish_in(shop: Shop, article: str, target: str) -> list[str]:
    """The source's sentences that stand in the document of a target."""
    document = str(shop.get(shop.drafts()[article, target]["object"]))
    return [sentence for sentence in OATS if sentence in document]


@pytest.mark.parametrize("target", ["de", "en"])
def test_a_target_without_a_usable_engine_gets_its_draft_with_what_is_missing_counted(shop: Shop, target: str) -> None:
    shop.to = (target,)
    shop.write("grot.html", page("Gröt till frukost", OATS))
    summary = shop.localize()
    article = shop.article()
    assert (summary.missing, summary.translated, summary.waiting, summary.failed) == (6, 0, 1, ())
    assert shop.drafts()[article, target]["state"] == "missing"
    assert shop.drafts()[article, target]["missing"] == 6
    assert swedish_in(shop, article, target) == []
    assert swedish_in(shop, article, "sv") == list(OATS)
    assert f"no route from Swedish to {target}" in summary.words()
    assert verify(Store(shop.store)) == []


@pytest.fixture
def no_modes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of modes in the place of Debian's, empty."""
    folder = tmp_path / "modes"
    folder.mkdir()
    monkeypatch.setenv("APERTIUM_MODES", str(folder))
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/lt-proc")
    return folder


@pytest.mark.usefixtures("no_modes")
def test_without_apertium_everything_but_the_translation_is_done_and_the_way_out_is_said(shop: Shop) -> None:
    shop.write("grot.html", page("Gröt till frukost", OATS))
    summary = shop.localize()
    assert (summary.missing, summary.translated, summary.failed, summary.ok) == (12, 0, (), True)
    assert "sudo apt-get install apertium" in summary.words()
    article = shop.article()
    for target in ("da", "nb"):
        assert swedish_in(shop, article, target) == []
        assert "missing-translation" in {f["rule"] for f in shop.record(article, target)["checks"]["items"]}


@pytest.mark.usefixtures("no_modes")
def test_what_people_wrote_fills_a_draft_without_an_engine(shop: Shop) -> None:
    shop.write("grot.html", page("Gröt till frukost", OATS))
    shop.localize()
    article = shop.article()
    with shop.desk() as desk:
        desk.edit(article, "da", OATS[0], "Grød er en enkel morgenmad, som de fleste kan lide.", "Karen Holm")
    assert shop.drafts()[article, "da"]["missing"] == 5
    summary = shop.localize()
    assert (summary.missing, shop.drafts()[article, "da"]["missing"]) == (11, 5)


@pytest.mark.usefixtures("apertium")
def test_what_was_missing_is_translated_as_soon_as_the_engine_is_there(
    shop: Shop, no_modes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.write("grot.html", page("Gröt till frukost", OATS))
    assert shop.localize().missing == 12
    monkeypatch.delenv("APERTIUM_MODES")
    assert not list(no_modes.iterdir())
    summary = shop.localize()
    assert (summary.missing, summary.translated) == (0, 12)


def test_an_apertium_that_dies_at_once_leaves_a_draft_with_gaps(shop: Shop, no_modes: Path) -> None:
    for mode in ("swe-nob", "nob-dan"):
        (no_modes / f"{mode}.mode").write_text("false $1\n", encoding="utf-8")
    shop.write("grot.html", page("Gröt till frukost", OATS))
    summary = shop.localize()
    assert (summary.translated, summary.failed) == (0, ())
    assert summary.missing > 0
    assert {s["comment"] for s in shop.record(shop.article(), "nb")["segments"] if s["state"] == "missing"} == {
        "apertium: it gave no answer"
    }


def test_an_apertium_that_hangs_is_given_up(shop: Shop, no_modes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_file, "TIMEOUT", 0.05)
    (no_modes / "swe-nob.mode").write_text("sleep 60\n", encoding="utf-8")
    shop.to = ("nb",)
    shop.write("grot.html", page("Gröt till frukost", OATS))
    summary = shop.localize()
    assert (summary.translated, summary.failed, summary.missing > 0) == (0, (), True)


@pytest.mark.usefixtures("apertium")
def test_an_apertium_that_is_killed_in_the_middle_is_started_again_and_nothing_is_lost(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0
    killed: list[int] = []
    ask = engine_file._Pipeline.ask

    def kill_at_every_fifth(self: engine_file._Pipeline, question: str, *, alone: bool = False) -> engine_file._Asked:
        nonlocal asked
        asked += not alone  # who is asked alone and dies is to blame
        if not alone and asked % 5 == 0 and (process := self._process) is not None:
            with contextlib.suppress(ProcessLookupError):  # ended meanwhile by who noticed the last kill
                os.killpg(process.pid, signal.SIGKILL)
                killed.append(process.pid)
        return ask(self, question, alone=alone)

    monkeypatch.setattr(engine_file._Pipeline, "ask", kill_at_every_fifth)
    shop.write("grot.html", page("Gröt till frukost", OATS))
    shop.write("soppa.html", page("Soppa på torsdag", PEAS))
    summary = shop.localize()
    assert len(killed) >= 3
    assert (summary.missing, summary.failed) == (0, ())
    assert {row["state"] for row in shop.drafts().values()} == {"source", "machine-draft"}
