"""An example's ground truth as an :class:`Iup`, so that rules are proven without the reader.

The truth lists what is known of each delmål, not row by row: a delmål becomes one row, and its activities
get all its types. What it does not tell (contradicting rows, personal numbers) is proven elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from stexcel.document import Document
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
    Part,
    PartStatement,
    Period,
    Person,
    Placement,
    Value,
)

Truth = dict[str, Any]

NOT_IN_TRUTH = frozenset({"STX005", "STX106"})
"""Codes whose causes the truth files do not describe."""

MATRIX_LAYOUTS = frozenset({"L03"})
"""Layouts in which every activity has a dated row of its own; the truth does not repeat those dates."""

_SOMEWHERE = CellRef("Facit", 1, 1)


def truth_files(folder: Path) -> list[Path]:
    """All ground truths of workbooks below the folder."""
    return sorted(path for path in folder.rglob("*.truth.json") if not path.name.startswith("SPUR"))


def read_truth(path: Path) -> Truth:
    """The ground truth as it stands."""
    truth: Truth = json.loads(path.read_text(encoding="utf-8"))
    return truth


def document(truth: Truth) -> Document:
    """The document that a perfect reader would make."""
    return Document("facit.xlsx", None, iup(truth))


def iup(truth: Truth) -> Iup:
    """The content that a perfect reader would find."""
    placements = tuple(_placements(truth))
    courses = tuple(_courses(truth))
    dated = {code for placement in placements if placement.start for code in placement.delmal}
    dated |= {code for course in courses if course.when for code in course.delmal}
    if truth["layout"] in MATRIX_LAYOUTS:
        dated |= set(truth["delmal"])
    return Iup(
        person=_person(truth),
        delmal={code: _delmal(code, fact, code in dated) for code, fact in truth["delmal"].items()},
        placements=placements,
        courses=courses,
        revisions=tuple(_value(date.fromisoformat(day)) for day in truth["revisioner"]),
        parts=tuple(_parts(truth)),
        layouts=("facit",),
    )


def _value(value: Any) -> Value[Any]:
    return Value(value, str(value), _SOMEWHERE)


def _optional(value: Any) -> Value[Any] | None:
    return None if value is None else _value(value)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _person(truth: Truth) -> Person:
    facts = truth["person"]
    return Person(
        name=_optional(facts["namn"]),
        specialty=_optional(facts["specialitet"]),
        regulation=_optional(facts["foreskrift"]),
        start=_optional(_day(facts["start"])),
        planned_end=_optional(_day(truth["planerat_slut"])),
        fte=_optional(facts["tjanstgoringsgrad"]),
        supervisor=_optional(facts["huvudhandledare"]),
    )


def _delmal(code: str, fact: Truth, dated: bool) -> Delmal:
    types = frozenset(_type(name) for name in fact["aktivitetstyper"])
    when = Period(date(2025, 1, 1), date(2025, 6, 30)) if dated else None
    activities = tuple(Activity(text, types, _SOMEWHERE, when) for text in fact["aktiviteter"])
    assessments = tuple(Assessment(method, method, _SOMEWHERE) for method in fact["bedomningar"])
    done = fact["klart"]
    row = DelmalRow(
        _SOMEWHERE,
        planned=(Value(Period(date(2025, 1, 1), date(2025, 6, 30)), fact["planerat"], _SOMEWHERE),)
        if fact["planerat"]
        else (),
        done=Done(True, str(done), _SOMEWHERE, None if done is True else _day(done)) if done else None,
    )
    return Delmal(code, (row,), activities, assessments)


def _type(name: str) -> ActivityType:
    """The type; the truth has a few that no målbeskrivning asks for."""
    return ActivityType(name) if name in set(ActivityType) else ActivityType.ANNAN


def _placements(truth: Truth) -> Iterator[Placement]:
    for fact in truth["placeringar"]:
        yield Placement(
            fact["namn"],
            _SOMEWHERE,
            _day(fact["start"]),
            _day(fact["slut"]),
            fact["procent"],
            tuple(fact["delmal"]),
        )


def _courses(truth: Truth) -> Iterator[Course]:
    for fact in truth["kurser"]:
        day = _day(fact["datum"])
        yield Course(fact["namn"], _SOMEWHERE, Period(day, day) if day else None, tuple(fact["delmal"]))


def _parts(truth: Truth) -> Iterator[PartStatement]:
    for part in (Part.SELF_STUDY, Part.INTERNAL_TEACHING, Part.SCIENTIFIC_WORK, Part.QUALITY_WORK):
        yield PartStatement(part, bool(truth[part.value]), _SOMEWHERE)
