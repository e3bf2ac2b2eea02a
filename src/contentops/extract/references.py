"""The reference list: where it begins, and what its entries are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from contentops.article.model import (
    Break,
    Cell,
    Heading,
    Inlines,
    Link,
    List,
    Pair,
    Paragraph,
    Question,
    Reference,
    Table,
    Text,
    normal,
    plain,
    walk_inlines,
)
from contentops.extract.byline import author_of_line
from contentops.extract.citations import AS_DIGITS
from contentops.extract.pieces import TITLE_OR_TEXT, Piece, lines, link_density
from contentops.extract.vocabulary import Vocabulary, key

_TITLE = 40
_LONG = 200
_FEW = 2
"""Entries from which a list without a title may be the references."""
_ORNAMENT = re.compile(r"^[\W\d_]+|\s*\(?\d{1,3}(?:\s*st)?\)?$")
"""What themes add to a title: a number, an emoji, how many there are."""
_NUMBERED = re.compile(r"^\s*[\[(]?(?P<number>\d{1,3})[\].):]?[.)]?(?:\s+|(?=[^\W\d]))")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]+")
_DOI = re.compile(r"(?<![\d.])10\.\d{4,9}/[^\s\"<>]+")
_VIEW = re.compile(r"(?:/(?:full|fulltext|abstract|pdf|epdf|html|meta)|\.pdf)*(?:[?#].*)?$")
"""What publishers' addresses add to a DOI."""
_LOOKS_CITED = re.compile(r"https?://|www\.|doi|\b(?:19|20)\d\d\b|\bet al\b|\d{1,5}\(\d{1,5}\)")
_PUBLISHED = re.compile(r"https?://|www\.|doi|\bet al\b|\d{1,5}\(\d{1,5}\):|(?:19|20)\d\d;\s?\d")
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?$")
_BACK = re.compile(r"^(?:\^ ?)+| ?[↑↩⤴][\ufe0e\ufe0f]*")
"""The link back to the marker, in single spaces."""
_CLOSERS = {")": "(", "]": "["}


def names_a_source(inlines: Inlines, words: Vocabulary) -> bool:
    """Whether a line is that of a publication: by its address, its volume, its "et al", or where it links to."""
    return _PUBLISHED.search(plain(inlines)) is not None or leads_to_a_source(inlines, words)


def leads_to_a_source(inlines: Inlines, words: Vocabulary) -> bool:
    """Whether a line links to a publisher of studies, or to an authority."""
    return any(isinstance(run, Link) and words.sources.search(run.href) for run in walk_inlines(inlines))


def split_references(
    pieces: Sequence[Piece], words: Vocabulary
) -> tuple[list[Piece], tuple[Reference, ...], list[Piece]]:
    """The pieces without their reference list, its entries, and what stood below it.

    What follows the list and is no question is none of the text: below its references an article has ended. A byline may
    still be in it.
    """
    for start, piece in enumerate(pieces):
        titled = _is_title(piece, words)
        if not titled and not (piece.role == "references" and _could_be_entries(piece)):
            continue
        end, entries = _entries(pieces, start, words, titled=titled)
        if entries:
            rest = [after for after in pieces[end:] if isinstance(after.block, Question)]
            if any(isinstance(after.block, Question) for after in rest) and isinstance(pieces[end].block, Heading):
                rest.insert(0, pieces[end])
            rest = rest or _text_goes_on(pieces[end:])
            below = [after for after in pieces[end:] if after not in rest]
            references = tuple(_reference(number, inlines, words) for number, inlines in entries)
            return [*pieces[:start], *rest], references, below
    return _untitled(pieces, words)


