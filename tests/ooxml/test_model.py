"""Random workbooks and random edits: the result is what openpyxl makes of the same workbook with the same edits.

How many examples are tried is a matter of hypothesis' profile: ``make fuzz`` tries many more.
"""

import datetime as dt
from dataclasses import dataclass
from io import BytesIO
from math import isclose

import openpyxl
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, Protection
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from stexcel.ooxml import CellEdit, CellValue, Edit, InsertRows, RefusedEdits, apply
from tests.ooxml.laws import READERS, assert_same_sheet, changed_entries
from tests.ooxml.packages import opened, saved, unpacked

_ROWS, _COLUMNS = 14, 8
_LETTERS = st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc"), exclude_characters="_\ufffe\uffff")
_TEXTS = st.text(_LETTERS, max_size=12)
_DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1))
_VALUES: st.SearchStrategy[CellValue] = (
    st.none() | _TEXTS | st.integers(-999, 999) | st.floats(-1e6, 1e6, width=32) | st.booleans() | _DAYS
)
_SHEETS = ("Ett", "Två å")


@dataclass(frozen=True)
class Box:
    """A range of rows and columns."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def a1(self) -> str:
        return f"{get_column_letter(self.left)}{self.top}:{get_column_letter(self.right)}{self.bottom}"

    def moved(self, after: int, count: int) -> "Box":
        """Where it is when rows have come in: what they fall into has them too, and a list that ends above them."""
        grows = self.top < self.bottom == after
        top = self.top + count if self.top > after else self.top
        return Box(top, self.left, self.bottom + count if self.bottom > after or grows else self.bottom, self.right)


@st.composite
def _boxes(draw: st.DrawFn) -> Box:
    top, left = draw(st.integers(2, _ROWS - 2)), draw(st.integers(1, _COLUMNS - 1))
    return Box(top, left, draw(st.integers(top, _ROWS)), draw(st.integers(left, _COLUMNS)))


@dataclass(frozen=True)
class Plan:
    """What a random workbook holds, on its first sheet but for the formula that counts on it."""

    values: dict[tuple[int, int], CellValue]
    formulas: dict[tuple[int, int], Box]
    merged: tuple[Box, ...]
    lists: tuple[Box, ...]
    formats: tuple[Box, ...]
    names: tuple[Box, ...]
    table: Box | None
    noted: tuple[int, int] | None
    writer: str


_PLACES = st.tuples(st.integers(1, _ROWS), st.integers(1, _COLUMNS))
_FEW = st.lists(_boxes(), max_size=3).map(tuple)
_PLANS = st.builds(
    Plan,
    values=st.dictionaries(_PLACES, _VALUES, max_size=20),
    formulas=st.dictionaries(_PLACES, _boxes(), max_size=4),
    merged=st.lists(_boxes(), max_size=3).map(lambda boxes: _apart(boxes)),
    lists=_FEW,
    formats=_FEW,
    names=_FEW,
    table=st.none() | st.builds(lambda top, rows: Box(top, 11, top + rows, 12), st.integers(1, 9), st.integers(1, 5)),
    noted=st.none() | _PLACES,
    writer=st.sampled_from(["openpyxl", "xlsxwriter"]),
)
_EDITS = st.dictionaries(st.tuples(st.sampled_from(_SHEETS), _PLACES), _VALUES, min_size=1, max_size=8)


def made(plan: Plan) -> bytes:
    """The workbook."""
    return _by_openpyxl(plan) if plan.writer == "openpyxl" else _by_xlsxwriter(plan)


def _apart(boxes: list[Box]) -> tuple[Box, ...]:
    found: list[Box] = []
    for box in boxes:
        if box.top != box.bottom and all(CellRange(box.a1).isdisjoint(CellRange(other.a1)) for other in found):
            found.append(box)
    return tuple(found)


def _noted(plan: Plan) -> tuple[int, int] | None:
    """The cell with a note, unless a merge hides it."""
    return None if plan.noted in _hidden(plan) else plan.noted


def _hidden(plan: Plan) -> set[tuple[int, int]]:
    """The cells that a merge hides."""
    return {
        (row, column)
        for box in plan.merged
        for row in range(box.top, box.bottom + 1)
        for column in range(box.left, box.right + 1)
        if (row, column) != (box.top, box.left)
    }


def _filled(plan: Plan) -> dict[tuple[int, int], CellValue | str]:
    """All content, formulas as text; cells hidden by a merge have none."""
    hidden = _hidden(plan)
    formulas = {at: f"=COUNTA({box.a1})" for at, box in plan.formulas.items()}
    return {
        at: value for at, value in {**plan.values, **formulas}.items() if at not in hidden and value not in (None, "")
    }


def _by_openpyxl(plan: Plan) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = _SHEETS[0]
    for (row, column), value in _filled(plan).items():
        cell = sheet.cell(row, column, value)
        if isinstance(value, str) and (row, column) not in plan.formulas:
            cell.data_type = "s"
        if row % 3 == 0:
            cell.font, cell.protection = Font(bold=True), Protection(locked=False)
    for box in plan.merged:
        sheet.merge_cells(box.a1)
    for box in plan.lists:
        choice = DataValidation(type="list", formula1='"a,b"')
        choice.add(box.a1)
        sheet.add_data_validation(choice)
    for box in plan.formats:
        sheet.conditional_formatting.add(box.a1, _rule())
    for number, box in enumerate(plan.names):
        name = f"Namn{number}"
        book.defined_names[name] = DefinedName(name, attr_text=f"{_SHEETS[0]}!{_absolute(box)}")
    if plan.table is not None:
        _add_table(sheet, plan.table)
    noted = _noted(plan)
    if noted is not None:
        sheet.cell(*noted).comment = Comment("ord", "Eva Ek")
    book.create_sheet(_SHEETS[1])["B2"] = f"=COUNTA({_SHEETS[0]}!A2:C5)"
    return saved(book)


def _rule() -> Rule:
    look = DifferentialStyle(font=Font(bold=True))
    return Rule("cellIs", operator="greaterThan", formula=["3"], dxf=look)


def _add_table(sheet: Worksheet, box: Box) -> None:
    for column, heading in ((box.left, "Kurs"), (box.right, "Dagar")):
        sheet.cell(box.top, column, heading)
    sheet.add_table(Table(displayName="Kurser", ref=box.a1))


def _by_xlsxwriter(plan: Plan) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_SHEETS[0])
    bold, day = book.add_format({"bold": True, "locked": False}), book.add_format({"num_format": "yyyy-mm-dd"})
    for box in plan.merged:
        sheet.merge_range(box.a1, "", bold)
    for (row, column), value in _filled(plan).items():
        at = (row - 1, column - 1)
        if (row, column) in plan.formulas:
            sheet.write_formula(*at, value)
        elif isinstance(value, dt.date):
            sheet.write_datetime(*at, value, day)
        elif isinstance(value, str):
            sheet.write_string(*at, value, bold if row % 3 == 0 else None)
        else:
            sheet.write(*at, value)
    for box in plan.lists:
        sheet.data_validation(box.a1, {"validate": "list", "source": ["a", "b"]})
    for box in plan.formats:
        sheet.conditional_format(box.a1, {"type": "cell", "criteria": ">", "value": 3, "format": bold})
    for number, box in enumerate(plan.names):
        book.define_name(f"Namn{number}", f"={_SHEETS[0]}!{_absolute(box)}")
    if plan.table is not None:
        columns = [{"header": "Kurs"}, {"header": "Dagar"}]
        sheet.add_table(plan.table.a1, {"name": "Kurser", "columns": columns})
    noted = _noted(plan)
    if noted is not None:
        sheet.write_comment(noted[0] - 1, noted[1] - 1, "ord", {"author": "Eva Ek"})
    book.add_worksheet(_SHEETS[1]).write_formula("B2", f"=COUNTA({_SHEETS[0]}!A2:C5)")
    book.close()
    return buffer.getvalue()


def _absolute(box: Box) -> str:
    first, last = get_column_letter(box.left), get_column_letter(box.right)
    return f"${first}${box.top}:${last}${box.bottom}"


@settings(deadline=None)
@given(plan=_PLANS, edits=_EDITS)
def test_cells_are_what_openpyxl_makes_of_the_same_edits(
    plan: Plan, edits: dict[tuple[str, tuple[int, int]], CellValue]
) -> None:
    source = made(plan)
    asked = {(sheet, f"{get_column_letter(column)}{row}"): value for (sheet, (row, column)), value in edits.items()}
    try:
        result = apply(source, [CellEdit(*at, value) for at, value in asked.items()]).data
    except RefusedEdits as error:
        assert "sammanslagen" in str(error)
        return
    for read in READERS:
        before, after = read(source), read(result)
        assert before is not None and after is not None
        assert {at: v for at, v in before.items() if at not in asked} == {
            at: v for at, v in after.items() if at not in asked
        }
    expected, found = _with_values(source, asked), opened(result)
    for (sheet, cell), value in asked.items():
        shown, modelled = _plain(found[sheet][cell].value), _plain(expected[sheet][cell].value)
        # openpyxl writes fewer digits than a number has.
        near = (
            isinstance(shown, float) and isinstance(modelled, (int, float)) and isclose(shown, modelled, rel_tol=1e-14)
        )
        assert near or shown == (None if value == "" else modelled), (sheet, cell)
    assert _around(found) == _around(expected)
    _check_parts(source, result, asked)


def _with_values(source: bytes, asked: dict[tuple[str, str], CellValue]) -> openpyxl.Workbook:
    """The workbook with the values as openpyxl writes and reads them: a number is a day where the cell shows days."""
    book = opened(source)
    for (sheet, cell), value in asked.items():
        book[sheet][cell].value = value
        if isinstance(value, str) and value:
            book[sheet][cell].data_type = "s"
    return opened(saved(book))


def _check_parts(source: bytes, result: bytes, asked: dict[tuple[str, str], CellValue]) -> None:
    parts = {name: f"xl/worksheets/sheet{number}.xml" for number, name in enumerate(_SHEETS, 1)}
    touched = {parts[sheet] for sheet, _ in asked}
    assert changed_entries(source, result) <= touched | {"xl/styles.xml", "xl/workbook.xml"}
    old, new = unpacked(source), unpacked(result)
    for name in touched:
        assert_same_sheet(old[name], new[name], [cell for sheet, cell in asked if parts[sheet] == name])


@settings(deadline=None)
@given(plan=_PLANS, after=st.integers(1, _ROWS), count=st.integers(1, 3))
def test_new_rows_move_what_stands_below_and_what_is_about_it(plan: Plan, after: int, count: int) -> None:
    source = made(plan)
    edits: list[Edit] = [InsertRows(_SHEETS[0], after, count)]
    result = apply(source, edits).data
    before, book = opened(source)[_SHEETS[0]], opened(result)
    sheet = book[_SHEETS[0]]
    for (row, column), cell in _cells(before):
        other = sheet.cell(row + count if row > after else row, column)
        if not (isinstance(cell, str) and cell.startswith("=COUNTA(")):
            assert _plain(other.value) == _plain(cell), other.coordinate
    kept = {box.moved(after, count).a1 for box in plan.merged}
    assert kept <= {str(area) for area in sheet.merged_cells.ranges}
    for boxes, areas in ((plan.lists, _lists(sheet)), (plan.formats, _formats(sheet))):
        moved = [_formatted(box, after, count) for box in boxes]
        assert all(any(CellRange(box.a1).issubset(area) for area in areas) for box in moved)
        assert len(areas) >= len(set(moved))
    for number, box in enumerate(plan.names):
        text = str(book.defined_names[f"Namn{number}"].attr_text)
        assert text.rpartition("!")[2].replace("'", "") == _absolute(box.moved(after, count))
    if plan.table is not None:
        assert sheet.tables["Kurser"].ref == plan.table.moved(after, count).a1
    noted = _noted(plan)
    if noted is not None:
        row, column = noted
        assert sheet.cell(row + count if row > after else row, column).comment is not None


def _formatted(box: Box, after: int, count: int) -> Box:
    """New rows have what the row above them has, also where it is the only one."""
    moved = box.moved(after, count)
    return Box(moved.top, box.left, box.bottom + count, box.right) if box.bottom == after else moved


def _cells(sheet: Worksheet) -> list[tuple[tuple[int, int], object]]:
    return [
        ((cell.row, cell.column), cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]


def _lists(sheet: Worksheet) -> list[CellRange]:
    return [area for choice in sheet.data_validations.dataValidation for area in choice.sqref.ranges]


def _formats(sheet: Worksheet) -> list[CellRange]:
    return [area for entry in sheet.conditional_formatting for area in entry.sqref.ranges]


def _around(book: openpyxl.Workbook) -> list[object]:
    """Merges, choices, formats, names, tables and notes."""
    found: list[object] = [(name, entry.attr_text) for name, entry in sorted(book.defined_names.items())]
    for sheet in book.worksheets:
        found.append(sorted(str(area) for area in sheet.merged_cells.ranges))
        found.append(sorted(str(area) for area in (*_lists(sheet), *_formats(sheet))))
        found.append([(table.displayName, table.ref) for table in sheet.tables.values()])
        found.append([(c.coordinate, c.comment.text) for row in sheet.iter_rows() for c in row if c.comment])
    return found


def _plain(value: object) -> object:
    """A value in the form that readers give it; truth is no number."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)
    return (type(value).__name__, value) if isinstance(value, bool) else value
