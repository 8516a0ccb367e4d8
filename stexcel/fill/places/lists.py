"""The lists of a workbook: which rows are filled, which are free, and where more can be put in."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stexcel.fill.places.canvas import Canvas
from stexcel.layout.reading import Kind, Reading, Table
from stexcel.layout.roles import Role
from stexcel.layout.view import View
from stexcel.model import CellRef, Part
from stexcel.ooxml.address import Place
from stexcel.workbook import Grid, Sheet

_OPEN = 200
"""Free rows that are told of a list below which there is nothing at all."""


@dataclass(frozen=True)
class ListPlace:
    """A table. Rows and columns count from 1 in the sheet; of a transposed one, ``rows`` are the sheet's columns.

    ``columns`` are those of each role from left to right, ``codes`` those of delmål across the top of a matrix.
    ``header`` are first and last row of the headings. ``rows`` are the filled rows of the body; ``free`` the empty
    ones that can be written, from the top; more rows can be inserted under ``last`` where ``can_grow``, by the name
    of ``table_name`` where the list is a table (ListObject). ``scope`` are the delmål that the whole list is about.
    """

    sheet: str
    kind: Kind
    part: Part | None
    title: str
    scope: tuple[str, ...]
    columns: Mapping[Role, tuple[int, ...]]
    codes: Mapping[str, int]
    header: tuple[int, int]
    rows: tuple[int, ...]
    free: tuple[int, ...]
    last: int
    transposed: bool
    table: Table
    table_name: str = ""

    @property
    def can_grow(self) -> bool:
        """Whether rows can be inserted; a list that lies on its side would need columns."""
        return not self.transposed

    def cell(self, row: int, column: int) -> CellRef:
        """The cell of the sheet at a row and a column of the list."""
        return CellRef(self.sheet, column, row) if self.transposed else CellRef(self.sheet, row, column)

    def cells(self, row: int, role: Role) -> tuple[CellRef, ...]:
        """The cells of a row under the headings of a role."""
        return tuple(self.cell(row, column) for column in self.columns.get(role, ()))


def list_places(grid: Grid, reading: Reading, canvas: Canvas) -> tuple[ListPlace, ...]:
    """Every table of the reading as a list, in reading order."""
    sheets = {sheet.name: sheet for sheet in grid.sheets}
    return tuple(_list(sheets[table.sheet], table, reading.tables, canvas) for table in reading.tables)


def _list(sheet: Sheet, table: Table, tables: Sequence[Table], canvas: Canvas) -> ListPlace:
    lines = _Lines(View(sheet, transposed=table.transposed), table, canvas)
    filled = [row for row in range(table.body[0], table.body[1] + 1) if lines.is_filled(row)]
    run = _first_run(filled, table.body[0])
    free = _free(lines, run[-1] + 1 if run else table.body[0], _limit(lines, table, tables))
    columns: dict[Role, tuple[int, ...]] = {}
    for column in table.columns:
        columns[column.role] = (*columns.get(column.role, ()), column.index + 1)
    return ListPlace(
        table.sheet, table.kind, table.part, table.title, table.scope, columns,
        {code: column.index + 1 for column in table.columns for code in column.codes},
        (table.header[0] + 1, table.header[1] + 1),
        tuple(row + 1 for row in filled),
        tuple(row + 1 for row in free),
        max([table.header[1], *run, *free]) + 1,
        table.transposed, table, lines.table_name(),
    )  # fmt: skip


class _Lines:
    """The rows of a table's columns, counted from 0 in its view."""

    def __init__(self, view: View, table: Table, canvas: Canvas) -> None:
        self.view, self.table = view, table
        self._canvas = canvas.sheet(table.sheet)

    def is_filled(self, row: int) -> bool:
        """Whether anything but a formula's result stands under the headings."""
        return any(self._holds(row, column.index) for column in self.table.columns)

    def is_occupied(self, row: int) -> bool:
        """Whether anything stands between the first and the last column, read or not."""
        first, last = self.table.columns[0].index, self.table.columns[-1].index
        return any(self._holds(row, column) for column in range(first, last + 1))

    def is_drawn(self, row: int) -> bool:
        """Whether the file has drawn at least half of the row's cells."""
        drawn = sum(self._place(row, column.index) in self._canvas.drawn for column in self.table.columns)
        return drawn * 2 >= len(self.table.columns)

    def table_name(self) -> str:
        """The name of the table (ListObject) whose body begins below the headings, if there is one."""
        if self.table.transposed:
            return ""
        row, column = self.table.header[1] + 1, self.table.columns[0].index + 1
        found = (one for one in self._canvas.tables if one.body.first_row in (row, row + 1))
        return next((one.name for one in found if one.body.first_column <= column <= one.body.last_column), "")

    def _holds(self, row: int, column: int) -> bool:
        return self.view.spread(row, column) is not None and self._place(row, column) not in self._canvas.formulas

    def _place(self, row: int, column: int) -> Place:
        return Place(column + 1, row + 1) if self.view.transposed else Place(row + 1, column + 1)


def _first_run(filled: Sequence[int], first: int) -> list[int]:
    """The filled rows from the first one of the body up to a gap."""
    return list(itertools.takewhile(lambda row: filled[row - first] == row, range(first, first + len(filled))))


def _free(lines: _Lines, first: int, limit: int) -> list[int]:
    """The empty rows from ``first`` on: those that are drawn as the list's, else as far as nothing stands below."""
    drawn = list(itertools.takewhile(lambda row: row < limit and lines.is_drawn(row), itertools.count(first)))
    empty = list(itertools.takewhile(lambda row: row < limit and not lines.is_occupied(row), itertools.count(first)))
    if drawn:
        return [row for row in empty if row <= drawn[-1]]
    if first > lines.table.body[0] and lines.is_drawn(first - 1):
        return []
    # The last empty row keeps the list apart from what stands below it.
    ends = bool(empty) and (empty[-1] + 1 == limit < _far(lines) or lines.is_occupied(empty[-1] + 1))
    return empty[:-1] if ends else empty


def _far(lines: _Lines) -> int:
    """The last row to look at where nothing stands below."""
    return max(lines.view.height, lines.table.header[1] + 1) + _OPEN


def _limit(lines: _Lines, table: Table, tables: Sequence[Table]) -> int:
    """The row where the list must have ended: the headings of the next one below it, or the last row to look at."""
    left, right = table.columns[0].index, table.columns[-1].index
    below = [
        other.header[0]
        for other in tables
        if other.sheet == table.sheet
        and other.transposed == table.transposed
        and other.header[0] > table.header[1]
        and other.columns[0].index <= right
        and left <= other.columns[-1].index
    ]
    return min([*below, _far(lines)])
