"""What drafting costs beside the bare engine: masks, memory and gate against the persistent processes alone.

python benchmarks/drafting.py [--segments 1500] [--rounds 3] [--targets nb da nn]

Both get the same segments in the same run, in turn: `draft()` with an empty memory, and the processes of the same route with
the segments' plain texts and nothing of ours between them, once as one question after the other and once with questions
written ahead. Each round has segments of its own, so that nothing remembered of a sentence helps, and CPU time is told
beside the time on the clock: other work on the machine changes it less.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.articles import made
from contentops.article.segments import Segment, segments
from contentops.extract.reading import extract
from contentops.pipeline.build import gate
from contentops.state.database import connect, sqlite_url
from contentops.state.memory import Memory, key
from contentops.translate.draft import draft
from contentops.translate.engines import apertium
from contentops.translate.engines.apertium import Apertium
from contentops.translate.glossary import glossary

TARGETS = ("nb", "da", "nn")
_TO_WARM_UP = 100
"""Segments."""


def main() -> None:
    """Prints milliseconds a segment and the ratios, by target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=1500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--targets", nargs="+", choices=TARGETS, default=TARGETS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        every = some(Path(folder), asked.segments * asked.rounds + _TO_WARM_UP)
        words = sum(len(part.shown.split()) for part in every) / len(every)
        print(
            f"{asked.segments} segments of {words:.1f} words a round; medians of {asked.rounds} rounds, "
            "milliseconds a segment"
        )
        for target in asked.targets:
            # The processes' start is no part of it, nor is what is read and compiled once. What is not told what tokens are
            # has none of our stages.
            bare, engine = Apertium(), Apertium()
            told, apertium.TOLD = apertium.TOLD, frozenset()
            bare.translate([part.shown for part in every[-_TO_WARM_UP:]], target)
            apertium.TOLD = told
            judged = Judged(target, Path(folder))
            judged.draft(every[-_TO_WARM_UP:], engine)
            rounds = [
                one_round(every[start : start + asked.segments], target, bare, engine, judged)
                for start in range(0, asked.segments * asked.rounds, asked.segments)
            ]
            bare.close()
            engine.close()
            print(f"{target}: {told_of(rounds, asked.segments)}", flush=True)


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds: on the clock, of CPU in this process and in those of an engine."""

    clock: float
    own: float
    engines: float

    @property
    def cpu(self) -> float:
        """CPU of all."""
        return self.own + self.engines


def spent(work: Callable[[], object], engine: Apertium) -> Spent:
    """What some work takes."""
    engines, own, clock = cpu_of(engine), time.process_time(), time.perf_counter()
    work()
    clock, own = time.perf_counter() - clock, time.process_time() - own
    return Spent(clock, own, cpu_of(engine) - engines)


def cpu_of(engine: Apertium) -> float:
    """Seconds of CPU that the processes of an engine have had so far."""
    groups = {str(each._process.pid) for each in engine._pipelines.values() if each._process}  # noqa: SLF001
    had = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            if fields[2] in groups:
                had += int((process / "schedstat").read_text().split()[0])
        except OSError:  # it has ended meanwhile
            continue
    return had / 1e9


class Judged:
    """Drafting into a target with its glossary and its gate."""

    def __init__(self, target: str, folder: Path) -> None:
        self._target, self._folder = target, folder
        self._terms = glossary(target)
        self._gate = gate(target, self._terms)
        self._memories = 0

    def draft(self, parts: Sequence[Segment], engine: Apertium) -> Spent:
        """What it takes with a memory that is empty; to make that is no part of it."""
        self._memories += 1
        database = connect(sqlite_url(self._folder / f"{self._target}{self._memories}.db"))
        memory = Memory(database, "sv", self._target)
        return spent(lambda: draft(parts, memory, [engine], self._terms, self._gate), engine)


def one_round(
    parts: Sequence[Segment], target: str, bare: Apertium, engine: Apertium, judged: Judged
) -> dict[str, Spent]:
    """What some segments take in each way."""
    shown = [part.shown for part in parts]
    return {
        "single": spent(lambda: [bare.translate([text], target) for text in shown], bare),
        "ahead": spent(lambda: bare.translate(shown, target), bare),
        "draft": judged.draft(parts, engine),
    }


def told_of(rounds: Sequence[Mapping[str, Spent]], segments: int) -> str:
    """The medians, and the medians of the rounds' own ratios."""

    def ms(way: str, of: str) -> float:
        seconds: float = statistics.median(getattr(one[way], of) for one in rounds)
        return seconds / segments * 1000

    def ratio(way: str, of: str) -> float:
        middle: float = statistics.median(getattr(one["draft"], of) / getattr(one[way], of) for one in rounds)
        return middle

    return (
        f"bare {ms('single', 'clock'):.2f} one by one, {ms('ahead', 'clock'):.2f} written ahead; "
        f"draft() {ms('draft', 'clock'):.2f}; ratio {ratio('single', 'clock'):.2f} to one by one, "
        f"{ratio('ahead', 'clock'):.2f} to written ahead. CPU: {ms('single', 'cpu'):.2f}, {ms('ahead', 'cpu'):.2f}; "
        f"{ms('draft', 'cpu'):.2f}, of it {ms('draft', 'own'):.2f} in Python; ratio {ratio('single', 'cpu'):.2f}, "
        f"{ratio('ahead', 'cpu'):.2f}"
    )


def some(folder: Path, number: int) -> list[Segment]:
    """So many segments, no two alike, of the articles of `examples/`, each sentence with a word of its own."""
    found: dict[str, Segment] = {}
    pages = 8
    while len(found) < number:
        made(folder / str(pages), pages, own_sentences=True)
        for at, page in enumerate(sorted((folder / str(pages)).glob("*.html"))):
            for segment in segments(extract(page.read_bytes())):
                found.setdefault(key(segment), with_address(segment, at))
        pages *= 2
    return list(found.values())[:number]


def with_address(segment: Segment, article: int) -> Segment:
    """The segment under an address that no other article has."""
    return replace(segment, address=f"{article}-{segment.address}")


if __name__ == "__main__":
    main()
