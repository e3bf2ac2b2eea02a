"""From blocks as they stood on the page to the structure of an article.

What a page without good mark-up leaves unsaid is told here by its shape: bold paragraphs and short lines that are headings,
bullets typed as text, recommendations stranded between paragraphs, the byline, the categories, the lead.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from contentops.article.model import (
    Block,
    Break,
    Em,
    Heading,
    Image,
    Inline,
    Inlines,
    Item,
    List,
    Pair,
    Paragraph,
    Question,
    Quote,
    Strong,
    Table,
    Text,
    plain,
)
from contentops.extract.byline import author_of_line, is_byline_of
from contentops.extract.chrome import Cut
from contentops.extract.metadata import written_date
from contentops.extract.pieces import TITLE_OR_TEXT, Piece, lines, link_density, tidy
from contentops.extract.vocabulary import Vocabulary, is_key_of, key

_BULLET = re.compile(r"^\s*[•●▪◦‣·○■✓✔☑✅➤►–—*-]\ufe0f?\s+")
_FIRST_STEP = frozenset(["1", "1.", "1)"])
_NUMBER_ALONE = re.compile(r"(\d{1,2})[.)]?")
_NUMBER = re.compile(r"^\s*(\d{1,2})[.)]\s+")
_FINAL = re.compile(r"[.!…:;,][\"”»’')\]]*$")
_UNIT_FOLLOWS = re.compile(r"\d[\d ,.–-]*\s*(?:mg|g|kg|µg|mcg|ml|dl|IE|IU|%|milligram|mikrogram|gram|kr)\b")
_LABELLED = re.compile(r"^[^.!?:]{1,50}:\s+\S")
_SAYS = re.compile(r"[^\W_]")
_HEADING_LENGTH = 100
_HEADING_WORDS = 14
_STRAY = 60
_SEVERAL = 3
"""Lines below each other, at least, that a colon makes a list of."""
_CATEGORY = 60
_CATEGORY_WORDS = 5
_CATEGORY_LINES = 4
_MOST_CATEGORIES = 8
_LAST = 6
"""Blocks at the end of a text among which "Källor:" begins the reference list."""
_SHORT = 120
_LONG = 200
_SOME_LINKS = 0.3
_MOSTLY_LINKS = 0.6
_WHOLLY_LINKED = 0.9
_CALL = "a call to act"
_TITLE_LATE = 1500
"""Characters before a line that repeats the title from which it is no longer the title's own place."""
_LONGEST_TITLE = 160
_LONGEST_LINE = 400
"""Characters of a line of the shop, at most; what is longer is text."""
_TITLE_LINES = 6
_TITLE_WORDS = 3
_TRAIL = re.compile(r"\s+[/>›»→]\s+")
_TRAIL_WITHIN = 200
"""Lines of a scrape among which breadcrumbs are looked for: below them even a large menu has ended."""
_SAYS_MORE = 3
"""Words beside the name and the price of a product from which an entry is text."""
_LEAST_CONTENTS = 3
_LEAST_ANNOUNCED = 2
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<%.*?%>")


@dataclass(frozen=True, slots=True)
class Body:
    """The pieces of the text, and what was found among them that is none: name of the author, categories, date."""

    pieces: tuple[Piece, ...]
    author: str = ""
    categories: tuple[str, ...] = ()
    published: str | None = None


def from_title(
    pieces: Sequence[Piece], title: str, cuts: list[Cut], wanted: frozenset[str] = frozenset()
) -> list[Piece]:
    """The pieces after the title, where it stands among them: what comes before it is the shop's.

    ``wanted`` are lines that stay, in :func:`key` form.
    """
    folded = key(title)
    for index, piece in enumerate(pieces):
        if isinstance(piece.block, TITLE_OR_TEXT) and is_key_of(piece.text, folded):
            # A title far down is a link to the article itself, or a heading that repeats it; text above it stays.
            above = pieces[:index]
            if (
                any(isinstance(before.block, Heading) and before.role != "lead" for before in above)
                and sum(len(before.text) for before in above) > _TITLE_LATE
            ):
                break
            kept = [
                before
                for before in above
                if before.role == "lead" or isinstance(before.block, Image) or (wanted and key(before.text) in wanted)
            ]
            cuts.extend(
                Cut.of("before the title", before.text) for before in above if before not in kept and before.text
            )
            return [*kept, *pieces[index + 1 :]]
    return list(pieces)


