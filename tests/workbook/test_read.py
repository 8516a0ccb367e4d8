"""A file's content arrives as it stands in Excel, whatever the format."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart

from stexcel.workbook import Grid, Visibility, read_grid, read_grid_bytes
from tests.workbook.files import ods

DATA = Path(__file__).parent / "data"


def saved(workbook: openpyxl.Workbook) -> bytes:
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def grid_of(*rows: list[object]) -> Grid:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook["Sheet"].append(row)
    return read_grid_bytes(saved(workbook), ".xlsx")


def test_values_keep_their_types() -> None:
    row = [
        1,
        1.5,
        True,
        "a1",
        date(2025, 1, 2),
        datetime(2025, 1, 2, 3, 4),
        time(3, 4),
        timedelta(days=2),
        None,
        "x",
    ]
    (sheet,) = grid_of(row).sheets
    assert list(sheet.rows[0]) == row
    assert [type(cell) for cell in sheet.rows[0]] == [type(cell) for cell in row]


def test_midnight_is_a_day_and_whole_numbers_are_whole() -> None:
    (sheet,) = grid_of([datetime(2025, 1, 2), 3.0, 0, False, 0.5]).sheets
    assert sheet.rows[0] == (date(2025, 1, 2), 3, 0, False, 0.5)
    assert [type(cell) for cell in sheet.rows[0]] == [date, int, int, bool, float]


def test_outer_blanks_go_and_inner_text_stays() -> None:
    (sheet,) = grid_of(["\xa0 a1 \t", " \xa0 ", "två\nrader  här", "x"]).sheets
    assert sheet.rows == (("a1", None, "två\nrader  här", "x"),)


def test_rows_start_at_a1_even_if_the_content_does_not() -> None:
    workbook = openpyxl.Workbook()
    workbook["Sheet"]["C4"] = "här"
    (sheet,) = read_grid_bytes(saved(workbook), ".xlsx").sheets
    assert (sheet.height, sheet.width) == (4, 3)
    assert sheet.rows[3][2] == "här"
    assert all(cell is None for row in sheet.rows[:3] for cell in row)


def test_merged_ranges_are_in_reading_order_without_single_cells() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook["Sheet"]
    sheet["A1"] = "x"
    for area in ("D2:D9", "A1:C1", "A2:B3"):
        sheet.merge_cells(area)
    assert read_grid_bytes(saved(workbook), ".xlsx").sheets[0].merged == (
        (0, 0, 0, 2),
        (1, 0, 2, 1),
        (1, 3, 8, 3),
    )


def test_hidden_sheets_and_charts_are_listed() -> None:
    workbook = openpyxl.Workbook()
    workbook.create_sheet("Listor").sheet_state = "hidden"
    workbook.create_sheet("Dold").sheet_state = "veryHidden"
    workbook.create_chartsheet("Diagram").add_chart(BarChart())
    sheets = read_grid_bytes(saved(workbook), ".xlsx").sheets
    assert [(sheet.name, sheet.visibility) for sheet in sheets] == [
        ("Sheet", Visibility.VISIBLE),
        ("Listor", Visibility.HIDDEN),
        ("Dold", Visibility.VERY_HIDDEN),
        ("Diagram", Visibility.VISIBLE),
    ]
    assert all((sheet.rows, sheet.height, sheet.width) == ((), 0, 0) for sheet in sheets)


def test_an_old_xls_is_read() -> None:
    grid = read_grid(DATA / "gammal.xls")
    assert [sheet.name for sheet in grid.sheets] == ["Blad1", "Blad2"]
    assert grid.sheets[0].rows[3] == ("Specialitet", None, "Ortopedi", None, None, None)
    assert grid.sheets[1].rows[1][:4] == ("Ortopedavdelningen", date(2022, 5, 2), date(2023, 5, 1), 100)


def test_the_content_decides_the_format() -> None:
    data = (DATA / "gammal.xls").read_bytes()
    assert read_grid_bytes(data, ".xlsx") == read_grid_bytes(data, ".xls")


def test_ods_with_merged_repeated_and_hidden() -> None:
    grid = read_grid_bytes(
        ods(
            '<table:table table:name="Delmål">'
            '<table:table-row table:number-rows-repeated="2"/>'
            '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
            '<table:table-cell office:value-type="string" table:number-columns-spanned="2"'
            ' table:number-rows-spanned="1"><text:p> a1 </text:p></table:table-cell>'
            "<table:covered-table-cell/>"
            '<table:table-cell office:value-type="date" office:date-value="2025-03-12T00:00:00"/>'
            '<table:table-cell office:value-type="float" office:value="3"/></table:table-row></table:table>'
            '<table:table table:name="Listor" table:style-name="dold"><table:table-row>'
            '<table:table-cell office:value-type="string"><text:p>CBD</text:p></table:table-cell>'
            "</table:table-row></table:table>"
        ),
        ".ODS",
    )
    delmal, lists = grid.sheets
    assert delmal.rows[2] == (None, None, "a1", None, date(2025, 3, 12), 3)
    assert delmal.merged == ((2, 2, 2, 3),)
    assert lists.visibility is Visibility.HIDDEN
    assert lists.rows == (("CBD",),)


_CELLS = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(2099, 12, 31)),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1),
)


@settings(deadline=None)
@given(st.lists(st.lists(_CELLS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_what_is_written_is_read(rows: list[list[object]]) -> None:
    (sheet,) = grid_of(*rows).sheets
    for row_number, row in enumerate(rows):
        for column, value in enumerate(row):
            inside = row_number < sheet.height and column < sheet.width
            assert (sheet.rows[row_number][column] if inside else None) == value


@pytest.mark.parametrize("name", ["L01/L01-med-2021.xlsx", "L05/L05-ger-block.xlsx", "L13/L13-vc-kryss.xlsx"])
def test_cells_agree_with_another_reader(examples: Path, name: str) -> None:
    workbook = openpyxl.load_workbook(examples / name, data_only=True)
    grid = read_grid(examples / name)
    assert [sheet.name for sheet in grid.sheets] == workbook.sheetnames
    for sheet in grid.sheets:
        theirs = workbook[sheet.name]
        merged = sorted(
            (area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
            for area in theirs.merged_cells.ranges
            if area.size != {"rows": 1, "columns": 1}
        )
        assert list(sheet.merged) == merged
        for row_number, row in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(row, start=1):
                value = theirs.cell(row_number, column).value
                expected = value.strip() or None if isinstance(value, str) else value
                if isinstance(expected, datetime) and expected.time() == time():
                    expected = expected.date()
                assert cell == expected
