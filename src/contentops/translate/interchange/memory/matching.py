"""What the memory makes of a unit: the identity under which a run will look for its Swedish sentence, and its translation.

A quantity that stands in the unit as plain text becomes a code, as the extractor would make one of it. Where a file does
not say what its codes are (OmegaT's "<x0/>"), the sentences that the store knows do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from contentops.article.segments import Segment, check_codes
from contentops.errors import SegmentError
from contentops.language import quantities
from contentops.language.language import Language, language
from contentops.state.memory import Entry, identity, normalized
from contentops.translate.interchange.kinds import PAIRS
from contentops.translate.interchange.memory.codes import marked, without_kinds
from contentops.translate.interchange.memory.edges import Framed
from contentops.translate.interchange.memory.seal import key_of
from contentops.translate.interchange.memory.unit import Coded, Mark, Marked, Unit, coded, stand_ins

_LETTER = re.compile(r"[^\W\d_]")
_SQUARED = frozenset(["m", "cm", "mm", "km"])
"""A length before an exponent is an area or a volume, and no quantity: see extract/quantities.py."""

Known = Callable[[str], Iterable[Framed]]
"""The sentences of the store that a coded text may be, normalised: those that have it, or have it between their edges."""


class Match(NamedTuple):
    """A sentence by its identity, and a translation of it."""

    key: str
    source: str
    text: str


def matches(unit: Unit, source_locale: str, known: Known) -> list[Match]:
    """The sentences that a unit translates; several where the store has such with other kinds of codes, or at other edges.

    Raises SegmentError, with the reason in words, for codes or quantities that are not the same on both sides, and for codes
    of which nothing says what they are.
    """
    if unit.own:
        return [_own(unit.own)]
    found = coded(unit)
    if unit.own_source:
        return [_alone(found)]
    if not all(found.kinds) and (told := _told(found, known)):
        return told
    if taken := _with_quantities(unit, language(source_locale), language(unit.locale)):
        found = coded(taken)
    told = _told(found, known)
    if told and not all(found.kinds):
        return told
    alone = _alone(found)
    return [alone, *(match for match in told if match.key != alone.key)]


def _alone(found: Coded) -> Match:
    """The unit as the sentence that it is by itself."""
    if not all(found.kinds):
        raise SegmentError("nothing says what its codes are, and no sentence of the store looks like it")
    source = identity(found.source, tuple(stand_ins(found.kinds, found.pairs)))
    return Match(key_of(source), source, found.target)


def _told(found: Coded, known: Known) -> list[Match]:
    """The unit as the sentences of the store that it can be."""
    out = []
    for framed in known(normalized(found.source)):
        kinds = [framed.kinds[number - 1] for number in framed.numbers]
        if all(own in ("", kind) for own, kind in zip(found.kinds, kinds, strict=True)) and all(
            pair == (kind in PAIRS) for pair, kind in zip(found.pairs, kinds, strict=True)
        ):
            source = identity(framed.text, tuple(stand_ins(framed.kinds, (kind in PAIRS for kind in framed.kinds))))
            out.append(Match(key_of(source), source, framed.around(found.target)))
    return out


def _own(entry: Entry) -> Match:
    """An entry of ours as it is, if its codes are whole: a memory may be older than what guards it now."""
    kinds = {mark.label: mark for mark in marked(entry.source) if isinstance(mark, Mark) and mark.form != "close"}
    codes = tuple(stand_ins((mark.kind for mark in kinds.values()), (mark.form == "open" for mark in kinds.values())))
    try:
        check_codes(Segment("", "", "", without_kinds(entry.source), codes), entry.text)
    except SegmentError as error:
        raise SegmentError(error.message.removeprefix(": ").removesuffix(".")) from error
    return Match(entry.key, entry.source, entry.text)


# ------------------------------------------------------------------------------------------------ quantities in plain text


def _with_quantities(unit: Unit, here: Language, there: Language) -> Unit | None:
    """The unit with the quantities of its plain text as codes, or None where its source has none."""
    source, of_source = _recognized(unit.source, here)
    if not of_source:
        return None
    target, of_target = _recognized(unit.target, there)
    said = dict((*of_source, *of_target))
    there_are, there_should = (Counter(label for label, _ in one) for one in (of_target, of_source))
    if there_are != there_should:
        lost, added = (
            ", ".join(said[label] for label in one) for one in (there_should - there_are, there_are - there_should)
        )
        if lost and added:
            raise SegmentError(f"the source says {lost}, the translation {added}")
        one, other = ("source", "translation") if lost else ("translation", "source")
        raise SegmentError(f"the {one} says {lost or added}, which the {other} does not")
    return replace(unit, source=source, target=target)


def _recognized(text: Marked, speech: Language) -> tuple[Marked, list[tuple[str, str]]]:
    """The text with its quantities as marks, and of each its label, by what it is, and how it is written."""
    out: list[str | Mark] = []
    found: list[tuple[str, str]] = []
    in_words = _has_words(text, speech)
    for place, one in enumerate(text):
        if isinstance(one, Mark):
            out.append(one)
            continue
        after = text[place + 1] if place + 1 < len(text) else None
        raised = isinstance(after, Mark) and (after.kind, after.form) == ("sup", "open")
        end = 0
        for quantity in quantities.find(one, speech):
            if quantity.end == len(one) and raised and quantity.unit in _SQUARED:
                continue
            amounts = [f"{Decimal(n).normalize():f}" for n in (quantity.number, quantity.upper) if n]
            written = one[quantity.start : quantity.end]
            number = _number_of_span(quantity, one, speech) if in_words else ""
            # Of a span in words only the number is a code, of "30 min" all: one is no translation of the other.
            label = f"{'-'.join(amounts)} {quantity.unit}{' in words' if number else ''}"
            found.append((label, written))
            out += [one[end : quantity.start], Mark(label, "single", "quantity")]
            end = quantity.start + len(number or written)
        out.append(one[end:])
    return tuple(out), found


def _number_of_span(quantity: quantities.Found, text: str, speech: Language) -> str:
    """The number of a span of time whose word is translated with its sentence; "" of another quantity."""
    written = text[quantity.start : quantity.end]
    number, _ = quantities.parted(written, quantity.unit, speech) or ("", "")
    after = text[quantity.start + len(number) :]
    return number if number and quantities.joined(number, quantity.unit, after, speech) else ""


def _has_words(text: Marked, speech: Language) -> bool:
    """Whether there are words besides the quantities: a cell that is "8 veckor" alone is a quantity whole."""
    for one in text:
        if isinstance(one, str):
            end = 0
            for quantity in quantities.find(one, speech):
                if _LETTER.search(one, end, quantity.start):
                    return True
                end = quantity.end
            if _LETTER.search(one, end):
                return True
    return False
