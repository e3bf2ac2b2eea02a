"""Drafting: every segment of an article from memory, else from an engine, else missing."""

from __future__ import annotations

import functools
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from contentops.article.record import State
from contentops.article.segments import Segment, check_codes
from contentops.errors import EngineError, SegmentError
from contentops.language.language import language
from contentops.language.quotation import localized
from contentops.secrets import redacted
from contentops.state.memory import Entry, Memory, identity, key
from contentops.translate.context import contexts
from contentops.translate.engine import (
    Answer,
    ByRequest,
    Context,
    Engine,
    Grammatical,
    InContext,
    Refused,
    Reply,
    Telling,
)
from contentops.translate.glossary import Glossary
from contentops.translate.masking import Masked, mask, unmask
from contentops.translate.recall import Asked, Recall
from contentops.translate.remembered import fits, is_current, remembered, terms_hash
from contentops.translate.spans import tied, untied
from contentops.translate.tokens import opaque

_FIRST, _MOST = 10, 40
"""Segments that an engine is given at once that costs nothing, and that are stored at once: few at first, so that it can
begin, then more, as it ends each before the next. What a killed run has stored is not translated again."""

Gate = Callable[[Segment, str], str]
"""What blocks a translation of a segment, in words; "" when nothing does. Given by the pipeline."""


@dataclass(slots=True)
class Work:
    """What one engine did: the segments and characters that it was sent, what of it was taken, and why the rest was not.

    ``held`` are those of the refused that are drafts all the same, as no engine had a better one: a finding holds them.
    """

    segments: int = 0
    characters: int = 0
    taken: int = 0
    held: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def add(self, other: Work) -> None:
        """Counts what it did elsewhere too."""
        self.segments += other.segments
        self.characters += other.characters
        self.taken += other.taken
        self.held += other.held
        self.refused += other.refused


@dataclass(slots=True)
class Drafted:
    """What came of the segments. ``entries`` by address; what is not there is missing, ``refused`` says why.

    ``recalled`` are those of ``from_memory`` that an engine had answered before and was not asked again. ``work`` is what
    each engine did, by its name.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    from_memory: int = 0
    recalled: int = 0
    translated: int = 0
    missing: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    work: dict[str, Work] = field(default_factory=dict)


def draft(
    segments: Sequence[Segment],
    memory: Memory,
    engines: Sequence[Engine],
    glossary: Glossary,
    gate: Gate,
    *,
    retranslate: bool = False,
    asked: dict[str, str] | None = None,
    formality: str = "",
) -> Drafted:
    """Drafts the segments for the glossary's locale. A sentence that stands twice is translated once.

    With ``retranslate`` machine texts are made anew; a person's are kept whatever happens. What an engine has answered
    before in the very way that it would answer now, it is not asked again. ``asked`` is what the run has sent to these
    engines before, by key, each with "" or why it was refused: that is not sent again, and what is sent now is added.
    ``formality`` is told to engines that read more than the text.
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
            and fits(segment, entry.text)
        ):
            out.entries[segment.address] = entry
            out.from_memory += 1
        else:
            waiting.setdefault(own, segment)
    unasked = {k: s for k, s in waiting.items() if k not in asked}
    about = contexts(segments, known, unasked, glossary, formality) if any(map(_reads_more, engines)) else {}
    ours = _left_to_the_engine(unasked.values(), engines, glossary)
    drafting = _Drafting(unasked, memory, glossary, gate, out, about, ours)
    for engine in engines:
        drafting.by(engine)
    drafting.settle()
    made = drafting.made
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
    out.translated = len(made) - out.recalled
    out.from_memory += len(out.fresh) - out.translated
    return out


def _reads_more(engine: object) -> bool:
    return isinstance(engine, InContext)


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


