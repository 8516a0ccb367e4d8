"""Cell addresses and ranges as numbers that count from 1, as they do in Excel."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from stexcel.model import column_letters

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_LETTERS = 26


class Place(NamedTuple):
    """A cell: row and column, both from 1."""

    row: int
    column: int

    @property
    def a1(self) -> str:
        """The address as it stands in Excel: ``B7``."""
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, all four borders included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def holds(self, place: Place) -> bool:
        """Whether the place lies within."""
        return self.first_row <= place.row <= self.last_row and self.first_column <= place.column <= self.last_column

    @property
    def top_left(self) -> Place:
        """The cell that holds the content of the rectangle when it is merged."""
        return Place(self.first_row, self.first_column)

    @property
    def single(self) -> bool:
        """Whether the rectangle is one cell."""
        return self.first_row == self.last_row and self.first_column == self.last_column

    @property
    def a1(self) -> str:
        """``B2:C7``, or ``B2`` for a single cell."""
        last = Place(self.last_row, self.last_column).a1
        return self.top_left.a1 if self.single else f"{self.top_left.a1}:{last}"

    @property
    def absolute(self) -> str:
        """``$B$2:$C$7``, as names in the workbook write it."""
        first, last = column_letters(self.first_column), column_letters(self.last_column)
        return f"${first}${self.first_row}:${last}${self.last_row}"

    def grown(self, places: Iterable[Place]) -> "Area":
        """The smallest rectangle that holds this one and the places."""
        rows, columns = [self.first_row, self.last_row], [self.first_column, self.last_column]
        for row, column in places:
            rows.append(row)
            columns.append(column)
        return Area(min(rows), min(columns), max(rows), max(columns))


def parse_place(text: str) -> Place | None:
    """``B7`` or ``$B$7`` as a place; ``None`` if it is no address within a sheet."""
    match = _ADDRESS.fullmatch(text.strip())
    if match is None:
        return None
    place = Place(int(match[2]), column_number(match[1]))
    return place if place.row <= MAX_ROW and place.column <= MAX_COLUMN else None


def parse_area(text: str) -> Area | None:
    """``B2:C7`` or ``B2`` as an area; ``None`` if it is anything else."""
    first, _, last = text.partition(":")
    start = parse_place(first)
    end = parse_place(last) if last else start
    if start is None or end is None:
        return None
    rows, columns = sorted((start.row, end.row)), sorted((start.column, end.column))
    return Area(rows[0], columns[0], rows[1], columns[1])


def parse_areas(text: str) -> tuple[Area, ...]:
    """The areas in a list with blanks between; what is no area is left out."""
    return tuple(area for area in map(parse_area, text.split()) if area is not None)


def column_number(letters: str) -> int:
    """``A`` is 1, ``AA`` is 27."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
