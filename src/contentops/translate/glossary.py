"""The glossary: Swedish terms, in all their forms, with the form that each has in a target.

A hit is masked before the engine and its target form put back after it, so a term is never guessed. Data in
`locales/glossary/*.toml`; the format is told in its README.
"""

from __future__ import annotations

import functools
import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contentops.article.segments import CODE
from contentops.errors import UsageError
from contentops.language.language import folder, language

WORD = re.compile(r"[^\W_]+(?:[-–:’'][^\W_]+)*-?")
"""A word of Swedish: hyphenated names are one ("D-vitamin-nivån"), a suspended hyphen belongs to it ("hjärt-")."""

_SHORTEST_COMPOUND_PART = 4
IMPERATIVE = "imperative"
"""The kind of a verb's imperative: it is found only where a sentence asks for something."""


@dataclass(frozen=True, slots=True)
class Term:
    """One form of a term: as it stands in Swedish, and in the target.

    ``after_determiner`` is the form that a language without the double definite wants after "den": "dosis", not "dosen".
    """

    source: str
    target: str
    kind: str
    forbidden: tuple[str, ...] = ()
    after_determiner: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term in a text: where it stands and what replaces it."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a check expects of a translation: one of ``targets`` for ``source``, none of ``forbidden``."""

    source: str
    targets: tuple[str, ...]
    forbidden: tuple[str, ...]


class Glossary:
    """The terms of one target."""

    def __init__(self, locale: str, terms: Iterable[Term], prefixes: Iterable[tuple[str, str]] = ()) -> None:
        self.locale = locale
        self._by_first: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
        self._forms: dict[str, Term] = {}
        for term in terms:
            words = tuple(word.casefold() for word in WORD.findall(term.source))
            if not words:
                continue
            self._by_first.setdefault(words[0], []).append((words, term))
            if term.kind != IMPERATIVE:
                self._forms.setdefault(term.source.casefold(), term)
        for candidates in self._by_first.values():
            candidates.sort(key=lambda pair: (-len(pair[0]), pair[1].kind != IMPERATIVE))
        self._prefixes = sorted(prefixes, key=lambda pair: -len(pair[0]))

    def __len__(self) -> int:
        return len(self._forms)

    def hits(self, text: str) -> list[Hit]:
        """The terms in a text, the longest first where several begin at one word, never overlapping."""
        words = list(WORD.finditer(text))
        found: list[Hit] = []
        i = 0
        while i < len(words):
            opened = found[0].end if found and found[0].term.kind == IMPERATIVE else None
            hit, used = self._at(text, words, i, opened)
            if hit:
                found.append(hit)
            i += used
        return found

    def _at(self, text: str, words: list[re.Match[str]], i: int, opened: int | None) -> tuple[Hit | None, int]:
        for forms, term in self._by_first.get(words[i].group().casefold(), ()):
            run = words[i : i + len(forms)]
            if len(run) == len(forms) and all(
                word.group().casefold() == form for word, form in zip(run, forms, strict=True)
            ):
                start = run[0].start()
                # Between and after the words of a phrase stands what stands in the glossary: "t.ex." has its stop.
                end = start + len(term.source)
                if text[start:end].casefold().replace("\u00a0", " ") == term.source.casefold() and (
                    term.kind != IMPERATIVE or _asks(text, start, opened)
                ):
                    return Hit(start, end, term), len(forms)
        word = words[i]
        compound = self._genitive(word.group()) or self._compound(word.group())
        return (Hit(word.start(), word.end(), compound) if compound else None), 1

    def _genitive(self, word: str) -> Term | None:
        if len(word) > _SHORTEST_COMPOUND_PART and word.casefold().endswith("s"):
            base = self._forms.get(word[:-1].casefold())
            if base and base.kind in ("noun", "name"):
                return Term(word, genitive(base.target), "noun")
        return None

    def _compound(self, word: str) -> Term | None:
        """A compound of a nutrient and a known noun: "magnesiumnivåer" by its parts."""
        folded = word.casefold()
        for prefix, target in self._prefixes:
            if folded.startswith(prefix) and len(folded) - len(prefix) >= _SHORTEST_COMPOUND_PART:
                rest = folded[len(prefix) :].lstrip("-")
                head = self._forms.get(rest) or self._genitive(rest)
                if head and head.kind == "noun" and not head.target[:1].isupper():
                    joint = "-" if prefix.endswith("-vitamin") and folded[len(prefix)] == "-" else ""
                    return Term(word, f"{target}{joint}{head.target}", "noun")
        return None

    def expected(self, source_text: str, target_locale: str) -> Iterator[Expectation]:
        """What each noun and name of a source sentence is expected to be in the translation.

        Phrases and small words are for the engine's sake: a person may well render them otherwise.
        """
        if target_locale != self.locale:
            return
        for hit in self.hits(source_text):
            if hit.term.kind not in ("noun", "name"):
                continue
            yield Expectation(source_text[hit.start : hit.end], _allowed(hit.term), hit.term.forbidden)


