"""What a search engine reads of an article: schema.org's BlogPosting, as JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from contentops.article.model import Article, Question, Reference, walk_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_IN_SCRIPT = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def blog_posting(article: Article, *, words: int, minutes: int, url: str = "") -> dict[str, object]:
    """The article as a BlogPosting.

    ``words`` and ``minutes`` are its length and reading time; ``url`` is its absolute address, left out when "". Only
    what is known is said: no property is empty. A translation names its original (``translationOfWork``); questions
    with answers stand in a FAQPage that is part of it (``hasPart``).
    """
    values: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "@id": f"{url}#article" if url else "",
        "url": url,
        "mainEntityOfPage": url,
        "headline": article.title,
        "description": article.seo.description or article.description,
        "image": _absolute(article.image),
        "datePublished": article.published,
        "dateModified": article.modified,
        "author": _author(article),
        "inLanguage": article.locale,
        "articleSection": [category.name for category in article.categories if category.name],
        "wordCount": words,
        "timeRequired": f"PT{minutes}M",
        "citation": [_citation(reference) for reference in article.references if reference.text],
        "translationOfWork": _original(article),
        "hasPart": _faq(article),
    }
    return _said(values)


def script(jsonld: dict[str, object]) -> str:
    r"""The script element for a page's head.

    ``<`` is written as ``\u003c`` (and ``>``, ``&`` likewise), so no text can end the element early; for a JSON parser
    the value is the same.
    """
    text = json.dumps(jsonld, ensure_ascii=False, separators=(",", ":"))
    return f'<script type="application/ld+json">{text.translate(_NOT_IN_SCRIPT)}</script>'


def _said(values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _absolute(address: str | None) -> str:
    """The address if it is one of the web, else ""."""
    try:
        return address if address and urlsplit(address).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _author(article: Article) -> dict[str, object]:
    if article.author is None:
        return {}
    return _said({"@type": "Person", "name": article.author.name, "url": _absolute(article.author.url)})


def _citation(reference: Reference) -> dict[str, object]:
    doi = f"https://doi.org/{quote(reference.doi, safe='/')}" if reference.doi else ""
    return _said(
        {
            "@type": "ScholarlyArticle" if doi else "CreativeWork",
            "name": reference.text,
            "url": _absolute(reference.url) or doi,
            "identifier": doi,
        }
    )


def _original(article: Article) -> dict[str, object]:
    if article.locale == article.source_locale:
        return {}
    address = _absolute(article.source_url)
    return _said({"@type": "BlogPosting", "inLanguage": article.source_locale, "url": address})


def _faq(article: Article) -> dict[str, object]:
    entries = [entry for block in walk_blocks(article.blocks) if isinstance(block, Question) for entry in _entry(block)]
    return {"@type": "FAQPage", "inLanguage": article.locale, "mainEntity": entries} if entries else {}


def _entry(question: Question) -> Iterator[dict[str, object]]:
    answer = "\n".join(block.text for block in walk_blocks(question.blocks) if block.text)
    if question.text and answer:
        yield {"@type": "Question", "name": question.text, "acceptedAnswer": {"@type": "Answer", "text": answer}}
