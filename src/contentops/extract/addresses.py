"""Addresses of links and pictures, made absolute."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import SplitResult, urljoin, urlsplit

_WHOLE = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+)(?P<path>/[^\s?#;\\]*)?(?P<query>\?[^\s#]+)?(?P<fragment>#\S+)?",
    re.ASCII,
)
"""An address that nothing can be joined to: as most are written, and told in a tenth of the time."""


def absolute(address: str, base: str | None) -> str:
    """The address as it leads from a page at ``base``. Raises ValueError for one that no browser understands ("http://[")."""
    return address if is_whole(address) else urljoin(base or "", address)


def is_whole(address: str) -> bool:
    """Whether it is an ordinary web address to which nothing need be joined; some that are not ordinary are whole, too."""
    return _WHOLE.fullmatch(address) is not None


def split(address: str) -> SplitResult:
    """The parts of an address, as :func:`urllib.parse.urlsplit` tells them and with its errors."""
    if match := _WHOLE.fullmatch(address):
        scheme, host, path, query, fragment = match.groups(default="")
        return SplitResult(scheme, host, path, query[1:], fragment[1:])
    return urlsplit(address)


def of_picture(attributes: Mapping[str, str | None]) -> Iterator[str]:
    """What a picture says of where it is: its address, or one that a script puts there, best last of each set."""
    for name in ("src", "data-src", "data-lazy-src", "data-original", "data-srcset", "srcset"):
        value = (attributes.get(name) or "").strip()
        yield value.split(",")[-1].strip().split(" ")[0] if name.endswith("srcset") else value
