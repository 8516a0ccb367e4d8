from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from stexcel import regelverk
from stexcel.document import Document
from stexcel.model import Iup, LoggedAssessment, Meeting, MeetingKind, Placement
from stexcel.rules import Thresholds
from stexcel.rules.context import Context
from stexcel.rules.progress import Progress, began, log, progress
from stexcel.rules.terms import Days
from tests.build import TODAY, at, iup, person


def context(content: Iup) -> Context:
    return Context(Document("x.xlsx", None, content), regelverk.load(), TODAY, Thresholds())


def meeting(day: date, kind: MeetingKind = MeetingKind.SUPERVISION, row: int = 1) -> Meeting:
    return Meeting(day, at(row, 1, "Samtal"), kind=kind)


def test_stated_start_is_the_beginning_even_when_it_lies_ahead() -> None:
    content = iup(person=person(start=date(2027, 1, 11)), meetings=(meeting(date(2026, 9, 1)),))
    assert began(content, TODAY) == date(2027, 1, 11)


def test_without_a_start_the_first_thing_that_happened_is_the_beginning() -> None:
    unknown = person(start=None)
    assert began(iup(person=unknown), TODAY) is None
    leave = Placement("Föräldraledighet", at(2), date(2022, 1, 1), date(2022, 6, 30), 0)
    first = Placement("Kliniken", at(3), date(2024, 3, 1), date(2024, 6, 30), 100)
    assessment = LoggedAssessment("CBD", "CBD", at(4), date(2023, 10, 1))
    content = iup(person=unknown, placements=(leave, first), meetings=(meeting(date(2027, 1, 1)),))
    assert began(content, TODAY) == date(2024, 3, 1)
    assert began(replace(content, assessments=(assessment,)), TODAY) == date(2023, 10, 1)


def test_what_comes_after_the_planned_end_is_not_judged() -> None:
    over = iup(person=person(start=date(2020, 1, 1), planned_end=date(2025, 6, 30)))
    assert progress(context(over)).until == date(2025, 6, 30)
    faulty = iup(person=person(start=date(2024, 1, 1), planned_end=date(2023, 6, 30)))
    assert progress(context(faulty)).until == TODAY


def test_leave_moves_the_window_back() -> None:
    year_off = Progress(date(2023, 1, 1), TODAY, (Days(date(2025, 9, 1), date(2026, 8, 31)),))
    assert year_off.since(12) == date(2024, 11, 1)
    assert not replace(year_off, begun=date(2025, 3, 1)).is_longer_than(12)
    assert Progress(date(2025, 10, 31), TODAY).is_longer_than(12)
    assert not Progress(date(2025, 11, 1), TODAY).is_longer_than(12)
    assert not Progress(None, TODAY).is_longer_than(12)


@settings(deadline=None)
@given(st.integers(1, 36), st.lists(st.tuples(st.integers(0, 1500), st.integers(1, 300)), max_size=4))
def test_window_has_as_many_days_at_work_whatever_the_leave(months: int, off: list[tuple[int, int]]) -> None:
    start = date(2021, 1, 1)
    days = {start + timedelta(days=first + one) for first, length in off for one in range(length)}
    leave = tuple(Days(day, day) for day in sorted(days))
    plain = Progress(start, TODAY).since(months)
    first = Progress(start, TODAY, leave).since(months)
    worked = sum(1 for one in range((TODAY - first).days + 1) if first + timedelta(days=one) not in days)
    assert worked == (TODAY - plain).days + 1


def test_completed_terms_never_hold_the_running_one() -> None:
    assert [str(term) for term in Progress(None, TODAY).completed_terms(3)] == ["VT26", "HT25", "VT25"]


def test_log_holds_what_was_made_and_the_kollegium_once() -> None:
    made = LoggedAssessment("CBD", "CBD", at(4), date(2026, 2, 1))
    planned = LoggedAssessment("CBD", "CBD", at(5), date(2027, 2, 1))
    listed = LoggedAssessment("Specialistkollegium", "Spec.kollegium", at(6), date(2025, 5, 1))
    content = iup(
        assessments=(made, planned, listed),
        meetings=(
            meeting(date(2025, 5, 1), MeetingKind.KOLLEGIUM),
            meeting(date(2026, 5, 1), MeetingKind.KOLLEGIUM),
            meeting(date(2026, 6, 1)),
        ),
    )
    assert [(one.date, one.method) for one in log(context(content))] == [
        (date(2025, 5, 1), "Specialistkollegium"),
        (date(2026, 2, 1), "CBD"),
        (date(2026, 5, 1), "Specialistkollegium"),
    ]
