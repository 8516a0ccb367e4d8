"""The cells of each delmål: rows of tables, columns of matrices, and forms of its own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from stexcel.fill.places.lists import ListPlace
from stexcel.layout.delmal_table import Group, groups_of
from stexcel.layout.reading import Column, Kind, ReadBlock, Reading
from stexcel.layout.roles import Role
from stexcel.layout.view import View
from stexcel.model import CellRef, Iup, Period
from stexcel.workbook import Grid, Sheet

_MARKS = (Role.MARKS, Role.TERM)
_LABELS = (Role.ACTIVITY, Role.ASSESSMENT, Role.PLACEMENT, Role.COURSE, Role.NAME, Role.TITLE)


@dataclass(frozen=True, slots=True)
class MarkPlace:
    """A cell to tick or to date. ``heading`` is what the tick stands for; ``period`` is that of a column of a term.

    ``method`` tells that it stands for an assessment.
    """

    cell: CellRef
    heading: str
    method: bool = False
    period: Period | None = None


@dataclass(frozen=True)
class DelmalPlace:
    """One place where a delmål is the subject. ``key`` is the cell that names it.

    ``cells`` has the cells of each role, filled or empty, in the order in which they are read: of a table the rows of
    the delmål from the top, of a form the answers of its labels. ``list`` is the table that it stands in; ``is_block``
    tells that it is a form of its own.
    """

    code: str
    key: CellRef
    cells: Mapping[Role, tuple[CellRef, ...]]
    marks: tuple[MarkPlace, ...] = ()
    kind: Kind = Kind.DELMAL
    is_block: bool = False
    list: ListPlace | None = None


def delmal_places(
    grid: Grid, iup: Iup, reading: Reading, lists: Sequence[ListPlace]
) -> Mapping[str, tuple[DelmalPlace, ...]]:
    """The places of every delmål that the workbook lists, in reading order, by its code in the ``Iup``."""
    sheets = {sheet.name: sheet for sheet in grid.sheets}
    found: list[DelmalPlace] = []
    for one in lists:
        if one.kind is Kind.DELMAL:
            found += _of_table(sheets[one.sheet], one)
        elif one.kind is Kind.MATRIX:
            found += _of_matrix(sheets[one.sheet], one)
        elif one.scope:
            found += _of_scope(one)
    found += [place for block in reading.blocks for place in _of_block(block)]
    by_code: dict[str, tuple[DelmalPlace, ...]] = {}
    for place in found:
        code = _code_in(iup, place.code)
        by_code[code] = (*by_code.get(code, ()), replace(place, code=code))
    return by_code


def _code_in(iup: Iup, code: str) -> str:
    """The code as the ``Iup`` has it, where it takes ``a1`` of the new regulation for ``STa1``."""
    return f"ST{code}" if code not in iup.delmal and f"ST{code}" in iup.delmal else code


def _of_table(sheet: Sheet, one: ListPlace) -> Iterator[DelmalPlace]:
    view = View(sheet, transposed=one.transposed)
    groups = list(groups_of(view, one.table))
    spare = _spare(view, one, groups)
    for group, more in zip(groups, spare, strict=True):
        rows = [*(row.index for row in group.rows), *more]
        for code in group.codes:
            yield DelmalPlace(code, group.cell, _cells(view, one, rows), _marks(view, one, rows), one.kind, list=one)


def _spare(view: View, one: ListPlace, groups: Sequence[Group]) -> list[list[int]]:
    """The empty rows below each delmål, where the table has such rows below most of them."""
    if not groups:
        return []
    ends = [*(group.rows[0].index for group in groups[1:]), one.table.body[1] + 1]
    gaps = [
        [row for row in range(group.rows[-1].index + 1, end) if _is_empty(view, one, row)]
        for group, end in zip(groups, ends, strict=True)
    ]
    inner = [len(gap) for gap in gaps[:-1]]
    several = sum(1 for gap in inner if gap) * 2 > len(inner)
    return [gap[: max(inner)] for gap in gaps] if several else [[] for _ in gaps]


def _is_empty(view: View, one: ListPlace, row: int) -> bool:
    return row < view.height and all(view.spread(row, column.index) is None for column in one.table.columns)


def _cells(view: View, one: ListPlace, rows: Sequence[int]) -> Mapping[Role, tuple[CellRef, ...]]:
    """The cells of each role, row by row; merged ranges once."""
    found: dict[Role, dict[CellRef, None]] = {}
    for row, column in itertools.product(rows, one.table.columns):
        if column.role not in _MARKS:
            found.setdefault(column.role, {})[view.ref(*view.origin(row, column.index))] = None
    return {role: tuple(cells) for role, cells in found.items()}


def _marks(view: View, one: ListPlace, rows: Sequence[int]) -> tuple[MarkPlace, ...]:
    return tuple(
        _mark(view.ref(*view.origin(row, column.index)), column) for row in rows for column in one.table.having(*_MARKS)
    )


def _mark(cell: CellRef, column: Column) -> MarkPlace:
    return MarkPlace(cell, column.header, column.method, column.period)


def _of_matrix(sheet: Sheet, one: ListPlace) -> Iterator[DelmalPlace]:
    view = View(sheet, transposed=one.transposed)
    labelled = [(row, text) for row in one.rows if (text := _label(view, one, row - 1)) is not None]
    for code, column in one.codes.items():
        marks = tuple(MarkPlace(one.cell(row, column), text) for row, text in labelled)
        yield DelmalPlace(code, one.cell(one.header[1], column), {}, marks, one.kind, list=one)


def _label(view: View, one: ListPlace, row: int) -> str | None:
    texts = (view.spread(row, column.index) for column in one.table.having(*_LABELS))
    return next((text for text in texts if isinstance(text, str)), None)


def _of_scope(one: ListPlace) -> Iterator[DelmalPlace]:
    """A list of its own for a delmål: its rows, and the free ones."""
    rows = sorted({*one.rows, *one.free})
    cells = {
        role: tuple(one.cell(row, column) for row in rows for column in columns)
        for role, columns in one.columns.items()
    }
    first = one.cell(one.header[0], one.table.columns[0].index + 1)
    yield from (DelmalPlace(code, first, cells, (), one.kind, list=one) for code in one.scope)


def _of_block(block: ReadBlock) -> Iterator[DelmalPlace]:
    cells: dict[Role, tuple[CellRef, ...]] = {}
    for label in block.labels:
        places = label.answers or ((label.open,) if label.open is not None else ())
        cells[label.role] = (*cells.get(label.role, ()), *places)
    yield from (DelmalPlace(code, block.key, cells, is_block=True) for code in block.codes)
