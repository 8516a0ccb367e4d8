"""Doctors by delmål, a sheet for each regulation, with the number of doctors at each stage below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from xlsxwriter.utility import xl_col_to_name, xl_range

from stexcel.render.status_xlsx.desk import Desk
from stexcel.render.status_xlsx.styles import LINK_WORDS, LINKS
from stexcel.render.xlsx.page import Page
from stexcel.render.xlsx.styles import Kind
from stexcel.render.xlsx.table import Area, Cell, Column, Row, Table
from stexcel.status.model import Link
from stexcel.status.status import MatrixCell, MatrixGroup, MatrixRow

NAME = "Delmålsmatris"
_NAME_WIDTH, _CODE_WIDTH, _SUM_WIDTH = 24.0, 5.6, 8.0
_MEANING = (
    "klart = IUP anger att delmålet är uppfyllt; plan = aktivitet och bedömning finns och har en tid; "
    "koppl = aktivitet och bedömning finns; akt = bara aktivitet; bed = bara bedömning; tomt = inget kopplat; "
    "ej = delmålet saknas i IUP. En tom ruta: delmålet ingår inte i läkarens målbeskrivning. "
    "{opens} läkarens fil."
)
_MOST_LINKED = 500
"""Doctors whose every delmål is a link; a sheet with more would be slow to open, and has room for few more links."""
_LINKED = (Link.DONE, Link.PLANNED, Link.LINKED)


def draw_matrix(desk: Desk) -> None:
    """Draws the sheets; the first always exists."""
    matrix = desk.status.matrix
    if not matrix.groups:
        page = desk.page(NAME, NAME, "Vilka delmål som har aktivitet och bedömning.", [100.0])
        page.remarks(matrix.left_out)
        page.sentence("Inga delmål är kända för någon ST-läkare.")
        page.set_up()
    for number, group in enumerate(matrix.groups, start=1):
        _draw_group(desk, group, number)


def _draw_group(desk: Desk, group: MatrixGroup, number: int) -> None:
    matrix = desk.status.matrix
    widths = [_NAME_WIDTH, *[_CODE_WIDTH] * len(group.codes), _SUM_WIDTH, _SUM_WIDTH, _SUM_WIDTH]
    name = NAME if number == 1 else f"{NAME} {number}"
    few = len(group.rows) <= _MOST_LINKED
    lead = _MEANING.format(opens="Varje ruta öppnar delmålet i" if few else "Namnet öppnar")
    page = desk.page(name, f"Delmålsmatris: {group.regulation}", lead, widths)
    if number == 1:
        others = [f"{one.regulation} i bladet {NAME} {index}" for index, one in enumerate(matrix.groups[1:], start=2)]
        if others:
            page.sentence(f"Andra föreskrifter: {', '.join(others)}.")
        page.remarks(matrix.left_out)
    page.row += 1
    columns = (
        Column("Läkare", _NAME_WIDTH),
        *(Column(code, _CODE_WIDTH, Kind.CENTRED) for code in group.codes),
        Column("Klara", _SUM_WIDTH, Kind.NUMBER, "sum"),
        Column("Kopplade", _SUM_WIDTH + 2, Kind.NUMBER, "sum"),
        Column("Delmål", _SUM_WIDTH, Kind.NUMBER, "sum"),
    )
    area = page.table(Table(f"Delmal{number}", columns, _rows(desk, page, group), "Inga ST-läkare."))
    inside = (area.first, 1, area.last, len(group.codes))
    page.colour(inside, LINKS)
    _count(page, group, area)
    page.set_up(frozen=(area.first, 1), heading=area.top)


def _rows(desk: Desk, page: Page, group: MatrixGroup) -> Iterator[Row]:
    """The sums are formulas over the row, so that anybody can see what is counted."""
    last, few = xl_col_to_name(len(group.codes)), len(group.rows) <= _MOST_LINKED
    for at, row in enumerate(group.rows, start=page.row + 2):
        cells = [cell for cell in row.cells if cell is not None]
        span = f"$B{at}:${last}{at}"
        linked = "+".join(f'COUNTIF({span},"{LINK_WORDS[link]}")' for link in _LINKED)
        yield [
            Cell(row.doctor.name, desk.link(row.doctor.place), row.doctor.place.text),
            *(_cell(desk, cell, few) for cell in row.cells),
            Cell(_amount(row, Link.DONE), formula=f'=COUNTIF({span},"{LINK_WORDS[Link.DONE]}")'),
            Cell(_amount(row, *_LINKED), formula=f"={linked}"),
            Cell(len(cells), formula=f"=COUNTA({span})"),
        ]


def _cell(desk: Desk, cell: MatrixCell | None, linked: bool) -> Cell:
    """The word of the stage, which opens the delmål."""
    if cell is None:
        return Cell(None)
    if not linked:
        return Cell(LINK_WORDS[cell.link])
    return Cell(LINK_WORDS[cell.link], desk.link(cell.place), cell.detail or cell.link.value)


def _amount(row: MatrixRow, *links: Link) -> int:
    return sum(cell is not None and cell.link in links for cell in row.cells)


def _count(page: Page, group: MatrixGroup, area: Area) -> None:
    """How many doctors have come how far with each delmål."""
    page.section("Antal ST-läkare per delmål")
    stages = [Counter(cell.link for cell in column if cell is not None) for column in _columns(group)]
    for link in reversed(Link):
        word = LINK_WORDS[link]
        page.write(page.row, 0, word if word == link.value else f"{word} ({link.value})", Kind.TEXT)
        for index, stage in enumerate(stages):
            span = xl_range(area.first, 1 + index, area.last, 1 + index)
            page.formula(page.row, 1 + index, f'=COUNTIF({span},"{word}")', stage[link])
        page.row += 1


def _columns(group: MatrixGroup) -> Iterator[tuple[MatrixCell | None, ...]]:
    """The cells of each delmål, whoever has it."""
    return (tuple(row.cells[index] for row in group.rows) for index in range(len(group.codes)))
