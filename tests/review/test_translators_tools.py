"""Files for translators through programs that others wrote, and a thousand sentences of which ten come back damaged."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from contentops.review.came_back import Report
from contentops.review.xliff import outgoing_files, take
from contentops.translate.interchange.articles.xliff import WRITERS, read
from tests.omegat import Project
from tests.shop import OATS, Shop, page

BY = "Karen Holm"
XLF = "{urn:oasis:names:tc:xliff:document:1.2}"
RICH = (
    '<!doctype html><html lang="sv"><head><title>Havre | Butiken</title>'
    '<meta name="description" content="Havre är gott &amp; enkelt. Läs hur 2 dl räcker."></head><body><article>'
    "<h1>Havre i vardagen</h1>"
    "<p>Havregröt innehåller 3 gram fett.(1,2) Läs mer i "
    '<a href="https://butik.example/guide">vår guide till <em>havre</em></a> när du vill.</p>'
    "<p><strong>Skölj havren väl. Koka den sedan i 5 minuter.</strong> Ta 300 mg på morgonen och 300 mg på kvällen.<br>"
    "Den räcker i 2 dagar &lt; en vecka.</p>"
    "<ul><li>Mät upp 2 dl havre. Häll i vatten.</li><li>Rör om</li></ul>"
    "<table><tr><th>Sort</th><th>Tid</th></tr><tr><td>Fin havre</td><td>högst 5 minuter</td></tr></table>"
    "<h2>Källor</h2><ol><li>Andersson A. Oats and water. 2019.</li><li>Berg B. Oats and heat. 2020.</li></ol>"
    "</article></body></html>"
)
_TAG = re.compile(r"(<[^>]*>)")


def exported(shop: Shop, version: str = "1.2") -> bytes:
    with shop.desk() as desk:
        return WRITERS[version](outgoing_files(desk, (), "de"))


def imported(shop: Shop, data: bytes, **options: bool) -> Report:
    with shop.desk() as desk:
        return take(desk, [("back.xlf", file) for file in read(data, "back.xlf")], BY, **options)


@pytest.fixture
def rich(shop: Shop) -> Shop:
    """A shop with an article that has codes of every kind, to be translated to German."""
    shop.to = ("de",)
    shop.write("havre.html", RICH)
    shop.localize()
    return shop


def segments(shop: Shop) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = shop.record(shop.article(), "de")["segments"]
    return found


def assert_all_in_capitals(shop: Shop, report: Report) -> None:
    """Every sentence came back in capitals, approved, with each code where it was."""
    assert [refusal.reason for refusal in report.refused] == []
    for segment in segments(shop):
        assert segment["text"] == segment["source"].upper()
        assert segment["state"] == "approved"


def in_capitals(element: Any) -> None:  # noqa: ANN401  # of translate-toolkit
    """Puts the words of translate-toolkit's tree in capitals."""
    for place, part in enumerate(element.sub):
        if isinstance(part, str):
            element.sub[place] = part.upper()
        else:
            in_capitals(part)


def test_translate_toolkit_reads_version_1_2_and_what_it_writes_comes_back_with_every_code(rich: Shop) -> None:
    from translate.storage.xliff import xlifffile  # noqa: PLC0415  # slow to import

    store = xlifffile.parsestring(exported(rich))  # type: ignore[no-untyped-call]
    assert len(store.units) == len({s["address"].rpartition("#")[0] for s in segments(rich)})
    assert not any(unit.istranslated() for unit in store.units)
    for unit in store.units:
        words = unit.rich_target
        for element in words:
            in_capitals(element)
        unit.rich_target = words
        unit.markfuzzy(value=False)
    assert all(unit.istranslated() for unit in store.units)
    assert_all_in_capitals(rich, imported(rich, bytes(store)))
    again = xlifffile.parsestring(exported(rich))  # type: ignore[no-untyped-call]
    assert all(unit.istranslated() and unit.isapproved() for unit in again.units)


