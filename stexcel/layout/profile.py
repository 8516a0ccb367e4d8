"""Template profiles: how a clinic's template is read, settled once and used for every copy of the template.

A profile is made from a reading (``stexcel inspect FIL --save-profile mall.toml``), may be edited by hand (the
file is the business of :mod:`stexcel.layout.profile_file`), and wins over everything that is recognised.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from stexcel.layout.labels import Field
from stexcel.layout.profile_columns import SETTLED, settled_columns
from stexcel.layout.reading import Kind, LabelledField, Reading, Table
from stexcel.layout.roles import Role
from stexcel.layout.view import View
from stexcel.model import CellRef, Iup, Part, Person, Value
from stexcel.workbook import Grid, Sheet

Fact = Value[str] | Value[date] | Value[int]
_ENOUGH = 0.5
"""A copy of a template has at least this share of the sheets that the template's profile knows."""


class ProfileError(Exception):
    """A profile that cannot be used; the message is Swedish and names file, place and what to do."""


@dataclass(frozen=True, slots=True)
class ProfileTable:
    """A table as a profile settles it. ``header`` counts from 1; ``roles`` are by column (or row) number from 1.

    ``last`` is the last row, or ``None`` for as far as the table goes. ``title`` is the text above the headings
    that tells what the table is about, and ``part`` the part of the training that it plans. ``texts`` are the
    lowest headings, by which the table is found where rows have been added above it.
    """

    sheet: str
    kind: Kind
    transposed: bool
    header: tuple[int, int]
    last: int | None
    roles: Mapping[int, Role]
    title: str = ""
    part: Part | None = None
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProfileField:
    """Where the answer to a basic fact stands."""

    field: Field
    cell: CellRef


@dataclass(frozen=True, slots=True)
class Profile:
    """A settled reading of a template. ``always`` uses it for every workbook that has its sheets."""

    name: str
    fingerprint: str
    tables: tuple[ProfileTable, ...]
    fields: tuple[ProfileField, ...] = ()
    ignored: tuple[str, ...] = ()
    always: bool = False

    @property
    def sheets(self) -> frozenset[str]:
        """The sheets whose tables the profile settles."""
        return frozenset(table.sheet for table in self.tables) | frozenset(self.ignored)

    @property
    def named_sheets(self) -> frozenset[str]:
        """All sheets that the profile says anything about."""
        return self.sheets | {one.cell.sheet for one in self.fields}


def choose(profiles: Sequence[Profile], grid: Grid, fingerprint: str) -> Profile | None:
    """The profile for a workbook; ``None`` where none fits.

    Those given for the run come first: the one with the workbook's fingerprint, else the first that has
    enough of its sheets. The others must have the fingerprint.
    """
    alike = [profile for profile in profiles if profile.fingerprint == fingerprint]
    given = [profile for profile in profiles if profile.always and _has_sheets(profile, grid)]
    return next(iter([*(one for one in given if one in alike), *given, *alike]), None)


def _has_sheets(profile: Profile, grid: Grid) -> bool:
    """Whether the workbook is likely a copy of the template; a copy may have lost some of its sheets."""
    wanted = profile.named_sheets
    present = wanted & {sheet.name for sheet in grid.sheets}
    return bool(present) and len(present) >= _ENOUGH * len(wanted)


def fingerprint_of(grid: Grid, reading: Reading) -> str:
    """A short hash of what the template's copies share: names of sheets, and the headings of their tables."""
    parts = sorted(
        {
            (table.sheet, table.transposed, tuple(column.header for column in table.columns))
            for table in reading.tables
            if table.kind is not Kind.OTHER
        }
    )
    sheets = [sheet.name for sheet in grid.sheets]
    return hashlib.sha256(json.dumps([sheets, parts], ensure_ascii=False).encode()).hexdigest()[:16]


def profile_of(name: str, grid: Grid, iup: Iup, reading: Reading) -> Profile:
    """The reading as a profile.

    Only the places that the basic facts were really taken from are settled: a workbook has many labels that
    could be meant, and the profile is to say which one is.
    """
    sheets = {sheet.name: sheet for sheet in grid.sheets}
    tables = tuple(_settled_table(table, sheets[table.sheet]) for table in reading.tables)
    return Profile(name, fingerprint_of(grid, reading), tables, tuple(_fields(iup.person, reading)))


def _settled_table(table: Table, sheet: Sheet) -> ProfileTable:
    view = View(sheet, transposed=table.transposed)
    lowest = table.header[1] if table.header[1] >= table.header[0] else None
    values = () if lowest is None else (view.rows[lowest][column.index] for column in table.columns)
    return ProfileTable(
        table.sheet,
        table.kind,
        table.transposed,
        (table.header[0] + 1, table.header[1] + 1),
        None,
        {column.index + 1: column.role for column in table.columns},
        table.title,
        table.part,
        tuple(dict.fromkeys(str(value) for value in values if value is not None)),
    )


