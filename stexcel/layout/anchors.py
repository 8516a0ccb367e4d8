"""Where blocks begin: cells that name the one delmål that the labels below and beside them are about."""

from __future__ import annotations

import itertools
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from stexcel.layout.delmal_text import exact_codes, group_heading, leading_code, stated_codes
from stexcel.layout.labels import Field, field_of, part_of
from stexcel.layout.roles import Role, roles_of
from stexcel.layout.view import Place, View
from stexcel.workbook import Cell, Sheet

_LABEL_WEIGHT = 0.7
_NEAR = 3
"""Columns from a block's left edge within which a label of the whole programme ends it."""
_OF_PROGRAMME = frozenset(
    {
        Field.REVISED,
        Field.SIGNED_ST,
        Field.SIGNED_SUPERVISOR,
        Field.APPROVED,
        Field.NAME,
        Field.SPECIALTY,
        Field.REGULATION,
        Field.HEAD,
    }
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A cell that names the delmål of a block, and the block's area (zero-based, both ends included)."""

    codes: tuple[str, ...]
    title: str | None
    place: Place
    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in the block."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def sheet_codes(sheet: Sheet) -> tuple[str, ...]:
    """The delmål that a sheet's name says it is about."""
    return stated_codes(sheet.name)


@dataclass(frozen=True, slots=True)
class _Start:
    """A cell that names the delmål of a block, and the block's first column."""

    row: int
    column: int
    left: int
    codes: tuple[str, ...]
    title: str | None


def find_anchors(view: View, taken: Set[Place]) -> tuple[Anchor, ...]:
    """The blocks of a sheet, by the cells that name one delmål outside tables."""
    starts = [
        _Start(row, column, _left(view, row, column), *named)
        for row, column, value in view.texts
        if (row, column) not in taken and (named := code_named_by(value)) is not None
        if not _is_among_headings(view.rows[row], column)
    ]
    placed = _Placed(starts)
    return tuple(
        Anchor(
            start.codes,
            start.title,
            (start.row, start.column),
            start.row,
            start.left,
            _bottom(view, start, placed),
            _right(view, start, placed),
        )
        for start in starts
    )


def _is_among_headings(cells: Sequence[Cell], column: int) -> bool:
    """Whether other texts stand directly to the left, none of them a delmål or a label for it, so that the code is
    rather one of many headings (C4 in a list of laboratory values)."""
    if column < 2 or cells[column - 1] is None or cells[column - 2] is None:
        return False
    beside = itertools.takewhile(lambda value: value is not None, (cells[at] for at in range(column - 1, -1, -1)))
    if any(isinstance(value, str) and code_named_by(value) for value in beside):
        return False
    return not any(role in (Role.DELMAL, Role.TITLE) for role, _ in roles_of(str(cells[column - 1])))


def code_named_by(value: str) -> tuple[tuple[str, ...], str | None] | None:
    """The one delmål that a cell names, and its title where that follows; ``None`` for any other cell."""
    codes = exact_codes(value)
    if codes:
        return (codes, None) if len(codes) == 1 else None
    leading = leading_code(value)
    return ((leading[0],), leading[1]) if leading and len(value) <= 160 else None


def _left(view: View, row: int, column: int) -> int:
    """The block's first column: that of the label (``Delmål:``) beside the code, if there is one."""
    if column > 0:
        label = view.rows[row][column - 1]
        if isinstance(label, str) and any(role in (Role.DELMAL, Role.TITLE) for role, _ in roles_of(label)):
            return column - 1
    return column


class _Placed:
    """Where all blocks of a sheet begin, so that the next one is found without looking at all."""

    def __init__(self, starts: Sequence[_Start]) -> None:
        self._rows: dict[int, list[int]] = defaultdict(list)
        self._lefts: dict[int, list[int]] = defaultdict(list)
        for start in starts:
            insort(self._rows[start.left], start.row)
            insort(self._lefts[start.row], start.left)

    def below(self, start: _Start) -> int | None:
        """The row of the next block under one, at its left edge or a column beside that."""
        return _next((self._rows.get(start.left + aside, ()) for aside in (-1, 0, 1)), start.row)

    def beside(self, start: _Start) -> int | None:
        """The left edge of the next block to the right of one, at its row or up to two away from it."""
        return _next((self._lefts.get(start.row + aside, ()) for aside in (-2, -1, 0, 1, 2)), start.column)


def _next(lists: Iterable[Sequence[int]], after: int) -> int | None:
    """The least number after one in several sorted lists."""
    found = ((numbers, bisect_right(numbers, after)) for numbers in lists)
    return min((numbers[at] for numbers, at in found if at < len(numbers)), default=None)


def _bottom(view: View, start: _Start, placed: _Placed) -> int:
    left = start.left
    below = placed.below(start)
    limit = below if below is not None else view.height
    ends = (
        other
        for other in range(start.row + 1, limit)
        for column in _first_filled(view, other, left)
        if isinstance(value := view.rows[other][column], str)
        and (ends_block(value) if column == left else _is_of_programme(value))
        and not _is_answer_below(view, other, column)
    )
    return next(ends, limit) - 1


def _first_filled(view: View, row: int, left: int) -> list[int]:
    """The first filled column of a row from the block's left edge on, if it is near."""
    return [column for column in range(left, min(left + _NEAR, view.width)) if view.rows[row][column] is not None][:1]


def _is_answer_below(view: View, row: int, column: int) -> bool:
    """Whether a cell stands right under a label of a block, so that it is the answer to that."""
    above = view.rows[row - 1][column]
    return (
        isinstance(above, str)
        and not ends_block(above)
        and bool(roles_of(above))
        and roles_of(above)[0][1] >= _LABEL_WEIGHT
    )


def _right(view: View, start: _Start, placed: _Placed) -> int:
    beside = placed.beside(start)
    return (beside if beside is not None else view.width) - 1


def ends_block(value: str) -> bool:
    """Whether a label belongs to the programme as a whole, so that the last block ends above it."""
    return _is_of_programme(value) or part_of(value) is not None or group_heading(value) is not None


def _is_of_programme(value: str) -> bool:
    """Whether a label asks for a basic fact, a revision or a signature of the whole programme."""
    field = field_of(value)
    return field is not None and field[0] in _OF_PROGRAMME
