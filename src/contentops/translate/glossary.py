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
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from contentops.article.segments import CODE
from contentops.errors import UsageError
from contentops.language.language import folder, language
from contentops.language.names import names
from contentops.translate import tokens
from contentops.translate.compounds import SHORTEST_DERIVED, Compounds, Head, first_parts

WORD = re.compile(r"[^\W_]+(?:[-–:’'][^\W_]+)*-?")
"""A word of Swedish: hyphenated names are one ("D-vitamin-nivån"), a suspended hyphen belongs to it ("hjärt-")."""

_SHORTEST_COMPOUND_PART = 4
_START = 2
_REMEMBERED_WORDS = 50_000
"""Words whose derivation is kept: each segment asks three times, and texts of a field use the same words."""
_REMEMBERED_SENTENCES = 2048
"""Sentences whose terms are kept: masking asks of each, and the checks when it is translated, others in between."""
IMPERATIVE = "imperative"
"""The kind of a verb's imperative: it is found only where a sentence asks for something."""


@dataclass(frozen=True, slots=True)
class Term:
    """One form of a term: as it stands in Swedish, and in the target.

    ``after_determiner`` is the form that a language without the double definite wants after "den": "dosis", not "dosen".
    ``cells`` tell what a noun's target form can be: its gender in the singular, "pl" in the plural.
    ``sort`` tells an engine what the word is, as in a token; "" for what is no one word of a known form. ``forms`` are
    other forms of it in the target that an engine may ask for, each with its letter.
    """

    source: str
    target: str
    kind: str
    forbidden: tuple[str, ...] = ()
    after_determiner: str = ""
    cells: tuple[str, ...] = ()
    definite: bool = False
    sort: str = ""
    forms: tuple[tuple[str, str], ...] = ()


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
    cells: tuple[str, ...] = ()
    definite: bool = False
    name: bool = False


