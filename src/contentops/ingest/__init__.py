"""Bytes in: which files there are, what characters they hold, and whether they are safe to parse."""

from __future__ import annotations

from contentops.ingest.charset import Decoded, clean, cleaned, decode
from contentops.ingest.files import SourceFile, find
from contentops.ingest.limits import DEFAULT_LIMITS, Limits, is_html, refuse_binary, refuse_oversized

__all__ = [
    "DEFAULT_LIMITS",
    "Decoded",
    "Limits",
    "SourceFile",
    "clean",
    "cleaned",
    "decode",
    "find",
    "is_html",
    "refuse_binary",
    "refuse_oversized",
]
