"""See CHECK."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contentops.check.model import Check, Example, Flaw, SegmentPair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language

_DOUBLED = re.compile(r"(?<![\w-])([^\W\d_]+)[ \u00a0]+\1(?![\w-])", re.IGNORECASE)


def _find(pair: SegmentPair, target_language: Language) -> Iterator[Flaw]:
    if _DOUBLED.search(pair.source_shown):
        return
    right = target_language.data["words"].get("may_double", ())
    for match in _DOUBLED.finditer(pair.target_shown):
        if match[1].casefold() in right:
            continue
        yield Flaw(message=f"“{match[0]}”: the same word twice")


CHECK = Check(
    severity="warn",
    title="A word stands twice in a row",
    why="It is a slip of an engine or of an editing hand that every reader sees.",
    advice="Take one of them away, unless both are meant.",
    find=_find,
    examples=(
        Example(source="Fisk är gott.", target="Fisk er er godt.", finds=True),
        Example(source="Fisk är gott.", target="Fisk er godt.", finds=False),
        Example(source="Bra bra!", target="Godt godt!", finds=False),
        Example(source="Fisk är gott.", target="Fisch ist ist gut.", locale="de", finds=True),
        Example(
            source="Vitaminer som skyddar huden.", target="Vitamine, die die Haut schützen.", locale="de", finds=False
        ),
    ),
)
