"""Bylines: "Skriven av Anna Ek", "Text: Anna Ek", "Av Anna Ek"."""

from __future__ import annotations

import re

from contentops.extract.vocabulary import Vocabulary, key

_LONGEST = 120
_LONGEST_NAME = 50
_NAME_WORDS = 4
_MOST_TITLES = 2
"""Words in lower case before a name: "leg. dietist Anna Ek"."""
_DATE_BEFORE = re.compile(
    r"^\D{0,20}(?:\d[\d:./ -]{4,20}|\d{1,2}\.? [^\W\d_]{3,9}\.? \d{4}[,.]?)\s(?:[|·–-]\s)?(?=\w{2,3}\s)"
)
_DATE_AFTER = re.compile(r"\s+(?:[-–—|]\s*)?(?:den\s|on\s|the\s)?(?:[^\W\d_]{3,9}\s)?\d[\d\w:., /-]*$")
_ONLY_NAME = re.compile(r"[^\W\d_][^\W\d_.’'-]*\.?(?:[ ’'-][^\W\d_]+\.?)*")
_DATE_FIRST = re.compile(r"^(?:20\d\d-\d\d-\d\d|\d{1,2} [^\W\d_]{3,9} 20\d\d)[.,:|\s–-]+")
"""A date before "Text: Anna Ek", in one line with it."""
_PARTICLES = frozenset(
    ["af", "av", "von", "van", "de", "der", "den", "du", "la", "le", "el", "bin", "al", "och", "&", "and"]
)


def author_of_line(line: str, words: Vocabulary) -> str:
    """The name in a line that is a byline; "" for a line that is none.

    A name is two to five words with capitals; one word alone is taken only after a colon ("Text: Anna") or a date
    ("3 maj 2026 av Anna"), for a sentence too may begin with "Av". A date around it and what somebody is by profession
    ("dietist Anna Ek") are no part of it.
    """
    line = line.strip()
    if not (words.byline_label.match(line) or _DATE_FIRST.match(line) or _DATE_BEFORE.match(line)):
        return ""  # as nearly every line
    line = " ".join(line.split())
    if len(line) > _LONGEST:
        return ""
    line = _DATE_FIRST.sub("", line)
    for shape in dict.fromkeys((words.credit.split(line, maxsplit=1)[0], line, _undated(line))):
        dated = shape is not line and _DATE_BEFORE.match(line) is not None
        if (match := words.byline.match(shape)) and (name := _name(match, shape, words, dated=dated)):
            return name
    return ""


def _undated(line: str) -> str:
    """A byline without the date before or after the name: "Publicerad 2026-03-02 av Anna Ek" as "av Anna Ek"."""
    return _DATE_AFTER.sub("", _DATE_BEFORE.sub("", line, count=1), count=1)


def _name(match: re.Match[str], line: str, words: Vocabulary, *, dated: bool) -> str:
    parts: list[str] = match["name"].split()
    titles = next((number for number, part in enumerate(parts) if part[0].isupper()), len(parts))
    if 0 < titles <= _MOST_TITLES and len(parts) - titles > 1:
        parts = parts[titles:]
    if any(part[0].islower() and part not in _PARTICLES for part in parts) or not parts or parts[0][0].islower():
        return ""
    label = line[: match.start("name")]
    if len(parts) == 1 and ":" not in label and "av " not in label.casefold()[2:] and not dated:
        return ""
    name = " ".join(parts)
    return name.rstrip(" ,.") if key(name) not in words.generic_authors else ""


def is_name(line: str, words: Vocabulary) -> bool:
    """Whether a line is nothing but a person's name: two to four words with capitals, no digits, no word of a shop."""
    parts = line.split()
    return (
        len(line) <= _LONGEST_NAME
        and 1 < len(parts) <= _NAME_WORDS
        and _ONLY_NAME.fullmatch(line) is not None
        and parts[0][0].isupper()
        and parts[-1][0].isupper()
        and all(part[0].isupper() or part in _PARTICLES for part in parts)
        and key(line) not in words.lines
        and key(line) not in words.generic_authors
    )


def is_byline_of(line: str, author: str) -> bool:
    """Whether a short line is nothing but the author's name, with or without "av" before it."""
    line = " ".join(line.split()).strip(" .,|–-").casefold()
    name = author.casefold()
    return bool(name) and len(line) <= len(name) + 20 and f" {line}".endswith(f" {name}")
