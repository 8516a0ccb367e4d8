"""How a unit's own workbook was read: as lines of text with their indent, and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from stexcel.layout.unit.inspection import ReadColumn, ReadRegister, UnitInspection
from stexcel.model import Value
from stexcel.render.unit_json import Json, unit_data
from stexcel.render.words import registers
from stexcel.unit import Section, Unit

TITLES = {
    Section.SUPERVISORS: "handledare",
    Section.STUDIEREKTOR: "studierektor",
    Section.DOCUMENTS: "styrdokument",
    Section.REVIEWS: "externa granskningar",
    Section.ACTIONS: "åtgärder",
    Section.DOCTORS: "ST-läkare",
    None: "egna svar om SPUR",
}
UNKNOWN = "okänd rubrik, läses inte"
Told = tuple[int, str]
"""How far in a line stands, and its text."""


def unit_lines(read: UnitInspection) -> Iterator[Told]:
    """The registers sheet by sheet, then what was found in all."""
    for sheet, tables in groupby(read.registers, key=lambda one: one.cell.sheet):
        yield 0, f"Bladet {sheet}"
        for table in tables:
            yield from _register(table)
        yield 0, ""
    yield 0, "Läst ur hela filen"
    yield from ((2, line) for line in _facts(read.unit))
    yield 2, ", ".join(registers(read.unit)) or "Inga register."
    if read.unit.notes:
        yield 0, ""
        yield 0, "Att titta närmare på"
        yield from ((2, f"{note.cell}: {note.text}") for note in read.unit.notes)


def _register(table: ReadRegister) -> Iterator[Told]:
    rows = ("kolumn" if table.rows == 1 else "kolumner") if table.is_turned else ("rad" if table.rows == 1 else "rader")
    yield 2, f"Register: {TITLES[table.section]}, rubriker från {table.cell.a1}, {table.rows} {rows}"
    for column in table.columns:
        yield 4, f"{column.cell.a1:<5} {column.heading} → {_role(column)}"


def _role(column: ReadColumn) -> str:
    if not column.is_known:
        return UNKNOWN
    if not column.role:
        return "behövs inte"
    return column.role if column.by_words else f"{column.role} (av sammanhanget)"


def _facts(unit: Unit) -> Iterator[str]:
    leaders = [one for one in (unit.studierektor, *unit.more_studierektorer) if one is not None]
    told = [("Enhet", unit.name), ("Verksamhetschef", unit.head), *(("Studierektor", one.name) for one in leaders)]
    yield from (f"{words}: {_value(value)}" for words, value in told)
    if not leaders:
        yield "Studierektor: –"


def _value(value: Value[str] | None) -> str:
    return f"{value.value} ({value.cell})" if value else "–"


def unit_document(read: UnitInspection) -> Json:
    """The same as plain data, with everything that was read of the unit."""
    return {
        "register": [
            {
                "register": table.section.value if table.section else "spur",
                "blad": table.cell.sheet,
                "cell": table.cell.a1,
                "vand": table.is_turned,
                "rader": table.rows,
                "kolumner": [
                    {
                        "rubrik": column.heading,
                        "cell": column.cell.a1,
                        "roll": column.role or None,
                        "okand": not column.is_known,
                        "av_sammanhanget": not column.by_words,
                    }
                    for column in table.columns
                ],
            }
            for table in read.registers
        ],
        "last": unit_data(read.unit),
        "anmarkningar": [
            {"cell": str(note.cell), "slag": note.kind.value, "text": note.text} for note in read.unit.notes
        ],
    }
