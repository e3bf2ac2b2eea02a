"""The shop, cut from around and inside the article.

Each cut has a reason, and a price: no cut is made that would cost much of the page's prose, for names of classes lie
("print-only" around a whole article), and losing the text is worse than keeping a menu.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contentops.extract.tree import HEADINGS, OPENERS, PROSE, Box, is_named_body, panels_of
from contentops.extract.vocabulary import Trait, Vocabulary, called, key

_DEAR = 0.25
"""Share of the page's prose that a cut by name may cost. Real chrome holds next to none; an article's body nearly all."""
_DEAR_TOGETHER = 0.35
"""The same for all cuts by name together: twenty small ones may empty a page as one large one does."""
_DEAR_REMOTE = 0.75
"""The same for other people's words: comments are often longer than the article they follow."""
_DEAR_HIDDEN = 0.4
_ANNOUNCED = 1200
_PRESSED = frozenset(["button", "input", "form", "h1", "h2", "h3", "h4", "nav"])
_SWITCHES = OPENERS | {"aria-expanded", "data-toggle"}
_CROWDED = 200
_CALL = 80
"""Characters of a link to press, or of a row of them, at most."""
_CHROME: frozenset[Trait] = frozenset(["chrome", "remote"])
_DESCRIBED = 8 * PROSE
_AGAIN = 120
_SCREENS = frozenset(["div", "section", "article", "aside", "header", "nav"])
_CARDS = 3
_TEASER = 700
_DEAR_ROW = 0.4
"""Share of an article's prose that a row of cards at its end may have."""
_CARD = 300
"""Characters that a product card holds at most, for each price in it."""
SHOWN = 80
"""Characters of what was cut, and of its place, that are noted."""
_TITLE_LENGTH = 90
_LABEL = 5
_MARKER = 3
"""Characters of a citation's marker at most: "[1]"."""
_LINKED = 0.4
"""Link density from which a box without prose is made of links."""
_MOSTLY_LINKS = 0.7
_CHEAP = 0.05

_DROPPED_TAGS = frozenset(
    [
        "nav",
        "form",
        "input",
        "dialog",
        "menu",
        "progress",
        "meter",
        "map",
        "area",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "search",
    ]
)
_JUDGED_TAGS = _DROPPED_TAGS | {"header", "footer", "aside"}
_HIDING = frozenset(["hidden", "aria-hidden", "style"])
"""Attributes by which an element may be hidden."""
# fmt: off
_TEXT = frozenset((
    "p", "div", "span", "strong", "b", "em", "i", "li", "ul", "ol", "br", "h2", "h3", "h4", "td", "tr", "tbody",
))
# fmt: on
_HEADER_CELLS = frozenset(["th"])
_OPERATED = frozenset(["a", "button", "input", "form", "h1", "nav", "iframe", "time"])
_PARAGRAPHS = frozenset(["p", "li", "dd"])
_SAID = PROSE // 2
_NEAR_TEXT = 40
"""Elements before and after a box among which the text that it stands in has to go on."""
_QUOTES = frozenset(["blockquote"])
_TITLE_TAG = frozenset({"h1"})
_ROLES = frozenset(("navigation", "search", "banner", "contentinfo", "dialog", "alertdialog", "complementary"))
_OF_THE_TEXT: frozenset[Trait] = frozenset(["body", "lead", "references"])
_WIDE = frozenset(["html", "body", "main", "article"])


@dataclass(frozen=True, slots=True)
class Cut:
    """What was cut: how it began, where it stood, how many characters it had, and why."""

    reason: str
    text: str
    place: str = ""
    length: int = 0

    @classmethod
    def of(cls, reason: str, text: str) -> Cut:
        """The cut of a text that is no element any more."""
        return cls(reason, text[:SHOWN], "", len(text))


def strip_chrome(body: Box, words: Vocabulary) -> list[Cut]:
    """Cuts the chrome out of the page; what was cut, in the order of the page."""
    cuts: list[Cut] = []
    total = max(body.prose, 1)
    _each(body, words, _Budget(body, total), cuts)
    titles = _titles(body)
    _recommendations(titles, words, total, cuts)
    _tails(titles, words, total, cuts)
    return cuts


