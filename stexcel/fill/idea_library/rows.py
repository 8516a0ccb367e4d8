"""The rows of a clinic's library, read tolerantly: any sheet with a row of headings for a name and for delmål.

The headings are known by the words that the reader of IUPs knows, in any order and with others beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stexcel.fill.idea_library.codes import Known, Stated, known_in
from stexcel.layout.answers import is_answer, is_example
from stexcel.layout.labels import Field, field_of
from stexcel.layout.person_values import regulation
from stexcel.layout.personal_ids import without_personal_ids
from stexcel.layout.reading import Kind
from stexcel.layout.roles import Role, roles_of
from stexcel.layout.text import fold, shown
from stexcel.layout.topics import is_outside, topic_of
from stexcel.model import CellRef
from stexcel.regelverk import Regelverk, match_specialty
from stexcel.workbook import Cell, Grid, Sheet, Visibility

_KINDS: Mapping[Role, Kind] = {
    Role.PLACEMENT: Kind.PLACEMENTS,
    Role.COURSE: Kind.COURSES,
    Role.ASSESSMENT: Kind.ASSESSMENTS,
    Role.ACTIVITY: Kind.ACTIVITIES,
}
_NAMING = (*_KINDS, Role.NAME, Role.TITLE)
_CLEAR = 0.5
"""The least weight of a heading that counts."""
_SEPARATOR = re.compile(r"\s*[;\n/]\s*|,\s+")
_ALL = ("alla", "samtliga", "båda", "alla specialiteter", "alla föreskrifter")
_REGULATION = re.compile(r"\b(?:(?:enligt )?(?:SOSFS|HSLF-?FS)\s*)?20\d\d(?::\d+)?\b", re.IGNORECASE)
"""What a heading for delmål may say beside, in ``Delmål (2015:8)``."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: something that serves delmål. ``cell`` is where its name stands.

    ``codes`` are in normal form; ``groups`` are those of which it serves every delmål. It is for all specialties where
    ``specialties`` is empty, and for both regulations where ``regulation`` is ``None`` and the codes do not tell.
    """

    kind: Kind
    name: str
    cell: CellRef
    codes: tuple[str, ...] = ()
    groups: frozenset[str] = frozenset()
    specialties: frozenset[str] = frozenset()
    regulation: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be understood in a library: where, what, and what to do, in Swedish."""

    cell: CellRef | None
    text: str

    def __str__(self) -> str:
        return self.text if self.cell is None else f"{self.cell}: {self.text}"


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns under a row of headings are, counted from 0; delmål with the regulation that a heading names."""

    kind: Kind
    name: int
    delmal: Mapping[int, str | None]
    sort: int | None
    specialty: int | None
    regulation: int | None


def read_sheets(grid: Grid, regelverk: Regelverk) -> tuple[tuple[Entry, ...], tuple[Fault, ...]]:
    """The entries of a whole workbook in reading order, and the faults in it."""
    known = known_in(regelverk)
    entries: list[Entry] = []
    faults: list[Fault] = []
    tables = 0
    for sheet in grid.sheets:
        if sheet.visibility is not Visibility.VISIBLE or is_outside(sheet.name):
            continue
        sheet, _ = without_personal_ids(sheet)
        for columns, row in _rows(sheet):
            if row is None:
                tables += 1
                continue
            entry, found = _entry(sheet, columns, row, known)
            entries += [entry] if entry is not None else []
            faults += found
    if not tables:
        text = "Inget blad har en rad med rubriker för namn och delmål. Utgå från mallen bibliotek.xlsx."
        faults.append(Fault(None, text))
    return tuple(entries), tuple(faults)


def _rows(sheet: Sheet) -> Iterator[tuple[_Columns, int | None]]:
    """Each row below headings with what its columns are; ``None`` as row where new headings begin."""
    columns: _Columns | None = None
    for row, cells in enumerate(sheet.rows):
        found = _headings(cells, sheet.name)
        if found is not None:
            columns = found
            yield columns, None
        elif columns is not None and any(value is not None for value in cells):
            yield columns, row


def _headings(cells: tuple[Cell, ...], title: str) -> _Columns | None:
    """The columns that a row of headings names; ``None`` for a row that is none."""
    texts = {index: value for index, value in enumerate(cells) if isinstance(value, str)}
    roles = {index: dict(roles_of(_REGULATION.sub("", text))) for index, text in texts.items()}
    delmal = {
        index: regulation(texts[index])
        for index, found in roles.items()
        if found.get(Role.DELMAL, 0.0) >= _CLEAR
        and next(iter(found)) is Role.DELMAL
        and not Stated(texts[index], None).means_all
    }
    naming = [
        (weight, -index, role)
        for index, found in roles.items()
        for role, weight in found.items()
        if role in _NAMING and weight >= _CLEAR and index not in delmal and _field(texts[index]) is None
    ]
    if not delmal or not naming:
        return None
    _, index, role = max(naming, key=lambda one: (one[2] in _KINDS, one[0], one[1]))
    return _Columns(
        _kind_of(role, title),
        -index,
        delmal,
        next((one for one, found in roles.items() if found.get(Role.KIND, 0.0) >= _CLEAR and one != -index), None),
        next((one for one, text in texts.items() if _field(text) is Field.SPECIALTY), None),
        next((one for one, text in texts.items() if _field(text) is Field.REGULATION), None),
    )


def _field(text: str) -> Field | None:
    """The two facts that a column may narrow an entry to."""
    found = field_of(text)
    return found[0] if found is not None and found[0] in (Field.SPECIALTY, Field.REGULATION) else None


def _kind_of(role: Role, title: str) -> Kind:
    """What a heading names, else what the sheet is about."""
    if role in _KINDS:
        return _KINDS[role]
    topic = topic_of(title)
    return topic if topic in _KINDS.values() and topic is not None else Kind.ACTIVITIES


def _entry(sheet: Sheet, columns: _Columns, row: int, known: Known) -> tuple[Entry | None, list[Fault]]:
    """The entry of a row, if it holds one that can be used, and what is wrong with it."""
    name, place = _text(sheet, row, columns.name), CellRef(sheet.name, row + 1, columns.name + 1)
    written = {index: text for index in columns.delmal if (text := _text(sheet, row, index))}
    if is_example(name) or not (name or written):
        return None, []
    if not name or not is_answer(name):
        text = "Raden har delmål men inget namn. Skriv namnet, eller töm raden."
        return None, [Fault(place, text)] if written else []
    stated, faults = _regulation(sheet, row, columns.regulation)
    specialties, unknown = _specialties(_text(sheet, row, columns.specialty), known)
    if unknown:
        text = f"Specialiteten ”{shown(unknown)}” finns inte, och raden används inte. Skriv specialitetens hela namn."
        return None, [*faults, _fault(sheet, row, columns.specialty, text)]
    cells = {index: Stated(text, columns.delmal[index] or stated) for index, text in written.items()}
    read = {index: cell.codes(specialties, known) for index, cell in cells.items()}
    faults += [_fault(sheet, row, index, text) for index, (_, wrong) in read.items() for text in wrong]
    return Entry(
        _kind_of_row(_text(sheet, row, columns.sort), columns.kind),
        name,
        place,
        tuple(dict.fromkeys(code for codes, _ in read.values() for code in codes)),
        frozenset(group for cell in cells.values() for group in cell.groups),
        specialties,
        stated,
    ), faults


def _regulation(sheet: Sheet, row: int, column: int | None) -> tuple[str | None, list[Fault]]:
    """The regulation that a row is for, ``None`` for both; and what is wrong with what stands there."""
    told = _text(sheet, row, column)
    stated = regulation(told)
    if stated is not None or not told or fold(told) in _ALL:
        return stated, []
    return None, [_fault(sheet, row, column, f"”{shown(told)}” är ingen föreskrift. Skriv 2015:8 eller 2021:8.")]


def _text(sheet: Sheet, row: int, column: int | None) -> str:
    """A cell on one line; empty for one without content or without column."""
    value = sheet.rows[row][column] if column is not None else None
    return "" if value is None else " ".join(str(value).split())


def _fault(sheet: Sheet, row: int, column: int | None, text: str) -> Fault:
    return Fault(CellRef(sheet.name, row + 1, (column or 0) + 1), text)


def _kind_of_row(text: str, kind: Kind) -> Kind:
    topic = topic_of(text) if text else None
    return topic if topic in _KINDS.values() and topic is not None else kind


def _specialties(text: str, known: Known) -> tuple[frozenset[str], str]:
    """The official names of the specialties that a cell names, none for all of them; and the first unknown one."""
    if not text or fold(text) in _ALL or not is_answer(text):
        return frozenset(), ""
    whole = match_specialty(text, known.specialties)
    if whole is not None:
        return frozenset((whole,)), ""
    found = {piece: match_specialty(piece, known.specialties) for piece in _SEPARATOR.split(text) if piece}
    unknown = next((piece for piece, name in found.items() if name is None), "")
    return frozenset(name for name in found.values() if name is not None), unknown
