"""The glossary's files: read once, and what a language person may have written wrongly said of all of them at once.

The format, and why a form may not stand twice, is told in `locales/glossary/README.md`.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contentops.errors import UsageError
from contentops.language.language import did_you_mean, folder, language, locales

CELLS = {
    "noun": ("sg", "sg_def", "pl", "pl_def"),
    "adjective": ("c", "n", "pl", "comp", "sup"),
    "verb": ("inf", "pres", "past", "supine", "pass", "imp"),
    "phrase": ("base",),
    "name": ("base",),
}
"""The cells that each kind of entry may have."""
NO_CELLS = frozenset({"gender", "also"})
"""What else stands beside a target's cells."""
_KINDS = {"term": tuple(CELLS), "head": ("noun", "adjective")}
"""The tables of entries, and the kinds of each."""
_TABLES = ("term", "head", "first", "simple", "no_heads")
_BESIDE = ("kind", "sv", "forbidden", "note")
"""The keys of an entry that are no target."""
_SOURCE = "sv"

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong in a file. ``line`` counts from 1, 0 where it is not known; ``word`` is the entry's in Swedish."""

    file: str
    line: int
    word: str
    cause: str
    remedy: str

    def __str__(self) -> str:
        """One line: where, which entry, what is wrong, what to do."""
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}: {f'“{self.word}”: ' if self.word else ''}{self.cause}. {self.remedy}"


@dataclass(frozen=True, slots=True)
class _Place:
    """An entry's place: its file, its table, and which of that table's entries it is, from 0."""

    path: Path
    table: str
    number: int


def paths() -> tuple[Path, ...]:
    """The files there are, sorted by name."""
    return tuple(sorted((folder() / "glossary").glob("*.toml")))


@functools.cache
def read() -> dict[Path, dict[str, Any]]:
    """Every file, by its path. Raises UsageError that lists all mistakes of all files."""
    files, wrong = _read()
    if wrong:
        listed = "\n".join(f"  {mistake}" for mistake in wrong)
        raise UsageError(
            f"the glossary has {len(wrong)} mistake{'s' * (len(wrong) != 1)}:\n{listed}\n ",
            hint="locales/glossary/README.md tells the format; contentops glossary check reads the files again.",
        )
    return files


def mistakes() -> tuple[Mistake, ...]:
    """What is wrong in the files as they are now, in their order."""
    return _read()[1]


def _read() -> tuple[dict[Path, dict[str, Any]], tuple[Mistake, ...]]:
    files: dict[Path, dict[str, Any]] = {}
    wrong: list[Mistake] = []
    for path in paths():
        try:
            files[path] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (ValueError, OSError) as error:  # not TOML, not UTF-8, not readable
            wrong.append(Mistake(path.name, 0, "", f"it cannot be read: {error}", "Mend what stands there."))
    known = _Known()
    sound: list[Entry] = []
    for path, data in files.items():
        found, right = _in_file(path, data, known)
        wrong += found
        sound += right
    return files, (*wrong, *_twice(sound, files))


class _Known:
    """The locales there are, and the genders of each that tells them."""

    def __init__(self) -> None:
        self.targets = frozenset(locales()) - {_SOURCE}
        grammars = {name: language(name).data.get("grammar", {}) for name in self.targets}
        self.genders: dict[str, tuple[str, ...]] = {
            name: tuple(grammar["genders"]) for name, grammar in grammars.items() if "genders" in grammar
        }

    def is_gender(self, target: str, gender: str | None) -> bool:
        """Whether a noun of the target may have this gender; None is that of a noun in a language without any."""
        genders = self.genders.get(target)
        return genders is None or (gender in genders if genders else gender is None)


