"""Laws of the comparison, and what each sort of change looks like."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stexcel.codes import HSLF_2021
from stexcel.diff import Backdated, Subject
from stexcel.diff.backdated import backdated, latest_date
from stexcel.diff.compare import iup_changes
from stexcel.model import Course, Iup, LoggedAssessment, Meeting, Period, Placement, Signature, SignatureRole
from tests.build import TODAY, at, iup, person, value
from tests.diff.strategies import IUPS, moved

Shown = tuple[Subject, str, str | None, str | None]


def shown(old: Iup, new: Iup) -> list[Shown]:
    return [(change.subject, change.name, change.before, change.after) for change in iup_changes(old, new)]


def filled_in_later(old: Iup, new: Iup, *, days: int) -> tuple[Backdated, ...]:
    return backdated(old, new, iup_changes(old, new), today=TODAY, days=days)


@settings(max_examples=50, deadline=None)
@given(IUPS, st.integers())
def test_same_content_in_other_cells_is_no_change(content: Iup, seed: int) -> None:
    assert shown(content, content) == []
    assert shown(content, moved(content, seed)) == []
    assert filled_in_later(content, moved(content, seed), days=1) == ()


@settings(max_examples=50, deadline=None)
@given(IUPS, IUPS)
def test_turned_around_what_was_added_is_removed(old: Iup, new: Iup) -> None:
    there = Counter((subject, before, after) for subject, _, before, after in shown(old, new))
    back = Counter((subject, after, before) for subject, _, before, after in shown(new, old))
    assert there == back


@settings(max_examples=50, deadline=None)
@given(IUPS, IUPS)
def test_different_content_is_always_told(old: Iup, new: Iup) -> None:
    """No documented day may come or go in silence."""
    meetings = [Counter((one.kind, one.date) for one in content.meetings) for content in (old, new)]
    logged = [Counter((one.method, one.date) for one in content.assessments) for content in (old, new)]
    subjects = {change.subject for change in iup_changes(old, new)}
    assert (Subject.MEETING in subjects) >= (meetings[0] != meetings[1])
    assert (Subject.LOGGED in subjects) >= (logged[0] != logged[1])


@settings(max_examples=50, deadline=None)
@given(IUPS, IUPS, st.integers(1, 400))
def test_nothing_is_backdated_unless_it_is_old_and_new_at_once(old: Iup, new: Iup, days: int) -> None:
    latest = latest_date(old, TODAY)
    for one in filled_in_later(old, new, days=days):
        assert latest is not None
        assert (latest - one.date).days > days


def test_everything_about_a_delmal() -> None:
    old = iup("a1 | kurs | CBD | VT25\na2 | kurs | CBD | | uppfyllt\nb1 | kurs | CBD | | 2025-05-02")
    new = iup("a1 | klinisk_tjanstgoring | CBD, DOPS | | 2025-05-02\na2 | kurs | CBD | | ej\nc1 | kurs | CBD")
    assert shown(old, new) == [
        (Subject.DONE, "a1", None, "2025-05-02"),
        (Subject.DONE, "a2", "utan datum", None),
        (Subject.DONE, "b1", "2025-05-02", None),
        (Subject.DELMAL, "b1", "1 aktivitet, 1 bedömningsmetod", None),
        (Subject.DELMAL, "c1", None, "1 aktivitet, 1 bedömningsmetod"),
        (Subject.ACTIVITY, "a1", None, "klinisk_tjanstgoring 1"),
        (Subject.ACTIVITY, "a1", "kurs 1", None),
        (Subject.METHOD, "a1", None, "DOPS"),
        (Subject.PLANNED, "a1", "VT25", None),
    ]


def test_fulfilment_that_gets_a_signature_or_another_date() -> None:
    grid = "a1 | kurs | CBD | | {}"
    assert shown(iup(grid.format("uppfyllt")), iup(grid.format("signerat"))) == [
        (Subject.DONE, "a1", "utan datum", "utan datum, signerat")
    ]
    assert shown(iup(grid.format("ej")), iup(grid.format(""))) == []


def test_placement_that_is_prolonged_and_one_that_is_new() -> None:
    first = Placement("Kirurgi", at(1), date(2026, 1, 1), date(2026, 6, 30), 100, ("a1",), "Dr Eva Ek")
    longer = replace(first, end=date(2026, 8, 31), supervisor="Ek, Eva")
    other = Placement("Radiologi", at(2), date(2026, 9, 1), None, 80)
    assert shown(iup(placements=(first,)), iup(placements=(other, longer))) == [
        (Subject.PLACEMENT, "Kirurgi", "2026-01-01–2026-06-30", "2026-01-01–2026-08-31"),
        (Subject.PLACEMENT, "Radiologi", None, "2026-09-01–, 80 %"),
    ]


def test_activity_and_method_that_a_new_course_and_assessment_bring_are_not_told_twice() -> None:
    old, new = iup("a1 | kurs | CBD"), iup("a1 | kurs | CBD, DOPS")
    course = Course("kurs 1", at(3), Period(date(2026, 3, 1), date(2026, 3, 5)), ("a1",), True)
    logged = LoggedAssessment("DOPS", "DOPS", at(4), date(2026, 3, 9), ("a1",))
    bare = replace(old.delmal["a1"], activities=())
    before = replace(old, delmal={"a1": bare})
    assert shown(before, replace(new, courses=(course,), assessments=(logged,))) == [
        (Subject.LOGGED, "DOPS", None, "2026-03-09, a1"),
        (Subject.COURSE, "kurs 1", None, "2026-03-01–2026-03-05, a1, genomförd"),
    ]


def test_content_of_a_meeting_is_never_shown() -> None:
    meeting = Meeting(date(2026, 3, 1), at(1), "Eva Ek", "hemligt", None)
    changed = replace(meeting, content="hemligt också", checked_against_iup=True)
    changes = shown(iup(meetings=(meeting,)), iup(meetings=(changed,)))
    assert changes == [
        (
            Subject.MEETING,
            "handledarsamtal",
            "inte avstämt mot IUP, anteckning på 1 ord",
            "avstämt mot IUP, anteckning på 2 ord",
        )
    ]


def test_facts_by_what_they_mean() -> None:
    old = iup(person=person(supervisor="Dr Eva Ek", fte=100))
    assert shown(old, iup(person=person(supervisor="Ek, Eva", fte=100))) == []
    new = iup(person=person(supervisor="Ivar Torsell", fte=80, regulation=HSLF_2021, start=None))
    assert shown(old, new) == [
        (Subject.FACT, "föreskrift", "SOSFS 2015:8", "HSLF-FS 2021:8"),
        (Subject.FACT, "startdatum", "2026-02-01", None),
        (Subject.FACT, "tjänstgöringsgrad", "100 %", "80 %"),
        (Subject.FACT, "huvudhandledare", "Dr Eva Ek", "Ivar Torsell"),
    ]


def test_new_signature_and_revision() -> None:
    signed = (Signature(SignatureRole.ST, True, at(1), date(2026, 2, 1)),)
    again = (*signed, Signature(SignatureRole.ST, True, at(2), date(2026, 9, 1)))
    old = iup(signatures=signed, revisions=(value(date(2026, 2, 1)),))
    new = iup(signatures=again, revisions=(value(date(2026, 9, 1)), value(date(2026, 2, 1))))
    assert shown(old, new) == [
        (Subject.REVISION, "revision", None, "2026-09-01"),
        (Subject.SIGNATURE, "ST-läkare", None, "2026-09-01"),
    ]


LATEST = date(2026, 6, 10)
OLD = iup(meetings=(Meeting(LATEST, at(1)), Meeting(date(2027, 1, 1), at(2))))


@pytest.mark.parametrize(
    ("day", "found"), [(date(2026, 4, 11), False), (date(2026, 4, 10), True), (date(2026, 8, 1), False)]
)
def test_backdated_is_more_than_the_margin_before_the_last_documented_day(day: date, found: bool) -> None:
    new = replace(OLD, meetings=(*OLD.meetings, Meeting(day, at(3))))
    dates = [one.date for one in filled_in_later(OLD, new, days=60)]
    assert dates == ([day] if found else [])
    assert latest_date(OLD, TODAY) == LATEST


def test_every_documented_thing_can_be_backdated_and_a_second_meeting_on_a_day_is_new() -> None:
    early = date(2025, 3, 4)
    new = replace(
        iup("a1 | kurs | CBD | | 2025-03-04"),
        meetings=(*OLD.meetings, Meeting(early, at(3)), Meeting(early, at(4))),
        assessments=(LoggedAssessment("CBD", "CBD", at(5), early, ("a1",)),),
        revisions=(value(early),),
        signatures=(Signature(SignatureRole.ST, True, at(6), early),),
    )
    once = replace(OLD, meetings=(*OLD.meetings, Meeting(early, at(9))))
    told = [one.text for one in filled_in_later(once, new, days=60)]
    assert told == ["CBD (a1)", "a1 klart", "handledarsamtal", "revision", "underskrift (st)"]


def test_without_a_documented_day_nothing_can_be_backdated() -> None:
    new = iup(meetings=(Meeting(date(2020, 1, 1), at(3)),))
    assert filled_in_later(iup(), new, days=1) == ()


def test_entry_with_another_date_is_changed_and_not_new() -> None:
    early = date(2025, 3, 4)
    old = iup(
        "a1 | kurs | CBD | | 2026-05-02",
        meetings=(Meeting(LATEST, at(1)),),
        assessments=(LoggedAssessment("CBD", "CBD", at(2), LATEST),),
        revisions=(value(LATEST, 3),),
        signatures=(Signature(SignatureRole.ST, True, at(4), LATEST),),
    )
    new = iup(
        "a1 | kurs | CBD | | 2025-03-04",
        meetings=(Meeting(early, at(1)),),
        assessments=(LoggedAssessment("CBD", "CBD", at(2), early),),
        revisions=(value(early, 3),),
        signatures=(Signature(SignatureRole.ST, True, at(4), early),),
    )
    assert [(before, after) for _, _, before, after in shown(old, new)] == [
        ("2026-05-02", "2025-03-04"),
        *[("2026-06-10", "2025-03-04")] * 4,
    ]
    assert filled_in_later(old, new, days=1) == ()
