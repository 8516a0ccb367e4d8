"""The status of a unit as its sheets show it: frozen rows, with the Swedish words that users read as values.

:func:`stexcel.status.make.make_status` makes a :class:`Status`; writers draw it and know nothing else. Shares are
percent from 0 to 100, and ``None`` is always "not known", never zero. Rows about one resident carry their
:class:`Doctor`, whose ``key`` joins the sheets and the history. Everything is in the order in which it is shown.
"""

from stexcel.status.status.about import About, ExceptionRow, FileRow, RuleDataRow
from stexcel.status.status.assessments import AssessmentCount, Assessments, Assessor, DoctorTerms
from stexcel.status.status.basics import Doctor, Judgement, Light, MethodCount, Place, Sheet, TermStanding
from stexcel.status.status.delmal import Coverage, CoverageRow, Gap, Matrix, MatrixCell, MatrixGroup, MatrixRow
from stexcel.status.status.findings import FindingRow
from stexcel.status.status.overview import Action, OverviewRow
from stexcel.status.status.people import CourseRow, CourseState, SupervisionRow, SupervisorRow
from stexcel.status.status.progress import Progress, ProgressLine, ProgressPoint
from stexcel.status.status.timeline import Bar, BarKind, Collision, Timeline
from stexcel.status.status.whole import Status

__all__ = [
    "About",
    "Action",
    "AssessmentCount",
    "Assessments",
    "Assessor",
    "Bar",
    "BarKind",
    "Collision",
    "CourseRow",
    "CourseState",
    "Coverage",
    "CoverageRow",
    "Doctor",
    "DoctorTerms",
    "ExceptionRow",
    "FileRow",
    "FindingRow",
    "Gap",
    "Judgement",
    "Light",
    "Matrix",
    "MatrixCell",
    "MatrixGroup",
    "MatrixRow",
    "MethodCount",
    "OverviewRow",
    "Place",
    "Progress",
    "ProgressLine",
    "ProgressPoint",
    "RuleDataRow",
    "Sheet",
    "Status",
    "SupervisionRow",
    "SupervisorRow",
    "TermStanding",
    "Timeline",
]
