from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from stexcel.document import Problem, ProblemKind
from stexcel.findings import Level
from stexcel.model import (
    Iup,
    Placement,
)
from stexcel.rules import Thresholds
from stexcel.status.status import Light, OverviewRow
from stexcel.status.views.lights import light_rules
from tests.build import TODAY, at, iup, person
from tests.status.build import START, good, grid, met, row, status

PATH = "st/nora.xlsx"


def light(content: Iup, **settings: Any) -> OverviewRow:
    return row(status({PATH: content}, **settings), "Nora Wiklander")


def reasons(of: OverviewRow) -> str:
    return " ".join(of.judgement.reasons)


def test_green_when_nothing_is_found() -> None:
    one = light(good())
    assert not any(one.findings[level] for level in (Level.KRAV, Level.RAD, Level.LOKAL)), one.judgement
    assert one.judgement.light is Light.GREEN
    assert one.judgement.light.word == "i fas"


def test_yellow_for_local_goals() -> None:
    one = light(good(signatures=()))
    assert one.judgement.light is Light.YELLOW
    assert "1 lokalt mål är inte nått (STX202)." in one.judgement.reasons


@pytest.mark.parametrize(
    ("days", "expected"), [(45, Light.GREEN), (46, Light.YELLOW), (90, Light.YELLOW), (91, Light.RED)]
)
def test_red_when_twice_the_days_have_gone_without_supervision(days: int, expected: Light) -> None:
    assert light(good(meetings=(met(90 if days < 90 else 95), met(days)))).judgement.light is expected


def test_leave_is_not_time_without_supervision() -> None:
    off = Placement("Föräldraledig", at(3, 1, "Plan"), TODAY - timedelta(days=90), TODAY - timedelta(days=1), 0)
    plan = (*good().placements, off)
    assert light(good(meetings=(met(95),), placements=plan)).judgement.light is not Light.RED


def test_red_for_a_demand_on_the_programme() -> None:
    one = light(
        good(
            person=person(start=START, planned_end=date(2029, 1, 31)),
            placements=(
                Placement("Onkologkliniken", at(2, 1, "Plan"), START, date(2029, 1, 31), 100, ("c1",), "Ivar Torsell"),
            ),
        )
    )
    assert one.judgement.light is Light.RED
    assert "Planerad tid räcker inte (STX205)." in one.judgement.reasons


def test_red_for_lag_with_the_points_in_the_reason() -> None:
    """18 months of 60 are 30 percent, 1 of 24 delmål is 4 percent."""
    start, end = date(2025, 5, 1), date(2030, 4, 30)
    done = grid().replace("| CBD, DOPS | VT25", "| CBD, DOPS | VT25 | 2026-01-01", 1)
    content = iup(done, person=person(start=start, planned_end=end), meetings=(met(5),))
    one = light(content)
    assert one.expected == pytest.approx(30.0, abs=0.1)
    assert one.done == pytest.approx(100 / 24)
    assert one.judgement.light is Light.RED
    assert "Uppfyllda delmål ligger 26 procentenheter efter gången tid (STX111)." in one.judgement.reasons


def test_other_demands_are_yellow() -> None:
    content = good()
    code = next(iter(content.delmal))
    without = {**content.delmal}
    del without[code]
    one = light(Iup(**{**{name: getattr(content, name) for name in content.__dataclass_fields__}, "delmal": without}))
    assert one.findings[Level.KRAV] + one.findings[Level.RAD] == 1
    assert one.judgement.light is Light.YELLOW


def test_grey_when_the_basis_is_not_known() -> None:
    one = light(good(person=person(specialty=None, start=START)))
    assert one.judgement.light is Light.GREY
    assert "specialitet" in reasons(one)


def test_unknown_basis_does_not_hide_what_is_urgent() -> None:
    one = light(good(person=person(specialty=None, start=START), meetings=(met(96),)))
    assert one.judgement.light is Light.RED
    assert "specialitet" in reasons(one)


def test_file_without_content_is_grey() -> None:
    one = status({PATH: Problem(ProblemKind.ENCRYPTED, "Filen har lösenord.")}).overview[0]
    assert (one.judgement.light, one.judgement.reasons) == (Light.GREY, ("Filen har lösenord.",))
    assert one.doctor.name == "nora.xlsx"


def test_rule_that_is_off_is_never_green() -> None:
    assert light(good(), off={"STX301"}).judgement.light is Light.GREY
    told = light(good(), off={"STX406"})
    assert told.judgement.light is Light.GREEN
    assert "Avstängda regler: STX406." in told.judgement.reasons


def test_exception_for_something_urgent_is_never_green() -> None:
    late = good(meetings=(met(96),))
    assert light(late).judgement.light is Light.RED
    excepted = light(late, exempted={"STX301": "Handledaren är sjuk"})
    assert excepted.judgement.light is Light.GREY
    assert "Undantaget i stexcel.toml: STX301." in excepted.judgement.reasons
    assert excepted.silenced == 1


def test_limits_in_force_are_the_ones_that_count() -> None:
    assert light(good(meetings=(met(96),)), thresholds=Thresholds(meeting_days=60)).judgement.light is Light.YELLOW
    sentences = " ".join(text for _, text in light_rules(Thresholds(meeting_days=60, lag_points=15)))
    assert "120 dagar" in sentences
    assert "15 procentenheter" in sentences


def test_end_that_has_passed_is_told() -> None:
    past = person(start=date(2021, 1, 1), planned_end=date(2026, 5, 31))
    assert "Planerat slut 2026-05-31 har passerat." in light(iup(grid(), person=past)).judgement.reasons


def test_the_most_urgent_come_first() -> None:
    second = good(person=person(name="Anna Berg", start=START, planned_end=date(2032, 1, 31)))
    shown = status(
        {
            PATH: good(meetings=(met(96),)),
            "st/anna.xlsx": second,
            "st/x.xlsx": Problem(ProblemKind.UNREADABLE, "Trasig."),
        }
    )
    assert [one.judgement.light for one in shown.overview] == [Light.RED, Light.GREY, Light.GREEN]
