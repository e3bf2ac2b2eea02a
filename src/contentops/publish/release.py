"""Releasing: which documents are drafts, which are live, and the one swap that makes it so.

Only what policy allows goes live: by default an article that a person approved as it was shown, with no finding that
blocks it. What is live stays so when its source moves on (it is then *behind*), and ends only by a person's withdrawal, or
when policy or a check no longer allows the very text that is live. An article that a person has rolled back shows its
earlier text until somebody approves another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contentops.article.record import State
from contentops.publish.store import Side, Store
from contentops.state.desk import Decisions

Row = dict[str, Any]
_LIVE_FIELDS = ("article", "target", "locale", "state", "object", "slug", "url", "source_revision", "held", "missing")


@dataclass(frozen=True, slots=True)
class Released:
    """What a release did. ``sequence`` is None when nothing was written."""

    sequence: int | None
    draft: tuple[Row, ...]
    live: tuple[Row, ...]
    went_live: tuple[Row, ...] = ()
    went_down: tuple[Row, ...] = ()


def release(
    store: Store,
    rows: Iterable[Row],
    decisions: Mapping[str, Decisions],
    policy: Mapping[str, tuple[State, ...]],
    *,
    shop: str,
    remember: Callable[[Sequence[Row], int], None] = lambda _rows, _number: None,
) -> Released:
    """Puts rows in the place of those of the same article and target, decides what is live, and swaps both pointers.

    ``policy`` gives, by target, the states that may go live; a target without policy takes only what is approved.
    ``remember`` is told, before the swap, which rows go live with which release: a release that a killed run never made
    is then remembered in vain, and made again under the same number.
    """
    before_draft, before_live = store.manifest("private"), store.manifest("public")
    draft = {_key(row): row for row in before_draft["rows"]} | {_key(row): row for row in rows}
    was_live = {_key(row): row for row in before_live["rows"]}
    revisions = {row["article"]: row["source_revision"] for row in draft.values() if row["state"] == State.SOURCE}

    live: dict[tuple[str, str], Row] = {}
    for key, row in draft.items():
        if row["state"] == State.SOURCE:
            continue
        chosen = _live(
            row, was_live.get(key), decisions.get(row["article"]), policy.get(row["target"], (State.APPROVED,))
        )
        if chosen:
            behind = chosen["source_revision"] != revisions.get(row["article"], chosen["source_revision"])
            live[key] = {**{name: chosen.get(name) for name in _LIVE_FIELDS}, "behind": behind}
    for key, row in draft.items():
        about = decisions.get(row["article"])
        withdrawn = bool(about and about.withdrawn(row["target"])) and row["state"] != State.SOURCE
        shown = live.get(key)
        rollback = about.rollbacks.get(row["target"]) if about else None
        draft[key] = {
            **{name: value for name, value in row.items() if name != "rolled_back"},
            "withdrawn": withdrawn,
            "live": shown["object"] if shown else None,
            "behind": bool(shown and shown["behind"]),
            **({"rolled_back": rollback.release} if rollback else {}),
        }

    number = max(before_draft["sequence"], before_live["sequence"]) + 1
    went_live = tuple(row for key, row in live.items() if was_live.get(key, {}).get("object") != row["object"])
    remember(went_live, number)
    for row in live.values():
        store.publish(row["object"])
    # Readers first: a run killed between the two leaves a live release whose drafts the next run makes again.
    wrote_live = _swap(store, "public", live, before_live, number, shop, drafts=bool(draft))
    wrote_draft = _swap(store, "private", draft, before_draft, number, shop, drafts=bool(draft))
    return Released(
        sequence=number if wrote_draft or wrote_live else None,
        draft=tuple(draft[key] for key in sorted(draft)),
        live=tuple(live[key] for key in sorted(live)),
        went_live=went_live,
        went_down=tuple(row for key, row in was_live.items() if key not in live),
    )


def _live(row: Row, was: Row | None, about: Decisions | None, allowed: tuple[State, ...]) -> Row | None:
    """The row that readers get, or None."""
    if about and about.withdrawn(row["target"]):
        return None
    rollback = about.rollbacks.get(row["target"]) if about else None
    if rollback and rollback.row["state"] in allowed:
        return rollback.row
    if row["state"] in allowed and not row["held"] and not row["missing"]:
        return row
    if was and was["object"] != row["object"] and was["state"] in allowed:
        return was  # another text than the newest draft: it stays as it was decided on
    approval = about.approvals.get(row["target"]) if about else None
    if approval and State.APPROVED in allowed and approval.document != row["object"] and not approval.row["held"]:
        return approval.row
    return None


def _swap(
    store: Store,
    side: Side,
    rows: Mapping[tuple[str, str], Row],
    before: dict[str, Any],
    number: int,
    shop: str,
    *,
    drafts: bool,
) -> bool:
    ordered = [rows[key] for key in sorted(rows)]
    if ordered == before["rows"] and (before["sequence"] or not drafts):
        return False
    schema = "contentops.manifest/1"
    store.swap(side, {"schema": schema, "sequence": number, "shop": shop, "rows": ordered})
    return True


def _key(row: Row) -> tuple[str, str]:
    return row["article"], row["target"]
