"""Writes a sheet with a list: title, guide, headings that stay in view, rows to fill in, and help in the cells."""

from __future__ import annotations

import math
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from stexcel.fill.template.draft import Draft
from stexcel.fill.template.page import HEADER_ROW, Column, Holds, Page
from stexcel.fill.template.style import Styles

LINE_HEIGHT = 15.5
_MAX_HELP = 255
_MAX_HELP_TITLE = 32
_FIRST_DAY = 32874
"""1990-01-01 as Excel counts days; anything before it is a slip."""


def write_page(draft: Draft, page: Page) -> Worksheet:
    """The sheet with empty rows."""
    sheet = write_frame(draft, page)
    for index, column in enumerate(page.columns):
        for row in range(page.first, page.last + 1):
            sheet.write_blank(row, index, None, format_of(draft.styles, column))
        restrict(sheet, column, (page.first, index, page.last, index))
    sheet.autofilter(HEADER_ROW, 0, page.last, len(page.columns) - 1)
    return sheet


def write_frame(draft: Draft, page: Page) -> Worksheet:
    """The sheet with all but its rows; names its columns for formulas."""
    sheet, styles = draft.sheet(page.sheet), draft.styles
    width = sum(column.width for column in page.columns)
    _across(sheet, 1, page, page.guide, styles.guide, width)
    if page.box:
        _across(sheet, 2, page, page.box, styles.box, width)
    else:
        sheet.set_row(2, 6)
    sheet.set_row(HEADER_ROW, 34)
    for index, column in enumerate(page.columns):
        sheet.set_column(index, index, column.width)
        sheet.write(HEADER_ROW, index, column.heading, styles.header)
        if column.name:
            draft.book.define_name(column.name, f"={page.area(column.heading)}")
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    sheet.repeat_rows(HEADER_ROW)
    sheet.print_area(0, 0, page.last, len(page.columns) - 1)
    return sheet


def _across(sheet: Worksheet, row: int, page: Page, text: str, style: Format, width: float) -> None:
    """A text over all columns, in a row that is high enough for it."""
    lines = sum(max(1, math.ceil(len(line) / width)) for line in text.split("\n"))
    sheet.set_row(row, lines * LINE_HEIGHT + 4)
    sheet.merge_range(row, 0, row, len(page.columns) - 1, text, style)


def format_of(styles: Styles, column: Column) -> Format:
    """The format of a column's cells."""
    return {
        Holds.TEXT: styles.text,
        Holds.DAY: styles.day,
        Holds.PERCENT: styles.percent,
        Holds.FIXED: styles.fixed,
        Holds.MONTHS: styles.months,
    }[column.holds]


def restrict(sheet: Worksheet, column: Column, area: tuple[int, int, int, int]) -> None:
    """What may be written in the cells, and the help that shows when one is chosen.

    A list to choose from only proposes: someone may need two methods, or a word that is not in it.
    """
    cell = xl_rowcol_to_cell(area[0], area[1])
    rule: dict[str, Any] = {"validate": "any"}
    if column.choices:
        rule = {"validate": "list", "source": f"={column.choices}", "show_error": False}
    elif column.holds is Holds.DAY:
        rule = {"validate": "custom", "value": f"=AND(ISNUMBER({cell}),{cell}>{_FIRST_DAY})"}
        rule |= {"error_title": "Inget datum", "error_message": "Skriv ett datum, till exempel 2024-03-12."}
    elif column.holds is Holds.PERCENT:
        rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
        rule |= {"error_title": "Ingen grad", "error_message": "Skriv en grad mellan 0 % och 100 %, till exempel 80 %."}
    if column.hint:
        rule |= {"input_title": column.heading[:_MAX_HELP_TITLE], "input_message": column.hint[:_MAX_HELP]}
    if rule["validate"] != "any" or column.hint:
        sheet.data_validation(*area, rule)
