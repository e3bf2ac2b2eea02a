"""A real Prefect server with worker, deployments and preview, started once for all tests that need it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.stack import Stack, running

_SECONDS = 120


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The stack, on ports and in folders of its own, as `make ui` starts it."""
    folder = tmp_path_factory.mktemp("stack")
    with running(folder / "store", folder / "prefect", settings={"PYTHONDONTWRITEBYTECODE": "1"}) as stack:
        yield stack


def on(store: Path) -> dict[str, Any]:
    """What makes an ordered run work on another store than the stack's."""
    return {"job_variables": {"env": {"CONTENTOPS_STORE": str(store)}}}


def artifacts(stack: Stack, run: str) -> dict[str, Any]:
    """What a run has left, by key."""
    found = stack.ask("artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [run]}}})
    return {artifact["key"]: artifact for artifact in found}


def log(stack: Stack, run: str) -> list[str]:
    """The lines of a run's log."""
    asked = {"logs": {"flow_run_id": {"any_": [run]}}, "sort": "TIMESTAMP_ASC", "limit": 200}
    return [line["message"] for line in stack.ask("logs/filter", asked)]


def until(true: Callable[[], Any], what: str, within: float = _SECONDS) -> Any:  # noqa: ANN401  # whatever it finds
    """Waits until something is true, and gives it."""
    deadline = time.monotonic() + within
    while not (found := true()):
        assert time.monotonic() < deadline, f"{what}: not within {within:.0f} s"
        time.sleep(0.1)
    return found


def processes(stack: Stack, words: str) -> list[int]:
    """Process ids of the stack whose command line holds the words."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            ours = f"CONTENTOPS_STACK={stack.mark}".encode() in (folder / "environ").read_bytes()
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if ours and words in command and int(folder.name) != os.getpid():
            found.append(int(folder.name))
    return found
