"""A memory of 100,000 sentences as TMX and CSV, there and back: seconds, and the most memory that the process had.

python benchmarks/memory_files.py [--entries 100000]

Each command runs in a process of its own, its start included. "foreign" is the TMX without what our exports say of
themselves: each unit is read, its numbers are compared and its codes are matched as those of another tool are.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.memory import made
from contentops.publish.store import Store
from contentops.state.database import connect, sqlite_url
from contentops.state.memory import Memory

PROJECT = Path(__file__).parents[1]
COMMAND = """
import atexit, re
atexit.register(lambda: print(re.search(r"VmHWM:.*?([0-9]+)", open("/proc/self/status").read())[1]))
from contentops.cli import main
main()
"""
"""The command, which prints at its end the most memory that it had, in kB. What the system counts for a child begins with
that of its parent."""


def main() -> None:
    """Prints a line for each command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        store = root / "store"
        Store(store).create()
        engine = connect(sqlite_url(store / "private" / "state.db"))
        entries = made(asked.entries)
        for start in range(0, len(entries), 1000):
            Memory(engine, "sv", "da").put(entries[start : start + 1000])
        engine.dispose()
        for form in ("tmx", "csv"):
            run(f"export {form}", "export", store, "--out", root / f"m.{form}")
        text = (root / "m.tmx").read_text(encoding="utf-8")
        (root / "foreign.tmx").write_text(re.sub(r" *<prop .*</prop>\n", "", text), encoding="utf-8")
        for name in ("m.tmx", "m.csv", "foreign.tmx"):
            print(f"{name}: {(root / name).stat().st_size / 1e6:.0f} MB")
            run(f"import {name}", "import", root / f"from-{name}", root / name, "--approved", "--by", "Eva")
        run("import m.tmx again", "import", root / "from-m.tmx", root / "m.tmx", "--approved", "--by", "Eva")


def run(name: str, *arguments: str | Path) -> None:
    """Runs one command and prints what it took."""
    command = [sys.executable, "-c", COMMAND, "memory", *map(str, arguments)]
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        *said, most = process.stdout.read().splitlines() if process.stdout else [""]
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    took = time.perf_counter() - began
    print(
        f"{name}: {took:.1f} s ({used.ru_utime + used.ru_stime:.1f} s of CPU), {int(most) / 1024:.0f} MB at most, "
        f"exit {process.returncode}: {said[0] if said else ''}"
    )


if __name__ == "__main__":
    main()
