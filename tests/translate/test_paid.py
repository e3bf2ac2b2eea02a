"""An engine that is paid for, killed at every request: what was answered and stored is never paid for again."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from contentops.article.record import State
from tests.translate.paid import BLOCKED, TEXTS, Paid, drafted

ROOT = Path(__file__).parents[2]


def killed(folder: Path, size: int, moment: str, number: int) -> Counter[str]:
    """A run that is killed at a request, and the one after it, which ends; how often each text was paid for."""
    state, bill = folder / f"{moment}-{number}.db", folder / f"{moment}-{number}.txt"
    told = (state, bill, size, moment, number)
    command = [sys.executable, "-m", "tests.translate.paid", *map(str, told)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -9
    done = drafted(state, Paid(bill, size))
    assert (len(done.entries), done.missing) == (TEXTS, 0)
    again = Paid(bill, size)
    assert drafted(state, again).translated == again.requests == 0
    paid = Counter(bill.read_text(encoding="utf-8").splitlines())
    assert len(paid) == TEXTS
    return paid


@pytest.mark.parametrize(("size", "number"), [(1, 1), (1, 2), (1, 17), (1, 23), (5, 1), (5, 3), (5, 5), (50, 1)])
def test_a_run_that_is_killed_before_a_request_has_stored_all_that_it_paid_for(
    tmp_path: Path, size: int, number: int
) -> None:
    assert set(killed(tmp_path, size, "before", number).values()) == {1}


@pytest.mark.parametrize(("size", "number"), [(1, 2), (1, 9), (5, 2), (5, 5)])
def test_a_run_that_is_killed_as_an_answer_comes_pays_for_that_request_again_and_no_more(
    tmp_path: Path, size: int, number: int
) -> None:
    paid = killed(tmp_path, size, "after", number)
    assert paid.total() - TEXTS == min(size, TEXTS - size * (number - 1))
    assert set(paid.values()) == {1, 2}


def test_the_gate_is_no_reason_to_pay_twice(tmp_path: Path) -> None:
    done = drafted(tmp_path / "state.db", Paid(tmp_path / "bill", 5))
    assert sum("every fourth" in why for why in done.refused.values()) == -(-TEXTS // BLOCKED)
    assert {entry.state for entry in done.entries.values()} == {State.MACHINE}
