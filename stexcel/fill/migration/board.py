"""What is to be written where, and in which order it is tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from stexcel.fill.migration.atoms import Key
from stexcel.fill.migration.values import fitted
from stexcel.fill.places.book import ListPlace, Places
from stexcel.fill.places.trial import value_at
from stexcel.layout.roles import Role
from stexcel.model import CellRef
from stexcel.ooxml import CellValue
from stexcel.workbook import Grid

DOING = (Role.ACTIVITY, Role.NAME, Role.PLACEMENT, Role.COURSE)
"""Headings under which it stands how a delmål is reached, the likeliest first."""


@dataclass(frozen=True)
class Put:
    """Cells that are written together or not at all; ``simpler`` is what is tried where this is read wrongly.

    ``about`` is the statement that must be read from the cells, where they are all about one.
    """

    values: Mapping[CellRef, CellValue]
    simpler: Put | None = None
    about: Key | None = None


@dataclass(frozen=True)
class Wish:
    """A row for a list of the template: its values by column, and further details that may be left out.

    ``about`` is the statement that must be read from the row.
    """

    list: int
    core: Mapping[int, CellValue]
    extras: Mapping[int, CellValue] = field(default_factory=dict)
    about: Key | None = None


def merged(puts: Iterable[Put]) -> dict[CellRef, CellValue]:
    """All that is to be written."""
    return {cell: value for put in puts for cell, value in put.values.items()}


def put_in(places: Places, values: Mapping[CellRef, CellValue]) -> Put | None:
    """The values in their cells, each as the cell asks for it; ``None`` where nothing can be written at all.

    What would stand over a formula or over anything else, or in a locked cell, is left out.
    """
    found = {cell: fit for cell, value in values.items() if (fit := _fit(places, cell, value)) is not None}
    return Put(found) if found else None


def _fit(places: Places, cell: CellRef, value: CellValue) -> CellValue:
    canvas = places.canvas
    if value is None or canvas.is_formula(cell) or canvas.is_locked(cell) or not _is_open(places.grid, cell):
        return None
    return fitted(canvas, cell, value)


def _is_open(grid: Grid, cell: CellRef) -> bool:
    """Whether the cell is empty and its content would be seen."""
    sheet = next(one for one in grid.sheets if one.name == cell.sheet)
    row, column = cell.row - 1, cell.column - 1
    hidden = any(
        top <= row <= bottom and left <= column <= right and (row, column) != (top, left)
        for top, left, bottom, right in sheet.merged
    )
    return not hidden and value_at(grid, cell) is None


def rows_for(places: Places, wishes: Iterable[Wish], free: Mapping[int, Iterator[int]]) -> Iterator[Put]:
    """Each wish in the next free row of its list, as long as there are any."""
    for wish in wishes:
        row = next(free[wish.list], None)
        if row is None:
            continue
        one = places.lists[wish.list]
        core = put_in(places, _cells(one, row, wish.core))
        whole = put_in(places, _cells(one, row, {**wish.extras, **wish.core}))
        if core is not None and whole is not None:
            simple = Put(core.values, about=wish.about)
            yield simple if whole == core else Put(whole.values, simple, wish.about)


def _cells(one: ListPlace, row: int, values: Mapping[int, CellValue]) -> dict[CellRef, CellValue]:
    return {one.cell(row, column): value for column, value in values.items()}
