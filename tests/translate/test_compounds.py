"""Compounds by their parts: how words are cut and joined, and a sample of what the parts of the house make of them."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from contentops.language.language import folder
from contentops.translate.compounds import Compounds, Head, first_parts
from contentops.translate.glossary import Glossary, Term, glossary, glossary_fingerprint
from contentops.translate.masking import mask, unmask
from tests.conftest import Locales

TARGETS = ("da", "nb", "nn")
HEADS = {
    "vård": Head("pleje", noun=True),
    "vården": Head("plejen", noun=True, after_determiner="pleje"),
    "rutiner": Head("rutiner", noun=True),
    "tråd": Head("tråd", noun=True),
    "råd": Head("råd", noun=True),
    "tillskott": Head("tilskudd", noun=True),
    "fria": Head("frie", noun=False),
}
FIRSTS = {"hälso": "sundheds", "sömn": "søvn", "kost": "kost", "fett": "fett", "folk": "folke", "an": "an"}
PARTS = Compounds(FIRSTS, HEADS, ("folkvård",))


def made(word: str, parts: Compounds = PARTS) -> str | None:
    head = parts.render(word)
    return head.target if head else None


# ----------------------------------------------------------------------------------------------------------- the mechanism


def test_a_compound_of_known_parts_is_joined_as_the_target_joins_it() -> None:
    assert made("hälsovård") == "sundhedspleje"
    assert made("Hälsovården") == "sundhedsplejen"
    assert made("kostfria") == "kostfrie"


def test_a_word_with_an_unknown_part_is_left_alone() -> None:
    assert made("hälsorum") is None
    assert made("bilvård") is None


def test_three_parts_are_tried_after_two() -> None:
    assert made("folkhälsovård") == "folkesundhedspleje"


def test_the_genitive_of_a_noun_is_a_head_and_that_of_an_adjective_is_none() -> None:
    assert made("hälsovårdens") == "sundhedsplejens"
    assert made("kostfrias") is None


def test_a_part_has_three_letters_or_more() -> None:
    assert made("anvård") is None


def test_a_word_that_is_no_compound_is_not_cut_nor_is_it_a_rest() -> None:
    assert made("folkvård") is None
    assert made("kostfolkvård") is None


def test_a_word_that_is_a_head_itself_is_no_compound() -> None:
    assert made("tillskott") is None
    assert made("vårdens") is None


def test_where_parts_overlap_in_a_double_consonant_both_are_found() -> None:
    assert made("fettillskott") == "fetttilskudd"
    single = Compounds(FIRSTS, HEADS, single_consonants=True)
    assert made("fettillskott", single) == "fettilskudd"
    assert made("sömntillskott", single) == "søvntilskudd"


def test_a_hyphen_is_kept_and_an_abbreviation_stays() -> None:
    assert made("sömn-rutiner") == "søvn-rutiner"
    assert made("REM-rutiner") == "REM-rutiner"
    assert made("Malmö-rutiner") is None
    assert made("sömn-") is None


def test_words_in_capitals_and_with_figures_are_left_alone() -> None:
    assert made("SÖMNRUTINER") is None
    assert made("sömn2rutiner") is None


def test_the_form_after_a_determiner_is_that_of_the_head() -> None:
    head = PARTS.render("hälsovården")
    assert head
    assert head.after_determiner == "sundhedspleje"


def test_a_noun_stands_as_a_first_part_bare_with_a_joint_or_with_another_vowel() -> None:
    assert dict(first_parts("sjukdom", "sygdom")) == {"sjukdom": "sygdom", "sjukdoms": "sygdoms"}
    assert dict(first_parts("kvinna", "kvinde")) == {
        "kvinna": "kvinde",
        "kvinno": "kvinde",
        "kvinnu": "kvinde",
        "kvinn": "kvinde",
    }
    assert dict(first_parts("råd", "råd")) == {}
    assert dict(first_parts("hälsovård", "helsetjeneste"))["hälsovårds"] == "helsetjeneste"
    assert dict(first_parts("skydd", "beskyttelse"))["skydds"] == "beskyttelses"


# --------------------------------------------------------------------------------------------------------- in the glossary

TERMS = Glossary("da", [Term("kostråd", "kostråd", "noun"), Term("sömn", "søvn", "noun")], (), PARTS)


def test_a_term_goes_before_a_compound_of_parts() -> None:
    assert [hit.term.kind for hit in TERMS.hits("Kostråd och sömnrutiner")] == ["noun", "compound"]


def test_a_capital_inside_a_sentence_is_a_names() -> None:
    assert [hit.term.target for hit in TERMS.hits("Sömnrutiner är bra")] == ["søvnrutiner"]
    assert TERMS.hits("Hos Hälsovården") == []


def test_words_that_are_left_to_the_engine_are_no_hits() -> None:
    text = "Sömn och bra sömnrutiner."
    assert TERMS.compounds(text) == {"sömnrutiner": "søvnrutiner"}
    assert TERMS.compounds("Hälsovården är bra.") == {"hälsovården": ""}  # "plejen", but "den ... pleje"
    left = TERMS.leaving(frozenset({"sömnrutiner", "sömn"}))
    assert [hit.term.source for hit in left.hits(text)] == ["sömn"]
    assert [hit.term.source for hit in TERMS.hits(text)] == ["sömn", "sömnrutiner"]


def test_a_check_demands_no_compound_of_a_persons_text() -> None:
    assert [e.source for e in TERMS.expected("Sömn och sömnrutiner", "da")] == ["Sömn"]


# --------------------------------------------------------------------------------------------------------------- the files


def parts() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((folder() / "glossary").glob("*.toml")):
        yield path.name, tomllib.loads(path.read_text(encoding="utf-8"))


def test_every_first_part_has_all_targets() -> None:
    wrong = [
        f"{name}: {source}"
        for name, data in parts()
        for source, cell in data.get("first", {}).items()
        if not isinstance(cell, str) and set(cell) != set(TARGETS)
    ]
    assert wrong == []


def test_every_head_is_a_noun_or_an_adjective_and_fills_its_cells_in_every_target() -> None:
    cells = {"noun": {"sg", "sg_def", "pl", "pl_def"}, "adjective": {"c", "n", "pl"}}
    wrong = [
        f"{name}: {head['sv']}"
        for name, data in parts()
        for head in data.get("head", ())
        if not set(head["sv"]) <= cells.get(head["kind"], set())
        or any(
            set(head[t]) - {"gender"} != set(head["sv"])
            or not all(head[t].values())
            or ("gender" in head[t]) != (head["kind"] == "noun")
            for t in TARGETS
        )
    ]
    assert wrong == []


def test_no_head_stands_twice() -> None:
    lemmas = Counter((h["kind"], next(iter(h["sv"].values()))) for _, data in parts() for h in data.get("head", ()))
    assert [lemma for lemma, count in lemmas.items() if count > 1] == []


def test_a_part_is_in_the_fingerprint_of_its_own_locale(locales: Locales) -> None:
    root, forget = locales
    before = {target: glossary_fingerprint(target) for target in TARGETS}
    (root / "glossary" / "more.toml").write_text('term = []\n[first]\nkvarn = { da = "kværn" }\n', encoding="utf-8")
    forget()
    assert {t for t in TARGETS if before[t] != glossary_fingerprint(t)} == {"da"}
    assert [hit.term.target for hit in glossary("da").hits("kvarnrutiner")] == ["kværnrutiner"]


@pytest.mark.parametrize(
    ("source", "nb", "da"),
    [
        ("sjukdomsframkallande", "sykdomsfremkallende", "sygdomsfremkaldende"),
        ("febernedsättande", "febernedsettende", "febernedsættende"),
        ("evidensbaserat", "evidensbasert", "evidensbaseret"),
        ("individanpassad", "individtilpasset", "individtilpasset"),
        ("fettsnåla", "fettfattige", "fedtfattige"),
        ("kalciumrika", "kalsiumrike", "calciumrige"),
        ("koffeinfritt", "koffeinfritt", "koffeinfrit"),
        ("kortkedjiga", "kortkjedede", "kortkædede"),
        ("värmekänsliga", "varmefølsomme", "varmefølsomme"),
        ("hälsomedvetna", "helsebevisste", "sundhedsbevidste"),
        ("företagshälsovården", "bedriftshelsetjenesten", "bedriftssundhedstjenesten"),
        ("bredspektrumantibiotika", "bredspektret antibiotika", "bredspektret antibiotika"),
        ("tupplurar", "høneblunder", "lure"),
        ("sömncykler", "søvnsykluser", "søvncyklusser"),
        ("sömnrubbningarna", "søvnforstyrrelsene", "søvnforstyrrelserne"),
        ("kortisolnivåns", "kortisolnivåets", "kortisolniveauets"),
        ("proteinkällor", "proteinkilder", "proteinkilder"),
        ("kvinnosjukdomar", "kvinnesykdommer", "kvindesygdomme"),
        ("barnmaten", "barnematen", "børnemaden"),
        ("fettillskott", "fettilskudd", "fedttilskud"),
        ("cancercellernas", "kreftcellenes", "kræftcellernes"),
        ("immunförsvarssjukdom", "immunforsvarssykdom", "immunforsvarssygdom"),
        ("skärmtiden", "skjermtiden", "skærmtiden"),
        ("produktsidan", "produktsiden", "produktsiden"),
        ("LDL-nivåerna", "LDL-nivåene", "LDL-niveauerne"),
    ],
)
def test_a_sample_of_compounds(source: str, nb: str, da: str) -> None:
    for locale, target in (("nb", nb), ("da", da)):
        masked = mask(source, (), glossary(locale))
        assert unmask(masked, masked.text).casefold() == target.casefold()


LOOKALIKES = """
banan kamrat fredag protein medelålders gångjärn simkort landskap ledare morgon solen hemma havet maten vardagen kostade
testade rikast frihet tidigare kroppen levererar bostad medicinen sjuksköterskan helvete vitamin
"""


@pytest.mark.parametrize("word", LOOKALIKES.split())
def test_a_word_that_only_looks_like_a_compound_is_not_cut(word: str) -> None:
    for locale in TARGETS:
        assert glossary(locale).compounds(f"{word} {word}s") == {}
