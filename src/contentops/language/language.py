"""A language as data: what `locales/<locale>/language.toml` says, and which locales there are."""

from __future__ import annotations

import difflib
import functools
import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contentops.errors import UsageError


@dataclass(frozen=True, slots=True)
class Unit:
    """How one unit is written: a symbol, or a word in singular and plural, and other spellings that are recognised.

    ``inflected`` are the other forms of the word, which its sentence asks for: German "Jahren", Finnish "vuoden".
    """

    code: str
    symbol: str
    one: str
    many: str
    also: tuple[str, ...]
    inflected: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The word in all its forms; none for what is only a symbol."""
        return tuple(form for form in (self.one, self.many, *self.inflected) if form)

    @property
    def forms(self) -> tuple[str, ...]:
        """Every spelling, each once."""
        return tuple(dict.fromkeys(form for form in (self.symbol, *self.words, *self.also) if form))


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One locale's word lists, limits and spellings. ``data`` is the whole file, for checks that bring keys of their own.

    There is one of each, which is equal to itself alone: what is remembered by language is so looked up fast.

    The words of ``function_words`` and ``distinctive_words`` are folded: "dreißig" is "dreissig".
    """

    locale: str
    name: str
    abbreviations: frozenset[str]
    final_abbreviations: frozenset[str]
    before_letters: tuple[str, ...]
    function_words: frozenset[str]
    distinctive_words: frozenset[str]
    negation: dict[str, tuple[str, ...]]
    units: dict[str, Unit]
    data: dict[str, Any]


def folder() -> Path:
    """Where the locales are: CONTENTOPS_LOCALES if set, else in the installed package, else beside `src/` in a checkout."""
    if named := os.environ.get("CONTENTOPS_LOCALES"):
        return Path(named)
    inside = Path(__file__).parent.parent / "locales"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "locales"


@functools.cache
def locales() -> tuple[str, ...]:
    """Every locale that has a `language.toml`, sorted."""
    return tuple(sorted(path.parent.name for path in folder().glob("*/language.toml")))


@functools.cache
def language(locale: str) -> Language:
    """The language of a locale. Raises UsageError for one that we do not have, with the nearest that we do."""
    if locale not in locales():
        raise UsageError(
            f"unknown locale {locale!r}{did_you_mean(locale, locales())}.",
            hint=f"Known are {', '.join(locales())}; locales/README.md tells how to add one.",
        )
    path = folder() / locale / "language.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Language(
        locale=locale,
        name=data["name"],
        abbreviations=frozenset(word.casefold() for word in data["sentences"]["abbreviations"]),
        final_abbreviations=frozenset(word.casefold() for word in data["sentences"]["final_abbreviations"]),
        before_letters=tuple(data["sentences"]["before_letters"]),
        function_words=frozenset(word.casefold() for word in data["words"]["function"]),
        distinctive_words=frozenset(word.casefold() for word in data["words"]["distinctive"]),
        negation={group: tuple(words) for group, words in data["negation"].items()},
        units={code: _unit(code, entry) for code, entry in data["units"].items()},
        data=data,
    )


def _unit(code: str, entry: dict[str, Any]) -> Unit:
    symbol = entry["symbol"]
    also, inflected = tuple(entry.get("also", ())), tuple(entry.get("inflected", ()))
    return Unit(code, symbol, entry.get("one", ""), entry.get("many", ""), also, inflected)


def _english_names(known: Iterable[str]) -> dict[str, str]:
    """Those of the words that are locales, by the names of their languages in English: {"german": "de"}."""
    return {name.casefold(): code for code in known if (name := _english_name(code))}


@functools.cache
def _english_name(code: str) -> str | None:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  # the engine's programs read this file without it

    try:
        name: str | None = Locale.parse(code).get_display_name("en")
    except (UnknownLocaleError, ValueError):
        return None
    return name


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The words " (did you mean 'da'?)", or nothing. Knows what people confuse: country and language codes."""
    known = tuple(known)
    confused = {"dk": "da", "no": "nb", "se": "sv", "norwegian": "nb", "nynorsk": "nn", "bokmal": "nb"}
    confused |= {"gb": "en", "uk": "en", "us": "en"} | _english_names(known)
    short = word.casefold().replace("_", "-")
    near = confused.get(short) or confused.get(short.split("-")[-1]) or (short.split("-")[0] if "-" in short else "")
    if near not in known and len(short) > 2:  # noqa: PLR2004  # "de" is no misspelt "da"
        near = next(iter(difflib.get_close_matches(short, known, n=1, cutoff=0.5)), "")
    return f" (did you mean {near!r}?)" if near in known else ""
