"""See CHECK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contentops.article.model import Article, Cite
from contentops.check.model import Check, Example, Flaw, NotApplicable
from contentops.check.page import page

if TYPE_CHECKING:
    from collections.abc import Iterator


def _find(article: Article) -> Iterator[Flaw]:
    if not article.references:
        raise NotApplicable("there is no reference list")
    cited = {ref for inline in article.all_inlines() if isinstance(inline, Cite) for ref in inline.refs}
    if not cited:
        raise NotApplicable("the article lists its references without citing them one by one")
    unused = [str(reference.number) for reference in article.references if reference.id not in cited]
    if unused:
        yield Flaw(message=f"no citation in the text leads to reference {', '.join(unused)}")


CHECK = Check(
    severity="note",
    title="A reference that nothing in the text cites",
    why="Where the other references are cited, one that is not tells of a marker that was lost, on the page or in "
    "reading it.",
    advice="Look at the page: which statement does the reference belong to?",
    find=_find,
    examples=(
        Example(source=page("sv", "# Mat", "Gott.(1)", "[1] Svensson 2020", "[2] Larsson 2021"), finds=True),
        Example(source=page("sv", "# Mat", "Gott.(1,2)", "[1] Svensson 2020", "[2] Larsson 2021"), finds=False),
        Example(source=page("sv", "# Mat", "Gott.", "[1] Svensson 2020"), finds=False),
    ),
)