def _in_file(path: Path, data: dict[str, Any], known: _Known) -> tuple[list[Mistake], list[Entry]]:
    """The mistakes of a file, and those of its terms that have none."""
    wrong: list[Mistake] = []
    right: list[Entry] = []
    for table in data.keys() - set(_TABLES):
        line = _line_of(path, rf"\[*\s*{re.escape(table)}\b")
        advice = f"Write one of {_either(_TABLES)}{did_you_mean(table, _TABLES)}."
        wrong.append(Mistake(path.name, line, "", f"{table!r} is no table of a glossary", advice))
    for table, kinds in _KINDS.items():
        entries = data.get(table, [])
        if not isinstance(entries, list):
            wrong.append(Mistake(path.name, 0, "", f"{table!r} is one table", f"Write it as [[{table}]]."))
            continue
        for number, entry in enumerate(entries):
            if not _is_plain(entry, kinds, known) and (flaws := list(_in_entry(entry, kinds, known))):
                place = _Place(path, table, number)
                wrong += [_mistake(place, entry, *flaw) for flaw in flaws]
            elif table == "term":
                right.append(entry)
    wrong += _in_parts(path, data, known)
    return wrong, right


_Flaw = tuple[str, str, str]
"""A key of the entry, "" for the whole; what is wrong; what to do."""


def _is_plain(entry: Any, kinds: tuple[str, ...], known: _Known) -> bool:  # noqa: ANN401  # as TOML has it
    """Whether an entry is surely right: nearly all are, and 13,000 are read whenever a command begins.

    What is not plain may be right all the same; :func:`_in_entry` says.
    """
    try:
        kind, source = entry["kind"], entry[_SOURCE]
        cells = CELLS[kind]
        return (
            kind in kinds
            and bool(source)
            and all(form in cells for form in source)
            and all(_is_plain_part(key, value, entry, known) for key, value in entry.items())
        )
    except (KeyError, TypeError, AttributeError):
        return False


def _is_plain_part(key: str, value: Any, entry: Entry, known: _Known) -> bool:  # noqa: ANN401  # as TOML has it
    source = entry[_SOURCE]
    if key in known.targets:
        also = "also" in value
        if len(value) != len(source) + ("gender" in value) + also or (also and not _is_words(value["also"])):
            return False
        if entry["kind"] == "noun" and not known.is_gender(key, value.get("gender")):
            return False
    elif key != _SOURCE:
        return key == "kind"
    for form in source:
        cell = value[form]
        if type(cell) is not str or not cell or cell.isspace():
            return False
    return True


def _in_entry(entry: Any, kinds: tuple[str, ...], known: _Known) -> Iterator[_Flaw]:  # noqa: ANN401  # as TOML has it
    if not isinstance(entry, dict):
        yield "", "it is no table", "See “Format” in the README."
        return
    kind = entry.get("kind")
    cells: tuple[str, ...] = ()
    if kind in kinds:
        cells = CELLS[kind]
    elif kind is None:
        yield "", "it has no kind", f'Write kind = "…": {_either(kinds)}.'
    else:
        yield "kind", f"{kind!r} is no kind", f"Write one of {_either(kinds)}{did_you_mean(str(kind), kinds)}."
    source = entry.get(_SOURCE)
    if not isinstance(source, dict) or not source:
        yield _SOURCE if source else "", "it has no Swedish cells", f"Write sv = {{ {(cells or ('base',))[0]} = … }}."
        return
    yield from _in_cells(_SOURCE, source, cells)
    for key, value in entry.items():
        if key in known.targets:
            if not isinstance(value, dict):
                yield (
                    key,
                    f"what it has for {key} is no table of cells",
                    f"Write {key} = {{ {next(iter(source))} = … }}.",
                )
            else:
                yield from _in_target(key, value, entry, cells, known)
        elif key == "forbidden":
            yield from _in_forbidden(value, known)
        elif key not in _BESIDE:
            yield key, *_no_target(key, (*known.targets, "forbidden", "note"))


