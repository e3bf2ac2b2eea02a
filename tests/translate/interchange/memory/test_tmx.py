from __future__ import annotations

import io
import re
from dataclasses import replace
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.article.record import State
from contentops.state.memory import Entry, identity
from contentops.translate.interchange.kinds import KINDS
from contentops.translate.interchange.memory import tmx
from contentops.translate.interchange.memory.unit import Passed, Unit, coded
from tests.translate.interchange.memory.entries import entries, entry

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TO = ("da", "de", "en", "fi", "nb", "nn")


def written(*some: Entry, locale: str = "de") -> str:
    return "".join(tmx.write([(locale, one) for one in some], "sv"))


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  # we have just written it


def read(text: str | bytes, *to: str) -> list[Unit | Passed]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(tmx.read(io.BytesIO(data), "file.tmx", "sv", to or TO))


def units(text: str | bytes, *to: str) -> list[Unit]:
    found = read(text, *to)
    assert all(isinstance(one, Unit) for one in found), found
    return [one for one in found if isinstance(one, Unit)]


def foreign(*tus: str, header: str = 'creationtool="Other" srclang="sv-SE"', doctype: str = "") -> str:
    return f'<?xml version="1.0"?>{doctype}<tmx version="1.4"><header {header}/><body>{"".join(tus)}</body></tmx>'


def tu(sv: str, da: str, source: str = "sv-SE", target: str = "da-DK") -> str:
    return f'<tu>\n<tuv xml:lang="{source}"><seg>{sv}</seg></tuv><tuv xml:lang="{target}"><seg>{da}</seg></tuv></tu>'


# ------------------------------------------------------------------------------------------------------------- writing


def test_a_unit_says_the_text_who_approved_it_and_what_only_we_know() -> None:
    root = parsed(written(entry("Fisk är bra & gott.", "Fisch ist gut & lecker."), locale="de"))
    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    header = root.find("header")
    assert header is not None
    assert {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"} == set(
        header.attrib
    )
    assert (header.get("creationtool"), header.get("segtype"), header.get("srclang")) == (
        "contentops",
        "sentence",
        "sv",
    )
    (unit,) = root.iter("tu")
    sv, de = unit.findall("tuv")
    assert (sv.get(LANG), sv.findtext("seg")) == ("sv", "Fisk är bra & gott.")
    assert (de.get(LANG), de.findtext("seg")) == ("de", "Fisch ist gut & lecker.")
    assert (de.get("changeid"), de.get("changedate")) == ("Eva Ek", "20260203T040506Z")
    props = {prop.get("type"): prop.text for prop in unit.iter("prop")}
    assert props["x-contentops-state"] == "approved"
    assert "x-contentops-by" not in props


def test_a_code_is_an_inline_element_of_its_kind_and_wraps_where_it_wraps() -> None:
    source = "⟦1:link⟧Fisk⟦/1:link⟧ har ⟦2:quantity⟧ fett.⟦3:cite⟧"
    root = parsed(written(entry(source, "⟦2⟧ Fett hat ⟦1⟧Fisch⟦/1⟧.⟦3⟧")))
    sv, de = root.iter("seg")
    assert [(one.tag, one.get("x"), one.get("i"), one.get("type"), one.text) for one in sv] == [
        ("bpt", "1", "1", "link", "⟦1:link⟧"),
        ("ept", None, "1", None, "⟦/1:link⟧"),
        ("ph", "2", None, "x-quantity", "⟦2:quantity⟧"),
        ("ph", "3", None, "x-cite", "⟦3:cite⟧"),
    ]
    assert [one.get("x") or one.get("i") for one in de] == ["2", "1", "1", "3"]
    assert "".join(sv.itertext()) == source  # a tool that makes plain text of it loses nothing


def test_a_character_that_xml_cannot_hold_is_a_placeholder() -> None:
    root = parsed(written(entry("Fisk.", "Fi\x07sch\r\n.")))
    (placeholder,) = root.iter("ph")
    assert (placeholder.get("type"), placeholder.text) == ("x-character", "U+0007")


def test_nothing_at_all_is_a_file_too() -> None:
    assert read(written()) == []


# ---------------------------------------------------------------------------------------------------- there and back again


@given(st.lists(entries(), max_size=3))
def test_what_was_written_comes_back_as_it_was(some: list[Entry]) -> None:
    assert [unit.own for unit in units(written(*some, locale="nb"))] == some


@given(entries())
def test_so_do_its_codes_for_a_tool_that_drops_our_properties(one: Entry) -> None:
    text = re.sub(
        r"(?s) *<prop .*?</prop>\n", "", written(replace(one, text=_plain(one.text), source=_plain(one.source)))
    )
    (unit,) = units(text)
    assert unit.own is None
    found = coded(unit)
    assert found.target == _plain(one.text)
    codes = tuple(KINDS[kind] for kind in found.kinds)
    assert identity(found.source, codes) == _plain(one.source)


