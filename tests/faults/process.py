"""`contentops` in a process of its own, with the tests' engine, that dies, waits or runs out of space where it is told to.

    python -m tests.faults.process count localize PAGES --to da,nb --out STORE     says how many writes there are
    python -m tests.faults.process kill=17 localize PAGES --to da,nb --out STORE   kill -9 just before the 17th
    python -m tests.faults.process hold=FILE localize …                            translates once FILE is there
    python -m tests.faults.process room=BYTES localize …                           no file can grow beyond that

A write is a file opened for writing or renamed below the store, or a transaction that is about to be committed.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from contentops.cli import main
from contentops.translate.engine import Answer
from tests.shop import WordByWord, inject

ROOT = Path(__file__).parents[2]
_WRITING = os.O_WRONLY | os.O_RDWR


class Moments:
    """Counts the writes, and ends the process by kill -9 at the one that is named."""

    def __init__(self, last: int) -> None:
        self.seen = 0
        self.last = last

    def hook(self, name: str, arguments: tuple[object, ...]) -> None:
        if name == "os.rename" or (name == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING):
            self.next()

    def next(self, *_: object) -> None:
        self.seen += 1
        if self.seen == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


class Held(WordByWord):
    """An engine that waits for a file before its first answer."""

    until: Path

    def translate(self, texts: Sequence[str], target: str) -> list[Answer | None]:
        deadline = time.monotonic() + 60
        while not self.until.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        return super().translate(texts, target)


def start(told: str, *arguments: str | Path, cwd: Path = ROOT) -> subprocess.Popen[str]:
    """Starts such a process."""
    command = [sys.executable, "-m", "tests.faults.process", told, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=cwd)


def run(told: str, *arguments: str | Path) -> tuple[int, str, str]:
    """Runs such a process to its end: exit code, stdout, stderr."""
    with start(told, *arguments) as process:
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err


def _main() -> None:
    told, _, value = sys.argv.pop(1).partition("=")
    engine = WordByWord()
    moments = Moments(int(value) if told == "kill" else 0)
    if told == "hold":
        engine = Held()
        engine.until = Path(value)
    if told == "room":
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(value), int(value)))
    inject(pytest.MonkeyPatch(), engine)
    event.listen(Engine, "commit", moments.next)
    sys.dont_write_bytecode = True
    sys.addaudithook(moments.hook)
    try:
        main()
    finally:
        if told == "count":
            sys.stderr.write(f"{moments.seen}\n")


if __name__ == "__main__":
    _main()
