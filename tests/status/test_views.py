from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from stexcel.codes import HSLF_2021
from stexcel.model import Course, LoggedAssessment, Meeting, MeetingKind, Period, Value
from stexcel.rules import Thresholds
from stexcel.status.model import Link, Recurring
from stexcel.status.status import CourseState, Gap, Light
from stexcel.unit import Attested, Supervisor, Unit
from tests.build import TODAY, at, iup, person, value
from tests.status.build import named, placement, resident, status

PATH = "st/nora.xlsx"


def logged(day: date | None, method: str = "CBD", assessor: str | None = None, *delmal: str) -> LoggedAssessment:
    return LoggedAssessment(
        method, method, at(day.toordinal() % 97 + 2 if day else 1, 1, "Logg"), day, delmal, assessor
    )


GRID = """
a1 | kurs | CBD | VT25 | 2026-05-02
a2 | kurs | CBD | VT25 |
a3 | kurs | CBD |      |
a4 | kurs |     |      |
a5 |      | CBD |      |
a6 |      |     |      |
"""


def test_matrix_tells_how_far_each_delmal_has_come() -> None:
    (group,) = status({PATH: iup(GRID)}).matrix.groups
    cells = dict(zip(group.codes, group.rows[0].cells, strict=True))
    links = {code: cell.link for code, cell in cells.items() if cell is not None}
    assert [links[f"a{number}"] for number in range(1, 7)] == [
        Link.DONE, Link.PLANNED, Link.LINKED, Link.ACTIVITY_ONLY, Link.ASSESSMENT_ONLY, Link.EMPTY,
    ]  # fmt: skip
    assert links["c1"] is Link.MISSING
    done = cells["a1"]
    assert done is not None
    assert (done.place.path, done.place.text) == (PATH, "Delmål!A1")
    assert done.detail == "a1: aktivitet: kurs; bedömning: CBD; klart 2026-05-02."


def test_shares_of_the_front_page_by_hand() -> None:
    """24 delmål; three are linked to both, one is done, and one has an assessment that was made."""
    log = (logged(date(2026, 9, 1), "CBD", None, "a2"), logged(date(2026, 12, 1), "CBD", None, "a3"))
    (one,) = status({PATH: iup(GRID, assessments=log)}).overview
    assert one.delmal == 24
    assert one.linked == pytest.approx(100 * 3 / 24)
    assert one.done == pytest.approx(100 / 24)
    assert one.assessed == pytest.approx(100 / 24)


def test_regulations_have_a_group_each_and_foreign_codes_are_blank() -> None:
    medicine = person(specialty="Internmedicin", start=date(2026, 2, 1))
    kids = person(specialty="Barn- och ungdomsmedicin")
    young = person(regulation=HSLF_2021)
    found = status(
        {"a.xlsx": named("Anna", medicine), "b.xlsx": named("Bo", kids), "c.xlsx": named("Cia", young)}
    ).matrix
    assert [group.regulation for group in found.groups] == ["HSLF-FS 2021:8", "SOSFS 2015:8"]
    older = found.groups[1]
    assert [row.doctor.name for row in older.rows] == ["Anna", "Bo"]
    assert older.codes[-1] == "c14"
    assert older.rows[0].cells[-1] is None
    assert older.rows[1].cells[-1] is not None


def test_doctor_without_known_delmal_is_named() -> None:
    found = status({PATH: iup(person=person(specialty=None, regulation=None))}).matrix
    assert found.groups == ()
    assert found.left_out == ("Nora Wiklander: inga delmål är kända (specialitet och föreskrift).",)


def test_unit_view_shows_activities_that_nobody_assesses() -> None:
    anna = named(
        "Anna", person(), grid="a1 | kurs | | \na2 | kurs, seminarium | CBD | \na3 | | DOPS | \na4 | kurs | CBD | "
    )
    bo = named(
        "Bo", person(), grid="a1 | kurs | | \na4 | kurs | DOPS | ", assessments=(logged(TODAY, "CBD", None, "a4"),)
    )
    (found,) = status({"a.xlsx": anna, "b.xlsx": bo}).coverage
    gaps = {row.code: row.gap for row in found.rows}
    assert (gaps["a1"], gaps["a2"], gaps["a3"], gaps["a4"], gaps["a5"]) == (
        Gap.NEVER_PLANNED, Gap.NEVER_MADE, Gap.NO_ACTIVITY, Gap.NONE, Gap.NOTHING,
    )  # fmt: skip
    assert found.methods == ("CBD", "DOPS")
    rows = {(row.code, row.activity): (row.doctors, row.of, row.planned, row.made) for row in found.rows}
    assert rows["a4", "kurs"] == (2, 2, (1, 1), (1, 0))
    assert rows["a2", "kurs"] == rows["a2", "seminarium"] == (1, 2, (1, 0), (0, 0))
    assert rows["a2", "ingen aktivitet"] == (1, 2, (0, 0), (0, 0))
    assert rows["a3", "ingen aktivitet"] == (2, 2, (0, 1), (0, 0))


