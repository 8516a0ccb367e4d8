"""Nästa brist: from where one is to the next finding, as the sheet Kontroll lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlwings import Book, Range, Sheet

from stexcel.addin.errors import ButtonError
from stexcel.addin.marks import MARKERS, find_sheet, seen_cell
from stexcel.addin.outcome import Outcome
from stexcel.findings import Level
from stexcel.render.annotation import CODE, LEVEL, PLACE, WHAT

_ADDRESS = re.compile(r"(?P<column>[A-Z]{1,3})(?P<row>\d+)")
_LONGEST = 200
"""Characters of a finding in the status bar, which shows about 250."""
_Key = tuple[int, int, int, int]
_Tabs = Mapping[str, tuple[int, bool]]
"""The sheets by name: their place among the tabs, and whether they can be shown."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A finding on the sheet Kontroll: its row there, its place in the workbook, and what it says."""

    number: int
    place: str
    text: str


@dataclass(frozen=True)
class _Stop:
    """A cell with findings, or the row of a finding that is about no cell that can be shown.

    ``key`` puts stops in the order of the workbook, those without a cell last.
    """

    key: _Key
    sheet: str
    cell: str
    rows: tuple[_Row, ...]


def nasta(book: Book) -> Outcome:
    """Selects the next finding after the selection, from the first one again after the last.

    On the sheet Kontroll it is the finding of the selected row. Raises :class:`ButtonError` where nothing is checked.
    """
    listed = find_sheet(book, MARKERS)
    if listed is None:
        raise ButtonError("Inget är kontrollerat än. Tryck på Kontrollera först.")
    book.activate()
    tabs = {sheet.name: (number, sheet.visible) for number, sheet in enumerate(book.sheets)}
    stops = _stops(list(_rows(listed)), listed.name, tabs)
    if not stops:
        return Outcome("Kontrollen hittade inga fynd att gå till. Tryck på Kontrollera igen om något har ändrats.")
    selection = book.selection
    here = _here(book, selection, tabs)
    index = _pointed_at(stops, listed.name, selection)
    if index is None:
        index = _after(stops, here, book, selection)
    _go_to(stops[index], book)
    return Outcome(_told(stops, index, wrapped=stops[index].key <= here), is_quiet=True)


def _rows(listed: Sheet) -> Iterator[_Row]:
    """The findings on the sheet, in one read; what could not be checked, and exceptions, are none."""
    last = listed.used_range.last_cell
    table = listed.range((1, 1), (last.row, last.column)).options(ndim=2).value
    texts = [[str(value) if value is not None else "" for value in row] for row in table]
    heading = next((number for number, row in enumerate(texts) if {LEVEL, CODE, PLACE, WHAT} <= set(row)), None)
    if heading is None:
        raise ButtonError(f"Rubrikerna på bladet {listed.name} har ändrats. Tryck på Kontrollera igen.")
    level, code, place, what = (texts[heading].index(name) for name in (LEVEL, CODE, PLACE, WHAT))
    for number, row in enumerate(texts[heading + 1 :], heading + 2):
        if row[level] in set(Level):
            yield _Row(number, row[place], f"{row[code]}: {row[what]}")


def _stops(rows: Sequence[_Row], listed: str, tabs: _Tabs) -> list[_Stop]:
    found: dict[_Key, _Stop] = {}
    for row in rows:
        place = _cell_of(row.place, tabs)
        key: _Key = (1, 0, row.number, 0)
        sheet, cell = listed, f"A{row.number}"
        if place is not None:
            sheet, cell = place
            key = (0, tabs[sheet][0], *_numbers(cell))
        earlier = found[key].rows if key in found else ()
        found[key] = _Stop(key, sheet, cell, (*earlier, row))
    return [found[key] for key in sorted(found)]


def _cell_of(place: str, tabs: _Tabs) -> tuple[str, str] | None:
    """The sheet and the cell of a place; none where the sheet is gone or hidden, so that it cannot be shown."""
    name, _, cell = place.rpartition("!")
    if place in tabs:
        name, cell = place, "A1"
    known = name in tabs and tabs[name][1] and _ADDRESS.fullmatch(cell) is not None
    return (name, cell) if known else None


def _numbers(cell: str) -> tuple[int, int]:
    """The row and the column of an address."""
    found = _ADDRESS.fullmatch(cell)
    if found is None:
        raise ValueError(cell)
    column = 0
    for letter in found["column"]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(found["row"]), column


def _here(book: Book, selection: Range | None, tabs: _Tabs) -> _Key:
    """Where the selection is; before the first cell of the active sheet where no cells are selected."""
    if selection is None:
        return (0, tabs.get(book.sheets.active.name, (0, True))[0], 0, 0)
    return (0, tabs[selection.sheet.name][0], selection.row, selection.column)


def _pointed_at(stops: Sequence[_Stop], listed: str, selection: Range | None) -> int | None:
    """The stop that the selected row of the sheet Kontroll is about; the one after it where that is the row itself."""
    if selection is None or selection.sheet.name != listed:
        return None
    for index, stop in enumerate(stops):
        if selection.row in {row.number for row in stop.rows}:
            return index if stop.sheet != listed else (index + 1) % len(stops)
    return 0


def _after(stops: Sequence[_Stop], here: _Key, book: Book, selection: Range | None) -> int:
    """The first stop after a place; in a merged range the selection stands at its first cell, and so does the stop."""
    first = next((index for index, stop in enumerate(stops) if stop.key > here), 0)
    for step in range(len(stops)):
        index = (first + step) % len(stops)
        if selection is None or not _is_seen_in(stops[index], book, selection):
            return index
    return first


def _is_seen_in(stop: _Stop, book: Book, selection: Range) -> bool:
    if stop.sheet != selection.sheet.name:
        return False
    return _numbers(seen_cell(book.sheets[stop.sheet].range(stop.cell))) == (selection.row, selection.column)


def _go_to(stop: _Stop, book: Book) -> None:
    sheet = book.sheets[stop.sheet]
    sheet.activate()
    cell = sheet.range(stop.cell)
    (cell.merge_area if cell.merge_cells else cell).select()


def _told(stops: Sequence[_Stop], index: int, *, wrapped: bool) -> str:
    stop, left = stops[index], len(stops) - index - 1
    more = f" (och {len(stop.rows) - 1} till i samma cell)" if len(stop.rows) > 1 else ""
    start = "Från början igen. " if wrapped else ""
    text = stop.rows[0].text
    shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return f"{start}Plats {index + 1} av {len(stops)}, {left} kvar. {shown}{more}"
