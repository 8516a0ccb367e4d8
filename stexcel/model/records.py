"""What an IUP lists: placements, courses, meetings, assessments, signatures and the other parts of the training."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stexcel.model.cells import CellRef, Period


@dataclass(frozen=True, slots=True)
class Placement:
    """A clinical placement (or leave); ``percent`` is of full time, 0 for leave.

    ``site`` is the hospital or unit as a column of its own names it. ``side`` tells whether the workbook itself calls
    the placement a sidotjänstgöring (a heading, a column or the name); ``None`` when it does not say. ``follow_up``
    is what stands under a heading for it. ``credited`` tells that the row says that it was served before ST and counts.
    """

    name: str
    cell: CellRef
    start: date | None = None
    end: date | None = None
    percent: int | None = None
    delmal: tuple[str, ...] = ()
    supervisor: str | None = None
    certificate: str | None = None
    site: str | None = None
    side: bool | None = None
    follow_up: str | None = None
    credited: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """A course, planned or taken; ``completed`` is ``None`` where the workbook does not say.

    ``when`` ends before it starts where the workbook says so.
    """

    name: str
    cell: CellRef
    when: Period | None = None
    delmal: tuple[str, ...] = ()
    completed: bool | None = None


class MeetingKind(StrEnum):
    """The meetings that a routine asks for."""

    SUPERVISION = "handledarsamtal"
    RECONCILIATION = "avstamning_studierektor"
    DEVELOPMENT = "utvecklingssamtal"
    KOLLEGIUM = "specialistkollegium"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A documented meeting; ``supervisor`` is the one it was held with."""

    date: date
    cell: CellRef
    supervisor: str | None = None
    content: str | None = None
    checked_against_iup: bool | None = None
    kind: MeetingKind = MeetingKind.SUPERVISION


@dataclass(frozen=True, slots=True)
class LoggedAssessment:
    """A row in a log of assessments; ``method`` is a normal name."""

    method: str
    text: str
    cell: CellRef
    date: date | None = None
    delmal: tuple[str, ...] = ()
    assessor: str | None = None


class SignatureRole(StrEnum):
    """Who signs the IUP."""

    ST = "st"
    SUPERVISOR = "handledare"
    APPROVER = "chef_eller_sr"


@dataclass(frozen=True, slots=True)
class Signature:
    """A place for a signature; ``signed`` tells whether anything stands there."""

    role: SignatureRole
    signed: bool
    cell: CellRef
    date: date | None = None


class Part(StrEnum):
    """Parts of the training that the law wants planned, beside the delmål."""

    SELF_STUDY = "sjalvstudier"
    INTERNAL_TEACHING = "internutbildning"
    SCIENTIFIC_WORK = "vetenskapligt_arbete"
    QUALITY_WORK = "kvalitetsarbete"
    ACTION_PLAN = "atgardsplan"
    INTRODUCTION = "introduktion"


@dataclass(frozen=True, slots=True)
class PartStatement:
    """A place in the workbook for one part of the training, and whether anything is planned there."""

    part: Part
    planned: bool
    cell: CellRef
    text: str = ""
    delmal: tuple[str, ...] = ()
