"""The translation memory as files: given to translators' tools, and taken from them.

What is taken is remembered for the next run. A text becomes approved only where a person says that she stands for it;
any other is a draft, whatever the file says of it. A text that is to be looked at again stays
that. Nothing takes the place of what somebody has approved here, unless she who imports says so.
"""

from __future__ import annotations

import contextlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Engine as Database

from contentops.article.model import Article
from contentops.article.record import State
from contentops.article.segments import Segment, units
from contentops.check.model import SegmentPair
from contentops.check.translation import numbers_and_units
from contentops.errors import InterchangeError, ReviewError, SegmentError, UsageError
from contentops.language.language import language, locales
from contentops.pipeline.run import SOURCE_LOCALE, existing, open_run
from contentops.pipeline.summary import count
from contentops.publish.store import Store
from contentops.review.desk import WAIT
from contentops.review.written import named, translated, written
from contentops.settings import Settings
from contentops.state.database import connect, sqlite_url
from contentops.state.memory import IMPORTED, Count, Entry, Memory, counts, key, normalized, tells_kinds
from contentops.state.sources import Sources
from contentops.translate.interchange.memory import csv, tmx
from contentops.translate.interchange.memory.edges import Framed, framings
from contentops.translate.interchange.memory.matching import Match, matches
from contentops.translate.interchange.memory.unit import Marked, Passed, Unit

FORMATS = ("tmx", "csv")
_AT_ONCE = 500
"""Units. They are looked up and remembered together: what a killed import has taken stays, and is taken again unchanged."""
_LISTED = 10_000
"""Refused units and conflicts that are named each; of more, how many: a file of a million is no reason to fill memory."""
_SAID = 50
"""Of those, how many are said in words."""
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SHORT = 120
"""Characters of a text that are said in words."""


# ------------------------------------------------------------------------------------------------------------ what there is


def entries_by_kind(root: Path, settings: Settings) -> list[Count]:
    """How many entries the store has, by target locale, state and engine. Raises StoreError when there is no store."""
    with _reading(root, settings) as database:
        return counts(database, SOURCE_LOCALE)


@contextlib.contextmanager
def _reading(root: Path, settings: Settings) -> Iterator[Database]:
    store = existing(root)
    database = connect(settings.database or sqlite_url(store.root / "private" / "state.db"))
    try:
        yield database
    finally:
        database.dispose()


# ---------------------------------------------------------------------------------------------------------------- export


@dataclass(slots=True)
class Exported:
    """How many entries were written, by locale, and how many were not: older versions did not remember kinds of codes."""

    written: Counter[str] = field(default_factory=Counter)
    left_out: int = 0

    def words(self) -> str:
        """What was written, as a person reads it."""
        by_locale = ", ".join(f"{number:,} to {locale}" for locale, number in sorted(self.written.items()))
        said = f"{_entries(self.written.total())} written{f' ({by_locale})' if by_locale else ''}."
        if self.left_out:
            said += f" {self.left_out} of an older version were left out: what their codes are is not remembered."
        return said


def export(
    root: Path,
    settings: Settings,
    to: Sequence[str],
    written_as: Callable[[Iterable[tuple[str, Entry]]], Iterable[str]],
    put: Callable[[str], object],
) -> Exported:
    """Writes what the memory has for the locales ``to`` (all, when none is named), piece by piece.

    ``written_as`` makes a format of entries. Raises StoreError when there is no store.
    """
    done = Exported()
    with _reading(root, settings) as database:
        wanted = tuple(to) or tuple(dict.fromkeys(one.locale for one in counts(database, SOURCE_LOCALE)))
        for piece in written_as(_exported(database, wanted, done)):
            put(piece)
    return done


def _exported(database: Database, wanted: Iterable[str], done: Exported) -> Iterator[tuple[str, Entry]]:
    for locale in wanted:
        for entry in Memory(database, SOURCE_LOCALE, locale).entries():
            if tells_kinds(entry.source):
                done.written[locale] += 1
                yield locale, entry
            else:
                done.left_out += 1


# ---------------------------------------------------------------------------------------------------------------- import


