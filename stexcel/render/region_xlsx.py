"""Many units as one Excel workbook: a row for each unit, and a sheet for each with its doctors and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from io import BytesIO
from pathlib import Path

from xlsxwriter.utility import quote_sheetname

from stexcel.findings import Level
from stexcel.own_results import MARK
from stexcel.render.excel_sheet import plain
from stexcel.render.status_xlsx.book import workbook
from stexcel.render.status_xlsx.desk import Desk
from stexcel.render.status_xlsx.overview import SHARES, opening, told_reasons
from stexcel.render.status_xlsx.styles import ARROWS, LEVELS, LIGHTS, PALETTES, light_word
from stexcel.render.xlsx.styles import Kind, Styles
from stexcel.render.xlsx.table import Cell, Column, Row, Table
from stexcel.status.region import Region, UnitRow, UnitStatus
from stexcel.status.status import About, Light, Sheet, Status

NAME = "Enheter"
_LONGEST_NAME = 31
_RESERVED = ("history", "historik", "tidigare")
"""Excel, in one language or another, keeps such names for itself."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_ORDER = (Light.RED, Light.YELLOW, Light.GREY, Light.GREEN)
_UNITS = (
    Column("Enhet", 40),
    Column("ST-läkare", 8.5, Kind.NUMBER, "sum"),
    *(Column(light.value.capitalize(), 5.5, Kind.NUMBER, "sum") for light in _ORDER),
    Column("Ej lästa filer", 7, Kind.NUMBER, "sum"),
    Column("Tid gjord", 8, Kind.PERCENT),
    Column("Kopplat", 9, Kind.PERCENT),
    Column("Bedömt", 9, Kind.PERCENT),
    Column("Klart", 8, Kind.PERCENT),
    Column("Väntat", 8, Kind.PERCENT),
    Column("Bedömningar i terminen", 14, Kind.NUMBER, "sum"),
    Column("Mål", 6, Kind.NUMBER, "sum"),
    Column("Utan handledning i tid", 14, Kind.NUMBER, "sum"),
    Column("Kurser utan resultat", 10, Kind.NUMBER, "sum"),
    *(Column(level.value.capitalize(), 7, Kind.NUMBER, "sum") for level in Level),
    Column("Att tänka på", 44),
)
_DOCTORS = (
    Column("Läkare", 26),
    Column("Läge", 24, palette=LIGHTS),
    Column("Orsaker", 66),
    Column("Tid gjord", 9, Kind.PERCENT, "average"),
    *SHARES,
    Column("Senaste handledning", 12, Kind.DATE),
    *(Column(level.value.capitalize(), 7, Kind.NUMBER, "sum") for level in Level),
    Column("Trend", 22, Kind.CENTRED, palette=ARROWS),
)
_ACTIONS = (
    Column("Vem", 26),
    Column("Senast", 24, Kind.DATE),
    Column("Att göra", 66),
    Column("Nivå", 9, Kind.CENTRED, palette=LEVELS),
    Column("Regel", 9, Kind.CENTRED),
    Column("Visa", 9, Kind.CENTRED),
)


def render_region_xlsx(region: Region, folder: Path) -> bytes:
    """The workbook as bytes, with links as seen from the folder where it will lie. Same region, same bytes."""
    out = BytesIO()
    with workbook(out, in_memory=True) as book:
        book.set_properties(
            {
                "title": plain(f"ST-status {region.name} {region.day}")[:200],
                "category": MARK,
                "created": datetime.combine(region.day, time()),
            }
        )
        styles = Styles.of(book, PALETTES)
        names = sheet_names([unit.name for unit in region.units])
        whole = Status(region.day, region.name, about=About(region.version))
        _draw_units(Desk.of(whole, styles, folder), region, names)
        for number, (unit, name) in enumerate(zip(region.units, names, strict=True), start=1):
            _draw_unit(styles, folder, unit, name, number, whole)
    return out.getvalue()


def sheet_names(names: Sequence[str]) -> list[str]:
    """A name for the sheet of each unit that Excel takes, each different, in whatever case."""
    used = {NAME.casefold(), *_RESERVED}
    found: list[str] = []
    for name in names:
        stem = _FORBIDDEN.sub(" ", plain(name)).strip() or "Enhet"
        candidate, number = stem[:_LONGEST_NAME].strip(), 1
        while candidate.casefold() in used:
            number += 1
            ending = f" {number}"
            candidate = f"{stem[: _LONGEST_NAME - len(ending)].strip()}{ending}"
        used.add(candidate.casefold())
        found.append(candidate)
    return found


def _draw_units(desk: Desk, region: Region, names: Sequence[str]) -> None:
    lead = (
        f"En rad per enhet, läget {region.day}. Talen är desamma som i enhetens egen status; andelarna är medelvärden "
        "över enhetens ST-läkare. Namnet leder till enhetens blad. Tomt betyder att uppgiften inte är känd eller visas."
    )
    page = desk.page(NAME, f"ST-status: {region.name}", lead, [column.width for column in _UNITS])
    page.remarks([*region.remarks, *region.remarks_of_many])
    page.row += 1
    rows = (_unit(row, name) for row, name in zip(region.rows, names, strict=True))
    area = page.table(Table("Enheter", _UNITS, rows, "Inga enheter."))
    page.set_up(frozen=(area.first, 1), heading=area.top)


def _unit(row: UnitRow, sheet: str) -> Row:
    return [
        Cell(row.name, f"internal:{quote_sheetname(sheet)}!A1"),
        row.doctors,
        *(row.lights.get(light) for light in _ORDER),
        row.unread,
        row.served,
        row.linked,
        row.assessed,
        row.done,
        row.expected,
        row.term_made,
        row.term_wanted,
        row.without_supervision,
        row.courses,
        *(row.findings.get(level) for level in Level),
        row.remark,
    ]


def _draw_unit(styles: Styles, folder: Path, unit: UnitStatus, name: str, number: int, whole: Status) -> None:
    status = unit.status if unit.status is not None else whole
    desk = Desk.of(status, styles, folder)
    lead = f"Enhetens ST-läkare och det viktigaste att göra, läget {status.day}."
    page = desk.page(name, unit.name, lead, [column.width for column in _DOCTORS])
    page.remarks([unit.problem] if unit.problem else status.remarks)
    page.section(Sheet.ACTIONS.value)
    page.remarks(desk.kept_back(Sheet.ACTIONS))
    nothing = "Enheten är inte bedömd." if unit.problem else desk.nothing(Sheet.ACTIONS, "Inget att göra just nu.")
    page.table(Table(f"Atgarder{number}", _ACTIONS, _actions(desk), nothing))
    page.section("ST-läkarna")
    page.table(Table(f"Lakare{number}", _DOCTORS, _doctors(desk), "Inga ST-läkare visas."))
    page.set_up(frozen=(1, 1))


def _actions(desk: Desk) -> Iterator[Row]:
    for one in desk.status.actions:
        what = f"{one.what[:1].upper()}{one.what[1:]}"
        yield [one.who, one.due, what, one.level.value, one.code, opening(desk, one.place)]


def _doctors(desk: Desk) -> Iterator[Row]:
    for row in desk.status.overview:
        yield [
            Cell(row.doctor.name, desk.link(row.doctor.place), row.doctor.place.text),
            light_word(row.judgement.light),
            told_reasons(row.judgement.reasons, "se enhetens egen status"),
            row.served,
            row.linked,
            row.assessed,
            row.done,
            row.expected,
            row.last_supervision,
            *(row.findings.get(level) for level in Level),
            f"{row.arrow.sign} {row.arrow.value}",
        ]
