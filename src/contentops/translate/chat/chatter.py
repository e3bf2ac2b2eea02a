"""Words around a translation: labels, notes and refusals that chat models write, and texts that give such models orders."""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path

_LONGEST = 20_000
"""Characters that are looked at."""


def gives_orders(text: str) -> bool:
    """Whether a text of the source is addressed to a machine that reads it ("Ignore all previous instructions")."""
    return bool(_pattern("orders").search(_seen(text)))


def chatter(source: str, answer: str) -> str:
    """What an answer has that is no translation of ``source``, in words; "" when nothing is found."""
    answer, source = _seen(answer), _seen(source)
    if "```" in answer and "```" not in source:
        return "it wrote marks of a program around its answer"
    if answer.count(":") > source.count(":") and _pattern("labels").match(answer.lstrip(' *_#"“’')):
        return "it wrote words before its translation"
    if _pattern("notes").search(answer) and not _pattern("notes_in_source").search(source):
        return "it wrote a note beside its translation"
    if refuses(answer) and not _pattern("refusals_in_source").search(source):
        return "it would not translate the sentence"
    return ""


def refuses(text: str) -> bool:
    """Whether a text says that its writer will not do what was asked."""
    return bool(_pattern("refusals").search(_seen(text)))


def _seen(text: str) -> str:
    return text[:_LONGEST].replace("'", "’")


@functools.cache
def _pattern(group: str) -> re.Pattern[str]:
    listed = _patterns()[group]
    return re.compile("|".join(listed if isinstance(listed, list) else [listed]), re.IGNORECASE | re.MULTILINE)


@functools.cache
def _patterns() -> dict[str, str | list[str]]:
    return tomllib.loads(Path(__file__).with_name("chatter.toml").read_text(encoding="utf-8"))
