"""Every statement with the file, the sheet and the cell that it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from stexcel.render.spur_words import hash_words, names
from stexcel.render.spur_xlsx.desk import EVIDENCE, FIRST_PROOF, Desk
from stexcel.render.spur_xlsx.styles import BEARINGS
from stexcel.render.words import shown_path
from stexcel.render.xlsx.styles import Kind
from stexcel.render.xlsx.table import Cell, Column, Row, Table

_COLUMNS = (
    Column("Kriterium", 12, Kind.CENTRED),
    Column("Föreskrift", 15),
    Column("ST-läkare", 20),
    Column("Påstående", 64),
    Column("Vad det gör", 13, Kind.CENTRED, palette=BEARINGS),
    Column("Fil", 24),
    Column("Blad", 18),
    Column("Cell", 7, Kind.CENTRED),
    Column("Värde i cellen", 28),
    Column("Regel", 9, Kind.CENTRED),
    Column("Avsnitt", 9, Kind.CENTRED),
    Column("Sökväg", 50),
    Column("Filens SHA-256", 70),
)
WHOLE_FILE = "hela filen"
"""Stands for the sheet where a statement is about all of the file, such as that something is nowhere in it."""
_PRINTED = 10
"""The columns that are printed; the others are there to filter by and to compare with."""


def draw_evidence(desk: Desk) -> None:
    """Draws the list."""
    lead = (
        "Varje påstående är det som är kontrollerat, inte mer, och står en gång med alla kriterier som det gäller. "
        "Cellen öppnar filen på stället; ”tomt” är en läst cell utan värde. Kontrollsumman längst till höger är filens "
        "när den lästes: är den en annan nu har filen ändrats sedan dess."
    )
    page = desk.page(EVIDENCE, EVIDENCE, lead, [column.width for column in _COLUMNS], _PRINTED)
    page.row = FIRST_PROOF - 1
    area = page.table(Table("Bevis", _COLUMNS, _rows(desk), "Inga bevis."))
    page.sheet.print_area(0, 0, area.bottom, _PRINTED - 1)
    page.set_up(frozen=(area.first, 1), heading=area.top)


def _rows(desk: Desk) -> Iterator[Row]:
    for one in desk.proofs:
        link, path = desk.link(one), shown_path(one.path)
        name = path.rsplit("/", 1)[-1]
        yield [
            ", ".join(one.criteria),
            names(one.regulations),
            one.doctor or None,
            one.claim,
            one.bearing,
            name if one.cell else Cell(name, link),
            one.cell.sheet if one.cell else one.sheet or WHOLE_FILE,
            Cell(one.cell.a1, link, str(one.cell)) if one.cell else None,
            one.value or None,
            one.code or None,
            ", ".join(dict.fromkeys(identity[0] for identity in one.criteria)),
            path,
            hash_words(one.sha256),
        ]
