"""Where a value stands and what it was read from, and time as people write it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

_LETTERS = 26


def column_letters(column: int) -> str:
    """Column number (1 = A) as Excel writes it."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


class CellRef(NamedTuple):
    """One cell of a workbook; ``row`` and ``column`` count from 1 as in Excel."""

    sheet: str
    row: int
    column: int

    @property
    def a1(self) -> str:
        """The address inside its sheet, such as ``C7``."""
        return f"{column_letters(self.column)}{self.row}"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.a1}"


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """A value that was read, the text it was read from, and the cell where it stands."""

    value: T
    text: str
    cell: CellRef


@dataclass(frozen=True, slots=True)
class Period:
    """A time as people write it (a day, ``VT25``, ``mars 2025``): first and last day, both included."""

    start: date
    end: date

    @property
    def is_day(self) -> bool:
        """Whether the period was written as one single day."""
        return self.start == self.end
