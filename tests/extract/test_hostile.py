"""Hostile pages end with an article or a typed error, each in a process of its own with bounds of time and memory."""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection

import pytest

from contentops.article.model import Article, List, Table, walk_blocks
from contentops.errors import NoArticle, SourceError, SourceTooLarge, UnreadableSource
from contentops.extract import extract, read
from tests.extract.hostile import PAGES, PROSE, article

SECONDS = 60
"""None takes over 6 on a quiet machine; what this guards against takes minutes or hours."""
MEMORY = 3_000_000_000
"""Bytes of address space; none takes 400 MB."""

REFUSED = {
    "div in div": "nesting depth",
    "div in div, never closed": "nesting depth",
    "div that closes itself": "nesting depth",
    "b in b": "nesting depth",
    "i in i, never closed": "nesting depth",
    "a in a, never closed": "nesting depth",
    "fonts that paragraphs open again": "nesting depth",
    "fonts that close themselves": "nesting depth",
    "tables in tables": "nesting depth",
    "tables without end": "nesting depth",
    "lists in lists": "nesting depth",
    "svg in svg": "nesting depth",
    "formatting without end": "nesting depth",
    "depth that a table hides": "nesting depth",
    "depth that a quoted > hides": "nesting depth",
    "depth that a comment hides": "nesting depth",
    "<a <a <a": "number of attributes",
    "a million attributes": "number of attributes",
    "attributes of a script": "number of attributes",
    "quotes and equals signs": "number of attributes",
    "a quote without end": "number of tags",
    "a template without end": "number of tags",
    "a select without end": "number of options",
    "a text of 20 MB": "size",
}
"""The limit that each page breaks; every other one is read, or holds no article."""
NO_ARTICLE = {"frames only", "commas in text"}
BINARY = {"NUL bytes"}


@dataclass(frozen=True)
class Outcome:
    article: Article | None
    error: str
    refusal: str


def _extracted(name: str, answer: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    size, made = PAGES[name]
    try:
        answer.send(Outcome(extract(made(size)), "", ""))
    except SourceError as error:
        answer.send(Outcome(None, type(error).__name__, str(error)))


def _outcome(name: str) -> Outcome:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.extract.test_hostile"])
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_extracted, args=(name, there))
    process.start()
    there.close()
    try:
        if not here.poll(SECONDS):
            pytest.fail(f"no end after {SECONDS} seconds")
        return here.recv()  # type: ignore[no-any-return]
    except EOFError:
        pytest.fail("the process died, or raised what is no error of ours")
    finally:
        process.kill()
        process.join()
        here.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_ends_with_an_article_or_a_typed_error(name: str) -> None:
    outcome = _outcome(name)

    if name in REFUSED:
        assert outcome.error == SourceTooLarge.__name__
        assert f"limit of {REFUSED[name]} is" in outcome.refusal
    elif name in NO_ARTICLE | BINARY:
        assert outcome.error == (NoArticle if name in NO_ARTICLE else UnreadableSource).__name__
    else:
        assert outcome.error == ""
        assert outcome.article is not None
        assert any(text.strip() for text in _texts(outcome.article))


def _texts(article: Article) -> Iterator[str]:
    yield article.lead
    for block in walk_blocks(article.blocks):
        yield block.text


def test_of_30_000_paragraphs_none_is_lost() -> None:
    outcome = _outcome("paragraphs")

    assert outcome.article is not None
    begun = [text.split(":")[0] for text in _texts(outcome.article) if text.startswith("Stycke ")]
    assert begun == [f"Stycke {number}" for number in range(30_000)]


@pytest.mark.parametrize(
    ("name", "kind", "number"), [("items", List, 10_000), ("numbered items", List, 10_000), ("rows", Table, 5_000)]
)
def test_of_many_items_and_rows_none_is_lost(name: str, kind: type[List | Table], number: int) -> None:
    outcome = _outcome(name)

    assert outcome.article is not None
    found = next(block for block in outcome.article.blocks if isinstance(block, kind))
    assert len(found.items if isinstance(found, List) else found.rows) == number


def test_of_5_000_references_none_is_lost() -> None:
    outcome = _outcome("references")

    assert outcome.article is not None
    assert [reference.number for reference in outcome.article.references] == list(range(1, 5_001))


@pytest.mark.parametrize("hidden", ["&#8203;", "&#x202E;", "&zwnj;", "&lrm;", "&#xFEFF;", "&shy;", "\u200b", "\u2066"])
def test_what_no_reader_sees_is_nowhere_in_an_article(hidden: str) -> None:
    word = f"magne{hidden}sium"
    page = article(
        f"<h2>Mer {word}</h2><ul><li>En punkt om {word}<li>En till</ul><table><caption>Om {word}</caption>"
        f"<tr><th>{word}<th>mg<tr><td>Mandel<td>{word}</table><blockquote>Ät {word}.</blockquote>"
        f"<figure><img src=/x.jpg alt='{word}'><figcaption>Bild av {word}</figcaption></figure>"
        f"<details><summary>Vad är {word}?</summary><p>Ett ämne: {word}.</p></details>"
        f"<h2>Källor</h2><ol><li>Ek A. Om {word}. 2020.</ol>",
        f'<meta name="description" content="Allt om {word}"><meta name="author" content="Anna{hidden} Ek">'
        f'<meta property="article:section" content="{word}">',
    ).replace("Magnesium i vardagen", f"Magne{hidden}sium i vardagen")

    whole = repr(extract(page))

    assert whole.count("magnesium") >= 11
    assert not any(
        character in whole for character in ("\u200b", "\u202e", "\u200c", "\u200e", "\ufeff", "\xad", "\u2066")
    )
    assert not any(f"\\u{code}" in whole for code in ("200b", "202e", "200c", "200e", "feff", "2066"))
    assert "\\xad" not in whole


def test_a_page_with_bad_bytes_says_so() -> None:
    page = article(f"<p>{PROSE * 3}</p>").encode().replace("ämne".encode(), b"\xe4mne")

    findings = read(page.replace(b"mineral", b"mineral \xff", 1)).findings

    assert any("byte" in finding.message for finding in findings)


def test_a_space_in_bold_still_parts_two_words() -> None:
    page = article("<p>Ät mandel<b> </b>och kärnor till frukost.</p>")

    assert "Ät mandel och kärnor till frukost." in list(_texts(extract(page)))
