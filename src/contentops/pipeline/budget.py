"""The budget of an engine: the characters that it may be sent in a run and in a month."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from contentops.settings import Settings
from contentops.state.spending import Spending
from contentops.translate.setup import Setup

PER_RUN, PER_MONTH = "characters_per_run", "characters_per_month"
"""The settings of an engine; 0, or left out, is no limit."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What may be spent: characters, 0 for any number."""

    per_run: int
    per_month: int

    @classmethod
    def of(cls, setup: Setup) -> Budget:
        """As the settings say."""
        return cls(setup.whole(PER_RUN, 0), setup.whole(PER_MONTH, 0))

    def left(self, spent_this_month: int) -> int | None:
        """The characters that a new run may spend; None for any number."""
        limits = [self.per_run] if self.per_run else []
        limits += [max(0, self.per_month - spent_this_month)] if self.per_month else []
        return min(limits, default=None)


@dataclass(slots=True)
class Account:
    """Keeps account for one engine and one run. Safe between threads."""

    budget: Budget
    spending: Spending
    month: Callable[[], str]
    _spent: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def spend(self, engine: str, characters: int) -> str:
        """Books the characters, and returns ""; or why they are more than may be spent, and books nothing."""
        most = self.budget.per_run
        with self._lock:
            if most and self._spent + characters > most:
                return f"not enough is left of the run's {most:,} characters ({PER_RUN} in the settings)"
            self._spent += characters
        limit = self.budget.per_month
        if not self.spending.book(engine, self.month(), characters, limit):
            with self._lock:
                self._spent -= characters
            return f"not enough is left of the month's {limit:,} characters ({PER_MONTH} in the settings)"
        return ""


def month(settings: Settings) -> str:
    """The month that it is for the shop: "2026-11"."""
    return f"{datetime.now(ZoneInfo(settings.time_zone)):%Y-%m}"
