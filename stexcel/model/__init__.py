"""What an IUP says, free from how the clinic laid it out: frozen data in which every value knows its cell.

Readers build these (:mod:`stexcel.layout`), rules and renderers only read them. Codes of delmål are strings
in the normal form of :mod:`stexcel.codes`.
"""

from stexcel.model.cells import CellRef, Period, Value, column_letters
from stexcel.model.delmal import OTHER_METHOD, Activity, ActivityType, Assessment, Delmal, DelmalRow, Done
from stexcel.model.iup import OF_ACTIVITY, OF_ASSESSMENT, Iup, Note, NoteKind, Person
from stexcel.model.records import (
    Course,
    LoggedAssessment,
    Meeting,
    MeetingKind,
    Part,
    PartStatement,
    Placement,
    Signature,
    SignatureRole,
)

__all__ = [
    "OF_ACTIVITY",
    "OF_ASSESSMENT",
    "OTHER_METHOD",
    "Activity",
    "ActivityType",
    "Assessment",
    "CellRef",
    "Course",
    "Delmal",
    "DelmalRow",
    "Done",
    "Iup",
    "LoggedAssessment",
    "Meeting",
    "MeetingKind",
    "Note",
    "NoteKind",
    "Part",
    "PartStatement",
    "Period",
    "Person",
    "Placement",
    "Signature",
    "SignatureRole",
    "Value",
    "column_letters",
]
