"""The whole IUP: whose it is, what it holds, and what the reader wants said of its own reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from stexcel.codes import regulation_of
from stexcel.model.cells import CellRef, Value
from stexcel.model.delmal import Delmal
from stexcel.model.records import (
    Course,
    LoggedAssessment,
    Meeting,
    MeetingKind,
    Part,
    PartStatement,
    Placement,
    Signature,
)

OF_ACTIVITY, OF_ASSESSMENT = "utbildningsaktivitet", "bedömningsmetod"
"""What a table of delmål may lack a column for."""


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


class NoteKind(StrEnum):
    """What the reader wants said about its own reading."""

    UNCERTAIN = "osäker"
    UNPARSED = "otolkad"
    PERSONAL_ID = "personnummer"
    SUGGESTION = "förslag"
    LACKING = "kolumn saknas"
    UNREAD = "oläst"


@dataclass(frozen=True, slots=True)
class Note:
    """A remark about how a cell was read; ``text`` is a Swedish sentence without any personal number.

    ``about`` is what an unparsed value was meant for, where that is known: the name of a field of :class:`Person`, or
    ``delmal`` for a code that no målbeskrivning can have, ``delmal_row`` where it is the code of a row of delmål; then
    ``written`` are those codes; for a lacking column it is what no column holds. For an unread cell ``about`` is its
    :class:`stexcel.subjects.Subject`.
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
