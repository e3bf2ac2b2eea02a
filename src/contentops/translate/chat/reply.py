"""A chat model's reply, read as what a stranger sent: what is in it for which question, and nothing taken on trust."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass

from contentops.errors import EngineFailed

_THOUGHT = re.compile(r"\A.*?</think(?:ing)?>", re.DOTALL)
"""What some models say to themselves first. An answer that is drafted there is none."""
_BEGINNINGS = 50
"""Places where an object may begin that are tried."""


@dataclass(frozen=True, slots=True)
class Given:
    """What stands beside one id: the beginning of the source as it was repeated, and the translation."""

    start: str
    text: str


def read(content: str, ids: Collection[str]) -> dict[str, Given | str]:
    """By id, what a reply gives, or what is wrong with it, in words; an id that is not there has no answer.

    Ids that were not asked are passed over. Raises EngineFailed where the reply as a whole cannot be read.
    """
    found: dict[str, Given | str] = {}
    for entry in _entries(content):
        match entry:
            case {"id": str(own), "start": str(start), "text": str(text)} if own in ids:
                found[own] = "it answered twice" if own in found else Given(start, text)
            case {"id": str(own)} if own in ids:
                found[own] = "it answered twice" if own in found else "its answer lacks a part"
    return found


def _entries(content: str) -> list[object]:
    objects = _objects(_THOUGHT.sub("", content, count=1))
    several = [listed for one in objects if isinstance(listed := one.get("translations"), list)]
    if len(several) > 1:
        raise EngineFailed("it answered several times in one reply.")
    if not several:
        raise EngineFailed("its reply is not the JSON that it was asked for.")
    return several[0]


def _objects(content: str) -> list[dict[str, object]]:
    """The JSON objects of a text, whatever stands around them."""
    decoder = json.JSONDecoder(object_pairs_hook=_once_each)
    found: list[dict[str, object]] = []
    place = content.find("{")
    for _ in range(_BEGINNINGS):
        if place < 0:
            break
        try:
            one, end = decoder.raw_decode(content, place)
        except (ValueError, RecursionError):
            end = place + 1
        else:
            found.append(one)
        place = content.find("{", end)
    return found


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object; one that says a thing twice is none."""
    names = dict(pairs)
    if len(names) < len(pairs):
        raise ValueError("a name stands twice")
    return names
