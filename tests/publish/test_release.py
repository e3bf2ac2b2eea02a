"""What goes live, what stays and what comes down: every release by itself, with rows that are really in the store."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from contentops.article.codec import to_json
from contentops.article.record import Record, State, record_to_json
from contentops.publish.document import document
from contentops.publish.release import Released, Row, release
from contentops.publish.store import Store
from contentops.publish.verify import verify
from contentops.state.desk import NOTHING, Approval, Decisions, Withdrawal
from tests.article.samples import ZINC


@dataclass
class House:
    """A store, what people have decided about the one article, and the policy of its one target."""

    store: Store
    decisions: Decisions = NOTHING
    policy: dict[str, tuple[State, ...]] = field(default_factory=dict)

    def row(self, text: str, state: State, *, revision: str = "r1", held: Iterable[str] = (), missing: int = 0) -> Row:
        """A row whose document has ``text`` for its title."""
        locale = "sv" if state is State.SOURCE else "da"
        name = self.store.put(to_json(document(replace(ZINC, id="zink", locale=locale, title=text), slug="zink")))
        record = Record(
            article="zink", target=locale, locale=locale, state=state, source_revision=revision, document=name
        )
        return {
            "article": "zink",
            "target": locale,
            "locale": locale,
            "state": state.value,
            "object": name,
            "record": self.store.put(record_to_json(record)),
            "slug": "zink",
            "source_revision": revision,
            "held": list(held),
            "missing": missing,
        }

    def release(self, *rows: Row) -> Released:
        done = release(self.store, rows, {"zink": self.decisions}, self.policy, shop="shop")
        assert verify(self.store) == []
        return done

    def approve(self, row: Row) -> None:
        approval = Approval("zink", "da", row["object"], row["record"], row, "Eva", "2026-01-01")
        self.decisions = replace(self.decisions, approvals={"da": approval})

    def withdraw(self) -> None:
        down = Withdrawal("da", "tilbagekaldt", "Eva", "2026-01-02")
        self.decisions = replace(self.decisions, withdrawals={"da": down})

    def restore(self) -> None:
        self.decisions = replace(self.decisions, withdrawals={})

    def live(self) -> list[str]:
        """The titles that readers get, by following live.json through public/ alone."""
        public = self.store.root / "public"
        pointer = json.loads((public / "live.json").read_bytes())
        rows = json.loads((public / "objects" / pointer["manifest"]).read_bytes())["rows"]
        return [json.loads((public / "objects" / row["object"]).read_bytes())["title"] for row in rows]


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(Store(tmp_path / "store"))
    made.store.create()
    return made


@pytest.fixture
def approved(house: House) -> Row:
    """An approved row, live."""
    row = house.row("Zink", State.APPROVED)
    house.approve(row)
    house.release(house.row("Zink", State.SOURCE), row)
    assert house.live() == ["Zink"]
    return row


# ------------------------------------------------------------------------------------------------------------------ policy


@pytest.mark.parametrize("state", [State.MISSING, State.NEEDS_WORK, State.MACHINE_DRAFT, State.MACHINE])
def test_without_a_persons_approval_nothing_is_live_and_readers_are_given_nothing(house: House, state: State) -> None:
    row = house.row("Zink", state)
    done = house.release(row)
    assert (done.live, house.live()) == ((), [])
    assert done.draft[0]["live"] is None
    assert not (house.store.root / "public" / "objects" / row["object"]).exists()


def test_what_is_approved_goes_live(house: House) -> None:
    row = house.row("Zink", State.APPROVED)
    done = house.release(row)
    assert house.live() == ["Zink"]
    assert [r["object"] for r in done.went_live] == [row["object"]]
    assert done.draft[0]["live"] == row["object"]


def test_a_policy_may_let_a_trusted_engines_text_go_live(house: House) -> None:
    house.policy = {"da": (State.APPROVED, State.MACHINE)}
    house.release(house.row("Zink", State.MACHINE))
    assert house.live() == ["Zink"]


def test_the_policy_of_another_target_does_not_count(house: House) -> None:
    house.policy = {"nb": (State.MACHINE,)}
    house.release(house.row("Zink", State.MACHINE))
    assert house.live() == []


def test_the_policy_is_decided_anew_at_every_release(house: House) -> None:
    house.policy = {"da": (State.MACHINE,)}
    house.release(house.row("Zink", State.MACHINE))
    house.policy = {}
    done = house.release()
    assert house.live() == []
    assert len(done.went_down) == 1


def test_a_stricter_policy_takes_down_what_is_live_also_when_the_draft_has_moved_on(house: House) -> None:
    house.policy = {"da": (State.APPROVED, State.MACHINE)}
    house.release(house.row("Zink", State.MACHINE))
    house.policy = {}
    house.release(house.row("Zink igen", State.MACHINE))
    assert house.live() == []


def test_the_source_is_a_draft_and_never_live(house: House) -> None:
    house.policy = {"sv": (State.SOURCE,)}
    done = house.release(house.row("Zink", State.SOURCE))
    assert [row["target"] for row in done.draft] == ["sv"]
    assert house.live() == []


def test_the_live_manifest_says_nothing_of_the_desk(house: House, approved: Row) -> None:
    row = house.store.manifest("public")["rows"][0]
    assert {"record", "withdrawn", "live"} & row.keys() == set()
    assert (row["article"], row["target"], row["behind"]) == ("zink", "da", False)
    assert approved["record"] in {r["record"] for r in house.store.manifest("private")["rows"]}


# -------------------------------------------------------------------------------------------------------- held and missing


def test_a_finding_that_blocks_holds_an_approved_text(house: House) -> None:
    house.release(house.row("Zink", State.APPROVED, held=["disease-claim"]))
    assert house.live() == []


def test_a_check_that_now_blocks_the_very_text_that_is_live_takes_it_down(house: House, approved: Row) -> None:
    done = house.release({**approved, "held": ["disease-claim"]})
    assert house.live() == []
    assert [row["object"] for row in done.went_down] == [approved["object"]]


def test_a_text_with_missing_sentences_is_not_live_whatever_its_state(house: House) -> None:
    house.policy = {"da": (State.MISSING, State.APPROVED)}
    house.release(house.row("Zink", State.MISSING, missing=2))
    assert house.live() == []


def test_sending_back_the_text_that_is_live_takes_it_down(house: House, approved: Row) -> None:
    house.decisions = NOTHING
    house.release({**approved, "state": State.NEEDS_WORK.value})
    assert house.live() == []


# ---------------------------------------------------------------------------------------------------- behind and went back


def test_what_is_live_stays_and_is_behind_when_its_source_moves_on(house: House, approved: Row) -> None:
    draft = house.row("Zink igen", State.MACHINE_DRAFT, revision="r2")
    done = house.release(house.row("Zink!", State.SOURCE, revision="r2"), draft)
    assert house.live() == ["Zink"]
    assert [(row["behind"], row["source_revision"]) for row in done.live] == [(True, "r1")]
    ours = next(row for row in done.draft if row["target"] == "da")
    assert (ours["object"], ours["live"], ours["behind"]) == (draft["object"], approved["object"], True)
    assert (done.went_live, done.went_down) == ((), ())


def test_the_draft_takes_the_place_of_what_is_behind_once_it_is_approved(house: House, approved: Row) -> None:
    source = house.row("Zink!", State.SOURCE, revision="r2")
    house.release(source, house.row("Zink igen", State.MACHINE_DRAFT, revision="r2"))
    newer = house.row("Zink igen", State.APPROVED, revision="r2")
    house.approve(newer)
    done = house.release(newer)
    assert house.live() == ["Zink igen"]
    assert not done.live[0]["behind"]
    assert newer["object"] != approved["object"]


def test_a_source_that_went_back_is_in_step_again(house: House, approved: Row) -> None:
    moved = house.row("Zink!", State.SOURCE, revision="r2"), house.row("Zink igen", State.MACHINE_DRAFT, revision="r2")
    assert house.release(*moved).live[0]["behind"]
    done = house.release(house.row("Zink", State.SOURCE), approved)
    assert house.live() == ["Zink"]
    assert not done.live[0]["behind"]


# --------------------------------------------------------------------------------------------------------------- withdrawn


def test_what_is_withdrawn_comes_down_and_stays_down(house: House, approved: Row) -> None:
    house.withdraw()
    done = house.release()
    assert house.live() == []
    assert [row["object"] for row in done.went_down] == [approved["object"]]
    assert next(row for row in done.draft if row["target"] == "da")["withdrawn"]
    house.release(house.row("Zink igen", State.APPROVED))
    assert house.live() == []


def test_a_withdrawn_target_is_no_withdrawn_source(house: House, approved: Row) -> None:
    house.decisions = replace(house.decisions, withdrawals={"": Withdrawal("", "alle", "Eva", "2026-01-02")})
    done = house.release()
    assert {row["target"]: row["withdrawn"] for row in done.draft} == {"sv": False, "da": True}
    assert approved["target"] == "da"


def test_what_is_restored_is_live_again(house: House, approved: Row) -> None:
    house.withdraw()
    house.release()
    house.restore()
    done = house.release()
    assert house.live() == ["Zink"]
    assert [row["object"] for row in done.went_live] == [approved["object"]]


@pytest.mark.usefixtures("approved")
def test_what_is_restored_after_the_draft_moved_on_is_the_text_that_was_approved(house: House) -> None:
    house.withdraw()
    source = house.row("Zink!", State.SOURCE, revision="r2")
    house.release(source, house.row("Zink igen", State.MACHINE_DRAFT, revision="r2"))
    assert house.live() == []
    house.restore()
    done = house.release()
    assert house.live() == ["Zink"]
    assert done.live[0]["behind"]


@pytest.mark.usefixtures("approved")
def test_without_an_approval_there_is_nothing_to_restore_to(house: House) -> None:
    house.withdraw()
    house.release(house.row("Zink igen", State.MACHINE_DRAFT))
    house.decisions = NOTHING
    house.release()
    assert house.live() == []


# ---------------------------------------------------------------------------------------------------------------- sequence


def test_a_release_of_nothing_new_writes_nothing_and_has_no_number(house: House, approved: Row) -> None:
    before = house.store.written
    pointers = [(house.store.root / side).read_bytes() for side in ("public/live.json", "private/draft.json")]
    done = house.release(approved)
    assert done.sequence is None
    assert house.store.written == before
    assert pointers == [(house.store.root / side).read_bytes() for side in ("public/live.json", "private/draft.json")]


def test_a_release_of_nothing_into_an_empty_store_writes_nothing(house: House) -> None:
    assert house.release().sequence is None
    assert not (house.store.root / "public" / "live.json").exists()


def test_numbers_grow_by_one_with_every_release_that_changed_something(house: House) -> None:
    row = house.row("Zink", State.MACHINE_DRAFT)
    numbers = [
        house.release(row).sequence,
        house.release(row).sequence,
        house.release({**row, "held": ["negation"]}).sequence,
        house.release(house.row("Zink igen", State.APPROVED)).sequence,
    ]
    assert numbers == [1, None, 2, 3]


def test_a_change_of_drafts_alone_leaves_the_live_pointer_as_it_is(house: House, approved: Row) -> None:
    live = (house.store.root / "public" / "live.json").read_bytes()
    done = house.release({**approved, "record": approved["record"], "held": []}, house.row("Zink!", State.SOURCE))
    assert done.sequence == 2
    assert (house.store.root / "public" / "live.json").read_bytes() == live


def test_rows_that_are_not_named_stay_as_they_were(house: House, approved: Row) -> None:
    done = house.release(house.row("Zink!", State.SOURCE))
    assert next(row for row in done.draft if row["target"] == "da")["object"] == approved["object"]
    assert house.live() == ["Zink"]
