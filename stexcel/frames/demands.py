"""What the rows of each table must fulfil for their values to be possible, and what is said where they do not.

Documented things cannot lie in the future, nothing much before the training began, an end not before its start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from stexcel.frames import iup_tables as iup
from stexcel.frames import record_tables as record
from stexcel.frames import unit_tables as unit
from stexcel.frames.spec import LARGEST
from stexcel.frames.years import (
    FIRST_YEAR,
    FULL_TIME,
    YEARS_AHEAD,
    YEARS_BEFORE_CREDIT,
    YEARS_BEFORE_RECORD,
    YEARS_TO_START,
    years_after,
)
from stexcel.model import MeetingKind

TODAY, ST_START, BEGUN, UNKNOWN_DELMAL = "_idag", "_st_start", "_borjan", "_okanda_delmal"
"""Columns that are there only while a table is checked: the day, when the doctor's training began (if that is
possible), the first placement where that is earlier, and the delmål that the row names although its file has none such.
"""

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Demand:
    """One thing that every row must fulfil; a row where ``holds`` is null fulfils it.

    ``text`` makes the Swedish sentence of a row that does not. The fault stands at the cell of ``column``.
    """

    column: str
    holds: pl.Expr
    text: Callable[[Fields], str]
    action: str


_NUMBERS = {1: "ett", 2: "två", 10: "tio", 15: "femton"}
_AHEAD, _TO_START = _NUMBERS[YEARS_AHEAD], _NUMBERS[YEARS_TO_START]
_ALWAYS, _NEVER = pl.lit(value=True), pl.lit(value=False)
_RIGHT_DAY = "Rätta datumet, eller ta bort det om det inte gäller."
_RIGHT_YEAR = f"Kontrollera årtalet. {_RIGHT_DAY}"
_WHICH_DAY = "Rätta det av datumen som är fel."


def demands(today: date) -> Mapping[str, tuple[Demand, ...]]:
    """What the rows of every table must fulfil on the day; the first that fails in a column is the one to tell."""
    return {
        iup.DOCTORS.name: _doctors(today),
        iup.DELMAL.name: _delmal(today),
        record.PLACEMENTS.name: _placements(today),
        record.COURSES.name: _courses(today),
        record.ASSESSMENTS.name: _assessments(),
        record.MEETINGS.name: _meetings(),
        record.REVISIONS.name: _happened("datum", "Revisionen är daterad", YEARS_BEFORE_RECORD),
        record.SIGNATURES.name: _happened("datum", "Underskriften är daterad", YEARS_BEFORE_RECORD, pl.col("signerad")),
        iup.ACTIVITIES.name: _activities(today),
        unit.UNITS.name: _happened("forsta_st", "Enhetens första ST-läkare är daterad"),
        unit.SUPERVISORS.name: (
            *_happened("utbildad", "Handledarutbildningen för {handledare} är daterad"),
            *_happened("fortbildad", "Fortbildningen för {handledare} är daterad"),
        ),
        unit.DOCUMENTS.name: _happened("beslutat", "Dokumentet ”{dokument}” är daterat"),
        unit.REVIEWS.name: _planned("slut", "Granskningen ”{granskning}” är daterad", today),
        unit.ACTIONS.name: (
            *_planned("klart_senast", "Åtgärden ska vara klar", today),
            *_planned("uppfoljning", "Åtgärden ska följas upp", today),
        ),
        unit.REGISTERED.name: _planned("start", "ST-starten för {namn} är daterad", today),
    }


def possible_start(today: date) -> pl.Expr:
    """Whether a doctor's start can be right, so that other dates may be compared with it."""
    return pl.col("start").is_between(date(FIRST_YEAR, 1, 1), years_after(today, YEARS_TO_START))


def _happened(
    column: str, said: str, years: int | None = None, only: pl.Expr = _ALWAYS, ahead: pl.Expr = _NEVER
) -> tuple[Demand, ...]:
    """A day on which something has happened: not after today, and at most ``years`` before the training began.

    ``only`` tells the rows that are about it, ``ahead`` those in which it need not have happened yet. ``said`` is the
    beginning of the sentence, up to the date.
    """
    late = Demand(
        column,
        ~only | ahead | (pl.col(column) <= pl.col(TODAY)),
        f"{said} {{{column}}}, efter dagens datum {{{TODAY}}}.".format_map,
        "Rätta datumet. Det som bara är planerat ska stå som planerat.",
    )
    early = (_early(column, said, years, only),) if years else ()
    return (late, _old(column, said, only), *early)


def _planned(column: str, said: str, today: date) -> tuple[Demand, ...]:
    """A day that may lie ahead, but not further than anybody plans, nor in another age."""
    far = Demand(
        column,
        pl.col(column) <= years_after(today, YEARS_AHEAD),
        f"{said} {{{column}}}, mer än {_AHEAD} år efter dagens datum {{{TODAY}}}.".format_map,
        _RIGHT_YEAR,
    )
    return (far, _old(column, said))


def _old(column: str, said: str, only: pl.Expr = _ALWAYS) -> Demand:
    return Demand(
        column,
        ~only | (pl.col(column).dt.year() >= FIRST_YEAR),
        f"{said} {{{column}}}. Årtalet kan inte stämma.".format_map,
        _RIGHT_DAY,
    )


