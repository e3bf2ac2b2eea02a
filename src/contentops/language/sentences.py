"""Sentences: where one ends and the next begins.

Rules with an abbreviation list by language (`[sentences]` in `language.toml`). On Swedish health text rules of this kind
beat the general splitters, which know neither "t.ex. lax" nor "bl.a." nor a citation after the full stop.
"""

from __future__ import annotations

import re

from contentops.language.language import Language

_END = re.compile(r"[.!?…]+[\"”»’')\]]*(?:\(\d[\d,–\s-]*\)|\[\d[\d,–\s-]*\])?|\n+")  # "visat.(1,2) Det"
_NEXT = re.compile(r"[ \t\u00a0]*")
_WORD_BEFORE = re.compile(r"(?:^|[\s(\[\"”»’'–—/])([^\s(\[\"”»’'–—/]*)$")
_NEAR = 80
"""Characters before and after a stop that decide: no word of these rules is longer, and long texts stay linear."""
_LONGEST_ORDINAL = 3  # "31."
_INITIAL = re.compile(r"^(?:[^\W\d_]\.)+$")
_STARTER = re.compile(r"[\"”»’'(\[–—-]*\s?[A-ZÅÄÖÆØÜÉ0-9]")


def split(text: str, language: Language) -> list[int]:
    """Offsets just after each sentence of ``text`` but the last, in order; ``[]`` where there is one sentence.

    A line break always ends a sentence. A full stop does not when it belongs to an abbreviation, an initial, an ordinal or
    a number, or when the next word goes on in lower case.
    """
    ends: list[int] = []
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    for match in _END.finditer(text):
        end = match.end()
        begins = _NEXT.match(text, end).end()  # type: ignore[union-attr]  # the pattern also matches nothing
        rest = text[begins : begins + _NEAR]
        if begins >= last or end <= first:
            continue  # nothing but space after it, or before it
        if match.group().startswith("\n") or _ends_here(text, match, rest, language):
            ends.append(end)
    return ends


def _ends_here(text: str, match: re.Match[str], rest: str, language: Language) -> bool:
    if text[match.end() : match.end() + 1] not in (" ", "\t", "\u00a0", "\n"):
        # No space after the stop: "2.5", "www.shop.se", "e132.Nu". A new sentence only after a word and before a capital
        # that starts a word of small letters, as where a page lost its space; "K.R" stays together.
        glued = re.match(r"[A-ZÅÄÖÆØ][a-zåäöæøé]+\b", rest)
        return bool(glued) and bool(
            re.search(r"[a-zåäöæøé]{3}[.!?]+$", text[max(0, match.end() - _NEAR) : match.end()])
        )
    stop = match.group()
    if not stop.startswith("."):
        return _STARTER.match(rest) is not None or rest[0] in "•-–—"
    before = text[max(0, match.start() - _NEAR) : match.start() + 1]
    word = _WORD_BEFORE.search(before)
    last = word.group(1).casefold() if word else ""
    capital = _STARTER.match(rest) is not None
    if stop[:2] == "..":
        return capital
    if last in language.final_abbreviations:
        return capital
    if last in language.abbreviations:
        return False
    if _INITIAL.match(last):
        return capital and before.casefold().removesuffix(last).rstrip().endswith(language.before_letters)
    if last[:-1].isdigit() and len(last) <= _LONGEST_ORDINAL and _goes_on(rest, language):
        return False  # an ordinal: "den 3. maj"
    return capital


def _goes_on(rest: str, language: Language) -> bool:
    """Whether the sentence goes on after a number and a full stop.

    Where nouns have capitals ("am 3. Mai") only a small word with one begins a sentence.
    """
    if not rest[:1].isupper():
        return True
    word = re.match(r"\w+", rest)
    nouns = language.data["sentences"].get("nouns_with_capitals", False)
    return bool(nouns and word and word[0].casefold() not in language.function_words)
