"""What a page shows and an article cannot hold, or was meant to hold and does not: seen while the page's mark-up is there.

Links that lead nowhere, boxes with nothing in them, films. They become findings once the article is made
(:mod:`contentops.extract.findings`): what was chrome after all is reported by nobody.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from contentops.extract.addresses import absolute, split
from contentops.extract.tree import Box
from contentops.extract.vocabulary import called

EMBED = "data-contentops-embed"
"""Attribute by which the holder of a film or a frame remembers it: the tree is built without them."""

_EMBEDS = "iframe, video, audio, embed, object, math, lite-youtube, lite-vimeo"
_MOST = 200
"""Broken links of a page that are remembered."""
_TINY = 10
"""Pixels up to which a frame counts visits and shows nothing."""
_LONGEST_ADDRESS = 300
_LONGEST_TITLE = 160
"""Characters up to which a box may hold nothing but its title."""
_BOXES = frozenset(["div", "section", "aside", "blockquote", "p", "figure"])
_HEADS = frozenset(["h2", "h3", "h4", "h5", "h6", "strong", "b"])
_EMPTY = {"ul": "list", "ol": "list", "table": "table", "blockquote": "quotation"}
_ACTS = frozenset(["a", "button", "input", "form", "img"])
_MARKER = re.compile(r"[\[(]?\s*\d{1,3}\s*[\])]?")
_TEMPLATE = re.compile(r"\{\{|\{%|<%|\$\{|%7b%7b", re.IGNORECASE)
_UNFILLED = r"\{\{[^{}]{1,80}\}\}|\{%[^%{}]{1,80}%\}"
_NO_VALUES = frozenset(["undefined", "null", "nan", "none", "[object object]", "%5bobject%20object%5d"])
_NO_HOSTS = frozenset(["http", "https", "localhost", "127.0.0.1", "undefined", "null", "www"])
_TRACKERS = ("googletagmanager", "facebook.com/tr", "doubleclick")


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link that no reader can follow: its text, its address as written, and why in words."""

    text: str
    href: str
    why: str


@dataclass(frozen=True, slots=True)
class Losses:
    """What was seen in the article's part of a page.

    ``boxes`` says what is empty, ``media`` are kinds and addresses, ``pictures`` what those without an address would show.
    """

    links: tuple[BrokenLink, ...] = ()
    boxes: tuple[str, ...] = ()
    media: tuple[tuple[str, str], ...] = ()
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of one language that speak of what stands beside them.

    ``unfinished`` are words with which no sentence ends, ``openers`` those that ask for an enumeration after their colon.
    """

    tables: re.Pattern[str]
    images: re.Pattern[str]
    videos: re.Pattern[str]
    lists: re.Pattern[str]
    unfinished: frozenset[str]
    openers: frozenset[str]
    stems: tuple[str, ...]

    def speaking(self, texts: list[str]) -> set[int]:
        """Which of the texts, in lower case, have one of the stems, without which no pattern matches."""
        whole = "\n".join(texts)
        stems = [stem for stem in self.stems if stem in whole]
        return {index for stem in stems for index, text in enumerate(texts) if stem in text}


@functools.cache
def phrases(locale: str) -> Phrases:
    """The phrases of a language, English always included."""
    data = _data()
    sources = [data[name] for name in dict.fromkeys((locale, "en")) if isinstance(data.get(name), dict)]

    def any_of(name: str) -> re.Pattern[str]:
        return re.compile("|".join(entry for source in sources for entry in source[name]))

    def own(name: str) -> frozenset[str]:
        return frozenset(sources[0][name])

    stems = tuple(stem for source in sources for stem in source["stems"])
    return Phrases(
        any_of("tables"), any_of("images"), any_of("videos"), any_of("lists"), own("unfinished"), own("openers"), stems
    )


@functools.cache
def shortcode() -> re.Pattern[str]:
    """A shortcode or a place of a template that was not filled in: "[gallery ids=…]", "{{ namn }}"."""
    known = "|".join(re.escape(name).replace(r"\*", r"[\w-]{1,40}") for name in _data()["shortcodes"])
    return re.compile(
        rf"\[/?(?:(?:{known})|[a-z][a-z0-9_-]{{2,30}}(?=\s+[a-z_-]{{2,30}}\s?=))(?:\s[^\[\]]{{0,300}})?/?\]|{_UNFILLED}"
    )


@functools.cache
def _data() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "vocabulary" / "source.toml").read_text(encoding="utf-8"))


def remember_embeds(page: LexborHTMLParser) -> None:
    """Writes down at the holder of each film, frame and formula what it held, before the tree is built without them."""
    for node in page.css(_EMBEDS):
        holder = node.parent
        if holder is None or holder.tag in ("video", "audio", "object"):
            continue
        attributes = node.attributes
        address = ""
        for name in ("src", "data-src", "data-lazy-src", "data", "videoid"):
            address = address or (attributes.get(name) or "").strip()
        source = node.css_first("source[src]") if not address else None
        if source is not None:
            address = (source.attributes.get("src") or "").strip()
        if _is_tracker(attributes, address, node.tag or ""):
            continue
        known = holder.attributes.get(EMBED) or ""
        if len(known) < _LONGEST_ADDRESS:
            holder.attrs[EMBED] = f"{known}{node.tag} {address[:_LONGEST_ADDRESS]}\n"


def _is_tracker(attributes: dict[str, str | None], address: str, tag: str) -> bool:
    style = (attributes.get("style") or "").replace(" ", "")
    if "hidden" in attributes or "display:none" in style or "visibility:hidden" in style:
        return True
    sizes = [attributes.get(name) or "" for name in ("width", "height")]
    if any(size.isdecimal() and len(size) <= len("00") and int(size) <= _TINY for size in sizes):
        return True
    if any(name in address for name in _TRACKERS):
        return True
    return tag in ("iframe", "embed") and address in ("", "about:blank")


def targets_of(page: LexborHTMLParser) -> frozenset[str]:
    """What a link inside the page can lead to: ids and names, of the shop's own parts too."""
    if page.css_first("a[href^='#']") is None:
        return frozenset()
    return frozenset(
        value for node in page.css("[id], [name]") for name in ("id", "name") if (value := node.attributes.get(name))
    )


