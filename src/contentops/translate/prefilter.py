r"""Which of many patterns can be found in a text at all, told by the words that each of them cannot do without.

To look for each of sixty patterns takes longer than all else that is done to a sentence, and nearly all are found in none.
What a pattern needs is read off itself: of "\bhur(?= (?:mycket|ofta)\b)" it is "hur", and "mycket" or "ofta". What is not
understood here counts as needing nothing: such a pattern is looked for in vain, and none is missed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
_ODD = ("İ", "ı")
"""What a pattern without regard to case takes for an "i" though casefolding makes it none."""
_EDGE = "\0"
"""In a string, where a word begins or ends if one stands there."""
_EDGES = re.compile(r"\\b|[\^$]|\(\?(?:<!|!)(?:\\w|\[\\w-?\])\)|\(\?<=(?:\[[^\]\\^]*\])? \)")
r"""In a pattern: "\b", "^", "$", "(?<!\w)", "(?![\w-])", "(?<=[.!] )"."""
_MOST = 400
"""Strings that are written out for one place: "(?:a|b)(?:c|d)" has four."""
_QUANTIFIER = re.compile(r"([*+?]|\{(\d*)(?:,\d*)?\})[?]?")
_PLAIN = re.compile(r"(?:\\ |[^\\\[\](){}^$.|?*+])+(?![?*+{])")
"""Letters and the like, the last of which is not repeated."""
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_OPENS = re.compile(r"\(\?(?:[=!:]|<[=!]|P<\w+>)|\((?!\?)")
_ESCAPED = re.compile(r"\\(?:\d+|[wWdDsSAZBntrfv])")


@dataclass(frozen=True, slots=True)
class Need:
    """A text has one of ``words``, or one of ``parts`` inside its words; both casefolded."""

    words: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()

    def met(self, words: frozenset[str], text: str) -> bool:
        """Whether a casefolded text, which has these words, has what is needed."""
        if not words.isdisjoint(self.words):
            return True
        return bool(self.parts) and any(part in text for part in self.parts)


class Prefilter:
    """Patterns that are looked for whatever the case, by what each of them needs."""

    def __init__(self, patterns: Iterable[str]) -> None:
        needs = [needs_of(pattern) for pattern in patterns]
        self._all = tuple(range(len(needs)))
        self._by_word: dict[str, list[int]] = {}
        self._by_no_word: list[int] = []
        self._rest: list[tuple[Need, ...]] = []  # besides the need by which a pattern is found here
        for number, each in enumerate(needs):
            first = min((need for need in each if not need.parts), key=_commonness, default=None)
            self._rest.append(tuple(need for need in each if need is not first))
            if first is None:
                self._by_no_word.append(number)
            else:
                for word in first.words:
                    self._by_word.setdefault(word, []).append(number)

    def candidates(self, text: str) -> Sequence[int]:
        """The numbers, in order, of the patterns that may be found in the text; the others are not in it."""
        if any(letter in text for letter in _ODD):
            return self._all
        words = frozenset(map(str.casefold, _WORD.findall(text)))
        found = set(self._by_no_word)
        for word in words & self._by_word.keys():
            found.update(self._by_word[word])
        folded = text.casefold()
        return sorted(number for number in found if all(need.met(words, folded) for need in self._rest[number]))


def _commonness(need: Need) -> tuple[int, int]:
    """How common its words are, by guess: short ones are in most texts."""
    return -min(map(len, need.words)), len(need.words)


def needs_of(pattern: str) -> tuple[Need, ...]:
    """What every text has in which the pattern is found, whatever the case; nothing where it is not understood."""
    try:
        return tuple(dict.fromkeys(_needs([_Group(_read(pattern))], [""])))
    except _NotUnderstoodError:
        return ()


class _NotUnderstoodError(Exception):
    """A pattern has what is not read here."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Alternatives. ``ahead``: they are looked for here and not passed."""

    alternatives: list[list[_Part]]
    ahead: bool = False


_Part = str | _Group | None
"""Letters and boundaries that stand there, alternatives, or None for anything else, of which nothing is known."""


def _read(pattern: str) -> list[list[_Part]]:
    alternatives, end = _alternatives(pattern, 0)
    if end < len(pattern):
        raise _NotUnderstoodError
    return alternatives


def _alternatives(pattern: str, at: int) -> tuple[list[list[_Part]], int]:
    """The alternatives from a place on, to the end of their group, and where that is."""
    found: list[list[_Part]] = [[]]
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            found.append([])
            at += 1
            continue
        part, at = _part(pattern, at)
        if repeated := _QUANTIFIER.match(pattern, at):
            at = repeated.end()
            may_be_left_out = repeated[1] in ("*", "?") or (repeated[1] != "+" and not int(repeated[2] or 0))
            found[-1] += [None] if may_be_left_out else [part, None]
        elif isinstance(part, str) and found[-1] and isinstance(found[-1][-1], str):
            found[-1][-1] += part
        else:
            found[-1].append(part)
    return found, at


