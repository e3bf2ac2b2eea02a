"""Bylines: "Skriven av Anna Ek", "Text: Anna Ek", "Av Anna Ek"."""

from __future__ import annotations

import re

from contentops.extract.vocabulary import Vocabulary, key

_LONGEST = 120
_LONGEST_NAME = 50
_NAME_WORDS = 4
_ONLY_NAME = re.compile(r"[^\W\d_][^\W\d_.’'-]*\.?(?:[ ’'-][^\W\d_]+\.?)*")
_DATE_FIRST = re.compile(r"^(?:20\d\d-\d\d-\d\d|\d{1,2} [^\W\d_]{3,9} 20\d\d)[.,:|\s–-]+")
"""A date before "Text: Anna Ek", in one line with it."""
_PARTICLES = frozenset(
    ["af", "av", "von", "van", "de", "der", "den", "du", "la", "le", "el", "bin", "al", "och", "&", "and"]
)


def author_of_line(line: str, words: Vocabulary) -> str:
    """The name in a line that is a byline; "" for a line that is none.

    A name is two to five words with capitals; one word alone is taken only after a colon ("Text: Anna"), for a sentence
    too may begin with "Av".
    """
    line = " ".join(line.split())
    if len(line) > _LONGEST:
        return ""
    line = _DATE_FIRST.sub("", line)
    match = words.byline.match(words.credit.split(line, maxsplit=1)[0]) or words.byline.match(line)
    if match is None:
        return ""
    name: str = match["name"].strip()
    parts = name.split()
    if any(part[0].islower() and part not in _PARTICLES for part in parts) or not parts or parts[0][0].islower():
        return ""
    colon = ":" in line[: match.start("name")]
    if len(parts) == 1 and not colon and "av " not in line[: match.start("name")].casefold()[2:]:
        return ""
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
    line = " ".join(line.split()).strip(" .,|–-")
    return (
        bool(author)
        and len(line) <= len(author) + 20
        and re.search(rf"(^|\s){re.escape(author)}$", line, re.IGNORECASE) is not None
    )