def test_terms_are_held_against_the_share_of_the_limit_that_was_served() -> None:
    """Start 2025-10-01: 92 of the 184 days of the autumn. Away from April to June: 90 of 181 days, just under half."""
    off = placement("Föräldraledig", date(2026, 4, 1), date(2026, 6, 30), percent=0)
    log = tuple(logged(day) for day in (date(2025, 11, 1), date(2026, 2, 1), date(2026, 10, 1)))
    content = iup(person=person(start=date(2025, 10, 1)), placements=(off,), assessments=log)
    found = status({PATH: content}).assessments
    assert found is not None
    assert found.terms == ("HT25", "VT26", "HT26")
    told = [(term.made, term.wanted, term.word) for term in found.doctors[0].terms if term is not None]
    assert told == [(1, 2, "för få"), (1, 1, "nått"), (1, 4, "pågår")]
    half = status({PATH: content}, thresholds=Thresholds(assessments_per_term=2)).assessments
    assert half is not None
    assert [term.word for term in half.doctors[0].terms if term is not None] == ["nått", "nått", "pågår"]
    assert (found.per_term, half.per_term) == (4, 2)


def test_term_of_somebody_without_start_is_not_judged() -> None:
    found = status({PATH: iup(person=person(start=None))}).assessments
    assert found is not None
    assert {term.word for term in found.doctors[0].terms if term is not None} == {"ej bedömd"}


def test_totals_by_term_and_method_and_who_assesses() -> None:
    started = person(start=date(2025, 7, 1))
    anna = named("Anna", started, assessments=(
        logged(date(2026, 2, 1), "CBD", "Dr Lars Lo"),
        logged(date(2026, 3, 1), "DOPS", "Lo, Lars"),
        logged(None, "CBD", None),
    ))  # fmt: skip
    bo = named("Bo", started, assessments=(
        logged(date(2026, 9, 1), "CBD", "Lars Lo"),
        logged(date(2026, 9, 2), "CBD", "Lars Lo"),
        logged(date(2026, 11, 2), "CBD", "Eva Ek"),
    ))  # fmt: skip
    found = status({"a.xlsx": anna, "b.xlsx": bo}).assessments
    assert found is not None
    assert (found.terms, found.methods) == (("HT25", "VT26", "HT26"), ("CBD", "DOPS"))
    assert found.totals == ((0, 0), (1, 1), (2, 0))
    assert (found.undated, found.without_assessor) == (1, 1)
    (lars,) = found.assessors
    assert (lars.name, lars.count, lars.doctors, lars.last) == ("Lars Lo", 4, ("Anna", "Bo"), date(2026, 9, 2))
    assert [(one.doctor.name, one.term, one.method, one.count) for one in found.counts] == [
        ("Anna", "VT26", "CBD", 1), ("Anna", "VT26", "DOPS", 1), ("Anna", "utan datum", "CBD", 1),
        ("Bo", "HT26", "CBD", 2),
    ]  # fmt: skip


def meeting(day: date, kind: MeetingKind = MeetingKind.SUPERVISION, **told: Any) -> Meeting:
    return Meeting(day, at(day.toordinal() % 97 + 2, 1, "Samtal"), kind=kind, **told)