def without_chrome(
    pieces: Sequence[Piece], words: Vocabulary, cuts: list[Cut], kept: frozenset[str] = frozenset()
) -> list[Piece]:
    """The pieces without the shop's lines, its recommendations, and what stands after the article.

    ``kept`` are lines that stay whatever they say, in :func:`key` form.
    """
    out: list[Piece] = []
    skip_cards = False
    for index, piece in enumerate(pieces):
        text = piece.text
        folded = key(text) if len(text) <= (_LONGEST_LINE if kept else _SHORT) else ""
        is_line = isinstance(piece.block, TITLE_OR_TEXT) and len(text) <= _LONGEST_LINE
        if folded in kept:
            skip_cards = False
            out.append(piece)
            continue
        if isinstance(piece.block, Heading) and _is_tail(folded, pieces[index + 1 :], words):
            cuts.extend(Cut.of("after the article", after.text) for after in pieces[index:] if after.text)
            break
        if is_line and (folded in words.boxes or _titles_cards(folded, pieces, index, words)):
            cuts.append(Cut.of("recommendations", text))
            skip_cards = True
            continue
        if skip_cards and _is_card(piece, pieces[index + 1 :], words):
            cuts.append(Cut.of("recommendations", text))
            continue
        skip_cards = False
        reason = _chrome_line(piece, folded, words) if is_line else _chrome_block(piece, words)
        if reason == _CALL and index + 1 == len(pieces):
            reason = ""  # at the end it says what the lines above it are: see :mod:`contentops.extract.ending`
        if reason:
            cuts.append(Cut.of(reason, text))
        else:
            out.append(piece)
    return out


def _titles_cards(folded: str, pieces: Sequence[Piece], index: int, words: Vocabulary) -> bool:
    """Whether a line is a title of recommendations by its words and by the cards below it."""
    if len(folded) > _HEADING_LENGTH or not words.may_recommend(folded):
        return False
    below = index + 1
    while below < len(pieces) and isinstance(pieces[below].block, Image):
        below += 1
    if below == len(pieces):
        return True
    title, following = pieces[index].block, pieces[below].block
    if isinstance(title, Heading) and isinstance(following, Heading) and following.level <= title.level:
        return True  # its cards are gone, and the next section begins
    return _is_card(pieces[below], pieces[below + 1 :], words)


def _is_tail(folded: str, after: Sequence[Piece], words: Vocabulary) -> bool:
    """Whether a heading closes the article: by its words, and because no more of the text comes below."""
    if words.tails.fullmatch(folded) is None or _text_after(after):
        return False
    return words.writers.fullmatch(folded) is None or not any(
        isinstance(head.block, Heading)
        and isinstance(said.block, Paragraph)
        and len(said.text) >= _STRAY
        and not (words.tails.fullmatch(name := key(head.text)) or name in words.boxes)
        for head, said in itertools.pairwise(after)
    )


def _text_after(pieces: Sequence[Piece]) -> bool:
    return (
        sum(len(piece.text) for piece in pieces if isinstance(piece.block, Paragraph) and len(piece.text) >= _LONG)
        >= 5 * _LONG
    )


def _is_row(text: str, words: Vocabulary) -> bool:
    """Whether a line is several of the shop's with strokes between them."""
    return all(key(part) in words.lines for part in text.split("|") if part.strip())


def _chrome_line(piece: Piece, folded: str, words: Vocabulary) -> str:
    text = piece.text.strip()
    if folded in words.lines or not _SAYS.search(text) or ("|" in text and _is_row(text, words)):
        return "a line of the shop"
    line = text.replace("\n", " ")
    if words.patterns.fullmatch(line) or (folded and len(folded) != len(text) and words.patterns.fullmatch(folded)):
        return "a line of the shop"
    if (text[:1] in words.price_begins or not words.price_begins) and words.price.fullmatch(text):
        return "a price"
    if ("{" in text or "<" in text) and _TEMPLATE.search(text) and len(_TEMPLATE.sub("", text).strip()) < _STRAY:
        return "residue of a template"
    if (
        isinstance(piece.block, Paragraph)
        and words.asides.match(text)
        and len(text) <= _LONG
        and _points_elsewhere(piece.block.inlines, text)
    ):
        return "points to another page"
    if (
        isinstance(piece.block, Paragraph)
        and (density := link_density(piece.block.inlines))
        and (
            (density > _WHOLLY_LINKED and words.calls.search(text)) or (len(text) <= _STRAY and words.calls.match(text))
        )
    ):
        return _CALL
    if isinstance(piece.block, Paragraph) and folded in words.contents:
        return "table of contents"
    return ""


