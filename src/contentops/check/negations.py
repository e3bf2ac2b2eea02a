"""How often a sentence negates, so that it can be compared with its translation."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contentops.check.model import SENTENCES
from contentops.language.words import folded, found, words

if TYPE_CHECKING:
    from contentops.language.language import Language

_ONE_MEANING = frozenset({"not", "no", "neither"})
"""Between languages a negation moves among these: "has none" and "has not any" say the same."""
_LEXICAL = frozenset({"not", "without"})
"""What a word such as "lacks" may be rendered with."""


@dataclass(frozen=True, slots=True)
class Count:
    """How often something is negated: ``least`` surely, ``most`` when words that may or may not negate are counted too."""

    least: int
    most: int
    words: tuple[str, ...]

    def agrees(self, other: Count) -> bool:
        """Whether both may negate equally often."""
        return self.least <= other.most and other.least <= self.most


_NEVER = dict.fromkeys(("not", "never", "without"), Count(0, 0, ()))
"""The counts of a sentence that negates nothing."""


@dataclass(frozen=True, slots=True)
class _Lists:
    """What a `language.toml` says of words that negate: their groups, and those that do so with another or perhaps."""

    groups: dict[str, str]
    but: frozenset[str]
    nearly: frozenset[str]
    with_not: frozenset[str]
    perhaps: tuple[str, ...]


@functools.cache
def _lists(language: Language, also: tuple[str, ...]) -> _Lists:
    groups = {word: group for group, listed in language.negation.items() for word in listed}
    but, nearly, with_not, perhaps = (
        language.data["words"].get(key, ())
        for key in ("but_after_negation", "nearly_negating", "with_not", "perhaps_negating")
    )
    return _Lists(groups, frozenset(but), frozenset(nearly), frozenset(with_not), (*perhaps, *also))


@functools.lru_cache(maxsize=SENTENCES)
def counts(text: str, language: Language, also: tuple[str, ...] = ()) -> dict[str, Count]:
    """How often each group negates; ``also`` are words that may negate besides those of the language's own list.

    The groups are not (with no and neither), never and without.
    """
    lists = _lists(language, also)
    groups, said = lists.groups, folded(text)
    phrases = found(text, lists.perhaps)
    if not phrases and groups.keys().isdisjoint(said):
        return _NEVER
    hits: dict[str, list[str]] = {group: [] for group in _NEVER}
    unsure = dict.fromkeys(hits, 0)
    negated = False
    for word in said:
        group = groups.get(word)
        if group:
            key = _key(group)
            hits.setdefault(key, []).append(word)
            unsure[key] = unsure.get(key, 0) + (negated and word in lists.but)
        negated = negated or bool(group) or word in lists.nearly
    hits["not"], hits["never"] = _joined(hits["not"], hits["never"], lists.with_not)
    lexical = 0
    for phrase in phrases:
        inside = [_key(groups[word]) for word in words(phrase) if word in groups]
        for key in inside:
            unsure[key] += 1
        lexical += not inside
    return {
        key: Count(max(0, len(sure) - unsure[key]), len(sure) + (lexical if key in _LEXICAL else 0), tuple(sure))
        for key, sure in hits.items()
    }


def _joined(nots: list[str], nevers: list[str], with_not: frozenset[str]) -> tuple[list[str], list[str]]:
    """The words for not and never, where a never that stands with a not is one negation with it: Finnish "ei koskaan".

    Without a not it negates nothing: "ever".
    """
    joined = [word for word in nevers if word in with_not][: len(nots)]
    return nots[: len(nots) - len(joined)], [word for word in nevers if word not in with_not] + joined


def _key(group: str) -> str:
    return "not" if group in _ONE_MEANING else group


def between(source: str, target: str, here: Language, there: Language) -> tuple[dict[str, Count], dict[str, Count]]:
    """How often a sentence and its translation negate; words of the source that ``there`` may say with a "not" count too."""
    also = tuple(there.data["words"].get("rendered_by_negation", ()))
    return counts(source, here, also), counts(target, there)


def explicit(found: dict[str, Count]) -> int:
    """How many words surely negate."""
    return sum(len(count.words) for count in found.values())
