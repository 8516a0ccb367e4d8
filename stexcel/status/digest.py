"""A judged workbook to the small facts that the status keeps of it; runs where the file was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

from stexcel import codes
from stexcel.findings import FileReport
from stexcel.model import Course, Delmal, LoggedAssessment, MeetingKind, Placement, Value
from stexcel.rules.assessment import wanted_in
from stexcel.rules.context import Context
from stexcel.rules.delmal import has_time
from stexcel.rules.fulfilment import elapsed_percent
from stexcel.rules.meetings import is_checked, supervision_gaps
from stexcel.rules.months import add_days, add_months
from stexcel.rules.progress import KOLLEGIUM_METHOD, Progress, held, log, made_in, progress
from stexcel.rules.schedule import schedule
from stexcel.rules.sides import Where, setting
from stexcel.rules.terms import Days, Term, moved_by_leave, served_days
from stexcel.rules.theory import course_key
from stexcel.rules.training_time import end_at_full_time, usual_share
from stexcel.status.model import (
    Assessed,
    Attended,
    DelmalStatus,
    Due,
    Link,
    Met,
    Placed,
    Recurring,
    Resident,
    TermCount,
)
from stexcel.status.sights import sights

T = TypeVar("T")

_TERMS = 6
"""Terms that are shown: three years back."""


def digest(report: FileReport, context: Context) -> Resident:
    """What the status shows of an IUP. The report's document has to be one that holds an IUP."""
    iup, time = context.iup, progress(context)
    person = iup.person
    resident = Resident(
        path=report.document.path,
        name=_told(person.name),
        cell=person.name.cell if person.name else None,
        specialty=_told(person.specialty),
        regulation=context.regulation,
        unit=_told(person.unit),
        start=_told(person.start),
        planned_end=_told(person.planned_end),
        end_at_fte=end_at_full_time(context),
        percent=_told(person.fte),
        supervisor=_told(person.supervisor),
        studierektor=_told(person.studierektor),
        time=report.time,
        expected=elapsed_percent(context),
        begun=time.begun,
        unknown=tuple(_unknown(context, time)),
    )
    resident = replace(
        resident,
        placements=tuple(_placed(context, one) for one in schedule(context)),
        courses=tuple(_attended(context)),
        meetings=tuple(_met(context)),
        assessments=tuple(_assessed(context)),
        revisions=tuple(sorted(one.value for one in iup.revisions if one.value <= context.today)),
        seen=sights(context),
    )
    return _with_standing(_with_delmal(resident, context), context, time)


def _told(value: Value[T] | None) -> T | None:
    return value.value if value else None


def _unknown(context: Context, time: Progress) -> Iterator[str]:
    if context.specialty is None:
        yield "specialitet"
    if context.regulation is None:
        yield "föreskrift"
    if context.malbeskrivning is None and context.specialty is not None and context.regulation is not None:
        yield "målbeskrivning"
    if time.begun is None:
        yield "startdatum"


def _with_delmal(resident: Resident, context: Context) -> Resident:
    listed = context.malbeskrivning.requirements if context.malbeskrivning else context.known_delmal
    made = log(context)
    delmal = tuple(_delmal_status(context, code, made) for code in sorted(listed, key=codes.sort_key))
    days = sorted({one.done_on for one in delmal if one.done_on is not None})
    told = [(day, share) for day in days if (share := elapsed_percent(context, day)) is not None]
    return replace(resident, delmal=delmal, elapsed=tuple(told))


def _delmal_status(context: Context, code: str, made: tuple[LoggedAssessment, ...]) -> DelmalStatus:
    delmal = context.own_delmal.get(code)
    if delmal is None:
        return DelmalStatus(code, Link.MISSING)
    done = delmal.done if delmal.done is not None and delmal.done.fulfilled else None
    return DelmalStatus(
        code,
        _link(delmal),
        done_on=done.date if done else None,
        types=frozenset(kind for activity in delmal.activities for kind in activity.types),
        methods=tuple(dict.fromkeys(one.method for one in delmal.assessments)),
        assessed=tuple(dict.fromkeys(one.method for one in made if code in one.delmal)),
        cell=delmal.cells[0],
        active=bool(delmal.activities),
    )


