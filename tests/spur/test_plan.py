"""The action plan: what is proposed, what the unit has decided itself, and when a row is done."""

from __future__ import annotations

import re
from datetime import date

import pytest

from stexcel.model import CellRef, Period, Value
from stexcel.regelverk import CriterionKind, load_guides
from stexcel.spur.model import PlanRow, Status
from stexcel.spur.plan import BY_PEOPLE, MONTHS_TO_ACT, Leaders, planned
from stexcel.unit import Action, Unit
from tests.spur.inspections import DAY, inspection

CELL = CellRef("Handlingsplan", 5, 1)
LEADERS = Leaders("Birgitta Sjöholm", "Nadja Cedergren")


def when(day: date) -> Value[Period]:
    return Value(Period(day, day), day.isoformat(), CELL)


def rows(*actions: Action, leaders: Leaders = LEADERS) -> dict[str, list[PlanRow]]:
    found: dict[str, list[PlanRow]] = {}
    for row in planned(inspection().regulations, [Unit(actions=actions)], load_guides(), DAY, leaders):
        found.setdefault(row.criterion, []).append(row)
    return found


def test_every_failing_criterion_has_a_row_and_no_other() -> None:
    failing = {
        name
        for part in inspection().regulations
        for name, result in part.results.items()
        if result.status is Status.FAILS
    }
    assert set(rows()) == failing


def test_date_is_by_the_strictest_kind_and_follow_up_a_month_later() -> None:
    assert MONTHS_TO_ACT == {CriterionKind.REGULATION: 3, CriterionKind.ADVICE: 6, CriterionKind.QUALITY: 12}
    proposed = rows()
    for name, due, follow_up in (
        ("D6", date(2027, 2, 1), date(2027, 3, 1)),
        ("H11", date(2027, 5, 1), date(2027, 6, 1)),
        ("F6", date(2027, 11, 1), date(2027, 12, 1)),
    ):
        assert (proposed[name][0].due, proposed[name][0].follow_up) == (due, follow_up)


def test_studierektor_acts_and_head_follows_up_by_name_where_known() -> None:
    row = rows()["D6"][0]
    assert (row.responsible, row.follow_up_by) == (
        "Nadja Cedergren (studierektor)",
        "Birgitta Sjöholm (verksamhetschef)",
    )
    unnamed = rows(leaders=Leaders())["D6"][0]
    assert (unnamed.responsible, unnamed.follow_up_by) == ("Studierektor", "Verksamhetschef")


def test_doctors_who_fail_are_named_once() -> None:
    row = rows()["D6"][0]
    expected = [doctor.name for part in inspection().regulations for doctor in part.results["D6"].failing]
    assert list(row.doctors) == list(dict.fromkeys(expected)) != []


def test_open_row_of_the_unit_keeps_action_date_and_person() -> None:
    own = Action(
        CELL, "D6", "Mål saknas", "Ny mall", when(date(2027, 1, 15)), "Eva Ek", "Pågår",
        follow_up=when(date(2027, 4, 2)), follow_up_by="Bo Alm",
    )  # fmt: skip
    (row,) = rows(own)["D6"]
    assert (row.own, row.action, row.due, row.responsible, row.status) == (
        True, "Ny mall", date(2027, 1, 15), "Eva Ek", "Pågår",
    )  # fmt: skip
    assert (row.follow_up, row.follow_up_by) == (date(2027, 4, 2), "Bo Alm")
    assert row.doctors and "STX101" in row.condition_text


def test_several_rows_of_the_unit_are_all_kept_and_what_they_lack_is_proposed() -> None:
    first, second = rows(Action(CELL, "D6", action="Ny mall"), Action(CELL, "D6", problem="Kurser"))["D6"]
    assert first.action == "Ny mall" and first.due == date(2027, 2, 1)
    assert second.action == load_guides()["D6"].action and second.own


def test_done_row_whose_criterion_still_fails_gives_a_new_proposal_that_says_so() -> None:
    (row,) = rows(Action(CELL, "D6", action="Ny mall", status="Genomförd", done=True))["D6"]
    assert not row.own and row.action == load_guides()["D6"].action
    assert "”Ny mall” som genomfört, men bristen syns fortfarande" in row.problem


def test_row_for_a_criterion_that_does_not_fail_is_not_in_the_plan() -> None:
    assert "A1" not in rows(Action(CELL, "A1", action="Skriv om riktlinjen"))


def test_what_only_people_said_to_fail_people_say_is_mended() -> None:
    row = rows()["D8"][0]
    assert row.condition.manual and BY_PEOPLE in row.condition_text


@pytest.mark.parametrize("name", ["D6", "E6"])
def test_condition_names_the_rules_that_decided(name: str) -> None:
    row = rows()[name][0]
    assert row.condition.codes and set(row.condition.codes) <= set(load_guides()[name].decisive_codes)
    assert set(re.findall(r"STX\d{3}", row.condition_text)) == set(row.condition.codes)
    assert "= 0 för alla ST-läkare" in row.condition_text
