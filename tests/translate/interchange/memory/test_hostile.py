"""Files that are damaged anywhere: whatever stands in them, nothing but our own errors comes of it."""

from __future__ import annotations

import contextlib
import io
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.article.segments import Segment, check_codes
from contentops.errors import InterchangeError, SegmentError
from contentops.state.memory import identity
from contentops.translate.interchange.kinds import KINDS
from contentops.translate.interchange.memory import csv, tmx
from contentops.translate.interchange.memory.codes import marked, without_kinds
from contentops.translate.interchange.memory.matching import matches
from contentops.translate.interchange.memory.unit import Mark, Unit
from tests.translate.interchange.memory.entries import entries, entry
from tests.translate.interchange.memory.test_matching import store
from tests.translate.interchange.memory.test_tmx import CODES, foreign, tu

SOUND = [
    "".join(tmx.write([("da", entry("⟦1:link⟧Ta⟦/1:link⟧ ⟦2:quantity⟧.", "Tag ⟦2⟧ ⟦1⟧nu⟦/1⟧."))], "sv")),
    *(foreign(tu(case[0], case[1])) for case in CODES),
    "".join(csv.write([("da", entry("⟦1:link⟧Ta⟦/1:link⟧ ⟦2:quantity⟧.", "=Tag ⟦2⟧ ⟦1⟧nu⟦/1⟧."))])),
    'sv;da\n"Ta <b>5 mg</b>, ""nu""";Tag <b>5 mg</b>\n',
]
PIECES = st.sampled_from(
    [
        "<",
        ">",
        "&",
        '"',
        "</ept>",
        '<ph x="1"/>',
        '<bpt i="1">',
        "⟦1⟧",
        "⟦/2⟧",
        "⟦",
        "<x0/>",
        "<b>",
        "</b>",
        "5 mg",
        ";",
        "\n",
        "\x00",
    ]
)


def taken(text: bytes, form: ModuleType) -> None:
    """Reads a file to its end, and holds every sentence that it gives to what a sentence must be."""
    known = store(("⟦1⟧Ta⟦/1⟧ nu.⟦2⟧", ("strong", "cite")))
    with contextlib.suppress(InterchangeError):
        for unit in form.read(io.BytesIO(text), "file", "sv", ("da",)):
            if not isinstance(unit, Unit):
                continue
            with contextlib.suppress(SegmentError):
                for match in matches(unit, "sv", known):
                    kinds = [m.kind for m in marked(match.source) if isinstance(m, Mark) and m.form != "close"]
                    codes = tuple(KINDS[kind] for kind in kinds if kind)
                    bare = without_kinds(match.source)
                    if unit.own is None and "<" not in bare:
                        assert identity(bare, codes) == match.source
                        check_codes(Segment("source", "", "", bare, codes), bare)
                        check_codes(Segment("target", "", "", bare, codes), match.text)


@given(st.sampled_from(SOUND), st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 12), PIECES), max_size=3))
def test_a_file_that_is_damaged_gives_whole_sentences_or_an_error_of_ours(
    sound: str, damages: list[tuple[int, int, str]]
) -> None:
    text = sound
    for place, lost, instead in damages:
        at = place % (len(text) + 1)
        text = text[:at] + instead + text[at + lost :]
    taken(text.encode(), csv if not sound.startswith("<?xml") else tmx)


@pytest.mark.parametrize("form", [tmx, csv])
@given(data=st.binary(max_size=200))
def test_bytes_of_any_sort_do_too(form: ModuleType, data: bytes) -> None:
    taken(data, form)
    taken(b"source,target,locale\n" + data if form is csv else b"<tmx><body>" + data, form)


@given(entries(), st.text(max_size=20), st.text(max_size=20))
def test_so_does_a_translation_that_somebody_has_changed(one: object, before: str, after: str) -> None:
    text = "".join(csv.write([("da", one)]))  # type: ignore[list-item]
    taken(text.replace("Tag ", f"Tag {before} ").encode(errors="ignore"), csv)
    taken(text.replace(",da,", f"{after},da,").encode(errors="ignore"), csv)
