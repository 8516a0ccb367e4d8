"""Swedish terms: spring (VT) is January to June, autumn (HT) July to December, and how much of a time was served."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from stexcel.model import Placement
from stexcel.rules.months import add_days

_AUTUMN = 7
"""The month in which the autumn term begins."""


class Term(NamedTuple):
    """One term; terms follow each other without gaps and sort by time."""

    year: int
    autumn: bool

    @staticmethod
    def of(day: date) -> Term:
        """The term that a day belongs to."""
        return Term(day.year, day.month >= _AUTUMN)

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, _AUTUMN if self.autumn else 1, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.year, 12, 31) if self.autumn else date(self.year, 6, 30)

    @property
    def previous(self) -> Term:
        """The term before; the first term that there is stays itself."""
        if self == Term(date.min.year, False):
            return self
        return Term(self.year, False) if self.autumn else Term(self.year - 1, True)

    def __str__(self) -> str:
        return f"{'HT' if self.autumn else 'VT'}{self.year % 100:02d}"


class Days(NamedTuple):
    """A stretch of days, both included; empty when it ends before it begins."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """How many days it has."""
        return max(0, (self.last - self.first).days + 1)

    def within(self, other: Days) -> Days:
        """The days that both have."""
        return Days(max(self.first, other.first), min(self.last, other.last))


def leave_in(placements: Iterable[Placement]) -> tuple[Days, ...]:
    """The dated leaves (placements of 0 percent), merged where they meet or overlap, in order of time."""
    found = sorted(
        Days(one.start, one.end)
        for one in placements
        if one.percent == 0 and one.start is not None and one.end is not None and one.start <= one.end
    )
    merged: list[Days] = []
    for one in found:
        if merged and one.first <= add_days(merged[-1].last, 1):
            merged[-1] = Days(merged[-1].first, max(merged[-1].last, one.last))
        else:
            merged.append(one)
    return tuple(merged)


def moved_by_leave(after: date, plain: date, leave: Iterable[Days]) -> date:
    """The day that a day is moved on to when leave after another day is not counted; ``leave`` without overlaps."""
    away, last = list(leave), plain
    while True:
        days = sum(one.within(Days(add_days(after, 1), last)).length for one in away)
        if add_days(plain, days) == last:
            return last
        last = add_days(plain, days)


def served_days(span: Days, leave: Iterable[Days]) -> int:
    """The days of a stretch that are not leave; ``leave`` as from :func:`leave_in`, without overlaps."""
    return span.length - sum(span.within(one).length for one in leave)


def served_share(span: Days, training: Days, leave: Iterable[Days]) -> Fraction:
    """The share of a stretch that lies inside the training and is not leave; exact, so that limits can be rounded."""
    return Fraction(served_days(span.within(training), leave), span.length) if span.length else Fraction(0)
