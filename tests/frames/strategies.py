"""Random programmes in which every value is possible."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from stexcel.codes import SOSFS_2015
from stexcel.model import (
    Activity,
    ActivityType,
    Assessment,
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
from tests.build import TODAY

CODES = ("a1", "a4", "b1", "c1", "c2", "c12", "BT3")
START = date(2024, 2, 1)
_END = date(2029, 1, 31)
_TEXT = st.sampled_from(["Kirurgi", "Kurs i {etik}", "=1+1", "Å" * 90, "a; b, c\nd", "”"])
_PAST = st.dates(START - timedelta(days=300), TODAY)
_CREDITED = st.dates(START - timedelta(days=3000), TODAY)
_ANY_TIME = st.dates(START, date(2040, 1, 1))


def _cell(sheet: str, row: int, column: int = 1) -> CellRef:
    return CellRef(sheet, row, column)


def _person(percent: int | None) -> Person:
    return Person(
        name=Value("Nora Wiklander", "Nora Wiklander", _cell("IUP", 1)),
        specialty=Value("Onkologi", "Onkologi", _cell("IUP", 2)),
        regulation=Value(SOSFS_2015, SOSFS_2015, _cell("IUP", 3)),
        start=Value(START, str(START), _cell("IUP", 4)),
        planned_end=Value(_END, str(_END), _cell("IUP", 5)),
        fte=None if percent is None else Value(percent, str(percent), _cell("IUP", 6)),
    )


@st.composite
def _periods(draw: st.DrawFn) -> Period:
    first, second = sorted((draw(_ANY_TIME), draw(_ANY_TIME)))
    return Period(first, second)


@st.composite
def _delmal(draw: st.DrawFn, code: str, row: int) -> Delmal:
    activities = tuple(
        Activity(
            draw(_TEXT),
            draw(st.frozensets(st.sampled_from(ActivityType), min_size=1)),
            _cell("Delmål", row, 2 + n),
            draw(st.none() | _periods()),
        )
        for n in range(draw(st.integers(0, 2)))
    )
    assessments = tuple(
        Assessment(draw(_TEXT), draw(_TEXT), _cell("Delmål", row, 5 + n)) for n in range(draw(st.integers(0, 2)))
    )
    times: list[Period] = draw(st.lists(_periods(), max_size=2))
    planned: tuple[Value[Period | None], ...] = tuple(Value(time, "tid", _cell("Delmål", row, 8)) for time in times)
    fulfilled = draw(st.booleans())
    done = Done(fulfilled, "", _cell("Delmål", row, 9), draw(st.none() | (_CREDITED if fulfilled else _ANY_TIME)))
    where = DelmalRow(_cell("Delmål", row), activities=activities, assessments=assessments, planned=planned, done=done)
    return Delmal(code, (where,), activities, assessments)


@st.composite
def valid_iups(draw: st.DrawFn) -> Iup:
    """An IUP of one doctor; every value has a cell of its own."""
    codes = draw(st.lists(st.sampled_from(CODES), unique=True, min_size=1, max_size=3))
    some = st.lists(st.sampled_from(codes), unique=True, max_size=3).map(tuple)
    placements = []
    for row, period in enumerate(draw(st.lists(_periods(), max_size=2)), start=1):
        percent = draw(st.none() | st.integers(0, 100))
        placements.append(
            Placement(draw(_TEXT), _cell("Placeringar", row), period.start, period.end, percent, draw(some))
        )
    courses = []
    for row, completed in enumerate(draw(st.lists(st.none() | st.booleans(), max_size=2)), start=1):
        day = draw(_CREDITED if completed else _ANY_TIME)
        courses.append(Course(draw(_TEXT), _cell("Kurser", row), Period(day, day), draw(some), completed))
    logged = enumerate(draw(st.lists(_PAST, max_size=2)), start=1)
    return Iup(
        person=_person(draw(st.none() | st.integers(0, 100))),
        delmal={code: draw(_delmal(code, row)) for row, code in enumerate(codes, start=1)},
        placements=tuple(placements),
        courses=tuple(courses),
        meetings=tuple(
            Meeting(day, _cell("Samtal", row), content=draw(_TEXT), kind=draw(st.sampled_from(MeetingKind)))
            for row, day in enumerate(draw(st.lists(_PAST, max_size=2)), start=1)
        ),
        assessments=tuple(
            LoggedAssessment(draw(_TEXT), "", _cell("Logg", row), day, draw(some)) for row, day in logged
        ),
        revisions=tuple(
            Value(day, str(day), _cell("Revision", row))
            for row, day in enumerate(draw(st.lists(_PAST, max_size=2)), start=1)
        ),
        signatures=tuple(
            Signature(role, signed, _cell("Signatur", row), draw(_PAST) if signed else None)
            for row, (role, signed) in enumerate(zip(SignatureRole, draw(st.tuples(*[st.booleans()] * 3)), strict=True))
        ),
    )
