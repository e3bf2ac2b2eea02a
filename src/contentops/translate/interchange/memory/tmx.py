"""TMX 1.4b, the translation memories of translators' tools.

An entry is a unit (``<tu>``) with the Swedish text and its translation. A code is an inline element: ``<ph>`` stands alone,
``<bpt>…<ept>`` wrap; ``x`` is its number, ``type`` its kind. Its content is the code as we write it, ⟦1:quantity⟧: an entry
is shared by all doses, so none of them can stand there, and a tool that makes plain text of it loses nothing. What only we
know stands in properties whose names begin with ``x-contentops-``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from contentops import __version__
from contentops.state.memory import Entry
from contentops.translate.interchange.kinds import PAIRS, TYPES
from contentops.translate.interchange.memory.codes import in_content, label_of, marked, without_kinds, written_out
from contentops.translate.interchange.memory.edges import as_omegat
from contentops.translate.interchange.memory.languages import locale_of
from contentops.translate.interchange.memory.seal import claimed, key_of, values_of
from contentops.translate.interchange.memory.unit import Form, Mark, Marked, Passed, Unit
from contentops.translate.interchange.xml import UNWRITABLE, feed, writable

_PREFIX = "x-contentops-"
_KINDS = {name: kind for kind, name in TYPES.items()}
_CHARACTER = "x-character"
"""The type of a ``<ph>`` that stands for a character which XML cannot hold; its content is U+0007."""
_CODE = re.compile(r"⟦(/?)(\d+)(?::([a-z]+))?⟧")
_DATE = "%Y%m%dT%H%M%SZ"
_LARGEST = 200_000
"""Characters of a unit with all its languages and codes. A person's text has at most 5,000 or four times its source."""
_CODE_SIZE = 50
"""What a code counts for, besides its content."""


def write(entries: Iterable[tuple[str, Entry]], source_locale: str, *, omegat: bool = False) -> Iterator[str]:
    """The file that holds these entries, each with its target locale, piece by piece.

    With ``omegat`` they are written as OmegaT shows the sentences of an XLIFF file, so that each is found there word for
    word; those that cannot be written so are left out.
    """
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'  <header creationtool="contentops" creationtoolversion={quoteattr(__version__)} segtype="sentence" '
        f'o-tmf="contentops" adminlang="en" srclang={quoteattr(source_locale)} datatype="plaintext"/>\n  <body>\n'
    )
    for locale, entry in entries:
        yield _for_omegat(entry, source_locale, locale) if omegat else _unit(entry, source_locale, locale)
    yield "  </body>\n</tmx>\n"


def _unit(entry: Entry, source_locale: str, locale: str) -> str:
    kinds = {code[2]: code[3] for code in _CODE.finditer(entry.source) if code[3]}
    values = values_of(entry, locale)
    date = _date(entry.at)
    if date and _iso(date) == entry.at:
        del values["at"]
    if entry.by:
        del values["by"]
    props = "".join(
        f'      <prop type="{_PREFIX}{name}">{_characters(value)}</prop>\n' for name, value in values.items() if value
    )
    who = f" changeid={_attribute(entry.by)}" if entry.by else ""
    when = f' changedate="{date}"' if date else ""
    return (
        f"    <tu>\n{props}"
        f"      <tuv xml:lang={quoteattr(source_locale)}><seg>{_segment(entry.source, kinds)}</seg></tuv>\n"
        f"      <tuv xml:lang={quoteattr(locale)}{who}{when}><seg>{_segment(entry.text, kinds)}</seg></tuv>\n"
        f"    </tu>\n"
    )


def _for_omegat(entry: Entry, source_locale: str, locale: str) -> str:
    kinds = [mark.kind for mark in marked(entry.source) if isinstance(mark, Mark) and mark.form != "close"]
    texts = as_omegat(without_kinds(entry.source), entry.text, kinds)
    if texts is None:
        return ""
    who = f" changeid={_attribute(entry.by)}" if entry.by else ""
    when = f' changedate="{date}"' if (date := _date(entry.at)) else ""
    sv, translation = (escape(UNWRITABLE.sub(" ", text)) for text in texts)
    return (
        f"    <tu>\n      <tuv xml:lang={quoteattr(source_locale)}><seg>{sv}</seg></tuv>\n"
        f"      <tuv xml:lang={quoteattr(locale)}{who}{when}><seg>{translation}</seg></tuv>\n    </tu>\n"
    )


