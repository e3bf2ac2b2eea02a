from __future__ import annotations

from sqlalchemy import Engine

from contentops.article.record import Finding, Waiver
from contentops.state.desk import (
    Approval,
    Approved,
    Decisions,
    Desk,
    FieldText,
    LiveVersion,
    Return,
    Rollback,
    Withdrawal,
)

ROW = {"article": "zink-1", "target": "da", "object": "d0c", "held": [], "missing": 0}
APPROVAL = Approval("zink-1", "da", "d0c", "rec0", ROW, "Eva", "2026-01-01")
BACK = Return("p#0", "Zink er godt.", "for kort", "Nils", "2026-01-02")
FINDING = Finding(rule="disease-claim", severity="block", message="m", block="p", text="Zink helbreder.")
WAIVER = Waiver(reason="citat", by="Eva", at="2026-01-03")


def about(database: Engine, article: str = "zink-1") -> Decisions:
    return Desk(database).decisions()[article]


def test_nothing_is_decided_at_first(database: Engine) -> None:
    assert Desk(database).decisions() == {}


def test_an_approval_comes_back_as_it_was(database: Engine) -> None:
    Desk(database).approve(APPROVAL)
    assert about(database).approvals == {"da": APPROVAL}


def test_the_newest_approval_counts(database: Engine) -> None:
    newer = Approval("zink-1", "da", "d1c", "rec1", {**ROW, "object": "d1c"}, "Nils", "2026-01-04")
    for approval in (APPROVAL, newer):
        Desk(database).approve(approval)
    assert about(database).approvals == {"da": newer}


def test_what_is_sent_back_comes_back_as_it_was_and_ends_the_approval(database: Engine) -> None:
    desk = Desk(database)
    desk.approve(APPROVAL)
    desk.send_back("zink-1", "da", BACK)
    whole = Return("", "d0c", "skriv om", "Nils", "2026-01-02")
    desk.send_back("zink-1", "da", whole)
    assert set(about(database).returns["da"]) == {BACK, whole}
    assert about(database).approvals == {}


def test_sending_back_leaves_the_other_targets_and_articles_alone(database: Engine) -> None:
    desk = Desk(database)
    desk.approve(APPROVAL)
    desk.approve(Approval("zink-1", "nb", "e0c", "rec0", ROW, "Eva", "2026-01-01"))
    desk.approve(Approval("salt-2", "da", "f0c", "rec0", ROW, "Eva", "2026-01-01"))
    desk.send_back("zink-1", "da", BACK)
    assert about(database).approvals.keys() == {"nb"}
    assert about(database, "salt-2").approvals.keys() == {"da"}


def test_an_approval_forgets_what_was_sent_back_before_it(database: Engine) -> None:
    desk = Desk(database)
    desk.send_back("zink-1", "da", BACK)
    desk.approve(APPROVAL)
    assert about(database).returns == {}


def test_a_segment_that_was_written_anew_is_not_sent_back_any_more(database: Engine) -> None:
    desk = Desk(database)
    other = Return("p#1", "Mer zink.", "nej", "Nils", "2026-01-02")
    desk.send_back("zink-1", "da", BACK)
    desk.send_back("zink-1", "da", other)
    desk.resolve("zink-1", "da", "p#0")
    assert about(database).returns == {"da": (other,)}


def test_decisions_come_in_the_same_order_whichever_was_written_last(database: Engine) -> None:
    desk = Desk(database)
    other = Return("p#1", "Mer zink.", "nej", "Nils", "2026-01-02")
    for back in (other, BACK, other):
        desk.send_back("zink-1", "da", back)
    assert about(database).returns["da"] == (BACK, other)


def test_a_waiver_lifts_its_rule_at_its_sentence_and_nothing_else(database: Engine) -> None:
    Desk(database).waive("zink-1", "da", FINDING, WAIVER)
    decided = about(database)
    assert decided.waiver("da", FINDING) == WAIVER
    for other in (
        Finding(rule="negation", severity="block", message="m", block="p", text=FINDING.text),
        Finding(rule=FINDING.rule, severity="block", message="m", block="p2", text=FINDING.text),
        Finding(rule=FINDING.rule, severity="block", message="m", block="p", text="Zink helbreder alt."),
    ):
        assert decided.waiver("da", other) is None
    assert decided.waiver("nb", FINDING) is None


def test_a_withdrawal_of_one_target_is_of_that_target(database: Engine) -> None:
    desk = Desk(database)
    down = Withdrawal("da", "tilbagekaldt", "Eva", "2026-01-05")
    desk.withdraw("zink-1", down)
    assert about(database).withdrawn("da") == down
    assert about(database).withdrawn("nb") is None
    assert desk.restore("zink-1", "nb") is False
    assert desk.restore("zink-1", "da") is True
    assert desk.restore("zink-1", "da") is False
    assert desk.decisions() == {}


def test_a_withdrawal_of_all_targets_is_of_each_and_is_restored_at_once(database: Engine) -> None:
    desk = Desk(database)
    everywhere = Withdrawal("", "tilbagekaldt", "Eva", "2026-01-05")
    desk.withdraw("zink-1", everywhere)
    desk.withdraw("zink-1", Withdrawal("da", "også her", "Eva", "2026-01-05"))
    assert about(database).withdrawn("nb") == everywhere
    assert desk.restore("zink-1", "") is True
    assert desk.decisions() == {}


def test_the_last_approval_is_known_even_when_it_counts_no_more(database: Engine) -> None:
    desk = Desk(database)
    desk.approve(APPROVAL)
    desk.send_back("zink-1", "da", BACK)
    assert about(database).last_approved == {"da": Approved("d0c", "rec0", "Eva", "2026-01-01")}


def test_own_words_for_a_field_come_back_and_empty_ones_take_them_away(database: Engine) -> None:
    desk = Desk(database)
    desk.write("zink-1", "da", "slug", FieldText("zink", "Eva", "2026-01-01"))
    desk.write("zink-1", "da", "slug", FieldText("zink-i-mad", "Eva", "2026-01-02"))
    assert about(database).fields == {"da": {"slug": FieldText("zink-i-mad", "Eva", "2026-01-02")}}
    desk.write("zink-1", "da", "slug", FieldText("", "Eva", "2026-01-03"))
    assert desk.decisions() == {}


def test_the_text_of_a_release_is_the_one_that_went_live_last_until_then(database: Engine) -> None:
    desk = Desk(database)
    newer = {**ROW, "object": "d1c"}
    desk.went_live([ROW], 3)
    desk.went_live([newer], 7)
    assert about(database).live_versions == {"da": (LiveVersion(3, "d0c"), LiveVersion(7, "d1c"))}
    assert [desk.live_row("zink-1", "da", number) for number in (2, 3, 6, 7)] == [None, ROW, ROW, newer]


def test_a_rollback_lasts_until_the_next_approval_or_until_it_is_ended(database: Engine) -> None:
    desk = Desk(database)
    rollback = Rollback(3, ROW, "forkert titel", "Eva", "2026-01-05")
    desk.roll_back("zink-1", "da", rollback)
    assert about(database).rollbacks == {"da": rollback}
    desk.approve(APPROVAL)
    assert about(database).rollbacks == {}
    desk.roll_back("zink-1", "da", rollback)
    assert desk.end_rollback("zink-1", "")
    assert not desk.end_rollback("zink-1", "da")
