"""A person's acts: how a sentence is found, how words get their codes back, and what is refused."""

from __future__ import annotations

import pytest

from contentops.article.record import State
from contentops.errors import ReviewError
from contentops.pipeline.summary import Summary
from contentops.review import Desk, findings_of
from tests.shop import OATS, PEAS, Shop, WordByWord, page

BY = "Karen Holm"
OATMEAL = (
    '<!doctype html><html lang="sv"><body><article><h1>Havre i vardagen</h1>'
    "<p>Havregröt innehåller 3 gram fett.(1,2) Läs mer i "
    '<a href="https://butik.example/guide">vår guide till havre</a> när du vill.</p>'
    "<p><strong>Skölj havren väl före kokning.</strong> "
    "Ta 300 mg på morgonen och 300 mg på kvällen. Den räcker i 2 dagar.</p>"
    "<h2>Källor</h2><ol><li>Andersson A. Oats and water. 2019.</li><li>Berg B. Oats and heat. 2020.</li></ol>"
    "</article></body></html>"
)
CITED = "Havregröt innehåller 3 gram fett.(1,2)"
LINKED = "Läs mer i vår guide till havre när du vill."
STRONG = "Skölj havren väl före kokning."
TWICE = "Ta 300 mg på morgonen och 300 mg på kvällen."

pytestmark = pytest.mark.usefixtures("engine")


@pytest.fixture
def oats(shop: Shop) -> str:
    """An article with a citation, a link, emphasis and two equal doses; its id."""
    shop.write("havre.html", OATMEAL)
    shop.localize()
    return shop.article()


def edited(desk: Desk, article: str, segment: str, text: str) -> str:
    """What a reader sees at a sentence after it was edited."""
    record = desk.record(desk.edit(article, "da", segment, text, BY).row)
    (found,) = (s for s in record.segments if s.source_shown.replace("\u00a0", " ") == segment)
    assert (found.state, found.by) == (State.APPROVED, BY)
    return found.shown.replace("\u00a0", " ")


# ----------------------------------------------------------------------------------------------------- words and codes


@pytest.mark.parametrize(
    ("segment", "written", "shown"),
    [
        (CITED, "Der er 3 gram fedt i havregrød.(1,2)", "Der er 3 gram fedt i havregrød.(1,2)"),
        (CITED, "Der er ⟦1⟧ fedt i havregrød.⟦2⟧", "Der er 3 gram fedt i havregrød.(1,2)"),
        (STRONG, "Skyl havren godt.", "Skyl havren godt."),
        (TWICE, "Tag 300 mg morgen og 300 mg aften.", "Tag 300 mg morgen og 300 mg aften."),
        (LINKED, "Der er mere i ⟦1⟧vores guide⟦/1⟧.", "Der er mere i vores guide."),
        ("Den räcker i 2 dagar.", "Det rækker i 2 dage.", "Det rækker i 2 dage."),
    ],
)
def test_a_person_writes_what_a_reader_sees_and_the_codes_are_put_back(
    shop: Shop, oats: str, segment: str, written: str, shown: str
) -> None:
    with shop.desk() as desk:
        assert edited(desk, oats, segment, written) == shown


@pytest.mark.parametrize(
    ("target", "segment", "written"),
    [
        ("en", CITED, "Porridge contains 3 grams of fat.(1,2)"),
        ("en", TWICE, "Take 300 mg in the morning and 300 mg in the evening."),
        ("en", "Den räcker i 2 dagar.", "It lasts for 2 days."),
        ("de", CITED, "Haferbrei enthält 3 g Fett.(1,2)"),
        ("de", "Den räcker i 2 dagar.", "Er reicht seit 2 Tagen."),
    ],
)
def test_a_person_writes_units_as_her_language_does(
    shop: Shop, oats: str, target: str, segment: str, written: str
) -> None:
    shop.to = (target,)
    shop.localize()
    with shop.desk() as desk:
        record = desk.record(desk.edit(oats, target, segment, written, BY).row)
    (found,) = (s for s in record.segments if s.source_shown.replace("\u00a0", " ") == segment)
    assert found.shown.replace("\u00a0", " ") == written


