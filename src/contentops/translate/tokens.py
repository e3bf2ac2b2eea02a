"""How what is masked is spelled while an engine works: capital letters only, as Apertium renders "{2}" as "{2.}".

"XQBX" is the second thing that is masked, of which nothing is known. "XQBZNUMAX" is a word of which it is known what it is,
so that an engine can read it as that: its letters after the Z tell it, and may come back as others, where the engine wants
another form of the word.
"""

from __future__ import annotations

import re

LETTERS = "ABCDEFGHIJKLMNOPRSTUVWY"
"""Without Q, X and Z, which hold the parts of a token apart."""
TOKEN = re.compile(rf"XQ([{LETTERS}]+)(?:Z([{LETTERS}]+))?X(?![A-Z])")

NOUN, VERB, ADJECTIVE = "N", "V", "J"
"""The first letter of what a word is. The last is its form; a noun has its genders in Swedish and in the target between."""
COMMON, NEUTER, MASCULINE, FEMININE = "U", "N", "M", "F"
ANY = "W"
"""A noun that has both genders in Swedish: "en mineral", "ett mineral"."""
SINGULAR = "A"
FORMS = {
    NOUN: {"sg": "A", "sg_def": "B", "pl": "C", "pl_def": "D"},
    VERB: {"inf": "A", "pres": "B", "past": "C", "supine": "D", "pass": "E"},
    ADJECTIVE: {"c": "A", "n": "B", "pl": "C"},
}
FINITE = frozenset("BCE")
"""The letters of a verb's forms that have a subject."""
GENITIVES = {"A": "E", "B": "F", "C": "G", "D": "H"}
"""The letter of a noun's genitive, by that of its form."""
EITHER = "I"
"""A noun whose singular and plural look alike in Swedish: the sentence tells which it is."""

_COLLAPSED = re.compile(rf"(XQ[{LETTERS}]+Z{NOUN}{NEUTER})([{LETTERS}]X)(?![A-Z])")


def spelled(number: int, sort: str = "") -> str:
    """The token of the ``number``-th thing, from 0: A, B … Y, AA, AB …, as many letters as it takes."""
    name, left = "", number + 1
    while left:
        left, letter = divmod(left - 1, len(LETTERS))
        name = LETTERS[letter] + name
    return f"XQ{name}{'Z' if sort else ''}{sort}X"


def number(name: str) -> int:
    """Which thing the name in a token, what TOKEN finds first, stands for."""
    value = 0
    for letter in name:
        value = value * len(LETTERS) + LETTERS.index(letter) + 1
    return value - 1


def mended(text: str) -> str:
    """The text with each token of a neuter whole: the last program of nynorsk writes two of three equal consonants."""
    return _COLLAPSED.sub(rf"\1{NEUTER}\2", text)


def opaque(text: str) -> str:
    """The text with nothing told of what its tokens are."""
    return TOKEN.sub(lambda token: f"XQ{token[1]}X", text)


def same(text: str, answer: str) -> bool:
    """Whether the answer has the tokens of the text, each as often, in whatever order."""
    there, back = (sorted(token[1] for token in TOKEN.finditer(one)) for one in (text, answer))
    return there == back
