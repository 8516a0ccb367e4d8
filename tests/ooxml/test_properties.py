"""For any values in any cells: what is written is what two readers read, and all else is as it was."""

import datetime as dt
from io import BytesIO

import openpyxl
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from stexcel.ooxml import CellEdit, CellValue, Edit, Note, Notes, apply, write_cells
from stexcel.ooxml.values import escaped, unescaped
from tests.ooxml.packages import changed_parts, saved, unpacked

_LETTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="_\ufffe\uffff") | st.sampled_from("\n\t")
_TEXTS = st.text(_LETTERS, max_size=40)
_NUMBERS = st.integers(-(2**53), 2**53) | st.floats(-1e300, 1e300, allow_nan=False).filter(
    lambda x: x == 0 or abs(x) > 1e-300
)
_DAYS = st.dates(dt.date(1900, 3, 1), dt.date(9999, 12, 30))
_MOMENTS = st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2100, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)
_VALUES: st.SearchStrategy[CellValue] = st.none() | _TEXTS | _NUMBERS | st.booleans() | _DAYS | _MOMENTS
_PLACES = st.builds(lambda row, column: f"{get_column_letter(column)}{row}", st.integers(1, 30), st.integers(1, 30))
_SHEETS = st.sampled_from(["Ett", "Två"])
_CELLS = st.dictionaries(st.tuples(_SHEETS, _PLACES), _VALUES, max_size=12)


def book(values: dict[tuple[str, str], CellValue]) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name in ("Ett", "Två", "Tre"):
        workbook.create_sheet(name)
    for (sheet, cell), value in values.items():
        workbook[sheet][cell].value = value
        if isinstance(value, str) and value:
            workbook[sheet][cell].data_type = "s"
    workbook["Tre"]["A1"] = "=Ett!A1"
    return saved(workbook)


def by_openpyxl(data: bytes) -> dict[tuple[str, str], object]:
    workbook = openpyxl.load_workbook(BytesIO(data))
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def by_calamine(data: bytes) -> dict[tuple[str, str], object]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    return {
        (name, f"{get_column_letter(column)}{row}"): value
        for name in workbook.sheet_names
        for row, values in enumerate(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)
        for column, value in enumerate(values, 1)
        if value != "" or not isinstance(value, str)
    }


def as_read(value: CellValue) -> object:
    """A value as both readers give it: days at midnight, numbers as floats."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)
    return value


def same(read: object, value: CellValue) -> bool:
    if isinstance(read, dt.date) and not isinstance(read, dt.datetime):
        read = dt.datetime(read.year, read.month, read.day)
    return read == as_read(value) and isinstance(read, bool) == isinstance(value, bool)


@settings(max_examples=60, deadline=None)
@given(old=_CELLS, new=_CELLS)
def test_written_is_read_and_all_else_is_as_it_was(
    old: dict[tuple[str, str], CellValue], new: dict[tuple[str, str], CellValue]
) -> None:
    # A number in a cell that shows days is read as a day, rightly.
    assume(not any(isinstance(old.get(at), dt.date) and not isinstance(new[at], (dt.date, str)) for at in new))
    source = book(old)
    result = write_cells(source, new)
    for read in (by_openpyxl, by_calamine):
        before, after = read(source), read(result)
        assert {at: value for at, value in before.items() if at not in new} == {
            at: value for at, value in after.items() if at not in new
        }
        for at, value in new.items():
            assert at not in after if value in (None, "") else same(after[at], value)
    sheets = {f"xl/worksheets/sheet{1 + ['Ett', 'Två'].index(name)}.xml" for name, _ in new}
    assert changed_parts(source, result) <= sheets | {"xl/styles.xml", "xl/workbook.xml"}


@settings(max_examples=40, deadline=None)
@given(old=_CELLS, first=st.lists(st.tuples(_PLACES, _TEXTS), max_size=5), second=st.lists(st.tuples(_PLACES, _TEXTS)))
def test_notes_come_and_go_without_a_trace(
    old: dict[tuple[str, str], CellValue], first: list[tuple[str, str]], second: list[tuple[str, str]]
) -> None:
    source = book(old)

    def noted(data: bytes, notes: list[tuple[str, str]]) -> bytes:
        edits: list[Edit] = [Notes("stexcel", tuple(Note("Ett", cell, text) for cell, text in notes))]
        return apply(data, edits).data

    once = noted(source, first)
    assert by_calamine(once) == by_calamine(source)
    back = noted(noted(once, second), [])
    before, after = unpacked(source), unpacked(back)
    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} <= {
        "[Content_Types].xml",
        "xl/worksheets/sheet1.xml",
    }
    assert by_openpyxl(back) == by_openpyxl(source)


@given(st.text())
def test_escaped_text_is_xml_and_stands_for_the_text(text: str) -> None:
    written = escaped(text)
    assert unescaped(written) == text.replace("\r\n", "\n").replace("\r", "\n")
    assert all(letter in "\t\n" or ord(letter) >= 0x20 for letter in written)


@settings(max_examples=25, deadline=None)
@given(edits=st.lists(st.builds(CellEdit, _SHEETS, _PLACES, _VALUES), max_size=6))
def test_writing_twice_is_writing_once(edits: list[CellEdit]) -> None:
    once = apply(book({}), edits).data
    assert apply(once, edits).data == once
