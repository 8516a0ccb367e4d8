from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from stexcel.findings import FileReport, Finding
from stexcel.model import Iup, LoggedAssessment, Meeting, MeetingKind, Placement
from tests.build import TODAY, at, check, found, iup, person

YEARS = person(start=date(2024, 2, 1))
KINDS = {
    "STX304": MeetingKind.KOLLEGIUM,
    "STX305": MeetingKind.RECONCILIATION,
    "STX310": MeetingKind.DEVELOPMENT,
}


def meetings(days: Sequence[date], kind: MeetingKind = MeetingKind.SUPERVISION, **told: Any) -> tuple[Meeting, ...]:
    """Meetings on the rows of the sheet Samtal."""
    return tuple(Meeting(day, at(row, 1, "Samtal"), kind=kind, **told) for row, day in enumerate(days, start=2))


def monthly(last: date, count: int = 15, step: int = 30) -> list[date]:
    return [last - timedelta(days=step * back) for back in reversed(range(count))]


def only(report: FileReport, code: str) -> Finding:
    (finding,) = (finding for finding in report.findings if finding.code == code)
    return finding


def with_meetings(days: Sequence[date], **facts: Any) -> Iup:
    return iup(**{"person": YEARS, "meetings": meetings(days), **facts})


def test_regular_supervision_is_enough() -> None:
    assert found(check(with_meetings(monthly(TODAY))), "STX301") == []


def test_gaps_are_named_in_one_finding_at_the_meeting_before_the_longest() -> None:
    kept = [day for day in monthly(TODAY) if not date(2026, 3, 1) < day < date(2026, 5, 10)]
    kept = [day for day in kept if day != date(2026, 9, 2)]
    finding = only(check(with_meetings(kept)), "STX301")
    assert "2026-02-04 till 2026-06-04 (120 dagar) och 2026-08-03 till 2026-10-02 (60 dagar)" in finding.text
    assert finding.cell is not None
    assert kept[finding.cell.row - 2] == date(2026, 2, 4)


def test_many_gaps_are_counted_after_the_first_three() -> None:
    assert "till." in only(check(with_meetings(monthly(TODAY, 8, 60))), "STX301").text


def test_window_begins_with_the_training_and_ends_today() -> None:
    begun = person(start=TODAY - timedelta(days=45))
    assert found(check(iup(person=begun)), "STX301") == []
    late = check(iup(person=person(start=TODAY - timedelta(days=46))))
    assert only(late, "STX301").summary == "inga dokumenterade handledarsamtal"
    assert found(check(with_meetings([TODAY - timedelta(days=46)], person=begun)), "STX301") == []


def test_meetings_to_come_are_plans() -> None:
    ahead = meetings([TODAY + timedelta(days=1)])
    finding = only(check(iup(person=YEARS, meetings=ahead)), "STX301")
    assert finding.summary == "inga dokumenterade handledarsamtal"


def test_meetings_of_long_ago_leave_the_whole_year_empty() -> None:
    assert "2025-11-01 till 2026-11-01 (365 dagar)" in only(check(with_meetings([date(2024, 5, 1)])), "STX301").text


def test_leave_needs_no_supervision() -> None:
    off = Placement("Föräldraledighet", at(9, 1, "Plan"), date(2026, 3, 2), date(2026, 8, 30), 0)
    days = [day for day in monthly(TODAY) if not date(2026, 3, 2) < day < date(2026, 8, 30)]
    assert found(check(with_meetings(days, placements=(off,))), "STX301") == []
    assert found(check(with_meetings(days)), "STX301") != []


def test_only_supervision_is_supervision() -> None:
    other = meetings(monthly(TODAY), MeetingKind.DEVELOPMENT)
    assert only(check(iup(person=YEARS, meetings=other)), "STX301").summary == "inga dokumenterade handledarsamtal"


@pytest.mark.parametrize(("code", "kind"), KINDS.items())
def test_recurring_meeting_is_overdue_after_a_year(code: str, kind: MeetingKind) -> None:
    def report(*days: date) -> list[tuple[str | None, str]]:
        return found(check(iup(person=YEARS, meetings=meetings(days, kind))), code)

    assert report(date(2025, 11, 1)) == []
    assert report(date(2024, 6, 1), date(2025, 10, 31)) == [(None, "Samtal!A3")]
    assert report(TODAY + timedelta(days=1)) == [(None, "Samtal")]


@pytest.mark.parametrize("code", KINDS)
def test_recurring_meeting_is_not_missed_in_the_first_year(code: str) -> None:
    assert found(check(iup(person=person(start=date(2025, 11, 1)))), code) == []
    assert found(check(iup(person=person(start=date(2025, 10, 31)))), code) != []


@pytest.mark.parametrize(("code", "kind"), KINDS.items())
def test_nobody_meets_during_leave(code: str, kind: MeetingKind) -> None:
    off = Placement("Föräldraledighet", at(9, 1, "Plan"), date(2026, 1, 1), date(2026, 8, 31), 0)
    held = meetings([date(2025, 4, 1)], kind)
    assert found(check(iup(person=YEARS, meetings=held, placements=(off,))), code) == []
    assert (
        "ledighet oräknad"
        in only(check(iup(person=YEARS, meetings=meetings([date(2025, 2, 1)], kind), placements=(off,))), code).text
    )


def test_kollegium_in_the_log_counts() -> None:
    logged = (LoggedAssessment("Specialistkollegium", "Spec.kollegium", at(3), date(2026, 5, 1)),)
    assert found(check(iup(person=YEARS, assessments=logged)), "STX304") == []


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ({"checked_against_iup": True}, False),
        ({"checked_against_iup": False, "content": "IUP"}, True),
        ({"content": "Genomgång av IUP"}, False),
        ({"content": "delmålen a1 och c3"}, False),
        ({"content": "c3 och placering"}, False),
        ({"content": "Svåra patientsamtal"}, True),
        ({"checked_against_iup": False}, True),
    ],
)
def test_supervision_is_checked_against_the_programme(told: dict[str, Any], missing: bool) -> None:
    held = meetings([date(2026, 9, 1), date(2026, 10, 1)], **told)
    assert found(check(iup(person=YEARS, meetings=held)), "STX309") == ([(None, "Samtal!A3")] if missing else [])


def test_check_against_the_programme_needs_meetings_and_time() -> None:
    assert found(check(iup(person=YEARS)), "STX309") == []
    assert found(check(with_meetings([date(2025, 10, 1)])), "STX309") == []
    assert found(check(with_meetings([date(2026, 9, 1)], person=person(start=date(2025, 11, 1)))), "STX309") == []
    once = meetings([date(2026, 9, 1)], content="Svåra patientsamtal")
    assert "enda" in only(check(iup(person=YEARS, meetings=once)), "STX309").text


def test_meetings_that_only_have_dates_tell_nothing() -> None:
    report = check(with_meetings(monthly(TODAY)))
    assert found(report, "STX309") == []
    assert any("STX309" in limit for limit in report.limits)
    told = check(iup(person=YEARS, meetings=meetings(monthly(TODAY), content="IUP")))
    assert not any("STX309" in limit for limit in told.limits)


def test_unknown_start_is_told_among_the_limits() -> None:
    report = check(iup(person=person(start=None)))
    assert not {finding.code for finding in report.findings} & {"STX301", "STX302", "STX308", "STX309", *KINDS}
    assert any("STX301" in limit and "STX310" in limit for limit in report.limits)
