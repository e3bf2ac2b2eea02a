"""Apertium, the embedded engine: rules, offline, in processes that stay.

Debian's packages bring Swedish to bokmål; Danish and nynorsk go by bokmål, which is clearly better than the direct pairs.
Starting a process costs half a second and translating a sentence 2 ms, so the pipeline of each mode is started once and fed
with sentences, a NUL after each. Apertium is under the GPL: it is called as a separate program and never bundled.

Where a pivot is lexical, no text is made in between: the first mode runs up to its last transfer, and its lemmas with
their tags go straight into the second mode's dictionary. So nothing is analysed twice, and no word becomes a homograph on
the way. What the second dictionary spells otherwise is mapped by data; a text that still cannot be generated whole goes by
text after all.

Its text is a draft. It renders names and numbers wrongly when it sees them, so it never sees them: they come masked.
"""

from __future__ import annotations

import atexit
import contextlib
import enum
import functools
import os
import re
import select
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import contentops
from contentops.errors import EngineFailed, EngineUnavailable
from contentops.language.language import folder
from contentops.translate.analyser import in_dictionary
from contentops.translate.engine import Answer
from contentops.translate.lexemes import first_texts, lexemes, uncapitalized, worded
from contentops.translate.setup import Setup
from contentops.translate.tokens import TOKEN, mended, opaque

ROUTES = {"nb": ("swe-nob",), "da": ("swe-nob", "nob-dan"), "nn": ("swe-nob", "nob-nno_e")}
"""Modes from Swedish to each target, in order."""
LEXICAL = frozenset({"da"})
"""Targets whose two modes are joined lemma by lemma. Nynorsk is not: "skadas", "blir skadde" by text, would be "skader"."""
TOLD = frozenset({"swe-nob", "nob-dan", "nob-nno_e"})
"""Modes that are told what the tokens are."""
PACKAGES = "apertium apertium-swe-nor apertium-dan-nor apertium-nno-nob"
TIMEOUT = 20.0
"""Seconds for one sentence through one mode, the start of the process included."""
AHEAD = 32
"""Texts that are given to the processes before the first of them is answered."""
LONGEST_WORD = 200
"""Characters. A word of thousands of characters hangs some versions for seconds; no word of prose is that long."""

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SPECIAL = re.compile(r"[\[\]{}^$/\\@<>]")
_MARK = re.compile(r"(?<![\w*@#])[*@#]+(?=\w)")
_UNKNOWN = re.compile(r"(?<![\w*@#])\*+([^\W\d_][\w-]*)")
_FAILED = re.compile(r"[@#]+")
_FAILED_WORD = re.compile(r"(?<![\w*@#])[@#]+([^\W\d_][\w-]*)")
_BLANK = "[][\n]"  # an empty superblank: the end of a text
_TRANSFER = ("rtx-proc", "apertium-transfer", "apertium-interchunk", "apertium-postchunk")
_PRETRANSFER = "apertium-pretransfer"
_DICTIONARY = "lt-proc"
_GENERATOR = "autogen"
_GRAMMAR = "cg-proc"
_STOP = "."  # given to a text that ends in a word and taken away again: the tagger reads whole sentences best


def modes_folder() -> Path:
    """Where Debian puts the modes; APERTIUM_MODES names another folder."""
    return Path(os.environ.get("APERTIUM_MODES", "/usr/share/apertium/modes"))


class Part(enum.Enum):
    """How much of a mode a pipeline runs. Its seams: before the dictionary of two languages, after the last transfer."""

    WHOLE = "text to text"
    TO_TRANSFER = "text to lemmas with tags of the other language"
    GENERATION = "lemmas with tags of the other language to text"
    FROM_DICTIONARY = "lemmas with tags of its own language to text of the other"


_TAGGING = (Part.WHOLE, Part.TO_TRANSFER)
_LOCALES = {"swe": "sv", "nob": "nb"}
"""What the modes call the languages that they translate from, and what we do."""


_Steps = Generator[tuple[str, Part, str], str | None, Answer | None]
"""A text on its way: it puts questions to a mode or a part of it, is sent the raw answers, and ends with its own."""