def _segment(text: str, kinds: dict[str, str]) -> str:
    out: list[str] = []
    end = 0
    for match in _CODE.finditer(text):
        out.append(_characters(text[end : match.start()]))
        end = match.end()
        close, number = match[1], match[2]
        kind = kinds.get(number, "")
        content = f"⟦{close}{number}{f':{kind}' if kind else ''}⟧"
        if close:
            out.append(f'<ept i="{number}">{content}</ept>')
        elif kind in PAIRS:
            out.append(f'<bpt i="{number}" x="{number}" type="{TYPES[kind]}">{content}</bpt>')
        else:
            kind_of = f' type="{TYPES[kind]}"' if kind in TYPES else ""
            out.append(f'<ph x="{number}"{kind_of}>{content}</ph>')
    out.append(_characters(text[end:]))
    return "".join(out)


def _characters(text: str) -> str:
    if not UNWRITABLE.search(text):
        return escape(text, {"\r": "&#13;"})
    parts = []
    end = 0
    for odd in UNWRITABLE.finditer(text):
        parts += [escape(text[end : odd.start()], {"\r": "&#13;"}), f'<ph type="{_CHARACTER}">U+{ord(odd[0]):04X}</ph>']
        end = odd.end()
    return "".join((*parts, escape(text[end:], {"\r": "&#13;"})))


def _attribute(value: str) -> str:
    return quoteattr(writable(value), {"\r": "&#13;"})


def _date(at: str) -> str:
    """A moment as TMX writes it, to the second, "" for what is none."""
    try:
        return datetime.fromisoformat(at).astimezone(UTC).strftime(_DATE)
    except ValueError:
        return ""


def _iso(date: str) -> str:
    """The inverse of :func:`_date`; "" for what is no date of TMX."""
    try:
        return datetime.strptime(date, _DATE).replace(tzinfo=UTC).isoformat(timespec="seconds")
    except ValueError:
        return ""


# ------------------------------------------------------------------------------------------------------------- reading


def read(stream: BinaryIO, file: str, source_locale: str, wanted: Collection[str]) -> Iterator[Unit | Passed]:
    """The units of a file, those to the ``wanted`` locales, and what is passed over. Several targets make several units.

    Raises InterchangeError for what cannot be read; what stands before the fault has been given by then.
    """
    reader = _Reader(source_locale, wanted)
    for _ in feed(stream, file, reader, wanted="tmx", form="TMX"):
        yield from reader.units
        reader.units.clear()


