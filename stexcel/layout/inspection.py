"""How one workbook was read, sheet by sheet and in the workbook's own words: what ``stexcel inspect`` shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from stexcel.layout.book import read_book
from stexcel.layout.labels import Field
from stexcel.layout.personal_ids import hide
from stexcel.layout.profile import Profile, choose, facts_of, field_values, fingerprint_of, profile_of
from stexcel.layout.reading import UNSURE, Column, Kind, LabelledField, Reading, Table, Unread
from stexcel.layout.roles import Role
from stexcel.layout.unit.inspection import UnitInspection
from stexcel.layout.view import View
from stexcel.model import CellRef, Iup, PartStatement, Signature
from stexcel.regelverk import Regelverk
from stexcel.workbook import Grid, Sheet

HIDDEN_TEXT = "[personuppgift visas inte]"
_PRIVATE = (Field.PERSONAL_ID, Field.CONTACT)


def is_unsure(column: Column) -> bool:
    """Whether a column may be misunderstood; one without heading that is not read either hides nothing."""
    return column.score < UNSURE and (column.role is not Role.IGNORED or bool(column.header))


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table, and how many of its rows hold anything."""

    table: Table
    filled: int

    @property
    def is_used(self) -> bool:
        """Whether its rows are read; a table of an unknown kind is only recognised as one."""
        return self.table.kind is not Kind.OTHER


@dataclass(frozen=True, slots=True)
class ReadField:
    """A label with its answer. ``read`` is how the answer was understood; ``None`` where it was not used.

    ``cell`` is where the answer stands or should stand; ``text`` is empty where nothing stands there.
    ``unused`` is why an answer was not used, in Swedish.
    """

    field: Field
    label: str
    label_cell: CellRef
    cell: CellRef
    text: str
    read: str | None
    unused: str
    score: float

    @property
    def is_unsure(self) -> bool:
        """Whether the label may mean something else."""
        return self.score < UNSURE


@dataclass(frozen=True, slots=True)
class Block:
    """A delmål that has a form of its own, outside tables, and how much the whole workbook says of it."""

    code: str
    cell: CellRef
    activities: int
    assessments: int


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """One sheet. ``skipped`` is why it was not read at all; empty for a sheet that was.

    ``unread`` are the cells that nothing was taken from.
    """

    name: str
    visibility: str
    is_empty: bool
    skipped: str
    tables: tuple[ReadTable, ...]
    fields: tuple[ReadField, ...]
    blocks: tuple[Block, ...]
    parts: tuple[PartStatement, ...]
    unread: tuple[Unread, ...]


@dataclass(frozen=True)
class Inspection:
    """How a workbook was read, and what that gave.

    ``profile`` is the one that was used, if any; ``unfit`` are the names of those that were given for the run
    but do not fit the workbook. ``unit`` is how the workbook was read where it is a unit's own and no programme.
    """

    path: str
    fingerprint: str
    profile: Profile | None
    unfit: tuple[str, ...]
    sheets: tuple[ReadSheet, ...]
    iup: Iup
    grid: Grid
    reading: Reading
    unit: UnitInspection | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The sheets that the profile knows but the workbook does not have."""
        names = self.profile.named_sheets if self.profile is not None else frozenset()
        return tuple(sorted(names - {sheet.name for sheet in self.sheets}))

    def as_profile(self, name: str) -> Profile:
        """The reading as a profile; where a profile was used, that one, for this workbook's template."""
        if self.profile is not None:
            return replace(self.profile, name=name, fingerprint=self.fingerprint)
        return profile_of(name, self.grid, self.iup, self.reading)


def inspect_book(path: str, grid: Grid, regelverk: Regelverk, profiles: Sequence[Profile]) -> Inspection:
    """Reads a workbook and keeps how it was done. ``path`` is only repeated."""
    iup, reading = read_book(grid, regelverk)
    fingerprint = fingerprint_of(grid, reading)
    profile = choose(profiles, grid, fingerprint)
    if profile is not None:
        iup, reading = read_book(grid, regelverk, [replace(profile, always=True)])
    unfit = tuple(one.name for one in profiles if one.always and one is not profile)
    sheets = tuple(_sheet(sheet, grid, iup, reading, profile) for sheet in grid.sheets)
    return Inspection(path, fingerprint, profile, unfit, sheets, iup, grid, reading)


def _sheet(sheet: Sheet, grid: Grid, iup: Iup, reading: Reading, profile: Profile | None) -> ReadSheet:
    unread = [one for one in reading.unread if one.cell.sheet == sheet.name]
    tables = [table for table in reading.tables if table.sheet == sheet.name]
    blocks = tuple(_blocks(sheet, tables, iup))
    skipped = "" if tables or blocks else _why_skipped(sheet, unread)
    parts = tuple(one for one in iup.parts if one.cell.sheet == sheet.name)
    used = _used(tables, parts, iup)
    return ReadSheet(
        sheet.name,
        sheet.visibility.value,
        not sheet.rows,
        skipped,
        tuple(ReadTable(table, _filled(sheet, table)) for table in tables),
        tuple(_of_sheet(sheet.name, _fields(grid, reading, profile), grid, iup)),
        blocks,
        parts,
        () if skipped else tuple(one for one in unread if not used(one)),
    )


