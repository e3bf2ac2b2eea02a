"""How much of a Swedish text the glossary knows, what it leaves to the engine, and which words nobody knows.

Counted are content words: words without function words, numbers, units and names. Each stands once for every time that it
occurs, so the shares say how much of the text a reader gets by approved terms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from contentops.article.segments import CODE
from contentops.language import numerals, quantities
from contentops.language.language import language
from contentops.language.names import names
from contentops.translate.glossary import WORD, Glossary, Hit

Known = Callable[[frozenset[str]], frozenset[str]]
"""Those of some words, in small letters, that an engine has in its dictionary."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|\b10\.\d{4,9}/\S+")
_SHORTEST = 2
_NUMBERED = re.compile(r"\d")


@dataclass(slots=True)
class Coverage:
    """What is known of a text for one target, in content words.

    ``terms`` are single words of the glossary, ``phrases`` words inside its phrases, ``compounds`` words that it renders by
    their parts. ``engine`` is what it leaves to an engine that knows it; None where no engine is asked. ``unknown`` has what
    neither knows, in small letters, by how often it occurs.
    """

    locale: str
    terms: int = 0
    phrases: int = 0
    compounds: int = 0
    engine: int | None = None
    unknown: Counter[str] = field(default_factory=Counter)

    @property
    def glossary(self) -> int:
        """Words that the glossary renders, in whichever way."""
        return self.terms + self.phrases + self.compounds

    @property
    def words(self) -> int:
        """All content words of the text."""
        return self.glossary + (self.engine or 0) + self.unknown.total()

    def share(self, count: int) -> float:
        """A count as a share of the content words, from 0 to 1; 0 for a text without any."""
        return count / self.words if self.words else 0.0


def coverage(sentences: Iterable[str], glossary: Glossary, known: Known | None = None) -> Coverage:
    """What the glossary of one target knows of Swedish sentences, and ``known``, the engine's dictionary, of the rest."""
    found = Coverage(glossary.locale)
    left: Counter[str] = Counter()
    compounds: Counter[str] = Counter()
    for sentence in sentences:
        for word, hit in _content(sentence, glossary):
            match hit.term.kind if hit else "":
                case "":
                    left[word] += 1
                case "compound":
                    compounds[word] += 1
                case "phrase":
                    found.phrases += 1
                case _:
                    found.terms += 1
    dictionary = known(frozenset((*left, *compounds))) if known else frozenset()
    # A compound that the engine has as a whole is left to it: so it is when a text is translated.
    found.compounds = sum(count for word, count in compounds.items() if word not in dictionary)
    if known:
        found.engine = sum(count for word, count in (left + compounds).items() if word in dictionary)
    found.unknown = Counter({word: count for word, count in left.items() if word not in dictionary})
    return found


def _content(sentence: str, glossary: Glossary) -> Iterator[tuple[str, Hit | None]]:
    """The content words of a sentence, in small letters, each with the hit that it stands in."""
    swedish = language("sv")
    text = _ADDRESS.sub(_blank, CODE.sub(_blank, sentence))
    for quantity in quantities.find(text, swedish):
        text = _without(text, quantity.start, quantity.end)
    hits = glossary.hits(text)
    out = [(numeral.start, numeral.end) for numeral in numerals.find(text, swedish)]
    out += [*names(text, swedish), *((hit.start, hit.end) for hit in hits if hit.term.kind == "name")]
    first = True
    for match in WORD.finditer(text):
        word, begins = match.group(), first
        first = False
        folded = word.casefold()
        if len(word) < _SHORTEST or folded in swedish.function_words or _inside(match, out):
            continue
        hit = next((hit for hit in hits if hit.start <= match.start() and match.end() <= hit.end), None)
        # A capital inside a sentence is a name's ("Bergström", "WHO"), unless the glossary knows the word ("D-vitamin").
        if hit is None and (_NUMBERED.search(word) or word.isupper() or (not begins and word[0].isupper())):
            continue
        yield folded, hit


def _inside(match: re.Match[str], spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= match.start() and match.end() <= end for start, end in spans)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _without(text: str, start: int, end: int) -> str:
    return f"{text[:start]}{' ' * (end - start)}{text[end:]}"
