from __future__ import annotations

import pytest
from hypothesis import given

from contentops.article.segments import CODE
from contentops.state.memory import Entry
from contentops.translate.interchange.memory.codes import marked, without_kinds
from contentops.translate.interchange.memory.edges import as_omegat, core, framings
from contentops.translate.interchange.memory.unit import Mark
from tests.translate.interchange.memory.entries import entries


def coded(source: str) -> tuple[str, tuple[str, ...]]:
    kinds = tuple(mark.kind for mark in marked(source) if isinstance(mark, Mark) and mark.form != "close")
    return without_kinds(source), kinds


@pytest.mark.parametrize(
    ("source", "before", "text", "after"),
    [
        ("Fisk är bra.", "", "Fisk är bra.", ""),
        ("Fisk är bra.⟦1:cite⟧ ⟦2:cite⟧", "", "Fisk är bra.", "⟦1⟧ ⟦2⟧"),
        ("⟦1:quantity⟧ räcker.", "⟦1⟧ ", "räcker.", ""),
        ("⟦1:strong⟧Fisk ⟦2:quantity⟧ nu.⟦/1:strong⟧⟦3:cite⟧", "⟦1⟧", "Fisk ⟦2⟧ nu.", "⟦/1⟧⟦3⟧"),
        ("⟦1:strong⟧Fisk⟦/1:strong⟧ och ⟦2:strong⟧kött⟦/2:strong⟧", "", "⟦1⟧Fisk⟦/1⟧ och ⟦2⟧kött⟦/2⟧", ""),
        ("⟦1:strong⟧⟦2:link⟧Fisk⟦/2:link⟧⟦/1:strong⟧", "⟦1⟧⟦2⟧", "Fisk", "⟦/2⟧⟦/1⟧"),
    ],
)
def test_a_sentence_without_what_stands_at_its_edges(source: str, before: str, text: str, after: str) -> None:
    assert core(*coded(source)) == (before, text, after)


@given(entries())
def test_a_whole_is_its_core_between_its_edges(entry: Entry) -> None:
    text, kinds = coded(entry.source.replace("<", "("))
    for said, whole in framings(text, kinds):
        assert whole.around(said) == text
        assert sorted(int(m[2]) for m in CODE.finditer(said) if not m[1]) == list(range(1, len(whole.numbers) + 1))


def test_tags_are_numbered_as_omegat_does() -> None:
    source, kinds = coded("⟦1:cite⟧⟦2:strong⟧Fisk⟦/2:strong⟧ är ⟦3:quantity⟧ gott.⟦4:cite⟧")
    assert as_omegat(source, "⟦3⟧ ist ⟦2⟧Fisch⟦/2⟧ gut.⟦1⟧⟦4⟧", kinds) is None  # another code at its edge
    assert as_omegat(source, "⟦1⟧Der ⟦3⟧ ⟦2⟧Fisch⟦/2⟧ ist gut.⟦4⟧", kinds) == (
        "<g0>Fisk</g0> är <x1/> gott.",
        "Der <x1/> <g0>Fisch</g0> ist gut.",
    )
    assert as_omegat("Ta ⟦1⟧.", "⟦1⟧ nehmen", ("quantity",)) == ("Ta <x0/>.", "<x0/> nehmen")
    assert as_omegat("⟦1⟧", "⟦1⟧", ("quantity",)) is None
    assert as_omegat("Ta ⟦1⟧.", "Nehmen", ("quantity",)) is None
