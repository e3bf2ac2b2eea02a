"""What of a sentence stands for the opposite, or for another one of its kind, in the translation.

A locale lists *groups* of meanings that exclude each other (more and less; day, week and month), with every word for each.
A sentence's meanings are counted by their words. Where the translation has fewer of one and more of another of its group,
the one has become the other; a word that is left out or said freely loses one and adds none.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from contentops.check.model import SENTENCES
from contentops.language.words import folded

if TYPE_CHECKING:
    from contentops.language.language import Language

OPPOSITES, TIME_WORDS, CALENDAR = "opposites", "time_words", "calendar"
"""The tables of a `language.toml` that hold such groups."""

_NUMBER = "#"
_NEUTRAL = "neutral"
_LETTERS = 2
"""Letters by which entries are looked up."""
_JOINED = re.compile(r"(?<=\d)-(?=[^\W\d_])")
"""What joins a number and its noun: "12-veckors", "a 5-year-old"."""

Groups = Mapping[str, Mapping[str, Sequence[str]]]
"""Group, meaning, the entries for it, written as for :func:`contentops.language.words.found`; "#" is any number."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A meaning of the source whose place another one has taken, with the words for each."""

    group: str
    source: tuple[str, ...]
    target: tuple[str, ...]

    def __str__(self) -> str:
        return f"the source says {_quoted(self.source)}, the translation {_quoted(self.target)}"


def turned(source: str, target: str, here: Language, there: Language, table: str) -> list[Turned]:
    """The groups of ``table`` of the two languages in which a meaning of ``source`` became another in ``target``."""
    before = _meanings(source, here, table)
    if not before:
        return []
    after = _meanings(target, there, table)
    out = []
    for group in sorted(before.keys() & after.keys()):
        said, says = (Counter(meaning for meaning, _ in found[group]) for found in (before, after))
        lost, added = said - says, says - said
        if lost and added:
            was = (word for meaning, word in before[group] if meaning in lost)
            became = (word for meaning, word in after[group] if meaning in added)
            out.append(Turned(group, tuple(dict.fromkeys(was)), tuple(dict.fromkeys(became))))
    return out


def places(text: str, language: Language, table: str) -> dict[str, list[tuple[int, int]]]:
    """Where a text has each meaning of ``table``: the spans of its first words, by the names of group and meaning."""
    found: dict[str, list[tuple[int, int]]] = {}
    for group, meanings in _meanings(text, language, table).items():
        for meaning, phrase in meanings:
            at = found.setdefault(f"{group}.{meaning}", [])
            word = re.compile(rf"(?<!\w){re.escape(phrase.split(' ', 1)[0])}", re.IGNORECASE)
            match = word.search(text, at[-1][1] if at else 0)
            at.append(match.span() if match else (0, 0))
    return found


def lists(language: Language, table: str) -> bool:
    """Whether the language has such groups at all."""
    return bool(_index(language, table).groups)


