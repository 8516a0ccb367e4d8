"""The outcome of a comparison: frozen data that renderers draw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stexcel.findings import NO_LIMITS, Finding, LimitsInForce
from stexcel.model import CellRef


class Subject(StrEnum):
    """What a change is about, in the order in which changes are told."""

    DONE = "uppfyllelse"
    MEETING = "samtal"
    LOGGED = "bedömning"
    REVISION = "revision"
    SIGNATURE = "underskrift"
    DELMAL = "delmål"
    ACTIVITY = "utbildningsaktivitet"
    METHOD = "bedömningsmetod"
    PLANNED = "planerad tid"
    PLACEMENT = "placering"
    COURSE = "kurs"
    PART = "del av utbildningen"
    FACT = "grunduppgift"
    PLAN_ACTION = "åtgärd"
    SUPERVISOR = "handledare"
    REGISTERED = "ST-läkare"
    DOCUMENT = "styrdokument"
    REVIEW = "extern granskning"
    LEADER = "ledning"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. ``before`` is ``None`` for what was added, ``after`` for what was removed.

    ``name`` is the delmål's code for what is about a delmål, else the name of the placement, the course, the fact and
    so on. ``cell`` is in the new version, or in the old one for what was removed. Texts are Swedish.
    """

    subject: Subject
    name: str
    before: str | None
    after: str | None
    cell: CellRef | None = None

    @property
    def is_added(self) -> bool:
        """Whether the old version has nothing of it."""
        return self.before is None

    @property
    def is_removed(self) -> bool:
        """Whether the new version has nothing of it."""
        return self.after is None


@dataclass(frozen=True, slots=True)
class Backdated:
    """Something documented that the old version lacks, with a date well before what that version already held."""

    text: str
    date: date
    cell: CellRef


@dataclass(frozen=True, slots=True)
class DoctorDiff:
    """Two versions of one doctor's IUP.

    ``fulfilled`` and ``total`` count delmål as (old, new). ``solved`` and ``appeared`` are findings, compared with the
    silenced ones included. ``other_name`` is the old version's, where it seems to be another person's. ``unchecked``
    are sentences about what can no longer be checked, so that a finding is not taken for solved. ``latest`` is the
    last date documented in the old version, and what ``backdated`` is measured from; without it nothing is judged.
    """

    name: str
    old_path: str
    new_path: str
    fulfilled: tuple[int, int]
    total: tuple[int, int]
    changes: tuple[Change, ...] = ()
    solved: tuple[Finding, ...] = ()
    appeared: tuple[Finding, ...] = ()
    other_name: str | None = None
    unchecked: tuple[str, ...] = ()
    backdated: tuple[Backdated, ...] = ()
    latest: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all differs."""
        return not (self.changes or self.solved or self.appeared or self.unchecked)

    def about(self, *subjects: Subject) -> tuple[Change, ...]:
        """The changes about some subjects."""
        return tuple(change for change in self.changes if change.subject in subjects)


@dataclass(frozen=True, slots=True)
class UnitDiff:
    """Two versions of a unit's own workbook; ``open_actions`` of the new action plan are not finished."""

    name: str
    old_path: str
    new_path: str
    changes: tuple[Change, ...] = ()
    open_actions: int = 0
    solved: tuple[Finding, ...] = ()
    appeared: tuple[Finding, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all differs."""
        return not (self.changes or self.solved or self.appeared)

    def about(self, subject: Subject) -> tuple[Change, ...]:
        """The changes about a subject."""
        return tuple(change for change in self.changes if change.subject is subject)


@dataclass(frozen=True, slots=True)
class Lone:
    """An IUP that only one of the versions has."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Uncompared:
    """A file that could not be compared, and why; ``other`` is its counterpart in the other version, if known."""

    path: str
    why: str
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a folder (or of a file) judged as of the same day and by the same limits, ``in_force``."""

    today: date
    version: str
    backdated_days: int
    doctors: tuple[DoctorDiff, ...] = ()
    only_old: tuple[Lone, ...] = ()
    only_new: tuple[Lone, ...] = ()
    uncompared: tuple[Uncompared, ...] = ()
    in_force: LimitsInForce = NO_LIMITS
    units: tuple[UnitDiff, ...] = ()

    @property
    def is_about_something(self) -> bool:
        """Whether anything at all could be compared."""
        return bool(self.doctors or self.units)
