"""A dry run: what a run would do, and nothing done. No store is made or written, no engine gets a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from contentops import extract
from contentops.article.codec import revision
from contentops.article.segments import Unit, units
from contentops.errors import SourceError
from contentops.ingest import SourceFile
from contentops.pipeline.budget import Budget, month
from contentops.pipeline.localize import survey
from contentops.pipeline.shops import Shops, shops
from contentops.pipeline.summary import WITHOUT_ENGINE, Failure, count
from contentops.publish.store import Store
from contentops.settings import Settings, Target
from contentops.state.database import connect, sqlite_url
from contentops.state.memory import Memory, key
from contentops.state.sources import Sources
from contentops.state.spending import Spending
from contentops.translate.draft import usable
from contentops.translate.engine import make
from contentops.translate.glossary import glossary
from contentops.translate.masking import mask
from contentops.translate.remembered import is_current, remembered
from contentops.translate.wholes import parts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run would do.

    ``to_translate`` gives, by target, sentences and characters that an engine would get; ``unreached``, for a target that no
    engine can be used for here, why: those sentences will be missing. ``first`` names by target the engine that would get
    them, the first that can be used: the next ones get what it refuses, which nobody knows before. ``left`` are the
    characters that the budget of an engine still allows, for those that have one. ``passed_over`` tells why engines that the
    settings name cannot be asked, where another one can.
    """

    new: int
    changed: int
    unchanged: int
    to_translate: dict[str, tuple[int, int]]
    failed: tuple[Failure, ...]
    unreached: dict[str, tuple[str, ...]] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    passed_over: tuple[str, ...] = ()

    @property
    def engines(self) -> dict[str, tuple[int, int]]:
        """By engine, the sentences and characters that it would get of all its targets."""
        found: dict[str, tuple[int, int]] = {}
        for target, engine in self.first.items():
            (number, characters), (more, of_them) = found.get(engine, (0, 0)), self.to_translate[target]
            found[engine] = (number + more, characters + of_them)
        return found

    def to_json(self) -> dict[str, Any]:
        """The plan as JSON values."""
        return {
            "dry_run": True,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "to_translate": {
                target: {"segments": number, "characters": characters}
                for target, (number, characters) in self.to_translate.items()
            },
            "engines": {
                engine: {"segments": number, "characters": characters, "budget_left": self.left.get(engine)}
                for engine, (number, characters) in self.engines.items()
            },
            "passed_over": list(self.passed_over),
            "engines_unusable": {target: list(reasons) for target, reasons in self.unreached.items()},
            "failed": [{"source": failure.source, "error": failure.error} for failure in self.failed],
        }

    def words(self) -> str:
        """The plan as a person reads it."""
        lines = [f"Dry run: {self.new} new, {self.changed} changed, {self.unchanged} unchanged. Nothing was done."]
        for target, (number, characters) in self.to_translate.items():
            if target in self.unreached:
                lines.append(f"No engine reaches {target}: {count(number, 'sentence')} will be missing.")
                lines += [*(f"  {reason}" for reason in self.unreached[target]), WITHOUT_ENGINE]
            else:
                lines.append(
                    f"To {target}: {count(number, 'sentence')} to translate, {count(characters, 'character')}."
                )
        lines += [f"Not asked: {reason}" for reason in self.passed_over]
        for engine, (number, characters) in self.engines.items():
            if not number:
                continue
            lines.append(f"{engine} would get {count(number, 'sentence')}, {count(characters, 'character')}.")
            left = self.left.get(engine)
            if left is not None and characters > left:
                lines.append(
                    f"  Its budget allows {count(left, 'character')}: the rest goes to the next engine, or is missing."
                )
        lines += [f"Would fail: {failure.error}" for failure in self.failed]
        return "\n".join(lines)


def dry_run(
    paths: Sequence[Path], targets: tuple[Target, ...], root: Path, settings: Settings, engine: str = ""
) -> Plan:
    """What `localize` would do with these files, targets and store; ``engine`` takes the place of those of the settings.

    Raises UsageError for an engine that we do not have and for a glossary with mistakes.
    """
    first: dict[str, str] = {}
    passed_over: dict[str, None] = {}
    unreached: dict[str, tuple[str, ...]] = {}
    for target in targets:
        good, reasons = _usable(target, settings, engine)
        if good:
            first[target.name] = good[0]
            passed_over.update(dict.fromkeys(reasons))
        else:
            unreached[target.name] = tuple(reasons)
    shop_files = shops(settings)
    files, failures = survey(paths)
    store = Store(root)
    url = settings.database or sqlite_url(store.root / "private" / "state.db")
    database = connect(url if store.exists else "sqlite://")
    try:
        known = Sources(database).fingerprints()
        counts = {"new": 0, "changed": 0, "unchanged": 0}
        all_units: list[Unit] = []
        for file in files:
            try:
                kind, found = _look(file, known, shop_files)
            except SourceError as error:
                failures.append(Failure(str(file.path), str(error.named(str(file.path)))))
                continue
            counts[kind] += 1
            all_units += found
        to_translate = {t.name: _missing(Memory(database, "sv", t.locale), t.locale, all_units) for t in targets}
        budgets = {name: _left(settings, Spending(database), name) for name in set(first.values())}
    finally:
        database.dispose()
    return Plan(
        **counts,
        to_translate=to_translate,
        failed=tuple(failures),
        unreached=unreached,
        first=first,
        passed_over=tuple(passed_over),
        left={name: left for name, left in budgets.items() if left is not None},
    )


def _left(settings: Settings, spending: Spending, engine: str) -> int | None:
    """The characters that an engine's budget still allows; None for any number."""
    return Budget.of(settings.setup(engine)).left(spending.of(engine, month(settings)))


def _usable(target: Target, settings: Settings, engine: str) -> tuple[list[str], list[str]]:
    """The engines that can be used for a target, by name, and why the others cannot."""
    made = [make(name, settings.setup(name)) for name in ((engine,) if engine else target.engines) if name]
    try:
        good, reasons = usable(made, target.locale)
    finally:
        for one in made:
            one.close()
    return [one.name for one in good], reasons


def _look(
    file: SourceFile, known: dict[str, tuple[str, str, str, str, str]], shop_files: Shops
) -> tuple[str, tuple[Unit, ...]]:
    data = file.read()
    before = known.get(file.key)
    article = extract.read(data, site=shop_files.of(file.path)).article
    if before is None:
        return "new", units(article)
    same = before[3] == revision(article)
    return "unchanged" if same else "changed", units(article)


def _missing(memory: Memory, locale: str, found: Sequence[Unit]) -> tuple[int, int]:
    parts = {key(part): part for part in parts_of(found, memory)}
    terms = glossary(locale)
    known, _ = remembered(parts, memory, terms)
    left = [
        part
        for name, part in parts.items()
        if name not in known or not is_current(known[name], mask(part.text, part.codes, terms), locale)
    ]
    return len(left), sum(len(part.text) for part in left)
