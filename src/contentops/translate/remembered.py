"""What of the memory still holds: a person's text always, a machine's until what it was made from changes."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

from contentops.article.record import State
from contentops.article.segments import Segment, check_codes
from contentops.errors import SegmentError
from contentops.language.language import folder, language
from contentops.state.memory import Entry, Memory, identity, key
from contentops.translate.engine import through_locales
from contentops.translate.glossary import Glossary
from contentops.translate.masking import Masked, mask
from contentops.translate.spans import as_one_code, with_words

RULES = 7
"""Version of how drafts are made: raise it when masking, what is done to an engine's answer, or an engine's route changes,
so that drafts of before are made anew. Data is seen by itself: the glossary by the entries that occur, the rest whole."""
_FOR_DRAFTS = ("grammar", "numerals", "units", "names", "acronyms", "quotes")
"""The tables of a `language.toml` by which drafts are made. The others are what checks know."""
_BEFORE_MASKING = ("infinitives.toml", "readings.toml", "supines.toml")
"""Files of a locale by which a text is written otherwise before it is masked."""


def remembered(
    parts: Mapping[str, Segment], memory: Memory, glossary: Glossary
) -> tuple[dict[str, Entry], list[Entry]]:
    """What the memory has for the segments, by their keys; and which of it is to be remembered anew.

    That is what a person approved, or a trusted engine made, while a span of time was one code: with the word for the span
    it says what it said.
    """
    here, there = language("sv"), language(glossary.locale)
    known = memory.get(parts)
    before = [(k, old) for k, part in parts.items() if k not in known and (old := as_one_code(part, here))]
    older = memory.get(key(old) for _, old in before) if before else {}
    renewed: dict[str, Entry] = {}
    for k, old in before:
        entry, part = older.get(key(old)), parts[k]
        if entry is None or entry.state is State.MACHINE_DRAFT:
            continue
        if is_current(entry, mask(old.text, old.codes, glossary), glossary.locale) and fits(old, entry.text):
            text = with_words(entry.text, part, here, there)
            terms = entry.terms and terms_hash(
                mask(part.text, part.codes, glossary), entry.engine, glossary.locale, by_rules=False
            )
            source = identity(part.text, part.codes)
            renewed[k] = replace(entry, key=k, source=source, text=text, terms=terms)
    return known | renewed, list(renewed.values())


def terms_hash(masked: Masked, engine: str, locale: str, *, by_rules: bool) -> str:
    """Hash of what a machine's text of a segment depends on besides its source: the text is made anew when it changes.

    That is the glossary entries that occur in the segment and, ``by_rules``, for the drafts of an engine that costs nothing,
    the rules by which they are made. What may have been paid for does not depend on our rules.
    """
    seen: list[object] = list(masked.terms)
    if by_rules:
        seen.append(_rules(engine, locale))
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()[:16]


@functools.cache
def _rules(engine: str, locale: str) -> str:
    """Hash of the rules for drafts: our version, and all data that masking and the engine read but the glossary."""
    seen = hashlib.sha256(str(RULES).encode())
    through = through_locales(engine, locale)
    for one in ("sv", locale):
        data = {table: language(one).data.get(table) for table in _FOR_DRAFTS}
        seen.update(json.dumps(data, ensure_ascii=False, sort_keys=True).encode())
    for one in ("sv", *through, locale):
        here = folder() / one
        for path in sorted({*here.glob(f"{engine}.*"), *(here / name for name in _BEFORE_MASKING)}):
            content = path.read_bytes() if path.is_file() else b""
            seen.update(f"{one}/{path.name}\0{len(content)}\0".encode() + content)
    return seen.hexdigest()[:16]


def is_current(entry: Entry, masked: Masked, locale: str, *, retranslate: bool = False) -> bool:
    """Whether a remembered translation still holds: a machine's until what it depends on changes, any other always."""
    if entry.by_person or entry.imported or retranslate:
        return entry.by_person or entry.imported
    likely = entry.state is State.MACHINE_DRAFT
    return any(entry.terms == terms_hash(masked, entry.made_by, locale, by_rules=way) for way in (likely, not likely))


def fits(segment: Segment, text: str) -> bool:
    """Whether there is a text, and it carries the codes of its segment."""
    try:
        check_codes(segment, text)
    except SegmentError:
        return False
    return bool(text)
