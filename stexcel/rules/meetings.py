"""Rules 3xx about meetings: supervision, specialistkollegium, reconciliation, development talk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from stexcel.findings import Level
from stexcel.model import CellRef, Meeting, MeetingKind
from stexcel.rules.context import Context
from stexcel.rules.months import add_days, add_months
from stexcel.rules.progress import KOLLEGIUM_METHOD, Dated, Progress, held, latest, log, progress
from stexcel.rules.rule import REGULATION, ROUTINE, Hit, RuleInfo, rule
from stexcel.rules.terms import Days, served_days
from stexcel.rules.words import listing

_WINDOW = 12
"""Months back that the meetings of supervision are looked at: what came before is no longer to be mended."""
_NAMED = 3
"""Stretches that a finding names before it only counts the rest."""
_ABOUT_IUP = re.compile(
    r"\biup\b|del\W?mål|målbeskrivning|måluppfyllelse|utbildningsprogram|utbildningsplan|\b(?:st)?[abc]\s?\d{1,2}\b",
    re.IGNORECASE,
)


@rule(
    RuleInfo(
        "STX301",
        Level.LOKAL,
        "för glest mellan handledarsamtal",
        ROUTINE,
        "Boka fasta handledarsamtal i schemat, och skriv datum och innehåll i arbetsboken efter varje samtal.",
        why="Handledningen ska vara kontinuerlig. Bara det som är dokumenterat kan visas vid en granskning.",
        spur=("E1", "E9"),
        thresholds=("meeting_days",),
    )
)
def sparse_supervision(context: Context) -> Iterator[Hit]:
    """More days at work than allowed went by between two meetings, since the start of the last twelve months."""
    time, limit = progress(context), context.thresholds.meeting_days
    meetings = held(context, MeetingKind.SUPERVISION)
    gaps = [gap for gap in supervision_gaps(context) if gap[1] > limit]
    if gaps and meetings:
        yield _sparse(gaps, meetings, limit, bool(time.leave))
    elif gaps:
        yield Hit(
            f"Arbetsboken visar inget handledarsamtal med datum, och ST började {time.begun}.",
            summary="inga dokumenterade handledarsamtal",
        )


Gap = tuple[Days, int]
"""From one meeting to the next, and how many of the days were worked."""


def supervision_gaps(context: Context) -> list[Gap]:
    """The stretches without supervision since the start of the last twelve months; none where no start is known."""
    time = progress(context)
    if time.begun is None:
        return []
    span = Days(max(time.begun, add_months(time.until, -_WINDOW)), time.until)
    return _gaps(span, held(context, MeetingKind.SUPERVISION), time)


def _gaps(span: Days, meetings: Sequence[Meeting], time: Progress) -> list[Gap]:
    """The stretches between meetings inside a span, the edges of the span included."""
    days = sorted({meeting.date for meeting in meetings if span.first <= meeting.date <= span.last})
    stretches = [Days(*pair) for pair in pairwise([span.first, *days, span.last])]
    return [(one, served_days(Days(add_days(one.first, 1), one.last), time.leave)) for one in stretches]


def _sparse(gaps: Sequence[Gap], meetings: Sequence[Meeting], limit: int, has_leave: bool) -> Hit:
    """One finding for all stretches, the longest first, at the meeting before the longest one."""
    longest = sorted(gaps, key=lambda gap: (-gap[1], gap[0]))
    named = [f"{span.first} till {span.last} ({worked} dagar)" for span, worked in longest[:_NAMED]]
    more = [f"{len(gaps) - _NAMED} till"] if len(gaps) > _NAMED else []
    before = [meeting for meeting in meetings if meeting.date <= longest[0][0].first]
    leave = " (ledighet oräknad)" if has_leave else ""
    return Hit(
        f"Mer än {limit} dagar{leave} gick utan dokumenterat handledarsamtal: {listing([*named, *more])}.",
        cell=(before or meetings)[-1 if before else 0].cell,
    )


@rule(
    RuleInfo(
        "STX304",
        Level.LOKAL,
        "inget specialistkollegium i tid",
        ROUTINE,
        "Be studierektorn kalla till specialistkollegium, och skriv datumet i arbetsboken när det har hållits.",
        why="I kollegiet vägs flera specialisters intryck samman, och det fångar tidigt den som behöver mer stöd.",
        thresholds=("kollegium_months",),
    )
)
def no_kollegium(context: Context) -> Iterator[Hit]:
    """No specialistkollegium in the last months, neither among the meetings nor among the assessments."""
    found = [one for one in log(context) if one.method == KOLLEGIUM_METHOD]
    yield from _overdue(context, found, context.thresholds.kollegium_months, "specialistkollegium")


@rule(
    RuleInfo(
        "STX305",
        Level.LOKAL,
        "ingen avstämning med studierektorn i tid",
        ROUTINE,
        "Boka en avstämning mellan ST-läkare, huvudhandledare och studierektor, och skriv datumet i arbetsboken.",
        why="Vid avstämningen ser studierektorn hur målen uppfylls, och att programmet går att genomföra i tid.",
        spur=("D11",),
        thresholds=("reconciliation_months",),
    )
)
def no_reconciliation(context: Context) -> Iterator[Hit]:
    """No meeting with the studierektor in the last months."""
    found = held(context, MeetingKind.RECONCILIATION)
    name = "avstämning med studierektorn"
    yield from _overdue(context, found, context.thresholds.reconciliation_months, name, "ingen")


@rule(
    RuleInfo(
        "STX309",
        Level.RAD,
        "handledarsamtal utan avstämning mot IUP",
        REGULATION,
        "Ta fram IUP vid nästa handledarsamtal, gå igenom delmålen och skriv i arbetsboken att det är gjort.",
        why="Handledningen ska utgå från IUP. Utan avstämning märks det sent att ett delmål har blivit efter.",
        spur=("E1",),
        thresholds=("iup_check_months",),
    )
)
def not_checked_against_iup(context: Context) -> Iterator[Hit]:
    """Meetings of supervision were held in the last months, but none of them speaks of the programme.

    Where the workbook has nothing but their dates, nobody can tell; the limits of the report say so.
    """
    meetings, months = _recent(context), context.thresholds.iup_check_months
    if any(map(_is_told, meetings)) and not any(map(is_checked, meetings)):
        yield Hit(
            f"Inget av de {len(meetings)} handledarsamtalen de senaste {months} månaderna är avstämt mot IUP."
            if len(meetings) > 1
            else f"Det enda handledarsamtalet de senaste {months} månaderna är inte avstämt mot IUP.",
            cell=meetings[-1].cell,
        )


def only_dates(context: Context) -> bool:
    """Whether meetings of supervision were held, but none of them tells what it was about."""
    meetings = _recent(context)
    return bool(meetings) and not any(map(_is_told, meetings))


def _recent(context: Context) -> list[Meeting]:
    """The meetings of supervision of the last months; none while the training is younger than that."""
    time, months = progress(context), context.thresholds.iup_check_months
    if not time.is_longer_than(months):
        return []
    return [one for one in held(context, MeetingKind.SUPERVISION) if one.date >= time.since(months)]


def _is_told(meeting: Meeting) -> bool:
    return meeting.content is not None or meeting.checked_against_iup is not None


def is_checked(meeting: Meeting) -> bool:
    """As a column says it; where none does, as the content tells."""
    if meeting.checked_against_iup is not None:
        return meeting.checked_against_iup
    return meeting.content is not None and _ABOUT_IUP.search(meeting.content) is not None


@rule(
    RuleInfo(
        "STX310",
        Level.LOKAL,
        "inget utvecklingssamtal med chefen i tid",
        ROUTINE,
        "Boka utvecklingssamtal med chefen. Har det hållits: skriv bara datumet i arbetsboken, inte innehållet.",
        why="Chefen ansvarar för ST-läkarens arbetsvillkor, och samtalet visar att de följs upp.",
        spur=("E13",),
        thresholds=("development_months",),
    )
)
def no_development_talk(context: Context) -> Iterator[Hit]:
    """No development talk with the manager in the last months."""
    found = held(context, MeetingKind.DEVELOPMENT)
    yield from _overdue(context, found, context.thresholds.development_months, "utvecklingssamtal med chefen")


def _overdue(context: Context, found: Sequence[Dated], months: int, name: str, none: str = "inget") -> Iterator[Hit]:
    """A hit when the last of something that recurs lies too far back, or there is none and time enough has passed."""
    time = progress(context)
    last = latest(found)
    if not time.is_longer_than(months) or (last is not None and _day(last) >= time.since(months)):
        return
    leave = " (ledighet oräknad)" if time.since(months) != add_months(time.until, -months) else ""
    if last is not None:
        text = f"{name.capitalize()} hölls senast {_day(last)}, för mer än {months} månader sedan{leave}."
        yield Hit(text, cell=last.cell)
    else:
        text = f"Arbetsboken visar {none} {name}, och ST började {time.begun}."
        yield Hit(text, sheet=_sheet(context))


def _day(one: Dated) -> date:
    assert one.date is not None
    return one.date


def _sheet(context: Context) -> str | None:
    """The sheet where the other meetings stand, so that the missing one can be written beside them."""
    cells: list[CellRef] = [meeting.cell for meeting in context.iup.meetings]
    return min(cells).sheet if cells else None
