"""From a page to its article: the steps of extraction, in order."""

from __future__ import annotations

import contextlib
import gc
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from operator import is_
from typing import assert_never

from selectolax.lexbor import LexborHTMLParser

from contentops.article import identity
from contentops.article.model import (
    Article,
    Author,
    Block,
    Category,
    Cell,
    Heading,
    Image,
    Inlines,
    Item,
    Link,
    List,
    Pair,
    Paragraph,
    Question,
    Quote,
    Seo,
    Table,
    Text,
    plain,
    text_of,
    walk_blocks,
)
from contentops.article.record import Finding
from contentops.errors import NoArticle
from contentops.extract import structure
from contentops.extract.blocks import read_blocks
from contentops.extract.chrome import Cut, strip_chrome, strip_last_cards
from contentops.extract.citations import Citations
from contentops.extract.ending import without_ending
from contentops.extract.findings import source_findings
from contentops.extract.header import LEAST_SAID, Header, are_names, read_header, title_box
from contentops.extract.losses import Losses, losses_of, remember_embeds, targets_of
from contentops.extract.metadata import (
    Metadata,
    is_person,
    read_metadata,
    usable_categories,
    without_site,
    written_date,
)
from contentops.extract.named import named_author, named_categories, named_date
from contentops.extract.pieces import TITLE_OR_TEXT, Piece, link_density
from contentops.extract.plaintext import read_lines
from contentops.extract.quantities import quantified
from contentops.extract.references import split_references
from contentops.extract.root import find_parts
from contentops.extract.shop import Effect, Exceptions, Found
from contentops.extract.sites import Site, Sites, chosen
from contentops.extract.tree import Box, boxes, parse
from contentops.extract.vocabulary import Vocabulary, is_key_of, key, plain_ascii, vocabulary
from contentops.ingest import clean, cleaned, decode, is_html, refuse_binary, refuse_oversized
from contentops.language.language import language, locales

VERSION = "6"
"""Of the extractor: raised whenever the same page may give another article."""

_LEAST = 140
"""Characters of text below which a page holds no article."""
_SHORTEST_LEAD = 40
_LONGEST_LEAD = 1200
_SHORTEST_TITLE = 4
_LONGEST_TITLE = 200
_LONGEST_HEADLINE = 1_000
_DATE_LINE = 60
_NEAR_TITLE = 8
"""Lines of a scrape, from its beginning and from its title, among which the date and the categories stand."""
_OPENING = 2
"""Blocks at the beginning among which the main image and the lead are looked for a second time."""
_WHOLLY_LINKED = 0.9
_MOST = 0.7
_EXCERPT = 200
"""Characters of text for each linked heading below which a page is a list of articles."""
_MARKED = re.compile(r"[0-9\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2150-\u215f]")
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Extraction:
    """An article, what is wrong with its source, and what was cut from the page, with the reasons.

    ``found`` tells where in the page the article stood; ``site`` is the shop's file that was used,
    and ``effects`` what it did.
    """

    article: Article
    findings: tuple[Finding, ...]
    cuts: tuple[Cut, ...]
    found: tuple[Found, ...] = ()
    site: Site | None = None
    effects: tuple[Effect, ...] = ()


def extract(html: bytes | str, url: str | None = None, *, site: Site | Sites | None = None) -> Article:
    """The article of a page, or of a plain-text scrape. ``url`` is where it was found; addresses become absolute by it.

    ``site`` is the shop's file, or files from which one is chosen by the page's host before the shipped ones are asked.

    Raises UnreadableSource (empty, binary), SourceTooLarge (beyond a limit), NoArticle (a cart, a category, a login).
    """
    with _collector_at_rest():
        return _read(html, url, site, None).article


def read(html: bytes | str, url: str | None = None, *, site: Site | Sites | None = None) -> Extraction:
    """The article of a page with findings and cuts; takes and raises what :func:`extract` does."""
    with _collector_at_rest():
        return _read(html, url, site, _Seen())


@dataclass(slots=True)
class _Seen:
    """What findings are made from, gathered on the way; there is none where nobody asks for findings."""

    replaced: int = 0
    targets: frozenset[str] = frozenset()
    losses: Losses | None = None


