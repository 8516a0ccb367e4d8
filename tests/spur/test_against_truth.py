"""The two re-enacted inspections: what the report found and the files show, and nothing that it held called failing."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from stexcel import api
from stexcel.model import Iup
from stexcel.regelverk import Grade, load_spur
from stexcel.spur.assess import assess
from stexcel.spur.model import Inspection, Status
from stexcel.status.model import Survey
from stexcel.survey import survey

EXAMPLES = Path(__file__).parents[1] / "exempel"
UNITS = ("varnamo", "borasonkologi")
FAILING = ("brister_foreskrift", "brister_allmanna_rad", "brister_kvalitetsindikator")


@cache
def surveyed(unit: str) -> Survey:
    return survey([EXAMPLES / unit], api.Setup(date(2026, 11, 1)))


@cache
def inspection(unit: str) -> Inspection:
    return assess(surveyed(unit))


def truth(unit: str) -> Any:
    return json.loads((EXAMPLES / unit / "SPUR.truth.json").read_text(encoding="utf-8"))


def statuses(unit: str, criterion: str) -> set[Status]:
    return {part.results[criterion].status for part in inspection(unit).regulations if criterion in part.results}


def cases(key: str) -> list[tuple[str, str]]:
    """The units with the criteria that the inspection could judge from the files, with a word."""
    return [(unit, one) for unit in UNITS for one, word in truth(unit)["bedombart_ur_filerna"].items() if word == key]


@pytest.mark.parametrize(("unit", "criterion"), cases("brister"))
def test_what_the_files_show_to_fail_is_found_under_every_regulation(unit: str, criterion: str) -> None:
    assert statuses(unit, criterion) == {Status.FAILS}


@pytest.mark.parametrize(("unit", "criterion"), cases("uppfyllt"))
def test_what_the_files_show_to_hold_is_fulfilled(unit: str, criterion: str) -> None:
    assert statuses(unit, criterion) == {Status.FULFILLED}


@pytest.mark.parametrize(("unit", "criterion"), cases("ej bedömt"))
def test_what_the_files_do_not_show_is_open_with_a_question(unit: str, criterion: str) -> None:
    assert statuses(unit, criterion) == {Status.OPEN}
    assert criterion in {one.criterion for one in inspection(unit).questions}


@pytest.mark.parametrize("unit", UNITS)
def test_nothing_that_the_report_holds_is_failing(unit: str) -> None:
    held = {one for section in truth(unit)["avsnitt"].values() for one in section["uppfyllda"]}
    assert {one for one in held if Status.FAILS in statuses(unit, one)} == set()


@pytest.mark.parametrize("unit", UNITS)
def test_nothing_that_the_report_fails_is_said_to_be_fulfilled(unit: str) -> None:
    failed = {one for section in truth(unit)["avsnitt"].values() for key in FAILING for one in section[key]}
    assert {one for one in failed if Status.FULFILLED in statuses(unit, one)} == set()


@pytest.mark.parametrize("unit", UNITS)
def test_the_ranges_contain_the_inspectors_grades(unit: str) -> None:
    for name, section in truth(unit)["avsnitt"].items():
        grades = {Grade(one) for one in (section["gradering_fore"], section["gradering_efter"]) if one is not None}
        for part in inspection(unit).regulations:
            (found,) = (one for one in part.sections if one.section.id == name)
            assert grades <= {*found.grade.grades}, name


@pytest.mark.parametrize("unit", UNITS)
def test_open_rows_of_the_plan_fail_and_are_the_units_own_word(unit: str) -> None:
    open_rows = {one["kriterium"] for one in truth(unit)["register"]["handlingsplan"] if one["status"] != "Genomförd"}
    for criterion in open_rows:
        assert statuses(unit, criterion) == {Status.FAILS}
        for part in inspection(unit).regulations:
            assert any(one.from_plan and not one.done for one in part.results[criterion].claims)


@pytest.mark.parametrize(("unit", "years"), [("varnamo", {"2015": 4, "2021": 3}), ("borasonkologi", {"2015": 4})])
def test_every_regulation_has_its_own_doctors_and_all_its_criteria(unit: str, years: dict[str, int]) -> None:
    parts = inspection(unit).regulations
    assert {part.year: len(part.doctors) for part in parts} == years
    for part in parts:
        wanted = [one.id for one in load_spur().criteria.values() if part.regulation in one.kinds]
        assert list(part.results) == wanted
        for one in part.results.values():
            assert one.counts.total == len(one.doctors)
            assert {each.doctor for each in one.doctors} <= {*part.doctors}


@pytest.mark.parametrize("unit", UNITS)
def test_evidence_points_at_files_and_sheets_of_the_run(unit: str) -> None:
    found = inspection(unit)
    assert set(found.hashes) == {file.document.path for file in surveyed(unit).report.files}
    for part in found.regulations:
        for one in part.results.values():
            evidence = [*one.evidence, *(each for doctor in one.doctors for each in doctor.evidence)]
            assert all(each.path in found.hashes for each in evidence)
            assert all(each.cell is None or each.cell.sheet == each.sheet for each in evidence)
            if one.verified is Status.FULFILLED:
                assert any(each.cell is not None for each in evidence), one.criterion.id


def test_the_register_of_one_unit_does_not_change_what_the_iups_of_the_other_show() -> None:
    alone = [file for file in (EXAMPLES / "varnamo").iterdir() if file.suffix == ".xlsx" and file.stem != "enhet"]
    without = assess(survey(alone, api.Setup(date(2026, 11, 1))))
    assert all(isinstance(file.document.iup, Iup) for file in surveyed("varnamo").report.files if file.document.iup)
    assert without.unit_path is None
    assert "Ingen arbetsbok för enheten är läst" in without.remarks[0]
    for part, other in zip(without.regulations, inspection("varnamo").regulations, strict=True):
        assert part.results["B2"].status is Status.OPEN
        assert part.results["D6"].verified is other.results["D6"].verified is Status.FAILS
        assert part.results["E1"].status is Status.OPEN


def test_a_question_tells_what_speaks_against_under_each_regulation() -> None:
    (question,) = (one for one in inspection("varnamo").questions if one.criterion == "E7")
    assert question.regulations == ("SOSFS 2015:8", "HSLF-FS 2021:8")
    assert question.against is not None
    assert "SOSFS 2015:8: Underlaget talar emot hos 4 av 4 ST-läkare" in question.against
    assert "HSLF-FS 2021:8: Underlaget talar emot hos 3 av 3 ST-läkare" in question.against
