"""Masking: what an engine must not touch is a token of letters while the engine works, and is put back exactly once.

Masked are the segment's codes (citations, quantities, inline mark-up), glossary terms and names, URLs, e-mail addresses,
bare numbers, numbers in words and hyphenated names. The token of a glossary term tells what the term is, so that an engine
that can read it gives the words beside it their right form.

A term is put in as the glossary has it only where the target builds its sentences as Swedish does (``fixed_terms`` in
`[grammar]`). Elsewhere a noun takes an article and a case by its place in the sentence, so the engine gets the Swedish word;
names, codes and numbers in figures are masked for every target.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

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
from contentops.translate.tokens import FINITE, TOKEN, VERB, number, spelled

_TAKEN = "\ufdd1"  # a noncharacter, in the place of what is masked already: the next finder sees no word there
_REST, _REST_END = "\ufdd2", "\ufdd3"
"""Around what follows a verb in a rendering of several words, while it is looked for where that belongs."""
_LONGEST_READ = 2000
"""Characters. What is longer is no sentence, and to look far back from each of its words would take too long."""
_ACRONYM = 4
"""Letters. A term in capitals is restored in capitals when it is longer: "DHA" is spelled so anyway."""
_TOKEN_WITH_ROOM = re.compile(rf"( ?){TOKEN.pattern}( ?)")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s⟦⟧\ufdd1<>\"”]+[^\s⟦⟧\ufdd1<>\"”.,;:!?)]|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|\b10\.\d{4,9}/[^\s⟦⟧\ufdd1]+\w"
    r"|(?<![\w&])[#@][^\W\d_][\w-]*|&#?\w{1,10};"
)
"""Addresses, and what is one thing by its mark: a hashtag, an account, a character reference."""
_URL_SIGN = re.compile(r"[@#&/]|www\.")
"""What each of these has. It is found faster than they are, and most texts have none."""
_NUMBER = re.compile(r"(?<![^\W_])\d+(?:[  .,:/–-]?\d+)*(?:[½¼¾⅓⅔⅛]|[⁻⁺]?[⁰¹²³⁴-⁹]+)?(?:\s?%)?(?![^\W_])")
_HYPHENATED = re.compile(r"(?<![\w-])(?:[A-ZÅÄÖ]\d*|[A-ZÅÄÖ]{2,}|\d+|[a-zåäö]+(?=-\d))(?:-[\w]+)+(?![\w-])")
_ACRONYM_GENITIVE = re.compile(r"(?<![\w-])([A-ZÅÄÖ]{2,}):s(?!\w)")
_WORD_AFTER = re.compile(r"\s+([^\W\d_]+)")
_FATTY_ACID = re.compile(r"(?<![\w:-])\d{1,2}:\d{1,2}\s?n-\d{1,2}(?![\w-])")
_RATIO = re.compile(
    r"(?<![\w/])(?:[kmµμnp]?(?:g|mol|l|L|J|IE|IU)|kcal)/(?:[kmµμd]?(?:mol|l|L|g)|[cdk]?m[²³2-3]|min|h)(?![\w/])"
    r"|(?<![\w/])[cdkm]?m[²³](?!\w)"
    r"|(?<=\ufdd1)/(?:[kmµμd]?(?:mol|l|L|g)|[cdk]?m[²³])(?![\w/])"  # "kg" with its number is a code already
)
"""Units by units, and powers of lengths, that the unit table lacks: engines take "mol" for a word and part "m²"."""
_RATIO_SIGN = re.compile("[/²³]")
_FIGURE = re.compile(r"\d")
_MIXED = re.compile(r"(?<![\w-])(?:[A-ZÅÄÖ]+\d+[\w]*|\d+[A-Za-z]\w*)(?![\w-])")


@dataclass(frozen=True, slots=True)
class Slot:
    """What one token stands for. ``before`` and ``after`` tell whether a space stood there in the source.

    ``forms`` are other forms of a word, each with its letter: the last of the token when it comes back and asks for it.
    """

    value: str
    before: bool
    after: bool
    attach: bool = False
    """The value ends with a hyphen and belongs to the word that follows: "D-vitamin-" + "nivån"."""
    sort: str = ""
    forms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked segment: ``text`` for the engine, and what is put back. ``head`` and ``tail`` never went to it."""

    text: str
    slots: tuple[Slot, ...]
    head: str
    tail: str
    capital: bool
    terms: tuple[tuple[str, str], ...]
    locale: str = ""

    @property
    def empty(self) -> bool:
        """Nothing is left for an engine to translate."""
        return not re.search(r"[^\W\d_]", TOKEN.sub("", self.text))