@contextlib.contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Python's search for cycles waits: thousands of elements are made for a page, and all of them are let go after it.

    The search would walk over them again and again in vain, which took a third of the time of a page.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _read(html: bytes | str, url: str | None, site: Site | Sites | None, seen: _Seen | None) -> Extraction:
    if isinstance(html, bytes):
        refuse_oversized(html)
        refuse_binary(html)
        decoded = decode(html)
    else:
        data = html.encode("utf-8", errors="surrogatepass")
        refuse_binary(data)
        decoded = cleaned(html, data)
    if seen is not None:
        seen.replaced = decoded.replaced
    refuse_oversized(decoded.text)
    if not is_html(decoded.text):
        return _from_text(decoded.text, url, site, seen)
    return _from_page(parse(decoded.utf8 or decoded.text), url, site, seen)


def _from_page(page: LexborHTMLParser, url: str | None, site: Site | Sites | None, seen: _Seen | None) -> Extraction:
    metadata = read_metadata(page, url)
    shop = Exceptions(chosen(site, (url, metadata.canonical)))
    words = shop.vocabulary(vocabulary(metadata.locale))
    metadata = shop.read(page, metadata, words)
    if seen is not None:
        remember_embeds(page)
        seen.targets = targets_of(page)
    body = boxes(page, words)
    cuts: list[Cut] = []
    try:
        return _from_boxes(body, metadata, words, shop, seen, cuts)
    except NoArticle as refused:
        refused.cuts = tuple(cuts)
        raise
    finally:
        body.release()


def _from_boxes(
    body: Box, metadata: Metadata, words: Vocabulary, shop: Exceptions, seen: _Seen | None, cuts: list[Cut]
) -> Extraction:
    headlines = [" ".join(clean(box.text).split()) for box in body.page if box.tag == "h1" and box.length]
    # Looked for only where the page does not declare them.
    shown_categories = () if metadata.categories else named_categories(body, words)
    shown_date = None if metadata.published else named_date(body, words)
    shown_author = "" if metadata.author else named_author(body, words)
    cuts += shop.settle(body)
    cuts += strip_chrome(body, words)
    why: list[str] = []
    parts = shop.parts(why) or find_parts(body, words, why)
    strip_last_cards(parts, cuts)
    title = shop.named(_title(headlines, metadata, body, parts))
    named = _as_shown(headlines, title, metadata)
    shown = title_box(body, shop.shown_title or named, parts)
    header = read_header(shown, words, cuts) if shown is not None else Header()
    if shop.lead is None:
        parts = _with_opening(parts, header)
        for part in parts:
            _mark_leads(part)
    parts = shop.with_lead(parts)
    shop.tell(parts, why)
    metadata = replace(
        metadata,
        author=metadata.author or (Author(name=header.author) if header.author else None),
        published=metadata.published or header.published,
        categories=_fuller(metadata.categories, header.categories),
        named_author=shown_author if is_person(shown_author, metadata.site, words) else metadata.named_author,
        shown_categories=shown_categories,
        shown_date=shown_date,
    )
    if seen is not None:
        seen.losses = losses_of(parts, seen.targets, metadata.base)
    pieces = read_blocks(parts, metadata.base, words)
    pieces = _titled(shop.titled(pieces, title), named, title)
    return _article(pieces, title, metadata, words, cuts, shop, seen)


def _from_text(text: str, url: str | None, site: Site | Sites | None, seen: _Seen | None) -> Extraction:
    shop = Exceptions(chosen(site, (url,)))
    words = shop.vocabulary(vocabulary("sv"))
    cuts: list[Cut] = []
    pieces = structure.without_contents(read_lines(shop.text(text)), words, cuts)
    title = structure.trail_title(pieces) or structure.first_title(pieces, words)
    start = next((index for index, piece in enumerate(pieces) if is_key_of(piece.text, key(title))), 0)
    near = [piece.text for piece in (*pieces[:_NEAR_TITLE], *pieces[start : start + _NEAR_TITLE])]
    dated = next((date for line in near if len(line) <= _DATE_LINE and (date := written_date(line, words))), None)
    named = [[name.strip() for name in line.split(",")] for line in near[-_NEAR_TITLE:] if len(line) <= _DATE_LINE]
    categories = next((names for names in named if are_names(names, words, least=LEAST_SAID)), [])
    metadata = Metadata(
        locale="sv",
        headlines=(title,) if title else (),
        site="",
        description="",
        seo_title="",
        author=None,
        named_author="",
        published=dated,
        modified=None,
        image=None,
        categories=usable_categories(categories, words),
        canonical=url,
        base=url,
        questions=frozenset(),
        is_article=False,
    )
    return _article(pieces, title, metadata, words, cuts, shop, seen)


