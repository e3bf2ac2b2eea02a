"""From bytes to characters, whatever the page declares about itself.

A page's own declaration is not read at all: shops declare utf-8 over windows-1252, and a page that declares utf-7 can make
harmless bytes into mark-up. The bytes themselves say enough: a byte order mark, or valid UTF-8, or neither.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))

_MOSTLY_UTF8 = 0.95
"""Share of valid sequences among the non-ASCII ones from which a broken page is still UTF-8 with a few bad bytes. Real
windows-1252 text has next to none that are valid."""
_ONE_BAD_AMONG = 4
"""Valid sequences beside which one bad byte is an accident however short the page: 12 of 13 are under the share."""

_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]"
    rb"|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)

# The WHATWG decoder differs from Python's "cp1252" in five bytes, which it maps to the control characters of their number;
# so every byte means something and decoding cannot fail.
_WINDOWS_1252 = [bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(256)]
_TO_WINDOWS_1252 = {byte: character for byte, character in enumerate(_WINDOWS_1252) if ord(character) != byte}

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
    # A zero-width joiner holds an emoji together; anywhere else it only hides.
    "|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's characters, the charset that gave them, and how many byte sequences had to be replaced by U+FFFD."""

    text: str
    charset: str
    replaced: int = 0


def decode(data: bytes) -> Decoded:
    """The characters of a page: by its byte order mark, else as UTF-8, else as windows-1252. Never fails, never utf-7.

    UTF-8 with a few bad bytes stays UTF-8, and what was replaced is counted. The text is cleaned (see :func:`clean`).
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(charset, errors="replace")
            return Decoded(clean(text), charset, _replaced(text, data))
    try:
        return Decoded(clean(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        pass
    valid = len(_SEQUENCE.findall(data))
    text = data.decode("utf-8", errors="replace")
    replaced = _replaced(text, data)
    if valid >= _MOSTLY_UTF8 * (valid + replaced) or (replaced == 1 and valid >= _ONE_BAD_AMONG):
        return Decoded(clean(text), "utf-8", replaced)
    return Decoded(clean(data.decode("latin-1").translate(_TO_WINDOWS_1252)), "windows-1252")


def _replaced(text: str, data: bytes) -> int:
    written = data.count(b"\xef\xbf\xbd")  # U+FFFD that stood in the page already
    return max(0, text.count("\ufffd") - written)


def clean(text: str) -> str:
    """``text`` in NFC, without what no reader sees.

    That is NUL and other controls, zero-width characters, soft hyphens, and the bidirectional controls that make a text
    read otherwise than it is.
    """
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
