from __future__ import annotations

from itertools import islice

import pytest
from translate.storage.omegat import OmegaTFile
from translate.storage.tbx import tbxfile

from contentops.translate.glossary import glossary
from contentops.translate.interchange.glossary import Concept, concepts, tab_separated, tbx

DOSE = Concept((("dos", "Dosis"), ("dosen", "Dosis"), ("doser", "Dosen")), ("Gabe",), ("Dose & Co",), "noun, f")


@pytest.mark.parametrize("locale", ["da", "de"])
def test_every_form_of_a_term_stands_beside_its_rendering(locale: str) -> None:
    lines = [line.rstrip("\n").split("\t") for line in tab_separated(concepts(locale))]
    assert all(len(line) == 3 and all(line) for line in lines)
    assert len({(source, target) for source, target, _ in lines}) == len(lines)
    known = glossary(locale)
    for source, target, about in lines[:: len(lines) // 100]:
        if "verb" not in about:  # an infinitive is found with its mark
            hits = known.hits(source)
            assert any(target in (hit.term.target, *hit.term.also, *(f for _, f in hit.term.forms)) for hit in hits), (
                source
            )


def test_what_is_right_besides_and_what_is_wrong_is_said_beside_it() -> None:
    assert list(tab_separated([DOSE, DOSE])) == [
        "dos\tDosis\tnoun, f; also: Gabe; not: Dose & Co\n",
        "dosen\tDosis\tnoun, f; also: Gabe; not: Dose & Co\n",
        "doser\tDosen\tnoun, f; also: Gabe; not: Dose & Co\n",
    ]


def test_no_beginning_of_a_word_is_given_for_a_word() -> None:
    assert not any("*" in line for line in tab_separated(concepts("de")))


def test_an_outside_reader_finds_the_words_in_omegats_glossary() -> None:
    read = OmegaTFile()
    read.parse("".join(tab_separated([DOSE])).encode())
    assert [(unit.source, unit.target) for unit in read.units] == list(DOSE.forms)


def test_an_outside_reader_finds_the_terms_in_tbx() -> None:
    some = list(islice(concepts("de"), 200))
    read = tbxfile.parsestring("".join(tbx([DOSE, *some], "de")).encode())  # type: ignore[no-untyped-call]
    assert len(read.units) == 201
    assert (read.units[0].source, read.units[0].target) == ("dos", "Dosis")
    text = "".join(tbx([DOSE], "de"))
    assert '<term>Dose &amp; Co</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>' in text
    assert text.count("<term>Dosis</term>") == 1
