"""See CHECK."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from contentops.article.model import Article, List, Table, walk_blocks, walk_items
from contentops.check.model import Check, Example, Flaw
from contentops.check.page import page

if TYPE_CHECKING:
    from collections.abc import Iterator


def _find(source: Article, target: Article) -> Iterator[Flaw]:
    before, after = _parts(source), _parts(target)
    for part in sorted(before.keys() | after.keys()):
        if before[part] != after[part]:
            yield Flaw(message=f"{part}: {before[part]} in the source, {after[part]} in the translation")


def _parts(article: Article) -> Counter[str]:
    parts = Counter({"references": len(article.references)})
    for block in walk_blocks(article.blocks):
        parts[f"{block.type}s"] += 1
        match block:
            case List():
                parts["list items"] += sum(1 for _ in walk_items(block.items))
            case Table():
                parts["table rows"] += len(block.rows)
            case _:
                pass
    return parts


CHECK = Check(
    severity="block",
    title="A list, heading, table or reference is lost or added",
    why="A translation has the same parts as its source; a part that is missing took its content with it.",
    advice="Translate the article again from its source, or put the missing part back.",
    find=_find,
    examples=(
        Example(
            source=page("sv", "# Frukost", "- ägg", "- gröt"), target=page("da", "# Morgenmad", "- æg"), finds=True
        ),
        Example(
            source=page("sv", "# Mat", "| järn | 2 mg |", "| zink | 1 mg |"),
            target=page("da", "# Mad", "| jern | 2 mg |"),
            finds=True,
        ),
        Example(source=page("sv", "# Frukost", "## Gröt"), target=page("da", "# Morgenmad", "Grød"), finds=True),
        Example(
            source=page("sv", "# Frukost", "Gott.", "[1] Svensson 2020"),
            target=page("da", "# Mad", "Godt."),
            finds=True,
        ),
        Example(
            source=page("sv", "# Frukost", "- ägg", "- gröt"),
            target=page("da", "# Morgenmad", "- æg", "- grød"),
            finds=False,
        ),
    ),
)