def _in_target(
    target: str, value: dict[str, Any], entry: Entry, cells: tuple[str, ...], known: _Known
) -> Iterator[_Flaw]:
    source = entry[_SOURCE]
    yield from _in_cells(target, value, cells)
    for form in source:
        if form not in value and (not cells or form in cells):
            yield target, f"it has no {form!r} in {target}", f"Add it, or leave {form!r} out in Swedish."
    for form in value.keys() - source.keys() - NO_CELLS:
        # An indefinite form alone stands for the definite one behind a determiner: "den dosis".
        if form in cells and f"{form}_def" not in source:
            yield target, f"it has {form!r} in {target} alone", "Add it in Swedish, or leave it out."
    if "also" in value and not _is_words(value["also"]):
        yield target, f"'also' in {target} is no list of words", 'Write also = ["…"].'
    gender, genders = value.get("gender"), known.genders.get(target)
    if genders is None or entry.get("kind") != "noun" or known.is_gender(target, gender):
        return
    name = language(target).name
    if gender is None:
        yield target, f"it has no gender in {target}", f"Write gender = {_either(genders)}: those of {name}."
    else:
        advice = f"Write one of {_either(genders)}." if genders else f"Leave it out: {name} has none."
        yield target, f"{gender!r} is no gender of {name}", advice


def _in_cells(locale: str, value: dict[str, Any], cells: tuple[str, ...]) -> Iterator[_Flaw]:
    for form, cell in value.items():
        if locale != _SOURCE and form in NO_CELLS:
            continue
        if cells and form not in cells:
            yield (
                locale,
                f"{form!r} in {locale} is no cell of its kind",
                f"Write one of {_either(cells)}{did_you_mean(form, cells)}.",
            )
        elif not (isinstance(cell, str) and cell.strip()) and not (locale == _SOURCE and cell and _is_words(cell)):
            yield locale, f"{form!r} in {locale} is no word", f'Write {form} = "…".'


def _in_forbidden(value: Any, known: _Known) -> Iterator[_Flaw]:  # noqa: ANN401  # as TOML has it
    if not isinstance(value, dict) or not all(_is_words(words) for words in value.values()):
        yield "forbidden", "'forbidden' is no table of lists", 'Write forbidden = { nb = ["…"] }.'
        return
    for target in value.keys() - known.targets:
        yield "forbidden", *_no_target(target, known.targets)


def _in_parts(path: Path, data: dict[str, Any], known: _Known) -> Iterator[Mistake]:
    """What is wrong with `first`, `simple` and `no_heads`."""
    for table in ("simple", "no_heads"):
        if not _is_words(data.get(table, [])):
            yield Mistake(path.name, _line_of(path, table), "", f"{table!r} is no list of words", 'Write ["…"].')
    firsts = data.get("first", {})
    if not isinstance(firsts, dict):
        yield Mistake(path.name, _line_of(path, r"\[*first"), "", "'first' is no table", "Write [first].")
        return
    for source, cell in firsts.items():
        line = rf'"?{re.escape(source)}"?\s*='
        targets = cell if isinstance(cell, dict) else {}
        if not all(isinstance(word, str) for word in targets.values()) or not isinstance(cell, (str, dict)):
            remedy = 'Write one word, or a word for each target: { nb = "…" }.'
            yield Mistake(path.name, _line_of(path, line), source, "this first part is no word", remedy)
        for target in targets.keys() - known.targets:
            yield Mistake(path.name, _line_of(path, line), source, *_no_target(target, known.targets))


def _no_target(key: str, known: Any) -> tuple[str, str]:  # noqa: ANN401  # any collection of words
    near = did_you_mean(key, sorted(known))
    return f"{key!r} is no locale that we have", f"Write one of {_either(sorted(known))}{near}."


