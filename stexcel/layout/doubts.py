"""What may have been misunderstood in the headings of a table about delmål, as a note to the user."""

from __future__ import annotations

from collections.abc import Sequence

from stexcel.layout.reading import UNSURE, Column, Kind, Table
from stexcel.layout.roles import Role
from stexcel.layout.view import View
from stexcel.model import Note, NoteKind


def doubt_of(view: View, table: Table) -> Note | None:
    """The note about the table; ``None`` where nothing in it is doubtful."""
    doubts = _doubts(view, table)
    return _uncertain(view, table, doubts) if doubts else None


def _doubts(view: View, table: Table) -> list[str]:
    """What may have been misunderstood in a table about delmål: unknown columns with content, and weak guesses."""
    if table.kind not in (Kind.DELMAL, Kind.MATRIX):
        return []
    return [doubt for column in table.columns if (doubt := _doubt(view, table, column))]


def _doubt(view: View, table: Table, column: Column) -> str:
    if column.role is not Role.IGNORED:
        return f"”{column.header}” lästes som {column.role.value}" if column.score < UNSURE else ""
    rows = range(table.body[0], min(table.body[1], view.height - 1) + 1)
    filled = any(view.rows[row][column.index] is not None for row in rows)
    return f"”{column.header}” är okänd och lästes inte" if column.header and filled else ""


def _uncertain(view: View, table: Table, doubts: Sequence[str]) -> Note:
    row = max(table.header[1], 0)
    return Note(
        NoteKind.UNCERTAIN,
        f"Tabellens rubriker är osäkert tolkade: {'; '.join(doubts)}. "
        "Se stexcel inspect, och spara en profil om något är fel.",
        view.ref(row, table.columns[0].index),
    )
