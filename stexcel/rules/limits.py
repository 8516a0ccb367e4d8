"""What the checks of a file could not settle, so that silence is never mistaken for approval."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stexcel.model import OF_ACTIVITY, OF_ASSESSMENT, NoteKind, Part, Placement
from stexcel.regelverk import SpecialtyKind
from stexcel.rules.context import Context, is_unverified
from stexcel.rules.established import earliest_evidence
from stexcel.rules.limit import Limit, limit
from stexcel.rules.meetings import only_dates
from stexcel.rules.mistyped import is_mistyped_row
from stexcel.rules.months import add_months
from stexcel.rules.placements import knows_gaps
from stexcel.rules.possible import left_out
from stexcel.rules.progress import progress
from stexcel.rules.schedule import schedule
from stexcel.rules.science import is_untold
from stexcel.rules.side_rotations import unsettled_follow_up, unsettled_supervision
from stexcel.rules.theory import planned_study_hours, planned_weeks, untold_courses
from stexcel.rules.training_time import (
    before_start,
    knows_no_start,
    not_counted,
    planned_spans,
    served_before,
)
from stexcel.rules.unearned import unearned
from stexcel.rules.unit_limits import unit_limits
from stexcel.rules.words import listing

_MOST_NAMED = 3
_OVER_TIME = ("STX301", "STX302", "STX304", "STX305", "STX308", "STX309", "STX310", "STX407")


def limits(context: Context) -> tuple[Limit, ...]:
    """What could not be checked, or only with doubt."""
    if context.document.problem is not None:
        return (limit("Inget innehåll i filen är kontrollerat."),)
    if context.document.unit is not None:
        return unit_limits(context.document.unit, context.today)
    return (
        *_unusable(context),
        *_goals(context),
        *_lacking(context),
        *_unearned(context),
        *_established(context),
        *_time(context),
        *_time_left_out(context),
        *_pace(context),
        *_placements(context),
        *_revision(context),
        *_supervision(context),
        *_theory(context),
    )


def _unusable(context: Context) -> Iterator[Limit]:
    """What stands in the workbook but tells the other checks nothing."""
    yield from (limit(note.text) for note in context.iup.notes if note.kind is NoteKind.SUGGESTION)
    raw = context.document.iup
    impossible = list(left_out(raw, context.iup)) if raw else []
    if impossible:
        yield limit(
            f"Uppgifter som inte kan stämma (STX008) används inte i de andra kontrollerna: {listing(impossible)}."
        )
    unread = sum(note.kind is NoteKind.UNPARSED and not is_mistyped_row(note) for note in context.iup.notes)
    if unread:
        values = "Ett värde" if unread == 1 else f"{unread} värden"
        yield limit(f"{values} kunde inte läsas (STX006) och används inte i de andra kontrollerna.")


_NOT_COMPARED = (
    "Därför är det inte kontrollerat om delmål saknas (STX101, STX107), om krävda utbildningsaktiviteter "
    "saknas (STX104) eller om något delmål är okänt (STX105)."
)


def _goals(context: Context) -> Iterator[Limit]:
    goals = context.malbeskrivning
    if goals is None:
        yield limit(f"{_why_no_goals(context)} {_NOT_COMPARED}", "STX101", "STX104", "STX105", "STX107")
    else:
        doubtful = [code for code, need in goals.requirements.items() if is_unverified(need)]
        if doubtful:
            yield limit(
                f"Underlaget är inte kontrollerat mot författningen för {listing(doubtful)}: läs "
                f"målbeskrivningen. "
                "Brister i dem räknas som råd."
            )


def _why_no_goals(context: Context) -> str:
    if context.specialty is None:
        return "Specialiteten är inte känd."
    if context.regulation is None:
        return "Föreskriften är inte känd."
    return f"Regelverket har ingen målbeskrivning för {context.specialty.name} enligt {context.regulation}."


def _lacking(context: Context) -> Iterator[Limit]:
    """What the template has no place for, where that leaves delmål without it: many findings with one cause."""
    bare = {
        (row.cell.sheet, what)
        for one in context.known_delmal.values()
        for what, found in ((OF_ACTIVITY, one.activities), (OF_ASSESSMENT, one.assessments))
        for row in (one.rows if not found else ())
    }
    for note in context.iup.notes:
        if note.kind is NoteKind.LACKING and any((note.cell.sheet, what) in bare for what in note.written):
            yield limit(
                f"{note.text.rstrip('.')} ({note.cell}). Lägg till den, eller skriv delmålens koder vid placeringar, "
                "kurser och bedömningar."
            )


def _unearned(context: Context) -> Iterator[Limit]:
    """What is not said to be missing, since a cell that could not be read speaks of it."""
    found = unearned(context)
    for text in dict.fromkeys(note.text for note in found.values()):
        codes = [code for code, note in found.items() if note.text == text]
        state = "kontrollerad" if len(codes) == 1 else "kontrollerade"
        yield limit(f"{text.rstrip('.')}: {listing(codes)} är inte {state}.", *codes)


def _time(context: Context) -> Iterator[Limit]:
    why = _why_no_least_time(context) or _why_no_planned_time(context)
    if why is not None:
        yield limit(f"Planerad tid (STX205) är inte kontrollerad: {why}.", "STX205")
    if planned_spans(context) and (missing := not_counted(context)):
        yield limit(
            f"Planerad tid (STX205) är räknad utan {_some(missing)}: datum saknas, eller så kan tid eller "
            "tjänstgöringsgrad inte stämma.",
            "STX205",
        )


_WITHOUT_LEAST_TIME = {SpecialtyKind.BRANCH: "grenspecialiteter", SpecialtyKind.ADDITIONAL: "tilläggsspecialiteter"}


def _why_no_least_time(context: Context) -> str | None:
    """Why there is no time to compare with; ``None`` where there is one."""
    if context.specialty is None:
        return "specialiteten är inte känd"
    if context.regulation is None:
        return "föreskriften är inte känd"
    kind = _WITHOUT_LEAST_TIME.get(context.specialty.kind)
    return f"kortaste tid är inte fastställd här för {kind}. Läs föreskriften" if kind else None


def _why_no_planned_time(context: Context) -> str | None:
    """Why there is nothing to compare; ``None`` where there is."""
    if planned_spans(context):
        return None
    if schedule(context):
        return "ingen placering har en tid och en tjänstgöringsgrad som går att använda"
    person = (context.document.iup or context.iup).person
    if person.start is None or person.planned_end is None:
        return "datum för placeringar, start och slut saknas"
    start, end = person.start.value, person.planned_end.value
    if end < start:
        return f"planerat slut {end} ligger före start {start}"
    return f"start {start} och planerat slut {end} kan inte stämma"


def _time_left_out(context: Context) -> Iterator[Limit]:
    """Time that stands in the workbook but is no time of the training, or of which nobody can tell."""
    raw, fte = context.document.iup, context.iup.person.fte
    if raw is not None and raw.person.fte is not None and fte is None and planned_spans(context):
        yield limit("Tjänstgöringsgraden kan inte stämma: placeringar utan egen grad är räknade som heltid.")
    if before := before_start(context):
        months = f"{served_before(context):g}".replace(".", ",")
        yield limit(
            f"Tiden före ST-starten är inte räknad i planerad tid (STX205) och gjord tid: {months} månader på heltid i "
            f"{_some([one for one, _ in before])}. Är den tillgodoräknad: skriv det på raden.",
            "STX205",
        )
    if knows_no_start(context):
        yield limit("Hur mycket tid som är gjord är inte räknat: ST-starten kan inte stämma.")


def _pace(context: Context) -> Iterator[Limit]:
    """Whether the delmål lag behind cannot be told without a start and an end that can be true."""
    raw, person = context.document.iup, context.iup.person
    unused = raw is not None and raw.person.planned_end is not None and person.planned_end is None
    if person.start is None or unused:
        which = "planerat slut kan inte stämma" if person.start else "inget startdatum finns som går att använda"
        yield limit(
            f"Om de uppfyllda delmålen ligger efter gången tid (STX111, STX212) är inte kontrollerat: {which}.",
            "STX111",
            "STX212",
        )


def _established(context: Context) -> Iterator[Limit]:
    start = context.iup.person.start
    if earliest_evidence(context) is not None and start is not None:
        return
    if start is None:
        yield limit(
            "Om IUP upprättades i tid (STX201) är inte kontrollerat: inget startdatum finns som går att använda.",
            "STX201",
        )
    elif add_months(start.value, context.thresholds.iup_months) < context.today:
        yield limit(
            "Om IUP upprättades i tid (STX201) är inte kontrollerat: varken datum för upprättandet eller en daterad "
            "underskrift finns.",
            "STX201",
        )


def _placements(context: Context) -> Iterator[Limit]:
    placements = schedule(context)
    if not placements:
        yield limit(
            "Arbetsboken har inga placeringar. Därför är STX207, STX208, STX209 och STX210 inte kontrollerade.",
            "STX207",
            "STX208",
            "STX209",
            "STX210",
        )
        return
    if len(placements) > 1 and not knows_gaps(context):
        yield limit(
            "Luckor mellan placeringarna (STX207) är inte kontrollerade: någon placering saknar rimlig tid, eller så "
            "står bara sidotjänstgöring i arbetsboken.",
            "STX207",
        )
    unsettled = unsettled_supervision(context)
    if unsettled:
        yield limit(
            f"Handledare vid sidotjänstgöring (STX208) är inte kontrollerad för {_some(unsettled)}: handledare "
            "saknas, och det framgår inte om placeringen görs på en annan enhet.",
            "STX208",
        )
    if unjudged := unsettled_follow_up(context):
        unknown = context.iup.person.supervisor is None and any(one.supervisor for one in unjudged)
        why = "huvudhandledaren är inte känd, och därför framgår det" if unknown else "det framgår"
        yield limit(
            f"Uppföljning av sidotjänstgöring (STX209) är inte kontrollerad för {_some(unjudged)}: {why} inte om "
            f"{'placeringen' if len(unjudged) == 1 else 'placeringarna'} görs på en annan enhet.",
            "STX209",
        )


def _some(placements: Sequence[Placement]) -> str:
    """The first names, and how many more there are."""
    names = list(dict.fromkeys(f"”{one.name}”" for one in placements))
    more = len(names) - _MOST_NAMED
    return listing([*names[:_MOST_NAMED], f"{more} till"] if more > 0 else names)


def _theory(context: Context) -> Iterator[Limit]:
    passed = untold_courses(context)
    if passed:
        courses = "en kurs" if passed == 1 else f"{passed} kurser"
        yield limit(
            f"Om kurser är genomförda (STX408) är inte kontrollerat för {courses} med passerat datum: kurslistan säger "
            "inte vilka som är gjorda.",
            "STX408",
        )
    limits = context.thresholds
    amounts = {
        ("självstudier", "STX403"): (limits.self_study_hours, Part.SELF_STUDY, planned_study_hours(context)),
        ("vetenskapligt arbete", "STX404"): (
            limits.science_weeks,
            Part.SCIENTIFIC_WORK,
            planned_weeks(context, Part.SCIENTIFIC_WORK),
        ),
        ("kvalitetsarbete", "STX405"): (
            limits.quality_weeks,
            Part.QUALITY_WORK,
            planned_weeks(context, Part.QUALITY_WORK),
        ),
    }
    for (name, code), (least, part, amount) in amounts.items():
        if least and amount is None and context.iup.has_part(part):
            yield limit(
                f"Hur mycket tid som är planerad för {name} ({code}) är inte kontrollerat: ingen tid kunde läsas ur "
                "texten.",
                code,
            )


def _revision(context: Context) -> Iterator[Limit]:
    if not context.iup.revisions and context.iup.person.start is None:
        yield limit(
            "Revisionerna (STX203) är inte kontrollerade: varken revisionsdatum eller startdatum finns som går att "
            "använda.",
            "STX203",
        )


def _supervision(context: Context) -> Iterator[Limit]:
    time = progress(context)
    if time.begun is None:
        yield limit(
            "Handledning och bedömningar över tid (STX301, STX302, STX304, STX305, STX308, STX309, STX310, STX407) är "
            "inte kontrollerade: inget startdatum finns som går att använda, och inget daterat visar när ST började.",
            *_OVER_TIME,
        )
    elif not context.iup.assessments and time.is_longer_than(context.thresholds.areas_months):
        science = " och medicinsk vetenskap (STX407)" if is_untold(context) else ""
        yield limit(
            "Arbetsboken har ingen logg över gjorda bedömningar. Därför är det inte kontrollerat om ledarskap, "
            f"kommunikation, undervisning och handledning (STX308){science} är bedömda.",
            "STX308",
            *(("STX407",) if science else ()),
        )
    if only_dates(context):
        yield limit(
            "Handledarsamtalen har datum men inget innehåll. Därför är det inte kontrollerat om de stämdes av mot IUP "
            "(STX309).",
            "STX309",
        )
