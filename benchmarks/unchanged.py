"""A run over many articles of which none has changed.

python benchmarks/unchanged.py [--articles 10000] [--work FOLDER]     a folder that is kept saves making the store again
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.articles import made
from flows.stack import PROJECT, Stack, running


def main() -> None:
    """Prints seconds from the run's start to its end, and its task runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--work", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = asked.work or Path(folder)
        if not (work / "store" / "private" / "draft.json").exists():
            prepare(work, asked.articles)
        with running(work / "store", work / "prefect", say=print) as stack:
            for _ in range(3):
                print(measured(stack, work / "pages"), flush=True)


def prepare(work: Path, articles: int) -> None:
    """The pages, and the store that a first run makes of them."""
    print(f"Making {articles} articles and their store; this takes about {articles // 500} minutes …", flush=True)
    pages = made(work / "pages", articles, own_sentences=False)
    command = [
        sys.executable,
        "-m",
        "contentops.cli",
        "localize",
        str(pages),
        "--to",
        "da",
        "--out",
        str(work / "store"),
    ]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert f"{articles} articles" in done.stdout, done.stderr[-2000:]


def measured(stack: Stack, pages: Path) -> str:
    """One run by the form, in words."""
    run = stack.ended(stack.order("localize/localize", {"pages": str(pages), "targets": ["da"]}), within=600)
    tasks = stack.ask("task_runs/count", {"flow_runs": {"id": {"any_": [run["id"]]}}})
    seconds = (_time(run["end_time"]) - _time(run["start_time"])).total_seconds()
    return f"{run['state']['message']} {seconds:.1f} s from start to end, {tasks} task runs"


def _time(value: Any) -> datetime:  # noqa: ANN401  # JSON
    return datetime.fromisoformat(str(value))


if __name__ == "__main__":
    main()