def mask(
    text: str, codes: tuple[Inline, ...], glossary: Glossary, whole: Glossary | None = None, *, told: bool = False
) -> Masked:
    """The segment's text with everything that must not change replaced by tokens.

    Its ``terms`` are those of the ``whole`` glossary, where the one that masks leaves some of its compounds to an engine.
    An engine that is ``told`` them gets the Swedish words as they are, with names, codes and figures masked alone.
    """
    whole = glossary if whole is None else whole
    head, body, tail = _peel(text, codes)
    body = body if told else _as_read(body, glossary.locale)
    spans = _spans(body, glossary, told=told)
    starts = {span.start for span in spans}
    slots: list[Slot] = []
    out: list[str] = []
    end = 0
    for span in spans:
        start, stop = span.start, span.stop
        out.append(body[end:start])
        before = start == 0 or body[start - 1].isspace()
        after = stop == len(body) or body[stop].isspace()
        slots.append(Slot(span.value, before, after, span.attach, span.sort, span.forms))
        token = spelled(len(slots) - 1, span.sort)
        # A token glued to a letter or another token would be one word with it: it gets room, which `unmask` takes away.
        left = " " if not before and re.match(r"[\w.!?]", body[start - 1]) else ""
        right = " " if not after and (stop in starts or re.match(r"\w", body[stop])) else ""
        out.append(f"{left}{token}{right}")
        end = stop
    out.append(body[end:])
    shown = CODE.sub("", text).lstrip(" \"'”’»([–-")
    kept = {(body[start:end].casefold(), body[start:end]) for start, end, *_ in _names(body, whole)}
    terms = tuple(sorted({(body[h.start : h.end].casefold(), h.term.target) for h in whole.hits(body)} | kept))
    return Masked("".join(out), tuple(slots), head, tail, shown[:1].isupper(), terms, glossary.locale)


def _as_read(body: str, locale: str) -> str:
    """The text with its small words as an engine reads them best."""
    if len(body) > _LONGEST_READ:
        return body
    return with_marks(with_auxiliaries(with_readings(body, locale), locale), locale)


def unmask(masked: Masked, answer: str) -> str:
    """The engine's answer with every token replaced by what it stands for.

    Raises SegmentError when a token is lost, repeated or invented: such a text is refused, never mended by guess.
    """
    found = [number(token[1]) for token in TOKEN.finditer(answer)]
    if sorted(found) != list(range(len(masked.slots))):
        raise SegmentError(
            f"the engine returned {len(found)} of {len(masked.slots)} protected places.", hint="The text was refused."
        )

    def put_back(match: re.Match[str]) -> str:
        slot = masked.slots[number(match[2])]
        token = spelled(number(match[2]), slot.sort)
        came = match[3] or ""
        value = slot.value if came == slot.sort else dict(slot.forms).get(came[-1:], slot.value)
        if slot.sort[:1] == VERB and came[-1:] in FINITE and " " in value:
            value = f"{value.replace(' ', _REST, 1)}{_REST_END}"
        # Room that `mask` made around a token glued to its neighbour is taken away; the text's own spaces stay.
        made_left = not slot.before and f" {token}" in masked.text
        made_right = not slot.after and f"{token} " in masked.text
        left = "" if made_left else match[1]
        right = "" if slot.attach or made_right else match[4]
        return f"{left}{value}{right}"

    text = _behind_the_verb(_TOKEN_WITH_ROOM.sub(put_back, answer.strip()), masked.locale)
    text = re.sub(r" +([,.;:!?)])", r"\1", text) if not re.search(r" [,.;:!?)]", masked.text) else text
    if masked.capital:
        text = _capitalized(text)
    return f"{masked.head}{text}{masked.tail}"


def _behind_the_verb(text: str, locale: str) -> str:
    """A rendering of several words parted where a subject or a "not" comes between: "spiser ikke lunsj" of "lunchar inte".

    A reflexive stands before the "not".
    """
    if _REST not in text:
        return text
    for pattern in _behind(locale):
        text = pattern.sub(lambda match: f"{match[2]} {match[1]}", text)
    return text.replace(_REST, " ").replace(_REST_END, "")


