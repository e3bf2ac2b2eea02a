"""What agrees with a noun whose gender is another in the target: adjectives, determiners, predicates.

Apertium's transfer leaves an adjective in the gender of the source: "ett stort prov", "en stort prøve". Before it runs, each
word stands there with its tags in both languages. So an adjective that agrees with a noun in the source is one that must
agree with it in the target, and its tag is changed; what does not agree there ("fisk är gott") stays.

It imports nothing beyond the standard library: it is run between the programs of Apertium.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from contentops.translate.patterns import any_of

_UNIT = re.compile(r"\^([^\\^$]*(?:\\.[^\\^$]*)*)\$")
_SIDES = re.compile(r"(?<!\\)/")
# What most texts have none of: a noun of another gender in the target, whatever else its tags are.
_CHANGES = re.compile(r"<n><(?:nt><sg>[^$/]*/[^$/<]*<n><(?:m|f|ut)>|(?:m|f|ut)><sg>[^$/]*/[^$/<]*<n><nt>|un><sg>)")
_TAG = re.compile(r"<([^<>]+)>")
_NEUTER = "nt"
_GENDERS = ("ut", _NEUTER)
_COMMON = ("m", "f", "mf", "ut")
_BETWEEN = frozenset({"adv", "cm", "cnjcoo"})
_CLAUSE = frozenset({"sent", "cm", "cnjsub", "cnjcoo", "rel", "vblex"})


@dataclass(slots=True)
class Word:
    """A word with its tags in both languages. ``bare`` when it follows the word before it with a space and no more."""

    source: str
    tags: list[str]
    targets: list[str]
    bare: bool

    @property
    def kind(self) -> str:
        """Its first tag."""
        return self.tags[0] if self.tags else ""

    @property
    def cell(self) -> str:
        """Gender in the singular, "pl" in the plural, "" where its form shows none."""
        return _cell(self.tags)

    @property
    def target_tags(self) -> list[str]:
        """Its tags in the target, of the first rendering where there are several."""
        return _TAG.findall(self.targets[0]) if self.targets else []

    def agree(self, noun: Word) -> bool:
        """Gives it the gender that the noun has in the target; whether something has changed."""
        there = next((tag for tag in noun.target_tags if tag == _NEUTER or tag in _COMMON), "")
        before = self.targets
        self.targets = [_with_gender(target, there) for target in before]
        return self.targets != before


def agreed(stream: str, copulas: frozenset[str], definite_after: frozenset[str] = frozenset()) -> str:
    """The stream with the adjectives and determiners of a noun in its gender. ``copulas`` are verbs as the source has them.

    After ``definite_after``, determiners as the source has them, a noun is definite in the target though not in the source.
    """
    if not (_CHANGES.search(stream) or (definite_after and _one_of(definite_after).search(stream))):
        return stream
    found = list(_UNIT.finditer(stream))
    words = _words(stream, found)
    changed = False
    for i, word in enumerate(words):
        if (
            word.kind == "n"
            and "ind" in word.tags
            and any(each.source.lower() in definite_after for each in _before(words, i))
        ):
            word.targets = [target.replace("<ind>", "<def>") for target in word.targets]
            changed = True
        if _changes(word):
            for other in (*_before(words, i), *_predicates(words, i, copulas)):
                if other.cell == word.cell or (other.cell in _GENDERS and "un" in word.tags):
                    changed |= other.agree(word)
    if not changed:
        return stream
    out, end = [], 0
    for match, word in zip(found, words, strict=True):
        out += [stream[end : match.start(1)], "/".join((_SIDES.split(match[1])[0], *word.targets))]
        end = match.end(1)
    return f"{''.join(out)}{stream[end:]}"


@functools.cache
def _one_of(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\^(?i:{any_of(words)})<")


def _words(stream: str, found: Sequence[re.Match[str]]) -> list[Word]:
    words, end = [], 0
    for match in found:
        source, *targets = _SIDES.split(match[1])
        words.append(
            Word(source.partition("<")[0], _TAG.findall(source), targets, not stream[end : match.start()].strip())
        )
        end = match.end()
    return words


def _cell(tags: Sequence[str]) -> str:
    if "pl" in tags:
        return "pl"
    if "sg" not in tags or "fn" in tags:
        return ""
    return _NEUTER if _NEUTER in tags else "ut" if any(tag in tags for tag in _COMMON) else ""


def _changes(word: Word) -> bool:
    """Whether it is a noun in the singular whose gender is another in the target, or has both in the source ("vaccin")."""
    if word.kind != "n" or word.target_tags[:1] != ["n"] or "sg" not in word.tags:
        return False
    there = _cell(word.target_tags)
    return there in _GENDERS and ("un" in word.tags or (word.cell in _GENDERS and word.cell != there))


def _with_gender(target: str, gender: str) -> str:
    """A rendering with the gender where it has another in the singular. An adjective's is not told apart from a feminine."""
    tags = _TAG.findall(target)
    if "sg" not in tags or not tags or tags[0] not in ("adj", "det", "prn"):
        return target
    if gender == _NEUTER:
        return re.sub(r"<(?:m|f|mf|ut)>(?=<sg>)", f"<{_NEUTER}>", target)
    to = "mf" if tags[0] == "adj" and gender != "ut" else gender
    return re.sub(rf"<{_NEUTER}>(?=<sg>)", f"<{to}>", target)


