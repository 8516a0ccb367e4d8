"""The tables of what an IUP plans: the doctor, the delmål, and the activities and methods that are linked to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from stexcel import codes
from stexcel.document import Document
from stexcel.frames.spec import Column, Kind, Table, first_day, joined, last_day
from stexcel.model import (
    Activity,
    ActivityType,
    Assessment,
    CellRef,
    Delmal,
    Iup,
    Period,
    Value,
)

IUP_SOURCE = "läkarens IUP"


class PlannedActivity(NamedTuple):
    """An activity and the delmål that it is linked to."""

    code: str
    activity: Activity


class PlannedAssessment(NamedTuple):
    """A planned method and the delmål that it is linked to."""

    code: str
    assessment: Assessment


def content_of_iup(document: Document) -> Iup:
    """The document's IUP; an empty one when it has none."""
    return document.iup or Iup()


def _programmes(document: Document) -> Iterator[Iup]:
    if document.iup is not None:
        yield document.iup


def _person_cell(iup: Iup) -> CellRef | None:
    person = iup.person
    facts = (person.name, person.specialty, person.regulation, person.start, person.planned_end, person.fte)
    return next((fact.cell for fact in facts if fact is not None), None)


def _cell_of(fact: Value[date] | Value[int] | Value[str] | None) -> CellRef | None:
    return fact.cell if fact else None


def _text_of(fact: Value[str] | None) -> str | None:
    return fact.value if fact else None


def _day_of(fact: Value[date] | None) -> date | None:
    return fact.value if fact else None


DOCTORS = Table[Iup](
    "st_lakare",
    "En rad per IUP: läkarens grunduppgifter.",
    IUP_SOURCE,
    _programmes,
    _person_cell,
    (
        Column("specialitet", Kind.TEXT, lambda i: _text_of(i.person.specialty), "Specialitetens officiella namn, "
               "eller som det står om namnet inte känns igen."),
        Column("foreskrift", Kind.TEXT, lambda i: i.regulation, "Föreskriften, angiven eller härledd "
               "ur delmålens numrering.", allowed=codes.REGULATIONS),
        Column("start", Kind.DAY, lambda i: _day_of(i.person.start), "Första dagen av ST.",
               cell=lambda i: _cell_of(i.person.start)),
        Column("planerat_slut", Kind.DAY, lambda i: _day_of(i.person.planned_end), "Planerad sista dag av ST.",
               cell=lambda i: _cell_of(i.person.planned_end)),
        Column("tjanstgoringsgrad", Kind.INTEGER, lambda i: i.person.fte.value if i.person.fte else None,
               "Tjänstgöringsgrad enligt grunduppgifterna.", "procent av heltid",
               cell=lambda i: _cell_of(i.person.fte)),
        Column("upprattat", Kind.DAY, lambda i: _day_of(i.person.established), "När IUP upprättades, om det står "
               "utöver underskrifterna.", cell=lambda i: _cell_of(i.person.established)),
        Column("huvudhandledare", Kind.TEXT, lambda i: _text_of(i.person.supervisor), "Huvudansvarig handledare."),
        Column("studierektor", Kind.TEXT, lambda i: _text_of(i.person.studierektor), "Studierektor."),
        Column("chef", Kind.TEXT, lambda i: _text_of(i.person.head), "Verksamhetschef."),
        Column("enhet", Kind.TEXT, lambda i: _text_of(i.person.unit), "Klinik eller enhet."),
    ),
    key=("fil",),
)  # fmt: skip


def _delmal(document: Document) -> Iterator[Delmal]:
    return iter(content_of_iup(document).delmal.values())


def _times(delmal: Delmal) -> list[Value[Period]]:
    return [Value(planned.value, planned.text, planned.cell) for planned in delmal.planned if planned.value is not None]


def _earliest(delmal: Delmal) -> Value[Period] | None:
    return min(_times(delmal), key=lambda planned: planned.value.start, default=None)


def _latest(delmal: Delmal) -> Value[Period] | None:
    return max(_times(delmal), key=lambda planned: planned.value.end, default=None)


def _planned_cell(planned: Value[Period] | None) -> CellRef | None:
    return planned.cell if planned else None


def _is_fulfilled(delmal: Delmal) -> bool | None:
    return delmal.done.fulfilled if delmal.done else None


def _fulfilled_day(delmal: Delmal) -> date | None:
    return delmal.done.date if delmal.done and delmal.done.fulfilled else None


