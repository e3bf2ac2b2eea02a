"""Citation markers in the text, tied to the entries of the reference list.

Met forms: "(1,2)", "(6,1)", "[3]", "1–3", in superscript, as links to the list, and mixed. A number in parentheses is a
citation only when the list has an entry of that number, so "(400 IE)", "(2024)" and "118(3):181" stay text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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
)

_NUMBERS = r"\d{1,3}(?:\s*[-–—,;&]\s*\d{1,3})*"
_BRACKETED = re.compile(
    rf"(?<![\w(\[])(?P<marker>\(\s*{_NUMBERS}\s*\)|\[\s*{_NUMBERS}\s*\])(?![\w:])|(?<=[^\W\d])(?P<glued>\[\s*{_NUMBERS}\s*\])"
)
_ALONE = re.compile(r"[\[(]?\s*\d{1,3}\s*[\])]?(?:\s*[-–—,;&]\s*[\[(]?\s*\d{1,3}\s*[\])]?)*,?")
_PART = re.compile(r"(\d{1,3})(?:[\])]?\s*[-–—]\s*[\[(]?(\d{1,3}))?")
_MEASURE = re.compile(r"(?:\d|(?:^|[\s\d/])(?:[kcdm]?m|s))$")
_BETWEEN = re.compile(r"\s*[,;–-]?\s*")
_JOINT = re.compile(r"\s?[,;]\s?")
_MOST_IN_RANGE = 30


@dataclass(slots=True)
class Citations:
    """Finds the markers of one article.

    ``known`` maps a reference's number to its id; ``cited`` gathers the numbers met, ``dangling`` the markers without an
    entry.
    """

    known: dict[int, str]
    cited: set[int] = field(default_factory=set)
    dangling: list[str] = field(default_factory=list)

    def tie(self, inlines: Inlines) -> Inlines:
        """The inlines with their citation markers as :class:`Cite`. Links inside the page that are none lose their link."""
        return normal(_merged(self._tie(inlines, _Before())))

    def _tie(self, inlines: Inlines, before: _Before) -> list[Inline]:
        out: list[Inline] = []
        for inline in inlines:
            match inline:
                case Text():
                    out.extend(self._text(inline.text))
                    before.text = inline.text
                case Sup() if _ALONE.fullmatch(plain(inline.inlines).strip()) and not _MEASURE.search(before.text):
                    marker = self._cite(plain(inline.inlines).strip(), bracket=True)
                    out.append(marker or Sup(_without_anchors(inline.inlines)))
                case Sup():
                    out.append(Sup(tuple(self._tie(inline.inlines, before))))
                case Link(href=href) if href.startswith("#"):
                    marker = self._marker(plain(inline.inlines))
                    out.extend([marker] if marker is not None else _without_anchors(inline.inlines))
                case Link(href=href) if "#" in href and _ALONE.fullmatch(plain(inline.inlines).strip()):
                    out.append(self._marker(plain(inline.inlines)) or inline)  # an anchor with its page's address
                case Strong() | Em() | Sub() | Link():
                    out.append(replace(inline, inlines=tuple(self._tie(inline.inlines, before))))
                case Cite() | Quantity() | Break():
                    out.append(inline)
            if not isinstance(inline, Text):
                before.text = plain((inline,))[-6:]
        return out

    def _text(self, text: str) -> list[Inline]:
        if "(" not in text and "[" not in text:
            return [Text(text)]
        out: list[Inline] = []
        end = 0
        for match in _BRACKETED.finditer(text):
            cite = self._cite(match.group(), bracket="[" in match.group())
            if cite is not None:
                out.extend((Text(text[end : match.start()]), cite))
                end = match.end()
        out.append(Text(text[end:]))
        return out

    def _marker(self, text: str) -> Cite | None:
        match = _ALONE.fullmatch(text.strip())
        return self._cite(text.strip(), bracket=True) if match else None

    def _cite(self, written: str, *, bracket: bool) -> Cite | None:
        numbers = _expand(written)
        missing = [number for number in numbers if number not in self.known]
        if numbers and not missing:
            self.cited.update(numbers)
            return Cite(tuple(self.known[number] for number in numbers), written)
        if self.known or bracket:
            self.dangling.append(written)
        return None


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
    numbers: list[int] = []
    for first, last in _PART.findall(written):
        low, high = int(first), int(last or first)
        if low <= high <= low + _MOST_IN_RANGE:
            numbers.extend(range(low, high + 1))
        else:
            numbers.extend((low, high))
    return list(dict.fromkeys(numbers))


def _merged(inlines: list[Inline]) -> list[Inline]:
    """Linked numbers inside one pair of brackets, "(", 1, ",", 2, ")", as the one marker that they are."""
    out: list[Inline] = []
    index = 0
    while index < len(inlines):
        opening = inlines[index]
        if isinstance(opening, Text) and opening.text.endswith(("(", "[")) and (found := _bracket(inlines, index)):
            cite, last = found
            out.extend((Text(opening.text[:-1]), cite))
            inlines[last] = Text(plain((inlines[last],))[1:])
            index = last
        else:
            out.append(opening)
            index += 1
    return _listed(out)


def _listed(inlines: list[Inline]) -> list[Inline]:
    """Markers with nothing but a comma between them, [1], [2], as one marker."""
    out: list[Inline] = []
    for inline in inlines:
        match [*out[-2:], inline]:
            case [Cite() as first, Text(text=between), Cite() as second] if _JOINT.fullmatch(between):
                refs = tuple(dict.fromkeys((*first.refs, *second.refs)))
                out[-2:] = [Cite(refs, f"{first.text}{between}{second.text}")]
            case _:
                out.append(inline)
    return out


def _bracket(inlines: list[Inline], start: int) -> tuple[Cite, int] | None:
    refs: list[str] = []
    written = plain((inlines[start],))[-1]
    for index in range(start + 1, len(inlines)):
        inline = inlines[index]
        if isinstance(inline, Cite):
            refs.extend(inline.refs)
            written += inline.text
        elif isinstance(inline, Text) and refs and inline.text.startswith((")", "]")):
            return Cite(tuple(dict.fromkeys(refs)), written + inline.text[0]), index
        elif isinstance(inline, Text) and refs and _BETWEEN.fullmatch(inline.text):
            written += inline.text
        else:
            return None
    return None


def each_run(inlines: Inlines, change: Callable[[str], Inlines]) -> Inlines:
    """The inlines with every text replaced by what ``change`` makes of it, at every depth."""
    out: list[Inline] = []
    for inline in inlines:
        match inline:
            case Text():
                out.extend(change(inline.text))
            case Strong() | Em() | Sup() | Sub() | Link():
                out.append(replace(inline, inlines=each_run(inline.inlines, change)))
            case _:
                out.append(inline)
    return normal(out)