def _before(words: Sequence[Word], noun: int) -> list[Word]:
    """The adjectives right before a noun, and its determiners."""
    found = []
    i = noun - 1
    while i >= 0 and words[i + 1].bare:
        if _belongs(words[i]):
            found.append(words[i])
        elif not (words[i].kind in _BETWEEN and i > 0 and (_belongs(words[i - 1]) or words[i - 1].kind == "adv")):
            break
        i -= 1
    return found


def _predicates(words: Sequence[Word], noun: int, copulas: frozenset[str]) -> list[Word]:
    """The adjectives that are said of a noun: "provet är dyrt", "därför är provet dyrt"."""
    if not _is_subject(words, noun, copulas):
        return []
    i = noun + 1
    start = _opening(words, noun)
    inverted = start >= 0 and words[start].source.lower() in copulas
    while not inverted and i < len(words) and words[i].source.lower() not in copulas:
        if words[i].kind in _CLAUSE:
            return []
        i += 1
    i += not inverted
    while (
        i < len(words)
        and words[i].kind in ("adv", "vblex", "")
        and (words[i].kind == "adv" or words[i].source.lower() in copulas or words[i].source.startswith("*"))
    ):
        i += 1
    found: list[Word] = []
    while i < len(words) and words[i].kind == "adj":
        if i + 1 < len(words) and words[i + 1].kind == "n":
            return found
        found.append(words[i])
        i += 1
        while i + 1 < len(words) and words[i].kind in _BETWEEN and words[i + 1].kind in ("adj", "adv"):
            i += 1
    return found


def _opening(words: Sequence[Word], noun: int) -> int:
    """Where the word stands that opens what a noun stands in, or -1: its determiners and adjectives are passed over."""
    i = noun - 1
    while i >= 0 and _belongs(words[i]):
        i -= 1
    return i


def _belongs(word: Word) -> bool:
    """Whether it stands before a noun as part of what is named: adjective, determiner, possessive ("din nya kost")."""
    return word.kind in ("adj", "det") or (word.kind == "prn" and "pos" in word.tags)


def _is_subject(words: Sequence[Word], noun: int, copulas: frozenset[str]) -> bool:
    """Whether a noun opens its clause, or follows a copula that does; after another verb it is that verb's object."""
    start = _opening(words, noun)
    if start < 0:
        return True
    opener = words[start]
    return opener.kind in _CLAUSE | {"adv"} and (opener.kind != "vblex" or opener.source.lower() in copulas)