@dataclass(frozen=True, slots=True)
class Refused:
    """A unit that was not taken, where it stands, and why."""

    file: str
    number: int
    line: int
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A sentence for which a person has written another text here than the file has. Ours stays, unless ``replaced``.

    ``state`` is that of ours: approved, or needs-work where it is to be looked at again.
    """

    file: str
    number: int
    line: int
    locale: str
    source: str
    ours: str
    theirs: str
    by: str
    state: State
    replaced: bool


@dataclass(slots=True)
class Imported:
    """What came of files.

    ``added`` sentences had no translation, ``replaced`` had one that is trusted less, ``same`` had this one already,
    ``kept`` have one that is trusted as much or more. ``passed`` are units that are none for us, by reason, ``failed`` are
    files that could not be read to their end, ``articles`` those that the next run builds anew.
    """

    dry_run: bool
    added: int = 0
    replaced: int = 0
    same: int = 0
    kept: int = 0
    refused: list[Refused] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)
    failed: list[dict[str, str]] = field(default_factory=list)
    number_refused: int = 0
    number_of_conflicts: int = 0
    articles: int = 0

    @property
    def ok(self) -> bool:
        """Nothing was refused and every file was read. A conflict is none: ours stays."""
        return not self.number_refused and not self.failed

    def to_json(self) -> dict[str, Any]:
        """The report as JSON values."""
        return asdict(self)

    def words(self) -> str:
        """The report as a person reads it."""
        begin = "Dry run, nothing was done. " if self.dry_run else ""
        taken = f"{self.added:,} added, {self.replaced:,} replaced, {self.same:,} there already"
        conflicts = f", {count(self.number_of_conflicts, 'conflict')}" if self.number_of_conflicts else ""
        lines = [f"{begin}{taken}, {self.kept:,} not taken, {self.number_refused:,} refused{conflicts}."]
        if self.passed:
            said = ", ".join(f"{number:,} with {reason}" for reason, number in sorted(self.passed.items()))
            lines.append(f"Passed over: {said}.")
        for one in self.refused[:_SAID]:
            said = f": {_short(one.source)}" if one.source else ""
            lines.append(f"Refused: {one.file}: {_place(one)}: {one.reason}{said}")
        lines += self._more(self.number_refused, "refused")
        for conflict in self.conflicts[:_SAID]:
            before, after = ("was", "now") if conflict.replaced else ("kept", "in the file")
            lines.append(f"Conflict: {conflict.file}: {_place(conflict)}: {_short(conflict.source)}")
            ours = "approved" if conflict.state is State.APPROVED else "to be looked at again, sent back"
            lines.append(f"  {before}, {ours} by {conflict.by or 'somebody'}: {_short(conflict.ours)}")
            lines.append(f"  {after}: {_short(conflict.theirs)}")
        lines += self._more(self.number_of_conflicts, "conflicts")
        if any(not conflict.replaced for conflict in self.conflicts):
            lines.append("To take what the file has in a conflict: --approved --replace.")
        lines += [f"Failed: {failed['error']}" for failed in self.failed]
        if self.articles:
            lines.append(f"The next run of contentops localize brings them to {count(self.articles, 'article')}.")
        return _UNSEEN.sub("\ufffd", "\n".join(lines))  # a file must not write to the terminal what it likes

    def _more(self, number: int, what: str) -> list[str]:
        return [f"… and {number - _SAID:,} more {what} (--json lists them)."] if number > _SAID else []


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms files are taken.

    ``by`` is who takes them. With ``approved`` she stands for what they say: an entry that a file of ours gives as approved
    stays its approver's, a text of another tool becomes hers. With ``replace`` theirs takes the place of what was approved
    here. ``to`` are the locales that are taken, all of ours where none is named.
    """

    by: str
    approved: bool = False
    replace: bool = False
    to: tuple[str, ...] = ()
    dry_run: bool = False


