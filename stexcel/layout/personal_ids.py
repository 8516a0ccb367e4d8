"""Personal numbers in free text: recognised by date and check digit, never repeated anywhere."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from stexcel.layout.labels import Field, field_of
from stexcel.model import CellRef, Note, NoteKind
from stexcel.workbook import Cell, Sheet

_NUMBER = re.compile(r"(?<!\d)(?:(?P<century>19|20))?(?P<yy>\d\d)(?P<mm>\d\d)(?P<dd>\d\d)[-+ ]?(?P<last>\d{4})(?!\d)")
_SHORTEST = 10
HIDDEN = "[personnummer visas inte]"
_COORDINATION = 60
"""Added to the day in a coordination number (samordningsnummer)."""


@lru_cache(maxsize=8192)
def has_personal_id(text: str) -> bool:
    """Whether the text holds a Swedish personal or coordination number with a valid date and check digit."""
    return any(_is_valid(match) for match in _NUMBER.finditer(text))


def _is_valid(match: re.Match[str]) -> bool:
    day = int(match["dd"])
    try:
        date(
            int((match["century"] or "20") + match["yy"]),
            int(match["mm"]),
            day - _COORDINATION if day > _COORDINATION else day,
        )
    except ValueError:
        return False
    digits = match["yy"] + match["mm"] + match["dd"] + match["last"]
    doubled = (int(digit) * (2 - index % 2) for index, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def without_personal_ids(sheet: Sheet) -> tuple[Sheet, tuple[Note, ...]]:
    """The sheet with every personal number hidden, and a note for each cell with one that no label asks for."""
    places = [
        (row, column)
        for row, cells in enumerate(sheet.rows)
        for column, value in enumerate(cells)
        if value is not None and _may_hold(value) and has_personal_id(str(value))
    ]
    if not places:
        return sheet, ()
    rows = [list(cells) for cells in sheet.rows]
    for row, column in places:
        rows[row][column] = hide(str(rows[row][column]))
    notes = tuple(
        Note(
            NoteKind.PERSONAL_ID,
            "Cellen kan innehålla ett personnummer.",
            CellRef(sheet.name, row + 1, column + 1),
        )
        for row, column in places
        if not _is_own(sheet.rows[row][:column])
    )
    return replace(sheet, rows=tuple(map(tuple, rows))), notes


def hide(text: str) -> str:
    """The text with its personal numbers replaced by :data:`HIDDEN`."""
    return _NUMBER.sub(lambda match: HIDDEN if _is_valid(match) else match.group(), text)


def _may_hold(value: Cell) -> bool:
    if isinstance(value, str):
        return len(value) >= _SHORTEST
    return type(value) is int and value >= 10 ** (_SHORTEST - 1)


def _is_own(before: tuple[object, ...]) -> bool:
    """Whether the nearest text to the left is a label that asks for the resident's own number."""
    label = next((value for value in reversed(before) if isinstance(value, str)), "")
    found = field_of(label)
    return found is not None and found[0] is Field.PERSONAL_ID