@dataclass(slots=True)
class _Drafting:
    """The segments that wait for a text, by key, and what has come of them. What was made is stored as it arrives."""

    waiting: Mapping[str, Segment]
    memory: Memory
    glossary: Glossary
    gate: Gate
    out: Drafted
    about: Mapping[str, Context]
    for_engines: Glossary
    """The glossary without what is left to the engine."""
    made: dict[str, Entry] = field(default_factory=dict)
    second_best: dict[str, Entry] = field(default_factory=dict)
    recalled: list[Entry] = field(default_factory=list)
    masks: dict[bool, dict[str, Masked]] = field(default_factory=lambda: {True: {}, False: {}})

    @property
    def missing(self) -> list[str]:
        """The keys of those that have no text yet."""
        return [k for k in self.waiting if k not in self.made]

    def by(self, engine: Engine) -> None:
        """Has the engine translate what those before it failed on."""
        work = self.out.work.setdefault(engine.name, Work())
        recall = Recall(engine, self.memory)
        known = recall.answered(self.missing, functools.partial(self.asked, engine, self.missing))
        before = [self.entry(k, was.text, was, engine) for k, was in known.items() if fits(self.waiting[k], was.text)]
        self.take(before, engine)
        self.recalled += before
        had = {entry.key for entry in before}
        left = [k for k in self.missing if k not in had]
        batches = list(_batches(left, engine))
        asked = map(functools.partial(self.asked, engine), batches)
        for some, answers in zip(batches, _in_turn(engine, asked, self.glossary.locale), strict=True):
            entries: list[Entry] = []
            refused: dict[str, str] = {}
            for k, answer in zip(some, answers, strict=True):
                masked = self.masks[_reads_more(engine)][k]
                work.segments += 1
                work.characters += len(masked.text)
                text, reason = _read(self.waiting[k], masked, answer, engine, self.glossary.locale)
                if reason:
                    refused[k] = reason
                elif isinstance(answer, Answer):
                    entries.append(self.entry(k, text, answer, engine))
            recall.keep(entries)
            blocked = self.take(entries, engine)
            self.refuse(refused, engine)
            # What a check found is of that sentence alone: a count needs what is the same of many.
            work.refused.update([*refused.values(), *(why.partition(":")[0] for why in blocked.values())])
            work.taken += len(some) - len(refused) - len(blocked)

    def asked(self, engine: Engine, some: Iterable[str]) -> list[Asked]:
        """What is asked, made when its turn comes: the engine works on what was asked before meanwhile."""
        told = _reads_more(engine)
        own = self.masks[told]
        for k in some:
            if k not in own:
                segment = self.waiting[k]
                own[k] = mask(untied(segment.text), segment.codes, self.for_engines, self.glossary, told=told)
        return [(own[k], self.about.get(k)) for k in some]

    def entry(self, k: str, text: str, answer: Answer, engine: Engine) -> Entry:
        """What is remembered of an answer; ``text`` is what was made of it."""
        segment, masked = self.waiting[k], self.masks[_reads_more(engine)][k]
        state = State.MACHINE if engine.trusted else State.MACHINE_DRAFT
        name = f"{engine.name}/{answer.way}" if answer.way else engine.name
        terms = terms_hash(masked, engine.name, self.glossary.locale, by_rules=not _costs(engine))
        return Entry(k, identity(segment.text, segment.codes), text, state, name, terms, answer.unknown)

    def take(self, entries: Sequence[Entry], engine: Engine) -> dict[str, str]:
        """Stores what the gate lets pass; returns by key why it did not let the others."""
        blocked = {e.key: reason for e in entries if (reason := self.gate(self.waiting[e.key], e.text))}
        fresh = [entry for entry in entries if entry.key not in blocked]
        first_blocked = [e for e in entries if e.key in blocked and self.second_best.setdefault(e.key, e) is e]
        # What may have been paid for is kept even if it is blocked: a later engine's text takes its place.
        self.memory.put([*fresh, *first_blocked] if _costs(engine) else fresh)
        self.made.update((entry.key, entry) for entry in fresh)
        self.refuse(blocked, engine)
        return blocked

    def refuse(self, reasons: Mapping[str, str], engine: Engine) -> None:
        """Says of segments, by key, why an engine's answer is not taken."""
        self.out.refused.update((self.waiting[k].address, f"{engine.name}: {why}") for k, why in reasons.items())

    def settle(self) -> None:
        """Takes what every engine had blocked: better a draft with its finding, which holds it for a person, than a gap."""
        rest = [self.second_best[k] for k in self.missing if k in self.second_best]
        for entry in rest:
            self.out.work[entry.made_by].held += 1
        self.memory.put(rest)
        self.made |= {entry.key: entry for entry in rest}
        self.out.recalled = sum(self.made.get(one.key) is one for one in self.recalled)


