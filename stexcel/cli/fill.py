"""``stexcel fill``: content for single cells of a workbook, everything else left as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import click

from stexcel.cli.swedish import SwedishCommand
from stexcel.fill.cells import parse_day, parse_number, parse_setting, write_cells, write_cells_in_place
from stexcel.fill.errors import FillError
from stexcel.ooxml import CellValue, RefusedTarget
from stexcel.workbook import WorkbookError

_FILE = click.Path(path_type=Path)
_Cells = dict[tuple[str, str], CellValue]


@click.command(cls=SwedishCommand)
@click.argument("source", metavar="FIL", type=_FILE)
@click.option("-o", "--output", type=_FILE, metavar="KOPIA", help="Kopian som cellerna skrivs i.")
@click.option("--in-place", is_flag=True, help="Skriv i filen själv. Den gamla sparas i samma mapp med tid i namnet.")
@click.option(
    "--set",
    "texts",
    multiple=True,
    metavar="BLAD!CELL=TEXT",
    help="Text i en cell, till exempel ”Mål a!B7=EKG”. Utan text töms cellen. Kan anges flera gånger.",
)
@click.option("--set-number", "numbers", multiple=True, metavar="BLAD!CELL=TAL", help="Ett tal, till exempel 2,5.")
@click.option(
    "--set-date", "days", multiple=True, metavar="BLAD!CELL=DATUM", help="Ett datum, till exempel 2026-11-01."
)
@click.option("--force", is_flag=True, help="Skriv också i låsta celler på skyddade blad. Skyddet är kvar.")
@click.option("--overwrite", is_flag=True, help="Skriv över kopian om den redan finns.")
def fill(
    source: Path,
    output: Path | None,
    in_place: bool,
    texts: tuple[str, ...],
    numbers: tuple[str, ...],
    days: tuple[str, ...],
    force: bool,
    overwrite: bool,
) -> int:
    """Skriver i enstaka celler i en arbetsbok. Allt annat i den är kvar som det var.

    Det som anges med --set är alltid text, även om det ser ut som ett tal, ett datum eller en formel. Ett bladnamn
    med utropstecken eller likhetstecken skrivs inom apostrofer: ”'Mål a=b'!B7=EKG”.
    """
    if (output is None) != in_place:
        raise click.UsageError("Ange antingen -o KOPIA eller --in-place.")
    values = _values(texts, numbers, days)
    if output is not None and output.exists() and not overwrite:
        raise click.ClickException(f"{output.as_posix()} finns redan. Ange ett annat namn efter -o, eller --overwrite.")
    try:
        if output is None:
            backup = write_cells_in_place(source, values, datetime.now(), force=force)
            told = f"{source.as_posix()}: {_counted(values)}. Den gamla filen heter nu {backup.name}."
        else:
            write_cells(source, output, values, force=force, overwrite=overwrite)
            told = f"{output.as_posix()}: {_counted(values)}."
    except RefusedTarget as error:
        raise click.ClickException(str(error)) from error
    except WorkbookError as error:
        raise click.ClickException(f"{source.as_posix()}: {error}") from error
    click.echo(told, err=True)
    return 0


def _values(texts: Iterable[str], numbers: Iterable[str], days: Iterable[str]) -> _Cells:
    """What every cell is to hold; a complaint for what cannot be understood and for cells given twice."""
    values: _Cells = {}
    kinds: tuple[tuple[Iterable[str], Callable[[str], CellValue]], ...] = (
        (texts, str),
        (numbers, parse_number),
        (days, parse_day),
    )
    try:
        for settings, parse in kinds:
            for setting in settings:
                at, text = parse_setting(setting)
                if at in values:
                    raise FillError(f"Cellen {at[1]} på bladet ”{at[0]}” är angiven två gånger. Ange den en gång.")
                values[at] = parse(text)
    except FillError as error:
        raise click.UsageError(str(error)) from error
    if not values:
        raise click.UsageError("Ange minst en cell, till exempel --set ”Blad1!B7=text”.")
    return values


def _counted(values: _Cells) -> str:
    return "1 cell skrevs" if len(values) == 1 else f"{len(values)} celler skrevs"
