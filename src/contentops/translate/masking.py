"""Masking: what an engine must not touch is a token of letters while the engine works, and is put back exactly once.

Masked are the segment's codes (citations, quantities, inline mark-up), glossary terms and names, URLs, e-mail addresses,
bare numbers, numbers in words and hyphenated names. Tokens are capital letters only ("XQABX"): Apertium renders "{2}" as
"{2.}".

A term is put in as the glossary has it only where the target builds its sentences as Swedish does (``fixed_terms`` in
`[grammar]`). Elsewhere a noun takes an article and a case by its place in the sentence, so the engine gets the Swedish word;
names, codes and numbers in figures are masked for every target.
"""

from __future__ import annotations

import functools
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass

from contentops.article.model import Cite, Inline
from contentops.article.segments import CODE
from contentops.errors import SegmentError
from contentops.language import numerals
from contentops.language.language import language
from contentops.language.names import names
from contentops.translate.glossary import IMPERATIVE, Glossary, Hit
from contentops.translate.infinitives import with_marks
from contentops.translate.readings import with_readings
from contentops.translate.supines import with_auxiliaries

_TAKEN = "\ufdd1"  # a noncharacter, in the place of what is masked already: the next finder sees no word there
_LAST_WORD = re.compile(r"(?<!\w)([^\W\d_]+) $")
_ACRONYM = 4
"""Letters. A term in capitals is restored in capitals when it is longer: "DHA" is spelled so anyway."""
_TOKEN = re.compile(r"XQ([A-Z]+?)X(?![A-Z])")
_TOKEN_WITH_ROOM = re.compile(r"( ?)XQ([A-Z]+?)X(?![A-Z])( ?)")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s⟦⟧\ufdd1<>\"”]+[^\s⟦⟧\ufdd1<>\"”.,;:!?)]|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|\b10\.\d{4,9}/[^\s⟦⟧\ufdd1]+\w"
)
_NUMBER = re.compile(r"(?<![^\W_])\d+(?:[  .,:/–-]?\d+)*(?:\s?%)?(?![^\W_])")
_HYPHENATED = re.compile(r"(?<![\w-])(?:[A-ZÅÄÖ]\d*|[A-ZÅÄÖ]{2,}|\d+|[a-zåäö]+(?=-\d))(?:-[\w]+)+(?![\w-])")
_ACRONYM_GENITIVE = re.compile(r"(?<![\w-])([A-ZÅÄÖ]{2,}):s(?!\w)")
_WORD_AFTER = re.compile(r"\s+([^\W\d_]+)")
_MIXED = re.compile(r"(?<![\w-])(?:[A-ZÅÄÖ]+\d+[\w]*|\d+[A-Za-z]\w*)(?![\w-])")


@dataclass(frozen=True, slots=True)
class Slot:
    """What one token stands for. ``before`` and ``after`` tell whether a space stood there in the source."""

    value: str
    before: bool
    after: bool
    attach: bool = False
    """The value ends with a hyphen and belongs to the word that follows: "D-vitamin-" + "nivån"."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked segment: ``text`` for the engine, and what is put back. ``head`` and ``tail`` never went to it."""

    text: str
    slots: tuple[Slot, ...]
    head: str
    tail: str
    capital: bool
    terms: tuple[tuple[str, str], ...]

    @property
    def empty(self) -> bool:
        """Nothing is left for an engine to translate."""
        return not re.search(r"[^\W\d_]", _TOKEN.sub("", self.text))


