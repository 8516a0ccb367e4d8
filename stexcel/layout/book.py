"""From a grid to an IUP, sheet by sheet: tables, blocks, labelled fields; and a record of how it was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stexcel.layout.anchors import Anchor, find_anchors, sheet_codes
from stexcel.layout.assemble import assemble
from stexcel.layout.basics import Titles
from stexcel.layout.block_labels import Block, shared_labels
from stexcel.layout.blocks import read_block
from stexcel.layout.delmal_table import read_delmal_table
from stexcel.layout.facts import Extract, Fact, KeyRow
from stexcel.layout.lines import read_lines
from stexcel.layout.lists import read_list
from stexcel.layout.matrix import read_matrix
from stexcel.layout.parts import part_statements
from stexcel.layout.person import Found, at_cell, find_fields
from stexcel.layout.personal_ids import without_personal_ids
from stexcel.layout.placement_headings import placement_facts
from stexcel.layout.profile import Profile, choose, fingerprint_of, tables_for
from stexcel.layout.reading import UNSURE, Column, Kind, LabelledField, Reading, Table, Unread
from stexcel.layout.roles import Role
from stexcel.layout.tables import find_tables
from stexcel.layout.text import fold
from stexcel.layout.times import period
from stexcel.layout.topics import is_outside
from stexcel.layout.view import Place, View
from stexcel.model import CellRef, Iup, Note, NoteKind, Period
from stexcel.regelverk import Regelverk
from stexcel.workbook import Grid, Sheet, Visibility

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d|:)")
_TITLE_ROWS = 3
_MAX_TITLE = 100
_LINKED = (Kind.ACTIVITIES, Kind.PLACEMENTS, Kind.COURSES, Kind.ASSESSMENTS)


@dataclass(frozen=True)
class SheetContent:
    """What one sheet gave."""

    facts: tuple[Fact, ...] = ()
    fields: tuple[Found, ...] = ()
    tables: tuple[Table, ...] = ()
    forms: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()


def read_iup(grid: Grid, regelverk: Regelverk, profiles: Sequence[Profile] = ()) -> Iup:
    """The IUP of a workbook; one without any part of an IUP has no ``layouts`` and no delmål."""
    return read_book(grid, regelverk, profiles)[0]


def read_book(grid: Grid, regelverk: Regelverk, profiles: Sequence[Profile] = ()) -> tuple[Iup, Reading]:
    """The IUP of a workbook, and how it was read.

    A profile that fits wins over everything recognised. Hidden sheets are only read when the visible ones
    hold no IUP.
    """
    hidden = [without_personal_ids(sheet) for sheet in grid.sheets]
    grid = Grid(tuple(sheet for sheet, _ in hidden))
    contents, unread = _contents(grid, None)
    profile = choose(profiles, grid, fingerprint_of(grid, _reading(contents, unread))) if profiles else None
    if profile is not None:
        contents, unread = _contents(grid, profile)
    facts = [fact for content in contents for fact in content.facts]
    facts += [note for _, notes in hidden for note in notes]
    fields = [field for content in contents for field in content.fields]
    if profile is not None:
        fields = _settled(profile, grid, fields)
    layouts = [form for content in contents for form in content.forms]
    iup = assemble(facts, fields, _titles(grid.sheets), regelverk, layouts)
    return iup, _reading(contents, unread)


def _contents(grid: Grid, profile: Profile | None) -> tuple[list[SheetContent], list[Unread]]:
    """What the sheets say; hidden ones, and those whose name puts them outside, only where the others say nothing."""
    filled = [sheet for sheet in grid.sheets if sheet.rows]
    settled = profile.sheets if profile is not None else frozenset()
    first = [sheet for sheet in filled if sheet.name in settled or _left_out(sheet) is None]
    rest = [sheet for sheet in filled if sheet not in first]
    contents = [_of_sheet(sheet, profile) for sheet in first]
    if not any(_has_delmal(content) for content in contents):
        contents += [_of_sheet(sheet, profile) for sheet in rest]
        rest = []
    return contents, [Unread(CellRef(sheet.name, 1, 1), sheet.name, _left_out(sheet) or "") for sheet in rest]


def _left_out(sheet: Sheet) -> str | None:
    """Why a sheet is not read at first; ``None`` for one that is."""
    if sheet.visibility is not Visibility.VISIBLE:
        return "dolt blad, läses inte"
    return "bladets namn säger att det inte hör till programmet" if is_outside(sheet.name) else None


def _of_sheet(sheet: Sheet, profile: Profile | None) -> SheetContent:
    if profile is not None and sheet.name in profile.ignored:
        return SheetContent(
            unread=(Unread(CellRef(sheet.name, 1, 1), sheet.name, "profilen säger att bladet inte ska läsas"),)
        )
    return read_sheet(sheet, tables_for(profile, sheet) if profile is not None else None)


def _reading(contents: Sequence[SheetContent], unread: Sequence[Unread]) -> Reading:
    return Reading(
        tuple(table for content in contents for table in content.tables),
        tuple(
            LabelledField(field.field, field.ref, (field.value_ref,), field.weight)
            for content in contents
            for field in content.fields
        ),
        tuple(one for content in contents for one in content.unread) + tuple(unread),
    )


def _settled(profile: Profile, grid: Grid, fields: Sequence[Found]) -> list[Found]:
    """The fields with those that the profile settles in the places that it names."""
    sheets = {sheet.name: sheet for sheet in grid.sheets}
    settled = [
        at_cell(one.field, one.cell, sheets[one.cell.sheet]) for one in profile.fields if one.cell.sheet in sheets
    ]
    named = {one.field for one in settled}
    return settled + [replace(field, weight=0.0, support=0) if field.field in named else field for field in fields]


def _has_delmal(content: SheetContent) -> bool:
    return any(isinstance(fact, KeyRow) for fact in content.facts) or any(
        table.kind in _LINKED for table in content.tables
    )


def read_sheet(sheet: Sheet, settled: list[Table] | None = None) -> SheetContent:
    """Everything that one sheet says; ``settled`` are its tables where a profile knows them."""
    view = View(sheet)
    tables = find_tables(view) if settled is None else settled
    anchors = _anchors(view, tables)
    tables = [table for table in (_scoped(table, anchors, sheet) for table in tables) if not _is_form(view, table)]
    pairs = [(view.turned if table.transposed else view, table) for table in tables]
    facts: list[Fact] = []
    taken: set[Place] = set()
    inside: set[Place] = set()
    read: list[tuple[Table, Sequence[Fact]]] = []
    for one, table in pairs:
        extract = read_table(one, table)
        facts.extend(extract.facts)
        read.append((table, extract.facts))
        inside |= _inside(table, extract.rows)
        if table.kind is not Kind.OTHER:
            taken |= _claimed(table, extract.rows)
    facts.extend(placement_facts(view, read, taken))
    blocks = list(_blocks(view, anchors, tables, taken))
    for rows, used in blocks:
        facts.extend(rows)
        taken |= used
    lines = list(read_lines(view, taken))
    facts.extend(fact for fact, _ in lines)
    taken |= {place for _, place in lines}
    facts.extend(part_statements(view, pairs, taken | inside))
    fields = tuple(find_fields(view, taken))
    facts.extend(_uncertain(one, table, doubts) for one, table in pairs if (doubts := _doubts(one, table)))
    forms = [_form(table) for table in tables if table.kind not in (Kind.OTHER, Kind.PART)] + (
        ["block"] if blocks else []
    )
    taken |= {field.place for field in fields} | {field.value_place for field in fields}
    return SheetContent(tuple(facts), fields, tuple(tables), tuple(forms), tuple(_unread(view, taken)))


def read_table(view: View, table: Table) -> Extract:
    """The facts of one table by its kind."""
    if table.kind is Kind.DELMAL:
        return read_delmal_table(view, table)
    if table.kind is Kind.MATRIX:
        return read_matrix(view, table)
    if table.kind in (Kind.OTHER, Kind.PART, Kind.ACTION_PLAN):
        return Extract((), ())
    return read_list(view, table)


def _anchors(view: View, tables: Sequence[Table]) -> tuple[Anchor, ...]:
    """The blocks of the sheet. A sheet that is named after its delmål is one block."""
    taken: set[Place] = set()
    for table in tables:
        columns = [
            column.index
            for column in table.columns
            if column.role in (Role.DELMAL, Role.CODE_MARKS) or table.kind in (Kind.DELMAL, Kind.MATRIX)
        ]
        for row in range(table.header[0], table.body[1] + 1):
            taken.update((column, row) if table.transposed else (row, column) for column in columns)
        if table.kind is Kind.DELMAL:
            taken |= _claimed(table, range(table.body[0], table.body[1] + 1))
    found = find_anchors(view, taken)
    codes = sheet_codes(view.sheet)
    if not codes:
        return found
    own = tuple(anchor for anchor in found if set(anchor.codes) & set(codes))
    place = own[0].place if own else (0, 0)
    title = own[0].title if own else None
    return (Anchor(codes, title, place, 0, 0, view.height - 1, view.width - 1),)


def _scoped(table: Table, anchors: Sequence[Anchor], sheet: Sheet) -> Table:
    """The table with the delmål of the block that it stands in, and the time that its title or sheet states."""
    time = period(table.title) or period(sheet.name) or _year_in(sheet.name)
    if table.having(Role.DELMAL, Role.CODE_MARKS):
        return replace(table, time=time)
    row, column = table.header[0], table.columns[0].index
    if table.transposed:
        row, column = column, row
    around = [anchor for anchor in anchors if anchor.holds(row, column)]
    return replace(table, time=time, scope=around[-1].codes if around else ())


def _year_in(sheet_name: str) -> Period | None:
    """The year that a sheet's name gives beside other words: ``År 1 (2022)``."""
    years = _YEAR.findall(sheet_name) if "år" in fold(sheet_name).split() else []
    return period(int(years[0])) if len(years) == 1 else None