def _points_elsewhere(inlines: Inlines, text: str) -> bool:
    return link_density(inlines) > _SOME_LINKS or not _FINAL.search(text)


def _chrome_block(piece: Piece, words: Vocabulary) -> str:
    match piece.block:
        case List() as block:
            texts = [plain(item.inlines) for item in block.items]
            if texts and all(key(text) in words.lines or words.patterns.fullmatch(text.strip()) for text in texts):
                return "a list of the shop"
            if (
                texts
                and all(link_density(item.inlines) > _SOME_LINKS for item in block.items)
                and sum(_says_more(item.inlines, words) for item in block.items) * 2 <= len(texts)
                and sum(1 for text in texts if words.price.search(text) and len(text) < _SHORT) * 2 > len(texts)
            ):
                return "product cards"
        case _:
            pass
    return ""


def _says_more(inlines: Inlines, words: Vocabulary) -> bool:
    """Whether an entry says something of what it links to: words beside the link and the price."""
    beside = "".join(plain((run,)) for run in inlines if not link_density((run,)))
    return len(re.findall(r"[^\W\d_]{2,}", words.price.sub(" ", beside))) >= _SAYS_MORE


def _is_card(piece: Piece, after: Sequence[Piece], words: Vocabulary) -> bool:
    """Whether a piece below a title of recommendations is one of its cards: a picture, a linked name, a price."""
    match piece.block:
        case Image():
            return not piece.block.caption_inlines
        case Heading() as block:
            return link_density(block.inlines) > _MOSTLY_LINKS or any(
                words.price.fullmatch(near.text.strip()) for near in after[:3]
            )
        case Paragraph() as block:
            short = len(piece.text) <= _STRAY and not _FINAL.search(piece.text)
            priced = words.price.search(piece.text) is not None and len(piece.text) <= 2 * _STRAY
            return (
                link_density(block.inlines) > _MOSTLY_LINKS
                or priced
                or (short and (_is_price(after, words) or key(piece.text) in words.lines))
            )
        case List() as block:
            return all(
                link_density(item.inlines) > _MOSTLY_LINKS or words.price.search(item.text) for item in block.items
            )
        case _:
            return False


def _is_price(after: Sequence[Piece], words: Vocabulary) -> bool:
    return any(words.price.fullmatch(near.text.strip()) for near in after[:2])


def headed_paragraphs(pieces: Sequence[Piece], words: Vocabulary) -> list[Piece]:
    """Paragraphs cut behind a first line that is a heading of its own: bold, or the title of the reference list.

    At the end of a text that title may stand in one line with the first entry: "Källor: Ek A. …".
    """
    out: list[Piece] = []
    for number, piece in enumerate(pieces):
        if isinstance(piece.block, Paragraph) and "\n" in piece.text:
            first, *rest = lines(piece.block.inlines)
            text = plain(first, cites=True)
            bold = (
                _unwrapped(first) != first
                and not _kind(text)
                and len(text) <= _HEADING_LENGTH
                and not _FINAL.search(text)
            )
            label, colon, said = text.partition(":")
            if rest and colon and said.strip() and key(label) in words.references and number >= len(pieces) - _LAST:
                out.append(Piece(Paragraph(inlines=(Text(label),)), piece.role))
                out.append(_paragraph([_after(first, len(label) + 1), *(line for line in rest if line)], piece))
                continue
            if rest and (bold or key(text) in words.references):
                out.extend(
                    (Piece(Paragraph(inlines=first), piece.role), _paragraph([line for line in rest if line], piece))
                )
                continue
        out.append(piece)
    return out


