"""IUPs of any content, and the same content elsewhere in the workbook."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from stexcel.model import (
    CellRef,
    Course,
    Delmal,
    Iup,
    LoggedAssessment,
    Meeting,
    MeetingKind,
    Part,
    PartStatement,
    Period,
    Placement,
    Signature,
    SignatureRole,
    Value,
)
from tests.build import at, iup, person

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
CODES = st.sampled_from(["a1", "a2", "b1", "c1", "c10", "BT2"])
GOALS = st.lists(CODES, max_size=2).map(tuple)
NAMES = st.sampled_from(["Ivar Torsell", "Eva Ek", None])
CELLS = st.integers(1, 200).map(at)
THINGS = st.sampled_from(["Kirurgi", "Onkologen", "SK-kurs strålning"])

_ROWS = st.builds(
    "{} | {} | {} | {} | {}".format,
    CODES,
    st.sampled_from(["", "kurs", "klinisk_tjanstgoring", "kurs, auskultation"]),
    st.sampled_from(["", "CBD", "CBD, Mini-CEX"]),
    st.sampled_from(["", "VT25"]),
    st.sampled_from(["", "uppfyllt", "signerat", "ej", "2025-03-04", "2025-09-01"]),
)
_PERIODS = st.builds(lambda one, other: Period(min(one, other), max(one, other)), DAYS, DAYS)
_PLACEMENTS = st.builds(Placement, THINGS, CELLS, DAYS, DAYS, st.sampled_from([None, 80, 100]), GOALS, NAMES)
_COURSES = st.builds(Course, THINGS, CELLS, st.none() | _PERIODS, GOALS, st.sampled_from([None, True, False]))
_MEETINGS = st.builds(
    Meeting,
    DAYS,
    CELLS,
    NAMES,
    st.sampled_from([None, "Plan", "Uppföljning av kurs"]),
    st.sampled_from([None, True, False]),
    st.sampled_from(MeetingKind),
)
_LOGGED = st.builds(
    LoggedAssessment, st.sampled_from(["CBD", "Mini-CEX"]), st.just("CBD"), CELLS, st.none() | DAYS, GOALS, NAMES
)
_SIGNATURES = st.builds(Signature, st.sampled_from(SignatureRole), st.booleans(), CELLS, st.none() | DAYS)
_PARTS = st.builds(PartStatement, st.sampled_from(Part), st.booleans(), CELLS, st.sampled_from(["", "2 tim/vecka"]))
_REVISIONS = st.builds(lambda day, cell: Value(day, str(day), cell), DAYS, CELLS)
_PEOPLE = st.builds(
    lambda name, fte, start: person(supervisor=name, fte=fte, start=start), NAMES, st.sampled_from([None, 80]), DAYS
)


def _tuples(items: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, max_size=3).map(tuple)


IUPS = st.builds(
    iup,
    st.lists(_ROWS, max_size=4).map("\n".join),
    person=_PEOPLE,
    placements=_tuples(_PLACEMENTS),
    courses=_tuples(_COURSES),
    meetings=_tuples(_MEETINGS),
    assessments=_tuples(_LOGGED),
    revisions=_tuples(_REVISIONS),
    signatures=_tuples(_SIGNATURES),
    parts=_tuples(_PARTS),
)


def moved(content: Iup, seed: int) -> Iup:
    """The same content in other cells and in another order."""
    shuffle = random.Random(seed)

    def elsewhere(items: tuple[Any, ...]) -> tuple[Any, ...]:
        told = [replace(item, cell=CellRef("Ny mall", item.cell.row + 7, item.cell.column + 3)) for item in items]
        shuffle.shuffle(told)
        return tuple(told)

    return replace(
        content,
        delmal=_moved_delmal(content.delmal),
        placements=elsewhere(content.placements),
        courses=elsewhere(content.courses),
        meetings=elsewhere(content.meetings),
        assessments=elsewhere(content.assessments),
        revisions=elsewhere(content.revisions),
        signatures=elsewhere(content.signatures),
        parts=elsewhere(content.parts),
        layouts=("formulär",),
    )


def _moved_delmal(delmal: Mapping[str, Delmal]) -> dict[str, Delmal]:
    return {
        code: replace(
            one,
            rows=tuple(replace(row, cell=CellRef("Ny mall", row.cell.row + 7, 9)) for row in one.rows),
            activities=tuple(reversed(one.activities)),
            assessments=tuple(reversed(one.assessments)),
        )
        for code, one in reversed(list(delmal.items()))
    }