def _is_form(view: View, table: Table) -> bool:
    """Whether a table inside a block is just labels with one row of answers, which the block's reader knows."""
    if not table.scope or table.transposed or sheet_codes(view.sheet):
        return False
    filled = [
        row
        for row in range(table.body[0], table.body[1] + 1)
        if any(view.rows[row][column.index] is not None for column in table.columns)
    ]
    return len(_first_run(filled)) <= 1


def _first_run(rows: Sequence[int]) -> list[int]:
    """The rows up to the first gap."""
    return [row for index, row in enumerate(rows) if row == rows[0] + index]


def _claimed(table: Table, rows: Sequence[int] | range) -> set[Place]:
    """The cells of a table's headings and understood rows."""
    all_rows = [*range(max(table.header[0], 0), table.header[1] + 1), *rows]
    places = {(row, column.index) for row in all_rows for column in table.columns if column.role is not Role.IGNORED}
    return {(column, row) for row, column in places} if table.transposed else places


def _inside(table: Table, rows: Sequence[int]) -> set[Place]:
    """Every cell of a table about delmål, understood or not; titles in it name no part of the training."""
    if table.kind not in (Kind.DELMAL, Kind.MATRIX) or not rows:
        return set()
    left, right = table.columns[0].index, table.columns[-1].index
    places = {(row, column) for row in range(table.header[1] + 1, max(rows) + 1) for column in range(left, right + 1)}
    return {(column, row) for row, column in places} if table.transposed else places


