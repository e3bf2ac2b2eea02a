"""What engines may spend, what a dry run says of it beforehand, and what a run says that each did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import ClassVar, Self

import pytest
from sqlalchemy import Engine as Database

from contentops.errors import EngineFailed
from contentops.pipeline.budget import Account, Budget, month
from contentops.pipeline.dry_run import dry_run
from contentops.settings import Settings, Target
from contentops.state.database import connect, sqlite_url
from contentops.state.spending import Spending
from contentops.translate.engine import Answer, Context, Engine, Reply
from contentops.translate.remote import Remote
from contentops.translate.setup import Setup
from tests.shop import OATS, TEA, Shop, WordByWord, page


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = connect(sqlite_url(tmp_path / "state.db"))
    yield database
    database.dispose()


def account(database: Database, **values: int) -> Account:
    return Account(Budget.of(Setup("deepl", values)), Spending(database), lambda: "2026-11")


def test_a_run_has_its_limit_and_the_next_run_has_it_again(database: Database) -> None:
    run = account(database, characters_per_run=100)
    assert run.spend("deepl", 90) == ""
    assert (
        run.spend("deepl", 11) == "not enough is left of the run's 100 characters (characters_per_run in the settings)"
    )
    assert run.spend("deepl", 10) == ""
    assert account(database, characters_per_run=100).spend("deepl", 100) == ""


def test_a_month_has_its_limit_over_runs_and_what_it_refuses_is_not_the_runs(database: Database) -> None:
    assert account(database, characters_per_month=1_000).spend("deepl", 900) == ""
    run = account(database, characters_per_month=1_000, characters_per_run=150)
    assert (
        run.spend("deepl", 101)
        == "not enough is left of the month's 1,000 characters (characters_per_month in the settings)"
    )
    assert run.spend("deepl", 100) == ""


@pytest.mark.parametrize(
    ("per_run", "per_month", "spent", "left"),
    [(0, 0, 9, None), (100, 0, 900, 100), (0, 1000, 900, 100), (50, 1000, 900, 50), (500, 1000, 2000, 0)],
)
def test_what_is_left_is_the_lower_of_both_limits(per_run: int, per_month: int, spent: int, left: int | None) -> None:
    assert Budget(per_run, per_month).left(spent) == left


@pytest.mark.parametrize(("zone", "said"), [("Europe/Stockholm", "2026-12"), ("UTC", "2026-11")])
def test_a_month_is_the_shops(monkeypatch: pytest.MonkeyPatch, zone: str, said: str) -> None:
    class Late(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls(2026, 11, 30, 23, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr("contentops.pipeline.budget.datetime", Late)
    assert month(Settings(time_zone=zone)) == said


# --------------------------------------------------------------------------------------------------------------- in a run


class Dear(Remote):
    """An engine over a network that answers word by word; the second sentence of tea it refuses for good."""

    codes: ClassVar[dict[str, str]] = {"da": "DA", "nb": "NB"}
    texts_in_request = 2

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self.sleep = lambda _: None
        self.asked: list[str] = []

    def request(self, texts: Sequence[str], target: str, contexts: Sequence[Context]) -> Sequence[str | Reply]:
        del contexts
        self.asked += texts
        if any(" dra " in text for text in texts):
            raise EngineFailed("it does not like lids")
        return [answer.text for answer in WordByWord().translate(texts, target) if answer]


@dataclass
class Made:
    """The engines that runs have made, by name."""

    engines: dict[str, Engine] = field(default_factory=dict)

    def make(self, name: str, setup: Setup | None = None) -> Engine:
        engine = Dear(setup or Setup(name)) if name == "dear" else WordByWord()
        self.engines[name] = engine
        return engine


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Made:
    made = Made()
    for module in ("run", "dry_run"):
        monkeypatch.setattr(f"contentops.pipeline.{module}.make", made.make)
    return made


def settings(*engines: str, **values: int) -> Settings:
    return Settings(
        targets=(Target("da", "da", engines=engines),),
        engines=(Setup("dear", {"requests_per_second": 1000, **values}),),
    )


@pytest.mark.usefixtures("made")
def test_the_summary_says_what_each_engine_did_and_why_it_refused(shop: Shop) -> None:
    shop.settings, shop.to = settings("dear", "apertium"), ("da",)
    shop.write("te.html", page("Te", TEA))
    summary = shop.localize()
    assert summary.missing == 0
    (dear, its), (apertium, others) = summary.engines
    assert (dear, apertium) == ("dear", "apertium")
    assert its.refused["it does not like lids"] == 2
    assert others.taken == others.segments == its.refused.total()
    assert its.segments == its.taken + its.refused.total()
    assert f"dear: {its.segments} sentences" in summary.words()
    assert "it does not like lids (2)" in summary.words()
    assert summary.to_json()["engines"]["dear"]["refused"] == dict(its.refused)


def test_what_is_over_the_budget_goes_to_the_next_engine(shop: Shop, made: Made) -> None:
    shop.settings, shop.to = settings("dear", "apertium", characters_per_run=100), ("da",)
    shop.write("gryn.html", page("Gryn", OATS))
    summary = shop.localize()
    assert summary.missing == 0
    dear = made.engines["dear"]
    assert isinstance(dear, Dear)
    assert 0 < sum(map(len, dear.asked)) <= 100
    assert "not enough is left of the run's 100 characters (characters_per_run in the settings)" in summary.words()


@pytest.mark.usefixtures("made")
def test_the_budget_of_a_month_lasts_over_runs(shop: Shop) -> None:
    shop.settings, shop.to = settings("dear", "apertium", characters_per_month=150), ("da",)
    shop.write("gryn.html", page("Gryn", OATS))
    shop.localize()
    shop.write("te.html", page("Te", TEA))
    summary = shop.localize()
    state = connect(sqlite_url(shop.store / "private" / "state.db"))
    assert Spending(state).of("dear", month(shop.settings)) <= 150
    state.dispose()
    assert "characters_per_month in the settings" in summary.words()


def test_a_dry_run_says_what_each_engine_would_get_and_what_its_budget_allows(shop: Shop, made: Made) -> None:
    shop.write("te.html", page("Te", TEA))
    own = settings("dear", "apertium", characters_per_run=100)
    plan = dry_run([shop.pages], (own.target("da"), Target("nb", "nb")), shop.store, own)
    number, characters = plan.to_translate["da"]
    assert plan.engines == {"dear": (number, characters), "apertium": plan.to_translate["nb"]}
    assert plan.left == {"dear": 100}
    assert f"dear would get {number} sentences, {characters} characters." in plan.words()
    assert "Its budget allows 100 characters: the rest goes to the next engine, or is missing." in plan.words()
    assert plan.to_json()["engines"]["dear"] == {"segments": number, "characters": characters, "budget_left": 100}
    dear = made.engines["dear"]
    assert isinstance(dear, Dear)
    assert dear.asked == []


@pytest.mark.usefixtures("made")
def test_an_answer_that_was_paid_for_is_a_draft_of_its_engine(shop: Shop) -> None:
    shop.settings, shop.to = settings("dear"), ("da",)
    shop.write("gryn.html", page("Gryn", OATS))
    shop.localize()
    record = shop.record(shop.article(), "da")
    assert {s["engine"] for s in record["segments"]} == {"dear"}
    assert {s["state"] for s in record["segments"]} == {"machine-draft"}
    again = shop.localize(retranslate=True)
    assert again.engines[0][1].taken > 0


@dataclass
class Unusable(WordByWord):
    """One that has not been accepted."""

    name: str = "google"

    def unusable(self, target: str) -> str:
        return f"it is unofficial, and does not do {target}"


def test_an_engine_that_is_passed_over_for_another_is_told_with_its_reason(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("run", "dry_run"):
        monkeypatch.setattr(
            f"contentops.pipeline.{module}.make", lambda name, _: Unusable() if name == "google" else WordByWord()
        )
    shop.write("te.html", page("Te", TEA))
    shop.settings, shop.to = settings("google", "apertium"), ("da",)
    reason = "google: it is unofficial, and does not do da"
    plan = dry_run([shop.pages], (shop.settings.target("da"),), shop.store, shop.settings)
    assert (plan.passed_over, plan.unreached) == ((reason,), {})
    assert f"Not asked: {reason}" in plan.words()
    summary = shop.localize()
    assert (summary.passed_over, summary.engines_unusable) == ((reason,), ())
    assert f"Not asked: {reason}" in summary.words()
    assert summary.to_json()["passed_over"] == [reason]


def test_what_a_check_blocked_and_nothing_better_was_found_for_is_told_apart_from_what_is_taken(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Dosing(WordByWord):
        def translate(self, texts: Sequence[str], target: str) -> list[Answer | None]:
            replies = super().translate(texts, target)
            return [Answer(f"{reply.text} 99 mg") if reply else None for reply in replies]

    for module in ("run", "dry_run"):
        monkeypatch.setattr(f"contentops.pipeline.{module}.make", lambda *_: Dosing())
    shop.write("te.html", page("Te", TEA))
    shop.to = ("da",)
    summary = shop.localize()
    ((_, work),) = summary.engines
    assert work.segments == work.taken + work.refused.total()
    assert work.held == work.refused.total() > 0
    assert f"{work.taken} taken, {work.held} kept for a person although a finding holds them" in summary.words()
