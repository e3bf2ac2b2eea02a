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

# The WHATWG decoder differs from Python's "cp1252" in five bytes, which it maps to the control characters of their number;
# so every byte means something and decoding cannot fail.
_WINDOWS_1252 = [bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(256)]
_TO_WINDOWS_1252 = {byte: character for byte, character in enumerate(_WINDOWS_1252) if ord(character) != byte}

_PLAIN = bytes(range(0x20, 0x7F)) + b"\t\n\r\f"
_ASCII = bytes(range(0x80))
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_JOINER = "\u200d"
_LOOSE_JOINER = re.compile(f"(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]){_JOINER}")
"""A zero-width joiner holds an emoji together; anywhere else it only hides."""
_EMOJI_STYLE = "\ufe0f"
_FEW = 8
"""Characters up to which replacing each is faster than a pattern over the whole text."""
_JAMO = re.compile("[\u1100-\u11ff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's characters, the charset that gave them, and how many byte sequences had to be replaced by U+FFFD.

    ``utf8`` is the text in UTF-8 where it was at hand: the parser reads bytes, and need not encode the page once more.
    """

    text: str
    charset: str
    replaced: int = 0
    utf8: bytes | None = None


def decode(data: bytes) -> Decoded:
    """The characters of a page: by its byte order mark, else as UTF-8, else as windows-1252. Never fails, never utf-7.

    UTF-8 with a few bad bytes stays UTF-8, and what was replaced is counted. The text is cleaned (see :func:`clean`).
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(charset, errors="replace")
            return Decoded(clean(text), charset, _replaced(text, data))
    try:
        return cleaned(data.decode("utf-8"), data)
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", errors="replace")
    replaced = _replaced(text, data)
    valid = len(text) - (len(data) - len(data.translate(None, _ASCII))) - replaced
    if valid >= _MOSTLY_UTF8 * (valid + replaced) or (replaced == 1 and valid >= _ONE_BAD_AMONG):
        return Decoded(clean(text), "utf-8", replaced)
    return Decoded(clean(data.decode("latin-1").translate(_TO_WINDOWS_1252)), "windows-1252")


def cleaned(text: str, data: bytes) -> Decoded:
    """A page that is characters already, and ``data``, the same in UTF-8, as :func:`decode` gives it."""
    said = _cleaned(text, data)
    return Decoded(said, "utf-8", utf8=data if said is text else None)


def _replaced(text: str, data: bytes) -> int:
    written = data.count(b"\xef\xbf\xbd")  # U+FFFD that stood in the page already
    return max(0, text.count("\ufffd") - written)


def clean(text: str) -> str:
    """``text`` in NFC, without what no reader sees.

    That is NUL and other controls, zero-width characters, soft hyphens, and the bidirectional controls that make a text
    read otherwise than it is.
    """
    if text.isprintable():  # nothing invisible; most of the short texts that are asked about
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    return _cleaned(text, text.encode("utf-8", errors="surrogatepass"))


def _cleaned(text: str, data: bytes) -> str:
    """The text, cleaned; ``data`` is the same in UTF-8, from which its few odd characters are picked fast."""
    odd = data.translate(None, _PLAIN).decode("utf-8", errors="surrogatepass")
    if not odd:
        return text
    different = "".join(set(odd))
    invisible = _INVISIBLE.findall(different)
    if len(invisible) > _FEW:
        text = _INVISIBLE.sub("", text)
    else:
        for character in invisible:
            text = text.replace(character, "")
    if _JOINER in different:
        text = _LOOSE_JOINER.sub("", text)
    if _combines(different) or not unicodedata.is_normalized("NFC", odd):
        return unicodedata.normalize("NFC", text)
    return text


def _combines(characters: str) -> bool:
    """Whether one of them may join a character before it: a combining mark, or the later part of a Hangul syllable."""
    return any(
        character != _EMOJI_STYLE and unicodedata.category(character).startswith("M") for character in characters
    ) or bool(_JAMO.search(characters))
