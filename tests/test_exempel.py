"""The examples from end to end: what is read and found agrees with what their authors say stands there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

import pytest

from stexcel import api
from stexcel.findings import FileReport
from stexcel.model import Iup, Part, SignatureRole
from tests.score import MEASURES, Comparison, Score, compare
from tests.truth import Truth, read_truth, truth_files

EXAMPLES = Path(__file__).parent / "exempel"
TRUTHS = {path.name.removesuffix(".truth.json"): read_truth(path) for path in truth_files(EXAMPLES)}
LEAST = 0.98
DEGREE_OF_THE_DOCTOR = frozenset({"L11"})
"""Templates without a degree per placement, for which the truth repeats that of the doctor."""


@pytest.fixture(scope="module")
def reports() -> dict[str, FileReport]:
    """The report of every example by its name."""
    workbooks = [
        path
        for path in api.workbooks([EXAMPLES])
        if path.stem in TRUTHS and path.with_name(f"{path.stem}.truth.json").exists()
    ]
    report = api.validate(workbooks, api.Setup(date(2026, 11, 1)))
    return {Path(file.document.path).stem: file for file in report.files}


@pytest.fixture(params=TRUTHS)
def example(request: pytest.FixtureRequest, reports: dict[str, FileReport]) -> tuple[Iup, Truth]:
    """What was read of one example, and its truth."""
    iup = reports[request.param].document.iup
    assert iup is not None
    return iup, TRUTHS[request.param]


def test_every_example_is_read(reports: dict[str, FileReport]) -> None:
    assert len(TRUTHS) >= 30
    assert set(reports) == set(TRUTHS)
    assert {report.document.problem for report in reports.values()} == {None}


@pytest.mark.parametrize("measure", MEASURES)
def test_measure_reaches_the_goal(measure: str, reports: dict[str, FileReport]) -> None:
    compared = {name: compare(reports[name], truth)[measure] for name, truth in TRUTHS.items()}
    total = reduce(add, (one.score for one in compared.values()), Score())
    wrong = [f"{name}: {one}" for name, one in compared.items() if one.reported != one.wanted]
    assert total.wanted > 100
    assert total.f1 >= LEAST, "\n".join(wrong)


def test_measure_sees_what_is_wrong() -> None:
    comparison = Comparison({("a1",), ("a2",), ("c9",)}, {("a1",), ("a2",), ("a3",), ("a4",)})
    score = comparison.score
    assert (score.precision, score.recall) == (2 / 3, 1 / 2)
    assert score.f1 == pytest.approx(4 / 7)
    assert str(comparison) == "missing [('a3',), ('a4',)], too much [('c9',)]"


def test_full_time_months(reports: dict[str, FileReport]) -> None:
    wanted = {name: truth["heltidsmanader"] for name, truth in TRUTHS.items() if truth["heltidsmanader"] is not None}
    assert len(wanted) >= 25
    assert {name: reports[name].time.planned for name in wanted} == wanted


def test_placements(example: tuple[Iup, Truth]) -> None:
    iup, truth = example
    degree = iup.person.fte.value if iup.person.fte and truth["layout"] in DEGREE_OF_THE_DOCTOR else None
    assert _sorted(
        (
            one.name,
            one.start,
            one.end,
            degree if one.percent is None else one.percent,
            tuple(sorted(one.delmal)),
        )
        for one in iup.placements
    ) == _sorted(
        (one["namn"], _day(one["start"]), _day(one["slut"]), one["procent"], tuple(sorted(one["delmal"])))
        for one in truth["placeringar"]
    )


def test_supervisors_of_placements(example: tuple[Iup, Truth]) -> None:
    iup, truth = example
    assert _sorted((one.name, one.supervisor) for one in iup.placements) == _sorted(
        (one["namn"], one["handledare"]) for one in truth["placeringar"]
    )


def test_courses(example: tuple[Iup, Truth]) -> None:
    iup, truth = example
    assert _sorted(
        (one.name, one.when.start if one.when else None, tuple(sorted(one.delmal))) for one in iup.courses
    ) == _sorted((one["namn"], _day(one["datum"]), tuple(sorted(one["delmal"]))) for one in truth["kurser"])


def test_whether_courses_are_completed(example: tuple[Iup, Truth]) -> None:
    iup, truth = example
    assert _sorted((one.name, bool(one.completed)) for one in iup.courses) == _sorted(
        (one["namn"], bool(one["genomford"])) for one in truth["kurser"]
    )


def test_meetings(example: tuple[Iup, Truth]) -> None:
    iup, truth = example
    assert sorted(one.date for one in iup.meetings) == _days(truth["handledarsamtal"])


def test_log_of_assessments(example: tuple[Iup, Truth]) -> None:
    iup, truth = example
    assert _sorted((one.date, one.method, tuple(sorted(one.delmal))) for one in iup.assessments) == _sorted(
        (_day(one["datum"]), one["metod"], tuple(sorted(one["delmal"]))) for one in truth["bedomningar"]
    )


def test_revisions(example: tuple[Iup, Truth]) -> None:
    iup, truth = example
    assert [one.value for one in iup.revisions] == _days(truth["revisioner"])


@pytest.mark.parametrize("role", SignatureRole)
def test_signatures(role: SignatureRole, example: tuple[Iup, Truth]) -> None:
    iup, truth = example
    signed = any(one.signed for one in iup.signatures if one.role is role)
    assert signed is bool(truth["underskrifter"][role.value])


@pytest.mark.parametrize("part", [Part.SELF_STUDY, Part.INTERNAL_TEACHING, Part.SCIENTIFIC_WORK, Part.QUALITY_WORK])
def test_parts(part: Part, example: tuple[Iup, Truth]) -> None:
    iup, truth = example
    assert iup.has_part(part) is bool(truth[part.value])


def test_fulfilled(example: tuple[Iup, Truth]) -> None:
    iup, truth = example
    assert {
        code: (one.done.date or True) if one.done and one.done.fulfilled else None
        for code, one in iup.specialty_delmal.items()
    } == {
        code: _day(one["klart"]) if isinstance(one["klart"], str) else one["klart"]
        for code, one in truth["delmal"].items()
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _days(texts: Iterable[str]) -> list[date]:
    return sorted(date.fromisoformat(text) for text in texts)


def _sorted(facts: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """In an order that also takes ``None``."""
    return sorted(facts, key=repr)
