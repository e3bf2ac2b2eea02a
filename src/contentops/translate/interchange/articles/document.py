"""What both versions of XLIFF write alike around the units: whose file it is, and whose notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element

from contentops.translate.interchange.articles.bilingual import FileBack, UnitBack

OURS = "urn:contentops:interchange:1"
"""The namespace of our attributes (``co:seal``)."""
US = "contentops"
"""Who wrote a note, where we did."""


def read_files(
    root: Element, namespace: str, unit: str, read_unit: Callable[[Element], UnitBack]
) -> tuple[FileBack, ...]:
    """The articles of a document whose units are elements of this name."""
    return tuple(
        FileBack(
            article=place.get("original", ""),
            target=place.get(f"{{{OURS}}}target", ""),
            shop=place.get(f"{{{OURS}}}shop", ""),
            revision=place.get(f"{{{OURS}}}revision", ""),
            units=tuple(read_unit(one) for one in place.iter(f"{{{namespace}}}{unit}")),
        )
        for place in root.iter(f"{{{namespace}}}file")
    )


def notes_of_others(notes: Iterable[Element], author: str) -> tuple[str, ...]:
    """The words of the notes that are not ours; the attribute ``author`` tells whose a note is."""
    return tuple(
        text for note in notes if note.get(author) != US and (text := " ".join("".join(note.itertext()).split()))
    )