def _after(inlines: Inlines, count: int) -> Inlines:
    """The inlines without their first ``count`` characters."""
    out: list[Inline] = []
    for inline in inlines:
        length = len(plain((inline,), cites=True))
        if count >= length:
            count -= length
        elif isinstance(inline, Text):
            out.append(Text(inline.text[count:]))
            count = 0
        else:
            out.append(replace(inline, inlines=_after(inline.inlines, count)) if isinstance(inline, Pair) else inline)
            count = 0
    return tidy(tuple(out))


def typed_lists(pieces: Sequence[Piece]) -> list[Piece]:
    """Bullets and numbers that were typed as text, made into lists: in lines of one paragraph, or in paragraphs in a row."""
    out: list[Piece] = []
    for piece in _steps(pieces):
        if isinstance(piece.block, Paragraph) and (cut := _typed_lines(piece, piece.block.inlines)):
            out.extend(cut)
        else:
            out.append(piece)
    return _joined(_numbered(out))


def announced_links(pieces: Sequence[Piece]) -> list[Piece]:
    """Links below each other after a line that ends in a colon, made into the list that they are.

    They stand in lines of one paragraph, or in paragraphs of their own. So are lines of one paragraph that are no links,
    when all are short and none is a sentence.
    """
    out: list[Piece] = []
    index = 0
    while index < len(pieces):
        announced = bool(out) and isinstance(out[-1].block, Paragraph) and out[-1].text.rstrip().endswith(":")
        entries: list[Inlines] = []
        end = index
        while announced and end < len(pieces) and (found := _only_links(pieces[end])):
            entries.extend(found)
            end += 1
        if announced and not entries and (entries := _short_lines(pieces[index])):
            end = index + 1
        if len(entries) > 1:
            out.append(Piece(List(items=tuple(Item(inlines=entry) for entry in entries)), pieces[index].role))
            index = end
        else:
            out.append(pieces[index])
            index += 1
    return out


def _short_lines(piece: Piece) -> list[Inlines]:
    """The lines of a paragraph that has several, all short and without an end of a sentence."""
    if not isinstance(piece.block, Paragraph) or piece.text.count("\n") + 1 < _SEVERAL:
        return []
    parts = [part for part in lines(piece.block.inlines) if part]
    short = all(len(plain(part)) <= _STRAY and not _FINAL.search(plain(part)) for part in parts)
    return parts if short and len(parts) >= _SEVERAL else []


def _only_links(piece: Piece) -> list[Inlines]:
    """The lines of a paragraph, where each is short and a link as a whole."""
    if not isinstance(piece.block, Paragraph):
        return []
    parts = [part for part in lines(piece.block.inlines) if part]
    linked = all(
        link_density(part) > _WHOLLY_LINKED and len(plain(part)) <= _STRAY and not _FINAL.search(plain(part))
        for part in parts
    )
    return parts if linked else []


def _steps(pieces: Sequence[Piece]) -> list[Piece]:
    """Numbers that stand alone, 1 and 2 and on, each before the paragraph that it counts, made into a numbered list."""
    if not any(isinstance(piece.block, Paragraph) and piece.text in _FIRST_STEP for piece in pieces):
        return list(pieces)
    out: list[Piece] = []
    index = 0
    while index < len(pieces):
        items: list[Item] = []
        while (step := index + 2 * len(items)) + 1 < len(pieces):
            number, said = pieces[step].block, pieces[step + 1].block
            if not isinstance(number, Paragraph) or not isinstance(said, Paragraph):
                break
            match = _NUMBER_ALONE.fullmatch(pieces[step].text)
            if match is None or int(match.group(1)) != len(items) + 1:
                break
            items.append(Item(inlines=said.inlines))
        if len(items) > 1:
            out.append(Piece(List(items=tuple(items), ordered=True), pieces[index].role))
            index += 2 * len(items)
        else:
            out.append(pieces[index])
            index += 1
    return out


