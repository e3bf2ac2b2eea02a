"""See CHECK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contentops.check.language_data import span
from contentops.check.model import Check, Example, Flaw, NotApplicable
from contentops.check.page import page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.article.model import Article
    from contentops.language.language import Language


def _find(article: Article, language: Language, source: Article | None = None) -> Iterator[Flaw]:
    least, most = span(language, "seo", "title_characters")
    title = article.seo.title or article.title
    segment = "seo.title" if article.seo.title else "title"
    if not title.strip() and source and source.title.strip():
        raise NotApplicable("the title is not translated yet")  # counted among the missing sentences
    if not title.strip():
        yield Flaw(message="the article has no title", severity="warn", segment=segment)
    elif len(title) > most:
        yield Flaw(message=f"the title has {len(title)} characters, over {most}", segment=segment, text=title)
    elif len(title) < least:
        yield Flaw(message=f"the title has {len(title)} characters, under {least}", segment=segment, text=title)


CHECK = Check(
    severity="warn",
    title="A title that is too long or too short for a search result",
    why="Search engines cut a long title, often before its point; a very short one says too little to be chosen.",
    advice="Give the page a title of its own for search engines, with the main word first.",
    find=_find,
    examples=(
        Example(
            source=page("sv", "# Allt som du vill veta om havregryn, rågflingor och andra spannmål till frukosten"),
            finds=True,
        ),
        Example(source=page("sv", "# Havre"), finds=True),
        Example(source=page("sv", "Text utan rubrik."), finds=True),
        Example(source=page("sv", "# Havregryn till frukost"), finds=False),
        Example(source=page("sv", "# Havregryn till frukost"), target=page("da", "Havregryn."), finds=False),
    ),
)
