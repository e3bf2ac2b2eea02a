"""The running text of an article, sentence by sentence, as readability formulas need it."""

from __future__ import annotations

from contentops.article.model import Article, Cite, Pair, plain
from contentops.article.segments import CODE, Segment, segments

_RUNNING = frozenset({"lead", "paragraph", "item", "quote", "question"})
"""Headings, table cells, captions and references are no running text: merged into it, they move LIX by a band."""


def sentences(article: Article) -> tuple[str, ...]:
    """Sentences of the running text in reading order, split block by block, without citation markers."""
    return tuple(_words_only(segment) for segment in segments(article) if segment.role in _RUNNING)


def _words_only(segment: Segment) -> str:
    def spell(number: int) -> str:
        code = segment.codes[number - 1]
        return "" if isinstance(code, Pair | Cite) else plain((code,))

    return CODE.sub(lambda match: spell(int(match[2])), segment.text)
