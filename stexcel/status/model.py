"""What the status is drawn from: small frozen facts of each file, without free text that the status does not show.

A :class:`Resident` is made where the file is read and is all that is kept of its content, so that a region's
thousands of files fit in memory. Views (:mod:`stexcel.status.views`) are pure functions of these and of the findings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from stexcel.findings import Exemption, FileReport, Report, TrainingTime
from stexcel.model import ActivityType, CellRef, MeetingKind, Period
from stexcel.rules import Thresholds
from stexcel.rules.engine import DEFAULTS
from stexcel.unit import Unit


class Link(StrEnum):
    """How far a delmål has come, the furthest last; the values are the words that users read."""

    MISSING = "saknas i IUP"
    EMPTY = "inget kopplat"
    ASSESSMENT_ONLY = "bara bedömning"
    ACTIVITY_ONLY = "bara aktivitet"
    LINKED = "kopplat"
    PLANNED = "planerat"
    DONE = "klart"


@dataclass(frozen=True, slots=True)
class DelmalStatus:
    """One delmål of one resident. ``PLANNED`` is linked to both and has a time; ``DONE`` is what the workbook claims.

    ``types`` and ``methods`` are what is linked, ``assessed`` the methods that have been carried out for it. ``active``
    tells that an activity is linked, also one of no known type.
    """

    code: str
    link: Link
    done_on: date | None = None
    types: frozenset[ActivityType] = frozenset()
    methods: tuple[str, ...] = ()
    assessed: tuple[str, ...] = ()
    cell: CellRef | None = None
    active: bool = False

    @property
    def linked(self) -> bool:
        """Whether both an activity and an assessment are linked."""
        return self.active and bool(self.methods)


@dataclass(frozen=True, slots=True)
class TermCount:
    """The assessments of a term, and how many the limit asks for; ``wanted`` is ``None`` where no start is known."""

    name: str
    first: date
    last: date
    made: int
    wanted: int | None


class Recurring(StrEnum):
    """What has to be done over and over again."""

    SUPERVISION = "handledarsamtal"
    KOLLEGIUM = "specialistkollegium"
    RECONCILIATION = "avstämning med studierektorn"
    DEVELOPMENT = "utvecklingssamtal"
    REVISION = "revision av IUP"


@dataclass(frozen=True, slots=True)
class Due:
    """When something that recurs was done last and is due next, leave not counted; ``due`` is ``None`` if unknown.

    A training that is over has nothing due.
    """

    what: Recurring
    last: date | None
    due: date | None


@dataclass(frozen=True, slots=True)
class Assessed:
    """One assessment that was carried out; ``day`` is ``None`` where the log does not say.

    A specialistkollegium among the meetings is one too.
    """

    method: str
    day: date | None
    cell: CellRef
    delmal: tuple[str, ...] = ()
    assessor: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """One placement, or leave where ``percent`` is 0; ``side`` tells a side rotation, by the rules' own judgement."""

    name: str
    cell: CellRef
    start: date | None = None
    end: date | None = None
    percent: int | None = None
    side: bool = False
    site: str | None = None
    supervisor: str | None = None


@dataclass(frozen=True, slots=True)
class Attended:
    """One course; ``completed`` is ``None`` where the workbook does not say."""

    name: str
    cell: CellRef
    when: Period | None = None
    delmal: tuple[str, ...] = ()
    completed: bool | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """One documented meeting: when, of what kind and with whom, never what was said."""

    day: date
    kind: MeetingKind
    cell: CellRef
    supervisor: str | None = None
    checked_against_iup: bool | None = None


class Sight(StrEnum):
    """What a workbook can be pointed at for; the values are the words that users read."""

    SUPERVISOR = "huvudansvarig handledare"
    REVISION = "revision"
    SELF_STUDY = "självstudier"
    INTERNAL_TEACHING = "internutbildning"
    SCIENTIFIC_WORK = "vetenskapligt arbete"
    QUALITY_WORK = "kvalitetsarbete"
    INTRODUCTION = "introduktion"
    LEADERSHIP = "ledarskap"
    COMMUNICATION = "kommunikation"
    TEACHING = "undervisning"
    SUPERVISING = "handledning"
    SCIENCE = "medicinsk vetenskap"


