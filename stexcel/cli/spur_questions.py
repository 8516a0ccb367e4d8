"""``stexcel spur --questions``: what is left to answer, in a copy of the unit's own workbook or in a new one."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import click

from stexcel import ooxml
from stexcel.cli.echo import echo
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FAILED
from stexcel.cli.spur_run import Reading
from stexcel.render.spur_questions import SHEET, questions_sheet, questions_workbook
from stexcel.workbook import WorkbookError

_MARKER = "stexcel_fragor"
_WRITABLE = (".xlsx", ".xlsm")


def check_target(target: Path, *, overwrite: bool) -> None:
    """Raises :class:`click.ClickException` for a file that cannot be written, before anything is read."""
    name = target.as_posix()
    if target.suffix.lower() not in _WRITABLE:
        raise click.UsageError(f"{name} ska sluta på .xlsx.")
    if target.is_dir() or not target.parent.is_dir():
        raise click.ClickException(f"{name} är en mapp, eller ligger i en mapp som inte finns. Ange ett filnamn.")
    if target.exists() and not overwrite:
        raise click.ClickException(f"{name} finns redan och skrivs inte över. Ange en annan fil, eller --overwrite.")


def write_questions(reading: Reading, target: Path) -> int:
    """Writes the open questions, and gives the exit code; raises :class:`click.ClickException` where it cannot be."""
    questions, name = reading.inspection.questions, target.as_posix()
    if target.resolve() in {path.resolve() for path in reading.files}:
        raise click.ClickException(f"{name} är en av filerna som läses. Ange en annan fil efter --questions.")
    if not questions:
        echo("Inga frågor är öppna, så ingen fil är skriven.", err=True)
        return reading.code if reading.code == EXIT_FAILED else EXIT_CLEAN
    unit = Path(reading.inspection.unit_path) if reading.inspection.unit_path else None
    merges = unit is not None and unit.suffix.lower() == target.suffix.lower() and unit.suffix.lower() in _WRITABLE
    try:
        data = _added(unit, reading) if unit is not None and merges else _new(reading)
        ooxml.write_atomically(target, data)
    except (WorkbookError, ooxml.RefusedTarget) as error:
        raise click.ClickException(str(error)) from error
    where = f"en kopia av {unit.as_posix()} med bladet {SHEET}" if unit is not None and merges else "en ny arbetsbok"
    echo(f"{name}: {len(questions)} frågor i {where}. Fyll i Svar, och ange filen med --enhet.", err=True)
    return reading.code if reading.code == EXIT_FAILED else EXIT_CLEAN


def _new(reading: Reading) -> bytes:
    return questions_workbook(reading.inspection.questions, reading.inspection.unit_name)


def _added(unit: Path, reading: Reading) -> bytes:
    """The unit's workbook with a sheet more; sheets with earlier questions and their answers stay."""
    source = unit.read_bytes()
    sheet = questions_sheet(reading.inspection.questions, reading.inspection.unit_name, _free_marker(unit))
    return ooxml.apply(source, [sheet]).data


def _free_marker(unit: Path) -> str:
    """A name for the sheet that no earlier sheet of questions has."""
    with ZipFile(unit) as package:
        book = next((name for name in package.namelist() if name.lower().endswith("workbook.xml")), None)
        content = package.read(book).decode("utf-8", "replace") if book else ""
    number = 1
    while f'{_MARKER}_{number}"' in content:
        number += 1
    return f"{_MARKER}_{number}"
