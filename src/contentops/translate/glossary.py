"""The glossary: Swedish terms, in all their forms, with the form that each has in a target.

A hit is masked before the engine and its target form put back after it, so a term is never guessed. Data in
`locales/glossary/*.toml`; the format is told in its README.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from contentops.article.segments import CODE
from contentops.language.language import language
from contentops.language.names import names
from contentops.translate import tokens
from contentops.translate.compounds import SHORTEST_DERIVED, Compounds, Head, first_parts
from contentops.translate.glossary_files import NO_CELLS, read, spellings
from contentops.translate.infinitives import infinitives

WORD = re.compile(r"[^\W_]+(?:[-–:’'][^\W_]+)*-?")
"""A word of Swedish: hyphenated names are one ("D-vitamin-nivån"), a suspended hyphen belongs to it ("hjärt-")."""

_SHORTEST_COMPOUND_PART = 4
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
    ``cells`` tell what a noun's target form can be: its gender in the singular, "pl" in the plural. ``also`` are other forms
    that a check accepts; one that ends in "*" is the beginning of a word.
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
    also: tuple[str, ...] = ()
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
    """What a check expects of a translation: one of ``targets`` or ``also`` for ``source``, none of ``forbidden``."""

    source: str
    targets: tuple[str, ...]
    forbidden: tuple[str, ...]
    cells: tuple[str, ...] = ()
    definite: bool = False
    name: bool = False
    also: tuple[str, ...] = ()


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
        self._genitive_in_s = language(locale).data.get("grammar", {}).get("genitive_in_s", False)
        self._compounds = compounds or Compounds({}, {})
        # By the first word, then by the second or "" where there is none: "att" begins a phrase for each verb.
        self._by_words: dict[str, dict[str, list[tuple[tuple[str, ...], Term]]]] = {}
        self._forms: dict[str, Term] = {}
        for term in terms:
            words = tuple(word.casefold() for word in WORD.findall(term.source))
            if not words:
                continue
            second = words[1] if len(words) > 1 else ""
            self._by_words.setdefault(words[0], {}).setdefault(second, []).append((words, term))
            if term.kind != IMPERATIVE:
                self._forms.setdefault(term.source.casefold(), term)
        every = [candidates for by_second in self._by_words.values() for candidates in by_second.values()]
        for candidates in every:
            candidates.sort(key=lambda pair: (-len(pair[0]), pair[1].kind != IMPERATIVE))
        self._requests = frozenset(
            words[0] for candidates in every for words, term in candidates if term.kind == IMPERATIVE
        )
        self._remembered = functools.lru_cache(_REMEMBERED_SENTENCES)(self._hits)
        self._prefixes = sorted(prefixes, key=lambda pair: -len(pair[0]))
        self._derived = functools.lru_cache(_REMEMBERED_WORDS)(self._derive)

    def __len__(self) -> int:
        return len(self._forms)

    def nouns(self) -> dict[str, str]:
        """Every form of every noun in Swedish, and what it is in the target."""
        return {term.source: term.target for term in self._forms.values() if term.kind == "noun"}

    def hits(self, text: str) -> list[Hit]:
        """The terms in a text, the longest first where several begin at one word, never overlapping."""
        return list(self._remembered(text))

    def _hits(self, text: str) -> tuple[Hit, ...]:
        words = list(WORD.finditer(text))
        folded = tuple(word.group().casefold() for word in words)
        found: list[Hit] = []
        # A request may open a phrase ("Lägg undan mobilen och vila"), which is a hit of another kind.
        opened = words[0].end() if words and folded[0] in self._requests and words[0].group()[0].isupper() else None
        i = 0
        while i < len(words):
            hit, used = self._listed(text, words, folded, i, opened) if folded[i] in self._by_words else (None, 1)
            if hit is None and (derived := self._derived(words[i].group())):
                hit = Hit(words[i].start(), words[i].end(), derived)
            if hit:
                found.append(hit)
                opened = hit.end if hit.term.kind == IMPERATIVE else opened
            i += used
        return tuple(self._with_compounds(words, found))

    def _listed(
        self, text: str, words: list[re.Match[str]], folded: tuple[str, ...], i: int, opened: int | None
    ) -> tuple[Hit | None, int]:
        """The longest term of the list that stands at a word, and how many words it has."""
        by_second = self._by_words[folded[i]]
        longer = by_second.get(folded[i + 1], ()) if i + 1 < len(folded) else ()
        for forms, term in (*longer, *by_second.get("", ())):
            if forms == folded[i : i + len(forms)]:
                run = words[i : i + len(forms)]
                start = run[0].start()
                # Between and after the words of a phrase stands what stands in the glossary: "t.ex." has its stop.
                end = start + len(term.source)
                if text[start:end].casefold().replace("\u00a0", " ") == term.source.casefold() and (
                    _asks(text, start, opened, term.source)
                    if term.kind == IMPERATIVE
                    else not _is_acronym(term) or text[start:end] == term.source
                ):
                    return Hit(start, end, term), len(forms)
        return None, 1

    def _derive(self, word: str) -> Term | None:
        return self._negated(word) or self._genitive(word) or self._compound(word)

    def _negated(self, word: str) -> Term | None:
        """A known word behind a "not" that belongs to it: "icke-rökare"."""
        here, there = (
            language(name).data.get("grammar", {}).get("negative_prefix", "") for name in ("sv", self.locale)
        )
        if not here or not there or not word.casefold().startswith(here):
            return None
        base = self._forms.get(word[len(here) :].casefold())
        if base is None or base.kind not in ("noun", "adjective"):
            return None
        forms = tuple((letter, f"{there}{form}") for letter, form in base.forms)
        return replace(
            base, source=word, target=f"{there}{base.target}", forms=forms, forbidden=(), after_determiner=""
        )

    def _genitive(self, word: str) -> Term | None:
        if len(word) > _SHORTEST_COMPOUND_PART and word.casefold().endswith("s"):
            base = self._forms.get(word[:-1].casefold())
            if base and base.kind in ("noun", "name"):
                target = genitive(base.target) if self._genitive_in_s else base.target
                forms = tuple((tokens.GENITIVES[letter], genitive(form)) for letter, form in base.forms)
                sort = _genitive_sort(base.sort)
                # An engine may turn it round: "hjartets funksjon", "funksjonen til hjartet".
                plain = (*base.forms, (base.sort[-1:], base.target)) if sort else ()
                return replace(
                    base,
                    source=word,
                    target=target,
                    kind="noun",
                    forbidden=(),
                    after_determiner="",
                    sort=sort,
                    forms=(*forms, *plain) if self._genitive_in_s else (),
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
                also=term.also,
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


def _is_acronym(term: Term) -> bool:
    """A name in capitals, which in small letters is another word ("KRAV", "krav")."""
    return term.kind == "name" and term.source.isupper()


def _asks(text: str, start: int, opened: int | None, verb: str) -> bool:
    """Whether a verb that stands here asks for something.

    It does first in the sentence (after its "och" too), first after its condition, after "så" that draws a conclusion, and
    after "och" or a comma behind another request (``opened``, where its verb ends). What follows may tell too ("men vila
    inte", "och skiva sedan"). Elsewhere the same form is an infinitive ("vila") or another word ("sov").
    """
    before, grammar = (
        re.split(r"[.!?:]\W*(?:\d+\W*)?\s", CODE.sub("", text[:start]))[-1],
        language("sv").data["grammar"],
    )
    if not re.search(r"[^\W\d_]", before):
        after_colon = text[:start].rstrip().endswith(":") and verb not in infinitives()
        return text[start].isupper() or after_colon
    joins = grammar.get("joins_requests", ())
    if before.strip().casefold() in joins or re.search(grammar.get("concludes", "(?!)"), before, re.IGNORECASE):
        return True
    condition = re.match(r"\W*(\w+)[^,]*, $", before)
    if condition and condition[1].casefold() in grammar.get("conditions", ()):
        return True
    follows = WORD.match(text, start + len(verb) + 1)
    second = follows.group().casefold() if follows else ""
    # After a comma and "och" a clause of its own begins: "Sov utan att äta, och vila".
    own_clause = re.search(rf", (?:{'|'.join(joins)}) $", before, re.IGNORECASE)
    if own_clause and (opened is not None or second in grammar.get("beside_requests", ())):
        return True
    if opened is None:
        return False
    if second in grammar.get("after_requests", ()):
        return True
    # Infinitives end in a vowel: "Låt den vila och släpp in luft".
    infinitive = verb.partition(" ")[0].endswith(tuple("aeiouyåäö"))
    if infinitive and {*WORD.findall(before.casefold())} & {*grammar.get("before_infinitives", ())}:
        return False
    words = WORD.findall(text[opened:start].casefold())
    return before.endswith(", ") or (bool(words) and words[-1] in joins)


def _allowed(term: Term) -> tuple[str, ...]:
    """What a person may write for a term: a noun's other definiteness where that is the language's, or its other number."""
    other = [form for letter, form in term.forms if term.sort.endswith(tokens.EITHER) and letter == tokens.SINGULAR]
    return tuple(dict.fromkeys([term.target, *([term.after_determiner] if term.after_determiner else []), *other]))


def genitive(word: str) -> str:
    """The genitive where it is an s (``genitive_in_s`` in `[grammar]`): that, or an apostrophe after s, x and z."""
    return f"{word}'" if word.casefold().endswith(("s", "x", "z")) else f"{word}s"


@functools.cache
def glossary(locale: str) -> Glossary:
    """The glossary of a target locale. Raises UsageError when a file is wrong, with all mistakes of all files."""
    terms: list[Term] = []
    names: list[Term] = []
    prefixes: list[tuple[str, str]] = []
    for path, data in read().items():
        for entry in data.get("term", ()):
            own = list(_terms(entry, locale))
            terms += own
            names += _unlisted(entry, locale)
            if path.stem == "nutrients" and entry["kind"] == "noun":
                prefixes += [
                    (term.source.casefold(), term.target) for term in own if term.source in _cells(entry["sv"], "sg")
                ]
    return Glossary(locale, [*terms, *_marked(terms, locale), *names], prefixes, _compounds(locale))


def _marked(terms: Iterable[Term], locale: str) -> Iterator[Term]:
    """The phrases that begin with an infinitive, with its mark: "att hålla" would be met before "hålla dig mätt"."""
    here, there = _infinitive_marks(locale)
    for term in terms if there else ():
        verb = term.source.partition(" ")[0]
        if term.kind == "phrase" and (verb in infinitives() or verb.removesuffix("s") in infinitives()):
            yield replace(term, source=f"{here} {term.source}", target=f"{there} {term.target}")


def _compounds(locale: str) -> Compounds:
    """The parts of compounds: those of the data, and the glossary's nouns.

    A target that no first part names has no compounds: what is written alike in all ("kost") is so in those that have parts.
    """
    firsts: dict[str, str] = {}
    own = False
    heads: dict[str, Head] = {}
    derived_firsts: dict[str, str] = {}
    derived_heads: dict[str, Head] = {}
    simple: set[str] = set()
    no_heads: set[str] = set()
    for data in read().values():
        simple.update(data.get("simple", ()))
        no_heads.update(data.get("no_heads", ()))
        cells = data.get("first", {})
        own = own or any(locale in cell for cell in cells.values() if isinstance(cell, dict))
        firsts |= {source: target for source, cell in cells.items() if (target := _part(cell, locale))}
        for entry in data.get("head", ()):
            for term in _terms(entry, locale):
                heads.setdefault(term.source, _head(term))  # of cells that look alike ("beroende") the first counts
        for entry in data.get("term", ()):
            if entry["kind"] != "noun":
                continue
            for term in _terms(entry, locale):
                if term.source.islower() and len(term.source) >= SHORTEST_DERIVED and term.target.isalpha():
                    derived_heads[term.source] = _head(term)
                if term.source in _cells(entry["sv"], "sg") and term.target.islower():
                    derived_firsts |= dict(first_parts(term.source, term.target))
    if not own:
        return Compounds({}, {})
    single = language(locale).data.get("grammar", {}).get("single_consonants", False)
    every_head = {source: head for source, head in (derived_heads | heads).items() if source not in no_heads}
    return Compounds(derived_firsts | firsts, every_head, simple, single_consonants=single)


def _part(cell: str | dict[str, str], locale: str) -> str | None:
    """A first part in a target; one string is the same in all that have parts."""
    return cell if isinstance(cell, str) else cell.get(locale)


def _head(term: Term) -> Head:
    return Head(term.target, term.kind == "noun", term.after_determiner, term.sort, term.forms)


@functools.cache
def glossary_fingerprint(locale: str) -> str:
    """Hash of every entry of a target's glossary, forms and forbidden words included."""
    seen = hashlib.sha256()
    for data in read().values():
        for entry in data.get("term", ()):
            for term in (*_terms(entry, locale), *_unlisted(entry, locale)):
                seen.update(repr(term).encode())
        for entry in data.get("head", ()):
            for term in _terms(entry, locale):
                seen.update(repr(("head", term)).encode())
        for source, cell in data.get("first", {}).items():
            if target := _part(cell, locale):
                seen.update(repr((source, target)).encode())
        for word in (*data.get("simple", ()), *data.get("no_heads", ())):
            seen.update(repr(word).encode())
    return seen.hexdigest()[:16]


def _terms(entry: dict[str, Any], locale: str) -> Iterator[Term]:
    target = entry.get(locale)
    if not target:
        return
    forbidden = tuple(entry.get("forbidden", {}).get(locale, ()))
    double = language(locale).data.get("grammar", {}).get("double_definite", True)
    for form in entry["sv"]:
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
                also=_also(target, target[form], after) if entry["kind"] == "noun" else tuple(target.get("also", ())),
                sort=_sort(entry, form, locale, source),
                forms=tuple(_others(entry, form, target, source)),
            )
            if entry["kind"] == "verb" and form == "inf":
                here, there = _infinitive_marks(locale)
                if there:  # an engine that sees no verb behind the mask takes "att" for a conjunction
                    yield Term(f"{here} {source}", f"{there} {target[form]}", "phrase", forbidden)


