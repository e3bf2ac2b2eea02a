"""Where in the page the article stands.

A cascade: what is named as an article's body, then <article>, then <main>, then the block that scores best as prose (the
way of Readability: commas, length, link density; a parent gets a paragraph's score, a grandparent half). Each is taken only
when it holds enough of the prose that the best-scoring block holds. What belongs to the article and stands beside its body
(a lead in a header, a reference list in a box of its own) is found afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator

from contentops.errors import NoArticle
from contentops.extract.tree import HEADINGS, PROSE, Box, is_named_body, long_lines
from contentops.extract.vocabulary import Vocabulary, key

_ENOUGH = 0.5
"""Share of the best-scoring block's prose that a named body must hold to be believed."""
_LEAST = 140
"""Characters of prose (or of a list's items) below which nothing is an article."""
_PIECES = 3
_LINKED = 0.6
_BESIDE = 0.25
_TITLE = 40
_SMALLEST_SHARE = 0.2
"""Of a paragraph's score that is still given to a parent further up."""
_TITLE_TAG = frozenset(["h1"])
_ENDS = frozenset(("article", "main", "body"))


def find_parts(body: Box, words: Vocabulary, why: list[str]) -> list[Box]:
    """The elements that hold the article, in the order of the page; ``why`` is told why these.

    Raises NoArticle where there is none.
    """
    scored = _best_scoring(body)
    if scored is None:
        raise _no_article()
    for reason, candidates in _candidates(body):
        found = [box for box in candidates if box.link_density < _LINKED]
        prose = sum(box.prose for box in found)
        if found and prose >= max(_LEAST, _ENOUGH * scored.prose):
            why.append(reason)
            return _with_what_stands_beside(found, words)
    if scored.prose < _LEAST and scored.length < 2 * _LEAST:
        raise _no_article()
    why.append("the element that reads most like running text")
    return _with_what_stands_beside([scored], words)


def _candidates(body: Box) -> Iterator[tuple[str, list[Box]]]:
    """The elements that say that they hold an article, the most certain first, each with how; looked for when asked."""
    yield "named as an article's body", _bodies(body)
    yield "the <article> with the most text", _largest(body, "article")
    yield "the <main> of the page", _largest(body, "main")


def _no_article() -> NoArticle:
    return NoArticle(
        f"the page holds no article: it has no running text of {_LEAST} characters outside menus, products and forms.",
        hint="Give the address of one article, not of a cart, a category or a start page, and not of a very short text.",
    )


def _bodies(body: Box) -> list[Box]:
    """The outermost elements named as a body, all those of the same article: a body may be cut in two by a product box."""
    named = [box for box in body.walk() if box.attributes and is_named_body(box)]
    outermost = [box for box in named if not any(above in named for above in box.ancestors())]
    if not outermost:
        return []
    best = max(outermost, key=lambda box: box.prose)
    home = _home(best)
    return [box for box in outermost if box is best or (box.prose and box.names == best.names and _home(box) is home)]


def _home(box: Box) -> Box | None:
    return next((above for above in box.ancestors() if above.tag in ("article", "main", "body")), None)


def _largest(body: Box, tag: str) -> list[Box]:
    found = [box for box in body.walk() if box.tag == tag or (tag == "main" and box.attributes.get("role") == "main")]
    return [max(found, key=lambda box: box.prose)] if found else []


