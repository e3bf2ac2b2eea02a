"""What is refused before a parser sees it.

Parsers fail badly on hostile or broken input: they lose text in silence, or run for minutes. So the cheap counts are taken
first, in one pass over the tags, and a page beyond a limit is refused with the limit's name. The limits stand far above
real pages: of 211 scraped ones none had over 1.7 MB, 8,800 tags, 204 attributes on a tag or a depth of 55.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from contentops.errors import SourceTooLarge, UnreadableSource

_TAG = re.compile(r"""<!--|<(/?)([a-zA-Z][^\s/>]*)((?:[^>"'=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|["'=])*+)""")
_ATTRIBUTE = re.compile(r"""[^\s"'=<>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?""")
_KNOWN = re.compile(
    r"<(?:!doctype\s+html|/?(?:html|head|body|title|meta|article|main|section|header|footer|nav|div|span|p|h[1-6]|ul|ol|li|"
    r"table|tr|td|a|b|i|em|strong|br|hr|img|figure|blockquote|script|style|font|center|pre|form|template)[\s/>])",
    re.IGNORECASE,
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_COMMENT_END = re.compile("-->")
_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
"""Their content is no mark-up, and often holds "<"."""
_OPTIONAL_END = frozenset(
    [
        "body",
        "colgroup",
        "dd",
        "dt",
        "head",
        "html",
        "li",
        "optgroup",
        "option",
        "p",
        "rp",
        "rt",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
    ]
)
"""Their end tag may be left out, so an open one is no level; each stands in a container that is counted."""

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"PK\x03\x04", "a zip archive (or an Office document)"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"RIFF", "an image or sound file"),
    (b"SQLite format 3\x00", "a database"),
)
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\r\x0c\x1b")
_BINARY_SHARE = 0.02
"""Share of control bytes above which a file is binary; a text page has none or a stray one."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a page may be. ``depth`` counts nested elements, ``attributes`` those of one tag."""

    bytes: int = 10_000_000
    depth: int = 256
    attributes: int = 1_000
    tags: int = 200_000


DEFAULT_LIMITS = Limits()


def is_html(text: str) -> bool:
    """Whether the text is mark-up, and not a plain-text scrape that happens to hold a "<"."""
    return _KNOWN.search(text) is not None


def refuse_binary(data: bytes) -> None:
    """Raises UnreadableSource for an empty file and for one that holds no text."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise UnreadableSource("the file is empty.", hint="Scrape the page again, or remove the file.")
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise UnreadableSource(f"the file is {name}, not a page.", hint="Give HTML or plain text.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return  # UTF-16, in which every other byte may be NUL
    sample = data[:65_536]
    if len(sample) - len(sample.translate(None, _CONTROL)) > _BINARY_SHARE * len(sample):
        raise UnreadableSource("the file is binary, not a page.", hint="Give HTML or plain text.")


def refuse_oversized(source: bytes | str, limits: Limits = DEFAULT_LIMITS) -> None:
    """Raises SourceTooLarge, naming the limit, for a page beyond one of ``limits``.

    Bytes are judged by their size alone; a text also by its tags, their attributes and their nesting.
    """
    if len(source) > limits.bytes:
        _refuse("size", f"{len(source):,} bytes", f"{limits.bytes:,}")
    if isinstance(source, bytes):
        return
    depth = _Depth()
    for count, (closing, name, attributes) in enumerate(_tags(source), 1):
        if count > limits.tags:
            _refuse("number of tags", f"over {limits.tags:,} tags", f"{limits.tags:,}")
        # Two characters are the least that an attribute takes.
        if len(attributes) > 2 * limits.attributes:
            _refuse_attributes(attributes, limits)
        if name not in _VOID and name not in _OPTIONAL_END and not attributes.endswith("/"):
            # Tags that are never closed add up here although the parser closes them with their parent, hence the factor;
            # the depth of the parsed tree is held to the limit itself.
            depth.count(name, closing=closing)
            if depth.now > 4 * limits.depth:
                refuse_depth(depth.now, limits)


@dataclass(slots=True)
class _Depth:
    opened: Counter[str] = field(default_factory=Counter)
    now: int = 0

    def count(self, name: str, *, closing: bool) -> None:
        if not closing:
            self.opened[name] += 1
            self.now += 1
        elif self.opened[name]:
            self.opened[name] -= 1
            self.now -= 1


def _tags(source: str) -> Iterator[tuple[bool, str, str]]:
    """Every tag outside comments and scripts: whether it closes, its name, what else stands in it."""
    position = 0
    while match := _TAG.search(source, position):
        position = match.end()
        closing, name, attributes = match.groups()
        if name is None:
            position = _behind(source, _COMMENT_END, position)
            continue
        name = name.lower()
        yield bool(closing), name, attributes
        if name in _RAW and not closing:
            position = _behind(source, _RAW[name], position)


def _behind(source: str, end: re.Pattern[str], position: int) -> int:
    """Where a comment or a script ends; at the end of the text when it is never closed."""
    found = end.search(source, position)
    return found.end() if found else len(source)


def refuse_depth(depth: int, limits: Limits = DEFAULT_LIMITS) -> None:
    """Raises SourceTooLarge when ``depth``, the levels of nesting seen, is beyond the limit."""
    if depth > limits.depth:
        _refuse("nesting depth", f"over {depth - 1:,} levels of nesting", f"{limits.depth:,}")


def _refuse_attributes(attributes: str, limits: Limits) -> None:
    for count, _ in enumerate(_ATTRIBUTE.finditer(attributes), 1):
        if count > limits.attributes:
            found = f"a tag with over {limits.attributes:,} attributes"
            _refuse("number of attributes", found, f"{limits.attributes:,}")


def _refuse(limit: str, found: str, allowed: str) -> None:
    raise SourceTooLarge(
        f"the page has {found}; the limit of {limit} is {allowed}.",
        hint="No shop page is like that: look at the file, or scrape the page again.",
    )
