"""A sheet's XML: where its rows and cells are, and where new ones go.

Rows and cells may lack their address, and then stand after the one before; they may also come in any order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stexcel.ooxml.address import Place, column_number, parse_area, parse_place
from stexcel.ooxml.xmlpart import Element, child, children, ensure, make

ORDER = (
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "drawingHF",
    "legacyDrawing",
    "legacyDrawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
"""The order of a worksheet's children in its schema."""


_LETTERS = re.compile(r"\$?([A-Za-z]{1,3})\$?\d")


@dataclass(frozen=True, slots=True)
class RowAt:
    """A row of the XML and its number."""

    number: int
    element: Element


@dataclass(frozen=True, slots=True)
class CellAt:
    """A cell of the XML and its place."""

    place: Place
    element: Element


def rows_of(root: Element) -> Iterator[RowAt]:
    """The sheet's rows in the order of the XML; one without a number takes that of its cells, else the next."""
    before = 0
    for element in children(child(root, "sheetData"), "row"):
        number = _number(element.get("r")) or _row_of_cells(element) or before + 1
        yield RowAt(number, element)
        before = number


def cells_of(row: RowAt) -> Iterator[CellAt]:
    """The row's cells in the order of the XML; one without an address stands to the right of the one before."""
    before = 0
    for element in children(row.element, "c"):
        match = _LETTERS.match(element.get("r", ""))
        column = column_number(match[1]) if match is not None else before + 1
        yield CellAt(Place(row.number, column), element)
        before = column


def all_cells(root: Element) -> Iterator[CellAt]:
    """All cells of the sheet in the order of the XML."""
    for row in rows_of(root):
        yield from cells_of(row)


class Rows:
    """The rows of one sheet while its tree is being edited, found by number."""

    def __init__(self, root: Element) -> None:
        # A sheet that never had a cell may lack it.
        self._data = ensure(root, "sheetData", ORDER)
        self._rows = list(rows_of(root))
        self._by_number: dict[int, list[RowAt]] = {}
        for row in self._rows:
            self._by_number.setdefault(row.number, []).append(row)

    def row(self, number: int) -> Element | None:
        """The row with the number, if it is there."""
        found = self._by_number.get(number)
        return found[0].element if found else None

    def cell(self, place: Place) -> Element | None:
        """The cell at the place, if it is there."""
        found = (cell for row in self._by_number.get(place.row, ()) for cell in cells_of(row))
        return next((cell.element for cell in found if cell.place == place), None)

    def make_cell(self, place: Place) -> Element:
        """A new cell at a place that has none, in a new row if needed."""
        row = self._by_number[place.row][0] if place.row in self._by_number else self._make_row(place.row)
        made = make(row.element, "c", {"r": place.a1})
        cells = list(cells_of(row))
        follower = next((cell for cell in cells if cell.place.column > place.column), None)
        if follower is None:
            row.element.insert(row.element.index(cells[-1].element) + 1 if cells else 0, made)
        else:
            row.element.insert(row.element.index(follower.element), made)
        _widen(row.element, place.column)
        return made

    def ensure_row(self, number: int) -> Element:
        """The row with the number, made if it is not there."""
        found = self.row(number)
        return found if found is not None else self._make_row(number).element

    def _make_row(self, number: int) -> RowAt:
        made = RowAt(number, make(self._data, "row", {"r": str(number)}))
        index = next((i for i, row in enumerate(self._rows) if row.number > number), len(self._rows))
        if index == len(self._rows):
            self._data.append(made.element)
        else:
            follower = self._rows[index]
            # Some count a row without a number from the one before, which is another now.
            follower.element.set("r", str(follower.number))
            self._data.insert(self._data.index(follower.element), made.element)
        self._rows.insert(index, made)
        self._by_number[number] = [made]
        return made


def grow_dimension(root: Element, places: list[Place]) -> None:
    """Lets the sheet's declared extent, where it has one, hold the places too."""
    dimension = child(root, "dimension")
    area = parse_area(dimension.get("ref", "")) if dimension is not None else None
    if dimension is not None and area is not None and places:
        dimension.set("ref", area.grown(places).a1)


def column_style(root: Element, column: int) -> str | None:
    """The style that a new cell in the column gets from it."""
    for element in children(child(root, "cols"), "col"):
        if _number(element.get("min")) <= column <= _number(element.get("max")):
            return element.get("style")
    return None


def _widen(row: Element, column: int) -> None:
    spans = row.get("spans", "").split()
    if len(spans) == 1 and ":" in spans[0]:
        first, _, last = spans[0].partition(":")
        if first.isdecimal() and last.isdecimal():
            row.set("spans", f"{min(int(first), column)}:{max(int(last), column)}")


def _row_of_cells(row: Element) -> int:
    places = (parse_place(cell.get("r", "")) for cell in children(row, "c"))
    return next((place.row for place in places if place is not None), 0)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
