"""What an IUP says, free from how the clinic laid it out: frozen data in which every value knows its cell.

Readers build these (:mod:`stexcel.layout`), rules and renderers only read them. Codes of delmål are strings
in the normal form of :mod:`stexcel.codes`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from stexcel.codes import regulation_of

T = TypeVar("T")

_LETTERS = 26


def column_letters(column: int) -> str:
    """Column number (1 = A) as Excel writes it."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


class CellRef(NamedTuple):
    """One cell of a workbook; ``row`` and ``column`` count from 1 as in Excel."""

    sheet: str
    row: int
    column: int

    @property
    def a1(self) -> str:
        """The address inside its sheet, such as ``C7``."""
        return f"{column_letters(self.column)}{self.row}"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.a1}"


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """A value that was read, the text it was read from, and the cell where it stands."""

    value: T
    text: str
    cell: CellRef


@dataclass(frozen=True, slots=True)
class Period:
    """A time as people write it (a day, ``VT25``, ``mars 2025``): first and last day, both included."""

    start: date
    end: date

    @property
    def is_day(self) -> bool:
        """Whether the period was written as one single day."""
        return self.start == self.end


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


@dataclass(frozen=True, slots=True)
class Person:
    """The basic facts; ``None`` where the workbook does not state them (or not readably, see the notes).

    ``specialty`` is the official name where one was recognised, else the text as written. ``fte`` is whole
    percent of full time. ``regulation`` is one of :data:`stexcel.codes.REGULATIONS`; see also :attr:`Iup.regulation`.
    ``established`` is when the IUP was drawn up, where the workbook says so apart from its signatures.
    """

    name: Value[str] | None = None
    specialty: Value[str] | None = None
    regulation: Value[str] | None = None
    start: Value[date] | None = None
    planned_end: Value[date] | None = None
    fte: Value[int] | None = None
    established: Value[date] | None = None
    supervisor: Value[str] | None = None
    studierektor: Value[str] | None = None
    head: Value[str] | None = None
    unit: Value[str] | None = None


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


OF_ACTIVITY, OF_ASSESSMENT = "utbildningsaktivitet", "bedömningsmetod"
"""What a table of delmål may lack a column for."""


class NoteKind(StrEnum):
    """What the reader wants said about its own reading."""

    UNCERTAIN = "osäker"
    UNPARSED = "otolkad"
    PERSONAL_ID = "personnummer"
    SUGGESTION = "förslag"
    LACKING = "kolumn saknas"
    UNREAD = "oläst"


class Subject(StrEnum):
    """What a cell that could not be read may speak of: a part of the training, a sort of meeting, or a log."""

    SELF_STUDY = Part.SELF_STUDY.value
    INTERNAL_TEACHING = Part.INTERNAL_TEACHING.value
    SCIENTIFIC_WORK = Part.SCIENTIFIC_WORK.value
    QUALITY_WORK = Part.QUALITY_WORK.value
    INTRODUCTION = Part.INTRODUCTION.value
    SUPERVISION = MeetingKind.SUPERVISION.value
    RECONCILIATION = MeetingKind.RECONCILIATION.value
    DEVELOPMENT = MeetingKind.DEVELOPMENT.value
    KOLLEGIUM = MeetingKind.KOLLEGIUM.value
    ASSESSMENT = "bedömning"
    REVISION = "revision"
    SIGNATURE = "underskrift"
    GOAL_ACTIVITIES = "delmålens aktiviteter"
    GOAL_ASSESSMENTS = "delmålens bedömningar"


MENTIONED = {
    Subject.SELF_STUDY: "Självstudier",
    Subject.INTERNAL_TEACHING: "Internutbildning",
    Subject.SCIENTIFIC_WORK: "Vetenskapligt arbete",
    Subject.QUALITY_WORK: "Kvalitetsarbete",
    Subject.INTRODUCTION: "Introduktion",
    Subject.SUPERVISION: "Handledarsamtal",
    Subject.RECONCILIATION: "Avstämning med studierektorn",
    Subject.DEVELOPMENT: "Utvecklingssamtal",
    Subject.KOLLEGIUM: "Specialistkollegium",
    Subject.ASSESSMENT: "En bedömning",
    Subject.REVISION: "Revision",
    Subject.SIGNATURE: "Underskrift",
    Subject.GOAL_ACTIVITIES: "Delmålens utbildningsaktiviteter",
    Subject.GOAL_ASSESSMENTS: "Delmålens bedömningsmetoder",
}
"""How a sentence about each begins."""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark about how a cell was read; ``text`` is a Swedish sentence without any personal number.

    ``about`` is what an unparsed value was meant for, where that is known: the name of a field of :class:`Person`, or
    ``delmal`` for a code that no målbeskrivning can have, ``delmal_row`` where it is the code of a row of delmål; then
    ``written`` are those codes; for a lacking column it is what no column holds. For an unread cell ``about`` is its
    :class:`Subject`.
    """

    kind: NoteKind
    text: str
    cell: CellRef
    about: str | None = None
    written: tuple[str, ...] = ()


@dataclass(frozen=True)
class Iup:
    """The content of one workbook. ``layouts`` names the forms that were recognised, best evidence first."""

    person: Person = Person()
    delmal: Mapping[str, Delmal] = field(default_factory=dict)
    placements: tuple[Placement, ...] = ()
    courses: tuple[Course, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    assessments: tuple[LoggedAssessment, ...] = ()
    revisions: tuple[Value[date], ...] = ()
    signatures: tuple[Signature, ...] = ()
    parts: tuple[PartStatement, ...] = ()
    notes: tuple[Note, ...] = ()
    layouts: tuple[str, ...] = ()

    @cached_property
    def regulation(self) -> str | None:
        """The stated regulation, else the one that numbers most of the delmål; ``None`` when they are equally many."""
        if self.person.regulation is not None:
            return self.person.regulation.value
        counts = Counter(found for code in self.specialty_delmal if (found := regulation_of(code)) is not None)
        (first, most), (_, others) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
        return first if most > others else None

    @cached_property
    def specialty_delmal(self) -> Mapping[str, Delmal]:
        """The delmål without those of bastjänstgöringen."""
        return {code: delmal for code, delmal in self.delmal.items() if not code.startswith("BT")}

    def meetings_of(self, kind: MeetingKind) -> tuple[Meeting, ...]:
        """The meetings of one kind, in reading order."""
        return tuple(meeting for meeting in self.meetings if meeting.kind is kind)

    def has_part(self, part: Part) -> bool:
        """Whether anything is planned for the part anywhere in the workbook."""
        return any(statement.planned for statement in self.parts if statement.part is part)
