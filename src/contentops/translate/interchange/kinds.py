"""Kinds of codes: what there are, which of them wrap words, and what the formats call them."""

from __future__ import annotations

from contentops.article.model import Break, Cite, Em, Inline, Link, Quantity, Strong, Sub, Sup, Text

PAIRS = frozenset({"strong", "em", "sup", "sub", "link"})
KINDS: dict[str, Inline] = {
    one.type: one
    for one in (
        *(Quantity("1", "mg", "1 mg"), Cite((), ""), Break(), Text("")),
        *(Strong(()), Em(()), Sup(()), Sub(()), Link("", ())),
    )
}
"""Every kind of code, with one that stands for all of it: identity knows no more of a code than its kind."""

_RECOMMENDED = {"strong": "bold", "em": "italic", "link": "link", "break": "lb"}

TYPES = {kind: _RECOMMENDED.get(kind, f"x-{kind}") for kind in KINDS}
"""By kind, the name that TMX (``type``) and XLIFF 1.2 (``ctype``) recommend, or one of our own: both begin such with x-."""
