"""Drafting: every segment of an article from memory, else from an engine, else missing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from contentops.article.record import State
from contentops.article.segments import Segment, check_codes
from contentops.errors import EngineError, SegmentError
from contentops.language.language import language
from contentops.language.quotation import localized
from contentops.state.memory import Entry, Memory, key
from contentops.translate.engine import Answer, Engine, Telling
from contentops.translate.glossary import Glossary
from contentops.translate.masking import Masked, mask, unmask

_STORED_EVERY = 20
"""Segments. What a killed run has stored is not translated again; a transaction for each sentence would cost more."""

Gate = Callable[[Segment, str], str]
"""What blocks a translation of a segment, in words; "" when nothing does. Given by the pipeline."""


@dataclass(slots=True)
class Drafted:
    """What came of the segments. ``entries`` by address; what is not there is missing, ``refused`` says why."""

    entries: dict[str, Entry] = field(default_factory=dict)
    from_memory: int = 0
    translated: int = 0
    missing: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)


def draft(
    segments: Sequence[Segment],
    memory: Memory,
    engines: Sequence[Engine],
    glossary: Glossary,
    gate: Gate,
    *,
    retranslate: bool = False,
) -> Drafted:
    """Drafts the segments for the glossary's locale. A sentence that stands twice is translated once.

    With ``retranslate`` machine texts are made anew; a person's are kept whatever happens.
    """
    out = Drafted()
    masks = {s.address: mask(s.text, s.codes, glossary) for s in segments}
    keys = {s.address: key(s) for s in segments}
    known = memory.get(keys.values())
    waiting: dict[str, Segment] = {}
    for segment in segments:
        entry = known.get(keys[segment.address])
        if entry and is_current(entry, masks[segment.address], retranslate=retranslate) and _fits(segment, entry.text):
            out.entries[segment.address] = entry
            out.from_memory += 1
        else:
            waiting.setdefault(keys[segment.address], segment)
    masks |= _left_to_the_engine(waiting.values(), masks, engines, glossary)
    made = _translate(waiting, masks, memory, engines, glossary.locale, gate, out)
    for segment in segments:
        if segment.address in out.entries:
            continue
        if entry := made.get(keys[segment.address]):
            out.entries[segment.address] = entry
            out.fresh.add(segment.address)
        else:
            out.missing += 1
            first = waiting[keys[segment.address]]
            out.refused.setdefault(segment.address, out.refused.get(first.address, "no engine was asked"))
    out.translated = len(made)
    out.from_memory += len(out.fresh) - len(made)
    return out


def terms_hash(masked: Masked) -> str:
    """Hash of the glossary entries that occur in a segment: a machine's text is made anew when it changes."""
    return hashlib.sha256(json.dumps(masked.terms, ensure_ascii=False).encode()).hexdigest()[:16]


def is_current(entry: Entry, masked: Masked, *, retranslate: bool = False) -> bool:
    """Whether a remembered translation still holds: a person's always, a machine's until its glossary entries change."""
    return entry.by_person or (entry.terms == terms_hash(masked) and not retranslate)


def _fits(segment: Segment, text: str) -> bool:
    try:
        check_codes(segment, text)
    except SegmentError:
        return False
    return bool(text)


def _left_to_the_engine(
    segments: Iterable[Segment], masks: Mapping[str, Masked], engines: Sequence[Engine], glossary: Glossary
) -> dict[str, Masked]:
    """The segments, by address, with compounds that the engine needs no help with; these are not masked there.

    An engine that does not tell what it knows is left all of them. What a segment's terms are does not depend on it: what
    is remembered holds whichever engine is there.
    """
    compounds = {s.address: (s, words) for s in segments if (words := glossary.compounds(s.text))}
    every = {word: target for _, words in compounds.values() for word, target in words.items()}
    known = frozenset(every)
    first: object = next(iter(engines), None)
    if known and isinstance(first, Telling):
        known = first.known(every, glossary.locale)
    left = glossary.leaving(known)
    return {
        address: replace(mask(segment.text, segment.codes, left), terms=masks[address].terms)
        for address, (segment, words) in compounds.items()
        if not known.isdisjoint(words)
    }


def _translate(
    waiting: Mapping[str, Segment],
    masks: Mapping[str, Masked],
    memory: Memory,
    engines: Sequence[Engine],
    locale: str,
    gate: Gate,
    out: Drafted,
) -> dict[str, Entry]:
    """Entries by key. Each engine gets what those before it failed on; what was made is stored as it arrives."""
    made: dict[str, Entry] = {}
    second_best: dict[str, Entry] = {}
    for engine in engines:
        left = [(k, s) for k, s in waiting.items() if k not in made]
        for start in range(0, len(left), _STORED_EVERY):
            some = left[start : start + _STORED_EVERY]
            answers = _answers(engine, [masks[s.address] for _, s in some], locale)
            fresh: list[Entry] = []
            for (k, segment), answer in zip(some, answers, strict=True):
                masked = masks[segment.address]
                text, reason = _read(segment, masked, answer, engine.name, locale)
                if not reason:
                    state = State.MACHINE if engine.trusted else State.MACHINE_DRAFT
                    unknown = answer.unknown if answer else ()
                    entry = Entry(k, segment.text, text, state, engine.name, terms_hash(masked), unknown)
                    reason = f"{engine.name}: {blocked}" if (blocked := gate(segment, text)) else ""
                    second_best.setdefault(k, entry) if reason else fresh.append(entry)
                if reason:
                    out.refused[segment.address] = reason
            memory.put(fresh)
            made.update((entry.key, entry) for entry in fresh)
    # What every engine had blocked is a person's to mend: better a draft with its finding, which holds it, than a gap.
    rest = [entry for k, entry in second_best.items() if k not in made]
    memory.put(rest)
    return made | {entry.key: entry for entry in rest}


def _answers(engine: Engine, masked: Sequence[Masked], locale: str) -> list[Answer | None]:
    """The engine's answers; a text with nothing to translate but what is protected is its own answer."""
    asked = [m.text for m in masked if not m.empty]
    try:
        answers = iter(engine.translate(asked, locale) if asked else [])
    except EngineError:
        answers = iter([None] * len(asked))
    return [Answer(m.text) if m.empty else next(answers) for m in masked]


def _read(segment: Segment, masked: Masked, answer: Answer | None, engine: str, locale: str) -> tuple[str, str]:
    """The text of an answer and "", or "" and why it is refused."""
    if answer is None:
        return "", f"{engine} gave no answer"
    try:
        text = localized(unmask(masked, answer.text), language("sv"), language(locale))
        check_codes(segment, text)
    except SegmentError as error:
        return "", f"{engine}: {error.message}"
    if not text.strip():
        return "", f"{engine} gave an empty answer"
    return text, ""


def usable(engines: Iterable[Engine], locale: str) -> tuple[list[Engine], list[str]]:
    """The engines that can be used for a locale, and why the others cannot."""
    good, reasons = [], []
    for engine in engines:
        reason = engine.unusable(locale)
        if reason:
            reasons.append(f"{engine.name}: {reason}")
        else:
            good.append(engine)
    return good, reasons
