"""Which way a table lies: headings in a column, or labels of a form among the rows, speak against a reading."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from stexcel.layout.delmal_text import group_heading
from stexcel.layout.labels import PERSON_FIELDS, Field, field_of
from stexcel.layout.reading import Kind, Table
from stexcel.layout.roles import Role, is_known, roles_of
from stexcel.layout.view import View
from stexcel.workbook import Cell

_STATES = frozenset({Role.PLANNED, Role.DONE, Role.SIGNATURE})
_OF_DELMAL = _STATES | {Role.ACTIVITY, Role.ASSESSMENT, Role.TITLE}
_PERSON_ONLY = PERSON_FIELDS - {Field.START, Field.PLANNED_END, Field.FTE, Field.SUPERVISOR, Field.UNIT}
"""What only a form about the resident asks for; tables of placements have the others too."""
_SURE, _LIKELY = 0.8, 0.6
_ASKED = 3
"""As many different facts of a delmål are only asked for by headings."""


def holds_a_form(view: View, table: Table) -> bool:
    """Whether a row of the table is further labels that ask who it is about."""
    body = range(table.body[0], min(table.body[1], view.height - 1) + 1)
    rows = ([text for column in table.columns if isinstance(text := view.rows[row][column.index], str)] for row in body)
    return any(sum(1 for text in texts if _asks_who(text)) > 1 for texts in rows)


def _asks_who(text: str) -> bool:
    asked = field_of(text)
    return asked is not None and asked[0] in _PERSON_ONLY and asked[1] >= _SURE


def lies_on_its_side(view: View, table: Table, rows: Sequence[int]) -> bool:
    """Whether the headings stand in a column, so that the turned reading is the right one."""
    if table.kind is Kind.MATRIX and _labels_are_headings(view, table, rows):
        return True
    return any(_are_headings(_around(view, column.index, table.header)) for column in table.columns)


def _around(view: View, column: int, header: tuple[int, int]) -> list[Cell]:
    """The filled cells of a column above and below the headings, up to the first empty ones, without bands."""
    up = itertools.takewhile(_is_filled, (view.rows[other][column] for other in range(header[0] - 1, -1, -1)))
    down = itertools.takewhile(_is_filled, (view.rows[other][column] for other in range(header[1] + 1, view.height)))
    return [value for value in (*up, *down) if not (isinstance(value, str) and group_heading(value))]


def _is_filled(value: Cell) -> bool:
    return value is not None


def _are_headings(values: Sequence[Cell]) -> bool:
    """Whether most cells of a column ask for different facts of a delmål, none of them twice."""
    asked = [role for role in map(_asked_of_delmal, values) if role is not None]
    return len(set(asked)) >= _ASKED and len(asked) * 2 > len(values) == len(set(values))


def _asked_of_delmal(value: Cell) -> Role | None:
    """The fact of a delmål that a heading most likely asks for."""
    roles = roles_of(value) if isinstance(value, str) else ()
    return roles[0][0] if roles and roles[0][0] in (*_OF_DELMAL, Role.DELMAL) and roles[0][1] >= _LIKELY else None


def _labels_are_headings(view: View, table: Table, rows: Sequence[int]) -> bool:
    """Whether the labels of a matrix ask for facts of a delmål (``Planerat``) rather than name activities."""
    left = range(table.having(Role.CODE_MARKS)[0].index - 1, -1, -1)
    labels = ([text for row in rows if isinstance(text := view.rows[row][column], str)] for column in left)
    texts = next((texts for texts in labels if texts and len(texts) * 2 >= len(rows)), [])
    return sum(map(_asks_only, texts)) * 2 > len(texts)


def _asks_only(text: str) -> bool:
    """Whether a label can be nothing but the heading of a fact of a delmål."""
    sure = {role for role, weight in roles_of(text) if weight >= _SURE}
    return bool(sure & _STATES) or (is_known(text) and bool(sure & _OF_DELMAL))
