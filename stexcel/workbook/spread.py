"""Guards against a sheet whose content is spread so far that a parser would fill the memory with empty cells.

It takes one stray space in the last row and column of Excel. The extent that the sheet declares is only a
hint (formatting counts there, and some programs write ``A1`` always); where it is large or absent, the cells
that have content are found in the sheet's XML.
"""

import re
from collections.abc import Iterable

from stexcel.workbook.errors import UnreadableFile
from stexcel.workbook.zipguard import MAX_CELLS, Part, inflate

_HEAD = 1024
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s[^>]*?\bref=[\"'][A-Z]+\d+:\$?([A-Z]{1,3})\$?(\d{1,7})[\"']")
_FILLED = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*(?<!/)>")
_LETTERS = 26


def check_spread(data: bytes, parts: Iterable[Part]) -> None:
    """Raises :class:`UnreadableFile` if a sheet of an .xlsx or .xlsm spans over :data:`MAX_CELLS` cells."""
    for part in parts:
        if "worksheets/" not in part.name or not part.name.endswith(".xml"):
            continue
        declared = _DIMENSION.search(inflate(data, part, _HEAD))
        if declared is not None and _area(*declared.groups()) <= MAX_CELLS:
            continue
        filled = _FILLED.findall(inflate(data, part))
        rows = max((int(row) for _, row in filled), default=0)
        columns = max((_column(letters) for letters, _ in filled), default=0)
        if rows * columns > MAX_CELLS:
            raise UnreadableFile(
                f"ett blad har innehåll ända ut till rad {rows} och kolumn {columns}, alldeles för långt "
                "bort för att vara avsett. Gå till bladets sista cell i Excel (Ctrl+End), ta bort de tomma "
                "raderna och kolumnerna och spara filen igen."
            )


def _area(letters: bytes, row: bytes) -> int:
    return _column(letters) * int(row)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - ord("A") + 1
    return number
