"""Acts in orders that nobody planned: what readers get is always a text that somebody has read and allowed."""

from __future__ import annotations

import pytest

from contentops.article.record import State
from contentops.errors import ReviewError
from contentops.publish.store import Store
from contentops.report.links import fingerprint
from contentops.settings import Settings, Target
from tests.shop import OATS, PEAS, TEA, Shop, page

BY = "Karen Holm"
ANY_STATE = Settings(targets=(Target("da", "da", live=(State.MACHINE_DRAFT, State.MACHINE, State.APPROVED)),))
STRICT = Settings(targets=(Target("da", "da"),))

pytestmark = pytest.mark.usefixtures("engine")


@pytest.fixture
def porridge(shop: Shop) -> str:
    """A drafted article's id."""
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    shop.localize()
    return shop.article()


@pytest.fixture
def both(shop: Shop) -> tuple[str, str]:
    """Two articles that share their first sentence."""
    shop.write("grot.html", page("Gröt till frukost", OATS, name="grot"))
    shop.write("soppa.html", page("Soppa på torsdag", (OATS[0], *PEAS), name="soppa"))
    shop.localize()
    first, second = sorted({article for article, _ in shop.drafts()})
    return first, second


def sequence(shop: Shop) -> int:
    """The number of the live release."""
    return int(Store(shop.store).manifest("public")["sequence"])


def twice_live(shop: Shop, article: str) -> tuple[int, str]:
    """Two texts that went live one after the other; the first one's release and object."""
    with shop.desk() as desk:
        desk.approve(article, "da", BY)
    first = sequence(shop), shop.live()[article, "da"]["object"]
    with shop.desk() as desk:
        desk.edit(article, "da", "title#0", "Grød om morgenen", BY, approve=True)
    return first


# ----------------------------------------------------------------------------------------------------- edit and approve


def test_an_edit_does_not_approve_what_another_wrote_into_a_shared_sentence(shop: Shop, both: tuple[str, str]) -> None:
    mine, other = both
    shown = shop.drafts()[mine, "da"]["object"][:12]
    shared = next(s for s in shop.record(other, "da")["segments"] if s["source"] == OATS[0])
    with shop.desk() as desk:
        desk.edit(other, "da", shared["address"], "Grød er en enkel ret.", "Bo")
    with shop.desk() as desk:
        act = desk.edit(mine, "da", "title#0", "Grød om morgenen", BY, shown=shown, approve=True)
    assert "It is not approved: other sentences have changed too" in act.message
    assert not shop.live()
    assert shop.get(act.row["object"])["title"] == "Grød om morgenen"


def test_an_edit_does_not_approve_a_source_that_has_moved_on_unseen(shop: Shop) -> None:
    for name, title, sentences in (("0", "Gröt", OATS), ("1", "Ärtor", PEAS), ("2", "Te", TEA)):
        shop.write(f"{name}.html", page(title, sentences, name=f"sida-{name}"))
    shop.localize()
    article = next(article for article, _ in shop.drafts() if article.startswith("sida-0"))
    shown = shop.drafts()[article, "da"]["object"][:12]
    longer = (OATS[0], OATS[1].replace("5 minuter", "5 timmar"), *OATS[2:])
    shop.write("0.html", page("Gröt", longer, name="sida-0"))
    for gone in ("1.html", "2.html"):
        (shop.pages / gone).unlink()
    assert shop.localize().changed_site  # taken in, not released
    with shop.desk() as desk:
        act = desk.edit(article, "da", "title#0", "Grød om morgenen", BY, shown=shown, approve=True)
    assert "It is not approved" in act.message
    assert not shop.live()


def test_the_second_of_two_who_edit_a_field_at_once_is_told(shop: Shop, porridge: str) -> None:
    row = shop.drafts()[porridge, "da"]
    shown = f"{row['object'][:12]}.{fingerprint(row['slug'])}"
    with shop.desk() as desk:
        desk.edit(porridge, "da", "slug", "annas-groed", "Anna", shown=shown)
    with shop.desk() as desk, pytest.raises(ReviewError, match="has changed since you opened the page") as error:
        desk.edit(porridge, "da", "slug", "bos-groed", "Bo", shown=shown)
    assert "annas-groed" in error.value.hint


def test_a_description_of_ones_own_ends_when_the_source_has_one(shop: Shop, porridge: str) -> None:
    with shop.desk() as desk:
        desk.edit(porridge, "da", "description", "Gammel beskrivelse.", BY)
    described = page("Gröt till frukost", OATS, name="grot").replace(
        "</title>", '</title><meta name="description" content="Så kokar du gröten rätt varje morgon.">'
    )
    shop.write("grot.html", described)
    shop.localize()
    document = shop.get(shop.drafts()[porridge, "da"]["object"])
    assert document["description"]
    assert "Gammel" not in str(document)


# ------------------------------------------------------------------------------------------------------------- rollback


