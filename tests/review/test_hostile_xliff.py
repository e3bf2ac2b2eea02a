"""Files that come back broken in whatever way: something is refused, nothing is broken by it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contentops.errors import InterchangeError
from contentops.review import Desk
from contentops.review.xliff import outgoing_files, take
from contentops.translate.interchange.xliff import WRITERS, read
from tests.review.test_translators_tools import RICH
from tests.shop import Shop

ODD = ["", "0", "all", "0-1", "9" * 5000, "⟦1⟧", "1/2", "\u00b2", "final", "x", "0=0/0/0", " "]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("hostile")
    shop = Shop(folder / "pages", folder / "store", to=("de",))
    shop.write("havre.html", RICH)
    shop.localize()
    with shop.desk() as desk:
        yield desk


@pytest.fixture(scope="module")
def exported(desk: Desk) -> dict[str, bytes]:
    """The same article in both versions, with a translation in every target of 2.1 too."""
    files = outgoing_files(desk, (), "de")
    two = re.sub(rb"<source>(.*?)</source>", rb"<source>\1</source><target>\1</target>", WRITERS["2.1"](files))
    return {"1.2": WRITERS["1.2"](files), "2.1": two}


@pytest.mark.parametrize("version", ["1.2", "2.1"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_broken_file_breaks_the_import(
    desk: Desk, exported: dict[str, bytes], version: str, data: st.DataObject
) -> None:
    root = ET.fromstring(exported[version])  # noqa: S314  # our own
    for _ in range(data.draw(st.integers(1, 6))):
        _break(root, data)
    try:
        files = read(ET.tostring(root), "back.xlf")
    except InterchangeError:
        return
    report = take(desk, [("back.xlf", file) for file in files], "Karen Holm", final=True, dry_run=True)
    assert all(refusal.reason for refusal in report.refused)
    assert report.words() or not report.taken


def _break(root: ET.Element, data: st.DataObject) -> None:
    """Does something to an element that no tool should do."""
    parents = {child: parent for parent in root.iter() for child in parent}
    if not parents:  # all of it has been removed
        return
    element = data.draw(st.sampled_from(sorted(parents, key=lambda one: str(one.attrib) + one.tag)))
    match data.draw(st.sampled_from(["remove", "double", "attribute", "text", "tag", "move"])):
        case "remove":
            parents[element].remove(element)
        case "double":
            parents[element].append(copy.deepcopy(element))
        case "attribute":
            name = data.draw(st.sampled_from([*element.attrib, "id", "mid", "order", "state", "startRef"]))
            element.set(name, data.draw(st.sampled_from(ODD)))
        case "text":
            element.text = data.draw(st.sampled_from(ODD))
        case "tag":
            element.tag = data.draw(st.sampled_from(sorted({one.tag for one in root.iter()})))
        case _:
            others = [one for one in parents if element not in set(one.iter()) and one not in set(element.iter())]
            if others:
                parents[element].remove(element)
                data.draw(st.sampled_from(sorted(others, key=lambda one: str(one.attrib) + one.tag))).append(element)
