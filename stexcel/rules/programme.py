"""Rules 2xx: the programme as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stexcel.findings import Level
from stexcel.model import CellRef, Person
from stexcel.regelverk import SpecialtyKind
from stexcel.rules.context import Context
from stexcel.rules.months import FULL_TIME, REQUIRED_MONTHS, Span, add_months, full_time_months
from stexcel.rules.rule import REGULATION, ROUTINE, Hit, RuleInfo, rule
from stexcel.rules.words import listing


@rule(
    RuleInfo(
        "STX203",
        Level.KRAV,
        "IUP inte reviderat i tid",
        f"{REGULATION}; {ROUTINE}",
        "Gå igenom IUP tillsammans med handledaren och skriv datum för revisionen.",
        spur=("D7",),
        thresholds=("revision_months",),
    )
)
def not_revised(context: Context) -> Iterator[Hit]:
    """The last revision is too old, or there is none although the training began long ago."""
    months = context.thresholds.revision_months
    revisions = [revision for revision in context.iup.revisions if revision.value <= context.today]
    last = max(revisions, key=lambda revision: revision.value, default=None)
    start = context.iup.person.start
    if last is not None and _older(last.value, months, context.today):
        yield Hit(
            f"IUP reviderades senast {last.value}, för mer än {months} månader sedan.",
            cell=last.cell,
            summary="senaste revisionen är för gammal",
        )
    elif last is None and start is not None and _older(start.value, months, context.today):
        yield Hit(
            f"Ingen revision av IUP är daterad, och ST började {start.value}, för mer än {months} månader sedan.",
            cell=start.cell,
            summary="ingen revision är daterad",
        )


def _older(day: date, months: int, today: date) -> bool:
    return add_months(day, months) < today


_NOT_COMPARED = " Därför är STX101, STX104, STX105 och STX107 inte kontrollerade."


@rule(
    RuleInfo(
        "STX204",
        Level.KRAV,
        "grunduppgift saknas",
        REGULATION,
        "Fyll i uppgiften bland grunduppgifterna i arbetsboken.",
        spur=("D5", "E2"),
    )
)
def missing_facts(context: Context) -> Iterator[Hit]:
    """A basic fact of the programme is missing; without specialty much else cannot be checked either."""
    person = context.iup.person
    unknown = person.specialty is not None and context.specialty is None
    facts = {
        "namn": person.name,
        "specialitet" + (" (den som står där finns inte i regelverket)" if unknown else ""): context.specialty,
        "föreskrift": context.regulation,
        "startdatum": person.start,
        "huvudansvarig handledare": person.supervisor,
    }
    missing = [name for name, value in facts.items() if value is None]
    if missing:
        limits = _NOT_COMPARED if context.specialty is None or context.regulation is None else ""
        cell = _first_cell(person)
        yield Hit(
            f"Grunduppgifter saknas: {listing(missing)}.{limits}",
            cell=person.specialty.cell if person.specialty and unknown else None,
            sheet=cell.sheet if cell else None,
        )


def _first_cell(person: Person) -> CellRef | None:
    """The first cell of those that tell who the person is."""
    facts = (person.name, person.specialty, person.regulation, person.start, person.supervisor, person.unit)
    return min((fact.cell for fact in facts if fact is not None), default=None)


@rule(
    RuleInfo(
        "STX205",
        Level.KRAV,
        "planerad tid räcker inte",
        REGULATION,
        "Planera fler månader, eller rätta datum och tjänstgöringsgrad i tjänstgöringsplanen.",
        spur=("A3",),
    )
)
def too_short(context: Context) -> Iterator[Hit]:
    """The planned time in full-time months is shorter than the regulation demands of a base specialty."""
    required = REQUIRED_MONTHS.get(context.regulation or "")
    spans = planned_spans(context)
    if required is None or not spans or context.specialty is None or context.specialty.kind is not SpecialtyKind.BASE:
        return
    months = round(full_time_months(spans), 1)
    if months < required:
        planned = f"{months:g}".replace(".", ",")
        yield Hit(
            f"Planerad tid motsvarar {planned} månader på heltid; {context.regulation} kräver minst {required}.",
            cell=_first_time_cell(context),
        )


def planned_spans(context: Context) -> tuple[Span, ...]:
    """The dated placements, else the whole training from start to planned end; empty if neither is known."""
    person = context.iup.person
    usual = person.fte.value if person.fte else FULL_TIME
    spans = tuple(
        Span(placement.start, placement.end, usual if placement.percent is None else placement.percent)
        for placement in context.iup.placements
        if placement.start is not None and placement.end is not None
    )
    if spans or context.iup.placements or person.start is None or person.planned_end is None:
        return spans
    return (Span(person.start.value, person.planned_end.value, usual),)


def _first_time_cell(context: Context) -> CellRef | None:
    cells = [placement.cell for placement in context.iup.placements if placement.start is not None]
    start = context.iup.person.start
    return min(cells, default=start.cell if start else None)