def _with_opening(parts: list[Box], header: Header) -> list[Box]:
    """The parts, and before them the running text that opens the article outside of them: its lead."""
    opening = header.opening
    if (
        opening is None
        or opening.cut
        or opening.tag not in ("p", "div", "section", "span", "td")
        or opening.length > _LONGEST_LEAD
    ):
        return parts
    around = (opening, *opening.ancestors())
    if any(part in around or opening in part.walk() for part in parts):
        in_header = any(above.tag == "header" for above in opening.ancestors())
        opening.is_lead = header.is_opening_apart or opening in parts or in_header
        return parts
    opening.is_lead = True
    return [opening, *parts]


def _fuller(declared: tuple[str, ...], found: tuple[str, ...]) -> tuple[str, ...]:
    """The declared categories; those found on the page where none are declared, or where they hold the declared ones too."""
    return found if found and {key(name) for name in declared} <= {key(name) for name in found} else declared


def _mark_leads(part: Box) -> None:
    """Marks the part's lead for the block reader: an element named as one, with a paragraph's worth of text."""
    for box in part.walk():
        if (
            "lead" in box.traits
            and "body" not in box.traits
            and box.tag in ("p", "div", "span", "h2", "strong")
            and _SHORTEST_LEAD <= box.length <= _LONGEST_LEAD
        ):
            box.is_lead = True
            return


def _title(headlines: list[str], metadata: Metadata, body: Box, parts: list[Box]) -> str:
    """The title without the site's name: the h1 that the page's metadata agree with, else what they say, else the h1."""
    declared = [without_site(line, metadata.site, metadata.canonical) for line in metadata.headlines]
    headlines = [_named_alone(headline, metadata.site, metadata.canonical) for headline in headlines]
    for headline in headlines:
        if any(key(headline) == key(line) for line in declared) or any(
            key(line).startswith(key(headline)) for line in metadata.headlines
        ):
            return headline
    near = [box.text for part in parts for box in part.walk() if box.tag == "h1" and box.length]
    if near:
        return _named_alone(clean(near[0]), metadata.site, metadata.canonical)
    texts = {key(box.text) for box in body.walk() if 0 < box.length <= _LONGEST_TITLE}
    shown = [line for line in declared if key(line) in texts and key(line) != key(metadata.site)]
    if shown:
        return shown[0]
    candidates = [
        headline for headline in headlines if key(headline) != key(metadata.site) and len(headline) >= _SHORTEST_TITLE
    ]
    if candidates:
        return candidates[0]
    if declared:
        return _shown_part(metadata.headlines, texts) or declared[0]
    return ""


def _named_alone(headline: str, site: str, url: str | None) -> str:
    """A headline of the page without the site's name, where that is declared and the headline ends or begins with it."""
    name, whole = key(site), key(headline)
    carries = bool(name) and whole != name and (whole.startswith(name) or whole.endswith(name))
    return without_site(headline, site, url) if carries else headline


def _as_shown(headlines: list[str], title: str, metadata: Metadata) -> str:
    """The title as a headline of the page spells it, which may carry the site's name."""
    folded = key(title)
    return next(
        (line for line in headlines if key(_named_alone(line, metadata.site, metadata.canonical)) == folded), title
    )


def _titled(pieces: list[Piece], shown: str, title: str) -> list[Piece]:
    """The pieces with the title alone where it is shown with the site's name."""
    if shown == title:
        return pieces
    folded = key(shown)
    return [
        Piece(Paragraph(inlines=(Text(title),)), piece.role) if key(piece.text) == folded else piece for piece in pieces
    ]


def _shown_part(headlines: tuple[str, ...], texts: set[str]) -> str:
    """The beginning or end of a title that stands as a line of the page: the rest is a name that nobody declared."""
    for line in headlines:
        for seam in re.finditer(r"\s+(?:[|–—•·»-]|::)\s+", line[:_LONGEST_HEADLINE]):
            for part in (line[: seam.start()].strip(), line[seam.end() :].strip()):
                if len(part) >= _SHORTEST_TITLE and key(part) in texts:
                    return part
    return ""


