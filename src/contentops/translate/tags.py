"""Tokens as mark-up, for engines that are asked in XML or HTML: what must not change is no word there.

A text is escaped on its way to the engine and read back on its way from it. What comes back must hold no mark-up but these
tags; whether each token is there once is for `unmask` to say.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, unescape

from contentops.errors import SegmentError
from contentops.translate.tokens import TOKEN, number, spelled

_EMPTY_TAG = re.compile(r'<x id="(\d{1,4})"\s*(?:/>|>\s*</x>)')
_KEPT = re.compile(rf'<span translate="no">\s*({TOKEN.pattern})\s*</span>')
_SPAN = re.compile(r"</?span\b", re.IGNORECASE)
_QUOTES = {"&quot;": '"', "&apos;": "'", "&#x27;": "'", "&#39;": "'"}


def to_xml(text: str) -> str:
    """The text as XML, each token an empty tag: `Ta <x id="0"/> om dagen.`."""
    return TOKEN.sub(lambda token: f'<x id="{number(token[1])}"/>', escape(text))


def from_xml(answer: str) -> str:
    """The answer to such a text, with tokens for its tags. Raises SegmentError for any other mark-up in it."""
    text = _EMPTY_TAG.sub(lambda tag: f"\0{spelled(int(tag[1]))}", answer)
    if "<" in text:
        raise SegmentError("it gave back mark-up that it was not sent.", hint="The text was refused.")
    return _read(text)


def to_html(text: str) -> str:
    """The text as HTML, each token in a tag that is not to be translated: `Ta <span translate="no">XQAX</span> …`."""
    return TOKEN.sub(lambda token: f'<span translate="no">{token[0]}</span>', escape(text))


def from_html(answer: str) -> str:
    """The answer to such a text, without its tags. Raises SegmentError for tags around anything else.

    A "<" may stand in it: some servers unescape what they answer.
    """
    text = _KEPT.sub(lambda tag: f"\0{tag[1]}", answer)
    if _SPAN.search(text):
        raise SegmentError("it gave back mark-up that it was not sent.", hint="The text was refused.")
    return _read(text)


def _read(text: str) -> str:
    """The words. Each NUL marks where a tag began: engines lose the space there ("braucht<x/>"), so it is put back.

    What follows a tag may rightly be glued to it: the ending of a name.
    """
    apart = re.sub(r"(?<=[^\W_])\0", " ", text)
    return unescape(apart.replace("\0", ""), _QUOTES)
