"""The memory with 100,000 sentences: exact look-ups and suggestions, beside peers that do the least that can be done.

python benchmarks/memory.py [--entries 100000] [--postgres postgresql+psycopg://user@host/database]

With --postgres the tables are made in a schema of their own, which is dropped at the end.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
import tomllib
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from rapidfuzz import fuzz, process
from sqlalchemy import Engine, create_engine, make_url, text

from contentops.article.record import State
from contentops.article.segments import Segment, segments
from contentops.extract import extract
from contentops.language.language import folder, language
from contentops.state.database import connect, sqlite_url
from contentops.state.memory import Entry, Memory, identity, key
from contentops.state.suggestions import LEAST, MOST, Suggestions, facts

PROJECT = Path(__file__).parents[1]
ARTICLE = 60
"""Sentences: what one article looks up at once."""
ROUNDS = 30


def main() -> None:
    """Prints milliseconds for each look-up, and ratios to the peers in the same run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--postgres", default="")
    asked = parser.parse_args()
    entries = made(asked.entries)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "state.db"
        print(f"{len(entries)} entries. Milliseconds for one sentence; {ARTICLE} at once are an article's.")
        engine = connect(sqlite_url(file))
        with contextlib.closing(sqlite3.connect(file)) as raw:
            look_ups("SQLite", engine, entries, {"sqlite3 itself": lambda keys: plain(raw, keys)})
        suggestions(engine, entries)
        engine.dispose()
    if asked.postgres:
        with schema(asked.postgres) as url:
            engine = connect(url)
            look_ups("PostgreSQL", engine, entries, {"its driver itself": lambda keys: driven(engine, keys)})
            engine.dispose()


def look_ups(
    name: str, engine: Engine, entries: Sequence[Entry], peers: dict[str, Callable[[Sequence[str]], int]]
) -> None:
    """Fills the memory, looks up known keys, unknown ones and single ones in turn with the peers."""
    memory = Memory(engine, "sv", "da")
    began = time.perf_counter()
    for start in range(0, len(entries), 1000):
        memory.put(entries[start : start + 1000])
    print(f"{name}: {(time.perf_counter() - began) / len(entries) * 1000:.4f} to store, a thousand at once")
    # A neighbour pair of locales and as many entries of it: the index has to tell them apart.
    other = Memory(engine, "sv", "nb")
    for start in range(0, len(entries), 1000):
        other.put(entries[start : start + 1000])
    kept = {entry.key: entry for entry in entries}
    ways: dict[str, Callable[[Sequence[str]], int]] = {
        "Memory.get": lambda keys: len(memory.get(keys)),
        **peers,
        "a dict": lambda keys: len({key: kept[key] for key in keys if key in kept}),
    }
    drawn = random.Random(5)  # noqa: S311  # no secret
    keys = [entry.key for entry in entries]
    for what, size, prefix in (
        (f"{ARTICLE} known", ARTICLE, ""),
        (f"{ARTICLE} unknown", ARTICLE, "not "),
        ("1000 known", 1000, ""),
        ("1 known", 1, ""),
    ):
        times: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(ROUNDS):
            wanted = [prefix + key for key in drawn.sample(keys, size)]
            for way, look_up in ways.items():
                began = time.perf_counter()
                found = look_up(wanted)
                times[way].append((time.perf_counter() - began) / size * 1000)
                assert found == (0 if prefix else size)
        middle = {way: statistics.median(took) for way, took in times.items()}
        ours = middle["Memory.get"]
        print(
            f"{name}, {what}: {ours:.4f} (worst {max(times['Memory.get']):.4f}); "
            + ", ".join(f"{way} {took:.5f}, ratio {ours / took:.1f}" for way, took in middle.items() if took != ours)
        )