@dataclass(slots=True)
class _Budget:
    """How much prose the cuts by name have cost, of how much there was."""

    body: Box
    total: int
    spent: int = 0
    _opened: frozenset[str] | None = None

    @property
    def opened(self) -> frozenset[str]:
        """Ids of what a button or link in the page opens: hidden at first, and yet part of what a reader can read."""
        if self._opened is None:
            found: set[str] = set()
            for box in self.body.page:
                attributes = box.attributes
                if not attributes:
                    continue
                if not OPENERS.isdisjoint(attributes):
                    found.update(value.lstrip("#") for name, value in attributes.items() if name in OPENERS and value)
                elif box.tag == "a" and attributes.get("href", "")[:1] == "#" and _is_tab(box):
                    found.add(attributes["href"][1:])
            self._opened = frozenset(found)
        return self._opened


def _each(box: Box, words: Vocabulary, budget: _Budget, cuts: list[Cut]) -> None:
    again = _shown_again(box) if box.length >= 2 * _AGAIN and len(box.children) > 1 else {}
    for child in box.children:
        if "role" in child.attributes and child.attributes["role"] == "tablist" and _turns_to_text(child):
            continue  # its links are the titles of what it turns to
        if not child.kept and (reason := _reason(child, words, budget)):
            cut(child, reason, cuts)
        elif again and (first := again.get(child.place)) is not None and not first.cut:
            cut(child, "the same again, for another screen", cuts)
        elif child.children and child.tag != "pre" and not ("chrome" in child.traits and _is_announced(child, words)):
            _each(child, words, budget, cuts)


def _shown_again(box: Box) -> dict[int, Box]:
    """Children that hold the same text as one before them, which is given with their place: for narrow and wide screens."""
    long = [child for child in box.children if child.length >= _AGAIN and child.tag in _SCREENS]
    found: dict[int, Box] = {}
    if len(long) > 1:
        first: dict[tuple[int, int, int], Box] = {}
        for child in long:
            before = first.setdefault((child.length, child.linked, child.prose), child)
            if before is not child and before.text == child.text:
                found[child.place] = before
    return found


def cut(box: Box, reason: str, cuts: list[Cut]) -> None:
    """Cuts one element and notes it, unless the shop's file keeps it."""
    if box.kept:
        return
    if box.length or box.images:
        cuts.append(Cut(reason, box.beginning(SHOWN), place(box), box.length))
    box.remove()


def place(box: Box) -> str:
    """An element as people are told of it: its tag and its names."""
    return f"<{' '.join((box.tag, *box.names.split()))}>"[:SHOWN]


def _reason(box: Box, words: Vocabulary, budget: _Budget) -> str:
    """Why an element is none of the article; "" where it may be."""
    tag, attributes, traits = box.tag, box.attributes, box.traits
    if tag in _WIDE and tag != "article":
        return ""
    if tag in _TEXT and not (attributes or box.linked or box.images or box.prices):
        return ""  # as most of an article
    cost = box.prose / budget.total
    if tag == "button":
        return "" if _opens_text(box, words) else "<button>"
    if cost <= _DEAR_HIDDEN and ("hidden" in traits or not _HIDING.isdisjoint(attributes)) and _is_hidden(box, budget):
        return "hidden"
    if cost <= _DEAR and (reason := _by_tag(box, words) if tag in _JUDGED_TAGS else ""):
        return reason
    if cost <= _DEAR and "role" in attributes and (reason := _by_role(box)):
        return reason
    return (_named(box, words, cost, budget) if traits else "") or _by_content(box, words)


def _by_tag(box: Box, words: Vocabulary) -> str:
    match box.tag:
        case "header":
            is_text = _in_article(box) or box.holds(_TITLE_TAG) or _heads_a_section(box)
            return "" if is_text else "<header> of the site"
        case "footer":
            is_source = any(above.tag in ("blockquote", "figure") for above in box.ancestors())
            return "" if is_source or _is_reference_list(box, words) else "<footer>"
        case "aside":
            is_text = box.holds(_QUOTES) or _is_fact_box(box) or _is_reference_list(box, words)
            is_said = _CHROME.isdisjoint(box.traits) and _is_amid_text(box, words)
            return "" if is_text or is_said else "<aside>"
        case tag:
            return f"<{tag}>" if tag in _DROPPED_TAGS else ""


def _heads_a_section(box: Box) -> bool:
    """Whether a header is that of a section of text: a heading that leads nowhere, above prose."""
    below = next(iter(box.following()), None)
    return not box.linked and box.holds(HEADINGS) and below is not None and (below.prose > 0 or below.tag == "p")


def _is_fact_box(box: Box) -> bool:
    """Whether an element is named a box for facts and holds some: prose, or lines that are no links and no cards."""
    if "callout" not in box.traits:
        return False
    return box.prose > 0 or (box.length > 0 and not box.prices and box.link_density < _LINKED)