def _fields(person: Person, reading: Reading) -> Iterator[ProfileField]:
    """The basic facts that stand in a cell of their own; where label and answer share one, both are found there."""
    for field, value in facts_of(person).items():
        if value is not None and any(
            one.field is field and value.cell in one.values and value.cell != one.label for one in reading.fields
        ):
            yield ProfileField(field, value.cell)


def facts_of(person: Person) -> Mapping[Field, Fact | None]:
    """The basic facts by the field that asks for them."""
    return {
        Field.NAME: person.name,
        Field.SPECIALTY: person.specialty,
        Field.REGULATION: person.regulation,
        Field.START: person.start,
        Field.PLANNED_END: person.planned_end,
        Field.FTE: person.fte,
        Field.SUPERVISOR: person.supervisor,
        Field.STUDIEREKTOR: person.studierektor,
        Field.HEAD: person.head,
        Field.UNIT: person.unit,
        Field.ESTABLISHED: person.established,
    }


def tables_for(profile: Profile, sheet: Sheet) -> list[Table] | None:
    """The sheet's tables as the profile settles them; ``None`` where it says nothing of the sheet."""
    if sheet.name not in profile.sheets:
        return None
    views = (View(sheet), View(sheet, transposed=True))
    return [table for view in views for table in _tables_in(view, profile.tables)]


def _tables_in(view: View, tables: Sequence[ProfileTable]) -> Iterator[Table]:
    """The tables of a view, from the top."""
    here = [one for one in tables if one.sheet == view.sheet.name and one.transposed == view.transposed]
    own = list(_moved(sorted(here, key=lambda one: one.header), view))
    yield from (table for one in own if (table := _table(one, own, view)) is not None)


def _moved(tables: Iterable[ProfileTable], view: View) -> Iterator[ProfileTable]:
    """The tables, from the top, where they stand in this copy: its tables above may have got or lost rows."""
    shift = 0
    for table in tables:
        expected = table.header[1] + shift
        shift = _row_of(table.texts, expected, view) - table.header[1]
        yield replace(
            table,
            header=(table.header[0] + shift, table.header[1] + shift),
            last=None if table.last is None else table.last + shift,
        )


def _row_of(texts: Sequence[str], expected: int, view: View) -> int:
    """The row (from 1) nearest to the expected one that has most of the headings; that one if none has."""
    wanted = set(texts)
    hits = [(len(wanted & set(map(str, cells))), row) for row, cells in enumerate(view.rows, start=1)]
    likely = [(count, -abs(row - expected), row) for count, row in hits if 2 * count > len(wanted)]
    return max(likely)[2] if likely and wanted else expected


def _table(table: ProfileTable, own: Sequence[ProfileTable], view: View) -> Table | None:
    """The table where the workbook has any of its columns."""
    first, last = table.header[0] - 1, table.header[1] - 1
    columns = settled_columns(view, (first, last), table.roles)
    if not columns:
        return None
    title = table.title if _stands_above(view, first, table.title) else ""
    return Table(
        table.sheet,
        table.kind,
        (first, last),
        (last + 1, _end(table, own, view)),
        columns,
        table.transposed,
        title,
        part=table.part,
        reasons=(SETTLED,),
    )


def _end(table: ProfileTable, own: Sequence[ProfileTable], view: View) -> int:
    """The table's last row: as settled, else to the next table in the same columns or the end of the sheet."""
    if table.last is not None:
        return min(table.last, view.height) - 1
    below = [
        other.header[0] - 2
        for other in own
        if other.header[0] > table.header[1] and set(other.roles) & set(table.roles)
    ]
    return min([*below, view.height - 1])


def _stands_above(view: View, first: int, title: str) -> bool:
    return bool(title) and any(title in cells for cells in view.rows[: max(first, 0)])


def heading_texts(table: ProfileTable, grid: Grid) -> dict[int, str]:
    """What the headings of a settled table say in a workbook, by column (or row) number from 1."""
    sheet = next((sheet for sheet in grid.sheets if sheet.name == table.sheet), Sheet(table.sheet))
    found = _tables_in(View(sheet, transposed=table.transposed), [table])
    return {column.index + 1: column.header for one in found for column in one.columns}


def field_values(profile: Profile, grid: Grid) -> tuple[LabelledField, ...]:
    """The fields whose places the profile settles, where the workbook has the sheet."""
    names = {sheet.name for sheet in grid.sheets}
    return tuple(LabelledField(one.field, one.cell, (one.cell,)) for one in profile.fields if one.cell.sheet in names)
