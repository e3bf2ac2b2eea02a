"""Citation markers become citations; other numbers stay text."""

from __future__ import annotations

import pytest

from contentops.article.model import Cite, Inlines, Link, Sup, Text, plain, walk_inlines
from contentops.extract.citations import Citations

KNOWN = {number: f"r{number}" for number in range(1, 13)}


def tied(*inlines: Text | Sup | Link) -> tuple[Inlines, list[tuple[str, ...]]]:
    out = Citations(dict(KNOWN)).tie(inlines)
    return out, [inline.refs for inline in walk_inlines(out) if isinstance(inline, Cite)]


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("Kroppen behöver det.(1)", [("r1",)]),
        ("Kroppen behöver det. (1,2)", [("r1", "r2")]),
        ("Kroppen behöver det (6,1).", [("r6", "r1")]),
        ("Kroppen behöver det [3].", [("r3",)]),
        ("Kroppen behöver det[3]", [("r3",)]),
        ("Kroppen behöver det (1–3)", [("r1", "r2", "r3")]),
        ("Kroppen behöver det [1-2, 5]", [("r1", "r2", "r5")]),
        ("Det ena (4) och det andra (5).", [("r4",), ("r5",)]),
        ("Först [2][3].", [("r2",), ("r3",)]),
    ],
)
def test_markers_in_the_text(text: str, refs: list[tuple[str, ...]]) -> None:
    out, found = tied(Text(text))

    assert found == refs
    assert plain(out, cites=True) == text


@pytest.mark.parametrize(
    "text",
    [
        "10 mikrogram (400 IE)",
        "år 2024 (2024)",
        "118(3):181-189",
        "f(2)",
        "enligt (EU) nr 432/2012",
        "(13)",
        "(0)",
        "(1,99)",
    ],
)
def test_numbers_that_are_no_citations_stay_text(text: str) -> None:
    assert tied(Text(text)) == ((Text(text),), [])


@pytest.mark.parametrize(
    ("inlines", "refs"),
    [
        ((Text("behöver."), Sup((Text("1,2"),))), [("r1", "r2")]),
        ((Text("behöver."), Sup((Text("[1]"),))), [("r1",)]),
        (
            (Text("behöver."), Sup((Link("#k1", (Text("[1]"),)), Text(", "), Link("#k2", (Text("[2]"),))))),
            [("r1", "r2")],
        ),
        ((Text("behöver "), Link("#k2", (Text("[2]"),)), Link("#k3", (Text("[3]"),))), [("r2",), ("r3",)]),
        (
            (Text("behöver ("), Link("#k6", (Text("6"),)), Text(","), Link("#k1", (Text("1"),)), Text(").")),
            [("r6", "r1")],
        ),
        ((Text("yta 5 m"), Sup((Text("2"),))), []),
        ((Text("10"), Sup((Text("3"),))), []),
    ],
)
def test_markers_in_mark_up(inlines: tuple[Text | Sup | Link, ...], refs: list[tuple[str, ...]]) -> None:
    assert tied(*inlines)[1] == refs


def test_a_marker_without_an_entry_is_remembered_once() -> None:
    citations = Citations({1: "r1"})

    citations.tie((Text("Nej (7)."), Sup((Link("#k9", (Text("9"),)),))))

    assert citations.dangling == ["(7)", "9"]


def test_without_a_list_a_number_in_parentheses_is_no_citation() -> None:
    citations = Citations({})

    assert citations.tie((Text("Steg (1) och (2)."),)) == (Text("Steg (1) och (2)."),)
    assert citations.dangling == []