def _costs(engine: Engine) -> bool:
    """Whether what it is asked may cost something."""
    return engine.trusted or isinstance(engine, ByRequest)


def _batches(left: Sequence[str], engine: Engine) -> Iterator[Sequence[str]]:
    """What an engine is given at once, and its answers stored."""
    costs = _costs(engine)
    start, size = 0, _in_request(engine) if costs else _FIRST
    while start < len(left):
        yield left[start : start + size]
        start += size
        size = size if costs else min(2 * size, _MOST)


def _in_request(engine: Engine) -> int:
    """How many texts an engine that may be paid for is sent before its answers are stored."""
    return max(1, engine.texts_in_request) if isinstance(engine, ByRequest) else 1


def _in_turn(engine: Engine, batches: Iterable[Sequence[Asked]], locale: str) -> Iterator[list[Reply]]:
    """The answers to each batch, in order. The next ones are on their way while what an engine answered is judged.

    Of one that may be paid for no more are on their way than it says: a run that is killed pays for these again at most.
    """
    costs = _costs(engine)
    at_once = max(1, engine.requests_at_once) if isinstance(engine, ByRequest) else 1
    with ThreadPoolExecutor(at_once) as pool:
        on_their_way: deque[Future[list[Reply]]] = deque()
        for batch in batches:
            if costs and len(on_their_way) == at_once:
                yield on_their_way.popleft().result()
            on_their_way.append(pool.submit(_answers, engine, batch, locale))
            if len(on_their_way) > at_once:
                yield on_their_way.popleft().result()
        while on_their_way:
            yield on_their_way.popleft().result()


def _answers(engine: Engine, batch: Sequence[Asked], locale: str) -> list[Reply]:
    """The engine's answers; a text with nothing to translate but what is protected is its own answer."""
    asked = [
        (m.text if isinstance(engine, Grammatical) else opaque(m.text), about) for m, about in batch if not m.empty
    ]
    texts = [text for text, _ in asked]
    replies: Sequence[Reply] = ()
    try:
        if texts and isinstance(engine, InContext):
            replies = engine.translate_in_context(texts, locale, [about or Context() for _, about in asked])
        elif texts:
            replies = engine.translate(texts, locale)
    except EngineError as error:
        replies = [Refused(redacted(str(error)))] * len(texts)
    answers = iter(replies)
    return [Answer(m.text) if m.empty else next(answers) for m, _ in batch]


def _read(segment: Segment, masked: Masked, answer: Reply, engine: Engine, locale: str) -> tuple[str, str]:
    """The text of an answer and "", or "" and why it is refused."""
    if not isinstance(answer, Answer):
        return "", answer.reason if answer else "it gave no answer"
    try:
        text = unmask(masked, answer.text)
        if isinstance(engine, Grammatical):
            text = engine.worded(text, locale)
        text = localized(text, language("sv"), language(locale))
        text = tied(text, segment, language(locale))
        check_codes(segment, text)
    except SegmentError as error:
        return "", error.message
    if not text.strip():
        return "", "it gave an empty answer"
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
