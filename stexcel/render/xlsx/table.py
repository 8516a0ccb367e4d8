"""What a table on a sheet consists of: columns, rows of values, and which columns are summed up below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from stexcel.render.excel_sheet import plain
from stexcel.render.xlsx.styles import NO_COLOURS, Kind, Palette

Value = str | int | float | date | None
"""What a cell shows; ``None`` leaves it empty."""

_LINE, _TALLEST = 13.5, 400.0
_MARGIN = 2.0
_PER_UNIT = 1.18
"""Letters for each digit that a column has room for, in running text."""


class Cell(NamedTuple):
    """A value with what a plain value has not: a link, the words that appear at it, or the formula that gives it."""

    value: Value
    link: str = ""
    tip: str = ""
    formula: str = ""


class Column(NamedTuple):
    """A column: ``width`` in characters, ``total`` is ``sum``, ``average`` or nothing.

    ``palette`` are the words that get a colour; ``upright`` turns the heading on its side.
    """

    heading: str
    width: float
    kind: Kind = Kind.TEXT
    total: str = ""
    palette: Palette = NO_COLOURS
    upright: bool = False


Row = Sequence[Cell | Value]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``name`` is that of Excel's table, unique in the workbook; ``nothing`` is told where there are no rows.

    ``heat`` are the indexes of columns whose numbers are coloured by size, together.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    nothing: str
    heat: tuple[int, int] | None = None
    bars: Sequence[int] = ()
    """Columns with numbers that get a bar in the cell."""
    heading_height: float | None = None


class Area(NamedTuple):
    """Where a table was drawn, zero-based and inclusive; ``rows`` is 0 where it only says that there is nothing."""

    top: int
    first: int
    last: int
    bottom: int
    columns: int
    rows: int


def plain_value(cell: Cell | Value) -> Value:
    """What the cell shows."""
    return cell.value if isinstance(cell, Cell) else cell


def height_of(row: Row, widths: Sequence[float]) -> float:
    """Points that show all the wrapped text; not every program works that out when it opens a file."""
    most = 1
    for cell, width in zip(row, widths, strict=False):
        value = plain_value(cell)
        if isinstance(value, str) and (len(value) > width - 1 or "\n" in value):
            most = max(most, lines_of(value, width))
    return min(_TALLEST, _LINE * most + _MARGIN)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column where lines are broken between words, and words only if they must be."""
    room = max(1, int(width * _PER_UNIT - 1))
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: int) -> int:
    lines, used = 1, 0
    for word in line.split() if len(line) > room else ():
        needed = len(word) + (used > 0)
        if used + needed > room:
            lines += (used > 0) + (len(word) - 1) // room
            used = (len(word) - 1) % room + 1
        else:
            used += needed
    return lines


def unique(headings: Iterable[str]) -> list[str]:
    """The headings as Excel wants those of a table: each once whatever the case, on one line and not empty."""
    seen: set[str] = set()
    result = []
    for raw in headings:
        heading = " ".join(plain(raw).split())[:240] or "–"
        number, candidate = 1, heading
        while candidate.casefold() in seen:
            number += 1
            candidate = f"{heading} ({number})"
        seen.add(candidate.casefold())
        result.append(candidate)
    return result
