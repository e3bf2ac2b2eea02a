"""Drafting: every segment of an article from memory, else from an engine, else missing."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from contentops.article.record import State
from contentops.article.segments import Segment, check_codes
from contentops.errors import EngineError, SegmentError
from contentops.language.language import folder, language
from contentops.language.quotation import localized
from contentops.state.memory import Entry, Memory, identity, key
from contentops.translate.engine import Answer, ByRequest, Engine, Telling, through_locales
from contentops.translate.glossary import Glossary
from contentops.translate.lexemes import worded
from contentops.translate.masking import Masked, mask, unmask
from contentops.translate.spans import as_one_code, tied, untied, with_words

_STORED_EVERY = 20
"""Segments, of an engine that costs nothing. What a killed run has stored is not translated again; a transaction for each
sentence would cost more."""

RULES = 7
"""Version of how drafts are made: raise it when masking, what is done to an engine's answer, or an engine's route changes,
so that drafts of before are made anew. Data is seen by itself: the glossary by the entries that occur, the rest whole."""
_FOR_DRAFTS = ("grammar", "numerals", "units", "names", "acronyms", "quotes")
"""The tables of a `language.toml` by which drafts are made. The others are what checks know."""
_BEFORE_MASKING = ("infinitives.toml", "readings.toml", "supines.toml")
"""Files of a locale by which a text is written otherwise before it is masked."""

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
    asked: dict[str, str] | None = None,
) -> Drafted:
    """Drafts the segments for the glossary's locale. A sentence that stands twice is translated once.

    With ``retranslate`` machine texts are made anew; a person's are kept whatever happens. ``asked`` is what the run has
    sent to these engines before, by key, each with "" or why it was refused: that is not sent again, and what is sent now
    is added.
    """
    out = Drafted()
    asked = {} if asked is None else asked
    keys = {s.address: key(s) for s in segments}
    known, renewed = remembered({keys[s.address]: s for s in segments}, memory, glossary)
    memory.put(renewed)
    waiting: dict[str, Segment] = {}
    for segment in segments:
        own = keys[segment.address]
        entry = known.get(own)
        anew = retranslate and own not in asked
        if (
            entry
            and is_current(entry, mask(segment.text, segment.codes, glossary), glossary.locale, retranslate=anew)
            and _fits(segment, entry.text)
        ):
            out.entries[segment.address] = entry
            out.from_memory += 1
        else:
            waiting.setdefault(own, segment)
    made = _translate({k: s for k, s in waiting.items() if k not in asked}, memory, engines, glossary, gate, out)
    for segment in segments:
        if segment.address in out.entries:
            continue
        if entry := made.get(keys[segment.address]):
            out.entries[segment.address] = entry
            out.fresh.add(segment.address)
        else:
            out.missing += 1
            own = keys[segment.address]
            reason = asked.get(own) or out.refused.get(waiting[own].address, "no engine was asked")
            out.refused.setdefault(segment.address, reason)
    if engines:
        asked.update((k, out.refused.get(s.address, "")) for k, s in waiting.items() if k not in asked)
    out.translated = len(made)
    out.from_memory += len(out.fresh) - len(made)
    return out


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
        if is_current(entry, mask(old.text, old.codes, glossary), glossary.locale) and _fits(old, entry.text):
            text = with_words(entry.text, part, here, there)
            terms = entry.terms and terms_hash(
                mask(part.text, part.codes, glossary), entry.engine, glossary.locale, trusted=True
            )
            source = identity(part.text, part.codes)
            renewed[k] = replace(entry, key=k, source=source, text=text, terms=terms)
    return known | renewed, list(renewed.values())


def terms_hash(masked: Masked, engine: str, locale: str, *, trusted: bool) -> str:
    """Hash of what a machine's text of a segment depends on besides its source: the text is made anew when it changes.

    That is the glossary entries that occur in the segment and, for the drafts of engines that are not trusted, the rules
    by which they are made. What a trusted engine made may have been paid for, and so does not depend on our rules.
    """
    seen: list[object] = list(masked.terms)
    if not trusted:
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
    """Whether a remembered translation still holds: a person's always, a machine's until what it depends on changes."""
    trusted = entry.state is not State.MACHINE_DRAFT
    return entry.by_person or (
        entry.terms == terms_hash(masked, entry.engine.partition("/")[0], locale, trusted=trusted) and not retranslate
    )


def _fits(segment: Segment, text: str) -> bool:
    try:
        check_codes(segment, text)
    except SegmentError:
        return False
    return bool(text)


def _left_to_the_engine(segments: Iterable[Segment], engines: Sequence[Engine], glossary: Glossary) -> Glossary:
    """The glossary without the compounds of the segments that the engine needs no help with; these are not masked there.

    An engine that does not tell what it knows is left all of them.
    """
    every = {word: target for s in segments for word, target in glossary.compounds(s.text).items()}
    known = frozenset(every)
    first: object = next(iter(engines), None)
    if known and isinstance(first, Telling):
        known = first.known(every, glossary.locale)
    return glossary.leaving(known) if known else glossary


def _translate(
    waiting: Mapping[str, Segment],
    memory: Memory,
    engines: Sequence[Engine],
    glossary: Glossary,
    gate: Gate,
    out: Drafted,
) -> dict[str, Entry]:
    """Entries by key. Each engine gets what those before it failed on; what was made is stored as it arrives."""
    made: dict[str, Entry] = {}
    second_best: dict[str, Entry] = {}
    masks: dict[str, Masked] = {}
    locale = glossary.locale
    ours = _left_to_the_engine(waiting.values(), engines, glossary)

    def masked_batch(some: Iterable[tuple[str, Segment]]) -> list[Masked]:
        """What is asked, made when its turn comes: the engine works on what was asked before meanwhile."""
        for k, segment in some:
            if k not in masks:
                masks[k] = mask(untied(segment.text), segment.codes, ours, glossary)
        return [masks[k] for k, _ in some]

    for engine in engines:
        left = [(k, s) for k, s in waiting.items() if k not in made]
        size = _in_request(engine) if engine.trusted else _STORED_EVERY
        batches = [left[start : start + size] for start in range(0, len(left), size)]
        asked = map(masked_batch, batches)
        for some, answers in zip(batches, _in_turn(engine, asked, locale), strict=True):
            fresh: list[Entry] = []
            blocked: list[Entry] = []
            for (k, segment), answer in zip(some, answers, strict=True):
                masked = masks[k]
                text, reason = _read(segment, masked, answer, engine.name, locale)
                if not reason:
                    state = State.MACHINE if engine.trusted else State.MACHINE_DRAFT
                    unknown = answer.unknown if answer else ()
                    terms = terms_hash(masked, engine.name, locale, trusted=engine.trusted)
                    name = f"{engine.name}/{answer.way}" if answer and answer.way else engine.name
                    entry = Entry(k, identity(segment.text, segment.codes), text, state, name, terms, unknown)
                    reason = f"{engine.name}: {found}" if (found := gate(segment, text)) else ""
                    blocked.append(entry) if reason else fresh.append(entry)
                if reason:
                    out.refused[segment.address] = reason
            first_blocked = [entry for entry in blocked if second_best.setdefault(entry.key, entry) is entry]
            # What may have been paid for is kept even if it is blocked: a later engine's text takes its place.
            memory.put([*fresh, *first_blocked] if engine.trusted else fresh)
            made.update((entry.key, entry) for entry in fresh)
    # What every engine had blocked is a person's to mend: better a draft with its finding, which holds it, than a gap.
    rest = [entry for k, entry in second_best.items() if k not in made]
    memory.put(rest)
    return made | {entry.key: entry for entry in rest}


def _in_request(engine: Engine) -> int:
    """How many texts an engine that may be paid for is sent before its answers are stored."""
    return max(1, engine.texts_in_request) if isinstance(engine, ByRequest) else 1


def _in_turn(engine: Engine, batches: Iterable[Sequence[Masked]], locale: str) -> Iterator[list[Answer | None]]:
    """The answers to each batch. An engine that costs nothing has the next one while what it answered is judged."""
    if engine.trusted:  # it may be paid for: a run that is killed pays for what it was about to store and no more
        yield from (_answers(engine, batch, locale) for batch in batches)
        return
    with ThreadPoolExecutor(1) as ahead:
        asked: Future[list[Answer | None]] | None = None
        for batch in batches:
            before, asked = asked, ahead.submit(_answers, engine, batch, locale)
            if before:
                yield before.result()
        if asked:
            yield asked.result()


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
        text = localized(worded(unmask(masked, answer.text), locale), language("sv"), language(locale))
        text = tied(text, segment, language(locale))
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
