"""Rules 504, 505, 507 and 508: the unit's studierektor, reviews, governing documents and action plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stexcel.findings import Level
from stexcel.model import Period
from stexcel.rules.months import add_months
from stexcel.rules.roster import Roster, rosters
from stexcel.rules.rule import REGULATION, Hit, RuleInfo, run_rule
from stexcel.rules.run_context import RunContext
from stexcel.rules.words import listing
from stexcel.unit import Action, Attested, DocumentKind, GoverningDocument, Review, Section, Studierektor, Supervisor

ADVICE = "allmänna råd till SOSFS 2015:8 respektive HSLF-FS 2021:8"
_MONTHS = 12


@run_rule(
    RuleInfo(
        "STX504",
        Level.KRAV,
        "studierektor saknas, eller saknar specialistkompetens eller handledarutbildning",
        REGULATION,
        "Utse en studierektor med specialistkompetens och handledarutbildning, och skriv uppgifterna i enhetens "
        "arbetsbok.",
        why="Enheten ska ha tillgång till en studierektor som är specialistkompetent läkare och har "
        "handledarutbildning.",
        spur=("B4", "B7"),
    )
)
def studierektor(context: RunContext) -> Iterator[tuple[int, Hit]]:
    """No studierektor, or one of whom the workbook says that competence or training is missing."""
    for roster in rosters(context):
        chosen = roster.unit.studierektor
        if chosen is None or chosen.name is None:
            cell = roster.unit.sections.get(Section.STUDIEREKTOR)
            text = "Enhetens arbetsbok namnger ingen studierektor."
            yield roster.index, Hit(text, cell=cell, summary="studierektor saknas")
        else:
            for hit in _lacking(roster, chosen, chosen.name.value, context.today):
                yield roster.index, hit


def _lacking(roster: Roster, chosen: Studierektor, name: str, today: date) -> Iterator[Hit]:
    """What the studierektor lacks; what the register of supervisors tells of the same person counts."""
    if chosen.until is not None and chosen.until < today and chosen.name is not None:
        text = f"Uppdraget för studierektorn {name} slutade {chosen.until}, och ingen efterträdare namnges."
        yield Hit(text, cell=chosen.name.cell, summary="studierektorns uppdrag har slutat")
    rows = _rows_about(roster, name)
    specialty = chosen.specialty
    if specialty is not None and not specialty.value and not any(row.specialties for row in rows):
        text = f"Specialistkompetens för studierektorn {name} är inte ifylld."
        yield Hit(text, cell=specialty.cell, summary="studierektorns specialistkompetens saknas")
    told = [one for one in (chosen.supervisor_training, *(row.training for row in rows)) if one is not None]
    if told and not any(_has_been(one, today) for one in told):
        said = f"står ”{told[0].text}”" if told[0].text else "är rutan tom"
        text = f"För handledarutbildning för studierektorn {name} {said}."
        yield Hit(text, cell=told[0].cell, summary="studierektorn saknar handledarutbildning")


def _rows_about(roster: Roster, name: str) -> tuple[Supervisor, ...]:
    found = roster.find(name).certain
    return () if found is None else roster.same(roster.unit.supervisors[found])


def _has_been(attested: Attested, today: date) -> bool:
    return attested.has and (attested.when is None or attested.when.start <= today)


@run_rule(
    RuleInfo(
        "STX505",
        Level.RAD,
        "extern granskning saknas eller är för gammal",
        ADVICE,
        "Beställ en extern granskning av utbildningen (till exempel en SPUR-inspektion), eller skriv in den.",
        why="Utbildningens kvalitet bör granskas av någon utomstående minst vart femte år, och hos en ny enhet inom "
        "två år.",
        spur=("A4",),
        thresholds=("review_years", "new_unit_years"),
    )
)
def old_review(context: RunContext) -> Iterator[tuple[int, Hit]]:
    """The latest review is too old, or there is none although the unit is not new."""
    for roster in rosters(context):
        made = [review for review in roster.unit.reviews if review.when and review.when.start <= context.today]
        hit = _no_review(roster, context) if not made else _too_old(max(made, key=_end), context)
        if hit is not None:
            yield roster.index, hit


def _end(review: Review) -> date:
    return review.when.end if review.when else date.min


def _too_old(review: Review, context: RunContext) -> Hit | None:
    years = context.thresholds.review_years
    if add_months(_end(review), years * _MONTHS) >= context.today:
        return None
    text = (
        f"Den senaste externa granskningen ({review.title}) är från {_said(review.when)}, för mer än {years} år sedan."
    )
    return Hit(text, cell=review.cell, summary="extern granskning är för gammal")


def _said(when: Period | None) -> str:
    if when is None:
        return "okänd tid"
    return when.start.isoformat() if when.is_day else str(when.start.year)


def _no_review(roster: Roster, context: RunContext) -> Hit | None:
    since, years = roster.unit.residents_since, context.thresholds.new_unit_years
    cell = roster.unit.sections.get(Section.REVIEWS)
    if since is not None and add_months(since.value, years * _MONTHS) >= context.today:
        return None
    if roster.unit.reviews:
        first = roster.unit.reviews[0]
        when = "är inte gjord än" if first.when else "har inget datum som går att läsa"
        text = f"Ingen genomförd extern granskning är registrerad: ”{first.title}” {when}."
        return Hit(text, cell=first.cell, summary="extern granskning saknas")
    text = "Ingen extern granskning är registrerad i enhetens arbetsbok."
    if since is not None:
        text += f" Enheten har haft ST-läkare sedan {since.text}, och skulle ha granskats inom {years} år."
    return Hit(text, cell=cell, summary="extern granskning saknas")


_REQUIRED = {
    DocumentKind.TRAINING: "riktlinje för hur ST genomförs",
    DocumentKind.ASSESSMENT: "riktlinje för bedömning av ST-läkarnas kompetens",
    DocumentKind.INTERPRETATION: "riktlinje för tolkning av målbeskrivningen",
    DocumentKind.STUDIEREKTOR: "uppdragsbeskrivning för studierektorn",
}


@run_rule(
    RuleInfo(
        "STX507",
        Level.KRAV,
        "styrdokument saknas",
        REGULATION,
        "Skriv och fastställ dokumentet. Finns det redan: skriv in det i registret med datum.",
        why="Enheten ska ha skriftliga riktlinjer för hur ST genomförs, bedöms och tolkas, och studierektorn ska ha "
        "ett skrivet uppdrag. Registret visar vilka som finns.",
        spur=(),
    )
)
def missing_documents(context: RunContext) -> Iterator[tuple[int, Hit]]:
    """A required document that is not listed, and every listed one that is said to be missing or is not dated.

    A document that is listed without a date is advice: it may well exist, but the register does not tell.
    """
    for roster in rosters(context):
        unit = roster.unit
        cell = unit.sections.get(Section.DOCUMENTS)
        listed = {kind for document in unit.documents for kind in document.kinds}
        missing = [words for kind, words in _REQUIRED.items() if kind not in listed]
        if cell is None:
            text = f"Enhetens arbetsbok har inget register över styrdokument. Där ska finnas {listing(missing)}."
            yield roster.index, Hit(text)
        else:
            for words in missing:
                yield roster.index, Hit(f"Registret över styrdokument har ingen {words}.", cell=cell)
        for document in unit.documents:
            if document.decided is not None and not document.decided.has:
                yield roster.index, _document(document, document.decided)


def _document(document: GoverningDocument, decided: Attested) -> Hit:
    title = document.title.value
    if not decided.text:
        text = f"För ”{title}” är rutan för datum tom: det framgår inte om dokumentet finns."
        return Hit(text, cell=decided.cell, level=Level.RAD, summary="styrdokument utan datum")
    required = any(kind in _REQUIRED for kind in document.kinds)
    text = f"”{title}” finns inte färdigt: i registret står ”{decided.text}”."
    return Hit(text, cell=decided.cell, level=None if required else Level.RAD)


@run_rule(
    RuleInfo(
        "STX508",
        Level.RAD,
        "åtgärd i handlingsplanen har passerat sitt datum",
        ADVICE,
        "Genomför åtgärden och skriv att den är klar, eller sätt ett nytt datum och förklara varför.",
        why="En handlingsplan efter en granskning är värd något bara om den följs. Åtgärder vars datum passerat är det "
        "första en ny granskning frågar efter.",
        spur=(),
    )
)
def overdue_action(context: RunContext) -> Iterator[tuple[int, Hit]]:
    """An action whose date has passed and that is not said to be done."""
    for roster in rosters(context):
        for action in roster.unit.actions:
            if action.due is not None and action.due.value.end < context.today and not action.done:
                yield roster.index, Hit(_overdue(action), cell=action.due.cell)


def _overdue(action: Action) -> str:
    what = " ".join((action.action or action.problem or "").split())
    subject = f"Åtgärden för {action.criterion}" if action.criterion else "Åtgärden"
    due = action.due.value if action.due else None
    when = due.end.isoformat() if due and due.is_day else action.due.text if action.due else ""
    state = f"status är ”{action.status}”" if action.status else "det står inte att den är klar"
    return f"{subject} (”{what}”) skulle vara klar {when}, men {state}."