def _numbered(pieces: Sequence[Piece]) -> list[Piece]:
    """Paragraphs in a row that begin with 1., 2., 3. as a numbered list."""
    if not any(_NUMBER.match(piece.text) for piece in pieces):
        return list(pieces)
    out: list[Piece] = []
    index = 0
    while index < len(pieces):
        items: list[Item] = []
        while index + len(items) < len(pieces):
            block = pieces[index + len(items)].block
            match = _NUMBER.match(pieces[index + len(items)].text) if isinstance(block, Paragraph) else None
            if match is None or int(match.group(1)) != len(items) + 1 or not isinstance(block, Paragraph):
                break
            items.append(Item(inlines=_without_mark(block.inlines)))
        if len(items) > 1:
            out.append(Piece(List(items=tuple(items), ordered=True), pieces[index].role))
            index += len(items)
        else:
            out.append(pieces[index])
            index += 1
    return out


def _typed_lines(piece: Piece, inlines: Inlines) -> list[Piece]:
    if "\n" not in piece.text and not _BULLET.match(piece.text):
        return []
    parts = lines(inlines)
    kinds = [_kind(plain(part, cites=True)) for part in parts]
    if not any(kinds) or (len(parts) == 1 and kinds[0] != "•"):
        return []
    if kinds.count("1") == 1 and "•" not in kinds:
        return []
    out: list[Piece] = []
    gathered: list[Inlines] = []
    for part, kind in zip(parts, kinds, strict=True):
        if kind:
            if gathered:
                out.append(_paragraph(gathered, piece))
                gathered = []
            out.append(Piece(List(items=(Item(inlines=_without_mark(part)),), ordered=kind == "1"), piece.role))
        elif part:
            gathered.append(part)
    if gathered:
        out.append(_paragraph(gathered, piece))
    return _joined(out)


def _paragraph(parts: list[Inlines], piece: Piece) -> Piece:
    joined: list[Inline] = []
    for part in parts:
        joined.extend((Break(), *part) if joined else part)
    return Piece(Paragraph(inlines=tidy(tuple(joined))), piece.role)


def _kind(text: str) -> str:
    if _BULLET.match(text):
        return "•"
    return "1" if _NUMBER.match(text) else ""


def _without_mark(inlines: Inlines) -> Inlines:
    first = inlines[0]
    if isinstance(first, Text):
        return tidy((Text(_NUMBER.sub("", _BULLET.sub("", first.text, count=1), count=1)), *inlines[1:]))
    if isinstance(first, Strong | Em):
        return tidy((type(first)(_without_mark(first.inlines)), *inlines[1:]))
    return inlines


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Lists of one typed item each, in a row, as the one list that they are."""
    out: list[Piece] = []
    typed = False
    for piece in pieces:
        block = piece.block
        is_single = isinstance(block, List) and len(block.items) == 1
        last = out[-1].block if out else None
        if typed and is_single and isinstance(block, List) and isinstance(last, List) and last.ordered == block.ordered:
            out[-1] = Piece(List(items=(*last.items, *block.items), ordered=last.ordered), piece.role)
            continue
        typed = is_single
        out.append(piece)
    return out


def take_byline(pieces: Sequence[Piece], author: str, words: Vocabulary) -> Body:
    """The pieces without bylines and without a line that only repeats the author's name; the first name that they gave.

    The date beside a name is kept too.
    """
    found = ""
    published: str | None = None
    out: list[Piece] = []
    pieces = _labels_joined(pieces, words)
    for piece in pieces:
        name = ""
        if isinstance(piece.block, TITLE_OR_TEXT) and len(piece.text) <= _SHORT:
            parts = piece.text.split("\n")
            names = [author_of_line(part, words) for part in parts]
            name = next((name for name in names if name), "")
            if name and all(
                name or not part.strip() or words.patterns.fullmatch(part.strip())
                for name, part in zip(names, parts, strict=True)
            ):
                found = found or name
                published = published or written_date(piece.text, words)
                continue
            if (author or found) and is_byline_of(piece.text, author or found):
                continue
        out.append(piece)
    return Body(tuple(out), author=found, published=published)


def _labels_joined(pieces: Sequence[Piece], words: Vocabulary) -> list[Piece]:
    """A byline whose label and name stand in two blocks, as one."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if (
            isinstance(piece.block, Paragraph)
            and last is not None
            and isinstance(last.block, Paragraph)
            and last.text.rstrip().endswith(":")
            and author_of_line(f"{last.text} {piece.text}", words)
        ):
            out[-1] = Piece(Paragraph(inlines=tidy((*last.block.inlines, Text(" "), *piece.block.inlines))))
        else:
            out.append(piece)
    return out


