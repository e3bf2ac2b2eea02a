"""Secrets: keys that are used and never shown.

A key is told once, where it is read (:func:`keep`); from then on :func:`redacted` takes it out of any text, in all spellings
that it has there: in an address, in JSON, in HTML, in the ``repr`` of an exception. Whatever leaves the program in words (an
exception's message, a log line, a report) goes through it.
"""

from __future__ import annotations

import base64
import functools
import html
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
        _kept.update(_spellings(secret))
        _pattern.cache_clear()
    return secret


def _spellings(secret: str) -> set[str]:
    """The secret as it may stand in a text: as it is, and as whatever quotes a text writes it."""
    data = secret.encode(errors="surrogatepass")
    addresses = {quote(data, safe=""), quote(data), quote_plus(data)}
    plain = {secret, data.decode("latin-1"), html.escape(secret), html.escape(secret, quote=False)}
    plain |= {json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]}
    plain |= {one.replace("/", "\\/") for one in plain}  # JSON of some servers
    # What Python shows of a text inside another, with either quotation mark around it.
    shown = {spelled for one in plain for spelled in _shown(one)} | _shown(data)
    coded = {base64.b64encode(data).decode(), base64.urlsafe_b64encode(data).decode()}
    return plain | shown | coded | addresses | {re.sub("%..", lambda code: code[0].lower(), one) for one in addresses}


def _shown(text: str | bytes) -> set[str]:
    """The text as ``repr`` and ``ascii`` have it, without the marks around it."""
    inside = {written(text).removeprefix("b")[1:-1] for written in (repr, ascii)}
    return inside | {one.replace("\\'", "'") for one in inside} | {re.sub(r"(?<!\\)'", r"\\'", one) for one in inside}


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
