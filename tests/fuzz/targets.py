"""What is fuzzed: the reader, the recogniser and the patcher, each with the bytes of a file.

For any bytes at all they either do their work or raise a :class:`stexcel.workbook.WorkbookError` that tells why not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from stexcel.layout import read_iup
from stexcel.layout.unit import read_unit
from stexcel.ooxml import CellEdit, Column, Edit, GrowTable, Hyperlink, InsertRows, NewSheet, Note, Notes, apply
from stexcel.regelverk import Regelverk, load
from stexcel.workbook import WorkbookError, read_grid_bytes
from stexcel.workbook.limits import Limits

LIMITS = Limits(file_mb=16, unpacked_mb=64, sheets=200, cells=200_000)
"""Small enough that no file takes more than moments, as the usual limits are for a machine and a minute."""


@cache
def _rule_data() -> Regelverk:
    return load()


def read(data: bytes) -> None:
    """The reader: bytes to a grid."""
    try:
        read_grid_bytes(data, ".ods" if b"opendocument" in data[:200] else ".xlsx", LIMITS)
    except WorkbookError as error:
        assert str(error).endswith(".")


def recognise(data: bytes) -> None:
    """The recogniser: whatever the reader makes of the bytes, as a programme and as a unit's workbook."""
    try:
        grid = read_grid_bytes(data, ".xlsx", LIMITS)
    except WorkbookError:
        return
    read_iup(grid, _rule_data())
    read_unit(grid, _rule_data(), expected=True)


def patch(data: bytes) -> None:
    """The patcher: edits of every kind."""
    for edits in _edits("Blad1"):
        try:
            apply(data, edits)
        except WorkbookError as error:
            assert str(error).endswith((".", ")"))


def _edits(name: str) -> list[list[Edit]]:
    return [
        [
            CellEdit(name, "B5", "x"),
            CellEdit(name, "A2", 3),
            Notes("stexcel", (Note(name, "A2", "x"),)),
            NewSheet("Kontroll", "_k", (Column("Kod", 9),), (("x",),)),
            Hyperlink(name, "A2", "https://exempel.se/"),
        ],
        [InsertRows(name, 3, 2)],
        [GrowTable("Kurser", 2)],
    ]


TARGETS: Mapping[str, Callable[[bytes], None]] = {"reader": read, "recogniser": recognise, "patcher": patch}
"""By name."""
