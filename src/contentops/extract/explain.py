"""What extraction did with a page, for a person: where the article stood, what the shop's file did, what was cut and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from contentops.errors import NoArticle
from contentops.extract.chrome import SHOWN, Cut
from contentops.extract.reading import Extraction


def explain(extraction: Extraction) -> str:
    """The explanation, in lines: cuts are grouped by reason, that which took most first, each with place and beginning."""
    return _printable((*_found(extraction), *_shop(extraction), *_cuts(extraction.cuts)))


def explain_refusal(refused: NoArticle) -> str:
    """What was cut from a page of which no article was left, in lines."""
    return _printable(("No article was found.", *_cuts(refused.cuts)))


def _printable(lines: tuple[str, ...]) -> str:
    return "\n".join("".join(sign if sign.isprintable() else " " for sign in line) for line in lines)


def _found(extraction: Extraction) -> Iterator[str]:
    if not extraction.found:
        yield "The page is plain text: all of its lines were looked at."
        return
    yield "Where the article stood (nothing else of the page was taken):"
    for found in extraction.found:
        yield f"  {found.place}, {_characters(found.length)}: {found.why}"


def _shop(extraction: Extraction) -> Iterator[str]:
    if extraction.site is None:
        return
    yield f"What the shop's file {extraction.site.path} did:"
    for effect in extraction.effects:
        yield f"  {effect.key} {effect.asked!r}: {effect.did}"
    words = len(extraction.site.lines) + len(extraction.site.boxes)
    if words:
        yield f"  lines and boxes: {words} more for the shop's vocabulary"


def _cuts(cuts: tuple[Cut, ...]) -> Iterator[str]:
    if not cuts:
        yield "Nothing was cut."
        return
    yield f"What was cut: {_pieces(cuts)}"
    groups: dict[str, list[Cut]] = defaultdict(list)
    for cut in cuts:
        groups[cut.reason].append(cut)
    for reason, group in sorted(groups.items(), key=lambda one: -sum(cut.length for cut in one[1])):
        yield f"  {reason}: {_pieces(group)}"
        for cut in group:
            beginning = f"“{cut.text}{'…' if len(cut.text) >= SHOWN else ''}”" if cut.text.strip() else "a picture"
            yield f"    {cut.place or '(in the text)'}, {_characters(cut.length)}: {beginning}"


def _pieces(cuts: tuple[Cut, ...] | list[Cut]) -> str:
    number = len(cuts)
    return f"{number} {'piece' if number == 1 else 'pieces'}, {_characters(sum(cut.length for cut in cuts))}"


def _characters(number: int) -> str:
    return f"{number} character{'' if number == 1 else 's'}"
