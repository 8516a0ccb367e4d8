"""The courses of all residents: those whose date has passed without result first, then those to come."""

from __future__ import annotations

from datetime import date

from stexcel.status.model import Attended
from stexcel.status.status import CourseRow, CourseState
from stexcel.status.views.subjects import Subjects, place_of

_ORDER = tuple(CourseState)


def courses(subjects: Subjects) -> tuple[CourseRow, ...]:
    """One row for each course of each resident."""
    rows = [
        CourseRow(
            subjects.doctor(resident),
            one.name,
            one.when.start if one.when else None,
            one.when.end if one.when else None,
            one.delmal,
            course_state(one, subjects.today),
            place_of(resident.path, one.cell),
        )
        for resident in subjects.residents
        for one in resident.courses
    ]
    return tuple(sorted(rows, key=_sort_key))


def course_state(course: Attended, today: date) -> CourseState:
    """How it stands with a course on a day."""
    if course.completed:
        return CourseState.DONE
    if course.when is None:
        return CourseState.UNDATED
    if course.when.start > today:
        return CourseState.COMING
    if course.when.end >= today:
        return CourseState.RUNNING
    return CourseState.OVERDUE if course.completed is None else CourseState.NOT_DONE


def _sort_key(row: CourseRow) -> tuple[int, date, str, str]:
    return _ORDER.index(row.state), row.start or date.max, row.doctor.name.casefold(), row.name