def _is_reference_list(box: Box, words: Vocabulary) -> bool:
    """Whether an element is the reference list: by its names, or by the title that it begins with."""
    if "references" in box.traits:
        return True
    title = next((inner for inner in box.walk() if inner.is_block and inner.own.strip()), None)
    return title is not None and title.length < box.length and key(title.text) in words.references


def _by_role(box: Box) -> str:
    role = box.attributes.get("role", "")
    if role not in _ROLES or (role == "banner" and box.holds(_TITLE_TAG)) or _is_fact_box(box):
        return ""
    return f"role {role}"


def _by_content(box: Box, words: Vocabulary) -> str:
    if "pressed" in box.traits and _is_pressed(box, words):
        return "a link to press"
    if box.tag == "a" and box.is_block and _is_teased(box):
        return "a card of another page"
    is_cards = box.prices and box.images and box.length <= _CARD * box.prices and box.prose <= _CARD
    if is_cards and not box.holds(_TITLE_TAG):
        return "product cards"
    return "table of contents" if box.linked and box.tag in ("ul", "ol", "div", "p") and _is_contents(box) else ""


def _is_said_twice(box: Box) -> bool:
    """Whether a word kept from screen readers is what is seen of one that only they are told: "min" after "minuter"."""
    if box.is_block or box.images or not box.place or not box.own.strip().isalpha():
        return False
    before = box.page[box.place - 1]
    return before is not box.parent and "hidden" in before.traits


def _is_hidden(box: Box, budget: _Budget) -> bool:
    """Whether an element is hidden, and nothing in the page unfolds it."""
    attributes = box.attributes
    hidden = "hidden" in attributes or (attributes.get("aria-hidden") == "true" and not _is_said_twice(box))
    if not hidden and "style" in attributes:
        style = attributes["style"].replace(" ", "").lower()
        hidden = "display:none" in style or "visibility:hidden" in style
    hidden = hidden or ("hidden" in box.traits and box.prose == 0)
    if not hidden or box.tag == "img" or (box.is_block and not box.length and not box.images):
        return False
    foldable = attributes.get("hidden") == "until-found" or ("id" in attributes and attributes["id"] in budget.opened)
    foldable = foldable or _follows_a_switch(box)
    foldable = foldable or any(
        above.tag == "details" or "collapsed" in above.traits or "references" in above.traits
        for above in (box, *_nearest(box, 3))
    )
    return not (foldable and box.length)


def _follows_a_switch(box: Box) -> bool:
    """Whether what stands right before it opens it: a button that says whether its part is open, a named title."""
    siblings = box.parent.children if box.parent is not None else []
    before = [sibling for sibling in siblings[: siblings.index(box)] if not sibling.cut] if siblings else []
    if not before:
        return False
    titled = box.attributes.get("data-role") == "content" and before[-1].attributes.get("data-role") == "title"
    return titled or any("aria-expanded" in inner.attributes for inner in before[-1].walk())


def _turns_to_text(tabs: Box) -> bool:
    """Whether each link or button in a row of tabs turns to a panel of the page, one of them at least with running text."""
    if (
        not _in_article(tabs)
        and tabs.parent is not None
        and not any("body" in above.traits for above in tabs.ancestors())
    ):
        return False
    targets = panels_of(tabs)
    shown = [box for box in tabs.page if not box.cut and box.attributes.get("id", "") in targets] if targets else []
    return len(targets) > 1 and len(shown) == len(targets) and any(box.prose for box in shown)


def _is_tab(link: Box) -> bool:
    """Whether a link within the page turns to one of several panels, of which the others are hidden meanwhile."""
    return any(above.attributes.get("role") in ("tab", "tablist") for above in (link, *_nearest(link, 2)))


def _nearest(box: Box, levels: int) -> list[Box]:
    return [above for above, _ in zip(box.ancestors(), range(levels), strict=False)]


def _opens_text(box: Box, words: Vocabulary) -> bool:
    """Whether a button opens a part of the text: a question, a folded section, the reference list."""
    text = box.own.strip() or box.text
    opens = "aria-expanded" in box.attributes or not OPENERS.isdisjoint(box.attributes)
    folded = box.parent is not None and (
        box.parent.tag in HEADINGS or "collapsed" in box.traits or "collapsed" in box.parent.traits
    )
    if key(text) in words.references:
        return True
    return len(text) >= _LABEL and (folded or text.endswith("?") or (opens and " " in text))


