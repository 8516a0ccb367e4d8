"""Criteria judged doctor by doctor: what decides, what only speaks against, and what is never taken for approval."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.document import Problem, ProblemKind
from stexcel.model import Course, Delmal, Iup, LoggedAssessment, Part, PartStatement, Period, Placement
from stexcel.rules import Thresholds
from stexcel.spur.model import Basis, Bearing, Counts, Status
from tests.build import TODAY, at, person
from tests.spur.build import assessed, doctor, registered, result, unit

NORA = "Nora Wiklander"


def without_method(code: str) -> dict[str, Delmal]:
    """All delmål, one of them without any assessment."""
    goals = dict(doctor(NORA).delmal)
    rows = tuple(replace(row, assessments=()) for row in goals[code].rows)
    goals[code] = replace(goals[code], rows=rows, assessments=())
    return goals


def test_a_unit_in_which_nothing_is_missing_has_its_programme_fulfilled() -> None:
    one = assessed(doctor(NORA))
    for criterion in ("D5", "D6", "D7", "E2", "F3", "F4", "F5", "F6"):
        found = result(one, criterion)
        assert (found.status, found.basis, found.counts) == (Status.FULFILLED, Basis.IUP, Counts(1, 0, 0)), criterion
        assert found.doctors[0].evidence[0].bearing is Bearing.FOR
        assert found.question is None


@pytest.mark.parametrize(
    ("criterion", "code", "changes"),
    [
        ("D6", "STX103", {"delmal": without_method("c1")}),
        ("D7", "STX203", {"person": person(start=date(2024, 2, 1)), "revisions": ()}),
        ("F3", "STX401", {"parts": ()}),
        ("F5", "STX403", {"parts": ()}),
    ],
)
def test_one_doctor_who_fails_makes_the_unit_fail_and_is_counted(
    criterion: str, code: str, changes: dict[str, Any]
) -> None:
    content = doctor("Ida Berg", **changes)
    found = result(assessed(doctor(NORA), content), criterion)
    assert found.status is found.verified is Status.FAILS
    assert found.counts == Counts(1, 1, 0)
    assert found.codes == (code,)
    assert [one.name for one in found.failing] == ["Ida Berg"]
    assert found.told.startswith("Brister hos 1 av 2 ST-läkare: ")
    assert f"({code})" in found.told
    assert {one.code for one in found.doctors[1].evidence if one.bearing is Bearing.AGAINST} == {code}


def test_a_rule_that_is_switched_off_leaves_its_criterion_open() -> None:
    one = assessed(doctor(NORA), off=["STX203"])
    found = result(one, "D7")
    assert (found.status, found.counts) == (Status.OPEN, Counts(0, 0, 1))
    assert "STX203" in found.told
    assert any("STX203" in remark for remark in one.remarks)
    assert result(one, "D6").status is Status.FULFILLED


def test_an_excepted_finding_is_neither_failing_nor_fulfilled_and_tells_the_reason() -> None:
    late = doctor(NORA, person=person(start=date(2024, 2, 1)), revisions=())
    assert result(assessed(late), "D7").status is Status.FAILS
    found = result(assessed(late, exempted={"STX203": "Ny mall införs."}), "D7")
    assert (found.status, found.codes) == (Status.OPEN, ())
    assert "”Ny mall införs”" in found.told


@pytest.mark.parametrize("criterion", ["D5", "D6", "D7", "F3"])
def test_an_unread_file_leaves_everything_open_that_held(criterion: str) -> None:
    lost = Problem(ProblemKind.UNREADABLE, "Filen är trasig.")
    one = assessed(doctor(NORA), lost)
    found = result(one, criterion)
    assert (found.status, found.counts) == (Status.OPEN, Counts(1, 0, 0))
    assert any("st/2.xlsx" in remark and "Filen är trasig." in remark for remark in one.remarks)


def test_an_unread_file_does_not_hide_what_fails() -> None:
    lost = Problem(ProblemKind.UNREADABLE, "Filen är trasig.")
    assert result(assessed(doctor(NORA, parts=()), lost), "F3").status is Status.FAILS


def test_a_doctor_without_regulation_is_told_and_leaves_iup_criteria_open() -> None:
    stray = Iup(person=person(name="Ida Berg", regulation=None), layouts=("tabell",))
    one = assessed(doctor(NORA), stray)
    assert [each.name for each in one.unassigned] == ["Ida Berg"]
    assert any("Ida Berg" in remark for remark in one.remarks)
    assert [part.regulation for part in one.regulations] == [SOSFS_2015]
    found = result(one, "D7")
    assert (found.status, found.counts) == (Status.OPEN, Counts(1, 0, 0))
    assert "1 ST-läkare vars föreskrift inte är känd" in found.told


def test_a_doctor_without_specialty_is_not_compared_and_the_programme_is_open() -> None:
    one = assessed(doctor(NORA, person=person(specialty=None)))
    found = result(one, "D6")
    assert found.status is Status.OPEN
    assert "STX101" in found.doctors[0].why
    assert any("Specialiteten är inte känd" in remark for remark in one.remarks)


def test_nobody_at_all_is_nobody_fulfilled() -> None:
    one = assessed(of=unit(doctors=()))
    assert {part.regulation for part in one.regulations} == {SOSFS_2015, HSLF_2021}
    for part in one.regulations:
        assert part.doctors == ()
        for found in part.results.values():
            iup = found.basis is Basis.IUP
            assert not iup or found.status is Status.OPEN
    assert any("Inget IUP" in remark for remark in one.remarks)


def test_a_registered_doctor_without_iup_fails_the_criterion_that_everyone_has_one() -> None:
    one = assessed(doctor(NORA), of=unit(doctors=(registered(NORA), registered("Ida Berg", 3))))
    found = result(one, "D5")
    assert (found.status, found.counts) == (Status.FAILS, Counts(1, 1, 0))
    assert found.told.startswith("Brister hos 1 av 2 ST-läkare: IUP saknas bland filerna.")
    (evidence,) = found.doctors[1].evidence
    assert (evidence.path, str(evidence.cell)) == ("st/enhet.xlsx", "ST-läkare!A3")
    assert found.doctors[1].doctor.path == ""


def test_nobody_is_said_to_lack_an_iup_while_a_file_could_be_it() -> None:
    listed = unit(doctors=(registered(NORA), registered("Ida Berg", 3), registered("Bo Ek", 4, left=True)))
    lost = Problem(ProblemKind.ENCRYPTED, "Filen har lösenord.")
    assert result(assessed(doctor(NORA), lost, of=listed), "D5").status is Status.OPEN
    nameless = doctor("")
    assert result(assessed(doctor(NORA), nameless, of=listed), "D5").status is not Status.FAILS


def log(*entries: tuple[int, tuple[str, ...]]) -> tuple[LoggedAssessment, ...]:
    return tuple(
        LoggedAssessment("CBD", "CBD", at(row, 1, "Logg"), TODAY - timedelta(days=days), delmal)
        for row, (days, delmal) in enumerate(entries, start=2)
    )


@pytest.mark.parametrize(
    ("linked", "status"), [(0, Status.FAILS), (1, Status.FAILS), (2, Status.OPEN), (3, Status.OPEN)]
)
def test_a_log_fails_when_less_than_half_of_it_is_linked_to_delmal(linked: int, status: Status) -> None:
    made = log(*((number, ("c1",) if number <= linked else ()) for number in range(1, 5)))
    found = result(assessed(doctor(NORA, assessments=made)), "E6")
    assert found.verified is status
    assert ("STX303" in found.codes) is True


def test_few_assessments_speak_against_and_none_at_all_fails() -> None:
    began = person(start=date(2024, 2, 1))
    few = log((60, ("c1",)), (200, ("c1",)))
    assert result(assessed(doctor(NORA, person=began, assessments=few)), "E4").verified is Status.OPEN
    found = result(assessed(doctor(NORA, person=began, assessments=())), "E4")
    assert (found.verified, found.codes) == (Status.FAILS, ("STX302",))
    old = log((900, ("c1",)))
    assert result(assessed(doctor(NORA, person=began, assessments=old)), "E4").verified is Status.FAILS


@pytest.mark.parametrize(("criterion", "code"), [("H7", "STX308"), ("G1", "STX407"), ("G2", "STX407")])
def test_what_a_log_does_not_have_speaks_against_and_decides_nothing(criterion: str, code: str) -> None:
    began = person(start=date(2024, 2, 1))
    lacking = doctor(NORA, person=began, assessments=log((60, ("c1",)), (90, ("c1",))), delmal=unlinked())
    found = result(assessed(lacking), criterion)
    assert (found.verified, found.codes) == (Status.OPEN, (code,))
    assert found.told.startswith("Underlaget talar emot hos 1 av 1 ST-läkare: ")
    (question,) = (one for one in assessed(lacking).questions if one.criterion == criterion)
    assert question.against == found.told


def unlinked() -> dict[str, Delmal]:
    """A few delmål, none about an ability or science."""
    return {code: one for code, one in doctor(NORA).delmal.items() if code.startswith("c")}


def test_an_ability_that_was_assessed_is_pointed_at() -> None:
    teaching = LoggedAssessment("Annan", "Undervisning", at(9, 1, "Logg"), TODAY - timedelta(days=30), ("c1",))
    content = doctor(NORA, person=person(start=date(2024, 2, 1)), assessments=(*log((60, ("c1",))), teaching))
    found = result(assessed(content), "H7")
    assert found.verified is Status.OPEN
    (evidence,) = (one for one in found.doctors[0].evidence if one.bearing is Bearing.FOR)
    assert (str(evidence.cell), evidence.value) == ("Logg!A9", "2026-10-02")


@pytest.mark.parametrize(
    ("begins", "named", "status"),
    [
        (date(2026, 3, 1), True, Status.FAILS),
        (date(2027, 3, 1), True, Status.OPEN),
        (date(2026, 3, 1), False, Status.OPEN),
    ],
)
def test_a_side_rotation_without_supervisor_fails_once_it_has_begun_where_others_are_named(
    begins: date, named: bool, status: Status
) -> None:
    home = Placement("Onkologkliniken", at(2, 1, "Plan"), date(2026, 2, 1), date(2026, 2, 28), 100, ("c1",))
    home = replace(home, supervisor="Ivar Torsell" if named else None)
    side = Placement(
        "Kirurgkliniken", at(3, 1, "Plan"), begins, begins + timedelta(days=100), 100, ("c1",), site="Åsbo", side=True
    )
    found = result(assessed(doctor(NORA, placements=(home, side))), "E3")
    assert (found.verified, found.codes) == (status, ("STX208",))


def test_less_time_than_the_region_wants_is_no_failure_of_the_plan() -> None:
    planned = (PartStatement(Part.SELF_STUDY, True, at(3, 2, "Plan"), "1 timme per vecka"),)
    found = result(assessed(doctor(NORA, parts=planned), thresholds=Thresholds(self_study_hours=4)), "F5")
    assert found.verified is Status.FULFILLED
    assert [one.bearing for one in found.doctors[0].evidence if one.code == "STX403"] == [Bearing.NOTE]


@pytest.mark.parametrize(
    ("completed", "status"),
    [((True, True), Status.FULFILLED), ((True, None), Status.OPEN), ((True, False), Status.FAILS)],
)
def test_a_course_fails_only_where_the_list_says_that_it_was_not_taken(
    completed: tuple[bool | None, ...], status: Status
) -> None:
    when = Period(date(2026, 3, 1), date(2026, 3, 5))
    courses = tuple(
        Course(f"Kurs {row}", at(row, 1, "Kurser"), when, ("c1",), done) for row, done in enumerate(completed, start=2)
    )
    assert result(assessed(doctor(NORA, courses=courses)), "F2").verified is status


def test_doctors_are_judged_under_their_own_regulation_only() -> None:
    younger = Iup(person=person(name="Ida Berg", regulation=HSLF_2021), layouts=("tabell",))
    one = assessed(doctor(NORA), younger)
    assert result(one, "D6").status is Status.FULFILLED
    assert result(one, "D6", HSLF_2021).status is Status.FAILS
    assert "G11" not in one.regulations[0].results
    assert "G11" in one.regulations[1].results
