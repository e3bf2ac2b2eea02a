"""Numbers in words: found in a text, and written in another language.

"Fyra tabletter" is as much a dose as "4 tabletter". "En" and "ett" are no numbers here: they are the article too.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contentops.language.language import Language

_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w-])|\d+")
_HYPHENED = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)?(?!\w|-\w)|\d+")
"""Words of a language whose numbers may have a hyphen, inside or at their end: "twenty-five", "zwei- bis dreimal"."""
_FIGURES = re.compile(r"(?<![\w,.:/-])(\d+(?:[–-]\d+)?)-([^\W\d_]+)(?![\w-])")
_COUNTED = re.compile(r"(?<![\w,.:/-])(?:(?P<every>[^\W\d_]+)\s)?(?P<number>\d+):[ea](?![\w-])")
_LARGE = (100, 1000, 1_000_000)
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
_SMALL_ORDINAL = 2
_SHORTEST_HEAD = 3
_OF_YEARS = "år"
"""How the tails begin that words for numbers have too: "tolvåring", "fyraåriga"."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in words and where it stands. ``ordinal``: "fjärde"; ``every``: with "var" or "vart" before it."""

    start: int
    end: int
    value: int
    ordinal: bool = False
    every: bool = False


def find(text: str, speech: Language, nouns: frozenset[int] = frozenset()) -> list[Numeral]:
    """The number words of a text, in order. "Två hundra" is one, "var tredje" too; "varannan" is every second.

    ``nouns`` is where words begin that are known to be nouns: a word that may be a number is one before them.
    """
    table, data = _table(speech), _data(speech)
    pattern = _HYPHENED if data.get("hyphens", False) else _WORD
    if not data.get("joined_before") and _known(speech).isdisjoint(map(str.casefold, pattern.findall(text))):
        return []
    words = [(m.start(), m.end(), m.group().casefold()) for m in pattern.finditer(text)]
    others = _others(speech)
    found: list[Numeral] = []
    for i, (start, end, word) in enumerate(words):
        # Two words in some languages: "every other week".
        other = others.get(word, ())
        if other and [word for *_, word in words[max(0, i + 1 - len(other)) : i + 1]] == other:
            found.append(Numeral(words[i + 1 - len(other)][0], end, 2, ordinal=True, every=True))
            continue
        value, ordinal = table.get(word) or _joined(word, table, data)
        counts = i + 1 < len(words) and words[i + 1][0] in nouns and text[end : words[i + 1][0]].isspace()
        if value < 0 or (word in data.get("ambiguous", ()) and not counts and not _sure(words, i, table, data)):
            continue
        before = found[-1] if found else None
        if before and not ordinal and _multiplies(before, value, text[before.end : start]):
            found[-1] = Numeral(before.start, end, before.value * value)
        elif ordinal and _is_every(words, i, value, data):
            found.append(Numeral(words[i - 1][0], end, value, ordinal=True, every=True))
        else:
            found.append(Numeral(start, end, value, ordinal=ordinal))
    return found


def write(numeral: Numeral, written: str, after: str, here: Language, there: Language) -> str | None:
    """The number as ``there`` writes it; None where it has no word. ``written`` is its spelling in ``here``.

    ``after`` is the noun that follows, in ``here``: "var femte minut" is "hvert femte minut".
    """
    data, own = _data(there), _data(here)
    if not numeral.every:
        return ordinal(numeral.value, there) if numeral.ordinal else cardinal(numeral.value, there)
    first = written.split(maxsplit=1)[0].casefold()
    neuter = first in (own["every"].get("n"), own["every_other"].get("n"))
    gender = data.get("genders", {}).get(after.casefold(), "n" if neuter else "c")
    if numeral.value == _SMALL_ORDINAL:
        return _by_gender(data["every_other"], gender)
    word = ordinal(numeral.value, there)
    return f"{_by_gender(data['every'], gender)} {word}" if word else None


def compounds(text: str, here: Language, there: Language) -> Iterator[tuple[int, int, str, bool]]:
    """Words made of a number, in figures or in words, that are made otherwise ``there``: "65-åringar", "1990-talet".

    Each with its start, its end, what it is there, and whether that belongs to the noun that follows: "12-veckors|studie".
    """
    tails, spans = _data(there).get("tails", {}), _data(there).get("spans", {})
    for match in _WORD.finditer(text) if _OF_YEARS in text.casefold() else ():
        word = match.group().casefold()
        tail = next((tail for tail in tails if tail.startswith(_OF_YEARS) and word.endswith(tail)), "")
        value, is_ordinal = _table(here).get(word.removesuffix(tail), (-1, False)) if tail else (-1, False)
        written = None if is_ordinal else cardinal(value, there)
        if written and " " not in written:
            yield match.start(), match.end(), f"{written}{tails[tail].lstrip('-')}", False
    for match in _FIGURES.finditer(text) if "-" in text else ():
        number, tail = match[1], match[2].casefold()
        if number.endswith("00") and (whole := tails.get(f"00-{tail}")):
            yield match.start(), match.end(), f"{number[:-2]}{whole}", False
        elif tail in tails:
            yield match.start(), match.end(), f"{number}{tails[tail]}", False
        elif span := next((span for span in spans if tail.startswith(span)), ""):
            end = match.start(2) + len(span)
            if end == match.end() or match.end() - end >= _SHORTEST_HEAD:
                yield match.start(), end, f"{number}-{spans[span]}", end < match.end()


