"""What Apertium must be told of a language besides its own dictionaries: data in `locales/<locale>/apertium.toml`.

Of Swedish, the words that it takes for names when they begin a sentence. Of a target that is reached by a lexical pivot,
the lexemes on the seam of the two modes: where the second dictionary names a word otherwise than the first wrote it. Of
nynorsk, what is worded otherwise once the terms are put back.
The format is told in the head of each file.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from contentops.errors import UsageError
from contentops.language.language import folder
from contentops.translate.patterns import filled

_UNIT = re.compile(r"\^([^\\^$]*(?:\\.[^\\^$]*)*)\$")
_LEXEME = re.compile(r"((?:[^\\<>#]|\\.)[^\\<>#]*(?:\\.[^\\<>#]*)*)((?:<[^<>]+>)*)")
_LEMMA = re.compile(r"\^([^\\^$<>#]*(?:\\.[^\\^$<>#]*)*)<")
_SEVERAL = re.compile("> ")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?![\w-])")


@dataclass(frozen=True, slots=True)
class Renamed:
    """A lexeme that is named otherwise, by its lemma with the tags that it begins with.

    ``after`` and ``before`` are looked for in the lexeme before it and the one that follows, ``not_after`` must not be;
    ``ahead`` must match all that follows, a space after each lexeme, from its start. ``then`` are lexemes that stand behind
    what ``over`` matches there: "har ikke brug for" of one verb with an adverb behind it.
    """

    old: str
    new: str
    after: str = ""
    not_after: str = ""
    before: str = ""
    ahead: str = ""
    over: str = ""
    then: str = ""

    def __post_init__(self) -> None:
        """Refuses what is no regular expression."""
        for pattern in (self.after, self.not_after, self.before, self.ahead, self.over):
            re.compile(pattern)

    def fits(self, left: str, follow: Sequence[str]) -> bool:
        """Whether it is meant after ``left`` and before those that follow, "" for none."""
        right = follow[0]
        return (
            (not self.after or re.search(self.after, left) is not None)
            and (not self.not_after or re.search(self.not_after, left) is None)
            and (not self.before or re.search(self.before, right) is not None)
            and (not self.ahead or re.match(self.ahead, _written(follow)) is not None)
        )

    def passed(self, follow: Sequence[str]) -> int:
        """How many of the lexemes that follow it ``then`` stands behind."""
        end = len(match[0]) if (match := re.match(self.over, _written(follow))) else 0
        return next((n for n in range(len(follow)) if len(_written(follow[:n])) >= end), 0)


class Lexemes:
    """The lexemes of one target that are named otherwise."""

    def __init__(self, renamed: Iterable[Renamed] = ()) -> None:
        self.entries = tuple(renamed)
        self._renamed: dict[str, list[Renamed]] = {}
        for entry in self.entries:
            self._renamed.setdefault(entry.old, []).append(entry)
        self._lemmas = frozenset(old.partition("<")[0] for old in self._renamed)
        self._spelled = self._lemmas.union(f"{lemma[:1].upper()}{lemma[1:]}" for lemma in self._lemmas)

    def mapped(self, stream: str) -> str:
        """The stream with each such lexeme renamed: the most tags win, tags that follow are kept, and so is a capital."""
        if self._spelled.isdisjoint(_LEMMA.findall(stream)):
            return stream
        found = list(_UNIT.finditer(stream))
        units = ["", *(match[1] for match in found), ""]
        out, end = [], 0
        behind: dict[int, str] = {}  # what stands behind the lexeme of that place
        for i, match in enumerate(found, 1):
            new, entry = self._unit(units, i)
            if entry and entry.then:
                behind[i + entry.passed(units[i + 1 :])] = entry.then
            if new == units[i] and i not in behind:
                continue
            out += [stream[end : match.start(1)], f"{new}$ ^{behind[i]}" if i in behind else new]
            end = match.end(1)
        return f"{''.join(out)}{stream[end:]}"

    def _unit(self, units: Sequence[str], i: int) -> tuple[str, Renamed | None]:
        unit = units[i]
        match = _LEXEME.match(unit)
        if not match or (lemma := _lowered(match[1])) not in self._lemmas:
            return unit, None
        tags = begin = match[2]
        rest = unit[match.end() :]  # the other words of a verb with a particle: "# inn"
        while True:
            for entry in self._renamed.get(f"{lemma}{begin}{rest}", ()):
                if entry.fits(units[i - 1], units[i + 1 :]):
                    new = entry.new if lemma == match[1] else f"{entry.new[:1].upper()}{entry.new[1:]}"
                    return f"{new}{tags[len(begin) :]}", entry
            if not begin:
                return unit, None
            begin = begin[: begin.rindex("<")]


def _written(units: Sequence[str]) -> str:
    return "".join(f"{unit} " for unit in units)


def _lowered(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


@functools.cache
def lexemes(locale: str) -> Lexemes:
    """The lexemes of a target locale; none where it has no file. Raises UsageError when the file is broken."""
    data = _data(locale)
    try:
        return Lexemes(
            Renamed(
                entry["from"],
                _SEVERAL.sub(">$ ^", entry["to"]),
                entry.get("after", ""),
                entry.get("not_after", ""),
                entry.get("before", ""),
                filled(entry.get("ahead", ""), data.get("parts", {})),
                filled(entry.get("over", ""), data.get("parts", {})),
                _SEVERAL.sub(">$ ^", entry.get("then", "")),
            )
            for entry in data.get("lexeme", [])
        )
    except (KeyError, re.error) as error:
        raise UsageError(
            f"{locale}/apertium.toml: an entry is not whole: {error}.", hint="See the head of the file."
        ) from error


def worded(text: str, locale: str) -> str:
    """A draft with the terms put back, worded as the locale's file says ("kan blir brukt": "kan bli brukt")."""
    for pattern, to in _wordings(locale):
        text = pattern.sub(to, text)
    return text


@functools.cache
def _wordings(locale: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    try:
        return tuple((re.compile(entry["from"], re.VERBOSE), entry["to"]) for entry in _data(locale).get("wording", []))
    except (KeyError, re.error) as error:
        raise UsageError(
            f"{locale}/apertium.toml: an entry is not whole: {error}.", hint="See the head of the file."
        ) from error


def uncapitalized(text: str, locale: str = "sv") -> str:
    """The text with a small letter first where the engine would take its first word for a name; else as it is."""
    match = _FIRST_WORD.match(text)
    return _lowered(text) if match and match[0].istitle() and match[0].lower() in _common(locale) else text


@functools.cache
def first_texts(locale: str) -> tuple[str, ...]:
    """What a process that analyses the locale reads before its first text, so that it reads every later one alike."""
    return tuple(_data(locale).get("first", []))


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a language, as Apertium names them, by which what agrees with a noun is found.

    ``copulas`` are verbs after which an adjective is said of the subject, and those that may stand before them. After
    ``definite_after`` a noun is indefinite in this language and definite in the one that is made of it.
    """

    copulas: frozenset[str]
    definite_after: frozenset[str]


@functools.cache
def words(locale: str) -> Words:
    """The words of a locale that a mode translates from; none where it has no file."""
    data = _data(locale)
    return Words(frozenset(data.get("copulas", [])), frozenset(data.get("definite_after", [])))


@functools.cache
def _common(locale: str) -> frozenset[str]:
    return frozenset(_data(locale).get("no_names", []))


def _data(locale: str) -> dict[str, Any]:
    path = folder() / locale / "apertium.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"{locale}/apertium.toml: the file cannot be read: {error}.", hint="See the head of the file."
        ) from error