class Apertium:
    """The engine. One pipeline for each mode or part of one, started at first use and again when it hangs or dies."""

    name = "apertium"
    trusted = False

    def __init__(self) -> None:
        self._pipelines: dict[tuple[str, Part], _Pipeline] = {}

    def targets(self) -> tuple[str, ...]:
        """Bokmål, Danish, nynorsk."""
        return tuple(sorted(ROUTES))

    def through(self, target: str) -> tuple[str, ...]:
        """The languages that its modes to a target translate from, but Swedish."""
        return tuple(_LOCALES[mode.partition("-")[0]] for mode in ROUTES.get(target, ())[1:])

    def unusable(self, target: str) -> str:
        """Why not, in words: no route to the target, or Debian's packages missing."""
        if target not in ROUTES:
            return f"it has no route from Swedish to {target} (it has {', '.join(self.targets())})"
        if shutil.which("lt-proc") is None:
            return f"Apertium is not installed; run: sudo apt-get install {PACKAGES}"
        for mode in ROUTES[target]:
            if not (modes_folder() / f"{mode}.mode").is_file():
                return f"Apertium's mode {mode} is not installed; run: sudo apt-get install {PACKAGES}"
        try:
            for mode in ROUTES[target]:  # otherwise every text would only have no answer
                if mode in TOLD and any(stage.split()[:1] == [_GRAMMAR] for stage in _stages(mode)):
                    _compiled(_LOCALES[mode.partition("-")[0]])
        except EngineFailed as error:
            return f"{error}"
        return ""

    def worded(self, text: str, target: str) -> str:
        """Its text with what nynorsk says otherwise once the terms stand in it."""
        return worded(text, target)

    def known(self, words: dict[str, str], target: str) -> frozenset[str]:
        """The words that stand in the analyser's dictionary, and those that are rendered as ``words`` says anyway."""
        if self.unusable(target):
            return frozenset()
        known = self.in_dictionary(words, target)
        guessed = [word for word in words if word not in known]
        alone = zip(guessed, self.translate(guessed, target), strict=True) if guessed else ()
        return known | {word for word, answer in alone if answer and answer.text == words[word]}

    def in_dictionary(self, words: Iterable[str], target: str) -> frozenset[str]:
        """The words that stand in the analyser's dictionary."""
        if self.unusable(target):
            return frozenset()
        return in_dictionary(words, modes_folder() / f"{ROUTES[target][0]}.mode")

    def translate(self, texts: Sequence[str], target: str) -> list[Answer | None]:
        """Each text through the route, some at a time; a text that kills or hangs a process fails alone."""
        if reason := self.unusable(target):
            raise EngineUnavailable(f"apertium cannot translate to {target}: {reason}.")
        lexical = target in LEXICAL and all(map(_has_seams, ROUTES[target]))
        return self._ended([self._translate(text, target, lexical=lexical) for text in texts])

    def _ended(self, texts: Sequence[_Steps]) -> list[Answer | None]:
        """What the texts end with, several of them under way at once; None for those that a closing leaves."""
        answers: list[Answer | None] = [None] * len(texts)
        pipelines = self._pipelines
        left = deque(enumerate(texts))
        under_way: deque[tuple[int, _Steps, _Call]] = deque()
        while (left or under_way) and pipelines is self._pipelines:
            raw = None
            if left and len(under_way) < AHEAD:  # so that the processes have the next ones at hand
                number, steps = left.popleft()
            else:
                number, steps, call = under_way.popleft()
                raw = call.answer()
            try:
                under_way.append((number, steps, self._ask(*steps.send(raw))))
            except StopIteration as end:
                answers[number] = end.value
        return answers

    def _translate(self, text: str, target: str, *, lexical: bool) -> _Steps:
        if any(len(word) > LONGEST_WORD for word in text.split()):
            return None
        asked = uncapitalized(text)
        way = self._by_lemmas if lexical else self._by_text
        answer = yield from way(asked, target)
        if opaque(asked) != asked and (answer is None or sorted(_tokens(answer.text)) != sorted(_tokens(asked))):
            # A word that the programs know may be moved, doubled or dropped; a token of which they know nothing is not.
            asked = opaque(asked)
            answer = yield from way(asked, target)
        if answer is None or asked[:1] == text[:1]:
            return answer
        return replace(answer, text=f"{answer.text[:1].upper()}{answer.text[1:]}")

    def _by_text(self, text: str, target: str) -> _Steps:
        """Mode by mode: the second reads the words that the first wrote."""
        unknown: list[str] = []
        for mode in ROUTES[target]:
            raw = yield mode, Part.WHOLE, _question(text)
            if raw is None:
                return None
            text = _read(raw, text, unknown)
        return Answer(text, tuple(unknown))

    def _by_lemmas(self, text: str, target: str) -> _Steps:
        """Both modes as one; by text where that leaves fewer words without a form."""
        first, second = ROUTES[target]
        lemmas = yield first, Part.TO_TRANSFER, _question(text)
        raw = lemmas and (yield second, Part.FROM_DICTIONARY, lexemes(target).mapped(lemmas))
        if not lemmas or not raw:
            return None
        if failed := _failed(raw, text):
            between = yield first, Part.GENERATION, lemmas
            unknown: list[str] = []
            pivot = between and _read(between, text, unknown)
            other = pivot and (yield second, Part.WHOLE, _question(pivot))
            if pivot and other and _failed(other, pivot) < failed:
                return Answer(_read(other, pivot, unknown), tuple(unknown))
        unknown = _FAILED_WORD.findall(_plain(raw)) if failed else []
        return Answer(_read(raw, text, unknown), tuple(unknown), "lexical")

    def _ask(self, mode: str, part: Part, question: str) -> _Call:
        """A question put to a mode or a part of it."""
        pipeline = self._pipelines.setdefault((mode, part), _Pipeline(mode, part))
        try:
            return _Call(pipeline, question, pipeline.ask(question))
        except EngineFailed:
            return _Call(pipeline, question)

    def close(self) -> None:
        """Ends the processes."""
        pipelines, self._pipelines = self._pipelines, {}
        for pipeline in pipelines.values():
            pipeline.close()


