"""Columns that a template for delmål does not have at all, so that nobody can fill them in."""

from __future__ import annotations

from stexcel.layout.reading import UNSURE, Kind, Table
from stexcel.layout.roles import Role
from stexcel.layout.view import View
from stexcel.model import OF_ACTIVITY, OF_ASSESSMENT, Note, NoteKind

_EITHER = (Role.MARKS, Role.TERM, Role.KIND)
"""Columns that can hold activities as well as assessments."""
_ACTIVITY = (Role.ACTIVITY, Role.PLACEMENT, Role.COURSE, Role.NAME)
_FEWEST_ROWS = 5
"""A shorter table is about some delmål only."""


def lacking_columns(view: View, table: Table) -> Note | None:
    """A note that a table of delmål has no column for activities, for assessments, or for either."""
    if table.kind is not Kind.DELMAL or table.transposed or table.body[1] - table.body[0] + 1 < _FEWEST_ROWS:
        return None
    if table.having(*_EITHER) or any(column.role is Role.IGNORED or column.score < UNSURE for column in table.columns):
        return None
    lacking = [
        what
        for what, roles in ((OF_ACTIVITY, _ACTIVITY), (OF_ASSESSMENT, (Role.ASSESSMENT,)))
        if not table.having(*roles)
    ]
    if not lacking:
        return None
    text = f"Bladet {table.sheet} har ingen kolumn för {' eller '.join(lacking)}."
    cell = view.ref(max(table.header[1], 0), table.columns[0].index)
    return Note(NoteKind.LACKING, text, cell, written=tuple(lacking))
