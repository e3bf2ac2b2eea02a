"""Shop files: what is different about one shop's pages, where reading them as any shop's is not good enough.

One TOML file for each shop, in this folder, in a folder that the settings name, or named on the command line. Most shops
need none. `skafferiet.toml` beside this module is an example that explains every key; docs/extraction.md tells how one is
written.

A file takes the pages of its `hosts`: "butik.example" is also "www.butik.example", and no other subdomain;
"*.butik.example" is that name and everything below it. The nearest name wins.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from contentops.errors import UsageError
from contentops.extract.vocabulary import key
from contentops.language.language import did_you_mean

SUFFIX = ".toml"
_HERE = Path(__file__).parent
_GUIDE = "docs/extraction.md tells what a shop file may hold."


@dataclass(frozen=True, slots=True)
class Site:
    """What a shop file says; everything may be left out.

    ``body``, ``title``, ``lead``, ``author``, ``published`` and ``categories`` are CSS selectors of the elements that hold
    these; ``cut`` are those of elements that always go, ``keep`` of elements that always stay. ``lines`` and ``boxes`` are
    words of the shop's chrome, as in `vocabulary/`, in :func:`key` form. ``site_name`` is what the shop adds to its titles.
    """

    path: str = field(default="", compare=False)
    hosts: tuple[str, ...] = ()
    body: str = ""
    cut: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    title: str = ""
    lead: str = ""
    author: str = ""
    published: str = ""
    categories: str = ""
    lines: frozenset[str] = frozenset()
    boxes: frozenset[str] = frozenset()
    site_name: str = ""

    @property
    def fingerprint(self) -> str:
        """Twelve digits of the hash of what it says: comments and the file's name are not part of it."""
        return _fingerprint(self)


KEYS = frozenset(one.name for one in dataclasses.fields(Site)) - {"path"}
"""What a shop file may hold."""


@functools.lru_cache(maxsize=1024)
def _fingerprint(site: Site) -> str:
    said = {name: value for name, value in dataclasses.asdict(site).items() if name != "path"}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, default=sorted)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Sites:
    """The shop files of a folder, by their hosts."""

    by_host: dict[str, Site] = field(default_factory=dict)

    def match(self, url: str | None) -> Site | None:
        """The shop file that takes the pages of an address (or of a bare host); None where there is none."""
        if not self.by_host or not url or not (host := host_of(url)):
            return None
        if found := self.by_host.get(host):
            return found
        labels = host.split(".")
        wider = (f"*.{'.'.join(labels[start:])}" for start in range(len(labels) - 1))
        return next((self.by_host[name] for name in wider if name in self.by_host), None)


NO_SITES = Sites()