def test_policy_counts_for_a_rollback_too(shop: Shop, porridge: str) -> None:
    shop.settings, shop.to = ANY_STATE, ("da",)
    shop.localize()
    machine = sequence(shop)
    with shop.desk() as desk:
        desk.edit(porridge, "da", "title#0", "Grød om morgenen", BY, approve=True)
        desk.roll_back(porridge, "da", machine, "bedre før", BY)
    assert shop.live()[porridge, "da"]["state"] == "machine-draft"
    shop.settings = STRICT
    shop.localize()
    assert shop.live()[porridge, "da"]["state"] == "approved"
    with shop.desk() as desk, pytest.raises(ReviewError, match="machine-draft, which may not be live any more"):
        desk.roll_back(porridge, "da", machine, "bedre før", BY)


def test_a_rollback_to_a_lost_text_is_refused_and_stops_nobody(shop: Shop, porridge: str) -> None:
    release, lost = twice_live(shop, porridge)
    for side in ("public", "private"):
        (shop.store / side / "objects" / lost).unlink(missing_ok=True)
    with shop.desk() as desk, pytest.raises(ReviewError, match="is lost"):
        desk.roll_back(porridge, "da", release, "bedre før", BY)
    shop.write("te.html", page("En kopp te", TEA, name="te"))
    assert shop.localize().release


def test_a_text_whose_release_was_never_made_cannot_be_rolled_back_to(
    shop: Shop, porridge: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    with shop.desk() as desk:
        desk.approve(porridge, "da", BY)
        never = desk.edit(porridge, "da", "title#0", "Aldrig vist", BY).row["object"]
    with monkeypatch.context() as dying, shop.desk() as desk:
        dying.setattr(Store, "swap", killed)
        with pytest.raises(Killed):
            desk.approve(porridge, "da", BY, never)
    with shop.desk() as desk:
        desk.send_back(porridge, "da", BY, "forkert")
        versions = desk._run.decisions(porridge).live_versions["da"]
    assert never not in {version.object for version in versions}


def test_a_store_from_before_versions_were_remembered_can_go_back_to_what_was_live(shop: Shop, porridge: str) -> None:
    with shop.desk() as desk:
        desk.approve(porridge, "da", BY)
        with desk._run.database.begin() as connection:
            connection.exec_driver_sql("DELETE FROM live_versions")
    first = shop.live()[porridge, "da"]["object"]
    release = sequence(shop)
    with shop.desk() as desk:
        desk.edit(porridge, "da", "title#0", "Grød om morgenen", BY, approve=True)
    with shop.desk() as desk:
        desk.roll_back(porridge, "da", release, "bedre før", BY)
    assert shop.live()[porridge, "da"]["object"] == first


# -------------------------------------------------------------------------------------------------- withdraw and restore


def test_what_was_withdrawn_everywhere_is_restored_in_one_target(shop: Shop, porridge: str) -> None:
    with shop.desk() as desk:
        desk.approve(porridge, "da", BY)
        desk.approve(porridge, "nb", BY)
        desk.withdraw(porridge, "", "tilbagekaldt", BY)
        desk.restore(porridge, "da")
    assert set(shop.live()) == {(porridge, "da")}
    assert shop.drafts()[porridge, "nb"]["withdrawn"]


def test_restoring_a_withdrawn_article_keeps_its_rollback(shop: Shop, porridge: str) -> None:
    release, first = twice_live(shop, porridge)
    with shop.desk() as desk:
        desk.roll_back(porridge, "da", release, "bedre før", BY)
        desk.withdraw(porridge, "", "ferie", BY)
        desk.restore(porridge, "da")
    assert shop.live()[porridge, "da"]["object"] == first
    with shop.desk() as desk:
        desk.restore(porridge, "da")
    assert shop.live()[porridge, "da"]["object"] != first


# ------------------------------------------------------------------------------------------------------------- addresses


def test_an_address_that_readers_know_is_nobody_elses(shop: Shop, both: tuple[str, str]) -> None:
    mine, other = both
    with shop.desk() as desk:
        desk.approve(other, "da", BY)
    release, taken = sequence(shop), shop.live()[other, "da"]["slug"]
    with shop.desk() as desk:
        desk.edit(other, "da", "slug", "en-anden", BY)  # a draft: readers still have the old one
    with shop.desk() as desk, pytest.raises(ReviewError, match="is the address of"):
        desk.edit(mine, "da", "slug", taken, BY)
    with shop.desk() as desk:
        desk.approve(other, "da", BY)
        desk.edit(mine, "da", "slug", taken, BY, approve=True)
    with shop.desk() as desk, pytest.raises(ReviewError, match=f"ended in {taken}, which is that of {mine} now"):
        desk.roll_back(other, "da", release, "bedre før", BY)


def test_a_waiver_without_a_place_is_not_one_of_every_place(shop: Shop) -> None:
    pictures = (
        '<img src="/a.jpg" width="800" height="600"><p>Mer om gröt.</p><img src="/b.jpg" width="800" height="600">'
    )
    html = page("Gröt till frukost", OATS, name="grot").replace("</p></article>", f"</p>{pictures}</article>")
    shop.write("grot.html", html)
    shop.localize()
    items = shop.record(shop.article(), "da")["checks"]["items"]
    rule = next(item["rule"] for item in items if item["block"] and not item["segment"])
    with shop.desk() as desk, pytest.raises(ReviewError, match="found nothing at ''"):
        desk.waive(rule, shop.article(), "", "da", "pynt", BY)