def _best_scoring(body: Box) -> Box | None:
    scores: dict[Box, float] = {}
    for box in body.walk():
        if not box.is_block or len(box.own) < PROSE // 2:
            continue
        said = long_lines(box.own, PROSE // 2)
        if not said:
            continue
        text = " ".join(said)
        score = 1.0 + text.count(",") + min(len(text) / 100, 3.0 * len(said))
        # The element itself may be a cell or a box whose lines are set apart by breaks: then it is the parent of its lines.
        above = box if len(said) > 1 or box.tag not in ("p", "li", "blockquote", "dd", "pre") else box.parent
        share = 1.0
        while above is not None and share >= _SMALLEST_SHARE:
            scores[above] = scores.get(above, 0.0) + score * share
            share /= 2
            above = above.parent
    if not scores:
        return None
    best = max(scores, key=lambda box: scores[box] * (1 - box.link_density))
    # A parent that holds clearly more prose at the same density holds the article's other half too.
    found = best
    for above in best.ancestors():
        if above.prose <= 1.3 * found.prose or above.link_density >= _BESIDE:
            continue
        is_half = scores.get(above, 0.0) > 0.4 * scores[best] and above.tag not in ("body", "html")
        if is_half or (found.prose < _ENOUGH * above.prose and _is_cut_in_pieces(above)):
            found = above
    return found


def _is_cut_in_pieces(box: Box) -> bool:
    """Whether the text in an element stands in many boxes, of which none holds most: each paragraph in wraps of its own."""
    pieces = [child.prose for child in box.children if child.prose and not child.cut]
    return len(pieces) >= _PIECES and max(pieces) < _ENOUGH * box.prose


def _with_what_stands_beside(parts: list[Box], words: Vocabulary) -> list[Box]:
    """``parts`` with the marked lead and the facts before them and the text, questions and references after them."""
    return [*_before(parts[0])[:1], *_facts(parts[0]), *parts, *_after(parts, words)]


def _facts(first: Box) -> list[Box]:
    """The boxes of facts between the title and the text: a summary, the main points."""
    found: list[Box] = []
    path = first
    for above in first.ancestors():
        for sibling in above.children[: above.children.index(path)]:
            if sibling.tag == "h1" or sibling.holds(_TITLE_TAG):
                found.clear()
            elif (
                "callout" in sibling.traits and sibling.length and not (sibling.cut or sibling.linked or sibling.images)
            ):
                found.append(sibling)
        path = above
        if found or above.tag in _ENDS:
            break
    return found


def _after(parts: list[Box], words: Vocabulary) -> list[Box]:
    prose = sum(box.prose for box in parts)
    holders = {above for part in parts for above in part.ancestors()}
    found: list[Box] = []
    path = parts[-1]
    near = not _is_whole(parts[-1])  # inside the same article; outside of it only what names itself is taken
    for above in parts[-1].ancestors():
        in_references = False
        for sibling in path.following():
            if sibling in holders or sibling in parts:
                continue
            if sibling.tag in HEADINGS:
                in_references = key(sibling.text) in words.references
            if in_references or _belongs_after(sibling, words, prose, near=near):
                found.append(sibling)
        near = near and above.tag not in _ENDS
        path = above
        if above.tag == "body":
            break
    return found


def _is_whole(part: Box) -> bool:
    """Whether a part is an article with an end of its own: <main>, or an <article> that is no section among others."""
    if part.tag != "article":
        return part.tag == "main"
    whole = next((above for above in part.ancestors() if above.tag == "body"), part)
    return part.prose >= _ENOUGH * whole.prose


def _before(first: Box) -> list[Box]:
    found: list[Box] = []
    path = first
    for above in first.ancestors():
        for sibling in above.children[: above.children.index(path)]:
            if not sibling.cut:
                found.extend(_leads(sibling))
        path = above
        if above.tag in _ENDS:
            break
    return found


def _leads(box: Box) -> list[Box]:
    return [
        inner
        for inner in box.walk()
        if inner.tag in ("p", "div", "span", "h2", "strong", "em")
        and inner.length >= PROSE
        and inner.link_density < _BESIDE
        and ("lead" in inner.traits or (inner.tag == "p" and _after_title(inner)))
    ]


def _after_title(box: Box) -> bool:
    """Whether a paragraph stands right below the article's own title."""
    parent = box.parent
    if parent is None or box.prose < PROSE:
        return False
    return any(
        sibling.tag == "h1" or sibling.holds(frozenset({"h1"}))
        for sibling in parent.children
        if sibling is not box and not sibling.cut
    )


def _belongs_after(box: Box, words: Vocabulary, prose: int, *, near: bool) -> bool:
    if not box.length or box.cut:
        return False
    for inner in box.walk():
        if 0 < inner.length <= _TITLE and inner.is_block:
            folded = key(inner.text)
            if folded in words.references or folded in words.questions:
                return True
    if "references" in box.traits:
        return True
    if not near or box.link_density > _BESIDE:
        return False
    return box.prose >= max(3 * PROSE, 0.1 * prose) or (box.tag in ("p", "ul", "ol") and box.prose > 0)
