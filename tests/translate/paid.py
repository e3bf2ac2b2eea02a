"""A draft by an engine that is paid for, in a process of its own that can be killed.

    python -m tests.translate.paid STATE BILL TEXTS_IN_REQUEST before|after NUMBER

Each text that the engine answers is written to BILL, a line each. The process is killed by kill -9 before or after that
request, 0 for none.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from contentops.article.model import Article, Paragraph, Text
from contentops.article.segments import Segment, segments
from contentops.state.database import connect, sqlite_url
from contentops.state.memory import Memory
from contentops.translate.draft import Drafted, draft
from contentops.translate.engine import Answer
from contentops.translate.glossary import Glossary

TEXTS = 23
BLOCKED = 4
"""Every fourth answer is blocked by the gate, and paid for all the same."""


@dataclass
class Paid:
    """Answers by request, writes the bill, and dies where it is told to."""

    bill: Path
    texts_in_request: int
    moment: str = "before"
    number: int = 0
    name: str = "paid"
    trusted: bool = True
    requests_at_once: int = 1
    requests: int = 0

    def targets(self) -> tuple[str, ...]:
        return ("da",)

    def unusable(self, target: str) -> str:
        return "" if target in self.targets() else "no"

    def translate(self, texts: Sequence[str], target: str) -> list[Answer | None]:
        assert target == "da"
        assert len(texts) <= self.texts_in_request
        self.requests += 1
        self._die("before")
        with self.bill.open("a", encoding="utf-8") as bill:
            bill.writelines(f"{text}\n" for text in texts)
        self._die("after")
        return [Answer(f"På dansk: {text}") for text in texts]

    def close(self) -> None:
        pass

    def _die(self, moment: str) -> None:
        if (moment, self.requests) == (self.moment, self.number):
            os.kill(os.getpid(), signal.SIGKILL)


def parts() -> tuple[Segment, ...]:
    """The sentences, no two alike."""
    blocks = tuple(
        Paragraph(id=f"p{number}", inlines=(Text(f"Mening {'abcdefghijklmnopqrstuvwxyz'[number]} står här."),))
        for number in range(TEXTS)
    )
    return segments(Article(locale="sv", title="", blocks=blocks))


def gate(segment: Segment, _: str) -> str:
    """Blocks every fourth."""
    return "" if int(segment.block[1:]) % BLOCKED else "it is every fourth"


def drafted(state: Path, engine: Paid) -> Drafted:
    """One run."""
    database = connect(sqlite_url(state))
    try:
        return draft(parts(), Memory(database, "sv", "da"), [engine], Glossary("da", []), gate)
    finally:
        database.dispose()


if __name__ == "__main__":
    drafted(Path(sys.argv[1]), Paid(Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4], int(sys.argv[5])))