def _untitled(pieces: Sequence[Piece], words: Vocabulary) -> tuple[list[Piece], tuple[Reference, ...], list[Piece]]:
    """The same where no title says what the list is: a numbered list of publications at the very end."""
    last = pieces[-1] if pieces else None
    if last is not None and isinstance(last.block, Paragraph) and (typed := _typed_entries(pieces)):
        references = tuple(_reference(number, inlines, words) for number, inlines in typed)
        return list(pieces[: -len(typed)]), references, []
    if last is None or not isinstance(last.block, List) or not last.block.ordered or len(last.block.items) < _FEW:
        return list(pieces), (), []
    if not all(_PUBLISHED.search(item.text) and _LOOKS_CITED.search(item.text) for item in last.block.items):
        return list(pieces), (), []
    references = tuple(_reference(number, inlines, words) for number, inlines in _of_list(last.block, last))
    return list(pieces[:-1]), references, []


def _typed_entries(pieces: Sequence[Piece]) -> list[tuple[int, Inlines]]:
    """The paragraphs at the very end that begin with 1., 2., 3. and are publications each."""
    found: list[tuple[int, Inlines]] = []
    for piece in reversed(pieces):
        number = _NUMBERED.match(piece.text)
        if (
            number is None
            or not isinstance(piece.block, Paragraph)
            or (found and int(number["number"]) != found[-1][0] - 1)
            or not (_PUBLISHED.search(piece.text) and _LOOKS_CITED.search(piece.text))
        ):
            break
        found.append((int(number["number"]), piece.block.inlines))
    return found[::-1] if len(found) >= _FEW and found[-1][0] == 1 else []


def _text_goes_on(pieces: Sequence[Piece]) -> list[Piece]:
    """A section with a heading and prose after the list is text; a stray line is not."""
    headed = next((index for index, piece in enumerate(pieces) if isinstance(piece.block, Heading)), None)
    if (
        headed is None
        or sum(len(piece.text) for piece in pieces[headed:] if isinstance(piece.block, Paragraph) and _said(piece))
        < _LONG
    ):
        return []
    return list(pieces[headed:])


def _said(piece: Piece) -> bool:
    """Whether a paragraph is running text: long enough to be no line of the shop, and no link."""
    return len(piece.text) >= _TITLE and isinstance(piece.block, Paragraph) and not link_density(piece.block.inlines)


def _is_title(piece: Piece, words: Vocabulary) -> bool:
    if not isinstance(piece.block, TITLE_OR_TEXT) or len(piece.text) > _TITLE:
        return False
    folded = key(piece.text)
    if folded in words.references:
        return True
    # Searching for ornaments costs more than a look at the two ends.
    is_bare = folded[:1].isalpha() and folded[-1:].isalpha() and not folded.endswith("st")
    return not is_bare and key(_ORNAMENT.sub("", folded)) in words.references


def _could_be_entries(piece: Piece) -> bool:
    match piece.block:
        case List():
            return _looks_cited(piece)
        case Heading():
            return True
        case Paragraph() as block:
            return all(_is_entry(line) for line in lines(block.inlines) if line)
        case _:
            return False


def _entries(
    pieces: Sequence[Piece], start: int, words: Vocabulary, *, titled: bool
) -> tuple[int, list[tuple[int, Inlines]]]:
    """Where the list that begins at ``start`` ends, and its entries with their numbers."""
    title = pieces[start].block
    index = start + 1 if titled or isinstance(title, Heading) else start
    # Below a heading of references at the end of an article, names need no year and no address to be entries.
    gathered = _Gathered(anything=isinstance(title, Heading) and _is_all(pieces[index:]))
    while index < len(pieces):
        piece = pieces[index]
        if not (
            (not gathered.entries and _announces(pieces, index))
            or gathered.take(piece, words)
            or (isinstance(title, Heading) and _heads_a_group(pieces, index, below=title.level))
        ):
            break
        index += 1
    return index, gathered.numbered()


def _heads_a_group(pieces: Sequence[Piece], index: int, *, below: int) -> bool:
    """Whether a heading only parts the references into groups."""
    block = pieces[index].block
    return (
        isinstance(block, Heading)
        and block.level > below
        and index + 1 < len(pieces)
        and not isinstance(pieces[index + 1].block, Heading)
        and _could_be_entries(pieces[index + 1])
    )