def _article(
    pieces: list[Piece],
    title: str,
    metadata: Metadata,
    words: Vocabulary,
    cuts: list[Cut],
    shop: Exceptions,
    seen: _Seen | None,
) -> Extraction:
    title = title or structure.first_title(pieces, words)
    pieces = structure.from_title(structure.headed_paragraphs(pieces, words), title, cuts, shop.kept)
    pieces, references, below = split_references(pieces, words)
    cuts.extend(Cut.of("below the references", piece.text) for piece in below if piece.text)
    labelled = structure.labelled_categories(pieces, words)
    metadata = replace(metadata, categories=_fuller(metadata.categories, labelled))
    pieces = structure.without_chrome(structure.announced_links(structure.typed_lists(pieces)), words, cuts, shop.kept)
    categorized = structure.take_categories(pieces, metadata.categories, words)
    signed = structure.take_byline(categorized.pieces, metadata.author.name if metadata.author else "", words)
    signed_below = structure.take_byline(below, "", words)
    pieces = structure.levelled(structure.headings(structure.captioned(signed.pieces)))
    pieces = structure.questions(pieces, metadata.questions, words)
    writer = metadata.author.name if metadata.author else signed.author or metadata.named_author
    pieces = without_ending(pieces, writer, words, cuts, shop.kept)
    lead, pieces = structure.take_lead(pieces)
    pieces = _without_repeats(pieces, title, lead, metadata)
    _refuse_empty(pieces, lead, title)

    citations = Citations(
        {reference.number: reference.id for reference in references},
        {reference.url: reference.number for reference in references if reference.url},
        words.citation_labels,
        words.citation_joints,
        words.citation_pages,
    )
    places: list[int] = []  # how many markers dangled before each block, to tell whose they are

    def tied(inlines: Inlines) -> Inlines:
        return _quantified(citations.tie(inlines), metadata.locale)

    def finished(inlines: Inlines) -> Inlines:
        return inlines if _is_plain(plain(inlines, cites=True), inlines) else tied(inlines)

    lead = finished(lead)
    dangling_in_lead = len(citations.dangling)
    blocks: list[Block] = []
    for piece in pieces:
        if not isinstance(piece.block, TITLE_OR_TEXT):
            blocks.append(_each_run(piece.block, finished))
        elif _is_plain(piece.text, piece.block.inlines):
            blocks.append(piece.block)
        else:
            blocks.append(_each_run(piece.block, tied))
        places.append(len(citations.dangling))
    name = signed.author or signed_below.author or metadata.named_author
    author = metadata.author or (Author(name=name) if name else None)
    article = identity.mint(
        Article(
            locale=metadata.locale,
            source_locale=metadata.locale,
            title=title,
            blocks=tuple(blocks),
            lead_inlines=lead,
            description=metadata.description,
            categories=_categories(shop.categories, (), ())
            or _categories(metadata.categories, categorized.categories, metadata.shown_categories),
            author=author,
            published=metadata.published or signed.published or signed_below.published or metadata.shown_date,
            modified=metadata.modified,
            image=metadata.image,
            references=references,
            seo=_seo(metadata, title),
            source_url=metadata.canonical,
        )
    )
    findings: tuple[Finding, ...] = ()
    if seen is not None:
        owners = [""] * dangling_in_lead
        for block, until in zip(article.blocks, places, strict=True):
            owners.extend([block.id] * (until - len(owners)))
        findings = source_findings(
            article,
            dangling=list(zip(citations.dangling, owners, strict=True)),
            cited=frozenset(citations.cited),
            replaced=seen.replaced,
            losses=seen.losses,
        )
    return Extraction(article, findings, tuple(cuts), tuple(shop.found), shop.site, tuple(shop.effects))


def _without_repeats(pieces: list[Piece], title: str, lead: Inlines, metadata: Metadata) -> list[Piece]:
    """The pieces without a heading that repeats the title, a paragraph that repeats the lead, and the main image."""
    out: list[Piece] = []
    folded = key(title)
    for index, piece in enumerate(pieces):
        if isinstance(piece.block, TITLE_OR_TEXT) and is_key_of(piece.text, folded):
            continue
        if index > _OPENING:
            out.append(piece)
            continue
        match piece.block:
            case Paragraph() if lead and plain(lead).strip() == piece.block.text.strip():
                continue
            case Image(src=src, caption_inlines=()) if (
                metadata.image and _same_image(src, metadata.image) and index < _OPENING
            ):
                continue
            case _:
                out.append(piece)
    return out


