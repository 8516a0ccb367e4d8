"""A clinic's own template, made from an IUP in its layout by taking away what somebody filled in."""

from __future__ import annotations

from pathlib import Path

from stexcel import ooxml
from stexcel.fill.migration.source import Source, source_of
from stexcel.fill.places.trial import value_at
from stexcel.layout.labels import named_part
from stexcel.layout.profile import facts_of
from stexcel.layout.reading import Kind
from stexcel.layout.roles import Role
from stexcel.model import CellRef
from stexcel.regelverk import Regelverk
from stexcel.workbook import read_bytes, read_grid_bytes

_KEPT = (Role.DELMAL, Role.TITLE, Role.CONTENT)


def emptied(path: Path, regelverk: Regelverk) -> bytes:
    """The workbook with headings, labels and delmål, and nothing of what they ask for."""
    data = read_bytes(path)
    source = source_of(read_grid_bytes(data, path.suffix), regelverk, ())
    cells = {cell for cell in _filled(source) if value_at(source.grid, cell) is not None}
    return ooxml.write_cells(data, {(cell.sheet, cell.a1): None for cell in cells})


def _filled(source: Source) -> set[CellRef]:
    found = {fact.cell for fact in facts_of(source.iup.person).values() if fact is not None}
    found |= {one.cell for one in source.iup.signatures} | {one.cell for one in source.iup.revisions}
    for row in source.rows:
        if row.list.kind is not Kind.DELMAL:
            found |= {cell for _, cell, _ in row.all_cells}
    for field in source.reading.fields:
        found |= set(field.values) - {field.label}
    for places in source.delmal.values():
        for place in places:
            found |= {cell for role, cells in place.cells.items() if role not in _KEPT for cell in cells}
            found |= {mark.cell for mark in place.marks}
    for one in source.iup.parts:
        label = value_at(source.grid, one.cell)
        if isinstance(label, str) and named_part(label) is not None:
            found |= {one.cell._replace(column=one.cell.column + step) for step in (1, 2)}
    return found - {field.label for field in source.reading.fields}
