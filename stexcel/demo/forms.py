"""Where the cells of one of our own templates are, found by what stands in it: labels, and headings of tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from stexcel.ooxml import CellValue, write_cells
from stexcel.workbook import Cell, Sheet, read_grid_bytes

Said = str | int | float | date
Line = Mapping[str, Said]
"""A row of a table by the headings of its columns."""

_LETTERS = 26


@dataclass
class Form:
    """A workbook that is being filled in; what is to stand in its cells is written all at once at the end."""

    data: bytes
    _values: dict[tuple[str, str], CellValue] = field(default_factory=dict)
    _sheets: dict[str, Sheet] = field(init=False)
    _taken: dict[tuple[str, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._sheets = {sheet.name: sheet for sheet in read_grid_bytes(self.data, ".xlsx").sheets}

    def beside(self, sheet: str, label: str, *values: Said) -> None:
        """Writes the values to the right of the label; raises :class:`KeyError` if the sheet does not have it."""
        row, column = self._place(sheet, (label,))
        for number, value in enumerate(values, start=1):
            self._set(sheet, row, column + number, value)

    def below(self, sheet: str, lines: Iterable[Line]) -> None:
        """Writes rows below the headings that the first of them names, after those that are there already."""
        for line in lines:
            row, columns = self._table(sheet, tuple(line))
            taken = self._taken.get((sheet, row), row) + 1
            self._taken[sheet, row] = taken
            for heading, value in line.items():
                self._set(sheet, taken, columns[heading], value)

    def on_row(self, sheet: str, first: str, line: Line) -> None:
        """Completes the row of a table that begins with ``first``."""
        row, _ = self._place(sheet, (first,))
        _, columns = self._table(sheet, tuple(line))
        for heading, value in line.items():
            self._set(sheet, row, columns[heading], value)

    def filled(self) -> bytes:
        """The workbook with everything in its cells."""
        return write_cells(self.data, self._values)

    def _set(self, sheet: str, row: int, column: int, value: Said) -> None:
        self._values[sheet, f"{_letters(column)}{row + 1}"] = value

    def _place(self, sheet: str, words: tuple[str, ...]) -> tuple[int, int]:
        """The first row that has all the words, and the column of the first of them; both from 0."""
        for number, row in enumerate(self._sheets[sheet].rows):
            if set(words) <= set(map(_text, row)):
                return number, list(map(_text, row)).index(words[0])
        raise KeyError(f"{sheet}: {', '.join(words)}")

    def _table(self, sheet: str, headings: tuple[str, ...]) -> tuple[int, dict[str, int]]:
        row, _ = self._place(sheet, headings)
        cells = list(map(_text, self._sheets[sheet].rows[row]))
        return row, {heading: cells.index(heading) for heading in headings}


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else ""


def _letters(column: int) -> str:
    left, last = divmod(column, _LETTERS)
    return (_letters(left - 1) if left else "") + chr(ord("A") + last)
