"""Swedish compounds that no list holds: cut into parts that are known, each rendered, and put together again.

Swedish, Danish and Norwegian build compounds alike, but not with the same joints: "hälso|vård" is "sundheds|pleje". So a
first part has its target with the joint in it; a head has its inflected forms, which are the compound's. Which parts there
are is data: `first` and `head` in `locales/glossary/`, and the nouns of the glossary. A word is cut only where every part
is known.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from contentops.translate import tokens

SHORTEST_PART = 3
"""Letters. Shorter parts ("ö", "is", "te") stand in too many words that are no compounds."""
SHORTEST_DERIVED = 4
"""Letters of a part that is taken from the glossary's nouns and was not chosen as a part of compounds."""
_MOST_PARTS = 3
_REMEMBERED = 50_000
"""Words whose cut is kept: texts of a field use the same ones."""

_WORD = re.compile(r"[^\W\d_]+")
_ABBREVIATED = re.compile(r"[A-ZÅÄÖ]{2,}\d*")
_CONSONANT = re.compile(r"[^\W\d_aeiouyåäöæø]")


@dataclass(frozen=True, slots=True)
class Head:
    """One form of a compound's last part in the target.

    ``after_determiner``, ``sort`` and ``forms`` as in a term. Only a ``noun`` has a genitive.
    """

    target: str
    noun: bool
    after_determiner: str = ""
    sort: str = ""
    forms: tuple[tuple[str, str], ...] = ()


class Compounds:
    """The parts of one target, and how words are cut into them."""

    def __init__(
        self,
        firsts: Mapping[str, str],
        heads: Mapping[str, Head],
        simple: Collection[str] = (),
        *,
        single_consonants: bool = False,
    ) -> None:
        """The parts, and ``simple``: words that are no compounds though they can be cut.

        With ``single_consonants`` the target writes three equal consonants in a row as two, as Swedish does: "fettilskudd".
        """
        self._firsts = firsts
        self._heads = heads
        self._simple = frozenset(simple) | {f"{word}s" for word in simple}
        self._single_consonants = single_consonants
        self._remembered = functools.lru_cache(_REMEMBERED)(self._render)

    def render(self, word: str) -> Head | None:
        """The compound in the target; None for a word that is none, or has a part that is not known."""
        return self._remembered(word)

    def _render(self, word: str) -> Head | None:
        first, hyphen, rest = word.rpartition("-")
        if hyphen:
            return self._hyphenated(first, rest)
        folded = word.casefold()
        if not _WORD.fullmatch(word) or word[1:] != folded[1:] or folded in self._simple or self._head(folded):
            return None
        return next((made for parts in range(2, _MOST_PARTS + 1) if (made := self._split(folded, parts))), None)

    def _hyphenated(self, first: str, rest: str) -> Head | None:
        """An abbreviation stays what it is ("LDL-nivåer"); another part is what it is without the hyphen, which is kept."""
        target = first if _ABBREVIATED.fullmatch(first) else self._firsts.get(first.casefold())
        head = self._head(rest)
        return _joined(f"{target}-", head) if target and head else None

    def _head(self, word: str) -> Head | None:
        if head := self._heads.get(word):
            return head
        base = self._heads.get(word[:-1]) if word.endswith("s") else None
        if base and base.noun and not base.target.endswith(("s", "x", "z")):
            genitive = tokens.GENITIVES.get(base.sort[-1:], "")
            return Head(f"{base.target}s", noun=True, sort=f"{base.sort[:-1]}{genitive}" if genitive else "")
        return None

    def _split(self, word: str, parts: int) -> Head | None:
        """The word in as many parts; of several cuts the one with the longest last part."""
        for first, rest in _cuts(word):
            target = self._firsts.get(first)
            if target is None or rest in self._simple:
                continue
            head = self._head(rest) if parts == 2 else self._split(rest, parts - 1)  # noqa: PLR2004  # first and head
            if head:
                if self._single_consonants and _CONSONANT.match(head.target) and target.endswith(head.target[0] * 2):
                    target = target[:-1]
                return _joined(target, head)
        return None


def _joined(first: str, head: Head) -> Head:
    after = head.after_determiner and f"{first}{head.after_determiner}"
    forms = tuple((letter, f"{first}{form}") for letter, form in head.forms)
    return Head(f"{first}{head.target}", head.noun, after, head.sort, forms)


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    """Every way to cut a word in two; of three equal consonants Swedish writes two: "fett|tillskott"."""
    for i in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        yield word[:i], word[i:]
        if word[i - 1] == word[i - 2] and _CONSONANT.match(word[i - 1]):
            yield word[:i], word[i - 1 :]


def first_parts(source: str, target: str) -> Iterator[tuple[str, str]]:
    """How a noun stands as a first part, in Swedish and in the target: bare, with a joint, or with its last vowel changed.

    What a language does otherwise ("hälso-", da "sundheds-") stands in the data and takes precedence.
    """
    if len(source) < SHORTEST_DERIVED or not _WORD.fullmatch(source) or not _WORD.fullmatch(target):
        return
    yield source, target
    if not source.endswith(("s", "x", "z", "a", "e")):
        yield f"{source}s", target if _ends_without_s(target) else f"{target}s"
    if source.endswith("a"):
        yield f"{source[:-1]}o", target
        yield f"{source[:-1]}u", target
    if source.endswith(("a", "e")) and len(source) > SHORTEST_DERIVED:
        yield source[:-1], target


def _ends_without_s(noun: str) -> bool:
    """Whether a noun of Danish or Norwegian takes no -s- before the next part: one in -e, other than "-else"."""
    return noun.endswith(("s", "e")) and not noun.endswith("else")
