"""How far the delmål have come: doctors by delmål, and what the unit lacks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stexcel.status.model import Link
from stexcel.status.status.basics import Doctor, Place


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """How far a delmål has come; ``detail`` is a sentence with activities, methods and days, for a note."""

    link: Link
    place: Place
    detail: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A resident's delmål in the order of the group's codes; ``None`` where the målbeskrivning has no such delmål."""

    doctor: Doctor
    cells: tuple[MatrixCell | None, ...]


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """The residents of one regulation. ``regulation`` is ”okänd föreskrift” where it is not known."""

    regulation: str
    codes: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Doctors by delmål. ``left_out`` are the doctors of whom no delmål is known, with a sentence on why."""

    groups: tuple[MatrixGroup, ...]
    left_out: tuple[str, ...] = ()


class Gap(StrEnum):
    """What a delmål lacks at the whole unit."""

    NONE = ""
    NEVER_PLANNED = "aktivitet men aldrig bedömd, och ingen bedömning planerad"
    NEVER_MADE = "aktivitet men aldrig bedömd"
    NO_ACTIVITY = "bedömning men ingen aktivitet"
    NOTHING = "inget kopplat hos någon"


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One delmål with one type of activity. ``doctors`` have such an activity linked, of ``of`` who have the delmål.

    ``planned`` and ``made`` are parallel to the methods: doctors with the activity and that method linked, and
    doctors with the activity and an assessment of that method carried out. ``gap`` is the delmål's own and the same
    on all its rows. ``activity`` is ”ingen aktivitet” on the row of those who have none. ``None`` is a number that is
    not shown, see :attr:`Status.withheld`.
    """

    code: str
    activity: str
    doctors: int
    of: int
    planned: tuple[int | None, ...]
    made: tuple[int | None, ...]
    gap: Gap = Gap.NONE


@dataclass(frozen=True, slots=True)
class Coverage:
    """Delmål by type of activity and method of assessment, over all residents of one regulation."""

    regulation: str
    methods: tuple[str, ...]
    rows: tuple[CoverageRow, ...]
