"""Where in a workbook edits are to be made: the sheet and the place that each names."""

from collections.abc import Iterable
from typing import TypeVar

from stexcel.ooxml.address import Place, parse_place
from stexcel.ooxml.book import Book, SheetPart
from stexcel.ooxml.errors import RefusedEdits, refused_cell

_Content = TypeVar("_Content")


def per_sheet(book: Book, asked: Iterable[tuple[str, str, _Content]]) -> dict[SheetPart, dict[Place, _Content]]:
    """What is asked for, each as sheet, cell and content, per sheet and place; of several for a cell the last counts.

    Raises :class:`RefusedEdits` naming every sheet and every address that is not there.
    """
    found: dict[SheetPart, dict[Place, _Content]] = {}
    reasons = []
    for name, cell, content in asked:
        sheet, place = book.sheet(name), parse_place(cell)
        if sheet is None or not sheet.has_cells or place is None:
            reasons.append(wrong_place(book, name, cell))
        else:
            found.setdefault(sheet, {})[place] = content
    if reasons:
        raise RefusedEdits(reasons)
    return found


def wrong_place(book: Book, sheet: str, cell: str) -> str:
    """The sentence for a sheet or an address that is not in the workbook."""
    found = book.sheet(sheet)
    if found is None:
        names = ", ".join(f"”{other.name}”" for other in book.sheets if other.has_cells)
        return refused_cell(sheet, cell, "det finns inget sådant blad.", f"Arbetsboken har bladen {names}.")
    if not found.has_cells:
        return refused_cell(sheet, cell, "bladet är ett diagram eller en dialog och har inga celler.", "Välj ett blad.")
    return refused_cell(sheet, cell, "det är ingen celladress.", "Skriv kolumn och rad, till exempel B7.")
