from __future__ import annotations

import io
import tracemalloc

import pytest

from contentops.errors import InterchangeError
from contentops.translate.interchange.memory import tmx
from tests.translate.interchange.memory.test_tmx import foreign, tu, units

UNIT = tu("Fisk.", "Fisk!")
BOMB = '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def fault(data: bytes | str) -> str:
    with pytest.raises(InterchangeError) as error:
        list(tmx.read(io.BytesIO(data.encode() if isinstance(data, str) else data), "file.tmx", "sv", ("da",)))
    assert error.value.message.startswith("file.tmx: ")
    return str(error.value)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
        '<!DOCTYPE tmx PUBLIC "-//LISA OSCAR:1998//DTD for Translation Memory eXchange//EN" "http://nowhere.invalid/tmx14.dtd">',
        '<!DOCTYPE tmx SYSTEM "file:///etc/passwd">',
        "<!DOCTYPE tmx [<!ELEMENT tmx ANY>]>",
    ],
)
def test_a_document_type_is_read_over_and_nothing_is_fetched(doctype: str) -> None:
    assert len(units(foreign(UNIT, doctype=doctype))) == 1


@pytest.mark.parametrize(
    "doctype",
    [
        BOMB,
        '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE tmx [<!ENTITY % x SYSTEM "http://nowhere.invalid/x.dtd"> %x;]>',
    ],
)
def test_entities_are_refused_where_they_are_declared(doctype: str) -> None:
    assert "declares an entity" in fault(foreign(UNIT, doctype=doctype))


def test_an_entity_that_a_document_type_elsewhere_declares_is_refused_and_not_left_out() -> None:
    text = foreign(tu("Fisk&nbsp;nu.", "Fisk!"), doctype='<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
    assert "undeclared entity (nbsp)" in fault(text)
    assert "undefined entity" in fault(foreign(tu("Fisk&nbsp;nu.", "Fisk!")))


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "it is empty"),
        (b"  \n ", "it is no XML: no element found"),
        (b"Fisk;Fisk!", "it is no XML: not well-formed (invalid token) in line 1"),
        (b"PK\x03\x04\x00", "it is no XML"),
        ("<html><body>Fisk</body></html>", "its root is <html>"),
        ('<xliff version="1.2"/>', "It is read by: contentops xliff import"),
        (foreign(UNIT)[:-20], "not well-formed XML"),
        (foreign(tu("Fi\x07sk.", "Fisk!")), "line 2: not well-formed XML"),
        (foreign("<a>" * 200), "over 100 elements in one another"),
        (foreign(f'<tu tuid="{"x" * 3_000_000}"/>'), "a tag of over 1,048,576 bytes"),
        (foreign(UNIT).replace('version="1.0"', 'version="1.0" encoding="martian"', 1), "encoding"),
        (foreign(UNIT).encode().replace(b"Fisk!", b"K\xf8d"), "not well-formed XML"),
    ],
)
def test_what_is_no_such_file_is_refused_with_its_name_and_the_cause(data: bytes | str, cause: str) -> None:
    assert cause in fault(data)


def test_what_stands_before_the_fault_is_read() -> None:
    text = foreign(*[tu("Fisk.", "Fisk!")] * 3000)[:-20]
    read = []
    with pytest.raises(InterchangeError):
        read += list(tmx.read(io.BytesIO(text.encode()), "file.tmx", "sv", ("da",)))
    found = tmx.read(io.BytesIO(text.encode()), "file.tmx", "sv", ("da",))
    assert [next(found).number for _ in range(2900)] == list(range(1, 2901))


class Endless(io.RawIOBase):
    """A file of so many units that no memory would hold it."""

    def __init__(self, units: int) -> None:
        self.left = units
        self.begun = False

    def read(self, _: int = -1) -> bytes:
        if not self.begun:
            self.begun = True
            return foreign().partition("</body>")[0].encode()
        if self.left <= 0:
            return b""
        self.left -= 100
        return UNIT.encode() * 100


def test_memory_does_not_grow_with_the_file() -> None:
    def peak(units: int) -> int:
        tracemalloc.start()
        try:
            with pytest.raises(InterchangeError, match="not well-formed"):  # it breaks off
                for _ in tmx.read(Endless(units), "file.tmx", "sv", ("da",)):  # type: ignore[arg-type]
                    pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(100)
    assert peak(6_000) < 1.5 * peak(1_000)
