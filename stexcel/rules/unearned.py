"""Absences that nobody may claim: the reader left a cell unread that speaks of the very thing."""

from __future__ import annotations

from collections.abc import Mapping

from stexcel.model import Note, NoteKind
from stexcel.rules.context import Context
from stexcel.subjects import Subject

_CODES: Mapping[Subject, tuple[str, ...]] = {
    Subject.SELF_STUDY: ("STX403",),
    Subject.INTERNAL_TEACHING: ("STX401",),
    Subject.SCIENTIFIC_WORK: ("STX404",),
    Subject.QUALITY_WORK: ("STX405",),
    Subject.INTRODUCTION: ("STX211",),
    Subject.SUPERVISION: ("STX301",),
    Subject.KOLLEGIUM: ("STX304",),
    Subject.RECONCILIATION: ("STX305",),
    Subject.DEVELOPMENT: ("STX310",),
    Subject.ASSESSMENT: ("STX302", "STX308", "STX407"),
    Subject.REVISION: ("STX203",),
    Subject.SIGNATURE: ("STX202",),
    Subject.GOAL_ACTIVITIES: ("STX102", "STX104"),
    Subject.GOAL_ASSESSMENTS: ("STX103",),
}
"""The rules that would say that the thing is missing, or was last seen too long ago."""


def unearned(context: Context) -> Mapping[str, Note]:
    """The codes of the rules that cannot be judged, each with the note about the unread cell."""
    found: dict[str, Note] = {}
    for note in context.iup.notes:
        if note.kind is NoteKind.UNREAD and note.about is not None:
            found |= {code: note for code in _CODES[Subject(note.about)] if code not in found}
    return found