def labelled_categories(pieces: Sequence[Piece], words: Vocabulary) -> tuple[str, ...]:
    """The names in a line such as "Kategorier: …" near the beginning of the text."""
    for piece in pieces[:_CATEGORY_LINES]:
        if isinstance(piece.block, Paragraph) and (match := words.category_label.match(piece.text)):
            names = re.split(r"[,|•·/]", piece.text[match.end() :])
            return tuple(name.strip() for name in names if name.strip() and key(name) not in words.generic_categories)
    return ()


def take_categories(pieces: Sequence[Piece], known: Sequence[str], words: Vocabulary) -> Body:
    """The pieces without the list of categories that stands before the text, and the categories that it names."""
    for index, piece in enumerate(pieces):
        match piece.block:
            case List(items=items) if len(items) <= _MOST_CATEGORIES and not any(item.items for item in items):
                texts = [item.text.strip(" ,;|·•#") for item in items]
                folded = {key(name) for name in known}
                short = all(
                    0 < len(text) <= _CATEGORY and len(text.split()) <= _CATEGORY_WORDS and not _FINAL.search(text)
                    for text in texts
                )
                if short and (
                    not folded
                    or folded & {key(text) for text in texts}
                    or all(item.text.rstrip().endswith(",") for item in items[:-1])
                ):
                    rest = (*pieces[:index], *pieces[index + 1 :])
                    return Body(
                        rest,
                        categories=tuple(
                            text for text in dict.fromkeys(texts) if key(text) not in words.generic_categories
                        ),
                    )
                return Body(tuple(pieces))
            case Paragraph() as block if len(piece.text) <= 3 * _CATEGORY:
                texts = [part.strip() for part in re.split(r"[,|•·\n/#]", piece.text) if part.strip()]
                folded = {key(name) for name in known}
                if (
                    texts
                    and folded
                    and all(key(text) in folded or key(text) in words.generic_categories for text in texts)
                ):
                    return take_categories((*pieces[:index], *pieces[index + 1 :]), known, words)
                if len(texts) > 1 and link_density(block.inlines) > _MOSTLY_LINKS and not folded:
                    rest = (*pieces[:index], *pieces[index + 1 :])
                    return Body(
                        rest, categories=tuple(text for text in texts if key(text) not in words.generic_categories)
                    )
                if len(piece.text) > _STRAY:
                    return Body(tuple(pieces))
            case Image():
                continue
            case _:
                return Body(tuple(pieces))
    return Body(tuple(pieces))


def headings(pieces: Sequence[Piece]) -> list[Piece]:
    """Headings that are only bold paragraphs; and, on a page without any heading, those that have but the shape of one."""
    real = {index: piece.block.level for index, piece in enumerate(pieces) if isinstance(piece.block, Heading)}
    out = list(pieces)
    for index, piece in reversed(list(enumerate(pieces))):  # what stands below may have become a heading
        if isinstance(piece.block, Paragraph) and _is_bold(piece) and _has_shape(index, out):
            above = next((level for place, level in reversed(real.items()) if place < index), 1)
            level = min(6, above + 1)
            out[index] = Piece(Heading(inlines=_unwrapped(piece.block.inlines), level=level), piece.role)
    if any(isinstance(piece.block, Heading) for piece in out):
        return out
    for index, piece in enumerate(out):
        if isinstance(piece.block, Paragraph) and _has_shape(index, out):
            out[index] = Piece(Heading(inlines=piece.block.inlines, level=2), piece.role)
    return out


def captioned(pieces: Sequence[Piece]) -> list[Piece]:
    """A short paragraph all in italics right below an image without a caption is its caption.

    Below a picture that opens the article only a very short one is: a longer one is the lead.
    """
    out: list[Piece] = []
    longest = _STRAY
    for piece in pieces:
        if isinstance(piece.block, Paragraph):
            above = out[-1].block if out else None
            if isinstance(above, Image) and not above.caption_inlines and len(piece.text) <= longest:
                inlines = piece.block.inlines
                if len(inlines) == 1 and isinstance(said := inlines[0], Em):
                    out[-1] = Piece(replace(above, caption_inlines=said.inlines), out[-1].role)
                    continue
            longest = _SHORT
        out.append(piece)
    return out


