"""CSV (RFC 4180) of a translation memory, for spreadsheets.

Written in UTF-8, with a byte order mark on request, a header and these columns. The first two are what people edit:

- ``source``: the Swedish sentence; a code tells its kind, ⟦1:quantity⟧;
- ``target``: its translation, with each code once (⟦1⟧);
- ``locale``; ``state``; ``engine``; ``by`` and ``at``, who approved it and when; ``key``; ``terms`` and ``unknown``, which
  tell when a machine's text is out of date; ``seal``, by which a row that somebody has changed is told from the others.

Hashes begin with an x: of 1234567890123456 and 12e4 a spreadsheet makes other numbers.

A cell that a spreadsheet would take for a formula (=, +, -, @ at its beginning) has an apostrophe before it; one that begins
with apostrophes and then such a sign has one more. Reading takes one away.

What is read may be separated by commas, semicolons or tabs, and be in UTF-8 or UTF-16, as spreadsheets save it. Needed are a
column for each text: ``source`` and ``target`` (with ``locale``, where it is not the only one that is asked for), or columns
that are called by their languages ("sv;da;nb").
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import BinaryIO

from contentops.errors import InterchangeError
from contentops.state.memory import Entry
from contentops.translate.interchange.memory.codes import marked, without_kinds
from contentops.translate.interchange.memory.languages import locale_of
from contentops.translate.interchange.memory.seal import claimed, key_of, values_of
from contentops.translate.interchange.memory.unit import Passed, Unit

COLUMNS = ("source", "target", "locale", "state", "engine", "by", "at", "key", "terms", "unknown", "seal")
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}
BOM = "\ufeff"

_HASHES = ("key", "terms", "seal")
_HASH = "x"

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_LONGEST_HEADER = 10_000
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def write(entries: Iterable[tuple[str, Entry]], *, delimiter: str = ",", bom: bool = False) -> Iterator[str]:
    """The file that holds these entries, each with its target locale, piece by piece; lines end as RFC 4180 has it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    yield BOM if bom else ""
    writer.writerow(COLUMNS)
    for locale, entry in entries:
        values = {"source": entry.source, "target": entry.text, "locale": locale, **values_of(entry, locale)}
        values |= {name: f"{_HASH}{values[name]}" for name in _HASHES if values[name]}
        writer.writerow([_guarded(values[name]) for name in COLUMNS])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def read(stream: BinaryIO, file: str, source_locale: str, wanted: Collection[str]) -> Iterator[Unit | Passed]:
    """The units of a file, those to the ``wanted`` locales, and what is passed over. Several targets make several units.

    Raises InterchangeError for what cannot be read; what stands before the fault has been given by then.
    """
    text = _decoded(stream)
    line = 1
    try:
        columns, delimiter, before = _header(text.readline(_LONGEST_HEADER), text, file, source_locale)
        rows = csv.reader(text, delimiter=delimiter, strict=True)
        line = before + 1
        for number, row in enumerate(rows, 1):
            if any(row):
                cells = {name: _unguarded(cell) for name, cell in zip(columns, row, strict=False)}
                cells |= {name: cells[name].removeprefix(_HASH) for name in _HASHES if name in cells}
                yield from _units(cells, number, line, source_locale, wanted, file)
            line = before + rows.line_num + 1
    except UnicodeError as error:
        raise InterchangeError(f"{file}: it is not in UTF-8.", hint="Save it as “CSV UTF-8”.") from error
    except csv.Error as error:
        raise InterchangeError(
            f"{file}: line {line}: {error}.",
            hint="Look for a quotation mark that is not closed; what stands before that line was read.",
        ) from error
    finally:
        text.detach()  # whoever opened the stream closes it


def _decoded(stream: BinaryIO) -> io.TextIOWrapper:
    start = stream.read(2)
    stream.seek(0)
    return io.TextIOWrapper(stream, encoding="utf-16" if start in _UTF_16 else "utf-8-sig", newline="")


def _header(first: str, text: io.TextIOWrapper, file: str, source_locale: str) -> tuple[list[str], str, int]:
    """The columns' names, the delimiter, and how many lines they take."""
    lines = 1
    if re.fullmatch(r"sep=.\r?\n?", first):  # Excel's own line
        first = text.readline(_LONGEST_HEADER)
        lines = 2
    if not first.strip():
        raise InterchangeError(f"{file}: it is empty.", hint="Its first line names the columns: source, target.")
    for delimiter in DELIMITERS.values():
        names = next(csv.reader([first], delimiter=delimiter), [])
        columns = [name.strip().casefold() for name in names]
        if {"source", "target"} <= set(columns) or (len(columns) > 1 and source_locale in map(locale_of, columns)):
            return columns, delimiter, lines
    raise InterchangeError(
        f"{file}: its first line names no columns that are known: {first.strip()[:100]}",
        hint="Name them source and target, or by their languages: sv,da.",
    )


def _units(
    cells: Mapping[str, str], number: int, line: int, source_locale: str, wanted: Collection[str], file: str
) -> Iterator[Unit | Passed]:
    if "target" in cells:
        source, targets = cells.get("source", ""), {_locale(cells, wanted, file): cells["target"]}
    else:
        texts = {locale: text for name, text in cells.items() if (locale := locale_of(name))}
        source = texts.pop(source_locale, "")
        targets = {locale: text for locale, text in texts.items() if locale in wanted}
    for locale, target in targets.items() or {"": ""}.items():
        if locale not in wanted:
            yield Passed(number, line, "no text in a language that is asked for")
        elif not source.strip() or not target.strip():
            yield Passed(number, line, "no translation")
        else:
            yield Unit(
                number=number,
                line=line,
                locale=locale,
                source=marked(source),
                target=marked(target),
                own=claimed(cells, source, without_kinds(target), locale),
                own_source=bool(cells.get("key")) and cells["key"] == key_of(source),
            )


def _locale(cells: Mapping[str, str], wanted: Collection[str], file: str) -> str:
    if named := cells.get("locale", "").strip():
        return locale_of(named)
    if len(wanted) == 1:
        return next(iter(wanted))
    raise InterchangeError(f"{file}: it does not say into which language it translates.", hint="Say it: --to de")
