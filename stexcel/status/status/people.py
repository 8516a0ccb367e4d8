"""Meetings with supervisors, courses, and the supervisors themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stexcel.status.status.basics import Doctor, Judgement, Place


@dataclass(frozen=True, slots=True)
class SupervisionRow:
    """The meetings of one resident. ``longest`` are the most days between two in the last year, leave not counted.

    ``since`` are the days since the last one, or since the start where there is none. ``next`` is the next that is
    written with a coming date.
    """

    doctor: Doctor
    supervisor: str | None
    judgement: Judgement
    meetings: int
    last: date | None
    since: int | None
    longest: int | None
    next: date | None
    last_against_iup: date | None
    last_reconciliation: date | None
    last_development: date | None
    last_kollegium: date | None
    place: Place


class CourseState(StrEnum):
    """How it stands with a course."""

    OVERDUE = "passerat datum, resultat saknas"
    NOT_DONE = "inte genomförd"
    RUNNING = "pågår"
    COMING = "kommande"
    DONE = "genomförd"
    UNDATED = "utan datum"


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course of one resident."""

    doctor: Doctor
    name: str
    start: date | None
    end: date | None
    delmal: tuple[str, ...]
    state: CourseState
    place: Place


@dataclass(frozen=True, slots=True)
class SupervisorRow:
    """A supervisor: from the unit's register, or only named by IUPs (``registered`` is then false).

    ``training`` and ``updated`` are the day or words of the register; ``None`` where it has no column for it.
    """

    name: str
    unit: str | None
    judgement: Judgement
    residents: tuple[str, ...]
    limit: int
    registered: bool
    specialty: str | None
    training: str | None
    updated: str | None
    place: Place

    @property
    def load(self) -> int:
        """How many residents the supervisor is mainly responsible for."""
        return len(self.residents)