def losses_of(parts: Iterable[Box], targets: frozenset[str], base: str | None) -> Losses:
    """What the parts of a page lack. ``targets`` are those of the page (:func:`targets_of`).

    ``base`` is the address by which relative ones become absolute, None when unknown.
    """
    links: dict[tuple[str, str], BrokenLink] = {}
    empty: list[str] = []
    media: list[tuple[str, str]] = []
    pictures: list[str] = []
    for box in _each(parts):
        if EMBED in box.attributes:
            media.extend(_embeds(box.attributes[EMBED]))
        if box.tag == "img":
            pictures.extend(_lost_picture(box))
        elif box.tag == "a" and box.length and "href" in box.attributes:
            href = box.attributes["href"].strip()
            if len(links) < _MOST and (why := _broken(href, base, targets, box)):
                links.setdefault((box.text, href), BrokenLink(box.text, href, why))
        elif said := _empty(box):
            empty.append(said)
    return Losses(
        tuple(links.values()), tuple(dict.fromkeys(empty)), tuple(dict.fromkeys(media)), tuple(dict.fromkeys(pictures))
    )


def _each(parts: Iterable[Box]) -> Iterator[Box]:
    """The elements of the parts, and those empty ones that were cut for being an aside."""
    for part in parts:
        for box in part.page[part.place : part.end]:
            if not box.cut or (not box.length and box.tag == "aside" and box.parent is not None and not box.parent.cut):
                yield box


def _lost_picture(picture: Box) -> Iterator[str]:
    """What a picture without any address, not even one that a script puts in its place later, would show."""
    alt = " ".join(picture.attributes.get("alt", "").split())
    addressed = any(value.strip() for name, value in picture.attributes.items() if "src" in name)
    if alt and not addressed and not (picture.parent is not None and picture.parent.tag == "picture"):
        yield alt


def _embeds(written: str) -> Iterator[tuple[str, str]]:
    for line in written.splitlines():
        tag, _, address = line.partition(" ")
        yield tag, address


def _broken(href: str, base: str | None, targets: frozenset[str], box: Box) -> str:
    """Why nobody can follow an address; "" for one that can be followed."""
    if not href:
        return "has no address"
    if href.startswith("#"):
        return _dead_anchor(href[1:], targets, box)
    if href.casefold() in _NO_VALUES or href.rstrip("/").rpartition("/")[2].casefold() in _NO_VALUES:
        return "has an address that was never filled in"
    if _TEMPLATE.search(href):
        return "has an address that was never filled in"
    try:
        address = split(absolute(href, base))
        host = address.hostname or ""
    except ValueError:
        return "has an address that no browser understands"
    return _unreachable(address.scheme.lower(), host, href)


def _unreachable(scheme: str, host: str, href: str) -> str:
    if scheme in ("javascript", "vbscript", "data", "about"):
        return "runs a script instead of leading to a page"
    if scheme == "file" or re.match(r"[a-zA-Z]:[\\/]", href):
        return "leads to a file on somebody's computer"
    if scheme in ("http", "https"):
        if not host or host in _NO_HOSTS or re.search(r"[\s,]", host):
            return "names no site that a reader can reach"
        return ""
    if scheme == "mailto":
        return "" if "@" in unquote(href) else "names no address to write to"
    return "" if scheme else "has an address that is relative, and the page's own address is not known"


def _dead_anchor(target: str, targets: frozenset[str], box: Box) -> str:
    if not target:
        return "leads nowhere"
    if target in targets or unquote(target) in targets or target.casefold() == "top" or target[0] in "/!:":
        return ""
    if _MARKER.fullmatch(box.text):
        return ""  # a citation's marker, which is tied by its number
    return "leads to a place that the page does not have"


def _empty(box: Box) -> str:
    """What an element with nothing in it was meant to be; "" for one that holds something, or means nothing."""
    if box.length > _LONGEST_TITLE or box.images or (box.tag not in _BOXES and box.tag not in _EMPTY):
        return ""
    if EMBED in box.attributes or "hidden" in box.attributes or "chrome" in box.traits:
        return ""
    if box.tag in _BOXES and "callout" in box.traits:
        name = next(name for name in box.names.split() if "callout" in called(name, "").traits)
        inner = box.page[box.place + 1 : box.end]
        if any(EMBED in one.attributes or one.tag in _ACTS for one in inner):
            return ""
        if not box.length:
            return f"A box named “{name}” is empty"
        heads = [one for one in inner if one.tag in _HEADS and one.length]
        if heads and heads[0].length == box.length:
            return f"A box named “{name}” holds nothing but its title, “{heads[0].text[:80]}”"
        return ""
    if box.tag not in _EMPTY or box.length or box.holds(_ACTS):
        return ""
    items = [one for one in box.page[box.place + 1 : box.end] if one.tag in ("li", "td", "p")]
    return f"A {_EMPTY[box.tag]} is empty" if items else ""
