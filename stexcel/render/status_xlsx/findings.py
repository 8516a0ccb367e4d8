"""All findings in one list that can be filtered; each opens the file at the sheet and the cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from stexcel.render.status_xlsx.desk import Desk
from stexcel.render.status_xlsx.styles import LEVELS
from stexcel.render.words import shown_path
from stexcel.render.xlsx.styles import Kind
from stexcel.render.xlsx.table import Cell, Column, Row, Table
from stexcel.status.status import FindingRow

NAME = "Fynd"
_COLUMNS = (
    Column("Gäller", 20),
    Column("Nivå", 8, Kind.CENTRED, palette=LEVELS),
    Column("Delmål", 8, Kind.CENTRED),
    Column("Kod", 9, Kind.CENTRED),
    Column("Text", 62),
    Column("Åtgärd", 56),
    Column("Plats", 18),
    Column("Fil", 22),
    Column("Undantag", 20),
    Column("Grupp", 14),
    Column("Rubrik", 24),
    Column("Källa", 28),
    Column("Sökväg", 40),
)
_PRINTED = 9
"""The columns that are printed; the others are there to filter by."""
_ROOM = 8
"""Rows that the heading of a sheet takes at the most."""


def draw_findings(desk: Desk) -> None:
    """Draws the list, on as many sheets as it needs."""
    rows, chunk = iter(desk.status.findings), desk.capacity.rows - _ROOM
    number = 0
    while (part := list(islice(rows, chunk))) or not number:
        number += 1
        _draw(desk, part, number)


def _draw(desk: Desk, part: Sequence[FindingRow], number: int) -> None:
    name = NAME if number == 1 else f"{NAME} {number}"
    lead = "Plats öppnar filen vid cellen. Fynd som är undantagna i stexcel.toml har skälet i kolumnen Undantag."
    page = desk.page(name, name, lead, [column.width for column in _COLUMNS], _PRINTED)
    page.row += 1
    table = Table("Fynd" if number == 1 else f"Fynd{number}", _COLUMNS, _rows(desk, part), "Inga fynd.")
    area = page.table(table)
    page.sheet.print_area(0, 0, area.bottom, _PRINTED - 1)
    page.set_up(frozen=(area.first, 1), heading=area.top)


def _rows(desk: Desk, part: Sequence[FindingRow]) -> Iterator[Row]:
    for one in part:
        link, path = desk.link(one.place), shown_path(one.place.path)
        name = path.rsplit("/", 1)[-1]
        yield [
            one.who,
            one.level.value,
            one.delmal,
            one.code,
            one.text,
            one.action,
            Cell(one.place.text, link) if one.place.text else None,
            name if one.place.text or not link else Cell(name, link),
            one.excepted,
            one.group,
            one.summary,
            one.source,
            path,
        ]
