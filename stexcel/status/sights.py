"""What a workbook shows and where: that parts of the training are planned, and which abilities were assessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stexcel.model import ActivityType, CellRef, LoggedAssessment, Part
from stexcel.rules.areas import Area, areas_of, areas_of_delmal, science_delmal
from stexcel.rules.context import Context
from stexcel.rules.progress import log
from stexcel.rules.science import is_about_science
from stexcel.status.model import Seen, Sight

_PARTS = {
    Part.SELF_STUDY: Sight.SELF_STUDY,
    Part.INTERNAL_TEACHING: Sight.INTERNAL_TEACHING,
    Part.SCIENTIFIC_WORK: Sight.SCIENTIFIC_WORK,
    Part.QUALITY_WORK: Sight.QUALITY_WORK,
    Part.INTRODUCTION: Sight.INTRODUCTION,
}
_ACTIVITIES = {
    Sight.SCIENTIFIC_WORK: frozenset({ActivityType.SKRIFTLIGT}),
    Sight.QUALITY_WORK: frozenset({ActivityType.KVALITETSARBETE, ActivityType.UTVECKLINGSARBETE}),
}
_AREAS = {
    Area.LEADERSHIP: Sight.LEADERSHIP,
    Area.COMMUNICATION: Sight.COMMUNICATION,
    Area.TEACHING: Sight.TEACHING,
    Area.SUPERVISING: Sight.SUPERVISING,
}


def sights(context: Context) -> tuple[Seen, ...]:
    """One place for each thing that the workbook shows; the last one for what was done several times."""
    return (*_facts(context), *_planned(context), *_assessed(context))


def _facts(context: Context) -> Iterator[Seen]:
    supervisor = context.iup.person.supervisor
    if supervisor is not None:
        yield Seen(Sight.SUPERVISOR, supervisor.cell)
    made = [one for one in context.iup.revisions if one.value <= context.today]
    if made:
        last = max(made, key=lambda one: one.value)
        yield Seen(Sight.REVISION, last.cell, last.value)


def _planned(context: Context) -> Iterator[Seen]:
    """The parts of the training: a statement of the part itself goes before an activity of a delmål."""
    for part, sight in _PARTS.items():
        told = [one.cell for one in context.iup.parts if one.part is part and one.planned]
        cells = told or list(_of_activities(context, sight))
        if cells:
            yield Seen(sight, min(cells))


def _of_activities(context: Context, sight: Sight) -> Iterator[CellRef]:
    wanted = _ACTIVITIES.get(sight, frozenset())
    for delmal in context.iup.delmal.values():
        yield from (activity.cell for activity in delmal.activities if activity.types & wanted)


def _assessed(context: Context) -> Iterator[Seen]:
    """The abilities that the log of assessments is about."""
    made, of_delmal, codes = log(context), areas_of_delmal(context), science_delmal(context)
    for area, sight in _AREAS.items():
        yield from _last(sight, (one for one in made if area in areas_of(one, of_delmal)))
    yield from _last(Sight.SCIENCE, (one for one in made if is_about_science(one, codes)))


def _last(sight: Sight, made: Iterable[LoggedAssessment]) -> Iterator[Seen]:
    dated = [(one.date, one.cell) for one in made if one.date is not None]
    if dated:
        day, cell = max(dated)
        yield Seen(sight, cell, day)