def _announces(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a paragraph only says that the list follows: "Artikeln bygger på följande källor:"."""
    return (
        len(pieces[index].text) <= _LONG
        and pieces[index].text.rstrip().endswith(":")
        and index + 1 < len(pieces)
        and isinstance(pieces[index + 1].block, List)
    )


def _is_all(pieces: Sequence[Piece]) -> bool:
    """Whether nothing but names of sources stands here to the end of the article: a list of them, or lines."""
    if not pieces or any(isinstance(piece.block, Heading) or _is_prose(piece) for piece in pieces):
        return False
    match pieces[0].block:
        case List(items=items):
            return all(not item.items and _is_name_of_source(item.text) for item in items)
        case Paragraph() as block:
            return all(_is_name_of_source(plain(line)) for line in lines(block.inlines) if line)
        case _:
            return False


def _is_prose(piece: Piece) -> bool:
    return isinstance(piece.block, Paragraph) and len(piece.text) >= _LONG and not _LOOKS_CITED.search(piece.text)


def _is_name_of_source(text: str) -> bool:
    return text[:1].isupper() or text[:1].isdigit() or _SITE.match(text) is not None


def _is_no_entry(piece: Piece, words: Vocabulary) -> bool:
    """Whether a line below a list is a byline, or the shop's."""
    folded = key(piece.text)
    return (
        folded in words.lines
        or folded in words.boxes
        or words.patterns.fullmatch(piece.text.strip()) is not None
        or words.tails.fullmatch(folded) is not None
        or author_of_line(piece.text, words) != ""
    )


@dataclass(slots=True)
class _Gathered:
    """Entries as they are met, each with its number.

    ``anything`` says that whatever stands there is an entry; ``written`` that numbers were, ``in_lines`` that the entries
    so far are lines without any.
    """

    anything: bool
    entries: list[tuple[int, Inlines]] = field(default_factory=list)
    written: bool = False
    in_lines: bool = True

    def take(self, piece: Piece, words: Vocabulary) -> bool:
        """Takes the entries of a block; False for one that has none."""
        match piece.block:
            case List() as block:
                cited = self.anything or _looks_cited(piece)
                taken = cited if self.entries else cited or block.ordered or piece.role == "references"
                if taken:
                    self.listed(block, piece)
            case Paragraph() as block:
                said = [line for line in lines(block.inlines) if line]
                taken = not _is_no_entry(piece, words) and (
                    self.anything or self.goes_on(said) or all(_is_entry(line, linked=self.in_lines) for line in said)
                )
                if taken:
                    self.lines(said)
            case Table() as block:
                said = [_row(row) for row in block.rows]
                taken = all(_is_entry(row, linked=self.in_lines) for row in said)
                if taken:
                    self.lines(said)
            case _:
                taken = False
        return taken

    def listed(self, block: List, piece: Piece) -> None:
        first = piece.first if piece.first > 1 or not self.entries else self.entries[-1][0] + 1
        self.entries.extend(_of_list(block, replace(piece, first=first)))
        self.in_lines = self.anything = False

    def goes_on(self, said: Sequence[Inlines]) -> bool:
        """Whether the lines continue the numbered entry before them: its address on a line of its own."""
        return self.written and len(said) == 1 and _URL.fullmatch(plain(said[0]).strip()) is not None

    def lines(self, said: Sequence[Inlines]) -> None:
        """Each line is an entry; where lines are numbered, one without a number goes on with the one above it."""
        for line in said:
            number = _number(line, self.entries[-1][0] if self.written else 0)
            if number:
                self.written = True
                self.in_lines = self.anything = False
                self.entries.append((number, line))
            elif self.written and self.entries and (len(said) > 1 or self.goes_on(said)):
                last, above = self.entries[-1]
                self.entries[-1] = (last, normal((*above, Text(" "), *line)))
            else:
                self.entries.append((len(self.entries) + 1, line))

    def numbered(self) -> list[tuple[int, Inlines]]:
        """The entries in the order of their numbers; numbers that repeat name nothing and are counted anew."""
        numbers = [number for number, _ in self.entries]
        if len(set(numbers)) == len(numbers):
            return sorted(self.entries, key=lambda entry: entry[0])
        return [(n, inlines) for n, (_, inlines) in enumerate(self.entries, 1)]


def _of_list(block: List, piece: Piece) -> list[tuple[int, Inlines]]:
    return [(piece.first + n * piece.step, item.inlines) for n, item in enumerate(block.items)]


def _row(cells: Sequence[Cell]) -> Inlines:
    """The cells of a row side by side: number, then text."""
    return normal(inline for cell in cells for inline in (*cell.inlines, Text(" ")))


def _looks_cited(piece: Piece) -> bool:
    block = piece.block
    if not isinstance(block, List):
        return False
    cited = sum(1 for item in block.items if _LOOKS_CITED.search(item.text) or any(_links(item.inlines)))
    return cited * 2 >= len(block.items)


def _number(line: Inlines, before: int) -> int:
    """The number that stands before an entry; 0 for none, and for one that is but the beginning of its text.

    One without a full stop or a bracket ("12 mars 2020") counts where it follows the number ``before``.
    """
    match = _NUMBERED.match(plain(line).translate(AS_DIGITS))
    if match is None:
        return 0
    number = int(match["number"])
    bare = match.group().strip() == match["number"]
    return number if number and (not bare or number == before + 1) else 0


def _is_entry(line: Inlines, *, linked: bool = True) -> bool:
    """Whether a line reads as an entry: a number before it, a year, an address; where ``linked``, a link is enough."""
    text = plain(line)
    return (
        _NUMBERED.match(text.translate(AS_DIGITS)) is not None
        or _LOOKS_CITED.search(text) is not None
        or (linked and any(_links(line)))
    )


def _reference(number: int, inlines: Inlines, words: Vocabulary) -> Reference:
    spelled = plain(_unbroken(_without_link_words(inlines, words)), cites=True)
    text = _BACK.sub(" ", " ".join(spelled.split())).strip()
    if (match := _NUMBERED.match(text.translate(AS_DIGITS))) and int(match["number"]) == number:
        text = text[match.end() :]
    text = " ".join(text.split())
    linked = list(_links(inlines))
    written = _URL.search(text)
    url = linked[0] if linked else (_ended(written.group()) if written else None)
    if url and url.startswith("www."):
        url = f"https://{url}"
    doi = _DOI.search(unquote(" ".join((url or "", text, *linked))))
    bare = _ended(_VIEW.sub("", _ended(doi.group()))) if doi else None
    return Reference(id=f"r{number}", number=number, text=text, url=url, doi=bare)


def _ended(address: str) -> str:
    """An address or DOI without the punctuation of the sentence behind it; a bracket that it opened itself is its own."""
    end = len(address)
    open_ones = {closer: address.count(opener) - address.count(closer) for closer, opener in _CLOSERS.items()}
    while end:
        last = address[end - 1]
        if last in open_ones and open_ones[last] < 0:
            open_ones[last] += 1
        elif last not in ".,;:":
            break
        end -= 1
    return address[:end]


def _without_link_words(inlines: Inlines, words: Vocabulary) -> Inlines:
    """The entry without links that only say that they are one ("Länk"): their address stands in ``url``."""
    return tuple(
        inline
        for inline in inlines
        if not (isinstance(inline, Link) and key(plain(inline.inlines).strip(" ()[]")) in words.link_words)
    )


def _unbroken(inlines: Inlines) -> Inlines:
    return tuple(Text(" ") if isinstance(inline, Break) else inline for inline in inlines)


def _links(inlines: Inlines) -> Iterator[str]:
    """The addresses of the web that an entry links to."""
    for inline in inlines:
        if isinstance(inline, Link) and inline.href.startswith("http"):
            yield inline.href
        elif isinstance(inline, Pair):
            yield from _links(inline.inlines)
