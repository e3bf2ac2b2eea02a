"""What dies under Prefect while a run is at work: the flow's process, the worker, the server, all at once.

What Prefect does by itself is asserted beside what the next run repairs: nothing is translated twice, nothing is published
half-done, nobody waits for the dead, and no dead run is shown as running for ever.
"""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from contentops.publish.store import Store
from contentops.publish.verify import verify
from flows.stack import Stack
from tests.prefect_stack import artifacts, log, on, processes, until
from tests.shop import page

SOAK = os.environ.get("CONTENTOPS_SOAK") == "1"
ARTICLES = 60
"""So many that a run is at work for some seconds, in three batches."""
TIMES = 5 if SOAK else 1

pytestmark = [pytest.mark.soak, pytest.mark.usefixtures("apertium")]

_LETTERS = "aeiou"


def word(number: int) -> str:
    """A word that no other number gives, and no dictionary knows."""
    return "".join(
        f"{'bdfgklmnprst'[digit]}{_LETTERS[digit % 5]}" for digit in (number // 144, number // 12 % 12, number % 12)
    )


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles of which no two share a sentence."""
    folder = tmp_path_factory.mktemp("articles")
    for number in range(ARTICLES):
        own = [f"Gröten med {word(8 * number + line)} smakar gott på morgonen." for line in range(8)]
        html = page(f"Gröt med {word(number)} till frukost", own, name=f"grot-{number}", heading=f"Om {word(number)}")
        (folder / f"grot-{number:02}.html").write_text(html, encoding="utf-8")
    return folder


@dataclass
class Night:
    """A run at work on a store of its own."""

    stack: Stack
    pages: Path
    store: Path
    run: str = ""

    def begin(self) -> None:
        """Orders a run and waits until it has translated something, and not all."""
        self.run = self.stack.order(
            "localize/localize", {"pages": str(self.pages), "targets": ["da"]}, **on(self.store)
        )
        until(lambda: self.remembered() > 40, "the first sentences")

    def remembered(self) -> int:
        """Translations in the store's memory."""
        path = self.store / "private" / "state.db"
        if not path.exists():
            return 0
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            try:
                (count,) = database.execute("SELECT count(*) FROM memory").fetchone()
            except sqlite3.OperationalError:  # the table is not made yet
                return 0
        return int(count)

    def flow(self) -> int:
        """The process of the run that is at work."""
        return int(
            until(lambda: processes(self.stack, "prefect.flow_engine") or processes(self.stack, "engine"), "it")[0]
        )

    def is_whole(self) -> None:
        """Nothing in the store is wrong or half-published."""
        assert verify(Store(self.store)) == []
        assert Store(self.store).manifest("public")["rows"] == []

    def completes(self, whole: int) -> None:
        """The next run translates what was left, and the one after it nothing."""
        there = self.remembered()
        assert 0 < there < whole, "it was killed too late to show anything"
        form = {"pages": str(self.pages), "targets": ["da"]}
        said = ""
        for expected in (whole - there, 0):
            run = self.stack.ended(self.stack.order("localize/localize", form, **on(self.store)))
            assert run["state"]["type"] == "COMPLETED", log(self.stack, run["id"])
            said = artifacts(self.stack, run["id"])["localize-summary"]["data"]
            found = re.search(r"(\d+) translated", said)
            assert int(found[1] if found else 0) == expected, said
        assert self.remembered() == whole
        assert f"{ARTICLES} articles ({ARTICLES} unchanged)" in said
        self.is_whole()


@pytest.fixture(scope="module")
def whole(stack: Stack, pages: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many sentences a run that nobody kills translates: the control."""
    night = Night(stack, pages, tmp_path_factory.mktemp("whole") / "store")
    night.begin()
    assert stack.ended(night.run)["state"]["type"] == "COMPLETED"
    return night.remembered()


@pytest.fixture
def night(stack: Stack, pages: Path, whole: int, tmp_path: Path) -> Night:
    assert whole > ARTICLES
    return Night(stack, pages, tmp_path / "store")


@pytest.mark.parametrize("_time", range(TIMES))
def test_a_killed_flow_is_crashed_and_the_next_run_takes_it_up(night: Night, whole: int, _time: int) -> None:
    night.begin()
    os.kill(night.flow(), signal.SIGKILL)
    assert night.stack.ended(night.run, within=30)["state"]["type"] == "CRASHED"  # the worker sees it
    night.is_whole()
    night.completes(whole)


@pytest.mark.parametrize("_time", range(TIMES))
def test_a_killed_worker_loses_nothing(night: Night, whole: int, _time: int) -> None:
    night.begin()
    worker = night.stack.processes.pop("worker")
    worker.kill()
    worker.wait()
    night.stack.start_worker()
    state = night.stack.ended(night.run, within=60)["state"]["type"]
    assert state == "CRASHED"  # the flow ends with the worker that started it
    night.is_whole()
    night.completes(whole)


@pytest.mark.parametrize("_time", range(TIMES))
def test_a_run_outlives_the_server(night: Night, whole: int, _time: int) -> None:
    night.begin()
    server = night.stack.processes.pop("server")
    server.kill()
    server.wait()
    time.sleep(2)
    night.stack.start_server()
    assert night.stack.ended(night.run, within=120)["state"]["type"] == "COMPLETED"
    assert night.remembered() == whole
    night.is_whole()


def test_a_run_that_died_with_its_worker_is_not_running_for_ever_and_nobody_waits_for_it(
    night: Night, whole: int
) -> None:
    night.begin()
    flow = night.flow()
    worker = night.stack.processes.pop("worker")
    for pid in (worker.pid, flow):  # the worker first: it would tell the server
        os.kill(pid, signal.SIGKILL)
    worker.wait()
    assert night.stack.run(night.run)["state"]["type"] == "RUNNING"  # all that Prefect does by itself
    night.stack.start_worker()
    night.is_whole()
    night.completes(whole)  # at once: the kernel has freed the store
    state = night.stack.ended(night.run, within=240)["state"]  # the automation, by the missing sign of life
    assert state["type"] == "CRASHED"
    assert "No sign of life" in state["message"]
