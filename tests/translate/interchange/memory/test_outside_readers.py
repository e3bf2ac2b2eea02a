"""Programs of others read our TMX: translate-toolkit, and OmegaT in its console mode."""

from __future__ import annotations

import io
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from translate.storage.tmx import tmxfile

from contentops.article.record import State
from contentops.state.memory import Entry
from contentops.translate.interchange.memory import tmx
from contentops.translate.interchange.memory.codes import marked, without_kinds
from contentops.translate.interchange.memory.matching import matches
from contentops.translate.interchange.memory.unit import Mark, Unit
from tests.omegat import Project
from tests.translate.interchange.memory.entries import entry
from tests.translate.interchange.memory.test_matching import store

ENTRIES = [
    entry("Fisk är bra & gott.", "Fisch ist gut & lecker."),
    entry("Ta ⟦1:quantity⟧ om dagen.", "Täglich ⟦1⟧ nehmen.", State.MACHINE_DRAFT),
    entry("⟦1:strong⟧Fisk⟦/1:strong⟧ är ⟦2:link⟧gott⟦/2:link⟧.⟦3:cite⟧", "⟦2⟧Lecker⟦/2⟧ ist ⟦1⟧Fisch⟦/1⟧.⟦3⟧"),
    entry("Att ta ⟦1:quantity⟧ räcker⟦2:break⟧för alla.", "⟦1⟧ zu nehmen reicht⟦2⟧für alle.", by="Ö. “Å” & Co"),
]


def written(*, omegat: bool = False) -> str:
    return "".join(tmx.write([("de", one) for one in ENTRIES], "sv", omegat=omegat))


def as_xliff(*sources: str) -> str:
    units = "".join(
        f'<trans-unit id="{n}"><source>{one}</source><target>{one}</target></trans-unit>'
        for n, one in enumerate(sources)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file original="a" source-language="sv" target-language="de" datatype="plaintext"><body>'
        f"{units}</body></file></xliff>"
    )


def parsed(text: str) -> tmxfile:
    read: tmxfile = tmxfile.parsestring(text.encode())  # type: ignore[no-untyped-call]
    return read


def test_translate_toolkit_reads_every_text_with_every_code() -> None:
    found = {unit.source: without_kinds(unit.target) for unit in parsed(written()).units}
    assert found == {one.source: one.text for one in ENTRIES}


def test_what_translate_toolkit_writes_of_it_comes_back_with_every_code_in_place() -> None:
    again = bytes(parsed(written()))
    units = list(tmx.read(io.BytesIO(again), "again.tmx", "sv", ("de",)))
    assert [unit.own for unit in units if isinstance(unit, Unit)] == ENTRIES


def test_a_memory_that_translate_toolkit_makes_is_read() -> None:
    made = tmxfile()
    made.addtranslation("Fisk är bra.", "sv-SE", "Fisch ist gut.", "de-DE")
    (unit,) = tmx.read(io.BytesIO(bytes(made)), "made.tmx", "sv", ("de",))
    assert isinstance(unit, Unit)
    assert (unit.source, unit.target, unit.locale) == (("Fisk är bra.",), ("Fisch ist gut.",), "de")


@pytest.mark.usefixtures("omegat")
class TestOmegaT:
    def test_it_translates_a_text_that_stands_in_our_memory(self, tmp_path: Path) -> None:
        project = Project(tmp_path / "project")
        project.add("a.txt", "Fisk är bra & gott.\n\nÄgg är bra.\n")
        project.remember("memory.tmx", written())
        assert project.translated() == {"a.txt": "Fisch ist gut & lecker.\n\nÄgg är bra.\n".encode()}

    def test_it_translates_sentences_with_codes_and_every_code_is_in_its_place(self, tmp_path: Path) -> None:
        project = Project(tmp_path / "project")
        project.add("a.xlf", as_xliff(*map(_as_xliff, ENTRIES[:3])))
        project.remember("memory.tmx", written(omegat=True))
        text = project.translated()["a.xlf"].decode()
        for target in (
            "Fisch ist gut &amp; lecker.",
            'Täglich <x id="1"/> nehmen.',
            '<g id="2">Lecker</g> ist <g id="1">Fisch</g>.<x id="3"/>',
        ):
            assert f"<target>{target}</target>" in text

    @pytest.mark.parametrize("level", ["omegat", "level2"])
    def test_what_it_remembers_comes_back_with_every_code_in_place(self, tmp_path: Path, level: str) -> None:
        project = Project(tmp_path / "project")
        project.add("a.xlf", as_xliff(*map(_as_xliff, ENTRIES)))
        project.remember("memory.tmx", written(omegat=True))
        project.translated()
        known = store(*((without_kinds(one.source), _kinds(one)) for one in ENTRIES if "⟦" in one.source))
        with (project.folder / f"project-{level}.tmx").open("rb") as stream:
            units = [unit for unit in tmx.read(stream, "project.tmx", "sv", ("de",)) if isinstance(unit, Unit)]
        found = {match.source: match.text for unit in units for match in matches(unit, "sv", known)}
        for one in ENTRIES:
            assert found[one.source] == one.text


def _kinds(one: Entry) -> tuple[str, ...]:
    return tuple(mark.kind for mark in marked(one.source) if isinstance(mark, Mark) and mark.form != "close")


def _as_xliff(one: Entry) -> str:
    out = []
    for part in marked(one.source):
        if not isinstance(part, Mark):
            out.append(escape(part))
            continue
        number = part.label.rpartition(":")[2]
        out.append({"open": f'<g id="{number}">', "close": "</g>", "single": f'<x id="{number}"/>'}[part.form])
    return "".join(out)
