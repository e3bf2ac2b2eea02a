"""Blanks beside codes that a tool has lost on the way.

OmegaT 3.6 writes none behind a code that begins a target whose unit does not say xml:space="preserve": ours do, but tools
between may take it out. "⟦0-1⟧ räcker" comes back as "⟦0-1⟧reichen", which readers would see as "300 mgreichen". Only codes
that stand alone and show something are minded: words may well be written together with a link or an emphasis.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from contentops.article.coding import Segment
from contentops.article.model import Break, Pair
from contentops.translate.interchange.articles.bilingual import CODE
from contentops.translate.interchange.articles.conversion import numbered

_CLOSING = re.compile(r"(?:⟦/[^⟦⟧/]+⟧)+")


@dataclass(frozen=True, slots=True)
class Blanks:
    """Which blank the source has before and after a code, by the code's id, and the codes that wrap.

    After a code is also behind the wrapping ones that close with it: "⟦1⟧⟦2⟧⟦/1⟧ räcker".
    """

    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    pairs: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, runs: Iterable[tuple[str, Segment]]) -> Blanks:
        """Those of the sentences of a block, each with the run that it is in the file."""
        blanks = cls()
        for run, part in runs:
            text = numbered(part.text, run)
            for match in CODE.finditer(text):
                code = part.codes[int(match[2].rpartition("-")[2]) - 1]
                if isinstance(code, Pair):
                    blanks.pairs.add(match[2])
                elif not isinstance(code, Break):
                    _note(blanks.before, match[2], text[: match.start()][-1:])
                    closing = _CLOSING.match(text, match.end())
                    _note(blanks.after, match[2], text[(closing or match).end() :][:1])
        return blanks

    def restored(self, text: str) -> str:
        """A translation with the source's blank wherever a word is stuck to a code that has one in the source."""
        out: list[str] = []
        end = 0
        waiting: tuple[int, str] | None = None  # where in ``out`` a blank belongs if a word follows, and which
        for match in CODE.finditer(text):
            words, name = text[end : match.start()], match[2]
            if words:
                _put(out, waiting, words)
                waiting = None
            if name in self.pairs:
                closes_with_it = match[1] and waiting and waiting[0] == len(out)
                out.append(match[0])
                if waiting and closes_with_it:
                    waiting = (len(out), waiting[1])
            else:
                if words[-1:].isalnum() and name in self.before:
                    out.append(self.before[name])
                out.append(match[0])
                waiting = (len(out), self.after[name]) if name in self.after else None
            end = match.end()
        if words := text[end:]:
            _put(out, waiting, words)
        return "".join(out)


def _note(blanks: dict[str, str], name: str, beside: str) -> None:
    if beside.isspace():
        blanks[name] = beside


def _put(out: list[str], waiting: tuple[int, str] | None, words: str) -> None:
    if waiting and words[0].isalnum():
        place, blank = waiting
        out.insert(place, blank)
    out.append(words)