def _part(pattern: str, at: int) -> tuple[_Part, int]:
    """The part that begins at a place, and where it ends."""
    if plain := _PLAIN.match(pattern, at):
        return plain[0].replace("\\ ", " ").casefold(), plain.end()
    letter = pattern[at]
    if letter == "(" and not _EDGES.match(pattern, at):
        return _group(pattern, at)
    if found := _CLASS.match(pattern, at) or _ESCAPED.match(pattern, at):
        return None, found.end()
    if edge := _EDGES.match(pattern, at):
        return _EDGE, edge.end()
    if letter == "\\" and not pattern[at + 1 : at + 2].isalnum():
        return pattern[at + 1 : at + 2], at + 2
    if letter in "\\[*+?":
        raise _NotUnderstoodError
    return None if letter == "." else letter.casefold(), at + 1


def _group(pattern: str, at: int) -> tuple[_Part, int]:
    opens = _OPENS.match(pattern, at)
    alternatives, end = _alternatives(pattern, opens.end()) if opens else ([], at)
    if opens is None or not pattern.startswith(")", end):
        raise _NotUnderstoodError
    match opens[0]:
        case "(?!" | "(?<!":
            return "", end + 1
        case "(?<=":  # it ends here and does not begin here
            return _Group([[_Group([[None, *each] for each in alternatives])]], ahead=True), end + 1
        case kind:
            return _Group(alternatives, ahead=kind == "(?="), end + 1


def _needs(parts: Sequence[_Part], before: Sequence[str]) -> Iterator[Need]:
    """What a text has where these parts stand; right before them stands one of the strings of ``before``."""
    run = list(before)
    for part in parts:
        if part is None:
            yield from _of_strings(run)
            run = [""]
        elif isinstance(part, str):
            run = _followed(run, [part])
        elif part.ahead:
            yield from _of_alternatives(part.alternatives, run)
        elif (strings := _strings(part)) and len(run) * len(strings) <= _MOST:
            run = _followed(run, strings)
        else:
            yield from _of_alternatives(part.alternatives, run)
            passed = _strings(part, passing=True)
            run = _followed(run, passed) if passed and len(run) * len(passed) <= _MOST else [""]
    yield from _of_strings(run)


def _of_alternatives(alternatives: Sequence[Sequence[_Part]], before: Sequence[str]) -> Iterator[Need]:
    """What a text has where one of these stands: the surest of each, or all of the only one."""
    if len(alternatives) == 1:
        yield from _needs(alternatives[0], before)
        return
    surest = [
        min(_needs(each, before), key=lambda need: (bool(need.parts), len(need.words)), default=None)
        for each in alternatives
    ]
    if all(surest):
        yield _any_of(need for need in surest if need)


def _any_of(needs: Iterable[Need]) -> Need:
    words: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    for need in needs:
        words, parts = words | need.words, parts | need.parts
    return Need(words, parts)


def _strings(group: _Group, *, passing: bool = False) -> list[str] | None:
    """All that a group of plain strings can be; None for another. When ``passing``, what is only looked for counts as ""."""
    if group.ahead:
        return [""] if passing else None
    found: list[str] = []
    for alternative in group.alternatives:
        run = [""]
        for part in alternative:
            strings = [part] if isinstance(part, str) else _strings(part, passing=passing) if part else None
            if strings is None or len(run) * len(strings) > _MOST:
                return None
            run = _followed(run, strings)
        found += run
    return found


def _followed(run: Sequence[str], strings: Sequence[str]) -> list[str]:
    return [f"{one}{string}" for one in run for string in strings]


def _of_strings(strings: Sequence[str]) -> Iterator[Need]:
    """What a text has in which one of these stands. A word is whole where it is not at the edge of its string."""
    whole = [{m[0] for m in _WORD.finditer(one) if m.start() > 0 and m.end() < len(one)} for one in strings]
    in_all = frozenset.intersection(*map(frozenset, whole))
    for word in in_all:
        yield Need(frozenset({word}))
    # Of each string one of its words: all that stand first, all that stand last, all that tell most.
    for chosen in zip(*map(_chosen, strings, whole), strict=True):
        words = frozenset(word for word, own in zip(chosen, whole, strict=True) if word in own)
        parts = frozenset(word for word, own in zip(chosen, whole, strict=True) if word not in own)
        if "" not in parts:
            yield Need(words, parts)


def _chosen(string: str, whole: Collection[str]) -> tuple[str, str, str]:
    """The first word of a string, its last, and the longest of those that are whole or else of all; "" where it has none."""
    every = _WORD.findall(string) or [""]
    return every[0], every[-1], max(whole or every, key=lambda word: (len(word), word))
