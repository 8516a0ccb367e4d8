"""A sheet seen row by row, or turned so that its columns are rows: one reader then serves both directions."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from functools import cached_property, reduce
from operator import or_

from stexcel.layout.hints import hint
from stexcel.model import CellRef
from stexcel.workbook import Cell, Sheet

Place = tuple[int, int]
"""Row and column of a cell, counted from 0."""


class View:
    """Zero-based access to the cells of a sheet, as it is or transposed."""

    def __init__(self, sheet: Sheet, *, transposed: bool = False) -> None:
        self.sheet = sheet
        self.transposed = transposed
        self.rows: tuple[tuple[Cell, ...], ...] = tuple(zip(*sheet.rows, strict=True)) if transposed else sheet.rows
        self.height = len(self.rows)
        self.width = len(self.rows[0]) if self.rows else 0

    @cached_property
    def hints(self) -> tuple[tuple[int, ...], ...]:
        """The first look at every cell, see :mod:`stexcel.layout.hints`."""
        return tuple(tuple(map(hint, row)) for row in self.rows)

    @cached_property
    def row_hints(self) -> tuple[int, ...]:
        """The flags that any cell of a row has."""
        return tuple(reduce(or_, row, 0) for row in self.hints)

    @cached_property
    def texts(self) -> tuple[tuple[int, int, str], ...]:
        """Every cell with text as (row, column, text), row by row."""
        return tuple(
            (row, column, value)
            for row, cells in enumerate(self.rows)
            for column, value in enumerate(cells)
            if isinstance(value, str)
        )

    @cached_property
    def turned(self) -> View:
        """The same sheet with its columns as rows."""
        view = View(self.sheet, transposed=not self.transposed)
        view.hints = tuple(zip(*self.hints, strict=True))
        return view

    def without(self, places: Set[Place]) -> View:
        """The same view with some of its cells empty."""
        cells = tuple(
            tuple(None if (row, column) in places else value for column, value in enumerate(values))
            for row, values in enumerate(self.rows)
        )
        rows = tuple(zip(*cells, strict=True)) if self.transposed else cells
        return View(replace(self.sheet, rows=rows), transposed=self.transposed)

    @cached_property
    def merges(self) -> tuple[tuple[int, int, int, int], ...]:
        """Merged ranges as (first row, first column, last row, last column) of this view."""
        if not self.transposed:
            return self.sheet.merged
        return tuple((c0, r0, c1, r1) for r0, c0, r1, c1 in self.sheet.merged)

    @cached_property
    def _origins(self) -> dict[tuple[int, int], tuple[int, int]]:
        return {
            (row, column): (r0, c0)
            for r0, c0, r1, c1 in self.merges
            for row in range(r0, min(r1, self.height - 1) + 1)
            for column in range(c0, min(c1, self.width - 1) + 1)
            if (row, column) != (r0, c0)
        }

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """The cell that holds the value shown here: the upper left one of a merged range, else the cell itself."""
        return self._origins.get((row, column), (row, column))

    def spread(self, row: int, column: int) -> Cell:
        """The value shown at a place, merged ranges filled."""
        row, column = self.origin(row, column)
        return self.rows[row][column] if row < self.height and column < self.width else None

    @cached_property
    def _extents(self) -> dict[tuple[int, int], tuple[int, int]]:
        return {(r0, c0): (r1, c1) for r0, c0, r1, c1 in self.merges}

    def extent(self, row: int, column: int) -> tuple[int, int]:
        """Last row and column of the merged range that begins here; the cell itself where none does."""
        return self._extents.get((row, column), (row, column))

    def ref(self, row: int, column: int) -> CellRef:
        """The cell's address in the workbook."""
        if self.transposed:
            row, column = column, row
        return CellRef(self.sheet.name, row + 1, column + 1)
