"""The findings in an open workbook: notes and sheet together, or neither."""

from __future__ import annotations

import contextlib

from xlwings import Book

from stexcel.addin.marks.notes import Noted, noted, remove_notes, write_notes
from stexcel.addin.marks.sheet import refuse_sheet, remove_sheet, write_sheet
from stexcel.ooxml import NewSheet, Notes, Unplaced
from stexcel.own_sheets import MARKER, OPEN_MARKER

MARKERS = (OPEN_MARKER, MARKER)
"""How the sheet with findings is known: in an original, and in a copy that ``stexcel annotate`` has made."""


def put_findings(book: Book, notes: Notes, sheet: NewSheet, before: Noted) -> tuple[str, tuple[Unplaced, ...]]:
    """Writes both, and gives the sheet's name and the notes that have no place.

    What cannot be done is found out first: :class:`stexcel.addin.errors.ButtonError` is raised and nothing is changed.
    If the program fails on the way, all of ours is taken away, so that nothing half-finished looks whole.
    """
    before.refuse_locked(notes.author)
    refuse_sheet(book, sheet.markers)
    try:
        unplaced = write_notes(book, notes, before)
        written = write_sheet(book, sheet, OPEN_MARKER)
    except BaseException:
        _take_away(book, notes.author)
        raise
    return written.name, unplaced


def _take_away(book: Book, author: str) -> None:
    """As much of ours as the program lets go of; what stopped the writing is told, not what stops this."""
    with contextlib.suppress(Exception):
        remove_notes(noted(book), author)
    with contextlib.suppress(Exception):
        remove_sheet(book, MARKERS)
