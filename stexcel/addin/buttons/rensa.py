"""Rensa markeringar: our own notes and sheet go, and nothing else."""

from __future__ import annotations

from xlwings import Book

from stexcel.addin.marks import MARKERS, noted, refuse_removal, remove_notes, remove_sheet
from stexcel.addin.outcome import Outcome
from stexcel.addin.session import kept
from stexcel.own_sheets import AUTHOR


def rensa(book: Book) -> Outcome:
    """Takes away what Kontrollera has put there; suggestions and what people have written stay.

    Raises :class:`stexcel.addin.errors.ButtonError` before anything is changed where something is protected.
    """
    with kept(book, "stexcel: rensar …"):
        before = noted(book)
        refuse_removal(book, MARKERS)
        count = remove_notes(before, AUTHOR)
        had_sheet = remove_sheet(book, MARKERS)
    if not count and not had_sheet:
        return Outcome("Det fanns inga markeringar från stexcel i arbetsboken.")
    notes = "1 anteckning" if count == 1 else f"{count} anteckningar"
    sheet = " och bladet med fynden" if had_sheet else ""
    return Outcome(f"{notes}{sheet} är borttagna. Det som andra har skrivit är kvar.")
