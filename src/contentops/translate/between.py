"""What stands between the programs of Apertium: programs of our own that tell it what a masked word is.

A mode's first program finds a token in no dictionary. From then on every program takes it for a word of no kind: the tagger
guesses at its neighbours, and nothing agrees with it. So after that program the token gets the tags of the word that it
stands for (`analysed`); after the dictionary of two languages it gets those that the word has in the target, and what
belongs to a noun whose gender is another there is changed with it (`rendered`); and before the generator the form that the
transfer asked for is written into the token (`asked`).

Each reads a stream with a NUL after each text from its standard input, as Apertium's programs do, and imports nothing
beyond the standard library.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Sequence

from contentops.translate import agreement, lexemes, tokens

# Between the programs tokens are in small letters: beside capitals they would write words of their own in capitals too.
_UNKNOWN = re.compile(rf"\^({tokens.TOKEN.pattern.removesuffix('(?![A-Z])')})/\*[^$]*\$")
# Letters of either case by classes: what has no regard to case is looked for at every character.
_EITHER_CASE = "[Xx][Qq][A-Za-z]+[Xx]"
_FOREIGN = re.compile(rf"(\^{_EITHER_CASE})((?:<[^<>]+>)+)/@({_EITHER_CASE})(?:<[^<>]+>)+\$")
_GENERATED = re.compile(rf"\^[*]?({_EITHER_CASE})((?:<[^<>]+>)*)\$")
_SWEDISH = {tokens.NEUTER: ("nt",), tokens.COMMON: ("ut",), tokens.ANY: ("ut", "nt")}
_NUMBERS = {"A": "<sg><ind>", "B": "<sg><def>", "C": "<pl><ind>", "D": "<pl><def>"}
_VERBS: dict[str, dict[str, tuple[str, ...]]] = {
    "swe": {
        "A": ("<inf><actv>",),
        "B": ("<pres><actv>",),
        "C": ("<past><actv>",),
        "D": ("<supn><actv>",),
        "E": ("<pres><pasv>", "<inf><pasv>"),
    },
    # A passive has become two words, or is one that looks like an active there.
    "nob": {"A": ("<inf>",), "B": ("<pres>",), "C": ("<pret>",), "D": ("<pp>",), "E": ("<pres>",)},
}
_ADJECTIVES: dict[str, dict[str, tuple[str, ...]]] = {
    "swe": {
        "A": ("<adj><sint><pst><ut><sg><ind>",),
        "B": ("<adj><sint><pst><nt><sg><ind>", "<adv>"),
        "C": ("<adj><sint><pst><un><pl><ind>", "<adj><sint><pst><un><pl><def>", "<adj><sint><pst><fn><sg><def>"),
    },
    "nob": {
        "A": ("<adj><sint><pst><mf><sg><ind>",),
        "B": ("<adj><sint><pst><nt><sg><ind>", "<adv>"),
        "C": ("<adj><sint><pst><un><pl><ind>", "<adj><sint><pst><un><sp><def>"),
    },
}
_REMEMBERED = 4096
"""Tokens with their tags whose answer is kept: a text has few, and they are alike from text to text."""
_WITHOUT_GENITIVE = {letter: plain for plain, letter in tokens.GENITIVES.items()}


def analysed(stream: str, language: str) -> str:
    """The stream after the first program of a mode from ``language``, as Apertium calls it, tokens with their tags."""

    def with_tags(match: re.Match[str]) -> str:
        token = match[1].lower()
        readings = _readings(match[3] or "", language) or ("",)
        return f"^{token}/{'/'.join(token + tags if tags else f'*{token}' for tags in readings)}$"

    return _UNKNOWN.sub(with_tags, stream)


@functools.lru_cache(_REMEMBERED)
def _readings(sort: str, language: str) -> Sequence[str]:
    if sort[:1] == tokens.NOUN:
        here, there, form = sort[1], sort[2], sort[3]
        genders = _SWEDISH[here] if language == "swe" else (_gender(there, language),)
        genitive = "<gen>" if form in _WITHOUT_GENITIVE else ""
        forms = "AC" if form == tokens.EITHER else _WITHOUT_GENITIVE.get(form, form)
        return [f"<n><{gender}>{_NUMBERS[each]}{genitive}" for gender in genders for each in forms]
    if sort[:1] == tokens.VERB:
        return [f"<vblex>{tags}" for tags in _VERBS.get(language, {}).get(sort[1], ())]
    return _ADJECTIVES.get(language, {}).get(sort[1], ()) if sort[:1] == tokens.ADJECTIVE else ()


def _gender(letter: str, language: str) -> str:
    """The tag of a gender on the target's side. Danish has a common gender; bokmål on the way to it has a masculine."""
    if letter == tokens.COMMON:
        return "ut" if language == "dan" else "m"
    return {tokens.NEUTER: "nt", tokens.FEMININE: "f"}.get(letter, "m")