def mask(text: str, codes: tuple[Inline, ...], glossary: Glossary) -> Masked:
    """The segment's text with everything that must not change replaced by tokens."""
    head, body, tail = _peel(text, codes)
    body = with_marks(with_auxiliaries(with_readings(body, glossary.locale), glossary.locale), glossary.locale)
    spans = _spans(body, glossary)
    starts = {start for start, *_ in spans}
    slots: list[Slot] = []
    out: list[str] = []
    end = 0
    for start, stop, value, attach in spans:
        out.append(body[end:start])
        before = start == 0 or body[start - 1].isspace()
        after = stop == len(body) or body[stop].isspace()
        slots.append(Slot(value, before, after, attach))
        token = f"XQ{_name(len(slots) - 1)}X"
        # A token glued to a letter or another token would be one word with it: it gets room, which `unmask` takes away.
        left = " " if not before and re.match(r"[\w.!?]", body[start - 1]) else ""
        right = " " if not after and (stop in starts or re.match(r"\w", body[stop])) else ""
        out.append(f"{left}{token}{right}")
        end = stop
    out.append(body[end:])
    shown = CODE.sub("", text).lstrip(" \"'”’»([–-")
    kept = {(body[start:end].casefold(), body[start:end]) for start, end, *_ in _names(body, glossary)}
    terms = tuple(sorted({(body[h.start : h.end].casefold(), h.term.target) for h in glossary.hits(body)} | kept))
    return Masked("".join(out), tuple(slots), head, tail, shown[:1].isupper(), terms)


def unmask(masked: Masked, answer: str) -> str:
    """The engine's answer with every token replaced by what it stands for.

    Raises SegmentError when a token is lost, repeated or invented: such a text is refused, never mended by guess.
    """
    found = [_number(match[1]) for match in _TOKEN.finditer(answer)]
    if sorted(found) != list(range(len(masked.slots))):
        raise SegmentError(
            f"the engine returned {len(found)} of {len(masked.slots)} protected places.", hint="The text was refused."
        )

    def put_back(match: re.Match[str]) -> str:
        slot, token = masked.slots[_number(match[2])], match[0].strip()
        # Room that `mask` made around a token glued to its neighbour is taken away; the text's own spaces stay.
        made_left = not slot.before and f" {token}" in masked.text
        made_right = not slot.after and f"{token} " in masked.text
        left = "" if made_left else match[1]
        right = "" if slot.attach or made_right else match[3]
        return f"{left}{slot.value}{right}"

    text = _TOKEN_WITH_ROOM.sub(put_back, answer.strip())
    text = re.sub(r" +([,.;:!?)])", r"\1", text) if not re.search(r" [,.;:!?)]", masked.text) else text
    if masked.capital:
        text = _capitalized(text)
    return f"{masked.head}{text}{masked.tail}"


def _peel(text: str, codes: tuple[Inline, ...]) -> tuple[str, str, str]:
    """Codes at the edges taken off: a citation at the end, a wrapping inline around the whole."""
    head, body, tail = "", text, ""
    while True:
        first, last = CODE.match(body), re.search(r"\s*⟦(/?)(\d+)⟧$", body)
        if first and last and last[1] and not first[1] and first[2] == last[2]:
            head, tail = head + first.group(), body[last.start() :] + tail
            body = body[first.end() : last.start()]
        elif last and not last[1] and isinstance(codes[int(last[2]) - 1], Cite):
            tail, body = body[last.start() :] + tail, body[: last.start()]
        else:
            return head, body, tail


Span = tuple[int, int, str, bool]
"""Start, end, what is put back, whether that attaches to the next word."""


def _spans(body: str, glossary: Glossary) -> list[Span]:
    """What is masked, in order, never overlapping: what is named first here wins."""
    spans: list[Span] = []
    rest = body
    in_words = functools.partial(_numerals, body=body)
    fixed = language(glossary.locale).data.get("grammar", {}).get("fixed_terms", False)
    words = (_in_figures, _names, _terms, in_words, _acronyms, _hyphenated) if fixed else (_names, _known_names)
    for find in (_lookalikes, _codes, _addresses, *words, _symbols, _numbers):
        for start, end, value, attach in find(rest, glossary):
            if _TAKEN not in rest[start:end]:
                spans.append((start, end, value, attach))
                rest = f"{rest[:start]}{_TAKEN * (end - start)}{rest[end:]}"
    return sorted(spans)