def _is_pressed(box: Box, words: Vocabulary) -> bool:
    """Whether an element that is named a button leads away, in a line of its own, and opens no part of the text."""
    if not 0 < box.length <= _CALL or box.linked < box.length or key(box.text) in words.references:
        return False
    line = _line(box)
    if line.linked < line.length or any(above.tag in HEADINGS for above in (line, *_nearest(line, 2))):
        return False
    links = [inner for inner in box.walk() if inner.tag == "a"]
    leads_away = all(
        _SWITCHES.isdisjoint(link.attributes) and link.attributes.get("href", "#")[:1] != "#" for link in links
    )
    return bool(links) and leads_away and not _is_announced(line, words)


def _is_teased(link: Box) -> bool:
    """Whether a link is a card: with a picture, a title and some words of the page that it leads to."""
    if not link.images or link.length > _TEASER or link.attributes.get("href", "#")[:1] == "#":
        return False
    title = next((inner for inner in link.walk() if inner.tag in HEADINGS), None)
    return title is not None and title.length < link.length


def _line(box: Box) -> Box:
    """The block whose line an element is part of; the element itself where blocks stand on both its sides."""
    line = box
    while not line.is_block and line.parent is not None:
        around = line.parent.content
        if len(around) <= _CROWDED:
            place = next((index for index, part in enumerate(around) if part is line), 0)
            beside = [_first_shown(reversed(around[:place])), _first_shown(around[place + 1 :])]
            found = [part for part in beside if part is not None]
            if found and all(isinstance(part, Box) and part.is_block for part in found):
                return line
        line = line.parent
    return line


def _first_shown(parts: Iterable[Box | str]) -> Box | str | None:
    return next(
        (part for part in parts if (part.length and not part.cut if isinstance(part, Box) else part.strip())), None
    )


def _in_article(box: Box) -> bool:
    return any(above.tag in ("article", "main") for above in box.ancestors())


def _named(box: Box, words: Vocabulary, cost: float, budget: _Budget) -> str:
    if box.tag == "h1" or (
        box.tag in HEADINGS and _CHROME.isdisjoint(called(box.attributes.get("class", ""), "").traits)
    ):
        return ""  # the id of a heading is made of its words: "how-we-review-social-media" names no part of the shop
    if ("product" in box.names or "produkt" in box.names) and box.prose >= _DESCRIBED and box.link_density < _LINKED:
        return ""  # no card holds as much text: a product that the article describes
    is_remote = cost <= _DEAR_REMOTE and "remote" in box.traits and not _holds_the_article(box)
    if is_remote and not ("doubted" in box.traits and _is_amid_text(box, words)):
        return f"named {box.names.strip()[:SHOWN]!r}"
    if cost > _DEAR or is_remote or not _OF_THE_TEXT.isdisjoint(box.traits):
        return ""
    if "chrome" not in box.traits or _is_of_the_text(box, words):
        return ""
    # A table of prices or a paragraph called "product" is text; what is chrome is short or made of links.
    if not _holds_the_article(box):
        if box.prose and budget.spent + box.prose > _DEAR_TOGETHER * budget.total:
            return ""
        budget.spent += box.prose
        return f"named {box.names.strip()[:SHOWN]!r}"
    return ""


def _is_of_the_text(box: Box, words: Vocabulary) -> bool:
    """Whether an element is part of the text though its name is the shop's: facts, data, references, a list announced."""
    is_facts = "callout" in box.traits and box.prose > 0 and not box.linked
    return (
        is_facts
        or box.holds(_HEADER_CELLS)
        or _is_announced(box, words)
        or _is_reference_list(box, words)
        or ("doubted" in box.traits and _is_amid_text(box, words))
    )


def _is_amid_text(box: Box, words: Vocabulary) -> bool:
    """Whether an element stands between paragraphs of the article and holds nothing but running text of its kind.

    What a theme calls "cta", "promo" or "related" is where editors put what is to be seen: a warning, a fact. What the shop
    puts there has a link, a picture, a price or something to press, or asks for something.
    """
    if not box.prose or box.linked or box.images or box.prices or "author" in box.traits:
        return False
    holder = next((above for above in box.ancestors() if above.tag == "article" or "body" in above.traits), box.parent)
    if holder is None or box.holds(_OPERATED) or words.calls.search(text := box.text) or words.patterns.fullmatch(text):
        return False
    before = box.page[max(holder.place, box.place - _NEAR_TEXT) : box.place]
    return any(map(_is_paragraph, before)) and any(
        map(_is_paragraph, box.page[box.end : min(holder.end, box.end + _NEAR_TEXT)])
    )