class Glossary:
    """The terms of one target."""

    def __init__(
        self,
        locale: str,
        terms: Iterable[Term],
        prefixes: Iterable[tuple[str, str]] = (),
        compounds: Compounds | None = None,
    ) -> None:
        self.locale = locale
        self._compounds = compounds or Compounds({}, {})
        # By the first two words, by the one of a single word: "att" begins a phrase for each verb.
        self._by_start: dict[tuple[str, ...], list[tuple[tuple[str, ...], Term]]] = {}
        self._forms: dict[str, Term] = {}
        for term in terms:
            words = tuple(word.casefold() for word in WORD.findall(term.source))
            if not words:
                continue
            self._by_start.setdefault(words[:_START], []).append((words, term))
            if term.kind != IMPERATIVE:
                self._forms.setdefault(term.source.casefold(), term)
        for candidates in self._by_start.values():
            candidates.sort(key=lambda pair: (-len(pair[0]), pair[1].kind != IMPERATIVE))
        self._remembered = functools.lru_cache(_REMEMBERED_SENTENCES)(self._hits)
        self._prefixes = sorted(prefixes, key=lambda pair: -len(pair[0]))
        self._derived = functools.lru_cache(_REMEMBERED_WORDS)(self._derive)

    def __len__(self) -> int:
        return len(self._forms)

    def hits(self, text: str) -> list[Hit]:
        """The terms in a text, the longest first where several begin at one word, never overlapping."""
        return list(self._remembered(text))

    def _hits(self, text: str) -> tuple[Hit, ...]:
        words = list(WORD.finditer(text))
        folded = tuple(word.group().casefold() for word in words)
        found: list[Hit] = []
        i = 0
        while i < len(words):
            opened = found[0].end if found and found[0].term.kind == IMPERATIVE else None
            hit, used = self._at(text, words, folded, i, opened)
            if hit:
                found.append(hit)
            i += used
        return tuple(self._with_compounds(words, found))

    def _at(
        self, text: str, words: list[re.Match[str]], folded: tuple[str, ...], i: int, opened: int | None
    ) -> tuple[Hit | None, int]:
        longer, single = (self._by_start.get(folded[i : i + many], ()) for many in (_START, 1))
        for forms, term in (*longer, *single) if i + 1 < len(folded) else single:
            if forms == folded[i : i + len(forms)]:
                run = words[i : i + len(forms)]
                start = run[0].start()
                # Between and after the words of a phrase stands what stands in the glossary: "t.ex." has its stop.
                end = start + len(term.source)
                if text[start:end].casefold().replace("\u00a0", " ") == term.source.casefold() and (
                    term.kind != IMPERATIVE or _asks(text, start, opened)
                ):
                    return Hit(start, end, term), len(forms)
        word = words[i]
        compound = self._derived(word.group())
        return (Hit(word.start(), word.end(), compound) if compound else None), 1

    def _derive(self, word: str) -> Term | None:
        return self._genitive(word) or self._compound(word)

    def _genitive(self, word: str) -> Term | None:
        if len(word) > _SHORTEST_COMPOUND_PART and word.casefold().endswith("s"):
            base = self._forms.get(word[:-1].casefold())
            if base and base.kind in ("noun", "name"):
                forms = tuple((tokens.GENITIVES[letter], genitive(form)) for letter, form in base.forms)
                sort = _genitive_sort(base.sort)
                return replace(
                    base,
                    source=word,
                    target=genitive(base.target),
                    kind="noun",
                    forbidden=(),
                    after_determiner="",
                    sort=sort,
                    forms=forms,
                )
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
                    first = f"{target}{joint}"
                    forms = tuple((letter, f"{first}{form}") for letter, form in head.forms)
                    return replace(
                        head,
                        source=word,
                        target=f"{first}{head.target}",
                        kind="noun",
                        forbidden=(),
                        after_determiner="",
                        forms=forms,
                    )
        return None

    def _with_compounds(self, words: list[re.Match[str]], found: list[Hit]) -> list[Hit]:
        """The terms, and the words beside them whose parts are known.

        A capital in the middle of a sentence is a name's: "Bergström".
        """
        taken = {hit.start: hit.end for hit in found}
        end = 0
        for number, word in enumerate(words):
            end = max(end, taken.get(word.start(), 0))
            written = word.group()
            if word.start() < end or (number and written[:1].isupper() and "-" not in written):
                continue
            if made := self._compounds.render(written):
                term = Term(
                    written, made.target, "compound", (), made.after_determiner, sort=made.sort, forms=made.forms
                )
                found.append(Hit(word.start(), word.end(), term))
        return sorted(found, key=lambda hit: hit.start)

    def compounds(self, text: str) -> dict[str, str]:
        """The words of a text, in small letters, that are rendered by their parts unless the engine knows them, and how.

        "" for a word that has another form after a determiner: no engine renders it rightly by itself everywhere.
        """
        terms = (hit.term for hit in self.hits(text) if hit.term.kind == "compound")
        return {term.source.casefold(): "" if term.after_determiner else term.target for term in terms}

    def leaving(self, words: frozenset[str]) -> Glossary:
        """The same glossary, but these words, in small letters, are not cut into parts: the engine needs no help there."""
        return _Leaving(self, words)

    def expected(self, source_text: str, target_locale: str) -> Iterator[Expectation]:
        """What each noun and name of a source sentence is expected to be in the translation.

        Phrases, small words and compounds by their parts are for the engine's sake: a person may well render them otherwise.
        A word inside a name ("Apoteket Hjärtat") is no term.
        """
        if target_locale != self.locale:
            return
        inside = names(source_text, language("sv"))
        for hit in self.hits(source_text):
            if hit.term.kind not in ("noun", "name"):
                continue
            if any(
                start <= hit.start and hit.end <= end and hit.end - hit.start < end - start for start, end in inside
            ):
                continue
            term = hit.term
            yield Expectation(
                source_text[hit.start : hit.end],
                _allowed(term),
                term.forbidden,
                term.cells,
                definite=term.definite,
                name=term.kind == "name",
            )


