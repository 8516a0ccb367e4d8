"""Many more layouts than the examples, drawn by people who had not seen the code: what is read agrees with the truth.

``flera`` holds layouts that are read as well as the examples. ``svara`` holds the ones drawn to be hard; where a
measure has not reached the goal there, the floor below is what has been reached and must not be lost.
"""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import add
from pathlib import Path

import pytest

from stexcel import api
from stexcel.findings import FileReport
from tests.score import MEASURES, Score, compare
from tests.truth import Truth, read_truth, truth_files

LAYOUTS = Path(__file__).parent / "layouter"
GOAL = 0.98
FLOORS = {("svara", "findings"): 0.75}

Read = list[tuple[FileReport, Truth]]


@pytest.fixture(scope="module", params=["flera", "svara"])
def group(request: pytest.FixtureRequest) -> tuple[str, Read]:
    """The name of a group of layouts, and every report in it with its truth."""
    folder = LAYOUTS / request.param
    truths = {path.name.removesuffix(".truth.json"): read_truth(path) for path in truth_files(folder)}
    report = api.validate([folder], api.Setup(date(2026, 11, 1)))
    return request.param, [(file, truths[Path(file.document.path).stem]) for file in report.files]


@pytest.mark.parametrize("measure", MEASURES)
def test_layouts_are_read(measure: str, group: tuple[str, Read]) -> None:
    name, read = group
    compared = {Path(report.document.path).stem: compare(report, truth)[measure] for report, truth in read}
    total = reduce(add, (one.score for one in compared.values()), Score())
    wrong = [f"{stem}: {one}" for stem, one in compared.items() if one.reported != one.wanted]
    assert len(read) >= 16
    assert total.wanted > 50
    assert total.f1 >= FLOORS.get((name, measure), GOAL), "\n".join(wrong)
