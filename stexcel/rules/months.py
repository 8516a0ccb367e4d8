"""Months as the regulations count them: calendar months, and months converted to full time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from stexcel.codes import HSLF_2021, SOSFS_2015

FULL_TIME = 100
REQUIRED_MONTHS = {SOSFS_2015: 60, HSLF_2021: 66}
"""Shortest training in full-time months; bastjänstgöringen is part of the longer one."""


class Span(NamedTuple):
    """A time with both days included, and its share of full time in percent; 0 is leave."""

    start: date
    end: date
    percent: int


def add_months(day: date, months: int) -> date:
    """The same day of the month that many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(start: date, after: date) -> float:
    """Months from ``start`` up to, not including, ``after``, counted from the day of ``start``.

    The days beyond whole months count as their share of the month that they began.
    """
    whole = (after.year - start.year) * 12 + after.month - start.month
    if add_months(start, whole) > after:
        whole -= 1
    last, following = add_months(start, whole), add_months(start, whole + 1)
    return whole + (after - last).days / (following - last).days


def full_time_months(spans: Iterable[Span]) -> float:
    """Months converted to full time. Simultaneous spans count up to 100 %; during leave nothing counts."""
    known = sorted(span for span in spans if span.start <= span.end)
    limits = sorted({day for span in known for day in (span.start, _after(span))})
    return sum(months_between(start, after) * _percent(known, start) / FULL_TIME for start, after in pairwise(limits))


def _after(span: Span) -> date:
    return span.end + timedelta(days=1)


def _percent(spans: Sequence[Span], day: date) -> int:
    percents = [span.percent for span in spans if span.start <= day < _after(span)]
    return 0 if 0 in percents else min(FULL_TIME, sum(percents))