def rendered(stream: str, language: str, words: lexemes.Words) -> str:
    """The stream before the first transfer to ``language``: tokens with their tags there, and what agrees with a noun."""

    def with_tags(match: re.Match[str]) -> str:
        return f"{match[1]}{match[2]}/{match[3]}{_tags_there(match[2], _sort(match[3]), language)}$"

    return agreement.agreed(_FOREIGN.sub(with_tags, stream), words.copulas, words.definite_after)


@functools.lru_cache(_REMEMBERED)
def _tags_there(tags: str, sort: str, language: str) -> str:
    """The tags of a token on the target's side, by those of the source's."""
    if sort[:1] == tokens.NOUN:
        return re.sub(r"^<n><\w+>", f"<n><{_gender(sort[2], language)}>", tags)
    if sort[:1] == tokens.VERB:
        return tags.replace("<supn>", "<pp>").replace("<actv>", "")
    tags = tags.replace("<fn><sg><def>", "<un><sp><def>")
    return tags if language == "dan" else tags.replace("<ut>", "<mf>")


def asked(stream: str, locale: str) -> str:
    """The stream before a generator: tokens alone, with the form that the transfer has asked for.

    Lexemes that ``locale`` names otherwise are renamed before that.
    """
    named = lexemes.lexemes(locale).mapped(stream) if locale else stream
    return _GENERATED.sub(lambda match: f"^*{_with_form(match[1].upper(), match[2])}$", named)


@functools.lru_cache(_REMEMBERED)
def _with_form(token: str, tags: str) -> str:
    sort = _sort(token) if tags else ""
    form = sort[-1:]
    if sort[:1] == tokens.NOUN:
        number = "pl" if "<pl>" in tags else "sg"
        form = tokens.FORMS[tokens.NOUN][f"{number}_def" if "<def>" in tags else number]
        form = tokens.GENITIVES[form] if "<gen>" in tags else form
    elif sort[:1] == tokens.ADJECTIVE and "<adj>" in tags:
        form = "C" if "<pl>" in tags or "<def>" in tags else "B" if "<nt>" in tags else "A"
    return f"{token[:-2]}{form}X" if sort else token


@functools.lru_cache(_REMEMBERED)
def _sort(token: str) -> str:
    match = tokens.TOKEN.fullmatch(token.upper())
    return match[2] or "" if match else ""


def main(stage: str, language: str, locale: str) -> None:
    """Works as a program on standard input and output. A text that it stumbles over passes as it is."""
    stages: dict[str, Callable[[str], str]] = {
        "analysed": functools.partial(analysed, language=language),
        "rendered": functools.partial(rendered, language=language, words=lexemes.words(locale)),
        "asked": functools.partial(asked, locale=locale),
    }
    work = stages[stage]
    rest = b""
    while read := os.read(0, 65536):
        *texts, rest = (rest + read).split(b"\0")
        if texts:  # all at once: each writing wakes the program that reads it
            _write(b"".join(_worked(work, text) + b"\0" for text in texts))
    _write(_worked(work, rest))


def _write(answer: bytes) -> None:
    while answer:
        answer = answer[os.write(1, answer) :]


def _worked(work: Callable[[str], str], text: bytes) -> bytes:
    try:
        return work(text.decode()).encode()
    except (UnicodeDecodeError, ValueError, KeyError, IndexError):
        return text
