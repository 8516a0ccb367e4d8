"""Units' workbooks drawn by people who had not seen the code: what is read and found agrees with the truth."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import add
from pathlib import Path

import pytest

from stexcel import api
from stexcel.findings import FileReport
from stexcel.regelverk import Regelverk
from tests.score import Score
from tests.unit_score import Truth, compare_facts, compare_findings, read_truth, wrong

WORKBOOKS = sorted((Path(__file__).parent / "enheter").glob("*.xlsx"))
GOAL = 0.99

Read = list[tuple[FileReport, Truth]]


@pytest.fixture(scope="module")
def read() -> Read:
    """Every workbook validated by itself, with its truth."""
    setup = api.Setup(date(2026, 11, 1))
    return [(api.validate([path], setup).files[0], read_truth(path)) for path in WORKBOOKS]


def test_units_and_no_others_are_taken_for_units(read: Read) -> None:
    assert sum(truth["enhet"] for _, truth in read) >= 20
    assert sum(not truth["enhet"] for _, truth in read) >= 6
    told = [Path(file.document.path).stem for file, truth in read if bool(file.document.unit) is not truth["enhet"]]
    assert told == []


def test_facts_are_read(read: Read, regelverk: Regelverk) -> None:
    compared = [
        (Path(file.document.path).stem, compare_facts(file.document.unit, truth, regelverk))
        for file, truth in read
        if file.document.unit is not None
    ]
    total = reduce(add, (one.score for _, one in compared), Score())
    assert total.wanted > 900
    assert total.f1 >= GOAL, wrong(compared)


def test_findings_are_the_expected_ones(read: Read) -> None:
    compared = [(Path(file.document.path).stem, compare_findings(file, truth)) for file, truth in read]
    total = reduce(add, (one.score for _, one in compared), Score())
    assert total.wanted > 90
    assert total.f1 >= GOAL, wrong(compared)