def test_translate_toolkit_reads_version_2_1(rich: Shop) -> None:
    from translate.storage import xliff2  # noqa: PLC0415  # slow to import

    store = xliff2.Xliff2File.parsestring(exported(rich, "2.1"))  # type: ignore[no-untyped-call]
    said = [unit.source for unit in store.units]
    assert "Havre i vardagen" in said
    assert "Rör om" in said


def test_omegat_reads_version_1_2_and_what_it_writes_comes_back_with_every_code(
    rich: Shop, tmp_path: Path, omegat: str
) -> None:
    assert omegat
    project = Project(tmp_path / "project")
    project.add("german.xlf", exported(rich))
    shown = project.segments()
    assert len(shown) == len({s["source"] for s in segments(rich)})
    capitals = {text: "".join(p if p.startswith("<") else p.upper() for p in _TAG.split(text)) for text in shown}
    project.write(capitals)
    back = project.translated()["german.xlf"]
    assert_all_in_capitals(rich, imported(rich, back, final=True))


@pytest.mark.parametrize("preserved", [True, False])
def test_the_blank_behind_a_code_at_the_beginning_outlives_omegat(
    shop: Shop,
    tmp_path: Path,
    omegat: str,
    preserved: bool,  # noqa: FBT001
) -> None:
    assert omegat
    shop.to = ("de",)
    html = page("Havre", (*OATS, "Havre räcker."), heading="")
    shop.write("havre.html", html.replace("Havre räcker.", "</p><p>300 mg räcker.</p><p><b>5 mg</b> är lite."))
    shop.localize()
    file = exported(shop).decode()
    project = Project(tmp_path / "project")
    project.add("german.xlf", file if preserved else file.replace(' xml:space="preserve"', ""))
    assert {"räcker.", "är lite."} <= set(project.segments())
    project.write({"räcker.": "reichen.", "är lite.": "sind wenig."})
    back = project.translated()["german.xlf"]
    # OmegaT drops it only where a tool has taken out that blanks are to be kept.
    assert ("/>reichen." in back.decode(), "</g>sind" in back.decode()) == (not preserved, not preserved)
    assert imported(shop, back, final=True).refused == []
    said = {s["shown"].replace("\xa0", " ") for s in segments(shop)}
    assert said == {"300 mg reichen.", "5 mg sind wenig.", ""}  # and what was left is still to be translated


# -------------------------------------------------------------------------------------------------- a thousand, ten damaged

SENTENCES = 1000
IN_A_BLOCK = 4


