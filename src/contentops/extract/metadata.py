"""What a page says of its article outside the text: JSON-LD first, then meta tags and microdata, then the page itself."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from contentops.article.model import Author
from contentops.extract import linkeddata
from contentops.extract.byline import author_of_line
from contentops.extract.linkeddata import Thing
from contentops.extract.vocabulary import Vocabulary, called, key, vocabulary
from contentops.ingest.charset import clean

_LANGUAGE = re.compile(r"^[a-zA-Z]{2,3}(?![a-zA-Z])")
_SAME_LANGUAGE = {"no": "nb"}
_SPACED_TIME = re.compile(r"(?<=^\d{4}-\d\d-\d\d) (?=\d\d:\d\d\S*$)")
_ISO_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?)?)?$")
_NUMERIC_DATE = re.compile(r"(?<![\d-])(20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\d-])")
_DOTTED_DATE = re.compile(r"(?<![\d.])(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.(20\d\d)(?![\d.]?\d)")
"""Day, month and year as Danes, Norwegians, Germans and Finns write them; with strokes it may be an American's date."""
_WRITTEN_DATE = re.compile(r"(?<!\d)(\d{1,2})\.?\s+([^\W\d_]{3,})\.?,?\s+(\d{4})(?!\d)")
_SITE_WORDS = 4
_SITE_LETTERS = 4
_NAME = 80
_NAME_WORDS = 5
_SHORT_MONTH = 3
_DAYS = 31
_LONGEST_TITLE = 1_000
_DECLARING = "meta, script[type='application/ld+json'], link[rel='canonical'], base[href], time, [itemprop], a[rel]"
_SEPARATOR = re.compile(r"\s+[|–—•·»«/:-]+\s+|\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Everything but the text.

    ``headlines`` are titles as the page gives them, the best first, site names still on. ``named_author`` is a name that
    stands in an element called so or in a meta tag: weaker than a byline. ``questions`` are those that the page declares to
    be a FAQ, in :func:`key` form. ``shown_categories`` and ``shown_date`` stand in elements named so: they are taken where
    nothing better is found.
    """

    locale: str
    headlines: tuple[str, ...]
    site: str
    description: str
    seo_title: str
    author: Author | None
    named_author: str
    published: str | None
    modified: str | None
    image: str | None
    categories: tuple[str, ...]
    canonical: str | None
    base: str | None
    questions: frozenset[str]
    is_article: bool
    shown_categories: tuple[str, ...] = ()
    shown_date: str | None = None


def _canonical(declared: str, url: str | None) -> str | None:
    """The page's own address where it declares one that is an address; else where it was found."""
    try:
        canonical = urljoin(url or "", declared) if declared else url
        return canonical if canonical and urlsplit(canonical).scheme.startswith("http") else url
    except ValueError:  # "http://[::1": a template's half-made address costs nobody an article
        return url


@dataclass(slots=True)
class _Declared:
    """Elements by which a page tells machines something, found in one walk over it, for each walk costs.

    ``canonical`` and ``base`` are addresses, "" where there is none; ``properties`` holds the first element of each
    microdata property; ``sections`` are links to categories and the like.
    """

    metas: list[dict[str, str | None]] = field(default_factory=list)
    scripts: list[LexborNode] = field(default_factory=list)
    times: list[LexborNode] = field(default_factory=list)
    sections: list[LexborNode] = field(default_factory=list)
    properties: dict[str, LexborNode] = field(default_factory=dict)
    canonical: str | None = None
    base: str | None = None
    names_author: bool = False

    @classmethod
    def of(cls, page: LexborHTMLParser) -> _Declared:
        found = cls()
        last = 0
        for node in page.css(_DECLARING):
            if node.mem_id != last:  # one that two selectors match comes twice
                last = node.mem_id
                found.take(node)
        return found

    def take(self, node: LexborNode) -> None:
        attributes = node.attributes
        match node.tag:
            case "meta":
                self.metas.append(attributes)
            case "time":
                self.times.append(node)
            case "script" if attributes.get("type") == "application/ld+json":
                self.scripts.append(node)
            case "link" if self.canonical is None and attributes.get("rel") == "canonical":
                self.canonical = (attributes.get("href") or "").strip()
            case "base" if self.base is None and "href" in attributes:
                self.base = (attributes.get("href") or "").strip()
            case _:
                pass
        properties = (attributes.get("itemprop") or "").split()
        relations = (attributes.get("rel") or "").split() if node.tag == "a" else ()
        for name in properties:
            self.properties.setdefault(name, node)
        if "category" in relations or "articleSection" in properties:
            self.sections.append(node)
        self.names_author = self.names_author or "author" in relations or "author" in properties

    def value(self, name: str) -> str:
        """What the first element of a microdata property says; "" where there is none."""
        element = self.properties.get(name)
        if element is None:
            return ""
        if name == "image" and element.tag not in ("img", "link", "meta") and (inner := element.css_first("img[src]")):
            element = inner  # an ImageObject around the picture
        attributes = element.attributes
        value = (
            attributes.get("content")
            or attributes.get("datetime")
            or attributes.get("src")
            or attributes.get("href")
            or element.text()
        )
        return _line(value)


def read_metadata(page: LexborHTMLParser, url: str | None) -> Metadata:
    """The metadata of a page. ``url`` is where it was found; addresses become absolute by it or by the page's own."""
    said = _Declared.of(page)
    metas = _metas(said.metas)
    data = linkeddata.things(said.scripts)
    thing = linkeddata.article(data)
    locale = _locale(page, thing, metas)
    words = vocabulary(locale)
    declared = said.canonical or metas.get("og:url", "")
    canonical = _canonical(declared, url)
    base = urljoin(url or canonical or "", said.base) if said.base else (url or canonical)
    title_element = page.css_first("head title") or page.css_first("title")
    page_title = _line(title_element.text()) if title_element is not None else ""
    site = _site(data, thing, metas)
    image = _image(thing, data) or metas.get("og:image") or metas.get("twitter:image") or said.value("image")
    return Metadata(
        locale=locale,
        headlines=tuple(
            dict.fromkeys(
                title
                for title in (
                    _line(linkeddata.text(thing.get("headline"))),
                    _line(linkeddata.text(thing.get("name"))),
                    metas.get("og:title", ""),
                    page_title,
                )
                if title
            )
        ),
        site=site,
        description=metas.get("description")
        or _line(linkeddata.text(thing.get("description")))
        or metas.get("og:description", ""),
        seo_title=page_title,
        author=_author(page if said.names_author else None, thing, data, words, site, base),
        named_author=metas.get("author", "") if is_person(metas.get("author", ""), site, words) else "",
        published=iso_date(linkeddata.text(thing.get("datePublished")))
        or iso_date(metas.get("article:published_time", ""))
        or _page_date(said, words, "published"),
        modified=iso_date(linkeddata.text(thing.get("dateModified")))
        or iso_date(metas.get("article:modified_time", ""))
        or _page_date(said, words, "modified"),
        image=urljoin(base or "", image) if image else None,
        categories=_categories(said.sections, thing, metas, words),
        canonical=canonical,
        base=base,
        questions=frozenset(
            key(_line(linkeddata.text(entry.get("name")))) for entry in data if "Question" in linkeddata.types(entry)
        ),
        is_article=bool(thing) or metas.get("og:type", "").endswith("article"),
    )


def without_site(title: str, site: str, url: str | None) -> str:
    """A title without the site's name before or after it.

    The name is known from the page; where it is not, a short last part that the page's address also holds is one. A title
    of over 1,000 characters is none, and is not searched.
    """
    if len(title) > _LONGEST_TITLE:
        return title
    host = (
        re.sub(r"[^a-z0-9]", "", (urlsplit(url).hostname or "").removeprefix("www.").rsplit(".", 1)[0]) if url else ""
    )
    seams = list(_SEPARATOR.finditer(title))
    for seam in reversed(seams):
        before, after = title[: seam.start()].strip(), title[seam.end() :].strip()
        if _is_site(after, site, host) or ("|" in seam.group() and len(after.split()) <= _SITE_WORDS < len(before)):
            return without_site(before, site, url)
        if _is_site(before, site, host):
            return without_site(after, site, url)
    return title


def _is_site(part: str, site: str, host: str) -> bool:
    bare = re.sub(r"[^a-z0-9]", "", _ascii(part))
    if site and key(part) == key(site):
        return True
    return bool(host) and (bare == host or (len(bare) >= _SITE_LETTERS and bare in host))


def _ascii(text: str) -> str:
    return text.casefold().translate(str.maketrans("åäöéøæ", "aaoeoa"))


def _line(text: str) -> str:
    return " ".join(clean(entities.unescape(text)).split())


def _metas(metas: list[dict[str, str | None]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for attributes in metas:
        name = (attributes.get("property") or attributes.get("name") or "").casefold()
        content = _line(attributes.get("content") or "")
        if name and content:
            if name == "article:section" and name in found:
                content = f"{found[name]}\n{content}"
                found[name] = content
            found.setdefault(name, content)
    return found


def _locale(page: LexborHTMLParser, thing: Thing, metas: dict[str, str]) -> str:
    root = page.root
    declared = (root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root is not None else ""
    for tag in (
        declared,
        linkeddata.text(thing.get("inLanguage")),
        metas.get("og:locale", ""),
        metas.get("content-language", ""),
    ):
        if found := _LANGUAGE.match(tag.strip()):
            language = found.group().lower()
            return _SAME_LANGUAGE.get(language, language)
    return "sv"


def _site(data: tuple[Thing, ...], thing: Thing, metas: dict[str, str]) -> str:
    if name := metas.get("og:site_name"):
        return name
    for entry in data:
        if "WebSite" in linkeddata.types(entry) and (name := linkeddata.text(entry.get("name"))):
            return _line(name)
    return _line(linkeddata.text(linkeddata.resolved(thing.get("publisher"), data).get("name")))


def _image(thing: Thing, data: tuple[Thing, ...]) -> str:
    value = thing.get("image")
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, str):
        return value.strip()
    found = linkeddata.resolved(value, data)
    return linkeddata.text(found.get("url")) or linkeddata.text(found.get("contentUrl"))


def is_person(name: str, site: str, words: Vocabulary) -> bool:
    """Whether a text may be an author's name, and is not the shop's or nobody's."""
    folded = key(name)
    return (
        bool(name)
        and len(name) <= _NAME
        and "@" not in name
        and not name.startswith("http")
        and folded != key(site)
        and folded not in words.generic_authors
    )


def _author(
    page: LexborHTMLParser | None, thing: Thing, data: tuple[Thing, ...], words: Vocabulary, site: str, base: str | None
) -> Author | None:
    """The author that the data name, else one that the page marks; ``page`` is None where it marks none."""
    declared = linkeddata.resolved(thing.get("author"), data)
    name = _line(linkeddata.text(declared.get("name")))
    if is_person(name, site, words) and "Organization" not in linkeddata.types(declared):
        return Author(name=name, url=_absolute(linkeddata.text(declared.get("url")), base))
    if page is None:
        return None
    for selector in ("[itemprop~='author'] [itemprop~='name']", "[itemprop~='author']", "a[rel~='author']"):
        element = page.css_first(selector)
        if element is None:
            continue
        name = _line(element.attributes.get("content") or element.text())
        name = author_of_line(name, words) or name
        if is_person(name, site, words) and len(name.split()) <= _NAME_WORDS:
            return Author(name=name, url=_author_url(page, element, base))
    return None


def _author_url(page: LexborHTMLParser, element: LexborNode, base: str | None) -> str | None:
    link = page.css_first("[itemprop~='author'] a[href], [itemprop~='author'] link[href]")
    for candidate in (element, element.parent, link):
        if candidate is not None and (href := candidate.attributes.get("href")):
            return _absolute(href, base)
    return None


def _absolute(address: str, base: str | None) -> str | None:
    if not address.strip():
        return None
    address = urljoin(base or "", address.strip())
    return address if urlsplit(address).scheme in ("http", "https") else None


def iso_date(value: str) -> str | None:
    """A date as ISO 8601 writes it, with or without a time; None for anything else."""
    value = _SPACED_TIME.sub("T", value.strip())
    return value if _ISO_DATE.match(value) else None


def _page_date(said: _Declared, words: Vocabulary, kind: str) -> str | None:
    if found := iso_date(said.value("datePublished" if kind == "published" else "dateModified")):
        return found
    for time in said.times:
        classes = called(time.attributes.get("class") or "", "").names
        is_update = "updated" in classes or "modified" in classes
        if is_update == (kind == "modified"):
            value = iso_date(time.attributes.get("datetime") or "") or written_date(time.text(), words)
            if value:
                return value
    return None


def written_date(text: str, words: Vocabulary) -> str | None:
    """A date written out ("11 februari 2026", "2026-02-11", "11.2.2026") as ISO 8601."""
    if numeric := _NUMERIC_DATE.search(text):
        return numeric.group()
    if dotted := _DOTTED_DATE.search(text):
        day, month, year = dotted.groups()
        return f"{year}-{int(month):02d}-{int(day):02d}"
    for match in _WRITTEN_DATE.finditer(text):
        day, month, year = match.groups()
        number = next(
            (
                n
                for name, n in words.months.items()
                if name == month.casefold() or (len(month) >= _SHORT_MONTH and name.startswith(month.casefold()))
            ),
            0,
        )
        if number and 1 <= int(day) <= _DAYS:
            return f"{year}-{number:02d}-{int(day):02d}"
    return None


def _categories(sections: list[LexborNode], thing: Thing, metas: dict[str, str], words: Vocabulary) -> tuple[str, ...]:
    declared = [_line(name) for name in linkeddata.texts(thing.get("articleSection"))]
    declared = declared or metas.get("article:section", "").split("\n")
    linked = [_line(link.text()) for link in sections]
    return usable_categories(linked, words) or usable_categories(declared, words)


def usable_categories(found: list[str], words: Vocabulary) -> tuple[str, ...]:
    """Names of categories, each once, without those that say nothing ("Blogg") and without list commas."""
    cleaned = (name.strip(" ,;|·•#") for name in found)
    return tuple(
        dict.fromkeys(
            name for name in cleaned if name and len(name) <= _NAME and key(name) not in words.generic_categories
        )
    )
