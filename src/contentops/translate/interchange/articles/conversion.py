"""A unit of an article as a file for a translator's tool has it, and the text of one that came back as ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from contentops.article.coding import WHOLE
from contentops.article.coding import Run as ArticleRun
from contentops.article.coding import Unit as ArticleUnit
from contentops.article.model import Pair, plain
from contentops.article.record import State
from contentops.article.segments import CODE, Segment, localized
from contentops.errors import SegmentError
from contentops.state.memory import key
from contentops.translate.interchange.articles import bilingual
from contentops.translate.interchange.articles.bilingual import FOREIGN, RunBack, together

_CUT_IN_TWO = re.compile(r"⟦/(\d+)⟧(\s*)⟦\1⟧")
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_EDGE = re.compile(r"^\s+|\s+$")


@dataclass(frozen=True, slots=True)
class Said:
    """What there is of a segment: its translation with its own codes, and how far that has come."""

    text: str = ""
    state: State = State.MISSING


def outgoing(
    unit: ArticleUnit, said: Mapping[str, Said], locale: str, source_locale: str, *, whole: bool
) -> bilingual.Unit:
    """The unit as a file has it. ``said`` is by the address of a segment; with ``whole`` that is the unit's own."""
    runs: list[bilingual.Run] = []
    codes: dict[str, bilingual.Code] = {}
    segments = {part.address: part for part in unit.parts(whole=whole)}
    sentences = _of_sentences(unit, whole=whole)
    for run, prefix in _named(unit.runs(whole=whole)):
        part = segments.get(run.address) or _between(unit, run)
        for number, (here, there) in enumerate(zip(part.codes, localized(part, locale, source_locale), strict=True), 1):
            shown, shown_there = (plain((code,), cites=True).replace("\n", "↵") for code in (here, there))
            codes[f"{prefix}-{number}"] = bilingual.Code(here.type, shown, shown_there, isinstance(here, Pair))
        if not run.address:
            runs.append(bilingual.Run("", _text_between(run, prefix, sentences)))
            continue
        text = numbered(run.text, prefix)
        own = said.get(run.address, Said())
        runs.append(bilingual.Run(prefix, text, numbered(own.text, prefix), own.state, key(part)))
    all_of_it = None if whole else unit.whole
    return bilingual.Unit(
        id=unit.place.address,
        role=unit.place.role,
        runs=tuple(runs),
        codes=codes,
        whole=key(all_of_it) if all_of_it else "",
    )


def numbered(text: str, prefix: str) -> str:
    """A segment's text with the numbers that its codes have in the file, as those of the run ``prefix``."""
    return CODE.sub(lambda code: f"⟦{code[1]}{prefix}-{code[2]}⟧", text)


def own(text: str, run: str) -> str:
    """The inverse of :func:`numbered`. Raises SegmentError for a code that is none of this run's."""

    def back(code: re.Match[str]) -> str:
        _refuse_foreign(code[2])
        prefix, _, number = code[2].rpartition("-")
        if prefix != run or not _NUMBER.fullmatch(number):
            raise SegmentError(
                f"it holds code {code[2]}, which is not this sentence's.",
                hint="Leave each code in its sentence, or make the sentences one.",
            )
        return f"⟦{code[1]}{number}⟧"

    return bilingual.CODE.sub(back, text)


def joined(unit: ArticleUnit, runs: Iterable[RunBack]) -> tuple[Segment, str]:
    """The segment that a unit is when it is taken whole, and the text that its runs make together, with its codes.

    The runs may be in any order, fewer than they were, or cut elsewhere. Raises SegmentError for a foreign code. That each
    code stands there once is not checked.
    """
    text = together([(run.id, run.text or "") for run in runs])
    if not unit.whole:
        text = _without_edges(unit, text)
    numbers = {
        f"{prefix}-{number}": of_unit
        for whole in (False, True)
        for run, prefix in _named(unit.runs(whole=whole))
        for number, of_unit in enumerate(run.numbers, 1)
    }
    (part,) = unit.parts(whole=True)
    (inner,) = (run for run in unit.runs(whole=True) if run.address)

    def to_unit(code: re.Match[str]) -> str:
        _refuse_foreign(code[2])
        if code[2] not in numbers:
            raise SegmentError(f"it holds code {code[2]}, which is not this block's.", hint="Leave it out.")
        return f"⟦{code[1]}{numbers[code[2]]}⟧"

    text = bilingual.CODE.sub(to_unit, text)
    # What goes around two sentences stood in each of them; side by side they are one again, the innermost last.
    while (once := _CUT_IN_TWO.sub(r"\2", text)) != text:
        text = once

    def to_own(code: re.Match[str]) -> str:
        number = int(code[2])
        if number not in inner.numbers:
            return ""  # a break at the edge of the unit, which stays where it is
        return f"⟦{code[1]}{inner.numbers.index(number) + 1}⟧"

    return part, _EDGE.sub("", CODE.sub(to_own, text))


def _of_sentences(unit: ArticleUnit, *, whole: bool) -> set[int]:
    """The numbers of the codes that stand in sentences."""
    return {number for run in unit.runs(whole=whole) if run.address for number in run.numbers}


def _text_between(run: ArticleRun, prefix: str, sentences: set[int]) -> str:
    """What stands between sentences, as a file has it."""
    if not CODE.sub("", run.text).strip() and sentences.issuperset(run.numbers):
        # What goes around two sentences goes around the blank between them: no code for a translator to mind.
        return CODE.sub("", run.text)
    return numbered(run.text, prefix)


def _without_edges(unit: ArticleUnit, text: str) -> str:
    """The text of a unit with one sentence, without what stands before and behind that: it stays where it is."""
    runs = _named(unit.runs(whole=False))
    (at,) = (number for number, (run, _) in enumerate(runs) if run.address)
    sentences = _of_sentences(unit, whole=False)
    for run, prefix in runs[:at]:
        text = _EDGE.sub("", text).removeprefix(_EDGE.sub("", _text_between(run, prefix, sentences)))
    for run, prefix in reversed(runs[at + 1 :]):
        text = _EDGE.sub("", text).removesuffix(_EDGE.sub("", _text_between(run, prefix, sentences)))
    return text


def _refuse_foreign(code: str) -> None:
    if code == f"{FOREIGN}bracket":
        raise SegmentError("it holds ⟦ or ⟧, which stand for codes here.", hint="Write other brackets.")
    if code.startswith(FOREIGN):
        raise SegmentError(
            f"it holds <{code[1:]}>, which is no code of the source's.", hint="Use only the source's codes."
        )


def _named(runs: Sequence[ArticleRun]) -> list[tuple[ArticleRun, str]]:
    """The runs, each with what its codes' ids begin with: the sentence's number, "all", "b0" between, "e0" around all."""
    between = 0
    letter = "e" if any(run.address.endswith(WHOLE) for run in runs) else "b"
    named = []
    for run in runs:
        if run.address:
            name = run.address.rpartition("#")[2]
        else:
            name = f"{letter}{between}"
            between += 1
        named.append((run, name))
    return named


def _between(unit: ArticleUnit, run: ArticleRun) -> Segment:
    codes = tuple(unit.codes[number - 1] for number in run.numbers)
    return Segment("", unit.place.role, unit.place.block, run.text, codes)
