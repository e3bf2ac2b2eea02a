"""See CHECK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale

from contentops.article.segments import segments
from contentops.check.language_data import name
from contentops.check.model import Check, Example, Flaw
from contentops.check.page import page
from contentops.language.identify import another

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.article.model import Article
    from contentops.language.language import Language


def _find(target: Article, target_language: Language, source: Article | None = None) -> Iterator[Flaw]:
    neighbours = target_language.data["words"].get("neighbours", ())
    before = _paragraphs(source) if source else {}
    for block, text in _paragraphs(target).items():
        if not (found := another(text, target_language.locale, before.get(block, ""))):
            continue
        foreign = Locale.parse(found).get_display_name("en") or found
        yield Flaw(
            message=f"the paragraph reads as {foreign}, not as {name(target_language)}",
            severity="warn" if found in neighbours else "block",
            block=block,
            text=text,
        )


def _paragraphs(article: Article) -> dict[str, str]:
    """The sentences of each block together: one alone is too short to tell near languages apart."""
    found: dict[str, list[str]] = {}
    for segment in segments(article):
        found.setdefault(segment.block, []).append(segment.shown)
    return {block: " ".join(sentences) for block, sentences in found.items() if block}


CHECK = Check(
    severity="block",
    title="A paragraph in another language",
    why="Engines take Danish for Norwegian, and people paste a text into the wrong page; word by word both look right.",
    advice="Translate the paragraph again; where it is a quotation, leave it and say so.",
    find=_find,
    examples=(
        Example(
            target=page("da", "# Mat", "Det är viktigt att äta mycket fisk, och även bönor och nötter för hälsan."),
            finds=True,
        ),
        Example(
            target=page("da", "# Mad", "The body needs iron, and it is found in meat and in the leaves of vegetables."),
            finds=True,
        ),
        Example(
            target=page("nb", "# Mat", "Jern er vigtigt for kroppen. Mænd og børn får meget af det gennem kød og æg."),
            locale="nb",
            finds=True,
        ),
        Example(
            target=page(
                "nb", "# Mat", "Jern er viktig for kroppen, og det finst i mykje av maten som ein et kvar veke."
            ),
            locale="nb",
            finds=True,
        ),
        Example(
            target=page("da", "# Mad", "Jern er vigtigt for kroppen. Mænd og børn får meget af det gennem kød og æg."),
            finds=False,
        ),
        Example(
            target=page("nb", "# Mat", "Jern er viktig for kroppen, og det finnes i mye av maten som du spiser."),
            locale="nb",
            finds=False,
        ),
        Example(target=page("da", "# Mad", "Omega-3 Forte, 60 kapsler"), finds=False),
        Example(
            source=page("sv", "# Mat", "“The body needs iron, and it is found in meat.”"),
            target=page("da", "# Mad", "“The body needs iron, and it is found in meat.”"),
            finds=False,
        ),
    ),
)
