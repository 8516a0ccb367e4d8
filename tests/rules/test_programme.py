from __future__ import annotations

from datetime import date

import pytest

from stexcel.codes import HSLF_2021
from stexcel.findings import Level
from stexcel.model import Course, Part, PartStatement, Period, Placement
from stexcel.rules.months import Span, add_months, full_time_months
from tests.build import at, check, found, iup, person, value


def placement(start: date, end: date, percent: int | None = None) -> Placement:
    return Placement("Kliniken", at(5, 1, "Plan"), start, end, percent)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
    ],
)
def test_add_months(start: date, months: int, expected: date) -> None:
    assert add_months(start, months) == expected


def test_full_time_months_of_whole_and_part_time() -> None:
    assert full_time_months([Span(date(2023, 2, 1), date(2028, 2, 29), 100)]) == 61
    assert full_time_months([Span(date(2025, 2, 3), date(2026, 6, 2), 75)]) == 12


def test_simultaneous_placements_are_full_time_at_most_and_leave_counts_nothing() -> None:
    year = Span(date(2025, 1, 1), date(2025, 12, 31), 100)
    assert full_time_months([year, Span(date(2025, 3, 1), date(2025, 4, 30), 100)]) == 12
    assert full_time_months([year, Span(date(2025, 3, 1), date(2025, 4, 30), 0)]) == 10
    half = year._replace(percent=50)
    assert full_time_months([half, half]) == 12


def test_span_that_ends_before_it_starts_counts_nothing() -> None:
    assert full_time_months([Span(date(2025, 5, 1), date(2025, 1, 1), 100)]) == 0


def test_revision_too_old_points_at_the_last_one() -> None:
    content = iup(revisions=(value(date(2025, 10, 30), 8), value(date(2024, 1, 1), 7)))
    assert found(check(content), "STX203") == [(None, "Person!B8")]


@pytest.mark.parametrize("last", [date(2025, 11, 1), date(2026, 11, 1)])
def test_revision_within_a_year_is_enough(last: date) -> None:
    assert found(check(iup(revisions=(value(last),))), "STX203") == []


def test_planned_revision_is_not_a_revision() -> None:
    old = person(start=date(2025, 10, 31))
    assert found(check(iup(revisions=(value(date(2026, 12, 1)),), person=old)), "STX203") != []


def test_no_revision_matters_only_after_the_first_year() -> None:
    assert found(check(iup(person=person(start=date(2025, 11, 1)))), "STX203") == []
    assert found(check(iup(person=person(start=date(2025, 10, 31)))), "STX203") == [(None, "Person!B4")]
    unknown = check(iup(person=person(start=None)))
    assert found(unknown, "STX203") == []
    assert any("STX203" in limit for limit in unknown.limits)


def test_missing_facts_are_listed_in_one_finding() -> None:
    report = check(iup("a1 | | CBD", person=person(regulation=None, start=None, supervisor=None)))
    (finding,) = (finding for finding in report.findings if finding.code == "STX204")
    assert finding.text == "Grunduppgifter saknas: startdatum och huvudansvarig handledare."
    assert finding.sheet == "Person"
    assert any(f.code == "STX004" and "SOSFS 2015:8" in f.text for f in report.findings)


def test_regulation_is_missing_when_no_code_tells_it() -> None:
    report = check(iup(person=person(regulation=None)))
    (finding,) = (finding for finding in report.findings if finding.code == "STX204")
    assert "föreskrift" in finding.text


def test_unknown_specialty_is_pointed_out() -> None:
    report = check(iup(person=person(specialty="Trolleri")))
    assert found(report, "STX204") == [(None, "Person!B2")]
    assert found(check(iup(person=person())), "STX204") == []


@pytest.mark.parametrize(
    ("regulation", "end", "short"),
    [
        ("SOSFS 2015:8", date(2025, 12, 31), False),
        ("SOSFS 2015:8", date(2025, 12, 30), False),
        ("SOSFS 2015:8", date(2025, 12, 15), True),
        (HSLF_2021, date(2025, 12, 31), True),
        (HSLF_2021, date(2026, 6, 30), False),
    ],
)
def test_planned_time(regulation: str, end: date, short: bool) -> None:
    first = date(2021, 1, 1)
    content = iup(placements=(placement(first, end),), person=person(regulation=regulation, start=first))
    assert found(check(content), "STX205") == ([(None, "Plan!A5")] if short else [])


def test_planned_time_uses_the_persons_own_share_and_the_whole_span_without_placements() -> None:
    part_time = person(start=date(2021, 1, 1), planned_end=date(2025, 12, 31), fte=80)
    (finding,) = (f for f in check(iup(person=part_time)).findings if f.code == "STX205")
    assert "48 månader" in finding.text
    assert found(check(iup(person=person(planned_end=None))), "STX205") == []


def test_planned_time_is_only_for_base_specialties() -> None:
    short = (placement(date(2021, 1, 1), date(2022, 12, 31)),)
    assert found(check(iup(placements=short, person=person(specialty="Neonatologi"))), "STX205") == []


def test_parts_that_are_not_planned() -> None:
    codes = {finding.code for finding in check(iup("a1 | klinisk_tjanstgoring | CBD")).findings}
    assert {"STX401", "STX402", "STX403", "STX404", "STX405"} <= codes
    parts = tuple(PartStatement(part, True, at(3), delmal=("a1",)) for part in Part)
    course = Course("SK-kurs", at(4), Period(date(2025, 3, 1), date(2025, 3, 5)))
    planned = check(iup(parts=parts, courses=(course,)))
    assert not [finding for finding in planned.findings if finding.code.startswith("STX4")]


def test_activities_of_delmal_count_as_planned_parts() -> None:
    report = check(iup("a4 | kvalitetsarbete | CBD\na5 | skriftligt_arbete, kurs | CBD"))
    assert not {finding.code for finding in report.findings} & {"STX402", "STX404", "STX405"}


def test_empty_place_for_a_part_is_pointed_at() -> None:
    report = check(iup(parts=(PartStatement(Part.SELF_STUDY, False, at(7, 2, "Plan")),)))
    assert found(report, "STX403") == [(None, "Plan!B7")]


def test_scientific_work_is_left_to_the_region_by_the_younger_regulation() -> None:
    def level(regulation: str) -> Level:
        report = check(iup(person=person(regulation=regulation)))
        return next(finding.level for finding in report.findings if finding.code == "STX404")

    assert level("SOSFS 2015:8") is Level.KRAV
    assert level(HSLF_2021) is Level.LOKAL