def _question(text: str) -> str:
    """The text as the first program of a mode reads it."""
    question = _SPECIAL.sub(r"\\\g<0>", text.replace("\0", " "))
    return f"{question}{_stop(text)}{_BLANK}"


def _stop(text: str) -> str:
    return _STOP if text[-1:].isalnum() else ""


def _plain(raw: str) -> str:
    return _ESCAPED.sub(r"\1", raw.removesuffix(_BLANK))


def _read(raw: str, asked: str, unknown: list[str]) -> str:
    """The text of a raw answer without the engine's marks; the words that it did not know are added to ``unknown``."""
    text = mended(_plain(raw).removesuffix(_stop(asked)))
    # The first mode's unknown words are Swedish; a later mode's are words that it got from the one before.
    unknown += [word for word in _UNKNOWN.findall(text) if word not in unknown and not word.isupper()]
    # Marks stand inside a compound too, and before what is no word. A text with such characters of its own keeps those.
    return _MARK.sub("", text if _FAILED.search(asked) else _FAILED.sub("", text))


def _failed(raw: str, asked: str) -> int:
    """How many words of a raw answer had no entry in a dictionary or no form."""
    return max(0, len(_FAILED.findall(_plain(raw))) - len(_FAILED.findall(asked)))


@dataclass(slots=True)
class _Asked:
    """A question under way: its size in bytes, whether it must be the only one, and what came of it."""

    size: int
    alone: bool
    answer: str = ""
    failure: str = ""
    done: bool = False


@dataclass(slots=True)
class _Call:
    """A question to a pipeline; ``asked`` is None where the processes could not be started for it."""

    pipeline: _Pipeline
    question: str
    asked: _Asked | None = None

    def answer(self) -> str | None:
        """The raw answer; None when the process dies on this text alone, which is then to blame."""
        with contextlib.suppress(EngineFailed):
            if self.asked:
                return self.pipeline.answer(self.asked)
        with contextlib.suppress(EngineFailed):
            return self.pipeline.answer(self.pipeline.ask(self.question, alone=True))
        return None


