"""The tables that a unit's own workbook fills."""

from __future__ import annotations

from collections.abc import Iterator

from stexcel.document import Document
from stexcel.frames.spec import Column, Kind, Table, first_day, joined, last_day
from stexcel.model import CellRef, Period, Value
from stexcel.unit import (
    Action,
    Attested,
    DocumentKind,
    GoverningDocument,
    RegisteredDoctor,
    Review,
    Supervisor,
    Unit,
)

_REGISTER = "enhetens arbetsbok"


def _unit(document: Document) -> Unit:
    return document.unit or Unit()


def _units(document: Document) -> Iterator[Unit]:
    if document.unit is not None:
        yield document.unit


def _text(fact: Value[str] | None) -> str | None:
    return fact.value if fact else None


def _has(attested: Attested | None) -> bool | None:
    return attested.has if attested else None


def _when(attested: Attested | None) -> Period | None:
    return attested.when if attested and attested.has else None


def _place(fact: Attested | Value[Period] | None) -> CellRef | None:
    return fact.cell if fact else None


def _period(fact: Value[Period] | None) -> Period | None:
    return fact.value if fact else None


UNITS = Table[Unit](
    "enheter",
    "En rad per arbetsbok för en enhet.",
    _REGISTER,
    _units,
    lambda u: u.name.cell if u.name else None,
    (
        Column("enhet", Kind.TEXT, lambda u: _text(u.name), "Enhetens namn."),
        Column("chef", Kind.TEXT, lambda u: _text(u.head), "Verksamhetschef."),
        Column("studierektor", Kind.TEXT, lambda u: _text(u.studierektor.name) if u.studierektor else None,
               "Studierektor."),
        Column("forsta_st", Kind.DAY, lambda u: u.residents_since.value if u.residents_since else None,
               "När enheten tog emot sin första ST-läkare.",
               cell=lambda u: u.residents_since.cell if u.residents_since else None),
    ),
    key=("fil",),
    of_doctor=False,
)  # fmt: skip

SUPERVISORS = Table[Supervisor](
    "handledare",
    "En rad per handledare i enhetens register.",
    _REGISTER,
    lambda document: _unit(document).supervisors,
    lambda s: s.name.cell,
    (
        Column("handledare", Kind.TEXT, lambda s: s.name.value, "Handledarens namn."),
        Column("specialitet", Kind.TEXT, lambda s: _text(s.specialty), "Handledarens specialitet."),
        Column("handledarutbildning", Kind.BOOLEAN, lambda s: _has(s.training), "Om handledarutbildning finns; tomt "
               "när registret inte har uppgiften."),
        Column("utbildad", Kind.DAY, lambda s: first_day(_when(s.training)), "När handledarutbildningen gicks.",
               cell=lambda s: _place(s.training)),
        Column("fortbildad", Kind.DAY, lambda s: first_day(_when(s.updated)), "Senaste fortbildning.",
               cell=lambda s: _place(s.updated)),
        Column("lakare", Kind.TEXT, lambda s: joined(doctor.value for doctor in s.doctors), "ST-läkare som "
               "handledaren är huvudansvarig för."),
    ),
    of_doctor=False,
)  # fmt: skip

DOCUMENTS = Table[GoverningDocument](
    "styrdokument",
    "En rad per styrdokument i enhetens register.",
    _REGISTER,
    lambda document: _unit(document).documents,
    lambda d: d.title.cell,
    (
        Column("dokument", Kind.TEXT, lambda d: d.title.value, "Dokumentets namn som det står."),
        Column("slag", Kind.TEXT, lambda d: joined(kind.value for kind in d.kinds), "Slag av dokument, ett eller "
               "flera: " + ", ".join(DocumentKind) + ". Tomt för andra än dem som granskningen frågar efter."),
        Column("finns", Kind.BOOLEAN, lambda d: _has(d.decided), "Om registret säger att dokumentet finns."),
        Column("beslutat", Kind.DAY, lambda d: first_day(_when(d.decided)), "När dokumentet beslutades eller "
               "senast reviderades.", cell=lambda d: _place(d.decided)),
    ),
    of_doctor=False,
)  # fmt: skip

REVIEWS = Table[Review](
    "granskningar",
    "En rad per extern granskning, gjord eller planerad.",
    _REGISTER,
    lambda document: _unit(document).reviews,
    lambda r: r.cell,
    (
        Column("granskning", Kind.TEXT, lambda r: r.title, "Granskningens namn som det står."),
        Column("start", Kind.DAY, lambda r: first_day(r.when), "Första dagen."),
        Column("slut", Kind.DAY, lambda r: last_day(r.when), "Sista dagen."),
    ),
    of_doctor=False,
)

ACTIONS = Table[Action](
    "handlingsplan",
    "En rad per åtgärd i enhetens handlingsplan. Brist och åtgärd i ord är inte med.",
    _REGISTER,
    lambda document: _unit(document).actions,
    lambda a: a.cell,
    (
        Column("kriterium", Kind.TEXT, lambda a: a.criterion, "SPUR-kriteriet, till exempel D6."),
        Column("klart_senast", Kind.DAY, lambda a: last_day(_period(a.due)), "När åtgärden ska vara klar.",
               cell=lambda a: _place(a.due)),
        Column("ansvarig", Kind.TEXT, lambda a: a.responsible, "Den som ansvarar."),
        Column("klar", Kind.BOOLEAN, lambda a: a.done, "Om åtgärden är klar."),
        Column("uppfoljning", Kind.DAY, lambda a: last_day(_period(a.follow_up)), "När åtgärden följs upp.",
               cell=lambda a: _place(a.follow_up)),
    ),
    of_doctor=False,
)  # fmt: skip

REGISTERED = Table[RegisteredDoctor](
    "registrerade_st_lakare",
    "En rad per ST-läkare i enhetens register.",
    _REGISTER,
    lambda document: _unit(document).doctors,
    lambda d: d.name.cell,
    (
        Column("namn", Kind.TEXT, lambda d: d.name.value, "Läkarens namn."),
        Column("specialitet", Kind.TEXT, lambda d: _text(d.specialty), "Specialitet."),
        Column("foreskrift", Kind.TEXT, lambda d: _text(d.regulation), "Föreskrift."),
        Column("start", Kind.DAY, lambda d: d.start.value if d.start else None, "Första dagen av ST.",
               cell=lambda d: d.start.cell if d.start else None),
        Column("huvudhandledare", Kind.TEXT, lambda d: _text(d.supervisor), "Huvudansvarig handledare."),
    ),
    of_doctor=False,
)  # fmt: skip
