"""See CHECK."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contentops.check.model import Check, Example, Expectation, Expected, Flaw, Glossary, NotApplicable, SegmentPair
from contentops.language.words import folded, plain_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language

_NAMES = {"c": "common gender", "m": "masculine", "f": "feminine", "n": "neuter", "pl": "plural"}
_STEM = 3
"""Letters that stand at least before an adjective's ending: "fisk" is no adjective in -isk."""
_BEFORE = re.compile(r"(?:[\w-]+ )*$")
_AFTER = re.compile(r" ([\w-]+)((?: [\w-]+)+)")
_FIRST = re.compile(r"\W*([^\W\d_]+)(?= )")
_NEAR = 120
"""Characters before and after a noun that are looked at."""

Cells = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Grammar:
    """``[agreement]`` of a `language.toml`, whose comments tell what each list is."""

    determiners: dict[str, Cells]
    definite: dict[str, Cells]
    quantifiers: Cells
    adjectives: dict[str, Cells]
    endings: tuple[tuple[str, Cells], ...]
    alone: Cells
    between: Cells
    copulas: Cells
    clause_openers: Cells
    generic: dict[str, str]
    definite_endings: tuple[tuple[str, str], ...]
    after_predicate: Cells

    def adjective(self, word: str) -> Cells | None:
        """What an adjective can stand beside, by its form; None for a word that is none."""
        if word in self.adjectives:
            return self.adjectives[word]
        for ending, cells in self.endings:
            if word.endswith(ending) and len(word) >= len(ending) + _STEM:
                return cells
        return None


@functools.cache
def _grammar(language: Language) -> _Grammar:
    data = language.data.get("agreement")
    if data is None:
        raise NotApplicable(f"locales/{language.locale}/language.toml has no [agreement]")
    forms = data["adjectives"]
    by_ending = [(ending, frozenset(one["cells"])) for one in forms for ending in one.get("endings", ())]
    return _Grammar(
        {word: frozenset(cells) for word, cells in data["determiners"].items()},
        {word: frozenset(cells) for word, cells in data["definite_determiners"].items()},
        frozenset(data["quantifiers"]),
        {word: frozenset(one["cells"]) for one in forms for word in one.get("words", ())},
        tuple(sorted(by_ending, key=lambda pair: -len(pair[0]))),
        frozenset(data["never_adverbs"]),
        frozenset(data["between"]),
        frozenset(data["copulas"]),
        frozenset(data["clause_openers"]),
        data["generic"],
        tuple(sorted(data["definite_endings"].items(), key=lambda pair: -len(pair[0]))),
        frozenset(data["after_predicate"]),
    )


def _find(
    pair: SegmentPair, glossary: Glossary, source_language: Language, target_language: Language
) -> Iterator[Flaw]:
    grammar = _grammar(target_language)
    source = frozenset(folded(pair.source_shown))
    pronouns = frozenset(word for word, generic in grammar.generic.items() if generic in source)
    text = plain_case(pair.target_shown)
    told: set[str] = set()
    if _says_no_neuter(pair.source_shown, source_language):
        for wrong in _first_subject(text, grammar, target_language.function_words):
            told.add(wrong)
            yield Flaw(message=wrong)
    # Each term once, however often it stands in a long text: every place of it is looked at anyway.
    for term in dict.fromkeys(glossary.expected(pair.source_shown, target_language.locale)):
        if not term.cells:
            continue
        for form in map(plain_case, term.targets):
            for match in re.finditer(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text):
                for wrong in _wrong(text, match.start(), match.end(), term, grammar, pronouns):
                    if wrong not in told:
                        told.add(wrong)
                        yield Flaw(message=wrong)


def _wrong(text: str, start: int, end: int, term: Expected, grammar: _Grammar, pronouns: Cells) -> Iterator[str]:
    noun, cells = text[start:end], frozenset(term.cells)
    run = _BEFORE.search(text, max(0, start - _NEAR), start)
    before = run[0].split() if run else []
    adjective = grammar.adjective(before[-1]) if before else None
    rest = list(before)
    if adjective is not None:
        while rest and (grammar.adjective(rest[-1]) is not None or rest[-1] in grammar.between):
            rest.pop()
    determiner = rest[-1] if rest else ""
    if adjective is None and determiner in pronouns:
        return
    phrase = f"{' '.join(before[len(rest) - 1 :] if determiner in _all(grammar) else before[-1:])} {noun}"
    if word := _misfit(determiner, before[-1] if adjective is not None else "", adjective, cells, term, grammar):
        yield f"“{phrase}”: “{word}” does not agree with “{noun}” ({_named(cells)})"
    if determiner in _all(grammar):
        rest.pop()
    if term.definite and (not rest or rest[-1] in grammar.clause_openers):
        begins = start - len(run[0]) if run else start
        if rest or re.fullmatch(r"(?:.*[.!?:;–])?\W*", text[:begins]):
            yield from _predicate(text, end, noun, cells, grammar)


