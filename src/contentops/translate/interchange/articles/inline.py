"""Coded text as the mixed content of an XML element, and the way back; which elements codes are is the format's affair."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element, SubElement

from contentops.translate.interchange.articles.bilingual import BRACKET, CODE, FOREIGN, Code
from contentops.translate.interchange.xml import writable

Make = Callable[[str, Code], tuple[str, dict[str, str]]]
"""The element for a code of this id: its name and attributes."""


def put(parent: Element, text: str, codes: Mapping[str, Code], make: Make) -> None:
    """Puts coded text into an element, behind what is in it already."""
    stack = [parent]
    end = 0
    for match in CODE.finditer(text):
        _say(stack[-1], text[end : match.start()])
        end = match.end()
        if match[1]:
            stack.pop()
            continue
        code = codes[match[2]]
        element = SubElement(stack[-1], *make(match[2], code))
        if code.wraps:
            stack.append(element)
    _say(stack[-1], text[end:])


def _say(place: Element, words: str) -> None:
    words = writable(words)
    if len(place):
        place[-1].tail = (place[-1].tail or "") + words
    else:
        place.text = (place.text or "") + words


def coded(element: Element, code: Callable[[Element], str]) -> str:
    """What is in an element as coded text; ``code`` tells what an element in it is."""
    return literal(element.text) + "".join(code(child) + literal(child.tail) for child in element)


def literal(text: str | None) -> str:
    """Words of a file. Our own brackets among them are no code, whatever they say."""
    return BRACKET.sub(f"⟦{FOREIGN}bracket⟧", text or "")


def name(element: Element, attribute: str = "id") -> str:
    """The id of a code's element; a foreign one where it has none that could be ours."""
    given = element.get(attribute, "")
    return given if given and not BRACKET.search(given) and "/" not in given else foreign(element)


def foreign(element: Element) -> str:
    """The id of what is no code of ours: "?bpt"."""
    return f"{FOREIGN}{element.tag.rpartition('}')[2]}"
