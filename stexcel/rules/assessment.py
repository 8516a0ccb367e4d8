"""Rules 3xx about assessments: how many, of what, with which methods, linked to which delmål."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from stexcel.findings import Level
from stexcel.model import OTHER_METHOD, Assessment, CellRef, LoggedAssessment, Note
from stexcel.rules.areas import Area, areas_named, areas_of, areas_of_delmal, fulfilled_in
from stexcel.rules.context import Context
from stexcel.rules.months import add_days, add_months
from stexcel.rules.progress import KOLLEGIUM_METHOD, Progress, log, made_in, progress
from stexcel.rules.rule import REGULATION, ROUTINE, TOOL, Hit, RuleInfo, rule
from stexcel.rules.terms import Days, served_share

_TERMS = 2
"""Completed terms that are judged; what lies further back can no longer be mended."""
_YEAR = 12
_ENOUGH_LOGGED, _ENOUGH_PLANNED = 4, 5
"""Assessments, and delmål with a planned one, from which it says something that all have one and the same method."""
_MAX_TEXT = 60
_PLAIN = re.compile(
    r"\bförhör|prov(?:et)?\b|test\b|tent(?:a|amen)\b|\bexam(?:en|ination)?\b|\bredovis|\boral (?:exam|report)|\bquiz\b",
    re.IGNORECASE,
)
"""Ways to test somebody that everybody understands, though they are none of the listed methods."""


@rule(
    RuleInfo(
        "STX302",
        Level.LOKAL,
        "för få bedömningar",
        ROUTINE,
        "Lägg in bedömningar i schemat varje termin, och skriv dem med datum i arbetsbokens logg när de är gjorda.",
        why="Kompetensen ska bedömas fortlöpande. Många korta bedömningar visar utvecklingen bättre än en på slutet. "
        "Ett specialistkollegium är en av rutinens bedömningsmetoder och räknas, även när det står bland mötena.",
        spur=("E4", "E5"),
        thresholds=("assessments_per_term", "assessments_per_year"),
    )
)
def too_few(context: Context) -> Iterator[Hit]:
    """Fewer assessments than asked for in a completed term, or in the last twelve months if the region counts so."""
    time, made = progress(context), log(context)
    hits = list(_too_few(time, made, context.thresholds.assessments_per_term, "bedömningar"))
    year = Days(add_days(add_months(time.until, -_YEAR), 1), time.until)
    least = context.thresholds.assessments_per_year
    hits += _short_of(time, made, year, least, "bedömningar de senaste tolv månaderna")
    if made:
        yield from hits
    elif hits:
        yield Hit(
            f"Arbetsboken visar ingen gjord bedömning med datum, och ST började {time.begun}.",
            summary="inga dokumenterade bedömningar",
        )


def _too_few(time: Progress, made: Sequence[LoggedAssessment], least: int, what: str) -> Iterator[Hit]:
    """A hit for each of the last completed terms in which fewer assessments than the limit were made."""
    for term in time.completed_terms(_TERMS):
        yield from _short_of(time, made, Days(term.first, term.last), least, f"{what} {term}")


def _short_of(time: Progress, made: Sequence[LoggedAssessment], span: Days, least: int, what: str) -> Iterator[Hit]:
    """A hit when a stretch has fewer than its served share of the limit, rounded down."""
    wanted, found = wanted_in(time, span, least), made_in(span, made)
    if len(found) < wanted:
        part = f" ({least} för hela tiden, minskat efter tjänstgjord tid)" if wanted < least else ""
        yield Hit(
            f"Antal dokumenterade {what}: {len(found)}. Minst {wanted} väntas{part}.",
            cell=_last(found or [one for one in made if one.date is not None and one.date <= span.last] or made),
            summary=f"för få {what}",
        )


def wanted_in(time: Progress, span: Days, least: int) -> int:
    """How many assessments a stretch asks for: the share of the limit that was served, rounded down."""
    share = Fraction(0) if time.begun is None else served_share(span, Days(time.begun, span.last), time.leave)
    return int(least * share)


def _last(made: Sequence[LoggedAssessment]) -> CellRef | None:
    """Where the last of them stands; that of an empty term is the one before it, so that terms keep their order."""
    return made[-1].cell if made else None


@rule(
    RuleInfo(
        "STX303",
        Level.KRAV,
        "bedömning utan koppling till delmål",
        REGULATION,
        "Skriv vid bedömningen vilka delmål den gällde, till exempel a1 eller STb1.",
        why="Bedömningen ska göras mot målbeskrivningen. Utan delmål går det inte att se vilken kompetens den styrker.",
        spur=("E4", "E6"),
    )
)
def without_delmal(context: Context) -> Iterator[Hit]:
    """A logged assessment that names no delmål; one hit for a whole log that never names any.

    A specialistkollegium weighs the whole competence, so it needs none.
    """
    made = [one for one in log(context) if one.method != KOLLEGIUM_METHOD]
    for sheet in dict.fromkeys(one.cell.sheet for one in made):
        rows = [one for one in made if one.cell.sheet == sheet]
        bare = [one for one in rows if not one.delmal]
        wrong = [one for one in bare if _unknown_code(context, one) is not None]
        if len(bare) == len(rows) > 1 and not wrong:
            yield Hit(
                f"Ingen av de {len(bare)} bedömningarna i loggen är kopplad till något delmål.",
                cell=min(one.cell for one in bare),
                summary="loggen kopplar inga bedömningar till delmål",
            )
        else:
            yield from (_bare_hit(context, one) for one in bare)


def _bare_hit(context: Context, one: LoggedAssessment) -> Hit:
    """A hit for one assessment; where its row names a code that does not exist, that is what is wrong."""
    unknown = _unknown_code(context, one)
    if unknown is None:
        return Hit(f"{_named(one)} är inte kopplad till något delmål.", cell=one.cell)
    return Hit(
        f"{_named(one)} kan inte kopplas till ett delmål: {unknown.text}",
        cell=unknown.cell,
        summary="bedömning kopplad till ett delmål som inte finns",
        action="Rätta delmålets kod.",
    )


def _unknown_code(context: Context, one: LoggedAssessment) -> Note | None:
    """The note on a code in the assessment's row that no målbeskrivning has."""
    place = (one.cell.sheet, one.cell.row)
    notes = (note for note in context.iup.notes if note.about == "delmal")
    return next((note for note in notes if (note.cell.sheet, note.cell.row) == place), None)


