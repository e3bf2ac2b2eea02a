"""Citation markers become citations; other numbers stay text."""

from __future__ import annotations

import pytest

from contentops.article.model import Cite, Inlines, Link, Sup, Text, plain, walk_inlines
from contentops.extract.citations import Citations
from contentops.extract.vocabulary import vocabulary

KNOWN = {number: f"r{number}" for number in range(1, 13)}


def tied(*inlines: Text | Sup | Link) -> tuple[Inlines, list[tuple[str, ...]]]:
    words = vocabulary("sv")
    known = {"https://doi.org/10.1/a": 4}
    out = Citations(KNOWN, known, words.citation_labels, words.citation_joints, words.citation_pages).tie(inlines)
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
        ("Kroppen behöver magnesium(1) och B12(2).Nästa", [("r1",), ("r2",)]),
        ("Så skriver Ek m.fl. (4): det minskar.", [("r4",)]),
        ("Kroppen behöver det.¹", [("r1",)]),
        ("Kroppen behöver det¹,² varje dag", [("r1", "r2")]),
        ("Kroppen behöver det.¹⁻³", [("r1", "r2", "r3")]),
        ("Kroppen behöver det.⁽¹²⁾", [("r12",)]),
        ("Kroppen behöver det.1,2 Sedan", [("r1", "r2")]),
        ("Kroppen behöver det varje dag.11", [("r11",)]),
        ("Kroppen behöver det (ref. 4, 5).", [("r4", "r5")]),
        ("Kroppen behöver det [källa 3]", [("r3",)]),
        ("(1; 2)(3 & 4)", [("r1", "r2"), ("r3", "r4")]),
        ("Kroppen behöver det (1 och 2).", [("r1", "r2")]),
        ("Kroppen behöver det [1, 2 och 5].", [("r1", "r2", "r5")]),
        ("Kroppen behöver det [1, s. 23].", [("r1",)]),
        ("Kroppen behöver det (2, s. 11–12).", [("r2",)]),
        ("Kroppen behöver det (2, pp. 11-12).", [("r2",)]),
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
        "grupp ett och två (1 och 2 månader)",
        "efter en stund (2 s. 11 m)",
        "på två ställen (200 och 300)",
        "sidan (s. 23)",
        "118(3):181-189",
        "f(2)",
        "enligt (EU) nr 432/2012",
        "(13)",
        "(0)",
        "(1,99)",
        "(n = 12)",
        "(1 av 3)",
        "(18-65)",
        "(5-2)",
        "art. 13(1)",
        "18 (2): 181–189",
        "5 m²",
        "10³",
        "10⁻³",
        "Ca²⁺",
        "R²",
        "kg/m²",
        "[sic]",
        "kl.8 Sedan",
        "se kap.3 Sedan",
        "version.2 av",
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
        ((Text("behöver."), Sup((Text("1 2"),))), [("r1", "r2")]),
        ((Text("behöver."), Sup((Text("1"),)), Sup((Text(","),)), Sup((Text("2"),))), [("r1", "r2")]),
        ((Text("behöver."), Sup((Text("1"),)), Sup((Text(","),)), Text(" "), Sup((Text("2"),))), [("r1", "r2")]),
        ((Text("behöver."), Sup((Text("1"),)), Text("–"), Sup((Text("3"),))), [("r1", "r2", "r3")]),
        (
            (Text("behöver ["), Link("#k1", (Text("1"),)), Text("–"), Link("#k3", (Text("3"),)), Text("].")),
            [("r1", "r2", "r3")],
        ),
        ((Text("behöver ("), Link("https://doi.org/10.1/a", (Text("4"),)), Text(")")), [("r4",)]),
        ((Text("behöver "), Link("https://annat.example/", (Text("4"),))), []),
        ((Text("x"), Sup((Text("2"),))), []),
        ((Text("Q"), Sup((Text("10"),))), []),
        ((Text("x"), Sup((Link("#k2", (Text("2"),)),))), [("r2",)]),
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


@pytest.mark.parametrize(
    ("text", "dangling"),
    [
        ("Det minskar.(13)", ["(13)"]),
        ("Det minskar.(1, 2, 99)", ["(1, 2, 99)"]),
        ("Det minskar [50].", ["[50]"]),
        ("Av de tillfrågade (18-65) svarade hälften (50).", []),
        ("En faktor (1,99) och ingen (0).", []),
    ],
)
def test_only_a_number_near_the_list_is_a_marker_whose_entry_is_missing(text: str, dangling: list[str]) -> None:
    citations = Citations(KNOWN)

    assert citations.tie((Text(text),)) == (Text(text),)
    assert citations.dangling == dangling
