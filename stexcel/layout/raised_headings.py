"""Headings that stand some rows above their columns, with times and supervisors between, over a list of delmål."""

from __future__ import annotations

from collections.abc import Sequence

from stexcel.layout.delmal_text import stated_codes
from stexcel.layout.header_cells import Header, HeaderCell, heading
from stexcel.layout.roles import Role, roles_of
from stexcel.layout.times import period
from stexcel.layout.view import View
from stexcel.model import Period
from stexcel.workbook import Cell

_MOST_BETWEEN = 3
"""Rows with what belongs to the headings (``När``, ``Handledare``), each with its label left of them."""
_FEWEST = 3
_TIMES = (Role.PLANNED, Role.DATE)


def raised(view: View, first: int, key: int) -> Header | None:
    """The headings of the delmål that begin in row ``first`` and column ``key``; ``None`` where they are not raised.

    The rows between have labels in the column after the delmål, where their titles stand.
    """
    label = key + 1
    between: list[int] = []
    for row in range(first - 1, max(first - 2 - _MOST_BETWEEN, -1), -1):
        texts = [column for column, value in enumerate(view.rows[row]) if isinstance(value, str)]
        if texts and texts[0] > label and len(texts) >= _FEWEST and not _are_codes(view.rows[row]):
            return _header(view, row, key, between) if between else None
        if not texts or texts[0] != label or not _names(view, row, label):
            return None
        between.append(row)
    return None


def _are_codes(cells: Sequence[Cell]) -> bool:
    return any(isinstance(value, str) and stated_codes(value) for value in cells)


def _names(view: View, row: int, label: int) -> bool:
    """Whether the label of a row between is a word for a column, alone or before a stroke."""
    text = str(view.rows[row][label])
    return bool(roles_of(text) or roles_of(text.split("/")[0].strip()))


def _header(view: View, row: int, key: int, between: Sequence[int]) -> Header:
    timed = [other for other in between if _is_of_times(str(view.rows[other][key + 1]))]
    cells = [HeaderCell(key, "", ((Role.DELMAL, 0.6),)), HeaderCell(key + 1, "", ((Role.TITLE, 0.6),))]
    for column in range(key + 2, view.width):
        cell = heading(column, view.rows[row][column], _group(view, row, column))
        times = (time for other in timed if (time := _time(view.rows[other][column])) is not None)
        if cell.text and cell.text != "None":
            cells.append(HeaderCell(column, cell.text, cell.roles, above=cell.above, time=next(times, None)))
        elif cell.above:
            cells.append(HeaderCell(column, cell.above, roles_of(cell.above)))
    return Header(row, max(between), tuple(cells))


def _is_of_times(label: str) -> bool:
    return any(role in _TIMES for role, _ in roles_of(label))


def _time(value: Cell) -> Period | None:
    return period(value.replace("\n", "")) if isinstance(value, str) else period(value)


def _group(view: View, row: int, column: int) -> str:
    """The text of the merged cell above that a heading stands under."""
    above = view.rows[row - 1] if row else ()
    for other in range(column, -1, -1) if above else ():
        value = above[other]
        if isinstance(value, str):
            return value if view.extent(row - 1, other)[1] >= column else ""
    return ""
