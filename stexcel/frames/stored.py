"""The rows of a file as they are once they have been written down: days are texts there, and look like any other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stexcel.frames.rows import TABLES, Content, Row
from stexcel.frames.spec import Kind, Scalar
from stexcel.model import CellRef

StoredRow = tuple[tuple[str | int | bool | None, ...], CellRef | None, Mapping[str, CellRef]]
"""A row as :class:`stexcel.frames.rows.Row`."""

_DAYS = {
    table.name: frozenset(index for index, column in enumerate(table.columns) if column.kind is Kind.DAY)
    for table in TABLES
}


@dataclass(frozen=True, slots=True)
class StoredContent:
    """The rows of one file as :class:`stexcel.frames.rows.Content`, which is what is written."""

    path: str
    sha256: str | None
    kind: str
    problem: str | None
    doctor: str | None
    rows: Mapping[str, tuple[StoredRow, ...]]


def restored(content: StoredContent) -> Content:
    """The content as it was; raises :class:`ValueError` or :class:`KeyError` for one that was never stored so."""
    rows = {name: tuple(_restored(row, _DAYS[name]) for row in found) for name, found in content.rows.items()}
    return Content(content.path, content.sha256, content.kind, content.problem, content.doctor, rows)


def _restored(row: StoredRow, days: frozenset[int]) -> Row:
    values, cell, cells = row
    return Row(tuple(_day(one) if index in days else one for index, one in enumerate(values)), cell, cells)


def _day(value: Scalar) -> Scalar:
    return date.fromisoformat(value) if isinstance(value, str) else value