def _named(one: LoggedAssessment) -> str:
    return f"Bedömningen ”{_short(one.text)}” {one.date}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _MAX_TEXT else plain[: _MAX_TEXT - 1].rstrip() + "…"


@rule(
    RuleInfo(
        "STX306",
        Level.INFO,
        "bedömningsmetoden känns inte igen",
        TOOL,
        "Är det en av de vanliga metoderna: skriv dess namn, till exempel Mini-CEX eller medsittning. "
        "Är det en annan metod behöver inget göras.",
        why="En metod som inte känns igen räknas som bedömning, men det går inte att se vilken förmåga den prövar. "
        "Vanliga ord som prov, förhör och redovisning förstås som de står, och nämns inte.",
        spur=("E7",),
    )
)
def unknown_method(context: Context) -> Iterator[Hit]:
    """A text among the assessments that is none of the listed methods and no plain test, once at its first place."""
    found: list[Assessment | LoggedAssessment] = list(context.iup.assessments)
    found += (one for delmal in context.iup.delmal.values() for one in delmal.assessments)
    first: dict[str, Assessment | LoggedAssessment] = {}
    for one in sorted(found, key=lambda one: one.cell):
        if one.method == OTHER_METHOD and not _PLAIN.search(one.text):
            first.setdefault(one.text.strip().casefold(), one)
    for one in first.values():
        text = f"”{_short(one.text)}” är ingen av de metoder som känns igen. Den räknas som en bedömning."
        yield Hit(text, cell=one.cell)


