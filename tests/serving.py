"""`contentops serve` in a process of its own, as a person starts it."""

from __future__ import annotations

import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 30
_ADDRESS = re.compile(r" at (http://\S+/) \(Ctrl-C ends it\)")


@dataclass(frozen=True)
class Served:
    """The running command, its address with a slash at the end, and what it has said until it listened."""

    process: subprocess.Popen[bytes]
    address: str
    said: str

    def end(self, by: signal.Signals = signal.SIGINT) -> tuple[int, str, str]:
        """Ends it: exit code, stdout, and what it said on stderr since it listened."""
        self.process.send_signal(by)
        out, err = self.process.communicate(timeout=_SECONDS)
        return self.process.returncode, out.decode(), err.decode()


@contextmanager
def served(store: Path, *options: str) -> Iterator[Served]:
    """Serves a store on any free port, from when it listens until the block ends."""
    command = [sys.executable, "-m", "contentops.cli", "serve", str(store), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            said = _until_it_listens(process)
            found = _ADDRESS.search(said)
            assert found, f"it said no address: {said}"
            yield Served(process, found[1], said)
        finally:
            process.kill()


def _until_it_listens(process: subprocess.Popen[bytes]) -> str:
    """What stands on stderr once its last line, which names live.json, is there."""
    assert process.stderr
    said = b""
    deadline = time.monotonic() + _SECONDS
    while b"/live.json\n" not in said and time.monotonic() < deadline:
        if select.select([process.stderr], [], [], 0.1)[0]:
            if not (chunk := process.stderr.read1()):  # type: ignore[attr-defined]  # Popen's is buffered
                break
            said += chunk
    return said.decode()
