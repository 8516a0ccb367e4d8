"""The sheets with one plain list of people or courses: supervision, courses and supervisors."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.utility import xl_range_abs

from stexcel.render.status_xlsx.desk import Desk
from stexcel.render.status_xlsx.styles import COURSES, LIGHTS, YES_NO, light_word
from stexcel.render.xlsx.page import Page
from stexcel.render.xlsx.styles import Kind
from stexcel.render.xlsx.table import Area, Cell, Column, Row, Table
from stexcel.status.status import CourseState

_SUPERVISION = (
    Column("Läkare", 22),
    Column("Läge", 14, palette=LIGHTS),
    Column("Orsaker", 40),
    Column("Handledare", 20),
    Column("Samtal", 8, Kind.NUMBER, "sum"),
    Column("Senaste samtal", 11, Kind.DATE),
    Column("Dagar sedan", 8, Kind.NUMBER),
    Column("Längst mellan", 9, Kind.NUMBER),
    Column("Nästa bokat", 11, Kind.DATE),
    Column("Mot IUP", 11, Kind.DATE),
    Column("Avstämning studierektor", 12, Kind.DATE),
    Column("Utvecklingssamtal", 18, Kind.DATE),
    Column("Specialistkollegium", 18, Kind.DATE),
)
_COURSES = (
    Column("Läkare", 24),
    Column("Kurs", 52),
    Column("Läge", 26, palette=COURSES),
    Column("Start", 11, Kind.DATE),
    Column("Slut", 11, Kind.DATE),
    Column("Delmål", 24),
)
_SUPERVISORS = (
    Column("Handledare", 24),
    Column("Läge", 14, palette=LIGHTS),
    Column("Orsaker", 40),
    Column("Enhet", 20),
    Column("Specialitet", 20),
    Column("Antal ST-läkare", 9, Kind.NUMBER),
    Column("Gräns", 7, Kind.NUMBER),
    Column("ST-läkare", 34),
    Column("I registret", 9, Kind.CENTRED, palette=YES_NO),
    Column("Handledarutbildning", 20, Kind.CENTRED),
    Column("Senast uppdaterad", 14, Kind.CENTRED),
)


def draw_supervision(desk: Desk) -> None:
    """When everybody had and will have their meetings."""
    lead = (
        "Dokumenterade handledarsamtal och det som återkommer. Dagar sedan räknas från senaste samtalet, annars från "
        "starten; längst mellan är flest dagar mellan två samtal det senaste året, ledighet oräknad."
    )
    _draw(desk, "Handledning", lead, Table("Handledning", _SUPERVISION, _supervision(desk), "Inga ST-läkare."))


def _supervision(desk: Desk) -> Iterator[Row]:
    for row in desk.status.supervision:
        yield [
            Cell(row.doctor.name, desk.link(row.place), row.place.text),
            light_word(row.judgement.light),
            " ".join(row.judgement.reasons),
            row.supervisor,
            row.meetings,
            row.last,
            row.since,
            row.longest,
            row.next,
            row.last_against_iup,
            row.last_reconciliation,
            row.last_development,
            row.last_kollegium,
        ]


def draw_courses(desk: Desk) -> None:
    """Every course of everybody, and how many there are of each state."""
    lead = "Planerade kurser, kurser vars datum har passerat utan resultat, och genomförda. Kursen öppnar sin cell."
    page, area = _begin(desk, "Kurser", lead, Table("Kurser", _COURSES, _courses(desk), "Inga kurser."))
    page.section("Antal kurser")
    states, first = xl_range_abs(area.first, 2, area.last, 2), page.row
    for state in CourseState:
        page.write(page.row, 0, state.value, Kind.TEXT)
        page.fit(page.row, state.value, 0, 1)
        count = sum(row.state is state for row in desk.status.courses)
        page.formula(page.row, 1, f"=COUNTIF({states},A{page.row + 1})", count)
        page.row += 1
    page.colour((first, 0, page.row - 1, 0), COURSES)
    page.set_up(frozen=(area.first, 1), heading=area.top)


def _courses(desk: Desk) -> Iterator[Row]:
    for row in desk.status.courses:
        yield [
            row.doctor.name,
            Cell(row.name, desk.link(row.place), row.place.text),
            row.state.value,
            row.start,
            row.end,
            ", ".join(row.delmal) or None,
        ]


def draw_supervisors(desk: Desk) -> None:
    """Who supervises whom, and how they are trained for it."""
    lead = "Belastning, utbildning och uppdatering. Den som inte står i enhetens register är bara nämnd i IUP."
    table = Table("Handledare", _SUPERVISORS, _supervisors(desk), "Inga handledare är kända.", bars=(5,))
    _draw(desk, "Handledare", lead, table)


def _supervisors(desk: Desk) -> Iterator[Row]:
    for row in desk.status.supervisors:
        yield [
            Cell(row.name, desk.link(row.place), row.place.text),
            light_word(row.judgement.light),
            " ".join(row.judgement.reasons),
            row.unit,
            row.specialty,
            row.load,
            row.limit,
            ", ".join(row.residents) or None,
            "ja" if row.registered else "nej",
            row.training,
            row.updated,
        ]


def _draw(desk: Desk, name: str, lead: str, table: Table) -> None:
    page, area = _begin(desk, name, lead, table)
    page.set_up(frozen=(area.first, 1), heading=area.top)


def _begin(desk: Desk, name: str, lead: str, table: Table) -> tuple[Page, Area]:
    page = desk.page(name, name, lead, [column.width for column in table.columns])
    page.row += 1
    return page, page.table(table)
