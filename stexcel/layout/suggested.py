"""Suggestions that nobody has decided on: cells that begin with ``Förslag:`` hold no plan and are read as empty."""

from __future__ import annotations

from dataclasses import replace

from stexcel.layout.answers import is_suggestion
from stexcel.layout.reading import Unread
from stexcel.layout.view import Place
from stexcel.model import CellRef, Note, NoteKind
from stexcel.workbook import Cell, Sheet

UNDECIDED = "förslag som ingen har tagit ställning till"


def without_suggestions(sheet: Sheet) -> tuple[Sheet, tuple[Unread, ...]]:
    """The sheet as it was before anything was suggested in it, and the cells with suggestions in reading order.

    The whole cell counts as one suggestion, for what stands after a semicolon in it is suggested too.
    """
    found = [
        ((row, column), value)
        for row, cells in enumerate(sheet.rows)
        for column, value in enumerate(cells)
        if isinstance(value, str) and is_suggestion(value)
    ]
    if not found:
        return sheet, ()
    places = frozenset(place for place, _ in found)
    unread = tuple(Unread(CellRef(sheet.name, row + 1, column + 1), text, UNDECIDED) for (row, column), text in found)
    return replace(sheet, rows=_trimmed(_emptied(sheet, places))), unread


def suggestion_note(found: tuple[Unread, ...]) -> Note:
    """What is to be said of the suggestions on one sheet, at the first of them."""
    first, count = found[0].cell, len(found)
    what = (
        f"Bladet ”{first.sheet}” har ett förslag"
        if count == 1
        else f"Bladet ”{first.sheet}” har {count} förslag, det första i {first.a1},"
    )
    advice = "Ta bort ordet ”Förslag:” i det som ska gälla, och töm de andra cellerna."
    return Note(NoteKind.SUGGESTION, f"{what} som ingen har tagit ställning till. De räknas inte. {advice}", first)


def _emptied(sheet: Sheet, places: frozenset[Place]) -> list[list[Cell]]:
    return [
        [None if (row, column) in places else value for column, value in enumerate(cells)]
        for row, cells in enumerate(sheet.rows)
    ]


def _trimmed(rows: list[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows to the last row and the last column with content, as a sheet without the suggestions has them."""
    filled = [
        (row, column) for row, cells in enumerate(rows) for column, value in enumerate(cells) if value is not None
    ]
    height = max((row for row, _ in filled), default=-1) + 1
    width = max((column for _, column in filled), default=-1) + 1
    return tuple(tuple(cells[:width]) for cells in rows[:height])
