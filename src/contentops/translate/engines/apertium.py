"""Apertium, the embedded engine: rules, offline, in processes that stay.

Debian's packages bring Swedish to bokmål; Danish and nynorsk go by bokmål, which is clearly better than the direct pairs.
Starting a process costs 200 ms and translating a sentence 2 ms, so the pipeline of each mode is started once and fed with
sentences, a NUL after each. Apertium is under the GPL: it is called as a separate program and never bundled.

Its text is a draft. It renders names and numbers wrongly when it sees them, so it never sees them: they come masked.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from contentops.errors import EngineFailed, EngineUnavailable
from contentops.translate.analyser import in_dictionary
from contentops.translate.engine import Answer

ROUTES = {"nb": ("swe-nob",), "da": ("swe-nob", "nob-dan"), "nn": ("swe-nob", "nob-nno_e")}
"""Modes from Swedish to each target, in order."""
PACKAGES = "apertium apertium-swe-nor apertium-dan-nor apertium-nno-nob"
TIMEOUT = 20.0
"""Seconds for one sentence through one mode, the start of the process (0.2 s) included."""
LONGEST_WORD = 200
"""Characters. A word of thousands of characters hangs some versions for seconds; no word of prose is that long."""

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SPECIAL = re.compile(r"[\[\]{}^$/\\@<>]")
_MARK = re.compile(r"(?<![\w*@#])[*@#]+(?=\w)")
_UNKNOWN = re.compile(r"(?<![\w*@#])\*+([^\W\d_][\w-]*)")
_BLANK = "[][\n]"  # an empty superblank: the end of a text
_STOP = "."  # given to a text that ends in a word and taken away again: the tagger reads whole sentences best


def modes_folder() -> Path:
    """Where Debian puts the modes; APERTIUM_MODES names another folder."""
    return Path(os.environ.get("APERTIUM_MODES", "/usr/share/apertium/modes"))


class Apertium:
    """The engine. One pipeline for each mode, started at first use and again when it hangs or dies."""

    name = "apertium"
    trusted = False

    def __init__(self) -> None:
        self._pipelines: dict[str, _Pipeline] = {}

    def targets(self) -> tuple[str, ...]:
        """Bokmål, Danish, nynorsk."""
        return tuple(sorted(ROUTES))

    def unusable(self, target: str) -> str:
        """Why not, in words: no route to the target, or Debian's packages missing."""
        if target not in ROUTES:
            return f"it has no route from Swedish to {target} (it has {', '.join(self.targets())})"
        if shutil.which("lt-proc") is None:
            return f"Apertium is not installed; run: sudo apt-get install {PACKAGES}"
        for mode in ROUTES[target]:
            if not (modes_folder() / f"{mode}.mode").is_file():
                return f"Apertium's mode {mode} is not installed; run: sudo apt-get install {PACKAGES}"
        return ""

    def known(self, words: dict[str, str], target: str) -> frozenset[str]:
        """The words that stand in the analyser's dictionary, and those that are rendered as ``words`` says anyway."""
        if self.unusable(target):
            return frozenset()
        known = in_dictionary(words, modes_folder() / f"{ROUTES[target][0]}.mode")
        guessed = [word for word in words if word not in known]
        alone = zip(guessed, self.translate(guessed, target), strict=True) if guessed else ()
        return known | {word for word, answer in alone if answer and answer.text == words[word]}

    def translate(self, texts: Sequence[str], target: str) -> list[Answer | None]:
        """Each text through the route, one by one; a text that kills or hangs a process fails alone."""
        if reason := self.unusable(target):
            raise EngineUnavailable(f"apertium cannot translate to {target}: {reason}.")
        return [self._translate(text, target) for text in texts]

    def _translate(self, text: str, target: str) -> Answer | None:
        if any(len(word) > LONGEST_WORD for word in text.split()):
            return None
        unknown: list[str] = []
        for mode in ROUTES[target]:
            raw = self._call(mode, text)
            if raw is None:
                return None
            # The first mode's unknown words are Swedish; a later mode's are words that it got from the one before.
            unknown += [word for word in _UNKNOWN.findall(raw) if word not in unknown and not word.isupper()]
            text = _MARK.sub("", raw)
        return Answer(text, tuple(unknown))

    def _call(self, mode: str, text: str) -> str | None:
        """The raw answer of a mode; None when its process dies twice on this text, which is then to blame."""
        for _ in range(2):
            pipeline = self._pipelines.setdefault(mode, _Pipeline(mode))
            try:
                return pipeline.call(text)
            except EngineFailed:
                self._pipelines.pop(mode).close()
        return None

    def close(self) -> None:
        """Ends the processes."""
        for pipeline in self._pipelines.values():
            pipeline.close()
        self._pipelines.clear()


class _Pipeline:
    """The processes of one mode. Calls are one at a time: answers come in the order of the questions."""

    def __init__(self, mode: str) -> None:
        self.mode = mode
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def call(self, text: str) -> str:
        """The raw translation of ``text``. Raises EngineFailed when the process dies or does not answer in time."""
        with self._lock:
            process = self._process or self._start()
            question = _SPECIAL.sub(r"\\\g<0>", text.replace("\0", " "))
            stop = _STOP if text[-1:].isalnum() else ""
            answer = self._ask(process, f"{question}{stop}{_BLANK}\0".encode())
        return _ESCAPED.sub(r"\1", answer.removesuffix(_BLANK).removesuffix(stop))

    def _start(self) -> subprocess.Popen[bytes]:
        mode = (modes_folder() / f"{self.mode}.mode").read_text(encoding="utf-8").strip()
        # $1 is how unknown words are marked, $2 a flag of the tagger's; -z asks each program to flush at NUL.
        stages = [stage.strip().replace("$1", "-g").replace("$2", "") for stage in mode.split("|")]
        command = " | ".join(re.sub(r"^(\S+)", r"\1 -z", stage) for stage in stages)
        self._process = subprocess.Popen(  # noqa: S603  # Debian's own mode files
            ["/bin/sh", "-c", command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,  # so that the whole pipeline can be ended as one group
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        return self._process

    def _ask(self, process: subprocess.Popen[bytes], question: bytes) -> str:
        if process.stdin is None or process.stdout is None:
            raise EngineFailed(f"apertium {self.mode} has no pipes.")
        deadline = time.monotonic() + TIMEOUT
        answer = bytearray()
        try:
            process.stdin.write(question)
            while not answer.endswith(b"\0"):
                ready, _, _ = select.select([process.stdout], [], [], max(0.0, deadline - time.monotonic()))
                if not ready:
                    raise EngineFailed(f"apertium {self.mode} did not answer within {TIMEOUT:.0f} s.")
                part = os.read(process.stdout.fileno(), 65536)
                if not part:
                    raise EngineFailed(f"apertium {self.mode} ended unexpectedly.")
                answer += part
        except OSError as error:
            raise EngineFailed(f"apertium {self.mode} ended unexpectedly: {error}.") from error
        return answer[:-1].decode("utf-8", "replace")

    def close(self) -> None:
        """Ends the processes of this pipeline."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()
        self._process.wait()
        self._process = None


def engine() -> Apertium:
    """A new Apertium, nothing started yet."""
    return Apertium()