def _used(tables: Sequence[Table], parts: Sequence[PartStatement], iup: Iup) -> Callable[[Unread], bool]:
    """Whether something was taken from a cell after all: as a title, as a fact, or as a plan for a part."""
    texts = {table.title for table in tables}
    texts |= {piece for part in parts for piece in (part.text, *part.text.split("; "))}
    cells = {fact.cell for fact in facts_of(iup.person).values() if fact}
    cells |= {part.cell for part in parts} | {one.cell for one in iup.revisions}
    planning = [table for table in tables if table.kind in (Kind.PART, Kind.ACTION_PLAN)]
    places = {place for table in planning for place in _area(table)}
    return lambda one: one.text in texts or one.cell in cells or (one.cell.row, one.cell.column) in places


def _why_skipped(sheet: Sheet, unread: Sequence[Unread]) -> str:
    """Why no cell was read, where the one thing that is told is about the sheet as a whole."""
    cells = sum(value is not None for row in sheet.rows for value in row)
    whole = len(unread) == 1 and cells > 1 and unread[0].text == sheet.name and unread[0].cell.a1 == "A1"
    return unread[0].reason if whole else ""


def _filled(sheet: Sheet, table: Table) -> int:
    view = View(sheet, transposed=table.transposed)
    rows = view.rows[table.body[0] : table.body[1] + 1]
    return sum(any(row[column.index] is not None for column in table.columns) for row in rows)


def _fields(grid: Grid, reading: Reading, profile: Profile | None) -> Iterator[LabelledField]:
    """The labelled fields, those that a profile settles first and only where it says."""
    settled = field_values(profile, grid) if profile is not None else ()
    named = {one.field for one in settled}
    yield from settled
    yield from (one for one in reading.fields if one.field not in named)


def _of_sheet(sheet: str, fields: Iterable[LabelledField], grid: Grid, iup: Iup) -> Iterator[ReadField]:
    """The fields of a sheet, but no empty ones of facts that were found elsewhere."""
    for one in fields:
        if one.label.sheet == sheet:
            read = _field(one, grid, iup)
            if read.text or facts_of(iup.person).get(one.field) is None:
                yield read


def _field(one: LabelledField, grid: Grid, iup: Iup) -> ReadField:
    cell = one.values[0]
    label, text = _text_at(grid, one.label), _text_at(grid, cell)
    if cell == one.label:
        before, colon, after = text.partition(":")
        label, text = (before, after.strip()) if colon else ("", text)
    private = one.field in _PRIVATE
    read = None if private else _understood(one.field, cell, iup)
    return ReadField(
        one.field,
        label,
        one.label,
        cell,
        HIDDEN_TEXT if text and private else hide(text),
        read,
        _why_unused(one.field, iup) if text and read is None else "",
        one.score,
    )


def _text_at(grid: Grid, cell: CellRef) -> str:
    sheet = next(sheet for sheet in grid.sheets if sheet.name == cell.sheet)
    inside = cell.row <= sheet.height and cell.column <= sheet.width
    value = sheet.rows[cell.row - 1][cell.column - 1] if inside else None
    return "" if value is None else str(value)


def _understood(field: Field, cell: CellRef, iup: Iup) -> str | None:
    """What the IUP took from the cell: a basic fact, a signature, or a date of revision."""
    fact = facts_of(iup.person).get(field)
    if fact is not None and fact.cell == cell:
        return str(fact.value)
    signed = next((one for one in iup.signatures if one.cell == cell), None)
    if signed is not None:
        return _signature(signed)
    revised = next((one for one in iup.revisions if one.cell == cell), None)
    return str(revised.value) if revised is not None and field is Field.REVISED else None


def _why_unused(field: Field, iup: Iup) -> str:
    if field in _PRIVATE:
        return "behövs inte"
    fact = facts_of(iup.person).get(field)
    if fact is not None:
        return f"läses ur {fact.cell}"
    return "kan inte tolkas, eller etiketten betyder något annat"


def _signature(signed: Signature) -> str:
    return f"underskrift {signed.date or ''}".strip() if signed.signed else "inte underskrivet"


def _blocks(sheet: Sheet, tables: Sequence[Table], iup: Iup) -> Iterator[Block]:
    """The rows of delmål that stand outside the tables of the sheet."""
    covered = {place for table in tables for place in _area(table)}
    for code, delmal in iup.delmal.items():
        for row in delmal.rows:
            if row.cell.sheet == sheet.name and (row.cell.row, row.cell.column) not in covered:
                yield Block(code, row.cell, len(delmal.activities), len(delmal.assessments))


def _area(table: Table) -> Iterator[tuple[int, int]]:
    """The rows and columns (from 1) of a table, headings included."""
    for row in range(max(table.header[0], 0) + 1, max(table.body[1], table.header[1]) + 2):
        for column in table.columns:
            yield (column.index + 1, row) if table.transposed else (row, column.index + 1)
