"""The readable end of an article's address."""

from __future__ import annotations

import re
import unicodedata

from contentops.language.language import language

MAX_LENGTH = 75
"""Characters. Longer addresses are cut off in search results and in mails."""

_NOT_ALLOWED = re.compile(r"[^a-z0-9]+")


def slugify(title: str, locale: str) -> str:
    """``title`` as a slug of a–z, 0–9 and single hyphens, at most 75 characters, cut at a word.

    Letters are written as the locale writes them in addresses (``[slug.transliterate]`` of `language.toml`): "ø" is
    "oe" in Danish and "o" in Norwegian. A title without any letter or digit gives "".
    Raises UsageError for an unknown locale.

    >>> slugify("Søvn og D₃-vitamin", "da")
    'soevn-og-d3-vitamin'
    """
    table: dict[str, str | int | None] = language(locale).data["slug"]["transliterate"]
    text = unicodedata.normalize("NFKC", title).lower()  # NFKC: one form for "å", and "₃" becomes "3"
    slug = _NOT_ALLOWED.sub("-", text.translate(str.maketrans(table))).strip("-")
    return _cut(slug)


def _cut(slug: str) -> str:
    if len(slug) <= MAX_LENGTH:
        return slug
    whole_words, _, _ = slug[: MAX_LENGTH + 1].rpartition("-")
    return whole_words or slug[:MAX_LENGTH]  # one word longer than an address may be
