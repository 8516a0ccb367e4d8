"""Grades: the rules of the model, and the laws that no grade may break."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stexcel.model import Iup, Part, PartStatement
from stexcel.regelverk import CriterionKind, Grade, Section, load_spur
from stexcel.spur.grades import grade_range
from stexcel.spur.model import Inspection, SectionResult, Status
from stexcel.unit import Answer, Reply
from tests.build import at, person
from tests.spur.build import action, answer, assessed, doctor, unit

NORA = "Nora Wiklander"
LAW, ADVICE, QUALITY = CriterionKind.REGULATION, CriterionKind.ADVICE, CriterionKind.QUALITY
OK, BAD, OPEN = Status.FULFILLED, Status.FAILS, Status.OPEN
SECTIONS = load_spur().sections
Judged = tuple[CriterionKind, Status]
LATE = person(start=date(2024, 2, 1))
SLOW = settings(deadline=None, max_examples=20)
"""Whole units are assessed in every example."""


@pytest.mark.parametrize(
    ("criteria", "text"),
    [
        ([(LAW, OK), (ADVICE, OK), (QUALITY, OK)], "A"),
        ([(LAW, OK), (QUALITY, BAD), (QUALITY, OK)], "A"),
        ([(LAW, OK), (QUALITY, BAD), (QUALITY, BAD)], "B"),
        ([(LAW, OK), (ADVICE, BAD), (QUALITY, OK)], "C"),
        ([(LAW, BAD), (ADVICE, OK)], "D"),
        ([(LAW, OPEN), (ADVICE, OK)], "A–D"),
        ([(LAW, OK), (ADVICE, OPEN)], "A–C"),
        ([(LAW, OPEN), (ADVICE, BAD)], "C–D"),
        ([(LAW, OK), (QUALITY, OPEN)], "A"),
        ([(LAW, OK), (QUALITY, OPEN), (QUALITY, BAD)], "A–B"),
    ],
)
def test_the_grade_is_that_of_the_model(criteria: list[Judged], text: str) -> None:
    assert grade_range(SECTIONS["D"], criteria).text == text


@pytest.mark.parametrize("name", ["A", "C"])
def test_sections_without_advice_never_get_c(name: str) -> None:
    assert grade_range(SECTIONS[name], [(LAW, OPEN)]).grades == (Grade.A, Grade.B, Grade.D)
    assert grade_range(SECTIONS[name], [(LAW, BAD)]).grades == (Grade.D,)


def test_a_plan_gives_c_at_the_best_for_what_fails() -> None:
    assert grade_range(SECTIONS["D"], [(LAW, BAD)], with_plan=True).grades == (Grade.C, Grade.D)


kinds = st.sampled_from(CriterionKind)
judged = st.lists(st.tuples(kinds, st.sampled_from(Status)), min_size=1, max_size=8)
sections = st.sampled_from(sorted(SECTIONS.values(), key=lambda one: one.id))


def ranks(section: Section, criteria: Sequence[Judged]) -> tuple[int, int]:
    """How good the best and the worst grade are, the best first."""
    grades = list(Grade)
    found = grade_range(section, criteria)
    return grades.index(found.best), grades.index(found.worst)


@given(sections, judged, st.data())
def test_a_failing_criterion_never_improves_a_grade(
    section: Section, criteria: list[Judged], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(criteria) - 1))
    failing = [(kind, BAD if number == index else status) for number, (kind, status) in enumerate(criteria)]
    before, after = ranks(section, criteria), ranks(section, failing)
    assert after[0] >= before[0]
    assert after[1] >= before[1]


@given(sections, judged, st.sampled_from([OK, BAD]), st.data())
def test_answering_an_open_question_never_widens_the_range(
    section: Section, criteria: list[Judged], reply: Status, data: st.DataObject
) -> None:
    left = [number for number, (_, status) in enumerate(criteria) if status is OPEN]
    index = data.draw(st.sampled_from(left)) if left else -1
    answered = [(kind, reply if number == index else status) for number, (kind, status) in enumerate(criteria)]
    before, after = ranks(section, criteria), ranks(section, answered)
    assert before[0] <= after[0] <= after[1] <= before[1]


@given(sections, judged)
def test_a_settled_section_has_one_grade_and_an_open_one_contains_every_outcome(
    section: Section, criteria: list[Judged]
) -> None:
    found = grade_range(section, criteria)
    for reply in (OK, BAD):
        settled = grade_range(section, [(kind, reply if status is OPEN else status) for kind, status in criteria])
        assert settled.is_settled
        assert settled.best in found.grades


@SLOW
@given(st.lists(st.sampled_from(list(Reply)), min_size=4, max_size=4))
def test_answers_never_widen_the_range_of_a_real_unit(replies: list[Reply]) -> None:
    before = section_of(assessed_with(), "C")
    answers = tuple(answer(f"C{number}", reply, number) for number, reply in enumerate(replies, start=1))
    assert {*section_of(assessed_with(*answers), "C").grade.grades} <= {*before.grade.grades}


def assessed_with(*answers: Answer) -> Inspection:
    return assessed(doctor(NORA), of=unit(answers=answers))


def section_of(inspection: Inspection, name: str) -> SectionResult:
    (part,) = inspection.regulations
    (section,) = (one for one in part.sections if one.section.id == name)
    return section


@SLOW
@given(
    st.lists(st.sampled_from(["F3", "F5", "D7", "E2"]), max_size=2, unique=True),
    st.lists(st.sampled_from(["F3", "F5", "D7", "E2"]), max_size=2, unique=True),
)
def test_adding_a_doctor_never_mends_what_fails(faults: list[str], more: list[str]) -> None:
    first = assessed(faulty(NORA, faults))
    second = assessed(faulty(NORA, faults), faulty("Ida Berg", more))
    for criterion, found in first.regulations[0].results.items():
        if found.status is BAD:
            assert second.regulations[0].results[criterion].status is not OK


def faulty(name: str, faults: Sequence[str]) -> Iup:
    """An IUP with the faults."""
    left_out = {"F3": Part.INTERNAL_TEACHING, "F5": Part.SELF_STUDY}
    lacking = {left_out[one] for one in faults if one in left_out}
    parts = tuple(PartStatement(part, True, at(3, 2, "Plan"), delmal=("a1",)) for part in Part if part not in lacking)
    facts: dict[str, Any] = {"start": date(2024, 2, 1)} if "D7" in faults else {}
    facts |= {"supervisor": None} if "E2" in faults else {}
    changes: dict[str, Any] = {"person": person(**facts)} if facts else {}
    return doctor(name, parts=parts, **changes, **({"revisions": ()} if "D7" in faults else {}))


def test_the_plan_of_the_unit_makes_c_possible_and_names_what_it_lacks() -> None:
    content = doctor(NORA, revisions=(), person=LATE)
    without = section_of(assessed(content, of=unit()), "D")
    assert (without.grade.text, without.with_plan) == ("D", False)
    assert "C om en handlingsplan för D7 lämnas in och godtas." in without.moves
    other = section_of(assessed(content, of=unit(actions=(action("D8", done=True),))), "D")
    assert (other.grade.text, other.verified.text, other.with_plan) == ("C–D", "D", True)
    assert any("Den saknar rad för D7." in one for one in other.moves)
    unnamed = section_of(assessed(content, of=unit(actions=(action(None),))), "D")
    assert unnamed.grade.text == "C–D"


def test_the_cheapest_steps_to_b_come_first_and_quality_is_not_among_them() -> None:
    section = section_of(assessed(doctor(NORA, revisions=(), person=LATE), doctor("Ida Berg"), of=unit()), "D")
    steps = section.path_to_b
    assert [one.open for one in steps] == sorted((one.open for one in steps), reverse=True)
    assert (steps[-1].criterion, steps[-1].doctors) == ("D7", 1)
    kinds_of = {one.criterion.id: one.kind for one in section.criteria}
    assert QUALITY not in {kinds_of[one.criterion] for one in steps}
