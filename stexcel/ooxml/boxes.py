"""How large a note's box is, and between which columns and rows it is drawn: in pixels at normal zoom."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from stexcel.ooxml.address import MAX_COLUMN, MAX_ROW, Place
from stexcel.ooxml.book import is_true
from stexcel.ooxml.sheetxml import rows_of
from stexcel.ooxml.xmlpart import Element, child, children

WIDTH = 300
_CHARACTERS, _LINE, _MARGIN, _LOWEST, _HIGHEST = 46, 16, 14, 62, 640
_GAP, _RISE = 15, 4
_CHARACTER, _PADDING = 7, 5
_POINT = 4 / 3
_COLUMN_WIDTH, _ROW_HEIGHT = 8.43, 15.0


class Box(NamedTuple):
    """Between which edges a box is drawn: column and row from 0 with pixels into each, as VML wants them."""

    left: int
    left_offset: int
    top: int
    top_offset: int
    right: int
    right_offset: int
    bottom: int
    bottom_offset: int

    @property
    def anchor(self) -> str:
        """The numbers as they stand in VML."""
        return ", ".join(map(str, self))


@dataclass(frozen=True, slots=True)
class Measures:
    """How wide a sheet's columns and how high its rows are, in pixels; others have the ``usual`` ones."""

    columns: tuple[tuple[int, int, int], ...]
    rows: Mapping[int, int]
    usual_width: int
    usual_height: int

    def width(self, column: int) -> int:
        """Pixels of a column, counted from 1."""
        return next((width for first, last, width in self.columns if first <= column <= last), self.usual_width)

    def height(self, row: int) -> int:
        """Pixels of a row, counted from 1."""
        return self.rows.get(row, self.usual_height)


def measures_of(root: Element) -> Measures:
    """The measures of a sheet, from its XML."""
    usual = child(root, "sheetFormatPr")
    return Measures(
        tuple(_columns(root)),
        dict(_rows(root)),
        _column_pixels(_decimal(usual, "defaultColWidth", _COLUMN_WIDTH)),
        round(_decimal(usual, "defaultRowHeight", _ROW_HEIGHT) * _POINT),
    )


def height_for(text: str) -> int:
    """Pixels that the text needs in a box of :data:`WIDTH`; a very long text gets a box that must be enlarged."""
    lines = sum(max(1, ceil(len(line) / _CHARACTERS)) for line in text.split("\n"))
    return min(max(lines * _LINE + _MARGIN, _LOWEST), _HIGHEST)


def box_beside(place: Place, measures: Measures, height: int) -> Box:
    """A box to the right of the cell and a little above it; at the sheet's last columns it covers the cell."""
    left, top = min(place.column, MAX_COLUMN - 1), max(place.row - 2, 0)
    right, right_offset = _walk(left, _GAP + WIDTH, measures.width, MAX_COLUMN)
    bottom, bottom_offset = _walk(top, _RISE + height, measures.height, MAX_ROW)
    return Box(left, _GAP, top, _RISE, right, right_offset, bottom, bottom_offset)


def _walk(start: int, pixels: int, size: Callable[[int], int], end: int) -> tuple[int, int]:
    """The column or row, from 0, that lies ``pixels`` after the edge of ``start``, and how far into it."""
    index, left = start, pixels
    while index < end - 1 and left >= size(index + 1):
        left -= size(index + 1)
        index += 1
    return index, max(0, min(left, size(index + 1)))


def _columns(root: Element) -> Iterator[tuple[int, int, int]]:
    for element in children(child(root, "cols"), "col"):
        width = 0 if is_true(element.get("hidden")) else _column_pixels(_decimal(element, "width", _COLUMN_WIDTH))
        yield int(_decimal(element, "min", 0)), int(_decimal(element, "max", 0)), width


def _rows(root: Element) -> Iterator[tuple[int, int]]:
    for row in rows_of(root):
        if is_true(row.element.get("hidden")):
            yield row.number, 0
        elif row.element.get("ht"):
            yield row.number, round(_decimal(row.element, "ht", _ROW_HEIGHT) * _POINT)


def _column_pixels(characters: float) -> int:
    return int(characters * _CHARACTER + _PADDING) if characters else 0


def _decimal(element: Element | None, name: str, otherwise: float) -> float:
    try:
        number = float(element.get(name, "") if element is not None else "")
    except ValueError:
        return otherwise
    return number if 0 <= number <= MAX_ROW else otherwise
