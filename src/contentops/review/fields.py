"""What a person can write where the source has no sentence for it: the end of an address, and words for search results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from contentops.article.segments import CODE
from contentops.errors import ReviewError
from contentops.publish.slug import MAX_LENGTH, slugify
from contentops.report.links import fingerprint

Row = dict[str, Any]

FIELDS = {
    "slug": "the end of its address",
    "description": "its description",
    "seo.title": "its title in search results",
    "seo.description": "its description in search results",
}


def says(row: Row, document: Mapping[str, Any], name: str) -> str:
    """What a field of an article says now, as the preview shows it; ``document`` is the row's."""
    match name:
        case "slug":
            return str(row["slug"])
        case "seo.title":
            return str(document["seo"]["title"] or document["title"])
        case _:
            return str(document["seo"]["description"] or document["description"])


def refuse_unfit(row: Row, name: str, text: str, *, read: str, now: str) -> None:
    """Raises ReviewError for a text that holds codes, or where the field says ``now`` something else than was ``read``.

    ``read`` is the fingerprint of what was shown, "" where nobody says what that was.
    """
    if CODE.search(text):
        raise ReviewError(f"{FIELDS[name]} holds no link: write it without ⟦ and ⟧.")
    if read and read != fingerprint(now):
        raise ReviewError(
            f"{row['article']} in {row['target']}: {FIELDS[name]} has changed since you opened the page.",
            hint=f"Open the page again. Now it says: {now}",
        )


def refuse_no_slug(text: str, locale: str) -> None:
    """Raises ReviewError for what cannot end an address."""
    slug = slugify(text, locale)
    if slug != text:
        raise ReviewError(
            f"{text!r} cannot end an address: a–z, 0–9 and single hyphens, at most {MAX_LENGTH} characters.",
            hint=f"For example: {slug}" if slug else "Write some letters.",
        )


def at_address(row: Row, slug: str, drafts: Iterable[Row], live: Mapping[tuple[str, str], str]) -> str:
    """The other article that has this slug in the row's target, as a draft or as readers get it; "" when none has.

    ``live`` are the slugs that readers get, by article and target.
    """
    drafted = {r["article"] for r in drafts if r["target"] == row["target"] and r["slug"] == slug}
    there = {article for (article, target), own in live.items() if target == row["target"] and own == slug}
    return min((drafted | there) - {row["article"]}, default="")