class _Leaving(Glossary):
    """A glossary with all that another has, which does not find some of its compounds."""

    def __init__(self, whole: Glossary, words: frozenset[str]) -> None:
        self.__dict__.update(whole.__dict__)
        self._whole, self._words = whole, words

    def hits(self, text: str) -> list[Hit]:
        """The hits of the whole glossary without the words that are left to the engine."""
        return [
            hit
            for hit in self._whole.hits(text)
            if hit.term.kind != "compound" or hit.term.source.casefold() not in self._words
        ]


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
    """What a person may write for a term: a noun's other definiteness where that is the language's, or its other number."""
    other = [form for letter, form in term.forms if term.sort.endswith(tokens.EITHER) and letter == tokens.SINGULAR]
    return tuple(dict.fromkeys([term.target, *([term.after_determiner] if term.after_determiner else []), *other]))


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
    return Glossary(locale, terms, prefixes, _compounds(locale))


def _compounds(locale: str) -> Compounds:
    """The parts of compounds: those of the data, and the glossary's nouns."""
    firsts: dict[str, str] = {}
    heads: dict[str, Head] = {}
    derived_firsts: dict[str, str] = {}
    derived_heads: dict[str, Head] = {}
    simple: set[str] = set()
    no_heads: set[str] = set()
    for path in sorted((folder() / "glossary").glob("*.toml")):
        data = _data(path)
        simple.update(data.get("simple", ()))
        no_heads.update(data.get("no_heads", ()))
        firsts |= {source: target for source, cell in data.get("first", {}).items() if (target := _part(cell, locale))}
        for entry in data.get("head", ()):
            for term in _terms(entry, locale, path):
                heads.setdefault(term.source, _head(term))  # of cells that look alike ("beroende") the first counts
        for entry in data.get("term", ()):
            if entry["kind"] != "noun":
                continue
            for term in _terms(entry, locale, path):
                if term.source.islower() and len(term.source) >= SHORTEST_DERIVED and term.target.isalpha():
                    derived_heads[term.source] = _head(term)
                if term.source in _cells(entry["sv"], "sg") and term.target.islower():
                    derived_firsts |= dict(first_parts(term.source, term.target))
    single = language(locale).data["grammar"].get("single_consonants", False)
    every_head = {source: head for source, head in (derived_heads | heads).items() if source not in no_heads}
    return Compounds(derived_firsts | firsts, every_head, simple, single_consonants=single)


def _part(cell: str | dict[str, str], locale: str) -> str | None:
    """A first part in a target; one string is the same in all."""
    return cell if isinstance(cell, str) else cell.get(locale)


def _head(term: Term) -> Head:
    return Head(term.target, term.kind == "noun", term.after_determiner, term.sort, term.forms)


@functools.cache
def glossary_fingerprint(locale: str) -> str:
    """Hash of every entry of a target's glossary, forms and forbidden words included."""
    seen = hashlib.sha256()
    for path in sorted((folder() / "glossary").glob("*.toml")):
        for entry in _entries(path):
            for term in _terms(entry, locale, path):
                seen.update(repr(term).encode())
        data = _data(path)
        for entry in data.get("head", ()):
            for term in _terms(entry, locale, path):
                seen.update(repr(("head", term)).encode())
        for source, cell in data.get("first", {}).items():
            if target := _part(cell, locale):
                seen.update(repr((source, target)).encode())
        for word in (*data.get("simple", ()), *data.get("no_heads", ())):
            seen.update(repr(word).encode())
    return seen.hexdigest()[:16]


