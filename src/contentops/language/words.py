"""Words: what counts as one, and how an entry of a word list is found in a text."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"\w+(?:[-'’:·.,]\w+)*")
_LETTER_BOTH_SIDES = re.compile(r"[.,](?<=[^\W\d_][.,])(?=[^\W\d_]{2})")
_ABBREVIATED = 2
"""Letters before a point inside a word, as in "bl.a" and "e.g"; with more, the page lost its space there."""
_REMEMBERED = 4096
"""Texts. Checks ask of one sentence, and of the same terms, one after the other and again."""
_ANYWHERE = "*"
"""What an entry begins with that may have letters before it: "*syöpä" is found in "rintasyöpä"."""


def words(text: str) -> list[str]:
    """The words of a text, in order, as written.

    A hyphen, an apostrophe, and a point or comma inside a number or an abbreviation keep a word together ("D-vitamin",
    "2,5", "t.ex"); a slash and a dash part two ("och/eller"). A number is a word.
    """
    # "slut.Nu", where a page lost its space, is two words; "t.ex" and "2.5" are one.
    return _WORD.findall(_LETTER_BOTH_SIDES.sub(_keep_abbreviation, text))


@functools.lru_cache(maxsize=_REMEMBERED)
def folded(text: str) -> tuple[str, ...]:
    """The words of a text, in order, case-folded: what word lists are compared with."""
    return tuple(word.casefold() for word in words(text))


def _keep_abbreviation(match: re.Match[str]) -> str:
    before = re.search(r"\w+$", match.string[: match.start()])
    return match[0] if before and len(before[0]) <= _ABBREVIATED else f"{match[0]} "


def is_long(word: str, letters: int) -> bool:
    """Whether a word has at least ``letters`` letters; hyphens and digits are not counted."""
    return sum(character.isalpha() for character in word) >= letters


@functools.lru_cache(maxsize=_REMEMBERED)
def plain_case(text: str) -> str:
    """The text in lower case with single plain spaces: the form in which word lists are written."""
    return " ".join(text.split()).casefold()


def found(text: str, entries: Iterable[str]) -> list[str]:
    """What of ``entries`` occurs in ``text``, in the order of the text, as it is written there (in lower case).

    An entry matches at the beginning of a word and need not be the whole word; one that ends in a space matches to a
    word's end; one that begins with * may have letters before it in its word; one of several words matches as a phrase.
    Of entries that begin at one place the longest is taken, and the word is given whole.
    """
    listed, plain = tuple(entries), plain_case(text)
    # Most texts have none, and a pattern of many words looks for each of them at every letter.
    if not any(map(plain.__contains__, _least(listed))):
        return []
    pattern = _pattern(listed)
    return [] if pattern is None else [match[0] for match in pattern.finditer(plain)]


def without(text: str, entries: Iterable[str]) -> str:
    """The text, in lower case, with every entry that occurs in it taken out."""
    pattern = _pattern(tuple(entries))
    return plain_case(text) if pattern is None else pattern.sub(" ", plain_case(text))


@functools.lru_cache(maxsize=64)
def _least(entries: tuple[str, ...]) -> tuple[str, ...]:
    """Pieces of which a text with one of the entries has one: the entries without those that have another one in them."""
    pieces = {_literal(entry) for entry in entries}
    return tuple(piece for piece in sorted(pieces) if not any(one != piece and one in piece for one in pieces))


def _literal(entry: str) -> str:
    """What stands in a text where the entry does."""
    return entry.casefold().removeprefix(_ANYWHERE).rstrip()


@functools.lru_cache(maxsize=64)
def _pattern(entries: tuple[str, ...]) -> re.Pattern[str] | None:
    if not entries:
        return None
    parts = [
        (r"\w+" if entry.startswith(_ANYWHERE) else "")
        + re.escape(_literal(entry))
        + (r"(?!\w)" if entry.endswith(" ") else r"\w*")
        for entry in sorted(entries, key=lambda entry: (entry.startswith(_ANYWHERE), -len(entry.rstrip()), entry))
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})")
