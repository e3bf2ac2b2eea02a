"""Spans of time in a segment and its translation: a code for the number, and the word for it as text, "⟦1⟧ veckor".

Once the whole span was a code, and translations are remembered so. They say what they said when the word is put back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contentops.article.model import Quantity
from contentops.article.segments import Segment
from contentops.language import quantities
from contentops.language.language import Language

_NBSP = "\u00a0"


def as_one_code(segment: Segment, speech: Language) -> Segment | None:
    """The segment as it was when a span was one code: "⟦1⟧" for "⟦1⟧ veckor"; None where it has none."""
    text = segment.text
    for number, word, _ in _spans(segment, text, speech):
        text = text.replace(f"⟦{number}⟧{word}", f"⟦{number}⟧", 1)
    return replace(segment, text=text) if text != segment.text else None


def with_words(text: str, segment: Segment, here: Language, there: Language) -> str:
    """A translation from that time with the words that its spans were spelled with: "⟦1⟧ uger"."""
    for number, word, code in _spans(segment, segment.text, here):
        figures = quantities.spell(code.number, code.upper, code.unit, code.text, here, there)
        spelled = quantities.spell(code.number, code.upper, code.unit, code.text + word, here, there)
        text = text.replace(f"⟦{number}⟧", f"⟦{number}⟧{spelled.removeprefix(figures)}", 1)
    return text


def tied(text: str, segment: Segment, there: Language) -> str:
    """A translation with no line break between the number of a span and its word."""
    for number, word, _ in _spans(segment, text, there):
        text = text.replace(f"⟦{number}⟧{word}", f"⟦{number}⟧{_NBSP}{word[1:]}", 1)
    return text


def untied(text: str) -> str:
    """The text as an engine gets it, to which a no-break space behind a token would be a part of it."""
    return text.replace("⟧\u00a0", "⟧ ")


def _spans(segment: Segment, text: str, speech: Language) -> Iterator[tuple[int, str, Quantity]]:
    """The spans of a text that carries the segment's codes: number of the code, the word with its space, the quantity."""
    for number, code in enumerate(segment.codes, 1):
        if isinstance(code, Quantity) and code.unit in quantities.TIME:
            _, _, after = text.partition(f"⟦{number}⟧")
            if word := quantities.joined(code.text, code.unit, after, speech):
                yield number, word, code
