"""Codes at the edges of a sentence: a citation behind its full stop, a link around all of it.

OmegaT shows a sentence without them and puts them back when it writes the file; what it remembers is the rest, the core.
Other tools' plain text has none either. A translation of the core is one of the sentence: what stood at its edges stands
at those of the translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from contentops.translate.interchange.kinds import PAIRS

_CODE = re.compile(r"⟦(/?)(\d+)⟧")
_FIRST = re.compile(r"\s+|⟦(\d+)⟧")
_LAST = re.compile(r"(?:\s+|⟦(/?)(\d+)⟧)$")


class Framed(NamedTuple):
    """A sentence of the store as it is coded, and where in it its core stands.

    ``numbers`` are those that the core's codes have in the whole: the core's own begin at 1 again.
    """

    text: str
    kinds: tuple[str, ...]
    before: str
    after: str
    numbers: tuple[int, ...]

    def around(self, core: str) -> str:
        """A translation of the core as one of the whole."""
        return f"{self.before}{_CODE.sub(lambda m: f'⟦{m[1]}{self.numbers[int(m[2]) - 1]}⟧', core)}{self.after}"


class Core(NamedTuple):
    """A sentence without what stands at its edges; its codes have the numbers of the whole."""

    before: str
    text: str
    after: str


def core(text: str, kinds: Sequence[str]) -> Core:
    """The core of a coded text."""
    before = after = ""
    while text:
        first, last = _FIRST.match(text), _LAST.search(text)
        number = first[1] if first else None
        if first and (number is None or kinds[int(number) - 1] not in PAIRS):
            before, text = before + first[0], text[first.end() :]
        elif last and (last[2] is None or (not last[1] and kinds[int(last[2]) - 1] not in PAIRS)):
            after, text = last[0] + after, text[: last.start()]
        elif first and last and last[1] and last[2] == number:
            before, after = before + first[0], last[0] + after
            text = text[first.end() : last.start()]
        else:
            break
    return Core(before, text, after)


def framings(text: str, kinds: tuple[str, ...]) -> Iterator[tuple[str, Framed]]:
    """A sentence by all that a file may have of it: itself, and its core with its codes numbered from 1."""
    yield text, Framed(text, kinds, "", "", tuple(range(1, len(kinds) + 1)))
    found = core(text, kinds)
    if found.text and found.text != text:
        renumbered, numbers = from_one(found.text)
        yield renumbered, Framed(text, kinds, found.before, found.after, tuple(numbers))


def from_one(text: str) -> tuple[str, list[int]]:
    """The text with its codes numbered from 1 as they come, and which number each had before."""
    numbers = list(dict.fromkeys(int(match[2]) for match in _CODE.finditer(text)))
    return _CODE.sub(lambda m: f"⟦{m[1]}{numbers.index(int(m[2])) + 1}⟧", text), numbers


def as_omegat(source: str, target: str, kinds: Sequence[str]) -> tuple[str, str] | None:
    """Both texts as OmegaT shows a sentence of an XLIFF file: without its edges, tags numbered from 0 (<g0>…</g0>, <x1/>).

    None where the translation has other codes at its edges: OmegaT would put them back as in the source.
    """
    if sorted(_CODE.findall(source)) != sorted(_CODE.findall(target)):
        return None
    here = core(source, kinds)
    edges = (r"\s*".join(re.escape(match[0]) for match in _CODE.finditer(one)) for one in (here.before, here.after))
    there = re.fullmatch(r"(?s)\s*{}\s*(.*?)\s*{}\s*".format(*edges), target)
    if not here.text or not there or not there[1]:
        return None
    _, numbers = from_one(here.text)

    def shown(match: re.Match[str]) -> str:
        name = f"{'g' if kinds[int(match[2]) - 1] in PAIRS else 'x'}{numbers.index(int(match[2]))}"
        return f"</{name}>" if match[1] else f"<{name}>" if name[0] == "g" else f"<{name}/>"

    return _CODE.sub(shown, here.text), _CODE.sub(shown, there[1])