def _lookalikes(body: str, _: Glossary) -> Iterator[Span]:
    """Words of the text that look like our tokens: protected too, or they could not be told apart afterwards."""
    return ((m.start(), m.end(), m.group(), False) for m in _TOKEN.finditer(body))


def _codes(body: str, _: Glossary) -> Iterator[Span]:
    return ((m.start(), m.end(), m.group(), False) for m in CODE.finditer(body))


def _addresses(body: str, _: Glossary) -> Iterator[Span]:
    return ((m.start(), m.end(), m.group(), False) for m in _URL.finditer(body))


def _names(body: str, glossary: Glossary) -> Iterator[Span]:
    """Names of several words, as they are; where the glossary knows the whole of one, it knows better."""
    found = names(body, language("sv"))
    known = [(hit.start, hit.end) for hit in glossary.hits(body)] if found else []
    for start, end in found:
        if not any(first <= start and end <= last for first, last in known):
            yield start, end, body[start:end], False


def _known_names(body: str, glossary: Glossary) -> Iterator[Span]:
    """Names of the glossary, as they are written."""
    return ((h.start, h.end, body[h.start : h.end], False) for h in glossary.hits(body) if h.term.kind == "name")


def _terms(body: str, glossary: Glossary) -> Iterator[Span]:
    for hit in glossary.hits(body):
        written, before = body[hit.start : hit.end], body[: hit.start]
        value = _after(before, hit) or hit.term.target
        if hit.term.kind == IMPERATIVE and written[:1].isupper():
            value = _capitalized(value)
        yield hit.start, hit.end, value.upper() if written.isupper() and len(written) > _ACRONYM else value, False
        if conjunction := _conjunction(before, hit, glossary.locale):
            yield hit.start - len(conjunction[0]) - 1, hit.start - 1, conjunction[1], False
        elif article := _article(before, hit, glossary.locale):
            yield hit.start - len(article[0]) - 1, hit.start - 1, article[1], False


def _numerals(rest: str, glossary: Glossary, body: str) -> Iterator[Span]:
    """Numbers in words that an engine takes for other words: "klockan sex", "fyra olika", "var tionde"."""
    here, there = language("sv"), language(glossary.locale)
    nouns = frozenset(hit.start for hit in glossary.hits(body) if hit.term.kind == "noun")
    end = 0
    for numeral in numerals.find(body, here, nouns):
        # What is masked already is no noun for the engine, but it still has its gender.
        seen, noun = (_WORD_AFTER.match(text, numeral.end) for text in (rest, body))
        # After an ordinal ("de första fyra veckorna") engines do not see that a number counts.
        counts = seen[1] if seen and not (end and body[end : numeral.start].isspace()) else ""
        end = numeral.end
        if not numerals.left_to_engine(numeral, counts, here, there):
            written = body[numeral.start : numeral.end]
            if value := numerals.write(numeral, written, noun[1] if noun else "", here, there):
                yield numeral.start, numeral.end, value, False


def _in_figures(body: str, glossary: Glossary) -> Iterator[Span]:
    """Words made with figures: "65-åringar", "12-veckorsstudie", "var 4:e"."""
    here, there = language("sv"), language(glossary.locale)
    yield from numerals.compounds(body, here, there)
    yield from ((start, end, value, False) for start, end, value in numerals.counted(body, here, there))


def _acronyms(body: str, glossary: Glossary) -> Iterator[Span]:
    ending = language(glossary.locale).data["grammar"].get("acronym_genitive", ":s")
    return ((m.start(), m.end(), f"{m[1]}{ending}", False) for m in _ACRONYM_GENITIVE.finditer(body))


def _hyphenated(body: str, glossary: Glossary) -> Iterator[Span]:
    """Hyphenated names. The head, "nivån" of "D-vitamin-nivån", is left for the engine, which knows the word."""
    for match in _HYPHENATED.finditer(body):
        name, _, head = match.group().rpartition("-")
        if "-" in name and head.isalpha() and head.islower():
            known = next((h.term.target for h in glossary.hits(name) if h.end - h.start == len(name)), name)
            yield match.start(), match.end() - len(head), f"{known}-", True
        else:
            yield match.start(), match.end(), match.group(), False


