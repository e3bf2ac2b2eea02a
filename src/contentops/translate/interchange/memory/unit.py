"""A translation unit as a file tells it: a text of another language beside a Swedish one, with the codes that stand in them.

What a code is called in the file is its own affair; here it is a :class:`Mark` with a label, and the source's marks are
found again in the target by it. :func:`coded` makes our coded text of both and refuses what lost, doubled or invented one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from contentops.article.model import Break, Inline, Strong
from contentops.article.segments import Segment, check_codes
from contentops.errors import SegmentError
from contentops.state.memory import Entry
from contentops.translate.interchange.kinds import KINDS

_APART = "\0"  # between a label and its number; no file of text holds it

Form = Literal["open", "close", "single"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A code: ``label`` is what it is called on both sides, ``kind`` is ours, or "" where the file does not say.

    ``unique`` tells that the file names each code of a unit by a label of its own. Where it does not (two "<br/>"), codes of
    one label are told apart by their order; a close without a label closes the last of its kind that is open.
    """

    label: str
    form: Form
    kind: str = ""
    unique: bool = False


Marked = tuple[str | Mark, ...]
"""A text with its codes where they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of a file: where it stands there, and what it says.

    ``own`` is the entry that an export of ours wrote, if nobody has changed anything of it since; ``own_source`` tells
    that the Swedish side at least is as an export of ours wrote it, its quantities already codes.
    """

    number: int
    line: int
    locale: str
    source: Marked
    target: Marked
    own: Entry | None = None
    own_source: bool = False

    @property
    def place(self) -> str:
        """Where it stands, as people look for it."""
        return f"unit {self.number}, line {self.line}"


@dataclass(frozen=True, slots=True)
class Passed:
    """A unit that is none for us, and why: another language, no translation; with ``fault``, because something is wrong."""

    number: int
    line: int
    reason: str
    fault: bool = False

    @property
    def place(self) -> str:
        """Where it stands, as people look for it."""
        return f"unit {self.number}, line {self.line}"


class Coded(NamedTuple):
    """Both texts of a unit with codes as ours (⟦1⟧), and the kinds by number, "" where nobody has said one.

    ``pairs`` tells by number which of them wrap something.
    """

    source: str
    target: str
    kinds: tuple[str, ...]
    pairs: tuple[bool, ...]


def coded(unit: Unit) -> Coded:
    """The unit's texts with codes numbered as in the source. Raises SegmentError for codes that do not match."""
    source, target = _labelled(unit.source), _labelled(unit.target)
    numbers: dict[str, int] = {}
    kinds: list[str] = []
    pairs: list[bool] = []
    for mark in source:
        if isinstance(mark, Mark) and mark.label not in numbers:
            numbers[mark.label] = len(numbers) + 1
            kinds.append(mark.kind)
            pairs.append(mark.form != "single")
    for mark in target:
        if not isinstance(mark, Mark):
            continue
        number = numbers.get(mark.label)
        if number is None:
            raise SegmentError(f"the translation has a code that the source has not ({_named(mark)})")
        if mark.kind and not kinds[number - 1]:
            kinds[number - 1] = mark.kind
        if mark.kind and kinds[number - 1] != mark.kind:
            raise SegmentError(
                f"code ⟦{number}⟧ is {kinds[number - 1]} in the source and {mark.kind} in the translation"
            )
    codes = tuple(stand_ins(kinds, pairs))
    texts = [_written(text, numbers) for text in (source, target)]
    for text, side in zip(texts, ("source", "translation"), strict=True):
        try:
            check_codes(Segment("", "", "", text, codes), text)
        except SegmentError as error:
            reason = error.message.removeprefix(": ").removesuffix(".")
            raise SegmentError(reason.replace("the translation", f"the {side}")) from error
    return Coded(texts[0], texts[1], tuple(kinds), tuple(pairs))


def stand_ins(kinds: Iterable[str], pairs: Iterable[bool]) -> Iterator[Inline]:
    """An inline for each code, of its kind; of any that wraps or does not, where the kind is not known."""
    for kind, pair in zip(kinds, pairs, strict=True):
        yield KINDS[kind] if kind else Strong(()) if pair else Break()


def _labelled(text: Marked) -> Marked:
    """The text with closes paired to what they close, and what has no label of its own numbered."""
    out: list[str | Mark] = []
    opened: list[Mark] = []
    seen: Counter[tuple[str, Form]] = Counter()
    for one in text:
        if not isinstance(one, Mark):
            out.append(one)
        elif one.form == "close":
            own = next((mark for mark in reversed(opened) if _closes(one, mark)), None)
            if own:
                opened.remove(own)
            out.append(replace(one, label=own.label if own else f"{one.label or one.kind}{_APART}closed"))
        else:
            if not one.unique:
                seen[one.label, one.form] += 1
                one = replace(one, label=f"{one.label}{_APART}{one.form}{seen[one.label, one.form]}")  # noqa: PLW2901
            out.append(one)
            if one.form == "open":
                opened.append(one)
    return tuple(out)


def _closes(close: Mark, opening: Mark) -> bool:
    return opening.label == close.label if close.unique else opening.kind == close.kind and not opening.unique


def _written(text: Marked, numbers: dict[str, int]) -> str:
    return "".join(
        one if isinstance(one, str) else f"⟦{'/' if one.form == 'close' else ''}{numbers[one.label]}⟧" for one in text
    )


def _named(mark: Mark) -> str:
    return mark.label.partition(_APART)[0].rpartition(":")[2] or mark.kind
