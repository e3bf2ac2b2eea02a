"""What is refused before a parser sees it.

Parsers fail badly on hostile or broken input: they lose text in silence, or run for minutes. So tags, their attributes and
their nesting are counted first, in one pass, and a page beyond a limit is refused with the limit's name. The limits stand
far above real pages: of 211 scraped ones none had over 1.7 MB, 8,800 tags, 204 attributes on a tag or a depth of 55.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import filterfalse
from operator import itemgetter

from contentops.errors import SourceTooLarge, UnreadableSource

_SPACE = r" \t\n\r\f"
_VALUE = rf"""[{_SPACE}]*+=[{_SPACE}]*+(?>(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^{_SPACE}>"'][^{_SPACE}>]*+)?)"""
_ATTRIBUTE = rf"""[^{_SPACE}/>][^{_SPACE}/>=]*+(?>(?:="[^"]*+"|{_VALUE})?)[{_SPACE}/]*+"""
_RAW = "script|style|textarea|title|xmp|iframe|noembed|noframes"
"""Their content is no mark-up, and often holds "<"."""


_CLOSED = r"(?>(?:[^<]*+(</)\2>)?)(?>(?:[^<]*+</[a-zA-Z0-9]++>)*)"
"""The plain end tags after a tag, the text before each of them too.

Atomic groups, "(?>(?:…)*)", and none that is possessive, "(?:…)*+": those go wrong in Python 3.11.2, Debian's.
"""


@lru_cache(maxsize=8)
def _tag(attributes: int, *, closed: bool = False) -> re.Pattern[str]:
    """What a browser's tokenizer takes for a tag or a comment.

    Groups: the name of an element whose content is no mark-up, which is taken along; the name of any other, with "/"
    before it when the tag closes; what follows the last allowed one of ``attributes``. With ``closed`` the plain end tags
    after it are taken along, by which there are half as many to look at; a fourth group then says that the first of them
    closes the element, in which only text stands.
    """
    return re.compile(
        rf"<(?:(?:(?=[sStTxXiInN][cCtTeEiImMfFoO])(?i:({_RAW}))(?=[{_SPACE}/>]|\Z)|(/?[a-zA-Z][^{_SPACE}/>]*+))"
        rf"(?>(?:[{_SPACE}/]++(?>(?:{_ATTRIBUTE}){{0,{attributes}}})(?>([^>])?))?)"
        rf"(?(1)(?>(?:[^<]++|<(?!/(?i:\1)))*))"
        rf"|!--(?:-?>|(?>(?:[^-]++|-(?!-!?>))*))|[!?/][^>]*+)" + (_CLOSED if closed else "")
    )


_KNOWN = re.compile(
    r"<(?:!doctype\s+html|/?(?:html|head|body|title|meta|article|main|section|header|footer|nav|div|span|p|h[1-6]|ul|ol|li|"
    r"table|tr|td|a|b|i|em|strong|br|hr|img|figure|blockquote|script|style|font|center|pre|form|template)[\s/>])",
    re.IGNORECASE,
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
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
_NO_LEVEL = _VOID | _OPTIONAL_END | {""}
_NO_LEVEL_OR_ITS_END = _NO_LEVEL | {f"/{name}" for name in _NO_LEVEL}
_NAME, _BEYOND = itemgetter(1), itemgetter(2)
"""Of what is found of a tag."""
_UNCLOSED = 4
_LEAST_TAG = 3
"""Characters."""

# fmt: off
_HTML = frozenset((
    "a", "abbr", "address", "article", "aside", "b", "big", "blockquote", "button", "center", "code", "details", "dialog",
    "dir", "div", "dl", "em", "fieldset", "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "i", "ins", "label", "main", "menu", "nav", "nobr", "ol", "pre", "s", "search", "section",
    "select", "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tt", "u", "ul",
))
# fmt: on
"""In them a "/" before the ">" means nothing to a parser; elsewhere, as in an SVG, it closes."""

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
_FILLED = re.compile(rb"[^ \t\r\n\x00\xef\xbb\xbf]")
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\r\x0c\x1b")
_BINARY_SHARE = 0.02
"""Share of control bytes above which a file is binary; a text page has none or a stray one."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a page may be. ``depth`` counts nested elements, ``attributes`` those of one tag.

    ``options`` counts the choices of forms: the parser's time for those of one form grows with their square (a quarter of a
    second for 10,000).
    """

    bytes: int = 10_000_000
    depth: int = 256
    attributes: int = 1_000
    tags: int = 200_000
    options: int = 10_000


DEFAULT_LIMITS = Limits()


def is_html(text: str) -> bool:
    """Whether the text is mark-up, and not a plain-text scrape that happens to hold a "<"."""
    return _KNOWN.search(text) is not None


def refuse_binary(data: bytes) -> None:
    """Raises UnreadableSource for an empty file and for one that holds no text."""
    if _FILLED.search(data) is None:
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

    Bytes and plain text are judged by their size alone; mark-up also by its tags, their attributes and their nesting.
    """
    if len(source) > limits.bytes:
        _refuse(
            "size", f"{len(source):,} {'bytes' if isinstance(source, bytes) else 'characters'}", f"{limits.bytes:,}"
        )
    if isinstance(source, bytes) or not is_html(source):
        return
    tag = _tag(limits.attributes)
    if len(source) > _LEAST_TAG * limits.tags:
        _refuse_tags(source, tag, limits)
    found = _tag(limits.attributes, closed=True).findall(source)
    if any(map(_BEYOND, found)):
        _refuse_attributes(limits)
    if len(found) > limits.options and sum(name.lower() == "option" for _, name, *_ in found) > limits.options:
        _refuse("number of options", f"over {limits.options:,} options", f"{limits.options:,}")
    # Tags that are never closed add up here although the parser closes them with their parent, hence the factor; the
    # depth of the parsed tree is held to the limit itself.
    allowed = _UNCLOSED * limits.depth
    if len(found) >= allowed and _opened(found) >= allowed and _may_nest(tag.findall(source), allowed):
        _refuse_nesting(source, tag, allowed, limits)


def _opened(found: list[tuple[str, str, str, str]]) -> int:
    """How many of the tags open a level in which others may stand."""
    times = Counter([name for _, name, _, closed in found if not closed])
    return sum(count for name, count in times.items() if name[:1] != "/" and name not in _NO_LEVEL)


def _refuse_tags(source: str, tag: re.Pattern[str], limits: Limits) -> None:
    if source.count("<") <= limits.tags:
        return
    for count, match in enumerate(tag.finditer(source), 1):
        if match[3]:
            _refuse_attributes(limits)
        if count > limits.tags:
            _refuse("number of tags", f"over {limits.tags:,} tags", f"{limits.tags:,}")


def _refuse_attributes(limits: Limits) -> None:
    found = f"a tag with over {limits.attributes:,} attributes"
    _refuse("number of attributes", found, f"{limits.attributes:,}")


def _may_nest(found: list[tuple[str, str, str]], allowed: int) -> bool:
    """Whether the depth may be beyond what is allowed: as if no tag closed itself, and none one in other letters."""
    opened: dict[str, int] = {}
    now = 0
    for name in filterfalse(_NO_LEVEL_OR_ITS_END.__contains__, map(_NAME, found)):
        if name[0] != "/":
            closing = f"/{name}"
            opened[closing] = opened.get(closing, 0) + 1
            now += 1
            if now > allowed:
                return True
        elif opened.get(name):
            opened[name] -= 1
            now -= 1
    return False


def _refuse_nesting(source: str, tag: re.Pattern[str], allowed: int, limits: Limits) -> None:
    depth = _Depth()
    for match in tag.finditer(source):
        name = (match[2] or "").lower()
        if name.startswith("/"):
            depth.close(name[1:])
        elif name not in _NO_LEVEL and (name in _HTML or source[match.end() - 1] != "/"):
            depth.open(name)
            if depth.now > allowed:
                refuse_depth(depth.now, limits)


@dataclass(slots=True)
class _Depth:
    opened: Counter[str] = field(default_factory=Counter)
    now: int = 0

    def open(self, name: str) -> None:
        self.opened[name] += 1
        self.now += 1

    def close(self, name: str) -> None:
        if self.opened[name]:
            self.opened[name] -= 1
            self.now -= 1


def refuse_depth(depth: int, limits: Limits = DEFAULT_LIMITS) -> None:
    """Raises SourceTooLarge when ``depth``, the levels of nesting seen, is beyond the limit."""
    if depth > limits.depth:
        _refuse("nesting depth", f"over {depth - 1:,} levels of nesting", f"{limits.depth:,}")


def _refuse(limit: str, found: str, allowed: str) -> None:
    raise SourceTooLarge(
        f"the page has {found}; the limit of {limit} is {allowed}.",
        hint="No shop page is like that: look at the file, or scrape the page again.",
    )
