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
class DatedAssessment:
    """An assessment with a day of its own that stands where the delmål is planned, outside any log."""

    code: str
    assessment: Assessment
    date: date


@dataclass(frozen=True, slots=True)
class Revised:
    """A date on which the programme was revised."""

    date: Value[date]


@dataclass(frozen=True, slots=True)
class Certified:
    """What a list apart from the placements says of one: its certificate has come, or it was followed up."""

    name: str
    text: str
    date: date | None = None
    follow_up: bool = False


Fact = (
    KeyRow
    | ActivityLink
    | AssessmentLink
    | DatedAssessment
    | Placement
    | Course
    | Meeting
    | LoggedAssessment
    | Revised
    | Certified
    | Signature
    | PartStatement
    | Note
)


@dataclass(frozen=True, slots=True)
class Extract:
    """What one table gave: its facts, and the rows (in its view) that were understood."""

    facts: tuple[Fact, ...]
    rows: tuple[int, ...]
