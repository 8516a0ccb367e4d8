"""Rows that are packed while a sheet is drawn end up in the file as if they had not been."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter import Workbook as XlsxWorkbook

from stexcel.render.excel_sheet import Capacity
from stexcel.render.status_xlsx import render_status_xlsx
from stexcel.render.xlsx import sheet
from stexcel.render.xlsx.sheet import LongSheet
from stexcel.status.status import Status
from tests.render.status_sample import sample_status

HERE = Path()
NEVER = 10**9


def drawn(status: Status, capacity: Capacity) -> Workbook:
    return load_workbook(BytesIO(render_status_xlsx(status, HERE, capacity)))


def told(page: Worksheet) -> list[object]:
    """Everything that a sheet shows."""
    cells = [
        (
            cell.coordinate,
            cell.value,
            cell.number_format,
            cell.fill.fgColor.rgb,
            cell.font.color and cell.font.color.rgb,
        )
        for row in page.iter_rows()
        for cell in row
    ]
    links = [
        (cell.coordinate, cell.hyperlink.target, cell.hyperlink.location, cell.hyperlink.tooltip)
        for row in page.iter_rows()
        for cell in row
        if cell.hyperlink
    ]
    heights = {row: size.height for row, size in page.row_dimensions.items() if size.height is not None}
    tables = [(name, table.ref, table.totalsRowCount) for name in page.tables for table in [page.tables[name]]]
    comments = [cell.coordinate for row in page.iter_rows() for cell in row if cell.comment]
    return [cells, links, heights, sorted(map(str, page.merged_cells.ranges)), tables, comments]


@pytest.mark.parametrize(("portion", "links"), [(1, 65_530), (3, 65_530), (4, 5)])
def test_packed_rows_are_as_the_others(monkeypatch: pytest.MonkeyPatch, portion: int, links: int) -> None:
    status, capacity = sample_status(), Capacity(links=links)
    monkeypatch.setattr(sheet, "PORTION", NEVER)
    whole = drawn(status, capacity)
    monkeypatch.setattr(sheet, "PORTION", portion)
    packed = drawn(status, capacity)
    assert packed.sheetnames == whole.sheetnames
    for name in whole.sheetnames:
        assert told(packed[name]) == told(whole[name])


def test_every_portion_is_written_once_and_in_its_place() -> None:
    out = BytesIO()
    with XlsxWorkbook(out) as book:
        page = book.add_worksheet("Blad", LongSheet)
        page.write_string(0, 0, "överst")
        for row in range(2, 2 * sheet.PORTION + 9):
            page.write_url(row, 0, f"external:rad\n{row}.xlsx", None, f"rad {row}")
            page.finish(2, row)
        page.write_string(1, 0, "senare")
        page.write_number(2 * sheet.PORTION + 9, 0, 7)
    read = load_workbook(out)["Blad"]
    rows = [f"rad {row}" for row in range(2, 2 * sheet.PORTION + 9)]
    assert [row[0].value for row in read.iter_rows()] == ["överst", "senare", *rows, 7]
    linked = [(row[0].value, row[0].hyperlink.target) for row in read.iter_rows() if row[0].hyperlink]
    assert linked == [(row, f"{row}.xlsx".replace(" ", "\n")) for row in rows]


def test_long_list_takes_a_fraction_of_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "PORTION", 100)
    assert peak(lambda page, row: page.finish(0, row)) < 0.3 * peak(lambda page, row: None)


def peak(after_row: Callable[[LongSheet, int], None]) -> int:
    """The most bytes that a list takes while it is drawn."""
    tracemalloc.start()
    try:
        with XlsxWorkbook(BytesIO()) as book:
            page = book.add_worksheet("Blad", LongSheet)
            for row in range(2_000):
                for column in range(10):
                    page.write_string(row, column, f"text {row % 9}")
                after_row(page, row)
            page.add_table(0, 0, row, 9)
            return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
