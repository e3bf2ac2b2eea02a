"""Tokens as tags: nothing is lost on the way there and back, and what is no tag of ours is refused."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.errors import SegmentError
from contentops.translate.glossary import Glossary
from contentops.translate.masking import Masked, mask, unmask
from contentops.translate.tags import from_html, from_xml, to_html, to_xml
from contentops.translate.tokens import same, spelled

PIECES = st.sampled_from(
    [
        "Ta",
        "5",
        "mg",
        "om dagen",
        "A&B",
        "x < y",
        ">",
        '"ja"',
        "'nej'",
        "D-vitamin",
        "&amp;",
        "<b>",
        "</x>",
        "10 %",
        ".",
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=12).map(" ".join)
NOTHING_KNOWN = Glossary("de", [])


def masked(text: str) -> Masked:
    """As an engine gets it that is told the terms."""
    return mask(text, (), NOTHING_KNOWN, told=True)


def served(html: str) -> str:
    """What a LibreTranslate server gives of HTML that it translates to itself: it unescapes the whole."""
    return unescape(html)


def test_a_token_is_an_empty_tag_in_xml_and_a_kept_one_in_html() -> None:
    text = 'Ta XQAX & ät < 5 "XQBX".'
    assert to_xml(text) == 'Ta <x id="0"/> &amp; ät &lt; 5 "<x id="1"/>".'
    assert to_html(text) == ('Ta <span translate="no">XQAX</span> &amp; ät &lt; 5 "<span translate="no">XQBX</span>".')


@given(TEXTS)
def test_what_comes_back_untouched_is_the_text(text: str) -> None:
    asked = masked(text)
    assert from_xml(to_xml(asked.text)) == asked.text
    assert from_html(served(to_html(asked.text))) == asked.text
    assert unmask(asked, from_xml(to_xml(asked.text))) == unmask(asked, asked.text)


@given(TEXTS, st.data())
def test_tags_in_another_order_stand_for_what_they_stood_for(text: str, data: st.DataObject) -> None:
    asked = masked(text)
    turned = data.draw(st.permutations(re.findall(r'<x id="\d+"/>', to_xml(asked.text))))
    order = iter(turned)
    back = from_xml(re.sub(r'<x id="\d+"/>', lambda _: next(order), to_xml(asked.text)))
    assert [spelled(int(tag[7:-3])) for tag in turned] == re.findall(r"XQ[A-Z]+X", back)
    for number, slot in enumerate(asked.slots):
        assert spelled(number) in back
        assert slot.value in unmask(asked, back)


@given(TEXTS.filter(lambda text: bool(masked(text).slots)), st.sampled_from(["drop", "double", "invent"]), st.data())
def test_a_tag_that_is_lost_doubled_or_invented_makes_the_text_be_refused(
    text: str, what: str, data: st.DataObject
) -> None:
    asked = masked(text)
    for there, back in ((to_xml, from_xml), (to_html, from_html)):
        sent = there(asked.text)
        found = list(re.finditer(r'<x id="\d+"/>|<span translate="no">\w+</span>', sent))
        tag = data.draw(st.sampled_from(found))
        other = {"drop": "", "double": f"{tag[0]} {tag[0]}", "invent": f"{tag[0]} {there(spelled(len(asked.slots)))}"}
        answer = f"{sent[: tag.start()]}{other[what]}{sent[tag.end() :]}"
        assert not same(asked.text, back(answer))
        with pytest.raises(SegmentError):
            unmask(asked, back(answer))


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ('Nimm<x id="0"/> &lt; 5', "Nimm XQAX < 5"),
        ('<x id="1"/><x id="0"></x>', "XQBX XQAX"),
        ('Apoteket <x id="0" />s Rat', "Apoteket XQAXs Rat"),
        ('„<x id="0"/>“-Kapseln', "„XQAX“-Kapseln"),
    ],
)
def test_the_space_before_a_tag_that_an_engine_lost_is_put_back(answer: str, text: str) -> None:
    assert from_xml(answer) == text


@pytest.mark.parametrize("answer", ['<x id="0">mg</x>', "<b>Ja</b>", '<x id="0"/></x>', '<y id="0"/>', "a < b"])
def test_other_mark_up_in_xml_is_refused(answer: str) -> None:
    with pytest.raises(SegmentError, match="mark-up"):
        from_xml(answer)


@pytest.mark.parametrize(
    "answer", ['<span translate="no">Nimm</span> XQAX', '<span translate="no">XQAX', "XQAX</span>", "<SPAN>x</SPAN>"]
)
def test_other_tags_of_that_kind_in_html_are_refused(answer: str) -> None:
    with pytest.raises(SegmentError, match="mark-up"):
        from_html(answer)


def test_same_tokens_are_as_many_of_each_in_any_order() -> None:
    assert same("XQAX XQBX", "XQBZNUX och XQAX")
    assert not same("XQAX XQBX", "XQAX")
    assert not same("XQAX", "XQAX XQAX")
