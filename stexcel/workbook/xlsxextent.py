"""How far a sheet of an .xlsx reaches: cell by cell, those included that do not say where they stand."""

import re
from dataclasses import dataclass
from xml.parsers.expat import ParserCreate

from stexcel.workbook.extent import Extent

_PLACE = re.compile(r"([A-Za-z]*)(\d*)")
_LETTERS = 26


@dataclass
class _Reader:
    """Follows the elements of a sheet; ``row`` and ``column`` are those of the last cell, counted from 1."""

    row: int = 0
    column: int = 0
    in_cell: bool = False
    rows: int = 0
    columns: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "row":
            self.row, self.column = _placed(attributes)[0] or self.row + 1, 0
        elif tag == "c":
            row, column = _placed(attributes)
            self.row, self.column = row or self.row, column or self.column + 1
            self.in_cell = True
        elif self.in_cell:
            self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)

    def end(self, name: str) -> None:
        if name.rpartition(":")[2] == "c":
            self.in_cell = False


def xlsx_extent(sheet: bytes) -> Extent:
    """The extent of a sheet; raises :class:`xml.parsers.expat.ExpatError` if it is no sound XML."""
    reader, parser = _Reader(), ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.Parse(sheet, True)
    return Extent(reader.rows, reader.columns)


def _placed(attributes: dict[str, str]) -> tuple[int, int]:
    """Row and column as a row or a cell says; 0 for what it does not say."""
    match = _PLACE.fullmatch(attributes.get("r", "").replace("$", ""))
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1].upper():
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(match[2] or 0), column
