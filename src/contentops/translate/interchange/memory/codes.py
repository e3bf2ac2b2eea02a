"""Codes that are written out in a text: ours (⟦1:quantity⟧), OmegaT's in plain text (<x1/>), and tags of HTML (<b>)."""

from __future__ import annotations

import re

from contentops.translate.interchange.kinds import KINDS, PAIRS
from contentops.translate.interchange.memory.unit import Form, Mark, Marked

_CODE = re.compile(r"⟦(?P<close>/?)(?P<number>\d{1,4})(?::(?P<kind>[a-z]+))?⟧")
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-z]+)(?P<number>\d{1,4})?(?P<attributes>(?:\s+[\w:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*)\s*(?P<empty>/?)>",
    re.IGNORECASE,
)
"""A tag of HTML, or one as OmegaT writes it in plain text: <g1>…</g1>, <x2/>."""
_HTML = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "a": "link",
    "sup": "sup",
    "sub": "sub",
    "br": "break",
}


def marked(text: str) -> Marked:
    """A text in which codes are written out: ours (⟦1:quantity⟧), OmegaT's (<x1/>), or tags of HTML (<b>)."""
    out: list[str | Mark] = []
    end = 0
    closed = {match["number"] for match in _CODE.finditer(text) if match["close"]} if "⟦/" in text else set()
    for match in (
        sorted((*_CODE.finditer(text), *_TAG.finditer(text)), key=lambda m: m.start()) if _MAYBE.search(text) else ()
    ):
        mark = _our_mark(match, closed) if match[0][0] == "⟦" else tag(match)
        if mark and match.start() >= end:
            out += [text[end : match.start()], mark]
            end = match.end()
    return tuple(one for one in (*out, text[end:]) if one)


_MAYBE = re.compile(r"⟦|<[a-z/]", re.IGNORECASE)


def _our_mark(match: re.Match[str], closed: set[str]) -> Mark | None:
    kind = match["kind"] or ""
    if kind and kind not in KINDS:
        return None
    pair = kind in PAIRS or (not kind and match["number"] in closed)
    form: Form = "close" if match["close"] else "open" if pair else "single"
    return Mark(label_of(match["number"], form), form, kind, unique=True)


def label_of(number: str, form: Form) -> str:
    """The label of a code that has a number in its file: pairs and the others are numbered apart there."""
    return f"{'single' if form == 'single' else 'pair'}:{number}"


def tag(match: re.Match[str]) -> Mark | None:
    """The mark that a tag in a text is, or None where it is none that we know."""
    name = match["name"].lower()
    if match["number"]:
        form: Form = "close" if match["close"] else "single" if match["empty"] else "open"
        return Mark(f"{label_of(match['number'], form)}", form, unique=True) if not match["attributes"] else None
    kind = _HTML.get(name, "")
    if not kind:
        return None
    if kind == "break":
        return Mark(kind, "single", kind)
    return Mark(kind, "close" if match["close"] else "open", kind)


def in_content(content: str) -> Mark | None:
    """The mark that the native code of an inline element stands for, where we know it: "<b>", "</a>", "⟦1:quantity⟧"."""
    if match := _TAG.fullmatch(content.strip()):
        return tag(match)
    if match := _CODE.fullmatch(content.strip()):
        return _our_mark(match, set())
    return None


def written_out(mark: Mark) -> str:
    """A mark as :func:`marked` reads it."""
    kind = f":{mark.kind}" if mark.kind else ""
    return f"⟦{'/' if mark.form == 'close' else ''}{mark.label.rpartition(':')[2]}{kind}⟧"


def without_kinds(text: str) -> str:
    """A text with our codes as a translation has them: ⟦1⟧ for ⟦1:quantity⟧."""
    return _CODE.sub(lambda match: f"⟦{match['close']}{match['number']}⟧", text)
