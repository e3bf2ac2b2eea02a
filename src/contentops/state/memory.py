"""The translation memory: a sentence translated once is translated.

Identity is what a segment says, not where it stands: its text with the kinds of its placeholders, and the pair of locales.
A machine's entry also carries its engine and a hash of what it depends on (the glossary entries that occur in it and, for a
draft, the rules by which it was made); when that changes it is no longer taken. A person's entry is taken whatever changes,
and no machine ever writes over it: one that somebody stands for (approved), or one to be looked at again (needs-work).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import Engine, RowMapping, and_, func, select

from contentops.article.model import Inline
from contentops.article.record import State
from contentops.article.segments import CODE, Segment
from contentops.state.answers import Answers
from contentops.state.database import inserting
from contentops.state.database import memory as table

IMPORTED = "import"
"""The engine of an entry that came in a file and that nobody stands for: a draft, by whomever it was made elsewhere."""

_BATCH = 300
_AT_ONCE = 2_000
_KIND = re.compile(r"⟦/?\d+(:[a-z]+)?⟧")
_A_PERSONS = (State.APPROVED, State.NEEDS_WORK)


@dataclass(frozen=True, slots=True)
class Entry:
    """A remembered translation. ``engine`` is "" for a person's.

    ``source`` is the identity that ``key`` is the hash of; it was the coded text, without kinds, in older versions.
    """

    key: str
    source: str
    text: str
    state: State
    engine: str = ""
    terms: str = ""
    unknown: tuple[str, ...] = ()
    by: str = ""
    at: str = ""

    @property
    def by_person(self) -> bool:
        """Whether a person wrote or approved it."""
        return self.state in _A_PERSONS

    @property
    def made_by(self) -> str:
        """The name of its engine, without the way that it went: "apertium" of "apertium/lexical"."""
        return self.engine.partition("/")[0]

    @property
    def imported(self) -> bool:
        """Whether it came in a file and nobody has stood for it since. No engine of ours made it, so none makes it anew."""
        return self.engine == IMPORTED and not self.by_person


class Count(NamedTuple):
    """How many entries there are of one kind. ``engine`` is "" for what a person wrote."""

    locale: str
    state: State
    engine: str
    entries: int


class Trusted(NamedTuple):
    """What is told of a translation that somebody stands for; a tuple, for there may be a hundred thousand."""

    key: str
    source: str
    text: str
    state: str
    by: str


def key(segment: Segment) -> str:
    """The identity of a segment: a hash of its normalised text with the kinds of its placeholders."""
    return hashlib.sha256(identity(segment.text, segment.codes).encode()).hexdigest()


def identity(text: str, codes: tuple[Inline, ...]) -> str:
    """What :func:`key` hashes: "Ta ⟦1:quantity⟧ om dagen." Two doses of one sentence share a translation."""
    return CODE.sub(lambda m: f"⟦{m[1]}{m[2]}:{codes[int(m[2]) - 1].type}⟧", normalized(text))


def normalized(text: str) -> str:
    """A text as it is compared: one way to compose a letter, one blank for any."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def tells_kinds(source: str) -> bool:
    """Whether an entry's source names its codes' kinds; what was remembered by older versions does not."""
    return "⟦" not in source or all(code[1] for code in _KIND.finditer(source))


def counts(engine: Engine, source_locale: str) -> list[Count]:
    """How many entries there are from a locale, by target locale, state and engine, in that order."""
    columns = (table.c.target_locale, table.c.state, table.c.engine)
    wanted = select(*columns, func.count()).where(table.c.source_locale == source_locale).group_by(*columns)
    with engine.connect() as connection:
        found = [
            Count(locale, State(state), name, number) for locale, state, name, number in connection.execute(wanted)
        ]
    return sorted(found, key=lambda one: (one.locale, -one.state.rank, one.engine))


class Memory:
    """The memory of one pair of locales."""

    def __init__(self, engine: Engine, source_locale: str, target_locale: str) -> None:
        self._engine = engine
        self._pair = (source_locale, target_locale)

    @property
    def answers(self) -> Answers:
        """What engines have answered for this pair, also where another text stands in the memory now."""
        return Answers(self._engine, *self._pair)

    def get(self, keys: Iterable[str]) -> dict[str, Entry]:
        """The entries there are for these keys, in a few queries."""
        wanted = list(dict.fromkeys(keys))
        found: dict[str, Entry] = {}
        with self._engine.connect() as connection:
            for start in range(0, len(wanted), _BATCH):
                rows = connection.execute(
                    select(table).where(self._of_pair, table.c.key.in_(wanted[start : start + _BATCH]))
                ).mappings()
                found.update((row["key"], _entry(row)) for row in rows)
        return found

    def entries(self) -> Iterator[Entry]:
        """Every entry, by its source, a few thousand at a time in memory however many there are."""
        wanted = select(table).where(self._of_pair).order_by(table.c.source, table.c.key)
        with self._engine.connect() as connection:
            for row in connection.execution_options(yield_per=_AT_ONCE).execute(wanted).mappings():
                yield _entry(row)

    def put(self, entries: Sequence[Entry]) -> None:
        """Remembers the entries, in one transaction. A machine's never replaces a person's."""
        if not entries:
            return
        insert = inserting(self._engine)
        rows: dict[bool, list[dict[str, object]]] = {False: [], True: []}
        for entry in entries:
            rows[entry.by_person].append(
                {
                    "source_locale": self._pair[0],
                    "target_locale": self._pair[1],
                    "key": entry.key,
                    "source": entry.source,
                    "text": entry.text,
                    "state": entry.state.value,
                    "engine": entry.engine,
                    "terms": entry.terms,
                    "unknown": list(entry.unknown),
                    "by": entry.by,
                    "at": entry.at,
                }
            )
        with self._engine.begin() as connection:
            for by_person, some in rows.items():
                if some:  # one statement for all of a kind: to build it costs more than to store a sentence
                    statement = insert(table)
                    connection.execute(
                        statement.on_conflict_do_update(
                            index_elements=["source_locale", "target_locale", "key"],
                            set_={name: statement.excluded[name] for name in some[0]},
                            where=None if by_person else and_(*(table.c.state != state.value for state in _A_PERSONS)),
                        ),
                        some,
                    )

    def trusted(self) -> list[Trusted]:
        """Every translation that a person approved or a trusted engine made, in no order."""
        columns = (table.c.key, table.c.source, table.c.text, table.c.state, table.c.by)
        wanted = select(*columns).where(self._of_pair, table.c.state.in_([State.APPROVED, State.MACHINE]))
        with self._engine.connect() as connection:
            return list(map(Trusted._make, connection.execute(wanted)))

    def approve(self, entries: Iterable[Entry], by: str, at: str) -> None:
        """Remembers the entries as approved by a person."""
        self.put([replace(entry, state=State.APPROVED, by=by, at=at) for entry in entries])

    @property
    def _of_pair(self):  # type: ignore[no-untyped-def]  # noqa: ANN202
        return and_(table.c.source_locale == self._pair[0], table.c.target_locale == self._pair[1])


def _entry(row: RowMapping) -> Entry:
    return Entry(
        row["key"],
        row["source"],
        row["text"],
        State(row["state"]),
        row["engine"],
        row["terms"],
        tuple(row["unknown"]),
        row["by"],
        row["at"],
    )