def thousand() -> str:
    """A page of a thousand sentences in blocks of four, each with a dose and a link."""
    blocks = []
    for block in range(SENTENCES // IN_A_BLOCK):
        said = (
            f"Rad {block} i bok {n} nämner {block + n + 2} mg i "
            f'<a href="https://butik.example/{block}/{n}">text {block} av {n}</a> till frukost.'
            for n in range(IN_A_BLOCK)
        )
        blocks.append(f"<p>{' '.join(said)}</p>")
    return f'<!doctype html><html lang="sv"><body><article><h1>Havre</h1>{"".join(blocks)}</article></body></html>'


Damage = Callable[[ET.Element, str, ET.Element, ET.Element], None]


def invent(mark: ET.Element, run: str, code: ET.Element, _: ET.Element) -> None:
    mark.append(ET.Element(code.tag, id=f"{run}-7"))


def double(mark: ET.Element, _: str, code: ET.Element, __: ET.Element) -> None:
    mark.append(ET.Element(code.tag, code.attrib))


def lose(mark: ET.Element, _: str, code: ET.Element, __: ET.Element) -> None:
    mark.remove(code)


def lose_the_link(mark: ET.Element, _: str, __: ET.Element, link: ET.Element) -> None:
    mark.remove(link)


def of_a_neighbour(mark: ET.Element, run: str, code: ET.Element, _: ET.Element) -> None:
    mark.append(ET.Element(code.tag, id=f"{(int(run) + 1) % IN_A_BLOCK}-1"))


def wrap_with_a_dose(mark: ET.Element, _: str, code: ET.Element, link: ET.Element) -> None:
    code.tag = link.tag
    code.text = "300 mg"
    assert mark is not None


def link_around_nothing(mark: ET.Element, _: str, code: ET.Element, link: ET.Element) -> None:
    link.tag, link.text = code.tag, None
    assert mark is not None


def nest_in_itself(mark: ET.Element, _: str, __: ET.Element, link: ET.Element) -> None:
    link.append(ET.Element(link.tag, link.attrib))
    assert mark is not None


def spell_out(mark: ET.Element, _: str, code: ET.Element, __: ET.Element) -> None:
    mark.text = f"{mark.text}⟦1⟧"
    mark.remove(code)


def empty(mark: ET.Element, _: str, code: ET.Element, link: ET.Element) -> None:
    mark.text = None
    mark.remove(code)
    mark.remove(link)


DAMAGES: tuple[Damage, ...] = (
    invent, double, lose, lose_the_link, of_a_neighbour, wrap_with_a_dose, link_around_nothing, nest_in_itself, spell_out,
    empty,
)  # fmt: skip


@pytest.mark.parametrize("version", ["1.2", "2.1"])
def test_of_a_thousand_sentences_exactly_the_ten_damaged_ones_are_refused_and_named(shop: Shop, version: str) -> None:
    shop.to = ("de",)
    shop.write("tusen.html", thousand())
    shop.localize()
    (root, marks, names) = translated(exported(shop, version), version)
    assert len(marks) == SENTENCES
    damaged = []
    for number, damage in enumerate(DAMAGES):
        address, mark = marks[number * 97 + 13]
        code, link = (next(mark.iter(names[kind])) for kind in ("code", "link"))
        damage(mark, address.rpartition("#")[2], code, link)
        damaged.append(address)
    report = imported(shop, ET.tostring(root))
    assert [refusal.segment for refusal in report.refused] == damaged
    assert all(refusal.reason for refusal in report.refused)
    found = {s["address"]: s for s in segments(shop) if s["role"] == "paragraph"}
    assert {address for address, s in found.items() if s["state"] == "missing"} == set(damaged)
    assert sum(s["state"] == "approved" for s in found.values()) == SENTENCES - len(DAMAGES)
    assert {s["text"] for s in found.values() if s["text"]} == {
        s["source"].replace("Rad", "Zeile") for address, s in found.items() if address not in damaged
    }


def translated(data: bytes, version: str) -> tuple[ET.Element, list[tuple[str, ET.Element]], dict[str, str]]:
    """The document with German in every sentence of a paragraph, these by their address, and the names of its codes."""
    root = ET.fromstring(data)  # noqa: S314  # our own
    if version == "1.2":
        marks = []
        for unit in root.iter(f"{XLF}trans-unit"):
            target = unit.find(f"{XLF}target")
            assert target is not None
            if unit.get("restype") == "x-paragraph":
                target.set("state", "final")
                marks += [(f"{unit.get('id')}#{mark.get('mid')}", mark) for mark in target.iter(f"{XLF}mrk")]
        names = {"code": f"{XLF}x", "link": f"{XLF}g"}
    else:
        two = "{urn:oasis:names:tc:xliff:document:2.0}"
        marks = []
        for unit in root.iter(f"{two}unit"):
            for segment in unit.iter(f"{two}segment"):
                if unit.get("type") == "contentops:paragraph":
                    segment.set("state", "translated")
                    source = segment.find(f"{two}source")
                    assert source is not None
                    target = ET.fromstring(ET.tostring(source))  # noqa: S314  # our own
                    target.tag, target.tail = f"{two}target", ""
                    segment.append(target)
                    marks.append((f"{unit.get('name')}#{str(segment.get('id'))[1:]}", target))
        names = {"code": f"{two}ph", "link": f"{two}pc"}
    for _, mark in marks:
        mark.text = (mark.text or "").replace("Rad", "Zeile")
    return root, marks, names