def _twice(entries: list[Entry], files: dict[Path, dict[str, Any]]) -> Iterator[Mistake]:
    """The Swedish forms that stand twice, in one file or in two, with different words in one target."""
    first: dict[str, int] = {}
    others: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for form, cell in entry[_SOURCE].items():
            if form == "imp":
                continue  # found where nothing else is: "Vila" first in a sentence, "vila" elsewhere
            for spelling in (cell,) if isinstance(cell, str) else cell:
                folded = spelling.casefold()
                if first.setdefault(folded, number) != number:
                    others.setdefault(folded, [first[folded]]).append(number)
    for folded, again in others.items():
        numbers = list(dict.fromkeys(again))
        for place, number in enumerate(numbers):
            for before in numbers[:place]:
                if different := _differing(folded, entries[number], entries[before]):
                    there = _place(entries[before], files)
                    line = _line(there, entries[before])
                    where = f"{there.path.name}{f', line {line}' if line else ''}"
                    cause = f"“{folded}” stands in {where} too, with other words: {'; '.join(different)}"
                    remedy = "Strike one of the two, or make a phrase of it."
                    yield _mistake(_place(entries[number], files), entries[number], _SOURCE, cause, remedy)


def _differing(folded: str, here: Entry, there: Entry) -> list[str]:
    """The targets in which a Swedish form is one word in an entry and another in the other."""
    shared = [target for target in here if target in there and target not in _BESIDE]
    if not shared:
        return []
    pairs = [(one, other) for one in _forms(folded, here) for other in _forms(folded, there)]
    return [
        f"{target} “{here[target][one]}” here, “{there[target][other]}” there"
        for target in shared
        for one, other in pairs
        if here[target][one] != there[target][other]
    ]


def _forms(folded: str, entry: Entry) -> list[str]:
    """The cells of an entry that have a spelling, but a noun's singular that looks like its plural: that is one term."""
    source = entry[_SOURCE]
    forms = [form for form in source if form != "imp" and folded in (one.casefold() for one in spellings(source[form]))]
    return [form for form in forms if not (form == "sg" and "pl" in forms and entry["kind"] == "noun")]


def _place(entry: Entry, files: dict[Path, dict[str, Any]]) -> _Place:
    """Where a term was read from."""
    return next(
        _Place(path, "term", number)
        for path, data in files.items()
        for number, one in enumerate(data.get("term", ()))
        if one is entry
    )


def spellings(cell: str | list[str]) -> tuple[str, ...]:
    """The spellings of a Swedish cell."""
    return (cell,) if isinstance(cell, str) else tuple(cell)


def _is_words(value: Any) -> bool:  # noqa: ANN401  # as TOML has it
    return isinstance(value, list) and all(isinstance(word, str) and word.strip() for word in value)


def _either(words: Any) -> str:  # noqa: ANN401  # any sequence of words
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def _mistake(place: _Place, entry: Any, key: str, cause: str, remedy: str) -> Mistake:  # noqa: ANN401  # as TOML has it
    return Mistake(place.path.name, _line(place, entry, key), _word(entry), cause, remedy)


def _word(entry: Any) -> str:  # noqa: ANN401  # as TOML has it
    """The first Swedish form of an entry, however wrong it is; any other word of it where it has none."""
    tables = [entry.get(_SOURCE), *entry.values()] if isinstance(entry, dict) else []
    for table in tables:
        for cell in table.values() if isinstance(table, dict) else (table,) if table is tables[0] else ():
            for word in cell if isinstance(cell, list) else (cell,):
                if isinstance(word, str) and word.strip():
                    return word
    return ""


def _line(place: _Place, entry: Any, key: str = "") -> int:  # noqa: ANN401  # as TOML has it
    """Where an entry stands, or its key: by its heading, since a Swedish form may stand in many."""
    lines = place.path.read_text(encoding="utf-8").splitlines()
    heading = re.compile(rf"\s*\[\[\s*{place.table}\s*\]\]")
    headings = [number for number, line in enumerate(lines, 1) if heading.match(line)]
    if place.number >= len(headings):
        return 0
    first = headings[place.number]
    if not key or not isinstance(entry, dict):
        return first
    own = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""")
    for number, line in enumerate(lines[first:], first + 1):
        if line.lstrip().startswith("[["):
            break
        if own.match(line):
            return number
    return first


def _line_of(path: Path, beginning: str) -> int:
    """The first line that begins so; 0 for none."""
    wanted = re.compile(rf"\s*{beginning}")
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if wanted.match(line)), 0)