def levelled(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with their heading levels raised so that the highest is 2, as where a theme sets sections in <h3>.

    A heading that is bold as a whole says nothing by it.
    """
    levels = [piece.block.level for piece in pieces if isinstance(piece.block, Heading)]
    above = min(levels, default=2) - 2
    out: list[Piece] = []
    for piece in pieces:
        block = piece.block
        if isinstance(block, Heading) and (above or not isinstance(block.inlines[0], Text)):
            block = Heading(inlines=_unwrapped(block.inlines), level=block.level - above)
            out.append(replace(piece, block=block))
        else:
            out.append(piece)
    return out


def _is_bold(piece: Piece) -> bool:
    block = piece.block
    return (
        isinstance(block, Paragraph)
        and piece.role != "lead"
        and bool(block.inlines)
        and _unwrapped(block.inlines) != block.inlines
    )


def _unwrapped(inlines: Inlines) -> Inlines:
    """The inlines without the bold (and italics in it) that wraps all of them."""
    inner = inlines
    bold = False
    while len(inner) == 1 and isinstance(inner[0], Strong | Em):
        bold = bold or isinstance(inner[0], Strong)
        inner = inner[0].inlines
    if len(inner) > 1 and all(
        isinstance(inline, Strong) or (isinstance(inline, Text) and not inline.text.strip()) for inline in inner
    ):
        return tidy(
            tuple(part for inline in inner for part in (inline.inlines if isinstance(inline, Strong) else (inline,)))
        )
    return inner if bold else inlines


def _is_listed(text: str, after: Sequence[Piece]) -> bool:
    """Whether a short line after a colon is what was announced, and not the heading of a section: its list was lost then."""
    if "," in text or len(text.split()) == 1 or not after or not isinstance(after[0].block, Paragraph):
        return True
    return len(after[0].text) < _STRAY or not _FINAL.search(after[0].text)


def _has_shape(index: int, pieces: Sequence[Piece]) -> bool:
    """A short line without a final stop, not an entry of an enumeration, followed by text."""
    text = pieces[index].text.strip()
    if pieces[index].role == "lead" or not text or "\n" in text:
        return False
    if (
        len(text) > _HEADING_LENGTH
        or len(text.split()) > _HEADING_WORDS
        or _FINAL.search(text)
        or (not text[0].isupper() and not text[0].isdigit() and text[0] not in '”"')
    ):
        return False
    if _UNIT_FOLLOWS.search(text) and (_LABELLED.match(text) or text[0].isdigit()):
        return False
    before = pieces[index - 1].text if index else ""
    if (
        before.rstrip().endswith(":")
        and isinstance(pieces[index - 1].block, Paragraph)
        and _is_listed(text, pieces[index + 1 :])
    ):
        return False
    if index + 1 >= len(pieces):
        return False
    following = pieces[index + 1]
    match following.block:
        case Paragraph():
            next_text = following.text.strip()
            return (
                len(next_text) >= _STRAY
                or bool(_FINAL.search(next_text))
                or next_text.endswith("?")
                or len(next_text) > len(text)
            )
        case List() | Table() | Image() | Quote() | Question():
            return not isinstance(following.block, Image) or len(pieces) > index + 2
        case _:
            return isinstance(following.block, Heading)


def questions(pieces: Sequence[Piece], declared: frozenset[str], words: Vocabulary) -> list[Piece]:
    """Headings that are questions of a FAQ, with the blocks of their answers.

    Those that the page declares, and those below a heading that says so.
    """
    out: list[Piece] = []
    index = 0
    faq_level = 0
    while index < len(pieces):
        block = pieces[index].block
        if isinstance(block, Heading):
            if faq_level and block.level <= faq_level:
                faq_level = 0
            text = plain(block.inlines)
            if key(text) in words.questions:
                faq_level = block.level
            elif key(text) in declared or (faq_level and text.rstrip().endswith("?")):
                end = index + 1
                while (
                    end < len(pieces)
                    and not isinstance(pieces[end].block, Heading | Question)
                    and pieces[end].role != "references"
                ):
                    end += 1
                if end > index + 1:
                    answer: tuple[Block, ...] = tuple(piece.block for piece in pieces[index + 1 : end])
                    out.append(Piece(Question(inlines=_unwrapped(block.inlines), blocks=answer)))
                    index = end
                    continue
        out.append(pieces[index])
        index += 1
    return out


def take_lead(pieces: Sequence[Piece]) -> tuple[Inlines, list[Piece]]:
    """The lead and the rest: the paragraph that the page marks as lead, else the one before the first heading.

    Where several stand there, the first if it alone is bold.
    """
    marked = [
        index for index, piece in enumerate(pieces) if piece.role == "lead" and isinstance(piece.block, Paragraph)
    ]
    first_heading = next((index for index, piece in enumerate(pieces) if isinstance(piece.block, Heading)), None)
    if marked and (first_heading is None or marked[0] < first_heading):
        chosen = marked[0]
    else:
        opening = [index for index in range(first_heading or 0) if not isinstance(pieces[index].block, Image)]
        is_bold = len(opening) > 1 and _is_bold(pieces[opening[0]]) and not _is_bold(pieces[opening[1]])
        if (
            not (len(opening) == 1 or is_bold)
            or len(pieces[opening[0]].text) < _STRAY
            or not isinstance(pieces[opening[0]].block, Paragraph)
            or pieces[opening[0]].text.rstrip().endswith(":")
        ):
            return (), list(pieces)
        chosen = opening[0]
    block = pieces[chosen].block
    lead = _unwrapped(block.inlines) if isinstance(block, Paragraph) else ()
    return lead, [piece for index, piece in enumerate(pieces) if index != chosen]


def without_contents(pieces: Sequence[Piece], words: Vocabulary, cuts: list[Cut]) -> list[Piece]:
    """The pieces of a scrape without its table of contents: lines in a row that all come again further down."""
    keys = [
        key(piece.text)
        if isinstance(piece.block, Paragraph) and len(piece.text) <= _SHORT and not _FINAL.search(piece.text)
        else ""
        for piece in pieces
    ]
    last = {folded: index for index, folded in enumerate(keys)}
    out: list[Piece] = []
    index = 0
    while index < len(pieces):
        end = index
        while end < len(pieces) and keys[end] and last[keys[end]] > end:
            end += 1
        announced = bool(out) and key(out[-1].text) in words.contents
        if end - index >= (_LEAST_ANNOUNCED if announced else _LEAST_CONTENTS):
            cuts.extend(Cut.of("table of contents", piece.text) for piece in pieces[index:end])
            index = end
        else:
            out.extend(pieces[index : max(end, index + 1)])
            index = max(end, index + 1)
    return out


def trail_title(pieces: Sequence[Piece]) -> str:
    """The title of a text that has no mark-up by its breadcrumbs: what they end in stands soon after them as a line."""
    for index, piece in enumerate(pieces[:_TRAIL_WITHIN]):
        if isinstance(piece.block, Paragraph) and len(piece.text) <= _LONGEST_LINE:
            *above, name = _TRAIL.split(piece.text)
            below = pieces[index + 1 : index + 1 + _TITLE_LINES] if above and key(name) else ()
            if any(is_key_of(after.text, key(name)) for after in below):
                whole = (after.text.strip() for after in below if after.text.startswith(f"{name.strip()}:"))
                return next(whole, name.strip())  # trails have short names
    return ""


def first_title(pieces: Sequence[Piece], words: Vocabulary) -> str:
    """The title of a text that has no mark-up: among the short lines before the first long one, the longest."""
    candidates: list[str] = []
    for piece in pieces:
        if not isinstance(piece.block, TITLE_OR_TEXT):
            if candidates:
                break
            continue
        text = piece.text.strip()
        if len(text) > _LONGEST_TITLE or (candidates and len(text) >= _STRAY and _FINAL.search(text)):
            break
        if key(text) in words.lines or words.patterns.fullmatch(text) or _FINAL.search(text):
            continue
        candidates.append(text)
        if len(candidates) >= _TITLE_LINES:
            break
    wordy = [text for text in candidates if len(text.split()) >= _TITLE_WORDS]
    if wordy:
        return wordy[0] if len(wordy) > 1 and len(wordy[0].split()) > _TITLE_WORDS else max(wordy, key=len)
    return candidates[0] if candidates else ""