def _misfit(
    determiner: str, written: str, adjective: Cells | None, noun: Cells, term: Expected, grammar: _Grammar
) -> str:
    """The word that does not agree, or ""."""
    if determiner in grammar.determiners:
        fits = grammar.determiners[determiner] & noun
        if not fits:
            return determiner
        return written if adjective is not None and not adjective & fits else ""
    if adjective is None:
        return ""
    if determiner in grammar.definite:
        # "gir det friske celler": a pronoun and what it gives. Definite in the source, it is a determiner.
        if "def" not in adjective:
            return written if term.definite else ""
        return determiner if not grammar.definite[determiner] & noun and (term.definite or "pl" not in noun) else ""
    if determiner in grammar.quantifiers:
        # "derfor har mange højt blodtryk": a pronoun again, so the singular is not judged.
        return written if noun == {"pl"} and "pl" not in adjective else ""
    return written if written in grammar.alone and not term.definite and not adjective & noun else ""


def _all(grammar: _Grammar) -> Cells:
    return frozenset({*grammar.determiners, *grammar.definite, *grammar.quantifiers})


def _says_no_neuter(source: str, language: Language) -> bool:
    """Whether the source's own predicate is no neuter: "kollagen är viktigt" names a thing that only looks definite."""
    data = language.data.get("predicates", {})
    after = folded(source)
    copula = next((i for i, word in enumerate(after) if word in data.get("copulas", ())), None)
    return copula is not None and not any(
        word.endswith(tuple(data["neuter_endings"])) for word in after[copula + 1 : copula + 4]
    )


def _first_subject(text: str, grammar: _Grammar, small: Cells) -> Iterator[str]:
    """The first word, where its ending shows a definite noun: no glossary need know it for its gender to show."""
    first = _FIRST.match(text)
    if first is None or first[1] in small or grammar.adjective(first[1]) is not None:
        return
    for ending, cell in grammar.definite_endings:
        if first[1].endswith(ending) and len(first[1]) >= len(ending) + _STEM:
            yield from _predicate(text, first.end(), first[1], frozenset({cell}), grammar)
            return


def _predicate(text: str, end: int, noun: str, cells: Cells, grammar: _Grammar) -> Iterator[str]:
    """A definite subject that begins its clause, a copula, and an adjective that ends it: "balancen er vigtigt"."""
    match = _AFTER.match(text, end, end + _NEAR)
    if not match or match[1] not in grammar.copulas:
        return
    after = match[2].split()
    while len(after) > 1 and after[0] in grammar.between:
        after.pop(0)
    adjective = grammar.adjective(after[0])
    ends_there = after[1:2] == [] or after[1] in grammar.after_predicate
    if adjective is not None and ends_there and not adjective & cells:
        yield f"“{noun} {match[1]} {after[0]}”: “{after[0]}” does not agree with “{noun}” ({_named(cells)})"


def _named(cells: Cells) -> str:
    return " or ".join(_NAMES.get(cell, cell) for cell in sorted(cells))


_RHYTHM = Expectation("hjärtrytm", ("hjerterytme",), cells=("c",))
_BALANCE = Expectation("balansen", ("balancen",), cells=("c",), definite=True)

CHECK = Check(
    severity="warn",
    title="An article or adjective that does not agree with its noun",
    why="A term is put in as the glossary has it; the engine chose the small words beside it without seeing it.",
    advice="Give the article and the adjective the gender and number of the noun.",
    find=_find,
    examples=(
        Example(
            source="En regelbunden hjärtrytm.",
            target="En regelmæssigt hjerterytme.",
            expects=(_RHYTHM,),
            finds=True,
        ),
        Example(source="En hjärtrytm.", target="Et hjerterytme.", expects=(_RHYTHM,), finds=True),
        Example(source="Balansen är viktig.", target="Balancen er vigtigt.", expects=(_BALANCE,), finds=True),
        Example(source="Maten är viktig.", target="Maden er meget vigtigt.", finds=True),
        Example(
            source="Ett högt blodtryck.",
            target="En høy blodtrykk.",
            locale="nb",
            expects=(Expectation("blodtryck", ("blodtrykk",), cells=("n",)),),
            finds=True,
        ),
        Example(
            source="Många viktiga vitaminer.",
            target="Mange viktig vitamin.",
            locale="nn",
            expects=(Expectation("vitaminer", ("vitamin",), cells=("pl",)),),
            finds=True,
        ),
        Example(
            source="En jämn och regelbunden hjärtrytm.",
            target="En meget jævn og regelmæssig hjerterytme.",
            expects=(_RHYTHM,),
            finds=False,
        ),
        Example(source="Maten är väl kryddad.", target="Maden er godt krydret.", finds=False),
        Example(source="Kollagen är viktigt.", target="Kollagen er vigtigt.", finds=False),
        Example(source="Migrän är vanlig.", target="Migrene er vanlig.", locale="nb", finds=False),
        Example(source="Mycket är viktigt.", target="Meget er vigtigt.", finds=False),
        Example(
            source="Att äta för balansen är viktigt.",
            target="At spise for balancen er vigtigt.",
            expects=(_BALANCE,),
            finds=False,
        ),
        Example(
            source="Därför har många högt blodtryck.",
            target="Derfor har mange højt blodtryk.",
            expects=(Expectation("blodtryck", ("blodtryk",), cells=("n",)),),
            finds=False,
        ),
        Example(
            source="Hur tar man tillskott?",
            target="Korleis tek ein tilskot?",
            locale="nn",
            expects=(Expectation("tillskott", ("tilskot",), cells=("n",)),),
            finds=False,
        ),
        Example(
            source="Då ger det friska celler.",
            target="Da gir det friske celler.",
            locale="nb",
            expects=(Expectation("celler", ("celler",), cells=("pl",)),),
            finds=False,
        ),
    ),
)