def test_a_citation_that_was_spelt_out_is_still_a_citation(shop: Shop, oats: str) -> None:
    with shop.desk() as desk:
        edited(desk, oats, CITED, "Der er 3 gram fedt i havregrød.(1,2)")
        document = shop.get(desk.row(oats, "da")["object"])
    paragraph = next(block for block in document["blocks"] if "fedt" in block.get("text", ""))
    assert "(1,2)" not in paragraph["text"]
    assert [run["refs"] for run in paragraph["inlines"] if run["type"] == "cite"] == [["r1", "r2"]]


def test_emphasis_around_a_whole_sentence_stays_around_it(shop: Shop, oats: str) -> None:
    with shop.desk() as desk:
        edited(desk, oats, STRONG, "Skyl havren godt.")
        document = shop.get(desk.row(oats, "da")["object"])
    assert "<strong>Skyl havren godt.</strong>" in document["html"]


@pytest.mark.parametrize(
    ("segment", "written", "cause"),
    [
        (CITED, "Der er fedt i havregrød.(1,2)", "has lost 3"),
        (CITED, "Der er 3 gram fedt i havregrød.", "has lost"),
        (CITED, "Der er 4 gram fedt i havregrød.(1,2)", "has lost 3"),
        (CITED, "Der er 13 gram fedt i havregrød.(1,2)", "has lost 3"),
        (TWICE, "Tag 300 mg om morgenen.", "has lost 300"),
        (LINKED, "Der er mere i vores guide.", "holds a link or emphasis"),
        (LINKED, "Der er mere i ⟦1⟧vores guide.", "⟦"),
        (CITED, "⟦1⟧ ⟦1⟧ fedt.⟦2⟧", "⟦1⟧"),
    ],
)
def test_words_that_lose_or_double_what_the_source_holds_are_refused_and_change_nothing(
    shop: Shop, oats: str, segment: str, written: str, cause: str
) -> None:
    before = shop.drafts()
    with shop.desk() as desk, pytest.raises(ReviewError, match=cause) as error:
        desk.edit(oats, "da", segment, written, BY)
    assert "source" in error.value.hint
    assert shop.drafts() == before


# --------------------------------------------------------------------------------------------------- finding a sentence


def test_a_sentence_is_found_by_its_address_by_its_words_or_by_words_of_its_source(shop: Shop, oats: str) -> None:
    with shop.desk() as desk:
        for wanted in ("title#0", "Havre i hverdagen", "i vardagen"):
            desk.send_back(oats, "da", BY, f"said of {wanted}", wanted)
            title = next(s for s in desk.record(desk.row(oats, "da")).segments if s.address == "title#0")
            assert title.comment == f"said of {wanted}"


@pytest.mark.parametrize(("wanted", "cause"), [("300 mg i huset", "no sentence has"), ("avre", "sentences have")])
def test_words_that_no_sentence_or_more_than_one_has_are_refused(
    shop: Shop, oats: str, wanted: str, cause: str
) -> None:
    with shop.desk() as desk, pytest.raises(ReviewError, match=cause) as error:
        desk.edit(oats, "da", wanted, "Havre.", BY)
    assert "review STORE show" in error.value.hint


def test_an_article_is_found_by_the_beginning_of_its_id(shop: Shop, oats: str) -> None:
    with shop.desk() as desk:
        assert desk.row(oats[:4], "da")["article"] == oats


def test_an_unknown_or_ambiguous_article_and_an_unknown_target_are_refused_with_what_there_is(
    shop: Shop, oats: str
) -> None:
    shop.write("havregryn.html", page("Havregryn i köket", PEAS))
    shop.localize()
    with shop.desk() as desk:
        with pytest.raises(ReviewError, match=f"did you mean '{oats}'"):
            desk.row(f"x{oats}", "da")
        with pytest.raises(ReviewError, match="could be"):
            desk.row("havre", "da")
        with pytest.raises(ReviewError, match=r"no target 'dk' \(did you mean 'da'") as error:
            desk.row(oats, "dk")
        assert error.value.hint == "It has da, nb."


# ------------------------------------------------------------------------------------------------------------ approving


