"""What is said of every doctor, criterion by criterion, in one list that can be filtered."""

from __future__ import annotations

from collections.abc import Iterator

from stexcel.render.spur_words import UNKNOWN
from stexcel.render.spur_xlsx.desk import Desk
from stexcel.render.spur_xlsx.styles import STATUSES
from stexcel.render.xlsx.styles import Kind
from stexcel.render.xlsx.table import Cell, Column, Row, Table
from stexcel.status.status import Place

NAME = "Per ST-läkare"
_COLUMNS = (
    Column("ST-läkare", 24),
    Column("Föreskrift", 15),
    Column("Kriterium", 10, Kind.CENTRED),
    Column("Rubrik", 66),
    Column("Status", 12, Kind.CENTRED, palette=STATUSES),
    Column("Varför", 82),
    Column("Avsnitt", 9, Kind.CENTRED),
    Column("Regler", 16),
)
_PRINTED = 6
"""The columns that are printed; the others are there to filter by."""


def draw_doctors(desk: Desk) -> None:
    """Draws the list."""
    lead = (
        "Kriterierna som bedöms för var och en. Namnet öppnar IUP-filen. Ett kriterium brister när det brister hos "
        "någon."
    )
    page = desk.page(NAME, NAME, lead, [column.width for column in _COLUMNS], _PRINTED)
    unassigned = desk.inspection.unassigned
    if unassigned:
        told = ", ".join(f"{one.name} ({one.specialty or 'specialitet'}, föreskrift {UNKNOWN})" for one in unassigned)
        page.remarks([f"Inte bedömda här, för att föreskrift eller specialitet inte är känd: {told}."])
    page.row += 1
    area = page.table(Table("PerLakare", _COLUMNS, _rows(desk), "Ingen ST-läkare är bedömd."))
    page.sheet.print_area(0, 0, area.bottom, _PRINTED - 1)
    page.set_up(frozen=(area.first, 1), heading=area.top)


def _rows(desk: Desk) -> Iterator[Row]:
    for part in desk.inspection.regulations:
        links = {doctor.path: desk.link(Place(doctor.path)) for doctor in part.doctors}
        told = [(one, result) for one in part.results.values() for result in one.doctors]
        order = {doctor.path: number for number, doctor in enumerate(part.doctors)}
        for one, result in sorted(told, key=lambda item: order.get(item[1].doctor.path, len(order))):
            yield [
                Cell(result.doctor.name, links.get(result.doctor.path, "")),
                part.regulation,
                one.criterion.id,
                one.criterion.title,
                result.status.word,
                result.why,
                one.criterion.section,
                ", ".join(result.codes) or None,
            ]
