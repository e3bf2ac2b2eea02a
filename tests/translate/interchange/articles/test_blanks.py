"""Blanks beside codes: put back where the source has one and a word is stuck to the code, and nowhere else."""

from __future__ import annotations

import pytest

from contentops.article.coding import Segment
from contentops.article.model import Break, Cite, Inline, Quantity, Strong
from contentops.translate.interchange.articles.blanks import Blanks

DOSE = Quantity("300", "mg", "300 mg")


@pytest.mark.parametrize(
    ("source", "codes", "back", "restored"),
    [
        ("⟦1⟧ räcker.", [DOSE], "⟦0-1⟧reichen.", "⟦0-1⟧ reichen."),
        ("⟦1⟧\u00a0räcker.", [DOSE], "⟦0-1⟧reichen.", "⟦0-1⟧\u00a0reichen."),
        ("Ta ⟦1⟧ nu.", [DOSE], "Nimm⟦0-1⟧jetzt.", "Nimm ⟦0-1⟧ jetzt."),
        ("Ta ⟦1⟧ nu.", [DOSE], "⟦0-1⟧2 Mal.", "⟦0-1⟧ 2 Mal."),
        ("⟦1⟧ ⟦2⟧räcker⟦/2⟧.", [DOSE, Strong(())], "⟦0-1⟧⟦0-2⟧reichen⟦/0-2⟧.", "⟦0-1⟧ ⟦0-2⟧reichen⟦/0-2⟧."),
        ("⟦2⟧⟦1⟧ mg⟦/2⟧ räcker.", [DOSE, Strong(())], "⟦0-2⟧⟦0-1⟧ mg⟦/0-2⟧reichen.", "⟦0-2⟧⟦0-1⟧ mg⟦/0-2⟧reichen."),
        ("⟦2⟧⟦1⟧⟦/2⟧ räcker.", [DOSE, Strong(())], "⟦0-2⟧⟦0-1⟧⟦/0-2⟧reichen.", "⟦0-2⟧⟦0-1⟧⟦/0-2⟧ reichen."),
        ("Ta ⟦1⟧ nu.", [DOSE], "⟦0-1⟧, jetzt (⟦0-1⟧)-⟦0-1⟧.", "⟦0-1⟧, jetzt (⟦0-1⟧)-⟦0-1⟧."),
        ("Ta ⟦1⟧ nu.", [DOSE], "Nimm ⟦0-1⟧ jetzt.", "Nimm ⟦0-1⟧ jetzt."),
        ("Ta ⟦1⟧-dosen.", [DOSE], "Die ⟦0-1⟧dosis.", "Die ⟦0-1⟧dosis."),
        ("Gröt⟦1⟧ mättar.", [Cite((), "(1)")], "Brei⟦0-1⟧sättigt.", "Brei⟦0-1⟧ sättigt."),
        ("Ta ⟦1⟧ nu.", [Break()], "Nimm⟦0-1⟧jetzt.", "Nimm⟦0-1⟧jetzt."),
        ("Ta ⟦1⟧mer⟦/1⟧ nu.", [Strong(())], "Nimm⟦0-1⟧mehr⟦/0-1⟧jetzt.", "Nimm⟦0-1⟧mehr⟦/0-1⟧jetzt."),
        ("Ta ⟦1⟧ nu.", [DOSE], "Nimm⟦?bpt⟧jetzt⟦1-1⟧da.", "Nimm⟦?bpt⟧jetzt⟦1-1⟧da."),
        ("Ta ⟦1⟧ nu.", [DOSE], "", ""),
    ],
)
def test_a_blank_of_the_source_stands_between_a_word_and_a_code(
    source: str, codes: list[Inline], back: str, restored: str
) -> None:
    blanks = Blanks.of([("0", Segment("p#0", "paragraph", "p", source, tuple(codes)))])
    assert blanks.restored(back) == restored
