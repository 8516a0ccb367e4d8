"""What a training has behind it: when it began, leave, meetings that were held, assessments that were made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from stexcel.model import CellRef, Iup, LoggedAssessment, Meeting, MeetingKind
from stexcel.rules.context import Context
from stexcel.rules.months import add_days, add_months
from stexcel.rules.terms import Days, Term, leave_in

KOLLEGIUM_METHOD = "Specialistkollegium"
"""The normal name of the method that is also a meeting."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The part of a training that lies behind; ``begun`` is ``None`` when nothing in the workbook tells.

    ``until`` is today, or the planned end once that has passed: what was not done after the end is no fault.
    """

    begun: date | None
    until: date
    leave: tuple[Days, ...] = ()

    def since(self, months: int) -> date:
        """The first of the last so many months at work: leave moves the day back, since nobody is assessed then."""
        plain = add_months(self.until, -months)
        first = plain
        while True:
            away = sum(one.within(Days(first, self.until)).length for one in self.leave)
            if add_days(plain, -away) == first:
                return first
            first = add_days(plain, -away)

    def is_longer_than(self, months: int) -> bool:
        """Whether the training has gone on for more than so many months at work."""
        return self.begun is not None and self.begun < self.since(months)

    def completed_terms(self, count: int) -> Iterator[Term]:
        """The last completed terms, the latest first; the running one is never judged."""
        term = Term.of(self.until)
        for _ in range(count):
            term = term.previous
            yield term


def progress(context: Context) -> Progress:
    """How far the training of a workbook has come."""
    iup, today = context.iup, context.today
    begun = began(iup, today)
    end = iup.person.planned_end.value if iup.person.planned_end else None
    over = begun is not None and end is not None and begun < end < today
    return Progress(begun, end if over and end is not None else today, leave_in(iup.placements))


def began(iup: Iup, today: date) -> date | None:
    """The stated start, else the earliest day on which something is known to have happened in the training."""
    if iup.person.start is not None:
        return iup.person.start.value
    known = [one.start for one in iup.placements if one.start is not None and one.percent != 0]
    known += [meeting.date for meeting in iup.meetings]
    known += [one.date for one in iup.assessments if one.date is not None]
    return min((day for day in known if day <= today), default=None)


def held(context: Context, kind: MeetingKind) -> tuple[Meeting, ...]:
    """The meetings of a kind that have been held, in order of time; dates to come are plans."""
    past = (meeting for meeting in context.iup.meetings_of(kind) if meeting.date <= context.today)
    return tuple(sorted(past, key=lambda meeting: (meeting.date, meeting.cell)))


def log(context: Context) -> tuple[LoggedAssessment, ...]:
    """The assessments that have been made, in order of time.

    A specialistkollegium that is written among the meetings is one too, unless the log has it already.
    """
    made = [one for one in context.iup.assessments if one.date is not None and one.date <= context.today]
    known = {one.date for one in made if one.method == KOLLEGIUM_METHOD}
    made += [
        LoggedAssessment(KOLLEGIUM_METHOD, meeting.content or KOLLEGIUM_METHOD, meeting.cell, meeting.date)
        for meeting in held(context, MeetingKind.KOLLEGIUM)
        if meeting.date not in known
    ]
    return tuple(sorted(made, key=lambda one: (one.date or date.min, one.cell)))


class Dated(Protocol):
    """Something that happened on a day."""

    @property
    def date(self) -> date | None:
        """The day."""

    @property
    def cell(self) -> CellRef:
        """Where it stands."""


def latest(found: Iterable[Dated]) -> Dated | None:
    """The last of the dated ones."""
    return max((one for one in found if one.date is not None), key=lambda one: one.date or date.min, default=None)


def made_in(span: Days, made: Iterable[LoggedAssessment]) -> list[LoggedAssessment]:
    """The assessments of a stretch of time."""
    return [one for one in made if one.date is not None and span.first <= one.date <= span.last]
