"""The rows of many files as polars frames with fixed types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

import polars as pl

from stexcel.frames.faults import Fault
from stexcel.frames.rows import DOCTOR, FILE_MEANING, FILES, PLACE, TABLES, Content, Row
from stexcel.frames.spec import Column, Kind, Scalar, Table
from stexcel.model import column_letters

_letters = cache(column_letters)
"""A run names hundreds of thousands of cells in a few columns."""

Frames = Mapping[str, pl.DataFrame]
"""Every table by its name."""

TYPES: Mapping[Kind, type[pl.DataType]] = MappingProxyType(
    {Kind.TEXT: pl.String, Kind.INTEGER: pl.Int64, Kind.BOOLEAN: pl.Boolean, Kind.DAY: pl.Date}
)


FAULTS = Table[tuple[Content, Fault]](
    "orimliga_uppgifter",
    "En rad per uppgift i de andra tabellerna som inte kan stämma. Uppgiften står kvar som den är skriven.",
    "stexcels kontroll STX008",
    lambda _: (),
    lambda _: None,
    (
        Column("fil", Kind.TEXT, lambda told: told[0].path, FILE_MEANING),
        Column("blad", Kind.TEXT, lambda told: told[1].cell.sheet if told[1].cell else None, "Bladet."),
        Column("cell", Kind.TEXT, lambda told: told[1].cell.a1 if told[1].cell else None, "Cellen."),
        Column("tabell", Kind.TEXT, lambda told: told[1].table, "Tabellen där uppgiften finns."),
        Column("kolumn", Kind.TEXT, lambda told: told[1].column, "Kolumnen där uppgiften finns."),
        Column("anmarkning", Kind.TEXT, lambda told: told[1].text, "Vad som inte kan stämma."),
    ),
)

ALL_TABLES: tuple[Table[Any], ...] = (FILES, *TABLES, FAULTS)
"""Every table of an export."""


def all_columns(table: Table[Any]) -> tuple[Column[Any], ...]:
    """The columns of the frame: those of the place first, except in the table of files."""
    if table is FILES or table is FAULTS:
        return table.columns
    return PLACE + (DOCTOR if table.of_doctor else ()) + table.columns


def build_frames(contents: Sequence[Content]) -> Frames:
    """All tables with the rows of the files in their order; a table without rows has its columns all the same."""
    files = _frame(FILES, (tuple(column.read(content) for column in FILES.columns) for content in contents))
    placed = {table.name: _frame(table, _placed(table, contents)) for table in TABLES}
    return MappingProxyType({FILES.name: files, **placed})


def fault_frame(contents: Sequence[Content], faults: Iterable[Fault]) -> pl.DataFrame:
    """The table of values that cannot be right; the faults carry the numbers of their files among the contents."""
    told = [(contents[fault.file], fault) for fault in faults]
    return _frame(FAULTS, (tuple(column.read(one) for column in FAULTS.columns) for one in told))


def rows_in(table: Table[Any], contents: Sequence[Content]) -> list[tuple[int, Row]]:
    """The rows of the table's frame in their order, each with the number of its file."""
    return [(number, row) for number, content in enumerate(contents) for row in content.rows.get(table.name, ())]


def _placed(table: Table[Any], contents: Sequence[Content]) -> Iterable[tuple[Scalar, ...]]:
    for number, row in rows_in(table, contents):
        content = contents[number]
        sheet, address = (row.cell.sheet, f"{_letters(row.cell.column)}{row.cell.row}") if row.cell else (None, None)
        yield (content.path, sheet, address, *((content.doctor,) if table.of_doctor else ()), *row.values)


def _frame(table: Table[Any], rows: Iterable[tuple[Scalar, ...]]) -> pl.DataFrame:
    schema = {column.name: TYPES[column.kind] for column in all_columns(table)}
    return pl.DataFrame(list(rows), schema=schema, orient="row")
