"""The grid: what stands in the cells of a workbook, free from the file format it came from."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""A cell's value; ``None`` is an empty cell. Text is never empty and has no outer whitespace. Whole numbers
are ``int``; a ``datetime`` always has a time of day (midnight is read as ``date``). A formula is its saved
value. An Excel error (``#REF!``, ``#N/A`` ...) is an empty cell: it holds nothing that anybody wrote."""

Row = tuple[Cell, ...]

Merged = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged range: counted from 0, all included."""


class Visibility(StrEnum):
    """How a sheet is shown in Excel; a very hidden one can only be brought back from its macro editor."""

    VISIBLE = "synligt"
    HIDDEN = "dolt"
    VERY_HIDDEN = "mycket dolt"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``rows[r][c]`` counts from 0 at A1 and all rows are equally long.

    Sheets without cells of their own (charts, dialogs, macros) are listed with no rows. ``merged`` holds
    ranges of at least two cells in reading order; .xlsb files do not give theirs.
    """

    name: str
    visibility: Visibility = Visibility.VISIBLE
    rows: tuple[Row, ...] = ()
    merged: tuple[Merged, ...] = ()

    @property
    def height(self) -> int:
        """Number of rows from row 1 to the last one with content."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """Number of columns from A to the last one with content."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole workbook: its sheets in the order of the tabs, hidden ones included."""

    sheets: tuple[Sheet, ...]
