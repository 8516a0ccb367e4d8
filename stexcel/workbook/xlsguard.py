"""Guards against a damaged .xls whose cells or counts claim more than any .xls can hold.

A parser sets memory aside for what the file claims, so one flipped byte can ask for hundreds of gigabytes.
The records are walked here in the order a parser takes them, and only the claims are looked at.
"""

import struct
from collections.abc import Iterator

from stexcel.workbook.compound import read_streams

MAX_ROWS, MAX_COLUMNS = 65_536, 256
"""What the .xls format allows."""

_BOF, _EOF, _SHEET, _DIMENSIONS, _STRINGS = 0x0809, 0x000A, 0x0085, 0x0200, 0x00FC
_CELLS = frozenset({0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E})
_NUMBERS, _ROW_AND_COLUMNS, _NUMBER = 0x00BD, 6, 6
_WIDE_DIMENSIONS = 14
_RECORD = struct.Struct("<2H")


def check_xls(data: bytes) -> None:
    """Raises ``ValueError`` or ``struct.error`` if the container is broken or claims what cannot be."""
    streams = read_streams(data)
    for name in ("workbook", "book"):
        _check_workbook(streams.get(name, b""))


def _check_workbook(stream: bytes) -> None:
    sheets = []
    for kind, at, size in _records(stream, 0):
        if kind == _SHEET:
            sheets.append(struct.unpack_from("<L", stream, at)[0])
        elif kind == _STRINGS and size >= 8 and struct.unpack_from("<L", stream, at + 4)[0] > len(stream):
            raise ValueError("more strings than bytes")
    for start in sheets:
        if start >= len(stream):
            raise ValueError("a sheet beyond the end")
        for kind, at, size in _records(stream, start):
            if kind == _DIMENSIONS:
                _check_dimensions(stream, at, size)
            elif kind in _CELLS:
                _check_cell(stream, at, size, kind)


def _records(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of each record from ``start`` to the end of its substream, inner ones included."""
    depth, at = 0, start
    while at + _RECORD.size <= len(stream):
        kind, size = _RECORD.unpack_from(stream, at)
        yield kind, at + _RECORD.size, size
        depth += (kind == _BOF) - (kind == _EOF)
        if kind == _EOF and depth <= 0:
            return
        at += _RECORD.size + size


def _check_cell(stream: bytes, at: int, size: int, kind: int) -> None:
    (column,) = struct.unpack_from("<2x H", stream, at)
    count = (size - _ROW_AND_COLUMNS) // _NUMBER if kind == _NUMBERS else 1
    if column + count > MAX_COLUMNS:
        raise ValueError("a cell beyond the last column")


def _check_dimensions(stream: bytes, at: int, size: int) -> None:
    layout = "<2L2H" if size >= _WIDE_DIMENSIONS else "<4H"
    first_row, rows, first_column, columns = struct.unpack_from(layout, stream, at)
    if not first_row <= rows <= MAX_ROWS or not first_column <= columns <= MAX_COLUMNS:
        raise ValueError("larger than a sheet can be")
