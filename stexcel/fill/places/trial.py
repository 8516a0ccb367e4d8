"""A workbook's content with some cells changed, in memory: what would be read if that were written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from stexcel.model import CellRef
from stexcel.workbook import Cell, Grid, Sheet


def with_values(grid: Grid, values: Mapping[CellRef, Cell]) -> Grid:
    """The grid with the values in their cells; sheets become as high and wide as they need to be."""
    by_sheet: dict[str, dict[tuple[int, int], Cell]] = {}
    for cell, value in values.items():
        by_sheet.setdefault(cell.sheet, {})[(cell.row - 1, cell.column - 1)] = value
    return Grid(tuple(_changed(sheet, by_sheet.get(sheet.name, {})) for sheet in grid.sheets))


def value_at(grid: Grid, cell: CellRef) -> Cell:
    """What stands in a cell; ``None`` where nothing does, or there is no such cell."""
    sheet = next((one for one in grid.sheets if one.name == cell.sheet), None)
    if sheet is None or not (0 < cell.row <= sheet.height and 0 < cell.column <= sheet.width):
        return None
    return sheet.rows[cell.row - 1][cell.column - 1]


def _changed(sheet: Sheet, values: Mapping[tuple[int, int], Cell]) -> Sheet:
    if not values:
        return sheet
    height = max(sheet.height, 1 + max(row for row, _ in values))
    width = max(sheet.width, 1 + max(column for _, column in values))
    rows = [[*row, *[None] * (width - len(row))] for row in sheet.rows]
    rows += [[None] * width for _ in range(height - len(rows))]
    for (row, column), value in values.items():
        rows[row][column] = value
    return replace(sheet, rows=tuple(map(tuple, rows)))
