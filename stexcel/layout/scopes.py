"""Where on a sheet what is said of which delmål: the blocks, what tables stand in them, and the cells of tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from stexcel.layout.anchors import Anchor, find_anchors, sheet_codes
from stexcel.layout.reading import Kind, Table
from stexcel.layout.roles import Role
from stexcel.layout.text import fold
from stexcel.layout.times import period
from stexcel.layout.view import Place, View
from stexcel.model import Period
from stexcel.workbook import Sheet

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d|:)")


def blocks_of(view: View, tables: Sequence[Table]) -> tuple[Anchor, ...]:
    """The blocks of the sheet. A sheet that is named after its delmål is one block."""
    taken: set[Place] = set()
    for table in tables:
        columns = [
            column.index
            for column in table.columns
            if column.role in (Role.DELMAL, Role.CODE_MARKS) or table.kind in (Kind.DELMAL, Kind.MATRIX)
        ]
        for row in range(table.header[0], table.body[1] + 1):
            taken.update((column, row) if table.transposed else (row, column) for column in columns)
        if table.kind is Kind.DELMAL:
            taken |= claimed(table, range(table.body[0], table.body[1] + 1))
    found = find_anchors(view, taken)
    codes = sheet_codes(view.sheet)
    if not codes:
        return found
    own = tuple(anchor for anchor in found if set(anchor.codes) & set(codes))
    place = own[0].place if own else (0, 0)
    title = own[0].title if own else None
    return (Anchor(codes, title, place, 0, 0, view.height - 1, view.width - 1),)


def scoped(table: Table, anchors: Sequence[Anchor], sheet: Sheet) -> Table:
    """The table with the delmål of the block that it stands in, and the time that its title or sheet states."""
    time = period(table.title) or period(sheet.name) or _year_in(sheet.name)
    if table.having(Role.DELMAL, Role.CODE_MARKS):
        return replace(table, time=time)
    row, column = table.header[0], table.columns[0].index
    if table.transposed:
        row, column = column, row
    around = [anchor for anchor in anchors if anchor.holds(row, column)]
    return replace(table, time=time, scope=around[-1].codes if around else ())


def _year_in(sheet_name: str) -> Period | None:
    """The year that a sheet's name gives beside other words: ``År 1 (2022)``."""
    years = _YEAR.findall(sheet_name) if "år" in fold(sheet_name).split() else []
    return period(int(years[0])) if len(years) == 1 else None


def is_form(view: View, table: Table) -> bool:
    """Whether a table inside a block is just labels with one row of answers, which the block's reader knows.

    On a sheet that is one block even a single row may be a list; labels without any row are always the block's.
    """
    if not table.scope or table.transposed:
        return False
    filled = [
        row
        for row in range(table.body[0], table.body[1] + 1)
        if any(view.rows[row][column.index] is not None for column in table.columns)
    ]
    return not filled or (len(_first_run(filled)) <= 1 and not sheet_codes(view.sheet))


def _first_run(rows: Sequence[int]) -> list[int]:
    """The rows up to the first gap."""
    return [row for index, row in enumerate(rows) if row == rows[0] + index]


def claimed(table: Table, rows: Sequence[int] | range, *, whole: bool = False) -> set[Place]:
    """The cells of a table's headings and understood rows; those of unknown columns only where ``whole``."""
    all_rows = [*range(max(table.header[0], 0), table.header[1] + 1), *rows]
    places = {
        (row, column.index) for row in all_rows for column in table.columns if whole or column.role is not Role.IGNORED
    }
    return {(column, row) for row, column in places} if table.transposed else places


def inside_of(table: Table, rows: Sequence[int]) -> set[Place]:
    """Every cell of a table about delmål, understood or not; titles in it name no part of the training."""
    if table.kind not in (Kind.DELMAL, Kind.MATRIX) or not rows:
        return set()
    left, right = table.columns[0].index, table.columns[-1].index
    places = {(row, column) for row in range(table.header[1] + 1, max(rows) + 1) for column in range(left, right + 1)}
    return {(column, row) for row, column in places} if table.transposed else places