@rule(
    RuleInfo(
        "STX307",
        Level.RAD,
        "alla bedömningar görs med en enda metod",
        REGULATION,
        "Planera in minst en metod till, till exempel medsittning för samtal och DOPS för praktiska moment.",
        why="Olika metoder visar olika sidor av kompetensen. Specialistkollegium räknas som metod bland bedömningarna, "
        "men inte bland mötena: där är det den årliga genomgången för alla, som väger samman vad andra metoder visat.",
        spur=("E7",),
    )
)
def one_method(context: Context) -> Iterator[Hit]:
    """Enough assessments to tell, and all of one method: those that were made, else those that are planned.

    A specialistkollegium among the meetings is left out: all residents have one a year, and it weighs together what
    the assessments showed.
    """
    listed = {one.cell for one in context.iup.assessments}
    made = [one for one in log(context) if one.cell in listed]
    planned = [delmal.assessments for delmal in context.iup.specialty_delmal.values() if delmal.assessments]
    if len(made) >= _ENOUGH_LOGGED:
        found: Sequence[Assessment | LoggedAssessment] = made
        text = f"Alla {len(made)} dokumenterade bedömningar är gjorda med"
    elif len(planned) >= _ENOUGH_PLANNED:
        found = [one for assessments in planned for one in assessments]
        text = f"De {len(planned)} delmål som har en planerad bedömning har alla"
    else:
        return
    if len({_method(one) for one in found}) == 1:
        yield Hit(f"{text} samma metod: {_short(found[0].text)}.", cell=min(one.cell for one in found))


def _method(one: Assessment | LoggedAssessment) -> str:
    """The method; unknown ones differ by their texts."""
    return one.text.strip().casefold() if one.method == OTHER_METHOD else one.method


@rule(
    RuleInfo(
        "STX308",
        Level.KRAV,
        "ledarskap, kommunikation, undervisning eller handledning inte bedömd i tid",
        REGULATION,
        "Planera en bedömning de närmaste månaderna, och skriv den i loggen: bedömningsmall för undervisning eller "
        "handledning, medsittning för kommunikation, 360-grader för ledarskap.",
        why="De fyra förmågorna ska bedömas med återkoppling under hela utbildningen, och glöms lätt bort bredvid det "
        "medicinska. Ett uppfyllt delmål räknas som bedömning bara om det är daterat inom samma tid.",
        spur=("H1", "H2", "H4", "H5", "H6", "H7", "H8", "H9", "H10", "H11", "H12"),
        thresholds=("areas_months", "supervising_per_term"),
    )
)
def area_not_assessed(context: Context) -> Iterator[Hit]:
    """An ability that no assessment of the last months was about, and whose delmål was not fulfilled in them.

    A delmål that was fulfilled before that, or on an unknown day, shows nothing of the last months. A workbook without
    any log tells nothing of this, which the limits of the report say.
    """
    time, made = progress(context), log(context)
    if not context.iup.assessments or not made:
        return
    months = context.thresholds.areas_months
    if time.is_longer_than(months):
        assessed = _areas_assessed(context, made, Days(time.since(months), context.today))
        yield from (
            Hit(
                f"Ingen bedömning i loggen de senaste {months} månaderna gäller {area}.",
                cell=made[-1].cell,
                summary=f"{area} inte bedömd de senaste {months} månaderna",
            )
            for area in Area
            if area not in assessed
        )
    supervising = [one for one in made if Area.SUPERVISING in areas_named(one)]
    yield from (
        hit if supervising else Hit(hit.text, cell=made[-1].cell, summary=hit.summary)
        for hit in _too_few(time, supervising, context.thresholds.supervising_per_term, "bedömningar av handledning")
    )


def _areas_assessed(context: Context, made: Sequence[LoggedAssessment], span: Days) -> frozenset[Area]:
    """What the assessments of a stretch of time were about, and what a delmål that was fulfilled in it settles."""
    of_delmal = areas_of_delmal(context)
    settled = (of_delmal[code] for code in fulfilled_in(context, of_delmal, span))
    return frozenset[Area]().union(*(areas_of(one, of_delmal) for one in made_in(span, made)), *settled)
