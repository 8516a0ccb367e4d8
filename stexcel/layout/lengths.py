"""How long a placement lasts where no end stands: ``Antal mån`` 4, ``6 v``, ``Längd`` ``3 månader``."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from stexcel.model import Period
from stexcel.workbook import Cell

_LENGTH = re.compile(r"\s*(?:ca\.?\s*)?(?P<n>\d{1,3}(?:[.,]\d{1,2})?)\s*(?P<unit>[^\W\d]*)\.?\s*", re.IGNORECASE)
_UNITS = (
    ("month", re.compile(r"\bmån|\bmonth|^m$", re.IGNORECASE)),
    ("week", re.compile(r"\bveck|\bweek|^v$", re.IGNORECASE)),
)
_DAYS_OF_MONTH = 30
_MONTH = 31
"""Days that a stated start may span and still be a start: a day or a month, no term."""


def lengthened(start: Period, length: Cell, heading: str) -> Period | None:
    """From a start as long as a cell tells; ``None`` without a length whose unit the cell or its heading names."""
    if (start.end - start.start).days >= _MONTH:
        return None
    found = _LENGTH.fullmatch(length) if isinstance(length, str) else None
    if isinstance(length, int | float) and not isinstance(length, bool):
        number, unit = float(length), ""
    elif found is not None:
        number, unit = float(found["n"].replace(",", ".")), found["unit"]
    else:
        return None
    sort = _unit(unit) if unit else _unit(heading)
    end = _after(start.start, number, sort) if sort is not None and number > 0 else None
    return Period(start.start, end) if end is not None else None


def _unit(text: str) -> str | None:
    return next((name for name, pattern in _UNITS if pattern.search(text)), None)


def _after(start: date, number: float, unit: str) -> date | None:
    """The last day of so many months or weeks; ``None`` beyond the calendar."""
    try:
        if unit == "week":
            return start + timedelta(days=round(7 * number) - 1)
        months = start.year * 12 + start.month - 1 + int(number)
        year, month = months // 12, months % 12 + 1
        day = min(start.day, calendar.monthrange(year, month)[1])
        return date(year, month, day) + timedelta(days=round((number % 1) * _DAYS_OF_MONTH) - 1)
    except (ValueError, OverflowError):
        return None
