from __future__ import annotations

from sqlalchemy import Engine

from contentops.article.record import Finding, Waiver
from contentops.state.desk import Approval, Decisions, Desk, Return, Withdrawal

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