def import_(
    root: Path,
    settings: Settings,
    files: Sequence[Path],
    terms: Terms,
    *,
    wait: float = WAIT,
    waiting: Callable[[str], None] = lambda _: None,
) -> Imported:
    """Takes the units of the files into a store's memory, one made if it is not there. One bad unit is refused alone.

    Raises ReviewError when nobody is named, UsageError for a file of another kind, StoreBusy after ``wait`` seconds.
    """
    terms = replace(terms, by=named(terms.by))
    if terms.replace and not terms.approved:
        raise UsageError(
            "only a text that somebody stands for takes the place of an approved one.",
            hint="Add --approved, or leave out --replace.",
        )
    formats = [_format(file) for file in files]
    store = Store(root)
    if terms.dry_run:
        database = connect(
            (settings.database or sqlite_url(root / "private" / "state.db")) if store.exists else "sqlite://"
        )
        try:
            return _Import(database, terms).run(files, formats)
        finally:
            database.dispose()
    with open_run(store, settings, who="contentops memory import", wait=wait, waiting=waiting) as run:
        return _Import(run.database, terms).run(files, formats)


def _format(file: Path) -> ModuleType:
    form = file.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise UsageError(f"{file}: its name does not end in .tmx or .csv.", hint="Name it by what it is.")
    return tmx if form == "tmx" else csv


class _Import:
    """One import into one memory."""

    def __init__(self, database: Database, terms: Terms) -> None:
        self._database = database
        self._terms = terms
        self._at = datetime.now(UTC).isoformat(timespec="seconds")
        self._out = Imported(terms.dry_run)
        self._known = _Known(database)
        # By locale, the keys that these files have brought, and whether the memory has changed there. As bytes: it is all
        # that is held of a file of millions.
        self._brought: dict[str, dict[bytes, bool]] = defaultdict(dict)

    def run(self, files: Sequence[Path], formats: Sequence[ModuleType]) -> Imported:
        """Takes all files; one that cannot be read fails alone."""
        for file, form in zip(files, formats, strict=True):
            try:
                self._file(file, form)
            except OSError as error:
                reason = f"{file}: cannot be read: {error.strerror}."
                self._out.failed.append({"source": str(file), "error": f"{reason} Check the path."})
            except InterchangeError as error:
                self._out.failed.append({"source": str(file), "error": str(error)})
        self._out.articles = self._outdate()
        return self._out

    def _file(self, file: Path, form: ModuleType) -> None:
        wanted = self._terms.to or tuple(locale for locale in locales() if locale != SOURCE_LOCALE)
        units: list[Unit | Passed] = []
        with file.open("rb") as stream:
            try:
                for unit in form.read(stream, str(file), SOURCE_LOCALE, wanted):
                    units.append(unit)
                    if len(units) == _AT_ONCE:
                        self._units(str(file), units)
                        units = []
            except InterchangeError:
                self._units(str(file), units)
                raise
        self._units(str(file), units)

    def _units(self, file: str, units: Sequence[Unit | Passed]) -> None:
        found: dict[str, list[tuple[Unit, Match]]] = defaultdict(list)
        for unit in units:
            if isinstance(unit, Passed):
                if unit.fault:
                    self._refuse(file, unit, "", unit.reason)
                else:
                    self._out.passed[unit.reason] += 1
                continue
            try:
                found[unit.locale] += [(unit, match) for match in self._matches(unit)]
            except (SegmentError, ReviewError) as error:
                self._refuse(file, unit, _plain(unit.source), error.message.removesuffix("."))
        for locale, some in found.items():
            self._remember(file, locale, some)

    def _refuse(self, file: str, unit: Unit | Passed, source: str, reason: str) -> None:
        self._out.number_refused += 1
        if len(self._out.refused) < _LISTED:
            self._out.refused.append(Refused(file, unit.number, unit.line, source, reason))

    def _matches(self, unit: Unit) -> list[Match]:
        """The sentences that a unit translates, in words that may be remembered. Raises SegmentError or ReviewError."""
        found = matches(unit, SOURCE_LOCALE, self._known)
        if unit.own:  # it was ours already
            return found
        pair = SegmentPair("", "", "", "", _plain(unit.source), "", _plain(unit.target))
        for flaw in numbers_and_units.CHECK.find(pair, language(SOURCE_LOCALE), language(unit.locale)):
            raise SegmentError(flaw.message)
        for match in found:
            written(match.source, "the source")
        return [match._replace(text=translated(match.text, "the translation", match.source)) for match in found]

    def _remember(self, file: str, locale: str, some: Sequence[tuple[Unit, Match]]) -> None:
        memory = Memory(self._database, SOURCE_LOCALE, locale)
        known = memory.get(match.key for _, match in some)
        brought = self._brought[locale]
        entries = []
        for unit, match in some:
            if (own := bytes.fromhex(match.key)) in brought:
                self._out.passed["a sentence that stood in these files before"] += 1
                continue
            entry = self._entry(unit, match)
            brought[own] = self._takes(file, unit, entry, known.get(match.key))
            if brought[own]:
                entries.append(entry)
        if not self._terms.dry_run:
            memory.put(entries)

    def _entry(self, unit: Unit, match: Match) -> Entry:
        """What would be remembered. What the file says of who stands for it counts only if she who takes it does too."""
        own, terms = unit.own, self._terms
        if own and (terms.approved or own.state is not State.APPROVED):
            return own
        if terms.approved:
            return Entry(*match, State.APPROVED, by=terms.by, at=self._at)
        return Entry(*match, State.MACHINE_DRAFT, IMPORTED, by=terms.by, at=self._at)

    def _takes(self, file: str, unit: Unit, entry: Entry, ours: Entry | None) -> bool:
        """Whether an entry takes the place of what there is, and the count of it."""
        out = self._out
        if ours is None:
            out.added += 1
        elif ours.text == entry.text and (_trust(ours) >= _trust(entry) or not entry.by_person):
            out.same += 1
            return False
        elif ours.text != entry.text and ours.by_person and (entry.by_person or unit.own is None or unit.own.by_person):
            replaced = self._terms.replace and entry.by_person and _trust(entry) >= _trust(ours)
            out.number_of_conflicts += 1
            if len(out.conflicts) < _LISTED:
                texts = (entry.source, ours.text, entry.text)
                out.conflicts.append(
                    Conflict(file, unit.number, unit.line, unit.locale, *texts, ours.by, ours.state, replaced=replaced)
                )
            return replaced
        elif _trust(entry) > _trust(ours) or (entry.imported and ours.imported):
            out.replaced += 1
        else:
            out.kept += 1
            return False
        return True

    def _outdate(self) -> int:
        """Has the next run build the articles anew that hold a sentence of which the memory has changed."""
        if self._terms.dry_run or not any(any(brought.values()) for brought in self._brought.values()):
            return 0
        sources = Sources(self._database)
        outdated: dict[str, set[str]] = defaultdict(set)
        for article, document in sources.articles():
            own = {bytes.fromhex(key(part)) for part in _sentences_and_wholes(document)}
            for locale, brought in self._brought.items():
                if any(map(brought.get, own)):
                    outdated[locale].add(article)
        return len(set().union(*(sources.outdate(articles, locale) for locale, articles in outdated.items())))


