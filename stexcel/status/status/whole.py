"""All sheets together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from stexcel.status.status.about import About
from stexcel.status.status.assessments import Assessments
from stexcel.status.status.basics import Sheet
from stexcel.status.status.delmal import Coverage, Matrix
from stexcel.status.status.findings import FindingRow
from stexcel.status.status.overview import Action, OverviewRow
from stexcel.status.status.people import CourseRow, SupervisionRow, SupervisorRow
from stexcel.status.status.progress import Progress
from stexcel.status.status.timeline import Timeline
from stexcel.status.trend import NO_TREND, Trend

_NO_PROGRESS, _NO_MATRIX, _NO_ABOUT = Progress((), 0), Matrix(()), About("")


@dataclass(frozen=True)
class Status:
    """All that the status workbook and the status page show.

    ``unit_name`` is the unit's own where one is known, else of the IUPs, else of the folder. ``remarks`` are sentences
    that belong on the front page: files that could not be read, a history that could not, two files for one doctor.
    """

    day: date
    unit_name: str
    overview: tuple[OverviewRow, ...] = ()
    actions: tuple[Action, ...] = ()
    progress: Progress = _NO_PROGRESS
    matrix: Matrix = _NO_MATRIX
    coverage: tuple[Coverage, ...] = ()
    timeline: Timeline | None = None
    assessments: Assessments | None = None
    supervision: tuple[SupervisionRow, ...] = ()
    courses: tuple[CourseRow, ...] = ()
    supervisors: tuple[SupervisorRow, ...] = ()
    findings: tuple[FindingRow, ...] = ()
    trends: Trend = NO_TREND
    about: About = _NO_ABOUT
    remarks: tuple[str, ...] = ()
    withheld: Mapping[Sheet, str] = field(default_factory=dict)
    """Parts of which something or everything is not shown, with a sentence to show there: empty is then not ”none”."""
