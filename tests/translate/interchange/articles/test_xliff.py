"""XLIFF 1.2 and 2.1: what is written comes back as it was, and what is no such file is refused with the cause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contentops.article.identity import mint
from contentops.article.model import Article, Break, Cite, Inline, Link, Paragraph, Quantity, Strong, Text
from contentops.article.record import State
from contentops.article.segments import Unit, units
from contentops.errors import InterchangeError, SegmentError
from contentops.translate.interchange.articles import bilingual
from contentops.translate.interchange.articles.bilingual import FileBack, Level, UnitBack, digest
from contentops.translate.interchange.articles.conversion import Said, joined, outgoing, own
from contentops.translate.interchange.articles.xliff import WRITERS, read, read_file
from tests.article import strategies

VERSIONS = list(WRITERS)


def of(article: Article, said: dict[str, Said], whole: frozenset[str] = frozenset()) -> bilingual.File:
    """An article on its way to a German translator."""
    out = [
        outgoing(unit, said, "de", "sv", whole=bool(unit.whole) and unit.place.address in whole)
        for unit in units(article)
        if unit.segments
    ]
    return bilingual.File("a-1", "de", "de", "sv", "butiken", "0a1b", "Titel", tuple(out))


def there_and_back(file: bilingual.File, version: str) -> FileBack:
    (back,) = read(WRITERS[version]([file]), "test.xlf")
    return back


def pairs(article: Article, back: FileBack) -> Iterator[tuple[Unit, UnitBack]]:
    return zip((unit for unit in units(article) if unit.segments), back.units, strict=True)


# ---------------------------------------------------------------------------------------------------------- there and back


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=25, deadline=None)
@given(article=strategies.article, data=st.data())
def test_every_translation_comes_back_with_its_codes(version: str, article: Article, data: st.DataObject) -> None:
    whole = frozenset(unit.place.address for unit in units(article) if data.draw(st.booleans()))
    parts = [p for unit in units(article) for p in unit.parts(whole=unit.place.address in whole)]
    said = {p.address: Said(re.sub(r"([^\W\d_]{5,})", r"\1na", p.text), State.APPROVED) for p in parts}
    back = there_and_back(of(article, said, whole), version)
    assert (back.article, back.target, back.shop, back.revision) == ("a-1", "de", "butiken", "0a1b")
    for unit, came in pairs(article, back):
        assert came.id == unit.place.address
        assert came.cut
        for run in came.runs:
            if run.id:
                assert digest(run.text or "") == came.seal[run.id].text
                assert own(run.text or "", run.id) == said[f"{unit.place.address}#{run.id}"].text
                assert run.level is Level.FINAL


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=25, deadline=None)
@given(article=strategies.article)
def test_the_sentences_of_a_block_together_are_the_block_taken_whole(version: str, article: Article) -> None:
    said = {p.address: Said(p.text, State.MACHINE) for unit in units(article) for p in unit.segments}
    for unit, came in pairs(article, there_and_back(of(article, said), version)):
        part, text = joined(unit, came.runs)
        assert part == (unit.whole or unit.segments[0])
        # Two sentences side by side get a blank: a translator may have put them in another order.
        assert "".join(text.split()) == "".join(part.text.split())


def paragraph(*inlines: Inline) -> Article:
    return mint(Article(locale="sv", title="T", blocks=(Paragraph(inlines=inlines),)))


RICH = paragraph(
    Strong((Text("Ta "), Quantity("3", "month", "3 månader"), Text(" på dig. Vila sedan."))),
    Break(),
    Text("Läs "),
    Link("https://e.example", (Text("mer"),)),
    Text("."),
    Cite(("r1",), "(1)"),
)


def test_version_1_2_is_written_as_translators_tools_read_it() -> None:
    address = RICH.blocks[0].id
    said = {f"{address}#1": Said("⟦1⟧Ruhen Sie dann.⟦/1⟧", State.APPROVED)}
    text = WRITERS["1.2"]([of(RICH, said)]).decode()
    assert (
        '<target state="needs-translation"><mrk mtype="seg" mid="0"><g id="0-1" ctype="bold">Ta <x id="0-2" '
        'ctype="x-quantity" equiv-text="3" /> månader på dig.</g></mrk> <mrk mtype="seg" mid="1">'
        '<g id="1-1" ctype="bold">Ruhen Sie dann.</g></mrk><x id="b1-1" ctype="lb" equiv-text="↵" /><mrk mtype="seg" '
        'mid="2">Läs <g id="2-1" ctype="link">mer</g>.<x id="2-2" ctype="x-cite" equiv-text="(1)" /></mrk></target>'
    ) in text


def test_version_2_1_is_written_as_translators_tools_read_it() -> None:
    address = RICH.blocks[0].id
    text = WRITERS["2.1"]([of(RICH, {f"{address}#1": Said("⟦1⟧Ruhen Sie.⟦/1⟧", State.MACHINE_DRAFT)})]).decode()
    flat = re.sub(r">\s+<", "><", text)
    assert (
        '<segment id="s1" state="initial" subState="contentops:machine-draft"><source><pc id="1-1" canCopy="no" '
        'canDelete="no" type="fmt" subType="xlf:b">Vila sedan.</pc></source><target><pc id="1-1" canCopy="no" '
        'canDelete="no" type="fmt" subType="xlf:b">Ruhen Sie.</pc></target></segment>'
    ) in flat
    assert '<segment id="s2" state="initial" subState="contentops:missing"><source>Läs ' in flat


@pytest.mark.parametrize(
    ("state", "one", "two"),
    [
        (State.MISSING, "needs-translation", "initial"),
        (State.NEEDS_WORK, "needs-review-translation", "initial"),
        (State.MACHINE_DRAFT, "needs-review-translation", "initial"),
        (State.MACHINE, "translated", "translated"),
        (State.APPROVED, "final", "final"),
    ],
)
def test_states_are_said_in_the_words_of_the_format(state: State, one: str, two: str) -> None:
    article = paragraph(Text("En mening."))
    text = "" if state is State.MISSING else "Ein Satz."
    said = {p.address: Said(text, state) for unit in units(article) for p in unit.segments}
    assert f'<target state="{one}"' in WRITERS["1.2"]([of(article, said)]).decode()
    assert f'state="{two}" subState="contentops:{state}"' in WRITERS["2.1"]([of(article, said)]).decode()
    for version in VERSIONS:
        for unit in there_and_back(of(article, said), version).units:
            assert [unit.seal[run.id].level for run in unit.runs] == [run.level for run in unit.runs]


@pytest.mark.parametrize("version", VERSIONS)
def test_an_address_that_is_no_name_comes_back_as_it_was(version: str) -> None:
    unit = bilingual.Unit("category.kost & hälsa", "category", (bilingual.Run("0", "Kost", of="k"),))
    file = bilingual.File("a-1", "de", "de", "sv", "butiken", "0a1b", units=(unit,))
    assert there_and_back(file, version).units[0].id == "category.kost & hälsa"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_character_that_no_xml_can_hold_does_not_break_the_file(version: str) -> None:
    article = paragraph(Text("Ett\x0b tecken."))
    said = {p.address: Said("Ein\x0b Zeichen.", State.MACHINE) for unit in units(article) for p in unit.segments}
    unit = there_and_back(of(article, said), version).units[1]
    assert unit.runs[0].text == "Ein\ufffd Zeichen."
    assert digest(unit.runs[0].text or "") == unit.seal["0"].text


# --------------------------------------------------------------------------------------------- what tools make of it


def changed(version: str, old: str, new: str, article: Article = RICH) -> UnitBack:
    """The block as it comes back after a tool has put something in the place of something else."""
    text = WRITERS[version]([of(article, {})]).decode()
    assert text.count(old) == 1, text
    return read(text.replace(old, new).encode(), "test.xlf")[0].units[-1]


def test_marks_and_comments_that_a_tool_puts_in_are_no_codes() -> None:
    one = paragraph(Text("Ta te. Vila."))
    unit = changed(
        "1.2", '<mrk mtype="seg" mid="1">Vila.</mrk></target>', '<mrk mtype="seg" mid="1"><mrk mtype="x-term">Ruhen'
        '</mrk> <z:hit xmlns:z="urn:z">Sie</z:hit>.</mrk></target>', one
    )  # fmt: skip
    assert unit.runs[-1].text == "Ruhen Sie."
    unit = changed(
        "2.1", "<source>Vila.</source>", '<source>Vila.</source><target><mrk id="m1" type="term">Ruhen</mrk> <sm id="m2"/>'
        'Sie<em startRef="m2"/>.</target>', one
    )  # fmt: skip
    assert unit.runs[-1].text == "Ruhen Sie."


@pytest.mark.parametrize("odd", ['<bpt id="1">b</bpt>', '<x equiv-text="y"/>', "⟦1⟧", '<it id="1" pos="open"/>'])
def test_a_code_that_a_tool_made_up_is_none_of_ours(odd: str) -> None:
    one = paragraph(Text("Ta te. Vila."))
    unit = changed(
        "1.2", '<mrk mtype="seg" mid="1">Vila.</mrk></target>', f'<mrk mtype="seg" mid="1">{odd}</mrk></target>', one
    )
    with pytest.raises(SegmentError, match=r"no code of the source's|stand for codes"):
        own(unit.runs[-1].text or "", "1")


def test_a_segment_that_a_tool_has_cut_in_two_has_no_name_of_ours() -> None:
    unit = changed(
        "2.1", "<source>Vila.</source>\n      </segment>", "<source>Vi</source><target>Ru</target></segment>"
        '<segment id="new"><source>la.</source><target>hen.</target></segment>', paragraph(Text("Ta te. Vila."))
    )  # fmt: skip
    assert [run.id for run in unit.runs if run.id] == ["0", "1", "?new"]


def test_segments_of_2_1_stand_in_the_order_of_their_targets() -> None:
    text = WRITERS["2.1"]([of(paragraph(Text("Ta te. Vila.")), {})]).decode()
    text = text.replace("<source>Ta te.</source>", '<source>Ta te.</source><target order="3">Tee.</target>')
    text = text.replace("<source>Vila.</source>", '<source>Vila.</source><target order="1">Ruhe.</target>')
    assert [run.text for run in read(text.encode(), "t")[0].units[-1].runs] == ["Ruhe.", " ", "Tee."]


def test_a_target_without_its_sentences_is_told_from_one_with_them() -> None:
    one = paragraph(Text("Ta te. Vila."))
    inside = '<mrk mtype="seg" mid="0">Ta te.</mrk> <mrk mtype="seg" mid="1">Vila.</mrk></target>'
    unit = changed("1.2", inside, "Trinken Sie Tee und ruhen Sie.</target>", one)
    assert not unit.cut
    assert [run.text for run in unit.runs] == ["Trinken Sie Tee und ruhen Sie."]


def test_the_translators_notes_come_back_without_ours() -> None:
    text = WRITERS["1.2"]([of(RICH, {})]).decode().replace("</trans-unit>", "<note>Welche\nDosis?</note></trans-unit>")
    assert [unit.notes for unit in read(text.encode(), "t")[0].units] == [("Welche Dosis?",)] * 2


# ------------------------------------------------------------------------------------------------------ what is no such file

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><xliff>&b;</xliff>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff>&a;</xliff>'
HEAD = '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "not XML: no element found"),
        (b"Havre i vardagen", "not XML: syntax error: line 1"),
        (b"PK\x03\x04\x00\x00", "not XML"),
        (BOMB.encode(), "document type"),
        (OUTSIDE.encode(), "document type"),
        (f"{HEAD}{'<g>' * 200}{'</g>' * 200}</xliff>".encode(), "over 100 elements in one another"),
        (f"{HEAD}<file>".encode(), "not XML"),
        (f'<?xml version="1.0" encoding="utf-8"?>{HEAD}å</xliff>'.encode("latin-1"), "not XML: not well-formed"),
        (f'<?xml version="1.0" encoding="klingon"?>{HEAD}</xliff>'.encode(), "not XML"),
        (b"<tmx/>", "it begins with <tmx> without a namespace"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.1"/>', "begins with <xliff> of urn:oasis"),
        (f"{HEAD}</xliff>".encode(), "there is no <file> in it"),
        (f"{HEAD}&auml;</xliff>".encode(), "not XML: undefined entity"),
    ],
)
def test_what_is_no_xliff_is_refused_with_file_and_cause(data: bytes, cause: str, tmp_path: Path) -> None:
    path = tmp_path / "back.xlf"
    path.write_bytes(data)
    with pytest.raises(InterchangeError, match=re.escape(cause)) as error:
        read_file(path)
    assert str(path) in str(error.value)
    assert error.value.hint


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InterchangeError, match=r"no\.xlf: cannot be read: No such file"):
        read_file(tmp_path / "no.xlf")
    monkeypatch.setattr("contentops.translate.interchange.articles.xliff.LARGEST", 10)
    (tmp_path / "big.xlf").write_bytes(b"<xliff></xliff>")
    with pytest.raises(InterchangeError, match="15 bytes, more than 10"):
        read_file(tmp_path / "big.xlf")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_tool_may_save_it_in_another_encoding(encoding: str) -> None:
    text = WRITERS["1.2"]([of(RICH, {})]).decode().split("\n", 1)[1]
    text = text.replace("↵", "")
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>{text}'
    assert "på dig" in (read(declared.encode(encoding), "t")[0].units[-1].runs[0].text or "")


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_written_is_well_formed_for_any_reader(version: str) -> None:
    assert ET.fromstring(WRITERS[version]([of(RICH, {})])).tag.endswith("}xliff")  # noqa: S314  # our own