@functools.cache
def _behind(locale: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The rest of a verb's rendering with the words that come before it: in general, and for a reflexive."""
    words = language(locale).data["grammar"]["behind_verb"]
    subject, adverb, reflexive = (
        rf"(?:{'|'.join(map(re.escape, words[name]))})(?![\w-])" for name in ("subjects", "adverbs", "reflexives")
    )
    return (
        re.compile(rf"{_REST}(?!{reflexive})([^{_REST_END}]*){_REST_END}( {subject}(?: {adverb})*|(?: {adverb})+)"),
        re.compile(rf"{_REST}(?={reflexive})([^{_REST_END}]*){_REST_END}( {subject})"),
    )


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


class Span(NamedTuple):
    """What is masked: where, what is put back, and the rest as in its slot."""

    start: int
    stop: int
    value: str
    attach: bool = False
    sort: str = ""
    forms: tuple[tuple[str, str], ...] = ()


def _spans(body: str, glossary: Glossary, *, told: bool) -> list[Span]:
    """What is masked, in order, never overlapping: what is named first here wins."""
    spans: list[Span] = []
    rest = body
    in_words = functools.partial(_numerals, body=body)
    fixed = not told and language(glossary.locale).data.get("grammar", {}).get("fixed_terms", False)
    words = (_in_figures, _names, _terms, in_words, _acronyms, _hyphenated) if fixed else (_names, _known_names)
    for find in (_lookalikes, _codes, _addresses, *words, _symbols, _numbers):
        for span in find(rest, glossary):
            if _TAKEN not in rest[span.start : span.stop]:
                spans.append(span)
                rest = f"{rest[: span.start]}{_TAKEN * (span.stop - span.start)}{rest[span.stop :]}"
    return sorted(spans)


def _lookalikes(body: str, _: Glossary) -> Iterator[Span]:
    """Words of the text that look like our tokens: protected too, or they could not be told apart afterwards."""
    return (Span(m.start(), m.end(), m.group()) for m in TOKEN.finditer(body))


def _codes(body: str, _: Glossary) -> Iterator[Span]:
    return (Span(m.start(), m.end(), m.group()) for m in CODE.finditer(body))


def _addresses(body: str, _: Glossary) -> Iterator[Span]:
    if not _URL_SIGN.search(body):
        return
    yield from (Span(m.start(), m.end(), m.group()) for m in _URL.finditer(body))


def _names(body: str, glossary: Glossary) -> Iterator[Span]:
    """Names of several words, as they are; where the glossary knows the whole of one, it knows better."""
    found = names(body, language("sv"))
    known = [(hit.start, hit.end) for hit in glossary.hits(body)] if found else []
    for start, end in found:
        if not any(first <= start and end <= last for first, last in known):
            yield Span(start, end, body[start:end])


def _known_names(body: str, glossary: Glossary) -> Iterator[Span]:
    """Names of the glossary, as they are written."""
    return (Span(h.start, h.end, body[h.start : h.end]) for h in glossary.hits(body) if h.term.kind == "name")


def _terms(body: str, glossary: Glossary) -> Iterator[Span]:
    for hit in glossary.hits(body):
        written, before = body[hit.start : hit.end], body[: hit.start]
        value, forms = _after(before, hit) or hit.term.target, hit.term.forms
        if hit.term.kind == IMPERATIVE and written[:1].isupper():
            value = _capitalized(value)
        if written.isupper() and len(written) > _ACRONYM:
            value, forms = value.upper(), tuple((letter, form.upper()) for letter, form in forms)
        yield Span(hit.start, hit.end, value, sort=hit.term.sort, forms=forms)


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
                yield Span(numeral.start, numeral.end, value)


def _in_figures(body: str, glossary: Glossary) -> Iterator[Span]:
    """Words made with figures: "65-åringar", "12-veckorsstudie", "var 4:e"."""
    here, there = language("sv"), language(glossary.locale)
    yield from (Span(*found) for found in numerals.compounds(body, here, there))
    yield from (Span(*found) for found in numerals.counted(body, here, there))


def _acronyms(body: str, glossary: Glossary) -> Iterator[Span]:
    if ":s" not in body:
        return
    ending = language(glossary.locale).data["grammar"].get("acronym_genitive", ":s")
    yield from (Span(m.start(), m.end(), f"{m[1]}{ending}") for m in _ACRONYM_GENITIVE.finditer(body))


def _hyphenated(body: str, glossary: Glossary) -> Iterator[Span]:
    """Hyphenated names. The head, "nivån" of "D-vitamin-nivån", is left for the engine, which knows the word.

    So is what stands behind a "not" that belongs to it: "icke-steroida".
    """
    here, there = (language(name).data["grammar"].get("negative_prefix", "") for name in ("sv", glossary.locale))
    if here and there and here in body.casefold():
        for match in re.finditer(rf"(?<![\w-]){re.escape(here)}(?=[^\W\d_])", body, re.IGNORECASE):
            yield Span(match.start(), match.end(), there, attach=True)
    for match in _HYPHENATED.finditer(body) if "-" in body else ():
        name, _, head = match.group().rpartition("-")
        if "-" in name and head.isalpha() and head.islower():
            known = next((h.term.target for h in glossary.hits(name) if h.end - h.start == len(name)), name)
            yield Span(match.start(), match.end() - len(head), f"{known}-", attach=True)
        else:
            yield Span(match.start(), match.end(), match.group())


def _symbols(body: str, glossary: Glossary) -> Iterator[Span]:
    """Unit symbols without a number, as in a table's heading: "(mg)"."""
    units = language(glossary.locale).units
    for match in _unit_symbols().finditer(body):
        there = units.get(_symbol_codes()[match.group()])
        yield Span(match.start(), match.end(), there.symbol if there else match.group())


def _numbers(body: str, _: Glossary) -> Iterator[Span]:
    with_figures, others = (_FATTY_ACID, _RATIO, _MIXED, _NUMBER), (_RATIO,)
    for pattern in with_figures if _FIGURE.search(body) else others if _RATIO_SIGN.search(body) else ():
        yield from (Span(m.start(), m.end(), m.group()) for m in pattern.finditer(body))


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


def _capitalized(text: str) -> str:
    """The first letter of what is shown as a capital, codes and opening marks passed over."""
    match = re.match(r"((?:⟦/?\d+⟧|[\s\"'”’»(\[–-])*)([^\W\d_])", text)
    return f"{match[1]}{match[2].upper()}{text[match.end() :]}" if match else text
