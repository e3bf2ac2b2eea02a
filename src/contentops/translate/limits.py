"""What keeps us from asking an engine too often: a token bucket, and a circuit breaker for one that does not answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

Clock = Callable[[], float]
Sleep = Callable[[float], None]


class TokenBucket:
    """Lets ``rate`` requests a second through, and after a rest up to ``burst`` of them at once. Safe between threads."""

    def __init__(
        self, rate: float, burst: int = 1, *, clock: Clock = time.monotonic, sleep: Sleep = time.sleep
    ) -> None:
        self._rate = rate
        self._burst = max(1, burst)
        self._clock = clock
        self._sleep = sleep
        self._left = float(self._burst)
        self._at = clock()
        self._lock = threading.Lock()

    def take(self) -> None:
        """Waits until a request may be made."""
        with self._lock:
            now = self._clock()
            self._left = min(self._burst, self._left + (now - self._at) * self._rate)
            self._at = now
            self._left -= 1  # below zero: those that wait have their turn already, one after the other
            wait = -self._left / self._rate if self._left < 0 else 0.0
        if wait:
            self._sleep(wait)


class CircuitBreaker:
    """Stops asking an engine that failed ``failures`` times in a row, for ``rest`` seconds; then one request tries it.

    Safe between threads.
    """

    def __init__(self, failures: int = 5, rest: float = 60.0, *, clock: Clock = time.monotonic) -> None:
        self._allowed = failures
        self._rest = rest
        self._clock = clock
        self._failed = 0
        self._why = ""
        self._until = 0.0
        self._for_good = False
        self._lock = threading.Lock()

    def why_not(self) -> str:
        """Why it is not asked now, in words; "" when it may be."""
        with self._lock:
            if self._for_good:
                return self._why
            if self._failed < self._allowed:
                return ""
            if self._clock() >= self._until:
                self._until = self._clock() + self._rest  # this one tries; the others wait for what comes of it
                return ""
            return f"not asked, it failed {self._failed} times in a row: {self._why}"

    def went_well(self) -> None:
        """It has answered."""
        with self._lock:
            self._failed = 0

    def failed(self, why: str) -> None:
        """It has not."""
        with self._lock:
            self._failed += 1
            self._why = why
            self._until = self._clock() + self._rest

    def open_for_good(self, why: str) -> None:
        """It can't be asked any more while this program runs: a key that is refused, a quota that is used up."""
        with self._lock:
            self._for_good, self._why = True, why
