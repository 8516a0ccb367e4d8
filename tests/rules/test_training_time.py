"""The training's time at full-time equivalents: planned, served and required."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from stexcel.codes import HSLF_2021
from stexcel.findings import TrainingTime
from stexcel.model import Placement
from tests.build import at, check, iup, person


def time(*placements: Placement, **facts: Any) -> TrainingTime:
    return check(iup(placements=placements, person=person(**{"start": date(2024, 1, 1), **facts}))).time


def placement(start: date, end: date | None, percent: int | None = 100, row: int = 5) -> Placement:
    return Placement(f"Enhet {row}", at(row), start, end, percent)


def test_served_time_ends_today() -> None:
    two_years = placement(date(2025, 11, 2), date(2027, 11, 1))
    assert time(two_years) == TrainingTime(24, 12, 60)
    assert time(placement(date(2027, 1, 1), date(2027, 12, 31))) == TrainingTime(12, 0, 60)


def test_share_of_full_time_and_leave() -> None:
    half = placement(date(2024, 1, 1), date(2025, 12, 31), 50)
    leave = placement(date(2025, 7, 1), date(2025, 12, 31), 0, row=6)
    assert time(half, leave) == TrainingTime(9, 9, 60)


def test_placement_without_degree_has_that_of_the_doctor() -> None:
    assert time(placement(date(2024, 1, 1), date(2024, 12, 31), None), fte=80).planned == 9.6


@pytest.mark.parametrize(
    ("facts", "required"),
    [
        ({}, 60),
        ({"regulation": HSLF_2021}, 66),
        ({"specialty": "Neonatologi"}, None),
        ({"specialty": None}, None),
    ],
)
def test_shortest_time_is_that_of_base_specialties(facts: dict[str, Any], required: int | None) -> None:
    assert time(**facts).required == required


def test_without_placements_the_whole_training_counts() -> None:
    facts = {"start": date(2024, 11, 2), "planned_end": date(2029, 11, 1), "fte": 50}
    assert time(**facts) == TrainingTime(30, 12, 60)
    assert time(**{**facts, "planned_end": None}) == TrainingTime(None, None, 60)


def test_placements_without_both_dates_tell_no_time() -> None:
    assert time(placement(date(2024, 1, 1), None)).planned is None
    assert time(placement(date(2024, 5, 1), date(2024, 1, 1))).planned is None


def test_placement_told_again_among_delmal_does_not_count_twice() -> None:
    row = placement(date(2024, 1, 1), date(2024, 12, 31))
    term = Placement("Enhet 5", at(9, sheet="Delmål c1"), date(2025, 1, 1), date(2025, 6, 30))
    assert time(row, term).planned == 12


@pytest.mark.parametrize("day", [date.min, date(1925, 1, 1), date.max])
def test_dates_that_cannot_be_right_are_not_counted_and_never_stop_a_check(day: date) -> None:
    good = placement(date(2024, 1, 1), date(2024, 12, 31))
    wrong = (
        placement(day, date(2025, 12, 31), row=6),
        placement(date(2025, 1, 1), day, row=7),
        placement(day, day, row=8),
    )
    report = check(
        iup(placements=(good, *wrong), person=person(start=date(2024, 1, 1), planned_end=None, established=day))
    )
    assert not report.crashed
    assert report.time.planned == pytest.approx(12, abs=0.1)
    assert any("räknad utan" in limit for limit in report.limits)
    endless = check(iup(person=person(start=date(2024, 1, 1), planned_end=date.max)))
    assert not endless.crashed
    assert endless.time.planned is None