def test_an_article_with_missing_sentences_cannot_be_approved(shop: Shop, engine: WordByWord) -> None:
    shop.to = ("nn",)
    engine.targets = lambda: ()  # type: ignore[method-assign]
    shop.write("grot.html", page("Gröt till frukost", OATS))
    summary: Summary = shop.localize()
    assert summary.missing == 6
    with shop.desk() as desk, pytest.raises(ReviewError, match="no translation of 6 sentences"):
        desk.approve(shop.article(), "nn", BY)
    assert shop.live() == {}


def test_an_approval_approves_every_sentence_of_the_article_and_none_of_another_target(shop: Shop, oats: str) -> None:
    with shop.desk() as desk:
        desk.approve(oats, "da", BY)
        assert {(s.state, s.by) for s in desk.record(desk.row(oats, "da")).segments} == {(State.APPROVED, BY)}
        assert {s.state for s in desk.record(desk.row(oats, "nb")).segments} == {State.MACHINE_DRAFT}


def test_after_an_approval_it_is_still_told_what_a_person_wrote_and_what_an_engine(shop: Shop, oats: str) -> None:
    with shop.desk() as desk:
        desk.edit(oats, "da", "title#0", "Havre til hverdag", "Else Editor")
        desk.approve(oats, "da", BY)
        segments = {s.address: s for s in desk.record(desk.row(oats, "da")).segments}
    assert segments["title#0"].shown == "Havre til hverdag"
    assert segments["title#0"].origin == "person"
    assert {s.origin for address, s in segments.items() if address != "title#0"} == {"engine"}


def test_a_whole_article_sent_back_needs_work_until_its_text_changes(shop: Shop, oats: str) -> None:
    with shop.desk() as desk:
        assert desk.send_back(oats, "da", BY, "Read it aloud once more").row["state"] == "needs-work"
        assert desk.edit(oats, "da", "title#0", "Havre til hverdag", BY).row["state"] == "machine-draft"


def test_findings_are_shown_with_those_that_block_first_and_waived_ones_last(shop: Shop) -> None:
    shop.write("havre.html", page("Havre i köket", (*PEAS, "Havre kan sänka kolesterolet."), name="havre"))
    shop.localize()
    article = shop.article()
    with shop.desk() as desk:
        record = desk.record(desk.row(article, "da"))
        assert findings_of(record)[0].rule == "disease-claim"
        block = findings_of(record)[0].block
        desk.edit(article, "da", "title#0", "Havre", BY)
        desk.waive("disease-claim", article, block, "da", "Quoted", BY)
        found = findings_of(desk.record(desk.row(article, "da")))
    assert len(found) >= 2
    assert found[-1].rule == "disease-claim"


# ------------------------------------------------------------------------------------------------ one sentence, two articles

SHARED = "Smaken blir rundare med lite salt och en klick smör."


@pytest.fixture
def two(shop: Shop) -> tuple[str, str]:
    """Two articles that share a sentence; their ids."""
    shop.write("grot.html", page("Gröt", OATS))
    shop.write("soppa.html", page("Soppa", (*PEAS[:2], SHARED, PEAS[3])))
    shop.localize()
    first, second = sorted({article for article, _ in shop.drafts()})
    return first, second


def test_a_sentence_written_anew_elsewhere_is_shown_before_the_article_can_be_approved(
    shop: Shop, two: tuple[str, str]
) -> None:
    first, second = two
    with shop.desk() as desk:
        desk.edit(first, "da", SHARED, "Salt og en klat smør gør smagen rundere.", BY)
        with pytest.raises(ReviewError, match="changed in another article"):
            desk.approve(second, "da", BY)
        shown = [s.shown for s in desk.record(desk.row(second, "da")).segments if s.source_shown == SHARED]
        assert shown == ["Salt og en klat smør gør smagen rundere."]
        assert desk.approve(second, "da", BY).live


def test_who_wrote_a_sentence_stays_its_author_when_another_approves_the_article(
    shop: Shop, two: tuple[str, str]
) -> None:
    first, _ = two
    with shop.desk() as desk:
        desk.edit(first, "da", SHARED, "Salt og en klat smør gør smagen rundere.", "Jonas Berg")
        desk.approve(first, "da", BY)
        by = {s.source_shown: s.by for s in desk.record(desk.row(first, "da")).segments}
    assert by.pop(SHARED) == "Jonas Berg"
    assert set(by.values()) == {BY}
