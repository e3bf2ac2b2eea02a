"""What is wrong with the source, said to the people behind the desk instead of hidden."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from contentops.article.model import Article, Block, Heading, List, Paragraph, Question, Reference, plain
from contentops.article.record import Finding

_LIST_LIKE = re.compile(r"^[^.!?:]{1,50}:\s+\S|^[•\-–—*\d]")
_SENTENCE = re.compile(r"[.!?…][\"”»’')\]]*$")
_LONG = 120


def source_findings(
    article: Article, *, dangling: Sequence[tuple[str, str]], cited: frozenset[int], replaced: int
) -> tuple[Finding, ...]:
    """Every finding of an extracted article.

    ``dangling`` are citation markers without an entry, each with the id of its block; ``cited`` the numbers that are cited;
    ``replaced`` counts byte sequences that could not be read.
    """
    found: list[Finding] = []
    if replaced:
        found.append(
            Finding(
                rule="source-replaced-bytes",
                severity="warn",
                message=f"{replaced} byte sequence(s) of the page could not be read and stand as \ufffd.",
                hint="Look for \ufffd in the text and correct it at the source.",
            )
        )
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
    found.extend(_lost_lists(article.blocks))
    found.extend(_sections(article.blocks))
    found.extend(_duplicates(article.blocks))
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
    found.extend(_never_cited(reference) for reference in article.references if reference.number not in cited)
    return tuple(found)


def _never_cited(reference: Reference) -> Finding:
    return Finding(
        rule="source-reference-never-cited",
        severity="note",
        message=f"Reference {reference.number} is cited nowhere in the text.",
        text=reference.text,
        hint="Cite it at the source, or remove it.",
    )


def _lost_lists(blocks: Sequence[Block]) -> list[Finding]:
    found: list[Finding] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Question):
            found.extend(_lost_lists(block.blocks))
        if not isinstance(block, Paragraph) or not block.text.rstrip().endswith(":"):
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if not _is_list_like(following):
            found.append(
                Finding(
                    rule="source-lost-list",
                    severity="warn",
                    message="A line announces a list, and none follows: the list seems lost.",
                    block=block.id,
                    text=block.text,
                    hint="Look at the page: add the list at the source, or remove the line.",
                )
            )
    return found


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


def _duplicates(blocks: Sequence[Block]) -> list[Finding]:
    texts = [
        (block.id, block.text) for block in blocks if isinstance(block, Paragraph | List) and len(block.text) >= _LONG
    ]
    counts = Counter(text for _, text in texts)
    seen: set[str] = set()
    found: list[Finding] = []
    for identifier, text in texts:
        if counts[text] > 1 and text in seen:
            found.append(
                Finding(
                    rule="source-duplicate-paragraph",
                    severity="warn",
                    message="This text stands in the article twice.",
                    block=identifier,
                    text=text[:_LONG],
                    hint="Remove one of them at the source.",
                )
            )
        seen.add(text)
    return found
