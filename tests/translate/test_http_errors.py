"""Statuses of HTTP as errors of an engine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from contentops.errors import EngineBusy, EngineFailed, EngineUnavailable
from contentops.translate.http_errors import error_of, seconds


@pytest.mark.parametrize(
    ("status", "error"),
    [
        *((status, EngineBusy) for status in (408, 429, 500, 502, 503, 504, 529)),
        *((status, EngineUnavailable) for status in (401, 402)),
        *((status, EngineFailed) for status in (301, 400, 403, 404, 413, 501, 999)),
    ],
)
def test_a_status_is_what_may_pass_or_what_will_not(status: int, error: type[Exception]) -> None:
    found = error_of(status)
    assert type(found) is error
    assert str(status) in str(found)


@pytest.mark.parametrize("status", [200, 204, 299])
def test_a_good_status_is_no_error(status: int) -> None:
    assert error_of(status) is None


def test_how_long_to_wait_is_told_in_seconds_or_by_a_date() -> None:
    busy = error_of(429, "7")
    assert isinstance(busy, EngineBusy)
    assert busy.after == 7.0
    in_a_minute = format_datetime(datetime.now(UTC) + timedelta(seconds=60))
    assert 55 < seconds(in_a_minute) <= 60
    assert seconds(in_a_minute.replace("+0000", "-0000")) > 0  # a date without a zone, as parsed, is UTC


@pytest.mark.parametrize("told", ["", "soon", "-5", "1.5", "Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 99 Foo 2015", "٣"])
def test_what_cannot_be_read_or_has_passed_is_no_time(told: str) -> None:
    assert seconds(told) == 0.0


def test_a_number_without_an_end_is_a_number() -> None:
    assert seconds("9" * 5000) < 1e10