@dataclass(frozen=True, slots=True)
class Seen:
    """Where the workbook shows a thing: that it is planned, or for the abilities when it was assessed last."""

    what: Sight
    cell: CellRef
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Resident:
    """One IUP as the status needs it. ``path`` is that of its report.

    ``expected`` is the share in percent of the delmål that the time that has passed speaks for; ``end_at_fte`` is when
    the required full-time months are reached with the placements and the degree that are planned. ``None`` stands
    for what is not known.
    """

    path: str
    name: str | None
    cell: CellRef | None = None
    """That of the name."""
    specialty: str | None = None
    regulation: str | None = None
    unit: str | None = None
    start: date | None = None
    planned_end: date | None = None
    end_at_fte: date | None = None
    percent: int | None = None
    supervisor: str | None = None
    studierektor: str | None = None
    time: TrainingTime = field(default_factory=TrainingTime)
    expected: float | None = None
    delmal: tuple[DelmalStatus, ...] = ()
    placements: tuple[Placed, ...] = ()
    courses: tuple[Attended, ...] = ()
    meetings: tuple[Met, ...] = ()
    assessments: tuple[Assessed, ...] = ()
    revisions: tuple[date, ...] = ()
    begun: date | None = None
    """The start, else the first day on which something is known to have happened."""
    unknown: tuple[str, ...] = ()
    """What the judgement rests on and the workbook does not tell: ”specialitet”, ”föreskrift”, ”startdatum”."""
    elapsed: tuple[tuple[date, float], ...] = ()
    """For every day on which a delmål was done: the percentage of the training's time that had passed."""
    terms: tuple[TermCount, ...] = ()
    """The last terms since the training began, the running one last."""
    due: tuple[Due, ...] = ()
    since_supervision: int | None = None
    """Days since the last meeting of supervision, else since the start; leave not counted."""
    longest_gap: int | None = None
    """The most days between two meetings in the last twelve months; leave not counted."""
    seen: tuple[Seen, ...] = ()
    """What the workbook shows and where, at most one place for each thing."""

    def share(self, *links: Link) -> float | None:
        """The percentage of the delmål that have come so far; ``None`` where no delmål are known."""
        return self._percent(sum(one.link in links for one in self.delmal))

    def _percent(self, number: int) -> float | None:
        return 100 * number / len(self.delmal) if self.delmal else None

    @property
    def linked_share(self) -> float | None:
        """The percentage of the delmål that have both an activity and an assessment."""
        return self._percent(sum(one.linked for one in self.delmal))

    @property
    def assessed_share(self) -> float | None:
        """The percentage of the delmål for which an assessment has been carried out."""
        return self._percent(sum(bool(one.assessed) for one in self.delmal))

    @property
    def done_share(self) -> float | None:
        """The percentage of the delmål that are fulfilled as the workbook says."""
        return self.share(Link.DONE)

    @property
    def served_share(self) -> float | None:
        """The time served in percent of that required, else of that planned; at most 100."""
        whole = self.time.required or self.time.planned
        return min(100.0, 100 * self.time.served / whole) if whole and self.time.served is not None else None

    @property
    def last_supervision(self) -> date | None:
        """When the last meeting of supervision was held."""
        return next((one.last for one in self.due if one.what is Recurring.SUPERVISION), None)

    def sight(self, what: Sight) -> Seen | None:
        """Where the workbook shows a thing; ``None`` where it does not."""
        return next((one for one in self.seen if one.what is what), None)

    def due_of(self, what: Recurring) -> Due | None:
        """When something that recurs was done and is due."""
        return next((one for one in self.due if one.what is what), None)


@dataclass(frozen=True, slots=True)
class RuleData:
    """A målbeskrivning that a run was compared with; ``verification`` is that of its least sure row."""

    regulation: str
    specialty: str
    delmal: int
    verification: str


@dataclass(frozen=True)
class Survey:
    """A run as the status sees it: the report, and the resident or the unit that each of its files is about.

    ``residents`` and ``units`` are by the path of the report; a file that could not be read is in neither.
    ``exemptions`` are all exceptions in ``stexcel.toml``, also those that have run out.
    """

    report: Report
    residents: Mapping[str, Resident]
    units: Mapping[str, Unit]
    thresholds: Thresholds = DEFAULTS
    exemptions: tuple[Exemption, ...] = ()
    rule_data: tuple[RuleData, ...] = ()

    @cached_property
    def reports(self) -> Mapping[str, FileReport]:
        """The reports by path."""
        return {file.document.path: file for file in self.report.files}