def test_supervision_by_hand() -> None:
    held = (date(2026, 6, 1), date(2026, 8, 30), date(2026, 9, 20))
    meetings = (
        *(meeting(day) for day in held),
        meeting(date(2026, 12, 1)),
        meeting(date(2026, 5, 1), checked_against_iup=True),
        meeting(date(2026, 3, 1), MeetingKind.DEVELOPMENT),
        meeting(date(2026, 4, 1), MeetingKind.KOLLEGIUM),
    )
    (one,) = status({PATH: iup(person=person(start=date(2026, 2, 1)), meetings=meetings)}).supervision
    assert (one.meetings, one.last, one.since, one.next) == (4, date(2026, 9, 20), 42, date(2026, 12, 1))
    # The longest are the 90 days from 1 June to 30 August, one more than from 1 February to 1 May.
    assert one.longest == 90
    assert one.last_against_iup == date(2026, 5, 1)
    assert (one.last_development, one.last_kollegium) == (date(2026, 3, 1), date(2026, 4, 1))
    assert one.last_reconciliation is None
    assert one.judgement.light is Light.YELLOW


def test_due_days_move_with_leave() -> None:
    off = placement("Föräldraledig", date(2026, 10, 1), date(2026, 10, 20), percent=0)
    last = (meeting(date(2026, 9, 20)),)
    plain = resident(iup(meetings=last)).due_of(Recurring.SUPERVISION)
    away = resident(iup(meetings=last, placements=(off,))).due_of(Recurring.SUPERVISION)
    assert plain is not None
    assert away is not None
    assert plain.due == date(2026, 9, 20) + timedelta(days=45)
    assert away.due == date(2026, 9, 20) + timedelta(days=65)


def test_revision_is_due_a_year_after_the_last() -> None:
    revised = resident(iup(revisions=(Value(date(2026, 3, 15), "", at(1)), Value(date(2027, 3, 1), "", at(2)))))
    due = revised.due_of(Recurring.REVISION)
    assert due is not None
    assert (due.last, due.due) == (date(2026, 3, 15), date(2027, 3, 15))
    assert revised.revisions == (date(2026, 3, 15),)


def course(name: str, start: date | None, end: date | None = None, completed: bool | None = None) -> Course:
    return Course(name, at(3, 1, "Kurser"), Period(start, end or start) if start else None, ("c1",), completed)


def test_courses_stand_in_the_order_of_what_has_to_be_done() -> None:
    found = status({PATH: iup(courses=(
        course("Gjord", date(2026, 1, 1), completed=True),
        course("Kommande", date(2027, 1, 1)),
        course("Passerad", date(2026, 5, 1)),
        course("Pågår", date(2026, 10, 30), date(2026, 11, 1)),
        course("Utan datum", None),
        course("Ej gjord", date(2026, 4, 1), completed=False),
        course("Gjord", date(2025, 1, 1)),
    ))}).courses  # fmt: skip
    assert [(one.name, one.state) for one in found] == [
        ("Passerad", CourseState.OVERDUE),
        ("Ej gjord", CourseState.NOT_DONE),
        ("Pågår", CourseState.RUNNING),
        ("Kommande", CourseState.COMING),
        ("Gjord", CourseState.DONE),
        ("Gjord", CourseState.DONE),
        ("Utan datum", CourseState.UNDATED),
    ]


def supervisor(name: str, row: int, trained: bool = True, **told: Any) -> Supervisor:
    def cell(column: int) -> Any:
        return at(row, column, "Handledare")

    when = Period(date(2014, 5, 1), date(2014, 5, 1)) if trained else None
    return Supervisor(
        Value(name, name, cell(1)),
        Value("Onkologi", "Onkologi", cell(2)),
        Attested(trained, cell(3), when, "2014-05-01" if trained else "nej"),
        Attested(True, cell(4), Period(date(2026, 3, 1), date(2026, 3, 1)), "2026-03-01"),
        **told,
    )


OTHERS = {"Xi": "Eva Ek", "Yv": "Okänd Person"}


def test_supervisors_with_load_and_training() -> None:
    register = Unit(
        name=value("Onkologkliniken"),
        supervisors=(supervisor("Ivar Torsell", 2), supervisor("Eva Ek", 3, False), supervisor("Ola Olin", 4)),
    )
    led = {f"{name}.xlsx": named(name, person()) for name in ("Anna", "Bo", "Cia", "Dan")}
    other = {
        "x.xlsx": named("Xi", person(supervisor="Eva Ek")),
        "y.xlsx": named("Yv", person(supervisor="Okänd Person")),
    }
    rows = {one.name: one for one in status({**led, **other, "enhet.xlsx": register}).supervisors}
    assert [(name, one.load) for name, one in rows.items()] == [
        ("Ivar Torsell", 4), ("Eva Ek", 1), ("Okänd Person", 1), ("Ola Olin", 0),
    ]  # fmt: skip
    assert rows["Ivar Torsell"].judgement.light is Light.YELLOW
    assert (rows["Ivar Torsell"].training, rows["Ivar Torsell"].updated) == ("2014-05-01", "2026-03-01")
    assert rows["Eva Ek"].judgement.light is Light.RED
    assert rows["Eva Ek"].training == "nej"
    assert rows["Okänd Person"].judgement.light is Light.GREY
    assert not rows["Okänd Person"].registered
    assert rows["Ola Olin"].judgement.light is Light.GREY


