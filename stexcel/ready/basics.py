"""What an application needs beside the delmål: who it is about, the time, and what no IUP tells."""

from __future__ import annotations

from collections.abc import Iterator

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.findings import TrainingTime
from stexcel.intyg.mapping import bundled
from stexcel.intyg.model import Kind
from stexcel.model import CellRef, NoteKind, Value
from stexcel.ready.model import Item, Section, Standing
from stexcel.regelverk import SpecialtyKind
from stexcel.rules.context import Context
from stexcel.rules.rule import REGULATION
from stexcel.rules.sides import is_basic

_FACTS = {
    "name": "Namn",
    "specialty": "Specialitet",
    "start": "Startdatum",
    "supervisor": "Huvudansvarig handledare",
    "studierektor": "Studierektor",
    "head": "Verksamhetschef",
}


def basics(context: Context) -> Iterator[Item]:
    """Who the application is about, and those whose names the certificates ask for."""
    person, raw = context.iup.person, (context.document.iup or context.iup).person
    for field, what in _FACTS.items():
        value: Value[object] | None = getattr(person, field)
        stated: Value[object] | None = getattr(raw, field)
        yield _fact(context, field, what, value, stated)
        if field == "specialty":
            yield _regulation(context)


def _fact(context: Context, field: str, what: str, value: Value[object] | None, stated: Value[object] | None) -> Item:
    if value is not None and (field != "specialty" or context.specialty is not None):
        return _item(context, what, Standing.DONE, str(value.value), value.cell)
    if stated is not None:
        return _item(context, what, Standing.UNCHECKED, f"”{stated.text}” går inte att använda", stated.cell)
    unread = next((one for one in context.iup.notes if one.kind is NoteKind.UNPARSED and one.about == field), None)
    if unread is not None:
        return _item(context, what, Standing.UNCHECKED, "cellen kunde inte läsas", unread.cell)
    return _item(context, what, Standing.MISSING, "står inte i IUP", None)


def _item(context: Context, what: str, standing: Standing, detail: str, cell: CellRef | None) -> Item:
    return Item(Section.BASICS, what, standing, context.regulation or REGULATION, detail, cell)


def _regulation(context: Context) -> Item:
    stated = context.iup.person.regulation
    if context.regulation is None:
        return _item(context, "Föreskrift", Standing.MISSING, "står inte i IUP och framgår inte av delmålen", None)
    how = "" if stated else " (av delmålens numrering)"
    cell = stated.cell if stated else None
    return _item(context, "Föreskrift", Standing.DONE, f"{context.regulation}{how}", cell)


def time(context: Context, told: TrainingTime) -> Iterator[Item]:
    """The shortest time at full time, against what is served and planned."""
    start = context.iup.person.start
    standing, detail = _time(context, told)
    what = f"Minst {told.required} månader på heltid" if told.required else "Kortaste tid"
    source = context.regulation or REGULATION
    yield Item(Section.TIME, what, standing, source, detail, start.cell if start else None)


def _time(context: Context, told: TrainingTime) -> tuple[Standing, str]:
    if told.required is None:
        known = context.specialty is not None and context.regulation is not None
        why = "är inte fastställd här för specialiteten. Läs föreskriften" if known else "går inte att säga"
        return Standing.UNCHECKED, f"kortaste tid {why}"
    if told.planned is None or told.served is None:
        return Standing.UNCHECKED, "placeringarnas tider räcker inte för att räkna"
    detail = f"{_months(told.served)} gjorda och {_months(told.planned)} planerade i allt"
    if told.served >= told.required:
        return Standing.DONE, detail
    return (Standing.PLANNED if told.planned >= told.required else Standing.MISSING), detail


def _months(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")


def outside(context: Context) -> Iterator[Item]:
    """What has to be there as well, and no IUP tells: it is never said to be missing."""
    regulation = context.regulation
    source = regulation or REGULATION
    if regulation == HSLF_2021:
        yield _basic_training(context)
    if context.specialty is not None and context.specialty.kind is not SpecialtyKind.BASE:
        what = f"Bevis om basspecialitet ({context.specialty.name} är en {context.specialty.kind.value}specialitet)"
        yield Item(Section.OUTSIDE, what, Standing.UNCHECKED, source)
    title = bundled().names[regulation or SOSFS_2015, Kind.COMPETENCE]
    who = "huvudansvarig handledare och verksamhetschef skriver under, sist av intygen"
    yield Item(Section.OUTSIDE, title, Standing.UNCHECKED, source, who)
    yield Item(Section.OUTSIDE, "Intygen i original för varje aktivitet ovan", Standing.UNCHECKED, source, _CHECK)
    yield Item(Section.OUTSIDE, "Läkarlegitimation", Standing.UNCHECKED, source)
    yield Item(Section.OUTSIDE, "Ansökningsblankett och ansökningsavgift", Standing.UNCHECKED, "Socialstyrelsen")


_CHECK = "jämför dem med IUP med stexcel intyg --check"


def _basic_training(context: Context) -> Item:
    """The basic training that the younger regulation begins with; its approval is a paper of its own."""
    told = [one for one in context.iup.placements if is_basic(one)]
    detail = "gäller den som inte har gjort AT"
    if told:
        end = f", till {told[-1].end}" if told[-1].end else ""
        detail = f"IUP har ”{told[-1].name}”{end}; {detail}"
    cell = told[-1].cell if told else None
    return Item(Section.OUTSIDE, "Intyg om godkänd bastjänstgöring", Standing.UNCHECKED, HSLF_2021, detail, cell)
