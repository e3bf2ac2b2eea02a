"""Secrets: keys that are used and never shown.

A key is told once, where it is read (:func:`keep`); from then on :func:`redacted` takes it out of any text, and of its
spellings in an address. Whatever leaves the program in words (an exception's message, a log line, a report) goes through it.
"""

from __future__ import annotations

import base64
import functools
import json
import logging
import re
from urllib.parse import quote, quote_plus

SHOWN = "***"
_LEAST = 4
"""Characters. A shorter "key" would take letters out of ordinary words."""

_kept: set[str] = set()


def keep(secret: str) -> str:
    """Remembers a secret, and returns it."""
    if len(secret) >= _LEAST:
        _kept.update({secret, quote(secret, safe=""), quote(secret), quote_plus(secret), json.dumps(secret)[1:-1]})
        _kept.add(base64.b64encode(secret.encode()).decode())
        _pattern.cache_clear()
    return secret


def redacted(text: str) -> str:
    """The text with "***" in the place of every secret that is known."""
    pattern = _pattern()
    return pattern.sub(SHOWN, text) if pattern else text


class Redacting(logging.Filter):
    """Takes secrets out of what a logger of somebody else's tells."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets every record pass, redacted."""
        record.msg, record.args = redacted(record.getMessage()), ()
        return True


@functools.cache
def _pattern() -> re.Pattern[str] | None:
    longest_first = sorted(_kept, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None
