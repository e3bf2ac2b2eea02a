"""The document's JSON is stable, described by its schema, and read back without loss."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

from contentops.article import codec
from contentops.article.model import Article, Document
from contentops.errors import DocumentError
from tests.article import strategies
from tests.article.samples import SAMPLES, ZINC

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = jsonschema.Draft202012Validator(codec.schema())
DOCUMENTED = Path(__file__).parents[2] / "docs" / "document.schema.json"


@pytest.mark.parametrize("name", SAMPLES)
def test_the_json_of_an_article_is_the_golden_file_and_back(name: str) -> None:
    golden = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    assert codec.to_json(SAMPLES[name]) == golden
    assert codec.from_json(golden) == SAMPLES[name]


@settings(max_examples=30, deadline=None)
@given(strategies.article)
def test_any_article_comes_back_from_its_json_and_fits_the_schema(article: Article) -> None:
    value = json.loads(codec.canonical(codec.to_json(article)))
    assert codec.from_json(value) == article
    document = Document(**{name: getattr(article, name) for name in Article.__dataclass_fields__}, html="<p>")
    SCHEMA.validate(codec.to_json(document))
    assert codec.document_from_json(codec.to_json(document)) == document


def test_the_schema_in_the_docs_is_the_generated_one() -> None:
    assert json.loads(DOCUMENTED.read_text(encoding="utf-8")) == codec.schema()


def test_a_wrong_document_is_refused_with_the_path_of_what_is_wrong() -> None:
    value = codec.to_json(ZINC)
    value["blocks"][0]["level"] = "two"
    with pytest.raises(DocumentError, match=r"blocks\.0\.heading\.level"):
        codec.from_json(value)


def test_the_revision_is_of_what_an_article_says_not_of_where_it_stands() -> None:
    moved = replace(ZINC, source_url="https://shop.example/ny-adress", id="annan", slug="s", shop="x")
    assert codec.revision(moved) == codec.revision(ZINC)
    assert codec.revision(replace(ZINC, title="Zink")) != codec.revision(ZINC)
    assert codec.revision(replace(ZINC, references=ZINC.references[:1])) != codec.revision(ZINC)
