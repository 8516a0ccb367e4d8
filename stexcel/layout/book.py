"""From a grid to an IUP: every sheet read, hidden ones only where the others say nothing, and put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stexcel.layout.assemble import assemble
from stexcel.layout.basics import Titles
from stexcel.layout.facts import KeyRow
from stexcel.layout.legends import spelled_out
from stexcel.layout.person import Found, at_cell
from stexcel.layout.personal_ids import without_personal_ids
from stexcel.layout.profile import Profile, choose, fingerprint_of, tables_for
from stexcel.layout.reading import Kind, LabelledField, Reading, Unread
from stexcel.layout.sheet import SheetContent, read_sheet
from stexcel.layout.suggested import suggestion_note, without_suggestions
from stexcel.layout.topics import is_outside
from stexcel.model import CellRef, Iup
from stexcel.own_sheets import is_own
from stexcel.regelverk import Regelverk
from stexcel.workbook import Grid, Sheet, Visibility

_TITLE_ROWS = 3
_MAX_TITLE = 100
_LINKED = (Kind.ACTIVITIES, Kind.PLACEMENTS, Kind.COURSES, Kind.ASSESSMENTS)


def read_iup(grid: Grid, regelverk: Regelverk, profiles: Sequence[Profile] = ()) -> Iup:
    """The IUP of a workbook; one without any part of an IUP has no ``layouts`` and no delmål."""
    return read_book(grid, regelverk, profiles)[0]


def read_book(grid: Grid, regelverk: Regelverk, profiles: Sequence[Profile] = ()) -> tuple[Iup, Reading]:
    """The IUP of a workbook, and how it was read.

    A profile that fits wins over everything recognised. Hidden sheets are only read when the visible ones
    hold no IUP. A sheet that stexcel has added itself is left out altogether, and so are suggestions that nobody has
    decided on, which are told in a note.
    """
    hidden = [without_personal_ids(sheet) for sheet in grid.sheets if not _is_ours(sheet)]
    decided = [without_suggestions(sheet) for sheet, _ in hidden]
    suggested = [found for _, found in decided if found]
    grid = Grid(spelled_out([sheet for sheet, _ in decided]))
    contents, unread = _contents(grid, None)
    profile = choose(profiles, grid, fingerprint_of(grid, _reading(contents, unread))) if profiles else None
    if profile is not None:
        contents, unread = _contents(grid, profile)
    facts = [fact for content in contents for fact in content.facts]
    facts += [note for _, notes in hidden for note in notes]
    facts += map(suggestion_note, suggested)
    fields = [field for content in contents for field in content.fields]
    if profile is not None:
        fields = _settled(profile, grid, fields)
    layouts = [form for content in contents for form in content.forms]
    iup = assemble(facts, fields, _titles(grid.sheets), regelverk, layouts)
    return iup, _reading(contents, [*unread, *(one for found in suggested for one in found)])


def _is_ours(sheet: Sheet) -> bool:
    """Whether the sheet was added by stexcel to show its findings."""
    return bool(sheet.rows) and is_own(sheet.rows[0][0])


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
        tuple(block for content in contents for block in content.blocks),
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
