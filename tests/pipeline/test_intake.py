"""One article is one article, whatever files it comes in."""

from __future__ import annotations

import pytest

from tests.shop import PEAS, TEA, Shop, WordByWord, page

pytestmark = pytest.mark.usefixtures("engine")


def test_two_files_of_one_page_that_say_the_same_are_one_article(shop: Shop) -> None:
    shop.write("a.html", page("Te", TEA, name="te"))
    shop.write("b.html", page("Te", TEA, name="te", nonce="x"))
    assert (shop.localize().articles, shop.localize().release) == (1, None)


def test_two_files_of_one_page_in_other_words_are_told_apart_by_a_person(shop: Shop) -> None:
    shop.write("a.html", page("Te", TEA, name="te"))
    shop.write("b.html", page("Te", PEAS, name="te"))
    first, second = shop.localize(), shop.localize()
    for summary in (first, second):
        (failure,) = summary.failed
        assert "b.html: it is the same page as a.html" in failure.error
    assert (second.translated, second.release, second.unchanged) == (0, None, 1)


def test_a_page_that_moved_to_another_file_keeps_its_id(shop: Shop, engine: WordByWord) -> None:
    old = shop.write("a.html", page("Te", TEA, name="te"))
    shop.localize()
    (before,), asked = {article for article, _ in shop.drafts()}, len(engine.asked)
    old.rename(shop.pages / "c.html")
    assert shop.localize().failed == ()
    assert ({article for article, _ in shop.drafts()}, len(engine.asked)) == ({before}, asked)


def test_another_page_of_the_same_file_name_is_another_article(shop: Shop) -> None:
    tea = shop.write("te/index.html", page("Te", TEA, name="te"))
    peas = shop.write("soppa/index.html", page("Soppa", PEAS, name="soppa"))
    shop.localize(tea)
    shop.localize(peas)
    shop.localize(tea)
    assert len({article for article, _ in shop.drafts()}) == 2
    assert {row["slug"] for (_, target), row in shop.drafts().items() if target == "da"} == {"te", "soppa"}


def test_a_page_whose_address_changed_keeps_its_id(shop: Shop) -> None:
    shop.write("te.html", page("Te", TEA, name="te"))
    shop.localize()
    shop.write("te.html", page("Te", TEA, name="allt-om-te"))
    shop.localize()
    assert len({article for article, _ in shop.drafts()}) == 1