def test_progress_is_drawn_from_the_days_in_the_workbook() -> None:
    """From 2025-11-01 to 2030-10-31 are 59 months and 30 of 31 days; 6 and 12 of them have gone."""
    grid = "a1 | kurs | CBD | | 2026-05-01\na2 | kurs | CBD | | uppfyllt\na3 | kurs | CBD | | "
    whose = person(start=date(2025, 11, 1), planned_end=date(2030, 10, 31))
    found = status({PATH: iup(grid, person=whose), "b.xlsx": named("Bo", person(start=None))}).progress
    assert found.left_out == ("Bo",)
    assert found.lag == 20
    (line,) = found.lines
    months = 59 + 30 / 31
    assert [point.day for point in line.points] == [date(2025, 11, 1), date(2026, 5, 1), TODAY]
    assert [point.elapsed for point in line.points] == pytest.approx([0.0, 100 * 6 / months, 100 * 12 / months])
    assert [point.done for point in line.points] == pytest.approx([0.0, 100 / 24, 100 * 2 / 24])
    assert line.undated == 1


@pytest.mark.parametrize(
    ("facts", "plan", "expected"),
    [
        ({"start": date(2024, 1, 1), "fte": 100}, (), date(2028, 12, 31)),
        ({"start": date(2024, 1, 1), "fte": 50}, (), date(2033, 12, 31)),
        # Two years away of seven planned: the sixtieth month ends with the year 2030.
        (
            {"start": date(2024, 1, 1), "planned_end": date(2031, 12, 31)},
            ((date(2024, 1, 1), date(2025, 12, 31), 100), (date(2026, 1, 1), date(2027, 12, 31), 0),
             (date(2028, 1, 1), date(2031, 12, 31), 100)),
            date(2030, 12, 31),
        ),
        # Only four years are planned: the fifth is counted on at the doctor's own degree, 80 %.
        (
            {"start": date(2024, 1, 1), "planned_end": date(2027, 12, 31), "fte": 80},
            ((date(2024, 1, 1), date(2027, 12, 31), 100),),
            date(2029, 3, 31),
        ),
        # A list of some side rotations is no whole plan.
        ({"start": date(2024, 1, 1)}, ((date(2026, 1, 1), date(2026, 3, 31), 100),), None),
        ({"start": None}, (), None),
    ],
)  # fmt: skip
def test_end_at_the_planned_degree(facts: dict[str, Any], plan: tuple[Any, ...], expected: date | None) -> None:
    placements = tuple(
        placement(f"Del {row}", start, end, row, percent=percent) for row, (start, end, percent) in enumerate(plan, 2)
    )
    assert resident(iup(person=person(**{"planned_end": None, **facts}), placements=placements)).end_at_fte == expected


def test_findings_have_all_levels_groups_and_exceptions() -> None:
    found = status({PATH: iup(GRID)}, exempted={"STX402": "Kurser ges av regionen"})
    rows = [row for row in found.findings if row.excepted is None]
    assert [row.level.rank for row in rows] == sorted(row.level.rank for row in rows)
    assert {row.who for row in rows} == {"Nora Wiklander"}
    assert {row.group for row in rows if row.code == "STX103"} == {"delmål"}
    assert found.remarks[0] == "Ingen historik är läst."
    excepted = status({PATH: iup("a1 | seminarium | CBD | ")}, exempted={"STX402": "Kurser ges av regionen"})
    (row,) = (row for row in excepted.findings if row.excepted)
    assert (row.code, row.excepted) == ("STX402", "Kurser ges av regionen")
    assert excepted.about.exceptions[0].silenced == 1
    assert "1 fynd är undantagna i stexcel.toml, se Fynd och Om." in excepted.remarks


def test_no_files_at_all_is_an_empty_status() -> None:
    empty = status({})
    assert (empty.overview, empty.actions, empty.matrix.groups, empty.unit_name) == ((), (), (), "Enheten")