def _plain(text: str) -> str:
    return text.replace("<", "(")


@pytest.mark.parametrize(
    "change",
    [
        ("Fisch ist gut", "Fisch ist sehr gut"),
        (">approved<", ">machine<"),
        ("Eva Ek", "Nils Ek"),
        ("20260203", "20260204"),
        ('xml:lang="de"', 'xml:lang="en"'),
        ("Fisk är", "Fiskar är"),
    ],
)
def test_what_somebody_has_changed_is_no_entry_of_ours_any_more(change: tuple[str, str]) -> None:
    text = written(entry("Fisk är bra.", "Fisch ist gut."))
    assert units(text)[0].own
    assert change[0] in text
    (unit,) = units(text.replace(*change))
    assert unit.own is None
    assert unit.own_source == (change[0] != "Fisk är")


# -------------------------------------------------------------------------------------------------------- of other tools


@pytest.mark.parametrize(
    ("tag", "locale"),
    [("da", "da"), ("DA-dk", "da"), ("da_DK", "da"), ("dan", "da"), ("no", "nb"), ("nb-NO", "nb"), ("nor", "nb"),
     ("nn-NO", "nn"), ("en-GB", "en"), ("EN-US", "en"), ("de-AT", "de"), ("deu", "de")],
)  # fmt: skip
@pytest.mark.parametrize("source", ["sv", "SV", "sv-SE", "sv_FI", "swe"])
def test_a_language_is_meant_whatever_its_tag(tag: str, locale: str, source: str) -> None:
    (unit,) = units(foreign(tu("Fisk.", "Fisk!", source, tag)))
    assert unit.locale == locale


def test_a_language_of_level_1_files_has_no_prefix() -> None:
    assert units(foreign(tu("Fisk.", "Fisk!").replace("xml:lang", "lang")))[0].locale == "da"


def test_a_unit_of_several_languages_is_a_unit_for_each_that_is_asked_for() -> None:
    many = (
        '<tu><tuv xml:lang="en-GB"><seg>Fish.</seg></tuv><tuv xml:lang="sv"><seg>Fisk.</seg></tuv>'
        '<tuv xml:lang="en-US"><seg>Fishes.</seg></tuv><tuv xml:lang="fr"><seg>Poisson.</seg></tuv>'
        '<tuv xml:lang="da"><seg>Fisk!</seg></tuv></tu>'
    )
    assert [(unit.locale, unit.target) for unit in units(foreign(many))] == [("da", ("Fisk!",)), ("en", ("Fish.",))]
    assert [unit.locale for unit in units(foreign(many), "en")] == ["en"]


@pytest.mark.parametrize(
    ("unit", "reason"),
    [
        (tu("Fish.", "Fisk!", "en"), "no text in Swedish"),
        (tu("Fisk.", "Poisson.", target="fr"), "no text in a language that is asked for"),
        (tu("Fisk.", ""), "no translation"),
        (tu("Fisk.", " <ph x='1'>x</ph>"), "no translation"),
        ("<tu/>", "no text in Swedish"),
    ],
)
def test_what_is_none_for_us_is_passed_over(unit: str, reason: str) -> None:
    assert read(foreign(unit)) == [Passed(1, 1, reason)]


def test_a_unit_is_known_by_its_number_and_line() -> None:
    found = units(foreign(tu("En.", "En!"), tu("Två.", "To!"), tu("Tre.", "Tre!")))
    assert [(unit.number, unit.line) for unit in found] == [(1, 1), (2, 2), (3, 3)]
    assert found[2].place == "unit 3, line 3"


