"""How often a sentence negates, so that it can be compared with its translation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contentops.language.words import found, words

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


def counts(text: str, language: Language, also: tuple[str, ...] = ()) -> dict[str, Count]:
    """How often each group negates; ``also`` are words that may negate besides those of the language's own list.

    The groups are not (with no and neither), never and without.
    """
    groups = {word: group for group, listed in language.negation.items() for word in listed}
    but = frozenset(language.data["words"].get("but_after_negation", ()))
    nearly = frozenset(language.data["words"].get("nearly_negating", ()))
    with_not = frozenset(language.data["words"].get("with_not", ()))
    hits: dict[str, list[str]] = {"not": [], "never": [], "without": []}
    unsure = dict.fromkeys(hits, 0)
    negated = False
    for word in map(str.casefold, words(text)):
        group = groups.get(word)
        if group:
            key = _key(group)
            hits.setdefault(key, []).append(word)
            unsure[key] = unsure.get(key, 0) + (negated and word in but)
        negated = negated or bool(group) or word in nearly
    hits["not"], hits["never"] = _joined(hits["not"], hits["never"], with_not)
    lexical = 0
    for phrase in found(text, (*language.data["words"].get("perhaps_negating", ()), *also)):
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
