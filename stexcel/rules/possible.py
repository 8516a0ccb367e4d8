"""What of an IUP can be true. The checks use nothing else, so that one slip of the pen is told once and misleads none.

The schemas of the tables (:mod:`stexcel.frames.demands`) tell the same values as STX008.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from stexcel.frames.years import (
    FIRST_YEAR,
    FULL_TIME,
    YEARS_AHEAD,
    YEARS_BEFORE_CREDIT,
    YEARS_BEFORE_RECORD,
    is_possible_start,
    years_after,
)
from stexcel.model import Course, Delmal, DelmalRow, Iup, Person, Signature, Value
from stexcel.rules.words import listing

_MOST_NAMED = 5


def possible(iup: Iup, today: date) -> Iup:
    """The IUP without the values that cannot be true; placements are kept, see :func:`is_possible_share`."""
    person = _person(iup.person, today)
    begun = _begun(iup, person)
    records = _first(begun, YEARS_BEFORE_RECORD)
    credits = _first(begun, YEARS_BEFORE_CREDIT)
    return replace(
        iup,
        person=_with_established(person, records, today),
        delmal={code: _delmal(one, credits, today) for code, one in iup.delmal.items()},
        courses=tuple(_course(one) for one in iup.courses),
        meetings=tuple(one for one in iup.meetings if one.date >= records),
        assessments=tuple(one for one in iup.assessments if one.date is None or one.date >= records),
        revisions=tuple(one for one in iup.revisions if one.value >= records),
        signatures=tuple(_signature(one, records, today) for one in iup.signatures),
    )


def is_possible_share(percent: int | None) -> bool:
    """Whether a share of full time can be true; one that is not stated can."""
    return percent is None or 0 <= percent <= FULL_TIME


def left_out(raw: Iup, used: Iup) -> Iterator[str]:
    """What the checks do not use, in Swedish words."""
    one, other = raw.person, used.person
    facts: tuple[tuple[str, Value[date] | Value[int] | None, object, str], ...] = (
        ("startdatum", one.start, other.start, ""),
        ("planerat slut", one.planned_end, other.planned_end, ""),
        ("datum för upprättandet", one.established, other.established, ""),
        ("tjänstgöringsgraden", one.fte, other.fte, " %"),
    )
    yield from (f"{name} {fact.value}{unit}" for name, fact, kept, unit in facts if fact is not None and kept is None)
    codes = [code for code, delmal in raw.delmal.items() if delmal.done and not used.delmal[code].done]
    if codes:
        more = [f"{len(codes) - _MOST_NAMED} till"] if len(codes) > _MOST_NAMED else []
        yield f"när {listing([*codes[:_MOST_NAMED], *more])} uppfylldes"
    times = sum(one.when != other.when for one, other in zip(raw.courses, used.courses, strict=True))
    yield from _counted(times, "tiden för en kurs", "kurstider")
    yield from _counted(len(raw.meetings) - len(used.meetings), "ett samtal", "samtal")
    yield from _counted(len(raw.assessments) - len(used.assessments), "en bedömning", "bedömningar")
    yield from _counted(len(raw.revisions) - len(used.revisions), "en revision", "revisioner")


def _counted(number: int, one: str, many: str) -> Iterator[str]:
    if number:
        yield one if number == 1 else f"{number} {many}"


def _course(course: Course) -> Course:
    """The course, without a time that ends before it starts."""
    backward = course.when is not None and course.when.end < course.when.start
    return replace(course, when=None) if backward else course


def _person(person: Person, today: date) -> Person:
    start = person.start if person.start and is_possible_start(person.start.value, today) else None
    first = start.value if start else date(FIRST_YEAR, 1, 1)
    end = person.planned_end
    possible_end = end is None or first <= end.value <= years_after(today, YEARS_AHEAD)
    fte = person.fte if person.fte and is_possible_share(person.fte.value) else None
    return replace(person, start=start, planned_end=end if possible_end else None, fte=fte)


def _begun(iup: Iup, person: Person) -> date | None:
    """When the training began; placements may begin before the stated start, credited ones for instance."""
    if person.start is None:
        return None
    earliest = years_after(person.start.value, -YEARS_BEFORE_CREDIT)
    starts = (one.start for one in iup.placements if one.start is not None and one.start >= earliest)
    return min([person.start.value, *starts])


def _first(begun: date | None, years: int) -> date:
    """The first day on which something of the training can have happened."""
    oldest = date(FIRST_YEAR, 1, 1)
    return oldest if begun is None else max(oldest, years_after(begun, -years))


def _with_established(person: Person, first: date, today: date) -> Person:
    told = person.established
    return person if told is None or first <= told.value <= today else replace(person, established=None)


def _delmal(delmal: Delmal, first: date, today: date) -> Delmal:
    if all(_is_possible(row, first, today) for row in delmal.rows):
        return delmal
    rows = (row if _is_possible(row, first, today) else replace(row, done=None) for row in delmal.rows)
    return replace(delmal, rows=tuple(rows))


def _is_possible(row: DelmalRow, first: date, today: date) -> bool:
    """Whether the row says nothing of fulfilment, or what can be true."""
    done = row.done
    return done is None or not done.fulfilled or done.date is None or first <= done.date <= today


def _signature(one: Signature, first: date, today: date) -> Signature:
    return one if one.date is None or first <= one.date <= today else replace(one, date=None)
