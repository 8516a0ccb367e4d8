"""What a unit's own workbook says: supervisors, studierektor, governing documents, reviews and the action plan.

Frozen data in which every value knows its cell, as in :mod:`stexcel.model`. A section of which the workbook has
nothing is not in :attr:`Unit.sections`, so that an empty register is told from one that is not kept there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from stexcel.model import CellRef, Note, Period, Value

SPECIALTY_SEPARATOR = " / "
"""Between several specialties of one person; no official name has it."""


class Section(StrEnum):
    """The registers that a unit's workbook may hold."""

    SUPERVISORS = "handledare"
    STUDIEREKTOR = "studierektor"
    DOCUMENTS = "styrdokument"
    REVIEWS = "extern_granskning"
    ACTIONS = "handlingsplan"
    DOCTORS = "st_lakare"


@dataclass(frozen=True, slots=True)
class Attested:
    """Whether something has been done, as the register says it.

    ``has`` is false where it says no or nothing; ``when`` is the time if one is told (``Ja`` tells none). ``cell``
    is the place for the answer, also when it is empty.
    """

    has: bool
    cell: CellRef
    when: Period | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Supervisor:
    """A row of the register of supervisors; ``None`` where the register has no column for the fact.

    A specialty without text is one that has a column but is not filled in.

    ``doctors`` are the residents that the row names the supervisor as mainly responsible for. ``left`` tells that
    the register says that the supervisor is no longer at the unit.
    """

    name: Value[str]
    specialty: Value[str] | None = None
    training: Attested | None = None
    updated: Attested | None = None
    doctors: tuple[Value[str], ...] = ()
    left: bool = False

    @property
    def specialties(self) -> tuple[str, ...]:
        """Every specialty that the row states."""
        stated = self.specialty.value if self.specialty else ""
        return tuple(one for one in stated.split(SPECIALTY_SEPARATOR) if one)


@dataclass(frozen=True, slots=True)
class Studierektor:
    """A studierektor of the unit; ``None`` where the workbook has no place for the fact.

    ``deputy`` tells that the person assists or stands in for another. ``since`` and ``until`` are the years of the
    assignment where they are told; ``until`` is ``None`` while it lasts.
    """

    name: Value[str] | None = None
    specialty: Value[str] | None = None
    supervisor_training: Attested | None = None
    studierektor_training: Attested | None = None
    deputy: bool = False
    since: date | None = None
    until: date | None = None


class DocumentKind(StrEnum):
    """The governing documents that an inspection asks for."""

    TRAINING = "riktlinje_st"
    ASSESSMENT = "riktlinje_bedomning"
    INTERPRETATION = "tolkning_malbeskrivning"
    STUDIEREKTOR = "uppdrag_studierektor"
    SUPERVISION = "instruktion_handledning"


@dataclass(frozen=True, slots=True)
class GoverningDocument:
    """A row of the register of documents; ``decided`` is when it was adopted or last revised.

    ``kinds`` are the governing documents that it amounts to; one text may cover several.
    """

    title: Value[str]
    decided: Attested | None = None
    kinds: tuple[DocumentKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """An external review that has been made or is planned; ``when`` is ``None`` if no time could be read."""

    title: str
    cell: CellRef
    when: Period | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """A row of the action plan; ``criterion`` is an id such as ``D6`` when the row names one.

    ``closes`` is what the row says has to be so before it is done, ``concerned`` who it says that it is about.
    """

    cell: CellRef
    criterion: str | None = None
    problem: str | None = None
    action: str | None = None
    due: Value[Period] | None = None
    responsible: str | None = None
    status: str | None = None
    done: bool = False
    follow_up: Value[Period] | None = None
    follow_up_by: str | None = None
    closes: str | None = None
    concerned: str | None = None


class Reply(StrEnum):
    """What the unit answers an inspection's question; the values are the words that users write."""

    YES = "ja"
    NO = "nej"
    PARTLY = "delvis"


@dataclass(frozen=True, slots=True)
class Answer:
    """A row of the unit's own answers to an inspection's questions, sheet "SPUR" of the template.

    ``reply`` is ``None`` where nothing is answered yet, or nothing that could be read; ``text`` is the answer as it is
    written and ``cell`` its place, also when it is empty. ``regulation`` is ``None`` for one that holds under all.
    """

    criterion: str
    cell: CellRef
    reply: Reply | None = None
    text: str = ""
    document: str | None = None
    when: Value[Period] | None = None
    owner: str | None = None
    comment: str | None = None
    regulation: str | None = None


@dataclass(frozen=True, slots=True)
class RegisteredDoctor:
    """A row of the list of the unit's residents.

    ``end`` is when the training ends or ended; ``left`` tells that the list says that the resident is no longer there.
    """

    name: Value[str]
    specialty: Value[str] | None = None
    regulation: Value[str] | None = None
    start: Value[date] | None = None
    supervisor: Value[str] | None = None
    end: Value[Period] | None = None
    left: bool = False


@dataclass(frozen=True)
class Unit:
    """The content of one unit workbook.

    ``studierektor`` is the one in charge now; deputies and others beside that person are in ``more_studierektorer``.
    ``sections`` maps every section that was found to the cell where it begins. ``residents_since`` is when the unit
    took its first resident, if that is written. ``answers`` are the rows of the sheet with the unit's own answers to
    the questions of an inspection: several for a criterion where the sheet has several.
    """

    name: Value[str] | None = None
    head: Value[str] | None = None
    studierektor: Studierektor | None = None
    more_studierektorer: tuple[Studierektor, ...] = ()
    supervisors: tuple[Supervisor, ...] = ()
    documents: tuple[GoverningDocument, ...] = ()
    reviews: tuple[Review, ...] = ()
    actions: tuple[Action, ...] = ()
    doctors: tuple[RegisteredDoctor, ...] = ()
    answers: tuple[Answer, ...] = ()
    residents_since: Value[date] | None = None
    sections: Mapping[Section, CellRef] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
