"""See CHECK."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contentops.check.model import Check, Example, Expectation, Expected, Flaw, Glossary, SegmentPair
from contentops.check.terms import rendered, without
from contentops.language.words import plain_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contentops.language.language import Language

_STEM = 6
"""A forbidden form of so many letters is found with any ending; a shorter one only as a whole word."""


def _find(pair: SegmentPair, glossary: Glossary, target_language: Language) -> Iterator[Flaw]:
    text = plain_case(pair.target_shown)
    missing: dict[str, str] = {}
    for term in glossary.expected(pair.source_shown, target_language.locale):
        rest = without(term, text) if term.forbidden else ""
        wrong = [form for form in term.forbidden if _stands(plain_case(form), rest)]
        if wrong:
            yield Flaw(message=f"“{term.source}” is rendered as “{wrong[0]}”, a wrong word here{_instead(term)}")
        elif term.targets and not term.name and not rendered(term, text):
            missing.setdefault(term.source.casefold(), f"“{term.source}” ({', '.join(term.targets[:3])})")
    if missing:
        yield Flaw(message=f"no approved rendering of {', '.join(missing.values())}", severity="warn")


def _stands(form: str, text: str) -> bool:
    end = "" if len(form) >= _STEM else r"(?!\w)"
    return re.search(rf"(?<!\w){re.escape(form)}{end}", text) is not None


def _instead(term: Expected) -> str:
    return f"; approved: {', '.join(f'“{form}”' for form in term.targets[:3])}" if term.targets else ""


CHECK = Check(
    severity="block",
    title="A term is not rendered as the glossary says",
    why="One term, one word: readers and search engines know it by that. A forbidden rendering is a known "
    "mistranslation.",
    advice="Use an approved form; when another is right here, add it to the glossary.",
    find=_find,
    examples=(
        Example(
            source="En kärlsjukdom.",
            target="En beholdersygdom.",
            expects=(Expectation("kärlsjukdom", ("karsygdom", "karsygdommen"), ("beholdersygdom",)),),
            finds=True,
        ),
        Example(
            source="Friska ben.",
            target="Friske bein.",
            locale="nb",
            expects=(Expectation("ben", ("skjelett",)),),
            finds=True,
        ),
        Example(
            source="En kärlsjukdom.",
            target="En karsygdom.",
            expects=(Expectation("kärlsjukdom", ("karsygdom",), ("beholdersygdom",)),),
            finds=False,
        ),
        Example(
            source="Flera infektioner.",
            target="Flere infeksjonar.",
            locale="nn",
            expects=(Expectation("infektioner", ("infeksjon",)),),
            finds=False,
        ),
        Example(
            source="Ont i foten.",
            target="Schmerzen in den Füßen.",
            locale="de",
            expects=(Expectation("foten", ("Fuß",), also=("Füße",)),),
            finds=False,
        ),
        Example(
            source="Trötthet är vanligt.",
            target="Viele sind müder als sonst.",
            locale="de",
            expects=(Expectation("Trötthet", ("Müdigkeit",), also=("müde*",)),),
            finds=False,
        ),
        Example(
            source="Trötthet är vanligt.",
            target="Viele ermüden schnell.",
            locale="de",
            expects=(Expectation("Trötthet", ("Müdigkeit",), also=("müde*",)),),
            finds=True,
        ),
        Example(
            source="Fisk ger A-vitamin.",
            target="Fish provides vitamin D.",
            locale="en",
            expects=(Expectation("A-vitamin", ("vitamin A",)),),
            finds=True,
        ),
        Example(
            source="Brist på järn.",
            target="Raudan puute.",
            locale="fi",
            expects=(Expectation("järn", ("rauta",), also=("raut*", "raud*")),),
            finds=False,
        ),
        Example(
            source="Besvär av pollen.",
            target="Siitepölyoireita.",
            locale="fi",
            expects=(Expectation("besvär", ("vaivat",), also=("*oire*",)),),
            finds=False,
        ),
        Example(
            source="Besvär av pollen.",
            target="Siitepölyoireita.",
            locale="fi",
            expects=(Expectation("besvär", ("vaivat",), also=("oire*",)),),
            finds=True,
        ),
        Example(source="God mat.", target="God mad.", finds=False),
    ),
)
