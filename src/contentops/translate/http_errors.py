"""Statuses of HTTP as the errors that they are to an engine."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from contentops.errors import EngineBusy, EngineError, EngineFailed, EngineUnavailable

_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})
"""What may pass; those above 511 are what proxies in front of a service use."""
_REFUSED = frozenset({401, 402, 407})
"""What will not while this run lasts: no right key, no money."""


def error_of(status: int, retry_after: str = "") -> EngineError | None:
    """The error that a status is, None for 2xx. ``retry_after`` is the header of that name: seconds, or a date."""
    if status in range(200, 300):
        return None
    told = f"it answered {status}{_phrase(status)}"
    if status in _BUSY:
        return EngineBusy(told, after=seconds(retry_after))
    if status in _REFUSED:
        return EngineUnavailable(f"{told}: it asks for a key, or refuses ours")
    return EngineFailed(told)


def seconds(retry_after: str) -> float:
    """How long a Retry-After asks to wait; 0 where it cannot be read or has passed."""
    text = retry_after.strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - datetime.now(UTC)).total_seconds())


def _phrase(status: int) -> str:
    try:
        return f" {HTTPStatus(status).phrase}"
    except ValueError:
        return ""
