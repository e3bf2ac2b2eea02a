from __future__ import annotations

import csv as standard
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contentops.article.record import State
from contentops.errors import InterchangeError
from contentops.state.memory import Entry
from contentops.translate.interchange.memory import csv
from contentops.translate.interchange.memory.unit import Passed, Unit, coded
from tests.translate.interchange.memory.entries import entries, entry

TO = ("da", "de", "nb")


def written(*some: Entry, delimiter: str = ",", bom: bool = False) -> str:
    return "".join(csv.write([("de", one) for one in some], delimiter=delimiter, bom=bom))


def read(text: str | bytes, *to: str) -> list[Unit | Passed]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(csv.read(io.BytesIO(data), "file.csv", "sv", to or TO))


def texts(text: str | bytes, *to: str) -> list[tuple[str, str, str]]:
    found = read(text, *to)
    return [(one.locale, *coded(one)[:2]) for one in found if isinstance(one, Unit)]


def fault(text: str | bytes) -> str:
    with pytest.raises(InterchangeError) as error:
        read(text)
    assert error.value.message.startswith("file.csv: ")
    return str(error.value)


# ------------------------------------------------------------------------------------------------------------- writing


def test_a_row_is_as_rfc_4180_has_it() -> None:
    text = written(entry('Fisk, "kött" och ägg.', "Fisch,\nFleisch."))
    assert text.startswith("source,target,locale,state,engine,by,at,key,terms,unknown,seal\r\n")
    assert text.split("\r\n")[1].startswith(
        '"Fisk, ""kött"" och ägg.","Fisch,\nFleisch.",de,approved,,Eva Ek,2026-02-03T'
    )
    assert text.endswith("\r\n")


@pytest.mark.parametrize("cell", ["=1+1", "+46", "-5 grader", "@SUM(A1)", "\t=1", "'=1", "''-1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    text = written(entry(cell.strip() or "x", cell))
    rows = list(standard.reader(io.StringIO(text, newline="")))
    assert rows[1][1] == f"'{cell}"
    assert not any(value.startswith(("=", "+", "-", "@", "\t")) for row in rows for value in row)
    (unit,) = read(text)
    assert isinstance(unit, Unit)
    assert unit.own
    assert unit.own.text == cell


def test_an_apostrophe_that_guards_nothing_stays() -> None:
    assert texts("source,target,locale\n'hej,'hej da,da\n") == [("da", "'hej", "'hej da")]


def test_hashes_are_no_numbers_to_a_spreadsheet() -> None:
    text = written(entry("Fisk.", "Fisch.", State.MACHINE, terms="1234567890123456"))
    (row,) = standard.DictReader(io.StringIO(text))
    assert (row["terms"], row["seal"][0], row["key"][0]) == ("x1234567890123456", "x", "x")


# ---------------------------------------------------------------------------------------------------- there and back again


@given(st.lists(entries(), max_size=3), st.sampled_from([",", ";", "\t"]), st.booleans())
def test_what_was_written_comes_back_as_it_was(some: list[Entry], delimiter: str, bom: bool) -> None:  # noqa: FBT001
    found = read(written(*some, delimiter=delimiter, bom=bom))
    assert [one.own for one in found if isinstance(one, Unit)] == some


@pytest.mark.parametrize("save", [lambda t: t.encode("utf-8-sig"), lambda t: t.encode("utf-16"), lambda t: t.encode()])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_as_a_spreadsheet_saves_it_again_it_is_the_same(save, delimiter: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    some = [entry("Ta ⟦1:quantity⟧; nu.", "Nimm ⟦1⟧."), entry("=1", "-1")]
    rows = list(standard.reader(io.StringIO(written(*some), newline="")))
    again = io.StringIO()
    standard.writer(again, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    assert [one.own for one in read(save(again.getvalue())) if isinstance(one, Unit)] == some


@pytest.mark.parametrize(
    "change", [("Fisch ist gut", "Fisch ist fein"), ("approved", "machine"), ("Eva", "Nils"), (",de,", ",nb,")]
)
def test_a_row_that_somebody_has_changed_is_no_entry_of_ours_any_more(change: tuple[str, str]) -> None:
    text = written(entry("Fisk är bra.", "Fisch ist gut."))
    (unit,) = read(text.replace(*change))
    assert isinstance(unit, Unit)
    assert (unit.own, unit.own_source) == (None, True)


# -------------------------------------------------------------------------------------------------------- of other tools


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("source,target,locale\nFisk.,Fisk!,da-DK\n", [("da", "Fisk.", "Fisk!")]),
        ("Target;Source;Locale\r\nFisk!;Fisk.;da\r\n", [("da", "Fisk.", "Fisk!")]),
        ("sep=;\nsource;target;locale\nFisk;nu;da\n", [("da", "Fisk", "nu")]),
        ("sv\tda\tnb\tfr\nFisk.\tFisk!\tFisk?\tPoisson\n", [("da", "Fisk.", "Fisk!"), ("nb", "Fisk.", "Fisk?")]),
        ("sv-SE,no\nFisk.,Fisk?\n", [("nb", "Fisk.", "Fisk?")]),
        (
            'id,sv,da\n7,"Fisk, kött",Fisk og kød\n\n8,Ägg,Æg\n',
            [("da", "Fisk, kött", "Fisk og kød"), ("da", "Ägg", "Æg")],
        ),
        ("source,target,locale\nFisk.,,da\n,Fisk,da\nFisk.,Poisson,fr\nFisk.\n", []),
    ],
)
def test_columns_are_known_by_their_names(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert texts(text) == expected


def test_a_file_that_names_no_language_is_of_the_one_that_is_asked_for() -> None:
    text = "source,target\nFisk.,Fisk!\n"
    assert texts(text, "da") == [("da", "Fisk.", "Fisk!")]
    assert "Say it: --to de" in fault(text)


def test_a_row_is_known_by_its_number_and_the_line_in_which_it_begins() -> None:
    found = read('source,target,locale\n"En\nrad",To,da\nTre,Tre!,da\n')
    assert [(one.number, one.line) for one in found] == [(1, 2), (2, 4)]


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "it is empty"),
        (b"\n\n", "it is empty"),
        (b"Fisk,Fisk!\n", "names no columns that are known: Fisk,Fisk!"),
        (b"sv\nFisk\n", "names no columns"),
        ("source,target,locale\nKött,Kød,da\n".encode("cp1252"), "it is not in UTF-8. Save it as"),
        (b'source,target,locale\nEn,To,da\n"Fisk,Fisk!,da\n', "line 3: unexpected end of data"),
        (b'source,target,locale\nEn,To,da\n"' + b"Fisk\n" * 100_000, "line 3: field larger than field limit"),
        (b'source,target,locale\n"Fisk" nu,Fisk,da\n', "line 2: "),
        (b"\x00\x01\x02", "names no columns"),
    ],
)
def test_what_is_no_such_file_is_refused_with_its_name_and_the_cause(data: bytes, cause: str) -> None:
    assert cause in fault(data)


def test_what_stands_before_the_fault_is_read() -> None:
    found = csv.read(io.BytesIO(b'source,target,locale\nEn,To,da\n"Fisk,Fisk!,da\n'), "file.csv", "sv", ("da",))
    assert next(found).number == 1