def _is_paragraph(box: Box) -> bool:
    """Whether an element is a paragraph or an item by itself: with text of its own, and no more links than usual."""
    least = _SAID if box.tag in _PARAGRAPHS else PROSE
    return not box.cut and box.is_block and len(box.own) >= least and box.link_density < _LINKED


def _is_announced(box: Box, words: Vocabulary) -> bool:
    """Whether an element is the list that the line before it announces with a colon, whatever it is named.

    A row of cards, of share links or of things to press is none.
    """
    if box.prices or box.images or not 0 < box.length <= _ANNOUNCED or box.parent is None:
        return False
    siblings = box.parent.children
    before = next((one for one in reversed(siblings[: siblings.index(box)]) if not one.cut and one.length), None)
    if before is None or not before.is_block or box.holds(_PRESSED):
        return False
    line = before.text
    if not line.endswith(":"):
        return False
    folded = key(line.rsplit(". ", 1)[-1])
    if folded in words.lines or folded in words.boxes or words.asides.match(line) or words.tails.fullmatch(folded):
        return False
    entries = [inner for inner in box.walk() if inner.is_block and inner.own.strip()]
    return len(entries) > 1 and not any(key(inner.text) in words.lines for inner in box.walk() if inner.length)


def _holds_the_article(box: Box) -> bool:
    return any(inner.tag == "h1" or (inner.prose and is_named_body(inner)) for inner in box.walk() if inner is not box)


def _is_contents(box: Box) -> bool:
    if box.prose or box.linked <= _MOSTLY_LINKS * box.length:
        return False
    links = [inner for inner in box.walk() if inner.tag == "a"]
    if len(links) <= 1:
        return False
    # Citation anchors are links within the page too, but of a number.
    return all(link.attributes.get("href", "").startswith("#") and link.length > _MARKER for link in links)


# -------------------------------------------------------------------------------------------- what stands at the end


def strip_last_cards(parts: Sequence[Box], cuts: list[Cut]) -> None:
    """Cuts the rows of cards that end an article: titles that are links to other pages, alike, with a few words each.

    Cards with text below them may be what the article is about, and stay.
    """
    total = sum(part.prose for part in parts)
    while row := next((row for part in reversed(parts) if (row := _last_row(part)) or part.prose), None):
        if row.kept or row in parts or row.prose > _DEAR_ROW * total:
            break
        cut(row, "cards of other pages", cuts)


def _last_row(box: Box) -> Box | None:
    """The row of cards below which the element has no text."""
    shown = [child for child in box.children if not child.cut and (child.length or child.images)]
    if len(shown) >= _CARDS and sum(map(_is_teaser, shown)) >= max(_CARDS, len(shown) - 1):
        return box
    for child in reversed(shown):
        if row := _last_row(child):
            return row
        if child.prose:
            break
    return None


def _is_teaser(box: Box) -> bool:
    """Whether an element is a title that leads to another page, with at most a few words."""
    if not box.is_block or box.tag in HEADINGS or not 0 < box.length <= _TEASER or not (box.linked or box.tag == "a"):
        return False
    if box.tag == "a":
        return box.attributes.get("href", "#")[:1] != "#"  # a link around blocks
    title = next((inner for inner in box.walk() if inner.tag in HEADINGS and inner.length), None)
    if title is None:
        return False
    links = [inner for inner in title.walk() if inner.tag == "a"] or [
        above for above in (title, *title.ancestors()) if above.tag == "a" and above.place >= box.place
    ]
    return (title.link_density > _MOSTLY_LINKS or not title.linked) and any(
        link.attributes.get("href", "#")[:1] != "#" for link in links
    )


# ------------------------------------------------------------------------------------------------ what titles give away


def _titles(body: Box) -> list[tuple[Box, str]]:
    """Elements that hold nothing but a short text of their own, outermost first, each with the key of its text."""
    return [
        (box, key(box.text if box.children else box.own))
        for box in body.walk()
        if 0 < box.length <= _TITLE_LENGTH
        and (box.is_block or box.tag in ("span", "strong", "b"))
        and not (box.children and any(inner.is_block and inner.length for inner in box.children))
    ]


