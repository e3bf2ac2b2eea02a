"""The old text beside a sentence that changed: its own, whatever was put in, taken out or moved around it."""

from __future__ import annotations

from collections.abc import Sequence

from click.testing import CliRunner

from contentops.cli import main
from tests.shop import OATS, PEAS, TEA, Shop, WordByWord, page

NEW = "Havre växer bra i hela landet."
EDITED = "Koka gröten i 5 minuter på låg värme och rör hela tiden."


def localized(shop: Shop, sentences: Sequence[str]) -> dict[str, tuple[str, str]]:
    """By source sentence: the old text beside it, and where its text came from."""
    shop.write("grot.html", page("Gröt till frukost", (*sentences, *PEAS), name="grot"))
    shop.localize()
    segments = shop.record(shop.article(), "da")["segments"]
    return {s["source_shown"]: (s["previous"], s["origin"]) for s in segments}


def beside(found: dict[str, tuple[str, str]]) -> dict[str, str]:
    return {source: previous for source, (previous, _) in found.items() if previous}


def shown(shop: Shop, source: str) -> str:
    segments = shop.record(shop.article(), "da")["segments"]
    return str(next(s["text"] for s in segments if s["source_shown"] == source))


def test_nothing_stands_beside_the_sentences_of_a_new_article(shop: Shop, engine: WordByWord) -> None:
    assert engine.asked == []
    assert beside(localized(shop, OATS)) == {}


def test_a_sentence_that_was_put_in_has_none_and_gives_no_other_one(shop: Shop, engine: WordByWord) -> None:
    localized(shop, OATS)
    engine.asked.clear()
    found = localized(shop, (NEW, *OATS))
    assert beside(found) == {}
    assert [target for _, target in engine.asked] == ["da", "nb"]
    # What moved came from the engine, as it did where it stood before.
    assert {origin for _, origin in found.values()} == {"engine"}


def test_a_sentence_that_was_deleted_gives_none_to_those_after_it(shop: Shop, engine: WordByWord) -> None:
    localized(shop, OATS)
    engine.asked.clear()
    assert beside(localized(shop, OATS[1:])) == {}
    assert engine.asked == []


def test_sentences_that_changed_places_have_none(shop: Shop, engine: WordByWord) -> None:
    localized(shop, OATS)
    engine.asked.clear()
    assert beside(localized(shop, (OATS[1], OATS[0], OATS[3], OATS[2]))) == {}
    assert engine.asked == []


def test_an_edited_sentence_has_its_own_though_another_was_put_in_before_it(shop: Shop, engine: WordByWord) -> None:
    localized(shop, OATS)
    old = shown(shop, OATS[1])
    engine.asked.clear()
    assert beside(localized(shop, (NEW, OATS[0], EDITED, *OATS[2:]))) == {EDITED: old}
    assert len(engine.asked) == 4  # two sentences, two targets


def test_an_edited_sentence_has_its_own_though_the_one_before_it_was_deleted(shop: Shop, engine: WordByWord) -> None:
    localized(shop, OATS)
    old = shown(shop, OATS[1])
    assert beside(localized(shop, (EDITED, *OATS[2:]))) == {EDITED: old}
    assert engine.asked


def test_two_edited_sentences_that_changed_places_have_their_own(shop: Shop, engine: WordByWord) -> None:
    localized(shop, OATS)
    first = "Gröt är en enkel frukost som nästan alla tycker om."
    old = {EDITED: shown(shop, OATS[1]), first: shown(shop, OATS[0])}
    assert beside(localized(shop, (EDITED, first, *OATS[2:]))) == old
    assert engine.asked


def test_the_approved_text_stays_beside_a_sentence_that_is_edited_twice_before_anybody_reads_it(
    shop: Shop, engine: WordByWord
) -> None:
    localized(shop, OATS)
    assert engine.asked
    approved = "Kog grøden i ⟦1⟧, mens du rører hele tiden."
    with shop.desk() as desk:
        desk.edit(shop.article(), "da", OATS[1], approved, "Karen Holm")
    assert beside(localized(shop, (OATS[0], EDITED, *OATS[2:]))) == {EDITED: approved}
    again = EDITED.replace("på låg värme", "på mycket låg värme")
    assert beside(localized(shop, (OATS[0], again, *OATS[2:]))) == {again: approved}
    last = shown(shop, OATS[3])
    # Another sentence of the article changes: what nobody has read yet keeps its old text.
    assert beside(localized(shop, (OATS[0], again, OATS[2], TEA[3]))) == {again: approved, TEA[3]: last}


def test_the_command_line_marks_what_changed_and_shows_the_old_text_and_can_leave_out_the_rest(
    shop: Shop, engine: WordByWord
) -> None:
    localized(shop, OATS)
    old = shown(shop, OATS[1])
    article = shop.article()
    with shop.desk() as desk:
        desk.approve(article, "da", "Mette")
    localized(shop, (NEW, OATS[0], EDITED, *OATS[2:]))
    show = ["review", str(shop.store), "show", article, "--target", "da"]
    whole, waiting = (CliRunner().invoke(main, [*show, *more]).stdout for more in ((), ("--waiting",)))
    assert OATS[0] in whole
    assert OATS[0] not in waiting
    for said in (whole, waiting):
        lines = said.splitlines()
        changed = lines.index(f"  sv  {EDITED}")
        assert lines[changed - 1].endswith("machine-draft, changed")
        assert lines[changed + 2].startswith(f"  before: {old.partition('⟦')[0]}")
        assert "⟦" not in said
        assert lines[lines.index(f"  sv  {NEW}") - 1].endswith("machine-draft, new")
    assert "approved by Mette" in waiting
    assert f"2 sentences of {len(OATS) + len(PEAS) + 3} to be read." in waiting
    assert engine.asked
