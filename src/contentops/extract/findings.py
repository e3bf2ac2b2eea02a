"""What is wrong with the source, said to the people behind the desk instead of hidden."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from contentops.article.model import (
    Article,
    Block,
    Heading,
    Image,
    List,
    Paragraph,
    Question,
    Reference,
    Strong,
    Table,
    plain,
    walk_blocks,
)
from contentops.article.record import Finding
from contentops.extract.losses import Losses, Phrases, phrases, shortcode

_LIST_LIKE = re.compile(r"^[^.!?:]{1,50}:\s+\S|^[•\-–—*\d”\"»]")
_SENTENCE = re.compile(r"[.!?…][\"”»’')\]]*$")
_LONG = 120
_LABEL = 3
"""Words of a bold line that ends in a colon and is a title of what follows ("Tips:"), not a lead-in to a list."""
_UNFINISHED = 60
"""Characters from which a paragraph without a stop is looked at: shorter ones are lines."""
_NEAR = 2
"""Blocks before and after a sentence among which a picture may be the table that it speaks of."""
_CITES = re.compile(r"(?:(?<=[.!?])|(?<=[.!?] ))(\(\d{1,2}(?:[,;–-] ?\d{1,2}){0,9}\))(?=\s|$)")
_BRACKET = re.compile(r"\(\d")
_LEAST_CITES = 3
"""Numbers in brackets behind a sentence from which they are citations, and no way to count."""
_SECTION = 200
"""Blocks after a line among which the sections that it announces are looked for."""
_MOST_LINKS = 20
_SHOWN = 80
_GARBLED = re.compile(r"\u00c3[\u00a4\u00a5\u00b6\u0084\u0085\u0096\u201e\u2026\u2013\u00a9]")
"""Å, ä, ö and é in UTF-8 that somebody read as windows-1252."""
_MEDIA = {"video": "video", "audio": "sound", "math": "formula", "lite-youtube": "video", "lite-vimeo": "video"}
_FILMS = re.compile(r"youtu|vimeo|video|wistia")


def source_findings(
    article: Article,
    *,
    dangling: Sequence[tuple[str, str]],
    cited: frozenset[int],
    replaced: int,
    losses: Losses | None = None,
) -> tuple[Finding, ...]:
    """Every finding of an extracted article; docs/extraction.md lists the rules.

    ``dangling`` are citation markers without an entry, each with the id of its block; ``cited`` the numbers that are cited;
    ``replaced`` counts byte sequences that could not be read; ``losses`` is what was seen in the page's mark-up.
    """
    found: list[Finding] = []
    found.extend(_unreadable(article, replaced))
    if article.author is None:
        found.append(
            Finding(
                rule="source-missing-author",
                severity="note",
                message="The page names no author.",
                hint="Add a byline at the source.",
            )
        )
    if article.published is None:
        found.append(
            Finding(
                rule="source-missing-date",
                severity="note",
                message="The page gives no date of publication.",
                hint="Add the date at the source.",
            )
        )
    words = phrases(article.locale)
    said = _Said([(block, _said(block)) for block in walk_blocks(article.blocks)])
    found.extend(_lost_lists(article.blocks, words, said))
    found.extend(_announced(article, words, said))
    found.extend(_unfinished(article.blocks, words, said))
    found.extend(_lost_references(article, said))
    if losses is not None:
        found.extend(_seen(article, losses))
    found.extend(_sections(article.blocks))
    found.extend(_duplicates(said))
    found.extend(
        Finding(
            rule="source-citation-without-reference",
            severity="warn",
            message=f"The citation {marker} has no entry in the reference list.",
            block=block,
            text=marker,
            hint="Add the reference at the source, or remove the marker.",
        )
        for marker, block in dangling
    )
    found.extend(_never_cited(article.references, cited))
    return tuple(found)


class _Said:
    """What paragraphs and lists say, worked out once: nearly every rule asks for it. Other blocks say ""."""

    def __init__(self, texts: list[tuple[Block, str]]) -> None:
        self.texts = texts
        self._by_block = {id(block): text for block, text in texts}

    def of(self, block: Block) -> str:
        """The text of one of the article's blocks."""
        return self._by_block[id(block)]


