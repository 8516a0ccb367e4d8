"""Rules 2xx: the programme as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from stexcel.codes import HSLF_2021
from stexcel.findings import Level
from stexcel.model import CellRef, Part, Person
from stexcel.rules.context import Context
from stexcel.rules.fulfilment import lagging
from stexcel.rules.months import add_months
from stexcel.rules.rule import REGULATION, ROUTINE, Hit, RuleInfo, rule
from stexcel.rules.training_time import not_counted, training_time
from stexcel.rules.words import listing

YOUNGER_BEGINS = date(2021, 7, 1)
"""HSLF-FS 2021:8 applies to those who begin on this day or later; SOSFS 2015:8 still does to those with AT."""


@rule(
    RuleInfo(
        "STX203",
        Level.KRAV,
        "IUP inte reviderat i tid",
        f"{REGULATION}; {ROUTINE}",
        "Gå igenom IUP tillsammans med handledaren och skriv datum för revisionen.",
        why=(
            "En plan som inte följs upp slutar stämma. Vid revisionen syns vilka delmål som återstår, medan det ännu "
            "går att ändra placeringar och kurser."
        ),
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
        why=(
            "Utan uppgifterna går det inte att säga vilka krav som gäller eller vem som ansvarar, och flera andra "
            "kontroller kan inte göras."
        ),
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
    unusable = _unusable_start(context)
    if unusable is not None:
        missing[missing.index("startdatum")] = f"startdatum (det som står i {unusable} kan inte användas)"
    if missing:
        limits = _NOT_COMPARED if context.specialty is None or context.regulation is None else ""
        cell = _first_cell(person)
        yield Hit(
            f"Grunduppgifter saknas: {listing(missing)}.{limits}",
            cell=person.specialty.cell if person.specialty and unknown else unusable,
            sheet=cell.sheet if cell else None,
        )


def _unusable_start(context: Context) -> CellRef | None:
    """Where a start stands that cannot be read, or cannot be true; ``None`` where a start is known or none stands."""
    stated = context.document.iup.person.start if context.document.iup else None
    if context.iup.person.start is not None:
        return None
    unread = (note.cell for note in context.iup.notes if note.about == "start")
    return stated.cell if stated else next(unread, None)


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
        why=(
            "Föreskriften anger den kortaste tiden omräknad till heltid. Glöms deltid eller ledighet sätts slutdatumet "
            "för tidigt."
        ),
        spur=("A3",),
    )
)
def too_short(context: Context) -> Iterator[Hit]:
    """The planned time in full-time months is shorter than the regulation demands of a base specialty."""
    time = training_time(context)
    if time.planned is not None and time.required is not None and time.planned < time.required:
        planned = f"{time.planned:g}".replace(".", ",")
        yield Hit(
            f"Planerad tid motsvarar {planned} månader på heltid{_without(context)}; {context.regulation} kräver minst "
            f"{time.required}.",
            cell=_first_time_cell(context),
        )


def _without(context: Context) -> str:
    """What the months lack, so that nobody takes them for all that is planned."""
    missing = len(not_counted(context))
    if not missing:
        return ""
    what = "en placering" if missing == 1 else f"{missing} placeringar"
    return f", räknad utan {what} vars tid eller tjänstgöringsgrad inte går att använda"


def _first_time_cell(context: Context) -> CellRef | None:
    cells = [placement.cell for placement in context.iup.placements if placement.start is not None]
    start = context.iup.person.start
    return min(cells, default=start.cell if start else None)


@rule(
    RuleInfo(
        "STX206",
        Level.KRAV,
        "föreskrift och startdatum går inte ihop",
        REGULATION,
        "Rätta startdatumet, eller byt till SOSFS 2015:8 och dess delmål.",
        why=(
            "HSLF-FS 2021:8 gäller den som påbörjat sin specialistutbildning från och med 2021-07-01. Följs fel "
            "föreskrift planeras fel delmål."
        ),
    )
)
def regulation_before_its_time(context: Context) -> Iterator[Hit]:
    """The younger regulation is stated for a training that began before it applied."""
    stated, start = context.iup.person.regulation, context.iup.person.start
    if context.regulation == HSLF_2021 and start is not None and start.value < YOUNGER_BEGINS:
        how = "anges" if stated is not None else "följer av delmålens numrering"
        yield Hit(
            f"{HSLF_2021} {how}, men ST började {start.value}, före {YOUNGER_BEGINS} när föreskriften började gälla.",
            cell=start.cell,
        )


_WORKPLACE = r"(?:den |vår )?(?:klinik|enhet|avdelning|arbetsplats|verksamhet|vård|tjänst)"
_INTRODUCTION = re.compile(
    rf"\bintroduktion\b(?!\s+(?:till|i|av|om)\s+(?!{_WORKPLACE}))|"
    r"\bintroduktions(?:program|vecka|veckor|dag|dagar|period|månad|samtal|plan|tjänstgöring|placering)\w*|"
    r"\bintroduktionskurs\w* för (?:nya? )?(?:st\b|bt\b|läkare|anställda)",
    re.IGNORECASE,
)
"""An introduction to the workplace, not to a subject: not ``Introduktion till statistik``."""


@rule(
    RuleInfo(
        "STX211",
        Level.LOKAL,
        "introduktion saknas i planen",
        ROUTINE,
        "Skriv när introduktionen till enheten görs, eller hänvisa till enhetens introduktionsprogram.",
        why="Alla ST-läkare ska få en introduktion, så att de vet hur enheten arbetar och hur ST är upplagd där.",
        spur=("D12",),
    )
)
def no_introduction(context: Context) -> Iterator[Hit]:
    """No introduction is planned, and no placement, course or activity is called one."""
    iup = context.iup
    if iup.has_part(Part.INTRODUCTION):
        return
    texts = [one.name for one in iup.placements] + [one.name for one in iup.courses]
    texts += [activity.text for delmal in iup.delmal.values() for activity in delmal.activities]
    if not any(_INTRODUCTION.search(text) for text in texts):
        places = [one.cell for one in iup.parts if one.part is Part.INTRODUCTION]
        yield Hit("IUP innehåller ingen planerad introduktion.", cell=min(places, default=None))


@rule(
    RuleInfo(
        "STX212",
        Level.RAD,
        "släpande progression utan åtgärdsplan",
        REGULATION,
        "Skriv en åtgärdsplan tillsammans med handledare och chef: problem, stöd, tidsplan och uppföljning.",
        why=(
            "När ST-läkaren riskerar att inte nå målen ska det finnas en skriftlig åtgärdsplan med tidsplan och "
            "uppföljning."
        ),
        spur=("E12",),
        thresholds=("lag_points", "lag_grace_months"),
    )
)
def lagging_without_plan(context: Context) -> Iterator[Hit]:
    """The fulfilled delmål lag as in STX111, and no action plan is filled in."""
    if context.iup.has_part(Part.ACTION_PLAN):
        return
    places = [one.cell for one in context.iup.parts if one.part is Part.ACTION_PLAN]
    what = "Åtgärdsplanen är inte ifylld" if places else "Arbetsboken har ingen åtgärdsplan"
    for hit in lagging.check(context):
        text = f"{what}, fast de uppfyllda delmålen ligger efter gången tid (STX111)."
        yield Hit(text, cell=min(places, default=hit.cell))
