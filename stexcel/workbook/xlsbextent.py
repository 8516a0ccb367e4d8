"""How far a sheet of an .xlsb reaches, by its records: a row says its number, and each cell its column."""

import struct
from collections.abc import Iterator

from stexcel.workbook.extent import Extent

_ROW = 0
_FILLED = frozenset(range(2, 12))
"""Kinds of cells with content; the first kind is a cell that is only formatted."""
_NUMBER = struct.Struct("<L")
_MORE, _BITS = 0x80, 0x7F


def xlsb_extent(sheet: bytes) -> Extent:
    """The extent of a sheet; raises ``ValueError`` or ``struct.error`` if a record is cut short."""
    row = rows = columns = 0
    for kind, at in _records(sheet):
        if kind == _ROW:
            row = _NUMBER.unpack_from(sheet, at)[0] + 1
        elif kind in _FILLED:
            rows, columns = max(rows, row), max(columns, _NUMBER.unpack_from(sheet, at)[0] + 1)
    return Extent(rows, columns)


def _records(sheet: bytes) -> Iterator[tuple[int, int]]:
    """The kind of each record and where its content begins."""
    at = 0
    while at < len(sheet):
        kind, at = _read(sheet, at, 2)
        size, at = _read(sheet, at, 4)
        yield kind, at
        at += size


def _read(sheet: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of at most so many bytes with seven bits each, and where it ends."""
    number = 0
    for place in range(most):
        if at >= len(sheet):
            raise ValueError("a record is cut short")
        byte = sheet[at]
        at += 1
        number |= (byte & _BITS) << (7 * place)
        if not byte & _MORE:
            break
    return number, at