class _Known:
    """The store's own sentences and wholes with codes, by what a file may have of them. Read at the first question, once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._framings: dict[str, set[Framed]] | None = None

    def __call__(self, text: str) -> Iterable[Framed]:
        """The sentences that a coded text without kinds can be."""
        if self._framings is None:
            self._framings = defaultdict(set)
            for _, article in Sources(self._database).articles():
                for part in _sentences_and_wholes(article):
                    if part.codes:
                        for said, framed in framings(normalized(part.text), tuple(code.type for code in part.codes)):
                            self._framings[said].add(framed)
        return sorted(self._framings.get(text, ()))


def _sentences_and_wholes(article: Article) -> Iterator[Segment]:
    """All that a text of the memory can translate: sentences, and units of several that are taken whole."""
    for unit in units(article):
        yield from unit.segments
        if unit.whole:
            yield unit.whole


def _entries(number: int) -> str:
    return f"{number:,} {'entry' if number == 1 else 'entries'}"


def _trust(entry: Entry) -> int:
    """The order in which one text takes another's place.

    Approved, a person's that is to be looked at again, a trusted engine's, an imported one, a draft.
    """
    if entry.by_person:
        return 4 if entry.state is State.APPROVED else 3
    return 2 if entry.state is State.MACHINE else int(entry.imported)


def _plain(text: Marked) -> str:
    return "".join(one if isinstance(one, str) else " " if one.form == "single" else "" for one in text)


def _place(one: Refused | Conflict) -> str:
    return f"unit {one.number}, line {one.line}"


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
