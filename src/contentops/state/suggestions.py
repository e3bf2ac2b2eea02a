"""Suggestions: what a person has approved for a sentence that is nearly this one.

They are shown to whoever reads the draft and never become its text: "5 mg" for "9 mg" is 94 % alike, and so is a sentence
with and without its "inte". Compared is what the memory's identity is made of: codes count by their kind, whatever dose or
link they stand for. Where the plain numbers, the count of quantities or the negations differ, nothing is suggested.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from contentops.article.record import Similar, State
from contentops.article.segments import Segment
from contentops.language import numerals
from contentops.language.language import Language
from contentops.language.words import found, words
from contentops.state.memory import Memory, Trusted, identity, key, tells_kinds

LEAST = 75.0
"""rapidfuzz ratio, 0 to 100. Of a thousand sentences of our example pages, each with the one most like it, those of 75 and
more say nearly the same of the same or of another substance ("Hemjärn kommer från kött", "Hemjärn finns i kött"); below,
more and more only begin or end alike. Random pairs reach 46 in one of a hundred."""

MOST = 3
"""Suggestions for a sentence: more are not read."""

_ALSO_COMPARED = 2
"""Words. Compared are entries that share one of the sentence's rarest words, a third of them and this many more: where all
of those have changed, the two are hardly alike any more. It takes a fortieth of the time of comparing with all, and found
the same best three for 192 of 200 sentences with up to half of their words changed, among 100,000 (benchmarks/memory.py)."""

_CODE = re.compile(r"⟦(/?)\d+(?::([a-z]+))?⟧")
_WORD = re.compile(r"[^\W\d_]{2,}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ONE_MEANING = frozenset({"not", "no", "neither"})
"""Of the groups of negations: "har inget" and "har inte" say the same."""

_KINDS = ("quantity", "cite", "break", "text", "link", "strong", "em", "sup", "sub")
_FIRST_MARK = 0xE000  # Unicode's private use area: no page's text is made of it


class Suggestions:
    """What there is to suggest for one pair of locales. Read from the memory at the first question, once."""

    def __init__(self, memory: Memory, speech: Language) -> None:
        self._memory = memory
        self._speech = speech
        self._known: _Known | None = None

    def nearest(self, segment: Segment) -> tuple[Similar, ...]:
        """The nearest texts that a person approved or a trusted engine made, the most alike first, at most three."""
        if self._known is None:
            self._known = _Known.of(self._memory.trusted())
        asked, own = identity(segment.text, segment.codes), key(segment)
        said: tuple[object, ...] | None = None
        out: list[Similar] = []
        for entry, score in self._known.near(_comparable(asked)):
            if entry.key == own:
                continue
            said = said or facts(asked, self._speech)
            if facts(entry.source, self._speech) != said:
                continue
            out.append(Similar(entry.source, entry.text, int(score), State(entry.state), entry.by))
            if len(out) == MOST:
                break
        return tuple(out)


@dataclass(frozen=True, slots=True)
class _Known:
    """The entries by the length of what is compared, and for each word those that have it."""

    entries: list[Trusted]
    texts: list[str]
    lengths: list[int]
    having: dict[str, list[int]]

    @classmethod
    def of(cls, entries: Iterable[Trusted]) -> _Known:
        pairs = [(_comparable(entry.source), entry) for entry in entries if tells_kinds(entry.source)]
        pairs.sort(key=lambda pair: (len(pair[0]), pair))
        having: dict[str, list[int]] = defaultdict(list)
        for place, (text, _) in enumerate(pairs):
            for word in _words(text):
                having[word].append(place)
        return cls([entry for _, entry in pairs], [text for text, _ in pairs], [len(t) for t, _ in pairs], having)

    def near(self, text: str) -> Iterable[tuple[Trusted, float]]:
        """The entries that are alike enough, best first; of those equally alike a person's first."""
        # A ratio of LEAST is out of reach for a text that is so much shorter or longer.
        first = bisect_left(self.lengths, len(text) * LEAST / (200 - LEAST))
        end = bisect_right(self.lengths, len(text) * (200 - LEAST) / LEAST)
        places: set[int] = set()
        own = _words(text)
        for having in sorted(filter(None, map(self.having.get, own)), key=len)[: len(own) // 3 + _ALSO_COMPARED]:
            places.update(having[bisect_left(having, first) : bisect_left(having, end)])
        chosen = sorted(places)
        texts = list(map(self.texts.__getitem__, chosen))
        hits = process.extract(text, texts, scorer=fuzz.ratio, score_cutoff=LEAST, limit=None)
        near = [(self.entries[chosen[number]], score) for _, score, number in hits]
        near.sort(key=lambda hit: (-hit[1], hit[0].state != State.APPROVED))
        return near


def _comparable(source: str) -> str:
    """An identity with one character for each code, by its kind: a code weighs as a letter does."""

    def mark(code: re.Match[str]) -> str:
        kind = _KINDS.index(code[2]) if code[2] in _KINDS else len(_KINDS)
        return chr(_FIRST_MARK + 2 * kind + bool(code[1]))

    return _CODE.sub(mark, source)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def facts(source: str, speech: Language) -> tuple[object, ...]:
    """What must be the same in both: the plain numbers, in figures or words, how many quantities, and the negations."""
    quantities = sum(code[2] == "quantity" for code in _CODE.finditer(source))
    text = _CODE.sub(" ", source)
    numbers = Counter(_NUMBER.findall(text))
    numbers.update(str(numeral.value) for numeral in numerals.find(text, speech))
    return quantities, numbers, _negations(text, speech)


def _negations(text: str, speech: Language) -> Counter[str]:
    groups = {word: "not" if group in _ONE_MEANING else group for group, own in speech.negation.items() for word in own}
    negations = Counter(groups[word] for word in map(str.casefold, words(text)) if word in groups)
    negations.update(found(text, speech.data["words"].get("perhaps_negating", ())))
    return negations