def counted(text: str, here: Language, there: Language) -> Iterator[tuple[int, int, str]]:
    """Ordinals in figures: "2:a" is "2." there, and "var 4:e" is "hver 4."."""
    own, data = _data(here), _data(there)
    for match in _COUNTED.finditer(text) if ":" in text else ():
        every = (match["every"] or "").casefold()
        if every in own["every"].values():
            noun = re.match(r"\s+([^\W\d_]+)", text[match.end() :])
            gender = data.get("genders", {}).get(
                noun[1].casefold() if noun else "", "n" if every == own["every"]["n"] else "c"
            )
            yield match.start(), match.end(), f"{_by_gender(data['every'], gender)} {match['number']}."
        else:
            yield match.start("number"), match.end(), f"{match['number']}."


def cardinal(value: int, speech: Language) -> str | None:
    """A cardinal in words, from zero, without one, to 99 000 where there is a word for it."""
    data = _data(speech)
    if value < 0:
        return None
    if listed := data["cardinals"].get(str(value)):
        return str(listed[0])
    if value < _HUNDRED:
        return next(_between(value, speech), None)
    for size, pattern in ((_THOUSAND, data["thousands"]), (_HUNDRED, data["hundreds"])):
        number, rest = divmod(value, size)
        if not rest and 1 < number < _HUNDRED and (word := cardinal(number, speech)):
            return str(pattern).format(number=word)
    return None


def ordinal(value: int, speech: Language) -> str | None:
    """An ordinal in words, where there is one."""
    listed = _data(speech)["ordinals"].get(str(value))
    return str(listed[0]) if listed else None


def left_to_engine(numeral: Numeral, after: str, here: Language, there: Language) -> bool:
    """Whether an engine renders the number rightly, and sees by it which form of noun the target wants after it."""
    data = _data(there)
    if numeral.every:
        return False
    if numeral.ordinal:
        return numeral.value in data["ordinals_of_engine"]
    if after.endswith(tuple(_data(here)["definite_plural_endings"])):
        return numeral.value in (*data["cardinals_of_engine"], *data["cardinals_of_engine_before_definite"])
    return numeral.value in data["cardinals_of_engine"]


def _data(speech: Language) -> dict[str, Any]:
    data: dict[str, Any] = speech.data["numerals"]
    return data


@functools.cache
def _table(speech: Language) -> dict[str, tuple[int, bool]]:
    data = _data(speech)
    table = {form.casefold(): (int(value), False) for value, forms in data["cardinals"].items() for form in forms}
    table |= {form.casefold(): (int(value), True) for value, forms in data["ordinals"].items() for form in forms}
    for value in range(21, _HUNDRED):
        if value % _TEN:
            table |= {form.casefold(): (value, False) for form in _between(value, speech)}
    for number in range(2, _TEN):
        for pattern, size in ((data["hundreds"], _HUNDRED), (data["thousands"], _THOUSAND)):
            for form in data["cardinals"][str(number)]:
                joined = str(pattern).format(number=form).replace(" ", "").casefold()
                table.setdefault(joined, (number * size, False))
    return table


@functools.cache
def _others(speech: Language) -> dict[str, list[str]]:
    """What says "every second", by its last word."""
    return {phrase[-1]: phrase for phrase in map(str.split, _data(speech)["every_other"].values())}


@functools.cache
def _known(speech: Language) -> frozenset[str]:
    """The words of which a number in words has one at least."""
    return frozenset((*_table(speech), *_others(speech)))


def _joined(word: str, table: dict[str, tuple[int, bool]], data: dict[str, Any]) -> tuple[int, bool]:
    """The number that a word begins with, where the language writes it together with what is counted: "kolmevuotias"."""
    ends = (word.find(part) for part in data.get("joined_before", ()))
    values = (table.get(word[:end], (-1, False)) for end in ends if end > 0)
    return next((found for found in values if found[0] >= 0), (-1, False))


def _between(value: int, speech: Language) -> Iterator[str]:
    data = _data(speech)
    tens, unit = value - value % _TEN, value % _TEN
    units = data["one"] if unit == 1 else data["cardinals"].get(str(unit), ())
    for pattern in data["tens"]:
        for form in data["cardinals"].get(str(tens), ()):
            for one in units:
                yield str(pattern).format(tens=form, unit=one)


def _multiplies(before: Numeral, value: int, between: str) -> bool:
    small = not before.ordinal and 1 < before.value < _HUNDRED
    return small and value in _LARGE and between in (" ", "\u00a0")


def _is_every(words: list[tuple[int, int, str]], i: int, value: int, data: dict[str, Any]) -> bool:
    """Whether "var" before an ordinal is "every": it is "was" after a subject and before a definite noun."""
    if value <= _SMALL_ORDINAL or i == 0 or words[i - 1][2] not in data["every"].values():
        return False
    if i > 1 and words[i - 2][2] in data.get("verb_after", ()):
        return False
    after = words[i + 1][2] if i + 1 < len(words) else ""
    return not after.endswith(tuple(data.get("definite_endings", ()))) or after in data.get("not_definite", ())


def _sure(words: list[tuple[int, int, str]], i: int, table: dict[str, tuple[int, bool]], data: dict[str, Any]) -> bool:
    near = [words[at][2] if 0 <= at < len(words) else "" for at in (i - 2, i - 1, i + 1, i + 2)]

    def number(word: str) -> bool:
        return word.isdigit() or (word in table and word not in data["ambiguous"])

    between = data["between_numbers"]
    return (
        near[1] in data["number_follows"]
        or near[2] in data["number_precedes"]
        or (near[1] in between and number(near[0]))
        or (near[2] in between and number(near[3]))
    )


def _by_gender(forms: dict[str, str], gender: str) -> str:
    return forms.get(gender) or forms["c"]
