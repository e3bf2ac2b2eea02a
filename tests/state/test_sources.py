from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from contentops.article.codec import revision
from contentops.article.model import Article
from contentops.article.record import Finding
from contentops.state.sources import Build, Source, Sources, keys, new_id, normal_url
from tests.article.samples import EVERYTHING, ZINC

FINDING = Finding(rule="lost-list", severity="warn", message="a list seems lost", block="p-1")


def source(article: Article = ZINC, path: str = "blogg/zink.html", run: int = 1) -> Source:
    return Source(
        id="zink-1",
        path=path,
        bytes_sha256="ab" * 32,
        extractor="1",
        revision=revision(article),
        article=article,
        findings=(FINDING,),
        first_seen=run,
        last_seen=run,
    )


@pytest.mark.parametrize("article", [ZINC, EVERYTHING], ids=["zinc", "everything"])
def test_a_source_comes_back_as_it_was(database: Engine, article: Article) -> None:
    sources = Sources(database)
    sources.accept(source(article), ["path:a"])
    assert sources.get("zink-1") == source(article)
    assert sources.get("salt-2") is None


def test_an_article_is_found_by_every_key_it_has_been_known_by(database: Engine) -> None:
    sources = Sources(database)
    here = keys(ZINC, "blogg/zink.html")
    sources.accept(source(), here)
    moved = keys(replace(ZINC, source_url="https://butik.example/guide/zink"), "blogg/zink.html")
    assert sources.find(moved) == "zink-1"  # by its path
    sources.accept(source(run=2), moved)
    elsewhere = keys(replace(ZINC, source_url="https://butik.example/guide/zink"), "ny/zink.html")
    assert sources.find(elsewhere) == "zink-1"  # by its new address
    assert sources.find(here) == "zink-1"  # and still by its old one
    assert sources.find(["path:nowhere"]) is None


def test_a_key_stays_with_the_article_that_had_it_first(database: Engine) -> None:
    sources = Sources(database)
    sources.accept(source(), ["path:a"])
    sources.accept(replace(source(), id="salt-2"), ["path:a", "path:b"])
    assert sources.find(["path:a"]) == "zink-1"
    assert sources.find(["path:b", "path:a"]) == "salt-2"


def test_an_id_is_taken_once_an_article_has_it(database: Engine) -> None:
    sources = Sources(database)
    assert not sources.taken("zink-1")
    sources.accept(source(), ["path:a"])
    assert sources.taken("zink-1")


def test_accepting_again_takes_the_new_revision_and_keeps_when_it_was_first_seen(database: Engine) -> None:
    sources = Sources(database)
    sources.accept(source(), ["path:a"])
    changed = replace(ZINC, title="Zink igen")
    sources.accept(source(changed, path="b.html", run=7), ["path:b"])
    now = sources.get("zink-1")
    assert now is not None
    assert (now.article.title, now.path, now.first_seen, now.last_seen) == ("Zink igen", "b.html", 1, 7)


def test_a_held_source_keeps_its_accepted_revision_and_says_why(database: Engine) -> None:
    sources = Sources(database)
    sources.accept(source(), ["path:a"])
    sources.hold("zink-1", "40 % of its words")
    now = sources.get("zink-1")
    assert now == replace(source(), held="40 % of its words")


def test_runs_are_numbered_by_what_was_seen(database: Engine) -> None:
    sources = Sources(database)
    assert sources.next_run() == 1
    sources.accept(source(run=1), ["path:a"])
    assert sources.next_run() == 2
    sources.seen(["zink-1"], 5)
    now = sources.get("zink-1")
    assert now is not None
    assert (now.first_seen, now.last_seen, sources.next_run()) == (1, 5, 6)


def test_a_build_comes_back_as_it_was_and_the_newest_counts(database: Engine) -> None:
    sources = Sources(database)
    for inputs in ("one", "two"):
        sources.built("zink-1", "da", Build(inputs, {"object": inputs}))
    assert sources.builds("da") == {"zink-1": Build("two", {"object": "two"})}
    assert sources.builds("nb") == {}


# --------------------------------------------------------------------------------------------------------- keys and ids


@pytest.mark.parametrize(
    "same",
    [
        "https://butik.example/blogg/zink",
        "http://www.butik.example/blogg/zink/",
        "https://butik.example/blogg/zink#kommentarer",
        "https://butik.example/blogg/zink?utm_source=brev&gclid=1",
        "https://BUTIK.example/blogg/zink",
    ],
)
def test_addresses_of_one_page_are_one(same: str) -> None:
    assert normal_url(same) == "butik.example/blogg/zink"


@pytest.mark.parametrize(
    "other",
    ["https://butik.example/blogg/salt", "https://annan.example/blogg/zink", "https://butik.example/blogg/zink?p=2"],
)
def test_addresses_of_two_pages_are_two(other: str) -> None:
    assert normal_url(other) != "butik.example/blogg/zink"


@pytest.mark.parametrize(
    ("url", "path", "stem"),
    [
        ("https://butik.example/blogg/Zink-och-hälsa/", "a.html", "zink-och-halsa"),
        (None, "blogg/Ägg & mjölk.html", "agg-mjolk"),
        (None, "D-vitamin.txt", "d-vitamin"),
        ("https://butik.example/", "a.html", "butik-example"),
        (None, "……", "article"),
        ("https://butik.example/" + "lang" * 60, "a.html", "lang" * 15),
    ],
)
def test_an_id_can_be_read_and_stands_in_a_files_name(url: str | None, path: str, stem: str) -> None:
    made = new_id(replace(ZINC, source_url=url), path)
    assert re.fullmatch(rf"{stem}-[0-9a-f]{{6}}", made), made


def test_two_articles_of_one_name_have_two_ids_and_one_article_always_the_same() -> None:
    one, other = replace(ZINC, source_url="https://a.example/zink"), replace(ZINC, source_url="https://b.example/zink")
    assert new_id(one, "x") != new_id(other, "x")
    assert new_id(one, "x") == new_id(replace(one, title="Annat"), "y")


def test_every_article_comes_with_its_id(database: Engine) -> None:
    sources = Sources(database)
    for number in range(250):
        sources.accept(replace(source(), id=f"zink-{number:03}"), [f"path:{number}"])
    assert [(name, article == ZINC) for name, article in sources.articles()] == [
        (f"zink-{n:03}", True) for n in range(250)
    ]


def test_a_build_that_is_out_of_date_keeps_its_row(database: Engine) -> None:
    sources = Sources(database)
    for name, target, locale in (("zink-1", "da", "da"), ("zink-1", "nb", "nb"), ("salt-2", "da", "da")):
        sources.built(name, target, Build("inputs", {"locale": locale, "slug": name}))
    assert sources.outdate({"zink-1", "none-3"}, "da") == {"zink-1"}
    assert sources.builds("da") == {
        "zink-1": Build("", {"locale": "da", "slug": "zink-1"}),
        "salt-2": Build("inputs", {"locale": "da", "slug": "salt-2"}),
    }
    assert sources.builds("nb")["zink-1"].inputs == "inputs"
