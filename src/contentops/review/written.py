"""What a person has written, before it is remembered: in one line, of a sensible length, and without what nobody can see."""

from __future__ import annotations

import re
import unicodedata

from contentops.errors import ReviewError
from contentops.ingest.charset import clean

LONGEST = 5_000
"""Characters. Twenty times a long sentence: what is longer was pasted by mistake."""

_UNSEEN = {"Cc", "Co", "Cs"}
_SOFT_HYPHEN = "\u00ad"
"""It is kept: who writes German puts it where a long word may be parted."""
_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""They turn the order of the words that follow, in the text and in everything that quotes it."""


def written(text: str, what: str, *, longest: int = LONGEST) -> str:
    """The text with its spaces and lines made one; ``what`` names it in the error.

    Marks without a width go, as they go from a source: tools leave them, and a word with one in it is not found. Raises
    ReviewError for a text that is too long, in which nothing can be seen, or that holds control, surrogate, private or
    direction characters.
    """
    line = re.sub(r"[ \t\r\n\f\v\u0085\u2028\u2029]+", " ", text).strip()
    if len(line) > longest:
        raise ReviewError(f"{what} has {len(line)} characters, more than {longest}.", hint="Write it shorter.")
    odd = next((c for c in line if unicodedata.category(c) in _UNSEEN or _BIDI.match(c)), "")
    if odd:
        raise ReviewError(
            f"{what} holds a character that cannot be seen (U+{ord(odd):04X}).", hint="Type it instead of pasting it."
        )
    seen = _SOFT_HYPHEN.join(clean(part) for part in line.split(_SOFT_HYPHEN)).strip()
    if line and not seen.replace(_SOFT_HYPHEN, "").strip():
        raise ReviewError(f"{what} holds nothing that can be seen.", hint="Write it.")
    return seen


def translated(text: str, what: str, source: str) -> str:
    """A translation as :func:`written`, which may be long where its source is: a paragraph that is taken whole."""
    return written(text, what, longest=max(LONGEST, 4 * len(source)))


def named(by: str) -> str:
    """A person's name. Raises ReviewError for none: an approval is somebody's word."""
    if not by.strip():
        raise ReviewError("nobody is named.", hint='Say who does this: --by "Your Name".')
    return written(by, "the name")
