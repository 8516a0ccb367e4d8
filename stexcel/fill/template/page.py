"""A sheet with a list to fill in, as data: its columns, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from xlsxwriter.utility import quote_sheetname, xl_col_to_name

HEADER_ROW = 3
"""Counted from 0, as XlsxWriter does; title, guide and one row for a box stand above."""


class Holds(Enum):
    """What the cells of a column hold."""

    TEXT = auto()
    DAY = auto()
    PERCENT = auto()
    FIXED = auto()
    """What the template itself says."""
    MONTHS = auto()
    """Months, which a formula counts."""


@dataclass(frozen=True)
class Column:
    """A heading, its width in characters, what to write below it, and from which list if any.

    ``name`` is what formulas call the cells, in ASCII.
    """

    heading: str
    width: float
    hint: str = ""
    holds: Holds = Holds.TEXT
    choices: str = ""
    name: str = ""


@dataclass(frozen=True)
class Page:
    """A sheet with a list. ``box`` is a text above the list."""

    sheet: str
    guide: str
    columns: tuple[Column, ...]
    rows: int
    box: str = ""

    @property
    def first(self) -> int:
        """The first row to fill in, from 0."""
        return HEADER_ROW + 1

    @property
    def last(self) -> int:
        """The last row to fill in, from 0."""
        return HEADER_ROW + self.rows

    def index(self, heading: str) -> int:
        """Where a column stands, from 0."""
        return [column.heading for column in self.columns].index(heading)

    def area(self, heading: str) -> str:
        """The cells of a column, as a formula on any sheet names them."""
        letters = xl_col_to_name(self.index(heading), col_abs=True)
        return f"{quote_sheetname(self.sheet)}!{letters}${self.first + 1}:{letters}${self.last + 1}"
