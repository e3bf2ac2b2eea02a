"""Quotation marks: each language has its own, and an engine passes on those of the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contentops.language.language import Language

_OPENS = re.compile(r"(?:^|[\s(\[–—/“„«‘-])$")
_LONGEST_CODE = 8
_CODE = re.compile(r"⟦(\d+)⟧$")


def localized(text: str, here: Language, there: Language) -> str:
    """The text with the double marks of ``here`` written as ``there`` writes them.

    A mark opens at the beginning of the text and after a space, a bracket or a dash, and closes elsewhere, so that a
    quotation of several sentences comes out right in each. Straight marks stay: they may be inches.
    """
    marks = here.data["quotes"]
    ours = {marks["open"], marks["close"]}
    new = there.data["quotes"]

    def write(match: re.Match[str]) -> str:
        end = match.start()
        # What is linked or stressed may begin with the mark; a dose or a citation stands before one that closes.
        while (code := _CODE.search(text, max(0, end - _LONGEST_CODE), end)) and f"⟦/{code[1]}⟧" in text:
            end = code.start()
        return str(new["open"] if _OPENS.search(text[max(0, end - 1) : end]) else new["close"])

    return re.sub("|".join(map(re.escape, sorted(ours))), write, text)
