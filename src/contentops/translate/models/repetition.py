"""A text that goes round in circles, as a network's does that has lost its way."""

from __future__ import annotations

import re

_LONGEST = 12
"""Words of a phrase."""
_WORD_LOOP = re.compile(r"(?=[^\d\s]*[^\W\d_])(\S{1,12}?)\1{5,}")
"""Something with a letter in it six times on end within a word: "hahahahahaha"."""


def repeated(text: str, source: str = "") -> str:
    """The phrase that stands three times on end in the text, or the piece six times within a word; "" when there is none.

    There is none either where the source itself repeats something.
    """
    found = _circle(text)
    return found if found and not _circle(source) else ""


def _circle(text: str) -> str:
    words = text.casefold().split()
    for size in range(1, min(_LONGEST, len(words) // 3) + 1):
        for start in range(len(words) - 3 * size + 1):
            first, second, third = (words[start + i * size : start + (i + 1) * size] for i in range(3))
            if first == second == third and any(letter.isalpha() for word in first for letter in word):
                return " ".join(first)
    within = _WORD_LOOP.search(text.casefold())
    return within[1] if within else ""
