"""From a document to the rows of all tables: plain values that other processes send back cheaply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from stexcel.document import Document
from stexcel.frames import iup_tables, record_tables, unit_tables
from stexcel.frames.spec import LARGEST, Column, Kind, Scalar, Table
from stexcel.model import CellRef

TABLES: tuple[Table[Any], ...] = (
    iup_tables.DOCTORS,
    iup_tables.DELMAL,
    iup_tables.PLANNED_ASSESSMENTS,
    record_tables.ASSESSMENTS,
    record_tables.PLACEMENTS,
    record_tables.COURSES,
    record_tables.MEETINGS,
    record_tables.REVISIONS,
    record_tables.SIGNATURES,
    iup_tables.ACTIVITIES,
    unit_tables.UNITS,
    unit_tables.SUPERVISORS,
    unit_tables.DOCUMENTS,
    unit_tables.REVIEWS,
    unit_tables.ACTIONS,
    unit_tables.REGISTERED,
)
"""Every table of content; activities come after the placements and courses that they may repeat.

The files themselves are a table too, see :data:`FILES`.
"""

FILE_MEANING = "Filens sökväg som den angavs; nyckel mellan tabellerna."

PLACE: tuple[Column[Any], ...] = (
    Column("fil", Kind.TEXT, lambda _: None, FILE_MEANING),
    Column("blad", Kind.TEXT, lambda _: None, "Bladet där raden står."),
    Column("cell", Kind.TEXT, lambda _: None, "Cellen där raden börjar."),
)
"""The columns that every table of content begins with; they come from the file and the row's own cell."""

DOCTOR: tuple[Column[Any], ...] = (Column("st_lakare", Kind.TEXT, lambda _: None, "Läkarens namn enligt filen."),)
"""The column that follows them in tables whose rows are about the doctor of their file."""


class Row(NamedTuple):
    """One row: ``values`` in the order of the table's columns, its cell, and the cells of single values."""

    values: tuple[Scalar, ...]
    cell: CellRef | None
    cells: Mapping[str, CellRef]


@dataclass(frozen=True)
class Content:
    """The rows of one file by table, with what the table of files says of it."""

    path: str
    sha256: str | None
    kind: str
    problem: str | None
    doctor: str | None
    rows: Mapping[str, tuple[Row, ...]]


IUP, UNIT, UNREAD = "IUP", "enhet", "inte läst"

FILES = Table[Content](
    "filer",
    "En rad per fil i körningen, även de som inte kunde läsas.",
    "filen själv",
    lambda _: (),
    lambda _: None,
    (
        Column("fil", Kind.TEXT, lambda c: c.path, FILE_MEANING),
        Column("sha256", Kind.TEXT, lambda c: c.sha256, "Filens kontrollsumma."),
        Column("slag", Kind.TEXT, lambda c: c.kind, "Vad filen är.", allowed=(IUP, UNIT, UNREAD)),
        Column("problem", Kind.TEXT, lambda c: c.problem, "Varför filen inte kunde läsas."),
    ),
    key=("fil",),
)


def content_of(document: Document) -> Content:
    """All rows that the document fills; none for a file that could not be read."""
    name = document.iup.person.name if document.iup else None
    kind = IUP if document.iup else UNIT if document.unit else UNREAD
    problem = document.problem.told if document.problem else None
    rows = {table.name: tuple(_rows(table, document)) for table in TABLES}
    filled = {table: found for table, found in rows.items() if found}
    path = document.path.encode("utf-8", "backslashreplace").decode()  # names of files may be no text at all
    return Content(path, document.sha256, kind, problem, name.value if name else None, filled)


def _bounded(value: Scalar) -> Scalar:
    """The value; an absurd number, which no column of a table has room for, as the largest that is let in."""
    return max(-LARGEST, min(LARGEST, value)) if type(value) is int else value


def _rows(table: Table[Any], document: Document) -> Iterator[Row]:
    placed = [(column.name, column.cell) for column in table.columns if column.cell is not None]
    for item in table.items(document):
        values = tuple(_bounded(column.read(item)) for column in table.columns)
        cells = {name: found for name, cell in placed if (found := cell(item)) is not None}
        yield Row(values, table.cell(item), cells)
