"""The training's time converted to full time: planned, served and required."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta

from stexcel.findings import TrainingTime
from stexcel.model import Placement
from stexcel.regelverk import SpecialtyKind
from stexcel.rules.context import Context
from stexcel.rules.months import (
    FULL_TIME,
    REQUIRED_MONTHS,
    Span,
    add_days,
    add_months,
    full_time_months,
    gaps,
    until,
)
from stexcel.rules.possible import is_possible_share
from stexcel.rules.schedule import schedule
from stexcel.rules.sides import is_basic

_DAY = timedelta(days=1)
_TERM = 6
"""Months."""
_LONGEST = 120
"""Months; a longer placement has a slip of the pen in one of its dates, and would count for the whole training."""


_TINY = 1e-6
"""Months; what rounding may take away from a sum."""
_LONGEST_TRAINING = 240
"""Months; likewise for the training as a whole, at half time and with much leave."""


def usual_share(context: Context) -> int:
    """The doctor's own share of full time in percent; full time where none is stated, or none that can be."""
    fte = context.iup.person.fte
    return fte.value if fte else FULL_TIME


def dated(context: Context) -> tuple[tuple[Placement, Span], ...]:
    """The placements with a time and a degree that can be; the doctor's own degree where the placement has none."""
    usual = usual_share(context)
    return tuple(
        (one, Span(one.start, one.end, usual if one.percent is None else one.percent))
        for one in schedule(context)
        if one.start is not None
        and one.end is not None
        and one.start <= one.end < add_months(one.start, _LONGEST)
        and is_possible_share(one.percent)
    )


def before_start(context: Context) -> tuple[tuple[Placement, Span], ...]:
    """The placements with time before the training that nothing says is credited, each with that time.

    Workbooks round the first placement to a term or a month, so that less than a term before the start is no such time.
    """
    start = context.iup.person.start
    if start is None:
        return ()
    last = max(start.value, date.min + _DAY) - _DAY
    early = add_months(start.value, -_TERM)
    return tuple(
        (one, span._replace(end=min(span.end, last)))
        for one, span in dated(context)
        if span.percent and not (one.credited or is_basic(one)) and (span.end <= last or span.start < early)
    )


def served_before(context: Context) -> float:
    """The months before the training that are not counted, converted to full time."""
    return round(full_time_months(span for _, span in before_start(context)), 1)


def _counted(context: Context) -> tuple[Span, ...]:
    """The times of the placements, without what lies before the training and is not credited."""
    cut = {one: span.end for one, span in before_start(context)}
    spans = (span._replace(start=cut[one] + _DAY) if one in cut else span for one, span in dated(context))
    return tuple(span for span in spans if span.start <= span.end)


def not_counted(context: Context) -> tuple[Placement, ...]:
    """The placements whose time is not known, or cannot be right, so that it is missing in the training's time."""
    counted = {placement for placement, _ in dated(context)}
    return tuple(one for one in schedule(context) if one not in counted)


def planned_spans(context: Context) -> tuple[Span, ...]:
    """The dated placements, else the whole training from start to planned end; empty if neither is known."""
    person = context.iup.person
    spans = _counted(context)
    if schedule(context) or person.start is None or person.planned_end is None:
        return spans
    start, end = person.start.value, person.planned_end.value
    if not start <= end < add_months(start, _LONGEST_TRAINING):
        return ()
    return (Span(start, end, usual_share(context)),)


def knows_no_start(context: Context) -> bool:
    """Whether the workbook states a start that cannot be true, so that nobody can tell what has been served."""
    stated = context.document.iup.person.start if context.document.iup else None
    return stated is not None and context.iup.person.start is None


def end_at_full_time(context: Context) -> date | None:
    """The last day of the required time with the placements and the degrees that are planned.

    Where they do not suffice, the doctor's own degree is counted on from the last of them. ``None`` where nothing is
    required, nothing is planned, or only a part of the plan is in the workbook.
    """
    required, spans, share = training_time(context).required, planned_spans(context), usual_share(context)
    start = context.iup.person.start
    if required is None or knows_no_start(context) or (schedule(context) and not _is_whole(context)):
        return None
    if not spans:
        return _further(add_days(start.value, -1), required, share) if start else None
    total = full_time_months(spans)
    if total < required:
        return _further(max(span.end for span in spans), required - total, share)
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    days = range((last - first).days + 1)
    enough = bisect_left(days, required - _TINY, key=lambda day: full_time_months(until(spans, add_days(first, day))))
    return add_days(first, enough)


def _is_whole(context: Context) -> bool:
    """Whether all placements have a time, and fill most of the training from its start up to the last of them."""
    spans, start = planned_spans(context), context.iup.person.start
    if not spans or start is None or not_counted(context):
        return False
    first, last = min(start.value, *(span.start for span in spans)), max(span.end for span in spans)
    return 2 * sum(gap.days for gap in gaps([Span(first, first, 0), *spans])) < (last - first).days


def _further(last: date, months: float, share: int) -> date | None:
    """The day by which so many full-time months more have been served after a day; ``None`` for no degree at all."""
    if not share:
        return None
    whole, part = divmod(months * FULL_TIME / share, 1)
    begun = add_months(add_days(last, 1), int(whole))
    days = round(part * (add_months(begun, 1) - begun).days)
    return add_days(begun, days - 1)


def training_time(context: Context) -> TrainingTime:
    """Months with one decimal, as they are compared with what is required of base specialties."""
    spans = planned_spans(context)
    known = not knows_no_start(context)
    base = context.specialty is not None and context.specialty.kind is SpecialtyKind.BASE
    return TrainingTime(
        planned=round(full_time_months(spans), 1) if spans else None,
        served=round(full_time_months(until(spans, context.today)), 1) if spans and known else None,
        required=REQUIRED_MONTHS.get(context.regulation or "") if base else None,
    )
