"""Whatever dates a workbook holds, every rule comes to an end: a slip of the pen is a finding and no failure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stexcel import regelverk
from stexcel.codes import REGULATIONS
from stexcel.document import Document
from stexcel.model import (
    CellRef,
    Course,
    Delmal,
    DelmalRow,
    Done,
    Iup,
    LoggedAssessment,
    Meeting,
    MeetingKind,
    Period,
    Person,
    Placement,
    Signature,
    SignatureRole,
    Value,
)
from stexcel.rules import check_document

_REGELVERK = regelverk.load()
_CELL = CellRef("IUP", 1, 1)
_T = TypeVar("_T")

_EDGES = (
    date.min,
    date(1, 12, 31),
    date(1899, 12, 30),
    date(1900, 1, 1),
    date(2024, 2, 29),
    date(2026, 11, 1),
    date(9998, 12, 31),
    date(9999, 1, 1),
    date(9999, 12, 30),
    date.max,
)
_DAYS = st.sampled_from(_EDGES) | st.dates() | st.dates(date(2015, 1, 1), date(2035, 1, 1))
_TODAY = st.just(date(2026, 11, 1)) | st.dates(date(2000, 1, 1), date(2100, 1, 1))
_SHARES = st.none() | st.sampled_from((0, 50, 80, 100, 250, -10))


def _stated(values: st.SearchStrategy[_T]) -> st.SearchStrategy[Value[_T] | None]:
    return st.none() | values.map(lambda value: Value(value, str(value), _CELL))


def _some(values: st.SearchStrategy[_T]) -> st.SearchStrategy[Sequence[_T]]:
    return st.lists(values, max_size=4).map(tuple)


_PEOPLE = st.builds(
    Person,
    specialty=st.just(Value("Onkologi", "Onkologi", _CELL)),
    regulation=_stated(st.sampled_from(REGULATIONS)),
    start=_stated(_DAYS),
    planned_end=_stated(_DAYS),
    fte=_stated(st.sampled_from((0, 50, 100, 250, -10))),
    established=_stated(_DAYS),
    supervisor=_stated(st.just("Ivar Torsell")),
)
_PERIODS = st.builds(Period, _DAYS, _DAYS)
_ROWS = st.builds(
    DelmalRow,
    st.just(_CELL),
    planned=_some(_PERIODS.map(lambda period: Value(period, "tid", _CELL))),
    done=st.none() | st.builds(Done, st.booleans(), st.just("klart"), st.just(_CELL), st.none() | _DAYS),
)
_PLACEMENTS = st.builds(
    Placement,
    st.sampled_from(("Onkologkliniken", "Kirurgkliniken", "Bastjänstgöring (BT)")),
    st.just(_CELL),
    st.none() | _DAYS,
    st.none() | _DAYS,
    _SHARES,
    supervisor=st.sampled_from((None, "Ivar Torsell", "Eva Ek")),
    side=st.sampled_from((None, True, False)),
)
_IUPS = st.builds(
    Iup,
    person=_PEOPLE,
    delmal=st.dictionaries(st.sampled_from(("a1", "b2", "c3", "STa1", "STc4")), _ROWS, max_size=3).map(
        lambda rows: {code: Delmal(code, (row,), (), ()) for code, row in rows.items()}
    ),
    placements=_some(_PLACEMENTS),
    courses=_some(st.builds(Course, st.just("Kurs"), st.just(_CELL), st.none() | _PERIODS)),
    meetings=_some(st.builds(Meeting, _DAYS, st.just(_CELL), kind=st.sampled_from(MeetingKind))),
    assessments=_some(st.builds(LoggedAssessment, st.just("CBD"), st.just("CBD"), st.just(_CELL), st.none() | _DAYS)),
    revisions=_some(_DAYS.map(lambda day: Value(day, str(day), _CELL))),
    signatures=_some(
        st.builds(Signature, st.sampled_from(SignatureRole), st.just(True), st.just(_CELL), st.none() | _DAYS)
    ),
)


@given(_IUPS, _TODAY)
@settings(
    max_examples=200, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
def test_no_date_makes_a_rule_fail(iup: Iup, today: date) -> None:
    report = check_document(Document("nora.xlsx", None, iup), _REGELVERK, today=today)
    assert report.crashes == ()
