"""Small makers shared by the readers: activities, assessments and marks from the entries of a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from stexcel.layout.activities import activity_types, as_course, split_activities
from stexcel.layout.answers import is_answer, is_requirement
from stexcel.layout.cells import Entry
from stexcel.layout.delmal_text import exact_codes
from stexcel.layout.marks import boxed, choices, mark, options, ticked_of
from stexcel.layout.methods import known_method, methods_in
from stexcel.layout.roles import Role
from stexcel.layout.times import days, period
from stexcel.model import OTHER_METHOD, Activity, ActivityType, Assessment, CellRef, Period

_LAST_PART = re.compile(r"(?:\s[–—-]\s|[(,]\s*)(?P<time>[^()–—,]{4,24}?)\s*\)?$")
_UNSPECIFIC = frozenset({ActivityType.KLINISK, ActivityType.ANNAN})
_OF_ROLE = {Role.COURSE: ActivityType.KURS, Role.PLACEMENT: ActivityType.KLINISK}


def activities_from(entry: Entry, when: Period | None = None) -> Iterator[Activity]:
    """The activities of a cell under a heading for them. A tick means the activity that the heading names."""
    value = entry.value
    if isinstance(value, str) and options(value):
        yield from _ticked_options(value, entry, when)
        return
    if isinstance(value, str) and mark(value) is None and boxed(value) is None and period(value) is None:
        yield from (
            Activity(text, _types(text, entry.column.role), entry.ref, _own_time(text) or when)
            for text in split_activities(value)
            if is_answer(text) and not is_requirement(text) and not exact_codes(text)
        )
        return
    yield from ticked_activity(entry, when)


def _ticked_options(text: str, entry: Entry, when: Period | None) -> Iterator[Activity]:
    """The activities of the ticked boxes among several in one cell."""
    yield from (Activity(one, _types(one, entry.column.role), entry.ref, when) for one in ticked_of(text))


@lru_cache(maxsize=8192)
def _own_time(text: str) -> Period | None:
    """The time that stands last in an activity's text: ``Kurs etik – VT 2028``, ``Mottagningen (HT24)``."""
    tail = _LAST_PART.search(text)
    return period(tail["time"]) if tail else None


def ticked_activity(entry: Entry, when: Period | None = None) -> Iterator[Activity]:
    """The activity that a ticked, dated or named cell under an activity's own heading stands for.

    A cell with several boxes stands for what is ticked in it.
    """
    if isinstance(entry.value, str) and options(entry.value):
        yield from _ticked_options(entry.value, entry, when)
        return
    state, extra = tick(entry)
    if not state:
        return
    heading = entry.column.header
    kinds = _kinds_of_heading(entry)
    if extra:
        specific = activity_types(extra) - {ActivityType.KLINISK, ActivityType.ANNAN}
        kinds = specific or kinds
    text = f"{heading}: {extra}" if extra else heading
    own = period(entry.value) if days(entry.value) or isinstance(entry.value, str) else None
    kinds = kinds | {_OF_ROLE[entry.column.role]} if entry.column.role in _OF_ROLE else kinds
    yield Activity(text, kinds, entry.ref, own or entry.column.period or when)


def _kinds_of_heading(entry: Entry) -> frozenset[ActivityType]:
    """What the heading names; where it names a place or nothing known, what the group above it says."""
    kinds = activity_types(entry.column.header)
    if kinds <= _UNSPECIFIC and entry.column.group:
        return activity_types(entry.column.group) - {ActivityType.ANNAN} or kinds
    return kinds


def tick(entry: Entry) -> tuple[bool, str]:
    """Whether a cell in a field of ticks is ticked, and the text that stands with the tick.

    Anything that is not a refusal ticks: X, a date, a term, a letter from a key, a name.
    """
    value = entry.value
    state = mark(value)
    if state is not None:
        return state, ""
    if not isinstance(value, str):
        return True, ""
    if len(choices(value)) > 1:
        return any(mark(text.split()[0].strip(",.:;")) for text in ticked_of(value)), ""
    box = boxed(value)
    if box is not None:
        return box
    if not is_answer(value):
        return False, ""
    return True, "" if period(value) is not None or len(value) <= 2 or days(value) else value


def _types(text: str, role: Role) -> frozenset[ActivityType]:
    kinds = activity_types(text)
    if role is Role.COURSE and ActivityType.KURS not in kinds:
        return as_course(kinds)
    if role is Role.PLACEMENT and kinds <= {ActivityType.ANNAN}:
        return frozenset({ActivityType.KLINISK})
    return kinds


def assessments_from(entry: Entry) -> Iterator[Assessment]:
    """The assessments of a cell under a heading for them; a tick or a date means the one that the heading names."""
    value = entry.value
    if isinstance(value, str) and options(value):
        chosen = ticked_of(value)
        yield from (Assessment(method, text, entry.ref) for one in chosen for method, text in methods_in(one))
        return
    ticked = entry.column.role is Role.MARKS
    if isinstance(value, str) and not ticked and mark(value) is None and boxed(value) is None and period(value) is None:
        if is_answer(value) and not exact_codes(value):
            yield from (Assessment(method, text, entry.ref) for method, text in methods_in(value))
        return
    state, extra = tick(entry)
    if state:
        named = extra or (str(value) if known_method(str(value)) else entry.column.header)
        yield Assessment(known_method(named) or OTHER_METHOD, named, entry.ref)


def unique_activities(activities: Iterator[Activity]) -> tuple[Activity, ...]:
    """In order, each text once per cell; the first with a time of its own wins over one without."""
    found: dict[tuple[str, CellRef], Activity] = {}
    for activity in activities:
        key = (activity.text.casefold(), activity.cell)
        if key not in found or (found[key].when is None and activity.when is not None):
            found[key] = activity
    return tuple(found.values())


def unique_assessments(assessments: Iterator[Assessment]) -> tuple[Assessment, ...]:
    """In order, each method once per cell."""
    return tuple({(one.method, one.text.casefold(), one.cell): one for one in assessments}.values())
