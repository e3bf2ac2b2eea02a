"""Many expressions asked by the first character of a line say the same as all of them together."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import contentops.extract.vocabulary
from contentops.extract.vocabulary import vocabulary
from contentops.extract.vocabulary.lines import Lines, beginnings

HOME = Path(contentops.extract.vocabulary.__file__).parent
PAGES = Path(__file__).parents[1] / "pages"


def same(entries: list[str], line: str) -> bool:
    together = re.compile("|".join(f"(?:{entry})" for entry in entries), re.IGNORECASE)
    return bool(together.fullmatch(line)) == bool(Lines(entries).fullmatch(line))


@pytest.mark.parametrize(
    "entry",
    [
        "gröt",
        "gr(ö|y)t",
        "(gr|k)ö+t",
        "(min )?gröt",
        "(min |din )*gröt",
        "(gröt){2,}",
        "(gröt){0,2}korn",
        "g?röt",
        "[gk]röt",
        r"\d+ gram",
        r"\(?\d+\)?",
        r"\d*gröt",
        "gröt|korn",
        "(?:g|k)röt",
        "((g|k)rö|m)t",
        "(|g)röt",
        ".{0,3}röt",
        "©.*",
        r"[)|]gröt",
    ],
)
def test_an_entry_is_found_by_what_it_can_begin_with(entry: str) -> None:
    words = [
        "gröt",
        "GRÖT",
        "gryt",
        "kört",
        "grötgröt",
        "röt",
        "kröt",
        "korn",
        "grötkorn",
        "mt",
        ")gröt",
        "|gröt",
        "©2026",
    ]

    for line in [*words, "5gröt", "min gröt", "din min gröt", "5 gram", "(5)", "", " gröt", "ßgröt"]:
        assert same([entry, "zzz"], line), line


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", ["patterns", "box_patterns"])
def test_the_shipped_entries_say_what_they_say_together(language: str, name: str) -> None:
    entries = tomllib.loads((HOME / f"{language}.toml").read_text(encoding="utf-8"))[name]
    texts = [page.read_bytes().decode("utf-8", errors="replace") for page in PAGES.glob("*/page.*")]
    found = {line.strip() for text in texts for line in re.split(r"<[^<>]*>|\n", text) if 0 < len(line.strip()) <= 400}
    together = re.compile("|".join(f"(?:{entry})" for entry in entries), re.IGNORECASE)
    apart = Lines(entries)

    assert len(found) > 1000
    assert [line for line in found if bool(together.fullmatch(line)) != bool(apart.fullmatch(line))] == []


@pytest.mark.parametrize(
    ("entries", "begin"),
    [
        ([r"(från\s+)?\d+ kr", "kr"], "0123456789fFkK"),
        ([r"[$£]\s?\d+"], "$£"),
        ([r"[$£]?kr"], ""),
        ([r"[^$]+"], ""),
        ([r"[a-z]+"], ""),
        (["kr", r".*kr"], ""),
        ([], ""),
    ],
)
def test_what_entries_can_begin_with_is_told_or_left_open(entries: list[str], begin: str) -> None:
    assert beginnings(entries) == frozenset(begin)


@pytest.mark.parametrize("name", ["sv", "da", "nb", "de", "en"])
def test_a_price_begins_with_what_its_vocabulary_says(name: str) -> None:
    words = vocabulary(name)
    prices = [
        "199 kr",
        "Från 199 kr",
        "Fra kr. 199,-",
        "kr 199",
        "KR 199",
        "AB 19 €",
        "€ 19,90",
        "$ 12.99",
        "From £3",
        "19.90 EUR",
    ]
    for price in prices:
        assert words.price.fullmatch(price) is None or price[0] in words.price_begins
    assert words.price_begins