def _quoted(found: tuple[str, ...]) -> str:
    return ", ".join(f"“{word}”" for word in found)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry: the words of a phrase before its last, the last, how that is compared, and what it stands for."""

    before: tuple[str, ...]
    last: str
    whole: bool
    anywhere: bool
    group: str
    meaning: str

    @property
    def length(self) -> tuple[int, int]:
        """Words, then letters: of two entries at one place the longer counts."""
        return len(self.before), len(self.last)

    def ends_with(self, word: str) -> bool:
        """Whether its last word stands for ``word``."""
        if self.last == _NUMBER:
            return word[0].isdigit()
        if self.anywhere:
            return word.endswith(self.last) if self.whole else self.last in word
        return word == self.last if self.whole else word.startswith(self.last)

    def stands(self, at: Sequence[str], i: int) -> bool:
        """Whether it begins at word ``i``."""
        end = i + len(self.before)
        if end >= len(at) or not self.ends_with(at[end]):
            return False
        return all(
            word[0].isdigit() if part == _NUMBER else word == part
            for part, word in zip(self.before, at[i:end], strict=True)
        )


@dataclass(frozen=True, slots=True)
class _Index:
    """The entries of one word, by how they begin; those that may begin inside a word; those of more, by their first."""

    groups: frozenset[str]
    singles: dict[str, tuple[_Entry, ...]]
    anywhere: tuple[_Entry, ...]
    phrases: dict[str, tuple[_Entry, ...]]


@functools.cache
def _index(language: Language, table: str) -> _Index:
    groups = _groups(language, table)
    singles: dict[str, list[_Entry]] = {}
    phrases: dict[str, list[_Entry]] = {}
    anywhere: list[_Entry] = []
    for group, meanings in groups.items():
        for meaning, listed in meanings.items():
            for entry in (_entry(text, group, meaning) for text in listed):
                if entry.before:
                    phrases.setdefault(entry.before[0], []).append(entry)
                elif entry.anywhere:
                    anywhere.append(entry)
                else:
                    singles.setdefault(entry.last[:_LETTERS], []).append(entry)
    return _Index(
        frozenset(groups) - {_NEUTRAL},
        {letters: tuple(some) for letters, some in singles.items()},
        tuple(anywhere),
        {word: tuple(some) for word, some in phrases.items()},
    )


_Begun = tuple[tuple[_Entry, ...], tuple[_Entry, ...]]
"""What a word of a text may be: the entries of one word that it is, and those of more that it may begin."""


@functools.cache
def _begun(language: Language) -> Callable[[str], Mapping[str, _Begun]]:
    """What a word may be in each table of the language that has it, by the table: the words are few, the texts long."""
    indices = {table: _index(language, table) for table in (OPPOSITES, TIME_WORDS, CALENDAR)}

    @functools.lru_cache(maxsize=16_384)
    def by_table(word: str) -> Mapping[str, _Begun]:
        first = _NUMBER if word[0].isdigit() else word
        begun = {table: (_singles(word, index), index.phrases.get(first, ())) for table, index in indices.items()}
        return {table: entries for table, entries in begun.items() if any(entries)}

    return by_table


def _singles(word: str, index: _Index) -> tuple[_Entry, ...]:
    """For each group, the longest entry of one word that ``word`` is."""
    best: dict[str, _Entry] = {}
    for entry in (*index.singles.get(word[:_LETTERS], ()), *index.anywhere):
        if entry.ends_with(word) and (entry.group not in best or entry.length > best[entry.group].length):
            best[entry.group] = entry
    return tuple(best.values())


def _groups(language: Language, table: str) -> Groups:
    """The groups of a table; one whose values are lists is a single group."""
    data: dict[str, Any] = dict(language.data.get(table, {}))
    neutral = data.pop(_NEUTRAL, ())
    if not data:
        return {}
    groups = data if all(isinstance(value, dict) for value in data.values()) else {table: data}
    return {**groups, _NEUTRAL: {_NEUTRAL: neutral}}


def _entry(text: str, group: str, meaning: str) -> _Entry:
    *before, last = text.casefold().strip().removeprefix("*").split()
    return _Entry(tuple(before), last, text.endswith(" "), text.startswith("*"), group, meaning)


@functools.lru_cache(maxsize=SENTENCES)
def _read(text: str, language: Language) -> tuple[tuple[str, ...], Mapping[str, list[tuple[int, _Begun]]]]:
    """The words of a text in small letters and, by table, where one is or begins an entry, with those entries."""
    tokens = folded(_JOINED.sub(" ", text))
    at: dict[str, list[tuple[int, _Begun]]] = {}
    for i, begun in enumerate(map(_begun(language), tokens)):
        for table, entries in begun.items():
            at.setdefault(table, []).append((i, entries))
    return tokens, at


@functools.lru_cache(maxsize=SENTENCES)
def _meanings(text: str, language: Language, table: str) -> dict[str, list[tuple[str, str]]]:
    """By group, the meanings of a text with the words for them, in its order. At one place the longest entry counts."""
    tokens, begun = _read(text, language)
    found: dict[str, list[tuple[str, str]]] = {}
    free: dict[str, int] = {}  # by group, where the next entry may begin
    for i, (single, more) in begun.get(table, ()):
        entries = [*single, *[entry for entry in more if entry.stands(tokens, i)]]
        if not entries:
            continue
        best = {entry.group: entry for entry in sorted(entries, key=lambda entry: entry.length)}
        if (neutral := best.pop(_NEUTRAL, None)) is not None:
            free[_NEUTRAL] = i + len(neutral.before) + 1
        for group, entry in best.items():
            if i >= max(free.get(group, 0), free.get(_NEUTRAL, 0)):
                free[group] = i + len(entry.before) + 1
                found.setdefault(group, []).append((entry.meaning, " ".join(tokens[i : free[group]])))
    return found
