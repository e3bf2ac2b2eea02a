"""The glossary for translators' tools: lines of tab-separated words, as OmegaT reads them, and TBX.

Both hold every Swedish form beside the form of the target that renders it; tools look up words as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from contentops.translate.glossary_files import NO_CELLS, read, spellings

SOURCE = "sv"


@dataclass(frozen=True, slots=True)
class Concept:
    """A term: each Swedish form with that of the target, other words that are right, and words that are wrong.

    ``about`` is what a translator should know in a few words: the kind of word, a noun's gender.
    """

    forms: tuple[tuple[str, str], ...]
    also: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    about: str = ""


def concepts(locale: str) -> Iterator[Concept]:
    """The terms that the glossary has for a locale. Raises UsageError when one of its files is wrong."""
    for data in read().values():
        for entry in data.get("term", ()):
            if target := entry.get(locale):
                yield _concept(entry, target, locale)
            elif entry["kind"] == "name":  # the same everywhere, where nothing else is said
                yield Concept(tuple((one, one) for one in spellings(entry[SOURCE]["base"])), about="name")


def _concept(entry: dict[str, Any], target: dict[str, Any], locale: str) -> Concept:
    forms = dict.fromkeys(
        (source, target[form])
        for form, cell in entry[SOURCE].items()
        if form not in NO_CELLS and form in target
        for source in spellings(cell)
    )
    gender = target.get("gender", "")
    return Concept(
        tuple(forms),
        # "Vitamin-C*" is the beginning of words: a rule of the checks, and no word.
        tuple(word for word in target.get("also", ()) if not word.endswith("*")),
        tuple(entry.get("forbidden", {}).get(locale, ())),
        f"{entry['kind']}{f', {gender}' if gender else ''}",
    )


def tab_separated(found: Iterable[Concept]) -> Iterator[str]:
    """OmegaT's glossary: the Swedish word, its rendering, and a comment, a line each."""
    seen: set[tuple[str, str]] = set()
    for concept in found:
        said = [concept.about]
        if concept.also:
            said.append(f"also: {', '.join(concept.also)}")
        if concept.forbidden:
            said.append(f"not: {', '.join(concept.forbidden)}")
        comment = "; ".join(said)
        for pair in concept.forms:
            if pair not in seen:
                seen.add(pair)
                yield "\t".join((*pair, comment)) + "\n"


def tbx(found: Iterable[Concept], locale: str) -> Iterator[str]:
    """TBX (ISO 30042, the form called martif): a concept each, a wrong word marked as not to be used."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<martif type="TBX" xml:lang="{SOURCE}">\n'
        "  <martifHeader><fileDesc><sourceDesc><p>contentops</p></sourceDesc></fileDesc></martifHeader>\n"
        "  <text><body>\n"
    )
    for number, concept in enumerate(found, 1):
        sources, targets = (dict.fromkeys(pair[side] for pair in concept.forms) for side in (0, 1))
        yield (
            f'    <termEntry id="c{number}">\n      <note>{escape(concept.about)}</note>\n'
            f"      <langSet xml:lang={quoteattr(SOURCE)}>{''.join(map(_term, sources))}</langSet>\n"
            f"      <langSet xml:lang={quoteattr(locale)}>{''.join(map(_term, dict.fromkeys((*targets, *concept.also))))}"
            f"{''.join(_term(word, wrong=True) for word in concept.forbidden)}</langSet>\n    </termEntry>\n"
        )
    yield "  </body></text>\n</martif>\n"


def _term(word: str, *, wrong: bool = False) -> str:
    note = '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>' if wrong else ""
    return f"<tig><term>{escape(word)}</term>{note}</tig>"