def _early(column: str, said: str, years: int, only: pl.Expr = _ALWAYS) -> Demand:
    """Not more than some years before the training and before its first placement."""
    return Demand(
        column,
        ~only | (pl.col(column) >= pl.col(BEGUN).dt.offset_by(f"-{years}y")),
        f"{said} {{{column}}}, mer än {_NUMBERS[years]} år före ST-starten {{{ST_START}}}.".format_map,
        _RIGHT_YEAR,
    )


def _share(column: str, said: str) -> tuple[Demand, ...]:
    """A share of full time; the sentence ends with the number, which is left out where it has no meaning."""
    what = said.partition(f" {{{column}}} %")[0]
    action = "Skriv tjänstgöringsgraden som en andel av heltid, 0–100 %."
    return (
        Demand(column, pl.col(column).abs() < LARGEST, f"{what} är inget rimligt tal.".format_map, action),
        Demand(column, pl.col(column) <= FULL_TIME, f"{said} är mer än heltid.".format_map, action),
        Demand(column, pl.col(column) >= 0, f"{said} är mindre än noll.".format_map, action),
    )


def _linked(said: str) -> Demand:
    return Demand(
        "delmal",
        pl.col(UNKNOWN_DELMAL).is_null(),
        f"{said} nämner {{{UNKNOWN_DELMAL}}}, som inte står bland programmets delmål.".format_map,
        "Rätta koden, eller lägg till delmålet i programmet.",
    )


def _doctors(today: date) -> tuple[Demand, ...]:
    soon = f"ST-starten {{start}} ligger mer än {_TO_START} år efter dagens datum {{{TODAY}}}."
    before = f"Planerat slut {{planerat_slut}} ligger före ST-starten {{{ST_START}}}."
    return (
        Demand("start", pl.col("start") <= years_after(today, YEARS_TO_START), soon.format_map, _RIGHT_YEAR),
        _old("start", "ST-starten är daterad"),
        Demand("planerat_slut", pl.col("planerat_slut") >= pl.col(ST_START), before.format_map, _WHICH_DAY),
        *_planned("planerat_slut", "Planerat slut är", today),
        *_share("tjanstgoringsgrad", "Tjänstgöringsgraden {tjanstgoringsgrad} %"),
        *_happened("upprattat", "IUP är upprättat", YEARS_BEFORE_RECORD),
    )


def _delmal(today: date) -> tuple[Demand, ...]:
    planned = "{delmal} är planerat"
    return (
        *_happened("uppfyllt_datum", "{delmal} är uppfyllt", YEARS_BEFORE_CREDIT),
        *_planned("planerat_slut", planned, today),
        _early("planerad_start", planned, YEARS_BEFORE_CREDIT),
    )


def _placements(today: date) -> tuple[Demand, ...]:
    what = "Placeringen ”{placering}”"
    backwards = f"{what}: slutdatum {{slut}} ligger före startdatum {{start}}."
    return (
        Demand("slut", pl.col("slut") >= pl.col("start"), backwards.format_map, _WHICH_DAY),
        *_planned("slut", f"{what} slutar", today),
        *_planned("start", f"{what} börjar", today),
        _early("start", f"{what} börjar", YEARS_BEFORE_CREDIT),
        *_share("procent", f"{what}: tjänstgöringsgraden {{procent}} %"),
        _linked(what),
    )


def _courses(today: date) -> tuple[Demand, ...]:
    what = "Kursen ”{kurs}”"
    taken = pl.col("genomford").fill_null(value=False)
    ahead = f"{what} står som genomförd men är daterad {{start}}, efter dagens datum {{{TODAY}}}."
    action = "Rätta datumet, eller skriv att kursen är planerad."
    backwards = f"{what}: slutdatum {{slut}} ligger före startdatum {{start}}."
    return (
        Demand("slut", pl.col("slut") >= pl.col("start"), backwards.format_map, _WHICH_DAY),
        Demand("start", ~taken | (pl.col("start") <= pl.col(TODAY)), ahead.format_map, action),
        *_planned("slut", f"{what} är daterad", today),
        _early("start", f"{what} är daterad", YEARS_BEFORE_CREDIT),
        _linked(what),
    )


def _assessments() -> tuple[Demand, ...]:
    what = "Bedömningen ({metod})"
    return (*_happened("datum", f"{what} är daterad", YEARS_BEFORE_RECORD), _linked(what))


def _activities(today: date) -> tuple[Demand, ...]:
    said = "Aktiviteten ”{aktivitet}” är daterad"
    return (*_planned("slut", said, today), _early("start", said, YEARS_BEFORE_CREDIT))


_MEETINGS = {
    MeetingKind.SUPERVISION: "Handledarsamtalet är daterat",
    MeetingKind.RECONCILIATION: "Avstämningen med studierektorn är daterad",
    MeetingKind.DEVELOPMENT: "Utvecklingssamtalet är daterat",
    MeetingKind.KOLLEGIUM: "Specialistkollegiet är daterat",
}


def _meetings() -> tuple[Demand, ...]:
    """Those of every kind. A row that says that it is booked may lie ahead.

    So may, in a log that tells what was said, a row with nothing but a date.
    """
    noted, checked = pl.col("anteckning"), pl.col("avstamt_mot_iup").fill_null(value=False)
    held = checked | (~pl.col("bokat") & (noted | ~noted.any().over("fil")))
    return tuple(
        demand
        for kind, said in _MEETINGS.items()
        for demand in _happened("datum", said, YEARS_BEFORE_RECORD, (pl.col("slag") == kind.value), ahead=~held)
    )
