"""The workbook that is moved from: what was read, and the rows and cells that it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stexcel.fill.places.canvas import Canvas
from stexcel.fill.places.delmal import DelmalPlace, delmal_places
from stexcel.fill.places.lists import ListPlace, list_places
from stexcel.fill.places.trial import value_at
from stexcel.layout.book import read_book
from stexcel.layout.personal_ids import without_personal_ids
from stexcel.layout.profile import Profile
from stexcel.layout.reading import Reading
from stexcel.layout.roles import Role
from stexcel.model import CellRef, Iup
from stexcel.regelverk import Regelverk
from stexcel.workbook import Cell, Grid

Filled = tuple[CellRef, Cell]


@dataclass(frozen=True)
class OldRow:
    """A filled row of a list: its cells by role, and what the heading of each role says."""

    list: ListPlace
    row: int
    cells: Mapping[Role, tuple[Filled, ...]]
    headings: Mapping[CellRef, str]

    def values(self, *roles: Role) -> tuple[Cell, ...]:
        """What stands under the headings of the roles, role by role."""
        return tuple(value for role in roles for _, value in self.cells.get(role, ()))

    @property
    def all_cells(self) -> Iterator[tuple[Role, CellRef, Cell]]:
        """Every filled cell of the row."""
        return ((role, cell, value) for role, cells in self.cells.items() for cell, value in cells)


@dataclass(frozen=True)
class Source:
    """The old workbook. ``grid`` has no personal numbers; ``rows`` are the rows of all its lists."""

    grid: Grid
    iup: Iup
    reading: Reading
    lists: tuple[ListPlace, ...]
    delmal: Mapping[str, tuple[DelmalPlace, ...]]
    rows: tuple[OldRow, ...]
    by_cell: Mapping[CellRef, OldRow]

    def row_of(self, cell: CellRef) -> OldRow | None:
        """The row of a list that holds a cell."""
        return self.by_cell.get(cell)


def source_of(grid: Grid, regelverk: Regelverk, profiles: Sequence[Profile]) -> Source:
    """The workbook as it is read."""
    safe = Grid(tuple(without_personal_ids(sheet)[0] for sheet in grid.sheets))
    iup, reading = read_book(safe, regelverk, profiles)
    lists = list_places(safe, reading, Canvas())
    rows = tuple(row for one in lists for row in _rows(safe, one))
    by_cell = {cell: row for row in rows for _, cell, _ in row.all_cells}
    return Source(safe, iup, reading, lists, delmal_places(safe, iup, reading, lists), rows, by_cell)


def _rows(grid: Grid, one: ListPlace) -> Iterator[OldRow]:
    for row in one.rows:
        cells: dict[Role, tuple[Filled, ...]] = {}
        headings: dict[CellRef, str] = {}
        for column in one.table.columns:
            cell = one.cell(row, column.index + 1)
            value = value_at(grid, cell)
            if value is not None:
                cells[column.role] = (*cells.get(column.role, ()), (cell, value))
                headings[cell] = column.header
        yield OldRow(one, row, cells, headings)
