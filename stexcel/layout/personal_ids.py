"""Personal numbers in the cells and names of sheets: hidden before anything is read, and told without the number."""

from __future__ import annotations

from dataclasses import replace

from stexcel.layout.labels import Field, field_of
from stexcel.model import CellRef, Note, NoteKind
from stexcel.personal_ids import HIDDEN, SHORTEST, has_personal_id, hide
from stexcel.workbook import Cell, Sheet

__all__ = ["HIDDEN", "has_personal_id", "hide", "without_personal_ids"]


def without_personal_ids(sheet: Sheet) -> tuple[Sheet, tuple[Note, ...]]:
    """The sheet with every personal number in its cells hidden, and notes on those that no label asks for.

    The name of the sheet stays, since places are found by it; a number in it is told too.
    """
    named = (_note("Bladets namn kan innehålla ett personnummer.", sheet, 0, 0),) if has_personal_id(sheet.name) else ()
    places = [
        (row, column)
        for row, cells in enumerate(sheet.rows)
        for column, value in enumerate(cells)
        if value is not None and _may_hold(value) and has_personal_id(str(value))
    ]
    if not places:
        return sheet, named
    rows = [list(cells) for cells in sheet.rows]
    for row, column in places:
        rows[row][column] = hide(str(rows[row][column]))
    notes = tuple(
        _note("Cellen kan innehålla ett personnummer.", sheet, row, column)
        for row, column in places
        if not _is_own(sheet.rows[row][:column])
    )
    return replace(sheet, rows=tuple(map(tuple, rows))), named + notes


def _note(text: str, sheet: Sheet, row: int, column: int) -> Note:
    return Note(NoteKind.PERSONAL_ID, text, CellRef(sheet.name, row + 1, column + 1))


def _may_hold(value: Cell) -> bool:
    if isinstance(value, str):
        return len(value) >= SHORTEST
    return type(value) is int and value >= 10 ** (SHORTEST - 1)


def _is_own(before: tuple[object, ...]) -> bool:
    """Whether the nearest text to the left is a label that asks for the resident's own number."""
    label = next((value for value in reversed(before) if isinstance(value, str)), "")
    found = field_of(label)
    return found is not None and found[0] is Field.PERSONAL_ID
