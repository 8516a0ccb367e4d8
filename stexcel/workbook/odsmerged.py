"""Merged ranges of an .ods file, which the reader of its cells does not give."""

from collections.abc import Iterator
from xml.etree import ElementTree

from stexcel.workbook.grid import Merged

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def ods_merged(content: bytes) -> list[tuple[Merged, ...]]:
    """The merged ranges of every sheet in ``content.xml``, in the order of the sheets."""
    root = ElementTree.fromstring(content)
    return [tuple(_of_table(table)) for table in root.iter(f"{_TABLE}table")]


def _of_table(table: ElementTree.Element) -> Iterator[Merged]:
    row_number = 0
    for row in table.iter(f"{_TABLE}table-row"):
        yield from _of_row(row, row_number)
        row_number += _count(row, "number-rows-repeated")


def _of_row(row: ElementTree.Element, row_number: int) -> Iterator[Merged]:
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        rows, columns = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if rows * columns > 1:
            yield (row_number, column, row_number + rows - 1, column + columns - 1)
        column += _count(cell, "number-columns-repeated")


def _count(element: ElementTree.Element, attribute: str) -> int:
    return int(element.get(_TABLE + attribute, "1"))
