"""Guards against a sheet whose content is spread so far that a parser would fill the memory with empty cells.

It takes one stray space in the last row and column of Excel. The extent that a sheet declares is not believed: some
programs always write a small one, and the parser goes by the cells themselves.
"""

import re
from collections.abc import Iterable

from stexcel.workbook.errors import UnreadableFile
from stexcel.workbook.zipguard import MAX_CELLS, Part, inflate

_ROW = re.compile(rb"<(?:\w+:)?row\s(?:[^>]*?\s)?r=[\"'](\d{1,7})[\"']")
_FAR_COLUMN = re.compile(rb"\sr=[\"'][A-Z]{3}\d")
_NEAR_COLUMNS = 26 + 26**2
"""Columns with one letter or two."""
_FILLED = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*(?<!/)>")
_LETTERS = 26


def check_spread(data: bytes, parts: Iterable[Part]) -> None:
    """Raises :class:`UnreadableFile` if a sheet of an .xlsx or .xlsm spans over :data:`MAX_CELLS` cells."""
    for part in parts:
        if "worksheets/" not in part.name or not part.name.endswith(".xml"):
            continue
        sheet = inflate(data, part)
        if not _may_be_far(sheet):
            continue
        filled = _FILLED.findall(sheet)
        rows = max((int(row) for _, row in filled), default=0)
        columns = max((_column(letters) for letters, _ in filled), default=0)
        if rows * columns > MAX_CELLS:
            raise UnreadableFile(
                f"ett blad har innehåll ända ut till rad {rows} och kolumn {columns}, alldeles för långt "
                "bort för att vara avsett. Gå till bladets sista cell i Excel (Ctrl+End), ta bort de tomma "
                "raderna och kolumnerna och spara filen igen."
            )


def _may_be_far(sheet: bytes) -> bool:
    """Whether the cells have to be looked at one by one: rows far down, or a column of three letters."""
    last = max(map(int, _ROW.findall(sheet)), default=MAX_CELLS)
    return last * _NEAR_COLUMNS > MAX_CELLS or _FAR_COLUMN.search(sheet) is not None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - ord("A") + 1
    return number
