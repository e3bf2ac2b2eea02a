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
    least, most = span(language, "seo", "description_characters")
    what, segment, text = next(
        (
            candidate
            for candidate in (
                ("the description", "seo.description", article.seo.description),
                ("the description", "description", article.description),
                ("the lead, which stands in for a missing description,", "lead#0", article.lead),
            )
            if candidate[2].strip()
        ),
        ("", "description", ""),
    )
    if not text and source and any(there.strip() for there in (source.description, source.lead)):
        raise NotApplicable("the description is not translated yet")  # counted among the missing sentences
    if not text:
        yield Flaw(message="the article has no description and no lead", segment=segment)
    elif len(text) > most:
        yield Flaw(message=f"{what} has {len(text)} characters, over {most}", segment=segment, text=text)
    elif len(text) < least:
        yield Flaw(message=f"{what} has {len(text)} characters, under {least}", segment=segment, text=text)


CHECK = Check(
    severity="note",
    title="A description that is missing, too long or too short for a search result",
    why="It is the text under the title in a search result: cut when long, replaced by any sentence of the page when "
    "missing.",
    advice="Write one or two sentences that say what the reader gets.",
    find=_find,
    examples=(
        Example(source=page("sv", "# Havregryn", "> Så kokar du gröt."), target=page("da", "# Havregryn"), finds=False),
        Example(source=page("sv", "# Havregryn till frukost"), finds=True),
        Example(source=page("sv", "# Havregryn till frukost", "> Om gröt."), finds=True),
        Example(source=page("sv", "# Havregryn till frukost", f"> {'Vi berättar om gröt. ' * 12}"), finds=True),
        Example(
            source=page(
                "sv",
                "# Havregryn",
                "> Så kokar du en krämig gröt på havregryn, och så varierar du den med bär, nötter och frukt.",
            ),
            finds=False,
        ),
    ),
)