def _same_image(one: str, other: str) -> bool:
    def name(address: str) -> str:
        return re.sub(r"[-_]\d+x\d*(?=\.\w+$)", "", address.split("?", maxsplit=1)[0].rsplit("/", 1)[-1])

    return name(one) == name(other)


def _refuse_empty(pieces: list[Piece], lead: Inlines, title: str) -> None:
    blocks = list(walk_blocks(piece.block for piece in pieces))
    prose = len(plain(lead))
    for block in blocks:
        if isinstance(block, Paragraph):
            prose += len(plain(block.inlines))
        elif isinstance(block, List | Quote | Table | Question):
            prose += len(text_of(block))
    if prose < _LEAST or not title:
        raise NoArticle(
            "the page holds no article: hardly any text is left when menus, products and forms are taken away.",
            hint="Give the address of one article, not of a cart, a category or a start page.",
        )
    heads = [block for block in blocks if isinstance(block, Heading)]
    linked = [block for block in heads if link_density(block.inlines) > _WHOLLY_LINKED]
    if len(linked) > _OPENING and len(linked) >= _MOST * len(heads) and prose < _EXCERPT * len(linked):
        raise NoArticle(
            "the page is a list of articles, not an article.", hint="Give the address of one article of the list."
        )


def _categories(declared: tuple[str, ...], found: tuple[str, ...], shown: tuple[str, ...]) -> tuple[Category, ...]:
    """The categories of the page or of the text, each with an id made from its name."""
    chosen = _fuller(declared, found) or shown
    out: dict[str, Category] = {}
    for name in chosen:
        identifier = _NOT_IN_ID.sub("-", plain_ascii(name)).strip("-")
        out.setdefault(identifier, Category(id=identifier, name=name))
    return tuple(out.values())


def _seo(metadata: Metadata, title: str) -> Seo:
    seo_title = without_site(metadata.seo_title, metadata.site, metadata.canonical)
    whole = key(metadata.seo_title)
    is_same = key(seo_title) == key(title) or whole.startswith(key(title)) or whole.endswith(f" {key(title)}")
    return Seo(title="" if is_same else seo_title)


def _is_plain(text: str, inlines: Inlines) -> bool:
    """Whether a text has no number and no anchor: no citation, then, and no quantity."""
    if _MARKED.search(text) is not None:
        return False
    return (len(inlines) == 1 and isinstance(inlines[0], Text)) or not _holds_an_anchor(inlines)


def _holds_an_anchor(inlines: Inlines) -> bool:
    for run in inlines:
        if isinstance(run, Text):
            continue
        if isinstance(run, Link) and "#" in run.href:
            return True
        if isinstance(run, Pair) and _holds_an_anchor(run.inlines):
            return True
    return False


def _quantified(inlines: Inlines, locale: str) -> Inlines:
    return quantified(inlines, language(locale)) if locale in locales() else inlines


def _each_run(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    match block:
        case Paragraph():
            inlines = change(block.inlines)
            return block if inlines is block.inlines else Paragraph(inlines=inlines)
        case Heading() | Quote():
            inlines = change(block.inlines)
            return block if inlines is block.inlines else replace(block, inlines=inlines)
        case List():
            items = tuple(_each_in_item(item, change) for item in block.items)
            return block if all(map(is_, items, block.items)) else replace(block, items=items)
        case Table():
            rows = tuple(tuple(_each_in_cell(cell, change) for cell in row) for row in block.rows)
            return replace(block, caption_inlines=change(block.caption_inlines), rows=rows)
        case Image():
            return replace(block, caption_inlines=change(block.caption_inlines)) if block.caption_inlines else block
        case Question():
            return replace(
                block, inlines=change(block.inlines), blocks=tuple(_each_run(inner, change) for inner in block.blocks)
            )
        case _ as never:
            assert_never(never)


def _each_in_item(item: Item, change: Callable[[Inlines], Inlines]) -> Item:
    inlines = change(item.inlines)
    if inlines is item.inlines and not item.items:
        return item
    return replace(item, inlines=inlines, items=tuple(_each_in_item(inner, change) for inner in item.items))


def _each_in_cell(cell: Cell, change: Callable[[Inlines], Inlines]) -> Cell:
    inlines = change(cell.inlines)
    return cell if inlines is cell.inlines else replace(cell, inlines=inlines)
