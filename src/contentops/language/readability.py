"""How hard a text is to read: LIX, and Flesch's formula where textstat has one for the language."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contentops.language.words import is_long, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textstat.textstat import textstatistics

FLESCH_LOCALES = frozenset({"de", "es", "fr", "hu", "it", "nl", "ru"})
"""Languages for which textstat has constants of their own (de: Amstad; es: Fernández Huerta; it: Vacca; nl: Douma). For
any other code it computes with the English ones and says nothing; English itself needs a corpus that is downloaded."""

_TEXTSTAT_SENTENCE = 3
"""Words below which textstat passes over a sentence but counts its words."""

_ENDS = re.compile(r"[.!?…]+")
_own = threading.local()


@dataclass(frozen=True, slots=True)
class Lix:
    """Björnsson's readability index, with what it was counted from."""

    words: int
    sentences: int
    long_words: int

    @property
    def value(self) -> float:
        """Words per sentence + percentage of long words (C. H. Björnsson, Läsbarhet, 1968); 0 without words."""
        if not self.words:
            return 0.0
        return self.words / self.sentences + 100 * self.long_words / self.words


def lix(sentences: Sequence[str], long_word: int = 7) -> Lix:
    """LIX of sentences that are already apart; a long word has at least ``long_word`` letters.

    A sentence without a word does not count as one.
    """
    counted = [found for sentence in sentences if (found := words(sentence))]
    return Lix(
        words=sum(len(found) for found in counted),
        sentences=len(counted),
        long_words=sum(is_long(word, long_word) for found in counted for word in found),
    )


def reading_ease(sentences: Sequence[str], locale: str) -> float:
    """Flesch's reading ease in the language's own adaptation: 0 very hard, 100 very easy; it may lie outside.

    The sentences are handed over so that textstat finds exactly these: it ends one at every full stop, abbreviations
    and decimals included, and passes over those of one or two words. Raises ValueError for a locale not in
    :data:`FLESCH_LOCALES`, and where no sentence has three words.
    """
    if locale not in FLESCH_LOCALES:
        raise ValueError(f"textstat has no formula for {locale!r}; it has for {', '.join(sorted(FLESCH_LOCALES))}")
    plain = [" ".join(_ENDS.sub("", word).replace(",", "") for word in words(sentence)) for sentence in sentences]
    text = " ".join(f"{sentence}." for sentence in plain if len(sentence.split()) >= _TEXTSTAT_SENTENCE)
    if not text:
        raise ValueError("no sentence has three words or more")
    return float(_statistics(locale).flesch_reading_ease(text))


def _statistics(locale: str) -> textstatistics:
    """This thread's own textstat object, set to ``locale``.

    The language is a setting of the object: with one that threads share, most results are those of another language.
    """
    if not hasattr(_own, "statistics"):
        from textstat.textstat import textstatistics  # noqa: PLC0415 - a second that most runs can do without

        _own.statistics = textstatistics()
    statistics: textstatistics = _own.statistics
    statistics.set_lang(locale)
    return statistics
