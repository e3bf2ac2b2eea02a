"""Trust: what may go live, who lets it, and what takes it down again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from contentops.article.record import State
from contentops.errors import ReviewError
from contentops.publish.store import Store
from contentops.publish.verify import verify
from contentops.settings import Settings, Target
from tests.shop import OATS, PEAS, TEA, Shop, WordByWord, page

REVIEWER = "Karen Holm"
CLAIM = "Havre kan sänka kolesterolet."
"""A claim that no shop may make; the engine's words for it are held by their own or by their source's."""

pytestmark = pytest.mark.usefixtures("engine")


@pytest.fixture
def porridge(shop: Shop) -> str:
    """One article, drafted in Danish and Norwegian; its id."""
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    shop.localize()
    return shop.article()


def edit_page(shop: Shop, file: str, old: str, new: str) -> None:
    path = shop.pages / file
    html = path.read_text(encoding="utf-8")
    assert old in html
    path.write_text(html.replace(old, new), encoding="utf-8")


def approve(shop: Shop, article: str, target: str = "da") -> bool:
    with shop.desk() as desk:
        return desk.approve(article, target, REVIEWER).live


def without_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str) -> None:
        raise AssertionError(name)

    monkeypatch.setattr("contentops.pipeline.run.make", fail)


def pointers(shop: Shop) -> tuple[bytes, bytes]:
    return (shop.store / "public" / "live.json").read_bytes(), (shop.store / "private" / "draft.json").read_bytes()


def served(shop: Shop, article: str, target: str = "da") -> dict[str, Any] | None:
    """The document as a site gets it: from the files below public/ alone."""
    public = shop.store / "public"
    pointer = json.loads((public / "live.json").read_bytes())
    manifest = json.loads((public / "objects" / pointer["manifest"]).read_bytes())
    assert manifest["sequence"] == pointer["sequence"]
    rows = [row for row in manifest["rows"] if (row["article"], row["target"]) == (article, target)]
    if not rows:
        return None
    document: dict[str, Any] = json.loads((public / "objects" / rows[0]["object"]).read_bytes())
    return document


# --------------------------------------------------------------------------------------------- from a page to live.json


def test_a_page_goes_live_by_one_approval_and_in_that_target_only(shop: Shop, porridge: str) -> None:
    assert shop.live() == {}
    assert served(shop, porridge) is None
    assert list((shop.store / "public" / "objects").iterdir()) == [
        shop.store / "public" / "objects" / json.loads((shop.store / "public" / "live.json").read_bytes())["manifest"]
    ]
    assert approve(shop, porridge)
    document = served(shop, porridge)
    assert document is not None
    assert (document["id"], document["locale"], document["title"]) == (porridge, "da", "Grød til morgenmad")
    assert set(shop.live()) == {(porridge, "da")}
    row = shop.live()[porridge, "da"]
    assert (row["state"], row["held"], row["behind"], row["missing"]) == ("approved", [], False, 0)
    assert row["source_revision"] == document["source_revision"] == shop.drafts()[porridge, "sv"]["source_revision"]
    assert verify(Store(shop.store)) == []


def test_the_swedish_source_is_in_the_draft_manifest_and_never_live(shop: Shop, porridge: str) -> None:
    approve(shop, porridge)
    assert shop.drafts()[porridge, "sv"]["state"] == "source"
    assert {target for _, target in shop.live()} == {"da"}
    for path in (shop.store / "public").rglob("*"):
        assert not path.is_file() or "flesta tycker" not in path.read_text(encoding="utf-8")


def test_below_public_nothing_tells_who_decided_what_or_what_was_found(shop: Shop) -> None:
    shop.write("havre.html", page("Havre i köket", (*OATS, CLAIM), name="havre"))
    shop.localize()
    article = shop.article()
    with shop.desk() as desk:
        block = next(f for f in desk.record(desk.row(article, "da")).checks.items if f.rule == "disease-claim").block
        desk.waive("disease-claim", article, block, "da", "Approved by the authority", "Jens Waiver")
        desk.edit(article, "da", "title#0", "Havre i køkkenet", "Else Editor")
        assert desk.approve(article, "da", REVIEWER).live
        desk.send_back(article, "nb", "Nora Sender", "Please say this in fewer words")
    files = [path for path in (shop.store / "public").rglob("*") if path.is_file()]
    assert len(files) >= 3
    private = {"record", "by", "withdrawn", "checks", "findings", "comment", "reason", "engine", "provenance"}
    for path in files:
        text = path.read_text(encoding="utf-8")
        for word in (
            REVIEWER,
            "Jens Waiver",
            "Else Editor",
            "Nora Sender",
            "authority",
            "fewer words",
            str(shop.store),
        ):
            assert word not in text
        assert not private & keys_of(json.loads(text))
    assert "record" in shop.drafts()[article, "da"]


def keys_of(value: object) -> set[str]:
    match value:
        case dict():
            return set(value) | {key for inner in value.values() for key in keys_of(inner)}
        case list():
            return {key for inner in value for key in keys_of(inner)}
        case _:
            return set()


def test_a_second_run_translates_nothing_and_writes_nothing(shop: Shop, porridge: str) -> None:
    approve(shop, porridge)
    before, objects = pointers(shop), shop.objects()
    summary = shop.localize()
    assert (summary.translated, summary.objects_written, summary.release) == (0, 0, None)
    assert (pointers(shop), shop.objects()) == (before, objects)


def test_an_approval_writes_no_document_anew(shop: Shop, porridge: str) -> None:
    before = shop.drafts()[porridge, "da"]
    approve(shop, porridge)
    after = shop.drafts()[porridge, "da"]
    assert after["object"] == before["object"] == shop.live()[porridge, "da"]["object"]
    assert after["record"] != before["record"]


# ----------------------------------------------------------------------------------------------------------------- states


@pytest.mark.parametrize(("trusted", "state"), [(True, "machine"), (False, "machine-draft")])
def test_a_trusted_engine_makes_machine_text_and_an_embedded_one_a_draft(
    shop: Shop,
    engine: WordByWord,
    trusted: bool,  # noqa: FBT001
    state: str,
) -> None:
    engine.trusted = trusted
    shop.write("te.html", page("En kopp te", TEA))
    summary = shop.localize()
    assert shop.drafts()[shop.article(), "da"]["state"] == state
    assert (summary.waiting, summary.ok, summary.live) == (2, True, 0)


def test_an_article_has_the_lowest_state_of_its_sentences(shop: Shop, porridge: str) -> None:
    with shop.desk() as desk:
        for segment in ("title#0", "lead#0"):
            text = next(s for s in desk.record(desk.row(porridge, "da")).segments if s.address == segment).text
            desk.edit(porridge, "da", segment, text, REVIEWER)
    states = [s["state"] for s in shop.record(porridge, "da")["segments"]]
    assert sorted(set(states)) == ["approved", "machine-draft"]
    assert shop.drafts()[porridge, "da"]["state"] == "machine-draft"


def test_what_is_sent_back_needs_work_and_says_why(shop: Shop, porridge: str) -> None:
    approve(shop, porridge)
    with shop.desk() as desk:
        act = desk.send_back(porridge, "da", REVIEWER, "Too stiff", "lead#0")
    assert (act.row["state"], act.live) == ("needs-work", False)
    lead = next(s for s in shop.record(porridge, "da")["segments"] if s["address"] == "lead#0")
    assert (lead["state"], lead["comment"]) == ("needs-work", "Too stiff")
    shop.localize()
    assert shop.drafts()[porridge, "da"]["state"] == "needs-work"
    with shop.desk() as desk:
        edited = desk.edit(porridge, "da", "lead#0", "De fleste kan godt lide grød om morgenen.", REVIEWER)
    assert edited.row["state"] != "needs-work"
    assert approve(shop, porridge)


def test_a_return_without_a_comment_is_refused(shop: Shop, porridge: str) -> None:
    with shop.desk() as desk, pytest.raises(ReviewError, match="--comment"):
        desk.send_back(porridge, "da", REVIEWER, " ")


def test_approved_sentences_in_a_new_order_are_no_approved_article(
    shop: Shop, porridge: str, engine: WordByWord
) -> None:
    approve(shop, porridge)
    before = served(shop, porridge)
    edit_page(shop, "grot.html", f"{OATS[2]} {OATS[3]}", f"{OATS[3]} {OATS[2]}")
    engine.asked.clear()
    shop.localize()
    assert [text for text, target in engine.asked if target == "da"] == []
    assert {s["state"] for s in shop.record(porridge, "da")["segments"]} == {"approved"}
    assert shop.drafts()[porridge, "da"]["state"] == "machine"
    assert served(shop, porridge) == before
    assert shop.live()[porridge, "da"]["behind"]


# ------------------------------------------------------------------------------------------------ approval and its hash


def test_an_approval_is_refused_when_the_text_has_changed_since_it_was_shown(shop: Shop, porridge: str) -> None:
    with shop.desk() as desk:
        shown = desk.row(porridge, "da")["object"]
        desk.edit(porridge, "da", "title#0", "Grød til enhver tid", REVIEWER)
        with pytest.raises(ReviewError, match="has changed since it was shown"):
            desk.approve(porridge, "da", REVIEWER, shown)
        assert shop.live() == {}
        now = desk.row(porridge, "da")["object"]
        assert desk.approve(porridge, "da", REVIEWER, now[:12]).live


def test_an_approval_is_refused_when_the_source_has_changed_since_it_was_shown(shop: Shop, porridge: str) -> None:
    shown = shop.drafts()[porridge, "da"]["object"]
    edit_page(shop, "grot.html", "färska bär", "frysta bär")
    shop.localize()
    with shop.desk() as desk, pytest.raises(ReviewError, match="Read it again"):
        desk.approve(porridge, "da", REVIEWER, shown)
    assert shop.live() == {}


def test_an_edited_sentence_is_checked_at_once_approved_and_remembered_without_an_engine(
    shop: Shop, porridge: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    approve(shop, porridge)
    without_engine(monkeypatch)
    with shop.desk() as desk:
        before = desk.row(porridge, "da")["object"]
        act = desk.edit(porridge, "da", "lead#1", "Lad grøden koge i 5 minutter, og rør imens.", "Else Editor")
        assert act.row["object"] != before
        assert "checks are clean" in act.message
        segment = next(s for s in desk.record(act.row).segments if s.address == "lead#1")
        assert (segment.state, segment.by) == (State.APPROVED, "Else Editor")
        assert "5\u00a0minutter, og rør" in segment.shown
        assert desk.approve(porridge, "da", REVIEWER, act.row["object"]).live
    document = served(shop, porridge)
    assert document is not None
    assert "og rør imens" in document["html"]


def test_an_edited_sentence_is_remembered_for_other_articles_too(shop: Shop, porridge: str) -> None:
    with shop.desk() as desk:
        desk.edit(porridge, "da", OATS[3], "Server den gerne med bær.", REVIEWER)
    shop.write("te.html", page("En kopp te", (*TEA[:3], OATS[3]), name="te"))
    shop.localize()
    (tea,) = {article for article, _ in shop.drafts()} - {porridge}
    segment = next(s for s in shop.record(tea, "da")["segments"] if s["source_shown"] == OATS[3])
    assert (segment["shown"], segment["state"]) == ("Server den gerne med bær.", "approved")


def test_an_edit_that_loses_a_number_is_refused_and_changes_nothing(shop: Shop, porridge: str) -> None:
    before = pointers(shop)
    with shop.desk() as desk, pytest.raises(ReviewError, match="has lost 5"):
        desk.edit(porridge, "da", "lead#1", "Lad grøden koge lidt.", REVIEWER)
    assert pointers(shop) == before


def test_an_edit_that_makes_a_forbidden_claim_says_so_at_once_and_is_held(shop: Shop, porridge: str) -> None:
    with shop.desk() as desk:
        act = desk.edit(porridge, "da", OATS[3], "Havre sænker kolesterolet.", REVIEWER)
        assert "block:" in act.message
        assert not desk.approve(porridge, "da", REVIEWER).live
    assert shop.drafts()[porridge, "da"]["held"] == ["disease-claim"]
    assert shop.live() == {}


# ------------------------------------------------------------------------------------------------------- held and waived


def test_a_blocking_finding_holds_an_approved_article_until_it_is_waived_for_that_sentence(shop: Shop) -> None:
    shop.write("havre.html", page("Havre i köket", (*OATS, CLAIM), name="havre"))
    summary = shop.localize()
    article = shop.article()
    assert not summary.ok
    assert [(held["target"], held["rules"]) for held in summary.held] == [
        ("da", ["disease-claim"]),
        ("nb", ["disease-claim"]),
    ]
    assert not approve(shop, article)
    assert (shop.drafts()[article, "da"]["state"], shop.live()) == ("approved", {})
    with shop.desk() as desk:
        finding = next(f for f in desk.record(desk.row(article, "da")).checks.items if f.rule == "disease-claim")
        with pytest.raises(ReviewError, match="reason"):
            desk.waive("disease-claim", article, finding.block, "da", "", REVIEWER)
        act = desk.waive("disease-claim", article, finding.block, "da", "A quotation from the register", REVIEWER)
    assert act.live
    waived = next(f for f in act.checks.items if f.rule == "disease-claim")
    assert waived.waiver is not None
    assert (waived.waiver.by, waived.waiver.reason) == (REVIEWER, "A quotation from the register")
    assert set(shop.live()) == {(article, "da")}
    shop.localize()
    assert set(shop.live()) == {(article, "da")}


def test_another_sentence_is_not_waived(shop: Shop) -> None:
    shop.write("havre.html", page("Havre i köket", (*OATS, CLAIM), name="havre"))
    shop.localize()
    article = shop.article()
    with shop.desk() as desk:
        finding = next(f for f in desk.record(desk.row(article, "da")).checks.items if f.rule == "disease-claim")
        desk.waive("disease-claim", article, finding.block, "da", "A quotation", REVIEWER)
        assert desk.row(article, "da")["held"] == []
        desk.edit(article, "da", finding.segment, "Havre helbreder kræft.", REVIEWER)
        assert desk.row(article, "da")["held"] == ["disease-claim"]
        assert not desk.approve(article, "da", REVIEWER).live


# --------------------------------------------------------------------------------------------------- withdrawn, restored


def test_withdrawing_lasts_until_it_is_undone_and_then_what_was_approved_is_live_again(
    shop: Shop, porridge: str
) -> None:
    approve(shop, porridge)
    before = served(shop, porridge)
    with shop.desk() as desk:
        desk.withdraw(porridge, "", "Recalled", REVIEWER)
    assert served(shop, porridge) is None
    edit_page(shop, "grot.html", 'nonce=""', 'nonce="2"')
    shop.localize()
    assert served(shop, porridge) is None
    assert not approve(shop, porridge)
    assert {row["withdrawn"] for key, row in shop.drafts().items() if key[1] != "sv"} == {True}
    with shop.desk() as desk:
        desk.restore(porridge, "")
    assert served(shop, porridge) == before


def test_one_target_can_be_withdrawn_alone(shop: Shop, porridge: str) -> None:
    approve(shop, porridge, "da")
    approve(shop, porridge, "nb")
    with shop.desk() as desk:
        desk.withdraw(porridge, "nb", "Recalled", REVIEWER)
    assert set(shop.live()) == {(porridge, "da")}
    with shop.desk() as desk, pytest.raises(ReviewError, match="neither withdrawn nor rolled back"):
        desk.restore(porridge, "da")


# ---------------------------------------------------------------------------------------------------------------- behind


def test_what_is_live_stays_as_it_was_when_its_source_moves_on_and_is_marked_behind(shop: Shop, porridge: str) -> None:
    approve(shop, porridge)
    before, revision = served(shop, porridge), shop.live()[porridge, "da"]["source_revision"]
    edit_page(shop, "grot.html", "färska bär", "frysta bär")
    summary = shop.localize()
    assert served(shop, porridge) == before
    row = shop.live()[porridge, "da"]
    assert (row["behind"], row["source_revision"]) == (True, revision)
    draft = shop.drafts()[porridge, "da"]
    assert (draft["behind"], draft["live"] == row["object"], draft["object"] == row["object"]) == (True, True, False)
    assert draft["source_revision"] == shop.drafts()[porridge, "sv"]["source_revision"] != revision
    assert (summary.live, summary.waiting) == (1, 2)
    assert approve(shop, porridge)
    assert not shop.live()[porridge, "da"]["behind"]
    assert served(shop, porridge) != before


def test_a_policy_that_takes_less_takes_down_what_it_does_not_allow(shop: Shop, porridge: str) -> None:
    bold = Target("da", "da", live=(State.MACHINE_DRAFT, State.APPROVED))
    shop.settings = replace(Settings(), targets=(bold,))
    shop.localize()
    assert set(shop.live()) == {(porridge, "da")}
    shop.settings = Settings()
    shop.localize()
    assert shop.live() == {}


# ----------------------------------------------------------------------------------------------- broken scrapes and sites


@pytest.mark.parametrize(
    "scrape",
    [
        page("Gröt till frukost", OATS, name="grot"),
        page("Gröt till frukost", (*OATS, *PEAS), name="grot", heading=""),
    ],
    ids=["under 60 % of its words", "none of its headings"],
)
def test_a_source_that_came_back_broken_is_held_and_the_old_one_stays(shop: Shop, scrape: str) -> None:
    whole = page("Gröt till frukost", (*OATS, *PEAS), name="grot")
    shop.write("grot.html", whole)
    shop.localize()
    porridge = shop.article()
    approve(shop, porridge)
    before, live = shop.drafts(), shop.live()
    shop.write("grot.html", scrape)
    summary = shop.localize()
    assert not summary.ok
    assert [(held["target"], held["rules"]) for held in summary.held] == [("sv", ["source-shrunk"])]
    assert shop.live() == live
    assert shop.drafts()[porridge, "sv"]["object"] == before[porridge, "sv"]["object"]
    assert shop.drafts()[porridge, "da"]["object"] == before[porridge, "da"]["object"]
    shop.write("grot.html", whole)
    assert shop.localize().ok
    assert shop.drafts()[porridge, "sv"]["held"] == []


def test_a_named_flag_takes_a_source_that_came_back_shorter(shop: Shop) -> None:
    shop.write("grot.html", page("Gröt till frukost", (*OATS, *PEAS), name="grot"))
    shop.localize()
    before = shop.drafts()[shop.article(), "sv"]["object"]
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    assert not shop.localize().ok
    assert shop.localize(accept_changed=True).ok
    assert shop.drafts()[shop.article(), "sv"]["object"] != before


@pytest.fixture
def five(shop: Shop) -> tuple[str, ...]:
    """Five articles, the first of them live; their files."""
    names = ("a.html", "b.html", "c.html", "d.html", "e.html")
    for number, (name, sentences) in enumerate(
        zip(names, (OATS + PEAS, PEAS + TEA, TEA + OATS, OATS, PEAS), strict=True)
    ):
        shop.write(name, page(f"Artikel nummer {number}", sentences, name=name[0]))
    shop.localize()
    approve(shop, next(article for article, _ in sorted(shop.drafts())))
    return names


Change = Callable[[Shop, str], None]


def vanish(shop: Shop, name: str) -> None:
    (shop.pages / name).unlink()


def shrink(shop: Shop, name: str) -> None:
    shop.write(name, page("Artikel", TEA, name=name[0]))


def become_a_cart(shop: Shop, name: str) -> None:
    shop.write(name, "<!doctype html><html><body><nav><a href='/'>Hem</a></nav><form>Varukorg</form></body></html>")


@pytest.mark.parametrize("first", [vanish, shrink, become_a_cart])
@pytest.mark.parametrize("second", [vanish, shrink])
def test_nothing_is_published_when_over_a_fifth_of_a_shop_came_back_broken_or_vanished(
    shop: Shop,
    five: tuple[str, ...],
    first: Change,
    second: Change,
) -> None:
    before = pointers(shop)
    first(shop, five[1])
    second(shop, five[2])
    shop.write("new.html", page("En ny artikel", TEA, name="new"))
    summary = shop.localize()
    assert not summary.ok
    assert "2 of 5 known articles" in summary.changed_site
    assert "--accept-changed" in summary.changed_site
    assert (summary.release, pointers(shop)) == (None, before)
    assert verify(Store(shop.store)) == []
    accepted = shop.localize(accept_changed=True)
    assert (accepted.changed_site, accepted.release is not None) == ("", True)
    assert any(article.startswith("new") for article, _ in shop.drafts())


def test_a_fifth_of_a_shop_that_vanished_is_not_yet_a_changed_site(shop: Shop, five: tuple[str, ...]) -> None:
    vanish(shop, five[1])
    shop.write("new.html", page("En ny artikel", TEA, name="new"))
    summary = shop.localize()
    assert (summary.changed_site, summary.ok) == ("", True)
    assert any(article.startswith("new") for article, _ in shop.drafts())


def test_what_is_not_seen_any_more_is_not_withdrawn(shop: Shop, five: tuple[str, ...]) -> None:
    ((article, target),) = shop.live()
    before = served(shop, article, target)
    vanish(shop, five[0])
    shop.localize()
    assert served(shop, article, target) == before
    assert not shop.drafts()[article, target]["withdrawn"]


def test_files_that_are_named_one_by_one_say_nothing_about_those_that_are_not(
    shop: Shop, five: tuple[str, ...]
) -> None:
    summary = shop.localize(shop.pages / five[0])
    assert (summary.changed_site, summary.ok, summary.articles) == ("", True, 1)
    assert len({article for article, _ in shop.drafts()}) == 5


# ------------------------------------------------------------------------------------------------- where articles move


def test_an_article_keeps_its_id_when_its_file_or_its_address_moves(shop: Shop, porridge: str) -> None:
    (shop.pages / "grot.html").rename(shop.pages / "frukost.html")
    shop.localize()
    assert shop.article() == porridge
    edit_page(shop, "frukost.html", "/blogg/grot", "/magasin/gröt")
    shop.localize()
    assert shop.article() == porridge


def test_two_articles_of_one_name_have_two_addresses(shop: Shop) -> None:
    shop.write("a.html", page("Gröt till frukost", OATS, name="a"))
    shop.write("b.html", page("Gröt till frukost", TEA, name="b"))
    shop.localize()
    slugs = [row["slug"] for (_, target), row in shop.drafts().items() if target == "da"]
    assert len(set(slugs)) == 2


def test_a_store_is_one_folder_that_can_be_moved(shop: Shop, porridge: str, tmp_path: Path) -> None:
    approve(shop, porridge)
    before = served(shop, porridge)
    shop.store.rename(tmp_path / "elsewhere")
    shop.store = tmp_path / "elsewhere"
    assert verify(Store(shop.store)) == []
    assert shop.localize().release is None
    assert served(shop, porridge) == before