def _entries(path: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = _data(path)["term"]
    return entries


@functools.cache
def _data(path: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        data["term"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise UsageError(
            f"{path.name}: the glossary file cannot be read: {error}.", hint="See glossary/README.md."
        ) from error
    return data


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
            if form == "sg" and entry["kind"] == "noun" and source in _cells(entry["sv"], "pl"):
                continue  # the plural's term is both: a word alone, as in a heading, is one more often
            after = target.get(form.removesuffix("_def"), "") if form.endswith("_def") and not double else ""
            yield Term(
                source,
                target[form],
                IMPERATIVE if form == "imp" else entry["kind"],
                forbidden,
                after,
                _number_and_gender(target, *_written(entry, form, locale, source), after),
                definite=form.endswith("_def"),
                sort=_sort(entry, form, locale, source),
                forms=tuple(_others(entry, form, target, source)),
            )
            if entry["kind"] == "verb" and form == "inf":
                # An engine that sees no verb behind the mask takes "att" for a conjunction.
                marked = (f"{language(name).data['grammar']['infinitive_marker']} " for name in ("sv", locale))
                yield Term(next(marked) + source, next(marked) + target[form], "phrase", forbidden)


_LETTERS = {"noun": tokens.NOUN, "verb": tokens.VERB, "adjective": tokens.ADJECTIVE}


def _either(entry: dict[str, Any], form: str, source: str) -> bool:
    """Whether a Swedish form is a noun's singular and plural: "symtom"."""
    return entry["kind"] == "noun" and form == "pl" and source in _cells(entry["sv"], "sg")


def _written(entry: dict[str, Any], form: str, locale: str, source: str) -> tuple[str, ...]:
    """What a Swedish form may be in the target."""
    target = entry[locale]
    return (target[form], target["sg"]) if _either(entry, form, source) else (target[form],)


def _sort(entry: dict[str, Any], form: str, locale: str, source: str) -> str:
    """What a form of an entry is, as a token tells it."""
    letter = _LETTERS.get(entry["kind"], "")
    form_letter = tokens.FORMS.get(letter, {}).get(form, "")
    if letter == tokens.VERB and " " in source:
        return ""  # what follows a particle or a preposition is not what follows a verb
    if letter != tokens.NOUN or not form_letter:
        return f"{letter}{form_letter}" if form_letter else ""
    gender = entry[locale].get("gender")
    if not gender:
        return ""
    articles = language(locale).data["grammar"].get("indefinite_article", {})
    # Bokmål has the same words beside a feminine as beside a masculine, as we write it.
    merged = gender == "f" and articles.get("f") == articles.get("m")
    there = {"n": tokens.NEUTER, "c": tokens.COMMON, "f": tokens.FEMININE}.get(
        "m" if merged else gender, tokens.MASCULINE
    )
    definite = (source,) if form == "sg_def" else _cells(entry["sv"], "sg_def")
    neuters = {each.endswith("t") for each in definite} or {gender == "n"}
    here = tokens.ANY if len(neuters) > 1 else tokens.NEUTER if neuters == {True} else tokens.COMMON
    if _either(entry, form, source):
        form_letter = tokens.EITHER
    return f"{letter}{here}{there}{form_letter}"


def _others(entry: dict[str, Any], form: str, target: dict[str, Any], source: str) -> Iterator[tuple[str, str]]:
    """The forms that an engine may want in the place of one: those of the same number of a noun, any of an adjective."""
    letter = _LETTERS.get(entry["kind"], "")
    either = _either(entry, form, source)
    for other, form_letter in tokens.FORMS.get(letter, {}).items():
        if other in target and other != form and (either or letter != tokens.NOUN or other[:2] == form[:2]):
            yield form_letter, target[other]


def _genitive_sort(sort: str) -> str:
    """The sort of a noun's genitive."""
    return f"{sort[:-1]}{tokens.GENITIVES.get(sort[-1:], '')}" if sort[-1:] in tokens.GENITIVES else ""


def _number_and_gender(target: dict[str, Any], *written: str) -> tuple[str, ...]:
    """The gender where a form of a noun can be singular, "pl" where it can be plural."""
    forms = {form[:2] for form, text in target.items() if form != "gender" and text in written}
    if "gender" not in target:
        return ()
    # Where no singular is listed, it may be left out because it looks like the plural: "et symptom", "et hyben".
    known = forms if "sg" in {form[:2] for form in target} else {*forms, "sg"}
    return tuple(target["gender"] if form == "sg" else form for form in sorted(known))


def _cells(forms: dict[str, Any], form: str) -> tuple[str, ...]:
    cell = forms.get(form, ())
    return (cell,) if isinstance(cell, str) else tuple(cell)