def _said(block: Block) -> str:
    if isinstance(block, Paragraph):
        return plain(block.inlines)
    return block.text if isinstance(block, List) else ""


def _never_cited(references: Sequence[Reference], cited: frozenset[int]) -> Iterator[Finding]:
    """The entries that nothing cites; a list of which nothing is cited, as many shops end with, is one finding."""
    if len(references) > 1 and not cited:
        yield Finding(
            rule="source-reference-never-cited",
            severity="note",
            message=f"The page lists {len(references)} references, and its text cites none of them.",
            hint="Add markers at the source where a statement needs its reference.",
        )
        return
    for reference in references:
        if reference.number not in cited:
            yield Finding(
                rule="source-reference-never-cited",
                severity="note",
                message=f"Reference {reference.number} is cited nowhere in the text.",
                text=reference.text,
                hint="Cite it at the source, or remove it.",
            )


def _unreadable(article: Article, replaced: int) -> Iterator[Finding]:
    """Characters that were lost: here, or by whoever saved the page before us."""
    whole = article.text
    standing = whole.count("\ufffd")
    if replaced or standing:
        yield Finding(
            rule="source-replaced-bytes",
            severity="warn",
            message=f"{replaced} byte sequence(s) of the page could not be read and stand as \ufffd."
            if replaced
            else f"{standing} character(s) stand as \ufffd: they were lost before the page came to us.",
            hint="Look for \ufffd in the text and correct it at the source.",
        )
    if match := _GARBLED.search(whole):
        yield Finding(
            rule="source-garbled-letters",
            severity="warn",
            message="Letters were garbled before the page came to us, as “Ã¤” for “ä”.",
            text=whole[max(0, match.start() - _SHOWN // 2) : match.start() + _SHOWN // 2],
            hint="Save the page again in UTF-8.",
        )


def _lost_lists(blocks: Sequence[Block], words: Phrases, said: _Said, level: int = 1) -> Iterator[Finding]:
    """Lines that announce what does not follow. ``level`` is that of the section in which the blocks stand.

    Where running text follows, only a word that asks for an enumeration makes it sure that one was lost.
    """
    for index, block in enumerate(blocks):
        if isinstance(block, Question):
            yield from _lost_lists(block.blocks, words, said, level)
        elif isinstance(block, Heading):
            level = block.level
        line = _lead_in(block, said)
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if not line or _is_list_like(following) or _is_label(block, following):
            continue
        if isinstance(following, Heading) and _sections_below(blocks, index + 1, level) > 1:
            continue  # they are what was announced
        sure = not isinstance(following, Paragraph) or line.rstrip(": ").rpartition(" ")[2].lower() in words.openers
        yield Finding(
            rule="source-lost-list",
            severity="warn" if sure else "note",
            message="A line announces a list, and none follows: the list seems lost."
            if sure
            else "A line ends in a colon, and running text follows: look whether a list was lost.",
            block=block.id,
            text=line,
            hint="Look at the page: add the list at the source, or remove the line.",
        )


def _lead_in(block: Block, said: _Said) -> str:
    """The line with which a block ends, where it ends in a colon; else ""."""
    text = ""
    if isinstance(block, Paragraph):
        text = said.of(block)
    elif isinstance(block, List) and block.items and not block.items[-1].items:
        text = block.items[-1].text
    text = text.rstrip()
    return text if text.endswith(":") else ""


def _is_label(block: Block, following: Block | None) -> bool:
    """Whether a line is the bold title of the paragraph after it: "Tips:"."""
    return (
        isinstance(block, Paragraph)
        and isinstance(following, Paragraph)
        and len(block.inlines) == 1
        and isinstance(block.inlines[0], Strong)
        and len(block.text.split()) <= _LABEL
    )


def _announced(article: Article, words: Phrases, said: _Said) -> Iterator[Finding]:
    """What the text says that it shows, and does not."""
    blocks = [block for block, _ in said.texts]
    texts = [("", article.lead), *((block.id, text) for block, text in said.texts)]
    lower = [text.lower() for _, text in texts]
    speaking = words.speaking(lower)
    pictures = [index for index, block in enumerate(blocks) if isinstance(block, Image)]
    beside = {index + step for index in pictures for step in range(-_NEAR, _NEAR + 1)}
    has_table = any(isinstance(block, Table) for block in blocks)
    has_list = any(isinstance(block, List) for block in blocks)
    for index, (identifier, text) in enumerate(texts, -1):
        missing: dict[str, re.Pattern[str] | bool] = {}
        if index + 1 in speaking:
            missing = {
                "table": not has_table and index not in beside and words.tables,
                "picture": not pictures and not has_table and words.images,
                "video": words.videos,
                "list": not has_list and words.lists,
            }
        for what, pattern in missing.items():
            if isinstance(pattern, re.Pattern) and (match := pattern.search(lower[index + 1])):
                yield Finding(
                    rule="source-lost-content",
                    severity="warn",
                    message=f"The text speaks of a {what} (“{match.group()}”), and the article has none.",
                    block=identifier,
                    text=text,
                    hint=f"Look at the page: put the {what} into the text at the source, or change the sentence."
                    if what != "video"
                    else "A film cannot be carried over: say in words what it shows, or take the sentence out.",
                )
        if ("[" in text or "{" in text) and (match := shortcode().search(text)):
            yield Finding(
                rule="source-lost-content",
                severity="warn",
                message=f"The code “{match.group()[:_SHOWN]}” stands where the page meant to show something.",
                block=identifier,
                text=text,
                hint="The shop's system has not filled it in: put the content there at the source, or remove the code.",
            )


def _unfinished(blocks: Sequence[Block], words: Phrases, said: _Said) -> Iterator[Finding]:
    """Paragraphs that break off: in a comma, or in a word with which no sentence ends."""
    for index, block in enumerate(blocks):
        if isinstance(block, Question):
            yield from _unfinished(block.blocks, words, said)
        text = said.of(block).rstrip() if isinstance(block, Paragraph) else ""
        if len(text) < _UNFINISHED or text[-1] in ".!?" or not _breaks_off(text, words):
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(following, List | Table | Image) or (
            isinstance(following, Paragraph) and said.of(following)[:1].islower()
        ):
            continue  # it goes on there
        yield Finding(
            rule="source-lost-content",
            severity="warn",
            message=f"A paragraph breaks off in the middle of a sentence: “… {text[-_SHOWN // 2 :]}”.",
            block=block.id,
            text=text,
            hint="Look at the page: the rest of the sentence seems lost.",
        )


def _breaks_off(text: str, words: Phrases) -> bool:
    if text.endswith((",", "[…]", "[...]")):
        return True
    last = text[-_SHOWN:].lower().split()[-2:]
    return last[-1] in words.unfinished or " ".join(last) in words.unfinished


def _lost_references(article: Article, said: _Said) -> Iterator[Finding]:
    """Sentences that end in numbers in brackets, where there is no list that they could belong to."""
    if article.references:
        return
    found = [
        (block.id, match[1]) for block, text in said.texts if _BRACKET.search(text) for match in _CITES.finditer(text)
    ]
    if len(found) >= _LEAST_CITES and any(re.match(r"\D?1\b", marker) for _, marker in found):
        block, first = found[0]
        yield Finding(
            rule="source-lost-references",
            severity="warn",
            message=f"The text cites sources by number ({len(found)} times), and the page has no list of them.",
            block=block,
            text=first,
            hint="Look at the page: add the reference list at the source, under a title such as “Referenser”.",
        )


def _seen(article: Article, losses: Losses) -> Iterator[Finding]:
    """What the mark-up showed: empty boxes, links that lead nowhere, films."""
    for box in losses.boxes:
        yield Finding(
            rule="source-empty-box",
            severity="warn",
            message=f"{box}.",
            hint="Look at the page: fill it at the source, or remove it.",
        )
    find = _finder(article) if losses.links else None
    broken = [(link, block) for link in losses.links if find and (block := find(link.text)) is not None]
    for link, block in broken[:_MOST_LINKS]:
        yield Finding(
            rule="source-broken-link",
            severity="warn",
            message=f"The link “{link.text[:_SHOWN]}” {link.why}" + (f": {link.href[:_SHOWN]}" if link.href else "."),
            block=block,
            text=link.text,
            hint="Correct the address at the source. Readers get the words without the link.",
        )
    if len(broken) > _MOST_LINKS:
        yield Finding(
            rule="source-broken-link",
            severity="warn",
            message=f"{len(broken) - _MOST_LINKS} more links lead nowhere.",
            hint="Give the page's address, or correct the links at the source.",
        )
    for alt in losses.pictures[:_MOST_LINKS]:
        yield Finding(
            rule="source-lost-content",
            severity="warn",
            message=f"The page has no address for the picture “{alt[:_SHOWN]}”.",
            text=alt,
            hint="Put the picture in at the source, or remove its place.",
        )
    for kind, address in losses.media[:_MOST_LINKS]:
        what = _MEDIA.get(kind) or ("video" if _FILMS.search(address) else "frame")
        yield Finding(
            rule="source-lost-content",
            severity="warn",
            message=f"The page shows a {what} that an article cannot hold{f': {address}' if address else '.'}",
            text=address,
            hint="Say in words what it shows, or link to it, at the source.",
        )


def _finder(article: Article) -> Callable[[str], str | None]:
    """Tells in which block a text stands: "" for the lead and the references, None for a text that the article has not."""
    texts = [(block.id, " ".join(block.text.split())) for block in walk_blocks(article.blocks)]
    texts.append(("", " ".join(article.lead.split())))
    texts.extend(("", reference.text) for reference in article.references)

    def find(text: str) -> str | None:
        return next((identifier for identifier, whole in texts if text in whole), None)

    return find


def _sections_below(blocks: Sequence[Block], start: int, level: int) -> int:
    """How many sections below the one of ``level`` stand in it from ``start`` on: two at most are counted."""
    count = 0
    for block in blocks[start : start + _SECTION]:
        if isinstance(block, Heading):
            if block.level <= level:
                break
            count += block.level == level + 1
            if count > 1:
                break
    return count


def _is_list_like(block: Block | None) -> bool:
    match block:
        case None | Heading():
            return False
        case Paragraph():
            text = block.text.strip()
            if _LIST_LIKE.match(text) or text.endswith(":") or "\n" in text:
                return True
            return not _SENTENCE.search(plain(block.inlines).strip())
        case _:
            return True


def _sections(blocks: Sequence[Block]) -> list[Finding]:
    found: list[Finding] = []
    level = 1
    for index, block in enumerate(blocks):
        if not isinstance(block, Heading):
            continue
        if block.level > level + 1:
            found.append(
                Finding(
                    rule="source-heading-skip",
                    severity="note",
                    message=f"A heading of level {block.level} follows one of level {level}.",
                    block=block.id,
                    text=block.text,
                    hint="Use the levels in order at the source.",
                )
            )
        level = block.level
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if following is None or (isinstance(following, Heading) and following.level <= block.level):
            found.append(
                Finding(
                    rule="source-empty-section",
                    severity="warn",
                    message="A heading has no text below it.",
                    block=block.id,
                    text=block.text,
                    hint="Look at the page: something may have been lost.",
                )
            )
    return found


def _duplicates(said: _Said) -> Iterator[Finding]:
    seen: set[str] = set()
    for block, written in said.texts:
        if len(written) < _LONG:
            continue
        text = written.casefold()
        if text in seen:
            yield Finding(
                rule="source-duplicate-paragraph",
                severity="warn",
                message="This text stands in the article twice.",
                block=block.id,
                text=written[:_LONG],
                hint="Remove one of them at the source.",
            )
        seen.add(text)
