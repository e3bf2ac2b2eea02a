from __future__ import annotations

from dataclasses import dataclass, field

from contentops.translate.limits import CircuitBreaker, TokenBucket


@dataclass
class Time:
    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def test_a_bucket_lets_a_burst_through_and_then_its_rate() -> None:
    time = Time()
    bucket = TokenBucket(2.0, 3, clock=time.clock, sleep=time.sleep)
    for _ in range(7):
        bucket.take()
    assert time.slept == [0.5] * 4


def test_a_bucket_fills_while_nothing_is_asked_but_not_beyond_its_burst() -> None:
    time = Time()
    bucket = TokenBucket(1.0, 2, clock=time.clock, sleep=time.sleep)
    for _ in range(2):
        bucket.take()
    time.now += 100
    for _ in range(2):
        bucket.take()
    assert time.slept == []
    bucket.take()
    assert time.slept == [1.0]


def test_a_breaker_opens_after_failures_in_a_row_and_lets_one_try_after_its_rest() -> None:
    time = Time()
    breaker = CircuitBreaker(3, 60.0, clock=time.clock)
    for _ in range(2):
        breaker.failed("it hangs")
    breaker.went_well()
    for _ in range(3):
        assert breaker.why_not() == ""
        breaker.failed("it hangs")
    assert breaker.why_not() == "not asked, it failed 3 times in a row: it hangs"
    time.now += 60
    assert breaker.why_not() == ""
    assert breaker.why_not() != ""  # the second one waits for what comes of the first
    breaker.went_well()
    assert breaker.why_not() == ""


def test_a_breaker_that_is_open_for_good_stays_open() -> None:
    time = Time()
    breaker = CircuitBreaker(clock=time.clock)
    breaker.open_for_good("the key is refused")
    time.now += 1e6
    breaker.went_well()
    assert breaker.why_not() == "the key is refused"
