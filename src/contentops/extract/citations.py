"""Citation markers in the text, tied to the entries of the reference list.

Met forms: "(1,2)", "(6,1)", "[3]", "1–3", "(ref. 4)", in superscript (as mark-up, as characters, or glued to a full stop
where the mark-up is gone), as links to the list, and mixed. A number is a citation only when the list has an entry of that
number, so "(400 IE)", "(2024)" and "118(3):181" stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from contentops.article.model import (
    Break,
    Cite,
    Em,
    Inline,
    Inlines,
    Link,
    Quantity,
    Strong,
    Sub,
    Sup,
    Text,
    normal,
    plain,
    walk_inlines,
)

_DASHES = r"\-\u2010\u2011–—−"
_NUMBERS = rf"\d{{1,3}}(?:\s*[{_DASHES},;&]\s*\d{{1,3}})*"
_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = rf"[{_HIGH}]{{1,3}}(?:[ ]?[,;⁻{_DASHES}]?[ ]?[{_HIGH}]{{1,3}})*"
AS_DIGITS = str.maketrans(f"{_HIGH}⁻⁽⁾", "0123456789-()")
_BEFORE_MARKER = r"(?:(?<![\w(\[])|(?<=[^\W\d_]{3})|(?<=[A-ZÅÄÖ]\d)|(?<=[A-ZÅÄÖ]\d\d))"
"""Round brackets stand apart, or close up to a word ("magnesium(1)", "B12(3)"); "f(2)" and "118(3)" are something else."""
_FORMS = (
    rf"(?P<round>{_BEFORE_MARKER}(?<!-)\(\s*{_NUMBERS}\s*\)(?!\w|:\s?\d|-[^\W\d_]))",
    rf"(?P<square>(?<![(\[])(?<!\d)\[\s*{_NUMBERS}\s*\](?!\w|:\s?\d))",
    rf"(?P<raised>(?<![\d⁺⁻⁽{_HIGH}])[⁽\[]?{_RAISED}[⁾\]]?(?![⁺⁻⁽{_HIGH}]))",
    # A marker whose superscript was lost closes up to the sentence before it: "varje dag.1,2 Det".
    rf"(?P<glued>(?<=[a-zåäöéæø]{{3}}[.!?])(?<!kap\.)(?<!fig\.)(?<!tab\.)(?<!art\.)(?<!sid\.)(?<!vol\.)\d{{1,2}}(?:[,{_DASHES}]\d{{1,2}})*(?=\s+[A-ZÅÄÖÆØ]|\s*$))",
)
_FIRST = rf"[(\[⁽{_HIGH}\d]"
"""What a marker begins with: asked first, for the forms cost more at every letter."""
_HINT = re.compile(rf"[(\[{_HIGH}.!?](?:(?<![.!?])|(?=\d))")
"""A sign that may begin a marker, or a digit that closes up to a sentence: one set of first characters is searched fast."""
_ALONE = re.compile(rf"[\[(]?\s*\d{{1,3}}\s*[\])]?(?:\s*[{_DASHES},;&\s]\s*[\[(]?\s*\d{{1,3}}\s*[\])]?)*,?")
_LONGEST = 60
"""Characters of a marker in mark-up, at most."""
_PART = re.compile(rf"(\d{{1,3}})(?:[\])]?\s*[{_DASHES}]\s*[\[(]?(\d{{1,3}}))?")
_MEASURE = re.compile(r"(?:\d|(?:^|[\s\d/])(?:[kcdmnµμ]?m|s)|(?:^|[\s(/=])(?:[F-JL-Zb-hj-zα-ωΑ-Ω]|CO))$")
"""What a raised number is the exponent of: a number, a length, a sign of one letter that is no vitamin."""
_JOINT = re.compile(rf"\s?[,;{_DASHES}]\s?")
_BETWEEN = re.compile(rf"\s*[,;{_DASHES}]?\s*")
_MOST_IN_RANGE = 30
_LISTED = 3
"""Numbers in one pair of brackets from which they are no decimal: "(1,99)" may be one."""
_BEYOND = 10
"""How far above the last entry a number may be for a marker whose entry is missing: "(18-65)" are ages, "(50)" a count."""


@dataclass(slots=True)
class Citations:
    """Finds the markers of one article.

    ``known`` maps a reference's number to its id, ``addresses`` a reference's address to its number; ``labels`` are regular
    expressions of the words that stand before a number in brackets ("ref"), ``joints`` of those between two ("och"), and
    ``pages`` of those before the page of a source ("s."). ``cited`` gathers the numbers met, ``dangling``
    the markers without an entry.
    """

    known: Mapping[int, str]
    addresses: Mapping[str, int] = field(default_factory=dict)
    labels: Iterable[str] = ()
    joints: Iterable[str] = ()
    pages: Iterable[str] = ()
    cited: set[int] = field(default_factory=set)
    dangling: list[str] = field(default_factory=list)
    _marks: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        labels = "|".join(self.labels)
        labelled = rf"(?P<label>[(\[]\s*(?i:{labels})\.?:?\s*)(?P<labelled>{_NUMBERS})(?=\s*[)\]])"
        forms = (*_FORMS, labelled) if labels else _FORMS
        if joints := "|".join(self.joints):
            forms = (*forms, rf"(?P<joined>{_BEFORE_MARKER}[(\[]{_NUMBERS} (?:{joints}) \d{{1,3}}[)\]](?!\w))")
        if pages := "|".join(self.pages):
            paged = rf"(?P<pointed>{_NUMBERS}),\s*(?:{pages})\s*\d{{1,4}}(?:\s*[{_DASHES}]\s*\d{{1,4}})?f{{0,2}}\.?"
            forms = (*forms, rf"(?P<paged>{_BEFORE_MARKER}[(\[]{paged}[)\]])")
        self._marks = re.compile(rf"(?={_FIRST})(?:{'|'.join(forms)})")

    def tie(self, inlines: Inlines) -> Inlines:
        """The inlines with their citation markers as :class:`Cite`. Links inside the page that are none lose their link."""
        if len(inlines) == 1 and isinstance(only := inlines[0], Text) and not _HINT.search(only.text):
            return inlines
        if not _HINT.search(plain(inlines, cites=True)) and not any(map(self._is_marked, walk_inlines(inlines))):
            return inlines
        tied = self._tie(inlines, _Before())
        return normal(self._merged(tied) if any(isinstance(inline, Cite) for inline in tied) else tied)

    def _is_marked(self, inline: Inline) -> bool:
        """Whether mark-up says that an inline may be a marker: it is raised, or leads to a place or to a source."""
        return isinstance(inline, Sup) or (
            isinstance(inline, Link) and ("#" in inline.href or inline.href in self.addresses)
        )

    def _tie(self, inlines: Inlines, before: _Before) -> list[Inline]:
        out: list[Inline] = []
        for inline in inlines:
            match inline:
                case Text():
                    out.extend(self._text(inline.text, before))
                    before.text = inline.text
                case Sup() if (written := _alone(inline)) and not _MEASURE.search(before.text):
                    out.append(self._cite(written, sure=True) or Sup(_without_anchors(inline.inlines)))
                case Sup():
                    out.append(Sup(tuple(self._tie(inline.inlines, before))))
                case Link(href=href) if href.startswith("#"):
                    marker = self._marker(inline)
                    out.extend([marker] if marker is not None else _without_anchors(inline.inlines))
                case Link(href=href) if ("#" in href or href in self.addresses) and _alone(inline):
                    out.append(self._marker(inline) or inline)  # an anchor with its page's address, or the very source
                case Strong() | Em() | Sub() | Link():
                    out.append(replace(inline, inlines=tuple(self._tie(inline.inlines, before))))
                case Cite() | Quantity() | Break():
                    out.append(inline)
            if not isinstance(inline, Text):
                before.text = plain((inline,))[-6:]
        return out

    def _text(self, text: str, before: _Before) -> list[Inline]:
        if not _HINT.search(text):
            return [Text(text)]
        out: list[Inline] = []
        end = 0
        for match in self._marks.finditer(text):
            kind = match.lastgroup or ""
            start = match.start(kind)
            written = match[kind]
            if kind == "raised" and _MEASURE.search(text[max(0, start - 3) : start] or before.text):
                continue
            if kind == "glued" and not all(number in self.known for number in _expand(written)):
                continue
            numbers = match["pointed"] if kind == "paged" else written
            cite = self._cite(written, sure=kind == "square", numbers=_expand(numbers))
            if cite is not None:
                out.extend((Text(text[end:start]), cite))
                end = match.end(kind)
        out.append(Text(text[end:]))
        return out

    def _marker(self, inline: Link) -> Cite | None:
        written = _alone(inline)
        return self._cite(written, sure=True) if written else None

    def _cite(self, written: str, *, sure: bool, numbers: list[int] | None = None) -> Cite | None:
        """The citation of a marker. One without an entry is noted: where the mark-up is ``sure``, or the number is near.

        ``numbers`` are those that it names, where it also tells a page.
        """
        numbers = _expand(written) if numbers is None else numbers
        if cite := self._tied(numbers, written):
            return cite
        near = bool(self.known) and all(0 < number <= max(self.known) + _BEYOND for number in numbers)
        listed = len(numbers) >= _LISTED and any(number in self.known for number in numbers)
        if numbers and (sure or near or listed):
            self.dangling.append(written)
        return None

    def _tied(self, numbers: list[int], written: str) -> Cite | None:
        if not numbers or any(number not in self.known for number in numbers):
            return None
        self.cited.update(numbers)
        return Cite(tuple(self.known[number] for number in numbers), written)

    def _merged(self, inlines: list[Inline]) -> list[Inline]:
        """Linked numbers inside one pair of brackets, "(", 1, ",", 2, ")", as the one marker that they are."""
        out: list[Inline] = []
        index = 0
        while index < len(inlines):
            opening = inlines[index]
            if (
                isinstance(opening, Text)
                and opening.text.endswith(("(", "["))
                and (found := self._bracket(inlines, index))
            ):
                cite, last = found
                out.extend((Text(opening.text[:-1]), cite))
                inlines[last] = Text(plain((inlines[last],))[1:])
                index = last
            else:
                out.append(opening)
                index += 1
        return self._listed(out)

    def _listed(self, inlines: list[Inline]) -> list[Inline]:
        """Markers with nothing but a comma or a dash between them, [1], [2] or [1]–[3], as one marker."""
        out: list[Inline] = []
        for inline in inlines:
            match [*out[-3:], inline]:
                # A raised comma and a plain space are two runs.
                case [*_, Cite() as first, Text() | Sup(), Text(text=" "), Cite() as second] if _JOINT.fullmatch(
                    between := plain(out[-2:])
                ):
                    runs = 3
                case [*_, Cite() as first, Text() | Sup(), Cite() as second] if _JOINT.fullmatch(
                    between := plain(out[-1:])
                ):
                    runs = 2
                case _:
                    out.append(inline)
                    continue
            written = f"{first.text}{between}{second.text}"
            one = self._tied(_expand(written), written)
            out[-runs:] = [one or Cite(tuple(dict.fromkeys((*first.refs, *second.refs))), written)]
        return out

    def _bracket(self, inlines: list[Inline], start: int) -> tuple[Cite, int] | None:
        written = plain((inlines[start],))[-1]
        met = False
        for index in range(start + 1, len(inlines)):
            inline = inlines[index]
            if isinstance(inline, Cite):
                written += inline.text
                met = True
            elif isinstance(inline, Text) and met and inline.text.startswith((")", "]")):
                written += inline.text[0]
                cite = self._tied(_expand(written), written)
                return (cite, index) if cite is not None else None
            elif isinstance(inline, Text) and met and _BETWEEN.fullmatch(inline.text):
                written += inline.text
            else:
                return None
        return None


def _alone(inline: Sup | Link) -> str:
    """The marker that an inline holds and nothing else; "" for any other text."""
    text = plain(inline.inlines).strip()
    return text if len(text) <= _LONGEST and _ALONE.fullmatch(text.translate(AS_DIGITS)) else ""


def _without_anchors(inlines: Inlines) -> Inlines:
    """The inlines without links inside the page."""
    out: list[Inline] = []
    for inline in inlines:
        match inline:
            case Link(href=href) if href.startswith("#"):
                out.extend(_without_anchors(inline.inlines))
            case Strong() | Em() | Sup() | Sub() | Link():
                out.append(replace(inline, inlines=_without_anchors(inline.inlines)))
            case _:
                out.append(inline)
    return normal(out)


@dataclass(slots=True)
class _Before:
    """What stands before an inline: a raised 2 after "m" is no citation."""

    text: str = ""


def _expand(written: str) -> list[int]:
    """The numbers of a marker, ranges spelled out; none for what no marker says, as a range that falls or is very long."""
    numbers: list[int] = []
    for first, last in _PART.findall(written.translate(AS_DIGITS)):
        low, high = int(first), int(last or first)
        if not low <= high <= low + _MOST_IN_RANGE:
            return []
        numbers.extend(range(low, high + 1))
    return list(dict.fromkeys(numbers))
