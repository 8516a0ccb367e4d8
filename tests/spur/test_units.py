"""Two units built by hand as workbooks: each planned fault is found, and each status is what a careful reader says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from stexcel import api
from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.spur.assess import assess
from stexcel.spur.model import Basis, Inspection, Status
from stexcel.survey import survey
from tests.spur.build import result
from tests.spur.workbooks import form_unit, matrix_unit

OK, BAD, OPEN = Status.FULFILLED, Status.FAILS, Status.OPEN


def inspected(folder: Path) -> Inspection:
    return assess(survey([folder], api.Setup(date(2026, 11, 1))))


MATRIX: Mapping[str, tuple[Status, tuple[int, int, int], Basis]] = {
    "A1": (OK, (0, 0, 0), Basis.UNIT),
    "A2": (BAD, (0, 0, 0), Basis.UNIT),
    "B1": (BAD, (2, 1, 0), Basis.UNIT),
    "B2": (BAD, (2, 1, 0), Basis.UNIT),
    "B4": (BAD, (0, 0, 0), Basis.UNIT),
    "B7": (OK, (0, 0, 0), Basis.UNIT),
    "B8": (OK, (0, 0, 0), Basis.UNIT),
    "B9": (OPEN, (0, 0, 0), Basis.UNIT),
    "B10": (BAD, (0, 0, 0), Basis.UNIT),
    "C1": (OPEN, (0, 0, 0), Basis.MANUAL),
    "D1": (BAD, (0, 0, 0), Basis.UNIT),
    "D5": (BAD, (2, 1, 0), Basis.IUP),
    "D6": (BAD, (2, 1, 0), Basis.IUP),
    "D7": (OK, (3, 0, 0), Basis.IUP),
    "E1": (OPEN, (0, 0, 3), Basis.IUP),
    "E2": (BAD, (2, 1, 0), Basis.IUP),
    "E4": (BAD, (0, 3, 0), Basis.IUP),
    "E5": (BAD, (0, 0, 0), Basis.UNIT),
    "E7": (OPEN, (0, 0, 3), Basis.IUP),
    "E11": (BAD, (0, 0, 0), Basis.UNIT),
    "F3": (OK, (3, 0, 0), Basis.IUP),
    "F4": (OK, (3, 0, 0), Basis.IUP),
    "F5": (BAD, (2, 1, 0), Basis.IUP),
    "F6": (OK, (3, 0, 0), Basis.IUP),
    "G3": (OPEN, (0, 0, 3), Basis.IUP),
    "H2": (OPEN, (0, 0, 3), Basis.IUP),
    "H5": (BAD, (0, 0, 3), Basis.CLAIMED),
}
FORM: Mapping[str, tuple[Status, tuple[int, int, int], Basis]] = {
    "A1": (OPEN, (0, 0, 0), Basis.UNIT),
    "B1": (OK, (2, 0, 0), Basis.UNIT),
    "B2": (OK, (2, 0, 0), Basis.UNIT),
    "B4": (OPEN, (0, 0, 0), Basis.UNIT),
    "B9": (OPEN, (0, 0, 0), Basis.UNIT),
    "D5": (OK, (2, 0, 0), Basis.IUP),
    "D6": (BAD, (1, 1, 0), Basis.IUP),
    "D7": (OK, (2, 0, 0), Basis.IUP),
    "E2": (OK, (2, 0, 0), Basis.IUP),
    "E4": (BAD, (0, 1, 1), Basis.IUP),
    "E6": (BAD, (0, 1, 1), Basis.IUP),
    "E7": (OPEN, (0, 0, 2), Basis.IUP),
    "E11": (OK, (0, 0, 0), Basis.UNIT),
    "F3": (BAD, (1, 1, 0), Basis.IUP),
    "F5": (OK, (2, 0, 0), Basis.IUP),
    "F6": (BAD, (0, 1, 1), Basis.IUP),
    "G1": (OPEN, (0, 0, 2), Basis.IUP),
    "G3": (BAD, (0, 1, 1), Basis.IUP),
    "H9": (OPEN, (0, 0, 2), Basis.IUP),
}


@pytest.mark.parametrize(
    ("build", "regulation", "wanted"), [(matrix_unit, HSLF_2021, MATRIX), (form_unit, SOSFS_2015, FORM)]
)
def test_every_status_is_that_of_a_careful_reader(
    tmp_path: Path,
    build: Callable[[Path], Path],
    regulation: str,
    wanted: Mapping[str, tuple[Status, tuple[int, int, int], Basis]],
) -> None:
    found = inspected(build(tmp_path / "enhet"))
    assert [part.regulation for part in found.regulations] == [regulation]
    seen = {}
    for criterion in wanted:
        one = result(found, criterion, regulation)
        seen[criterion] = (one.status, (one.counts.fulfilled, one.counts.fails, one.counts.open), one.basis)
    assert seen == wanted
