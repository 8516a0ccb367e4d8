"""What a workbook says of each delmål: activities, assessments, planned times and fulfilment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stexcel.model.cells import CellRef, Period, Value


class ActivityType(StrEnum):
    """Training activities in the words of the målbeskrivningar (`krav_aktiviteter` in the rule data)."""

    AUSKULTATION = "auskultation"
    HANDLEDA = "handleda_under_handledning"
    KLINISK = "klinisk_tjanstgoring"
    KONFERENS = "konferens"
    KURS = "kurs"
    KVALITETSARBETE = "kvalitetsarbete"
    MEDSITTNING = "medsittning"
    REFLEKTION = "reflektion_i_grupp"
    SAMMANKOMST = "sammankomst"
    SEMINARIUM = "seminarium"
    SIMULERING = "simulering"
    SKRIFTLIGT = "skriftligt_arbete"
    TEORI = "teoretiska_studier"
    UNDERVISA = "undervisa_under_handledning"
    UTVECKLINGSARBETE = "utvecklingsarbete"
    VARDTEAM = "vardteamarbete"
    ANNAN = "annan"

    __hash__ = str.__hash__  # sets of types are built for every activity, and Enum's own hash is a Python function


@dataclass(frozen=True, slots=True)
class Activity:
    """A training activity linked to a delmål. ``when`` is the activity's own time, if it has one."""

    text: str
    types: frozenset[ActivityType]
    cell: CellRef
    when: Period | None = None


OTHER_METHOD = "Annan"
"""Normal name of an assessment that is real but not one of the listed methods."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A method of assessment linked to a delmål, planned or carried out. ``method`` is its normal name."""

    method: str
    text: str
    cell: CellRef


@dataclass(frozen=True, slots=True)
class Done:
    """What the workbook says of fulfilment: ``fulfilled`` is the claim, the rest its evidence."""

    fulfilled: bool
    text: str
    cell: CellRef
    date: date | None = None
    signed: bool = False
    certificate: bool = False

    @property
    def has_evidence(self) -> bool:
        """Whether the claim carries a date, a signature or a certificate."""
        return self.date is not None or self.signed or self.certificate


@dataclass(frozen=True, slots=True)
class DelmalRow:
    """One place where a delmål is the subject (a table row, a form block, a sheet).

    A planned time without a calendar year (``v. 12``, ``ST-år 2``, ``löpande``) has the value ``None``.
    """

    cell: CellRef
    title: str | None = None
    requirement: str | None = None
    activities: tuple[Activity, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    planned: tuple[Value[Period | None], ...] = ()
    done: Done | None = None


@dataclass(frozen=True, slots=True)
class Delmal:
    """All that the workbook says of one delmål.

    ``activities`` and ``assessments`` are those of ``rows`` together with placements, courses and logged
    assessments that name the code elsewhere, in reading order and without duplicates.
    """

    code: str
    rows: tuple[DelmalRow, ...]
    activities: tuple[Activity, ...]
    assessments: tuple[Assessment, ...]
    mentions: tuple[CellRef, ...] = ()

    @property
    def planned(self) -> tuple[Value[Period | None], ...]:
        """The times written for the delmål itself."""
        return tuple(planned for row in self.rows for planned in row.planned)

    @property
    def done(self) -> Done | None:
        """The strongest statement of fulfilment: dated first, then evidenced, then any claim."""
        statements = [row.done for row in self.rows if row.done is not None]
        return max(
            statements,
            key=lambda done: (done.fulfilled, done.date is not None, done.has_evidence),
            default=None,
        )

    @property
    def cells(self) -> tuple[CellRef, ...]:
        """Where the delmål stands, key cells first; never empty."""
        return tuple(row.cell for row in self.rows) + self.mentions