class _Pipeline:
    """The processes of one mode or a part of it. Several questions are under way at once, of several threads too.

    Answers come in the order of the questions. All that is under way fits into the smallest pipe there is, so writing never
    waits and nothing can dead-lock. Whoever waits for an answer, or for room, reads those before it too. When the processes
    die or hang, all that is under way fails: which text was to blame is found by asking each alone.
    """

    def __init__(self, mode: str, part: Part) -> None:
        self.mode = mode
        self.part = part
        self._changing = threading.Lock()  # one of the three below
        self._process: subprocess.Popen[bytes] | None = None
        self._under_way: deque[_Asked] = deque()
        self._rest = bytearray()  # read, and not yet a whole answer
        self._reading = threading.Lock()
        self._closed = False

    def ask(self, question: str, *, alone: bool = False) -> _Asked:
        """Puts a question, as soon as there is room for it. Raises EngineFailed when the process cannot be started."""
        written = f"{question}\0".encode()
        asked = _Asked(len(written), alone)
        while not self._written(asked, written):
            with self._reading:
                if not (self._closed or self._has_room(asked)):
                    self._read()
        return asked

    def _written(self, asked: _Asked, question: bytes) -> bool:
        """Writes a question if there is room for it, and tells whether there was."""
        with self._changing:
            if self._closed:  # nothing is started that nobody would end
                raise EngineFailed(f"apertium {self.mode} was closed.")
            if not self._has_room(asked):
                return False
            process = self._process or self._start()
            self._under_way.append(asked)
            if process.stdin:
                with contextlib.suppress(OSError):  # a dead process is noticed by who reads
                    process.stdin.write(question)
        return True

    def answer(self, asked: _Asked) -> str:
        """The raw answer to a question. Raises EngineFailed when the process dies or does not answer in time."""
        with self._reading:
            while not asked.done:
                self._read()
        if asked.failure:
            raise EngineFailed(asked.failure)
        return asked.answer

    def _has_room(self, asked: _Asked) -> bool:
        under_way = self._under_way
        return not under_way or not (
            asked.alone or under_way[-1].alone or sum(each.size for each in under_way) + asked.size > select.PIPE_BUF
        )

    def _start(self) -> subprocess.Popen[bytes]:
        stages = _part(_stages(self.mode), self.part)
        if self.mode in TOLD:
            stages = list(_with_ours(stages, self.mode))
        command = " | ".join(stages)
        self._rest.clear()
        self._process = subprocess.Popen(  # noqa: S603  # Debian's own mode files
            ["/bin/sh", "-c", command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,  # so that the whole pipeline can be ended as one group
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        if self.part in _TAGGING:
            self._read_first(self._process)
        return self._process

    def _read_first(self, process: subprocess.Popen[bytes]) -> None:
        """Has the processes read the same words first, whenever they start: the tagger learns from what it reads."""
        try:
            for text in first_texts(_LOCALES.get(self.mode.partition("-")[0], "")):
                if process.stdin:
                    process.stdin.write(f"{_question(text)}\0".encode())
                self._next()
        except (EngineFailed, OSError) as error:
            self._end(f"{error}")
            raise EngineFailed(f"apertium {self.mode} did not start: {error}") from error

    def _read(self) -> None:
        """The next answer, given to the question that has waited longest; without one all that is under way fails."""
        answer = failure = ""
        try:
            answer = self._next()
        except (EngineFailed, OSError, ValueError) as error:  # ValueError: closed meanwhile
            failure = f"{error}"
        with self._changing:
            if failure:
                self._end(failure)
            elif self._under_way:
                asked = self._under_way.popleft()
                asked.answer, asked.done = answer, True

    def _next(self) -> str:
        process = self._process
        if process is None or process.stdout is None:
            raise EngineFailed(f"apertium {self.mode} has no pipes.")
        deadline = time.monotonic() + TIMEOUT
        while (end := self._rest.find(b"\0")) < 0:
            ready, _, _ = select.select([process.stdout], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise EngineFailed(f"apertium {self.mode} did not answer within {TIMEOUT:.0f} s.")
            part = os.read(process.stdout.fileno(), 65536)
            if not part:
                raise EngineFailed(f"apertium {self.mode} ended unexpectedly.")
            self._rest += part
        answer = self._rest[:end].decode("utf-8", "replace")
        del self._rest[: end + 1]
        return answer

    def close(self) -> None:
        """Ends the processes of this pipeline."""
        with self._changing:
            self._closed = True
            self._end(f"apertium {self.mode} was closed.")

    def _end(self, failure: str) -> None:
        while self._under_way:
            asked = self._under_way.popleft()
            asked.failure, asked.done = failure, True
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


def _stages(mode: str) -> list[str]:
    """The commands of a mode, in order."""
    text = (modes_folder() / f"{mode}.mode").read_text(encoding="utf-8").strip()
    # $1 is how unknown words are marked, $2 a flag of the tagger's. -z asks each program to flush at NUL.
    given = (stage.strip().replace("$1", "-g").replace("$2", "") for stage in text.split("|"))
    return [re.sub(r"^(\S+)", r"\1 -z", stage) for stage in given]


def _with_ours(stages: list[str], mode: str) -> Iterator[str]:
    """The stages of a mode or a part of it, and between them ours, which tell them what the tokens are."""
    source, target = mode.split("-")
    programs = [stage.split()[0] for stage in stages]
    transfer = next((i for i, program in enumerate(programs) if program in _TRANSFER), None)
    # Some modes judge what the generator wrote, and have a dictionary for that too.
    generator = next((i for i, stage in enumerate(stages) if _GENERATOR in stage), None)
    for i, stage in enumerate(stages):
        if i == transfer:
            yield _ours("rendered", target, _LOCALES[source])
        if i == generator:
            yield _ours("asked", target, _LOCALES.get(target, ""))
        yield stage
        if i == 0 and programs[0] == _DICTIONARY and programs[1:2] == [_GRAMMAR]:
            yield _ours("analysed", source, _LOCALES[source])
            if grammar := _compiled(_LOCALES[source]):
                # With the options of the mode's own, which says whether words keep their capitals.
                yield f"{stages[1].rpartition(' ')[0]} {shlex.quote(grammar)}"


def _ours(stage: str, language: str, locale: str) -> str:
    """The command of one of our stages: a Python that finds nothing but the standard library and this package."""
    root = str(Path(contentops.__file__).parents[1])
    call = f"between.main({stage!r}, {language!r}, {locale!r})"
    code = f"import sys; sys.path.insert(0, {root!r}); from contentops.translate import between; {call}"
    return shlex.join([sys.executable, "-I", "-S", "-c", code])


@functools.cache
def _compiled(locale: str) -> str:
    """Where our own constraint grammar of a language lies, compiled for this program's life; "" where it has none."""
    source = folder() / locale / "apertium.rlx"
    if not source.is_file():
        return ""
    made = _made_here() / f"{locale}.bin"
    try:
        subprocess.run(["cg-comp", str(source), str(made)], capture_output=True, timeout=TIMEOUT, check=True)  # noqa: S603, S607
    except FileNotFoundError as error:
        raise EngineFailed("cg-comp, which Apertium needs, is not installed; run: sudo apt-get install cg3") from error
    except (OSError, subprocess.SubprocessError) as error:
        said = getattr(error, "stderr", None) or b""
        raise EngineFailed(
            f"{locale}/apertium.rlx cannot be compiled: {error} {said.decode('utf-8', 'replace').strip()[:300]}".rstrip()
        ) from error
    return str(made)


@functools.cache
def _made_here() -> Path:
    """A folder that goes when this program ends."""
    made = tempfile.mkdtemp(prefix="contentops-apertium-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


def _tokens(text: str) -> list[str]:
    return [token[1] for token in TOKEN.finditer(text)]


def _has_seams(mode: str) -> bool:
    """Whether the mode can be run in parts."""
    programs = {stage.split()[0] for stage in _stages(mode)}
    return _PRETRANSFER in programs and not programs.isdisjoint(_TRANSFER)


def _part(stages: list[str], part: Part) -> list[str]:
    """Those of a mode's stages that make the part."""
    programs = [stage.split()[0] for stage in stages]
    after = max((i for i, program in enumerate(programs) if program in _TRANSFER), default=-1) + 1
    match part:
        case Part.WHOLE:
            return stages
        case Part.TO_TRANSFER:
            return stages[:after]
        case Part.GENERATION:
            return stages[after:]
        case Part.FROM_DICTIONARY:
            return stages[programs.index(_PRETRANSFER) :]


def engine(_: Setup) -> Apertium:
    """A new Apertium, nothing started yet. It has no settings."""
    return Apertium()
