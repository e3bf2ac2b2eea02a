"""See CHECK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contentops.article.model import Article, Heading, walk_blocks
from contentops.check.model import Check, Example, Flaw
from contentops.check.page import page

if TYPE_CHECKING:
    from collections.abc import Iterator


def _find(article: Article) -> Iterator[Flaw]:
    last = 1  # the article's title
    for block in walk_blocks(article.blocks):
        if not isinstance(block, Heading):
            continue
        if block.level == 1:
            yield Flaw(message="a second heading of level 1, the level of the title", block=block.id, text=block.text)
        elif block.level > last + 1:
            yield Flaw(message=f"level {last} is followed by level {block.level}", block=block.id, text=block.text)
        last = block.level


CHECK = Check(
    severity="note",
    title="Headings that skip a level",
    why="Screen readers and search engines read the headings as a table of contents; a skipped level hides what "
    "belongs to what.",
    advice="Give the heading the level that follows the one above it.",
    find=_find,
    examples=(
        Example(source=page("sv", "# Mat", "## Frukost", "#### Gröt"), finds=True),
        Example(source=page("sv", "# Mat", "### Frukost"), finds=True),
        Example(source=page("sv", "# Mat", "# Frukost"), finds=True),
        Example(source=page("sv", "# Mat", "## Frukost", "### Gröt", "## Lunch"), finds=False),
    ),
)
