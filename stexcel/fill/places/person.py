"""The cells of the basic facts, of signatures and of dates of revision: what the reader would see in an empty cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from stexcel.fill.places.trial import value_at, with_values
from stexcel.layout.book import read_iup
from stexcel.layout.labels import PERSON_FIELDS, Field
from stexcel.layout.profile import Profile, facts_of
from stexcel.layout.reading import Reading
from stexcel.layout.view import View
from stexcel.model import CellRef, Iup, SignatureRole
from stexcel.regelverk import Regelverk
from stexcel.workbook import Cell, Grid

_FACTS = (*sorted(PERSON_FIELDS), Field.ESTABLISHED)
_TRIAL: Mapping[Field, Cell] = {
    Field.NAME: "Nora Wiklander",
    Field.SPECIALTY: "Reumatologi",
    Field.START: date(2023, 2, 13),
    Field.PLANNED_END: date(2028, 8, 14),
    Field.FTE: 0.8,
    Field.SUPERVISOR: "Ivar Torsell",
    Field.STUDIEREKTOR: "Eva Ekmark",
    Field.HEAD: "Bo Almgren",
    Field.UNIT: "Norrby reumatologklinik",
    Field.ESTABLISHED: date(2023, 3, 14),
}
"""Made-up answers that the reader understands, one for each fact."""
_REGULATIONS = {False: "SOSFS 2015:8", True: "HSLF-FS 2021:8"}
_SIGNED_ON = date(2024, 4, 2)
_TRIES = 4


def person_places(
    grid: Grid, iup: Iup, reading: Reading, regelverk: Regelverk, profiles: Sequence[Profile]
) -> Mapping[Field, CellRef]:
    """The cell of each basic fact that the workbook has a label for: where it stands, else where it would be read."""
    known = facts_of(iup.person)
    found = {name: fact.cell for name in _FACTS if (fact := known.get(name)) is not None}
    wanted = {name: _candidates(grid, reading, name) for name in _FACTS if name not in found}
    trial = {**_TRIAL, Field.REGULATION: _REGULATIONS[any(code.startswith("ST") for code in iup.delmal)]}
    for attempt in range(_TRIES):
        tried = {name: cells[attempt] for name, cells in wanted.items() if name not in found and len(cells) > attempt}
        if not tried:
            break
        facts = facts_of(read_iup(_with(grid, tried, trial), regelverk, profiles).person)
        found |= {name: cell for name, cell in tried.items() if (fact := facts.get(name)) and fact.cell == cell}
    return found


def _with(grid: Grid, tried: Mapping[Field, CellRef], trial: Mapping[Field, Cell]) -> Grid:
    return with_values(grid, {cell: trial[name] for name, cell in reversed(list(tried.items()))})


def _candidates(grid: Grid, reading: Reading, name: Field) -> list[CellRef]:
    """The empty cells beside and below the labels for a fact, the likeliest label first."""
    labels = sorted((one for one in reading.fields if one.field is name), key=lambda one: -one.score)
    cells = [cell for one in labels for cell in (*one.values, _beside(grid, one.label), _below(one.label))]
    return [cell for cell in dict.fromkeys(cells) if value_at(grid, cell) is None]


def _beside(grid: Grid, label: CellRef) -> CellRef:
    sheet = next(one for one in grid.sheets if one.name == label.sheet)
    return label._replace(column=View(sheet).extent(label.row - 1, label.column - 1)[1] + 2)


def _below(label: CellRef) -> CellRef:
    return label._replace(row=label.row + 1)


def signature_places(
    grid: Grid, iup: Iup, reading: Reading, regelverk: Regelverk, profiles: Sequence[Profile]
) -> Mapping[SignatureRole, tuple[CellRef, ...]]:
    """For each role the cells in which a date is read as a signature of that day."""
    found: dict[SignatureRole, tuple[CellRef, ...]] = {}
    for one in iup.signatures:
        cell = one.cell if one.signed else _dated(grid, one.cell, one.role, regelverk, profiles)
        if cell is not None and cell not in found.get(one.role, ()):
            found[one.role] = (*found.get(one.role, ()), cell)
    return found


def _dated(
    grid: Grid, cell: CellRef, role: SignatureRole, regelverk: Regelverk, profiles: Sequence[Profile]
) -> CellRef | None:
    """The cell near the place for a signature where its date is read, that before the signature itself first."""
    alone = Grid(tuple(sheet for sheet in grid.sheets if sheet.name == cell.sheet))
    for candidate in _near(cell):
        if candidate.column < 1 or value_at(grid, candidate) is not None:
            continue
        read = read_iup(with_values(alone, {candidate: _SIGNED_ON}), regelverk, profiles)
        if any(one.date == _SIGNED_ON and one.role is role and one.cell == candidate for one in read.signatures):
            return candidate
    return None


def _near(cell: CellRef) -> Iterable[CellRef]:
    return (cell._replace(column=cell.column - 1), cell, cell._replace(column=cell.column + 1))


def revision_places(grid: Grid, reading: Reading) -> tuple[CellRef, ...]:
    """The cells at labels for dates of revision, outside the lists of them."""
    inside = {
        (table.sheet, row)
        for table in reading.tables
        for row in range(table.header[0], table.body[1] + 1)
        if not table.transposed
    }
    cells = [
        cell
        for one in reading.fields
        if one.field is Field.REVISED and (one.label.sheet, one.label.row - 1) not in inside
        for cell in one.values
    ]
    return tuple(dict.fromkeys(cells))
