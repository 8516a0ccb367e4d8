"""Months as the regulations count them: calendar months, and months converted to full time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
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
    """The same day of the month that many months later, or that month's last day; never past the days there are.

    Workbooks use the year 9999 for what has no end, and years of one or two digits come of slips of the pen.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if year > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date:
    """That many days later, or earlier for a negative number; never past the first or the last day there is."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def months_between(start: date, after: date) -> float:
    """Months from ``start`` up to, not including, ``after``, counted from the day of ``start``.

    The days beyond whole months count as their share of the month that they began.
    """
    whole = (after.year - start.year) * 12 + after.month - start.month
    if add_months(start, whole) > after:
        whole -= 1
    last, following = add_months(start, whole), add_months(start, whole + 1)
    if following <= last:
        return whole
    return whole + (after - last).days / (following - last).days


def full_time_months(spans: Iterable[Span]) -> float:
    """Months converted to full time. Simultaneous spans count up to 100 %; during leave nothing counts."""
    known = sorted(span for span in spans if span.start <= span.end)
    return sum(
        months_between(start, after) * _percent(known, start) / FULL_TIME for start, after in pairwise(_limits(known))
    )


def _after(span: Span) -> date:
    return add_days(span.end, 1)


def _percent(spans: Sequence[Span], day: date) -> int:
    percents = [span.percent for span in spans if span.start <= day < _after(span)]
    return 0 if 0 in percents else min(FULL_TIME, sum(percents))


class Overlap(NamedTuple):
    """A time, both days included, with more than full time: ``indexes`` of the spans, ``percent`` of them together."""

    start: date
    end: date
    indexes: tuple[int, ...]
    percent: int


class Gap(NamedTuple):
    """The first and the last day of a time without any span."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.end - self.start).days + 1


def overlaps(spans: Sequence[Span]) -> tuple[Overlap, ...]:
    """The times in which spans together exceed full time, one for each set of spans, in the order of their start.

    Leave never exceeds anything. A single day on which one span ends and the next begins is a way of writing dates.
    """
    found: dict[tuple[int, ...], Overlap] = {}
    for start, after in pairwise(_limits(spans)):
        active = tuple(index for index, span in enumerate(spans) if span.percent and span.start <= start < _after(span))
        percent = sum(spans[index].percent for index in active)
        if percent > FULL_TIME and len(active) > 1:
            first = found.get(active)
            found[active] = Overlap(first.start if first else start, add_days(after, -1), active, percent)
    return tuple(one for one in found.values() if one.end > one.start)


def gaps(spans: Iterable[Span]) -> tuple[Gap, ...]:
    """The times between the first start and the last end in which there is neither service nor leave."""
    found: list[Gap] = []
    reached: date | None = None
    for span in sorted(span for span in spans if span.start <= span.end):
        if reached is not None and span.start > add_days(reached, 1):
            found.append(Gap(add_days(reached, 1), add_days(span.start, -1)))
        reached = span.end if reached is None else max(reached, span.end)
    return tuple(found)


def until(spans: Iterable[Span], last: date) -> tuple[Span, ...]:
    """The parts of the spans that lie no later than a day."""
    return tuple(span._replace(end=min(span.end, last)) for span in spans if span.start <= last)


def _limits(spans: Iterable[Span]) -> list[date]:
    """Every day on which a span begins or has just ended, in order."""
    return sorted({day for span in spans if span.start <= span.end for day in (span.start, _after(span))})
