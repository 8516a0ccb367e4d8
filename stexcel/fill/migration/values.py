"""A value in the sort that a cell asks for: a choice of its list, a day, a share, or plain text."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from stexcel.fill.places.canvas import Canvas
from stexcel.layout.meeting_words import meeting_named
from stexcel.layout.methods import known_method
from stexcel.layout.time_forms import term
from stexcel.layout.times import period
from stexcel.model import CellRef, Period
from stexcel.ooxml import CellValue
from stexcel.workbook import Cell

_PERCENT = 100
_SEVERAL = re.compile(r"[\n;,+/(:]|\s(?:och|samt|med)\s")
"""What parts several things in one text, or adds something to one."""
_MOST = 40
_LONGER = 2
"""A text this much longer than the name says more than that."""


def text_of(value: Cell) -> str:
    """A cell's content as text."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return value if isinstance(value, str) else str(value)


def writable(value: Cell) -> CellValue:
    """What was read as what can be written."""
    if isinstance(value, (time, timedelta)):
        return str(value)
    return value


def joined(values: Iterable[Cell], by: str = "\n") -> CellValue:
    """The values as one: a single one as it is, several as text."""
    found = list(dict.fromkeys(value for value in values if value is not None))
    if not found:
        return None
    return writable(found[0]) if len(found) == 1 else by.join(map(text_of, found))


def period_value(when: Period) -> date | str:
    """A time as a cell states it: a day, a term, a month, a year, or from day to day."""
    if when.is_day:
        return when.start
    year, month = when.start.year, when.start.month
    for autumn in (False, True):
        if when == term(year, autumn=autumn):
            return f"{'HT' if autumn else 'VT'}{year % 100:02d}"
    if when == Period(date(year, 1, 1), date(year, 12, 31)):
        return f"{year}-01-01 – {year}-12-31"
    if when == Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])):
        return f"{year}-{month:02d}"
    return f"{when.start.isoformat()} – {when.end.isoformat()}"


def share_value(canvas: Canvas, cell: CellRef, percent: int) -> CellValue:
    """A degree as the cell shows it."""
    return percent / _PERCENT if canvas.shows_share(cell) else f"{percent} %"


def fitted(canvas: Canvas, cell: CellRef, value: CellValue) -> CellValue:
    """The value as the cell asks for it; ``None`` where its list allows no such value."""
    choices = canvas.choices(cell)
    if choices is not None and isinstance(value, str):
        return _chosen(choices.items, value) or (None if choices.strict else value)
    if isinstance(value, str) and canvas.shows_day(cell):
        found = period(value)
        return found.start if found is not None and found.is_day else value
    return value


def _chosen(items: Iterable[str], text: str) -> str | None:
    """The choice that says the same as the text: in the same words, or as the name of the same meeting or method."""
    wanted = text.strip().casefold()
    equal = next((item for item in items if item.casefold() == wanted), None)
    if equal is not None or _SEVERAL.search(text) or len(text) > _MOST:
        return equal
    for name in (meeting_named, known_method):
        found = name(text)
        if found is not None and len(text) <= _LONGER * len(found):
            return next((item for item in items if name(item) == found), None)
    return None
