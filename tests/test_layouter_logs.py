"""The logs of the layouts drawn by others: every meeting, and every assessment that was made, is read."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from stexcel import api
from stexcel.model import Iup, MeetingKind
from tests.truth import Truth, read_truth, truth_files

LAYOUTS = Path(__file__).parent / "layouter"
TODAY = date(2026, 11, 1)
TRUTHS = {path: truth for path in truth_files(LAYOUTS) if (truth := read_truth(path))}
WITH_MEETINGS = [path for path, truth in TRUTHS.items() if truth["handledarsamtal"]]
WITH_LOG = [path for path, truth in TRUTHS.items() if truth["bedomningar"]]


def _name(path: Path) -> str:
    return path.name.removesuffix(".truth.json")


def _read(path: Path) -> tuple[Iup, Truth]:
    (workbook,) = (one for one in path.parent.glob(f"{_name(path)}.*") if one.suffix != ".json")
    iup = api.read_document(workbook).iup
    assert iup is not None
    return iup, TRUTHS[path]


@pytest.mark.parametrize("path", WITH_MEETINGS, ids=_name)
def test_meetings_of_supervision(path: Path) -> None:
    iup, truth = _read(path)
    held = [one.date.isoformat() for one in iup.meetings_of(MeetingKind.SUPERVISION)]
    assert sorted(held) == sorted(truth["handledarsamtal"])


@pytest.mark.parametrize("path", WITH_LOG, ids=_name)
def test_assessments_that_were_made(path: Path) -> None:
    iup, truth = _read(path)
    made = [one for one in iup.assessments if one.date is not None and one.date <= TODAY]
    wanted = Counter((one["datum"], one["metod"], tuple(sorted(one["delmal"]))) for one in truth["bedomningar"])
    assert not wanted - Counter((str(one.date), one.method, tuple(sorted(one.delmal))) for one in made)
    assert max(Counter((one.date, one.method, one.delmal) for one in made).values()) == 1


def test_there_is_something_to_read() -> None:
    assert len(WITH_MEETINGS) >= 8
    assert len(WITH_LOG) >= 10