def _infinitive_marks(locale: str) -> tuple[str, str]:
    """The infinitive's mark in Swedish and in the target, "" where that has none."""
    here, there = (language(name).data.get("grammar", {}).get("infinitive_marker", "") for name in ("sv", locale))
    return here, there


def _unlisted(entry: dict[str, Any], locale: str) -> Iterator[Term]:
    """A name in a target that its entry does not list: as it is."""
    if entry["kind"] == "name" and locale not in entry:
        yield from (Term(spelling, spelling, "name") for spelling in _cells(entry["sv"], "base"))


def _also(target: dict[str, Any], *written: str) -> tuple[str, ...]:
    """Forms that a check accepts besides: those listed so, and the noun in the other number."""
    cells = (str(text) for form, text in target.items() if form not in NO_CELLS)
    return tuple(form for form in dict.fromkeys((*target.get("also", ()), *cells)) if form not in written)


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
    forms = {form[:2] for form, text in target.items() if form not in NO_CELLS and text in written}
    if "gender" not in target:
        return ()
    # Where no singular is listed, it may be left out because it looks like the plural: "et symptom", "et hyben".
    known = forms if "sg" in {form[:2] for form in target} else {*forms, "sg"}
    return tuple(target["gender"] if form == "sg" else form for form in sorted(known))


def _cells(forms: dict[str, Any], form: str) -> tuple[str, ...]:
    return spellings(forms.get(form, []))
