"""What drafting costs beside the bare engine: masks, memory and gate against the persistent processes alone.

python benchmarks/drafting.py [--segments 1500] [--rounds 3]

Both get the same segments in the same run, in turn: `draft()` with an empty memory, and the processes of the same route with
the segments' plain texts and nothing of ours between them, once as one question after the other and once with questions
written ahead.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import replace
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
FIRST = ["Fisk är bra.", "Jag läser en bok."]


def main() -> None:
    """Prints milliseconds a segment and the ratios, by target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=1500)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        parts = some(Path(folder), asked.segments)
        words = sum(len(part.shown.split()) for part in parts)
        print(f"{len(parts)} segments, {words} words; medians of {asked.rounds} rounds, milliseconds a segment")
        for target in TARGETS:
            # The processes' start is no part of it. What is not told what tokens are has none of our stages.
            bare, engine = Apertium(), Apertium()
            told, apertium.TOLD = apertium.TOLD, frozenset()
            bare.translate(FIRST, target)
            apertium.TOLD = told
            engine.translate(FIRST, target)
            times: dict[str, list[float]] = {}
            for one in range(asked.rounds):
                begun = time.perf_counter()
                for part in parts:
                    bare.translate([part.shown], target)
                single = time.perf_counter()
                bare.translate([part.shown for part in parts], target)
                ahead = time.perf_counter()
                database = connect(sqlite_url(Path(folder) / f"{target}{one}.db"))
                terms = glossary(target)
                opened = time.perf_counter()
                draft(parts, Memory(database, "sv", target), [engine], terms, gate(target, terms))
                ended = time.perf_counter()
                for name, spent in (("single", single - begun), ("ahead", ahead - single), ("draft", ended - opened)):
                    times.setdefault(name, []).append(spent)
            bare.close()
            engine.close()
            middle = {name: statistics.median(each) / len(parts) * 1000 for name, each in times.items()}
            print(
                f"{target}: bare {middle['single']:.2f} one by one, {middle['ahead']:.2f} written ahead; "
                f"draft() {middle['draft']:.2f}; ratio {middle['draft'] / middle['single']:.2f} to one by one, "
                f"{middle['draft'] / middle['ahead']:.2f} to written ahead",
                flush=True,
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