def _link(delmal: Delmal) -> Link:
    if delmal.done is not None and delmal.done.fulfilled:
        return Link.DONE
    if not delmal.activities:
        return Link.ASSESSMENT_ONLY if delmal.assessments else Link.EMPTY
    if not delmal.assessments:
        return Link.ACTIVITY_ONLY
    return Link.PLANNED if has_time(delmal) else Link.LINKED


def _placed(context: Context, placement: Placement) -> Placed:
    percent = placement.percent
    return Placed(
        placement.name,
        placement.cell,
        placement.start,
        placement.end,
        usual_share(context) if percent is None else percent,
        setting(context, placement).where is Where.SIDE,
        placement.site,
        placement.supervisor,
    )


def _attended(context: Context) -> Iterator[Attended]:
    """The courses; one that is taken according to another row is taken."""
    taken = {course_key(one) for one in context.iup.courses if one.completed}
    for one in context.iup.courses:
        completed = True if course_key(one) in taken and not _is_coming(one, context.today) else one.completed
        yield Attended(one.name, one.cell, one.when, one.delmal, completed)


def _is_coming(course: Course, today: date) -> bool:
    return course.when is not None and course.when.start > today


def _met(context: Context) -> Iterator[Met]:
    for one in sorted(context.iup.meetings, key=lambda one: (one.date, one.cell)):
        checked = is_checked(one) if one.content is not None or one.checked_against_iup is not None else None
        yield Met(one.date, one.kind, one.cell, one.supervisor, checked)


def _assessed(context: Context) -> Iterator[Assessed]:
    """The assessments that were made, and those whose day nobody has written."""
    undated = [one for one in context.iup.assessments if one.date is None]
    for one in (*log(context), *undated):
        yield Assessed(one.method, one.date, one.cell, one.delmal, one.assessor)


def _with_standing(resident: Resident, context: Context, time: Progress) -> Resident:
    gaps = [days for _, days in supervision_gaps(context)]
    return replace(
        resident,
        terms=tuple(_terms(context, time)),
        due=tuple(_due(context, time)),
        since_supervision=_since_supervision(context, time),
        longest_gap=max(gaps, default=None),
    )


def _terms(context: Context, time: Progress) -> Iterator[TermCount]:
    made, running = log(context), Term.of(time.until)
    for term in (*reversed([*time.completed_terms(_TERMS - 1)]), running):
        span = Days(term.first, term.last)
        if time.begun is not None and term.last < time.begun:
            continue
        wanted = wanted_in(time, span, context.thresholds.assessments_per_term) if time.begun else None
        yield TermCount(str(term), term.first, term.last, len(made_in(span, made)), wanted)


def _since_supervision(context: Context, time: Progress) -> int | None:
    meetings = [one.date for one in held(context, MeetingKind.SUPERVISION)]
    last = max(meetings, default=time.begun)
    return None if last is None else served_days(Days(add_days(last, 1), time.until), time.leave)


def _due(context: Context, time: Progress) -> Iterator[Due]:
    """What recurs, counted from the last time it was done, else from the start of the training."""
    limits, is_over = context.thresholds, time.until < context.today
    meetings = {kind: [one.date for one in held(context, kind)] for kind in MeetingKind}
    kollegium = [one.date for one in log(context) if one.method == KOLLEGIUM_METHOD and one.date]
    revisions = [one.value for one in context.iup.revisions if one.value <= context.today]
    counted = (
        (Recurring.SUPERVISION, meetings[MeetingKind.SUPERVISION], 0, limits.meeting_days),
        (Recurring.KOLLEGIUM, kollegium, limits.kollegium_months, 0),
        (Recurring.RECONCILIATION, meetings[MeetingKind.RECONCILIATION], limits.reconciliation_months, 0),
        (Recurring.DEVELOPMENT, meetings[MeetingKind.DEVELOPMENT], limits.development_months, 0),
    )
    for what, days, months, more in counted:
        last = max(days, default=None)
        after = last or time.begun
        plain = add_days(add_months(after, months), more) if after and not is_over else None
        yield Due(what, last, moved_by_leave(after, plain, time.leave) if after and plain else None)
    last, start = max(revisions, default=None), context.iup.person.start
    after = last or (start.value if start else None)
    yield Due(Recurring.REVISION, last, add_months(after, limits.revision_months) if after and not is_over else None)