CODES = [
    # sv, da, the source and the target in our codes, the kinds
    ('<ph x="1" type="lb"/>Fisk', 'Fisk<ph x="1" type="lb"/>', "⟦1⟧Fisk", "Fisk⟦1⟧", ("break",)),
    ("Fisk<ph>&lt;br/&gt;</ph>nu", "Fisk<ph>&lt;br/&gt;</ph>nu", "Fisk⟦1⟧nu", "Fisk⟦1⟧nu", ("break",)),
    (
        '<bpt i="1" x="1" type="bold">{b}</bpt>Fisk<ept i="1">{/b}</ept>!',
        '<bpt i="7" x="1" type="bold">{b}</bpt>Fisk<ept i="7">{/b}</ept>!',
        "⟦1⟧Fisk⟦/1⟧!",
        "⟦1⟧Fisk⟦/1⟧!",
        ("strong",),
    ),
    (
        '<bpt i="1">&lt;i&gt;</bpt>Fisk<ept i="1">&lt;/i&gt;</ept>!',
        '<bpt i="1">&lt;i&gt;</bpt>Fisk<ept i="1">&lt;/i&gt;</ept>!',
        "⟦1⟧Fisk⟦/1⟧!",
        "⟦1⟧Fisk⟦/1⟧!",
        ("em",),
    ),
    (
        "<ph>&lt;b&gt;</ph>Fisk<ph>&lt;/b&gt;</ph>!",
        "<ut>&lt;b&gt;</ut>Fisk<ut>&lt;/b&gt;</ut>!",
        "⟦1⟧Fisk⟦/1⟧!",
        "⟦1⟧Fisk⟦/1⟧!",
        ("strong",),
    ),
    (
        '<it pos="begin" type="bold">&lt;b&gt;</it>Fisk är bra.',
        '<it pos="begin" type="bold">&lt;b&gt;</it>Fisk er godt.',
        "⟦1⟧Fisk är bra.⟦/1⟧",
        "⟦1⟧Fisk er godt.⟦/1⟧",
        ("strong",),
    ),
    (
        'Fisk<it pos="end" x="2" type="link">&lt;/a&gt;</it> är bra.',
        'Fisk<it pos="end" x="2" type="link">&lt;/a&gt;</it> er godt.',
        "⟦1⟧Fisk⟦/1⟧ är bra.",
        "⟦1⟧Fisk⟦/1⟧ er godt.",
        ("link",),
    ),
    ("<hi>Fisk</hi> är bra.", "<hi type='x'>Fisk</hi> er godt.", "Fisk är bra.", "Fisk er godt.", ()),
    (
        'Fisk<ph x="1" type="x-cite">(1)<sub>en not <ph>x</ph></sub></ph>.',
        'Fisk<ph x="1" type="x-cite">(1)<sub>en note</sub></ph>.',
        "Fisk⟦1⟧.",
        "Fisk⟦1⟧.",
        ("cite",),
    ),
    (
        '<bpt i="0" x="0">&lt;g0&gt;</bpt>Fisk<ept i="0">&lt;/g0&gt;</ept><ph x="1">&lt;x1/&gt;</ph>',
        '<bpt i="0" x="0">&lt;g0&gt;</bpt>Fisk<ept i="0">&lt;/g0&gt;</ept><ph x="1">&lt;x1/&gt;</ph>',
        "⟦1⟧Fisk⟦/1⟧⟦2⟧",
        "⟦1⟧Fisk⟦/1⟧⟦2⟧",
        ("", ""),
    ),
    ("&lt;g1&gt;Fisk&lt;/g1&gt;", "&lt;g1&gt;Fisk&lt;/g1&gt;", "⟦1⟧Fisk⟦/1⟧", "⟦1⟧Fisk⟦/1⟧", ("",)),
    ("Ta ⟦1:quantity⟧.", "Tag ⟦1⟧.", "Ta ⟦1⟧.", "Tag ⟦1⟧.", ("quantity",)),
    ('<ph x="1" type="bold">{b}</ph>Fisk', '<ph x="1" type="bold">{b}</ph>Fisk', "⟦1⟧Fisk", "⟦1⟧Fisk", ("",)),
]


@pytest.mark.parametrize(("sv", "da", "source", "target", "kinds"), CODES, ids=[case[0] for case in CODES])
def test_inline_elements_of_every_sort_are_codes(
    sv: str, da: str, source: str, target: str, kinds: tuple[str, ...]
) -> None:
    (unit,) = units(foreign(tu(sv, da)))
    found = coded(unit)
    assert (found.source, found.target, found.kinds) == (source, target, kinds)


def test_an_element_that_tmx_does_not_have_is_refused() -> None:
    (passed,) = read(foreign(tu("Fisk<g id='1'/>.", "Fisk.")))
    assert passed == Passed(1, 1, "<g> is no element of a TMX text", fault=True)


def test_a_unit_that_is_too_long_is_refused_and_the_next_one_read() -> None:
    found = read(foreign(tu("Fisk. " * 40_000, "Fisk"), tu("Fisk.", "Fisk!")))
    assert found[0] == Passed(1, 1, "it has over 200,000 characters", fault=True)
    assert isinstance(found[1], Unit)


def test_characters_of_every_sort_come_through() -> None:
    said = "Fisk & <kött> \"ägg\" 'bröd' 😀 \u2028 \x85"
    (unit,) = units(foreign(tu(escape(said), f"<![CDATA[{said}]]>")))
    assert unit.source == unit.target == (said,)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "iso-8859-1"])
def test_encodings_are_read_as_they_are_declared(encoding: str) -> None:
    declared = {"utf-16-le": "utf-16", "utf-8-sig": "utf-8"}.get(encoding, encoding)
    text = foreign(tu("Kött.", "Kød!")).replace('version="1.0"', f'version="1.0" encoding="{declared}"', 1)
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    assert units(mark + text.encode(encoding))[0].target == ("Kød!",)


def test_our_states_are_taken_from_our_properties_only_where_the_seal_holds() -> None:
    forged = foreign(
        tu("Fisk.", "Fisk!").replace("<tu>", '<tu><prop type="x-contentops-state">approved</prop>'),
        header='creationtool="contentops"',
    )
    assert units(forged)[0].own is None
    assert State.APPROVED.value in forged