def load(path: Path) -> Site:
    """The shop file at ``path``. Raises UsageError that names the file, the key, the cause and the next step."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no such shop file.", hint="Check the path.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}.", hint=f"It is TOML; {_GUIDE}") from error
    for name in data:
        if name not in KEYS:
            raise UsageError(
                f"{path}: unknown key {name}{did_you_mean(name, KEYS)}.", hint=f"Known: {', '.join(sorted(KEYS))}."
            )

    def one(name: str) -> str:
        return _selector(_text(data, name, path), name, path)

    def several(name: str) -> tuple[str, ...]:
        return tuple(_selector(entry, name, path) for entry in _texts(data, name, path))

    return Site(
        path=str(path),
        hosts=tuple(_host(entry, path) for entry in _texts(data, "hosts", path)),
        body=one("body"),
        cut=several("cut"),
        keep=several("keep"),
        title=one("title"),
        lead=one("lead"),
        author=one("author"),
        published=one("published"),
        categories=one("categories"),
        lines=frozenset(key(entry) for entry in _texts(data, "lines", path)),
        boxes=frozenset(key(entry) for entry in _texts(data, "boxes", path)),
        site_name=_text(data, "site_name", path).strip(),
    )


def load_folder(folder: Path) -> Sites:
    """The shop files of a folder, not of those below it. Raises UsageError for a wrong one, or a host that two claim."""
    by_host: dict[str, Site] = {}
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        site = load(path)
        if not site.hosts:
            raise UsageError(
                f"{path}: hosts: in a folder of shop files each needs one.", hint='Write hosts = ["butik.example"].'
            )
        for host in site.hosts:
            if host in by_host:
                raise UsageError(
                    f"{path}: hosts: {host!r} is claimed by {by_host[host].path} too.",
                    hint="Take it out of one of them.",
                )
            by_host[host] = site
    return Sites(by_host)


def at(path: Path) -> Site | Sites:
    """A shop file, or a folder of them. Raises UsageError."""
    return load_folder(path) if path.is_dir() else load(path)


@functools.cache
def shipped() -> Sites:
    """The shop files of this folder; read once."""
    return load_folder(_HERE)


def match(url: str | None) -> Site | None:
    """The shop file of this folder that takes the pages of an address; None where there is none."""
    return shipped().match(url)


def chosen(given: Site | Sites | None, addresses: Iterable[str | None]) -> Site | None:
    """The shop file of a page: the one that was given; else by address, first among the given ones, then among ours."""
    if isinstance(given, Site):
        return given
    addresses = tuple(dict.fromkeys(address for address in addresses if address))
    for sites in (given or NO_SITES, shipped()):
        for address in addresses:
            if found := sites.match(address):
                return found
    return None


def made_by(version: str, url: str | None, given: Site | Sites | None) -> str:
    """By what the page of an address is read: the extractor's version, the page's host, the shop file's fingerprint.

    As long as it is the same, equal bytes give the same article: a page need not be read to know that. ``url`` may be the
    host alone.
    """
    host = host_of(url) if url else ""
    site = chosen(given, (host,))
    return " ".join((version, *([host or "-"] if host or site else ()), *([site.fingerprint] if site else ())))


def host_in(made: str) -> str:
    """The host that :func:`made_by` noted; "" where the page gave none."""
    _, _, rest = made.partition(" ")
    return rest.partition(" ")[0].removeprefix("-")


def host_of(url: str) -> str:
    """The host of an address, without "www."; "" where there is none. A bare host is its own."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return _plain_host(host)


def _plain_host(host: str) -> str:
    host = host.casefold().rstrip(".").removeprefix("www.")
    try:
        return host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return host


def _host(entry: str, path: Path) -> str:
    star, name = ("*.", entry[2:]) if entry.startswith("*.") else ("", entry)
    name = name.strip()
    if not name or any(character in name for character in "/:*?# ") or name != name.strip("."):
        raise UsageError(
            f"{path}: hosts: {entry!r} is no host.",
            hint='Write the name alone, as "butik.example" or "*.butik.example".',
        )
    return f"{star}{_plain_host(name)}"


def _text(data: dict[str, Any], name: str, path: Path) -> str:
    value = data.get(name, "")
    if not isinstance(value, str) or (name in data and not value.strip()):
        raise UsageError(f"{path}: {name}: {value!r} is no text.", hint=f'Write {name} = "…", or leave it out.')
    return value


def _texts(data: dict[str, Any], name: str, path: Path) -> tuple[str, ...]:
    value = data.get(name, [])
    if not isinstance(value, list) or not all(isinstance(entry, str) and entry.strip() for entry in value):
        raise UsageError(f"{path}: {name}: {value!r} is no list of texts.", hint=f'Write {name} = ["…", "…"].')
    return tuple(value)


def _selector(selector: str, name: str, path: Path) -> str:
    if selector:
        try:
            LexborHTMLParser("<p></p>").css(selector)
        except (SelectolaxError, ValueError, TypeError) as error:
            raise UsageError(
                f"{path}: {name}: {selector!r} is no CSS selector.",
                hint='Write it as in a style sheet, such as ".post-text" or "aside.tips, .promo".',
            ) from error
    return selector
