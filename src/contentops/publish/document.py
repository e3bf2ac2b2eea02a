"""From an article to the document that readers get: the article, and what follows from it.

Only from it: no clock, no machine, no state. The same article gives the same document, and so the same hash,
everywhere.
"""

from __future__ import annotations

import math
import re
from dataclasses import fields
from typing import Any

from contentops.article.model import Article, Document
from contentops.publish.html import article_html
from contentops.publish.jsonld import blog_posting
from contentops.publish.slug import slugify

WORDS_PER_MINUTE = 200
"""Reading speed of adults in the standardized texts (IReST): Norwegian 204 ± 31 words a minute
(doi:10.15626/sjovs.v17i1.4102), the mean of 17 languages 184 ± 29 (doi:10.1167/iovs.11-8284). Those are read aloud;
silent reading is somewhat faster, so an error promises too long a text rather than too short a one."""

_WORD = re.compile(r"\w+(?:[-–.,:/’'·]\w+)*")


def document(article: Article, *, slug: str = "", url_pattern: str = "") -> Document:
    """The published document of an article.

    ``slug`` is the one that a person chose, or that the article already had in this locale; without it the source keeps
    the slug of its page and a translation gets one made from its title (from its id while the title is missing).
    ``url_pattern`` is the target's absolute address with ``{slug}``, ``{id}`` or ``{locale}`` in it; without one the
    JSON-LD names no address.
    """
    chosen = slug or _own_slug(article) or slugify(article.title, article.locale) or article.id
    values: dict[str, Any] = {field.name: getattr(article, field.name) for field in fields(Article)}
    minutes = reading_minutes(article)
    url = _address(url_pattern, {"slug": chosen, "id": article.id, "locale": article.locale})
    jsonld = blog_posting(article, words=count_words(article), minutes=minutes, url=url)
    return Document(**{**values, "slug": chosen}, html=article_html(article), reading_minutes=minutes, jsonld=jsonld)


def count_words(article: Article) -> int:
    """Words of title, lead and blocks; references and citation markers are not read and not counted."""
    return len(_WORD.findall(article.text))


def reading_minutes(article: Article) -> int:
    """Whole minutes that reading takes, rounded up, at least 1."""
    return max(1, math.ceil(count_words(article) / WORDS_PER_MINUTE))


def _own_slug(article: Article) -> str:
    """The article's slug where it is of this locale: a translation carries the source's, in another language."""
    return article.slug if article.locale == article.source_locale else ""


def _address(pattern: str, values: dict[str, str]) -> str:
    # Not str.format: a pattern is somebody's setting, and "{0.__class__}" must stay what it is.
    return re.sub(r"\{(slug|id|locale)\}", lambda match: values[match[1]], pattern)
