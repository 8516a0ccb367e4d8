"""Workbooks written as text, so that a test shows the sheet that it is about.

::

    == Delmål C ==
    Delmål | Planerat | <
           | Aktivitet | När
    c1     | Kurs, "12" | 2025-03-01
    ^      | Seminarium | VT25

    == Listor == (dolt)
    x

One line is a row, ``|`` parts cells. A cell is a number, an ISO date, ``SANT`` or ``FALSKT`` where it looks
like one, else text; double quotes around a cell keep it text, ``\\n`` in it is a line break. ``<`` belongs to
the merged range of the cell to the left, ``^`` to that of the cell above. Blank lines inside a sheet are
blank rows, those before and after its rows are not counted. Lines before the first heading stand on ``Blad1``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from stexcel.workbook import Cell, Grid, Merged, Sheet, Visibility

_SHEET = re.compile(r"\s*==\s*(?P<name>.+?)\s*==\s*(?P<hidden>\(dolt\))?\s*")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_INTEGER = re.compile(r"-?\d+")
_FLOAT = re.compile(r"-?\d+\.\d+")
_BOOLEAN = {"SANT": True, "FALSKT": False}
_LEFT, _ABOVE = "<", "^"

Place = tuple[int, int]


def grid(text: str) -> Grid:
    """The workbook that the text draws."""
    sheets: list[tuple[str, Visibility, list[str]]] = []
    for line in text.splitlines():
        heading = _SHEET.fullmatch(line)
        if heading is not None:
            shown = Visibility.HIDDEN if heading["hidden"] else Visibility.VISIBLE
            sheets.append((heading["name"], shown, []))
        elif sheets or line.strip():
            if not sheets:
                sheets.append(("Blad1", Visibility.VISIBLE, []))
            sheets[-1][2].append(line)
    return Grid(tuple(_sheet(name, shown, lines) for name, shown, lines in sheets))


def save(drawn: Grid, path: Path) -> None:
    """Writes the workbook as an .xlsx file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in drawn.sheets:
        page = book.create_sheet(sheet.name)
        page.sheet_state = "visible" if sheet.visibility is Visibility.VISIBLE else "hidden"
        for row, cells in enumerate(sheet.rows, start=1):
            for column, value in enumerate(cells, start=1):
                if value is not None:
                    page.cell(row, column, value)
        for top, left, bottom, right in sheet.merged:
            page.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    book.save(path)


def sheet_of(name: str, cells: Mapping[Place, Cell], merged: Sequence[Merged] = ()) -> Sheet:
    """A sheet with the given cells, counted from 0, and nothing else."""
    filled = {place: value for place, value in cells.items() if value is not None}
    height = max((row for row, _ in filled), default=-1) + 1
    width = max((column for _, column in filled), default=-1) + 1
    rows = tuple(tuple(filled.get((row, column)) for column in range(width)) for row in range(height))
    return Sheet(name, rows=rows, merged=tuple(sorted(merged)))


def _sheet(name: str, shown: Visibility, lines: list[str]) -> Sheet:
    written = {
        (row, column): cell.strip()
        for row, line in enumerate(_without_outer_blanks(lines))
        for column, cell in enumerate(line.split("|"))
    }
    cells = {place: _cell(text) for place, text in written.items() if text not in (_LEFT, _ABOVE)}
    sheet = sheet_of(name, cells, tuple(_merged(written)))
    return Sheet(name, shown, sheet.rows, sheet.merged)


def _without_outer_blanks(lines: list[str]) -> list[str]:
    filled = [number for number, line in enumerate(lines) if line.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _cell(text: str) -> Cell:
    if len(text) >= 2 and text.startswith('"') and text.endswith('"'):
        return text[1:-1].replace("\\n", "\n") or None
    if _DATE.fullmatch(text):
        return date.fromisoformat(text)
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return _BOOLEAN.get(text, text.replace("\\n", "\n") or None)


def _merged(written: Mapping[Place, str]) -> Iterator[Merged]:
    """The ranges: every corner with the cells that point at it, as a rectangle."""
    corners: dict[Place, Place] = {}
    for (row, column), text in sorted(written.items()):
        before = {_LEFT: (row, column - 1), _ABOVE: (row - 1, column)}.get(text)
        corners[row, column] = corners[before] if before is not None else (row, column)
    lasts: dict[Place, Place] = {}
    for (row, column), corner in corners.items():
        last = lasts.get(corner, corner)
        lasts[corner] = (max(last[0], row), max(last[1], column))
    yield from ((*corner, *last) for corner, last in lasts.items() if corner != last)
