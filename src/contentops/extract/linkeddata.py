"""JSON-LD, parsed strictly: what a page says about itself to machines, or nothing where it is broken."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from selectolax.lexbor import LexborNode

ARTICLE_TYPES = (
    "BlogPosting",
    "Article",
    "NewsArticle",
    "TechArticle",
    "MedicalScholarlyArticle",
    "ScholarlyArticle",
    "Report",
    "Recipe",
)
_DEPTH = 24

Thing = dict[str, Any]


def things(scripts: Iterable[LexborNode]) -> tuple[Thing, ...]:
    """Every object with a type in a page's scripts of JSON-LD, those inside an @graph and inside others included."""
    found: list[Thing] = []
    for script in scripts:
        try:
            value = json.loads(script.text(), strict=False)
        except (ValueError, RecursionError):
            continue  # broken JSON is no statement; the page itself is read instead
        found.extend(_objects(value, 0))
    return tuple(found)


def _objects(value: object, depth: int) -> Iterator[Thing]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _objects(entry, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value or "@id" in value:
            yield value
        for entry in value.values():
            if isinstance(entry, dict | list):
                yield from _objects(entry, depth + 1)


def types(thing: Thing) -> tuple[str, ...]:
    """The types of an object, without the address of their vocabulary."""
    value = thing.get("@type", ())
    listed = value if isinstance(value, list) else [value]
    return tuple(str(entry).rsplit("/", 1)[-1] for entry in listed)


def article(all_things: tuple[Thing, ...]) -> Thing:
    """The object that describes the article, the most specific first; {} where there is none."""
    for wanted in ARTICLE_TYPES:
        for thing in all_things:
            if wanted in types(thing):
                return thing
    return {}


def resolved(value: object, all_things: tuple[Thing, ...]) -> Thing:
    """An object, or the one that its @id points at, their fields together; the first of a list; {} for anything else."""
    if isinstance(value, list):
        value = value[0] if value else {}
    if isinstance(value, str):
        return {"name": value}
    if not isinstance(value, dict):
        return {}
    identifier = value.get("@id")
    whole: Thing = {}
    for thing in all_things:
        if identifier and thing.get("@id") == identifier:
            whole = {**thing, **whole}
    return {**whole, **value}


def text(value: object) -> str:
    """A string as one line; "" for anything that is none."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return " ".join(value.split()) if isinstance(value, str) else ""


def texts(value: object) -> tuple[str, ...]:
    """A string or a list of strings, as strings."""
    listed = value if isinstance(value, list) else [value]
    return tuple(text(entry) for entry in listed if text(entry))
