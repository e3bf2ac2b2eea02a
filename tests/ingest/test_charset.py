"""Bytes become the characters that were meant, whatever the page declares."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.ingest import clean, cleaned, decode
from contentops.ingest.charset import _INVISIBLE, _LOOSE_JOINER, _combines

PROSE = "Kärnor, frön och nötter är bra källor. " * 10


def test_utf8_is_read_as_utf8() -> None:
    decoded = decode(PROSE.encode())

    assert (decoded.text, decoded.charset, decoded.replaced) == (PROSE, "utf-8", 0)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_decides(codec: str) -> None:
    assert decode(PROSE.encode(codec)).text == PROSE


def test_windows_1252_is_read_although_the_page_declares_utf8() -> None:
    page = '<meta charset="utf-8"><p>Kärnor – ”frön” för 5 €</p>'

    decoded = decode(page.encode("cp1252"))

    assert (decoded.text, decoded.charset, decoded.replaced) == (page, "windows-1252", 0)


def test_bytes_that_windows_1252_leaves_undefined_do_not_fail() -> None:
    assert decode(b"k\xe4rna \x81\x8d\x8f\x90\x9d slut").text == "kärna  slut"


def test_one_bad_byte_leaves_a_page_utf8_and_is_counted() -> None:
    decoded = decode(PROSE.encode() + b"\xe4 och mer")

    assert decoded.charset == "utf-8"
    assert decoded.replaced == 1
    assert decoded.text == f"{PROSE}\ufffd och mer"


def test_a_replacement_character_that_the_page_holds_is_not_counted() -> None:
    assert decode((PROSE + "\ufffd").encode() + b"\xe4 x").replaced == 1


def test_utf7_is_never_read_whatever_is_declared() -> None:
    page = b'<meta charset="utf-7"><p>+ADw-script+AD4-</p>'

    assert decode(page).text == page.decode()


def test_letters_are_composed() -> None:
    assert decode("a\u0308gg".encode()).text == "ägg"


@pytest.mark.parametrize(
    "hidden", ["\x00", "\u200b", "\ufeff", "\u00ad", "\u202e", "\u2066", "\u200f", "\u2060", "\ufdd0"]
)
def test_what_no_reader_sees_is_removed(hidden: str) -> None:
    assert clean(f"magne{hidden}sium") == "magnesium"


def test_an_emoji_keeps_its_joiner_and_a_text_its_no_break_space() -> None:
    assert clean("👩\u200d🍳 10\u00a0mg") == "👩\u200d🍳 10\u00a0mg"


def test_enough_valid_sequences_leave_a_page_utf8_and_too_few_make_it_windows_1252() -> None:
    assert decode("å".encode() * 95 + b"\xe4 " * 5).charset == "utf-8"
    assert decode("å".encode() * 94 + b"\xe4 " * 6).charset == "windows-1252"
    assert decode("å".encode() * 948 + b"\xe4 " * 52).charset == "windows-1252"


def test_big_endian_utf16_is_read_by_its_mark() -> None:
    assert decode(b"\xfe\xff" + PROSE.encode("utf-16-be")).text == PROSE


@pytest.mark.parametrize("hidden", ["\U000e0041", "\x85", "\x7f", "\u200c", "\ud800"])
def test_tags_controls_and_lone_surrogates_are_removed(hidden: str) -> None:
    assert clean(f"magne{hidden}sium\n") == "magnesium\n"


def test_a_text_of_every_control_is_cleaned() -> None:
    assert (
        clean("".join(chr(code) for code in (*range(9), *range(0x7F, 0xA0), *range(0x202A, 0x202F))) + "å\n") == "å\n"
    )


def test_every_character_that_joins_the_one_before_is_known_as_such() -> None:
    for code in range(sys.maxunicode + 1):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            assert _combines(chr(int(parts[1], 16))), hex(code)
        assert not unicodedata.combining(chr(code)) or _combines(chr(code)), hex(code)


def as_defined(text: str) -> str:
    return unicodedata.normalize("NFC", _LOOSE_JOINER.sub("", _INVISIBLE.sub("", text)))


ODD = (
    "ab \n<å\u0308\u030a\u0323\u0301\u212b\u200b\u200d\ufe0f👩🍳\u00ad\u202e"
    "\u1100\u1161\u11a8\u0344\u0958\u09c7\u09be\x00\x85\u2013"
)


@given(st.text(st.sampled_from(ODD), max_size=12))
def test_cleaning_fast_is_cleaning(text: str) -> None:
    assert clean(text) == as_defined(text)
    assert decode(text.encode()).text == as_defined(text.removeprefix("\ufeff"))


@given(st.text(alphabet=st.sampled_from("aåé—😀\u00ad\u200b\u0301\ud800\n")))
def test_bytes_that_are_handed_on_are_those_of_the_text(text: str) -> None:
    decoded = cleaned(text, text.encode("utf-8", errors="surrogatepass"))
    assert decoded.text == clean(text)
    assert decoded.utf8 is None or decoded.utf8.decode("utf-8") == decoded.text


def test_the_bytes_of_a_page_that_needs_no_cleaning_are_handed_on() -> None:
    data = PROSE.encode()
    assert decode(data).utf8 is data
    assert decode(b"\xef\xbb\xbf" + data).utf8 is None
    assert decode(PROSE.encode("cp1252")).utf8 is None
