"""How far from today and from the beginning of a training a date can lie before it is a slip of the pen."""

from __future__ import annotations

from datetime import date

FIRST_YEAR = 1980
"""Nothing in a programme or a register of today is older."""
YEARS_AHEAD = 15
"""As far ahead as a training can be planned: half-time and leave make the longest about so long."""
YEARS_TO_START = 2
"""An IUP is not written longer than this before the training begins."""
YEARS_BEFORE_RECORD = 1
"""Meetings, assessments, revisions and signatures belong to the training; a few are made while it is prepared."""
YEARS_BEFORE_CREDIT = 10
"""Service, courses and delmål from before the training may be counted, but not from so long ago."""
FULL_TIME = 100


def years_after(day: date, years: int) -> date:
    """The same day another year; the last of February for a leap day, the first or last day there is beyond them."""
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        return date.max if years > 0 else date.min
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def is_possible_start(start: date, today: date) -> bool:
    """Whether a training can begin on the day, so that other dates may be compared with it."""
    return date(FIRST_YEAR, 1, 1) <= start <= years_after(today, YEARS_TO_START)
