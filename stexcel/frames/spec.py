"""What a table is: its columns with their meaning, and how each is read from an item of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from stexcel.document import Document
from stexcel.model import CellRef, Period

T = TypeVar("T")

Scalar = str | int | bool | date | None


class Kind(StrEnum):
    """The type of a column, by the name that the data dictionary gives it."""

    TEXT = "text"
    INTEGER = "heltal"
    BOOLEAN = "ja/nej"
    DAY = "datum"


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column. ``meaning``, ``unit`` and ``source`` are Swedish and stand in the data dictionary.

    ``cell`` is where the value stands, when that is not the cell of its row. ``allowed`` are the only values that
    there are; anything else is a failure of the program, not of a workbook.
    """

    name: str
    kind: Kind
    read: Callable[[T], Scalar]
    meaning: str
    unit: str = ""
    allowed: tuple[str, ...] = ()
    cell: Callable[[T], CellRef | None] | None = None


@dataclass(frozen=True)
class Table(Generic[T]):
    """One table: ``items`` are its rows in a document. ``key`` are columns that no two rows share.

    ``links`` is the column that names delmål (one, or several parted by a comma), all of which shall be in the
    table of delmål under the same file. ``of_doctor`` tells that every row is about the doctor of its file.
    """

    name: str
    meaning: str
    source: str
    items: Callable[[Document], Iterable[T]]
    cell: Callable[[T], CellRef | None]
    columns: tuple[Column[T], ...]
    key: tuple[str, ...] = ()
    links: str | None = None
    of_doctor: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """The table's own columns, those of the place not counted."""
        return tuple(column.name for column in self.columns)


LARGEST = 1_000_000_000
"""Numbers beyond this have no room in a column; they stand as this."""
LIST_SEPARATOR = ", "
"""Between several delmål in one value."""


def joined(words: Iterable[str]) -> str | None:
    """Several words as one value; ``None`` when there is none."""
    return LIST_SEPARATOR.join(words) or None


def first_day(period: Period | None) -> date | None:
    """Where a time begins."""
    return period.start if period else None


def last_day(period: Period | None) -> date | None:
    """Where a time ends."""
    return period.end if period else None
