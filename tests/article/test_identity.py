"""Ids survive the edits that people make."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from contentops.article.identity import ids, mint, revise
from contentops.article.model import Article, Block, Item, List, Paragraph, Text
from tests.article import strategies


def paragraphs(*texts: str) -> tuple[Block, ...]:
    return tuple(Paragraph(inlines=(Text(text),)) for text in texts)


def article(*texts: str) -> Article:
    return Article(locale="sv", title="T", blocks=paragraphs(*texts))


OLD = mint(article("Magnesium är ett mineral.", "Zink är ett annat mineral.", "Båda finns i fullkorn.", "Slut."))


@settings(max_examples=40, deadline=None)
@given(strategies.article)
def test_ids_are_unique_and_an_unchanged_article_keeps_them(old: Article) -> None:
    assert len(ids(old.blocks)) == len(set(ids(old.blocks)))
    assert revise(old, old) == old


@settings(max_examples=120, deadline=None)
@given(st.lists(strategies.prose, min_size=1, max_size=6), st.data())
def test_a_one_word_edit_changes_no_id(texts: list[str], data: st.DataObject) -> None:
    old = mint(article(*texts))
    at = data.draw(st.integers(0, len(texts) - 1))
    words = texts[at].split(" ")
    words[data.draw(st.integers(0, len(words) - 1))] = data.draw(strategies.words)
    assume(" ".join(words).strip())
    new = revise(old, article(*texts[:at], " ".join(words), *texts[at + 1 :]))
    assert ids(new.blocks) == ids(old.blocks)


def test_an_inserted_paragraph_gets_a_new_id_and_the_others_keep_theirs() -> None:
    new = revise(
        OLD, article("Magnesium är ett mineral.", "Järn bär syre i blodet.", *(b.text for b in OLD.blocks[1:]))
    )
    kept = ids(new.blocks)
    assert kept[:1] + kept[2:] == ids(OLD.blocks)
    assert kept[1] not in ids(OLD.blocks)


def test_an_inserted_paragraph_beside_an_edited_one_does_not_take_its_id() -> None:
    new = revise(
        OLD,
        article(
            OLD.blocks[0].text,
            "Järn bär syre i blodet.",
            "Zink är ett viktigt mineral.",
            *(b.text for b in OLD.blocks[2:]),
        ),
    )
    assert new.blocks[2].id == OLD.blocks[1].id


def test_swapped_paragraphs_keep_their_ids() -> None:
    new = revise(OLD, article(*(OLD.blocks[i].text for i in (2, 1, 0, 3))))
    assert ids(new.blocks) == [OLD.blocks[i].id for i in (2, 1, 0, 3)]


def test_an_edited_item_keeps_its_id_and_its_list_too() -> None:
    def listed(*texts: str) -> Article:
        return Article(locale="sv", title="T", blocks=(List(items=tuple(Item(inlines=(Text(t),)) for t in texts)),))

    old = mint(listed("ägg", "fet fisk", "mejeriprodukter"))
    new = revise(old, listed("ägg", "fet fisk såsom lax", "mejeriprodukter", "svamp"))
    assert ids(new.blocks)[:4] == ids(old.blocks)


def test_equal_articles_get_equal_ids_and_doubles_get_different_ones() -> None:
    assert mint(article("Samma.", "Samma.")) == mint(article("Samma.", "Samma."))
    first, second = mint(article("Samma.", "Samma.")).blocks
    assert first.id != second.id
    assert replace(first, id="") == replace(second, id="")
