"""Whether a translation has what the glossary expects of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contentops.language.words import plain_case

if TYPE_CHECKING:
    from contentops.check.model import Expected

_ENDING, _SHORTEST_STEM = 3, 5
"""Letters that an approved form may differ by at its end, and letters that it keeps: -en, -er, -ene."""
_SYMBOL = 2
"""Letters of a form that is found as a whole word only: "EL" stands inside too many words."""
_MORE = "*"
"""Stands in a form where a word may have more letters: "magnesium*", and "*oire*" for any part of a word."""


def rendered(term: Expected, text: str) -> bool:
    """Whether a text, in plain case, has a form that is right for the term; another number or case makes no other term."""
    return any(_stands(plain_case(form), text) for form in (*term.targets, *term.also))


def without(term: Expected, text: str) -> str:
    """The text, in plain case, with the forms that are right for the term taken out."""
    for form in sorted(map(plain_case, (*term.targets, *term.also)), key=len, reverse=True):
        text = re.sub(_stem(form), " ", text) if form.endswith(_MORE) else text.replace(form, " ")
    return text


def _stands(form: str, text: str) -> bool:
    if form.endswith(_MORE):
        return re.search(_stem(form), text) is not None
    if len(form) <= _SYMBOL:
        return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None
    if len(form.rpartition(" ")[2]) <= _ENDING < len(form):
        # "Vitamin A" ends in no ending, and vitamin D is another one; "vitamin D3" is the same.
        return re.search(rf"{re.escape(form)}(?![^\W\d_])", text) is not None
    return form[: max(_SHORTEST_STEM, len(form) - _ENDING)] in text


def _stem(form: str) -> str:
    """A pattern for a word with that beginning or, where a * stands before it too, with that part."""
    begins = r"\w*" if form.startswith(_MORE) else ""
    return rf"(?<!\w){begins}{re.escape(form.strip(_MORE))}\w*"
