"""The document's JSON, both ways, its JSON Schema and its hash.

Reading validates once, here at the edge; inside, a document is trusted. Derived fields (``text`` of a block, ``lead``,
``caption``) are written for readers and ignored when read back.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from contentops.article.model import Article, Document
from contentops.errors import DocumentError

T = TypeVar("T", bound=Article)

_ARTICLE = TypeAdapter(Article)
_DOCUMENT = TypeAdapter(Document)


def canonical(value: object) -> bytes:
    """Canonical JSON: keys sorted, no spaces, UTF-8. Equal values give equal bytes, so hashes may be taken of them."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(value: object) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def to_json(article: Article) -> dict[str, Any]:
    """The article (or published document) as JSON values."""
    adapter: TypeAdapter[Any] = _DOCUMENT if isinstance(article, Document) else _ARTICLE
    value: dict[str, Any] = adapter.dump_python(article, mode="json")
    return value


def from_json(value: object) -> Article:
    """The article of a JSON object; the inverse of :func:`to_json`. Fields that no article has are ignored.

    Raises DocumentError, naming the path of the first value that is wrong.
    """
    return _read(_ARTICLE, value)


def document_from_json(value: object) -> Document:
    """The published document of a JSON object; the inverse of :func:`to_json` for documents."""
    return _read(_DOCUMENT, value)


def _read(adapter: TypeAdapter[T], value: object) -> T:
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = ".".join(str(part) for part in first["loc"]) or "the whole document"
        more = f" and {error.error_count() - 1} more" if error.error_count() > 1 else ""
        raise DocumentError(
            f"not a valid article: {path}: {first['msg']}{more}.",
            hint="The format is described in docs/document.schema.json.",
        ) from error


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a published document."""
    described = _DOCUMENT.json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **described}


_NOT_CONTENT = ("id", "shop", "slug", "source_revision", "source_url")


def revision(article: Article) -> str:
    """Content hash of an article: of what it says, not of its ids, shop, slug or address."""
    value = to_json(article)
    for name in _NOT_CONTENT:
        value.pop(name, None)
    return digest(_without_ids(value))


def _without_ids(value: Any) -> Any:  # noqa: ANN401  # JSON
    match value:
        case dict():
            keep_id = "number" in value or "name" in value  # references and categories: their id is content
            return {k: _without_ids(v) for k, v in value.items() if k != "id" or keep_id}
        case list():
            return [_without_ids(v) for v in value]
        case _:
            return value