def _symbols(body: str, glossary: Glossary) -> Iterator[Span]:
    """Unit symbols without a number, as in a table's heading: "(mg)"."""
    units = language(glossary.locale).units
    for match in _unit_symbols().finditer(body):
        there = units.get(_symbol_codes()[match.group()])
        yield match.start(), match.end(), there.symbol if there else match.group(), False


def _numbers(body: str, _: Glossary) -> Iterator[Span]:
    for pattern in (_MIXED, _NUMBER):
        yield from ((m.start(), m.end(), m.group(), False) for m in pattern.finditer(body))


@functools.cache
def _symbol_codes() -> dict[str, str]:
    """Unit symbols of Swedish, as in a table's heading "(mg)", that are no words of it ("min" is)."""
    swedish = language("sv")
    symbols = {unit.symbol: unit.code for unit in swedish.units.values() if len(unit.symbol) > 1}
    return {symbol: code for symbol, code in symbols.items() if symbol.casefold() not in swedish.function_words}


@functools.cache
def _unit_symbols() -> re.Pattern[str]:
    symbols = sorted(_symbol_codes(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, symbols))})(?![\w-])")


def _after(before: str, hit: Hit) -> str:
    """The form of the term after a determiner, where the target wants another there than Swedish does; else ""."""
    if not hit.term.after_determiner:
        return ""
    grammar = language("sv").data["grammar"]
    words = re.findall(r"[^\W\d_]+|[^\w\s]", before.casefold())[-3:]
    while words and words[-1] not in grammar["determiners"]:
        if not words.pop().endswith(tuple(grammar["definite_adjective_endings"])):
            return ""
    return hit.term.after_determiner if words else ""


def _conjunction(before: str, hit: Hit, locale: str) -> tuple[str, str] | None:
    """The "att" before a masked noun, and its rendering: an engine that sees no noun takes it for an infinitive's."""
    if hit.term.kind not in ("noun", "compound"):
        return None
    here, there = (
        language("sv").data["grammar"]["conjunction"],
        language(locale).data["grammar"].get("conjunction", ""),
    )
    stands = there and re.search(rf"(?<!\w){here} $", before, re.IGNORECASE)
    return (here, there) if stands else None


def _article(before: str, hit: Hit, locale: str) -> tuple[str, str] | None:
    """The article right before a masked noun, and its rendering, where the noun changes gender: "ett blodprov", "en prøve".

    An engine that does not see the noun keeps the Swedish gender.
    """
    here, there = (language(name).data["grammar"].get("indefinite_article", {}) for name in ("sv", locale))
    gender = next((cell for cell in hit.term.cells if cell in there), "")
    written = _LAST_WORD.search(before)
    if written is None or written[1].lower() not in here.values() or not gender or hit.term.definite:
        return None
    kept = there["n"] if written[1].lower() == here["n"] else there.get("c", there.get("m"))
    value = _capitalized(there[gender]) if written[1][0].isupper() else there[gender]
    return (written[1], value) if there[gender] != kept else None


def _name(number: int) -> str:
    """A, B … Z, AA, AB …: as many letters as it takes."""
    name, left = "", number + 1
    while left:
        left, letter = divmod(left - 1, len(string.ascii_uppercase))
        name = string.ascii_uppercase[letter] + name
    return name


def _number(name: str) -> int:
    value = 0
    for letter in name:
        value = value * 26 + string.ascii_uppercase.index(letter) + 1
    return value - 1


def _capitalized(text: str) -> str:
    """The first letter of what is shown as a capital, codes and opening marks passed over."""
    match = re.match(r"((?:⟦/?\d+⟧|[\s\"'”’»(\[–-])*)([^\W\d_])", text)
    return f"{match[1]}{match[2].upper()}{text[match.end() :]}" if match else text
