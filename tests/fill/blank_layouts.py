"""Empty templates in the clinics' own layouts: example workbooks with all that is one person's taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from stexcel import ooxml
from stexcel.fill.places.book import Places, places_in
from stexcel.fill.places.trial import value_at
from stexcel.layout.labels import Field
from stexcel.layout.reading import Kind
from stexcel.layout.roles import Role
from stexcel.model import CellRef
from stexcel.ooxml import CellValue
from stexcel.regelverk import Regelverk
from stexcel.workbook import Cell, Sheet

_HEADS = (Role.DELMAL, Role.TITLE)
_BOX = re.compile("[☐☑☒✓✔]")


def blank(path: Path, regelverk: Regelverk, *, rows: bool = False) -> bytes:
    """The workbook as its clinic would hand it out; with ``rows`` the tables of delmål and matrices are empty too."""
    data = path.read_bytes()
    places = places_in(data, path.suffix, regelverk)
    grid, canvas = places.grid, places.canvas
    sheets = {sheet.name: sheet for sheet in grid.sheets}
    values: dict[tuple[str, str], CellValue] = {}
    for cell in {*_personal(places), *_of_delmal(places, rows=rows), *_of_lists(places, rows=rows)}:
        old = value_at(grid, cell)
        beside_box = _has_box(value_at(grid, cell._replace(column=cell.column - 1)))
        if old is None or beside_box or canvas.is_formula(cell) or _is_merged_away(sheets[cell.sheet], cell):
            continue
        values[cell.sheet, cell.a1] = _BOX.sub("☐", old) if isinstance(old, str) and _has_box(old) else None
    return ooxml.write_cells(data, values, force=True)


def _personal(places: Places) -> Iterator[CellRef]:
    yield from (cell for field, cell in places.person.items() if field is not Field.REGULATION)
    yield from (cell for cells in places.signatures.values() for cell in cells)
    yield from places.revisions
    yield from (one.cell for one in places.iup.revisions)
    yield from (one.cell for one in places.iup.meetings)
    yield from (one.cell for one in places.iup.signatures if one.signed)


def _of_delmal(places: Places, *, rows: bool) -> Iterator[CellRef]:
    for place in (place for found in places.delmal.values() for place in found):
        in_table = rows and place.list is not None and place.list.kind is Kind.DELMAL
        yield from (place.key,) if in_table else ()
        for role, cells in place.cells.items():
            yield from cells if in_table or role not in _HEADS else ()
        yield from (mark.cell for mark in place.marks)


def _of_lists(places: Places, *, rows: bool) -> Iterator[CellRef]:
    for one in places.lists:
        if one.kind is Kind.DELMAL:
            continue
        for role, columns in one.columns.items():
            if one.kind is Kind.MATRIX and not rows and role not in (Role.START, Role.END):
                continue
            yield from (one.cell(row, column) for row in one.rows for column in columns)


def _has_box(value: Cell) -> bool:
    return isinstance(value, str) and _BOX.search(value) is not None


def _is_merged_away(sheet: Sheet, cell: CellRef) -> bool:
    row, column = cell.row - 1, cell.column - 1
    return any(
        top <= row <= bottom and left <= column <= right and (row, column) != (top, left)
        for top, left, bottom, right in sheet.merged
    )
