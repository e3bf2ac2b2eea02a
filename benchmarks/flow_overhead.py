"""The localize flow beside the same work by the command line, the server already up.

python benchmarks/flow_overhead.py [--articles 200] [--runs 3]
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.articles import made
from flows.stack import PROJECT, Stack, free_port

PEER = "contentops localize"
FLOW = "the flow"


def main() -> None:
    """Prints seconds of each run and the ratio of the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        pages = made(work / "pages", asked.articles, own_sentences=True)
        stack = Stack(work / "store", work / "prefect", free_port(), free_port())
        stack.home.mkdir()
        seconds: dict[str, list[float]] = {PEER: [], FLOW: []}
        try:
            stack.start_server()
            for number in range(asked.runs):
                for name in (PEER, FLOW) if number % 2 == 0 else (FLOW, PEER):
                    seconds[name].append(timed(name, pages, stack))
                    print(f"{name}: {seconds[name][-1]:.1f} s", flush=True)
        finally:
            stack.end()
    ratio = statistics.median(seconds[FLOW]) / statistics.median(seconds[PEER])
    print(f"{asked.articles} articles to da, cold memory, medians of {asked.runs}: the flow / {PEER} = {ratio:.3f}")


def timed(name: str, pages: Path, stack: Stack) -> float:
    """Seconds of a whole process, its start included."""
    shutil.rmtree(stack.store, ignore_errors=True)
    way = {
        PEER: ["contentops.cli", "localize", str(pages), "--to", "da", "--out", str(stack.store)],
        FLOW: ["flows.localize", "--source", str(pages), "--to", "da", "--out", str(stack.store)],
    }
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", *way[name]],
        cwd=PROJECT,
        env=stack.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    taken = time.monotonic() - begun
    assert "articles (0 unchanged)" in done.stdout, done.stderr[-2000:]
    return taken


if __name__ == "__main__":
    main()
