"""Bylines give the author's name; sentences do not."""

from __future__ import annotations

import pytest

from contentops.extract.byline import author_of_line
from contentops.extract.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Bloggat av: Maja Brolund Ek", "Maja Brolund Ek"),
        ("Skriven av Ester Norling", "Ester Norling"),
        ("Text: Åsa-Li Öberg", "Åsa-Li Öberg"),
        ("Text: Åsa Öberg Foto: Per Ek", "Åsa Öberg"),
        ("2007-10-18. Text: Åsa Öberg. Foto: Per Ek", "Åsa Öberg"),
        ("3 maj 2019 – Text: Åsa Öberg", "Åsa Öberg"),
        ("Av Siri von Essen", "Siri von Essen"),
        ("av Siri Åkerblom | 4 mars 2026", "Siri Åkerblom"),
        ("Text: Kim", "Kim"),
        ("Text och foto: Åsa Öberg", "Åsa Öberg"),
        ("Artikel skriven av Åsa Öberg", "Åsa Öberg"),
        ("Skriven av leg. dietist Åsa Öberg", "Åsa Öberg"),
        ("Publicerad av Åsa Öberg den 3 maj 2026", "Åsa Öberg"),
        ("Publicerad 2026-05-03 av Åsa Öberg", "Åsa Öberg"),
        ("Skriven av Åsa Öberg - 2026", "Åsa Öberg"),
        ("By Anna Lake on May 3, 2026", "Anna Lake"),
    ],
)
def test_a_byline_gives_the_name(line: str, name: str) -> None:
    assert author_of_line(line, vocabulary("sv")) == name


@pytest.mark.parametrize(
    "line",
    [
        "Av alla mineraler är magnesium det vanligaste.",
        "Av Magnesium",
        "Text om magnesium",
        "Av svensk mat 2026",
        "Av 100 personer i Umeå",
        "Av de D-vitaminer som Finns",
        "Text: Så här gör du",
        "Granskad av: Åsa Öberg",
        "Skriven av redaktionen",
        "Magnesium",
        "",
    ],
)
def test_a_line_that_is_no_byline_gives_nothing(line: str) -> None:
    assert author_of_line(line, vocabulary("sv")) == ""