def _asks(text: str, start: int, opened: int | None) -> bool:
    """Whether a verb that stands here asks for something.

    It does first in the sentence, first after its condition, and after "och" in a sentence that asks from its start
    (``opened``, where its first verb ends). Elsewhere the same form is an infinitive ("vila") or another word ("sov").
    """
    before, grammar = (
        re.split(r"[.!?:]\W*(?:\d+\W*)?\s", CODE.sub("", text[:start]))[-1],
        language("sv").data["grammar"],
    )
    if not re.search(r"[^\W\d_]", before):
        return text[start].isupper()
    if condition := re.match(r"\W*(\w+)[^,]*, $", before):
        return condition[1].casefold() in grammar.get("conditions", ())
    words = [] if opened is None else WORD.findall(text[opened:start].casefold())
    return (
        bool(words)
        and words[-1] in grammar.get("joins_requests", ())
        and not {*words} & {*grammar.get("before_infinitives", ())}
    )


def _allowed(term: Term) -> tuple[str, ...]:
    return (term.target, term.after_determiner) if term.after_determiner else (term.target,)


def genitive(word: str) -> str:
    """The genitive in Danish and Norwegian: an s, or an apostrophe after s, x and z."""
    return f"{word}'" if word.casefold().endswith(("s", "x", "z")) else f"{word}s"


@functools.cache
def glossary(locale: str) -> Glossary:
    """The glossary of a target locale. Raises UsageError when a file of it is broken, naming the file."""
    terms: list[Term] = []
    prefixes: list[tuple[str, str]] = []
    for path in sorted((folder() / "glossary").glob("*.toml")):
        for entry in _entries(path):
            own = list(_terms(entry, locale, path))
            terms += own
            if path.stem == "nutrients" and entry["kind"] == "noun":
                prefixes += [
                    (term.source.casefold(), term.target) for term in own if term.source in _cells(entry["sv"], "sg")
                ]
    return Glossary(locale, terms, prefixes)


@functools.cache
def glossary_fingerprint(locale: str) -> str:
    """Hash of every entry of a target's glossary, forms and forbidden words included."""
    seen = hashlib.sha256()
    for path in sorted((folder() / "glossary").glob("*.toml")):
        for entry in _entries(path):
            for term in _terms(entry, locale, path):
                seen.update(repr(term).encode())
    return seen.hexdigest()[:16]


def _entries(path: Path) -> list[dict[str, Any]]:
    try:
        entries: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["term"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise UsageError(
            f"{path.name}: the glossary file cannot be read: {error}.", hint="See glossary/README.md."
        ) from error
    return entries


def _terms(entry: dict[str, Any], locale: str, path: Path) -> Iterator[Term]:
    target = entry.get(locale)
    if not target:
        return
    forbidden = tuple(entry.get("forbidden", {}).get(locale, ()))
    double = language(locale).data["grammar"].get("double_definite", True)
    for form in entry["sv"]:
        if form not in target:
            raise UsageError(
                f"{path.name}: {entry['sv']} has no form {form!r} in {locale}.",
                hint="Add it, or leave it out in Swedish.",
            )
        for source in _cells(entry["sv"], form):
            after = target.get(form.removesuffix("_def"), "") if form.endswith("_def") and not double else ""
            yield Term(source, target[form], IMPERATIVE if form == "imp" else entry["kind"], forbidden, after)
            if entry["kind"] == "verb" and form == "inf":
                # An engine that sees no verb behind the mask takes "att" for a conjunction.
                marked = (f"{language(name).data['grammar']['infinitive_marker']} " for name in ("sv", locale))
                yield Term(next(marked) + source, next(marked) + target[form], "phrase", forbidden)


def _cells(forms: dict[str, Any], form: str) -> tuple[str, ...]:
    cell = forms.get(form, ())
    return (cell,) if isinstance(cell, str) else tuple(cell)