def suggestions(engine: Engine, entries: Sequence[Entry]) -> None:
    """Reads what there is to suggest, and looks for sentences with some words changed; the peer compares with all.

    All of it is computing, so it is CPU time that is measured.
    """
    there = Suggestions(Memory(engine, "sv", "da"), language("sv"))
    drawn = random.Random(6)  # noqa: S311  # no secret
    words = vocabulary([entry.source for entry in entries[:500]])
    asked = [
        Segment("p#0", "paragraph", "p", changed(entry.source, words, drawn)) for entry in drawn.sample(entries, 200)
    ]
    began = time.process_time()
    there.nearest(asked[0])
    print(
        f"Suggestions: {time.process_time() - began:.2f} s of CPU time to read and sort them, once in a run and target"
    )
    approved = [entry.source for entry in entries if entry.state is State.APPROVED]
    ours, all_of_them, best = [], [], 0
    for segment in asked:
        began = time.process_time()
        found = there.nearest(segment)
        ours.append((time.process_time() - began) * 1000)
        began = time.process_time()
        hits = process.extract(segment.text, approved, scorer=fuzz.ratio, score_cutoff=LEAST, limit=None)
        all_of_them.append((time.process_time() - began) * 1000)
        said = facts(segment.text, language("sv"))
        may_be = (int(score) for known, score, _ in hits if facts(known, language("sv")) == said)
        best += [one.score for one in found] == list(itertools.islice(may_be, MOST))
    mine, theirs = statistics.median(ours), statistics.median(all_of_them)
    print(
        f"Suggestions among {len(approved)}: {mine:.2f} a sentence (worst {max(ours):.2f}); compared with all "
        f"{theirs:.2f}, ratio {mine / theirs:.3f}; the same best three, or none, for {best} of {len(asked)}"
    )


def made(count: int) -> list[Entry]:
    """That many sentences: those of the examples, up to half of their words changed. All are approved."""
    texts = []
    for page in sorted((PROJECT / "examples").glob("*.html")):
        texts += [part.text for part in segments(extract(page.read_bytes())) if not part.codes]
    words = vocabulary(texts)
    drawn = random.Random(4)  # noqa: S311  # no secret
    found: dict[str, Entry] = {}
    while len(found) < count:
        source = changed(drawn.choice(texts), words, drawn)
        own = Segment("p#0", "paragraph", "p", source)
        found.setdefault(key(own), Entry(key(own), identity(source, ()), source, State.APPROVED, by="Karen Holm"))
    return list(found.values())


def vocabulary(texts: Sequence[str]) -> list[str]:
    """Words to change others into: the sentences' own, often, and the thousands of the glossary."""
    listed: set[str] = set()
    for path in (folder() / "glossary").glob("*.toml"):
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("term", []):
            listed.update(form for form in entry["sv"].values() if isinstance(form, str) and form.isalpha())
    return [*(word for one in texts for word in one.split()), *sorted(listed)]


def changed(source: str, words: Sequence[str], drawn: random.Random) -> str:
    """The sentence with up to half of its words changed."""
    own = source.split()
    for _ in range(drawn.randint(1, max(1, len(own) // 2))):
        own[drawn.randrange(len(own))] = drawn.choice(words)
    return " ".join(own)


_COLUMNS = 'key, source, text, state, engine, terms, "unknown", "by", "at"'


def plain(raw: sqlite3.Connection, keys: Sequence[str]) -> int:
    """The same rows by the standard library alone, JSON read and nothing made of them."""
    found = {}
    for start in range(0, len(keys), 300):
        some = keys[start : start + 300]
        marks = ",".join("?" * len(some))
        rows = raw.execute(
            f"SELECT {_COLUMNS} FROM memory WHERE source_locale = ? AND target_locale = ? AND key IN ({marks})",  # noqa: S608
            ("sv", "da", *some),
        )
        found |= {row[0]: (*row[:6], json.loads(row[6]), *row[7:]) for row in rows}
    return len(found)


def driven(engine: Engine, keys: Sequence[str]) -> int:
    """The same rows by PostgreSQL's driver alone."""
    with engine.connect() as connection, connection.connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} FROM memory WHERE source_locale = %s AND target_locale = %s AND key = ANY(%s)",  # noqa: S608
            ("sv", "da", list(keys)),
        )
        return len({row[0]: row for row in cursor.fetchall()})


@contextlib.contextmanager
def schema(url: str) -> Iterator[str]:
    """The URL of a new schema, dropped at the end."""
    name = f"bench_{uuid.uuid4().hex[:12]}"
    admin = create_engine(url)
    with admin.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    try:
        options = make_url(url).update_query_dict({"options": f"-csearch_path={name}"})
        yield options.render_as_string(hide_password=False)
    finally:
        with admin.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
        admin.dispose()


if __name__ == "__main__":
    main()