class _Variant:
    """A ``<tuv>``: one language's text. ``raw`` is the text with the codes' contents, as an export of ours wrote it."""

    def __init__(self, attributes: dict[str, str]) -> None:
        self.by = attributes.get("changeid", "")
        self.date = attributes.get("changedate", "")
        self.text: list[str | Mark] = []
        self.raw: list[str] = []
        self.pairs: dict[str, Mark] = {}  # by their number in this text
        self.cut: list[Mark] = []  # pairs that began here and end in another unit

    def add(self, text: str) -> None:
        """Takes a text."""
        self.text.append(text)
        self.raw.append(text)

    def add_code(self, name: str, attributes: dict[str, str], content: str) -> None:
        """Takes an inline element."""
        self.raw.append(content)
        mark = _mark(name, attributes, content)
        if name == "bpt":
            self.pairs[attributes.get("i", "")] = mark
        elif name == "ept":
            opening = self.pairs.get(attributes.get("i", ""))
            mark = replace(opening, form="close") if opening else mark
        elif name == "it":
            self._add_half(mark)
            return
        self.text.append(mark)

    def _add_half(self, mark: Mark) -> None:
        """Half of a pair whose other half stands in another unit: what it wraps of this one, it wraps to the edge."""
        if mark.form == "open":
            self.cut.append(mark)
        elif self.cut:
            mark = replace(self.cut.pop(), form="close")
        else:
            self.text.insert(0, replace(mark, form="open"))
        self.text.append(mark)

    def end(self) -> None:
        """The text has ended."""
        self.text += [replace(mark, form="close") for mark in reversed(self.cut)]

    @property
    def marked(self) -> Marked:
        """The text with its codes, no two texts in a row."""
        out: list[str | Mark] = []
        for one in self.text:
            if isinstance(one, str) and out and isinstance(out[-1], str):
                out[-1] += one
            else:
                out.append(one)
        return tuple(out)

    @property
    def as_ours(self) -> str:
        """The text with its codes written out, "" where elements and their contents do not say the same."""
        parts = (one if isinstance(one, str) else written_out(one) for one in self.text)
        raw = "".join(self.raw)
        return raw if "".join(parts) == raw else ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to read in it."""
        return not any(isinstance(one, str) and one.strip() for one in self.text)


def _mark(name: str, attributes: dict[str, str], content: str) -> Mark:
    """The code that an inline element is."""
    found = in_content(content)
    form: Form = "single"
    match name, attributes.get("pos"):
        case ("bpt", _) | ("it", "begin"):
            form = "open"
        case ("ept", _) | ("it", "end"):
            form = "close"
        case ("ph" | "ut", _) if found:  # some tools write every tag as a placeholder
            form = found.form
    kind = _KINDS.get(attributes.get("type", ""), "") or (found.kind if found else "")
    if (kind in PAIRS) != (form != "single"):
        kind = ""
    if number := attributes.get("x") or (attributes.get("i") if name == "bpt" else ""):
        return Mark(label_of(number, form), form, kind, unique=True)
    if found and found.unique:
        return Mark(found.label, form, kind, unique=True)
    return Mark(kind or content or attributes.get("type") or name, form, kind)


class _Reader:
    """Makes units of the elements as they come."""

    def __init__(self, source_locale: str, wanted: Collection[str]) -> None:
        self.units: list[Unit | Passed] = []
        self._source_locale = source_locale
        self._wanted = frozenset(wanted) | {source_locale}
        self._number = self._line = self._size = 0
        self._path: list[str] = []
        self._variants: dict[str, _Variant] = {}
        self._variant: _Variant | None = None
        self._values: dict[str, str] = {}
        self._prop = ""
        self._code: tuple[str, dict[str, str], list[str]] | None = None  # the inline element that is being read
        self._code_depth = 0
        self._fault = ""

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        """An element begins."""
        self._path.append(name)
        if self._code is not None:  # <sub>, and what it holds, is part of a code
            return
        match name:
            case "tu":
                self._number += 1
                self._line = line
                self._variants, self._values, self._size, self._fault = {}, {}, 0, ""
            case "tuv":
                locale = locale_of(attributes.get("xml:lang") or attributes.get("lang") or "")
                if locale in self._wanted and locale not in self._variants:  # of en-GB and en-US the first
                    self._variant = self._variants[locale] = _Variant(attributes)
            case "prop" if attributes.get("type", "").startswith(_PREFIX) and self._path[-2:-1] == ["tu"]:
                self._prop = attributes["type"].removeprefix(_PREFIX)
            case "ph" | "bpt" | "ept" | "it" | "ut" if "seg" in self._path:
                self._code, self._code_depth = (name, attributes, []), len(self._path)
            case "hi" | "seg":  # <hi> marks a name or a term: its text is text
                pass
            case _ if "seg" in self._path:
                self._fault = self._fault or f"<{name[:40]}> is no element of a TMX text"
            case _:
                pass

    def text(self, data: str) -> None:
        """Characters."""
        self._size += len(data)
        if self._size > _LARGEST:
            self._fault = f"it has over {_LARGEST:,} characters"
        elif self._code is not None:
            self._code[2].append(data)
        elif self._prop:
            self._values[self._prop] = self._values.get(self._prop, "") + data
        elif self._variant is not None and "seg" in self._path:
            self._variant.add(data)

    def end(self, name: str) -> None:
        """An element ends."""
        self._path.pop()
        if self._code is not None:
            if len(self._path) < self._code_depth:
                self._end_code(*self._code)
                self._code = None
            return
        match name:
            case "prop":
                self._prop = ""
            case "tuv" if self._variant is not None:
                self._variant.end()
                self._variant = None
            case "tu":
                self._finish()
            case _:
                pass

    def _end_code(self, name: str, attributes: dict[str, str], parts: list[str]) -> None:
        content = "".join(parts)
        self._size += _CODE_SIZE
        if self._variant is None or self._size > _LARGEST:
            return
        if attributes.get("type") == _CHARACTER and (odd := re.fullmatch(r"U\+(?!D[89A-F])([0-9A-F]{4})", content)):
            self._variant.add(chr(int(odd[1], 16)))
        else:
            self._variant.add_code(name, attributes, content)

    def _finish(self) -> None:
        source = self._variants.pop(self._source_locale, None)
        reason = (
            self._fault
            or ("" if source else "no text in Swedish")
            or ("" if self._variants else "no text in a language that is asked for")
        )
        if reason or source is None:
            self.units.append(Passed(self._number, self._line, reason, fault=bool(self._fault)))
            return
        for locale, variant in sorted(self._variants.items()):
            if source.empty or variant.empty:
                self.units.append(Passed(self._number, self._line, "no translation"))
            else:
                self.units.append(self._unit(source, variant, locale))

    def _unit(self, source: _Variant, variant: _Variant, locale: str) -> Unit:
        own, own_source = None, False
        if self._values:
            said, translation = (one.as_ours for one in (source, variant))
            values = {"by": variant.by, "at": _iso(variant.date)} | self._values
            own = claimed(values, said, without_kinds(translation), locale) if said and translation else None
            own_source = bool(said) and self._values.get("key") == key_of(said)
        texts = [source.marked, variant.marked]
        if own is None:  # codes may stand written out in it
            texts = [
                tuple(p for one in text for p in (marked(one) if isinstance(one, str) else (one,))) for text in texts
            ]
        return Unit(
            number=self._number,
            line=self._line,
            locale=locale,
            source=texts[0],
            target=texts[1],
            own=own,
            own_source=own_source,
        )
