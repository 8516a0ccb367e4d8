"""Delmål by type of activity and method of assessment over the whole unit, a sheet for each regulation."""

from __future__ import annotations

from collections.abc import Iterator

from stexcel.render.status_xlsx.desk import Desk
from stexcel.render.status_xlsx.styles import GAPS
from stexcel.render.xlsx.styles import Kind
from stexcel.render.xlsx.table import Column, Row, Table
from stexcel.status.status import Coverage

NAME = "Delmål i enheten"
_METHOD_WIDTH = 5.5
_LEAD = (
    "En rad per delmål och slag av aktivitet. Under varje metod står antalet ST-läkare som har en genomförd bedömning, "
    "och längre till höger antalet som har metoden kopplad. Kolumnen Brist säger vad delmålet saknar hos hela enheten."
)
_EMPTY = " En tom ruta betyder ingen."


def draw_coverage(desk: Desk) -> None:
    """Draws the sheets; the first always exists."""
    if not desk.status.coverage:
        page = desk.page(NAME, NAME, _LEAD, [100.0])
        page.sentence(desk.nothing(NAME, "Inga delmål är kända för någon ST-läkare."))
        page.set_up()
    for number, coverage in enumerate(desk.status.coverage, start=1):
        _draw_one(desk, coverage, number)


def _draw_one(desk: Desk, coverage: Coverage, number: int) -> None:
    columns = (
        Column("Delmål", 8, Kind.CENTRED),
        Column("Aktivitet", 38),
        Column("Brist", 36, palette=GAPS),
        Column("Läkare", 8, Kind.NUMBER),
        Column("Av", 6, Kind.NUMBER),
        *(Column(f"{method}, gjord", _METHOD_WIDTH, Kind.NUMBER, upright=True) for method in coverage.methods),
        *(Column(f"{method}, kopplad", _METHOD_WIDTH, Kind.NUMBER, upright=True) for method in coverage.methods),
    )
    name = NAME if number == 1 else f"{NAME} {number}"
    lead = _LEAD if desk.kept_back(NAME) else _LEAD + _EMPTY
    page = desk.page(name, f"{NAME}: {coverage.regulation}", lead, [column.width for column in columns])
    page.row += 1
    heat = (5, 4 + 2 * len(coverage.methods)) if coverage.methods else None
    table = Table(f"Enhetens{number}", columns, _rows(coverage), "Inga delmål.", heat)
    area = page.table(table)
    page.set_up(frozen=(area.first, 2), heading=area.top)


def _rows(coverage: Coverage) -> Iterator[Row]:
    for row in coverage.rows:
        yield [row.code, row.activity, row.gap.value, row.doctors, row.of, *map(_or_empty, (*row.made, *row.planned))]


def _or_empty(count: int | None) -> int | None:
    """Nothing for none, so that what there is can be seen."""
    return count or None