def _blocks(
    view: View, anchors: Sequence[Anchor], tables: Sequence[Table], taken: set[Place]
) -> Iterator[tuple[tuple[KeyRow, ...], frozenset[Place]]]:
    """The blocks that hold labels or tables; a code that stands alone on a sheet says nothing."""
    scopes = {table.scope for table in tables if table.scope}
    shared = shared_labels(view, anchors)
    for anchor in anchors:
        rows, used = read_block(Block(view, anchor, taken, shared))
        if len(used) > 2 or anchor.codes in scopes or sheet_codes(view.sheet):
            yield rows, used


def _form(table: Table) -> str:
    if table.kind is Kind.DELMAL:
        return (
            "transponerad tabell"
            if table.transposed
            else ("terminskolumner" if len(table.having(Role.TERM)) >= 2 else "tabell")
        )
    if table.kind is Kind.MATRIX:
        return "matris"
    return "tidslinje" if table.kind is Kind.PLACEMENTS else table.kind.value


def _doubts(view: View, table: Table) -> list[str]:
    """What may have been misunderstood in a table about delmål: unknown columns with content, and weak guesses."""
    if table.kind not in (Kind.DELMAL, Kind.MATRIX):
        return []
    return [doubt for column in table.columns if (doubt := _doubt(view, table, column))]


def _doubt(view: View, table: Table, column: Column) -> str:
    if column.role is not Role.IGNORED:
        return f"”{column.header}” lästes som {column.role.value}" if column.score < UNSURE else ""
    rows = range(table.body[0], min(table.body[1], view.height - 1) + 1)
    filled = any(view.rows[row][column.index] is not None for row in rows)
    return f"”{column.header}” är okänd och lästes inte" if column.header and filled else ""


def _uncertain(view: View, table: Table, doubts: Sequence[str]) -> Note:
    row = max(table.header[1], 0)
    return Note(
        NoteKind.UNCERTAIN,
        f"Tabellens rubriker är osäkert tolkade: {'; '.join(doubts)}. "
        "Se stexcel inspect, och spara en profil om något är fel.",
        view.ref(row, table.columns[0].index),
    )


def _titles(sheets: Sequence[Sheet]) -> Titles:
    """Texts that stand alone in one of the first rows, and the names of the sheets."""
    shown = [sheet for sheet in sheets if sheet.visibility is Visibility.VISIBLE and not is_outside(sheet.name)]
    texts = [
        (filled[0][1], CellRef(sheet.name, row + 1, filled[0][0] + 1))
        for sheet in shown
        for row, cells in enumerate(sheet.rows[:_TITLE_ROWS])
        if len(filled := [(column, value) for column, value in enumerate(cells) if value is not None]) == 1
    ]
    short = tuple((text, ref) for text, ref in texts if isinstance(text, str) and len(text) <= _MAX_TITLE)
    return Titles(short + tuple((sheet.name, CellRef(sheet.name, 1, 1)) for sheet in shown))


def _unread(view: View, taken: set[Place]) -> Iterator[Unread]:
    for row, cells in enumerate(view.rows):
        for column, value in enumerate(cells):
            if value is not None and (row, column) not in taken:
                yield Unread(view.ref(row, column), str(value), "text utanför tabeller och fält")
