"""What came of files that translators sent back: for programs and in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from contentops.pipeline.summary import count
from contentops.review.desk import Act

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sentence, a block or an article that was not taken, and why. ``segment`` is its address, ``unit`` its block's."""

    file: str
    article: str
    target: str
    reason: str
    unit: str = ""
    segment: str = ""

    def __str__(self) -> str:
        place = " ".join(part for part in (self.article, self.segment or self.unit) if part)
        return f"{self.file}: {place}: {self.reason}" if place else f"{self.file}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of an article: counts of sentences, the translator's notes, and how the article stands now.

    ``act`` is None after a dry run and where nothing was to be written. ``unapproved`` says why an approval was not given.
    """

    file: str
    article: str
    target: str
    approved: int
    to_review: int
    unchanged: int
    notes: tuple[tuple[str, str], ...] = ()
    act: Act | None = None
    unapproved: str = ""
    unsaid: int = 0


@dataclass(slots=True)
class Report:
    """What an import did, or would do."""

    taken: list[Taken] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    dry_run: bool = False

    def to_json(self) -> dict[str, Any]:
        """The report as JSON values."""
        return {
            "dry_run": self.dry_run,
            "articles": [
                {
                    "file": one.file,
                    "article": one.article,
                    "target": one.target,
                    "approved": one.approved,
                    "to_review": one.to_review,
                    "unchanged": one.unchanged,
                    "notes": [{"unit": unit, "note": note} for unit, note in one.notes],
                    "state": one.act.row["state"] if one.act else None,
                    "missing": one.act.row["missing"] if one.act else None,
                    "held": one.act.row["held"] if one.act else None,
                    "live": one.act.live if one.act else None,
                    "not_approved": one.unapproved or None,
                }
                for one in self.taken
            ],
            "refused": [
                {
                    "file": one.file,
                    "article": one.article,
                    "target": one.target,
                    "unit": one.unit,
                    "segment": one.segment,
                    "reason": one.reason,
                }
                for one in self.refused
            ],
        }

    def words(self) -> str:
        """The report as a person reads it."""
        lines = ["Dry run: nothing was written."] if self.dry_run else []
        for one in self.taken:
            said = [f"{count(one.approved, 'sentence')} approved"]
            said += [f"{one.to_review} to be looked at"] if one.to_review else []
            said += [f"{one.unchanged} as before"]
            refused = sum((r.file, r.article, r.target) == (one.file, one.article, one.target) for r in self.refused)
            said += [f"{refused} refused"] if refused else []
            lines.append(f"{one.article} in {one.target}: {', '.join(said)}.{_now_it_is(one)}")
            if one.unsaid:
                lines.append(
                    f"  {count(one.unsaid, 'sentence')} of them came with other words and the state of before: the tool "
                    "writes no states? --final takes what has changed as approved."
                )
            lines += [f"  {unit}: the translator notes: {note}" for unit, note in one.notes]
        lines += [f"Refused: {refusal}" for refusal in self.refused]
        return _CONTROL.sub("\ufffd", "\n".join(lines))  # a file must not write to the terminal what it likes


def _now_it_is(one: Taken) -> str:
    if one.act is None:
        return ""
    row = one.act.row
    missing = f", {row['missing']} missing" if row["missing"] else ""
    held = f", held by {', '.join(row['held'])}" if row["held"] else ""
    live = ", live" if one.act.live else ""
    why = f" Not approved: {one.unapproved}" if one.unapproved else ""
    return f" The article is {row['state']}{missing}{held}{live}.{why}"
