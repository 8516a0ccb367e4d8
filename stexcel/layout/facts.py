"""The single facts that readers hand on, before they are put together to an :class:`~stexcel.model.Iup`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stexcel.model import (
    Activity,
    Assessment,
    CellRef,
    Course,
    DelmalRow,
    LoggedAssessment,
    Meeting,
    Note,
    PartStatement,
    Placement,
    Signature,
    Value,
)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A place where a delmål is the subject."""

    code: str
    row: DelmalRow


@dataclass(frozen=True, slots=True)
class ActivityLink:
    """A delmål that is named from elsewhere as the aim of an activity; ``mention`` is where."""

    code: str
    activity: Activity
    mention: CellRef


@dataclass(frozen=True, slots=True)
class AssessmentLink:
    """A delmål that is named from elsewhere as the object of an assessment; ``mention`` is where."""

    code: str
    assessment: Assessment
    mention: CellRef


@dataclass(frozen=True, slots=True)
class Revised:
    """A date on which the programme was revised."""

    date: Value[date]


Fact = (
    KeyRow
    | ActivityLink
    | AssessmentLink
    | Placement
    | Course
    | Meeting
    | LoggedAssessment
    | Revised
    | Signature
    | PartStatement
    | Note
)


@dataclass(frozen=True, slots=True)
class Extract:
    """What one table gave: its facts, and the rows (in its view) that were understood."""

    facts: tuple[Fact, ...]
    rows: tuple[int, ...]