def _recommendations(titles: list[tuple[Box, str]], words: Vocabulary, total: int, cuts: list[Cut]) -> None:
    for title, folded in titles:
        if title.cut:
            continue
        # Most short lines of a page are links of a menu: no title, and not worth a look.
        is_title = title.linked <= _LINKED * title.length
        if folded in words.boxes or (is_title and words.may_recommend(folded) and _opens_cards(title, total)):
            _cut_box(title, "recommendations", total, cuts)
        elif folded in words.contents:
            _cut_box(title, "table of contents", total, cuts, links_only=True)


def _cut_box(title: Box, reason: str, total: int, cuts: list[Cut], *, links_only: bool = False) -> None:
    """Cuts the box that a title opens: the widest element that begins with it and holds no prose, else what follows it."""
    widest = title
    for above in title.ancestors():
        # Not past the beginning of an element: the title opens its box, it does not close the section before it.
        first = next((box for box in above.children if box.length and not box.cut), None)
        if (
            above.tag in _WIDE
            or above.prose >= 2 * PROSE
            or first is None
            or not _leads_to(first, widest)
            or _holds_headings_of_text(above, title)
        ):
            break
        widest = above
    followers = widest.following() if widest.length <= title.length + 5 else []
    if links_only and not followers and widest.link_density < _LINKED:
        return
    for box in followers:
        if not box.length and not box.images:
            continue
        if not _is_card_like(box, total):
            break
        cut(box, reason, cuts)
    cut(widest, reason, cuts)


def _opens_cards(title: Box, total: int) -> bool:
    """Whether what comes next in the page after a title is a card or a link, and not text."""
    page, place = title.page, title.end
    while place < len(page):
        following = page[place]
        if not following.cut and (following.length or following.images):
            return _is_card_like(following, total)
        place = following.end
    return False


def _leads_to(first: Box, wanted: Box) -> bool:
    return first is wanted or wanted in first.walk()


def _holds_headings_of_text(box: Box, title: Box) -> bool:
    """Whether a heading stands in it that is neither the box's own title nor a card's linked name."""
    if box.prices or box.link_density > _LINKED:
        return False
    return any(
        inner.tag in HEADINGS
        and inner is not title
        and title not in inner.walk()
        and inner.link_density < _MOSTLY_LINKS
        for inner in box.walk()
    )


def _is_card_like(box: Box, total: int) -> bool:
    if box.tag in HEADINGS:
        return box.link_density > _MOSTLY_LINKS
    if box.attributes.get("href", "").startswith("#"):
        return False  # a citation in the text that goes on in the same line
    if box.prose / total > _CHEAP and box.prose > 2 * PROSE and not box.prices:
        return False
    return box.prices > 0 or box.link_density > _LINKED or (box.images > 0 and box.length < PROSE)


def _whole_tail(title: Box, total: int, dear: float) -> Box:
    """The widest element that begins with the title and does not hold the article, nor more than a share of the prose."""
    widest = title
    for above in title.ancestors():
        if above.tag in ("body", "html", "main") or _holds_the_article(above) or above.prose / total > dear:
            break
        first = next((box for box in above.children if box.length and not box.cut), None)
        if first is None or not _leads_to(first, widest):
            break
        widest = above
    return widest


def _text_goes_on(title: Box, words: Vocabulary) -> bool:
    """Whether a heading with a paragraph comes after a section, as where a text tells of the author of a book."""
    if title.tag not in HEADINGS:
        return False
    after = title.following()
    return any(
        one.tag in HEADINGS
        and below.tag in ("p", "div")
        and below.prose > PROSE
        and not below.linked
        and not below.holds(HEADINGS)
        and not (words.tails.fullmatch(folded := key(one.text)) or folded in words.boxes)
        and words.box_patterns.fullmatch(folded) is None
        for one, below in itertools.pairwise(after)
    )


def _tails(titles: list[tuple[Box, str]], words: Vocabulary, total: int, cuts: list[Cut]) -> None:
    for title, folded in titles:
        if title.cut or not title.is_block or words.tails.fullmatch(folded) is None:
            continue
        if words.writers.fullmatch(folded) and _text_goes_on(title, words):
            continue
        is_line = folded in words.lines  # buttons to share stand above a text too
        widest = _whole_tail(title, total, 0 if is_line else _DEAR_REMOTE)
        if widest.length <= title.length + 5:
            for box in widest.following():
                if box.tag in HEADINGS or box.prose / total > (0 if is_line else _DEAR):
                    break
                cut(box, "after the article", cuts)
        cut(widest, "after the article", cuts)
