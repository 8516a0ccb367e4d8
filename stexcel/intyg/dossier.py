"""A judged IUP to what it has to be certified."""

from __future__ import annotations

from collections.abc import Iterator

from stexcel import codes
from stexcel.findings import FileReport
from stexcel.intyg.model import Doctor, Dossier, Goal, Kind, State, Work
from stexcel.intyg.projects import projects
from stexcel.intyg.works import auscultations, courses, is_fulfilled, merged, placements
from stexcel.model import CellRef, NoteKind
from stexcel.rules.context import Context
from stexcel.subjects import Subject

_NOWHERE = CellRef("", 0, 0)
_ACTIVITIES = frozenset({Subject.GOAL_ACTIVITIES, Subject.QUALITY_WORK, Subject.SCIENTIFIC_WORK})
"""What an unread cell may speak of that has to be certified."""


def dossier(report: FileReport, context: Context) -> Dossier:
    """All that the IUP has to be certified; the report's document has to be one that holds an IUP."""
    works = merged([*placements(context), *courses(context), *auscultations(context), *projects(context)])
    remaining = tuple(_remaining(context))
    return Dossier(
        report.document.path,
        _doctor(context),
        (*works, _competence(context, remaining)),
        tuple(_goals(context)),
        remaining,
        tuple(_limits(context)),
    )


def _doctor(context: Context) -> Doctor:
    person = context.iup.person
    facts = (person.name, person.specialty, person.supervisor, person.studierektor, person.head, person.unit)
    name, specialty, supervisor, studierektor, head, unit = (one.value if one else None for one in facts)
    return Doctor(name, specialty, context.regulation, supervisor, studierektor, head, unit)


def _remaining(context: Context) -> Iterator[str]:
    """The delmål that are not fulfilled, in order; all that are known to be demanded."""
    listed = context.malbeskrivning.requirements if context.malbeskrivning else context.known_delmal
    yield from (code for code in sorted(listed, key=codes.sort_key) if not is_fulfilled(context, code))


def _competence(context: Context, remaining: tuple[str, ...]) -> Work:
    """The certificate of the whole training: it can be asked for when every delmål is fulfilled."""
    name = context.iup.person.name
    cell = name.cell if name else _NOWHERE
    title = context.specialty.name if context.specialty else "specialiteten"
    if context.malbeskrivning is None:
        return Work(Kind.COMPETENCE, title, cell, State.UNSURE, why="målbeskrivningen är inte känd")
    if remaining:
        number = len(remaining)
        why = "ett delmål är inte klart" if number == 1 else f"{number} delmål är inte klara"
        return Work(Kind.COMPETENCE, title, cell, State.COMING, why=why)
    return Work(Kind.COMPETENCE, title, cell, State.FINISHED, why="alla delmål är klara")


def _goals(context: Context) -> Iterator[Goal]:
    for code in sorted(context.own_delmal, key=codes.sort_key):
        done = context.own_delmal[code].done
        if done is not None and done.fulfilled:
            yield Goal(code, done.date, done.certificate, done.cell)


def _limits(context: Context) -> Iterator[str]:
    """What was not read of the workbook and may be an activity."""
    if context.regulation is None:
        yield "Föreskriften är inte känd. Därför går det inte att välja blanketter."
    for note in context.iup.notes:
        if note.kind is NoteKind.UNREAD and note.about in _ACTIVITIES:
            yield note.text
    unparsed = sum(note.kind is NoteKind.UNPARSED for note in context.iup.notes)
    if unparsed:
        values = "Ett värde" if unparsed == 1 else f"{unparsed} värden"
        yield f"{values} i arbetsboken kunde inte läsas (STX006). Aktiviteter kan därför saknas här."
