"""See CHECK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contentops.article.model import Article, Image, walk_blocks
from contentops.check.model import Check, Example, Flaw, NotApplicable
from contentops.check.page import page

if TYPE_CHECKING:
    from collections.abc import Iterator


def _find(article: Article) -> Iterator[Flaw]:
    images = [block for block in walk_blocks(article.blocks) if isinstance(block, Image)]
    if not images:
        raise NotApplicable("there is no image")
    for image in images:
        if not image.alt.strip():
            name = image.src.rpartition("/")[2]
            yield Flaw(message=f"the image {name} has no alternative text", block=image.id, text=image.caption)


CHECK = Check(
    severity="warn",
    title="An image without alternative text",
    why="Who cannot see the image hears the alternative text; image search reads it too.",
    advice="Say in a few words what the image shows.",
    find=_find,
    examples=(
        Example(source=page("sv", "# Mat", "![]"), finds=True),
        Example(source=page("sv", "# Mat", "![En skål med gröt]"), finds=False),
    ),
)
