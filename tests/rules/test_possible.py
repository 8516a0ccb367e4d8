"""What cannot be true is told once and used by no other check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from stexcel.model import LoggedAssessment, Meeting, Note, NoteKind, Placement
from tests.build import at, check, found, iup, person

START = date(2024, 2, 1)
DONE = "a1 | kurs | CBD | VT25 | {}\na2 | kurs | CBD | VT25 | 2026-01-01"


def placement(start: date, end: date, percent: int | None = 100, row: int = 5, *, credited: bool = False) -> Placement:
    return Placement(f"Enhet {row}", at(row), start, end, percent, credited=credited)


@pytest.mark.parametrize(
    ("day", "fulfilled"), [("2026-05-01", 2), ("2035-01-01", 1), ("1999-01-01", 1), ("2016-05-01", 2)]
)
def test_delmal_fulfilled_on_an_impossible_day_do_not_count(day: str, fulfilled: int) -> None:
    report = check(iup(DONE.format(day), person=person(start=START)))
    assert report.fulfilled == fulfilled
    assert any("när a1 uppfylldes" in limit for limit in report.limits) is (fulfilled == 1)
    assert not found(report, "STX106")


@pytest.mark.parametrize("percent", [-50, 101, 250, 10**20])
def test_placement_with_an_impossible_degree_counts_nothing(percent: int) -> None:
    sound = placement(date(2025, 2, 1), date(2026, 1, 31), row=6)
    report = check(iup(person=person(start=START), placements=(placement(START, date(2025, 1, 31), percent), sound)))
    assert report.time.planned == report.time.served == 12
    assert any("räknad utan ”Enhet 5”" in limit for limit in report.limits)


def test_time_before_the_start_is_not_counted_unless_credited() -> None:
    early, later = date(2020, 2, 1), placement(START, date(2025, 1, 31), row=6)
    before = placement(early, date(2024, 1, 31))
    report = check(iup(person=person(start=START), placements=(before, later)))
    assert report.time.planned == 12
    assert any("48 månader på heltid i ”Enhet 5”" in limit for limit in report.limits)
    credited = check(iup(person=person(start=START), placements=(replace(before, credited=True), later)))
    assert credited.time.planned == 60
    assert not any("Tiden före" in limit for limit in credited.limits)


@pytest.mark.parametrize(("first", "months"), [(date(2023, 8, 1), 18), (date(2023, 7, 31), 12)])
def test_a_first_placement_may_begin_up_to_a_term_before_the_start(first: date, months: float) -> None:
    report = check(iup(person=person(start=START), placements=(placement(first, date(2025, 1, 31)),)))
    assert report.time.planned == months


@pytest.mark.parametrize("start", [date(2031, 2, 1), date(1850, 1, 1)])
def test_impossible_start_tells_no_served_time_and_is_pointed_at(start: date) -> None:
    report = check(
        iup(DONE.format("2026-05-01"), person=person(start=start), placements=(placement(START, date(2026, 12, 31)),))
    )
    assert report.time.served is None
    assert any("ST-starten kan inte stämma" in limit for limit in report.limits)
    (finding,) = (one for one in report.findings if one.code == "STX204")
    assert "startdatum (det som står i Person!B4 kan inte användas)" in finding.text
    assert finding.place == "Person!B4"


def test_unread_start_is_pointed_at() -> None:
    note = Note(NoteKind.UNPARSED, "”ST påbörjad”: ”snart” kan inte läsas som ett datum.", at(4, 2, "IUP"), "start")
    report = check(iup(person=person(start=None), notes=(note,)))
    (finding,) = (one for one in report.findings if one.code == "STX204")
    assert finding.place == "IUP!B4"
    assert "Ett värde kunde inte läsas (STX006) och används inte i de andra kontrollerna." in report.limits


def test_end_before_the_start_leaves_the_pace_unchecked_and_says_so() -> None:
    rows = "\n".join(f"c{number} | kurs | CBD | VT25 | " for number in range(1, 10))
    sound = check(iup(rows, person=person(start=START, planned_end=date(2029, 1, 31))))
    assert found(sound, "STX111")
    report = check(iup(rows, person=person(start=START, planned_end=date(2020, 2, 1))))
    assert not found(report, "STX111")
    assert any("(STX111, STX212) är inte kontrollerat: planerat slut kan inte stämma." in one for one in report.limits)


def test_lag_and_missing_plan_are_two_different_sentences() -> None:
    rows = "\n".join(f"c{number} | kurs | CBD | VT25 | " for number in range(1, 10))
    report = check(iup(rows, person=person(start=START)))
    texts = {one.code: one.text for one in report.findings if one.code in ("STX111", "STX212")}
    assert texts["STX212"] == (
        "Arbetsboken har ingen åtgärdsplan, fast de uppfyllda delmålen ligger efter gången tid (STX111)."
    )
    assert texts["STX111"] not in texts["STX212"]


def test_records_long_before_the_start_are_not_used() -> None:
    old = LoggedAssessment("CBD", "CBD", at(7), date(2010, 1, 1))
    report = check(iup(person=person(start=START), assessments=(old,), meetings=(Meeting(date(2011, 1, 1), at(8)),)))
    assert any("ett samtal och en bedömning" in limit for limit in report.limits)
    assert not found(report, "STX303")


def test_records_from_a_placement_before_the_start_are_used() -> None:
    old = LoggedAssessment("CBD", "CBD", at(7), date(2020, 5, 1))
    early = placement(date(2020, 2, 1), date(2024, 1, 31))
    report = check(iup(person=person(start=START), assessments=(old,), placements=(early,)))
    assert found(report, "STX303")


def test_assessment_of_an_unknown_code_says_so() -> None:
    note = Note(NoteKind.UNPARSED, "”c99” är inget delmål som finns.", at(7, 3, "Logg"), "delmal")
    one = LoggedAssessment("Mini-CEX", "Mini-CEX", at(7, 2, "Logg"), date(2026, 5, 1))
    report = check(iup(person=person(start=START), assessments=(one,), notes=(note,)))
    (finding,) = (one for one in report.findings if one.code == "STX303")
    assert (
        finding.text
        == "Bedömningen ”Mini-CEX” 2026-05-01 kan inte kopplas till ett delmål: ”c99” är inget delmål som finns."
    )
    assert finding.place == "Logg!C7"
