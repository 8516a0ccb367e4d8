"""Residents in the register of the unit's own workbook, with the unit's studierektor and head."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from stexcel.fill.errors import FillError
from stexcel.fill.people.model import (
    END,
    HEAD,
    NAME,
    REGULATION,
    SPECIALTY,
    START,
    STUDIEREKTOR,
    SUPERVISOR,
    UNIT,
    Record,
    Records,
    Stated,
)
from stexcel.model import NoteKind
from stexcel.read import read
from stexcel.regelverk import Regelverk
from stexcel.unit import RegisteredDoctor, Unit


def read_unit_file(path: Path, regelverk: Regelverk) -> Records:
    """What the register says of each resident who has not left the unit.

    Raises :class:`FillError` for a workbook that cannot be read or has no register of residents.
    """
    document = read(path, regelverk, is_unit=True)
    if document.unit is None:
        text = document.problem.text if document.problem else ""
        raise FillError(f"{path.as_posix()}: {text}")
    unit = document.unit
    if not unit.doctors:
        raise FillError(
            f"{path.as_posix()}: arbetsboken har inget register över ST-läkare. Fyll i bladet ST-läkare i enhet.xlsx, "
            "eller ange en .csv-fil."
        )
    here = [doctor for doctor in unit.doctors if not doctor.left]
    gone = [doctor.name.value for doctor in unit.doctors if doctor.left]
    remarks = [f"{name} är inte kvar på enheten enligt registret och får inget IUP." for name in gone]
    if any(note.kind is NoteKind.PERSONAL_ID for note in unit.notes):
        remarks.append("Arbetsboken har personnummer. De förs inte över.")
    return Records(tuple(_record(doctor, unit) for doctor in here), tuple(remarks))


def _record(doctor: RegisteredDoctor, unit: Unit) -> Record:
    cell = doctor.name.cell
    values = dict(_facts(doctor, unit))
    end = doctor.end
    told: tuple[str, ...] = ()
    if end is not None and end.value.is_day:
        values[END] = end.value.start
    elif end is not None:
        told = (f"slutet ”{end.text}” är ingen bestämd dag. Skriv dagen för hand.",)
    return Record(f"bladet {cell.sheet}, rad {cell.row}", values, told)


def _facts(doctor: RegisteredDoctor, unit: Unit) -> Iterator[tuple[str, Stated]]:
    """Every fact that register and unit state of a resident, but for the end."""
    leader = unit.studierektor.name if unit.studierektor else None
    for key, stated in (
        (NAME, doctor.name),
        (SPECIALTY, doctor.specialty),
        (REGULATION, doctor.regulation),
        (SUPERVISOR, doctor.supervisor),
        (STUDIEREKTOR, leader),
        (HEAD, unit.head),
        (UNIT, unit.name),
    ):
        if stated is not None and stated.value.strip():
            yield key, stated.value
    if doctor.start is not None:
        yield START, doctor.start.value
