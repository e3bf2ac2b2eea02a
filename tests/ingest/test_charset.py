"""Bytes become the characters that were meant, whatever the page declares."""

from __future__ import annotations

import pytest

from contentops.ingest import clean, decode

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
