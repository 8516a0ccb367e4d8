"""What the status says of the examples, against their ground truth."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from stexcel import api
from stexcel.codes import regulation_of
from stexcel.status.make import make_status
from stexcel.status.model import Link, Resident, Survey
from stexcel.survey import survey
from tests.truth import Truth, read_truth, truth_files

EXAMPLES = Path(__file__).parents[1] / "exempel"
TODAY = date(2026, 11, 1)
TRUTHS = truth_files(EXAMPLES)


@cache
def surveyed() -> Survey:
    return survey([EXAMPLES], api.Setup(TODAY))


def of(truth_file: Path) -> tuple[Truth, Resident]:
    stem = truth_file.name.removesuffix(".truth.json")
    path = next(path for path in truth_file.parent.iterdir() if path.stem == stem and path.suffix != ".json")
    return read_truth(truth_file), surveyed().residents[path.as_posix()]


def test_every_example_has_a_resident_and_every_unit_its_workbook() -> None:
    assert len(surveyed().residents) == len(TRUTHS) == 33
    assert len(surveyed().units) == 2


@pytest.mark.parametrize("truth_file", TRUTHS, ids=lambda path: path.stem)
def test_facts_are_those_of_the_truth(truth_file: Path) -> None:
    truth, resident = of(truth_file)
    person = truth["person"]
    assert resident.name == person["namn"]
    assert str(resident.start) == str(person["start"])
    assert str(resident.planned_end) == str(truth["planerat_slut"])
    assert resident.percent == person["tjanstgoringsgrad"]
    assert resident.supervisor == person["huvudhandledare"]
    assert [str(day) for day in resident.revisions] == sorted(truth["revisioner"])
    assert len(resident.courses) == len(truth["kurser"])
    assert sorted(str(one.day) for one in resident.meetings if one.kind == "handledarsamtal") == sorted(
        truth["handledarsamtal"]
    )


@pytest.mark.parametrize("truth_file", TRUTHS, ids=lambda path: path.stem)
def test_delmal_are_done_and_linked_as_the_truth_says(truth_file: Path) -> None:
    truth, resident = of(truth_file)
    told = {one.code: one for one in resident.delmal}
    own = {code: fact for code, fact in truth["delmal"].items() if code in told}
    assert own, "the truth shares no delmål with the digest"
    for code, one in told.items():
        fact = own.get(code)
        if fact is None:
            assert one.link is Link.MISSING, code
            continue
        assert (one.link is Link.DONE) == bool(fact["klart"]), code
        assert one.active == bool(fact["aktiviteter"]), code
        assert bool(one.methods) == bool(fact["bedomningar"]), code
    done = sum(bool(fact["klart"]) for fact in own.values())
    assert resident.done_share == pytest.approx(100 * done / len(told))
    both = sum(bool(fact["aktiviteter"] and fact["bedomningar"]) for fact in own.values())
    assert resident.linked_share == pytest.approx(100 * both / len(told))
    assert all(regulation_of(code) == resident.regulation for code in told)


@pytest.mark.parametrize("truth_file", TRUTHS, ids=lambda path: path.stem)
def test_assessments_are_those_of_the_truth(truth_file: Path) -> None:
    truth, resident = of(truth_file)
    logged = [one for one in truth["bedomningar"] if one["datum"] is None or one["datum"] <= str(TODAY)]
    spring = [one for one in logged if one["datum"] and "2026-01-01" <= one["datum"] <= "2026-06-30"]
    assert len(resident.assessments) == len(logged)
    assert Counter(one.method for one in resident.assessments) == Counter(one["metod"] for one in logged)
    counted = {term.name: term.made for term in resident.terms}
    assert counted["VT26"] == len(spring)
    named = {code for one in logged for code in one["delmal"]} & {one.code for one in resident.delmal}
    present = {one.code for one in resident.delmal if one.link is not Link.MISSING}
    assert {one.code for one in resident.delmal if one.assessed} == named & present


def test_the_unit_of_varnamo_as_counted_by_hand() -> None:
    """Seven residents; Bodil Björkman has 21 of 25 delmål done, 57.7 of 60 months served and no log of meetings."""
    status = make_status(survey([EXAMPLES / "varnamo"], api.Setup(TODAY)))
    assert status.unit_name == "Väster vårdcentral"
    assert len(status.overview) == 7
    bodil = next(row for row in status.overview if row.doctor.name == "Bodil Björkman")
    assert bodil.done == pytest.approx(84.0)
    assert bodil.served == pytest.approx(100 * 57.7 / 60)
    # 2022-01-10 to 2026-11-01 is 57 months and 22 of 31 days; to 2027-02-09 it is 60 months and 30 of 31 days.
    assert bodil.expected == pytest.approx(100 * (57 + 22 / 31) / (60 + 30 / 31))
    assert bodil.end_at_fte == date(2027, 1, 9)
    assert bodil.last_supervision is None
    assert bodil.term is not None
    assert (bodil.term.name, bodil.term.made, bodil.term.wanted, bodil.term.running) == ("HT26", 0, 4, True)
    assert {row.unit for row in status.overview} == {"Väster vårdcentral"}
    assert [group.regulation for group in status.matrix.groups] == ["HSLF-FS 2021:8", "SOSFS 2015:8"]
    assert [len(group.rows) for group in status.matrix.groups] == [3, 4]