def _planned_start(delmal: Delmal) -> date | None:
    planned = _earliest(delmal)
    return planned.value.start if planned else None


def _planned_end(delmal: Delmal) -> date | None:
    planned = _latest(delmal)
    return planned.value.end if planned else None


DELMAL = Table[Delmal](
    "delmal",
    "En rad per delmål i varje IUP.",
    IUP_SOURCE,
    _delmal,
    lambda d: d.cells[0] if d.cells else None,
    (
        Column("delmal", Kind.TEXT, lambda d: d.code, "Delmålets kod: a1 (SOSFS 2015:8), STa1 (HSLF-FS 2021:8) "
               "eller BT1 (bastjänstgöring)."),
        Column("grupp", Kind.TEXT, lambda d: codes.group_of(d.code) or None, "Delmålsgrupp; tomt för "
               "bastjänstgöring.", allowed=codes.GROUPS),
        Column("aktiviteter", Kind.INTEGER, lambda d: len(d.activities), "Kopplade utbildningsaktiviteter.", "antal"),
        Column("bedomningar", Kind.INTEGER, lambda d: len(d.assessments), "Kopplade bedömningsmetoder.", "antal"),
        Column("planerad_start", Kind.DAY, _planned_start, "Första dagen av den tid som står för delmålet.",
               cell=lambda d: _planned_cell(_earliest(d))),
        Column("planerat_slut", Kind.DAY, _planned_end, "Sista dagen av den tid som står för delmålet.",
               cell=lambda d: _planned_cell(_latest(d))),
        Column("uppfyllt", Kind.BOOLEAN, _is_fulfilled, "Om arbetsboken säger att delmålet är uppfyllt; tomt när "
               "den inget säger."),
        Column("uppfyllt_datum", Kind.DAY, _fulfilled_day, "När delmålet uppfylldes.",
               cell=lambda d: d.done.cell if d.done else None),
        Column("signerat", Kind.BOOLEAN, lambda d: d.done.signed if d.done else None, "Om uppgiften är signerad."),
        Column("intyg", Kind.BOOLEAN, lambda d: d.done.certificate if d.done else None, "Om ett intyg nämns."),
    ),
    key=("fil", "delmal"),
)  # fmt: skip


def _activities(document: Document) -> Iterator[PlannedActivity]:
    for code, delmal in content_of_iup(document).delmal.items():
        yield from (PlannedActivity(code, activity) for activity in delmal.activities)


def _types(planned: PlannedActivity) -> str | None:
    return joined(kind.value for kind in ActivityType if kind in planned.activity.types)


ACTIVITIES = Table[PlannedActivity](
    "aktiviteter",
    "En rad per utbildningsaktivitet och delmål som den är kopplad till.",
    IUP_SOURCE,
    _activities,
    lambda a: a.activity.cell,
    (
        Column("delmal", Kind.TEXT, lambda a: a.code, "Delmålet som aktiviteten är kopplad till."),
        Column("aktivitet", Kind.TEXT, lambda a: a.activity.text, "Aktiviteten som den står."),
        Column("typer", Kind.TEXT, _types, "Aktivitetens typer enligt målbeskrivningarna, en eller flera: "
               + ", ".join(ActivityType) + "."),
        Column("start", Kind.DAY, lambda a: first_day(a.activity.when), "Första dagen av aktivitetens egen tid."),
        Column("slut", Kind.DAY, lambda a: last_day(a.activity.when), "Sista dagen av aktivitetens egen tid."),
    ),
    links="delmal",
)  # fmt: skip


def _planned_assessments(document: Document) -> Iterator[PlannedAssessment]:
    for code, delmal in content_of_iup(document).delmal.items():
        yield from (PlannedAssessment(code, assessment) for assessment in delmal.assessments)


PLANNED_ASSESSMENTS = Table[PlannedAssessment](
    "bedomningsmetoder",
    "En rad per bedömningsmetod och delmål som den är kopplad till.",
    IUP_SOURCE,
    _planned_assessments,
    lambda a: a.assessment.cell,
    (
        Column("delmal", Kind.TEXT, lambda a: a.code, "Delmålet som metoden är kopplad till."),
        Column("metod", Kind.TEXT, lambda a: a.assessment.method, "Metodens vedertagna namn; Annan när den inte är "
               "en av de listade."),
    ),
    links="delmal",
)  # fmt: skip
